"""Backups: a store in one file, written while others work, checked before it counts, and put back.

A backup is a SQLite store like any other, whatever database it was made from. `write_backup` never leaves half a file, and
`restore` never leaves a project without a store: what was there before gets a second name first.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotate._files import remove_locks, replacing_file
from annotate.errors import DamagedError, StoreError
from annotate.store import open_backup
from annotate.store.store import Store

_COMPANIONS = ("-wal", "-shm", "-journal")
"""The ends of the names of the files that SQLite keeps beside a database."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The content of a backup, and where the store that it replaced is kept, if there was one.

    decisions: the number of all revisions, superseded ones and adjudications included.
    """

    documents: int
    decisions: int
    kept: Path | None = None


def write_backup(store: Store, path: Path, *, overwrite: bool = False) -> BackedUp:
    """Write a store to a file, whole or not at all, and check the file.

    Raises StoreError if there is a file that may not be overwritten, DamagedError if the store is damaged (then nothing is
    written), and OSError.
    """
    path = path.resolve()
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file for the backup")
    if _is_same(path, Path(store.where)):
        raise StoreError(f"{path} is the store itself; name another file for the backup")
    if path.exists() and not overwrite:
        raise StoreError(f"{path} is there already; name a new file, or replace it with --overwrite")
    with replacing_file(path) as part:
        store.write_backup(part)
        return _check(part, store.where)


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _check(path: Path, name: str) -> BackedUp:
    """Read a backup again, and return what it contains. Raises DamagedError, calling it `name`."""
    with closing(open_backup(path)) as backup:
        for problem in backup.check_integrity():
            raise DamagedError(f"{name} is damaged, so nothing was changed ({problem.message.rstrip('.')}); use an older backup")
        tables = ("documents", "revisions", "adjudications")
        documents, revisions, adjudications = (backup.count(table) for table in tables)
    return BackedUp(documents, revisions + adjudications)


def restore(backup: Path, path: Path, now: datetime) -> BackedUp:
    """Put a backup in the place of the store at `path`, which is kept under another name.

    Raises StoreError if the backup is none, or is damaged, or if another process has the store open; and OSError. Nothing was
    changed then.
    """
    if not backup.exists():
        raise StoreError(f"there is no file {backup}; name a backup that `annotate backup` wrote")
    if _is_same(backup, path):
        raise StoreError(f"{backup} is the store itself; name a backup of it")
    content = _check(backup, str(backup))
    path.parent.mkdir(exist_ok=True)
    with replacing_file(path) as part:
        shutil.copyfile(backup, part)
        _check(part, str(backup))
        _require_unused(path)
        kept = _keep(path, now)
        for end in _COMPANIONS:  # of the old file: SQLite would take a log for that of the new one
            Path(f"{path}{end}").unlink(missing_ok=True)
    return BackedUp(content.documents, content.decisions, kept)


def _require_unused(path: Path) -> None:
    """Raise StoreError if a process has the store open, as far as that can be told of a damaged one."""
    from annotate.store.sqlite import Sqlite

    locks = Path(f"{path}.locks")
    remove_locks(locks)
    if locks.exists():
        raise StoreError(f"a document of {path} is being labelled in another window; close it there first")
    try:
        database = Sqlite(path, create=False)
    except StoreError:  # there is none, or it is too damaged to be opened here or anywhere
        return
    with suppress(DamagedError), closing(database):
        database.require_unused()


def _keep(path: Path, now: datetime) -> Path | None:
    """Give the store at `path`, and its log if it has one, a second name, and return it."""
    if not path.exists():
        return None
    kept = path.with_name(f"{path.name}.before-{now:%Y%m%dT%H%M%S}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.before-{now:%Y%m%dT%H%M%S}-{number}")
    for end in ("-wal", ""):
        old = Path(f"{path}{end}")
        if old.exists():
            try:
                os.link(old, f"{kept}{end}")
            except OSError:  # a file system without links
                shutil.copyfile(old, f"{kept}{end}")
    return kept
