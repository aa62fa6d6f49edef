"""Documents taken under a plan, on either database: by many at once, by who may only insert, after others gave up."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotate.errors import StoreError
from annotate.model import Revision
from annotate.model.assignments import Assignment, Selection
from annotate.review.assignment import DocumentProgress, Plan, allot
from annotate.store import Store, open_store, timestamp
from support.storing import at, give, make, revise

NOW = datetime(2026, 11, 22, 16, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def decide(store: Store, document: str, annotator: str, sentences: int, tick: int = 0) -> None:
    made = [revise(index, tick, annotator, document=document) for index in range(sentences)]
    store.save(made)


def test_the_newest_plan_counts_and_it_can_be_ended(store: Store) -> None:
    assert store.plan() is None
    assert store.next_document("ann", NOW) is store.take_document("ann", NOW) is None
    full = Plan(2, ("ann", "jö"), 7, 1.5, ("t",), ("g",), "mk", {"d": ("ann",)})
    for plan in (Plan(1), full, None):
        store.set_plan(plan, "mk", NOW)
        assert store.plan() == (plan and replace(plan, made=timestamp(NOW)))
    assert store._value("SELECT COUNT(*) FROM plans") == 3


def test_looking_takes_nothing_and_taking_again_takes_nothing_more(filled: Store) -> None:
    filled.add_document(make("a2"))
    filled.set_plan(Plan(1), "mk", NOW)
    assert [filled.next_document("ann", NOW) for _ in range(2)] == ["a2", "a2"]
    assert filled.shares() == (DocumentProgress("a1", "mk", True, False, at(0)),)
    assert [filled.take_document("ann", NOW + hours * HOUR) for hours in (0, 1)] == ["a2", "a2"]
    assert set(filled.shares()) == {
        DocumentProgress("a1", "mk", True, False, at(0)),
        DocumentProgress("a2", "ann", False, False, timestamp(NOW)),
    }
    assert filled.take_document("ben", NOW) is None
    assert filled._value("SELECT COUNT(*) FROM assignments") == 1


def test_abandoned_work_returns_and_what_was_labelled_stays(filled: Store) -> None:
    filled.set_plan(Plan(1, abandoned_after=2), "mk", NOW)
    before = list(filled.revisions())
    assert filled.take_document("ben", NOW + 1.9 * HOUR) is None
    assert filled.take_document("ben", NOW + 3 * HOUR) == "a1"
    assert filled.take_document("mk", NOW + 3 * HOUR) is None
    assert filled.take_document("mk", NOW + 6 * HOUR) == "a1"  # the other one gave up, too
    assert list(filled.revisions()) == before


def test_finished_work_is_never_abandoned(filled: Store) -> None:
    decide(filled, "a1", "mk", 3, tick=1)
    filled.set_plan(Plan(1, abandoned_after=1), "mk", NOW)
    assert filled.shares() == (DocumentProgress("a1", "mk", True, True, at(1)),)
    assert filled.take_document("ben", NOW + 1000 * HOUR) is None


def test_a_document_without_sentences_is_passed_over(store: Store) -> None:
    store.add_document(replace(make("a0"), sentences=()))
    store.add_document(make("a1"))
    for plan in (Plan(1), Plan(1, ("ann",))):
        store.set_plan(plan, "mk", NOW)
        assert store.take_document("ann", NOW) == "a1"


def test_named_annotators_may_be_away(filled: Store) -> None:
    """Of a plan for 72 hours; ann and ben are named, the only document is ann's."""
    plan = next(plan for seed in range(9) if "ann" in allot(plan := Plan(1, ("ann", "ben"), seed), ["a1"])["a1"])
    filled.set_plan(plan, "mk", NOW)
    assert filled.next_document("ann", NOW) == "a1"
    assert filled.take_document("mk", NOW) is filled.take_document("ben", NOW + 71 * HOUR) is None
    assert filled.take_document("ben", NOW + 73 * HOUR) == "a1"
    assert filled.take_document("ann", NOW + 74 * HOUR) is None
    assert filled.take_document("ann", NOW + 146 * HOUR) == "a1"  # the other one gave up, too
    assert filled.take_document("ben", NOW + 147 * HOUR) is None


def work(url: str, annotator: str, start: threading.Barrier, taken: dict[str, list[str]]) -> None:
    """Take and finish documents until nothing is left."""
    with open_store(url) as store:
        start.wait()
        while (document := store.take_document(annotator, datetime.now(UTC))) is not None:
            taken[annotator].append(document)
            last: list[Revision] = [revise(index, len(taken[annotator]), annotator, document=document) for index in range(3)]
            store.save(last)


@pytest.mark.slow
@pytest.mark.parametrize("named", [False, True])
def test_many_at_once_are_given_every_slot_once(fresh: Callable[[], str], named: bool) -> None:
    """32 annotators, 96 documents, two for each: nothing is lost, nothing is given twice, and everybody has something.

    Where they are named, 16 more are, who never came: their places are taken over.
    """
    url, names, documents = fresh(), [f"ann{number}" for number in range(32)], [f"d{number}" for number in range(96)]
    with open_store(url) as store:
        for document in documents:
            store.add_document(make(document))
        everybody = (*names, *(f"away{number}" for number in range(16))) if named else ()
        store.set_plan(Plan(2, everybody), "mk", datetime.now(UTC) - 100 * HOUR)
    start, taken = threading.Barrier(32), {name: list[str]() for name in names}
    threads = [threading.Thread(target=work, args=(url, name, start, taken)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(document for mine in taken.values() for document in mine) == dict.fromkeys(documents, 2)
    assert all(mine and len(set(mine)) == len(mine) for mine in taken.values())
    with open_store(url) as store:
        assert {share[:4] for share in store.shares()} == {(d, name, True, True) for name, mine in taken.items() for d in mine}


def test_work_is_abandoned_after_its_time_and_not_at_it(store: Store) -> None:
    """What was taken two hours ago to the microsecond is still theirs; asking again at that time takes nothing new."""
    store.add_document(make("a1"))
    store.set_plan(Plan(1, abandoned_after=2), "mk", NOW)
    assert store.take_document("ann", NOW) == "a1"
    assert store.take_document("ben", NOW + 2 * HOUR) is None
    assert store.take_document("ann", NOW + 2 * HOUR) == "a1"
    assert store._value("SELECT COUNT(*) FROM assignments") == 1
    assert store.take_document("ben", NOW + 2 * HOUR + timedelta(microseconds=1)) == "a1"


def test_how_a_document_was_chosen_is_kept_with_its_assignment(filled: Store) -> None:
    filled.add_document(make("a2"))
    filled.add_document(make("a3"))
    plan = Plan(1, seed=3, order="uncertainty", sequence=("a3", "a2"), at_random=("a2",), random_share=0.5)
    filled.set_plan(plan, "mk", NOW)
    assert filled.take_document("ann", NOW) == "a3"
    assert filled.take_document("ben", NOW) == "a2"
    first, second = Selection("uncertainty", 3, 0.5, 1, False), Selection("uncertainty", 3, 0.5, 2, True)
    assert filled.selections() == {"a3": first, "a2": second}
    filled.set_plan(Plan(1), "mk", NOW + HOUR)
    filled.give_document("a2", "cem", NOW + HOUR, Selection("diverse", 0, 0.2, 9, False))
    assert filled.selections()["a2"] == second, "it was chosen the first time"
    filled.give_document("a1", "cem", NOW + HOUR, Selection("rare:claim.type=causal", 0, None, 1, False))
    assert filled.selections()["a1"].random_share is None
    assert filled.assigned_since(timestamp(NOW + HOUR)) == {"a1": {"cem"}, "a2": {"cem"}}


def test_a_plan_without_an_order_chooses_nothing(filled: Store) -> None:
    filled.add_document(make("a2"))
    filled.set_plan(Plan(1), "mk", NOW)
    assert filled.take_document("ann", NOW) == "a2"
    assert filled.selections() == {}


@pytest.fixture
def two(filled: Store) -> Store:
    filled.add_document(make("a2"))
    return filled


def test_assignments_come_in_the_order_of_time(two: Store) -> None:
    given = [give(5, "jö"), give(5, "mk"), give(6, "mk", "a2"), give(7, "Ann")]
    two.load((), assignments=given[::-1])
    two._insert("assignments", "document, annotator, created", ("a1", "mk", at(8)))
    assert two.assignments() == given, "without the one that no order chose"
    assert two.assignments("a1") == [given[0], given[1], given[3]]
    assert two.assignments(annotator="mk") == given[1:3]
    assert two.assignments("a2", "jö") == []


def test_assignments_are_loaded_once_and_what_is_stored_stays(two: Store) -> None:
    assert two.load((), assignments=[give(5), give(6, document="a2")]) == 0, "they are no decisions"
    assert two.new_assignments([give(5), give(7), give(7, seed=9)]) == [give(7)]
    two.load((), assignments=[give(5), give(5, seed=9), give(7, "ben", round=4)])
    assert two.assignments() == [give(5), give(6, document="a2"), give(7, "ben", round=4)]
    two._insert("assignments", "document, annotator, created", ("a1", "mk", at(8)))
    two.load((), assignments=[give(8)])
    assert give(8) not in two.assignments(), "it is known that no order chose it"


def test_the_earliest_assignment_counts_whichever_was_loaded_first(two: Store) -> None:
    two.load((), assignments=[give(7, round=7)])
    two.load((), assignments=[give(6, "ben", round=6), give(9, round=9)])
    assert two.selections() == {"a1": give(6, round=6).selection}
    assert two.assigned_since(at(7)) == {"a1": {"mk"}}


@pytest.mark.parametrize(("given", "words"), [(give(document="a9"), "no document a9"), (give(annotator="m\0k"), "NUL character")])
def test_with_an_assignment_that_cannot_be_stored_nothing_is_loaded(two: Store, given: Assignment, words: str) -> None:
    before = list(two.revisions())
    with pytest.raises(StoreError, match=words):
        two.load([revise(1, 5)], assignments=[give(), given])
    assert (list(two.revisions()), two.assignments()) == (before, [])


def test_loaded_assignments_go_with_their_annotator_and_document(two: Store) -> None:
    two.load((), assignments=[give(5), give(5, "ben"), give(6, "ben"), give(7, "cem", "a2"), give(8, "dan", "a2")])
    two.merge_people("ben", "mk", "ada")
    two.rename_person("cem", "eva", "ada")
    assert two.delete_person("dan", "annotator-1", "ada")["assignments"] == 1
    assert two.assignments() == [give(5), give(6), give(7, "eva", "a2")]
    assert two.remove_documents({"a2": 0}, "ada", NOW).assignments == 1
    assert two.assignments() == [give(5), give(6)]
