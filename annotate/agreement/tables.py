"""All that annotators said, as arrays that can be looked at from many sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotate.agreement.grouping import Sentences
from annotate.agreement.intervals import Integers, Mask
from annotate.agreement.plan import Measured
from annotate.agreement.ratings import Ratings, Sums, Tally


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A part of the evidence: one group of a grouping, or a pair of annotators, by their numbers; None for all."""

    grouping: str | None = None
    group: int = 0
    pair: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """Ratings of units by everybody: a row a rating, the rows of a unit side by side."""

    values: tuple[Any, ...]
    unit: Integers
    annotator: Integers
    value: Integers
    sentence: Integers
    weight: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """What two annotators said about the same thing, the one with the lower number first; -1 where it cannot be compared.

    The rows of a `pair` of annotators are side by side, in order.
    """

    values: tuple[Any, ...]
    sentence: Integers
    pair: Integers
    first: Integers
    second: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Things that either of two annotators marked: whether `both` have it, and whether it is the `same`. Rows as in `Paired`."""

    sentence: Integers
    pair: Integers
    both: Integers
    same: Integers


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonTables:
    """What is compared. `pairs` are those annotators who finished a sentence both, as `pair_number` numbers them."""

    annotators: tuple[str, ...]
    pairs: tuple[int, ...]
    sentences: Sentences
    plan: tuple[Measured, ...]
    rated: Mapping[Measured, Rated]
    paired: Mapping[Measured, Paired]
    items: Mapping[Measured, Items]

    def sums(self, measured: Measured) -> Sums | None:
        """What was answered to a question; None where nobody answered: sets that are all empty are of one that was not asked."""
        found = self.rated[measured] if measured in self.rated else self.paired[measured]
        if not len(found.sentence) or found.values == (frozenset(),):
            return None
        part, many = self.sentences.part[found.sentence], len(self.annotators)
        if isinstance(found, Paired):
            rated = np.stack([found.first, found.second]).astype(np.int64)
            return Sums.of_pairs(found.values, found.pair.astype(np.int64), part, rated, many)
        unit, annotator, value = (column.astype(np.int64) for column in (found.unit, found.annotator, found.value))
        return Ratings(found.values, unit, annotator, value, part, found.weight.astype(np.float64)).sums(many)

    def tally(self, sums: Sums, selection: Selection) -> Tally:
        """The sums of a part of the evidence."""
        if selection.pair is not None:
            return sums.tally_of_pair(self.sentences.document, selection.pair)
        return sums.tally(self.sentences.document, self._chosen(selection))

    def rows(self, items: Items, selection: Selection) -> Integers:
        """The rows of a part of the evidence."""
        if selection.pair is not None:
            return np.arange(*np.searchsorted(items.pair, [selection.pair, selection.pair + 1]))
        chosen = self._chosen(selection)
        return np.arange(len(items.pair)) if chosen is None else np.flatnonzero(chosen[self.sentences.part[items.sentence]])

    def pair(self, number: int) -> tuple[int, int]:
        """The annotators of a pair."""
        return divmod(number, len(self.annotators))

    def documents(self, sentence: Integers) -> Integers:
        """The number of each sentence's document."""
        return self.sentences.document[self.sentences.part[sentence]]

    def _chosen(self, selection: Selection) -> Mask | None:
        return None if selection.grouping is None else self.sentences.groups[selection.grouping] == selection.group
