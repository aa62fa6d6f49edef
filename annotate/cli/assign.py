"""The plan of who labels which documents: ``annotate assign``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.names import author_name
from annotate.cli.options import complete_document, in_project, json_option
from annotate.cli.output import counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.agreement.annotators import AgainstGold
    from annotate.project import Project
    from annotate.project.progress import Assigned
    from annotate.review.assignment import Plan

_COLUMNS = ("given", "finished", "begun", "open")
_PLAN_OPTIONS = ("annotators", "seed", "abandoned_after", "training", "gold", "gold_by", "order", "random_share")


def _split_names(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",")) if value is not None else ()


@click.command(epilog="Example: annotate assign --overlap 2 --annotators ada,ben,cem")
@click.option("--overlap", type=int, metavar="K", help="How many annotators label each document.")
@click.option(
    "--annotators",
    callback=_split_names,
    metavar="NAMES",
    help="Divide all documents among them now, names separated by commas.  [default: documents are handed out on request]",
)
@click.option("--seed", type=int, default=0, metavar="N", help="Random seed for the division.  [default: 0]")
@click.option(
    "--abandoned-after",
    type=float,
    default=72.0,
    metavar="HOURS",
    help="Offer a document to others after so many hours without a decision on it, or with --annotators, without any decision of "
    "its annotator.  [default: 72]",
)
@click.option(
    "--training",
    multiple=True,
    metavar="DOC",
    shell_complete=complete_document,
    help="A document that everybody labels first. May be repeated.",
)
@click.option(
    "--gold",
    multiple=True,
    metavar="DOC",
    shell_complete=complete_document,
    help="A document that everybody labels, mixed in among the other documents. May be repeated.",
)
@click.option("--gold-by", default="", metavar="NAME", help="The annotator whose decisions on the gold documents are correct.")
@click.option(
    "--order",
    metavar="ORDER",
    help="Hand out first what is worth most: uncertainty, disagreement (of rules and model), diverse, rare:claim.type=causal, or "
    "random.  [default: as added]",
)
@click.option(
    "--random-share",
    type=float,
    default=0.2,
    metavar="FRACTION",
    help="Share of documents that come at random within the order, and are marked.  [default: 0.2]",
)
@click.option("--report", is_flag=True, help="Show how well each annotator agrees with the gold.")
@click.option("--end", is_flag=True, help="Remove the plan.")
@json_option
@in_project
def assign(
    project: Project,
    /,
    overlap: int | None,
    annotators: tuple[str, ...],
    seed: int,
    abandoned_after: float,
    training: tuple[str, ...],
    gold: tuple[str, ...],
    gold_by: str,
    order: str | None,
    random_share: float,
    report: bool,
    end: bool,
    as_json: bool,
) -> None:
    """Divide documents among annotators, and show their progress.

    `annotate label` then opens what its annotator is given. On request, an annotator gets the first document that still needs
    labels. Named annotators have equal shares, which stay when documents are added; those who finish early take over from those
    who are away. With a new plan, everybody keeps what they finished. In a database, the author of the plan needs INSERT on the
    tables plans and allotments.

    With --order, the documents that nobody has begun are handed out in that order as it is now. A share of them comes at random,
    so that the dataset can be measured honestly.

    Only --report shows which documents are gold. It shows for each annotator the share of sentences with the gold's label, F1 of
    overlapping claims, and, of the claims that both have, the share with the gold's stance.
    """
    from annotate.review.assignment import Plan

    if end and overlap is not None:
        raise click.UsageError("--end and --overlap exclude each other: remove the plan, or make a new one.")
    if overlap is None and _has_plan_option():
        raise click.UsageError("a plan needs --overlap K: how many annotators label each document.")
    if end or overlap is not None:
        plan = None
        if overlap is not None:
            plan = Plan(
                overlap, annotators, seed, abandoned_after, training=training, gold=gold, gold_by=gold_by, order=order or ""
            )
        project.assign(plan, author=author_name(project), random_share=random_share)
    assigned = project.assigned()
    agreement = project.against_gold() if report else ()
    if as_json:
        if assigned is None:
            print_json(None)
        else:
            print_json(_assigned_to_json(assigned) | ({"gold": _gold_to_json(assigned, agreement)} if report else {}))
        return
    for line in _assigned_lines(assigned) if assigned else ("No plan: everybody labels every document.",):
        click.echo(line)
    for line in _gold_lines(assigned.plan, agreement) if report and assigned else ():
        click.echo(line)


def _has_plan_option() -> bool:
    """Return whether an option of a plan was given on the command line or in the environment."""
    source = click.get_current_context().get_parameter_source
    return any(source(name) != click.core.ParameterSource.DEFAULT for name in _PLAN_OPTIONS)


def _assigned_to_json(assigned: Assigned) -> dict[str, Any]:
    plan = assigned.plan
    return {
        "overlap": plan.overlap,
        "annotators": plan.annotators,
        "seed": plan.seed,
        "abandoned_after": plan.abandoned_after,
        "training": plan.training,
        "order": plan.order or "added",
        "at_random": plan.at_random,
        "finished": assigned.planned[0],
        "planned": assigned.planned[1],
        "progress": [progress._asdict() for progress in assigned.progress],
    }


def _gold_to_json(assigned: Assigned, agreement: Sequence[AgainstGold]) -> dict[str, Any]:
    from dataclasses import asdict

    rows = [
        {
            "annotator": row.annotator,
            "sentences": row.sentences,
            "label": asdict(row.label),
            "claims": asdict(row.claims),
            "stance": asdict(row.stance),
        }
        for row in agreement
    ]
    return {"documents": assigned.plan.gold, "by": assigned.plan.gold_by, "agreement": rows}


def _gold_lines(plan: Plan, agreement: Sequence[AgainstGold]) -> Iterator[str]:
    """Yield the report on the gold documents; nowhere else may an annotator see which documents they are."""
    yield f"\nGold by {show(plan.gold_by)}: {show(', '.join(plan.gold))}"
    if not agreement:
        yield "Nobody else has labelled any of it yet."
        return
    names = max(len(show(row.annotator)) for row in agreement)
    yield " " * (2 + names) + "".join(f"{column:>11}" for column in ("sentences", "label", "claims F1", "stance"))
    for row in agreement:
        values = (figure.value for figure in (row.label, row.claims, row.stance))
        cells = "".join(f"{'-' if value is None else f'{value:.2f}':>11}" for value in values)
        yield f"  {show(row.annotator):<{names}}{row.sentences:>11,}{cells}"


def _assigned_lines(assigned: Assigned) -> Iterator[str]:
    yield from _plan_lines(assigned.plan)
    yield f"{assigned.planned[0]:,} of {assigned.planned[1]:,} labellings finished."
    if assigned.progress:
        names = max(len(show(progress.annotator)) for progress in assigned.progress)
        yield ""
        yield " " * (2 + names) + "".join(f"{column:>10}" for column in _COLUMNS)
    for progress in assigned.progress:
        open_count = progress.given - progress.finished - progress.begun
        cells = "".join(f"{count:>10,}" for count in (progress.given, progress.finished, progress.begun, open_count))
        yield f"  {show(progress.annotator):<{names}}{cells}"


def _plan_lines(plan: Plan) -> Iterator[str]:
    by = f"Plan: each document by {counted(plan.overlap, 'annotator')}"
    after = f"after {plan.abandoned_after:g} hours without a decision"
    if plan.annotators:
        yield f"{by} of {show(', '.join(plan.annotators))}; seed {plan.seed}; offered to others {after}"
    else:
        yield f"{by}, handed out on request; offered to others {after}"
    if plan.order:
        at_random = counted(len(plan.at_random), "document")
        yield f"Order: {show(plan.order)}, mixed with {at_random} at random; --json lists them"
    if plan.training:
        yield f"Everybody labels first: {show(', '.join(plan.training))}"
