"""Labels as arrays: who gave which unit which value, and the tables of counts that coefficients are computed from.

A unit that an annotator did not see has no rating of theirs: missing is not a value. Whoever saw it and found nothing gave a
value (an empty set, `no_claim`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from annotate.review.figures import Floats, Integers, Tables, tabulate


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """One row a rating, the rows of a unit side by side.

    `unit` and `annotator` are any numbers, `value` an index into `values` (all that can be given, in their order); `document`
    is that of the unit. A unit counts `weight` times: a stretch of text that everybody treats alike has its number of tokens.
    """

    values: tuple[Any, ...]
    unit: Integers
    annotator: Integers
    value: Integers
    document: Integers
    weight: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]], values: Sequence[Any] | None = None) -> Ratings:
        """One row for each annotator, one column for each unit, None where a rating is missing; all of one document each.

        `values` are those that occur, sorted, unless they are given.
        """
        given = [[frozenset(value) if isinstance(value, list | set) else value for value in row] for row in rows]
        found = {value for row in given for value in row if value is not None}
        known = tuple(values) if values is not None else tuple(sorted(found, key=_order))
        code = {value: number for number, value in enumerate(known)}
        table = np.array([[-1 if value is None else code[value] for value in row] for row in given], np.int64).T
        unit, annotator = np.nonzero(table >= 0)
        return cls(known, unit, annotator, table[unit, annotator], unit, np.ones(len(unit)))

    def where(self, rows: np.ndarray[Any, np.dtype[np.bool_]]) -> Ratings:
        """Only some of the rows."""
        columns = ("unit", "annotator", "value", "document", "weight")
        return replace(self, **{name: getattr(self, name)[rows] for name in columns})

    def against_rest(self, value: int) -> Ratings:
        """The same with two values: this one (1), any other (0)."""
        values = (f"not {self.values[value]}", self.values[value])
        return replace(self, values=values, value=(self.value == value).astype(np.int64))

    def raters(self) -> Integers:
        """For each row, how many rated its unit."""
        if not len(self.unit):
            return np.zeros(0, np.int64)
        starts = np.flatnonzero(np.diff(self.unit, prepend=self.unit[0] - 1))
        sizes = np.diff(starts, append=len(self.unit))
        return np.repeat(sizes, sizes)

    def pairs(self) -> Iterator[tuple[Integers, Integers]]:
        """Every two ratings of one unit, once, as arrays of row numbers."""
        for lag in range(1, len(self.unit)):
            first = np.flatnonzero(self.unit[lag:] == self.unit[:-lag])
            if not len(first):
                return
            yield first, first + lag

    def size(self, least: int = 2) -> tuple[int, int]:
        """How many units have so many ratings or more, and how many ratings these are; both by weight."""
        raters = self.raters()
        weight = self.weight[raters >= least]
        return round(float((weight / raters[raters >= least]).sum())), round(float(weight.sum()))

    def annotators(self) -> Integers:
        """The numbers of those who rated anything."""
        return np.flatnonzero(np.bincount(self.annotator))


def coincidences(ratings: Ratings) -> Tables:
    """Krippendorff's coincidence matrices: each pair in a unit of m ratings counts 1/(m - 1), in both directions."""
    return _paired(ratings, ratings.raters().astype(np.float64) - 1)


def shares(ratings: Ratings) -> Tables:
    """Pairs of ratings where each unit counts once, [K + 1, K]; the last row has the units that were rated once."""
    raters = ratings.raters()
    single = np.flatnonzero(raters == 1)
    return _paired(ratings, (raters * (raters - 1)).astype(np.float64), single)


def _paired(ratings: Ratings, divisor: Floats, single: Integers | None = None) -> Tables:
    size = len(ratings.values)
    document, cell, weight = [], [], []
    for first, second in ratings.pairs():
        part = ratings.weight[first] / divisor[first]
        for one, other in ((first, second), (second, first)):
            document.append(ratings.document[one])
            cell.append(ratings.value[one] * size + ratings.value[other])
            weight.append(part)
    if single is not None:
        document.append(ratings.document[single])
        cell.append(size * size + ratings.value[single])
        weight.append(ratings.weight[single])
    shape = (size + (single is not None), size)
    return tabulate(_joined(document), _joined(cell), np.concatenate([np.zeros(0), *weight]), shape)


def confusion(ratings: Ratings) -> Tables:
    """Two annotators' values against each other, the one with the lower number in the rows."""
    size = len(ratings.values)
    first, second = next(ratings.pairs(), (np.zeros(0, np.int64), np.zeros(0, np.int64)))
    cell = ratings.value[first] * size + ratings.value[second]
    return tabulate(ratings.document[first], cell, ratings.weight[first], (size, size))


def frequencies(ratings: Ratings) -> Tables:
    """How often each value was given, by whomever."""
    return tabulate(ratings.document, ratings.value, ratings.weight, (len(ratings.values),))


def _joined(parts: list[Integers]) -> Integers:
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _order(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
