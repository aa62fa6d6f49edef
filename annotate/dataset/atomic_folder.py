"""The new dataset takes the place of the old one at once, or nothing changes.

Everything is written into a hidden folder beside the target (the same file system: renaming is one step). A hidden file lists
what an export wrote and how it looked then, so that nothing is ever deleted that this tool did not write: a folder with other
files, or a card that somebody has edited, is refused.
"""

from __future__ import annotations

import errno
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

from annotate.errors import ExportError

MARKER = ".annotate.json"
"""Lists the files of an export with their SHA-256, so that the next knows what it may replace, and what to compare with."""

LOCK = "lock"
"""The file in an export's hidden folder that it holds locked while it lives."""

_PASSING = {".cache", ".DS_Store", "Thumbs.db"}
"""What uploading with `hf` and looking with a file manager leave behind; it may go."""


@contextmanager
def replacing(target: Path) -> Iterator[tuple[Path, Path]]:
    """A new folder to write and one for scratch; when the block ends well the new one takes the target's place.

    Raises ExportError, with the target untouched, where it may not be replaced or the disk cannot take it.
    """
    target = target.resolve()
    check_replaceable(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        with _working(target) as work:
            new, scratch = work / "new", work / "scratch"
            new.mkdir()  # not the folder mkdtemp made, which nobody else may read
            scratch.mkdir()
            yield new, scratch
            check_replaceable(target)  # again: minutes may have passed
            _swap(new, target, work / "old")
    except OSError as error:
        raise ExportError(_wrong(error, target)) from error


@contextmanager
def _working(target: Path) -> Iterator[Path]:
    """A hidden folder beside the target, which is locked as long as this process lives and gone at the end."""
    from filelock import FileLock  # 50 ms, and only an export needs it

    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        with FileLock(work / LOCK):
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def sweep(target: Path) -> None:
    """Delete what killed exports have left beside the target: hidden folders that nobody holds the lock of.

    Was one killed between the two renames of `_swap`, the old dataset is in there: it comes back first.
    """
    from filelock import FileLock, Timeout  # 50 ms, and only an export needs it

    ours = re.compile(re.escape(f".{target.name}-") + "[a-z0-9_]{8}")
    for work in sorted(path for path in target.parent.iterdir() if ours.fullmatch(path.name)):
        if not (work / LOCK).is_file():
            continue  # not ours, or made this moment
        with suppress(Timeout), FileLock(work / LOCK, timeout=0):
            if (work / "old").exists() and not target.exists():
                (work / "old").rename(target)
            shutil.rmtree(work, ignore_errors=True)


def check_replaceable(target: Path) -> None:
    """Raises ExportError for a target that holds anything this tool did not write, or that was changed since."""
    try:
        if not target.exists():
            return
        if not target.is_dir():
            raise ExportError(f"{target} is a file; export into a folder.")
        files = _files(target)
        if not files:
            return
        written = _marked(target)
    except OSError as error:
        raise ExportError(_wrong(error, target)) from error
    if written is None:
        raise ExportError(f"{target} is not empty and not a dataset of this tool; export into another folder, or empty it.")
    for name, path in files.items():
        if name not in written:
            raise ExportError(
                f"{target} holds {name}, which this tool did not write; move it away, or export into another folder."
            )
        if path.suffix == ".md" and _digest(path) != written[name]:
            raise ExportError(f"{target}: {name} was edited by hand; move it away, or export into another folder.")


def mark(folder: Path, release: Mapping[str, Any]) -> None:
    """Leave the list of the files in a finished folder, and what the next export shall know of this one."""
    files = {name: _digest(path) for name, path in _files(folder).items()}
    text = json.dumps({"by": "annotate", "files": files, "release": release}, indent=1)
    (folder / MARKER).write_text(text + "\n", encoding="utf-8")


def released(target: Path) -> dict[str, Any]:
    """What the export that stands at the target has left for the next; empty where there is none."""
    release = (_marker(target) or {}).get("release")
    return release if isinstance(release, dict) else {}


def _marked(folder: Path) -> dict[str, str] | None:
    """What the marker lists; None where there is none of ours."""
    files = (_marker(folder) or {}).get("files")
    return files if isinstance(files, dict) else None


def _marker(folder: Path) -> dict[str, Any] | None:
    try:
        data = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("by") == "annotate" else None


def _files(folder: Path) -> dict[str, Path]:
    """The files below a folder by their name there, in order, without the marker and what may go."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (path.is_symlink() or not path.is_dir()) and name != MARKER and not _PASSING & {name.split("/")[0], path.name}:
            found[name] = path
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` where `target` is; `target` comes back where that fails."""
    there = target.exists()
    if there:
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        if there:
            with suppress(OSError):
                old.rename(target)
        raise


def _wrong(error: OSError, target: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"The disk that holds {target} is full; make room, or export to another disk. Nothing was changed."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{target} cannot be written ({error.strerror}); change its permissions, or export elsewhere. Nothing was changed."
    return f"{target} cannot be written ({error}); export elsewhere. Nothing was changed."
