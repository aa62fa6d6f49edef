"""What a state looks like: rows of at most the asked width, exactly as many as asked, and where the cursor stands.

From above: where you are, the article around the sentence, what is labelled or asked, what the keys do. The marks stand without
colour: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``; colour only adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate.layout import Row, bar, columns, line, mark, paragraph, percent, placed, row, styled
from annotate.model import ANNOTATED_KINDS
from annotate.prompt.helptext import guideline_lines, help_lines, key_lines
from annotate.prompt.pages import code_points
from annotate.prompt.panels import panel
from annotate.prompt.passage import LONGEST, passage
from annotate.prompt.state import Mode, State

SMALLEST = (60, 16)
"""Columns and rows below which the screen has no room: the line front end speaks instead."""


_PASSAGE = 4  # rows that are left to the article and the rule under it, however much there is to say


class Screen(NamedTuple):
    """Rows from the top, and the cursor as (row, column), from 0."""

    rows: tuple[Row, ...]
    cursor: tuple[int, int]


def view(state: State, width: int, height: int, advice: Sequence[str] = ()) -> Screen:
    """The screen of a state, `width` columns and `height` rows; `advice` stands above what is labelled or asked."""
    rule = line(width, ("dim", "-" * width))
    header = [_header(state, width), rule]
    footer = [rule, _message(state, width), *_keys(state, width)]
    room = max(height - len(header) - len(footer), 3)
    if state.mode is Mode.PAGE:
        body, cursor = _page(state, width, room), (0, 0)
    else:
        told = _advice(advice, width)[: room // 2]
        below = [*told, *panel(state, width, max(min(room // 2, room - len(told) - _PASSAGE), 3))]
        above, cursor = passage(state, width, max(room - len(below) - 1, 1))
        body = [*above, rule, *below]
        if state.mode in (Mode.WRITE, Mode.PICKER):
            cursor = (len(above) + 1 + len(told), min(columns(below[len(told)]), width - 1))
    body = [*body[:room], *([()] * (room - len(body)))]
    rows = [*header, *body, *footer][:height]
    return Screen((*rows, *([()] * (height - len(rows)))), (min(cursor[0] + len(header), height - 1), cursor[1]))


# -- the edges --------------------------------------------------------------------------------------------------------


def _header(state: State, width: int) -> Row:
    count = len(state.document.sentences)
    done = state.finished
    where = f"sentence {min(state.at + 1, count)} of {count}" if count else "no sentences"
    right = f"{where}  {bar(done, count)} {percent(done, count)}  {state.annotator}  saved "
    left = line(max(width - columns(line(width, ("", right))) - 2, 8), ("title", f" {state.document.id}"))
    gap = max(width - columns(left) - columns(line(width, ("", right))), 1)
    return row([*placed(left), *mark("", " " * gap), *styled("", right)], width)


def _advice(lines: Sequence[str], width: int) -> list[Row]:
    return [
        row([*mark("coach", " | "), *placed(found)], width) for text in lines for found in paragraph(width - 3, text, "coach")
    ]


def _message(state: State, width: int) -> Row:
    return line(width, ("refused" if state.refused else "message", f" {state.message}"))


def _keys(state: State, width: int) -> list[Row]:
    return [line(width, ("dim", f" {text}")) for text in key_lines(state)]


# -- pages ------------------------------------------------------------------------------------------------------------


def _page(state: State, width: int, height: int) -> list[Row]:
    """The page from where it is scrolled to; the last rows stay in sight."""
    rows = _PAGES[state.page](state, width)
    top = min(state.scroll, max(len(rows) - height, 0))
    return rows[top : top + height]


def _lines(found: list[tuple[str, str]], width: int) -> list[Row]:
    return [
        wrapped
        for style, text in found
        for wrapped in (paragraph(width, text, style, indent=len(text) - len(text.lstrip()) + 1) if text else [()])
    ]


def _inspected(state: State, width: int) -> list[Row]:
    spans = state.claim.spans if state.claim else (state.document.span(state.sentence.start, state.sentence.end),)
    return [line(width, ("", f" {text}")) for span in spans for text in code_points(span.text, span.start)]


def _furniture(state: State, width: int) -> list[Row]:
    rows: list[Row] = []
    for number, block in enumerate(state.document.blocks, 1):
        style = "" if block.kind in ANNOTATED_KINDS else "dim"
        rows.append(line(width, ("panel", f" {number:>3} {block.kind}"), ("dim", f"  {block.start}-{block.end}  {block.rule}")))
        rows += paragraph(width, state.document.text[block.start : min(block.end, block.start + LONGEST)], style, indent=3)
    return rows


_PAGES: dict[str, Callable[[State, int], list[Row]]] = {
    "help": lambda state, width: _lines(help_lines(state), width),
    "guideline": lambda state, width: _lines(guideline_lines(state), width),
    "inspect": _inspected,
    "furniture": _furniture,
}
