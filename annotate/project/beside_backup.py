"""Files that a project keeps beside a backup of its store, because they are not in the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotate.errors import ProjectError


def keep_beside(kept: Path, write: Callable[[Path], None] | None, *, overwrite: bool) -> None:
    """Write a file beside a backup with `write`; None if there is nothing to keep.

    With `overwrite`, the file of an older backup is replaced, or removed if there is nothing to keep.

    Raises ProjectError if there is a file that may not be overwritten, and OSError.
    """
    if kept.exists() and not overwrite:
        raise ProjectError(f"{kept} is there already; name a new file, or replace it with --overwrite")
    if write is None:
        kept.unlink(missing_ok=True)
    else:
        write(kept)
