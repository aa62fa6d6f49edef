"""Candidates for links: the claims that are most alike by BM25 on the 4-grams of characters in their words.

BM25 is Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", with the usual constants. Grams
inside words find inflected forms and compounds in any language that writes spaces; in the others, pairs of characters do. The
sentences around a claim count too, for less, so that a short claim is found by what it is about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Floats = NDArray[np.float32]
Scores = NDArray[np.float64]

GRAM = 4
CONTEXT = 0.3
"""The weight of a gram of a neighbouring sentence, where one of the claim has 1."""

_K1, _B = 1.2, 0.75
# A gram in more than a tenth of all claims says little and costs most; one of the context counts only where it is rare.
_COMMON, _COMMON_IN_CONTEXT = 0.1, 0.02
_FEW = 50  # so few claims have no gram that is too common
_WORD = re.compile(r"\w+")
# Scripts without spaces: their words cannot be told by a pattern, and two characters say as much as four letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


def grams(text: str) -> Iterator[str]:
    """Yield the grams of a text, which is compared without case, marks and ligatures.

    >>> list(grams("The 14-inch crack"))
    ['the', '14', 'inch', 'crac', 'rack']
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        for run in _UNSPACED.findall(folded):
            yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
        folded = _UNSPACED.sub(" ", folded)
    for word in _WORD.findall(folded):
        if len(word) <= GRAM:
            yield word
        else:
            yield from (word[i : i + GRAM] for i in range(len(word) - GRAM + 1))


def stems(text: str) -> Iterator[str]:
    """Yield the words of a text without the endings of English inflection, which is a second view of claims beside `grams`.

    >>> list(stems("Engineers inspected cracks"))
    ['engineer', 'inspect', 'crack']
    """
    for word in _WORD.findall(text.casefold()):
        yield _ENDING.sub("", word) if len(word) > GRAM else word


_ENDING = re.compile("(?:ing|ed|es|s)$")


class Index(Protocol):
    """Claims that can be compared, by their positions."""

    def similarity(self, i: int, j: int) -> float:
        """Return how much two claims are alike, whichever comes first: 0 for nothing in common, about 1 for equal ones."""

    def nearest(self, i: int, size: int) -> list[int]:
        """Return the claims that are most like a claim, the best first, without itself."""

    def all_nearest(self, size: int, progress: Callable[[int], None] = ...) -> list[list[int]]:
        """Return `nearest` for every claim; `progress` is called with the number of claims done."""


class ClaimIndex:
    """Claims that can be searched for those like one of them, by BM25.

    texts: the claims.
    contexts: the sentences around each claim, as one text; none, or one for each claim.
    split: a function that yields what texts are compared by.
    """

    def __init__(self, texts: Sequence[str], contexts: Sequence[str] = (), split: Callable[[str], Iterator[str]] = grams) -> None:
        """Read all texts, which takes about a second for 20,000."""
        self._size = len(texts)
        self._split = split
        self._numbers: dict[str, int] = {}
        number = self._numbers.setdefault
        lengths = np.empty(self._size, np.int64)
        flat: list[NDArray[np.int32]] = []
        for i, text in enumerate(texts):
            found = np.fromiter((number(gram, len(self._numbers)) for gram in split(text)), np.int32)
            lengths[i] = len(found)
            flat.append(found)
        terms = np.concatenate(flat) if flat else np.empty(0, np.int32)
        claims = np.repeat(np.arange(self._size, dtype=np.int64), lengths)
        keys, counts = np.unique(terms.astype(np.int64) * max(self._size, 1) + claims, return_counts=True)
        terms = (keys // max(self._size, 1)).astype(np.int32)
        self._claims = (keys % max(self._size, 1)).astype(np.int32)
        vocabulary = len(self._numbers)
        frequency = np.bincount(terms, minlength=vocabulary)
        self._starts = np.concatenate(([0], np.cumsum(frequency)))
        rarity = np.log1p((self._size - frequency + 0.5) / (frequency + 0.5))
        mean = lengths.mean() if self._size else 1.0
        norm = _K1 * (1 - _B + _B * lengths / max(mean, 1.0))
        self._weights = (rarity[terms] * counts * (_K1 + 1) / (counts + norm[self._claims])).astype(np.float32)
        limit = max(_FEW, int(_COMMON * self._size))
        rare = max(_FEW, int(_COMMON_IN_CONTEXT * self._size))
        self._useful, self._rare = frequency <= limit, frequency <= rare
        # The grams of each claim, which are its query: the same postings, sorted by claim.
        order = np.argsort(self._claims, kind="stable")
        self._own, self._own_weights = terms[order], self._weights[order]
        self._own_starts = np.concatenate(([0], np.cumsum(np.bincount(self._claims, minlength=self._size))))
        nothing = np.empty(0, np.int32)
        self._around = [self._beside(i, context) for i, context in enumerate(contexts)] or [nothing] * self._size
        # A claim's context adds no gram that the claim has, so it does not count in the claim's score for itself.
        self._self_scores = np.bincount(self._claims, self._weights * self._useful[terms], self._size)

    def __len__(self) -> int:
        """Return the number of claims."""
        return self._size

    def _known(self, text: str, wanted: NDArray[np.bool_]) -> Integers:
        found = {self._numbers[gram] for gram in self._split(text) if gram in self._numbers}
        terms = np.array(sorted(found), np.int32)
        return terms[wanted[terms]] if len(terms) else terms

    def _beside(self, i: int, context: str) -> Integers:
        """Return the rare grams of a claim's context that the claim does not have."""
        own = self._own[self._own_starts[i] : self._own_starts[i + 1]]
        return np.setdiff1d(self._known(context, self._rare), own, assume_unique=True).astype(np.int32)

    def _query(self, i: int) -> tuple[Integers, Floats]:
        """Return the grams of a claim and of its context that are searched for, and their weights."""
        own = self._own[self._own_starts[i] : self._own_starts[i + 1]]
        own, around = own[self._useful[own]], self._around[i]
        weights = np.ones(len(own) + len(around), np.float32)
        weights[len(own) :] = CONTEXT
        return np.concatenate((own, around)), weights

    def _scores(self, terms: Integers, weights: Floats) -> Scores:
        """Return the score of every claim for a query."""
        starts, lengths = self._starts[terms], self._starts[terms + 1] - self._starts[terms]
        total = int(lengths.sum())
        if not total:
            return np.zeros(self._size)
        # All postings of all grams, one after the other.
        ends = np.cumsum(lengths)
        postings = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
        values = self._weights[postings] * np.repeat(weights, lengths)
        return np.bincount(self._claims[postings], values, self._size).astype(np.float64, copy=False)

    def _score_of(self, i: int, j: int) -> float:
        """Return the score of claim `j` for claim `i` as the query."""
        terms, weights = self._query(i)
        start, end = self._own_starts[j], self._own_starts[j + 1]
        if start == end:
            return 0.0
        own = self._own[start:end]  # in order
        at = np.minimum(np.searchsorted(own, terms), len(own) - 1)
        return float((weights * self._own_weights[start:end][at])[own[at] == terms].sum())

    def similarity(self, i: int, j: int) -> float:
        """Return how much two claims are alike, whichever comes first: 0 for nothing in common, about 1 for equal ones."""
        norm = float(np.sqrt(self._self_scores[i] * self._self_scores[j]))
        return (self._score_of(i, j) + self._score_of(j, i)) / 2 / norm if norm else 0.0

    def nearest(self, i: int, size: int) -> list[int]:
        """Return the claims that are most like a claim, the best first, without itself."""
        scores = self._scores(*self._query(i))
        scores[i] = 0
        return self._best(scores, size)

    def search(self, text: str, size: int) -> list[int]:
        """Return the claims that are most like a text, the best first."""
        terms = self._known(text, self._useful)
        return self._best(self._scores(terms, np.ones(len(terms), np.float32)), size)

    @staticmethod
    def _best(scores: Scores, size: int) -> list[int]:
        found = np.flatnonzero(scores) if np.count_nonzero(scores) <= size else np.argpartition(-scores, size)[:size]
        found = found[scores[found] > 0]
        return [int(claim) for claim in found[np.lexsort((found, -scores[found]))]]

    def all_nearest(self, size: int, progress: Callable[[int], None] = lambda done: None) -> list[list[int]]:
        """Return `nearest` for every claim; `progress` is called with the number of claims done."""
        lists: list[list[int]] = []
        for i in range(self._size):
            lists.append(self.nearest(i, size))
            if not (i + 1) % 100:
                progress(i + 1)
        return lists


class VectorIndex:
    """Claims as vectors of length 1, each alike to another as their directions are."""

    def __init__(self, vectors: Floats) -> None:
        """Take one row for each claim."""
        self._vectors = vectors

    def similarity(self, i: int, j: int) -> float:
        """Return the cosine of two claims, 0 if they point away from each other."""
        return max(0.0, float(self._vectors[i] @ self._vectors[j]))

    def nearest(self, i: int, size: int) -> list[int]:
        """Return the claims that are most like a claim, the best first, without itself."""
        return self._rows(i, i + 1, size)[0]

    def all_nearest(self, size: int, progress: Callable[[int], None] = lambda done: None) -> list[list[int]]:
        """Return `nearest` for every claim; `progress` is called with the number of claims done."""
        lists: list[list[int]] = []
        for start in range(0, len(self._vectors), _BLOCK):
            lists += self._rows(start, min(start + _BLOCK, len(self._vectors)), size)
            progress(len(lists))
        return lists

    def _rows(self, start: int, end: int, size: int) -> list[list[int]]:
        scores = self._vectors[start:end] @ self._vectors.T
        scores[np.arange(end - start), np.arange(start, end)] = -np.inf
        size = min(size, scores.shape[1] - 1)
        lists = []
        for row in scores:
            found = np.argpartition(-row, size)[:size] if size < len(row) else np.arange(len(row))
            lists.append([int(claim) for claim in found[np.lexsort((found, -row[found]))]])
        return lists


_BLOCK = 256  # claims that are compared with all others at once


class FusedIndex:
    """Claims that are searched in two ways at once.

    Lists are fused by reciprocal rank (Cormack, Clarke and Buettcher 2009, "Reciprocal rank fusion outperforms Condorcet and
    individual rank learning methods"), and similarities are averaged.
    """

    def __init__(self, first: Index, second: Index) -> None:
        """Take two indexes of the same claims."""
        self._first, self._second = first, second

    def similarity(self, i: int, j: int) -> float:
        """Return the mean of both similarities."""
        return (self._first.similarity(i, j) + self._second.similarity(i, j)) / 2

    def nearest(self, i: int, size: int) -> list[int]:
        """Return the claims that are most like a claim, the best first, without itself."""
        return fused(self._first.nearest(i, size), self._second.nearest(i, size))[:size]

    def all_nearest(self, size: int, progress: Callable[[int], None] = lambda done: None) -> list[list[int]]:
        """Return `nearest` for every claim; `progress` is called with the number of claims done."""
        lists = zip(self._first.all_nearest(size, progress), self._second.all_nearest(size), strict=True)
        return [fused(*pair)[:size] for pair in lists]


_RANK = 60  # Cormack's constant, by which the first places of a list do not decide alone


def fused(*lists: Sequence[int]) -> list[int]:
    """Return what is in any list, by the sum of its reciprocal ranks.

    >>> fused([1, 2, 3], [2, 4])
    [2, 1, 4, 3]
    """
    scores: dict[int, float] = {}
    for ranked in lists:
        for rank, claim in enumerate(ranked, 1):
            scores[claim] = scores.get(claim, 0.0) + 1 / (_RANK + rank)
    return sorted(scores, key=lambda claim: (-scores[claim], claim))
