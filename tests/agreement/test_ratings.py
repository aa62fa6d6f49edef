"""Labels as arrays, and the tables counted from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.intervals import Resampling
from annotate.agreement.ratings import Ratings, coincidences, frequencies, pair_number, shares

RATINGS = Ratings.of([["a", "b", None, "a"], ["a", None, "b", "b"], ["b", None, None, "b"]])


def test_missing_is_not_a_value() -> None:
    assert RATINGS.values == ("a", "b")
    assert RATINGS.unit.tolist() == [0, 0, 0, 1, 2, 3, 3, 3]
    assert RATINGS.raters().tolist() == [3, 3, 3, 1, 1, 3, 3, 3]


def test_nothing_is_missing_in_a_data_frame_either() -> None:
    frame = pandas.DataFrame({"annotator": [1, 1, 2], "unit": ["x", "y", "x"], "label": ["a", "b", "a"]})
    found = Ratings.of(frame.pivot(index="annotator", columns="unit", values="label").to_numpy())
    assert found.values == ("a", "b")
    assert (found.unit.tolist(), found.annotator.tolist(), found.value.tolist()) == ([0, 0, 1], [0, 1, 0], [0, 0, 1])


def test_every_two_ratings_of_a_unit_are_a_pair_once() -> None:
    pairs = {(int(one), int(other)) for first, second in RATINGS.pairs() for one, other in zip(first, second, strict=True)}
    assert pairs == {(0, 1), (1, 2), (0, 2), (5, 6), (6, 7), (5, 7)}


def test_the_lower_annotator_of_a_pair_stands_first() -> None:
    turned = replace(RATINGS, annotator=2 - RATINGS.annotator)
    assert all((turned.annotator[first] < turned.annotator[second]).all() for first, second in turned.pairs())


def test_coincidences_have_one_count_a_rating() -> None:
    assert coincidences(RATINGS.tally().together.whole).tolist() == [[1, 2], [2, 1]]


def test_shares_have_one_count_a_unit_and_those_rated_once_apart() -> None:
    table = shares(RATINGS.tally().together.whole)
    assert table[:2].sum() == pytest.approx(2)
    assert table.tolist() == [[pytest.approx(1 / 3), pytest.approx(2 / 3)], [pytest.approx(2 / 3), pytest.approx(1 / 3)], [0, 2]]


def test_confusions_have_the_first_annotator_in_rows() -> None:
    found = Ratings.of([["a", "b", "a"], ["a", None, "b"]]).tally()
    entries = zip(found.confusions.owner.tolist(), found.confusions.cell.tolist(), found.confusions.weight.tolist(), strict=True)
    assert sorted(entries) == [(1, 0, 1.0), (1, 1, 1.0)]
    assert frequencies(found.together.whole).tolist() == [3, 2]


def test_one_value_against_the_rest() -> None:
    one = Ratings.of([[1, 2, 3], [1, 3, 3]]).against_rest(2)
    assert one.values == ("not 3", 3)
    assert one.value.tolist() == [0, 0, 0, 1, 1, 1]


rows = st.lists(st.lists(st.sampled_from([None, "a", "b", "c"]), min_size=4, max_size=4), min_size=2, max_size=4)


def drawn(rows: list[list[str | None]], parts: list[int]) -> Ratings:
    ratings = Ratings.of(rows, "abc")
    return replace(ratings, part=np.array(parts)[ratings.unit])


@given(rows=rows, value=st.integers(0, 2))
def test_sums_of_one_value_against_the_rest_are_those_of_such_ratings(rows: list[list[str | None]], value: int) -> None:
    ratings = Ratings.of(rows, "abc")
    ours, theirs = ratings.tally().against_rest(value), ratings.against_rest(value).tally()
    assert ours.values == theirs.values
    assert ours.together.whole == pytest.approx(theirs.together.whole)
    every = Resampling(np.eye(4, dtype=np.float32))  # each document alone
    (here,), (there,) = ours.together.resampled(every), theirs.together.resampled(every)
    assert here == pytest.approx(there)


@given(rows=rows, parts=st.lists(st.integers(0, 2), min_size=4, max_size=4), pair=st.sampled_from([(0, 1), (0, 3), (1, 2)]))
def test_sums_of_a_pair_are_those_of_their_ratings(rows: list[list[str | None]], parts: list[int], pair: tuple[int, int]) -> None:
    ratings, documents = drawn(rows, parts), np.array([0, 1, 1])
    chosen = np.isin(ratings.annotator, pair)
    columns = {name: getattr(ratings, name)[chosen] for name in ("unit", "annotator", "value", "part", "weight")}
    ours = ratings.sums(4).tally_of_pair(documents, pair_number(*pair, 4))
    theirs = replace(ratings, **columns).sums(4).tally(documents)
    assert ours.together.whole == pytest.approx(theirs.together.whole)
    assert ours.confusions.weight.sum() == theirs.confusions.weight.sum()


@given(rows=rows, parts=st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_parts_are_those_of_their_ratings(rows: list[list[str | None]], parts: list[int]) -> None:
    ratings, documents = drawn(rows, parts), np.array([0, 1, 1])
    columns = {name: getattr(ratings, name)[ratings.part != 1] for name in ("unit", "annotator", "value", "part", "weight")}
    ours = ratings.sums().tally(documents, np.array([True, False, True]))
    theirs = replace(ratings, **columns).sums().tally(documents)
    assert ours.together.whole == pytest.approx(theirs.together.whole)
    assert ours.together.documents.tolist() == theirs.together.documents.tolist()
