"""The project as a whole: ``annotate status`` and ``annotate init``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import in_project, json_option
from annotate.cli.output import WIDEST, counted, print_json
from annotate.text.terminal import show
from annotate.text.terminal import width as width_of

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.progress import Listing, Status, Work


_COLUMNS = ("labelled", "skipped", "flagged", "open", "pace")
_LONGEST = 24  # columns of a name or an id, so that the rest of the line is left for its figures


@click.command(epilog="Example: annotate status --json")
@json_option
@click.option("--all", "every", is_flag=True, help="List the documents, and the sentences that are left in each.")
@in_project
def status(project: Project, /, as_json: bool = False, every: bool = False) -> None:
    """Show progress and the next step.

    Pace is the median time per finished sentence: the active seconds of all decisions on it, with idle time capped. On a
    terminal, progress is shown as bars. --json always lists the documents.
    """
    from shutil import get_terminal_size

    from annotate.project.people import clock_warning

    found = project.status(listed=every or as_json)
    if warning := clock_warning(timedelta(seconds=found.clock_offset)):
        click.echo(f"Note: {warning}", err=True)
    if as_json:
        from annotate.project.progress import status_to_json

        print_json(status_to_json(found))
        return
    width = min(get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else None
    for line in status_lines(found, width):
        click.echo(line)


def status_lines(found: Status, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a status.

    Args:
        found: The status.
        width: The columns of a terminal, for bars and wrapped lines; None for a plain table.
    """
    yield from _wrapped(f"Project {found.root}", width)
    more = "" if found.listing or not found.document_count else " (annotate status --all lists them)"
    yield f"{counted(found.document_count, 'document')}, {counted(found.sentence_count, 'sentence')}{more}"
    for part in (
        _annotators(found, width),
        _items(found, width),
        _documents(found.listing, width) if found.listing else (),
        _remaining(found.listing, found.work, width) if found.listing else (),
    ):
        lines = list(part)
        yield from ["", *lines] if lines else []
    if found.shared.sentence_count or found.shared.adjudicated:
        shared = found.shared
        have = "has" if shared.sentence_count == 1 else "have"
        several = f"{counted(shared.sentence_count, 'sentence')} {have} two or more annotators"
        left = f"{shared.differing:,} left" if shared.differing else "none left"
        yield ""
        yield from _wrapped(f"{several}; {shared.adjudicated:,} adjudicated, {left}", width)
    if found.planned:
        yield f"\nPlan: {found.planned[0]:,} of {found.planned[1]:,} labellings finished: annotate assign"
    if found.unread and found.document_count:
        yield f"\n{counted(len(found.unread), 'file')} in raw/ not added yet: annotate add"
    for database, decisions in found.waiting.items():
        yield ""
        yield from _wrapped(
            f"{counted(decisions, 'decision')} saved on this machine for {database}; to send them: annotate label", width
        )
    for warning in found.warnings:
        yield ""
        yield from _wrapped(f"Warning: {warning}", width)
    yield f"\nNext: {found.next}"


def _wrapped(text: str, width: int | None, indent: int = 0) -> Iterator[str]:
    """Yield a text, sanitised, wrapped if there is a width."""
    from annotate.text.rows import paragraph

    if width is None:
        yield " " * indent + show(text)
        return
    for row in paragraph(width, text, indent=indent):
        yield "".join(piece.text for piece in row).rstrip()


def _padded(text: str, columns: int) -> str:
    """Return a text, sanitised, in exactly so many columns."""
    from annotate.text import rows as layout

    row = layout.line(columns, ("", text))
    return "".join(piece.text for piece in row) + " " * (columns - layout.row_width(row))


def _widest(names: Iterable[str]) -> int:
    return min(max(map(width_of, names), default=0), _LONGEST)


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


def _items(found: Status, width: int | None) -> Iterator[str]:
    """Yield the numbers of claims, sources, stances and labels, a line for each annotator."""
    from annotate.schema.wellknown import CLAIM, NO_CLAIM, SKIP

    for work in found.work:
        if labels := work.items.labels:
            titles = {CLAIM: "with claims", NO_CLAIM: "without" if CLAIM in labels else "without claims", SKIP: "skipped"}
            counts = ", ".join(
                counted(number, noun)
                for number, noun in ((work.items.claims, "claim"), (work.items.sources, "source"), (work.items.stances, "stance"))
            )
            first, *others = sorted(labels, key=[*titles, *labels].index)
            sentences = [f"{counted(labels[first], 'sentence')} {titles.get(first, first)}"]
            sentences += [f"{labels[label]:,} {titles.get(label, label)}" for label in others]
            yield from _wrapped(f"{work.annotator}: {counts}; {', '.join(sentences)}", width, 2)


def _bar(done: int, total: int, room: int) -> str:
    """Return a bar for `room` columns: with the percentage, without it, shorter, or an empty string."""
    from annotate.text.rows import bar, percent

    if room >= 20:
        return f"  {bar(done, total)} {percent(done, total)}"
    return f"  {bar(done, total, min(room - 4, 10))}" if room >= 8 else ""


def _documents(listing: Listing, width: int | None) -> Iterator[str]:
    names = _widest(entry.id for entry in listing.documents)
    counts = [counted(entry.sentence_count, "sentence") for entry in listing.documents]
    longest = max(map(len, counts), default=0)
    for entry, count in zip(listing.documents, counts, strict=True):
        whole = show(entry.id) + " " * (names - width_of(entry.id))
        name = whole if width is None else _padded(entry.id, names)
        progress = "" if width is None else _bar(listing.done[entry.id], entry.sentence_count, width - names)
        line = f"  {name}{progress}  {count:<{longest}}  {show(entry.title or '')}".rstrip()
        yield line if width is None else _padded(line, width).rstrip()


def _remaining(listing: Listing, work: Iterable[Work], width: int | None) -> Iterator[str]:
    """Yield the open, skipped and flagged sentences, one line for each annotator of each document."""
    left = [standing for standing in listing.standings if standing.open or standing.skipped or standing.flagged]
    begun = {(standing.document, standing.annotator) for standing in listing.standings}
    if left:
        yield from _wrapped("Remaining sentences (annotate label DOCUMENT, then :NUMBER):", width)
    for standing in left:
        numbers = {"open": standing.open, "skipped": standing.skipped, "flagged": standing.flagged}
        lists = "; ".join(f"{name} {ranges(sentences)}" for name, sentences in numbers.items() if sentences)
        yield from _wrapped(f"{standing.document} by {standing.annotator}: {lists}", width, 2)
    for person in work:
        untouched = [entry.id for entry in listing.documents if (entry.id, person.annotator) not in begun]
        if untouched:
            more = f" and {len(untouched) - 5:,} more" if len(untouched) > 5 else ""
            yield from _wrapped(f"not begun by {person.annotator}: {', '.join(untouched[:5])}{more}", width, 2)


def ranges(numbers: Iterable[int]) -> str:
    """Return ascending numbers as ranges.

    >>> ranges([1, 2, 3, 7])
    '1-3, 7'
    """
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
    """Create a project: raw/, schema/, output/."""
    from annotate.project import init_project

    project = init_project(directory)
    change_folder = "" if project.root == Path.cwd() else f"cd {show(str(directory))}, "
    click.echo(f"Created a project in {show(str(project.root))}: raw/ for articles, schema/ for the labels, output/ for results.")
    click.echo(f"Next: {change_folder}put articles into raw/, then: annotate add")
