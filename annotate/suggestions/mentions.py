"""Mentions: the noun phrase before or after a verb group that says who speaks."""

from __future__ import annotations

from typing import NamedTuple

from annotate.suggestions.cues import is_adverb
from annotate.suggestions.tokens import MARK, QUOTE, WORD, Line

_FAR = 45  # tokens looked back at
_INSIDE = frozenset("&/-%$€")


class Range(NamedTuple):
    """Tokens from `first` up to `end`."""

    first: int
    end: int


def subject_before(line: Line, end: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends before the token `end`; not before the token `floor`."""
    floor = max(floor, end - _FAR)
    last = end - 1
    if last < floor:
        return None
    language = line.language
    if line.low(last) in language.pronouns or line.low(last) in language.relatives:
        return Range(last, end)
    if line.low(last) == ",":
        return _with_apposition(line, last, floor)
    first = _start(line, last, floor)
    return _trimmed(line, first, end)


def _with_apposition(line: Line, comma: int, floor: int) -> Range | None:
    """ "James Brown, a farmer from Ohio," before a verb: the phrase before the apposition, and all up to the second comma."""
    at = _comma_before(line, comma, floor)
    while at is not None:
        previous = _comma_before(line, at, floor)
        if not _appositive(line, (previous if previous is not None else floor - 1) + 1, at) or previous is None:
            break
        at = previous
    if at is None:
        return None
    return _trimmed(line, _start(line, at - 1, floor), comma)


def _comma_before(line: Line, end: int, floor: int) -> int | None:
    for index in range(end - 1, floor - 1, -1):
        if line.low(index) == ",":
            return index
        if line.kind(index) == QUOTE or line.low(index) in (";", ":", "—", "–"):
            return None
    return None


def _appositive(line: Line, first: int, end: int) -> bool:
    """Whether the words between two commas add to a name: an age, a state, "a farmer", "who ..."."""
    low = line.low(first)
    if end - first <= 2 and low.isdigit():
        return True
    if low in line.language.indefinite or low == line.language.of or low in line.language.relatives:
        return True
    return end - first <= 2 and line.tokens[first].text.endswith(".")


def _start(line: Line, last: int, floor: int) -> int:
    """Where the noun phrase that ends with the token `last` begins."""
    language = line.language
    first = last + 1
    while first > floor and _belongs(line, first - 1):
        first -= 1
        if line.low(first) in language.determiners and not _linked(line, first - 1):
            break
    return first


def _belongs(line: Line, index: int) -> bool:
    token, language = line.tokens[index], line.language
    if token.kind == MARK:
        return token.low in _INSIDE
    if token.kind != WORD or token.low in language.pronouns or token.low in language.subordinators:
        return False
    if token.low in language.finite and not token.capital:
        return False
    return token.low not in language.conjunctions or (token.low in language.adding and line.kind(index + 1) == WORD)


def _linked(line: Line, index: int) -> bool:
    language = line.language
    low = line.low(index)
    if line.kind(index) == MARK:
        return low in _INSIDE
    return low in language.prepositions or low in language.adding or low in language.determiners


def _trimmed(line: Line, first: int, end: int) -> Range | None:
    """The phrase without the openers and adverbs before it; None where nothing or only a preposition phrase is left."""
    language = line.language
    while first < end and (line.low(first) in language.openers or is_adverb(line, first)):
        first += 1
    while first < end - 1 and line.low(first) in language.times and not _given_name(line, first):
        first += 1
    while first < end - 1 and line.low(end - 1) in language.times:
        end -= 1
    if line.low(first) in language.about and first + 1 < end and _counts(line, first + 1):
        return Range(first, end)
    low = line.low(first) if first < end else ""
    if not low or low in language.prepositions or line.kind(first) != WORD:
        return None
    if low.endswith(language.participles) and not line.tokens[first].capital:
        return None  # "laying out comprehensive plans": a clause, nobody's name
    return Range(first, end)


def _given_name(line: Line, index: int) -> bool:
    """Whether a month is a name: "May Brown"."""
    return line.tokens[index].capital and line.tokens[index + 1].capital


def _counts(line: Line, index: int) -> bool:
    return (
        line.low(index) in line.language.several or line.low(index)[:1].isdigit() or line.low(index) in line.language.determiners
    )


def subject_after(line: Line, first: int) -> Range | None:
    """The noun phrase that begins at the token `first`, with its appositions."""
    language = line.language
    if line.kind(first) != WORD:
        return None
    if line.low(first) in language.pronouns:
        return Range(first, first + 1)
    if line.low(first) not in language.determiners and not _names(line, first):
        return None
    end = first
    while end < len(line.tokens) and end - first < _FAR and _goes_on(line, end, first):
        end += 1
    if end > first and (line.low(end) in language.relatives or (line.low(end) == "," and _adds(line, end + 1))):
        end = _apposition_end(line, end + 1)
    return Range(first, end) if end > first else None


def _names(line: Line, first: int) -> bool:
    """Whether a phrase without an article leads to somebody: "former tech executive Carly Brown"."""
    for index in range(first, min(first + 6, len(line.tokens))):
        token = line.tokens[index]
        if token.kind != WORD or not _goes_on(line, index, first) or token.low in line.language.prepositions:
            return False
        if token.capital or token.low in line.language.people:
            return True
    return False


def _goes_on(line: Line, index: int, first: int) -> bool:
    token, language = line.tokens[index], line.language
    if token.kind == MARK:
        return token.low in _INSIDE
    if token.kind != WORD or token.low in language.times or token.low in language.finite or token.low in language.subordinators:
        return False
    return token.low not in language.prepositions or token.low in language.inside_names


def _adds(line: Line, index: int) -> bool:
    """Whether what follows a comma is an apposition: "a farmer", "who ...", "67", "the mayor", "president of"."""
    language = line.language
    low = line.low(index)
    if line.kind(index) != WORD or low.endswith(language.participles) or low in language.prepositions:
        return False
    if low.isdigit():
        return line.low(index + 1) == ","
    return low in language.determiners or low in language.parting or low in language.people


def _apposition_end(line: Line, index: int) -> int:
    while index < len(line.tokens) and line.kind(index) != QUOTE and line.low(index) not in (";", ":", "—"):
        if index == len(line.tokens) - 1 and line.kind(index) == MARK:
            break
        if line.low(index) == "," and not _adds(line, index + 1):
            break
        index += 1
    return index
