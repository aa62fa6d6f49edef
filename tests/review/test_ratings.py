"""Labels as arrays, and the tables counted from them."""

from __future__ import annotations

import pytest

from annotate.review.ratings import Ratings, coincidences, confusion, frequencies, shares

RATINGS = Ratings.of([["a", "b", None, "a"], ["a", None, "b", "b"], ["b", None, None, "b"]])


def test_missing_is_not_a_value() -> None:
    assert RATINGS.values == ("a", "b")
    assert RATINGS.unit.tolist() == [0, 0, 0, 1, 2, 3, 3, 3]
    assert RATINGS.raters().tolist() == [3, 3, 3, 1, 1, 3, 3, 3]
    assert RATINGS.size() == (2, 6)
    assert RATINGS.size(1) == (4, 8)
    assert RATINGS.annotators().tolist() == [0, 1, 2]


def test_every_two_ratings_of_a_unit_are_a_pair_once() -> None:
    pairs = {(int(one), int(other)) for first, second in RATINGS.pairs() for one, other in zip(first, second, strict=True)}
    assert pairs == {(0, 1), (1, 2), (0, 2), (5, 6), (6, 7), (5, 7)}


def test_coincidences_have_one_count_a_rating() -> None:
    assert coincidences(RATINGS).whole.tolist() == [[1, 2], [2, 1]]


def test_shares_have_one_count_a_unit_and_those_rated_once_apart() -> None:
    table = shares(RATINGS).whole
    assert table[:2].sum() == pytest.approx(2)
    assert table.tolist() == [[pytest.approx(1 / 3), pytest.approx(2 / 3)], [pytest.approx(2 / 3), pytest.approx(1 / 3)], [0, 2]]


def test_confusion_has_the_first_annotator_in_rows() -> None:
    two = RATINGS.where(RATINGS.annotator < 2)
    assert confusion(two).whole.tolist() == [[1, 1], [0, 0]]
    assert frequencies(two).whole.tolist() == [3, 3]


def test_one_value_against_the_rest() -> None:
    one = Ratings.of([[1, 2, 3], [1, 3, 3]]).against_rest(2)
    assert one.values == ("not 3", 3)
    assert one.value.tolist() == [0, 0, 0, 1, 1, 1]
