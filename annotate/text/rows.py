"""Rows of a screen: styled text, clipped and wrapped by display cells, so that no row is wider than requested.

All text goes through `annotate.text.terminal.cells`, so a row is safe to print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.text.terminal import Cell, cells


class StyledText(NamedTuple):
    """A text in one style: a name that the front end knows, or empty."""

    style: str
    text: str


ScreenRow = tuple[StyledText, ...]
"""A row of a screen."""


class StyledCell(NamedTuple):
    """A cell and its style."""

    style: str
    cell: Cell


@lru_cache(maxsize=256)
def cells_of(text: str, offset: int = 0) -> tuple[Cell, ...]:
    """Return the cells of a text; cached, because a screen shows the same sentences again and again."""
    return tuple(cells(text, offset))


@lru_cache(maxsize=512)
def style_cells(style: str, text: str, offset: int = -1) -> tuple[StyledCell, ...]:
    """Return a text as styled cells, whose offsets are counted from `offset` (-1: they are not from a document)."""
    return tuple(StyledCell(style, cell) for cell in cells_of(text, offset))


_GLUED = -2  # the start of a cell at which no line may end


@lru_cache(maxsize=2048)
def mark(style: str, text: str) -> tuple[StyledCell, ...]:
    """Return an inserted text, which is not from a document, as styled cells. No line ends at a fixed space (U+00A0)."""
    return tuple(StyledCell(style, Cell(" ", 1, _GLUED, _GLUED) if c == "\u00a0" else Cell(c, 1, -1, -1)) for c in text)


def wrap(items: Sequence[StyledCell], width: int) -> list[list[StyledCell]]:
    """Return lines of at most `width` columns, broken after spaces if possible."""
    lines: list[list[StyledCell]] = []
    line: list[StyledCell] = []
    used, space = 0, -1
    for item in items:
        while line and used + item.cell.width > width:
            cut = space + 1 if space >= 0 else len(line)
            lines.append(line[:cut])
            line = line[cut:]
            used = sum(rest.cell.width for rest in line)
            space = -1
        line.append(item)
        used += item.cell.width
        if item.cell.text == " " and item.cell.start != _GLUED:
            space = len(line) - 1
    if line or not lines:
        lines.append(line)
    return lines


def row(cells: Iterable[StyledCell], width: int) -> ScreenRow:
    """Return one row of at most `width` columns; an ellipsis marks that something did not fit."""
    items = list(cells)
    total = sum(item.cell.width for item in items)
    if total > width:
        head = fit(items, width - 1)
        items = [*head, StyledCell(items[len(head)].style, Cell("…", 1, -1, -1))] if width > 0 else []
    return join_cells(items)


def elide(width: int, style: str, text: str) -> ScreenRow:
    """Return a text on one row of at most `width` columns; the middle of a longer text is left out.

    Spans are told apart by their beginning and their end, so both stay: as whole words, unless a word is very long.
    """
    # Each half needs at most `limit` characters, including combining marks, which have no width; the rest need not be measured.
    flat, limit = " ".join(text.split()), 8 * max(width, 1)
    items = style_cells(style, flat if len(flat) <= 2 * limit else flat[:limit] + flat[-limit:])
    if sum(item.cell.width for item in items) <= width:
        return join_cells(items)
    room = width - 3
    if room <= 1:
        return row(items, width)
    head, tail = _whole_words(items, room - room // 2), _whole_words(items[::-1], room // 2)[::-1]
    return join_cells([*head, *mark(style, " … "), *tail])


def _whole_words(items: Sequence[StyledCell], room: int) -> list[StyledCell]:
    """Return what fits into `room` columns from the start, without the last word if that is cut and takes less than half."""
    fitting = fit(items, room)
    gaps = [place for place, item in enumerate(items[: len(fitting) + 1]) if item.cell.text == " "]
    return fitting[: gaps[-1]] if gaps and 2 * gaps[-1] >= len(fitting) else fitting


def fit(items: Iterable[StyledCell], room: int) -> list[StyledCell]:
    """Return as many items from the start as fit into `room` columns."""
    fitting: list[StyledCell] = []
    for item in items:
        room -= item.cell.width
        if room < 0:
            break
        fitting.append(item)
    return fitting


def join_cells(items: Iterable[StyledCell]) -> ScreenRow:
    """Return cells as a row: neighbours of the same style become one text."""
    texts: list[StyledText] = []
    style, text = "", ""
    for item in items:
        if item.style != style:
            if text:
                texts.append(StyledText(style, text))
            style, text = item.style, ""
        text += item.cell.text
    if text:
        texts.append(StyledText(style, text))
    return tuple(texts)


def row_cells(parts: ScreenRow) -> list[StyledCell]:
    """Return the cells of a row, to combine them with others."""
    return [item for part in parts for item in style_cells(part.style, part.text)]


def line(width: int, *parts: tuple[str, str]) -> ScreenRow:
    """Return one row of (style, text) parts, which may be foreign text."""
    return row([item for style, text in parts for item in style_cells(style, text)], width)


def arrange_in_columns(entries: Sequence[ScreenRow], width: int, height: int) -> list[ScreenRow] | None:
    """Return entries one below the other in as few columns as `height` allows; None if these are wider than `width`."""
    stacked = -(-len(entries) // max(-(-len(entries) // height), 1))  # rows, so that all columns are about equally long
    stacks = [entries[start : start + stacked] for start in range(0, len(entries), stacked or 1)]
    widths = [max(map(row_width, stack)) for stack in stacks]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return None
    rows: list[list[StyledCell]] = [[] for _ in range(stacked)]
    left = 0
    for stack, room in zip(stacks, widths, strict=True):
        for items, entry in zip(rows, stack, strict=False):
            items += [*mark("", " " * (left - sum(item.cell.width for item in items))), *row_cells(entry)]
        left += room + 2
    return [join_cells(items) for items in rows]


def flow(entries: Iterable[ScreenRow], width: int) -> list[ScreenRow]:
    """Return entries one after the other in rows of at most `width` columns, without breaking one."""
    rows: list[list[StyledCell]] = []
    used = width
    for entry in entries:
        if used + 2 + row_width(entry) > width:
            rows.append([*row_cells(entry)])
            used = row_width(entry)
        else:
            rows[-1] += [*mark("", "  "), *row_cells(entry)]
            used += 2 + row_width(entry)
    return [row(items, width) for items in rows]


def paragraph(width: int, text: str, style: str = "", indent: int = 0) -> list[ScreenRow]:
    """Return a text wrapped into rows, each indented by `indent` columns."""
    margin = " " * indent
    return [
        row([*mark("", margin), *wrapped], width)
        for wrapped in wrap(style_cells(style, " ".join(text.split())), max(width - indent, 1))
    ]


def fold(cells: Sequence[StyledCell], width: int, indent: int = 0, limit: int | None = None) -> list[ScreenRow]:
    """Return cells in as many rows as they take, at most `limit`; all but the first are indented.

    If there are more than the limit, the last row is cut off, with an ellipsis.
    """
    first, *_ = lines = wrap(cells, max(width, 1))
    if len(lines) > 1:
        lines = [first, *wrap(cells[len(first) :], max(width - indent, 1))]
    if limit is not None and len(lines) > limit:
        lines[limit - 1 :] = [[cell for rest in lines[limit - 1 :] for cell in rest]]
    margin = mark("", " " * indent)
    return [row(cells if number == 0 else [*margin, *cells], width) for number, cells in enumerate(lines)]


def row_width(row: ScreenRow) -> int:
    """Return the width of a row in columns."""
    return sum(cell.width for part in row for cell in cells_of(part.text))


def bar(done: int, total: int, cells: int = 10) -> str:
    """Return a progress bar: ``[####......]``. It is empty if `total` is 0."""
    return f"[{'#' * (cells * min(done, total) // max(total, 1)):.<{cells}}]"


def percent(done: int, total: int) -> str:
    """Return the share that is done, rounded down and padded to five columns: " 40 %"."""
    return f"{100 * min(done, total) // max(total, 1):>3} %"
