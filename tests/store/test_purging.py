"""Documents removed for good: every trace of them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.errors import StoreError
from annotate.model import ADJUDICATION
from annotate.review.assignment import Plan
from annotate.store import Removed, Store, open_store
from annotate.store.purging import purge
from support.builders import make_version
from support.storing import make, revise

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TABLES = ("documents", "segmentations", "revisions", "adjudications", "assignments", "plans", "removals")


@pytest.fixture
def rich(filled: Store) -> Store:
    """Two documents, each with decisions, an adjudication, two segmentations, an assignment; two plans that name both."""
    filled.add_document(make("b2"))
    filled.save([revise(1, 1, document="b2")])
    for id in ("a1", "b2"):
        filled.save([replace(revise(0, 3, document=id), layer=ADJUDICATION)])
        filled.add_version(make_version(make(id), 2, "ada"), [])
    for gold in (("a1",), ("a1", "b2")):
        begun = {"a1": ("mk",), "b2": ("mk", "ada")}
        filled.set_plan(Plan(1, ("ada", "mk"), training=("a1", "b2"), gold=gold, gold_by="mk", begun=begun), "mk", NOW)
        filled.set_plan(None, "mk", NOW)
    filled.set_plan(Plan(1), "mk", NOW)
    for annotator in ("cem", "dan"):
        filled.take_document(annotator, NOW)
    return filled


def rows(store: Store) -> dict[str, list[str]]:
    return {table: sorted(map(repr, store._db.execute(f"SELECT * FROM {table}"))) for table in TABLES}


def test_every_trace_is_gone_and_a_record_stays(rich: Store) -> None:
    before = rows(rich)
    removed = rich.remove_documents({"a1": 2}, "ada", NOW)
    assigned = sum("'a1'" in row for row in before["assignments"])
    assert removed == Removed(revisions=1, adjudications=1, assignments=assigned, segmentations=2, former_texts=0, documents=1)
    after = rows(rich)
    assert not [row for table in TABLES for row in after[table] if "a1" in row]
    for table in TABLES[:6]:
        assert after[table] == [row for row in before[table] if "a1" not in row], "the other document is untouched"
    assert rich.removals() == (("ada", "2026-11-22T00:00:00.000000Z", _counts(removed)),)
    assert list(rich.check_integrity()) == []


def _counts(removed: Removed) -> dict[str, int]:
    return {table: getattr(removed, table) for table in TABLES[:6]}


def test_plans_go_on_without_the_document(rich: Store) -> None:
    plan = Plan(1, ("ada", "mk"), training=("a1", "b2"), gold=("a1",), gold_by="mk", begun={"a1": ("mk",), "b2": ("ada",)})
    rich.set_plan(plan, "mk", NOW)
    rich.remove_documents({"a1": 2}, "ada", NOW)
    without = rich.plan()
    assert without is not None
    assert (without.training, without.gold, without.gold_by, without.begun) == (("b2",), (), "", {"b2": ("ada",)})
    assert rich.next_document("ada", NOW) == "b2"


def test_all_or_none(rich: Store) -> None:
    before = rows(rich)
    with pytest.raises(StoreError, match="there is no document zz"):
        rich.remove_documents({"a1": 2, "zz": 0}, "ada", NOW)
    with pytest.raises(StoreError, match="b2 was labelled while it was to be removed; nothing was removed"):
        rich.remove_documents({"a1": 2, "b2": 1}, "ada", NOW)
    with pytest.raises(StoreError, match="NUL"):
        purge(rich._db, {"a1": 2}, "a\x00da", NOW)
    assert rows(rich) == before


def test_a_removed_document_can_be_added_again(rich: Store) -> None:
    rich.remove_documents({"a1": 2, "b2": 2}, "ada", NOW)
    assert (rich.documents(), rich.parts(), list(rich.revisions())) == ((), (), [])
    rich.add_document(make())
    rich.save([revise()])
    assert [entry.id for entry in rich.documents()] == ["a1"]
    with pytest.raises(StoreError, match="no document b2"):
        rich.save([revise(document="b2")])


def test_records_of_removals_are_copied(rich: Store, fresh: Callable[[], str]) -> None:
    rich.remove_documents({"a1": 2}, "ada", NOW)
    with open_store(fresh()) as target:
        assert rich.copy_to(target).removals == 1
        assert rows(target) == rows(rich)


def test_nothing_of_the_text_is_left_in_a_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add_document(make("a1", "A secret of nobody."))
        store.add_document(make("b2", "Open to all."))
        store.remove_documents({"a1": 0}, "ada", NOW)
        data = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*") if path.is_file())
    assert (b"secret" in data, b"Open to all" in data) == (False, True)
