"""Sentences as tokens: words, punctuation marks, and each quotation as a single token."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from annotate.model import Document, Sentence
from annotate.suggestions.rules.language import Language
from annotate.text.quotations import Quotation

if TYPE_CHECKING:
    from annotate.suggestions.rules.cues import Cue

WORD, MARK, QUOTE = "word", "mark", "quote"
DASHES = frozenset("-–—―")
QUOTATION_MARKS = "\"'”’“„»« \u00a0\u202f"
"""The characters before the first and after the last word or mark of a quotation."""

_START = attrgetter("start")
_MIN_TITLE = 4  # long words in a headline
# A full stop that does not end the sentence belongs to the word before it: "Mr. Brown", "U.S. officials". The repetitions are
# possessive (`*+`, `?+`), so that a long run of word characters never makes the expression backtrack.
_TOKEN = re.compile(r"[^\W_]++(?:[’'.&/-][^\W_]++)*+(?:\.(?=\s{0,3}[^\W_]|,|['’]s))?+(?:['’]s?(?![^\W_]))?+|[^\w\s]|_")


class Token(NamedTuple):
    """A token and its code point offsets, half-open.

    `norm` is the lower-case text with straight apostrophes and without an abbreviation's final full stop. `capitalized` is true
    for a word with an initial capital. `quotation` is the quotation's index in the document, -1 for a word or a mark.
    """

    start: int
    end: int
    text: str
    norm: str
    kind: str
    capitalized: bool
    quotation: int = -1


@dataclass(slots=True)
class TokenizedSentence:
    """A sentence with its tokens and its language; like a token, it is not to be changed, though the class is not frozen.

    `norms` are the normalized tokens, and `vocabulary` the same without their order, for a quick look at what a sentence does not
    have. `stop` is the index after the last token before the final marks. `cues` are kept here once `find_cues` has found them.
    """

    original: Sentence
    tokens: tuple[Token, ...]
    norms: tuple[str, ...]
    vocabulary: frozenset[str]
    language: Language
    stop: int
    is_headline: bool = False
    cues: tuple[Cue, ...] | None = None

    def norm(self, index: int) -> str:
        """Return the normalized token at an index; an empty string outside the sentence."""
        return self.norms[index] if 0 <= index < len(self.norms) else ""

    def kind(self, index: int) -> str:
        """Return the kind of the token at an index; an empty string outside the sentence."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def next_comma(self, first: int, end: int | None = None) -> int:
        """Return the index of the first comma from a token on that is before `end`, by default `stop`; `end` if there is none."""
        end = self.stop if end is None else end
        return next((index for index in range(first, end) if self.norm(index) == ","), end)

    def is_spaced(self, index: int) -> bool:
        """Return whether white space is on both sides of a token: a dash between words, but not a hyphen."""
        around = self.tokens[max(index - 1, 0) : index + 2]
        return len(around) == 3 and all(first.end < second.start for first, second in pairwise(around))

    def matches_phrase(self, index: int, words: tuple[str, ...]) -> bool:
        """Return whether the words of a phrase appear from an index on."""
        return self.norm(index) == words[0] and self.norms[index : index + len(words)] == words


def tokenize(document: Document, sentence: Sentence, quotations: Sequence[Quotation], language: Language) -> TokenizedSentence:
    """Return a sentence of a document as tokens; `quotations` are all of the document's, in order."""
    tokens = tuple(_tokens(document.text, sentence, quotations, language))
    norms = tuple([token.norm for token in tokens])  # twice as fast as of a generator, and all sentences pass here
    stop = len(tokens)
    while stop and tokens[stop - 1].kind == MARK and norms[stop - 1] not in ("%", ")", "]"):
        stop -= 1
    is_headline = document.blocks[sentence.block].kind == "headline" or _is_in_title_case(tokens, language)
    return TokenizedSentence(sentence, tokens, norms, frozenset(norms), language, stop, is_headline)


def _is_in_title_case(tokens: Sequence[Token], language: Language) -> bool:
    """Return whether the words of a sentence are written with capitals, as those of a headline are, wherever it is."""
    if language.capitalizes_nouns or len(tokens) < _MIN_TITLE or not tokens[1].capitalized:
        return False
    words = [token for token in tokens if token.kind == WORD and len(token.text) > 3]
    return len(words) >= _MIN_TITLE and all(token.text[0].isupper() for token in words)


def _tokens(text: str, sentence: Sentence, quotations: Sequence[Quotation], language: Language) -> list[Token]:
    words = partial(_parted_words, language=language) if language.elisions or language.clitics else _words
    tokens: list[Token] = []
    position = sentence.start
    index = max(0, bisect_right(quotations, sentence.start, key=_START) - 1)
    while index < len(quotations) and quotations[index].start < sentence.end:
        quotation = quotations[index]
        if quotation.end > sentence.start:
            start, end = max(position, quotation.start), min(quotation.end, sentence.end)
            tokens += words(text, position, start)
            tokens.append(Token(start, end, text[start:end], '"', QUOTE, capitalized=False, quotation=index))
            position = end
        index += 1
    tokens += words(text, position, sentence.end)
    return tokens


def _words(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    new = tuple.__new__  # an article has a thousand words, and this takes a third of the time of `Token`
    last = start
    for word in _TOKEN.findall(text, start, end):
        first = text.index(word, last)  # only white space is before it, and a match object would take longer
        last = first + len(word)
        norm = word.lower()
        if word.isalpha():  # most are, and need no more
            tokens.append(new(Token, (first, last, word, norm, WORD, word[0].isupper(), -1)))
        elif word[0].isalnum():
            norm = norm.replace("’", "'").rstrip(".")
            tokens.append(new(Token, (first, last, word, norm, WORD, word[0].isupper(), -1)))
        else:
            tokens.append(new(Token, (first, last, word, norm.replace("’", "'"), MARK, False, -1)))
    return tokens


def _parted_words(text: str, start: int, end: int, language: Language) -> Iterator[Token]:
    """Yield the tokens of a text in which an apostrophe or a hyphen joins words: "l'eau", "dit-il"."""
    for token in _words(text, start, end):
        yield from _parts(token, language) if token.kind == WORD else (token,)


def _parts(token: Token, language: Language) -> Iterator[Token]:
    """Yield the words of a token: "qu'" and "elle" of "qu'elle", "a" and "-t-il" of "a-t-il", whose norm is "-il"."""
    start, text, norm = token.start, token.text, token.norm
    while (apostrophe := norm.find("'") + 1) and norm[:apostrophe] in language.elisions and apostrophe < len(norm):
        yield Token(start, start + apostrophe, text[:apostrophe], norm[:apostrophe], WORD, text[0].isupper())
        start, text, norm = start + apostrophe, text[apostrophe:], norm[apostrophe:]
    verb, hyphen, pronoun = norm.rpartition("-")
    if hyphen and f"-{pronoun}" in language.clitics:
        inserted = 2 if verb.endswith("-t") else 0
        yield Token(
            start,
            start + len(verb) - inserted,
            text[: len(verb) - inserted],
            verb[: len(verb) - inserted],
            WORD,
            text[0].isupper(),
        )
        yield Token(start + len(verb) + 1, token.end, text[len(verb) + 1 :], f"-{pronoun}", WORD, capitalized=False)
    else:
        yield Token(start, token.end, text, norm, WORD, text[0].isupper())
