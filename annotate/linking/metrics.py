"""Agreement of two groupings of the same claims.

Cluster measures flatter: most claims are alone in both groupings. Report agreement on the pairs that both were asked about first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple

Grouping = Mapping[str, Hashable]
"""The cluster of each claim."""


class GroupingScore(NamedTuple):
    """Precision, recall and their harmonic mean; the first two change places with the groupings, F1 does not."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 if both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def _cells(one: Grouping, other: Grouping) -> tuple[Counter[Hashable], Counter[Hashable], Counter[tuple[Hashable, Hashable]]]:
    """Return the sizes of both groupings' clusters and of what they share. Raises ValueError if the claims differ."""
    if one.keys() != other.keys():
        raise ValueError("both groupings must have the same claims")
    return Counter(one.values()), Counter(other.values()), Counter((one[claim], other[claim]) for claim in one)


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def pairwise(one: Grouping, other: Grouping) -> GroupingScore:
    """Compare two groupings by the pairs of claims in one cluster; 1 where a grouping has none.

    >>> grouping, joined = {"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 1, "c": 1, "d": 2}
    >>> tuple(round(value, 3) for value in pairwise(grouping, joined))
    (0.5, 0.333)
    """
    mine, theirs, shared = _cells(one, other)
    both, of_one, of_other = _pairs(shared), _pairs(mine), _pairs(theirs)
    return GroupingScore(both / of_one if of_one else 1.0, both / of_other if of_other else 1.0)


def b_cubed(one: Grouping, other: Grouping, *, singletons: bool = True) -> GroupingScore:
    """Compare two groupings claim by claim (B-cubed: Bagga and Baldwin 1998; Amigó and others 2009).

    Without `singletons`, claims that are alone in both groupings are left out.

    >>> grouping, joined = {"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1}
    >>> tuple(round(value, 3) for value in b_cubed(grouping, joined))
    (1.0, 0.556)
    """
    mine, theirs, shared = _cells(one, other)
    claims = [c for c in one if singletons or mine[one[c]] > 1 or theirs[other[c]] > 1]
    if not claims:
        return GroupingScore(1.0, 1.0)
    both = {claim: shared[one[claim], other[claim]] for claim in claims}
    return GroupingScore(
        sum(both[claim] / mine[one[claim]] for claim in claims) / len(claims),
        sum(both[claim] / theirs[other[claim]] for claim in claims) / len(claims),
    )


def adjusted_rand(one: Grouping, other: Grouping) -> float:
    """Compute the adjusted Rand index (Hubert and Arabie 1985): 1 for equal groupings, 0 for what chance would give.

    >>> round(adjusted_rand({"a": 0, "b": 0, "c": 1, "d": 2}, {"a": 0, "b": 0, "c": 1, "d": 1}), 3)
    0.571
    """
    mine, theirs, shared = _cells(one, other)
    total = len(one) * (len(one) - 1) // 2
    index, of_one, of_other = _pairs(shared), _pairs(mine), _pairs(theirs)
    expected = of_one * of_other / total if total else 0.0
    most = (of_one + of_other) / 2
    return (index - expected) / (most - expected) if most != expected else 1.0
