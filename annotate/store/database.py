"""The interface of a database to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from annotate.store.rows import SqlRow

T = TypeVar("T")

MANY = 500
"""The number of values that one statement looks up."""

DAMAGED = "is damaged; keep a copy of it, then restore the store from a backup: annotate restore FILE"
"""What is said of a damaged store after its name."""


class Database(Protocol):
    """One connection: statements, transactions and locks. Every failure raises StoreError."""

    where: str
    """The database's name in messages: its path or address, without a password."""

    def prepare(self) -> None:
        """Set up what is not part of the tables of a version."""

    def migrate(self, action: Callable[[], None]) -> None:
        """Call `action`, which brings the tables to the newest version: of a copy, if the database can only be read."""

    def execute_ddl(self, statement: str) -> None:
        """Execute a statement of a migration."""

    def execute(self, sql: str, values: SqlRow = ()) -> list[SqlRow]:
        """Execute a statement, in which ``?`` is the place of a value, and return all its rows."""

    def transact(self, action: Callable[[], T], turn: tuple[str, ...] = ()) -> T:
        """Call `action` in one transaction and return its value.

        All that it does is on the disk when this returns; if anything is raised, nothing is. Transactions with the same `turn`
        wait for each other, those without a turn for all others. `action` may be called again after a rollback.
        """

    def write_backup(self, path: Path) -> None:
        """Write a snapshot of everything to an empty file, as a SQLite store, while others go on reading and writing."""

    def integrity_errors(self) -> list[str]:
        """Return the errors that the database finds in its own files."""

    def erase_deleted(self) -> None:
        """Overwrite on the disk what was deleted, as far as that is possible now."""

    def lock(self, document: str, annotator: str) -> AbstractContextManager[None]:
        """Lock a document for one annotator in one window; see `Store.lock_document`."""

    def open_elsewhere(self, documents: Iterable[str], annotators: Iterable[str]) -> str | None:
        """Return one of the documents that another window has locked for one of the annotators, None if there is none."""

    def may_insert(self, table: str) -> bool:
        """Return True if this connection may insert into a table."""

    def grant_insert(self, table: str, like: Iterable[str]) -> None:
        """Allow those who may insert into one of the tables `like` to insert into another table, too."""

    def now(self) -> datetime:
        """Return the time of the server, or of this computer if there is none, in UTC."""

    def role(self) -> str | None:
        """Return the name under which this connection logged in, None if there is no login."""

    def close(self) -> None:
        """End the connection."""


def select_in(database: Database, sql: str, values: Iterable[str], *further: str | int) -> Iterator[SqlRow]:
    """Yield the rows of a statement for some values, in the place of ``{ids}``, and `further` ones; a few at a time."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), MANY):
        part = distinct[start : start + MANY]
        yield from database.execute(sql.format(ids=f"({', '.join('?' * len(part))})"), (*part, *further))
