"""All that annotators said, as arrays that can be looked at from many sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.review.figures import Integers
from annotate.review.plan import Measured
from annotate.review.ratings import Ratings

Mask = NDArray[np.bool_]
EVERYBODY = -1
"""The pair of ratings that are compared among all annotators at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A part of the evidence: a mask over the sentences, and a pair of annotators by number; None for all."""

    sentences: Mask | None = None
    pair: int | None = None

    def rows(self, sentence: Integers, pair: Integers) -> Mask:
        chosen = np.ones(len(sentence), np.bool_) if self.sentences is None else self.sentences[sentence]
        return chosen if self.pair is None else chosen & np.isin(pair, (EVERYBODY, self.pair))


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """Ratings, and of each row the sentence and the pair of annotators it is compared in."""

    ratings: Ratings
    sentence: Integers
    pair: Integers

    def of(self, selection: Selection, annotators: Sequence[int]) -> Ratings:
        """The ratings of a selection; `annotators` are those of its pair, none for all."""
        rows = selection.rows(self.sentence, self.pair)
        return self.ratings.where(rows & np.isin(self.ratings.annotator, annotators) if annotators else rows)


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Things that either of two annotators marked: whether `both` have it, and whether it is the `same`."""

    sentence: Integers
    pair: Integers
    both: Mask
    same: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is compared.

    `pairs` are those annotators (by number) who finished a sentence both; `document` is that of each sentence, `several` whether
    two or more finished it; `groups` says for each way of grouping to which group each sentence belongs.
    """

    annotators: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    documents: int
    document: Integers
    several: Mask
    groups: Mapping[str, NDArray[np.str_]]
    plan: tuple[Measured, ...]
    rated: Mapping[Measured, Rated]
    items: Mapping[Measured, Items]
