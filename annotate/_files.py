"""Files written whole or not at all, locks that end with their process, and what killed processes leave behind."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

_PART = re.compile(r"\..{1,80}\.[0-9a-f]{16}\.part", re.DOTALL)
_OLD_PART = re.compile(r"\..{1,80}\.[0-9]{1,10}\.part", re.DOTALL)
_PART_COMPANION = re.compile(rf"({_PART.pattern})-(?:wal|shm|journal)", re.DOTALL)  # if it is a database
_OLD_AGE = 3600.0  # seconds: earlier versions did not lock what they wrote, so only its age tells
_LOCK_ATTEMPTS = 10
_LOCKED_BYTE = 1 << 30  # Windows locks bytes against reading, too: one that no file here has


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file so that it has either its old content or all of `chunks`, whatever happens in between.

    A symbolic link stays a link to the file that is replaced. A pipe or a device is written to directly. Raises OSError.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(chunks)
        return
    with replacing_file(path) as part, part.open("r+b") as stream:
        stream.writelines(chunks)


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield a new, empty file beside `path`; if the block succeeds, it is flushed to the disk and takes the place of `path`.

    Nothing else may be at `path` than a file. What killed processes have left in the folder is removed first. Raises OSError.
    """
    remove_parts(path.parent)
    try:
        with _new_part(path) as part:
            yield part
            with part.open("r+b") as stream:
                os.fsync(stream.fileno())
            part.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        if not error.filename or _PART.fullmatch(Path(error.filename).name):  # a full disk does not say which file
            error.filename = str(path)
        raise


@contextmanager
def _new_part(path: Path) -> Iterator[Path]:
    """Make a file beside `path` with a name of its own, locked, and remove it at the end if it is still there."""
    while True:
        part = path.with_name(f".{path.name[:80]}.{os.urandom(8).hex()}.part")
        with _Lock(part, os.O_CREAT | os.O_EXCL) as lock:
            if not lock.acquired:  # another process took it for one that was left behind
                continue
            if sys.platform == "win32":  # where a file that is open cannot be renamed
                lock.close()
            try:
                yield part
                return
            finally:
                part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Remove the unfinished files that killed processes have left in a folder: those that no process has locked."""
    # Not by process ids, which are used again. The system ends a lock with its process, however that ends.
    with suppress(OSError):
        for part in sorted(folder.iterdir()):  # a file before its companions
            with suppress(OSError):
                if _OLD_PART.fullmatch(part.name) or (_PART.fullmatch(part.name) and sys.platform == "win32"):
                    if time.time() - part.stat().st_mtime > _OLD_AGE:
                        part.unlink()
                elif _PART.fullmatch(part.name):
                    with _Lock(part) as lock:
                        if lock.acquired:
                            part.unlink()
                elif (whole := _PART_COMPANION.fullmatch(part.name)) and not (folder / whole[1]).exists():
                    part.unlink()


@contextmanager
def try_lock(path: Path) -> Iterator[bool]:
    """Lock the file at `path` until the end of the context or of the process; yield False if another process has the lock.

    The file is made, contains the id of the process that has the lock, and is removed at the end. Raises OSError.
    """
    attempts = 0
    while True:
        with _Lock(path, os.O_CREAT) as lock:
            if lock.lost:  # the process that had it removed the file between our opening and locking it
                continue
            if not lock.acquired and lock.is_empty() and attempts < _LOCK_ATTEMPTS:
                # Most likely `remove_locks`, which has it for a moment: whoever keeps a lock writes its process id first.
                attempts += 1
                time.sleep(0.002)
                continue
            if lock.acquired:
                lock.write(str(os.getpid()).encode())
            try:
                yield lock.acquired
                return
            finally:
                lock.unlink()


def remove_locks(folder: Path) -> None:
    """Remove the lock files that killed processes have left in a folder, and the folder if nothing else is in it."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.suffix in (".lock", ".owner"):  # earlier versions had a second file
                with suppress(OSError), _Lock(path) as lock:
                    lock.unlink()
        folder.rmdir()


def sync_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that a new name in it outlives a power cut. Raises OSError."""
    if sys.platform == "win32":  # a folder cannot be opened there, and the system journals names by itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_json(path: Path) -> Any:
    """Return the value in a JSON file of the program's own.

    Raises FileNotFoundError if there is no file, ValueError if it is not JSON, whatever is in it, and other OSErrors.
    """
    try:
        return json.loads(read_regular(path))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError, also for a pipe or a device, which might never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    return path.read_bytes()


class _Lock:
    """A lock on the file at `path`, a context manager that makes the file with the flag O_CREAT.

    acquired: True if this process has the lock.
    lost: True if the file was removed, by the process that had the lock, between our opening and locking it.
    """

    def __init__(self, path: Path, flags: int = 0) -> None:
        self._path = path
        self._flags = flags
        self._descriptor = -1
        self.acquired = self.lost = False

    def __enter__(self) -> _Lock:
        flags = os.O_RDWR | self._flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
        self._descriptor = os.open(self._path, flags, 0o666)
        try:
            self.acquired = _lock(self._descriptor)
            if self.acquired and not self._is_at_path():
                self.acquired, self.lost = False, True
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _is_at_path(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def is_empty(self) -> bool:
        """Return True if nothing is in the file."""
        return os.fstat(self._descriptor).st_size == 0

    def write(self, content: bytes) -> None:
        """Replace the content of the file, which is only for messages: a full disk does not matter."""
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, content)

    def unlink(self) -> None:
        """Remove the file, if this process has the lock, and release the lock."""
        if self.acquired:
            if sys.platform == "win32":  # where a file that is open cannot be removed
                self.close()
            with suppress(OSError):
                self._path.unlink()
        self.close()

    def close(self) -> None:
        """Release the lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor, self.acquired = -1, False


def _lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False if another process has the lock. Raises OSError."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
