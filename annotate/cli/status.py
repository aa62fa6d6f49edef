"""Where you are: ``annotate status`` and ``annotate init``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import in_project, json_option
from annotate.cli.output import FEW, WIDEST, counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.progress import Status, Work


_COLUMNS = ("labelled", "skipped", "flagged", "open", "pace")
_LONGEST = 24  # columns of a name or an id: the rest of the line is for what is said of it


@click.command(epilog="Example: annotate status --json")
@json_option
@click.option("--all", "every", is_flag=True, help=f"List everything, not only the first {FEW} of each.")
@in_project
def status(project: Project, as_json: bool = False, every: bool = False) -> None:
    """Say where you are, what is left, what to do next.

    Pace is the median over finished sentences of a sentence's active seconds: those of all decisions on it, idle time capped.
    On a terminal there are bars.
    """
    from shutil import get_terminal_size

    found = project.status()
    if as_json:
        from annotate.project.progress import status_to_json

        print_json(status_to_json(found))
        return
    width = min(get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else None
    for line in status_lines(found, width, None if every else FEW):
        click.echo(line)


def status_lines(found: Status, width: int | None = None, most: int | None = None) -> Iterator[str]:
    """A status in lines: with bars and none wider than `width` columns where it is given, else as a plain table.

    `most` is the number of documents, and of what is left in them, that are listed.
    """
    yield from _fitted(f"Project {found.root}", width)
    yield f"{counted(len(found.documents), 'document')}, {counted(found.sentence_count, 'sentence')}"
    for part in (_annotators(found, width), _documents(found, width, most), _left(found, width, most)):
        lines = list(part)
        yield from ["", *lines] if lines else []
    if found.shared.sentence_count or found.shared.adjudicated:
        shared = found.shared
        several = f"{counted(shared.sentence_count, 'sentence')} by two annotators or more"
        yield ""
        yield from _fitted(f"{several}: {shared.adjudicated:,} adjudicated, {shared.differing:,} more to adjudicate", width)
    if found.planned:
        yield f"\nPlan: {found.planned[0]:,} of {found.planned[1]:,} labellings finished: annotate assign"
    if found.unread and found.documents:
        yield f"\n{counted(len(found.unread), 'file')} in raw/ not read: annotate add"
    for database, decisions in found.waiting.items():
        yield ""
        yield from _fitted(
            f"{counted(decisions, 'decision')} kept on this machine for {database}: annotate label sends them", width
        )
    yield f"\nNext: {found.next}"


def _fitted(text: str, width: int | None, indent: int = 0) -> Iterator[str]:
    """A text, safe for a terminal, wrapped where there is a width."""
    from annotate.text.rows import paragraph

    if width is None:
        yield " " * indent + show(text)
        return
    for row in paragraph(width, text, indent=indent):
        yield "".join(piece.text for piece in row).rstrip()


def _padded(text: str, columns: int) -> str:
    """A text, safe for a terminal, in exactly so many columns."""
    from annotate.text import rows as layout

    row = layout.line(columns, ("", text))
    return "".join(piece.text for piece in row) + " " * (columns - layout.row_width(row))


def _widest(names: Iterable[str]) -> int:
    from annotate.text.terminal import width

    return min(max(map(width, names), default=0), _LONGEST)


def _annotators(found: Status, width: int | None) -> Iterator[str]:
    if not found.work:
        return
    rows = [_COLUMNS, *map(_figures, found.work)]
    sizes = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    head, *figures = ("".join(f"{value:>{size}}" for value, size in zip(row, sizes, strict=True)) for row in rows)
    room = 0 if width is None else width - 2 - sum(sizes)
    names = min(_widest(work.annotator for work in found.work), max(room, 4) if width else _LONGEST)
    lines = [
        f"  {_padded(work.annotator, names)}{_bar(found.sentence_count - work.open, found.sentence_count, room - names)}{line}"
        for work, line in zip(found.work, figures, strict=True)
    ]
    yield " " * (2 + names + len(_bar(0, 0, room - names))) + head
    yield from lines


def _figures(work: Work) -> tuple[str, ...]:
    pace = "-" if work.pace is None else f"{work.pace:.1f} s"
    return (*(f"{number:,}" for number in (work.labelled, work.skipped, work.flagged, work.open)), pace)


def _bar(done: int, total: int, room: int) -> str:
    """A bar after a name, as `room` allows: with the percentage, without it, shorter, or none."""
    from annotate.text.rows import bar, percent

    if room >= 20:
        return f"  {bar(done, total)} {percent(done, total)}"
    return f"  {bar(done, total, min(room - 4, 10))}" if room >= 8 else ""


def _documents(found: Status, width: int | None, most: int | None) -> Iterator[str]:
    names = _widest(entry.id for entry in found.documents[:most])
    for entry in found.documents[:most]:
        name = show(entry.id) if width is None else _padded(entry.id, names)
        progress = "" if width is None else _bar(found.done[entry.id], entry.sentence_count, width - names)
        line = f"  {name}{progress}  {counted(entry.sentence_count, 'sentence')}  {show(entry.title or '')}".rstrip()
        yield line if width is None else _padded(line, width).rstrip()
    yield from _more(found.documents, most)


def _left(found: Status, width: int | None, most: int | None) -> Iterator[str]:
    """What is open, skipped or flagged, and where: a line for each annotator of each document."""
    left = [standing for standing in found.standings if standing.open or standing.skipped or standing.flagged]
    begun = {(standing.document, standing.annotator) for standing in found.standings}
    if left:
        yield from _fitted("Left, by sentence (annotate label DOCUMENT, then :NUMBER):", width)
    for standing in left[:most]:
        numbers = {"open": standing.open, "skipped": standing.skipped, "flagged": standing.flagged}
        what = "; ".join(f"{name} {ranges(which)}" for name, which in numbers.items() if which)
        yield from _fitted(f"{standing.document} by {standing.annotator}: {what}", width, 2)
    yield from _more(left, most)
    for work in found.work:
        untouched = [entry.id for entry in found.documents if (entry.id, work.annotator) not in begun]
        if untouched:
            more = f" and {len(untouched) - 5:,} more" if len(untouched) > 5 else ""
            yield from _fitted(f"not begun by {work.annotator}: {', '.join(untouched[:5])}{more}", width, 2)


def _more(items: Sequence[object], most: int | None) -> Iterator[str]:
    if most is not None and len(items) > most:
        yield f"  and {len(items) - most:,} more: annotate status --all"


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, as one says them: ``1-3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


@click.command(epilog="Example: annotate init news")
@click.argument("directory", default=".", type=click.Path(path_type=Path), metavar="[DIR]")
def init(directory: Path) -> None:
    """Make a project: raw/, schema/, output/."""
    from annotate.project import init_project

    project = init_project(directory)
    there = "" if project.root == Path.cwd() else f"cd {show(str(directory))}, "
    click.echo(
        f"Made a project in {show(str(project.root))}: raw/ for articles, schema/ for the labels, output/ for what comes out."
    )
    click.echo(f"Next: {there}put articles into raw/, then: annotate add")
