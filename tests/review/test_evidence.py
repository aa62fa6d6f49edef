"""Parts of the evidence."""

from __future__ import annotations

import numpy as np

from annotate.review.evidence import EVERYBODY, Rated, Selection
from annotate.review.ratings import Ratings

SENTENCE, PAIR = np.array([0, 0, 1, 1]), np.array([EVERYBODY, 0, 1, EVERYBODY])


def test_all_of_it_by_default() -> None:
    assert Selection().rows(SENTENCE, PAIR).all()


def test_some_sentences() -> None:
    assert Selection(np.array([False, True])).rows(SENTENCE, PAIR).tolist() == [False, False, True, True]


def test_a_pair_has_its_own_comparisons_and_those_of_everybody() -> None:
    assert Selection(pair=1).rows(SENTENCE, PAIR).tolist() == [True, False, True, True]
    assert Selection(np.array([False, True]), 1).rows(SENTENCE, PAIR).tolist() == [False, False, True, True]


def test_of_everybodys_ratings_a_pair_has_its_own() -> None:
    three = Ratings.of([[1, 2], [1, 1], [2, 2]])
    rated = Rated(three, three.unit, np.full(6, EVERYBODY))
    assert rated.of(Selection(pair=0), (0, 2)).annotator.tolist() == [0, 2, 0, 2]
    assert len(rated.of(Selection(), ()).annotator) == 6
