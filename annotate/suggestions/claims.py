"""Claims: what is said as spans, without the marks and words that stand outside a claim; and the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from annotate.model import Document, Span
from annotate.schema.wellknown import DIRECT, INDIRECT, MIXED
from annotate.suggestions.cues import is_adverb
from annotate.suggestions.language import Language
from annotate.suggestions.mentions import Range
from annotate.suggestions.shapes import Attribution
from annotate.suggestions.tokens import MARK, QUOTE, WORD, Line
from annotate.text.quotations import Quotation

_BEFORE = " \t\u00a0\u202f,;:.…—–-"
_AFTER = " \t\u00a0\u202f,;:—–-"
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}\Z")
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_FALSE_START = re.compile(r"((?:\w+ )?\w+) [—–-]+ (?:that )?(?=\1\b)")
_FRAME = 7  # words of "I would just tell you that", at most, and one more
_FEWEST = 4  # words of a sentence that is offered as the author's claim


def spans_of(document: Document, line: Line, pieces: Sequence[Range], quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """The pieces of a content as spans: outer quotation marks, a leading that, and, but and the final full stop left out."""
    found: list[Span] = []
    for piece in pieces:
        start, end = _edges(line, piece, quotations)
        start, end = trimmed(document.text, start, end, () if found else line.language.leading)
        start = start if found else _asserted(document.text, start, end, line.language)
        if any(character.isalnum() for character in document.text[start:end]):
            found.append(document.span(start, end))
    return tuple(found)


def _edges(line: Line, piece: Range, quotations: Sequence[Quotation]) -> tuple[int, int]:
    """A piece's offsets; inside the marks where it is nothing but a quotation."""
    tokens = list(line.tokens[piece.first : piece.end])
    while tokens and tokens[0].kind == MARK and len(tokens) > 1:
        del tokens[0]
    while tokens and tokens[-1].kind == MARK and tokens[-1].low in ".,;:" and len(tokens) > 1:
        del tokens[-1]
    if not tokens:
        return line.sentence.start, line.sentence.start
    start, end = tokens[0].start, tokens[-1].end
    if len(tokens) == 1 and tokens[0].kind == QUOTE:
        quotation = quotations[tokens[0].quotation]
        return max(start, quotation.inner), min(end, quotation.inner_end)
    return start, end


def trimmed(text: str, start: int, end: int, leading: tuple[str, ...]) -> tuple[int, int]:
    """Offsets without marks at the edges and the leading words that are no part of a claim.

    >>> trimmed("But the dam is safe.", 0, 20, ("but",))
    (4, 19)
    """
    while start < end and text[start] in _BEFORE:
        start += 1
    word = re.compile(r"\w+").match(text, start, end)
    while word and word.group().lower() in leading and word.end() < end and text[word.end()] in " \t\u00a0,":
        start = word.end()
        while start < end and text[start] in _BEFORE:
            start += 1
        word = re.compile(r"\w+").match(text, start, end)
    return start, _trimmed_end(text, start, end)


def _asserted(text: str, start: int, end: int, language: Language) -> int:
    """Where a quoted claim begins after "I would tell you that", and after a false start: "the dam — the dam holds"."""
    start = _after_frame(text, start, end, language)
    while again := _FALSE_START.match(text, start, end):
        start = again.end()
    return start


def _after_frame(text: str, start: int, end: int, language: Language) -> int:
    """Where the clause begins after "I would tell you that": the speaker's own frame, and no part of the claim."""
    words = list(islice(_WORD.finditer(text, start, end), _FRAME))
    low = [match.group().lower().replace("’", "'") for match in words]
    that = next((at for at, word in enumerate(low) if word in language.that), 0)
    if not that or that + 1 == len(low) or low[that + 1] in language.helpers:
        return start  # no clause follows, or "that" is its subject
    return words[that].end() + 1 if _own_frame(low[:that], language) else start


def _own_frame(low: Sequence[str], language: Language) -> bool:
    """Whether some words are a speaker's assertion, to which "that" belongs: not a noun's relative clause, nothing denied.

    >>> from annotate.suggestions.language import language
    >>> [_own_frame(words.split(), language("en")) for words in ("i would tell you", "we've seen the report", "i can't say")]
    [True, False, False]
    """
    helped = "'" in low[0] or not language.helpers.isdisjoint(low)
    if low[0].partition("'")[0] not in language.first_person or not helped or not language.negations.isdisjoint(low):
        return False
    persons = language.pronouns.keys() | language.reflexives
    verb = len(low) - 1
    while verb and low[verb] in persons | language.particles:
        verb -= 1
    frames = language.forms[low[verb]].frames if low[verb] in language.forms else ""
    told = "t" in frames and "a" not in frames and ("o" in frames or low[-1] not in persons)
    before = low[verb - 1]  # a verb, not the noun of its form, stands here: "I would report", "ich kann Ihnen berichten"
    groups = language.helpers | language.adverbs | language.infinitive | persons
    return told and (verb == 1 or before in groups or before.endswith(language.adverb_endings))


def _trimmed_end(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1] in _AFTER:
        end -= 1
    if text[end - 1 : end] in (".", "…") and not _ABBREVIATION.search(text, max(start, end - 12), end):
        end = len(text[start:end].rstrip(".… ")) + start
    return max(start, end)


def quote_type(line: Line, pieces: Sequence[Range]) -> str:
    """How the content is quoted: direct, mixed or indirect."""
    kinds = [token.kind for piece in pieces for token in line.tokens[piece.first : piece.end] if token.kind != MARK]
    if QUOTE not in kinds:
        return INDIRECT
    return MIXED if WORD in kinds else DIRECT


def plain(line: Line) -> Range | None:
    """The sentence as the author's claim: finite, no question, no quotation, and one clause as far as can be seen.

    A sentence with two is left to the annotator: two checkable clauses are two claims, and where to cut is a decision.
    """
    words = [token for token in line.tokens if token.kind == WORD]
    if len(words) < _FEWEST or any(token.kind == QUOTE for token in line.tokens) or not _stated(line):
        return None
    whole = Range(0, len(line.tokens))
    if not _finite(line, whole) or any(token.low in line.language.second_person for token in line.tokens):
        return None
    if any(token.low == ";" for token in line.tokens) or _coordinated(line):
        return None
    return whole


def beside(line: Line, said: Sequence[Attribution]) -> Iterator[Range]:
    """The author's own clauses in a sentence with one attribution: `C, and X said ...` and `X said ..., while C`."""
    if len(said) != 1 or said[0].mention is None:
        return
    language, one = line.language, said[0]
    parts = (*one.pieces, said[0].mention, one.cue)
    before, after = min(part.first for part in parts) - 2, max(part.end for part in parts)
    if line.low(before) == "," and line.low(before + 1) in language.linking:
        yield from _own(line, Range(0, before))
    if line.low(after) == "," and line.low(after + 1) not in language.adding:
        first = next((at for at in range(after + 1, line.stop) if line.low(at) not in language.linking), after)
        if first > after + 1 and line.low(first) not in language.forms:
            yield from _own(line, Range(first, line.stop))


def _own(line: Line, clause: Range) -> Iterator[Range]:
    """A clause of the author's, where it is one: some words, finite, nothing quoted, no other mark of who speaks."""
    tokens = line.tokens[clause.first : clause.end]
    if len(tokens) < _FEWEST or any(token.kind == QUOTE or token.low == ";" for token in tokens):
        return
    if line.low(clause.first) not in line.language.subordinators and _finite(line, clause):
        yield clause


def _finite(line: Line, clause: Range) -> bool:
    return any(line.low(at) in line.language.finite or _looks_finite(line, at) for at in range(clause.first, clause.end))


def _stated(line: Line) -> bool:
    """Whether a line ends as a statement does: with a full stop, or in a headline without a mark."""
    last = line.tokens[-1]
    return last.low == "." or (last.kind == WORD and (line.title or last.text.endswith(".")))


def _looks_finite(line: Line, index: int) -> bool:
    token = line.tokens[index]
    if token.kind != WORD or token.capital or not token.low.endswith(line.language.finite_endings):
        return False
    return index > 0 and not is_adverb(line, index)


def _coordinated(line: Line) -> bool:
    """Whether a second clause follows ", and" or ", but"."""
    language = line.language
    return any(
        line.low(index - 1) == "," and line.low(index) in language.conjunctions and _verb_near(line, index + 2)
        for index in range(1, len(line.tokens) - 2)
    )


def _verb_near(line: Line, index: int) -> bool:
    return any(line.low(at) in line.language.finite for at in range(index, min(index + 6, len(line.tokens))))
