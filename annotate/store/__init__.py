"""The store: every document and every decision, and the only SQL of the project.

The rules, which everything here keeps:

* Values in, `annotate.model` values out; no cursor, row or connection leaves this package.
* Revisions are append-only: a decision is inserted, in one transaction, and never updated or deleted. Undo is a new revision.
* What `Store.save` and `Store.load` have returned from is on the disk: killing the process or the machine does not lose it, and
  no decision is ever there by half. Saving or loading what is there already changes nothing.
* Whatever fails, fails with one `StoreError` sentence and leaves the store as it was.
* A store newer than this version, and a database that is not ours, are refused before anything is written to them.

The SQL in `store` keeps to what SQLite and PostgreSQL share: ``?`` stands for a value and nothing else, no statement holds a
``%``, what must be in a stable order is sorted by integers or in Python, and END is nobody's column. What is a database's own is
in `sqlite` and `postgres`, two answers to `database.Database`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from annotate.errors import StoreError
from annotate.store.records import Batch
from annotate.store.rows import Contested as Contested
from annotate.store.rows import Copied as Copied
from annotate.store.rows import Decided as Decided
from annotate.store.rows import DocumentEntry as DocumentEntry
from annotate.store.rows import Tally as Tally
from annotate.store.rows import after as after
from annotate.store.rows import stamp as stamp
from annotate.store.store import ADJUDICATOR as ADJUDICATOR
from annotate.store.store import Part as Part
from annotate.store.store import Store as Store
from annotate.store.store import abandoned_before as abandoned_before


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """The store at a path, ``sqlite:///path`` or ``postgresql://user@host/database``, made there if `create` and none is there.

    Of a PostgreSQL database one schema is used, ``annotate`` or what ``?schema=`` in the URL says. Where a file cannot be written
    it is opened for reading. Raises StoreError where there is no store or it cannot be used.
    """
    kind, separator, rest = str(url).partition("://")
    if isinstance(url, Path) or not separator:
        return _sqlite(Path(url), create)
    if kind == "sqlite" and rest.startswith("/"):
        return _sqlite(Path(rest[1:]), create)
    if kind in ("postgresql", "postgres"):
        from annotate.store.postgres import Postgres  # with psycopg, 220 ms

        return Store(Postgres(str(url), create))
    raise StoreError(f"{kind}:// is no kind of store; use a file path or postgresql://user@host/database")


def _sqlite(path: Path, create: bool) -> Store:
    from annotate.store.sqlite import Sqlite

    return Store(Sqlite(path, create))


class BatchReader:
    """`Store.batch` for any process: a copy that was sent to another opens the store for itself when it is first asked."""

    def __init__(self, url: str | Path) -> None:
        self._url = url

    def __reduce__(self) -> tuple[type[BatchReader], tuple[str | Path]]:
        return BatchReader, (self._url,)

    def __call__(self, part: Part) -> Batch:
        """Raises StoreError."""
        return self._store.batch(part)

    def close(self) -> None:
        if "_store" in self.__dict__:
            self._store.close()

    @cached_property
    def _store(self) -> Store:
        return open_store(self._url, create=False)
