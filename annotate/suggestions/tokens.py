"""A sentence as tokens: words, marks, and each quotation in it as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.model import Document, Sentence
from annotate.suggestions.language import Language
from annotate.text.quotations import Quotation

WORD, MARK, QUOTE = "word", "mark", "quote"
# A full stop that does not end the sentence belongs to the word before it: "Mr. Brown", "U.S. officials".
_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:[’'.&/-][^\W_]+)*+(?:\.(?=\s{0,3}[^\W_]|,|['’]s))?+(?:['’]s?(?![^\W_]))?+)|[^\w\s]|_")


class Token(NamedTuple):
    """`low` is the word in small letters, the full stop of an abbreviation and typographic apostrophes left out."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    quotation: int = -1

    @property
    def capital(self) -> bool:
        return self.kind == WORD and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be read: its tokens, and the language it is read in. `stop` is the end without the last marks (a token)."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    language: Language
    stop: int
    title: bool = False

    def low(self, index: int) -> str:
        """The word or mark at an index in small letters; empty outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def starts(self, index: int, phrase: str) -> bool:
        """Whether the words of a phrase stand from an index on."""
        return all(self.low(at) == word for at, word in enumerate(phrase.split(), index))


def read(document: Document, sentence: Sentence, quotations: Sequence[Quotation], language: Language) -> Line:
    tokens = tuple(_tokens(document.text, sentence, quotations))
    stop = len(tokens)
    while stop and tokens[stop - 1].kind == MARK and tokens[stop - 1].low not in ("%", ")", "]"):
        stop -= 1
    return Line(sentence, tokens, language, stop, document.blocks[sentence.block].kind == "headline")


def _tokens(text: str, sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[Token]:
    at = sentence.start
    index = max(0, bisect_right(quotations, sentence.start, key=lambda q: q.start) - 1)
    while index < len(quotations) and quotations[index].start < sentence.end:
        quotation = quotations[index]
        if quotation.end > sentence.start:
            start, end = max(at, quotation.start), min(quotation.end, sentence.end)
            yield from _words(text, at, start)
            yield Token(start, end, text[start:end], '"', QUOTE, index)
            at = end
        index += 1
    yield from _words(text, at, sentence.end)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind = WORD if match.lastgroup else MARK
        low = word.lower().replace("’", "'")
        yield Token(match.start(), match.end(), word, low.rstrip(".") if kind == WORD else low, kind)
