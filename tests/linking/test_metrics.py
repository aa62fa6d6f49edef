"""Agreement of groupings, on figures from papers and against definitions."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.linking.metrics import adjusted_rand, b_cubed, pairwise

GROUPINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12).map(
    lambda cells: ({str(i): one for i, (one, _) in enumerate(cells)}, {str(i): other for i, (_, other) in enumerate(cells)})
)


@given(GROUPINGS)
def test_pairs_as_defined(groupings: tuple[dict[str, int], dict[str, int]]) -> None:
    one, other = groupings
    mine, theirs = ({pair for pair in combinations(g, 2) if g[pair[0]] == g[pair[1]]} for g in groupings)
    score = pairwise(one, other)
    assert score.precision == (len(mine & theirs) / len(mine) if mine else 1)
    assert score.recall == (len(mine & theirs) / len(theirs) if theirs else 1)
    assert pairwise(other, one).f1 == pytest.approx(score.f1)


@given(GROUPINGS)
def test_b_cubed_as_defined(groupings: tuple[dict[str, int], dict[str, int]]) -> None:
    one, other = groupings
    precision = recall = 0.0
    for claim in one:
        mine = {c for c in one if one[c] == one[claim]}
        theirs = {c for c in one if other[c] == other[claim]}
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    assert tuple(b_cubed(one, other)) == pytest.approx((precision / len(one), recall / len(one)))


def test_claims_that_are_alone_in_both_flatter() -> None:
    one = {"a": 1, "b": 1, "c": 2, "d": 3, "e": 4}
    other = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    assert b_cubed(one, other, singletons=False).f1 < b_cubed(one, other).f1
    assert b_cubed({"a": 1}, {"a": 2}, singletons=False).f1 == 1


def test_adjusted_rand() -> None:
    one = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3}
    assert adjusted_rand(one, {claim: -group for claim, group in one.items()}) == 1
    assert adjusted_rand({"a": 1, "b": 2}, {"a": 1, "b": 2}) == 1
    crossed = adjusted_rand({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 2, "c": 1, "d": 2})
    assert crossed == pytest.approx(-0.5)


def test_the_same_claims_must_be_grouped() -> None:
    with pytest.raises(ValueError, match="the same claims"):
        pairwise({"a": 1}, {"b": 1})
