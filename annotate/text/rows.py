"""Rows of a screen: pieces of text with a style, clipped and wrapped by display cells, so that no row is ever wider than asked.

Everything that is placed goes through `annotate.text.terminal.cells`: what is on a row can be printed as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.text.terminal import Cell, cells


class Piece(NamedTuple):
    """Text in one style; the style is a name that the front end knows, or empty."""

    style: str
    text: str


Row = tuple[Piece, ...]


class Placed(NamedTuple):
    """A cell with its style."""

    style: str
    cell: Cell


@lru_cache(maxsize=256)
def cells_of(text: str, offset: int = 0) -> tuple[Cell, ...]:
    """The cells of a text, remembered: a screen shows the same sentences again and again."""
    return tuple(cells(text, offset))


def styled(style: str, text: str, offset: int = -1) -> list[Placed]:
    """A text as placed cells; with an `offset` they know where they stand in the document."""
    return [Placed(style, cell) for cell in cells_of(text, offset)]


_GLUED = -2  # where a cell "starts" at which no line may end


def mark(style: str, text: str) -> list[Placed]:
    """Text of ours between a document's characters; it stands for none of them. No line ends at a fixed space (U+00A0)."""
    return [Placed(style, Cell(" ", 1, _GLUED, _GLUED) if c == "\u00a0" else Cell(c, 1, -1, -1)) for c in text]


def wrap(placed: Sequence[Placed], width: int) -> list[list[Placed]]:
    """Lines of at most `width` columns, broken after spaces where there are any."""
    lines: list[list[Placed]] = []
    line: list[Placed] = []
    used, space = 0, -1
    for item in placed:
        while line and used + item.cell.width > width:
            cut = space + 1 if space >= 0 else len(line)
            lines.append(line[:cut])
            line = line[cut:]
            used = sum(kept.cell.width for kept in line)
            space = -1
        line.append(item)
        used += item.cell.width
        if item.cell.text == " " and item.cell.start != _GLUED:
            space = len(line) - 1
    if line or not lines:
        lines.append(line)
    return lines


def row(placed: Iterable[Placed], width: int) -> Row:
    """One row of at most `width` columns; what does not fit ends in an ellipsis."""
    items = list(placed)
    total = sum(item.cell.width for item in items)
    if total > width:
        kept = _fitting(items, width - 1)
        items = [*kept, Placed(items[len(kept)].style, Cell("…", 1, -1, -1))] if width > 0 else []
    return pieces(items)


def elided(width: int, style: str, text: str) -> Row:
    """A text on one row of at most `width` columns, its middle left out where it is longer: both ends tell spans apart."""
    flat, enough = " ".join(text.split()), 8 * max(width, 1)  # characters that fill a half, marks that take no column included
    items = styled(style, flat if len(flat) <= 2 * enough else flat[:enough] + flat[-enough:])
    if sum(item.cell.width for item in items) <= width:
        return pieces(items)
    room = width - 3
    head, tail = _fitting(items, room - room // 2), _fitting(items[::-1], room // 2)[::-1]
    while head and head[-1].cell.text == " ":
        head.pop()
    return pieces([*head, *mark(style, " … "), *tail]) if room > 1 else row(items, width)


def _fitting(items: Sequence[Placed], room: int) -> list[Placed]:
    """As many items from the start as fit into `room` columns."""
    kept: list[Placed] = []
    for item in items:
        room -= item.cell.width
        if room < 0:
            break
        kept.append(item)
    return kept


def pieces(items: Iterable[Placed]) -> Row:
    """Neighbours of one style as one piece."""
    found: list[Piece] = []
    style, text = "", ""
    for item in items:
        if item.style != style:
            if text:
                found.append(Piece(style, text))
            style, text = item.style, ""
        text += item.cell.text
    if text:
        found.append(Piece(style, text))
    return tuple(found)


def placed(pieces: Row) -> list[Placed]:
    """A row's cells again, to be set among others."""
    return [item for piece in pieces for item in styled(piece.style, piece.text)]


def line(width: int, *pieces: tuple[str, str]) -> Row:
    """One row of (style, text) pieces, foreign text welcome."""
    return row([item for style, text in pieces for item in styled(style, text)], width)


def in_columns(entries: Sequence[Row], width: int, height: int) -> list[Row] | None:
    """Entries set one under the other in as few columns as `height` needs; None where those are wider than `width`."""
    stacked = -(-len(entries) // max(-(-len(entries) // height), 1))  # rows, when all columns are about as long
    stacks = [entries[start : start + stacked] for start in range(0, len(entries), stacked or 1)]
    widths = [max(map(columns, stack)) for stack in stacks]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return None
    rows: list[list[Placed]] = [[] for _ in range(stacked)]
    left = 0
    for stack, room in zip(stacks, widths, strict=True):
        for items, entry in zip(rows, stack, strict=False):
            items += [*mark("", " " * (left - sum(item.cell.width for item in items))), *placed(entry)]
        left += room + 2
    return [pieces(items) for items in rows]


def flowing(entries: Iterable[Row], width: int) -> list[Row]:
    """Entries one after the other, in rows of at most `width` columns, none of them broken."""
    rows: list[list[Placed]] = []
    used = width
    for entry in entries:
        if used + 2 + columns(entry) > width:
            rows.append([*placed(entry)])
            used = columns(entry)
        else:
            rows[-1] += [*mark("", "  "), *placed(entry)]
            used += 2 + columns(entry)
    return [row(items, width) for items in rows]


def paragraph(width: int, text: str, style: str = "", indent: int = 0) -> list[Row]:
    """A text wrapped into rows, each indented."""
    margin = " " * indent
    return [
        row([*mark("", margin), *wrapped], width)
        for wrapped in wrap(styled(style, " ".join(text.split())), max(width - indent, 1))
    ]


def columns(row: Row) -> int:
    """The columns a row takes."""
    return sum(cell.width for piece in row for cell in cells_of(piece.text))


def bar(done: int, total: int, cells: int = 10) -> str:
    """How much of something is done, ``[####......]``: the same bar wherever there is one. All of nothing is nothing."""
    return f"[{'#' * (cells * min(done, total) // max(total, 1)):.<{cells}}]"


def percent(done: int, total: int) -> str:
    """The same as a number, four to five columns wide: `` 40 %``. Only what is all done is 100 %."""
    return f"{100 * min(done, total) // max(total, 1):>3} %"
