"""A backup is whole and sound or is not there; a restore keeps what was there, and never leaves a project without a store."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.errors import DamagedError, StoreError
from annotate.store import Store, open_store
from annotate.store.backups import BackedUp, restore, write_backup
from support.storing import everything, make, revise, start

NOW = datetime(2026, 11, 28, 20, 59, tzinfo=UTC)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a project's store, with a decision on its only document."""
    made = tmp_path / "output" / "annotations.db"
    with open_store(made) as store:
        store.add_document(make())
        store.save([revise()])
    return made


def test_a_backup_has_everything_of_any_database(filled: Store, folder: Path) -> None:
    assert write_backup(filled, folder / "b.db") == BackedUp(1, 1)
    assert names(folder) == {"b.db"}
    with pytest.raises(StoreError, match=r"b.db is there already; name a new file, or replace it with --overwrite"):
        write_backup(filled, folder / "b.db")
    filled.save([revise(1, 1)])
    assert write_backup(filled, folder / "b.db", overwrite=True) == BackedUp(1, 2)
    assert everything(folder / "b.db") == ([make()], [revise(), revise(1, 1)])


def test_a_backup_is_one_moment_while_others_write(filled: Store, url: str, folder: Path) -> None:
    worker = start("save", url, "jo", "200")
    assert worker.stdout is not None
    for number in range(5):
        promised = worker.stdout.readline().strip()
        write_backup(filled, folder / f"{number}.db")
        with open_store(folder / f"{number}.db") as backup:
            history = backup.history("a1", "jo")
            assert len(history) % 3 == 0  # a decision has three revisions: none is there by half
            assert promised in {revision.created for revision in history}
            assert list(backup.check_integrity()) == []
    worker.kill()
    worker.communicate()


def test_a_backup_that_fails_leaves_nothing(filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for target, words in ((folder, "is a folder"), (Path(filled.where), "is the store itself")):
        if target.exists():
            with pytest.raises(StoreError, match=words):
                write_backup(filled, target, overwrite=True)
    filled._db.execute("UPDATE revisions SET seconds = 99")
    with pytest.raises(DamagedError, match=r"is damaged, so nothing was changed .*the revision of a1:0 by mk"):
        write_backup(filled, folder / "b.db")
    with pytest.raises(OSError, match=r"No such file or directory: '.*no/b.db'"):
        write_backup(filled, folder / "no" / "b.db")
    assert names(folder) == set()


def test_what_a_killed_backup_left_is_removed(filled: Store, folder: Path) -> None:
    for name in (".b.db.0123456789abcdef.part", ".b.db.0123456789abcdef.part-wal"):
        (folder / name).write_bytes(b"half")
    write_backup(filled, folder / "other.db")
    assert names(folder) == {"other.db"}


def test_a_restore_keeps_what_was_there(path: Path, folder: Path) -> None:
    with open_store(path) as store:
        write_backup(store, folder / "b.db")
        store.save([revise(1, 1)])
    backup = (folder / "b.db").read_bytes()
    done = restore(folder / "b.db", path, NOW)
    assert (done.documents, done.decisions) == (1, 1)
    assert done.kept == path.with_name("annotations.db.before-20261128T205900")
    assert everything(path) == ([make()], [revise()])
    assert everything(done.kept)[1] == [revise(), revise(1, 1)]
    assert (folder / "b.db").read_bytes() == backup
    assert names(folder) == {"b.db"}
    again = restore(folder / "b.db", path, NOW)
    assert again.kept == path.with_name("annotations.db.before-20261128T205900-2")
    assert names(path.parent) == {path.name, done.kept.name, again.kept.name}


def test_a_restore_where_there_is_no_store(path: Path, folder: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        write_backup(store, folder / "b.db")
    new = tmp_path / "new" / "annotations.db"
    assert restore(folder / "b.db", new, NOW) == BackedUp(1, 1)
    assert everything(new) == ([make()], [revise()])


@pytest.mark.parametrize("damage", ["header", "middle", "gone"])
def test_a_damaged_store_is_replaced(path: Path, folder: Path, damage: str) -> None:
    with open_store(path) as store:
        write_backup(store, folder / "b.db")
    content = path.read_bytes()
    path.write_bytes({"header": bytes(100) + content[100:], "middle": content[:9000] + bytes(9000), "gone": b""}[damage])
    damaged = path.read_bytes()
    done = restore(folder / "b.db", path, NOW)
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    assert everything(path) == ([make()], [revise()])


def test_a_log_of_the_old_store_is_not_taken_for_one_of_the_new(path: Path, folder: Path) -> None:
    """A store that was killed, and then damaged so that it cannot be opened, still has its log."""
    with open_store(path) as store:
        write_backup(store, folder / "b.db")
    log = Path(f"{path}-wal")
    log.write_bytes(b"a log")
    path.write_bytes(b"damaged")
    done = restore(folder / "b.db", path, NOW)
    assert done.kept is not None
    assert Path(f"{done.kept}-wal").read_bytes() == b"a log"
    assert everything(path) == ([make()], [revise()])


def test_a_restore_refuses_while_the_store_is_open(path: Path, folder: Path) -> None:
    with open_store(path) as store:
        write_backup(store, folder / "b.db")
    before = path.read_bytes()
    with open_store(path), pytest.raises(StoreError, match="is open in another window or program; close it there first"):
        restore(folder / "b.db", path, NOW)
    worker = start("hold", path, "a1", "mk")
    assert worker.stdout is not None
    worker.stdout.readline()
    with pytest.raises(StoreError, match="in another window"):
        restore(folder / "b.db", path, NOW)
    worker.kill()
    worker.communicate()
    assert path.read_bytes() == before
    restore(folder / "b.db", path, NOW)


def test_what_is_not_a_sound_backup_is_refused(path: Path, folder: Path) -> None:
    with open_store(path) as store:
        write_backup(store, folder / "b.db")
    before = path.read_bytes()
    content = (folder / "b.db").read_bytes()
    (folder / "flipped.db").write_bytes(content.replace(b'"naming":"named"', b'"naming":"namee"'))
    (folder / "half.db").write_bytes(content[: len(content) // 2])
    (folder / "labels.jsonl").write_text("{}")
    for name, words in (
        ("flipped.db", "is damaged, so nothing was changed .*the revision of a1:0"),
        ("half.db", "is damaged"),
        ("labels.jsonl", "is not a SQLite database"),
        ("nowhere.db", "there is no file"),
        (str(path), "is the store itself"),
    ):
        with pytest.raises(StoreError, match=words):
            restore(folder / name, path, NOW)
    assert path.read_bytes() == before
    assert names(path.parent) == {path.name}


def test_a_file_system_without_links(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotate.store import backups

    with open_store(path) as store:
        write_backup(store, folder / "b.db")

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(backups.os, "link", refuse)
    done = restore(folder / "b.db", path, NOW)
    assert done.kept is not None
    assert everything(done.kept) == everything(path)


def test_a_backup_of_a_store_that_cannot_be_written(path: Path, folder: Path) -> None:
    from annotate.store.sqlite import Sqlite

    with closing(Store(Sqlite(path, create=False, read_only=True))) as store:
        assert write_backup(store, folder / "b.db") == BackedUp(1, 1)


def test_an_older_backup_is_restored(path: Path, folder: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(folder / "old.db")) as connection:
        connection.executescript(Path(__file__).with_name("store_version_1.sql").read_text(encoding="utf-8"))
    before = (folder / "old.db").read_bytes()
    restore(folder / "old.db", path, NOW)
    assert (folder / "old.db").read_bytes() == before
    assert len(everything(path)[1]) == 2


def test_a_backup_to_another_disk_when_that_of_the_store_is_full(filled: Store, path: Path, folder: Path) -> None:
    with open_store(path) as store:
        store._db._reopen_to_read()  # type: ignore[attr-defined]
        assert write_backup(store, folder / "b.db") == BackedUp(1, 1)
        with pytest.raises(StoreError, match="the disk is full"):
            store.save([revise(1, 1)])


def test_a_backup_to_a_full_disk(path: Path, folder: Path) -> None:
    out, err = start("back_up_small", path, str(folder / "b.db")).communicate(timeout=60)
    assert (out, err) == (f"[Errno 28] No space left on device: '{(folder / 'b.db').resolve()}'\n", "")
    assert names(folder) == set()
