"""Labelling: ``annotate label`` and ``annotate practice``."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from annotate.cli.front_ends import choose_front_end
from annotate.cli.names import annotator_name
from annotate.cli.options import (
    DEFAULT_NAME,
    ThemeName,
    complete_document,
    in_project,
    mouse_option,
    plain_option,
    record_option,
    script_option,
    theme_option,
)
from annotate.cli.output import counted, print_problems
from annotate.cli.train import start_training
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.choosing import Order
    from annotate.project.ordering import Selector
    from annotate.project.sessions import Filled, SessionResult

Profile = Literal["quick", "full"]
Answers = Literal["predict", "ask"]

_PLAIN_ORDERS: dict[str | None, Order | None] = {None: None, "added": "added", "shuffled": "shuffled"}


@click.command(epilog="Example: annotate label harbour-bridge --annotator mk")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--annotator", metavar="NAME", help=f"The annotator.  {DEFAULT_NAME}")
@click.option("--profile", type=click.Choice(get_args(Profile)), default="quick", help="The questions to ask.  [default: quick]")
@click.option(
    "--ask", multiple=True, metavar="QUESTION", help="Ask one more question of the schema, such as claim.checkworthiness."
)
@click.option("--relabel", is_flag=True, help="Open a finished article at its first sentence, to decide again.")
@click.option(
    "--next", "only_new", is_flag=True, help="Open the article that --order puts first, even if another one is in progress."
)
@click.option(
    "--order",
    metavar="ORDER",
    help="Without a plan: added, shuffled (drawn for the annotator), or by worth: uncertainty, disagreement, diverse, "
    "rare:claim.type=causal, random.  [default: added for whoever labelled first, shuffled for all others; with --next: "
    "uncertainty, or random without a model]",
)
@click.option(
    "--random-share",
    type=float,
    default=0.2,
    metavar="FRACTION",
    help="Share of articles drawn at random among those chosen by worth; they are marked as such.  [default: 0.2]",
)
@click.option("--seed", type=int, default=0, metavar="N", help="Random seed for drawing them.  [default: 0]")
@click.option(
    "--missing",
    metavar="QUESTION",
    help="Ask one question, such as claim.harm, wherever you labelled without it; it may be newer than the labels.",
)
@click.option("--all", "every", is_flag=True, help="Go on to the next article by itself, without stopping at the end of each.")
@click.option(
    "--only",
    multiple=True,
    metavar="QUESTION=LABEL",
    help="Open only your sentences with such a claim, one after the other: type=causal, source=mayor, text=..., flagged.",
)
@click.option("--suggest/--no-suggest", default=True, help="Show suggestions.  [default: suggest]")
@click.option(
    "--blind-rate",
    type=float,
    default=0.15,
    metavar="FRACTION",
    help="Share of sentences shown without suggestions, for comparison.  [default: 0.15]",
)
@click.option(
    "--answers",
    type=click.Choice(get_args(Answers)),
    default="predict",
    help="Predict the answers to the questions, or ask them all.  [default: predict]",
)
@plain_option
@theme_option
@mouse_option
@script_option
@record_option
@click.option(
    "--keys",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='Your own keys, such as `"trim end" = "t"`.  [default: schema/keys.toml, if it exists]',
)
@in_project
def label(
    project: Project,
    /,
    document: str | None,
    annotator: str | None,
    profile: Profile,
    ask: tuple[str, ...],
    relabel: bool,
    only_new: bool,
    order: str | None,
    random_share: float,
    seed: int,
    missing: str | None,
    every: bool,
    only: tuple[str, ...],
    suggest: bool,
    blind_rate: float,
    answers: Answers,
    plain: bool,
    theme: ThemeName | None,
    mouse: bool,
    script: Path | None,
    record: Path | None,
    keys: Path | None,
) -> None:
    """Label claims, sources and stances at the prompt.

    Opens DOCUMENT; without it, the article you stopped in, or the next one that `annotate assign` gives you. Every decision is
    saved at once. In a new project, raw/ is read first.

    With --next, or with an --order by worth, opens the article that is most worth labelling now. A share of the articles is drawn
    at random: figures computed on these hold for all. How each was chosen is kept and exported; see `annotate guide labelling`.

    --only takes the conditions of `annotate claims`, for a second look at your own labels. May be repeated.
    """
    if only_new and (document is not None or only or missing is not None or relabel):
        raise click.UsageError("--next chooses an article itself; leave out DOCUMENT, --only, --missing and --relabel.")
    if only and record is not None:
        raise click.UsageError("--only and --record exclude each other: a recording replays all sentences.")
    run = choose_front_end(plain, script, theme, mouse=mouse)
    from annotate.labelling.bindings import UNBOUND
    from annotate.project.sessions import fill_missing, key_bindings, label  # the prompt and the store, 40 ms

    # A broken schema or key file must be reported before any article is read.
    _ = project.schema
    bindings = UNBOUND if script else key_bindings(project, keys)  # scripts use the default keys
    name = partial(annotator_name, project, annotator, "--annotator", ask=script is None)
    if missing is not None:
        if relabel:
            raise click.UsageError("--missing and --relabel cannot be used together: --missing opens what is labelled.")
        filled = fill_missing(
            project, run, annotator=name(), question=missing, document=document, record=record, bindings=bindings
        )
        for line in _filled_lines(filled, missing):
            click.echo(line, err=script is not None)
        return
    _read_raw_first(project)
    chosen = _order(project, order, seed, random_share, only_new=only_new)
    result = label(
        project,
        run,
        annotator=name(),
        document=document,
        profile=profile,
        relabel=relabel,
        order=chosen,
        record=record,
        suggestions=suggest,
        blind_rate=blind_rate,
        answers=answers == "predict",
        asking=ask,
        bindings=bindings,
        stops=not every,
        only=only,
        on_open=partial(start_training, project) if suggest and script is None else lambda: None,
    )
    for line in _result_lines(result):
        click.echo(line, err=script is not None)


def _order(project: Project, order: str | None, seed: int, share: float, *, only_new: bool) -> Order | Selector | None:
    """Return the order of articles: one of the plain ones, or a selector of those that are worth most."""
    if order in _PLAIN_ORDERS and not only_new:
        return _PLAIN_ORDERS[order]
    if order is not None and order in _PLAIN_ORDERS:
        raise click.UsageError(f"--next does not go with --order {order}; choose one by worth, such as uncertainty or random.")
    from annotate.project.ordering import Selector  # with NumPy, 100 ms

    return Selector(project.schema, project.output, order, seed=seed, share=share, only_new=only_new)


@click.command(epilog="Example: annotate practice")
@plain_option
@theme_option
@script_option
def practice(plain: bool, theme: ThemeName | None, script: Path | None) -> None:
    """Take a short lesson: label ten sentences and compare.

    Teaches the keys and the label scheme on a short article with known labels. Nothing is saved, and your own project is not
    changed.
    """
    run = choose_front_end(plain, script, theme)
    from annotate.practice.course import practise  # the prompt, 40 ms

    for line in practise(run, time.monotonic):
        click.echo(show(line), err=script is not None)


def _read_raw_first(project: Project) -> None:
    if project.has_documents():
        return
    from annotate.workers.pool import cores

    report = project.add(jobs=cores())
    print_problems((*report.notices, *report.problems))
    click.echo(f"Read raw/: {', '.join(f'{number:,} {outcome}' for outcome, number in report.counts.items())}", err=True)


def _filled_lines(filled: Sequence[Filled], question: str) -> Iterator[str]:
    for one in filled:
        yield f"{show(one.document)}: {counted(one.given, 'answer')} to {question} given, {one.left:,} left open."
    if not filled:
        yield f"No answer to {question} is missing in what you labelled."


def _result_lines(result: SessionResult) -> Iterator[str]:
    for earlier in result.earlier:
        yield f"{show(earlier.document)}: {earlier.done} of {counted(earlier.sentence_count, 'sentence')} done."
    yield f"{show(result.document)}: {result.done} of {counted(result.sentence_count, 'sentence')} done; everything is saved."
    if result.unsent:
        decisions = counted(result.unsent, "decision")
        yield f"Next: annotate label, which sends {decisions} saved on this machine once the database answers."
    elif result.next == result.document:
        yield f"To continue: annotate label {show(result.document)}"
    elif result.planned:  # do not name the next article: the plan may give it to somebody else meanwhile
        yield "Next: annotate label" if result.next else "You have finished everything the plan gives you."
    elif result.next:
        yield f"Next: annotate label {show(result.next)}"
    else:
        yield "Next: annotate check, then annotate export."
