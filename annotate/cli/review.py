"""Several annotators: ``annotate agree``, ``disagreements`` and ``adjudicate``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.labelling import chosen_front_end
from annotate.cli.options import EXISTING_OR_STDIN, complete_document, in_project, json_option, login_name
from annotate.cli.output import counted, print_json
from annotate.errors import AnnotateError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project

ALL = "all"
_BREAKDOWNS = ("pair", "label", "block", "time", "suggestions", "blind")  # `annotate.review` would take 100 ms to say it

documents_argument = click.argument("documents", nargs=-1, metavar="[DOCUMENT]...", shell_complete=complete_document)
adjudicator_option = click.option(
    "--adjudicator", "adjudicators", multiple=True, metavar="NAME", help="Leave out who decides on what others said; repeatable."
)


@click.command(epilog="Example: annotate agree --by pair --by blind")
@documents_argument
@click.option(
    "--by",
    multiple=True,
    type=click.Choice([*_BREAKDOWNS, ALL]),
    help="Also by pair of annotators, by label, by the blocks sentences are in, by month, by whether suggestions were accepted, "
    "or shown at all; repeatable.",
)
@adjudicator_option
@click.option("--intra", is_flag=True, help="Annotators against themselves: sentences decided again a day later or more.")
@click.option(
    "--resamples", type=click.IntRange(0), default=1000, metavar="N", help="Of the documents, for intervals.  [default: 1000]"
)
@click.option("--seed", type=click.IntRange(0), default=0, metavar="N", help="Resamples in another way.  [default: 0]")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@json_option
@in_project
def agree(
    project: Project,
    /,
    documents: tuple[str, ...],
    by: tuple[str, ...],
    adjudicators: tuple[str, ...],
    intra: bool,
    resamples: int,
    seed: int,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Measure how far annotators agree.

    Stage by stage: whether there is a claim, where it is, and on claims that both have, what was answered about them, whose they
    are, with what stance. Of DOCUMENTs, or of all. Intervals come from resampling whole documents.
    """
    from annotate.agreement.agreement import BREAKDOWNS, AgreementOptions
    from annotate.agreement.report import agreement_lines, agreement_to_csv, agreement_to_json

    if as_csv and as_json:
        raise click.UsageError("--csv or --json, not both.")
    if intra and (by or adjudicators):
        raise click.UsageError("--intra compares each annotator apart; leave out --by and --adjudicator.")
    options = AgreementOptions(frozenset(adjudicators), BREAKDOWNS if ALL in by else by, resamples=resamples, seed=seed)
    found = project.agree_again(documents, options) if intra else project.agree(documents, options)
    if as_json:
        print_json(agreement_to_json(found))
    elif as_csv:
        click.echo(show(agreement_to_csv(found), lines=True), nl=False)
    elif not found.sentences:
        for line in _nothing_twice() if intra else _nothing_shared(project, documents, adjudicators):
            click.echo(line)
    else:
        for line in agreement_lines(found):
            click.echo(line)


def _nothing_twice() -> Iterator[str]:
    yield "Nothing to compare: nobody decided a sentence again, a day after the first time or later."
    yield "annotate label DOCUMENT --relabel opens an article again."


def _nothing_shared(project: Project, documents: tuple[str, ...], adjudicators: tuple[str, ...]) -> Iterator[str]:
    """That no sentence was finished by two annotators, and who finished how many."""
    yield "Nothing to compare: no sentence was finished, and not skipped, by two annotators."
    standings = [one for one in project.status().standings if one.document in documents or not documents]
    for annotator in sorted({one.annotator for one in standings}):
        mine = {one.document: one.done for one in standings if one.annotator == annotator}
        where = ", ".join(f"{id} {done}" for id, done in list(mine.items())[:5])
        more = f" and {len(mine) - 5:,} more" if len(mine) > 5 else ""
        left_out = " (adjudicator, left out)" if annotator in adjudicators else ""
        yield show(f"  {annotator}{left_out}: {counted(sum(mine.values()), 'sentence')} done: {where}{more}")


@click.command(epilog="Example: annotate disagreements --kind stance --examples 10")
@documents_argument
@click.option("--kind", metavar="KIND", help="Only this stage or question, as stance, or claim type.")
@click.option("--examples", type=click.IntRange(0), default=3, metavar="N", help="Of each kind.  [default: 3]")
@adjudicator_option
@json_option
@in_project
def disagreements(
    project: Project, /, documents: tuple[str, ...], kind: str | None, examples: int, adjudicators: tuple[str, ...], as_json: bool
) -> None:
    """Show what annotators disagree on, by kind.

    The most frequent first, with examples from different articles: what a meeting on the guideline talks about. Of DOCUMENTs, or
    of all.
    """
    from annotate.agreement.report import disagreements_lines, disagreements_to_json

    found = project.disagreements(documents, adjudicators=adjudicators, examples=examples)
    kinds = {name: None for one in found for name in (one.stage, f"{one.stage} {one.question}")}
    if kind is not None and found and kind not in kinds:
        raise AnnotateError(f"there is no disagreement on {kind}; there is on {', '.join(kinds)}")
    chosen = [one for one in found if kind in (None, one.stage, f"{one.stage} {one.question}")]
    if as_json:
        print_json(disagreements_to_json(chosen))
    elif not chosen:
        click.echo("No disagreement: no two annotators said anything different of a sentence; see `annotate agree`.")
    else:
        for line in disagreements_lines(chosen):
            click.echo(line)


@click.command(epilog="Example: annotate adjudicate harbour-bridge --hide-names")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--adjudicator", metavar="NAME", default=login_name, help="Who decides.  [default: your login name]")
@click.option(
    "--auto",
    "rule",
    type=click.Choice(["unanimous", "majority"]),
    default="unanimous",
    help="Which sentences pass by rule: where all decided the same, or most gave one label too.  [default: unanimous]",
)
@click.option("--hide-names", is_flag=True, help="Call the annotators A, B, ...")
@click.option("--plain", is_flag=True, help="Speak in lines, for screen readers; ACCESSIBLE=1 does the same.")
@click.option("--script", type=EXISTING_OR_STDIN, metavar="FILE", help="Carry out a script (- is standard input), print JSON.")
@click.option("--record", type=click.Path(path_type=Path), metavar="FILE", help="Write a script of this session.")
@in_project
def adjudicate(project: Project, /, plain: bool, script: Path | None, **options: Any) -> None:
    """Decide where annotators differ, at the prompt.

    Opens DOCUMENT, or the first article where something is left, on what its annotators share. A digit takes one's version; all
    other keys label as always, N notes the reason. It is kept beside what the annotators decided, which stays.
    """
    run = chosen_front_end(plain, script)
    from annotate.labelling.bindings import UNBOUND
    from annotate.project.sessions import adjudicate, key_bindings  # the prompt and the store, 40 ms

    left = adjudicate(project, run, bindings=UNBOUND if script else key_bindings(project), **options)
    told = f"{show(left.document)}: {left.done} of {counted(left.sentence_count, 'sentence')} adjudicated; everything is saved."
    following = f"annotate adjudicate {show(left.next)}" if left.next else "annotate export"
    for line in (told, f"Next: {following}"):
        click.echo(line, err=script is not None)
