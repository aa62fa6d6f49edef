"""Who gave which unit which value, and the sums that coefficients are computed from.

A unit that an annotator did not see has no rating of theirs: missing is not a value. Whoever saw it and found nothing gave a
value (an empty set, `no_claim`).
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
    """One row a rating, the rows of a unit side by side.

    `unit` and `annotator` are any numbers from 0, `value` an index into `values` (all that can be given, in their order); `part`
    is that of what is rated which the unit is from: its document, or less. A unit counts `weight` times: a stretch of text that
    everybody treats alike has its number of tokens.
    """

    values: tuple[Any, ...]
    unit: Integers
    annotator: Integers
    value: Integers
    part: Integers
    weight: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]], values: Sequence[Any] | None = None) -> Ratings:
        """One row for each annotator, one column for each unit, None or NaN where a rating is missing; all of one document each.

        `values` are those that occur, sorted, unless they are given.
        """
        given = [[_given(value) for value in row] for row in rows]
        found = {value for row in given for value in row if value is not None}
        known = tuple(values) if values is not None else tuple(sorted(found, key=_order))
        code = {value: number for number, value in enumerate(known)}
        table = np.array([[-1 if value is None else code[value] for value in row] for row in given], np.int64).T
        unit, annotator = np.nonzero(table >= 0)
        return cls(known, unit, annotator, table[unit, annotator], unit, np.ones(len(unit)))

    def against_rest(self, value: int) -> Ratings:
        """The same with two values: this one (1), any other (0)."""
        return replace(self, values=_against(self.values, value), value=(self.value == value).astype(np.int64))

    def raters(self) -> Integers:
        """For each row, how many rated its unit."""
        if not len(self.unit):
            return np.zeros(0, np.int64)
        starts = np.flatnonzero(np.diff(self.unit, prepend=self.unit[0] - 1))
        sizes = np.diff(starts, append=len(self.unit))
        return np.repeat(sizes, sizes)

    def pairs(self) -> Iterator[tuple[Integers, Integers]]:
        """Every two ratings of one unit, once, as arrays of row numbers; the annotator with the lower number first."""
        for lag in range(1, len(self.unit)):
            first = np.flatnonzero(self.unit[lag:] == self.unit[:-lag])
            if not len(first):
                return
            turned = self.annotator[first] > self.annotator[first + lag]
            yield first + lag * turned, first + lag * ~turned

    def sums(self, annotators: int | None = None) -> Sums:
        """Their sums, to be looked at from many sides; a pair of `annotators` is numbered as `pair_number` says."""
        many = int(self.annotator.max(initial=0)) + 1 if annotators is None else annotators
        raters, size = self.raters(), len(self.values)
        most = int(raters.max(initial=0)) + 1
        lags = []
        for one, other in self.pairs():
            pair = pair_number(self.annotator[one], self.annotator[other], many)
            cell = self.value[one] * size + self.value[other]
            lags.append(Entries.summed(pair * most + raters[one], self.part[one], cell, self.weight[one]))
        paired = Entries.joined(lags)
        pair, several = np.divmod(paired.owner, most)
        single = raters == 1
        return Sums(
            self.values,
            replace(paired, owner=pair),
            Entries.summed(self.annotator, self.part, self.value, self.weight),
            _together(size, replace(paired, owner=several), self.part[single], self.value[single], self.weight[single]),
            many,
        )

    def tally(self) -> Tally:
        """What coefficients need of them, each part a document."""
        return self.sums().tally(np.arange(int(self.part.max(initial=-1)) + 1))


def pair_number(lower: Number, higher: Number, annotators: int) -> Number:
    """The number of a pair among so many annotators, in order of both; `divmod` by that gives them back."""
    return lower * annotators + higher


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Sums of weight, a row each: of an `owner`, by whom they are sorted, a part, and a cell of a table."""

    owner: Integers
    part: Integers
    cell: Integers
    weight: Floats

    @classmethod
    def summed(cls, owner: Integers, part: Integers, cell: Integers, weight: Floats) -> Entries:
        """One row for all that have the same owner, part and cell."""
        parts, cells = int(part.max(initial=0)) + 1, int(cell.max(initial=0)) + 1
        size = (int(owner.max(initial=0)) + 1) * parts * cells
        found, place = numbered((owner * parts + part) * cells + cell, size)
        rest, cell = np.divmod(found, cells)
        return cls(*np.divmod(rest, parts), cell, np.bincount(place, weight, len(found)).astype(np.float64))

    @classmethod
    def joined(cls, many: Sequence[Entries]) -> Entries:
        """All of them, summed again."""
        nothing = np.zeros(0, np.int64)
        columns = ([getattr(one, name) for one in many] for name in ("owner", "part", "cell", "weight"))
        return cls.summed(*(np.concatenate([nothing, *column]) for column in columns))

    def of(self, owner: int) -> Entries:
        return self[slice(*np.searchsorted(self.owner, [owner, owner + 1]))]

    def __getitem__(self, rows: NDArray[Any] | slice) -> Entries:
        return Entries(self.owner[rows], self.part[rows], self.cell[rows], self.weight[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The sums that coefficients are computed from, by document.

    `together` is a table [2 K + 1, K]: see `coincidences` and `shares`. `confusions` are the values of every two annotators,
    [K, K], the lower number's in the rows: the owner is the pair, the part is the document.
    """

    values: tuple[Any, ...]
    together: Tables
    confusions: Entries

    def tally(self) -> Tally:
        """Itself: whoever takes ratings may be given their sums."""
        return self

    def against_rest(self, value: int) -> Tally:
        """The same with two values: this one (1), any other (0)."""
        size = len(self.values)
        section, first = np.divmod(np.arange(2 * size + 1), size)
        row = np.where(section < 2, 2 * section + (first == value), 4)
        cells = 2 * row[:, None] + (np.arange(size) == value)
        one, other = np.divmod(self.confusions.cell, size)
        confusions = replace(self.confusions, cell=2 * (one == value) + (other == value))
        return Tally(_against(self.values, value), self.together.regrouped(cells.ravel(), (5, 2)), confusions)


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Ratings summed up by part, once, to be looked at from many sides.

    `paired` are the values of every two annotators, [K, K], and behind them those that one of a pair gave where the other's is
    not known; `alone` are all values of each annotator, where everybody rates the same units; `everybody` is `Tally.together`.
    """

    values: tuple[Any, ...]
    paired: Entries
    alone: Entries
    everybody: Entries
    annotators: int

    @classmethod
    def of_pairs(cls, values: tuple[Any, ...], pair: Integers, part: Integers, rated: Integers, annotators: int) -> Sums:
        """Of units that two annotators rated each, [2, units]; -1 where a rating is not known."""
        size, (one, other) = len(values), rated
        cell = np.where((one >= 0) & (other >= 0), one * size + other, size**2 + np.maximum(one, other))
        paired = Entries.summed(pair, part, cell, np.ones(len(cell)))
        return cls(values, paired, Entries.joined([]), _of_pair(size, paired), annotators)

    def tally(self, document: Integers, parts: Mask | None = None) -> Tally:
        """Of everybody, in all parts or these; `document` is that of each part."""
        everybody, confusions = self.everybody, self._confusions(self.paired)
        if parts is not None:
            everybody, confusions = everybody[parts[everybody.part]], confusions[parts[confusions.part]]
        return self._tally(document, everybody, confusions)

    def tally_of_pair(self, document: Integers, pair: int) -> Tally:
        """Of two annotators, by the number of their pair: what else they rated, each of them rated alone."""
        size, paired = len(self.values), self.paired.of(pair)
        confusions = self._confusions(paired)
        single = [(one, one.cell, 1) for one in map(self.alone.of, divmod(pair, self.annotators))]
        if len(self.alone.owner):  # then less what both rated
            single += [(confusions, value, -1) for value in np.divmod(confusions.cell, size)]
        rest = [replace(one, cell=2 * size**2 + value, weight=sign * one.weight) for one, value, sign in single]
        return self._tally(document, Entries.joined([_of_pair(size, paired), *rest]), confusions)

    def _confusions(self, paired: Entries) -> Entries:
        return paired[paired.cell < len(self.values) ** 2]

    def _tally(self, document: Integers, everybody: Entries, confusions: Entries) -> Tally:
        size = len(self.values)
        together = tabulate(document[everybody.part], everybody.cell, everybody.weight, (2 * size + 1, size))
        return Tally(self.values, together, replace(confusions, part=document[confusions.part]))


def coincidences(together: Floats) -> Floats:
    """Krippendorff's coincidence matrices: each pair in a unit of m ratings counts 1/(m - 1), in both directions."""
    size = together.shape[-1]
    return _both_ways(together[..., :size, :])


def shares(together: Floats) -> Floats:
    """Pairs of ratings where each unit counts once, [K + 1, K]; the last row has the units that were rated once."""
    size = together.shape[-1]
    return np.concatenate([_both_ways(together[..., size:-1, :]), together[..., -1:, :]], -2)


def frequencies(together: Floats) -> Floats:
    """How often each value was given, by whomever."""
    found: Floats = coincidences(together).sum(-1) + together[..., -1, :]
    return found


def _both_ways(table: Floats) -> Floats:
    return table + np.swapaxes(table, -1, -2)


def _of_pair(size: int, paired: Entries) -> Entries:
    """`Tally.together` of units that two were to rate."""
    single = paired.cell >= size**2
    both = paired[~single]
    alone = paired[single]
    return _together(size, replace(both, owner=np.full(len(both.owner), 2)), alone.part, alone.cell - size**2, alone.weight)


def _together(size: int, paired: Entries, part: Integers, value: Integers, weight: Floats) -> Entries:
    """`Tally.together` by part: of pairs of ratings, whose owner is the number of ratings in the unit, and of single ones."""
    raters = paired.owner.astype(np.float64)
    parts = np.concatenate([paired.part, paired.part, part])
    cells = np.concatenate([paired.cell, size**2 + paired.cell, 2 * size**2 + value])
    weights = np.concatenate([paired.weight / (raters - 1), paired.weight / (raters * (raters - 1)), weight])
    return Entries.summed(np.zeros(len(parts), np.int64), parts, cells, weights)


def _against(values: tuple[Any, ...], value: int) -> tuple[str, Any]:
    return f"not {values[value]}", values[value]


def _given(value: Any) -> Any:
    """A value as it is compared; None for NaN, as pandas has it where nothing is."""
    if isinstance(value, list | set):
        return frozenset(value)
    return None if isinstance(value, float) and isnan(value) else value


def _order(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
