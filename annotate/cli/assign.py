"""Who labels what: ``annotate assign``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.options import complete_document, in_project, json_option, login_name
from annotate.cli.output import counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.agreement.annotators import AgainstGold
    from annotate.project import Project
    from annotate.project.progress import Assigned
    from annotate.review.assignment import Plan

_COLUMNS = ("given", "finished", "begun", "open")


def _names(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",")) if value is not None else ()


@click.command(epilog="Example: annotate assign --overlap 2 --annotators ada,ben,cem")
@click.option("--overlap", type=int, metavar="K", help="How many annotators label each document.")
@click.option(
    "--annotators",
    callback=_names,
    metavar="NAMES",
    help="Divide all documents among them now.  [default: whoever asks is given the next]",
)
@click.option("--seed", type=int, default=0, metavar="N", help="Divides them in another way.  [default: 0]")
@click.option(
    "--abandoned-after",
    type=float,
    default=72.0,
    metavar="HOURS",
    help="Give a document to others when its annotator decided nothing on it for so long; a named one, nothing at all.  "
    "[default: 72]",
)
@click.option(
    "--training",
    multiple=True,
    metavar="DOC",
    shell_complete=complete_document,
    help="Everybody labels it, before the others. May be repeated.",
)
@click.option(
    "--gold",
    multiple=True,
    metavar="DOC",
    shell_complete=complete_document,
    help="Everybody labels it somewhere in between, as any other. May be repeated.",
)
@click.option("--gold-by", default="", metavar="NAME", help="Whose decisions on the gold are right.")
@click.option("--report", is_flag=True, help="Show how far each annotator agrees with the gold.")
@click.option("--end", is_flag=True, help="Have no plan any more.")
@json_option
@in_project
def assign(project: Project, /, overlap: int | None, report: bool, end: bool, as_json: bool, **options: Any) -> None:
    """Divide documents among annotators; show how far they are.

    `annotate label` then opens what its annotator is given. Whoever asks is given the first document that still needs labels;
    named annotators have equal shares, which stay when documents are added, and who is done with theirs takes over from who is
    away. A new plan leaves everybody what they finished. In a database, who makes it must be allowed to insert into the table
    plans.

    Which documents are gold is told with --report only. It shows, beside each annotator, the share of sentences with the gold's
    label, F1 of the claims that overlap, and of the claims that both have the share with the gold's stance.
    """
    from annotate.review.assignment import Plan

    if end and overlap is not None:
        raise click.UsageError("--end and --overlap exclude each other: no plan, or a new one.")
    if overlap is None and _given(options):
        raise click.UsageError("--overlap K is needed for a plan: how many annotators label each document.")
    if end or overlap is not None:
        project.assign(None if overlap is None else Plan(overlap, **options), author=login_name())
    found = project.assigned()
    gold = project.against_gold() if report else ()
    if as_json:
        print_json(None if found is None else _shown(found) | ({"gold": _gold_shown(found, gold)} if report else {}))
        return
    for line in _lines(found) if found else ("No plan: everybody labels every document.",):
        click.echo(line)
    for line in _gold_lines(found.plan, gold) if report and found else ():
        click.echo(line)


def _given(options: dict[str, Any]) -> bool:
    """Whether anything of a plan was given on the command line or in the environment."""
    source = click.get_current_context().get_parameter_source
    return any(source(name) != click.core.ParameterSource.DEFAULT for name in options)


def _shown(found: Assigned) -> dict[str, Any]:
    plan = found.plan
    return {
        "overlap": plan.overlap,
        "annotators": plan.annotators,
        "seed": plan.seed,
        "abandoned_after": plan.abandoned_after,
        "training": plan.training,
        "finished": found.planned[0],
        "planned": found.planned[1],
        "progress": [one._asdict() for one in found.progress],
    }


def _gold_shown(found: Assigned, gold: Sequence[AgainstGold]) -> dict[str, Any]:
    from dataclasses import asdict

    figures = ("label", "claims", "stance")
    agreement = [
        {"annotator": one.annotator, "sentences": one.sentences, **{name: asdict(getattr(one, name)) for name in figures}}
        for one in gold
    ]
    return {"documents": found.plan.gold, "by": found.plan.gold_by, "agreement": agreement}


def _gold_lines(plan: Plan, gold: Sequence[AgainstGold]) -> Iterator[str]:
    """The only place where gold is called so: at the prompt it is a document as any other."""
    yield f"\nGold by {show(plan.gold_by)}: {show(', '.join(plan.gold))}"
    if not gold:
        yield "Nobody else has labelled any of it yet."
        return
    names = max(len(show(one.annotator)) for one in gold)
    yield " " * (2 + names) + "".join(f"{column:>11}" for column in ("sentences", "label", "claims F1", "stance"))
    for one in gold:
        values = (figure.value for figure in (one.label, one.claims, one.stance))
        told = "".join(f"{'-' if value is None else f'{value:.2f}':>11}" for value in values)
        yield f"  {show(one.annotator):<{names}}{one.sentences:>11,}{told}"


def _lines(found: Assigned) -> Iterator[str]:
    yield from _plan_lines(found.plan)
    yield f"{found.planned[0]:,} of {found.planned[1]:,} labellings finished."
    if found.progress:
        names = max(len(show(one.annotator)) for one in found.progress)
        yield ""
        yield " " * (2 + names) + "".join(f"{column:>10}" for column in _COLUMNS)
    for one in found.progress:
        figures = (one.given, one.finished, one.begun, one.given - one.finished - one.begun)
        yield f"  {show(one.annotator):<{names}}" + "".join(f"{figure:>10,}" for figure in figures)


def _plan_lines(plan: Plan) -> Iterator[str]:
    by = f"Plan: each document by {counted(plan.overlap, 'annotator')}"
    after = f"after {plan.abandoned_after:g} hours without a decision"
    if plan.annotators:
        yield f"{by} of {show(', '.join(plan.annotators))}; seed {plan.seed}; to those who are done {after}"
    else:
        yield f"{by}, whoever asks next; to others {after}"
    if plan.training:
        yield f"Everybody first: {show(', '.join(plan.training))}"
