"""The store: every document and every decision, and the only SQL of the project.

All code here follows these rules:

* Values in, `annotate.model` values out; no cursor or connection leaves this package.
* Revisions are append-only: a decision is inserted, in one transaction, and never updated or deleted. Undo is a new revision.
  The one exception is `purging`, which removes documents, and renames or removes people.
* When `Store.save` or `Store.load` returns, its revisions are on the disk: killing the process or the machine does not lose
  them, and no decision is ever stored by half. Saving or loading a stored revision again changes nothing.
* Every failure is one `StoreError` sentence, and leaves the store as it was.
* A store newer than this version, and a database of another program, are refused before anything is written to them.

The SQL in `store` keeps to what SQLite and PostgreSQL have in common: ``?`` is the place of a value and nothing else, no
statement contains a ``%``, results that need a stable order are sorted by integers or in Python, and no column is called END.
What is particular to a database is in `sqlite` and `postgres`, the two implementations of `database.Database`.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from annotate.errors import StoreError
from annotate.model import Document
from annotate.store.people import ADJUDICATOR as ADJUDICATOR
from annotate.store.people import Person as Person
from annotate.store.purging import Merged as Merged
from annotate.store.purging import Removed as Removed
from annotate.store.records import Batch
from annotate.store.rows import Contested as Contested
from annotate.store.rows import Copied as Copied
from annotate.store.rows import Decided as Decided
from annotate.store.rows import DocumentEntry as DocumentEntry
from annotate.store.rows import FinishedDecision as FinishedDecision
from annotate.store.rows import Size as Size
from annotate.store.rows import Tally as Tally
from annotate.store.rows import timestamp as timestamp
from annotate.store.rows import timestamp_after as timestamp_after
from annotate.store.store import Part as Part
from annotate.store.store import Store as Store
from annotate.store.store import abandoned_before as abandoned_before

_NOT_A_PATH = re.compile(
    r"^\s*(host|hostaddr|port|dbname|user|password|service|sslmode|application_name|connect_timeout|options|passfile)\s*="
    r"|^[^/@]*:[^@]*@"
    r"|^(postgres|postgresql):"
)
"""An address of libpq in another form than a URL: ``host=... dbname=...``, ``user:password@host/name``, ``postgresql:name``."""


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """Open the store at a path, ``sqlite:///path`` or ``postgresql://user@host/database``.

    A store that is not there is created, unless `create` is false. In a PostgreSQL database it is in the schema ``annotate``, or
    in the one of the URL's ``?schema=``. A file that cannot be written is opened for reading.

    Raises:
        NoStoreError: there is no store, and `create` is false.
        UnreachableError: the server does not answer.
        StoreError: the store cannot be used.
    """
    kind, separator, rest = str(url).partition("://")
    if isinstance(url, str) and not separator and _NOT_A_PATH.search(url):
        raise _not_an_address()
    if isinstance(url, Path) or not separator:
        return _open_sqlite(Path(url), create)
    if kind == "sqlite" and rest.startswith("/"):
        return _open_sqlite(Path(rest[1:]), create)
    if kind in ("postgresql", "postgres"):
        from annotate.store.postgres import Postgres  # with psycopg, 220 ms

        return Store(Postgres(str(url), create))
    if not kind.isalnum():
        raise _not_an_address()
    raise StoreError(f"{kind}:// is not a kind of store; use a file path or postgresql://user@host/database")


def _not_an_address() -> StoreError:
    # Without the address: it may contain a password.
    return StoreError(
        "the database's address is not a file path and not a URL: write postgresql://user@host/database, and the password in "
        "PGPASSWORD or ~/.pgpass"
    )


def _open_sqlite(path: Path, create: bool) -> Store:
    from annotate.store.sqlite import Sqlite  # with sqlite3, 7 ms

    return Store(Sqlite(path, create))


def open_backup(path: Path) -> Store:
    """Open a SQLite store that nobody writes, to be read only: neither it nor a file beside it is changed. Raises StoreError."""
    from annotate.store.sqlite import Sqlite

    return Store(Sqlite(path, create=False, read_only=True))


class BatchReader:
    """`Store.batch` as a function for any process: a copy that was sent to another process opens the store there when called."""

    def __init__(self, url: str | Path) -> None:
        self._url = url

    def __reduce__(self) -> tuple[type[BatchReader], tuple[str | Path]]:
        return BatchReader, (self._url,)

    def __call__(self, part: Part) -> Batch:
        """Return the batch of a part. Raises StoreError."""
        return self._store.batch(part)

    def document(self, id: str) -> Document:
        """Return a document. Raises StoreError."""
        return self._store.document(id)

    def close(self) -> None:
        """Close the store, if it was opened."""
        if "_store" in self.__dict__:
            self._store.close()

    @cached_property
    def _store(self) -> Store:
        return open_store(self._url, create=False)
