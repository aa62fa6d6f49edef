"""Dumps: every decision as one line of JSONL, written and loaded again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from annotate._files import write_atomically
from annotate.errors import ProjectError
from annotate.model import Revision, Version, revision_to_json
from annotate.model.assignments import Assignment, assignment_to_json
from annotate.model.json import SENTENCE_END, TEXT_SHA256, version_to_json
from annotate.model.links import Link, link_to_json
from annotate.project.checking import Dumped, ProblemsError, read_annotation_files
from annotate.project.merging import merged_versions, moved_revisions
from annotate.project.people import Record, rename_annotators, require_dump_names, require_one_person
from annotate.schema import Schema
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.store import Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of a load: the number of revisions that were new, and of those that were stored already.

    corrections: the number of corrections of articles that were made here, too.
    moved: the number of decisions that were moved because of a correction.
    assignments: the number of records of how an article was chosen that were new.
    """

    new: int
    known: int
    corrections: int = 0
    moved: int = 0
    assignments: int = 0


def corrected_versions(store: Store, document: str | None, annotator: str | None) -> Iterator[Version]:
    """Return the versions of all documents that were corrected, or of one; of an annotator, where they decided anything."""
    decided = {tally.document for tally in store.tally() if tally.annotator == annotator}
    for id in sorted(store.corrected()):
        if document in (None, id) and (annotator is None or id in decided):
            yield from store.versions(id)


def dumped_links(store: Store, document: str | None, annotator: str | None) -> Iterator[Link]:
    """Return all links between claims, or those of a document and of an annotator, the oldest first."""
    for link in store.links(annotator):
        if document in (None, link.first.document, link.second.document):
            yield link


def dump_lines(
    store: Store,
    revisions: Iterable[Revision],
    versions: Iterable[Version] = (),
    links: Iterable[Link] = (),
    assignments: Iterable[Assignment] = (),
) -> Iterator[bytes]:
    """Return versions, revisions, links and assignments as lines of JSONL, in this order.

    A decision on a document's present text has the hash of that text, by which it is loaded into projects that read the same
    text from other bytes. Of a document whose text was corrected, every text is there, once.
    """
    written: set[tuple[str, str]] = set()
    for version in versions:
        text = (version.document.id, version.document.sha256)
        several = bool(store.document(version.document.id).former_sha256)
        yield _json_line(version_to_json(version, article=several and text not in written))
        written.add(text)
    hashes = lru_cache(1)(store.hashes)  # revisions come document by document
    for revision in revisions:
        sha256, text_hash = hashes(revision.document)
        added = {TEXT_SHA256: text_hash} if revision.sha256 == sha256 else {}
        end = {SENTENCE_END: revision.end} if revision.end is not None else {}
        yield _json_line(revision_to_json(revision) | end | added)
    yield from (_json_line(link_to_json(link)) for link in links)
    yield from (_json_line(assignment_to_json(assignment)) for assignment in assignments)


def _json_line(record: Mapping[str, Any]) -> bytes:
    r"""Return a record as a line of JSONL.

    Characters that a terminal obeys or hides are written as ``\uXXXX``, so that a dump can be displayed safely.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if show(text) != text:  # JSON escapes control characters itself; this is for the others
        text = "".join(c if show(c) == c else json.dumps(c)[1:-1] for c in text)
    return text.encode() + b"\n"


def write_dump(path: Path, lines: Iterable[bytes], database: Path) -> int:
    """Write a dump to a file, which keeps its old content until all of the new one is on the disk.

    Returns the number of decisions. Raises ProjectError if the file is the store's `database`, and OSError.
    """
    count = 0

    def counted_lines() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            count += not line.startswith((b'{"version":', b'{"assignment":'))
            yield line

    if path.resolve() == database.resolve():
        raise ProjectError(f"{path} is the store, which a dump would destroy; name another file.")
    write_atomically(path, counted_lines())
    return count


def read_dumps(files: Iterable[Path | str], store: Store | None, schema: Schema) -> Dumped:
    """Return the content of dumps. Raises ProblemsError if any of their lines does not validate, and OSError."""
    dumped = read_annotation_files(files, store, schema)
    if dumped.problems:
        raise ProblemsError("nothing was loaded; correct the file, or the documents it belongs to, first.", dumped.problems)
    return dumped


def load_revisions(
    store: Store,
    revisions: Sequence[Revision],
    renamings: Iterable[tuple[str, str]] = (),
    *,
    versions: Mapping[str, Sequence[Version]] = MappingProxyType({}),
    links: Sequence[Link] = (),
    assignments: Sequence[Assignment] = (),
    schema: str = "",
    same_person: bool = False,
) -> Loaded:
    """Merge revisions, links and assignments into the store, all or none, under the names that `renamings` give to annotators.

    `versions` are those of the documents that were corrected where the revisions were made. Decisions that the merge moves get
    `schema` as the version of the schema. With `same_person`, an annotator may have decided on the same sentence here and there
    without knowing it. Raises StoreError.
    """
    everything: list[Record] = [*revisions, *links, *assignments]
    records = rename_annotators(everything, renamings)
    require_dump_names(store, records)
    renamed = [record for record in records if isinstance(record, Revision)]
    renamed_links = [record for record in records if isinstance(record, Link)]
    chosen = store.new_assignments([record for record in records if isinstance(record, Assignment)])
    if not same_person:
        require_one_person(store, renamed)
    names = {old.annotator: new.annotator for old, new in zip(everything, records, strict=True)}
    versions = {
        id: [replace(version, author=names.get(version.author, version.author)) for version in chain]
        for id, chain in versions.items()
    }
    fitted = store.as_stored(renamed)
    by_document: dict[str, list[Revision]] = {id: [] for id in versions}
    for revision in fitted:
        by_document.setdefault(revision.document, []).append(revision)
    corrected = {*versions, *store.corrected(by_document)} & by_document.keys()
    added: list[Version] = []
    moved: list[Revision] = []
    for id in sorted(corrected):
        stored, theirs = store.versions(id), versions.get(id, ())
        more = merged_versions(theirs, stored)
        added += more
        moved += moved_revisions(store, by_document[id], theirs, (*stored, *more), schema)
    new = store.load((*fitted, *moved), versions=added, links=renamed_links, assignments=chosen) - len(moved)
    return Loaded(new, len(fitted) + len(renamed_links) - new, len(added), len(moved), len(chosen))
