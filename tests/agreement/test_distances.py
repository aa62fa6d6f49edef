"""How far values are apart, on each scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.distance import jaccard_distance, masi_distance

from annotate.agreement.distances import distance, jaccard, masi

SCALES = ("nominal", "ordinal", "interval", "ratio")
sets = st.frozensets(st.sampled_from("ABCD"), min_size=1)


@pytest.mark.parametrize("scale", SCALES)
def test_a_distance_is_symmetric_and_nothing_to_itself(scale: str) -> None:
    matrix = distance(scale, [0, 1, 2.5])(np.array([4.0, 1, 2]))
    assert np.array_equal(matrix, matrix.T)
    assert not np.diag(matrix).any()


def test_the_distances_of_the_paper() -> None:
    counts = np.array([4.0, 1, 2])
    assert distance("nominal", "abc")(counts)[0].tolist() == [0, 1, 1]
    assert distance("interval", [1, 2, 4])(counts)[0].tolist() == [0, 1, 9]
    assert distance("ratio", [1, 3, 0])(counts)[0].tolist() == [0, 0.25, 1]
    assert distance("ordinal", "abc")(counts)[0].tolist() == [0, 2.5**2, 4**2]


def test_nothing_and_nothing_are_not_apart() -> None:
    assert masi(frozenset(), frozenset()) == jaccard(frozenset(), frozenset()) == 0
    assert masi(frozenset(), {"A"}) == jaccard(frozenset(), {"A"}) == 1
    assert distance("ratio", [0, 0])(np.ones(2)).tolist() == [[0, 0], [0, 0]]


@given(first=sets, second=sets)
def test_sets_are_as_far_apart_as_nltk_says(first: frozenset[str], second: frozenset[str]) -> None:
    assert masi(first, second) == pytest.approx(masi_distance(set(first), set(second)))
    assert jaccard(first, second) == pytest.approx(jaccard_distance(set(first), set(second)))


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="'rank' is not a scale; use nominal"):
        distance("rank", "ab")
