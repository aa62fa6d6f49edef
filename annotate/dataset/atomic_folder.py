"""Replacement of a folder by a new one: completely, or not at all.

Everything is written into a hidden folder beside the target, on the same file system, where renaming is a single step. A hidden
file lists what an export wrote, with hashes, so that nothing is ever deleted that this tool did not write: a folder with other
files, or with a card that was edited by hand, is refused.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from annotate._files import read_json
from annotate.errors import ExportError

MARKER = ".annotate.json"
"""The file that lists the files of an export with their SHA-256, and what the next export compares itself with."""

LOCK = "lock"
"""The file in the hidden folder of an export that it keeps locked while it runs."""

_AT_FDCWD = -100  # of Linux: a name is relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_CANNOT_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV)

_DISPENSABLE = {".cache", ".DS_Store", "Thumbs.db"}
"""Files that uploading with `hf` and looking with a file manager leave behind; they may be deleted."""


@contextmanager
def replacing(target: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a new folder to fill and a scratch folder; if the block succeeds, the new folder replaces the target.

    Raises ExportError, with the target unchanged, if it may not be replaced or the file system refuses.
    """
    target = target.resolve()
    check_replaceable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        with _working_folder(target) as work:
            new, scratch = work / "new", work / "scratch"
            new.mkdir()  # the folder made by mkdtemp cannot take the target's place: nobody else may read it
            scratch.mkdir()
            yield new, scratch
            check_replaceable(target)  # again: minutes may have passed
            _swap(new, target, work / "old")
    except OSError as error:
        raise ExportError(_describe(error, target)) from error


@contextmanager
def _working_folder(target: Path) -> Iterator[Path]:
    """Make a hidden folder beside the target, locked by this process, and delete it at the end."""
    while True:
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            with FileLock(work / LOCK):
                if (work / LOCK).exists():
                    try:
                        yield work
                        return
                    finally:
                        _empty(work)
        finally:
            _remove_empty(work)
        # Another export took the folder for a leftover before it was locked: make another one.


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder among the system's temporary ones, and delete it at the end; those of killed exports are deleted first."""
    target = Path(tempfile.gettempdir()) / "annotate-export"
    sweep(target)
    with _working_folder(target) as work:
        yield work


def sweep(target: Path) -> None:
    """Delete the hidden folders that killed exports have left beside the target: those that no process has locked."""
    # Where names cannot be exchanged, an export killed between the two renames of `_swap` has moved the old dataset into its
    # hidden folder and put nothing in its place. The lock is released by the operating system however a process ends, so whoever
    # gets it knows that the export is dead and can move the old dataset back before deleting the rest. The lock is deleted last:
    # whenever a process is killed, what remains is a folder with a lock, or an empty one.
    ours = re.compile(re.escape(f".{target.name}-") + "[a-z0-9_]{8}")
    for work in sorted(path for path in target.parent.iterdir() if ours.fullmatch(path.name) and _is_own_folder(path)):
        if any(work.iterdir()) and not (work / LOCK).is_file():
            continue  # not ours
        with suppress(Timeout):
            with FileLock(work / LOCK, timeout=0):
                if (work / "old").exists() and not target.exists():
                    (work / "old").rename(target)
                _empty(work)
            _remove_empty(work)


def _is_own_folder(path: Path) -> bool:
    """Return True for a folder of this user: what others put beside it, as among temporary files, is not even looked into."""
    status = path.lstat()
    return stat.S_ISDIR(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.geteuid())


def _empty(work: Path) -> None:
    """Delete everything in a hidden folder but its lock."""
    for path in work.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != LOCK:
            path.unlink()


def _remove_empty(work: Path) -> None:
    """Delete a hidden folder with nothing in it but a lock that no process holds."""
    with suppress(OSError):
        (work / LOCK).unlink(missing_ok=True)
        work.rmdir()


def check_replaceable(target: Path) -> None:
    """Raise ExportError if the target contains anything that this tool did not write, or that was changed since."""
    try:
        if not target.exists():
            return
        if not target.is_dir():
            raise ExportError(f"{target} is a file; export into a folder.")
        if target == target.parent:  # to look for files there would take for ever
            raise ExportError(f"{target} is the root of the file system, which a dataset cannot replace; name a folder in it.")
        files = _files(target)
        if not files:
            return
        written = (_read_marker(target) or {}).get("files")
    except OSError as error:
        raise ExportError(_describe(error, target)) from error
    if written is None:
        raise ExportError(f"{target} is not empty and not a dataset of this tool; export into another folder, or empty it.")
    for name, path in files.items():
        if name not in written:
            raise ExportError(
                f"{target} contains {name}, which this tool did not write; move it away, or export into another folder."
            )
        if path.suffix == ".md" and _digest(path) != written[name]:
            raise ExportError(f"{target}: {name} was edited by hand; move it away, or export into another folder.")


def mark(folder: Path, release: Mapping[str, Any]) -> None:
    """Write the marker of a finished folder: the list of its files, and the release that the next export compares with."""
    files = {name: _digest(path) for name, path in _files(folder).items()}
    text = json.dumps({"by": "annotate", "files": files, "release": release}, indent=1)
    (folder / MARKER).write_text(text + "\n", encoding="utf-8")


def read_release(target: Path) -> dict[str, Any]:
    """Return the release that the export at the target left for the next one; empty if there is none.

    Raises ExportError if the marker is damaged.
    """
    release = (_read_marker(target) or {}).get("release")
    return release if isinstance(release, dict) else {}


def _read_marker(folder: Path) -> dict[str, Any] | None:
    """Return what the marker of a folder says; None if it has none of this tool. Raises ExportError if it is damaged."""
    try:
        data = read_json(folder / MARKER)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        data = None
    if isinstance(data, dict) and data.get("by") not in (None, "annotate"):
        return None
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict) or not all(isinstance(digest, str) for digest in files.values()):
        raise damaged(folder)
    return data  # type: ignore[no-any-return]


def damaged(folder: Path) -> ExportError:
    """Return the error for a folder whose marker is damaged."""
    return ExportError(
        f"{folder / MARKER} is damaged, so it is not known what of {folder} was exported; "
        "move that folder away and export again, or export into another folder."
    )


def _files(folder: Path) -> dict[str, Path]:
    """Return the files in a folder by their relative names, in order, without the marker and dispensable files."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        dispensable = _DISPENSABLE & {name.split("/")[0], path.name}
        if (path.is_symlink() or not path.is_dir()) and name != MARKER and not dispensable:
            files[name] = path
    return files


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""  # a link to nothing, or a pipe, which might never end
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, which is then `new` or `old`; move it back if that fails."""
    exists = target.exists()
    if exists:
        if exchange(new, target):
            return
        # Killed between these two renames, an export leaves no dataset; `sweep` then puts the old one back.
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        if exists:
            with suppress(OSError):
                old.rename(target)
        raise


def _describe(error: OSError, target: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"The disk of {target} is full; free some space, or export to another disk. Nothing was changed."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{target} cannot be written ({error.strerror}); change its permissions, or export elsewhere. Nothing was changed."
    return f"{target} cannot be written ({error}); export elsewhere. Nothing was changed."


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step. Returns False, with both as they were, where that cannot be done.

    Raises OSError for any other reason.
    """
    if sys.platform == "win32":
        return False
    libc, names = ctypes.CDLL(None, use_errno=True), (os.fsencode(one), os.fsencode(other))
    if hasattr(libc, "renameat2"):
        status = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    elif hasattr(libc, "renamex_np"):
        status = libc.renamex_np(*names, _EXCHANGE)
    else:
        return False
    number = ctypes.get_errno()
    if status and number not in _CANNOT_EXCHANGE:
        raise OSError(number, os.strerror(number), str(other))
    return bool(status == 0)
