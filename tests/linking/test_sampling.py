"""The pairs to ask about: every stratum, known chances, random ones spread among the likely ones."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from annotate.linking.retrieval import ClaimIndex
from annotate.linking.sampling import DEPTH, PER_THOUSAND, Pair, has_denial, is_doubled, owners, plan_pairs

CLAIMS = 240


def plan(seed: int = 0, claims: int = CLAIMS) -> list[Pair]:
    topics = ["bridge", "harbour", "budget", "school", "ferry", "rents"]
    texts = [f"{'no ' if i % 7 == 0 else ''}{topics[i % 6]} report {topics[i % 5]} number {i // 12}" for i in range(claims)]
    documents = [f"d{i // 3}" for i in range(claims)]
    days = ["" if i // 3 % 4 == 3 else f"2026-01-{i // 3 % 28 + 1:02}" for i in range(claims)]
    index = ClaimIndex(texts)
    return plan_pairs(index, texts, documents, days, index.all_nearest(DEPTH), seed)


def test_each_stratum_is_there_with_its_number() -> None:
    numbers = Counter(pair.stratum for pair in plan())
    assert {stratum: numbers[stratum] for stratum in PER_THOUSAND} == {
        "polarity": 24,
        "near": 18,
        "far": 18,
        "day": 24,
        "random": 12,
    }
    assert numbers["likely"] >= CLAIMS


def test_no_pair_twice_and_none_of_one_document() -> None:
    pairs = [(pair.first, pair.second) for pair in plan()]
    assert len(pairs) == len(set(pairs))
    assert all(first < second and first // 3 != second // 3 for first, second in pairs)


def test_the_likely_ones_come_in_order_and_the_others_among_them() -> None:
    planned = plan()
    scores = [pair.score for pair in planned if pair.stratum == "likely"]
    assert scores == sorted(scores, reverse=True)
    places = [place for place, pair in enumerate(planned) if pair.stratum != "likely"]
    assert places[0] < len(planned) / 4
    assert places[-1] > len(planned) * 3 / 4


def test_the_chances_add_up_to_all_pairs_of_different_documents() -> None:
    """A pair stands for as many as the inverse of its chance: together for all pairs, if nothing is left out."""
    total = sum(1 for a, b in combinations(range(CLAIMS), 2) if a // 3 != b // 3)
    weights = Counter[str]()
    for pair in plan():
        weights[pair.stratum] += 1 / pair.probability
    assert sum(weights.values()) == pytest.approx(total)


def test_the_seed_decides_what_is_drawn() -> None:
    assert plan() == plan()
    assert {p for p in plan(1) if p.stratum == "likely"} == {p for p in plan() if p.stratum == "likely"}
    assert plan(1) != plan()


def test_few_claims() -> None:
    assert [pair.stratum for pair in plan(claims=6)].count("likely") > 0
    assert plan(claims=3) == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("there had been no change in policy", True),
        ("He didn't see it", True),
        ("She denied the report", True),
        ("Die Brücke ist nicht sicher", True),
        ("This is a change in policy", False),
        ("Nobel prize winners note it", False),
    ],
)
def test_denial(text: str, denied: bool) -> None:
    assert has_denial(text) is denied


def test_a_share_is_asked_of_everybody() -> None:
    share = sum(is_doubled(f"a:{i}", f"b:{i}", 3) for i in range(4000)) / 4000
    assert 0.12 < share < 0.18
    assert is_doubled("a", "b", 1) == is_doubled("a", "b", 1)


def test_a_team_shares_the_pairs_and_two_get_some() -> None:
    team = ["eva", "ada", "jö"]
    pairs = [(f"a:{i}", f"b:{i}") for i in range(3000)]
    shares = {pair: owners(*pair, 3, team) for pair in pairs}
    assert all(len(names) == 1 + is_doubled(*pair, 3) and len(set(names)) == len(names) for pair, names in shares.items())
    for name in team:
        assert 0.33 < sum(name in names for names in shares.values()) / 3000 < 0.44
    assert shares == {pair: owners(*pair, 3, team[::-1]) for pair in pairs}
    assert owners("a", "b", 0, ["ada"]) == ("ada",)
