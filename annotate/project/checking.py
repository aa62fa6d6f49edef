"""Checks of everything in a store, and of annotation files (JSONL) from elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotate.errors import AnnotateError, StoreError
from annotate.model import ADJUDICATION, ANNOTATION, Document, Problem, Revision, Version, revision_to_json
from annotate.model.assignments import Assignment
from annotate.model.current import newest
from annotate.model.links import Link
from annotate.project.article_files import STDIN, STDIN_NAME
from annotate.project.people import Record
from annotate.schema import Schema
from annotate.store.rows import timestamp

if TYPE_CHECKING:
    from annotate.checks import Made
    from annotate.checks.context import Lookup
    from annotate.store import Store


_BOM = b"\xef\xbb\xbf"
_LABEL_FIELDS = frozenset({"annotation", "annotator", "sentence", "version"})


class ProblemsError(AnnotateError):
    """The data has problems, so nothing was done with it. `problems` contains all of them."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check.

    documents: the number of documents checked.
    revisions: the number of revisions checked.
    problems: the errors, which make `load` and `export` refuse the data.
    warnings: probable slips, which stop nothing.
    """

    documents: int
    revisions: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


def check_store(store: Store | None, schema: Schema) -> Checked:
    """Check everything that is stored; nothing if there is no store yet. Raises StoreError."""
    if store is None:
        return Checked(0, 0, ())
    adjudications = tuple(store.adjudications())
    problems = find_problems(store, schema, store.revisions(), adjudications, warnings=True)
    revisions = sum(tally.revisions for tally in store.tally()) + len(adjudications)
    return Checked(len(store.documents()), revisions, *_by_severity((*problems, *_provenance(store, adjudications))))


def with_numbering_problem(checked: Checked, problem: str, where: str) -> Checked:
    """Return the result of a check with the problem that labels have other numbers than in the last export."""
    from annotate.checks import renumbered_labels

    description = problem.partition(". ")[0]  # a problem of a check has a remedy of its own
    return replace(checked, problems=(*checked.problems, renumbered_labels(description, where)))


def _provenance(store: Store, adjudications: Iterable[Revision]) -> Iterator[Problem]:
    """Yield warnings about the names in a store, and about decisions from the future."""
    from annotate.checks import Made, decisions_from_the_future, look_alike_names

    decisions = Counter(revision.annotator for revision in adjudications)
    late = list(map(_made, adjudications))
    now = timestamp(moment := store.now())
    for tally in store.tally():
        decisions[tally.annotator] += tally.revisions
        if tally.last > now:  # then only is it worth reading them
            times = store.decision_times(ANNOTATION, tally.document, tally.annotator)
            late += (Made(ANNOTATION, tally.document, tally.annotator, made.sentence, made.created) for made in times)
    yield from look_alike_names(decisions, store.where)
    yield from decisions_from_the_future(late, moment, store.where)


def _made(revision: Revision) -> Made:
    from annotate.checks import Made

    return Made(revision.layer, revision.document, revision.annotator, revision.sentence, revision.created)


def check_files(files: Iterable[Path | str], store: Store | None, schema: Schema) -> Checked:
    """Check annotation files against the documents in the store. Raises OSError if a file cannot be read, and StoreError."""
    from annotate.checks import decisions_from_the_future, foreign_spellings

    dumped = read_annotation_files(files, store, schema, warnings=True)
    revisions = dumped.revisions
    records: list[Record] = [*revisions, *dumped.links, *dumped.assignments]
    names = dict.fromkeys(record.annotator for record in records)
    problems = [
        *dumped.problems,
        *decisions_from_the_future(map(_made, revisions), store.now() if store is not None else datetime.now(UTC)),
        *foreign_spellings(names, store.people() if store is not None else ()),
    ]
    return Checked(len({revision.document for revision in revisions}), len(revisions), *_by_severity(problems))


def find_problems(store: Store, schema: Schema, *layers: Iterable[Revision], warnings: bool = False) -> tuple[Problem, ...]:
    """Return the problems of a store and of the given revisions of each layer, each problem once.

    Current decisions are validated against the schema as it is now; all given revisions are checked for what the schema cannot
    express. With `warnings`, probable slips are included.
    """
    # The schema and the checks may find the same problem.
    return tuple(dict.fromkeys(_find_problems(store, schema, layers, warnings=warnings)))


def _find_problems(store: Store, schema: Schema, layers: Iterable[Iterable[Revision]], *, warnings: bool) -> Iterator[Problem]:
    from annotate.checks import check_record

    damage = list(store.check_integrity())
    yield from damage
    if warnings and not damage:
        yield from store.count_problems()
    with suppress(*[StoreError] if damage else []):  # unreadable rows are reported above; check what can be read
        for revision in chain(store.current(), newest(store.adjudications()).values()):
            yield from check_record(revision_to_json(revision), schema, store.where)
        for revisions in layers:
            yield from _check_revisions(revisions, document_lookup(store), schema, store.where, warnings=warnings)


@dataclass(frozen=True, slots=True)
class Dumped:
    """The readable content of annotation files.

    revisions: the decisions.
    versions: the versions of documents that were corrected, by document, oldest first.
    links: the links between claims.
    assignments: how documents were chosen to be labelled.
    problems: what is wrong with any record.
    """

    revisions: tuple[Revision, ...]
    versions: Mapping[str, tuple[Version, ...]]
    problems: tuple[Problem, ...]
    links: tuple[Link, ...] = ()
    assignments: tuple[Assignment, ...] = ()


def read_annotation_files(files: Iterable[Path | str], store: Store | None, schema: Schema, *, warnings: bool = False) -> Dumped:
    """Return what annotation files contain (``-`` is standard input), checked. Raises OSError if a file cannot be read."""
    from annotate.checks import article_problem, read_records

    lookup = document_lookup(store)
    by_file: dict[str, list[Revision]] = {}
    versions: dict[tuple[str, int], Version] = {}
    links: list[Link] = []
    assignments: list[Assignment] = []
    problems: list[Problem] = []
    for file in files:
        name = STDIN_NAME if str(file) == STDIN else str(file)
        revisions = by_file.setdefault(name, [])
        with _open_binary(file) as stream:
            head, lines = _first_record(stream)
            if _is_article(name, head):
                problems.append(article_problem(name))
                continue
            for record in read_records(lines, name, schema, lookup):
                match record:
                    case Revision():
                        revisions.append(record)
                    case Version():
                        versions[record.document.id, record.number] = record
                    case Link():
                        links.append(record)
                        problems += _unknown_documents(record, lookup if store is not None else None, name)
                    case Assignment():
                        assignments.append(record)
                    case Problem():
                        problems.append(record)
    chains: dict[str, tuple[Version, ...]] = {}
    for (document, _), version in sorted(versions.items()):
        chains[document] = (*chains.get(document, ()), version)
    all_revisions = tuple(chain.from_iterable(by_file.values()))
    framed = _framed_lookup(store, lookup, all_revisions, chains)
    for name, revisions in by_file.items():
        for layer in (ANNOTATION, ADJUDICATION):
            of_layer = [revision for revision in revisions if revision.layer == layer]
            problems += _check_revisions(of_layer, framed, schema, name, warnings=warnings)
    return Dumped(all_revisions, chains, tuple(problems), tuple(links), tuple(assignments))


def _unknown_documents(link: Link, lookup: Lookup | None, origin: str) -> Iterator[Problem]:
    for claim in (link.first, link.second):
        if lookup is not None and lookup(claim.document) is None:
            message = f"a link of {link.annotator} is to a claim of {claim.document}, which is no document here"
            yield Problem("document-unknown", message, "add the article first", origin, document=claim.document)


def _framed_lookup(
    store: Store | None, lookup: Lookup, revisions: Iterable[Revision], versions: Mapping[str, Sequence[Version]]
) -> Lookup:
    """Return a lookup of documents as they were where the decisions in a dump were made."""
    from annotate.project.merging import frame_of  # with the moves of labels, 20 ms: every command imports this module

    documents = {revision.document for revision in revisions}
    corrected = {*versions, *(store.corrected(documents) if store else ())}
    by_document: dict[str, list[Revision]] = {}
    for revision in revisions:
        if revision.document in corrected:
            by_document.setdefault(revision.document, []).append(revision)
    frames: dict[str, Document] = {}
    for id, decided in by_document.items():
        if store is not None and lookup(id) is not None:
            frames[id] = frame_of(decided, versions.get(id, ()), store.versions(id))
    return lambda id: frames.get(id) or lookup(id)


def document_lookup(store: Store | None) -> Lookup:
    """Return a function that looks up a document by id and returns None if it is not stored."""
    if store is None:
        return lambda id: None
    return lambda id: store.document(id) if store.stored_ids([id]) else None


def readable_documents(store: Store | None, ids: Iterable[str]) -> dict[str, Document]:
    """Return those of the documents with these ids that are stored and readable, by id."""
    lookup = document_lookup(store)
    documents: dict[str, Document] = {}
    for id in set(ids):
        with suppress(StoreError):
            if document := lookup(id):
                documents[id] = document
    return documents


def _check_revisions(
    revisions: Iterable[Revision], lookup: Lookup, schema: Schema, origin: str, *, warnings: bool
) -> Iterator[Problem]:
    from annotate.checks import check_revisions
    from annotate.suggestions.rules.cues import cue_stance  # the checks do not import the suggestion rules, so it is passed in

    yield from check_revisions(revisions, lookup, schema, origin, cue_stance=cue_stance if warnings else None)


def _by_severity(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the errors and the warnings."""
    from annotate.checks import severity

    both = list(problems)
    return tuple(p for p in both if severity(p) == "error"), tuple(p for p in both if severity(p) == "warning")


def _first_record(lines: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first line that is not blank, up to where it is enough to tell what the file is, and all lines."""
    iterator, read = iter(lines), []
    for line in iterator:
        read.append(line)
        if line.removeprefix(_BOM).strip():
            break
    return (read[-1] if read else b"").removeprefix(_BOM), chain(read, iterator)


def _is_article(name: str, head: bytes) -> bool:
    """Return True if a file that begins with the line `head` has articles in it, by its first bytes, its name or its columns.

    A file that may have been written as labels, such as one with a broken line of JSON, does not count.
    """
    from annotate.articles.formats.kinds import kind_by_bytes, kind_of

    kind = kind_of(name)
    if kind_by_bytes(head) is not None:
        return True
    if not head.lstrip().startswith((b"{", b"[")):
        return bool(head.strip()) and kind not in {None, "json", "jsonl"}
    return _is_article_record(head)


def _is_article_record(line: bytes) -> bool:
    import orjson  # 5 ms: `--help` does not need it

    from annotate.articles.formats.tables import COLUMNS

    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    record = value[0] if isinstance(value, list) and value else value
    if not isinstance(record, dict) or _LABEL_FIELDS & record.keys():
        return False
    return any(isinstance(value, str) and name.lower() in COLUMNS["text"] for name, value in record.items())


@contextmanager
def _open_binary(file: Path | str) -> Iterator[BinaryIO]:
    if str(file) == STDIN:
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as stream:
        yield stream
