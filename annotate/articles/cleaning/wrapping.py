"""Hard-wrapped text: lines broken at a width, as Project Gutenberg, e-mail and the text of PDF files have them.

Such a text is never changed. What is joined is its lines into blocks: a block, and a sentence in it, then runs over line ends.
The rule is measured on the whole text. The width is that of its longer lines, the last line of each paragraph left out. The text
is hard-wrapped if

- there are at least `_FEWEST` such lines, and the width is between `_NARROWEST` and `_WIDEST` characters;
- nearly all of them are full: the word that begins the next line would not have fitted in;
- most do not end like a sentence (one sentence a line is another habit, and stays), nor begin with a capital (a list of
  headlines).

In a hard-wrapped text a line goes on in the next if it is full, ends in a hyphen, or neither ends like a sentence nor has a
capital after it. A line that begins like a list item or an e-mail quotation begins anew. Page breaks (form feeds) and page
numbers are where lines end and never part of a block, unless the sentence runs over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

LINE = re.compile(r"\S[^\n\r\v\f\u2028\u2029\x85]*")
"""A line from its first visible character; a form feed ends one as well."""

JOINED = "hard-wrapped lines joined"
"""What is added to the rule of a block that runs over line ends."""

_FEWEST = 4
_NARROWEST = 40
_WIDEST = 110
_FULL = 0.85  # share of the width: justified print is ragged when its letters are counted
_NEARLY_ALL = 0.85
_SENTENCE_ENDS = 0.5
_CAPITALS = 0.7
_SAMPLE = 200_000  # characters that are measured
_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*\Z")
_BEGINS_ANEW = re.compile(r"[>|]|[•▪◦‣●○■□➤►*–—-]\s|\(?\d{1,3}[.)]\s")
_GAP = re.compile(r"[ \t]*\n[ \t]*\Z")
_PAGE_BREAK = re.compile(r"\s*\f\s*\Z")
_FOLD = str.maketrans("\n\v\f\r\u2028\u2029\x85", "       ")

Span = tuple[int, int]


def physical_lines(text: str) -> list[Span]:
    """The lines of `text` that are not empty, without the white space around them."""
    return [(match.start(), match.start() + len(match.group().rstrip())) for match in LINE.finditer(text)]


def logical_lines(text: str) -> list[Span]:
    """The same, but where `text` is hard-wrapped the lines of a paragraph are one."""
    lines = physical_lines(text)
    width = wrap_width(text, lines)
    return lines if width is None else list(_join(text, lines, width))


def fold(text: str) -> str:
    """`text` as one line: every line end is a space, so that offsets stay."""
    return text.translate(_FOLD)


def wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """The width that `text` is wrapped at; None where it is not hard-wrapped."""
    pairs = [(a, b) for a, b in pairwise(lines) if a[0] < _SAMPLE and _may_go_on(text, a, b)]
    if len(pairs) < _FEWEST:
        return None
    lengths = sorted(end - start for (start, end), _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    inner = [(a, b) for a, b in pairs if not (_ends(text, a) and not _full(text, a, b, width))]  # last lines of paragraphs
    full = sum(_full(text, a, b, width) for a, b in inner)
    if len(inner) < _FEWEST or full < _NEARLY_ALL * len(inner):
        return None
    ended = sum(_ends(text, a) for a, _ in pairs)
    capitals = sum(text[b[0]].isupper() for _, b in pairs)
    return width if ended <= _SENTENCE_ENDS * len(pairs) and capitals <= _CAPITALS * len(pairs) else None


def _join(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    start, last = lines[0]
    for line, following in pairwise(lines):
        if not _goes_on(text, line, following, width):
            yield start, last
            start = following[0]
        last = following[1]
    yield start, last


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the paragraph of `line` goes on in the line `following`."""
    opening = text[following[0]]
    if _BEGINS_ANEW.match(text, following[0]):
        return False
    runs_on = not _ends(text, line) and opening.islower()
    if not _GAP.match(text, line[1], following[0]):
        return runs_on and _PAGE_BREAK.match(text, line[1], following[0]) is not None
    return runs_on or _full(text, line, following, width) or text[line[1] - 1] in "-\u00ad"


def _may_go_on(text: str, line: Span, following: Span) -> bool:
    """Whether the two lines stand right under each other, and the second does not begin anew."""
    return _GAP.match(text, line[1], following[0]) is not None and not _BEGINS_ANEW.match(text, following[0])


def _ends(text: str, line: Span) -> bool:
    return _END.search(text, max(line[0], line[1] - 6), line[1]) is not None


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the line `following` would not have fitted into `line`."""
    word = text[following[0] : min(following[1], following[0] + width)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > _FULL * width
