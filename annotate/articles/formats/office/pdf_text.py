"""The paragraphs of a PDF file, put together from the places of its characters.

A PDF file contains characters and their places, but neither words in their order, nor lines, nor paragraphs. They are found so:

1. Neighbouring characters are runs; a gap as wide as the letters are high ends one.
2. Runs are read column by column: where those of at least `_MIN_LINES` lines leave a gutter free, what is left of it comes first.
   A headline over all columns, and whatever else crosses the gutter, separates what is above from what is below.
3. Runs of the same height are a line.
4. Lines at the edge of several pages that differ only in digits are running heads, and are left out, as are page numbers.
5. Lines are a paragraph unless the gap is larger than usual, the height of the letters changes, the second one is indented, or
   its first word would have fitted into the first one. A sentence goes on in the next column and on the next page.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from math import pi
from statistics import median
from typing import Any, NamedTuple

_MIN_LINES = 3  # on each side of a gutter
_MIN_COLUMN = 7  # heights of letters; narrower ones belong to tables
_MIN_BOX = 4  # heights of letters; a box beside the text, whose lines are not those of the text, may be narrower than a column
_SAME_LINE = 0.1  # heights of letters between lines of a table
_MAX_RUNS = 1500  # on a page; one with more is a table or a map, and is read line by line
_EDGE_LINES = 3  # at the top and at the bottom of a page that may be running heads
_HEAD_SHARE = 0.3  # of the pages: even and odd ones may have heads of their own, the first one none
_SAME_SIZE = 0.12  # differences of the height of letters up to this share are not seen
_PARAGRAPH_GAP = 1.25  # times the usual distance of lines
_INDENT = (0.6, 4.0)  # heights of letters
_ENDS = re.compile(r"[.!?…:。！？][\"'”’»)\]*]*\Z")
_LIST_ITEM = re.compile(r"[•▪◦‣●○■□➤►–—-]\s|\(?\d{1,3}[.)]\s")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|p|s|pág|página|pagina|стр|str|sida|side)\.?\s*)?\d{1,4}"
    r"(?:\s*(?:of|von|de|di|sur|из|z|av|/|\|)\s*\d{1,4})?[\W_]*\Z",
    re.IGNORECASE,
)
_ROMAN_NUMBER = re.compile(r"[\W_]*[ivxlIVXL]{1,7}[\W_]*\Z")
_LINE_END_HYPHENS = "-\u2010\u00ad"
_SOFT_HYPHEN = re.compile("\u00ad(?!\\Z)")  # where a word might have been divided, and was not
_HYPHENATED = re.compile(rf"[^\W\d_]{{2,}}[{_LINE_END_HYPHENS}]\Z")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_CHARACTERS = {0x02: "-", 0xFFFE: "-", 0xA0: " ", 0x09: " "}  # the library marks hyphens at the end of a line


class _Run(NamedTuple):
    """Characters beside each other; `top` and `bottom` count from the top of the page downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class _Line(NamedTuple):
    """A line of a column, which has the number `column` in the file; `edge` is its distance from the edge of the page's text."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    column: int
    page: int
    edge: int

    @property
    def height(self) -> float:
        return self.bottom - self.top


class PdfParagraph(NamedTuple):
    """The text of a paragraph, and its height by the usual height of letters in the file."""

    text: str
    size: float


def pdf_paragraphs(pdf: Any) -> list[PdfParagraph]:
    """Return the paragraphs of an open PDF file in the order of reading, without running heads and page numbers."""
    lines: list[_Line] = []
    gutters: list[float] = []
    for number in range(len(pdf)):
        page = pdf[number]
        columns = _columns(_page_runs(page), gutters)
        page.close()
        lines += _page_lines(columns, number, 1 + (lines[-1].column if lines else 0))
    lines = _without_heads(lines, len(pdf))
    return list(_paragraphs(lines))


# -- characters to runs -----------------------------------------------------------------------------------------------------


class _Character(NamedTuple):
    """A character, its box in the file's own system, and its direction in quarters of a turn; a made-up space has no box."""

    text: str
    box: tuple[float, float, float, float] | None = None  # left, bottom, right, top; y grows upwards
    direction: int | None = None


_TURNS: Sequence[Callable[[float, float, float, float], tuple[float, float, float, float]]] = (
    lambda left, bottom, right, top: (left, right, -top, -bottom),
    lambda left, bottom, right, top: (-top, -bottom, -right, -left),  # the text runs downwards
    lambda left, bottom, right, top: (-right, -left, bottom, top),  # it is upside down
    lambda left, bottom, right, top: (bottom, top, left, right),  # it runs upwards
)
"""From a box in the file's own system to left, right, top and bottom as they are when the text is held upright."""


def _page_runs(page: Any) -> list[_Run]:
    """Return the runs of a page in the order of the file, without those in another direction than most: watermarks."""
    text_page = page.get_textpage()
    try:
        characters = [_character(text_page, index) for index in range(text_page.count_chars())]
    finally:
        text_page.close()
    directions = Counter(character.direction for character in characters if character.direction is not None)
    if not directions:
        return []
    usual = directions.most_common(1)[0][0]
    shown = [character for character in characters if character.direction in (None, usual)]
    return [run for run in _joined_runs(shown, _TURNS[usual % 4]) if run.text]


def _character(text_page: Any, index: int) -> _Character:
    from pypdfium2 import raw  # loaded already, by who opened the file

    code = raw.FPDFText_GetUnicode(text_page, index)
    text = _CHARACTERS.get(code) or (chr(code) if code <= 0x10FFFF else "")
    box = raw.FS_RECTF()
    if text.isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
        return _Character(text)
    if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
        return _Character(text)
    direction = round(raw.FPDFText_GetCharAngle(text_page, index) / (pi / 4))  # eighths: odd ones are slanted
    place = (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
    return _Character(text, place, direction // 2 % 4 if direction % 2 == 0 else -direction)


def _joined_runs(characters: Sequence[_Character], turn: Callable[..., tuple[float, float, float, float]]) -> Iterator[_Run]:
    pieces: list[str] = []
    edges: Counter[tuple[float, float]] = Counter()  # those of most characters are the run's: not those of a bullet or a note
    left = right = top = bottom = 0.0
    for character in characters:
        if character.box is None and character.text in "\r\n":
            continue
        if character.box is None:
            pieces += [character.text] if pieces else []
            continue
        box = turn(*character.box)
        height = max(bottom - top, 0.1)
        beside = abs((box[2] + box[3]) - (top + bottom)) < height and -height < box[0] - right < height
        if pieces and not beside:
            yield _run(pieces, left, right, edges)
            pieces = []
            edges.clear()
        if not pieces:
            left, right, top, bottom = box
        elif box[0] - right > 0.25 * height and not pieces[-1].isspace():
            pieces.append(" ")
        pieces.append(character.text)
        edges[box[2:]] += 1
        left, right = min(left, box[0]), max(right, box[1])
        if box[3] - box[2] > height:
            top, bottom = box[2:]
    if pieces:
        yield _run(pieces, left, right, edges)


def _run(pieces: Sequence[str], left: float, right: float, edges: Counter[tuple[float, float]]) -> _Run:
    text = " ".join("".join(pieces).translate(_LIGATURES).split())
    return _Run(_SOFT_HYPHEN.sub("", text), left, right, *edges.most_common(1)[0][0])


# -- runs to columns and lines ----------------------------------------------------------------------------------------------


def _columns(runs: list[_Run], gutters: list[float]) -> list[list[_Run]]:
    """Return the runs of a page in the order of reading, those of a column together.

    `gutters` are those of the pages before, which may divide fewer lines here; new ones are added to them.
    """
    if not runs:
        return []
    rows = _rows(runs)
    band = _largest_band(rows, gutters) if len(runs) <= _MAX_RUNS else None
    if band is None:
        return [runs]
    first, last, gutter = band
    gutters += [] if gutter in gutters else [gutter]
    above, below = _flat(rows[:first]), _flat(rows[last:])
    inside = _flat(rows[first:last])
    left = [run for run in inside if run.right <= gutter]
    right = [run for run in inside if run.left >= gutter]
    return [column for part in (above, left, right, below) for column in _columns(part, gutters)]


def _flat(rows: Sequence[Sequence[_Run]]) -> list[_Run]:
    return [run for row in rows for run in row]


def _rows(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Return the runs from top to bottom, those that overlap in height together and from left to right."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: run.middle):
        if rows and run.middle < rows[-1][0].middle + 0.5 * min(run.height, rows[-1][0].height):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _largest_band(rows: Sequence[Sequence[_Run]], gutters: Sequence[float]) -> tuple[int, int, float] | None:
    """Return the largest part of the page that a gutter divides: its first row, the one after its last, and the gutter."""
    best: tuple[int, int, float] | None = None
    height = median(run.height for row in rows for run in row)
    for first in range(len(rows)):
        if best is not None and len(rows) - first <= best[1] - best[0]:
            break
        gaps: list[tuple[float, float]] = [(min(run.left for run in _flat(rows)), max(run.right for run in _flat(rows)))]
        for last in range(first, len(rows)):
            for run in rows[last]:
                gaps = [gap for old in gaps for gap in _without(old, run) if gap[1] - gap[0] >= 0.7 * height]
            if not gaps:
                break
            size = last + 1 - first
            if best is None or size > best[1] - best[0]:
                candidates = (_gutter(gap, rows[first : last + 1], height, gutters) for gap in gaps)
                gutter = next((gutter for gutter in candidates if gutter is not None), None)
                best = best if gutter is None else (first, last + 1, gutter)
    return best


def _without(gap: tuple[float, float], run: _Run) -> list[tuple[float, float]]:
    """Return the parts of `gap` that `run` leaves free."""
    if run.right <= gap[0] or run.left >= gap[1]:
        return [gap]
    return [part for part in ((gap[0], run.left), (run.right, gap[1])) if part[0] < part[1]]


def _gutter(gap: tuple[float, float], rows: Sequence[Sequence[_Run]], height: float, gutters: Sequence[float]) -> float | None:
    """Return a place in `gap` with columns of text on both sides of it, but not those of a table; None if there is none."""
    known = next((gutter for gutter in gutters if gap[0] < gutter < gap[1]), None)
    left = [[run for run in row if run.right <= gap[0]] for row in rows]
    right = [[run for run in row if run.left >= gap[1]] for row in rows]
    least = (_MIN_COLUMN if _share_lines(left, right) else _MIN_BOX) * height
    for side in (left, right):
        widths = [row[-1].right - row[0].left for row in side if row]
        if not widths or (known is None and (len(widths) < _MIN_LINES or median(widths) < least)):
            return None
    return sum(gap) / 2 if known is None else known


def _share_lines(left: Sequence[Sequence[_Run]], right: Sequence[Sequence[_Run]]) -> bool:
    """Return True if most lines on the side that has fewer are as high as lines on the other side: as in a table."""
    pairs = list(zip(left, right, strict=True))
    together = sum(bool(a and b) and abs(a[0].middle - b[0].middle) < _SAME_LINE * a[0].height for a, b in pairs)
    return 2 * together >= min(sum(map(bool, side)) for side in (left, right))


def _page_lines(columns: Sequence[Sequence[_Run]], page: int, number: int) -> Iterator[_Line]:
    """Yield the lines of a page. `number` is that of the first column."""
    middles = sorted(row[0].middle for row in _rows([run for column in columns for run in column]))
    for offset, column in enumerate(columns):
        for row in _rows(column):
            above = sum(middle < row[0].middle - 1 for middle in middles)
            edge = min(above, len(middles) - 1 - above)
            text = " ".join(run.text for run in row)
            left, right = min(run.left for run in row), max(run.right for run in row)
            main = max(row, key=lambda run: len(run.text))  # not a bullet, the number of a note or a large initial
            yield _Line(text, left, right, main.top, main.bottom, number + offset, page, edge)


# -- lines to paragraphs ----------------------------------------------------------------------------------------------------


def _without_heads(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """Return the lines without running heads and page numbers."""
    heads = Counter(
        key for _, page in groupby(lines, key=lambda line: line.page) for key in {_head(line) for line in page if _at_edge(line)}
    )
    least = max(2, _HEAD_SHARE * pages)
    return [
        line
        for line in lines
        if not (_at_edge(line) and (heads[_head(line)] >= least or (line.edge == 0 and _is_page_number(line.text, pages))))
    ]


def _is_page_number(text: str, pages: int) -> bool:
    return _PAGE_NUMBER.match(text) is not None or (pages > 1 and _ROMAN_NUMBER.match(text) is not None)


def _at_edge(line: _Line) -> bool:
    return line.edge < _EDGE_LINES


def _head(line: _Line) -> tuple[str, int]:
    """Return what is the same on all pages of a running head: its text without digits, and roughly its place."""
    return re.sub(r"\d+", "#", line.text), round(line.top / max(line.height, 1))


def _paragraphs(lines: Sequence[_Line]) -> Iterator[PdfParagraph]:
    if not lines:
        return
    usual = _usual([line.height for line in lines], [len(line.text) for line in lines])
    body = [line for line in lines if _same(line.height, usual)]
    steps = [b.top - a.top for a, b in pairwise(body) if a.column == b.column and usual * 0.5 < b.top - a.top < usual * 3]
    leading = _usual(steps, [1] * len(steps)) if steps else 1.2 * usual
    edges = _column_edges(lines, usual)
    words = Counter(word for line in lines for word in line.text.split()[:-1])
    paragraph = [lines[0]]
    for index, (line, following) in enumerate(pairwise(lines), 1):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if _goes_on(line, following, after, edges, usual, leading, paragraph[0]):
            paragraph.append(following)
            continue
        yield PdfParagraph(_text(paragraph, words), paragraph[0].height / usual)
        paragraph = [following]
    yield PdfParagraph(_text(paragraph, words), paragraph[0].height / usual)


def _usual(values: Sequence[float], weights: Sequence[int]) -> float:
    """Return the most frequent of `values`, rounded to halves of a point."""
    counts: Counter[float] = Counter()
    for value, weight in zip(values, weights, strict=True):
        counts[round(2 * value) / 2] += weight
    return max(counts.most_common(1)[0][0], 0.5)


def _column_edges(lines: Sequence[_Line], usual: float) -> dict[int, tuple[float, float]]:
    """Return the left and the right edge of the text in each column."""
    edges = {}
    for number, column in groupby(lines, key=lambda line: line.column):
        all_lines = list(column)
        body = [line for line in all_lines if _same(line.height, usual)] or all_lines
        rights = sorted(line.right for line in body)
        edges[number] = (min(line.left for line in body), rights[-1 - len(rights) // 10])  # a tenth may be too long
    return edges


def _goes_on(
    line: _Line,
    following: _Line,
    after: _Line | None,
    edges: dict[int, tuple[float, float]],
    usual: float,
    leading: float,
    first: _Line,
) -> bool:
    """Return True if the paragraph that begins with `first` continues after `line` in `following`; `after` is the next one."""
    if not _same(following.height, line.height) or _LIST_ITEM.match(following.text):
        return False
    left, right = edges[line.column]
    word = len(following.text.split(None, 1)[0]) + 1
    room = right - line.right - word * (following.right - following.left) / max(len(following.text), 1)
    if line.column != following.column:
        return not _ENDS.search(line.text) and (following.text[:1].islower() or (room < 0 and _same(line.height, usual)))
    if not _same(line.height, usual):
        return following.top - line.top < 1.6 * line.height  # a headline, which may be centred and of any width
    if following.top - line.top > max(_PARAGRAPH_GAP * leading, leading + 1.5) or following.top < line.top:
        return False
    if _LIST_ITEM.match(first.text) and following.left > first.left + _INDENT[0] * usual:
        return room < usual  # lines of an item are indented, but its first one
    indented = [other is not None and _INDENT[0] < (other.left - left) / usual < _INDENT[1] for other in (line, following, after)]
    goes_on = following.text[:1].islower() and not _ENDS.search(line.text)  # beside a large initial, for example
    if indented[1] and not goes_on and (not indented[0] or (not indented[2] and _ENDS.search(line.text))):
        return False  # the first line of a paragraph, and not one of a quotation that is indented as a whole
    return room < usual


def _same(height: float, other: float) -> bool:
    return abs(height - other) <= _SAME_SIZE * max(height, other)


def _text(lines: Sequence[_Line], words: Counter[str]) -> str:
    """Return the lines of a paragraph as one; a word that was divided at the end of a line is put together."""
    text = ""
    for line in lines:
        divided = _HYPHENATED.search(text)
        if divided is None or not line.text[:1].islower():
            text += line.text if not text or divided else f" {line.text}"
            continue
        compound = divided.group() + re.split(r"[^\w-]", line.text, maxsplit=1)[0]
        text = (text if words[compound] else text[:-1]) + line.text
    return text
