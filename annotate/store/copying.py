"""A store copied from one database to another: all rows, byte by byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from annotate.errors import StoreError
from annotate.store.checksums import CHECKED
from annotate.store.database import Database
from annotate.store.rows import ASSIGNMENT_COLUMNS, PLAN_COLUMNS, REMOVAL_COLUMNS, Copied, SqlRow


class _Table(NamedTuple):
    """The columns of a table, and the one that contains the id of the document that a row belongs to."""

    columns: str
    key: str


_TABLES = {
    **{table: _Table(f"{columns}, checksum", "document") for table, columns in CHECKED.items()},
    "documents": _Table(f"{CHECKED['documents']}, checksum, text_sha256", "id"),
    "assignments": _Table(ASSIGNMENT_COLUMNS, "document"),
}
"""The tables whose rows belong to documents; plans and removals are copied beside them, and counts are made by triggers."""


def copy(source: Database, target: Database) -> Copied:
    """Copy everything in `source` to `target`, which has the tables already: all or nothing. Rows that are there are skipped.

    Raises StoreError if `target` contains anything that is not in `source`, or if the two are not identical in the end.
    """

    # One document at a time, so that memory does not grow with the store. Nothing locks the source: a decision saved there
    # meanwhile may be missed, so both are read again and compared by hashes, still inside the transaction of the target.
    def copy_rows() -> Copied:
        _refuse_other_documents(source, target)
        for table, (columns, _) in _TABLES.items():  # documents first, to which the rows of the others refer
            for document in _documents(source):
                rows, present = (_rows(database, table, document) for database in (source, target))
                name = f"other {table} of {document}" if table != "documents" else f"another {document}"
                _insert_missing(source, target, table, columns, rows, present, name)
        _insert_missing(source, target, "plans", PLAN_COLUMNS, _plans(source), _plans(target), "another plan")
        removals = (_removals(source), _removals(target))
        _insert_missing(source, target, "removals", REMOVAL_COLUMNS, *removals, "a removal")
        if list(_hashes(source)) != list(_hashes(target)):
            raise StoreError(f"{source.where} is being written to, or is damaged; nothing was copied: try again")
        return Copied(**{table: _count(target, table) for table in (*_TABLES, "plans", "removals")})

    return target.transact(copy_rows)


def _documents(database: Database) -> list[str]:
    return [id for (id,) in database.execute("SELECT id FROM documents ORDER BY position")]


def _refuse_other_documents(source: Database, target: Database) -> None:
    ids = set(_documents(source))
    for document in _documents(target):
        if document not in ids:
            raise _not_in_source(source, target, f"a document {document}")


def _insert_missing(
    source: Database,
    target: Database,
    table: str,
    columns: str,
    rows: Iterable[SqlRow],
    present: Iterable[SqlRow],
    name: str,
) -> None:
    """Insert the `rows` of a table that are not `present`. Raises StoreError, calling them `name`, if others are present."""
    known, wanted = set(present), set(rows)
    if known - wanted:
        raise _not_in_source(source, target, name)
    for row in rows:
        if row not in known:
            target.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", row)


def _not_in_source(source: Database, target: Database, name: str) -> StoreError:
    return StoreError(
        f"{target.where} has {name}, which {source.where} does not have; nothing was copied: name an empty database"
    )


def _rows(database: Database, table: str, document: str) -> list[SqlRow]:
    columns, key = _TABLES[table]
    return sorted(database.execute(f"SELECT {columns} FROM {table} WHERE {key} = ?", (document,)), key=repr)


def _plans(database: Database) -> list[SqlRow]:
    return database.execute(f"SELECT {PLAN_COLUMNS} FROM plans ORDER BY number")


def _removals(database: Database) -> list[SqlRow]:
    return database.execute(f"SELECT {REMOVAL_COLUMNS} FROM removals ORDER BY number")


def _count(database: Database, table: str) -> int:
    ((count,),) = database.execute(f"SELECT COUNT(*) FROM {table}")
    return int(count)


def _hashes(database: Database) -> Iterator[tuple[str, object]]:
    """Return the content of a database in short: a hash of the rows of each document, the plans, and the size of each table."""
    for document in _documents(database):
        yield document, sha256(repr([_rows(database, table, document) for table in _TABLES]).encode()).hexdigest()
    yield "plans", _plans(database)
    yield "removals", _removals(database)
    for table in _TABLES:
        yield table, _count(database, table)
