"""Distances between two values, on each scale that a question can have.

A distance is a function from how often each value occurs, [..., K], to a matrix [..., K, K] with a diagonal of 0: only the
ordinal one depends on the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Literal

import numpy as np

from annotate.agreement.intervals import Floats

Distance = Callable[[Floats], Floats]

Scale = Literal["nominal", "ordinal", "interval", "ratio", "masi", "jaccard"]


def distance(scale: Scale | Floats, values: Sequence[Any]) -> Distance:
    """Return the squared difference of every two of `values`, which are in order for the ordinal scale.

    A matrix may be given instead of the name of a scale. Nominal to ratio: Krippendorff 2011, "Computing Krippendorff's
    alpha-reliability", section D.

    Raises:
        ValueError: There is no such scale.
    """
    if isinstance(scale, str) and scale == "ordinal":
        return _ordinal
    matrix = _fixed(scale, values) if isinstance(scale, str) else scale
    return lambda _: matrix


def masi(first: AbstractSet[Any], second: AbstractSet[Any]) -> float:
    """Return the MASI distance of two sets: 1 - Jaccard x monotonicity.

    Monotonicity is 1 for equal sets, 2/3 where one contains the other, 1/3 where they overlap: Passonneau 2006, "Measuring
    agreement on set-valued items (MASI)", LREC. Two empty sets agree.

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
    """Return the Jaccard distance of two sets (Jaccard 1901): 1 - size of the intersection / size of the union.

    Two empty sets agree.
    """
    return 1 - len(first & second) / len(first | second) if first or second else 0.0


# Ranks have no unit, so the distance of two ordinal values is the number of ratings from one to the other, with half of the
# ratings of each end. The cumulative counts give the middle of each value's ratings on the line of all ratings in order; the
# distance is the difference of two middles.
def _ordinal(counts: Floats) -> Floats:
    middle = np.cumsum(counts, -1) - counts / 2
    distances: Floats = np.square(middle[..., :, None] - middle[..., None, :])
    return distances


def _fixed(scale: Scale, values: Sequence[Any]) -> Floats:
    if scale == "nominal":
        return 1 - np.eye(len(values))
    if scale in ("masi", "jaccard"):
        apart = masi if scale == "masi" else jaccard
        return np.array([[apart(first, second) for second in values] for first in values])
    if scale not in ("interval", "ratio"):
        raise ValueError(f"{scale!r} is not a scale; use nominal, ordinal, interval, ratio, masi or jaccard")
    numbers = np.array(values, np.float64)
    difference = np.subtract.outer(numbers, numbers)
    if scale == "ratio":
        total = np.add.outer(numbers, numbers)
        difference = np.divide(difference, total, out=np.zeros_like(difference), where=total != 0)
    return np.square(difference)
