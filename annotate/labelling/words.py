"""The words of a sentence to pick from: their offsets, the hint letters shown under them, and spans that are likely claims.

A picked word excludes the punctuation around it, and a span includes both ends of a quotation or bracket or neither. In a script
without spaces a word is what `split_words` says. All offsets are in code points into the document's text, and half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from annotate.text.scripts import SPACELESS, split_words
from annotate.text.terminal import width

_OPENERS = "“„«‹‘‚([{「『《〈¿¡"
_CLOSERS = "”“»›’‘)]}」』》〉"
_PUNCTUATION = "\"'`*_~|<>/\\,;:!?.…—–-―·•،؛؟。、，．！？；：।॥၊။។៕៖៙៚๏๚๛།༎" + _OPENERS + _CLOSERS
_PAIRS = {"“": "”", "„": "“”", "«": "»", "(": ")", "[": "]", "「": "」", "『": "』", "《": "》"}
_ENDS = frozenset("".join(_PAIRS.values())) - _PAIRS.keys()

# Words are separated by spaces, also those without width, by dashes and by the points of Tibetan. In a script without spaces
# there are several words between them.
_TOKEN = re.compile("[^\\s—–―་༌\u200b]+")
_UNQUOTED = re.compile("[^“”„«»]+")  # a particle may follow a quotation without a space, as in Korean
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+\.[\w.]*\w\.|(?:Mr|Ms|Mrs|Dr|Jr|Sr|St|Inc|Corp|Co|Ltd|No)\.")

_BREAK = (  # compiled when it is needed
    rf"[,;:—–،؛，；：、၊][”»\"’」』]?(?=\s|$|[\u3000-\u9fff])|\s[—–-](?=\s)|(?<=[{SPACELESS}])\s(?=[{SPACELESS}])"
)
_QUOTED = re.compile(r"""[“„«「『]([^“”„«»「」『』]+)(?:[”»“」』]|$)|"([^"]+)(?:"|$)|''(.+?)(?:''|$)""")
_JOINING = re.compile(r"(?:\W*\b(?:and|but|that|und|aber|dass)\b(?=\s))+", re.IGNORECASE)
_BESIDES = re.compile(r"\s*(?:even as|as|while|though|although|whereas|während|obwohl)\b(?=\s)")
_REPORTING = re.compile(r"\b(?:that|dass|sa(?:id|ys?|ying))\b(?=\s)", re.IGNORECASE)
_MAX_SPANS = 9  # each suggested span is chosen with one digit
_MAX_BREAKS = 50  # later clauses are not considered, to bound the time for a very long sentence
_MIN_CLAUSE_WORDS = 2
LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The letters of hints, the easiest to reach first."""


class Word(NamedTuple):
    """A word to pick. `start` and `end` exclude the punctuation attached to it, `outer_start` and `outer_end` include it."""

    start: int
    end: int
    outer_start: int
    outer_end: int


@lru_cache(maxsize=512)
def words(text: str, offset: int = 0, *, clusters: bool = False) -> tuple[Word, ...]:
    """Return the words of a sentence, whose text starts at `offset`; with `clusters`, the clusters of a script without spaces.

    There is always at least one: text that is all punctuation is a word as a whole.
    """
    row = [
        Word(*(place + offset for place in word))
        for token in _TOKEN.finditer(text)
        for word in _words_of_token(text, *token.span(), clusters=clusters)
    ]
    return tuple(row) or (Word(offset, offset + len(text), offset, offset + len(text)),)


def _words_of_token(text: str, start: int, end: int, *, clusters: bool) -> Iterator[Word]:
    """Yield the words of ``text[start:end]``, in which there is no space: one, or several of a script without spaces."""
    cores = []
    for first, last, whole in split_words(text[start:end], clusters=clusters):
        if whole:
            cores.append((start + first, start + last))
        else:
            parts = _UNQUOTED.finditer(text, start + first, start + last)
            cores += [core for part in parts if (core := _core(text, *part.span()))]
    outer = start
    for place, (first, last) in enumerate(cores):
        following = cores[place + 1][0] if place + 1 < len(cores) else end
        # The punctuation between two words belongs to the first, but what opens belongs to the second.
        shared = next((at for at in range(last, following) if text[at] in _OPENERS and following < end), following)
        yield Word(first, last, outer, shared)
        outer = shared


def _core(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the start and end of a part of a token without the punctuation around it, None if there is nothing else."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip(_PUNCTUATION))
    core = inner[left:].rstrip(_PUNCTUATION)
    if not core:
        return None
    core_end = start + left + len(core)
    if text[core_end:end].startswith(".") and _ABBREVIATION.fullmatch(core + "."):
        core_end += 1
    return start + left, core_end


def stretch(text: str, first: Word, last: Word) -> tuple[int, int]:
    """Return the start and end of the span from one word to another in a document's `text`, with quotation marks balanced.

    A mark or bracket opened inside the span and closed in the punctuation attached to its last word extends the span to there;
    one closed inside and opened in the punctuation attached to the first word extends it likewise.
    """
    start, end = first.start, last.end
    for opener, closers in _PAIRS.items():
        inside = text[start:end]
        opened = inside.count(opener)
        closed = sum(inside.count(closer) for closer in closers)
        if opened > closed:
            end = _end_past(text, end, last.outer_end, closers)
        elif closed > opened and opener in text[first.outer_start : start]:
            start = text.rindex(opener, first.outer_start, start)
    if text[start:end].count('"') % 2:
        if '"' in text[end : last.outer_end]:
            end = _end_past(text, end, last.outer_end, '"')
        elif '"' in text[first.outer_start : start]:
            start = text.rindex('"', first.outer_start, start)
    return start, end


def _end_past(text: str, end: int, limit: int, closers: str) -> int:
    """Return the offset after the first of `closers` in ``text[end:limit]``, or `end` if there is none."""
    ends = [place + 1 for closer in closers if (place := text.find(closer, end, limit)) >= 0]
    return min(ends, default=end)


@lru_cache(maxsize=512)
def suggested_spans(text: str, offset: int) -> tuple[tuple[int, int], ...]:
    """Return at most nine spans of a sentence that are likely claims: the sentence, quotations and reported speech, clauses.

    No span begins with a word that only joins it to the text before (and, but, that). `text` is the sentence's and `offset` its
    start in the document; the spans have document offsets.
    """
    spans: dict[tuple[int, int], None] = {}
    for start, end in _candidates(text):
        start = _after(_JOINING, text, start, end)
        inside = words(text[start:end], start)
        if len(inside) < _MIN_CLAUSE_WORDS and spans:
            continue
        first, last = stretch(text, inside[0], inside[-1])
        spans.setdefault((first + offset, last + offset))
        if len(spans) == _MAX_SPANS:
            break
    return tuple(spans)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield ranges of the text that may be claims, the likeliest first."""
    yield from (match.span(match.lastindex or 0) for match in _QUOTED.finditer(text))
    yield 0, len(text)
    if (close := re.search(r"[”»]", text)) and not re.search(r"[“„«]", text[: close.start()]):
        yield 0, close.start()  # the end of a quotation that began in an earlier sentence
    breaks = [match.end() for match in islice(re.finditer(_BREAK, text), _MAX_BREAKS)]
    reported = [match.end() for match in islice(_REPORTING.finditer(text), _MAX_SPANS)]
    yield from ((start, len(text)) for start in reported)
    yield from ((start, next((end for end in breaks if end > start), len(text))) for start in reported)
    starts = [_after(_BESIDES, text, end, len(text)) for end in breaks]
    yield from zip([0, *starts], [*breaks, len(text)], strict=True)
    yield from ((start, len(text)) for start in starts)
    yield from ((0, end) for end in breaks)


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return the offset after a match of `pattern` at `start`, or `start` if there is no match."""
    match = pattern.match(text, start, end)
    return match.end() if match else start


def is_balanced(text: str) -> bool:
    """Return True if every quotation mark and bracket in a text is closed in it, and none is closed that was not opened."""
    open_pairs: list[str] = []
    for char in text:
        if open_pairs and char in open_pairs[-1]:
            open_pairs.pop()
        elif char in _PAIRS:
            open_pairs.append(_PAIRS[char])
        elif char in _ENDS:
            return False
    return not open_pairs and text.count('"') % 2 == 0


def clause_edges(text: str, start: int, end: int) -> list[int]:
    """Return the offsets at which clauses end inside ``text[start:end]``: right after a comma, semicolon, colon or dash."""
    return [start + match.end() for match in re.finditer(_BREAK, text[start:end]) if match.end() < end - start]


@lru_cache(maxsize=512)
def hints(text: str, offset: int, reserved: str = "", *, ends: bool = False, first: int = 0) -> tuple[str, ...]:
    """Return a hint for each word of a sentence: one letter as long as letters last, then two.

    Likely starts of clauses (or with `ends` their ends) get single letters first. No hint is the beginning of another, none
    begins with a letter in `reserved`, and a sentence always gets the same hints. The hint is empty for words before the index
    `first`, which cannot be picked, and for words beyond the roughly six hundred that two letters can name.
    """
    # With too few letters for all words, some letters become "leaders": they are no hints themselves, and each begins 26 hints of
    # two letters. Every leader turns one single-letter hint into 26, a gain of 25, so this many are needed and no more.
    letters = [letter for letter in LETTERS if letter not in reserved]
    row = words(text, offset)[first:]
    leaders = min(len(letters), max(0, -(-(len(row) - len(letters)) // (len(LETTERS) - 1))))
    singles = letters[: len(letters) - leaders]
    doubles = (leader + second for leader in letters[len(singles) :] for second in LETTERS)
    preferred = set(_clause_bounds(text, offset, row, ends=ends))
    narrow = {place for place, word in enumerate(row) if width(text[word.start - offset : word.end - offset]) == 1}
    order = sorted(range(len(row)), key=lambda place: (place not in preferred, place not in narrow, place))
    by_place = dict(zip(sorted(order[: len(singles)]), singles, strict=False))
    return (*[""] * first, *(by_place[place] if place in by_place else next(doubles, "") for place in range(len(row))))


def _clause_bounds(text: str, offset: int, row: Sequence[Word], *, ends: bool) -> list[int]:
    """Return the indexes of words that begin (or with `ends`, end) a clause: those next to punctuation or a sentence's edge."""
    places = []
    for place, word in enumerate(row):
        before = text[row[place - 1].end - offset : word.start - offset] if place else ","
        after = text[word.end - offset : row[place + 1].start - offset] if place + 1 < len(row) else ","
        if any(mark in _PUNCTUATION for mark in (after if ends else before)):
            places.append(place)
    return places
