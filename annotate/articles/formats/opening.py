"""Files are opened here, and only regular ones: a pipe, a device or a file of the system may never end, or do harm.

A pipe is read if somebody asks for it, up to a limit of bytes and of time.
"""

from __future__ import annotations

import io
import os
import stat
from contextlib import suppress
from pathlib import Path

SIZE_LIMIT = 100_000_000
"""The size in bytes of a file that is read as a whole, and of what is read from a pipe."""

_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_SYSTEM_FOLDERS = ("/proc", "/sys")
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)  # where the file was replaced after it was looked at
_CHUNK = 1 << 16  # bytes
_LOOK = 5  # seconds without data, after which a pipe is asked whether anybody writes to it
_PATIENCE = 60  # seconds without data from a pipe to which somebody writes


class NotAFileError(OSError):
    """Something that is not a regular file; the message says what it is ("a pipe")."""


class StreamTooLongError(OSError):
    """A pipe that gives more than the limit."""


def open_file(path: Path) -> io.FileIO:
    """Open the regular file at `path`. Raises NotAFileError if it is not one, and OSError if it cannot be opened."""
    _check(path.stat())
    file = io.FileIO(path, opener=lambda name, flags: os.open(name, flags | _FLAGS))
    try:
        _check(os.fstat(file.fileno()))
    except NotAFileError:
        file.close()
        raise
    return file


def read_head(path: Path, size: int) -> tuple[bytes, int]:
    """Return the first `size` bytes of the regular file at `path`, and the size of the file. Raises OSError."""
    with open_file(path) as file:
        return file.read(size) or b"", os.fstat(file.fileno()).st_size


def is_pipe(path: Path) -> bool:
    """Return True if `path` is a pipe."""
    try:
        return stat.S_ISFIFO(path.stat().st_mode)
    except OSError:
        return False


def read_pipe(path: Path, limit: int = SIZE_LIMIT, look: float = _LOOK, patience: float = _PATIENCE) -> bytes:
    """Return what is written to the pipe at `path`.

    Raises StreamTooLongError if that is more than `limit` bytes, and TimeoutError if nobody writes for `look` seconds, or
    somebody has it open but writes nothing for `patience` seconds.
    """
    from select import POLLIN, poll

    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # which does not wait until somebody writes
    try:
        events = poll()
        events.register(descriptor, POLLIN)
        chunks: list[bytes] = []
        size, silent = 0, 0.0
        while size <= limit:
            in_time = bool(events.poll(1000 * look))
            silent = 0 if in_time else silent + look
            with suppress(BlockingIOError):
                chunk = os.read(descriptor, _CHUNK)
                if not chunk and not in_time:
                    raise TimeoutError(f"nobody has written to it for {look:g} s")
                if not chunk:
                    return b"".join(chunks)
                chunks.append(chunk)
                size += len(chunk)
            if silent >= patience:
                raise TimeoutError(f"nothing has come from it for {silent:g} s")
        raise StreamTooLongError
    finally:
        os.close(descriptor)


def _check(status: os.stat_result) -> None:
    for is_special, what in _SPECIAL:
        if is_special(status.st_mode):
            raise NotAFileError(what)
    for folder in _SYSTEM_FOLDERS:
        with suppress(FileNotFoundError):
            if status.st_dev == os.stat(folder).st_dev and stat.S_ISREG(status.st_mode):  # noqa: PTH116
                raise NotAFileError("a file of the system")
