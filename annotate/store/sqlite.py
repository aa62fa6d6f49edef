"""SQLite: opening a file, waiting for its turn, locks between windows, and errors in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotate.errors import NoStoreError, StoreError
from annotate.store.rows import SqlRow

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

PATIENCE = 10.0
"""The maximum seconds to wait for another process's write, which takes about a millisecond if it is not stuck."""

APPLICATION_ID = 0x616E6E6F
"""At byte 68 of every store: SQLite's application_id, "anno" in ASCII."""

_REASONS = {
    "SQLITE_BUSY": "is locked by another program that has been writing for too long; close it, then try again",
    "SQLITE_FULL": "cannot grow because the disk is full; free some space, then try again",
    "SQLITE_IOERR": "cannot be read or written; check that the disk is there and not full",
    "SQLITE_READONLY": "cannot be written to; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CANTOPEN": "cannot be opened; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CORRUPT": "is damaged; keep a copy of it, and restore the store from a backup",
    "SQLITE_NOTADB": "is damaged; keep a copy of it, and restore the store from a backup",
}
"""The reason in a message by the start of SQLite's name of the error."""


class Sqlite:
    """A connection to a SQLite file. See `database.Database`."""

    def __init__(self, path: Path, create: bool) -> None:
        self.path = path
        self.where = str(path)
        try:
            new = self._is_new(create)
            self._connection = self._connect(new)
        except OSError as error:
            raise StoreError(f"{path} cannot be opened ({error.strerror}); use another path or change its permissions") from error
        try:
            for pragma in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
                self.execute(f"PRAGMA {pragma}")
            if not self.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'"):
                # Before `prepare`, so that application_id is written to the file itself and not to its WAL.
                self.transact(self._create_migrations_table)
        except BaseException:
            self.close()
            raise

    def _create_migrations_table(self) -> None:
        self.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.execute("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)")

    def _is_new(self, create: bool) -> bool:
        """Return True if a store must be made here. Raises StoreError if the path is not a store or there is none to be opened.

        The header is read as bytes, so that SQLite does not even open a file that is not ours.
        """
        path = self.path
        if create:
            path.parent.mkdir(exist_ok=True)
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is a {'folder' if path.is_dir() else 'device'}, not a store; name a file")
        if not path.exists() or path.stat().st_size == 0:
            if create:
                return True
            raise NoStoreError(f"there is no store at {path}; add an article to create one")
        with path.open("rb") as file:
            header = file.read(100)
        if not header.startswith(b"SQLite format 3\0"):
            raise StoreError(f"{path} is not a SQLite database, so it is not a store of annotate; use another path")
        if header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
            raise StoreError(f"{path} is a database of another program, not a store of annotate; use another path")
        return False

    def _connect(self, new: bool) -> sqlite3.Connection:
        import os
        import sqlite3  # 7 ms: commands that need no store do not pay for it

        mode = "rwc" if new else "rw"
        if not new and not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            # Without a WAL file nobody is writing, and SQLite would create one even to read; `immutable` prevents that.
            mode = "ro" if Path(f"{self.path}-wal").exists() else "ro&immutable=1"
        self._writable = mode[:2] == "rw"
        try:
            return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise self._translate_error(error) from error

    def prepare(self) -> None:
        """Switch to a write-ahead log: readers and a writer do not wait for each other, and a commit is one fsync.

        On a disk that does not support it SQLite keeps its rollback journal, which is as durable.
        """
        if self._writable:
            self.execute("PRAGMA journal_mode = WAL")

    def erase_deleted(self) -> None:
        """Write the file anew without deleted rows, and empty the write-ahead log, unless another process is reading."""
        with suppress(StoreError):
            self.execute("VACUUM")
            self.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def execute(self, sql: str, values: SqlRow = ()) -> list[SqlRow]:
        """Execute a statement, waiting while another process writes, and return all its rows. Raises StoreError."""
        import sqlite3

        try:
            return self._retry(lambda: self._connection.execute(sql, values).fetchall())
        except sqlite3.ProgrammingError:
            raise  # a bug
        except (sqlite3.Error, OverflowError) as error:
            raise self._translate_error(error) from error

    def _retry(self, action: Callable[[], T]) -> T:
        """Call `action` again and again while the database is locked, and return its value."""
        import sqlite3
        from random import uniform

        # Not SQLite's own busy_timeout: it waits longer after each attempt, so that of four writers some starve. Short random
        # pauses give each of them the same chance.

        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(uniform(0.0005, 0.004))

    def _translate_error(self, error: Exception) -> StoreError:
        name = getattr(error, "sqlite_errorname", "")
        for prefix, reason in _REASONS.items():
            if name.startswith(prefix):
                return StoreError(f"{self.path} {reason} (nothing stored is lost)")
        return StoreError(f"{self.path} refused this: {error} (nothing stored is lost)")

    def execute_ddl(self, statement: str) -> None:
        """Execute a statement of a migration."""
        self.execute(statement)

    def transact(self, action: Callable[[], T], turn: tuple[str, ...] = ()) -> T:
        """Call `action` in one transaction; see `Database`. A file has one writer at a time, whatever the turn."""
        # IMMEDIATE takes the write lock before `action` reads anything. A deferred transaction would take it at the first
        # write, and fail if another process had written since the first read.
        try:
            self.execute("BEGIN IMMEDIATE")
            result = action()
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with suppress(StoreError):  # on a broken disk the next process that opens the file rolls back
                    self.execute("ROLLBACK")
            raise
        return result

    def integrity_errors(self) -> list[str]:
        """Return the errors that SQLite finds in the file."""
        try:
            return [message for (message,) in self.execute("PRAGMA quick_check") if message != "ok"]
        except StoreError as error:
            return [str(error)]

    @property
    def _locks(self) -> Path:
        return Path(f"{self.path}.locks")

    def _lock_file(self, document: str, annotator: str) -> Path:
        # A hash, because ids and names may contain characters that file names may not.
        from hashlib import sha256

        name = sha256(f"{document}\0{annotator}".encode(errors="surrogatepass")).hexdigest()[:32]
        return self._locks / f"{name}.lock"

    def open_elsewhere(self, documents: Iterable[str], annotators: Iterable[str]) -> str | None:
        """Return one of the documents that another window has locked for one of the annotators; see `Database`."""
        from filelock import FileLock, Timeout

        if not self._locks.is_dir():
            return None
        for document, annotator in product(documents, tuple(annotators)):
            if (path := self._lock_file(document, annotator)).exists():
                try:
                    with FileLock(path, timeout=0):
                        pass
                except Timeout:
                    return document
                except OSError as error:
                    raise StoreError(f"{self._locks} cannot be written ({error.strerror}), so nothing was changed") from error
        return None

    def now(self) -> datetime:
        """Return the time of this computer."""
        return datetime.now(UTC)

    def role(self) -> None:
        """Return None: nobody logs in to a file."""

    @contextmanager
    def lock(self, document: str, annotator: str) -> Iterator[None]:
        """Lock a document for one annotator by a lock file beside the database; see `Database`."""
        import os

        from filelock import FileLock, Timeout  # 50 ms, and only to label

        # The operating system releases the lock when the process ends, however it ends. The process id, for messages, is in a
        # second file.
        folder, path = self._locks, self._lock_file(document, annotator)
        owner = path.with_suffix(".owner")
        try:
            folder.mkdir(exist_ok=True)
            lock = FileLock(path)
            lock.acquire(timeout=0)
        except Timeout:
            with suppress(OSError):
                annotator += f" in another window (process {owner.read_text(encoding='ascii')})"
            raise StoreError(f"{document} is being labelled by {annotator}; close it there first") from None
        except OSError as error:
            raise StoreError(f"{folder} cannot be written ({error.strerror}), so {document} cannot be labelled") from error
        try:
            with suppress(OSError):  # only needed for the other window's message
                owner.write_text(str(os.getpid()), encoding="ascii")
            yield
        finally:
            with suppress(OSError):
                owner.unlink()
            lock.release()
