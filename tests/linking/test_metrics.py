"""Agreement of groupings, on figures from papers and against definitions."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.linking.metrics import ComparedGroupings, adjusted_rand, b_cubed, pairwise

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


def grouping(*clusters: str) -> dict[str, int]:
    """Return the cluster of each letter."""
    return {letter: number for number, cluster in enumerate(clusters) for letter in cluster}


TRUTH = grouping("12345", "67", "89ABC")


@pytest.mark.parametrize(
    ("response", "precision"),
    [(grouping("12345", "6789ABC"), 0.76), (grouping("1234589ABC", "67"), 0.58)],
)
def test_b_cubed_of_the_paper(response: dict[str, int], precision: float) -> None:
    """Bagga and Baldwin 1998, "Algorithms for scoring coreference chains": 76 % and 58 %, both with a recall of 100 %."""
    score = b_cubed(response, TRUTH)
    assert (round(score.precision, 2), score.recall) == (precision, 1)


@given(GROUPINGS)
def test_as_scikit_learn_does(groupings: tuple[dict[str, int], dict[str, int]]) -> None:
    from sklearn.metrics import adjusted_rand_score, pair_confusion_matrix

    one, other = (list(g.values()) for g in groupings)
    assert adjusted_rand(*groupings) == pytest.approx(adjusted_rand_score(one, other))
    (_, only_other), (only_one, both) = pair_confusion_matrix(one, other)
    score = pairwise(*groupings)
    if both + only_one:
        assert score.precision == pytest.approx(both / (both + only_one))
    if both + only_other:
        assert score.recall == pytest.approx(both / (both + only_other))


@given(GROUPINGS, st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_a_weight_counts_a_claim_so_often(groupings: tuple[dict[str, int], dict[str, int]], times: list[int]) -> None:
    one, other = groupings
    weights = np.array(times[: len(one)], float)
    compared = ComparedGroupings(one, other)
    assert compared.pairwise(np.ones(len(one))) == compared.pairwise()
    pairs = [
        (weights[i] * weights[j], one[a] == one[b], other[a] == other[b]) for (i, a), (j, b) in combinations(enumerate(one), 2)
    ]
    mine = sum(weight for weight, joined, _ in pairs if joined)
    if mine:
        both = sum(weight for weight, joined, also in pairs if joined and also)
        assert compared.pairwise(weights).precision == pytest.approx(both / mine)
    copies = [(f"{claim}.{copy}", claim) for claim, weight in zip(one, weights, strict=True) for copy in range(int(weight))]
    if copies:
        copied = [{name: g[claim] for name, claim in copies} for g in groupings]
        assert tuple(compared.b_cubed(weights)) == pytest.approx(tuple(b_cubed(*copied)))
