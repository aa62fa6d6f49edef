"""Offsets as other programs count them, and as this one does: in Unicode code points of a text with LF only, ends exclusive.

Programs count UTF-16 units (JavaScript, Java), bytes of UTF-8 or the graphemes that a reader sees; they count in a text with
other line ends, or with a byte order mark; the first character is 0 or 1, and the end may be the last character itself. Few
files say how theirs are counted. So every way of counting is tried on the texts that a file quotes, and only one that fits all
of them is accepted (`fit`). `OffsetMap` converts in both directions.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product, repeat
from typing import Literal, NamedTuple, get_args

from annotate.articles.formats.decoding import unify_line_ends
from annotate.checks.span_diagnosis import diagnose
from annotate.model import Span

Unit = Literal["code-point", "utf-16", "utf-8", "grapheme"]
"""A unit that offsets count: a byte in the case of UTF-8."""

LineEnds = Literal["raw", "lf", "crlf"]
"""The line ends of the text in which offsets were counted: as the text has them, one character each, or CR and LF, one each."""

BOM = "\ufeff"

_UNIT_NAMES: dict[Unit, str] = {
    "code-point": "code points",
    "utf-16": "UTF-16 units",
    "utf-8": "UTF-8 bytes",
    "grapheme": "graphemes",
}
_LINE_END_NAMES: dict[LineEnds, str] = {"raw": "", "lf": ", line ends as one", "crlf": ", line ends as two"}

Pieces = tuple[tuple[int, int], ...]
"""The start and end of each piece of a span, in order."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A way of counting: the unit, the line ends, whether the end is the last unit itself, the number of the first unit.

    `bom` says that a byte order mark at the beginning of the text counts.
    """

    unit: Unit = "code-point"
    line_ends: LineEnds = "raw"
    inclusive: bool = False
    base: Literal[0, 1] = 0
    bom: bool = True

    @property
    def description(self) -> str:
        """The way of counting in words: ``UTF-16 units from 1, line ends as two, ends inclusive``."""
        base = " from 1" if self.base else ""
        ends = ", ends inclusive" if self.inclusive else ""
        return f"{_UNIT_NAMES[self.unit]}{base}{_LINE_END_NAMES[self.line_ends]}{ends}"


def unified(text: str) -> str:
    """Return a text as this program counts in it: with LF only, and without a byte order mark."""
    return unify_line_ends(text.removeprefix(BOM))


class OffsetMap:
    r"""The offsets of one text in two ways of counting: that of another program, and code points of the unified text.

    >>> smile = OffsetMap("\U0001f600 said", Counting("utf-16"))
    >>> smile.from_foreign(3, 7), smile.to_foreign(2, 6)
    ((2, 6), (3, 7))
    """

    def __init__(self, text: str, counting: Counting) -> None:
        self.counting = counting
        self._bom = False
        self._ours = unified(text)
        counted = _counted_text(text, counting)
        # The foreign offset of each boundary between two characters of the unified text; None where both are the same.
        self._boundaries: Sequence[int] | None = None
        if counted != self._ours or not _is_code_points(counted, counting.unit):
            self._boundaries = _boundaries(counted, counting.unit, drop_bom=counting.bom and text[:1] == BOM)
            self._bom = counted[:1] == BOM != self._ours[:1]

    def from_foreign(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a span in code points; None if it is empty, outside of the text, or cuts a character in two."""
        first = self._boundary(start - self.counting.base)
        last = self._boundary(end - self.counting.base + self.counting.inclusive)
        return (first, last) if first is not None and last is not None and first < last else None

    def to_foreign(self, start: int, end: int) -> tuple[int, int]:
        """Return the foreign offsets of a span; one that cuts a grapheme in two is widened to it, see `is_exact`."""
        first, last = (start, end) if self._boundaries is None else (self._boundaries[start], self._boundaries[end])
        last += not self._is_boundary(end)
        return first + self.counting.base, last + self.counting.base - self.counting.inclusive

    def is_exact(self, start: int, end: int) -> bool:
        """Return True if the foreign offsets of a span are those of the same characters."""
        return self._is_boundary(start) and self._is_boundary(end)

    def _is_boundary(self, offset: int) -> bool:
        boundaries = self._boundaries
        return boundaries is None or offset == 0 or boundaries[offset] != boundaries[offset - 1]

    def _boundary(self, offset: int) -> int | None:
        boundaries = self._boundaries
        if boundaries is None:
            return offset if 0 <= offset <= len(self._ours) else None
        if not 0 <= offset <= boundaries[-1]:
            return None
        place = bisect_left(boundaries, offset)
        if boundaries[place] == offset:
            return place
        if place == 0:
            return 0 if self._bom and offset == 0 else None
        # Between CR and LF, which are one character here, is before it.
        width = boundaries[place] - boundaries[place - 1]
        return place - 1 if self._ours[place - 1] == "\n" and width == 2 else None


def _counted_text(text: str, counting: Counting) -> str:
    """Return the text in which offsets are counted."""
    if not counting.bom:
        text = text.removeprefix(BOM)
    if counting.line_ends == "raw":
        return text
    text = unify_line_ends(text)
    return text.replace("\n", "\r\n") if counting.line_ends == "crlf" else text


def _is_code_points(text: str, unit: Unit) -> bool:
    """Return True if a text has as many units as code points, and each is one."""
    if unit == "code-point" or (text.isascii() and (unit != "grapheme" or "\r\n" not in text)):
        return True
    return unit == "utf-16" and max(text, default="") < "\U00010000"


def _boundaries(counted: str, unit: Unit, *, drop_bom: bool) -> Sequence[int]:
    """Return the offset before each character of the unified text, and the offset after the last one."""
    offsets = array("q", _UNIT_OFFSETS[unit](counted))
    dropped = {0} if drop_bom else set()
    at = counted.find("\r\n")
    while at >= 0:
        dropped.add(at + 1)
        at = counted.find("\r\n", at + 2)
    return array("q", (offset for place, offset in enumerate(offsets) if place not in dropped)) if dropped else offsets


def _grapheme_offsets(text: str) -> Iterator[int]:
    """Yield the number of the grapheme that each character is part of, and the number of graphemes."""
    from wcwidth import iter_graphemes  # 15 ms, and seldom needed

    number = 0
    for grapheme in iter_graphemes(text):
        yield from repeat(number, len(grapheme))
        number += 1
    yield number


def _utf8_width(character: str) -> int:
    return 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


_UNIT_OFFSETS: dict[Unit, Callable[[str], Iterable[int]]] = {
    "code-point": lambda text: range(len(text) + 1),
    "utf-16": lambda text: accumulate((1 + (character > "\uffff") for character in text), initial=0),
    "utf-8": lambda text: accumulate(map(_utf8_width, text), initial=0),
    "grapheme": _grapheme_offsets,
}


# -- which way of counting a file uses ---------------------------------------------------------------------------------


class Place(NamedTuple):
    """A span of a file: its id there, its pieces in foreign offsets, and its text if the file quotes it."""

    name: str
    pieces: Pieces
    quote: str | None = None


class Fit(NamedTuple):
    """The way of counting that fits all spans of a text, and each span's pieces in code points of the unified text.

    trusted: the spans without a quoted text that would be elsewhere if the file counted in another unit.
    """

    counting: Counting
    places: tuple[Pieces, ...]
    trusted: tuple[str, ...]


class Misfit(NamedTuple):
    """The spans that do not fit in the way of counting that fits most, each with the reason in words."""

    counting: Counting
    reasons: tuple[str, ...]


def fit(
    text: str,
    places: Sequence[Place],
    rule: Counting,
    *,
    joiner: str = " ",
    fold: Callable[[str], str] = unify_line_ends,
    fixed: bool = False,
) -> Fit | Misfit:
    r"""Return the way of counting that fits all spans of a text: `rule`, that of the format, or else the first other one.

    `joiner` is what the format writes between the pieces of a quoted text; `fold` is applied to texts before they are compared.
    With `fixed`, only `rule` is tried. If no text is quoted there is nothing to try the others on, and `rule` is trusted.

    >>> fit("\U0001f600 said", [Place("T1", ((3, 7),), "said")], Counting()).counting.description
    'UTF-16 units'
    """
    quoted = [place for place in places if place.quote is not None]
    checker = _Checker(text, joiner, fold)
    fitting: Counting | None = None
    for counting in _countings(text, rule) if quoted and not fixed else (rule,):
        if all(checker.pieces(place, counting) for place in quoted) and (
            quoted or all(checker.pieces(place, counting) for place in places)
        ):
            fitting = counting
            break
    best = fitting or (rule if fixed or not quoted else checker.best(quoted[:_SAMPLE], _countings(text, rule)))
    found = [checker.pieces(place, best) for place in places]
    if missing := [place for place, pieces in zip(places, found, strict=True) if not pieces]:
        return Misfit(best, tuple(checker.reasons(missing, best)))
    return Fit(best, tuple(found), tuple(checker.trusted(places, found, best)))


_SAMPLE = 1000  # spans with a quoted text that decide which way of counting fits most, if none fits all
_DIAGNOSED = 10


class _Checker:
    """The spans of one text in several ways of counting; each `OffsetMap` is made once."""

    def __init__(self, text: str, joiner: str, fold: Callable[[str], str]) -> None:
        self._text, self._ours, self._joiner, self._fold = text, unified(text), joiner, fold
        self._maps: dict[Counting, OffsetMap] = {}

    def pieces(self, place: Place, counting: Counting) -> Pieces:
        """Return the pieces of a span in code points, none if the way of counting does not fit it."""
        if (offsets := self._maps.get(counting)) is None:
            offsets = self._maps[counting] = OffsetMap(self._text, counting)
        pieces = []
        for start, end in place.pieces:
            if (piece := offsets.from_foreign(start, end)) is None:
                return ()
            pieces.append(piece)
        if place.quote is None:
            return tuple(pieces)
        there = self._joiner.join(self._ours[start:end] for start, end in pieces)
        return tuple(pieces) if there == place.quote or self._fold(there) == self._fold(place.quote) else ()

    def best(self, places: Sequence[Place], countings: Iterable[Counting]) -> Counting:
        """Return the way of counting that fits most of the spans, the first of several."""
        return max(countings, key=lambda counting: sum(bool(self.pieces(place, counting)) for place in places))

    def reasons(self, places: Iterable[Place], counting: Counting) -> Iterator[str]:
        """Yield why a way of counting does not fit each span, in words; the likely cause only for the first, as it takes long."""
        for number, (name, pieces, quote) in enumerate(places):
            if len(pieces) == 1 and quote is not None and number < _DIAGNOSED:
                start, end = pieces[0][0] - counting.base, pieces[0][1] - counting.base + counting.inclusive
                yield f"{name}: {diagnose(self._ours, Span(start, end, unify_line_ends(quote)))[1]}"
                continue
            written = ", ".join(f"{start} to {end}" for start, end in pieces)
            said = f", which has “{quote}”" if quote is not None else ""
            yield f"{name}: {written or 'nothing'} is not a span of the text{said}; it has {len(self._ours)} characters"

    def trusted(self, places: Sequence[Place], found: Sequence[Pieces], fitting: Counting) -> Iterator[str]:
        """Yield the spans without a quoted text that another unit or other line ends would put elsewhere."""
        unquoted = [(place, pieces) for place, pieces in zip(places, found, strict=True) if place.quote is None]
        if not unquoted:
            return
        others = [
            counting
            for counting in _countings(self._text, fitting)
            if counting != fitting
            and (counting.inclusive, counting.base) == (fitting.inclusive, fitting.base)
            and all(self.pieces(place, counting) for place in places if place.quote is not None)
        ]
        for place, pieces in unquoted:
            if any(self.pieces(place, counting) != pieces for counting in others):
                yield place.name


def _countings(text: str, rule: Counting) -> Iterator[Counting]:
    """Yield the ways of counting that differ in a text: first `rule`, then others with the same ends and base, then the rest."""
    yield rule
    units: list[Unit] = [unit for unit in get_args(Unit) if unit == "code-point" or not _is_code_points(text, unit)]
    line_ends: list[LineEnds] = ["raw"]
    if "\n" in text or "\r" in text:
        line_ends = ["raw", "lf", "crlf"] if "\r" in text else ["raw", "crlf"]
    boms = [True, False] if text[:1] == BOM else [True]
    ends = [rule.inclusive, not rule.inclusive]
    bases: list[Literal[0, 1]] = [0, 1] if rule.base == 0 else [1, 0]
    for base, inclusive, unit, lines, bom in product(bases, ends, units, line_ends, boms):
        counting = Counting(unit, lines, inclusive, base, bom)
        if counting != rule:
            yield counting
