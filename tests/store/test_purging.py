"""Documents and people removed for good, or renamed: every trace of them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.checks import check_revisions
from annotate.errors import StoreError
from annotate.model import ADJUDICATION, Revision
from annotate.review.assignment import Plan, allot
from annotate.schema import Schema
from annotate.store import ADJUDICATOR, Merged, Removed, Store, open_store
from annotate.store.purging import purge
from annotate.store.rows import revision_row
from support.builders import make_version
from support.storing import at, make, revise

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TABLES = ("documents", "former_texts", "segmentations", "revisions", "adjudications", "assignments", "links", "plans", "removals")


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
    for table in TABLES[:7]:
        assert after[table] == [row for row in before[table] if "a1" not in row], "the other document is untouched"
    assert rich.removals() == (("ada", "2026-11-22T00:00:00.000000Z", _counts(removed)),)
    assert list(rich.check_integrity()) == []


def _counts(removed: Removed) -> dict[str, int]:
    return {table: getattr(removed, table) for table in TABLES[:7]}


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


# -- people --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def team(rich: Store) -> Store:
    """Further decisions of mk and ben, who both corrected and removed something, in a plan with ada, cem and dan."""
    rich.add_document(make("c3"))
    rich.add_document(make("d4"))
    rich.save([revise(0, 5, "ben")])
    rich.save([replace(revise(2, 6, "mk"), layer=ADJUDICATION)])
    rich.add_version(make_version(make("b2"), 3, "mk", at(40)), [])
    rich.add_document(make("e5"))
    rich.remove_documents({"e5": 0}, "mk", NOW)
    everybody = ("ada", "mk", "ben", "cem", "dan")
    rich.set_plan(Plan(2, everybody, gold=("a1",), gold_by="mk", begun={"b2": ("mk", "ada")}), "mk", NOW)
    return rich


def holding(store: Store, name: str) -> list[str]:
    """The tables in which a name occurs."""
    return [table for table, content in rows(store).items() if any(f"'{name}'" in row or f'"{name}"' in row for row in content)]


EVERYWHERE = ["segmentations", "revisions", "adjudications", "plans", "removals"]


def test_a_person_is_renamed_everywhere(team: Store) -> None:
    assert holding(team, "mk") == EVERYWHERE
    before = {r.created: r for r in team.revisions()}
    drawn = allot(plan_of(team), ["a1", "b2", "c3", "d4"])
    changed = team.rename_person("mk", "M K", "mk")
    assert changed == 2 + 3 + 1 + 6 + 1, "revisions, adjudications, segmentations, plans, removals"
    assert holding(team, "mk") == []
    assert holding(team, "M K") == EVERYWHERE
    assert {r.created: replace(r, annotator="mk") if r.annotator == "M K" else r for r in team.revisions()} == before
    plan = plan_of(team)
    assert (plan.annotators, plan.gold_by) == (("ada", "M K", "ben", "cem", "dan"), "M K")
    assert allot(plan, ["a1", "b2", "c3", "d4"]) == {
        document: tuple("M K" if name == "mk" else name for name in names) for document, names in drawn.items()
    }, "nobody's work is drawn anew"
    assert list(team.check_integrity()) == []
    team.save([revise(2, 9, "M K")])
    assert team.removals()[-1][0] == "M K"
    assert list(team.removals()[-1][2]) == ["renamed"]


def plan_of(store: Store) -> Plan:
    plan = store.plan()
    assert plan is not None
    return plan


def test_the_author_of_a_segmentation_is_still_its_author(team: Store) -> None:
    team.rename_person("ada", "eva", "root")
    assert team._db.execute("SELECT author FROM segmentations WHERE document = 'a1' ORDER BY revision") == [
        ("annotate",),
        ("eva",),
    ]
    assert team.document("a1").sentences == make("a1").sentences
    assert team.segmentation("a1") == 2


def test_the_program_is_not_renamed(team: Store) -> None:
    team.save([revise(1, 9, "annotate")])
    team.rename_person("annotate", "eva", "root")
    assert holding(team, "annotate") == ["segmentations"]


def test_a_person_is_deleted(team: Store) -> None:
    with pytest.raises(StoreError, match="the decisions of mk are the gold of the plan; make another plan first"):
        team.delete_person("mk", "annotator-0000", "ada")
    assert holding(team, "mk") == EVERYWHERE
    team.set_plan(Plan(2, ("ada", "mk", "ben"), begun={"b2": ("mk", "ada")}), "mk", NOW)
    others = [revision for revision in (*team.revisions(), *team.adjudications()) if revision.annotator != "mk"]
    counts = team.delete_person("mk", "annotator-0000", "ada")
    assert counts == {"revisions": 2, "adjudications": 3, "assignments": 0, "links": 0}
    assert holding(team, "mk") == []
    assert holding(team, "annotator-0000") == ["segmentations", "plans", "removals"]
    assert [*team.revisions(), *team.adjudications()] == others
    plan = plan_of(team)
    assert (plan.annotators, plan.begun["b2"]) == (("ada", "ben"), ("ada",))
    assert team.removals()[-1][0] == "ada"
    assert team.removals()[-1][2] == {"annotators": 1, **counts}
    assert list(team.check_integrity()) == []
    with pytest.raises(StoreError, match="2 annotators, and without ben it has 1; make another plan first"):
        team.delete_person("ben", "annotator-0001", "ada")
    team.set_plan(Plan(1, ("ben",)), "ada", NOW)
    with pytest.raises(StoreError, match="1 annotators, and without ben it has 0"):
        team.delete_person("ben", "annotator-0001", "ada")
    team.set_plan(None, "ada", NOW)
    team.delete_person("ben", "annotator-0001", "ada")
    assert holding(team, "ben") == []


def test_two_names_of_one_person_become_one(team: Store) -> None:
    team.save([revise(0, 7, "ben"), revise(1, 7, "ben")])
    plan = plan_of(team)
    merged = team.merge_people("ben", "mk", "ada")
    assert merged == Merged(moved=3, repeated=0)
    assert holding(team, "ben") == []
    assert [(r.sentence, r.created) for r in team.history("a1", "mk")] == [
        ("a1:0", at(0)),
        ("a1:0", at(5)),
        ("a1:0", at(7)),
        ("a1:23", at(7)),
    ]
    assert plan_of(team).annotators == tuple(name for name in plan.annotators if name != "ben")
    assert list(team.removals()[-1][2].items()) == [("merged", 3)]
    assert list(team.check_integrity()) == []


def test_decisions_of_one_time_stay_two_decisions(filled: Store) -> None:
    filled.load([revise(1, 0, "ben"), revise(2, 0, "ben"), revise(2, 1, "ben"), revise(0, 3, "ben"), revise(0, 3)])
    filled.load([replace(revise(0, 1, "ben"), seconds=9.0)])
    assert filled.merge_people("ben", "mk", "ada") == Merged(moved=4, repeated=1), "of tick 3 both are the same"
    times = {(r.sentence, r.created) for r in filled.revisions()}
    assert times == {
        ("a1:0", at(0)),
        ("a1:23", at(2)),
        ("a1:44", at(2)),
        ("a1:44", at(1)),
        ("a1:0", at(1)),
        ("a1:0", at(3)),
    }


@pytest.mark.parametrize(("ben", "mk", "winner"), [(1, 2, "mk"), (2, 1, "ben")])
def test_after_a_correction_the_one_who_decided_later_counts(filled: Store, ben: int, mk: int, winner: str) -> None:
    """A correction moves the decisions of everybody at one time, which says nothing about who decided later."""

    def moved(sentence: int, who: str) -> Revision:
        return replace(revise(sentence, 5, who), action="mend", seconds=0.0, keys=1 if who == "mk" else 2)

    filled.load([revise(1, ben, "ben"), revise(1, mk, "mk"), moved(1, "ben"), moved(1, "mk"), moved(2, "ben"), moved(0, "mk")])
    assert filled.merge_people("ben", "mk", "ada").moved == 3
    current = {revision.sentence: revision for revision in filled.current()}
    assert current["a1:23"].keys == (1 if winner == "mk" else 2)
    assert [r.created for r in filled.revisions() if r.sentence != "a1:23" and r.action == "mend"] == [at(5)] * 2
    assert len(list(filled.revisions())) == 7, "nothing is lost"


def test_sources_of_two_names_are_told_apart(filled: Store, schema: Schema) -> None:
    other = revise(1, 5, "ben")
    assert other.annotation is not None
    sources = tuple(replace(source, name="Roe") if source.id == "s1" else source for source in other.annotation.sources)
    other = replace(other, annotation=replace(other.annotation, sources=sources))
    filled.save([other])
    by_hand = [replace(revise(0, 8, "mk"), layer=ADJUDICATION), replace(other, layer=ADJUDICATION, created=at(9))]
    filled.load(by_hand[:1])
    filled._db.transact(lambda: filled._append(by_hand[1:], [revision_row(by_hand[1])]))  # as earlier versions loaded it
    filled.merge_people("ben", "mk", "ada")
    found = (*filled.revisions(), *filled.adjudications())
    assert [sorted(s.id for s in r.annotation.sources) for r in found if r.annotation] == [["s0", "s1"], ["s0", "s2"]] * 2
    documents = {"a1": make()}
    for layer in (filled.revisions(), filled.adjudications()):
        assert "two-sources" not in {p.code for p in check_revisions(layer, documents.get, schema)}


def test_two_names_with_one_source_of_two_meanings_are_not_merged(filled: Store) -> None:
    filled.load([revise(0, 0, "ben")])  # the same decision: both know s1
    renamed = revise(1, 5, "ben")
    assert renamed.annotation is not None
    sources = tuple(replace(source, name=source.name and "Roe") for source in renamed.annotation.sources)
    filled.save([replace(renamed, annotation=replace(renamed.annotation, sources=sources))])
    before = rows(filled)
    with pytest.raises(
        StoreError, match=r"ben and mk cannot be merged: source s1 of mk is .* and 'Roe' .*; call it the same first"
    ):
        filled.merge_people("ben", "mk", "ada")
    assert rows(filled) == before


def test_assignments_at_the_same_time_are_one(filled: Store) -> None:
    for name in ("ben", "mk"):
        filled._insert("assignments", "document, annotator, created", ("a1", name, at(1)))
    filled._insert("assignments", "document, annotator, created", ("a1", "ben", at(2)))
    filled.merge_people("ben", "mk", "ada")
    assert sorted(filled._db.execute("SELECT annotator, created FROM assignments")) == [("mk", at(1)), ("mk", at(2))]


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.rename_person("mk", "eva", "ada"),
        lambda store: store.merge_people("mk", "ben", "ada"),
        lambda store: store.merge_people("ben", "mk", "ada"),
        lambda store: store.delete_person("mk", "annotator-0000", "ada"),
    ],
)
def test_who_has_a_document_open_is_waited_for(filled: Store, url: str, act: Callable[[Store], object]) -> None:
    filled.save([revise(1, 5, "ben")])
    filled.add_document(make("b2"))
    before = rows(filled)
    for name in ("mk", ADJUDICATOR):
        with open_store(url) as window, window.lock_document("b2", name):
            with pytest.raises(StoreError, match="b2 is open in another window; close it there first"):
                act(filled)
            assert rows(filled) == before
    with open_store(url) as window, window.lock_document("b2", "cem"):
        act(filled)
    assert rows(filled) != before


def test_a_window_that_was_opened_before_cannot_go_on_under_the_old_name(filled: Store, url: str) -> None:
    with open_store(url) as window:
        filled.rename_person("mk", "eva", "ada")
        with pytest.raises(StoreError, match="were loaded, renamed or removed"):
            window.save([revise(1, 9)], known=1)
    assert filled.people() == {"eva"}


@pytest.mark.parametrize("table", ["removals", "segmentations", "plans"])
def test_a_failure_on_the_way_leaves_nothing_by_half(team: Store, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    team.set_plan(Plan(1, ("ada", "mk", "ben")), "mk", NOW)
    before, execute = rows(team), team._db.execute

    def failing(sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        if re.match(rf"(UPDATE|INSERT INTO|DELETE FROM) {table}", sql):
            raise StoreError("the disk is full")
        return execute(sql, values)

    monkeypatch.setattr(team._db, "execute", failing)
    for act in (
        lambda: team.rename_person("mk", "eva", "ada"),
        lambda: team.merge_people("mk", "ben", "ada"),
        lambda: team.delete_person("mk", "annotator-0000", "ada"),
    ):
        with pytest.raises(StoreError, match="the disk is full"):
            act()
    monkeypatch.undo()
    assert rows(team) == before


def test_nothing_of_the_name_is_left_in_a_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add_document(make())
        store.save([revise(0, 1, "Wilhelmina")])
        store.save([revise(0, 2, "ben")])
        store.set_plan(Plan(1, ("Wilhelmina", "ben")), "Wilhelmina", NOW)
        store.rename_person("Wilhelmina", "annotator-0000", "ben")
        data = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*") if path.is_file())
    assert (b"Wilhelmina" in data, b"annotator-0000" in data) == (False, True)


def test_a_name_that_no_database_can_store(filled: Store) -> None:
    before = rows(filled)
    with pytest.raises(StoreError, match="NUL"):
        filled.rename_person("mk", "a\x00", "ada")
    assert rows(filled) == before
