"""Which items of two annotators are the same, held against SciPy's assignment."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from annotate.agreement.matching import Pieces, assign, match, overlap

worths = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 0.25, 0.5, 0.9, 1000.0]), min_size=columns, max_size=columns), max_size=6
    )
)
lengths = st.lists(st.integers(1, 4), min_size=1, max_size=5).map(lambda steps: steps[: len(steps) - (len(steps) + 1) % 2])
items = st.lists(st.tuples(st.integers(0, 12), lengths).map(lambda item: _pieces(*item)), max_size=5)


def _pieces(start: int, steps: list[int]) -> Pieces:
    """Return an item whose pieces and gaps have the lengths `steps`."""
    edges = [start, *(start + sum(steps[: number + 1]) for number in range(len(steps)))]
    return list(zip(edges[::2], edges[1::2], strict=True))


@given(worth=worths)
def test_no_other_assignment_is_worth_more(worth: list[list[float]]) -> None:
    pairs = assign(worth)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(worth[row][column] > 0 for row, column in pairs)
    if worth:
        best = linear_sum_assignment(np.array(worth), maximize=True)
        assert sum(worth[row][column] for row, column in pairs) == pytest.approx(np.array(worth)[best].sum())


@given(first=items, second=items)
@example(first=[[(0, 8)]], second=[[(0, 4)], [(4, 8)]])
@example(first=[[(0, 4)], [(4, 8)], [(8, 12)]], second=[[(2, 6)], [(6, 10)]])
@example(first=[[(0, 8)]], second=[[(0, 2), (6, 8)], [(0, 3), (7, 8)]])
@example(first=[[(0, 4)], [(0, 4)]], second=[[(2, 6)]])
@example(first=[[(0, 4)], [(0, 4)]], second=[[(0, 4)], [(1, 5)]])
def test_matching_does_not_depend_on_who_comes_first(first: list[Pieces], second: list[Pieces]) -> None:
    assert match(first, second) == sorted((one, other) for other, one in match(second, first))


@given(first=items, second=items, shift=st.integers(1, 10_000), order=st.randoms(use_true_random=False))
def test_matching_depends_on_neither_order_nor_offset(
    first: list[Pieces], second: list[Pieces], shift: int, order: random.Random
) -> None:
    """What is compared must not change if an article is inserted before, or an annotator marks claims in another order."""

    def places(ours: list[Pieces], theirs: list[Pieces], by: int) -> list[tuple[Pieces, Pieces]]:
        def moved(item: Pieces) -> Pieces:
            return [(start + by, end + by) for start, end in item]

        return sorted((moved(ours[one]), moved(theirs[other])) for one, other in match(ours, theirs))

    later = [[(start + shift, end + shift) for start, end in item] for item in order.sample(first, len(first))]
    other = [[(start + shift, end + shift) for start, end in item] for item in second]
    assert places(first, second, shift) == places(later, other, 0)


def test_the_nearer_half_is_the_match_then_the_earlier() -> None:
    assert match([[(0, 8)]], [[(4, 8)], [(0, 4)]]) == [(0, 1)]
    assert match([[(2, 8)]], [[(0, 4)], [(5, 7)]]) == [(0, 1)], "a third of it against a quarter"


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
