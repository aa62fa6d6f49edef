"""All that annotators said, as arrays that can be looked at from many sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.review.figures import Integers
from annotate.review.plan import Measured
from annotate.review.ratings import Ratings

Mask = NDArray[np.bool_]
Rows = Mask | slice


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A part of the evidence: a mask over the sentences, and a pair of annotators by number; None for all."""

    sentences: Mask | None = None
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
class Grouping:
    """For each sentence the number of its group among `names`."""

    names: tuple[str, ...]
    number: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is compared.

    `pairs` are those annotators (by number) who finished a sentence both; `document` is that of each sentence, `several` whether
    two or more finished it; `groups` says for each way of grouping to which group each sentence belongs.
    """

    annotators: tuple[str, ...]
    pairs: Integers
    documents: int
    document: Integers
    several: Mask
    groups: Mapping[str, Grouping]
    plan: tuple[Measured, ...]
    rated: Mapping[Measured, Rated]
    paired: Mapping[Measured, Paired]
    items: Mapping[Measured, Items]

    def ratings(self, measured: Measured, selection: Selection) -> Ratings:
        """The ratings of a part: what everybody said, or what each two said."""
        return (
            self._of_units(self.rated[measured], selection)
            if measured in self.rated
            else self._of_pairs(self.paired[measured], selection)
        )

    def rows(self, of: Paired | Items, selection: Selection) -> Integers:
        """The rows of a part."""
        first, last = 0, len(of.pair)
        if selection.pair is not None:
            first, last = np.searchsorted(of.pair, [selection.pair, selection.pair + 1])
        if selection.sentences is None:
            return np.arange(first, last)
        return first + np.flatnonzero(selection.sentences[of.sentence[first:last]])

    def _of_units(self, of: Rated, selection: Selection) -> Ratings:
        rows = np.ones(len(of.unit), np.bool_) if selection.sentences is None else selection.sentences[of.sentence]
        if selection.pair is not None:
            among = np.zeros(len(self.annotators), np.bool_)
            among[self.pairs[selection.pair]] = True
            rows &= among[of.annotator]
        unit, annotator, value, sentence, weight = (
            column[rows].astype(np.int64) for column in (of.unit, of.annotator, of.value, of.sentence, of.weight)
        )
        return Ratings(of.values, unit, annotator, value, self.document[sentence], weight.astype(np.float64))

    def _of_pairs(self, of: Paired, selection: Selection) -> Ratings:
        rows = self.rows(of, selection)
        value = np.stack([of.first[rows], of.second[rows]], 1).astype(np.int64)
        given = value >= 0
        unit, side = np.nonzero(given)
        annotator = self.pairs[of.pair[rows]][unit, side]
        return Ratings(of.values, unit, annotator, value[given], self.document[of.sentence[rows]][unit], np.ones(len(unit)))
