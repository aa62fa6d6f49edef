"""A store copied from one database into another: all rows, byte by byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from annotate.errors import StoreError
from annotate.store.database import Database
from annotate.store.rows import ASSIGNMENT, DOCUMENT, PLAN, REVISION_ROW, SEGMENTATION, Copied, Row

_TABLES = {
    "documents": (f"{DOCUMENT}, position", "id"),
    "segmentations": (SEGMENTATION, "document"),
    "revisions": (REVISION_ROW, "document"),
    "adjudications": (REVISION_ROW, "document"),
    "assignments": (ASSIGNMENT, "document"),
}
"""What a store holds of documents: the tables with their columns, and the one that says which document a row belongs to."""


def copy(source: Database, target: Database) -> Copied:
    """Bring all that is in `source` into `target`, whose tables are made: all or nothing. What is there already is skipped.

    Raises StoreError if there is anything in `target` that is not in `source`, or if the two are not the same in the end.
    """

    def bring() -> Copied:
        _refuse_other_documents(source, target)
        for document in _documents(source):
            for table, (columns, _) in _TABLES.items():
                rows, there = (_rows(database, table, document) for database in (source, target))
                what = f"other {table} of {document}" if table != "documents" else f"another {document}"
                _bring(source, target, table, columns, rows, there, what)
        _bring(source, target, "plans", PLAN, _plans(source), _plans(target), "another plan")
        if list(_hashes(source)) != list(_hashes(target)):
            raise StoreError(f"{source.where} is written to at the moment, or damaged; nothing was copied, do the same again")
        return Copied(**{table: target.execute(f"SELECT COUNT(*) FROM {table}")[0][0] for table in (*_TABLES, "plans")})

    return target.transact(bring)


def _documents(database: Database) -> list[str]:
    return [id for (id,) in database.execute("SELECT id FROM documents ORDER BY position")]


def _refuse_other_documents(source: Database, target: Database) -> None:
    here = set(_documents(source))
    for document in _documents(target):
        if document not in here:
            raise _something_else(source, target, f"a document {document}")


def _bring(
    source: Database, target: Database, table: str, columns: str, rows: Iterable[Row], there: Iterable[Row], other: str
) -> None:
    """Insert the `rows` of a table that are not `there`. Raises StoreError, naming the `other`, if more than those is there."""
    known, wanted = set(there), set(rows)
    if known - wanted:
        raise _something_else(source, target, other)
    for row in rows:
        if row not in known:
            target.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", row)


def _something_else(source: Database, target: Database, what: str) -> StoreError:
    return StoreError(f"{target.where} has {what}, which {source.where} has not; nothing was copied: name an empty database")


def _rows(database: Database, table: str, document: str) -> list[Row]:
    columns, key = _TABLES[table]
    return sorted(database.execute(f"SELECT {columns} FROM {table} WHERE {key} = ?", (document,)), key=repr)


def _plans(database: Database) -> list[Row]:
    return database.execute(f"SELECT {PLAN} FROM plans ORDER BY number")


def _hashes(database: Database) -> Iterator[tuple[str, object]]:
    """All that is in a database, in short: a hash of the rows of each document, the plans, and how many rows there are at all."""
    for document in _documents(database):
        yield document, sha256(repr([_rows(database, table, document) for table in _TABLES]).encode()).hexdigest()
    yield "plans", _plans(database)
    for table in _TABLES:
        yield table, database.execute(f"SELECT COUNT(*) FROM {table}")[0][0]
