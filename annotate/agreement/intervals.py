"""A measured value, or the reason why there is none; and its interval by resampling whole documents.

Sentences of one article resemble each other, so an interval that resamples sentences is too narrow: documents are drawn instead
(the cluster bootstrap: Davison and Hinkley 1997, section 3.8). What a coefficient is computed from are sums over documents
(`Tables`), so a resample is a weighted sum of small tables and never touches the labels again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Coefficient = Callable[[Floats], Floats]
"""From tables, [..., cells], to one value each; NaN inside a batch where it is undefined, which `figure` words."""

LEVEL = 0.95
_DEFINED = 0.95  # of the resamples: where fewer have a value, the others would say too little of the spread
_CELLS = 4_000_000  # of a batch of resampled tables
_DENSE = 1_000_000  # codes for which counting each of them is cheaper than sorting


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient's value, or the `reason` why it is undefined, never NaN.

    `low` and `high` bound it in 95 of 100 resamples of the documents (percentiles); None where documents are too few or too
    uniform for that. `units` were compared, by `ratings` labels given; for F1, `units` are marked items. `note` warns of a value
    that is easily misread.
    """

    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    units: int = 0
    ratings: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Resampling:
    """How often each document is drawn in each resample: `draws` is [resamples, documents]."""

    draws: NDArray[np.float32]


def resampling(documents: int, resamples: int = 1000, seed: int = 0) -> Resampling:
    """Draw as many documents as there are, with replacement, so many times; the same seed draws the same."""
    random = np.random.default_rng(seed)
    draws = np.empty((resamples, documents), np.float32)
    for row in draws:
        row[:] = np.bincount(random.integers(0, documents, documents), minlength=documents)
    return Resampling(draws)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """One table of sums for each document, of which only the cells that occur are kept.

    `documents` are those with any count; `cells` index the flattened table of shape `shape`; `counts` is [documents, cells].
    """

    documents: Integers
    cells: Integers
    counts: NDArray[np.float32]
    whole: Floats
    shape: tuple[int, ...]
    _drawn: dict[Resampling, list[Floats]] = field(default_factory=dict)

    def resampled(self, drawn: Resampling) -> Iterable[Floats]:
        """The tables of all resamples, [resamples, *shape], in batches; kept where they are one."""
        step = max(1, _CELLS // max(1, self.whole.size))
        if step < len(drawn.draws):
            return (self._batch(drawn.draws[start : start + step]) for start in range(0, len(drawn.draws), step))
        if drawn not in self._drawn:
            self._drawn[drawn] = [self._batch(drawn.draws)]
        return self._drawn[drawn]

    def _batch(self, draws: NDArray[np.float32]) -> Floats:
        counts = np.zeros((draws.shape[1], len(self.cells)), np.float32)
        counts[self.documents] = self.counts
        full = np.zeros((len(draws), self.whole.size))
        full[:, self.cells] = draws @ counts
        return full.reshape(len(draws), *self.shape)

    def regrouped(self, cell: Integers, shape: tuple[int, ...]) -> Tables:
        """The same in fewer cells: `cell` is the new one of each."""
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
    """The codes that occur, in order, and the place of each given one among them; `size` is more than any."""
    if size > _DENSE + 4 * len(codes):
        occurring, place = np.unique(codes, return_inverse=True)
        return occurring, place
    occurring = np.flatnonzero(np.bincount(codes, minlength=size))
    places = np.zeros(size, np.int64)
    places[occurring] = np.arange(len(occurring))
    return occurring, places[codes]


def value_of(tables: Tables, coefficient: Coefficient) -> float | None:
    """The coefficient of all documents together; None where it is undefined."""
    value = float(coefficient(tables.whole))
    return value if np.isfinite(value) else None


def replicates(tables: Tables, coefficient: Coefficient, drawn: Resampling) -> Floats:
    """The coefficient of each resample, NaN where it is undefined there."""
    return np.concatenate([coefficient(batch) for batch in tables.resampled(drawn)])


def interval(values: Floats) -> tuple[float | None, float | None]:
    """The middle 95 percent of the resampled values; none where more than a few resamples have no value."""
    defined = values[np.isfinite(values)]
    if not len(values) or len(defined) < _DEFINED * len(values):
        return None, None
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def bounds(tables: Tables, coefficient: Coefficient, drawn: Resampling | None) -> tuple[float | None, float | None]:
    """The interval of a coefficient; none without resamples, or where all that is compared comes from one document."""
    if drawn is None or not len(drawn.draws) or len(tables.documents) < 2:
        return None, None
    return interval(replicates(tables, coefficient, drawn))
