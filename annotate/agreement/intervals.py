"""Measured values, undefined ones with a reason, and their intervals by resampling whole documents.

Sentences of one article resemble each other, so an interval from resampled sentences would be too narrow: documents are drawn
instead (the cluster bootstrap: Davison and Hinkley 1997, "Bootstrap methods and their application", section 3.8). Coefficients
are computed from sums over documents (`Tables`), so a resample is a weighted sum of small tables and never touches the labels
again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Coefficient = Callable[[Floats], Floats]
"""A function from tables, [..., cells], to one value each, NaN where it is undefined."""

LEVEL = 0.95
_DEFINED = 0.95  # the least fraction of resamples that must have a value for their spread to mean anything
_CELLS = 4_000_000  # in a batch of resampled tables
_DENSE = 1_000_000  # up to so many possible codes, counting each is cheaper than sorting


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a coefficient, or the `reason` why it is undefined; never NaN.

    `low` and `high` bound it in 95 of 100 resamples of the documents (percentiles); they are None if documents are too few or too
    uniform. `units` is the number of units compared, for F1 of marked items, and `ratings` the number of labels given to them.
    `note` warns of a value that is easily misread.
    """

    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    units: int = 0
    ratings: int = 0
    note: str = ""


class Share(NamedTuple):
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float


_Z = 1.959963984540054  # a 95 % interval


def wilson(right: float, total: int) -> Share:
    """Return the share of `right` in a `total` of at least 1, with its interval (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(40, 50)]
    [0.8, 0.67, 0.888]
    """
    share, square = right / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = _Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return Share(share, max(0.0, middle - reach), min(1.0, middle + reach))


@dataclass(frozen=True, slots=True, eq=False)
class Resampling:
    """The number of times that each document is drawn in each resample: `draws` is [resamples, documents]."""

    draws: NDArray[np.float32]


def resampling(documents: int, resamples: int = 1000, seed: int = 0) -> Resampling:
    """Draw as many documents as there are, with replacement, for each resample; the same seed draws the same."""
    random = np.random.default_rng(seed)
    draws = np.empty((resamples, documents), np.float32)
    for row in draws:
        row[:] = np.bincount(random.integers(0, documents, documents), minlength=documents)
    return Resampling(draws)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """One table of sums per document, without the cells that are empty in all.

    `documents` are the numbers of those with any count, `cells` index the flattened table of `shape`, `counts` is
    [documents, cells], and `whole` is the sum of all tables, in full.
    """

    documents: Integers
    cells: Integers
    counts: NDArray[np.float32]
    whole: Floats
    shape: tuple[int, ...]
    _drawn: dict[Resampling, list[Floats]] = field(default_factory=dict)

    def resampled(self, drawn: Resampling) -> Iterable[Floats]:
        """Return the tables of all resamples, [resamples, *shape], in batches; a single batch is cached."""
        step = max(1, _CELLS // max(1, self.whole.size))
        if step < len(drawn.draws):
            return (self._batch(drawn.draws[start : start + step]) for start in range(0, len(drawn.draws), step))
        if drawn not in self._drawn:
            self._drawn[drawn] = [self._batch(drawn.draws)]
        return self._drawn[drawn]

    # The sums of all resamples are one matrix product: [resamples, documents] times [documents, cells].
    def _batch(self, draws: NDArray[np.float32]) -> Floats:
        counts = np.zeros((draws.shape[1], len(self.cells)), np.float32)
        counts[self.documents] = self.counts
        full = np.zeros((len(draws), self.whole.size))
        full[:, self.cells] = draws @ counts
        return full.reshape(len(draws), *self.shape)

    def regrouped(self, cell: Integers, shape: tuple[int, ...]) -> Tables:
        """Return the same sums in fewer cells: `cell` is the new index of each old one."""
        cells, columns = np.unique(cell[self.cells], return_inverse=True)
        counts = self.counts @ np.equal.outer(columns, np.arange(len(cells))).astype(np.float32)
        whole = np.bincount(cell, self.whole.ravel(), int(np.prod(shape))).astype(np.float64)
        return Tables(self.documents, cells, counts, whole.reshape(shape), shape)


def tabulate(document: Integers, cell: Integers, weight: Floats, shape: tuple[int, ...]) -> Tables:
    """Sum `weight` by document and cell (an index into the flattened table)."""
    size = int(np.prod(shape))
    whole = np.bincount(cell, weight, size).astype(np.float64)
    cells, columns = numbered(cell, size)
    documents, rows = numbered(document, int(document.max(initial=-1)) + 1)
    counts = np.bincount(rows * len(cells) + columns, weight, len(documents) * len(cells)).astype(np.float32)
    return Tables(documents, cells, counts.reshape(len(documents), len(cells)), whole.reshape(shape), shape)


def numbered(codes: Integers, size: int) -> tuple[Integers, Integers]:
    """Return the codes that occur, in order, and the index of each given code among them; all are below `size`."""
    if size > _DENSE + 4 * len(codes):
        occurring, place = np.unique(codes, return_inverse=True)
        return occurring, place
    occurring = np.flatnonzero(np.bincount(codes, minlength=size))
    places = np.zeros(size, np.int64)
    places[occurring] = np.arange(len(occurring))
    return occurring, places[codes]


def value_of(tables: Tables, coefficient: Coefficient) -> float | None:
    """Return the coefficient of all documents together; None if it is undefined."""
    value = float(coefficient(tables.whole))
    return value if np.isfinite(value) else None


def replicates(tables: Tables, coefficient: Coefficient, drawn: Resampling) -> Floats:
    """Return the coefficient of each resample, NaN where it is undefined."""
    return np.concatenate([coefficient(batch) for batch in tables.resampled(drawn)])


def interval(values: Floats) -> tuple[float | None, float | None]:
    """Return the bounds of the middle 95 percent of resampled values; None if more than a few of them are undefined."""
    defined = values[np.isfinite(values)]
    if not len(values) or len(defined) < _DEFINED * len(values):
        return None, None
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def bounds(tables: Tables, coefficient: Coefficient, drawn: Resampling | None) -> tuple[float | None, float | None]:
    """Return the interval of a coefficient; None without resamples, or if everything compared is from one document."""
    if drawn is None or not len(drawn.draws) or len(tables.documents) < 2:
        return None, None
    return interval(replicates(tables, coefficient, drawn))
