"""SQLite: opening a file, waiting for its turn, locks between windows, and errors in words.

Decisions are committed to a write-ahead log and then moved to the file itself before they are acknowledged, so that a plain copy
of the file has them all. See `Sqlite._move_log`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotate._files import remove_locks, try_lock
from annotate.errors import DamagedError, NoStoreError, StoreError
from annotate.store.database import DAMAGED
from annotate.store.rows import SqlRow

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

PATIENCE = 10.0
"""The maximum seconds to wait for another process's write, which takes about a millisecond if it is not stuck."""

READERS_PATIENCE = 0.5
"""The maximum seconds for which a decision waits for readers of an older state, before it is acknowledged in the log alone."""

_LOG_SHARE = 3.0
"""The time between two moves of the log to the file, in terms of what a move takes; see `Sqlite._log_grew`."""

_LOG_CREDIT = 100.0
"""The number of decisions in a row for which the log is moved at once, however fast they come."""

_LOG_DELAY = 0.005
"""The minimum seconds after which a log that was not moved at once is moved by a timer."""

_LOG_SLOW = 0.05
"""The maximum seconds that a move of the log is taken to need."""

_LOG_RETRY = 1.0
"""The seconds between attempts while a program keeps reading an older state."""

APPLICATION_ID = 0x616E6E6F
"""At byte 68 of every store: SQLite's application_id, "anno" in ASCII."""

_REASONS = {
    "SQLITE_BUSY": "is locked by another program that has been writing for too long; close it, then try again",
    "SQLITE_FULL": "cannot grow because the disk is full; free some space, then try again",
    "SQLITE_IOERR": "cannot be read or written; check that the disk is there and not full",
    "SQLITE_READONLY": "cannot be written to; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CANTOPEN": "cannot be opened; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_SCHEMA": DAMAGED,
}
"""The reason in a message by the start of SQLite's name of the error."""


_DISK_ERRORS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
"""The errors of a file that cannot be written, and perhaps can be read."""


class _DiskError(StoreError):
    """The disk is full or broken. Reading may still be possible."""


class Sqlite:
    """A connection to a SQLite file. See `database.Database`."""

    def __init__(self, path: Path, create: bool, *, read_only: bool = False) -> None:
        """Open the file. One to be read only has no log and is not written by anybody, such as a backup."""
        self.path = path
        self.where = str(path)
        self._read_only = read_only
        self._writable = not read_only
        self._full = False
        self._mutex = threading.Lock()  # of the connection
        self._timer_mutex = threading.Lock()
        self._closed = False
        self._log_timer: threading.Timer | None = None
        self._log_pending = False
        self._log_grown = 0.0  # when
        self._log_seconds = 0.001  # how long it takes to move it
        self._log_credit = _LOG_CREDIT
        self._log_obstructed = False
        try:
            self._open(self._is_new(create))
        except OSError as error:
            raise StoreError(f"{path} cannot be opened ({error.strerror}); use another path or change its permissions") from error

    def _open(self, new: bool) -> None:
        self._connection = self._connect(new)
        try:
            self._set_up()
        except _DiskError:
            if new:
                self.close()
                raise
            self._reopen_to_read()
        except BaseException:
            self.close()
            raise

    def _reopen_to_read(self) -> None:
        """Open the file again, to be read on a full disk, where even reading it as usual may fail."""
        # SQLite needs some space for the index of its log. Without a log, or if no other process may use it, it does without.
        self._connection.close()
        self._writable, self._full = False, True
        self._connection = self._connect(new=False)
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    def _set_up(self) -> None:
        for pragma in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
            self.execute(f"PRAGMA {pragma}")
        if not self.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'"):
            # Before `prepare`, so that application_id is written to the file itself and not to its WAL.
            self.transact(self._create_migrations_table)
        if self._writable:
            remove_locks(self._locks)

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
        if self._read_only:
            mode = "ro&immutable=1"
        elif not new and not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            # Without a WAL file nobody is writing, and SQLite would create one even to read; `immutable` prevents that.
            mode = "ro" if self._log.exists() else "ro&immutable=1"
            self._writable = False
        elif self._full and not (self._log.exists() and self._log.stat().st_size):
            mode = "ro&immutable=1"
        url = f"{self.path.absolute().as_uri()}?mode={mode}"
        try:
            # Also used by `_log_timer`; SQLite itself lets one thread in at a time.
            connection = sqlite3.connect(url, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
            if self._full:
                for pragma in ("locking_mode = EXCLUSIVE", "temp_store = MEMORY", "query_only = ON"):
                    connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            raise self._translate_error(error) from error
        return connection

    @property
    def _log(self) -> Path:
        """The write-ahead log."""
        return Path(f"{self.path}-wal")

    @property
    def _locks(self) -> Path:
        """The folder of the files by which documents are locked."""
        return Path(f"{self.path}.locks")

    def prepare(self) -> None:
        """Switch to a write-ahead log: readers and a writer do not wait for each other, and a commit is one fsync.

        On a disk that does not support it SQLite keeps its rollback journal, which is as durable.
        """
        if self._writable:
            try:
                self.execute("PRAGMA journal_mode = WAL")
            except _DiskError:
                self._reopen_to_read()

    def migrate(self, action: Callable[[], None]) -> None:
        """Migrate the file or, if it cannot be written, a copy of it in memory, to be read; see `Database`."""
        import sqlite3

        if self._writable:
            try:
                action()
            except _DiskError:
                self._reopen_to_read()
            else:
                return
        memory = sqlite3.connect(":memory:", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._connection.backup(memory)
        except sqlite3.Error as error:
            memory.close()
            raise self._translate_error(error) from error
        self._connection.close()
        self._connection = memory
        action()
        self.execute("PRAGMA query_only = ON")

    # -- the log ----------------------------------------------------------------------------------------------------------

    def _log_grew(self) -> None:
        """Move the log to the file after a commit, at once or, if a program decides many times in quick succession, soon.

        A decision is durable once it is in the log, but whoever copies the file alone does not copy the log. Moving it takes
        longer than committing, some milliseconds on most disks. No person notices that, but of thousands of decisions none should
        take twice as long. So each move must be paid for: by the time since the last commit, in which credit for many moves may
        be saved up. Without credit, a timer moves the log as soon as no more decisions come.
        """
        now = time.monotonic()
        saved = (now - self._log_grown) / (_LOG_SHARE * self._log_seconds)
        self._log_credit = min(_LOG_CREDIT, self._log_credit + saved)
        if self._log_credit >= 1:
            self._log_credit -= 1
            self._move_log_timed(0 if self._log_obstructed else READERS_PATIENCE)
        else:
            self._move_log_later(self._log_delay)
        self._log_grown = time.monotonic()

    @property
    def _log_delay(self) -> float:
        return max(_LOG_DELAY, 2 * self._log_seconds)

    def _move_log_timed(self, patience: float) -> None:
        began = time.monotonic()
        self._log_obstructed = not self._move_log(patience)
        taken = min(time.monotonic() - began, _LOG_SLOW)  # without the wait for a reader
        self._log_seconds += (taken - self._log_seconds) / 8  # a mean: single moves take very different times
        if self._log_obstructed:
            self._move_log_later(_LOG_RETRY)

    def _move_log(self, patience: float) -> bool:
        """Move all of the log that is there now to the file; return False if readers or other processes are in the way.

        A reader of an older state, which it has in the file or in the log, must not lose it: such a reader is waited for.
        """
        import sqlite3
        from random import uniform

        wanted = -1
        deadline = time.monotonic() + patience
        while True:
            try:
                ((busy, size, moved),) = self._run("PRAGMA wal_checkpoint(PASSIVE)")
            except sqlite3.Error:  # as on a full disk; what was committed is safe in the log
                return False
            if not busy:
                wanted = size if wanted < 0 else wanted
                if moved >= wanted or size < wanted:  # or the log was begun anew, which happens only when all of it was moved
                    return True
            if time.monotonic() > deadline:
                return False
            time.sleep(uniform(0.0002, 0.002))

    def _move_log_later(self, delay: float) -> None:
        with self._timer_mutex:
            if not self._closed and not self._log_pending:
                self._log_pending = True
                self._log_timer = threading.Timer(delay, self._move_log_in_time)
                self._log_timer.daemon = True
                self._log_timer.start()

    def _move_log_in_time(self) -> None:
        with self._timer_mutex:
            self._log_pending = False
        if time.monotonic() - self._log_grown < self._log_delay and not self._log_obstructed:
            self._move_log_later(self._log_delay)  # decisions still come in
        else:
            self._move_log_timed(0)

    def erase_deleted(self) -> None:
        """Write the file anew without deleted rows, and empty the write-ahead log, unless another process is reading."""
        with suppress(StoreError):
            self.execute("VACUUM")
            self.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file, with all that is in its log moved to it, unless another process is reading."""
        with self._timer_mutex:
            self._closed = True
        if self._log_timer is not None:
            self._log_timer.cancel()
            self._log_timer.join()
        if self._writable:
            self._move_log(0)
        self._connection.close()

    def execute(self, sql: str, values: SqlRow = ()) -> list[SqlRow]:
        """Execute a statement, waiting while another process writes, and return all its rows. Raises StoreError."""
        import sqlite3

        try:
            return self._retry(lambda: self._run(sql, values))
        except sqlite3.ProgrammingError:
            raise  # a bug
        except (sqlite3.Error, OverflowError) as error:
            raise self._translate_error(error) from error

    def _run(self, sql: str, values: SqlRow = ()) -> list[SqlRow]:
        import sqlite3

        with self._mutex:  # two threads must not step through the same statement
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if "Could not decode to UTF-8" not in str(error):
                    raise
            # A damaged text. Its checksum will tell whose it is, if it can be read at all.
            self._connection.text_factory = lambda data: data.decode(errors="surrogateescape")
            try:
                return self._connection.execute(sql, values).fetchall()
            finally:
                self._connection.text_factory = str

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
                # Python raises this error, too, without a code: for a text that is not UTF-8.
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
                if code & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(uniform(0.0005, 0.004))

    def _translate_error(self, error: Exception) -> StoreError:
        name = getattr(error, "sqlite_errorname", "")
        if self._full and name.startswith("SQLITE_READONLY"):
            name = "SQLITE_FULL"
        kind = _DiskError if name.startswith(_DISK_ERRORS) else StoreError
        for prefix, reason in _REASONS.items():
            if name.startswith(prefix):
                kind = DamagedError if reason is DAMAGED else kind
                return kind(f"{self.path} {reason} (nothing stored is lost)")
        return kind(f"{self.path} refused this: {error} (nothing stored is lost)")

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
        self._log_grew()
        return result

    def write_backup(self, path: Path) -> None:
        """Write a snapshot to an empty file, without deleted rows, while others go on reading and writing; see `Database`."""
        import errno
        import os
        import sqlite3

        if not self._writable:
            self.execute("PRAGMA query_only = OFF")  # else SQLite would not write the other file either
        try:
            self._retry(lambda: self._run("VACUUM INTO ?", (str(path),)))
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "") in ("SQLITE_FULL", "SQLITE_IOERR_WRITE"):  # of the other file
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
            raise self._translate_error(error) from error
        finally:
            if not self._writable:
                self.execute("PRAGMA query_only = ON")

    def require_unused(self) -> None:
        """Raise StoreError if another process, or another connection of this one, has the file open; else empty its log."""
        self.execute("PRAGMA locking_mode = EXCLUSIVE")
        with self._mutex:
            self._unshare()

    def _unshare(self) -> None:
        import sqlite3

        try:
            self._connection.execute("BEGIN EXCLUSIVE")
            self._connection.execute("ROLLBACK")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreError(f"{self.path} is open in another window or program; close it there first") from None
            raise self._translate_error(error) from error

    def integrity_errors(self) -> list[str]:
        """Return the errors that SQLite finds in the file."""
        try:
            # Not quick_check, which does not compare indexes with their tables: most statements read by an index.
            return [message for (message,) in self.execute("PRAGMA integrity_check") if message != "ok"]
        except StoreError as error:
            return [str(error)]

    def _lock_file(self, document: str, annotator: str) -> Path:
        # A hash, because ids and names may contain characters that file names may not.
        from hashlib import sha256

        name = sha256(f"{document}\0{annotator}".encode(errors="surrogatepass")).hexdigest()[:32]
        return self._locks / f"{name}.lock"

    def open_elsewhere(self, documents: Iterable[str], annotators: Iterable[str]) -> str | None:
        """Return one of the documents that another window has locked for one of the annotators; see `Database`."""
        for document, annotator in product(documents, tuple(annotators)) if self._locks.is_dir() else ():
            path = self._lock_file(document, annotator)
            try:
                if path.exists():
                    with try_lock(path) as locked:
                        if not locked:
                            return document
            except OSError as error:
                raise StoreError(f"{self._locks} cannot be written ({error.strerror}), so nothing was changed") from error
        return None

    def may_insert(self, table: str) -> bool:
        """Return True if the file can be written."""
        del table
        return self._writable

    def grant_insert(self, table: str, like: Iterable[str]) -> None:
        """Do nothing: whoever can write a file can write all of it."""

    def now(self) -> datetime:
        """Return the time of this computer."""
        return datetime.now(UTC)

    def role(self) -> None:
        """Return None: nobody logs in to a file."""

    @contextmanager
    def lock(self, document: str, annotator: str) -> Iterator[None]:
        """Lock a document for one annotator by a lock file beside the database; see `Database`."""
        # The operating system releases the lock when the process ends, however it ends.
        folder, path = self._locks, self._lock_file(document, annotator)
        with ExitStack() as stack:
            try:
                locked = self._try_lock(stack, path)
            except OSError as error:
                raise StoreError(f"{folder} cannot be written ({error.strerror}), so {document} cannot be labelled") from error
            if not locked:
                with suppress(OSError, ValueError):
                    annotator += f" in another window (process {int(path.read_text(encoding='ascii'))})"
                raise StoreError(f"{document} is being labelled by {annotator}; close it there first")
            try:
                yield
            finally:
                stack.close()
                with suppress(OSError):
                    folder.rmdir()  # the last lock takes the folder along

    def _try_lock(self, stack: ExitStack, path: Path) -> bool:
        while True:
            path.parent.mkdir(exist_ok=True)
            with suppress(FileNotFoundError):  # another window, which had the last lock, has just removed the folder
                return stack.enter_context(try_lock(path))
