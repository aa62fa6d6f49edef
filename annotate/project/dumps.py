"""Dumps: every decision as one line of JSONL, written and loaded again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from annotate._files import write_atomically
from annotate.errors import ProjectError
from annotate.model import Revision, revision_to_json
from annotate.model.json import TEXT_SHA256
from annotate.project.checking import ProblemsError, read_annotation_files
from annotate.project.people import rename_annotators, require_dump_names, require_one_person
from annotate.schema import Schema
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.store import Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of a load: the number of revisions that were new, and of those that were stored already."""

    new: int
    known: int


def dump_lines(revisions: Iterable[Revision], hashes: Callable[[str], tuple[str, str]]) -> Iterator[bytes]:
    """Return revisions as lines of JSONL, in the same order; `hashes` is `Store.hashes`.

    A decision on a document's present text has the hash of that text, by which it is loaded into projects that read the same
    text from other bytes.
    """
    hashes = lru_cache(1)(hashes)  # revisions come document by document
    for revision in revisions:
        sha256, text_hash = hashes(revision.document)
        yield _dump_line(revision, text_hash if revision.sha256 == sha256 else None)


def _dump_line(revision: Revision, text_hash: str | None) -> bytes:
    r"""Return a revision as a line of JSONL.

    Characters that a terminal obeys or hides are written as ``\uXXXX``, so that a dump can be displayed safely.
    """
    record = revision_to_json(revision) | ({TEXT_SHA256: text_hash} if text_hash else {})
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if show(text) != text:  # JSON escapes control characters itself; this is for the others
        text = "".join(c if show(c) == c else json.dumps(c)[1:-1] for c in text)
    return text.encode() + b"\n"


def write_dump(path: Path, lines: Iterable[bytes], database: Path) -> int:
    """Write a dump to a file, which keeps its old content until all of the new one is on the disk.

    Returns the number of lines. Raises ProjectError if the file is the store's `database`, and OSError.
    """
    count = 0

    def counted_lines() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            count += 1
            yield line

    if path.resolve() == database.resolve():
        raise ProjectError(f"{path} is the store, which a dump would destroy; name another file.")
    write_atomically(path, counted_lines())
    return count


def read_dumps(files: Iterable[Path | str], store: Store | None, schema: Schema) -> list[Revision]:
    """Return the revisions in dumps. Raises ProblemsError if any of their lines does not validate, and OSError."""
    revisions, problems = read_annotation_files(files, store, schema)
    if problems:
        raise ProblemsError("nothing was loaded; correct the file, or the documents it belongs to, first.", problems)
    return revisions


def load_revisions(
    store: Store, revisions: Sequence[Revision], renamings: Iterable[tuple[str, str]] = (), *, same_person: bool = False
) -> Loaded:
    """Merge revisions into the store, all or none, under the names that `renamings` give them.

    With `same_person`, an annotator may have decided on the same sentence here and in the dump without knowing it. Raises
    StoreError.
    """
    renamed = rename_annotators(revisions, renamings)
    require_dump_names(store, renamed)
    if not same_person:
        require_one_person(store, renamed)
    fitted = store.as_stored(renamed)
    new = store.load(fitted)
    return Loaded(new, len(fitted) - new)
