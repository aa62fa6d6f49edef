"""The narrow tables, on either database: right whoever writes, and looked into where nothing else may be read from end to end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from annotate.errors import StoreError
from annotate.model import Document, text_sha256
from annotate.review.assignment import (
    DocumentProgress,
    ListedDesk,
    Plan,
    allot,
    keep_begun,
    next_document,
    progress_by_annotator,
)
from annotate.store import DocumentEntry, Size, Store, abandoned_before, open_store, timestamp
from annotate.store.counts import count_errors
from annotate.store.migrations import MIGRATIONS
from annotate.store.rows import STORED_REVISION_COLUMNS
from support.builders import make_version
from support.postgres_server import Server, drop
from support.storing import at, everything, make, make_older, revise, unseen

NOW = datetime(2026, 11, 22, 16, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def progress(store: Store) -> dict[tuple[str, str], tuple[int, int, int, str]]:
    """Decisions, finished sentences, completeness and last time by document and annotator."""
    rows = store._db.execute("SELECT document, annotator, decisions, finished, complete, last FROM progress")
    return {(document, annotator): tuple(values) for document, annotator, *values in rows}


def finishers(store: Store) -> dict[str, int]:
    return dict(store._db.execute("SELECT document, finishers FROM document_index"))


def test_decisions_are_counted_as_they_are_made_and_undone(store: Store) -> None:
    for id in ("a1", "a2"):
        store.add_document(make(id))
    assert store.size() == Size(2, 0, 6)
    store.save([revise(0, 1), revise(1, 1)])
    assert progress(store) == {("a1", "mk"): (2, 2, 0, at(1))}
    store.save([revise(2, 2)])
    assert (progress(store)["a1", "mk"], finishers(store)) == ((3, 3, 1, at(2)), {"a1": 1, "a2": 0})
    store.save([revise(0, 3)])
    assert progress(store)["a1", "mk"] == (4, 3, 1, at(3)), "the newest of a sentence counts"
    store.save([unseen(revise(1), 4)])
    assert (progress(store)["a1", "mk"], finishers(store)["a1"]) == ((5, 2, 0, at(4)), 0)
    store.save([replace(revise(1, 5, label=None))])
    assert progress(store)["a1", "mk"] == (6, 2, 0, at(5)), "open sentences are not finished"
    assert list(count_errors(store._db)) == []


def test_a_corrected_article_has_other_counts(store: Store) -> None:
    store.add_document(make())
    store.save([revise(sentence, 1) for sentence in range(3)])
    assert finishers(store) == {"a1": 1}
    document = make()
    parted = replace(document, sentences=(*document.sentences[:2], *_halves(document)))
    store.add_version(replace(make_version(document, 2, "ada"), document=parted), [])
    assert (store.size(), finishers(store)) == (Size(1, 0, 4), {"a1": 0})
    store.add_document(replace(make("a2"), sentences=()))
    assert store.size() == Size(2, 1, 4)
    store.replace_document(make("a2"))
    assert store.size() == Size(2, 0, 7)
    assert list(count_errors(store._db)) == []


def _halves(document: Document) -> Iterator[object]:
    last = document.sentences[2]
    yield replace(last, end=last.start + 5)
    yield replace(last, id=f"{document.id}:{last.start + 5}", start=last.start + 5)


def test_statements_that_change_many_rows_are_counted(store: Store) -> None:
    """As they are typed by hand, or sent by another version of the program."""
    for id in ("a1", "a2"):
        store.add_document(make(id))
    store.save([revise(0, 1), revise(1, 1), revise(2, 1)])
    store.save([revise(0, 2), revise(1, 2)])
    columns = [column if column != "annotator" else "'ben'" for column in STORED_REVISION_COLUMNS.split(", ")]
    store._db.execute(f"INSERT INTO revisions ({STORED_REVISION_COLUMNS}) SELECT {', '.join(columns)} FROM revisions")
    assert progress(store) == {("a1", name): (5, 3, 1, at(2)) for name in ("mk", "ben")}
    assert finishers(store)["a1"] == 2
    store._db.execute("UPDATE revisions SET annotator = 'cem' WHERE annotator = 'mk'")
    store._db.execute("UPDATE revisions SET label = NULL WHERE annotator = 'ben'")
    assert progress(store) == {("a1", "cem"): (5, 3, 1, at(2)), ("a1", "ben"): (5, 0, 0, at(2))}
    store._db.execute("DELETE FROM revisions")
    assert (progress(store), finishers(store)) == ({}, {"a1": 0, "a2": 0})
    store._db.execute("DELETE FROM segmentations")
    assert store.size() == Size(2, 2, 0)
    store._db.execute("DELETE FROM documents")
    assert store.size() == Size(0, 0, 0)
    assert list(count_errors(store._db)) == []


def act(store: Store, chance: random.Random, step: int) -> None:
    """Change the store in one of the ways in which it can be changed."""
    ids = [entry.id for entry in store.documents()]
    now, id, name = NOW + step * HOUR, chance.choice(ids), chance.choice("abcd")
    way = chance.choice(["add", "save", "save", "save", "save", "undo", "remove", "person", "replace", "correct", "load", "plan"])
    if way == "add":
        store.add_document(replace(make(f"n{step}"), sentences=make(f"n{step}").sentences[: chance.choice([0, 3, 3])]))
    elif way in ("save", "load"):
        taken = store.take_document(name, now) or id
        made = [replace(revise(n, 0, name, document=taken), created=timestamp(now)) for n in range(chance.randint(1, 3))]
        store.save(made) if way == "save" else store.load(made)
    elif way == "undo":
        store.save([replace(unseen(revise(0, 0, name, document=id), 0), created=timestamp(now))])
    elif way == "remove" and len(ids) > 2:
        known = sum(tally.revisions for tally in store.tally() if tally.document == id)
        store.remove_documents({id: known}, "mk", now)
    elif way == "person":
        change = chance.choice([store.merge_people, store.rename_person])
        change(name, chance.choice("abcde"), "mk")
    elif way == "replace":
        store.replace_document(make(id, chance.choice(["Other.", make().text])))
    elif way == "correct":
        store.add_version(make_version(store.document(id), store.segmentation(id) + 1, "ada"), [])
    elif way == "plan":
        names = chance.sample("abcde", chance.randint(1, 4))
        special = chance.sample(ids, min(len(ids), chance.choice([0, 0, 2])))
        plan = Plan(
            chance.randint(1, min(len(names), 2)),
            tuple(names) if chance.random() < 0.7 else (),
            chance.randint(0, 9),
            chance.choice([2, 9, 30]),
            training=tuple(special[:1]),
            gold=tuple(special[1:]),
            gold_by="zoe" if special else "",
            sequence=tuple(chance.sample(ids, len(ids) // 2)) if chance.random() < 0.3 else (),
        )
        store.set_plan(keep_begun(plan, store.shares()), "mk", now - chance.choice([0, 40]) * HOUR)


def in_memory(store: Store, plan: Plan, annotator: str, now: datetime) -> str | None:
    """The next document of an annotator, of all documents and all work."""
    sizes = {entry.id: entry.sentence_count for entry in store.documents()}
    empty = [DocumentProgress(id, annotator, False, True, "") for id, size in sizes.items() if not size]
    desk = ListedDesk(plan, annotator, list(sizes), [*store.shares(), *empty])
    return next_document(plan, annotator, desk, abandoned_before(plan, now))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_counts_are_right_and_work_is_given_as_if_all_was_read(fresh: Callable[[], str], seed: int) -> None:
    chance, url = random.Random(seed), fresh()
    with open_store(url) as store:
        for number in range(chance.randint(1, 6)):
            store.add_document(make(f"d{number}"))
        for step in range(30):
            with suppress(StoreError):  # it is refused, and must change nothing
                act(store, chance, step)
            assert list(count_errors(store._db)) == []
            if plan := store.plan():
                now = NOW + step * HOUR
                for annotator in "abz":
                    assert store.next_document(annotator, now) == in_memory(store, plan, annotator, now)
                allotted = allot(plan, [entry.id for entry in store.documents()])
                shares, since = store.shares(), abandoned_before(plan, now)
                expected = progress_by_annotator(plan, allotted, shares, since)
                touched, untouched = store.allotted({share.document for share in shares})
                assert progress_by_annotator(plan, touched, shares, since, untouched) == expected
        copied = fresh()
        with open_store(copied) as target:
            store.copy_to(target)
            assert list(count_errors(target._db)) == []
            assert progress(target) == progress(store)


def test_a_wrong_count_is_found_and_corrected(filled: Store) -> None:
    filled.add_document(make("a2"))
    before = (progress(filled), finishers(filled), filled.size())
    assert list(filled.count_problems()) == []
    for statement, table in (
        ("UPDATE progress SET finished = 7", "progress"),
        ("UPDATE document_index SET finishers = 7", "document_index"),
        ("DELETE FROM document_index WHERE document = 'a2'", "document_index"),
        ("UPDATE totals SET sentences = 7", "totals"),
        ("UPDATE documents SET text_sha256 = 'x'", "documents"),
    ):
        filled._db.execute(statement)
        problems = list(filled.count_problems())
        assert {problem.code for problem in problems} == {"wrong-count"}
        assert any(f"the table {table} of" in problem.message for problem in problems)
        assert list(filled.check_integrity()) == [], "nothing that was stored is damaged"
        filled.recount()
        assert list(filled.count_problems()) == []
        assert (progress(filled), finishers(filled), filled.size()) == before


def test_an_older_store_is_counted(fresh: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    for version in (6, len(MIGRATIONS) - 2):
        url = fresh()
        make_older(url, version, monkeypatch)
        with open_store(url) as store:
            assert list(store.count_problems()) == []
            assert (store.size(), progress(store)) == (Size(1, 0, 3), {("a1", "mk"): (1, 1, 0, at(0))})
            assert store.ids_by_text(text_sha256(make().text)) == ["a1"]
        assert everything(url) == ([make()], [revise()])


def test_documents_are_found_by_what_is_known_of_them(store: Store) -> None:
    added = [make("a1"), make("a2", "Other.", path="raw/a1.txt"), make("b%_1", "Third.", path="raw/t.csv#2", sha256="cd" * 32)]
    assert not store.has_documents()
    for document in added:
        store.add_document(document)
    entries = [DocumentEntry(d.id, d.path, d.sha256, None, len(d.sentences)) for d in added]
    assert store.has_documents()
    assert store.documents() == tuple(entries)
    assert [store.entry(id) for id in ("a2", "zz")] == [entries[1], None]
    assert [store.entry_by_bytes(sha256) for sha256 in ("ab" * 32, "cd" * 32, "")] == [*entries[1:], None], "the newest"
    assert store.entries_by_path(["raw/a1.txt", "raw/t.csv", "raw/t.csv#2"]) == {entry.path: entry for entry in entries[1:]}
    assert store.sources(["raw/a1.txt", "raw/t.csv", "raw/t.cs", "raw/x.txt"]) == {"raw/a1.txt", "raw/t.csv"}
    assert store.stored_ids(["a1", "zz", "b%_1"]) == {"a1", "b%_1"}
    assert store.in_order(["b%_1", "a2", "zz", "a1"]) == ["a1", "a2", "b%_1"]
    assert (store.ids_starting_with("a", 9), store.ids_starting_with("b%", 9)) == (["a1", "a2"], ["b%_1"])
    assert store.ids_starting_with("", 2) == ["a1", "a2"]
    assert [list(store.ids_around("a2", backwards=backwards)) for backwards in (False, True)] == [
        ["b%_1", "a1", "a2"],
        ["a1", "b%_1", "a2"],
    ]
    store._db.execute("UPDATE documents SET text_sha256 = NULL WHERE id = 'a2'")  # as an older version stores it
    assert store.ids_by_text(text_sha256("Other.")) == ["a2"]
    assert store.ids_by_text(text_sha256("Third.")) == ["b%_1"]
    assert store.text_hashes() == {d.id: d.text_sha256 for d in added}
    assert store.drawn_unfinished("mk", "f" * 64) in {"a1", "a2", "b%_1"}


def test_what_is_left_for_an_annotator(store: Store) -> None:
    for id in ("a1", "a2", "a3"):
        store.add_document(make(id))
    store.add_document(replace(make("a4"), sentences=()))
    assert (store.unfinished("mk", 9), store.last_unfinished("mk")) == (["a1", "a2", "a3"], None)
    assert store.left("mk", without="a1") == (2, 6)
    store.save([revise(sentence, 1) for sentence in range(3)])
    store.save([revise(0, 2, document="a2")])
    assert (store.unfinished("mk", 1), store.last_unfinished("mk")) == (["a2"], "a2")
    assert (store.left("mk", without="a1"), store.left("mk", without="a2")) == ((2, 5), (1, 3))
    assert store.unfinished("ada", 1) == ["a1"]
    drawn = {store.drawn_unfinished("mk", start * 64) for start in "0123456789abcdef"}
    assert drawn == {"a2", "a3"} & drawn
    for id, tick in (("a2", 3), ("a3", 4)):
        store.save([revise(sentence, tick, document=id) for sentence in range(3)])
    assert (store.unfinished("mk", 1), store.drawn_unfinished("mk", "0")) == ([], None)
    assert store.left("mk", without="a3") == (0, 0)


@pytest.mark.parametrize("named", [True, False])
def test_an_older_version_that_adds_documents_does_not_disturb_a_plan(store: Store, named: bool) -> None:
    for number in range(6):
        store.add_document(make(f"d{number}"))
    plan = Plan(2, ("ann", "ben", "cem") if named else ())
    store.set_plan(plan, "mk", NOW)
    expected = [in_memory(store, plan, name, NOW) for name in plan.annotators]
    store._db.execute("DELETE FROM allotments")
    assert [store.next_document(name, NOW) for name in plan.annotators] == expected
    assert store.take_document("ann", NOW) == in_memory(store, plan, "ann", NOW)
    assert bool(store.count("allotments")) == named, "who takes adds what is missing"


# -- what is read -----------------------------------------------------------------------------------------------------


@contextmanager
def scanned(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield the list to which each full scan of a table is added, of SQLite's plans."""
    execute = store._db.execute
    scans: list[str] = []

    def explain(sql: str, values: tuple[object, ...] = ()) -> object:
        if sql.startswith("SELECT"):
            plan = execute(f"EXPLAIN QUERY PLAN {sql}", values)
            scans.extend(f"{row[3]}: {sql}" for row in plan if row[3].startswith("SCAN") and "CONSTANT" not in row[3])
        return execute(sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(store._db, "execute", explain)
        yield scans


def test_what_a_person_waits_for_scans_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "a.db") as store:
        for number in range(30):
            store.add_document(make(f"d{number}"))
        store.save([revise(sentence, 1, document="d0") for sentence in range(3)])
        for plan in (None, Plan(2), Plan(2, ("ann", "ben", "mk"))):
            store.set_plan(plan, "mk", NOW)
            with scanned(store, monkeypatch) as scans:
                store.next_document("ann", NOW)
                store.take_document("mk", NOW)
                store.entry("d1"), store.entry_by_bytes("ab" * 32), store.entries_by_path(["raw/d1.txt"])
                store.sources(["raw/x.txt"]), store.stored_ids(["d1"]), store.in_order(["d1"])
                store.ids_by_text("x"), store.ids_starting_with("d1", 9)
                store.last_unfinished("mk"), store.begun("mk"), store.corrected(["d1"])
                with pytest.raises(StoreError, match="did you mean"):
                    store.document("d1x")
            assert [scan for scan in scans if not scan.startswith(("SCAN plans", "SCAN totals", "SCAN names"))] == []
            with scanned(store, monkeypatch) as scans:
                store.has_documents(), store.unfinished("mk", 1), store.drawn_unfinished("mk", "0")
            assert all("USING" in scan and "LIMIT" in scan for scan in scans), "in the order of an index, up to the first"


def test_rows_that_are_read_for_the_next_document_do_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: dict[int, list[int]] = {}
    for documents in (10, 300):
        with open_store(tmp_path / f"{documents}.db") as store:
            store._db.transact(
                lambda store=store, count=documents: [store._add_document(make(f"d{n}"), _row(n)) for n in range(count)]
            )
            for plan in (Plan(2), Plan(1, ("ann", "ben"))):
                store.set_plan(plan, "mk", NOW)
                execute, read = store._db.execute, list[int]()
                with monkeypatch.context() as patch:
                    patch.setattr(store._db, "execute", lambda *a, e=execute, r=read: r.append(len(found := e(*a))) or found)
                    assert store.take_document("ann", NOW) is not None
                rows.setdefault(documents, []).append(sum(read))
    assert all(many <= few + 50 for few, many in zip(rows[10], rows[300], strict=True)), "a page more, at most"


def _row(number: int) -> tuple[object, ...]:
    from annotate.store.rows import document_row

    return document_row(make(f"d{number}"))


@pytest.fixture
def place(server: Server) -> Iterator[str]:
    """Gives the name of a schema, and of a role that can be made."""
    name = f"test_{uuid4().hex}"
    yield name
    drop(server.url(name))
    server.execute(f"DROP ROLE IF EXISTS {name}")


# -- privileges -------------------------------------------------------------------------------------------------------


def test_who_may_only_insert_decisions_is_counted_and_given_work(server: Server, place: str) -> None:
    with open_store(server.url(place)) as store:
        for number in range(4):
            store.add_document(make(f"d{number}"))
        store.set_plan(Plan(1, ("ann", "ben")), "mk", NOW)
    server.execute(
        f"CREATE ROLE {place} LOGIN",
        f'GRANT USAGE ON SCHEMA "{place}" TO {place}',
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "{place}" TO {place}',
        f'GRANT INSERT ON "{place}".revisions, "{place}".assignments TO {place}',
    )
    try:
        with open_store(server.url(place, place), create=False) as mine:
            taken = mine.take_document("ann", NOW)
            assert taken is not None
            mine.save([revise(sentence, 1, "ann", document=taken) for sentence in range(3)])
            assert (progress(mine), finishers(mine)[taken]) == ({(taken, "ann"): (3, 3, 1, at(1))}, 1)
            server.execute(f'DELETE FROM "{place}".allotments')
            plan = mine.plan()
            assert plan is not None
            assert mine.take_document("ben", NOW) == in_memory(mine, plan, "ben", NOW)
            assert mine.count("allotments") == 0
        with open_store(server.url(place)) as store:
            assert list(store.count_problems()) == []
    finally:
        server.execute(f"DROP OWNED BY {place} CASCADE")


def test_who_could_read_and_add_can_do_so_after_the_migration(
    server: Server, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_older(server.url(place), len(MIGRATIONS) - 2, monkeypatch)
    server.execute(
        f"CREATE ROLE {place} LOGIN",
        f'GRANT USAGE ON SCHEMA "{place}" TO {place}',
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "{place}" TO {place}',
        f'GRANT INSERT ON "{place}".documents, "{place}".segmentations, "{place}".plans TO {place}',
    )
    try:
        with open_store(server.url(place)) as store:
            assert store.size() == Size(1, 0, 3)
        with open_store(server.url(place, place), create=False) as other:
            other.add_document(make("a2"))
            other.set_plan(Plan(1, ("ann",)), "mk", NOW)
            assert (other.size(), other.count("allotments")) == (Size(2, 0, 6), 2)
    finally:
        server.execute(f"DROP OWNED BY {place} CASCADE")
