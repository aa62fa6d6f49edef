"""The consequences of links: groups, other relations, and contradictions, each with the decisions that it follows from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.linking.closure import Closure, Decision, decide
from annotate.model.links import RELATIONS, Relation


def closure(*words: str) -> Closure:
    """The closure of decisions such as ``a same b``, numbered in order."""
    return Closure(decide(a, b, relation, number) for number, (a, relation, b) in enumerate(map(str.split, words), 1))  # type: ignore[arg-type]


def numbers(decisions: tuple[Decision, ...]) -> list[int]:
    return [decision.number for decision in decisions]


@pytest.mark.parametrize(
    ("words", "pair", "relation"),
    [
        (["a same b", "b same c"], "ac", "same"),
        (["a same b", "b contradicts c"], "ac", "contradicts"),
        (["a same b", "b related c"], "ac", "related"),
        (["a same b", "b unrelated c"], "ac", "unrelated"),
        (["a entails b", "b entails c"], "ac", "entails"),
        (["a entails b", "b entails c"], "ca", "entailed"),
        (["a entails b", "b same c"], "ac", "entails"),
        (["a entails b", "b entails c", "c entails a"], "ab", "entails"),
        (["a entails b", "b entails c", "c entails a"], "ac", "entailed"),
        (["a entails b", "b contradicts c"], "ac", "contradicts"),
        (["b contradicts c", "a entails b", "d entails c"], "ad", "contradicts"),
        (["a contradicts b", "b contradicts c"], "ac", None),
        (["a unclear b", "b same c"], "ac", None),
        (["a entails b", "b unrelated c"], "ac", None),
        (["a entailed b", "b contradicts c"], "ac", None),
        (["b entailed a"], "ab", "entails"),
    ],
)
def test_what_follows(words: list[str], pair: str, relation: Relation | None) -> None:
    found = closure(*words).relation(*pair)
    assert (found and found.relation) == relation


def test_the_shortest_chain_of_decisions_is_given() -> None:
    chained = closure("a same b", "b same c", "c same d", "a same d")
    inferred = chained.relation("b", "d")
    assert inferred is not None
    assert len(inferred.because) == 2
    decided = chained.relation("a", "d")
    assert decided is not None
    assert len(decided.because) == 1


def test_clusters() -> None:
    found = closure("c same b", "d same e", "b same a", "f entails g", "g entails h", "h entails f", "x related a")
    assert found.clusters() == [("a", "b", "c"), ("d", "e"), ("f", "g", "h")]
    assert (found.cluster("c"), found.cluster("x"), found.cluster("new")) == ("a", "x", "new")
    found.add(decide("c", "z", "same"))
    assert found.cluster("z") == "a"
    found.remove(("b", "c"))
    assert found.clusters() == [("a", "b"), ("c", "z"), ("d", "e"), ("f", "g", "h")]


@pytest.mark.parametrize(
    ("words", "conflicts"),
    [
        (["a same b", "b same c", "a contradicts c"], 3),
        (["a same b", "b same c", "a unrelated c"], 3),
        (["a same b", "b same c", "a related c"], 3),
        (["a same b", "b same c", "a entails c"], 1),
        (["a entails b", "b entails c", "a contradicts c"], 2),
        (["a entails x", "a entails y", "x contradicts y"], 2),
        (["a same b", "b contradicts c", "a unrelated c"], 2),
        (["a same b", "b same c", "a unclear c"], 0),
        (["a entails b", "b entails c", "c entails a"], 0),
        (["a contradicts b", "b contradicts c", "a contradicts c"], 0),
        (["a same b", "b related c", "a contradicts c"], 0),
    ],
)
def test_conflicts(words: list[str], conflicts: int) -> None:
    found = closure(*words)
    assert len(found.conflicts()) == conflicts
    for conflict in found.conflicts():
        assert conflict.decision not in conflict.because
    assert [c.decision for c in found.conflicts("a")] == [c.decision for c in found.conflicts()]


def test_a_conflict_names_the_decisions_against_it() -> None:
    (*_, last) = closure("a same b", "b same c", "a unrelated c").conflicts()
    assert (last.decision.number, last.implied, numbers(last.because)) == (3, "same", [1, 2])


def test_a_later_decision_takes_the_place_of_an_earlier_one() -> None:
    found = closure("a same b", "b same c", "a unrelated c", "b unrelated c")
    assert found.conflicts() == []
    assert found.relation("a", "b") is not None
    assert found.clusters() == [("a", "b")]


def test_a_claim_has_no_link_to_itself() -> None:
    with pytest.raises(ValueError, match="a cannot be linked to itself"):
        decide("a", "a", "same")


CLAIMS = "abcdef"
DECISIONS = st.dictionaries(
    st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)).filter(lambda pair: pair[0] < pair[1]), st.sampled_from(RELATIONS)
)


@given(DECISIONS)
def test_groups_are_those_of_a_reachability_table(decided: dict[tuple[str, str], Relation]) -> None:
    found = Closure(decide(a, b, relation) for (a, b), relation in decided.items())
    reaches = {(claim, claim) for claim in CLAIMS}
    for (a, b), relation in decided.items():
        reaches |= {(a, b)} if relation in ("same", "entails") else set()
        reaches |= {(b, a)} if relation in ("same", "entailed") else set()
    for middle in CLAIMS:
        reaches |= {(a, c) for a in CLAIMS for c in CLAIMS if (a, middle) in reaches and (middle, c) in reaches}
    for a in CLAIMS:
        same = tuple(b for b in CLAIMS if (a, b) in reaches and (b, a) in reaches)
        assert tuple(found.members(a)) == same
        for b in CLAIMS:
            if a < b and (a, b) not in decided:
                relation_found = found.relation(a, b)
                expected = (a, b) in reaches, (b, a) in reaches
                direction = {(True, True): "same", (True, False): "entails", (False, True): "entailed"}.get(expected)
                if direction:
                    assert relation_found is not None
                    assert relation_found.relation == direction


@given(DECISIONS, st.data())
def test_decisions_can_be_taken_in_any_order_and_taken_back(
    decided: dict[tuple[str, str], Relation], data: st.DataObject
) -> None:
    made = [decide(a, b, relation) for (a, b), relation in decided.items()]
    shuffled = Closure(data.draw(st.permutations(made)))
    assert shuffled.clusters() == Closure(made).clusters()
    for decision in made[::2]:
        shuffled.remove(decision.pair)
    assert shuffled.clusters() == Closure(made[1::2]).clusters()
    assert {c.decision for c in shuffled.conflicts()} == {c.decision for c in Closure(made[1::2]).conflicts()}


LETTERS = "abcdef"
SOME = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.sampled_from(RELATIONS)).filter(lambda d: d[0] != d[1]),
    max_size=9,
)


@given(SOME)
def test_implied_pairs_are_all_that_follow_and_nobody_decided(decided: list[tuple[str, str, Relation]]) -> None:
    found = Closure(decide(*decision, number) for number, decision in enumerate(decided))
    pairs = {(a, b) for a in LETTERS for b in LETTERS if a < b and found.decision(a, b) is None and found.relation(a, b)}
    implied = {(first, second): inferred for first, second, inferred in found.implied_pairs()}
    assert implied.keys() == pairs
    assert all(inferred == found.relation(*pair) for pair, inferred in implied.items())


def test_disputed_decisions_are_those_of_a_conflict() -> None:
    found = closure("a same b", "b same c", "a contradicts c", "c same d")
    assert sorted(decision.number for decision in found.disputed()) == [1, 2, 3]
    assert closure("a same b", "b contradicts c").disputed() == set()
