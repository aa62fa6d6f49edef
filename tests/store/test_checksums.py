"""A text or record that changed on the disk is noticed, by name: by whoever reads it, and by `check_integrity`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import DamagedError
from annotate.model import ADJUDICATION
from annotate.store import Store, open_store
from annotate.store.checksums import CHECKED, checksum, seal, seal_missing
from annotate.store.migrations import CHECKSUMS, MIGRATIONS
from annotate.store.rows import FORMER_TEXT_COLUMNS, REVISION_COLUMNS, document_row
from support.builders import make_version
from support.storing import at, everything, make, make_link, make_older, revise, unseen


@pytest.fixture
def rich(filled: Store) -> Store:
    filled.add_document(make("a2", title="A title"))
    filled.add_version(make_version(make("a2", title="A title")), [])
    filled._insert("former_texts", FORMER_TEXT_COLUMNS, document_row(make("a1", "An older text.")))
    filled.save([unseen(revise(), 1)])
    filled.save([revise(1, 2)])
    filled.save([replace(revise(0, 3, "eva"), layer=ADJUDICATION)])
    filled.save_link(make_link())
    return filled


def damage(store: Store) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.document, problem.sentence) for problem in store.check_integrity()]


def test_every_row_has_its_checksum(rich: Store) -> None:
    for table, columns in CHECKED.items():
        for row in rich._db.execute(f"SELECT {columns}, checksum FROM {table}"):
            assert row[-1] == checksum(row[:-1])
    assert damage(rich) == []


COLUMNS = [(table, column) for table, columns in CHECKED.items() for column in columns.split(", ")]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table}.{column}" for table, column in COLUMNS])
def test_a_change_in_any_column_is_found(rich: Store, table: str, column: str) -> None:
    """Change one value in one row, to another of the same type, behind the store's back."""
    if column in ("document", "other", "id"):
        pytest.skip("a foreign key, which the database holds itself")
    ((first,),) = rich._db.execute(f"SELECT MIN({column}) FROM {table}")
    changed: object = 1000 if column == "end_offset" else "x" if first is None or isinstance(first, str) else first + 1000
    of_a1 = "id = 'a1'" if table == "documents" else "document = 'a1'"
    count = rich._db.execute(f"SELECT COUNT(*) FROM {table} WHERE {of_a1}")[0][0]
    only = f" AND created = (SELECT MIN(created) FROM {table} WHERE {of_a1})" if count > 1 else ""
    rich._db.execute(f"UPDATE {table} SET {column} = ? WHERE {of_a1}{only}", (changed,))
    assert "store-damaged" in [code for code, document, _ in damage(rich) if document == "a1"]


def test_whoever_reads_it_is_told(rich: Store) -> None:
    rich._db.execute("UPDATE revisions SET annotation = REPLACE(annotation, 'event', 'evenu') WHERE sentence = ?", ("a1:23",))
    words = r"the revision of a1:23 by mk of 2026-11-22T16:12:00.000002Z in .* is not what was stored: it was damaged"
    reads: tuple[Callable[[], object], ...] = (
        lambda: list(rich.revisions()),
        lambda: list(rich.current()),
        lambda: rich.history("a1", "mk"),
        lambda: [rich.batch(part) for part in rich.parts()],
        lambda: list(rich.annotated_documents()),
        lambda: rich.load([revise(1, 2)]),
    )
    for read in reads:
        with pytest.raises(DamagedError, match=words):
            read()
    assert damage(rich) == [("store-damaged", "a1", "a1:23")]


def test_a_text_and_a_segmentation_are_named(rich: Store) -> None:
    rich._db.execute("UPDATE documents SET text = REPLACE(text, 'said', 'sand') WHERE id = ?", ("a1",))
    with pytest.raises(DamagedError, match=r"the text of a1 in .* is not what was stored"):
        rich.document("a1")
    with pytest.raises(DamagedError, match="the text of a1"):
        list(map(rich.batch, rich.parts()))
    assert rich.document("a2").title == "A title"
    rich._db.execute("UPDATE segmentations SET author = 'adb' WHERE document = 'a2' AND revision = 1")
    assert damage(rich) == [("store-damaged", "a1", ""), ("store-damaged", "a2", "")]
    rich._db.execute("UPDATE segmentations SET author = 'adb' WHERE document = 'a2' AND revision = 2")
    with pytest.raises(DamagedError, match="the segmentation of a2"):
        rich.document("a2")


def test_a_dump_does_not_vouch_for_a_damaged_text(rich: Store) -> None:
    sha256, text_sha256 = rich.hashes("a1")
    assert (sha256, bool(text_sha256)) == ("ab" * 32, True)
    rich._db.execute("UPDATE documents SET text = REPLACE(text, 'said', 'sand') WHERE id = ?", ("a1",))
    assert rich.hashes("a1") == (sha256, "")
    assert rich.hashes("no") == ("", "")


def test_an_unforeseen_error_in_a_damaged_store_is_damage(rich: Store, url: str) -> None:
    with pytest.raises(KeyError), open_store(url):
        raise KeyError  # a bug stays one
    rich._db.execute("UPDATE revisions SET seconds = 99")
    with pytest.raises(DamagedError, match=r"is damaged; keep a copy .*\(the revision of a1:0 by mk"), open_store(url):
        raise KeyError


def test_what_is_replaced_or_changed_on_purpose_is_sealed_again(rich: Store) -> None:
    rich.add_document(make("a3"))
    rich.replace_document(make("a3", "Other."))
    assert rich.document("a3").text == "Other."
    rich._db.execute("UPDATE revisions SET annotator = 'x' WHERE document = 'a1'")
    assert damage(rich) != []
    rich._db.transact(lambda: seal_missing(rich._db))
    assert damage(rich) != []  # it has checksums, which do not fit
    rich._db.transact(lambda: seal(rich._db, "revisions", "a1"))
    assert damage(rich) == []


def test_an_older_store_gets_its_checksums(fresh: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    url = fresh()
    make_older(url, MIGRATIONS.index(CHECKSUMS), monkeypatch)
    assert everything(url) == ([make()], [revise()])
    with open_store(url) as store:
        assert damage(store) == []
        store._db.execute("UPDATE revisions SET seconds = 9")
        assert damage(store) == [("store-damaged", "a1", "a1:0")]
        store._db.execute("UPDATE revisions SET checksum = NULL")  # as an older version that was open meanwhile adds rows
        assert damage(store) == []


@pytest.mark.parametrize("column", ["text", "annotation"])
def test_a_bit_that_flips_in_a_text_or_an_annotation_is_found(tmp_path: Path, column: str) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        store.add_document(make(text="The harbour bridge was closed on Monday. " * 50))
        store.add_document(make("a2"))
        store.save([revise(0, 1, document="a2")])
    sound = path.read_bytes()
    document = "a1" if column == "text" else "a2"
    needle = b"harbour bridge" if column == "text" else b'"naming":"named"'
    place = sound.index(needle)
    for bit in range(8 * len(needle)):
        damaged = bytearray(sound)
        damaged[place + bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        with closing(open_store(path)) as store:
            problems = list(store.check_integrity())
            assert {(problem.code, problem.document) for problem in problems} == {("store-damaged", document)}
            with pytest.raises(DamagedError):
                [store.document(entry.id) for entry in store.documents()], list(store.revisions())
        path.write_bytes(sound)


def test_a_row_that_is_missing_from_an_index_is_found(tmp_path: Path) -> None:
    """Most statements read by an index, and would silently leave such a row out."""
    path = tmp_path / "a.db"
    with open_store(path) as store:
        store.add_document(make())
        store.save([revise()])
    index = "name = 'revisions_by_sentence'"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        ((*entry,),) = connection.execute(f"SELECT * FROM sqlite_master WHERE {index}")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"DELETE FROM sqlite_master WHERE {index}")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        columns = ", ".join(column for column in REVISION_COLUMNS.split(", ") if column != "created")
        connection.execute(f"INSERT INTO revisions (created, {columns}) SELECT '{at(9)}', {columns} FROM revisions")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", entry)
    with open_store(path) as store:
        problems = list(store.check_integrity())
        assert {problem.code for problem in problems} == {"store-damaged"}
        assert "missing from index revisions_by_sentence" in problems[0].message
        with pytest.raises(DamagedError, match="what could be read of it may not be all"):
            store.require_intact()
