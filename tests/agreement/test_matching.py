"""Which items of two annotators are the same, held against SciPy's assignment."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from annotate.agreement.matching import assign, match, overlap

worths = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 0.25, 0.5, 0.9, 1000.0]), min_size=columns, max_size=columns), max_size=6
    )
)
places = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: [(one[0], sum(one))]), max_size=6)


@given(worth=worths)
def test_no_other_assignment_is_worth_more(worth: list[list[float]]) -> None:
    pairs = assign(worth)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(worth[row][column] > 0 for row, column in pairs)
    if worth:
        best = linear_sum_assignment(np.array(worth), maximize=True)
        assert sum(worth[row][column] for row, column in pairs) == pytest.approx(np.array(worth)[best].sum())


@given(first=places, second=places)
def test_matching_is_the_same_from_both_sides(first: list[list[tuple[int, int]]], second: list[list[tuple[int, int]]]) -> None:
    def worth(pairs: list[tuple[int, int]]) -> tuple[int, float]:
        values = [overlap(first[one], second[other]) for one, other in pairs]
        return values.count(1), sum(values)

    there = [(one, other) for other, one in match(second, first)]
    assert worth(match(first, second)) == pytest.approx(worth(there))


def test_exactly_the_same_is_matched_first() -> None:
    first = [[(0, 10)], [(0, 7)]]
    second = [[(0, 10)], [(3, 10)]]
    assert overlap(first[0], second[1]) + overlap(first[1], second[0]) > 1
    assert match(first, second) == [(0, 0), (1, 1)]


def test_the_greater_overlap_wins_and_none_is_no_match() -> None:
    assert match([[(0, 10)]], [[(8, 20)], [(1, 10)]]) == [(0, 1)]
    assert match([[(0, 10)]], [[(10, 20)]]) == []
    assert match([], [[(0, 1)]]) == []


def test_pieces_count_without_the_gap_between_them() -> None:
    assert overlap([(0, 4), (8, 12)], [(0, 12)]) == pytest.approx(8 / 12)
    assert match([[(0, 4), (8, 12)]], [[(4, 8)]]) == []
