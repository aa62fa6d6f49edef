"""Ratings of units by annotators, and the sums that coefficients are computed from.

A unit that an annotator did not see has no rating of theirs: missing is not a value. One who saw it and found nothing gave a
value (an empty set, `no_claim`).

Every coefficient here is a function of counts, not of single ratings: how often two ratings of one unit are the values k and l.
So ratings are reduced to such sums once, and everything that is asked afterwards (another group of sentences, one pair of
annotators, one label against the rest, a thousand resamples of the documents) adds up sums. There are three levels:

* `Ratings`: one row per rating.
* `Sums`: sums by annotator pair or annotator, by part of a document, and by cell of a table of values. A part is a set of
  sentences of one document that no grouping divides, so any group of sentences is a union of parts.
* `Tally`: sums by document, of everybody or of one pair, for one group of parts. It is what coefficients take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from annotate.agreement.intervals import Floats, Integers, Mask, Tables, numbered, tabulate

Number = TypeVar("Number", int, Integers)


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """One row per rating, the rows of a unit next to each other.

    `unit` and `annotator` are any numbers from 0, `value` an index into `values` (all possible values, in order), and `part` the
    number of the document, or part of one, that the unit is from. A unit counts `weight` times: tokens that everybody treats
    alike are one unit with their number as its weight.
    """

    values: tuple[Any, ...]
    unit: Integers
    annotator: Integers
    value: Integers
    part: Integers
    weight: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]], values: Sequence[Any] | None = None) -> Ratings:
        """Build ratings from a table with one row per annotator and one column per unit, each a document of its own.

        A missing rating is None or NaN. `values` are the possible values in order, by default those that occur, sorted.
        """
        given = [[_hashable(value) for value in row] for row in rows]
        occurring = {value for row in given for value in row if value is not None}
        known = tuple(values) if values is not None else tuple(sorted(occurring, key=_order))
        code = {value: number for number, value in enumerate(known)}
        table = np.array([[-1 if value is None else code[value] for value in row] for row in given], np.int64).T
        unit, annotator = np.nonzero(table >= 0)
        return cls(known, unit, annotator, table[unit, annotator], unit, np.ones(len(unit)))

    def against_rest(self, value: int) -> Ratings:
        """Return the same ratings with two values: this one (1) and any other (0)."""
        return replace(self, values=_against(self.values, value), value=(self.value == value).astype(np.int64))

    def raters(self) -> Integers:
        """Return the number of ratings of its unit for each row."""
        if not len(self.unit):
            return np.zeros(0, np.int64)
        starts = np.flatnonzero(np.diff(self.unit, prepend=self.unit[0] - 1))
        sizes = np.diff(starts, append=len(self.unit))
        return np.repeat(sizes, sizes)

    def pairs(self) -> Iterator[tuple[Integers, Integers]]:
        """Yield every two ratings of one unit, once, as arrays of row numbers; the annotator with the lower number is first."""
        # The ratings of a unit are next to each other, so two of them are `lag` rows apart: one vectorized pass per lag.
        for lag in range(1, len(self.unit)):
            first = np.flatnonzero(self.unit[lag:] == self.unit[:-lag])
            if not len(first):
                return
            swapped = self.annotator[first] > self.annotator[first + lag]
            yield first + lag * swapped, first + lag * ~swapped

    # The weight of a pair of ratings depends on the number of ratings of its unit, m: see `Tally`. So the pairs of ratings are
    # summed by (pair of annotators, m) at first, as one number. From these come both the confusions of each pair of annotators,
    # for which m does not matter, and the table of everybody, for which the annotators do not matter.
    def sums(self, annotators: int | None = None) -> Sums:
        """Return the sums of the ratings; the pairs of `annotators` are numbered by `pair_number`."""
        number = int(self.annotator.max(initial=0)) + 1 if annotators is None else annotators
        raters, size = self.raters(), len(self.values)
        base = int(raters.max(initial=0)) + 1
        lags = []
        for one, other in self.pairs():
            pair = pair_number(self.annotator[one], self.annotator[other], number)
            cell = self.value[one] * size + self.value[other]
            lags.append(Entries.summed(pair * base + raters[one], self.part[one], cell, self.weight[one]))
        paired = Entries.joined(lags)
        pair, several = np.divmod(paired.owner, base)
        single = raters == 1
        return Sums(
            self.values,
            replace(paired, owner=pair),
            Entries.summed(self.annotator, self.part, self.value, self.weight),
            _together(size, replace(paired, owner=several), self.part[single], self.value[single], self.weight[single]),
            number,
        )

    def tally(self) -> Tally:
        """Return the sums that coefficients are computed from, each part as a document."""
        return self.sums().tally(np.arange(int(self.part.max(initial=-1)) + 1))


def pair_number(lower: Number, higher: Number, annotators: int) -> Number:
    """Return the number of a pair of annotators; `divmod` of it by the number of annotators returns the two."""
    return lower * annotators + higher


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Sums of weights, one row each, by `owner` (by which they are sorted), part, and cell of a table."""

    owner: Integers
    part: Integers
    cell: Integers
    weight: Floats

    @classmethod
    def summed(cls, owner: Integers, part: Integers, cell: Integers, weight: Floats) -> Entries:
        """Return one row for all weights with the same owner, part and cell."""
        parts, cells = int(part.max(initial=0)) + 1, int(cell.max(initial=0)) + 1
        size = (int(owner.max(initial=0)) + 1) * parts * cells
        occurring, place = numbered((owner * parts + part) * cells + cell, size)
        rest, cell = np.divmod(occurring, cells)
        return cls(*np.divmod(rest, parts), cell, np.bincount(place, weight, len(occurring)).astype(np.float64))

    @classmethod
    def joined(cls, entries: Sequence[Entries]) -> Entries:
        """Return all entries, summed again."""
        nothing = np.zeros(0, np.int64)
        columns = ([getattr(some, name) for some in entries] for name in ("owner", "part", "cell", "weight"))
        return cls.summed(*(np.concatenate([nothing, *column]) for column in columns))

    def of(self, owner: int) -> Entries:
        """Return the rows of an owner."""
        return self[slice(*np.searchsorted(self.owner, [owner, owner + 1]))]

    def __getitem__(self, rows: NDArray[Any] | slice) -> Entries:
        return Entries(self.owner[rows], self.part[rows], self.cell[rows], self.weight[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The sums that coefficients are computed from, by document, for K values.

    `together` is a table [2 K + 1, K] of all annotators. A pair of ratings k, l of a unit with m ratings adds 1/(m - 1) to the
    first K rows and 1/(m (m - 1)) to the second: with the first each rating counts once (`coincidences`), with the second each
    unit (`shares`). The last row counts the values of units with a single rating. `confusions` are the tables [K, K] of every two
    annotators, with the value of the lower number in the rows: the owner is the pair, the part the document.
    """

    values: tuple[Any, ...]
    together: Tables
    confusions: Entries

    def tally(self) -> Tally:
        """Return itself, so that a coefficient takes ratings or their sums."""
        return self

    def against_rest(self, value: int) -> Tally:
        """Return the same sums with two values: this one (1) and any other (0)."""
        size = len(self.values)
        section, first = np.divmod(np.arange(2 * size + 1), size)
        row = np.where(section < 2, 2 * section + (first == value), 4)
        cells = 2 * row[:, None] + (np.arange(size) == value)
        one, other = np.divmod(self.confusions.cell, size)
        confusions = replace(self.confusions, cell=2 * (one == value) + (other == value))
        return Tally(_against(self.values, value), self.together.regrouped(cells.ravel(), (5, 2)), confusions)


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Ratings summed by part.

    `paired` are the values of every two annotators, [K, K], followed by the K values that one of a pair gave where the other's is
    not known. `alone` are all values of each annotator, if everybody rates the same units. `everybody` is `Tally.together`.
    """

    values: tuple[Any, ...]
    paired: Entries
    alone: Entries
    everybody: Entries
    annotators: int

    @classmethod
    def of_pairs(cls, values: tuple[Any, ...], pair: Integers, part: Integers, rated: Integers, annotators: int) -> Sums:
        """Return the sums of units that two annotators rated each: `rated` is [2, units], -1 for a rating that is not known."""
        size, (one, other) = len(values), rated
        cell = np.where((one >= 0) & (other >= 0), one * size + other, size**2 + np.maximum(one, other))
        paired = Entries.summed(pair, part, cell, np.ones(len(cell)))
        return cls(values, paired, Entries.joined([]), _of_pair(size, paired), annotators)

    def tally(self, document: Integers, parts: Mask | None = None) -> Tally:
        """Return the tally of everybody, in all parts or some of them; `document` is the document of each part."""
        everybody, confusions = self.everybody, self._confusions(self.paired)
        if parts is not None:
            everybody, confusions = everybody[parts[everybody.part]], confusions[parts[confusions.part]]
        return self._tally(document, everybody, confusions)

    # To two annotators, a unit that only one of them rated is a unit with a single rating, however many others rated it. There
    # are no sums of these, but they follow: all ratings of the one, less those of units that both rated.
    def tally_of_pair(self, document: Integers, pair: int) -> Tally:
        """Return the tally of two annotators, by the number of their pair, as if there were no others."""
        size, paired = len(self.values), self.paired.of(pair)
        confusions = self._confusions(paired)
        single = [(entries, entries.cell, 1) for entries in map(self.alone.of, divmod(pair, self.annotators))]
        if len(self.alone.owner):
            single += [(confusions, value, -1) for value in np.divmod(confusions.cell, size)]
        rest = [replace(entries, cell=2 * size**2 + value, weight=sign * entries.weight) for entries, value, sign in single]
        return self._tally(document, Entries.joined([_of_pair(size, paired), *rest]), confusions)

    def _confusions(self, paired: Entries) -> Entries:
        return paired[paired.cell < len(self.values) ** 2]

    def _tally(self, document: Integers, everybody: Entries, confusions: Entries) -> Tally:
        size = len(self.values)
        together = tabulate(document[everybody.part], everybody.cell, everybody.weight, (2 * size + 1, size))
        return Tally(self.values, together, replace(confusions, part=document[confusions.part]))


def coincidences(together: Floats) -> Floats:
    """Return Krippendorff's coincidence matrices: each pair in a unit of m ratings counts 1/(m - 1), in both directions."""
    size = together.shape[-1]
    return _both_ways(together[..., :size, :])


def shares(together: Floats) -> Floats:
    """Return the pairs of ratings with each unit counting once, [K + 1, K]; the last row has the units that were rated once."""
    size = together.shape[-1]
    return np.concatenate([_both_ways(together[..., size:-1, :]), together[..., -1:, :]], -2)


def frequencies(together: Floats) -> Floats:
    """Return how often each value was given, by anybody."""
    counts: Floats = coincidences(together).sum(-1) + together[..., -1, :]
    return counts


def _both_ways(table: Floats) -> Floats:
    return table + np.swapaxes(table, -1, -2)


def _of_pair(size: int, paired: Entries) -> Entries:
    """Return `Tally.together` of units that two annotators were to rate."""
    single = paired.cell >= size**2
    both = paired[~single]
    alone = paired[single]
    return _together(size, replace(both, owner=np.full(len(both.owner), 2)), alone.part, alone.cell - size**2, alone.weight)


def _together(size: int, paired: Entries, part: Integers, value: Integers, weight: Floats) -> Entries:
    """Return `Tally.together` by part, from pairs of ratings and from the part, value and weight of single ratings.

    The owner of a pair of ratings is the number of ratings of its unit.
    """
    raters = paired.owner.astype(np.float64)
    parts = np.concatenate([paired.part, paired.part, part])
    cells = np.concatenate([paired.cell, size**2 + paired.cell, 2 * size**2 + value])
    weights = np.concatenate([paired.weight / (raters - 1), paired.weight / (raters * (raters - 1)), weight])
    return Entries.summed(np.zeros(len(parts), np.int64), parts, cells, weights)


def _against(values: tuple[Any, ...], value: int) -> tuple[str, Any]:
    return f"not {values[value]}", values[value]


def _hashable(value: Any) -> Any:
    """Return a value as it is compared: a set for a list, None for NaN, which is what pandas has for a missing value."""
    if isinstance(value, list | set):
        return frozenset(value)
    return None if isinstance(value, float) and isnan(value) else value


def _order(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
