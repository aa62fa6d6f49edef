"""What a state looks like: rows of at most the asked width, exactly as many as asked, and where the cursor stands.

From above: where you are, the article around the sentence, what is labelled or asked, what the keys do. The marks stand without
colour: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``; colour only adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotate.labelling.actions.pages import code_points
from annotate.labelling.display.help import REBINDING, Help, foot, guideline_lines, key_entries
from annotate.labelling.display.panels import panel
from annotate.labelling.display.passage import LONGEST, passage
from annotate.labelling.state import Ask, IdentifyMention, Menu, Page, PageKind, SourcePicker, State
from annotate.model import ANNOTATED_KINDS
from annotate.text.rows import (
    ScreenRow,
    StyledText,
    arrange_in_columns,
    bar,
    flow,
    line,
    mark,
    paragraph,
    percent,
    row,
    row_cells,
    row_width,
    style_cells,
)

SMALLEST = (60, 16)
"""Columns and rows below which the screen has no room: the line front end speaks instead."""


_CHOOSING = (IdentifyMention, SourcePicker, Menu, Ask)
"""Where the list is what is looked at: of the article the sentence stays, and little more."""

_PASSAGE = 4  # rows that are left to the article and the rule under it, however much there is to say


class Screen(NamedTuple):
    """Rows from the top, the cursor as (row, column), from 0, and how far it is scrolled: a page ends somewhere."""

    rows: tuple[ScreenRow, ...]
    cursor: tuple[int, int]
    scroll: int


def view(state: State, width: int, height: int, advice: Sequence[str] = ()) -> Screen:
    """The screen of a state, `width` columns and `height` rows; `advice` stands above what is labelled or asked."""
    rule = line(width, ("dim", "-" * width))
    header = [_header(state, width), rule]
    footer = [rule, _message(state, width), *_keys(state, width)]
    room = max(height - len(header) - len(footer), 3)
    scroll = state.scroll
    if isinstance(state.mode, Page):
        (body, footer[1], scroll), cursor = _page(state, state.mode, width, room), (0, 0)
    else:
        told = _advice(advice, width)[: room // 2]
        spare = room - len(told) - _PASSAGE
        most = spare if isinstance(state.mode, _CHOOSING) else min(room // 2, spare)
        below = [*told, *panel(state, width, max(most, 3))]
        above, cursor = passage(state, width, max(room - len(below) - 1, 1))
        body = [*above, rule, *below]
        if state.line is not None:
            cursor = (len(above) + 1 + len(told), min(row_width(below[len(told)]), width - 1))
    body = [*body[:room], *([()] * (room - len(body)))]
    rows = [*header, *body, *footer][:height]
    return Screen((*rows, *([()] * (height - len(rows)))), (min(cursor[0] + len(header), height - 1), cursor[1]), scroll)


# -- the edges --------------------------------------------------------------------------------------------------------


def _header(state: State, width: int) -> ScreenRow:
    count = len(state.document.sentences)
    done = state.finished
    where = f"sentence {min(state.at + 1, count)} of {count}" if count else "no sentences"
    total = len(state.scope)
    right = f"{where}  {bar(done, total)} {percent(done, total)}  {state.annotator}  saved "
    left = line(max(width - row_width(line(width, ("", right))) - 2, 8), ("title", f" {state.document.id}"))
    gap = max(width - row_width(left) - row_width(line(width, ("", right))), 1)
    return row([*row_cells(left), *mark("", " " * gap), *style_cells("", right)], width)


def _advice(lines: Sequence[str], width: int) -> list[ScreenRow]:
    return [
        row([*mark("coach", " | "), *row_cells(found)], width) for text in lines for found in paragraph(width - 3, text, "coach")
    ]


def _message(state: State, width: int) -> ScreenRow:
    return line(width, ("refused" if state.refused else "message", f" {state.message}"))


def _keys(state: State, width: int) -> list[ScreenRow]:
    """Two rows of what can be typed, as much as they hold."""
    rows = flow([(StyledText("dim", text),) for text in foot(state)], width - 1)[:2]
    return [*((StyledText("", " "), *row) for row in rows), *([()] * (2 - len(rows)))]


# -- pages ------------------------------------------------------------------------------------------------------------


def _page(state: State, page: Page, width: int, height: int) -> tuple[list[ScreenRow], ScreenRow, int]:
    """The page from where it is scrolled to, which rows those are, and how far it is scrolled; the last rows stay in sight."""
    rows, start = _PAGES[page.kind](replace(state, mode=page.under), width, height)
    top = min(max(start + state.scroll, 0), max(len(rows) - height, 0))
    part = f" {top + 1}-{top + height} of {len(rows)} rows" if len(rows) > height else ""
    return rows[top : top + height], line(width, ("message", part)), top - start


def _help(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    """The keys on one screen, whatever its size: in full where there is room, else by name, in columns or in a row."""
    found = key_entries(state)
    longest = max(len(entry.keys) for entry in found)
    full = [_entry(entry, longest, f"{entry.name:<16}", entry.what) for entry in found]
    short = [_entry(entry, longest, entry.name) for entry in found]
    closer = [_entry(entry, 0, entry.name) for entry in found]
    room = height - 1
    rows = (
        arrange_in_columns(full, width - 2, room)
        or arrange_in_columns(short, width - 2, room)
        or arrange_in_columns(closer, width - 2, room)
        or flow(closer, width - 2)
    )
    names = [line(width, ("dim", f" {REBINDING}"))] if state.resting and len(rows) < height else []
    return [*((StyledText("", " "), *row) for row in rows), *names], 0


def _entry(entry: Help, aligned: int, *rest: str) -> ScreenRow:
    name, *what = (part for part in rest if part)
    return (
        StyledText("hint", f"{entry.keys:<{aligned}}"),
        StyledText("", f" {name}"),
        *(StyledText("dim", f" {text}") for text in what),
    )


def _guideline(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    rows = (
        paragraph(width, text, style, indent=len(text) - len(text.lstrip()) + 1) if text else [()]
        for style, text in guideline_lines(state)
    )
    return [row for wrapped in rows for row in wrapped], 0


def _inspected(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    spans = state.claim.spans if state.claim else (state.document.span(state.sentence.start, state.sentence.end),)
    return [line(width, ("", f" {text}")) for span in spans for text in code_points(span.text, span.start)], 0


def _furniture(state: State, width: int, height: int) -> tuple[list[ScreenRow], int]:
    """Every block of the article, from the one that is labelled."""
    document = state.document
    here = document.sentences[min(state.at, len(document.sentences) - 1)].block if document.sentences else 0
    rows: list[ScreenRow] = []
    start = 0
    for number, block in enumerate(document.blocks):
        focal = number == here
        start = len(rows) if focal else start
        style = "" if block.kind in ANNOTATED_KINDS else "dim"
        head = ("panel", f"{'>' if focal else ' '}{number + 1:>3} {block.kind}")
        rows.append(line(width, head, ("dim", f"  {block.start}-{block.end}  {block.rule}")))
        rows += paragraph(width, document.text[block.start : min(block.end, block.start + LONGEST)], style, indent=5)
    return rows, start


_PAGES: dict[PageKind, Callable[[State, int, int], tuple[list[ScreenRow], int]]] = {
    PageKind.HELP: _help,
    PageKind.GUIDELINE: _guideline,
    PageKind.INSPECT: _inspected,
    PageKind.ARTICLE: _furniture,
}
