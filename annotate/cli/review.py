"""Review of several annotators: ``annotate agree``, ``annotate disagreements`` and ``annotate adjudicate``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from annotate.cli.front_ends import choose_front_end
from annotate.cli.names import annotator_name
from annotate.cli.options import (
    DEFAULT_NAME,
    Decided,
    ThemeName,
    annotators_option,
    complete_document,
    in_project,
    json_option,
    leave_out_annotator_option,
    mouse_option,
    names_in,
    only_option,
    plain_option,
    record_option,
    script_option,
    theme_option,
)
from annotate.cli.output import counted, print_json
from annotate.errors import AnnotateError
from annotate.text.terminal import shell_word, show

if TYPE_CHECKING:
    from annotate.project import Project

Breakdown = Literal["pair", "label", "document", "block", "time", "suggestions", "blind", "all"]
"""The breakdowns of the agreement. A copy: `annotate.agreement` would take 100 ms to import here."""

PassRule = Literal["unanimous", "majority"]

documents_argument = click.argument("documents", nargs=-1, metavar="[DOCUMENT]...", shell_complete=complete_document)
adjudicator_option = click.option(
    "--adjudicator", "adjudicators", multiple=True, metavar="NAME", help="Leave out this adjudicator. May be repeated."
)


@click.command(epilog="Example: annotate agree --by pair --by blind")
@documents_argument
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(get_args(Breakdown)),
    help="Break down by pair of annotators, by label, by article, by kind of block, by month, by whether suggestions were "
    "accepted, or by whether they were shown. May be repeated.",
)
@adjudicator_option
@click.option(
    "--documents",
    "more_documents",
    multiple=True,
    metavar="DOCUMENTS",
    help="Compare only these articles, as the arguments do, separated by commas. May be repeated.",
    shell_complete=complete_document,
)
@annotators_option
@leave_out_annotator_option
@only_option
@click.option(
    "--least-share",
    type=click.FloatRange(0, 1),
    metavar="FRACTION",
    help="Name but do not compare annotators who share less than this of what is typical.  [default: 0.1]",
)
@click.option("--intra", is_flag=True, help="Compare annotators with themselves: sentences decided again at least a day later.")
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=1000,
    metavar="N",
    help="Resamples for the intervals.  [default: 1000]",
)
@click.option("--seed", type=click.IntRange(0), default=0, metavar="N", help="Random seed for the resamples.  [default: 0]")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@json_option
@in_project
def agree(
    project: Project,
    /,
    documents: tuple[str, ...],
    by: tuple[Breakdown, ...],
    adjudicators: tuple[str, ...],
    more_documents: tuple[str, ...],
    annotators: tuple[str, ...],
    leave_out_annotators: tuple[str, ...],
    only: tuple[Decided, ...],
    least_share: float | None,
    intra: bool,
    resamples: int,
    seed: int,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Measure how well annotators agree.

    Compares the DOCUMENTs, by default all, in stages: whether there is a claim, where it is, and for claims that both have, the
    answers about them, their sources, stances and links. Intervals come from resampling whole documents.
    """
    from annotate.agreement.agreement import BREAKDOWNS, LEAST_SHARE, AgreementOptions
    from annotate.agreement.report import agreement_lines, agreement_to_csv, agreement_to_json
    from annotate.project.agreement import Choice

    if as_csv and as_json:
        raise click.UsageError("give --csv or --json, not both.")
    choice = Choice(names_in(annotators), leave_out_annotators, only)
    if intra and (by or adjudicators or least_share is not None or choice != Choice()):
        raise click.UsageError(
            "--intra compares each annotator separately; leave out --by, --adjudicator, --least-share, and what chooses "
            "annotators or sentences."
        )
    documents = (*documents, *names_in(more_documents))
    breakdowns = tuple(breakdown for breakdown in BREAKDOWNS if "all" in by or breakdown in by)
    least = LEAST_SHARE if least_share is None else least_share
    options = AgreementOptions(frozenset(adjudicators), breakdowns, resamples=resamples, seed=seed, least_share=least)
    agreement = project.agree_again(documents, options) if intra else project.agree(documents, options, choice)
    if as_json:
        print_json(agreement_to_json(agreement))
    elif as_csv:
        click.echo(show(agreement_to_csv(agreement), lines=True), nl=False)
    elif not agreement.sentences:
        for line in _no_repeats_lines() if intra else _no_overlap_lines(project, documents, adjudicators):
            click.echo(line)
    else:
        for line in agreement_lines(agreement):
            click.echo(line)


def _no_repeats_lines() -> Iterator[str]:
    yield "Nothing to compare yet: nobody has labelled a sentence again at least a day later."
    yield "To open an article again: annotate label DOCUMENT --relabel"


def _no_overlap_lines(project: Project, documents: tuple[str, ...], adjudicators: tuple[str, ...]) -> Iterator[str]:
    """Yield a message that there is nothing to compare, and the number of sentences that each annotator finished."""
    yield "Nothing to compare yet: no sentence has been labelled by two annotators."
    listing = project.status(listed=True).listing
    standings = [each for each in listing.standings if each.document in documents or not documents] if listing else []
    for annotator in sorted({standing.annotator for standing in standings}):
        finished = {standing.document: standing.done for standing in standings if standing.annotator == annotator}
        first = ", ".join(f"{id} {done}" for id, done in list(finished.items())[:5])
        more = f" and {len(finished) - 5:,} more" if len(finished) > 5 else ""
        left_out = " (adjudicator, left out)" if annotator in adjudicators else ""
        yield show(f"  {annotator}{left_out}: {counted(sum(finished.values()), 'sentence')} done: {first}{more}")


@click.command(epilog="Example: annotate disagreements --kind stance --examples 10")
@documents_argument
@click.option("--kind", metavar="KIND", help="Show only this stage or question, such as stance or 'claim type'.")
@click.option("--examples", type=click.IntRange(0), default=3, metavar="N", help="Examples of each kind.  [default: 3]")
@adjudicator_option
@json_option
@in_project
def disagreements(
    project: Project, /, documents: tuple[str, ...], kind: str | None, examples: int, adjudicators: tuple[str, ...], as_json: bool
) -> None:
    """Show what annotators disagree on, by kind.

    Lists the most frequent kinds first, with examples from different articles, as topics for a meeting on the guidelines.
    Compares the DOCUMENTs, by default all.
    """
    from annotate.agreement.report import disagreements_lines, disagreements_to_json

    every = project.disagreements(documents, adjudicators=adjudicators, examples=examples)
    kinds = {name: None for entry in every for name in (entry.stage, f"{entry.stage} {entry.question}")}
    if kind is not None and every and kind not in kinds:
        raise AnnotateError(f"there are no disagreements on {kind}; give one of: {', '.join(kinds)}")
    selected = [entry for entry in every if kind in (None, entry.stage, f"{entry.stage} {entry.question}")]
    if as_json:
        print_json(disagreements_to_json(selected))
    elif not selected:
        click.echo("No disagreements found. For the figures: annotate agree")
    else:
        for line in disagreements_lines(selected):
            click.echo(line)


@click.command(epilog="Example: annotate adjudicate harbour-bridge --hide-names")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--adjudicator", metavar="NAME", help=f"The adjudicator.  {DEFAULT_NAME}")
@click.option(
    "--auto",
    "rule",
    type=click.Choice(get_args(PassRule)),
    default="unanimous",
    help="The rule by which sentences need no adjudication: all annotators agree, or also a majority.  [default: unanimous]",
)
@click.option(
    "--all", "every", is_flag=True, help="Also open the sentences that need no adjudication, to approve or correct them."
)
@click.option("--review", "reviewed", metavar="NAME", help="Open what this annotator decided, to approve or correct it.")
@click.option("--hide-names", is_flag=True, help="Call the annotators A, B, ...")
@plain_option
@theme_option
@mouse_option
@script_option
@record_option
@in_project
def adjudicate(
    project: Project,
    /,
    document: str | None,
    adjudicator: str | None,
    rule: PassRule,
    every: bool,
    reviewed: str | None,
    hide_names: bool,
    plain: bool,
    theme: ThemeName | None,
    mouse: bool,
    script: Path | None,
    record: Path | None,
) -> None:
    """Decide where annotators differ, or review what they decided.

    Opens DOCUMENT, or the first article with something left to decide. A digit accepts an annotator's version; all other keys
    label as usual, N notes the reason, and :take NAME accepts one annotator's version of everything that is left. With --all and
    --review each sentence opens on what was decided: Enter approves it, every other key corrects it. Adjudications are stored
    separately: the annotators' own decisions are not changed.
    """
    if reviewed is not None and (every or hide_names or rule != "unanimous"):
        raise click.UsageError("--review opens everything that one annotator decided; leave out --all, --auto and --hide-names.")
    run = choose_front_end(plain, script, theme, mouse=mouse)
    from annotate.labelling.bindings import UNBOUND
    from annotate.project.sessions import adjudicate, key_bindings  # the prompt and the store, 40 ms

    result = adjudicate(
        project,
        run,
        adjudicator=annotator_name(project, adjudicator, "--adjudicator", ask=script is None),
        document=document,
        rule=rule,
        every=every,
        reviewed=reviewed,
        hide_names=hide_names,
        record=record,
        bindings=UNBOUND if script else key_bindings(project),
    )
    for done in (*result.earlier, result):
        saved = "; everything is saved." if done is result else "."
        click.echo(
            f"{show(done.document)}: {done.done} of {counted(done.sentence_count, 'sentence')} adjudicated{saved}",
            err=script is not None,
        )
    options = f"{' --all' if every else ''}{f' --review {shell_word(reviewed)}' if reviewed else ''}"
    next_command = f"annotate adjudicate {show(result.next)}{options}" if result.next else "annotate export"
    click.echo(f"Next: {next_command}", err=script is not None)
