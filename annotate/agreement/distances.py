"""How far two values are apart, on each scale that a question can have.

A distance is given as a function from how often each value occurs, [..., K], to a matrix [..., K, K] that is 0 on its diagonal:
only the ordinal one depends on the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from annotate.agreement.intervals import Floats

Distance = Callable[[Floats], Floats]


def distance(scale: str | Floats, values: Sequence[Any]) -> Distance:
    """The squared difference of each two of `values`: nominal, ordinal (in their order), interval, ratio, masi, jaccard.

    Instead of a scale's name its own matrix may be given. Raises ValueError where there is no such scale.

    Nominal to ratio: Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section D.
    """
    if isinstance(scale, str) and scale == "ordinal":
        return _ordinal
    matrix = _fixed(scale, values) if isinstance(scale, str) else scale
    return lambda _: matrix


def masi(first: AbstractSet[Any], second: AbstractSet[Any]) -> float:
    """1 - Jaccard x monotonicity (1 equal, 2/3 one in the other, 1/3 overlapping): Passonneau 2006, LREC.

    Two empty sets agree.

    >>> round(masi({"A"}, {"A", "B"}), 7), round(masi({"A", "B"}, {"B", "C"}), 7)
    (0.6666667, 0.8888889)
    """
    if first == second:
        return 0.0
    if not first & second:
        return 1.0
    monotonicity = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - (1 - jaccard(first, second)) * monotonicity


def jaccard(first: AbstractSet[Any], second: AbstractSet[Any]) -> float:
    """1 - the share of what both have in what either has: Jaccard 1901. Two empty sets agree."""
    return 1 - len(first & second) / len(first | second) if first or second else 0.0


def _ordinal(counts: Floats) -> Floats:
    """The squared number of ratings between two values, half of each of the two included."""
    middle = np.cumsum(counts, -1) - counts / 2
    found: Floats = np.square(middle[..., :, None] - middle[..., None, :])
    return found


def _fixed(scale: str, values: Sequence[Any]) -> Floats:
    if scale == "nominal":
        return 1 - np.eye(len(values))
    if scale in ("masi", "jaccard"):
        apart = masi if scale == "masi" else jaccard
        return np.array([[apart(first, second) for second in values] for first in values])
    if scale not in ("interval", "ratio"):
        raise ValueError(f"{scale!r} is no scale; take nominal, ordinal, interval, ratio, masi or jaccard")
    numbers = np.array(values, np.float64)
    difference = np.subtract.outer(numbers, numbers)
    if scale == "ratio":
        total = np.add.outer(numbers, numbers)
        difference = np.divide(difference, total, out=np.zeros_like(difference), where=total != 0)
    return np.square(difference)
