"""What is SQLite's own: opening a file, waiting for its turn, errors in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotate.errors import NoStoreError, StoreError
from annotate.store.rows import Row

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds to wait for another process's write. A write takes about a millisecond, so only a stuck one is waited for so long."""

APPLICATION_ID = 0x616E6E6F
"""At byte 68 of every store: SQLite's application_id, "anno" in ASCII."""

_TROUBLE = {
    "SQLITE_BUSY": "is locked by another program that has been writing for too long; close it, then do the same again",
    "SQLITE_FULL": "cannot grow, the disk is full; make room, then do the same again",
    "SQLITE_IOERR": "cannot be read or written; is the disk full, or gone?",
    "SQLITE_READONLY": "cannot be written to; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CANTOPEN": "cannot be opened; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CORRUPT": "is damaged; keep a copy of it, and take the store from a backup",
    "SQLITE_NOTADB": "is damaged; keep a copy of it, and take the store from a backup",
}


class Sqlite:
    """One connection to a SQLite file: statements that wait their turn, transactions, and errors in words."""

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
                self.transact(self._make)
        except BaseException:
            self.close()
            raise

    def _make(self) -> None:
        self.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.execute("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)")

    def _is_new(self, create: bool) -> bool:
        """Whether a store is to be made here. Read from the bytes, so that what is not ours is not even opened by SQLite."""
        path = self.path
        if create:
            path.parent.mkdir(exist_ok=True)
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is a {'folder' if path.is_dir() else 'device'}, not a store; name a file")
        if not path.exists() or path.stat().st_size == 0:
            if create:
                return True
            raise NoStoreError(f"there is no store at {path}; add an article to make one")
        with path.open("rb") as file:
            header = file.read(100)
        if not header.startswith(b"SQLite format 3\0"):
            raise StoreError(f"{path} is not a store of annotate, nor any SQLite database; use another path")
        if header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
            raise StoreError(f"{path} is a database of another program, not a store of annotate; use another path")
        return False

    def _connect(self, new: bool) -> sqlite3.Connection:
        import os
        import sqlite3  # 7 ms: commands that need no store do not pay for it

        mode = "rwc" if new else "rw"
        if not new and not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            # Without a WAL nobody is writing; SQLite would want to make one even to read.
            mode = "ro" if Path(f"{self.path}-wal").exists() else "ro&immutable=1"
        self._writable = mode[:2] == "rw"
        try:
            return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise self._in_words(error) from error

    def prepare(self) -> None:
        """Let readers and a writer go side by side (and make a commit one fsync). Where the disk cannot, it is durable still."""
        if self._writable:
            self.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        self._connection.close()

    def execute(self, sql: str, values: Row = ()) -> list[Row]:
        """All rows of one statement. Raises StoreError; waits while another process writes."""
        import sqlite3

        try:
            return self._patiently(lambda: self._connection.execute(sql, values).fetchall())
        except sqlite3.ProgrammingError:
            raise  # a bug
        except (sqlite3.Error, OverflowError) as error:
            raise self._in_words(error) from error

    def _patiently(self, action: Callable[[], T]) -> T:
        """`action`, again and again while the database is locked. SQLite's own busy_timeout starves some of four writers."""
        import sqlite3
        from random import uniform

        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(uniform(0.0005, 0.004))

    def _in_words(self, error: Exception) -> StoreError:
        name = getattr(error, "sqlite_errorname", "")
        for prefix, words in _TROUBLE.items():
            if name.startswith(prefix):
                return StoreError(f"{self.path} {words} (nothing stored is lost)")
        return StoreError(f"{self.path} refused this: {error} (nothing stored is lost)")

    def define(self, statement: str) -> None:
        """Carry out a statement of a migration."""
        self.execute(statement)

    def transact(self, action: Callable[[], T], turn: tuple[str, ...] = ()) -> T:
        """See `Database`. A file has one writer at a time, whatever the turn."""
        try:
            self.execute("BEGIN IMMEDIATE")
            done = action()
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with suppress(StoreError):  # a broken disk; the next to open the file rolls back
                    self.execute("ROLLBACK")
            raise
        return done

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file."""
        try:
            return [row[0] for row in self.execute("PRAGMA quick_check") if row[0] != "ok"]
        except StoreError as error:
            return [str(error)]

    @contextmanager
    def hold(self, document: str, annotator: str) -> Iterator[None]:
        """Hold a lock file beside the database. Its name is a hash, since ids and names may hold what file names may not."""
        import os
        from hashlib import sha256

        from filelock import FileLock, Timeout  # 50 ms, and only to label

        folder = Path(f"{self.path}.locks")
        name = sha256(f"{document}\0{annotator}".encode(errors="surrogatepass")).hexdigest()[:32]
        owner = folder / f"{name}.owner"
        try:
            folder.mkdir(exist_ok=True)
            lock = FileLock(folder / f"{name}.lock")
            lock.acquire(timeout=0)
        except Timeout:
            with suppress(OSError):
                annotator += f" in another window (process {owner.read_text(encoding='ascii')})"
            raise StoreError(f"{document} is being labelled by {annotator}; close it there first") from None
        except OSError as error:
            raise StoreError(f"{folder} cannot be written ({error.strerror}), so {document} cannot be labelled") from error
        try:
            with suppress(OSError):  # only the other one's message needs it
                owner.write_text(str(os.getpid()), encoding="ascii")
            yield
        finally:
            with suppress(OSError):
                owner.unlink()
            lock.release()
