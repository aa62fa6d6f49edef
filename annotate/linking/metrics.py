"""Agreement of two groupings of the same claims.

Cluster measures flatter: most claims are alone in both groupings. Report agreement on the pairs that both were asked about first.

Each claim may have a weight, by which articles are resampled: two claims count as a pair as often as the product of their
weights says, and a claim as a member of its cluster as often as its own does.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Grouping = Mapping[str, Hashable]
"""The cluster of each claim."""

Weights = NDArray[np.float64]
"""The weight of each claim, in the order of the first grouping."""


class GroupingScore(NamedTuple):
    """Precision, recall and their harmonic mean; the first two change places with the groupings, F1 does not."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 if both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class ComparedGroupings:
    """Two groupings of the same claims, to be measured as often as they are weighted anew."""

    def __init__(self, one: Grouping, other: Grouping) -> None:
        """Take the groupings. Raises ValueError if their claims differ."""
        if one.keys() != other.keys():
            raise ValueError("both groupings must have the same claims")
        self._one = _codes([one[claim] for claim in one])
        self._other = _codes([other[claim] for claim in one])
        self._both = _codes([(one[claim], other[claim]) for claim in one])
        self._ones = np.ones(len(one))

    @cached_property
    def _linked(self) -> NDArray[np.bool_]:
        """A mask of the claims that are not alone in both."""
        mask: NDArray[np.bool_] = (np.bincount(self._one)[self._one] > 1) | (np.bincount(self._other)[self._other] > 1)
        return mask

    def _pairs(self, weights: Weights) -> tuple[float, float, float]:
        """Return the weight of the pairs that both groupings join, that the first does, and that the second does."""
        alone = float((weights**2).sum())
        both, one, other = (
            (float((np.bincount(codes, weights) ** 2).sum()) - alone) / 2 for codes in (self._both, self._one, self._other)
        )
        return both, one, other

    def pairwise(self, weights: Weights | None = None) -> GroupingScore:
        """Compare by the pairs of claims in one cluster; 1 where a grouping has none."""
        both, one, other = self._pairs(self._ones if weights is None else weights)
        return GroupingScore(both / one if one else 1.0, both / other if other else 1.0)

    def b_cubed(self, weights: Weights | None = None, *, singletons: bool = True) -> GroupingScore:
        """Compare claim by claim, without `singletons` only those that are not alone in both groupings."""
        weights = self._ones if weights is None else weights
        counted = weights if singletons else weights * self._linked
        if not (total := float(counted.sum())):
            return GroupingScore(1.0, 1.0)
        shared = np.bincount(self._both, weights)[self._both]
        scores = []
        for codes in (self._one, self._other):
            sizes = np.bincount(codes, weights)[codes]
            ratio = np.divide(shared, sizes, out=np.zeros_like(shared), where=sizes > 0)
            scores.append(float((counted * ratio).sum()) / total)
        return GroupingScore(*scores)

    def adjusted_rand(self, weights: Weights | None = None) -> float:
        """Compute the adjusted Rand index: 1 for equal groupings, 0 for what chance would give."""
        weights = self._ones if weights is None else weights
        both, one, other = self._pairs(weights)
        total = (float(weights.sum()) ** 2 - float((weights**2).sum())) / 2
        expected = one * other / total if total else 0.0
        most = (one + other) / 2
        return (both - expected) / (most - expected) if most != expected else 1.0


def _codes(clusters: list[Hashable]) -> NDArray[np.int64]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(cluster, len(numbers)) for cluster in clusters], np.int64)


def pairwise(one: Grouping, other: Grouping) -> GroupingScore:
    """Compare two groupings by the pairs of claims in one cluster; 1 where a grouping has none.

    >>> grouping, joined = {"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 1, "c": 1, "d": 2}
    >>> tuple(round(value, 3) for value in pairwise(grouping, joined))
    (0.5, 0.333)
    """
    return ComparedGroupings(one, other).pairwise()


def b_cubed(one: Grouping, other: Grouping, *, singletons: bool = True) -> GroupingScore:
    """Compare two groupings claim by claim (B-cubed: Bagga and Baldwin 1998; Amigó and others 2009).

    Without `singletons`, claims that are alone in both groupings are left out.

    >>> grouping, joined = {"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1}
    >>> tuple(round(value, 3) for value in b_cubed(grouping, joined))
    (1.0, 0.556)
    """
    return ComparedGroupings(one, other).b_cubed(singletons=singletons)


def adjusted_rand(one: Grouping, other: Grouping) -> float:
    """Compute the adjusted Rand index (Hubert and Arabie 1985): 1 for equal groupings, 0 for what chance would give.

    >>> round(adjusted_rand({"a": 0, "b": 0, "c": 1, "d": 2}, {"a": 0, "b": 0, "c": 1, "d": 1}), 3)
    0.571
    """
    return ComparedGroupings(one, other).adjusted_rand()
