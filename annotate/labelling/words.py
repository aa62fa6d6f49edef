"""The words of a sentence as a person picks them: where they start and end, hint letters for them, ready-made spans.

A word is picked without the punctuation around it; a quotation or bracket opened inside a span is closed inside it. All offsets
are code points into the document's text, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_OPENERS = "“„«‹‘‚([{「『《〈¿¡"
_CLOSERS = "”“»›’‘)]}」』》〉"
_PUNCTUATION = "\"'`*_~|<>/\\,;:!?.…—–-―·•،؛؟。、，．！？；：।॥" + _OPENERS + _CLOSERS
_PAIRS = {"“": "”", "„": "“”", "«": "»", "(": ")", "[": "]", "「": "」", "『": "』", "《": "》"}

# Scripts written without spaces: each character can be picked. Elsewhere a word is what spaces (and dashes) part.
_CHARACTER = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CHARACTER}]|[^\s—–―{_CHARACTER}]+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+\.[\w.]*\w\.|(?:Mr|Ms|Mrs|Dr|Jr|Sr|St|Inc|Corp|Co|Ltd|No)\.")

_BREAK = re.compile(r"[,;:—–،؛，；：、][”»\"’]?(?=\s|$|[\u3000-\u9fff])|\s[—–-](?=\s)")
_QUOTED = re.compile(r"""[“„«]([^“”„«»]+)(?:[”»“]|$)|"([^"]+)(?:"|$)|''(.+?)(?:''|$)""")
_JOINING = re.compile(r"(?:\W*\b(?:and|but|that|und|aber|dass)\b(?=\s))+", re.IGNORECASE)
_BESIDES = re.compile(r"\s*(?:even as|as|while|though|although|whereas|während|obwohl)\b(?=\s)")
_REPORTING = re.compile(r"\b(?:that|dass|sa(?:id|ys?|ying))\b(?=\s)", re.IGNORECASE)
_MOST = 9  # ready-made spans: a digit takes one
_BREAKS = 50  # beyond them no clause is looked for: an endless sentence must not take long
_CLAUSE_WORDS = 2  # a shorter run of words is no clause
LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Word(NamedTuple):
    """A word to pick: `start`, `end` without, `outer_start`, `outer_end` with the punctuation that clings to it."""

    start: int
    end: int
    outer_start: int
    outer_end: int


@lru_cache(maxsize=512)
def words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of a sentence's text, with offsets counted from `offset`; never none."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        inner = match.group()
        left = len(inner) - len(inner.lstrip(_PUNCTUATION))
        core = inner[left:].rstrip(_PUNCTUATION)
        if not core:
            continue
        core_end = start + left + len(core)
        if text[core_end:end].startswith(".") and _ABBREVIATION.fullmatch(core + "."):
            core_end += 1
        found.append(Word(start + left + offset, core_end + offset, start + offset, end + offset))
    return tuple(found) or (Word(offset, offset + len(text), offset, offset + len(text)),)


def stretch(text: str, first: Word, last: Word) -> tuple[int, int]:
    """Start and end of the span from one word to another in a document's `text`, quotations and brackets balanced.

    What is opened inside and closed in the punctuation right after is taken in, and the other way round.
    """
    start, end = first.start, last.end
    for opener, closers in _PAIRS.items():
        inside = text[start:end]
        opened = inside.count(opener)
        closed = sum(inside.count(closer) for closer in closers)
        if opened > closed:
            end = _past(text, end, last.outer_end, closers)
        elif closed > opened and opener in text[first.outer_start : start]:
            start = text.rindex(opener, first.outer_start, start)
    if text[start:end].count('"') % 2:
        if '"' in text[end : last.outer_end]:
            end = _past(text, end, last.outer_end, '"')
        elif '"' in text[first.outer_start : start]:
            start = text.rindex('"', first.outer_start, start)
    return start, end


def _past(text: str, end: int, limit: int, closers: str) -> int:
    found = [place + 1 for closer in closers if (place := text.find(closer, end, limit)) >= 0]
    return min(found, default=end)


@lru_cache(maxsize=512)
def ready_made(text: str, offset: int) -> tuple[tuple[int, int], ...]:
    """At most nine spans of a sentence that are likely claims: the sentence, what is quoted or said in it, its clauses.

    None begins with a word that only joins it to what is before (and, but, that). `text` is the sentence's, `offset` where it
    starts in the document; the spans have document offsets.
    """
    spans: dict[tuple[int, int], None] = {}
    for start, end in _candidates(text):
        start = _after(_JOINING, text, start, end)
        inside = words(text[start:end], start)
        if len(inside) < _CLAUSE_WORDS and spans:
            continue
        first, last = stretch(text, inside[0], inside[-1])
        spans.setdefault((first + offset, last + offset))
        if len(spans) == _MOST:
            break
    return tuple(spans)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that may be claims, the likeliest first."""
    yield 0, len(text)
    yield from (match.span(match.lastindex or 0) for match in _QUOTED.finditer(text))
    if (close := re.search(r"[”»]", text)) and not re.search(r"[“„«]", text[: close.start()]):
        yield 0, close.start()  # a quotation that began in an earlier sentence
    breaks = [match.end() for match in islice(_BREAK.finditer(text), _BREAKS)]
    reported = [match.end() for match in islice(_REPORTING.finditer(text), _MOST)]
    yield from ((start, len(text)) for start in reported)
    yield from ((start, next((end for end in breaks if end > start), len(text))) for start in reported)
    starts = [_after(_BESIDES, text, end, len(text)) for end in breaks]
    yield from zip([0, *starts], [*breaks, len(text)], strict=True)
    yield from ((start, len(text)) for start in starts)
    yield from ((0, end) for end in breaks)


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where a stretch starts without what it begins with, if it begins so."""
    found = pattern.match(text, start, end)
    return found.end() if found else start


def clause_edges(text: str, start: int, end: int) -> list[int]:
    """Where a clause ends inside ``text[start:end]``: offsets right after a comma, semicolon, colon or dash."""
    return [start + match.end() for match in _BREAK.finditer(text[start:end]) if match.end() < end - start]


@lru_cache(maxsize=512)
def hints(text: str, offset: int, reserved: str = "", *, ends: bool = False, first: int = 0) -> tuple[str, ...]:
    """A hint for each word of a sentence: one letter where letters last, likely clause starts (or `ends`) first, else two.

    None begins another, letters in `reserved` begin none, and the same sentence always gets the same hints. Words before the
    `first`, which cannot be picked, get none; nor does a word past some six hundred.
    """
    letters = [letter for letter in LETTERS if letter not in reserved]
    row = words(text, offset)[first:]
    leaders = min(len(letters), max(0, -(-(len(row) - len(letters)) // (len(LETTERS) - 1))))
    singles = letters[: len(letters) - leaders]
    doubles = (first + second for first in letters[len(singles) :] for second in LETTERS)
    preferred = set(_likely(text, offset, row, ends=ends))
    narrow = {place for place, word in enumerate(row) if word.end - word.start == 1}  # two letters do not fit under one
    order = sorted(range(len(row)), key=lambda place: (place not in preferred, place not in narrow, place))
    short = sorted(order[: len(singles)])
    given = dict(zip(short, singles, strict=False))
    return (*[""] * first, *(given[place] if place in given else next(doubles, "") for place in range(len(row))))


def _likely(text: str, offset: int, row: Sequence[Word], *, ends: bool) -> list[int]:
    """Which words begin (or end) a clause: at the sentence's edge, a quotation's edge, beside a comma."""
    found = []
    for place, word in enumerate(row):
        before = text[row[place - 1].end - offset : word.start - offset] if place else ","
        after = text[word.end - offset : row[place + 1].start - offset] if place + 1 < len(row) else ","
        if any(mark in _PUNCTUATION for mark in (after if ends else before)):
            found.append(place)
    return found
