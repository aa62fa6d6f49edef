"""What only a SQLite file can do: be damaged, locked, read-only, another program's, of an older version."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import StoreError
from annotate.model import ADJUDICATION
from annotate.store import Store, open_store, sqlite
from annotate.store import store as module
from annotate.store.migrations import MIGRATIONS
from support.storing import WORKER, everything, make, revise, seal, start, unseen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def raw(path: Path, *statements: str) -> None:
    """SQL behind the store's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_revisions_are_only_ever_added(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for event in ("UPDATE", "DELETE"):
        trigger = f"CREATE TEMP TRIGGER no_{event} BEFORE {event} ON main.revisions BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        filled._db.execute(trigger)
    statements: list[str] = []
    execute = filled._db.execute

    def record(sql: str, values: tuple[object, ...] = ()) -> object:
        statements.append(sql)
        return execute(sql, values)

    monkeypatch.setattr(filled._db, "execute", record)
    filled.add_document(make("a2"))
    filled.replace_document(make("a2", "Other."))
    filled.save([revise(1, 2)])
    filled.save([unseen(revise(1), 3)])
    filled.load([revise(1, 2), revise(2, 9)])
    for read in (
        filled.tally,
        filled.decided,
        filled.documents,
        filled.check_integrity,
        filled.current,
        filled.revisions,
        filled.contested,
    ):
        list(read())
    filled.history("a1", "mk")
    filled.numbers("a1")
    filled.latest("mk")
    filled.annotated("a1")
    for sql in statements:
        assert "%" not in sql
        assert "'" not in sql
        assert not re.search(r"(UPDATE|DELETE FROM|REPLACE INTO) revisions|\bOR REPLACE\b", sql, re.IGNORECASE)
    with pytest.raises(StoreError, match="append-only"):
        execute("DELETE FROM revisions")  # the trigger does watch


def test_killed_while_making_the_store_it_can_be_made_again(path: Path) -> None:
    for delay in (0.02, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.15):
        worker = start("save", path, "mk", "0")
        time.sleep(delay)
        worker.kill()
        worker.communicate()
    with open_store(path) as opened:
        opened.add_document(make())


def test_a_document_is_labelled_in_one_window(filled: Store, path: Path) -> None:
    worker = start("hold", path, "a1", "mk")
    assert worker.stdout is not None
    assert worker.stdout.readline() == "held\n"
    words = rf"a1 is being labelled by mk in another window \(process {worker.pid}\); close it there first"
    with pytest.raises(StoreError, match=words), filled.lock_document("a1", "mk"):
        pass
    with filled.lock_document("a1", "jo"), filled.lock_document("a2", "mk"), pytest.raises(StoreError, match=str(os.getpid())):
        filled.lock_document("a2", "mk").__enter__()
    worker.kill()
    worker.communicate()
    for _ in range(2):
        with filled.lock_document("a1", "mk"):
            pass


def test_a_locked_store_is_waited_for_and_then_said(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
        with pytest.raises(StoreError, match="is locked by another program"):
            filled.save([revise(1, 1)])
        assert list(filled.revisions()) == [revise()]  # readers need not wait
        monkeypatch.setattr(sqlite, "PATIENCE", 10.0)
        timer = threading.Timer(0.2, other.execute, ("COMMIT",))
        timer.start()
        filled.save([revise(1, 2)])
        timer.join()
    assert len(list(filled.revisions())) == 2


def test_urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = "a b%41?#é'.db"
    for url in (odd, f"sqlite:///{odd}", f"sqlite:///{tmp_path / odd}", tmp_path / odd):
        with open_store(url) as opened:
            with suppress(StoreError):
                opened.add_document(make())
            assert opened.document("a1") == make()
    assert [p.name for p in tmp_path.iterdir()] == [odd]
    for url in ("mysql://user:secret@host/db", "sqlite://x"):
        with pytest.raises(StoreError, match="use a file path") as caught:
            open_store(url)
        assert "secret" not in str(caught.value)


def test_a_missing_store_is_made_only_if_asked(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for path in (tmp_path / "no.db", empty):
        with pytest.raises(StoreError, match="there is no store at"):
            open_store(path, create=False)
    assert list(tmp_path.iterdir()) == [empty]
    open_store(empty).close()
    open_store(tmp_path / "output" / "new.db").close()
    with pytest.raises(StoreError, match=r"cannot be opened \(No such file"):
        open_store(tmp_path / "no" / "such" / "x.db")


def refused(path: Path, words: str) -> None:
    """Opening says `words` in one sentence and changes no byte in the folder."""
    before = {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(StoreError, match=words) as caught:
        open_store(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == before


def test_what_is_not_ours_is_not_touched(path: Path) -> None:
    path.write_text("id,text\n" * 500)
    refused(path, "is not a SQLite database, so it is not a store of annotate; use another path")
    path.unlink()
    raw(path, "PRAGMA journal_mode = WAL", "CREATE TABLE documents (id TEXT)")
    refused(path, "of another program")
    path.unlink()
    path.mkdir()
    refused(path, "is a folder")
    path.rmdir()
    os.mkfifo(path)
    refused(path, "is a device")


def test_a_newer_store_is_not_touched(filled: Store, path: Path) -> None:
    filled._insert("migrations", "version, applied", (len(MIGRATIONS) + 1, "later"))
    filled.close()
    known = len(MIGRATIONS)
    refused(path, rf"newer version of annotate \(store version {known + 1}, this one knows {known}\); update annotate")


def test_a_damaged_store_is_said_and_left(filled: Store, path: Path) -> None:
    for n in range(20):
        filled.add_document(make(f"d{n}", "long " * 2000))
    filled.close()
    sound = path.read_bytes()
    middle = len(sound) // 2
    tail = sound[:middle] + bytes(len(sound) - middle)
    path.write_bytes(tail)
    with open_store(path) as opened:
        problems = list(opened.check_integrity())
        assert {problem.code for problem in problems} == {"store-damaged"}
        with pytest.raises(StoreError):
            [opened.document(entry.id) for entry in opened.documents()]
    assert path.read_bytes() == tail
    head = sound[:4096] + os.urandom(middle - 4096) + sound[middle:]
    for damaged in (head, sound[:5000]):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="is damaged; keep a copy"):
            everything(path)
        assert path.read_bytes() == damaged


def test_a_full_disk_loses_nothing(filled: Store, path: Path) -> None:
    pages = filled._db.execute("PRAGMA page_count")[0][0]
    filled._db.execute(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        filled.add_document(make("big", "long " * 100_000))
    assert [entry.id for entry in filled.documents()] == ["a1"]
    filled.save([revise(1, 1)])
    assert list(filled.check_integrity()) == []


def test_a_file_that_cannot_grow_loses_nothing(filled: Store, path: Path) -> None:
    out, err = start("fill", path, "jo", "600000").communicate(timeout=120)
    *promised, message = out.splitlines()
    assert err == ""
    assert re.search(
        r"(check that the disk is there and not full|the disk is full; free some space).* \(nothing stored is lost\)$", message
    )
    assert promised
    assert [r.created for r in filled.history("a1", "jo")] == sorted(promised * 3)
    assert list(filled.check_integrity()) == []


def test_a_store_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())  # pytest's own is closed to others
    try:
        with open_store(folder / "x.db") as opened:
            opened.add_document(make())
            opened.save([revise()])
        (folder / "x.db").chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, str(WORKER), "read", str(folder / "x.db")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout.startswith("a1 1\n"), done.stderr
        assert "cannot be written to; change the permissions" in done.stdout
        assert [p.name for p in folder.iterdir()] == ["x.db"]
        (folder / "x.db").chmod(0)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "StoreError: " in done.stderr
        assert "cannot be opened (Permission denied)" in done.stderr
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_integrity_names_what_is_wrong(filled: Store, path: Path) -> None:
    filled.add_document(make("bad"))
    filled.add_document(make("worse"))
    assert list(filled.check_integrity()) == []
    raw(
        path,
        "PRAGMA foreign_keys = OFF",
        "UPDATE segmentations SET blocks = replace(blocks, '\"start\":0', '\"start\":5') WHERE document = 'bad'",
        "UPDATE segmentations SET sentences = '[{]' WHERE document = 'worse'",
        "UPDATE revisions SET document = 'gone', annotation = '{'",
    )
    seal(path)
    problems = list(filled.check_integrity())
    assert [(p.code, p.document) for p in problems] == [
        ("segmentation-misfit", "bad"),
        ("segmentation-misfit", "worse"),
        ("document-unknown", "gone"),
        ("revision-unreadable", "gone"),
    ]
    assert all(p.where == str(path) and p.remedy for p in problems)
    with pytest.raises(StoreError, match="cannot be read"):
        list(filled.revisions())


def version_1(path: Path) -> None:
    """A store as version 1 wrote it. The file is as old as that version and stays as it is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("store_version_1.sql").read_text(encoding="utf-8"))


def test_a_store_of_version_1_is_read(path: Path) -> None:
    version_1(path)
    expected = [make(title="T")], [revise(), unseen(revise(1), 1)]
    assert everything(path) == expected
    assert everything(path) == expected
    with open_store(path) as opened:
        assert list(opened.check_integrity()) == []


def test_the_released_migration_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS[:1])
    version_1(tmp_path / "old.db")
    open_store(tmp_path / "new.db").close()
    tables = []
    for name in ("old.db", "new.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            tables.append(sorted(connection.execute("SELECT name, sql FROM sqlite_master"), key=str))
    assert tables[0] == tables[1]


def test_reading_one_document_scans_no_table(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = filled._db.execute
    scans: list[object] = []

    def explain(sql: str, values: tuple[object, ...] = ()) -> object:
        if sql.startswith("SELECT"):
            scans.extend(row[3] for row in execute(f"EXPLAIN QUERY PLAN {sql}", values) if "SCAN" in row[3])
        return execute(sql, values)

    monkeypatch.setattr(filled._db, "execute", explain)
    filled.document("a1")
    filled.numbers("a1")
    filled.latest("mk")
    filled.annotated("a1")
    list(filled.revisions("a1"))
    filled.history("a1", "mk")
    filled.save([revise(1, 1)])
    filled.load([revise(1, 1)])
    assert scans == []
    list(filled.current("a1"))
    assert all("revisions" not in str(scan) for scan in scans)  # it does go through its own subquery


def test_an_unreadable_adjudication_is_a_problem(filled: Store, path: Path) -> None:
    filled.save([replace(revise(0, 0, "eva"), layer=ADJUDICATION)])
    assert list(filled.check_integrity()) == []
    raw(path, "UPDATE adjudications SET annotation = '{'")
    seal(path)
    assert [problem.code for problem in filled.check_integrity()] == ["revision-unreadable"]


# -- the file alone -----------------------------------------------------------------------------------------------------


def copied(path: Path) -> int:
    """Return the number of revisions in a plain copy of the file alone, as Dropbox or cp make it."""
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (count,) = connection.execute("SELECT COUNT(*) FROM revisions").fetchone()
    return int(count)


def test_a_copy_of_the_file_alone_has_every_decision(filled: Store, path: Path) -> None:
    with open_store(path) as reader:
        for tick in range(1, 61):
            filled.save([revise(tick % 3, tick)])
            assert len(list(reader.revisions())) == copied(path) == tick + 1


def test_a_reader_of_an_older_state_is_waited_for_and_then_not(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "READERS_PATIENCE", 0.2)
    monkeypatch.setattr(sqlite, "_LOG_RETRY", 0.02)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM revisions").fetchall()
        timer = threading.Timer(0.05, reader.execute, ("COMMIT",))
        timer.start()
        filled.save([revise(1, 1)])
        timer.join()
        assert copied(path) == 2
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM revisions").fetchall()
        began = time.monotonic()
        filled.save([revise(1, 2)])
        filled.save([revise(1, 3)])  # the second does not wait again
        assert time.monotonic() - began < 0.4
        assert copied(path) == 2
        assert len(list(filled.revisions())) == 4
        reader.execute("COMMIT")
    until(lambda: copied(path) == 4)


def until(fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_program_that_decides_fast_is_copied_when_it_rests(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled._db, "_log_credit", 0.0)
    monkeypatch.setattr(filled._db, "_log_seconds", 60.0)  # what a move takes, so that there is no time for any
    monkeypatch.setattr(type(filled._db), "_log_delay", 0.05)
    filled._db._log_grown = time.monotonic()  # type: ignore[attr-defined]
    for tick in range(1, 6):
        filled.save([revise(1, tick)])
    assert copied(path) == 1
    until(lambda: copied(path) == 6)
    filled.save([revise(1, 7)])
    filled.close()
    assert copied(path) == 7
    filled.close()  # again, as a context manager does


# -- a full disk ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
def test_on_a_full_disk_everything_can_be_read(filled: Store, path: Path, killed: bool) -> None:
    """A limit of 0 bytes for every file stands for a full disk: no file can grow."""
    for tick in range(1, 4):
        filled.save([revise(tick % 3, tick)])
    if killed:
        worker = start("save", path, "jo", "1")
        assert worker.stdout is not None
        assert worker.stdout.readline()
        worker.kill()
        worker.communicate()
    filled.close()
    if killed:  # as if the machine had stopped: a log, and no index of it
        log = Path(f"{path}-wal")
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("UPDATE migrations SET applied = 'in the log' WHERE version = 1")
            content = log.read_bytes()
        log.write_bytes(content)
    out, err = start("full", path).communicate(timeout=60)
    count = 7 if killed else 4
    assert (out.splitlines()[:1], err) == ([f"a1 {count} {'in the log' if killed else ''}".strip()], "")
    assert "cannot grow because the disk is full; free some space, then try again" in out
    with open_store(path) as opened:
        opened.save([revise(1, 9)])
        assert len(list(opened.revisions())) == count + 1


def test_an_older_store_that_cannot_be_written_is_read(path: Path) -> None:
    version_1(path)
    before = path.read_bytes()
    out, err = start("full", path).communicate(timeout=60)
    assert (out.splitlines()[:1], err) == (["a1 2"], "")
    assert "the disk is full" in out
    assert path.read_bytes() == before


# -- locks ----------------------------------------------------------------------------------------------------------------


def test_locks_leave_no_files(filled: Store, path: Path) -> None:
    locks = Path(f"{path}.locks")
    with filled.lock_document("a1", "mk"), filled.lock_document("a1", "jo"):
        assert len(list(locks.iterdir())) == 2
    assert not locks.exists()
    worker = start("hold", path, "a1", "mk")
    assert worker.stdout is not None
    worker.stdout.readline()
    open_store(path).close()
    assert len(list(locks.iterdir())) == 1  # it is held
    worker.kill()
    worker.communicate()
    open_store(path).close()
    assert not locks.exists()
