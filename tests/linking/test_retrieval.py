"""Similar claims: what is found first, in several languages, and that the scores are BM25."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from annotate.linking.retrieval import ClaimIndex, FusedIndex, VectorIndex, fused, grams, stems

CLAIMS = [
    "The harbour bridge will stay closed until May",
    "Harbour bridge to remain shut until May",
    "Rents rose by four percent last year",
    "Die Hafenbrücke bleibt bis Mai gesperrt",
    "Hafenbruecke und Brücken: die Sperrung der Hafenbrücke",
    "港の橋は五月まで閉鎖される",
    "橋は五月まで閉鎖",
    "Міст буде закрито до травня",
    "Мости закрили до травня",
]


@pytest.mark.parametrize(("claim", "nearest"), [(0, 1), (1, 0), (3, 4), (5, 6), (6, 5), (7, 8)])
def test_the_nearest(claim: int, nearest: int) -> None:
    assert ClaimIndex(CLAIMS).nearest(claim, 3)[0] == nearest


def test_a_claim_is_not_near_itself_and_what_shares_nothing_is_left_out() -> None:
    index = ClaimIndex(CLAIMS)
    assert 2 not in index.nearest(2, 9)
    assert 5 not in index.nearest(7, 9)
    assert index.all_nearest(9) == [index.nearest(claim, 9) for claim in range(len(CLAIMS))]


def test_grams() -> None:
    assert list(grams("Ein Café über")) == ["ein", "cafe", "uber"]
    assert list(grams("橋は closed")) == ["橋は", "clos", "lose", "osed"]
    assert list(grams("…!")) == []


def test_the_sentences_around_a_claim_count() -> None:
    texts = ["It will reopen in May", "It will reopen in May too", "It will close"]
    contexts = ["The swimming pool", "", "The swimming pool in town"]
    assert ClaimIndex(texts).nearest(2, 1) == [0]
    plain, around = (ClaimIndex([*texts, "The swimming pool needs repairs"], c) for c in ((), [*contexts, ""]))
    assert plain.nearest(0, 3)[:1] == [1]
    assert 3 not in plain.nearest(0, 3)
    assert 3 in around.nearest(0, 3)


def test_scores_are_those_of_the_formula() -> None:
    """Robertson and Zaragoza 2009, equation 3.15, with k1 1.2 and b 0.75, summed over the grams of the query."""
    index = ClaimIndex(CLAIMS)
    bags = [Counter(grams(text)) for text in CLAIMS]
    mean = sum(bag.total() for bag in bags) / len(bags)

    def score(query: int, claim: int) -> float:
        total = 0.0
        for gram in bags[query].keys() & bags[claim].keys():
            number = sum(gram in bag for bag in bags)
            rarity = math.log(1 + (len(bags) - number + 0.5) / (number + 0.5))
            norm = 1.2 * (0.25 + 0.75 * bags[claim].total() / mean)
            total += rarity * bags[claim][gram] * 2.2 / (bags[claim][gram] + norm)
        return total

    for one, other in ((0, 1), (3, 4), (5, 6)):
        expected = (score(one, other) + score(other, one)) / 2 / math.sqrt(score(one, one) * score(other, other))
        assert index.similarity(one, other) == pytest.approx(expected, rel=1e-5)
        assert index.similarity(other, one) == pytest.approx(expected, rel=1e-5)
    assert index.similarity(0, 0) == pytest.approx(1)
    assert index.similarity(0, 5) == 0


def test_no_claims_at_all() -> None:
    assert (len(ClaimIndex([])), ClaimIndex([]).all_nearest(5), ClaimIndex(["", "…"]).nearest(0, 5)) == (0, [], [])


def test_a_text_is_searched_for() -> None:
    index = ClaimIndex(CLAIMS)
    assert index.search("bridge closed", 2) == [0, 1]
    assert index.search("橋", 2) == []
    assert index.search("橋は", 3)[0] in (5, 6)
    assert index.search("zzzz", 2) == []


def test_words_are_another_view() -> None:
    texts = ["He denied the report", "Denying reports", "The ferry"]
    assert ClaimIndex(texts, split=stems).nearest(0, 2) == [1, 2]
    assert list(stems("Das Schiff fährt, 14 Mal")) == ["das", "schiff", "fährt", "14", "mal"]


VECTORS = np.array([[1, 0], [0.8, 0.6], [0, 1], [-1, 0]], np.float32)


def test_vectors_are_compared_by_their_direction() -> None:
    index = VectorIndex(VECTORS)
    assert index.nearest(0, 3) == [1, 2, 3]
    assert index.all_nearest(2) == [index.nearest(claim, 2) for claim in range(4)]
    assert index.similarity(0, 1) == pytest.approx(0.8)
    assert index.similarity(0, 3) == 0
    many = VectorIndex(np.eye(600, dtype=np.float32))
    assert [len(found) for found in many.all_nearest(5)] == [5] * 600
    assert all(claim not in found for claim, found in enumerate(many.all_nearest(5)))


def test_two_ways_of_searching_are_fused() -> None:
    lexical, vectors = ClaimIndex(["red fox", "red dog", "blue cat", "green owl"]), VectorIndex(VECTORS[[0, 2, 1, 3]])
    both = FusedIndex(lexical, vectors)
    assert lexical.nearest(0, 3) == [1]
    assert vectors.nearest(0, 3) == [2, 1, 3]
    assert both.nearest(0, 3) == fused([1], [2, 1, 3]) == [1, 2, 3]
    assert both.nearest(0, 1) == [1]
    assert both.all_nearest(2) == [both.nearest(claim, 2) for claim in range(4)]
    assert both.similarity(0, 2) == pytest.approx(0.4)
