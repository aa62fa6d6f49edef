"""The similarity of short texts by the letters that they share: without a language, a list of words or a model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_SIZE = 4


def grams(text: str) -> frozenset[str]:
    """Return the runs of four letters inside the words of a text, in any case; a shorter word is none.

    >>> sorted(grams("The Tarn bridge"))
    ['brid', 'idge', 'ridg', 'tarn']
    """
    words = _WORD.findall(text.casefold())
    return frozenset(word[place : place + _SIZE] for word in words for place in range(len(word) - _SIZE + 1))


class Similarity:
    """The similarity of texts to each other, from 0 (nothing in common) to 1. What many of them share counts less."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._grams = [grams(text) for text in texts]
        self._frequency = Counter(gram for found in self._grams for gram in found)

    def to(self, text: str) -> list[float]:
        """Return the similarity of each of the texts to another: the cosine of what they contain."""
        asked = grams(text)
        length = self._length(asked)
        return [
            self._length(asked & found) ** 2 / (length * self._length(found)) if asked & found else 0.0 for found in self._grams
        ]

    def _length(self, found: frozenset[str]) -> float:
        return math.sqrt(sum(self._weight(gram) ** 2 for gram in found))

    def _weight(self, gram: str) -> float:
        return math.log(1 + (len(self._grams) + 1) / (self._frequency[gram] + 0.5))
