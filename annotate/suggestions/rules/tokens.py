"""Sentences as tokens: words, punctuation marks, and each quotation as a single token."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from annotate.model import Document, Sentence
from annotate.suggestions.rules.language import Language
from annotate.text.quotations import Quotation

WORD, MARK, QUOTE = "word", "mark", "quote"
QUOTATION_MARKS = "\"'”’“„»« \u00a0\u202f"
"""The characters before the first and after the last word or mark of a quotation."""

# A full stop that does not end the sentence belongs to the word before it: "Mr. Brown", "U.S. officials". The repetitions are
# possessive (`*+`, `?+`), so that a long run of word characters never makes the expression backtrack.
_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:[’'.&/-][^\W_]+)*+(?:\.(?=\s{0,3}[^\W_]|,|['’]s))?+(?:['’]s?(?![^\W_]))?+)|[^\w\s]|_")


class Token(NamedTuple):
    """A token and its code point offsets, half-open.

    `norm` is the lower-case text with straight apostrophes and without an abbreviation's final full stop. `quotation` is the
    quotation's index in the document, -1 for a word or a mark.
    """

    start: int
    end: int
    text: str
    norm: str
    kind: str
    quotation: int = -1

    @property
    def capitalized(self) -> bool:
        """True for a word with an initial capital."""
        return self.kind == WORD and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class TokenizedSentence:
    """A sentence with its tokens and its language. `stop` is the index after the last token before the final marks."""

    original: Sentence
    tokens: tuple[Token, ...]
    language: Language
    stop: int
    is_headline: bool = False

    def norm(self, index: int) -> str:
        """Return the normalized token at an index; an empty string outside the sentence."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return the kind of the token at an index; an empty string outside the sentence."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def matches_phrase(self, index: int, phrase: str) -> bool:
        """Return whether the words of a phrase appear from an index on."""
        return all(self.norm(at) == word for at, word in enumerate(phrase.split(), index))


def tokenize(document: Document, sentence: Sentence, quotations: Sequence[Quotation], language: Language) -> TokenizedSentence:
    """Return a sentence of a document as tokens; `quotations` are all of the document's, in order."""
    tokens = tuple(_tokens(document.text, sentence, quotations, language))
    stop = len(tokens)
    while stop and tokens[stop - 1].kind == MARK and tokens[stop - 1].norm not in ("%", ")", "]"):
        stop -= 1
    return TokenizedSentence(sentence, tokens, language, stop, document.blocks[sentence.block].kind == "headline")


def _tokens(text: str, sentence: Sentence, quotations: Sequence[Quotation], language: Language) -> Iterator[Token]:
    words = partial(_parted_words, language=language) if language.elisions or language.clitics else _words
    position = sentence.start
    index = max(0, bisect_right(quotations, sentence.start, key=lambda quotation: quotation.start) - 1)
    while index < len(quotations) and quotations[index].start < sentence.end:
        quotation = quotations[index]
        if quotation.end > sentence.start:
            start, end = max(position, quotation.start), min(quotation.end, sentence.end)
            yield from words(text, position, start)
            yield Token(start, end, text[start:end], '"', QUOTE, index)
            position = end
        index += 1
    yield from words(text, position, sentence.end)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind = WORD if match.lastgroup else MARK
        norm = word.lower().replace("’", "'")
        yield Token(match.start(), match.end(), word, norm.rstrip(".") if kind == WORD else norm, kind)


def _parted_words(text: str, start: int, end: int, language: Language) -> Iterator[Token]:
    """Yield the tokens of a text in which an apostrophe or a hyphen joins words: "l'eau", "dit-il"."""
    for token in _words(text, start, end):
        yield from _parts(token, language) if token.kind == WORD else (token,)


def _parts(token: Token, language: Language) -> Iterator[Token]:
    """Yield the words of a token: "qu'" and "elle" of "qu'elle", "a" and "-t-il" of "a-t-il", whose norm is "-il"."""
    start, text, norm = token.start, token.text, token.norm
    while (apostrophe := norm.find("'") + 1) and norm[:apostrophe] in language.elisions and apostrophe < len(norm):
        yield Token(start, start + apostrophe, text[:apostrophe], norm[:apostrophe], WORD)
        start, text, norm = start + apostrophe, text[apostrophe:], norm[apostrophe:]
    verb, hyphen, pronoun = norm.rpartition("-")
    if hyphen and f"-{pronoun}" in language.clitics:
        inserted = 2 if verb.endswith("-t") else 0
        yield Token(start, start + len(verb) - inserted, text[: len(verb) - inserted], verb[: len(verb) - inserted], WORD)
        yield Token(start + len(verb) + 1, token.end, text[len(verb) + 1 :], f"-{pronoun}", WORD)
    else:
        yield Token(start, token.end, text, norm, WORD)
