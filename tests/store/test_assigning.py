"""Documents taken under a plan, on either database: by many at once, by who may only insert, after others gave up."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotate.model import Revision
from annotate.review.assignment import DocumentProgress, Plan, Selection, allot
from annotate.store import Store, open_store, timestamp
from support.storing import at, make, revise

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
