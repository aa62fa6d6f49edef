"""Labelling: ``annotate label``, ``practice``, ``suggest``, ``mend`` and ``demo``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.options import (
    EXISTING_OR_STDIN,
    Place,
    complete_document,
    document_argument,
    in_project,
    json_option,
    login_name,
)
from annotate.cli.output import counted, print_json, print_problems
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.demo.demo import Watch
    from annotate.labelling.runner import SessionRunner
    from annotate.model import Suggestion
    from annotate.project import Project
    from annotate.project.segmentation import EditName
    from annotate.project.sessions import Front, SessionResult


@click.command(epilog="Example: annotate label harbour-bridge --annotator mk")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--annotator", metavar="NAME", default=login_name, help="Who labels.  [default: your login name]")
@click.option(
    "--profile", type=click.Choice(["quick", "full"]), default="quick", help="Which questions are asked.  [default: quick]"
)
@click.option("--relabel", is_flag=True, help="Open a finished article at its first sentence, to decide again.")
@click.option("--suggest/--no-suggest", default=True, help="Offer what rules propose, or not.  [default: suggest]")
@click.option(
    "--blind-rate",
    type=float,
    default=0.15,
    metavar="FRACTION",
    help="Sentences shown without suggestions, to compare.  [default: 0.15]",
)
@click.option("--plain", is_flag=True, help="Speak in lines, for screen readers; ACCESSIBLE=1 does the same.")
@click.option("--script", type=EXISTING_OR_STDIN, metavar="FILE", help="Carry out a script (- is standard input), print JSON.")
@click.option("--record", type=click.Path(path_type=Path), metavar="FILE", help="Write a script of this session.")
@click.option(
    "--keys",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='Your own keys, as `"trim end" = "t"`.  [default: schema/keys.toml, if there]',
)
@in_project
def label(
    project: Project, /, document: str | None, plain: bool, script: Path | None, keys: Path | None, suggest: bool, **options: Any
) -> None:
    """Label claims, sources and stances at the prompt.

    Opens DOCUMENT, or the article begun last, where you stopped, or what `annotate assign` gives you. Every decision is saved at
    once. Where nothing was read yet, raw/ is read first.
    """
    run = chosen_front_end(plain, script)
    from annotate.labelling.bindings import UNBOUND
    from annotate.project.sessions import key_bindings, label  # the prompt and the store, 40 ms

    _ = project.schema  # a broken one is told before anything is read, and so are keys that cannot be had
    bindings = UNBOUND if script else key_bindings(project, keys)  # a script speaks the prompt's own letters
    _read_raw_first(project)
    left = label(project, run, document=document, suggestions=suggest, bindings=bindings, **options)
    for line in _farewell(left):
        click.echo(line, err=script is not None)


@click.command(epilog="Example: annotate practice")
@click.option("--plain", is_flag=True, help="Speak in lines, for screen readers; ACCESSIBLE=1 does the same.")
@click.option("--script", type=EXISTING_OR_STDIN, metavar="FILE", help="Carry out a script (- is standard input), print JSON.")
def practice(plain: bool, script: Path | None) -> None:
    """A short lesson: label nine sentences, see how they compare.

    Teaches the keys and the label scheme on an article of our own whose labels are known. Nothing is kept, and your own
    project is not touched.
    """
    run = chosen_front_end(plain, script)
    from annotate.practice.course import practise  # the prompt, 40 ms

    for line in practise(run, time.monotonic):
        click.echo(show(line), err=script is not None)


def _read_raw_first(project: Project) -> None:
    if project.documents():
        return
    from annotate.articles.parallel import cores

    report = project.add(jobs=cores())
    print_problems((*report.notices, *report.problems))
    click.echo(f"Read raw/: {', '.join(f'{number:,} {what}' for what, number in report.counts.items())}", err=True)


def chosen_front_end(plain: bool, script: Path | None) -> Front:
    """The front end that fits. Raises click.UsageError where there is neither a terminal nor a script."""
    if script is not None:
        return partial(_run_script, script)
    fits = _fitting(plain=plain)
    if fits is None:
        raise click.UsageError("standard input is no terminal: use --script FILE, or see `annotate demo`, which needs none.")
    if fits == "tui":
        from annotate.labelling.frontends import tui

        return partial(tui.run, color=not os.environ.get("NO_COLOR"))
    from annotate.labelling.frontends import line

    return partial(line.run, read=_read_line, write=click.echo)


def _fitting(*, plain: bool) -> str | None:
    from annotate.project.sessions import front_end

    size = os.get_terminal_size(1) if sys.stdout.isatty() else os.terminal_size((80, 24))
    return front_end(
        stdin=sys.stdin.isatty(),
        stdout=sys.stdout.isatty(),
        term=os.environ.get("TERM", ""),
        size=(size.columns, size.lines),
        plain=plain or os.environ.get("ACCESSIBLE", "") not in ("", "0"),
    )


def _run_script(script: Path, labelling: SessionRunner) -> None:
    from annotate.labelling.frontends import script as script_front_end

    with click.open_file(script, encoding="utf-8", errors="replace") as lines:
        script_front_end.run(labelling, lines, str(script), click.echo)


def _read_line(prompt: str) -> str:
    """One line from the person, with the terminal's own editing; the prompt never goes into a pipe."""
    if sys.stdout.isatty():
        with suppress(ImportError):  # not everywhere
            import readline  # noqa: F401 - importing it gives input() its editing
        return input(prompt)
    click.echo(prompt, nl=False, err=True)
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line


def _farewell(left: SessionResult) -> Iterator[str]:
    yield f"{show(left.document)}: {left.done} of {counted(left.sentence_count, 'sentence')} done; everything is saved."
    if left.unsent:
        yield f"Next: annotate label sends {counted(left.unsent, 'decision')} kept on this machine, when the database answers."
    elif left.next == left.document:
        yield f"Next: annotate label {show(left.document)} goes on where you stopped."
    elif left.planned:  # a name would go past the plan, where somebody else may be given that article meanwhile
        yield "Next: annotate label" if left.next else "Nothing is left for you in the plan."
    elif left.next:
        yield f"Next: annotate label {show(left.next)}"
    else:
        yield "Next: annotate check, then annotate export."


@click.command(epilog="Example: annotate suggest harbour-bridge --json")
@document_argument
@json_option
@in_project
def suggest(project: Project, /, document: str, as_json: bool) -> None:
    """Show what rules propose for an article.

    Claims, who says them, their stance and cue, and the rule. Nothing is stored; `annotate label` offers them.
    """
    from annotate.project.sessions import suggested

    article = project.document(document)
    proposed = suggested(article)
    if as_json:
        from dataclasses import asdict

        print_json({sentence: [asdict(suggestion) for suggestion in offered] for sentence, offered in proposed.items()})
        return
    if not any(proposed.values()):
        click.echo(f"The rules propose nothing in {show(article.id)}.", err=True)
    for number, sentence in enumerate(article.sentences, 1):
        for suggestion in proposed.get(sentence.id, ()):
            for line in _suggestion_lines(number, suggestion):
                click.echo(show(line))


def _suggestion_lines(number: int, suggestion: Suggestion) -> Iterator[str]:
    who = suggestion.source.name if suggestion.source else "author"
    cue = f', cue "{suggestion.cue.text}"' if suggestion.cue else ""
    yield f"{number:>4}  {who}: {suggestion.label}{cue}  ({suggestion.rule})"
    yield f"      {' … '.join(' '.join(span.text.split()) for span in suggestion.spans)}"


@click.command(epilog="Example: annotate mend harbour-bridge split 3 18")
@document_argument
@click.argument("what", type=click.Choice(["split", "merge", "role"]))
@click.argument("number", type=int)
@click.argument("value", required=False, metavar="[WORD|KIND]")
@click.option("--annotator", metavar="NAME", default=login_name, help="Who mends it.  [default: your login name]")
@in_project
def mend(project: Project, /, document: str, what: EditName, number: int, value: str | None, annotator: str) -> None:
    """Mend how an article was understood.

    Splits sentence NUMBER before WORD, merges it with the next, or gives block NUMBER another KIND. `annotate segment` shows the
    numbers. The text stays; labels move along, or it is refused. At the prompt: S, M, R.
    """
    from annotate.project.segmentation import correct_segmentation

    mended = correct_segmentation(project, document, what, number, value, annotator=annotator)
    click.echo(f"Mended {show(mended.id)}: {counted(len(mended.sentences), 'sentence')} now.")


@click.command(epilog="Example: annotate demo --watch")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--watch", is_flag=True, help="Show the session on the screen, key by key; q leaves.")
@click.option("--speed", type=click.FloatRange(0.1, 100), default=1.0, metavar="N", help="Watch so many times as fast.")
@click.option("--script", type=click.Path(path_type=Path), metavar="FILE", help="Watch your own recording, on DOCUMENT.")
@click.pass_obj
def demo(place: Place, document: str | None, watch: bool, speed: float, script: Path | None) -> None:
    """The whole road, played on a sample article.

    Adds it to a throw-away project, labels it by a recorded session, checks, exports and loads the dataset. Your own project is
    not touched: a recording of yours is shown as if nothing were labelled yet, and nothing of it is stored.
    """
    from annotate.demo import demo

    if (document is None) != (script is None):
        raise click.UsageError("--script FILE and DOCUMENT belong together: the recording, and the article it was made on.")
    if not watch and script is None:
        demo.play(click.echo)
    elif script is None or document is None:
        demo.watch(_watch(speed))
    else:
        demo.watch_script(place.project(), _watch(speed), document, script)


def _watch(speed: float) -> Watch:
    """The screen that shows a script. Raises click.UsageError where there is none."""
    if _fitting(plain=False) != "tui":
        raise click.UsageError(
            "no screen to watch it on: a terminal of 60x16 or more is needed; `annotate demo` tells it in lines."
        )
    from annotate.labelling.frontends import replay

    return partial(replay.run, speed=speed, color=not os.environ.get("NO_COLOR"))
