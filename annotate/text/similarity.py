"""The similarity of short texts by the letters that they share: without a language, a list of words or a model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

_WORD = re.compile(r"\w+")
_SIZE = 4


@lru_cache(1024)
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
        frequency = Counter(chain.from_iterable(self._grams))
        squared = {count: self._squared_weight(count) for count in {0, *frequency.values()}}
        self._squared = {gram: squared[count] for gram, count in frequency.items()}
        self._unseen = squared[0]

    def to(self, text: str) -> list[float]:
        """Return the similarity of each of the texts to another: the cosine of what they contain."""
        asked, squared = grams(text), self._squared
        length = math.fsum(squared.get(gram, self._unseen) for gram in asked)
        scores = []
        for found in self._grams:
            shared = asked & found
            product = math.fsum(map(squared.__getitem__, shared))
            scores.append(product / math.sqrt(length * math.fsum(map(squared.__getitem__, found))) if shared else 0.0)
        return scores

    def _squared_weight(self, count: int) -> float:
        """Return the square of the weight of what is in so many of the texts."""
        return math.log(1 + (len(self._grams) + 1) / (count + 0.5)) ** 2
