"""The article around the current sentence, with the marks of its labels or with hints for picking words, and the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.labelling.actions.pages import end_lines
from annotate.labelling.actions.picking import pick_hints, pick_words
from annotate.labelling.state import Picking, State
from annotate.model import DIM_KINDS, Annotation, Claim, Span
from annotate.schema.wellknown import CLAIM, NO_CLAIM, SKIP
from annotate.text.rows import ScreenRow, StyledCell, line, mark, paragraph, row, style_cells, wrap

LONGEST = 4000
"""The number of characters drawn of a sentence or block; more would make keys respond slowly."""

_MARGIN = 7
_ENDS = str.maketrans("\n\f\v\r\u2028\u2029", " " * 6)  # line breaks inside a sentence; offsets stay the same


class ArticleRow(NamedTuple):
    """A row of the article on the screen, with what is needed to find the character at a column.

    shown: the row.
    sentence: the index of its sentence, -1 if it has none.
    cells: the cells right of the margin.
    start: the code point of the article from which the offsets of the cells are counted.
    """

    shown: ScreenRow = ()
    sentence: int = -1
    cells: Sequence[StyledCell] = ()
    start: int = 0

    def offset_at(self, column: int) -> int | None:
        """Return the code point at a column, None if there is no text of the article."""
        right = _MARGIN
        for item in self.cells:
            right += item.cell.width
            if _MARGIN <= column < right:
                return self.start + item.cell.start if item.cell.start >= 0 else None
        return None


def passage(state: State, width: int, height: int) -> tuple[list[ArticleRow], tuple[int, int], int]:
    """Return the rows of the sentence in its context, the cursor in them, and by how many rows they could be scrolled."""
    if state.at >= len(state.document.sentences):
        ending = [ArticleRow(shown) for shown in _end(state, width)[:height]]
        return ending + [ArticleRow()] * (height - len(ending)), (0, 0), 0
    focal = state.picking.at if state.picking else state.at
    middle, cursor = _focal(state, focal, width)
    above = _neighbours(state, focal, -1, width, height + max(-state.scroll, 0))
    below = _neighbours(state, focal, 1, width, height + max(state.scroll, 0))
    rows = [*above, *middle, *below]
    top = len(above) - min(len(above), max((height - len(middle)) // 3, 1))
    if len(middle) > height - 1:
        top = len(above) + max(min(cursor[0] - height // 2, len(middle) - height), 0)
    last = max(len(rows) - height, 0)
    top = min(max(top, 0), last)
    scrolled = min(max(top + state.scroll, 0), last)
    shown = rows[scrolled : scrolled + height]
    place = len(above) + cursor[0] - scrolled
    return [*shown, *([ArticleRow()] * (height - len(shown)))], (min(max(place, 0), height - 1), cursor[1]), scrolled - top


class _Unit(NamedTuple):
    """A part of the article that is drawn by itself: a sentence (its index), or a block that is shown dimmed (-1)."""

    sentence: int
    start: int
    end: int
    kind: str


def _units(state: State) -> list[_Unit]:
    blocks = state.document.blocks
    units = [_Unit(i, s.start, s.end, blocks[s.block].kind) for i, s in enumerate(state.document.sentences)]
    units += [_Unit(-1, block.start, block.end, block.kind) for block in blocks if block.kind in DIM_KINDS]
    return sorted(units, key=lambda unit: unit.start)


def _neighbours(state: State, focal: int, direction: int, width: int, enough: int) -> list[ArticleRow]:
    """Return the rows above (-1) or below (1) a sentence, at least `enough` of them if the article has as many."""
    units = _units(state)
    place = next(i for i, unit in enumerate(units) if unit.sentence == focal) + direction
    parts: list[list[ArticleRow]] = []
    block = state.document.sentences[focal].block
    total = 0
    while 0 <= place < len(units) and total < enough:
        unit = units[place]
        rows = _context(state, unit, width)
        here = state.document.sentences[unit.sentence].block if unit.sentence >= 0 else -1
        if here != block:
            rows = [*rows, ArticleRow()] if direction < 0 else [ArticleRow(), *rows]
        block = here
        parts.append(rows)
        total += len(rows)
        place += direction
    if direction < 0:
        parts.reverse()
    return [row for part in parts for row in part]


def _context(state: State, unit: _Unit, width: int) -> list[ArticleRow]:
    text = state.document.text[unit.start : min(unit.end, unit.start + LONGEST)]
    if unit.sentence < 0:
        margin, tail, style = f"    {' ':<3}", "", "dim"
    else:
        annotation = state.annotation_of(state.document.sentences[unit.sentence].id)
        margin = f" {unit.sentence + 1:>3} {_status(annotation)} "
        tail = f"  {len(annotation.claims)}C" if annotation.claims else ""
        style = "headline" if unit.kind == "headline" else "context"
    rows = _context_rows(text, style, margin, tail, width)
    return [ArticleRow(shown, unit.sentence, cells, unit.start) for shown, cells in rows]


@lru_cache(maxsize=512)
def _context_rows(text: str, style: str, margin: str, tail: str, width: int) -> list[tuple[ScreenRow, list[StyledCell]]]:
    """Return the rows of a unit, and their cells, whose offsets are counted from its start.

    They are cached, because most of the context stays the same from one key to the next.
    """
    lines = wrap([*style_cells(style, text.translate(_ENDS), 0), *mark("dim", tail)], width - _MARGIN - 1)
    return [(row([*mark("dim", margin if i == 0 else " " * _MARGIN), *cells], width), cells) for i, cells in enumerate(lines)]


def _status(annotation: Annotation) -> str:
    """Return the character that shows the state of a sentence in the margin."""
    if annotation.flag is not None:
        return "!"
    in_progress = annotation.claims or annotation.note
    return {CLAIM: "v", NO_CLAIM: "-", SKIP: "w"}.get(annotation.label or "", "o" if in_progress else " ")


def _focal(state: State, at: int, width: int) -> tuple[list[ArticleRow], tuple[int, int]]:
    """Return the rows of the sentence itself, with its marks or with hints to pick words, and the cursor in them."""
    picking = state.picking
    placed = _with_marks(state, at) if picking is None else _with_pick(state, picking)
    hints = {} if picking is None else _hint_places(state, picking)
    rows: list[ArticleRow] = []
    cursor = (0, _MARGIN)
    target = _cursor_offset(state, at)
    for i, cells in enumerate(wrap(_with_room(placed, hints), width - _MARGIN - 1)):
        margin = f">{at + 1:>3}   " if i == 0 else " " * _MARGIN
        column = _column_of(cells, target)
        if column is not None:
            cursor = (len(rows), _MARGIN + column)
        rows.append(ArticleRow(row([*mark("focus-margin", margin), *cells], width), at, cells))
        if hints:
            rows.append(ArticleRow(_hint_row(cells, hints, picking.typed if picking else "", width), at, cells))
    return rows, cursor


def _column_of(placed: list[StyledCell], offset: int) -> int | None:
    """Return the column of the character at an offset, or None if the line does not contain it."""
    column = 0
    for item in placed:
        if item.cell.start <= offset < item.cell.end:
            return column
        column += item.cell.width
    return None


def _cursor_offset(state: State, at: int) -> int:
    if state.picking is not None:
        return state.picking.first.start if state.picking.first else state.document.sentences[at].start
    focused = state.suggestion or state.claim
    return focused.spans[0].start if focused else state.document.sentences[at].start


def _sentence_cells(state: State, at: int) -> Sequence[StyledCell]:
    """Return the cells of a sentence, cut off if it is very long."""
    sentence = state.document.sentences[at]
    end = min(sentence.end, sentence.start + LONGEST)
    placed = style_cells("", state.document.text[sentence.start : end].translate(_ENDS), sentence.start)
    return placed if end == sentence.end else [*placed, *mark("dim", " …")]


def _with_marks(state: State, at: int) -> list[StyledCell]:
    """Return the sentence with its claims, mentions, cues and suggestions marked."""
    focus = state.claim
    opens: dict[int, list[StyledCell]] = {}
    closes: dict[int, list[StyledCell]] = {}

    def put(span: Span, style: str, before: str, after: str) -> None:
        if span.end <= state.sentence.start:
            return  # a mention in an earlier sentence
        opens.setdefault(span.start, []).extend(mark(style, before))
        closes.setdefault(span.end, [])[:0] = mark(style, after)

    for claim in state.annotation.claims:
        style = "claim-focus" if claim == focus else "claim"
        for span in claim.spans:
            put(span, style, f"[{claim.id.upper()}\u00a0", f"\u00a0{claim.id.upper()}]")
    for source in state.annotation.sources:
        if source.mention:
            put(source.mention, "source", "<", ">")
    for cue in {stance.cue for stance in state.annotation.stances if stance.cue}:
        put(cue, "cue", "{", "}")
    for number, suggestion in enumerate(state.open_suggestions, 1):
        for span in suggestion.spans:
            put(span, "suggestion", f"[{number}?\u00a0", f"\u00a0{number}?]")
    offered = state.suggestion
    if offered and offered.source and offered.source.mention and offered.source.mention.start not in opens:
        put(offered.source.mention, "source", "<", ">")
    placed, styles = [], _styles(state, focus)
    # A cell may cover several characters (a letter and its combining marks), and a span may begin or end at any of them: each
    # offset the cell covers is looked up. Marks are popped, so that those past the last cell are left over for the end.
    for item in _sentence_cells(state, at):
        cell = item.cell
        for offset in range(cell.start, max(cell.end, cell.start + 1)):
            placed += closes.pop(offset, []) if offset == cell.start or cell.start >= 0 else []
            placed += opens.pop(offset, [])
        placed.append(StyledCell(styles.get(cell.start, ""), cell))
    return [*placed, *(item for offset in sorted(closes) if offset <= state.sentence.end for item in closes[offset])]


def _styles(state: State, focus: Claim | None) -> dict[int, str]:
    """Return the style of each marked character by its offset; later layers cover earlier ones."""
    claims = [span for claim in state.annotation.claims for span in claim.spans]
    layers = (
        ("suggestion", [span for suggestion in state.open_suggestions for span in suggestion.spans]),
        ("claim", claims),
        ("source", [source.mention for source in state.annotation.sources if source.mention]),
        ("claim-focus", focus.spans if focus else ()),
    )
    first, last = state.sentence.start, state.sentence.end
    inside = ((style, range(max(span.start, first), min(span.end, last))) for style, spans in layers for span in spans)
    return {offset: style for style, offsets in inside for offset in offsets}


def _with_pick(state: State, picking: Picking) -> Sequence[StyledCell]:
    """Return the sentence with the first picked word marked."""
    drawn = _sentence_cells(state, picking.at)
    if picking.first is None:
        return drawn
    inside = range(picking.first.start, picking.first.end)
    return [StyledCell("picked" if item.cell.start in inside else item.style, item.cell) for item in drawn]


def _hint_places(state: State, picking: Picking) -> dict[int, str]:
    return {word.start: hint for word, hint in zip(pick_words(state, picking), pick_hints(state, picking), strict=True)}


def _with_room(placed: Sequence[StyledCell], hints: dict[int, str]) -> Sequence[StyledCell]:
    """Return a sentence with spaces behind words that are narrower than their hints, so that no two hints touch."""
    if not hints:
        return placed
    spaced: list[StyledCell] = []
    needed = 0  # columns until the next hint may begin
    for item in placed:
        hint = hints.get(item.cell.start, "")
        if hint:
            spaced += mark("", " " * max(needed, 0))
            needed = len(hint) + 1
        spaced.append(item)
        needed -= item.cell.width
    return spaced


def _hint_row(placed: list[StyledCell], hints: dict[int, str], typed: str, width: int) -> ScreenRow:
    """Return the row of hints under a line, each under the first letter of its word, without those that `typed` rules out."""
    items = [*mark("", " " * _MARGIN)]
    column = used = 0
    for item in placed:
        hint = hints.get(item.cell.start, "")
        if hint.startswith(typed) and hint:
            items += mark("", " " * (column - used))
            items += mark("hint", hint[len(typed) :])
            used = max(used, column) + len(hint) - len(typed)
        column += item.cell.width
    return row(items, width)


def _end(state: State, width: int) -> list[ScreenRow]:
    """Return the rows after the last sentence: what was labelled, what is left, and the ways on."""
    title, *lines = end_lines(state)
    rows = [row for text in lines for row in paragraph(width, text, indent=1)]
    return [line(width, ("title", f" {title}")), (), *rows]
