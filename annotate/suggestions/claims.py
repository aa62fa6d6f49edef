"""Claims: what is said as spans, without the marks and words that stand outside a claim; and the author's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.model import Document, Span
from annotate.quotations import Quotation
from annotate.suggestions.cues import is_adverb
from annotate.suggestions.mentions import Range
from annotate.suggestions.tokens import MARK, QUOTE, WORD, Line

_BEFORE = " \t\u00a0\u202f,;:.…—–-"
_AFTER = " \t\u00a0\u202f,;:—–-"
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}\Z")
_FEWEST = 4  # words of a sentence that is offered as the author's claim


def spans_of(document: Document, line: Line, pieces: Sequence[Range], quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """The pieces of a content as spans: outer quotation marks, a leading that, and, but and the final full stop left out."""
    found = []
    for piece in pieces:
        start, end = _edges(line, piece, quotations)
        start, end = trimmed(document.text, start, end, line.language.leading)
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
        return "indirect"
    return "mixed" if WORD in kinds else "direct"


def plain(line: Line) -> Range | None:
    """The sentence as the author's claim: finite, no question, no quotation, and one clause as far as can be seen.

    A sentence with two is left to the annotator: two checkable clauses are two claims, and where to cut is a decision.
    """
    words = [token for token in line.tokens if token.kind == WORD]
    if len(words) < _FEWEST or any(token.kind == QUOTE for token in line.tokens) or not _stated(line):
        return None
    language = line.language
    finite = [i for i, token in enumerate(line.tokens) if token.low in language.finite or _looks_finite(line, i)]
    if not finite or any(line.low(i) in language.second_person for i in range(len(line.tokens))):
        return None
    if any(token.low == ";" for token in line.tokens) or _coordinated(line):
        return None
    return Range(0, len(line.tokens))


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
