"""Hard-wrapped text: lines that are broken at a width, as in Project Gutenberg, e-mail and the text of PDF files.

The text itself is not changed, but its lines are joined into blocks, so that a block and its sentences may contain line ends.

The width is measured on the whole text: it is that of the longer lines, without the last line of each paragraph. The text is
hard-wrapped if

- there are at least `_MIN_LINES` such lines, and the width is between `_MIN_WIDTH` and `_MAX_WIDTH` characters;
- nearly all of them are full: the first word of the next line would not have fitted;
- most of them neither end like a sentence (a text with one sentence per line is left alone) nor begin with a capital (a list of
  headlines).

In a hard-wrapped text a line continues in the next one if it is full, ends in a hyphen, or neither ends like a sentence nor is
followed by a capital. A line that begins like a list item or an e-mail quotation starts a new paragraph. Page breaks (form feeds)
and page numbers end a line and are not part of a block, unless the sentence continues after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

LINE = re.compile(r"\S[^\n\r\v\f\u2028\u2029\x85]*")
"""A line from its first visible character; a form feed ends a line, too."""

_VISIBLE = re.compile(rf"{LINE.pattern}(?<=\S)")
_VISIBLE_TO_LINE_FEED = re.compile(r"\S.*(?<=\S)")  # the same in a text without other line ends, in half the time

JOINED = "hard-wrapped lines joined"
"""The suffix of the rule of a block that contains line ends."""

NEW_PARAGRAPH = re.compile(r"[>|]|[•▪◦‣●○■□➤►*–—-]\s|\(?\d{1,3}[.)]\s")
"""The beginning of a line that does not continue the line before it: of a quotation or a list item."""

_MIN_LINES = 4
_MIN_WIDTH = 40
_MAX_WIDTH = 110
_FULL = 0.85  # share of the width; justified print is ragged when its letters are counted
_MIN_FULL_LINES = 0.85
_MAX_SENTENCE_ENDS = 0.5
_MAX_CAPITALS = 0.7
_SAMPLE = 200_000  # characters that are measured
_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*\Z")
_GAP = re.compile(r"[ \t]*\n[ \t]*\Z")
_PAGE_BREAK = re.compile(r"\s*\f\s*\Z")
_RARE_LINE_ENDS = "\v\f\r\u2028\u2029\x85"
_LINE_ENDS = "\n" + _RARE_LINE_ENDS
_FOLD = str.maketrans(_LINE_ENDS, " " * len(_LINE_ENDS))

Span = tuple[int, int]


def physical_lines(text: str) -> list[Span]:
    """Return the lines of `text` that are not empty, without the white space around them."""
    visible = _VISIBLE if any(end in text for end in _RARE_LINE_ENDS) else _VISIBLE_TO_LINE_FEED
    return [match.span() for match in visible.finditer(text)]


def logical_lines(text: str) -> list[Span]:
    """Return the lines of `text` like `physical_lines`; if `text` is hard-wrapped, those of a paragraph as one line."""
    lines = physical_lines(text)
    width = wrap_width(text, lines)
    return lines if width is None else list(_join(text, lines, width))


def fold(text: str) -> str:
    """Return `text` as one line: each line end becomes a space, so offsets do not change."""
    return text.translate(_FOLD) if any(end in text for end in _LINE_ENDS) else text


def wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """Return the width at which `text` is wrapped; None if it is not hard-wrapped."""
    pairs = [(a, b) for a, b in pairwise(lines) if a[0] < _SAMPLE and _may_continue(text, a, b)]
    if len(pairs) < _MIN_LINES:
        return None
    lengths = sorted(end - start for (start, end), _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    inner = [(a, b) for a, b in pairs if not (_ends(text, a) and not _full(text, a, b, width))]  # last lines of paragraphs
    full = sum(_full(text, a, b, width) for a, b in inner)
    if len(inner) < _MIN_LINES or full < _MIN_FULL_LINES * len(inner):
        return None
    ended = sum(_ends(text, a) for a, _ in pairs)
    capitals = sum(text[b[0]].isupper() for _, b in pairs)
    return width if ended <= _MAX_SENTENCE_ENDS * len(pairs) and capitals <= _MAX_CAPITALS * len(pairs) else None


def _join(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    start, last = lines[0]
    for line, following in pairwise(lines):
        if not _continues(text, line, following, width):
            yield start, last
            start = following[0]
        last = following[1]
    yield start, last


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Return True if the paragraph of `line` continues in the line `following`."""
    opening = text[following[0]]
    if NEW_PARAGRAPH.match(text, following[0]):
        return False
    runs_on = not _ends(text, line) and opening.islower()
    if not _GAP.match(text, line[1], following[0]):
        return runs_on and _PAGE_BREAK.match(text, line[1], following[0]) is not None
    return runs_on or _full(text, line, following, width) or text[line[1] - 1] in "-\u00ad"


def _may_continue(text: str, line: Span, following: Span) -> bool:
    """Return True if there is no blank line between the two lines, and the second does not start a new paragraph."""
    return _GAP.match(text, line[1], following[0]) is not None and not NEW_PARAGRAPH.match(text, following[0])


def _ends(text: str, line: Span) -> bool:
    return _END.search(text, max(line[0], line[1] - 6), line[1]) is not None


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    """Return True if the first word of the line `following` would not have fitted into `line`."""
    word = text[following[0] : min(following[1], following[0] + width)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > _FULL * width
