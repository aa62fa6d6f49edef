"""Many pairs of annotators at once are matched as each by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.aligning import ALONE, Placed, align
from annotate.agreement.matching import Pieces, match, overlap

piece = st.tuples(st.integers(0, 20), st.integers(1, 9))
pieces = st.lists(piece, min_size=1, max_size=2).map(lambda found: _apart(found))
world = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), pieces), max_size=14)
Item = tuple[int, int, Pieces]


def _apart(found: list[tuple[int, int]]) -> Pieces:
    """Pieces in order, with a gap between them."""
    (start, length), *more = found
    return ((start, start + length), *((start + length + 1 + gap, start + length + 1 + gap + other) for gap, other in more))


def aligned(items: list[Item]) -> list[tuple[int, int]]:
    places = {found: number for number, found in enumerate({found for *_, found in items})}
    rows = [(key, side, of[0][0], of[-1][1], places[of], len(of) == 1) for key, side, of in items]
    key, side, start, end, place, whole = np.array(rows, np.int64).reshape(-1, 6).T
    placed = Placed(key, side, start, end, place, whole > 0)
    first, second = align(placed, lambda row: items[row][2])
    return list(zip(first.tolist(), second.tolist(), strict=True))


@given(items=world)
def test_the_same_is_found_as_for_each_key_by_itself(items: list[Item]) -> None:
    pairs = aligned(items)
    told = [row for pair in pairs for row in pair if row != ALONE]
    assert sorted(told) == list(range(len(items)))
    for key in range(3):
        sides = [[of for other, at, of in items if (other, at) == (key, side)] for side in (0, 1)]
        there = [overlap(sides[0][one], sides[1][other]) for one, other in match(*sides)]
        here = [
            overlap(items[one][2], items[other][2]) for one, other in pairs if ALONE not in (one, other) and items[one][0] == key
        ]
        assert (here.count(1), sum(here)) == pytest.approx((there.count(1), sum(there)))


def test_those_alone_stand_by_themselves() -> None:
    items: list[Item] = [(0, 0, ((0, 5),)), (0, 1, ((3, 9),)), (0, 0, ((20, 25),)), (1, 1, ((0, 5),))]
    assert sorted(aligned(items)) == [(ALONE, 3), (0, 1), (2, ALONE)]


def test_one_place_goes_before_a_greater_sum() -> None:
    items: list[Item] = [(0, 0, ((0, 10),)), (0, 0, ((0, 7),)), (0, 1, ((0, 10),)), (0, 1, ((3, 10),))]
    assert aligned(items) == [(0, 2), (1, 3)]
