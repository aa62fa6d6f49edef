"""Files written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file so that it has either its old content or all of `chunks`, whatever happens in between.

    A symbolic link stays a link to the file that is replaced. A pipe or a device is written to directly. Raises OSError.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(chunks)
        return
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk does not say which file
        raise
    finally:
        part.unlink(missing_ok=True)


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
