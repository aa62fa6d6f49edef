"""Groups that are joined one pair after the other, against groups that are merged as sets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate._disjoint_sets import DisjointSets

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))


def merged(pairs: list[tuple[int, int]]) -> set[frozenset[int]]:
    groups: set[frozenset[int]] = set()
    for pair in pairs:
        touched = {group for group in groups if not group.isdisjoint(pair)}
        groups = (groups - touched) | {frozenset(pair).union(*touched)}
    return groups


@given(PAIRS)
def test_items_are_together_if_pairs_connect_them(pairs: list[tuple[int, int]]) -> None:
    sets = DisjointSets[int]()
    for pair in pairs:
        sets.join(*pair)
    leaders = sets.leaders()
    assert {frozenset(item for item in leaders if leaders[item] == leader) for leader in leaders.values()} == merged(pairs)
    assert all(leaders[leader] == leader for leader in leaders.values())
    for one in range(10):
        for other in range(10):
            assert sets.together(one, other) == (one == other or any({one, other} <= group for group in merged(pairs)))


def test_a_leader_is_found_through_all_of_its_group() -> None:
    sets = DisjointSets[str]()
    sets.join("b", "c")
    sets.join("a", "b")
    assert sets.leader("c") == "a"
    assert sets.leader("a") == "a"


def test_the_leader_of_the_first_one_leads_both() -> None:
    sets = DisjointSets[str]()
    sets.join("a", "b")
    sets.join("c", "b")
    sets.join("c", "c")
    assert sets.leaders() == {"a": "c", "b": "c", "c": "c"}
    assert sets.leader("z") == "z"
    assert "z" not in sets.leaders()
