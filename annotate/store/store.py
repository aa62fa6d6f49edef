"""`Store`: documents and revisions in, documents and revisions out, on any `Database`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from annotate.errors import DamagedError, StoreError
from annotate.model import (
    ADJUDICATION,
    ANNOTATION,
    Block,
    Document,
    Layer,
    Origin,
    Problem,
    Revision,
    Sentence,
    Version,
    annotation_from_json,
    text_sha256,
)
from annotate.model.assignments import Assignment, Selection, selection_from_json
from annotate.model.ids import numbered_sentence, split_sentence_id
from annotate.model.links import Link
from annotate.model.versions import VersionAction, segmentation_errors
from annotate.review.assignment import (
    Desk,
    DocumentProgress,
    ListedDesk,
    Plan,
    count_finished,
    next_document,
    selection_by_plan,
)
from annotate.store.assigning import (
    Allotted,
    NumberedPlan,
    StoredDesk,
    allot_added,
    allotted,
    newest_plan,
    progress_rows,
    with_assignments,
)
from annotate.store.checksums import (
    CHECKED,
    changed_rows,
    checksum,
    require_unchanged,
    seal,
    seal_missing,
)
from annotate.store.counts import COUNTS, UNFINISHED, count_errors, hash_texts, recount
from annotate.store.database import DAMAGED, MANY, Database, select_in
from annotate.store.migrations import CHECKSUMS, MIGRATIONS
from annotate.store.people import ADJUDICATOR, PROGRAM, Person, list_people
from annotate.store.purging import Merged, Removed, delete_person, merge_people, purge, rename_person
from annotate.store.records import Batch, DecisionRow, DocumentRow
from annotate.store.rows import (
    ASSIGNMENT_COLUMNS,
    DOCUMENT_COLUMNS,
    FORMER_TEXT_COLUMNS,
    LINK_COLUMNS,
    PLAN_COLUMNS,
    REVISION_COLUMNS,
    SEGMENTATION_COLUMNS,
    SEGMENTED_COLUMNS,
    STORED_REVISION_COLUMNS,
    Contested,
    Copied,
    Decided,
    DecisionTime,
    DocumentEntry,
    FinishedDecision,
    RevisionRow,
    Size,
    SqlRow,
    Tally,
    check_storable,
    document_row,
    encode_json,
    link_of,
    link_row,
    revision_row,
    timestamp,
)

# Each document with its newest segmentation. Older segmentations are kept, since revisions were made on them.
_SEGMENTED = """documents JOIN segmentations ON document = id
    AND revision = (SELECT MAX(revision) FROM segmentations AS other WHERE other.document = id)"""
_ENTRIES = """SELECT id, path, sha256, title, COALESCE(sentence_count, 0) FROM documents
    LEFT JOIN document_index AS i ON i.document = id"""

# The revisions (as r) that do not count: those that undid a sentence to unlabelled, and those with a later one.
_SUPERSEDED = """annotation IS NULL OR EXISTS (SELECT 1 FROM revisions AS later WHERE later.document = r.document
    AND later.annotator = r.annotator AND later.sentence = r.sentence AND later.created > r.created)"""

# The newest revision of each sentence and annotator is found by grouping, and joined with its other columns by the primary key
# (document, annotator, created, sentence). The index `revisions_by_sentence` has all columns of the inner statement, so that
# neither database reads the long rows of superseded revisions. A window function gives the same three times slower.
_NEWEST = "SELECT document, annotator, sentence, MAX(created) AS last FROM revisions"
_SAME_SENTENCE = "r.document = n.document AND r.annotator = n.annotator AND r.sentence = n.sentence AND r.created = n.last"

# The finished decisions on some documents. The join with `documents` leaves out those on another version of the text.
_FINISHED = f"""SELECT position, r.start_offset, r.document, r.sentence, r.annotator, r.annotation FROM ({_NEWEST}
    WHERE document IN {{ids}} GROUP BY document, annotator, sentence) AS n
    JOIN revisions AS r ON {_SAME_SENTENCE}
    JOIN documents AS d ON d.id = r.document AND d.sha256 = r.sha256 WHERE label IS NOT NULL"""

_SOURCE_ID = re.compile(r"""(\{"id":|"claim":"c[0-9]+","source":)"s([0-9]+)\"""")
_TABLES: Mapping[Layer, str] = {ANNOTATION: "revisions", ADJUDICATION: "adjudications"}

_SENTENCE, _ANNOTATOR, _ANNOTATED = map(RevisionRow._fields.index, ("sentence", "annotator", "annotation"))
_DECISION_COLUMNS = len(DecisionRow._fields) - 1  # without the layer; a revision has the same columns first
_BATCH_SENTENCES = 2_000  # sentences whose decisions are in memory as text while a caller reads them one by one
_UNPARSED = (ValueError, KeyError, TypeError, AttributeError)
"""The errors of parsing a column that is not what was stored."""

_SIMILAR = 10  # ids on either side of a mistyped one, in order, of which it may be meant to be one
_COMPARED = 12  # those of them that are compared with it
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"

Part = tuple[str, ...]
"""The ids of some documents, in order."""

_ASSIGN = ("assign",)  # the turn of all who ask for work; a row lock would need the privilege to update


_UNEXPECTED = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError)
"""The errors of a bug, or of a value of another kind than was stored."""


class _Seals(NamedTuple):
    """Further columns that the checksums of a document and its segmentation cover, and the checksums."""

    position: int
    revision: int
    author: str
    created: str
    action: str | None
    about: str | None
    raw_sha256: str | None
    sentence_count: int
    of_text: int | None
    of_segmentation: int | None


_SEALS = (
    "position, revision, author, created, action, about, raw_sha256, sentence_count, documents.checksum, segmentations.checksum"
)
_TEXT_COLUMNS = len(DOCUMENT_COLUMNS.split(", "))
_TEXT = DOCUMENT_COLUMNS.split(", ").index("text")


class Store:
    """Documents and revisions, on a database that `open_store` opened. A context manager, which closes it.

    where: the path or address of the database, without a password.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.where = database.where
        try:
            self._migrate()
        except BaseException:
            database.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if isinstance(error, _UNEXPECTED):
                self._require_sound(error)
        finally:
            self.close()

    def _require_sound(self, error: Exception) -> None:
        """Raise DamagedError from an error that nobody expected, if the store is damaged: a text may be where a number was."""
        try:
            problem = next(self.check_integrity(), None)
        except (StoreError, *_UNEXPECTED):  # it cannot even be checked
            raise DamagedError(f"{self.where} {DAMAGED}") from error
        if problem is not None:
            raise DamagedError(f"{self.where} {DAMAGED} ({problem.message.rstrip('.')})") from error

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def _migrate(self) -> None:
        if self._version() > len(MIGRATIONS):
            raise StoreError(
                f"{self.where} was written by a newer version of annotate (store version {self._version()}, this one knows "
                f"{len(MIGRATIONS)}); update annotate to use it"
            )
        self._db.prepare()
        if self._version() < len(MIGRATIONS):
            self._db.migrate(self._apply_migrations)

    def _apply_migrations(self) -> None:
        while self._version() < len(MIGRATIONS):
            self._db.transact(self._apply_next_migration)

    def _apply_next_migration(self) -> None:
        # Read again inside the transaction: another process may have been first.
        if (version := self._version()) < len(MIGRATIONS):
            for statement in MIGRATIONS[version]:
                self._db.execute_ddl(statement)
            if version + 1 == len(MIGRATIONS) and CHECKSUMS in MIGRATIONS:  # when all columns are there
                seal_missing(self._db)
            if version + 1 == len(MIGRATIONS) and COUNTS in MIGRATIONS:
                hash_texts(self._db)
                self._db.grant_insert("allotments", like=("documents", "plans"))
                allot_added(self._db)
            self._insert("migrations", "version, applied", (version + 1, timestamp(datetime.now(UTC))))

    def _version(self) -> int:
        return int(self._value("SELECT COALESCE(MAX(version), 0) FROM migrations"))

    def _value(self, sql: str, *values: str | int) -> Any:
        """Return the first value of the first row of a statement, None if it returns no row."""
        rows = self._db.execute(sql, values)
        return rows[0][0] if rows else None

    def _insert(self, table: str, columns: str, row: SqlRow, **derived: str | int) -> None:
        """Insert a row; `derived` are further columns, which are computed from it."""
        if table in CHECKED:
            derived["checksum"] = checksum(row)
        columns, row = ", ".join((columns, *derived)), (*row, *derived.values())
        self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", row)

    # -- documents ------------------------------------------------------------------------------------------------------

    def add_document(self, document: Document) -> None:
        """Store a new document. Raises StoreError if there already is one with its id."""
        row = document_row(document)
        self._db.transact(lambda: self._add_document(document, row))

    def _add_document(self, document: Document, row: SqlRow) -> None:
        if self._value("SELECT 1 FROM documents WHERE id = ?", document.id):
            raise StoreError(f"{self.where} already has a document {document.id}; give the new one another id")
        position = self._value("SELECT COALESCE(MAX(position), 0) + 1 FROM documents")
        text_hash = text_sha256(document.text)
        self._insert("documents", f"{DOCUMENT_COLUMNS}, position", (*row, position), text_sha256=text_hash)
        self._add_segmentation(document)
        if self._db.execute("SELECT 1 FROM allotments WHERE plan = (SELECT MAX(number) FROM plans) LIMIT 1"):
            allot_added(self._db)

    def replace_document(self, document: Document) -> None:
        """Store a document in place of the one with its id. Raises StoreError if there is none, or if it is annotated."""
        row = document_row(document)

        def put() -> None:
            rows = self._db.execute("SELECT text, position FROM documents WHERE id = ?", (document.id,))
            if not rows:
                raise StoreError(self._unknown(document.id))
            ((text, position),) = rows
            if self.annotated(document.id):
                raise StoreError(f"{document.id} is annotated, so it cannot be replaced; add the new one under another id")
            self._update_document(row, position)
            if text != document.text:  # the offsets of its segmentations do not apply to the new text
                self._db.execute("DELETE FROM segmentations WHERE document = ?", (document.id,))
            self._db.execute("UPDATE segmentations SET raw_sha256 = ? WHERE document = ?", (document.sha256, document.id))
            seal(self._db, "segmentations", document.id)
            self._add_segmentation(document)

        self._db.transact(put)

    def _update_document(self, row: SqlRow, position: int) -> None:
        """Store other values of `DOCUMENT_COLUMNS` for the document with their id."""
        columns = ", ".join(f"{column} = ?" for column in (*DOCUMENT_COLUMNS.split(", "), "checksum", "text_sha256"))
        derived = (checksum((*row, position)), text_sha256(row[_TEXT]))
        self._db.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*row, *derived, row[0]))

    def _add_segmentation(
        self,
        document: Document,
        author: str = PROGRAM,
        created: str | None = None,
        action: VersionAction = "segment",
        about: str | None = None,
    ) -> None:
        blocks = encode_json([{"kind": b.kind, "start": b.start, "end": b.end, "rule": b.rule} for b in document.blocks])
        sentences = encode_json([{"id": s.id, "block": s.block, "start": s.start, "end": s.end} for s in document.sentences])
        number = self.segmentation(document.id) + 1
        head = (document.id, number, author, created or timestamp(datetime.now(UTC)), action, about, document.sha256)
        name = f"document {document.id}"
        row = (*check_storable(name, head, with_json=False), len(document.sentences), *check_storable(name, (blocks, sentences)))
        self._insert("segmentations", SEGMENTATION_COLUMNS, row)

    def segmentation(self, document: str) -> int:
        """Return the number of a document's newest segmentation, 0 if there is none."""
        return int(self._value("SELECT COALESCE(MAX(revision), 0) FROM segmentations WHERE document = ?", document))

    def corrected(self, documents: Iterable[str] | None = None) -> frozenset[str]:
        """Return the ids of the documents, by default of all, that have more than one version."""
        sql = "SELECT document FROM segmentations {where} GROUP BY document HAVING COUNT(*) > 1"
        if documents is None:
            rows: Iterable[SqlRow] = self._db.execute(sql.format(where=""))
        else:
            rows = self._select_in(sql.format(where="WHERE document IN {ids}"), documents)
        return frozenset(id for (id,) in rows)

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return a document as it was stored first and as each correction left it, the present version last.

        Raises StoreError if there is no such document, or if one of its versions cannot be read.
        """
        present = self.document(document)
        texts = {present.sha256: present}
        for *former, seal_of_text in self._db.execute(
            f"SELECT {FORMER_TEXT_COLUMNS}, checksum FROM former_texts WHERE document = ?", (document,)
        ):
            require_unchanged(f"a former text of {document}", self.where, former, seal_of_text)
            texts.setdefault(former[2], self._document(DocumentRow._make((*former, "[]", "[]"))))
        rows = self._db.execute(f"SELECT {SEGMENTATION_COLUMNS}, checksum FROM segmentations WHERE document = ?", (document,))
        versions = []
        for *row, seal_of_row in sorted(rows, key=lambda row: int(row[1])):
            _, number, author, created, action, about, sha256, _, blocks, sentences = row
            require_unchanged(f"version {number} of {document}", self.where, row, seal_of_row)
            with self._readable(f"version {number} of document {document}"):
                segmented = replace(texts[sha256], blocks=_blocks(blocks), sentences=_sentences(sentences))
            made: VersionAction = action or ("segment" if author == PROGRAM else "mend")
            versions.append(Version(number, author, created, made, about, segmented))
        return tuple(versions)

    def add_version(self, version: Version, revisions: Sequence[Revision]) -> None:
        """Store a corrected document as its present version, with the revisions that the correction moved: all or nothing.

        A text that it replaces is kept. Raises StoreError if the version does not follow the newest one, or for the reasons of
        `save`.
        """
        rows = [revision_row(revision) for revision in revisions]

        def add() -> None:
            self._put_version(version)
            self._append(revisions, rows)

        self._db.transact(add)

    def _put_version(self, version: Version) -> None:
        document = version.document
        self._require_newest(document.id, version.number - 1)
        *present, position = self._db.execute(f"SELECT {DOCUMENT_COLUMNS}, position FROM documents WHERE id = ?", (document.id,))[
            0
        ]
        if (row := document_row(document)) != tuple(present):
            if row[2] == present[2]:
                raise StoreError(f"the text of {document.id} has changed; open it again")
            if not self._value("SELECT 1 FROM former_texts WHERE document = ? AND sha256 = ?", document.id, present[2]):
                self._insert("former_texts", FORMER_TEXT_COLUMNS, tuple(present))
            self._update_document(row, position)
        self._add_segmentation(document, version.author, version.created, version.action, version.about)

    def _require_newest(self, document: str, segmentation: int) -> None:
        if self.segmentation(document) != segmentation:
            raise StoreError(f"{document} was corrected in another window; open it again")

    def numbers(self, document: str) -> dict[int, int]:
        """Return the numbers of a document's sentences, from 1 as people use them, by the offset at which they start."""
        sentences = self._value(f"SELECT sentences FROM {_SEGMENTED} WHERE id = ?", document)
        with self._readable(f"document {document}"):
            return {sentence["start"]: number for number, sentence in enumerate(json.loads(sentences or "[]"), 1)}

    def number(self, sentence: str) -> int | None:
        """Return the number, from 1, of the sentence with an id, None if its document has no such sentence now."""
        document, start = split_sentence_id(sentence)
        return self.numbers(document).get(int(start[:18])) if start.isdecimal() else None

    def numbered(self, sentence: str) -> str:
        """Return the id of a sentence with its number, as messages name it."""
        return numbered_sentence(sentence, self.number(sentence))

    def document(self, id: str) -> Document:
        """Return the document with this id. Raises StoreError, suggesting similar ids, if there is none."""
        rows = self._db.execute(f"SELECT {SEGMENTED_COLUMNS}, {_SEALS} FROM {_SEGMENTED} WHERE id = ?", (id,))
        if not rows:
            raise StoreError(self._unknown(id))
        former = self._db.execute("SELECT sha256 FROM former_texts WHERE document = ?", (id,))
        document = self._document(self._document_row(rows[0]))
        hashes = {sha256 for (sha256,) in former} - {document.sha256}
        return replace(document, former_sha256=tuple(sorted(hashes))) if hashes else document

    def _document_row(self, row: SqlRow) -> DocumentRow:
        """Return a row of `SEGMENTED_COLUMNS` and `_SEALS`. Raises DamagedError if text or segmentation was changed."""
        document, seals = DocumentRow(*row[: -len(_Seals._fields)]), _Seals(*row[-len(_Seals._fields) :])
        text = (*document[:_TEXT_COLUMNS], seals.position)
        require_unchanged(f"the text of {document.id}", self.where, text, seals.of_text)
        segmentation = (document.id, *seals[1:-2], document.blocks, document.sentences)
        require_unchanged(f"the segmentation of {document.id}", self.where, segmentation, seals.of_segmentation)
        return document

    def _document(self, row: DocumentRow) -> Document:
        with self._readable(f"document {row.id}"):
            return Document(
                row.id,
                row.path,
                row.sha256,
                row.text,
                _blocks(row.blocks),
                _sentences(row.sentences),
                row.title,
                row.byline,
                row.published,
                row.url,
                row.language,
            )

    def _require_document(self, id: str) -> None:
        if not self._value("SELECT 1 FROM documents WHERE id = ?", id):
            raise StoreError(self._unknown(id))

    def _unknown(self, id: str) -> str:
        from difflib import get_close_matches  # 3 ms, and only after a mistake

        known = self._like(id)
        similar = get_close_matches(id, known) or [name for name in known if id and id in name][:3]
        hint = f"did you mean {' or '.join(similar)}?" if similar else "none has a similar id (annotate status --all lists them)"
        return f"there is no document {id} in {self.where}; {hint}"

    def _like(self, id: str) -> list[str]:
        """Return the stored ids that a mistyped one may mean: its neighbours in order, and those one typing error away."""
        slips = {id[:place] + id[place + 1 :] for place in range(len(id))}
        slips |= {id[:place] + id[place : place + 2][::-1] + id[place + 2 :] for place in range(len(id) - 1)}
        slips |= {letter + id[1:] for letter in _LETTERS}
        before = self._db.execute("SELECT id FROM documents WHERE id < ? ORDER BY id DESC LIMIT ?", (id, _SIMILAR))
        after = self._db.execute("SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ?", (id, _SIMILAR))
        near = sorted((name for (name,) in (*before, *after)), key=lambda name: _common(id, name), reverse=True)
        return list(dict.fromkeys([*near[:_COMPARED], *sorted(self.stored_ids(slips))]))

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return all documents, in the order they were added."""
        return tuple(DocumentEntry(*row) for row in self._db.execute(f"{_ENTRIES} ORDER BY documents.position"))

    def has_documents(self) -> bool:
        """Return True if there is any document."""
        return bool(self._db.execute("SELECT 1 FROM documents LIMIT 1"))

    def size(self) -> Size:
        """Return the numbers of documents, of those without sentences, and of sentences."""
        sums = "COALESCE(SUM(documents), 0), COALESCE(SUM(empty), 0), COALESCE(SUM(sentences), 0)"
        return Size(*map(int, self._db.execute(f"SELECT {sums} FROM totals")[0]))

    def entry(self, id: str) -> DocumentEntry | None:
        """Return a document without its text, None if there is none with this id."""
        return self._first_entry("id = ?", id)

    def entry_by_bytes(self, sha256: str) -> DocumentEntry | None:
        """Return the newest document that was read from these bytes."""
        return self._first_entry("sha256 = ? ORDER BY documents.position DESC LIMIT 1", sha256)

    def _first_entry(self, condition: str, *values: str) -> DocumentEntry | None:
        rows = self._db.execute(f"{_ENTRIES} WHERE {condition}", values)
        return DocumentEntry(*rows[0]) if rows else None

    def entries_by_path(self, paths: Iterable[str]) -> dict[str, DocumentEntry]:
        """Return the newest document that was read from each of these paths, by path."""
        rows = self._select_in(f"{_ENTRIES} WHERE path IN {{ids}} ORDER BY documents.position", paths)
        return {entry.path: entry for entry in (DocumentEntry(*row) for row in rows)}

    def sources(self, paths: Iterable[str]) -> set[str]:
        """Return those of these files that any document was read from: from all of one, a row, or a member of an archive."""
        every = set(paths)
        found = {path for (path,) in self._select_in("SELECT path FROM documents WHERE path IN {ids}", every)}
        inside = "SELECT 1 FROM documents WHERE path >= ? AND path < ? LIMIT 1"
        for path in every - found:
            ranges = ((f"{path}#", f"{path}$"), (f"{path}!/", f"{path}!0"))  # the next character ends each range
            if any(self._value(inside, *ends) for ends in ranges):
                found.add(path)
        return found

    def stored_ids(self, ids: Iterable[str]) -> set[str]:
        """Return those of these ids that documents have."""
        return {id for (id,) in self._select_in("SELECT id FROM documents WHERE id IN {ids}", ids)}

    def ids_starting_with(self, beginning: str, limit: int) -> list[str]:
        """Return up to `limit` ids that start so, in order."""
        sql = "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return [id for (id,) in self._db.execute(sql, (beginning, f"{beginning}\U0010ffff", limit))]

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Return those of these ids that documents have, in the order in which the documents were added."""
        rows = self._select_in("SELECT position, id FROM documents WHERE id IN {ids}", ids)
        return [id for _, id in sorted(rows)]

    def ids_around(self, document: str, *, backwards: bool) -> Iterator[str]:
        """Yield the ids of the documents after a document, or before it, then of those from the other end, and its own last."""
        yield from self._ids_beyond(self._value("SELECT position FROM documents WHERE id = ?", document), backwards=backwards)
        yield from takewhile(lambda id: id != document, self._ids_beyond(None, backwards=backwards))
        yield document

    def _ids_beyond(self, position: int | None, *, backwards: bool) -> Iterator[str]:
        """Yield the ids of the documents after a position, or before it, a page at a time; None begins at the end."""
        while rows := self._page(position, backwards=backwards):
            yield from (id for _, id in rows)
            position = rows[-1][0]

    def _page(self, position: int | None, *, backwards: bool) -> list[SqlRow]:
        """Return position and id of some documents after a position, or before it; None begins at the end."""
        condition, values = ("", ()) if position is None else (f"WHERE position {'<' if backwards else '>'} ?", (position,))
        order = "position DESC" if backwards else "position"
        return self._db.execute(f"SELECT position, id FROM documents {condition} ORDER BY {order} LIMIT {MANY}", values)

    def _select_in(self, sql: str, values: Iterable[str], *further: str) -> Iterator[SqlRow]:
        return select_in(self._db, sql, values, *further)

    def hashes(self, document: str) -> tuple[str, str]:
        """Return the hashes of a document's raw bytes and of its text, empty if there is none, or if the text is damaged."""
        rows = self._db.execute(f"SELECT {CHECKED['documents']}, checksum, sha256, text FROM documents WHERE id = ?", (document,))
        if not rows:
            return "", ""
        (*row, sealed, sha256, text) = rows[0]
        return sha256, text_sha256(text) if sealed in (None, checksum(row)) else ""

    def text_hashes(self) -> dict[str, str]:
        """Return the hash of each document's text, by document id, in order; see `annotate.model.text_sha256`."""
        rows = self._db.execute("SELECT id, text_sha256 FROM documents WHERE text_sha256 IS NOT NULL")
        return dict(sorted([*rows, *self._unhashed().items()]))

    def ids_by_text(self, text_hash: str) -> list[str]:
        """Return the ids of the documents whose text has this hash, in order."""
        rows = self._db.execute("SELECT id FROM documents WHERE text_sha256 = ?", (text_hash,))
        return sorted([*(id for (id,) in rows), *(id for id, other in self._unhashed().items() if other == text_hash)])

    def _unhashed(self) -> dict[str, str]:
        """Return by document id the hashes of the texts that were stored by an older version while it was still running."""
        ids = [id for (id,) in self._db.execute("SELECT id FROM documents WHERE text_sha256 IS NULL")]
        return {id: text_sha256(self._value("SELECT text FROM documents WHERE id = ?", id)) for id in ids}

    def annotated(self, document: str) -> bool:
        """Return True if there is any revision of this document, of any layer."""
        return any(self._value(f"SELECT 1 FROM {table} WHERE document = ? LIMIT 1", document) for table in _TABLES.values())

    # -- revisions ------------------------------------------------------------------------------------------------------

    def save(self, revisions: Sequence[Revision], segmentation: int | None = None, known: int | None = None) -> None:
        """Store one decision: all of its revisions or none, on the disk when this returns.

        Raises StoreError if a document is unknown or no longer the one that was annotated, if its newest segmentation is not the
        given one, if there are not as many revisions of its annotator in its document (an adjudication: as many adjudications of
        the document) as are `known` to the caller, or if a revision is not newer than all of these, because it would slip into a
        decision made before.
        """
        rows = [revision_row(revision) for revision in revisions]

        def append() -> None:
            if segmentation is not None and revisions:
                self._require_newest(revisions[0].document, segmentation)
            self._append(revisions, rows, known)

        self._db.transact(append, _turn(revisions[0]) if revisions else ())

    def _append(self, revisions: Sequence[Revision], rows: Sequence[SqlRow], known: int | None = None) -> None:
        """Insert the revisions of one decision; `rows` were made before the transaction, during which others wait.

        Nothing is inserted if all of them are stored already: the answer to the first commit was lost on its way.
        """
        stale = [last for revision in revisions if (last := self._not_older(revision)) is not None]
        if stale and all((same := self._find(r)) and same.is_same_decision(r) for r in revisions):
            return
        if known is not None and revisions:
            self._require_known(revisions[0], known)
        if stale:
            first, sentence = revisions[0], self.numbered(revisions[0].sentence)
            raise StoreError(
                f"a decision of {first.annotator} on {sentence} of {first.created} is not newer than the last "
                f"one stored, of {stale[0]}; open {first.document} again to continue from there"
            )
        for revision, row in zip(revisions, rows, strict=True):
            self._insert(_TABLES[revision.layer], STORED_REVISION_COLUMNS, row)

    def _require_known(self, revision: Revision, known: int) -> None:
        """Raise StoreError if there are more or fewer decisions beside a new one than its annotator, who works on them, knows."""
        document, annotator = revision.document, revision.annotator
        count = f"SELECT COUNT(*) FROM {_TABLES[revision.layer]} WHERE document = ?"
        if revision.layer == ADJUDICATION:  # all of them are one work
            stored = self._value(count, document)
        else:
            stored = self._value(f"{count} AND annotator = ?", document, annotator)
        if stored != known:
            raise StoreError(
                f"decisions of {annotator} on {document} were loaded, renamed or removed since it was opened; open it again"
            )

    def _not_older(self, revision: Revision) -> str | None:
        """Return the time of the last decision in the revision's document, if it is not before the revision.

        The last decision is the annotator's own; for an adjudication, that of any adjudicator. Raises StoreError if the document
        is unknown or has changed.
        """
        document, annotator = revision.document, revision.annotator
        last = f"SELECT MAX(created) FROM {_TABLES[revision.layer]} WHERE document = id"
        if revision.layer == ADJUDICATION:
            rows = self._db.execute(f"SELECT sha256, ({last}) FROM documents WHERE id = ?", (document,))
        else:
            last += " AND annotator = ?"
            rows = self._db.execute(f"SELECT sha256, ({last}) FROM documents WHERE id = ?", (annotator, document))
        if not rows:
            raise StoreError(self._unknown(document))
        ((sha256, latest),) = rows
        if sha256 != revision.sha256:
            raise StoreError(f"{document} is no longer the article {annotator} was labelling; open it again for the new one")
        return latest if latest is not None and latest >= revision.created else None

    def load(
        self,
        revisions: Iterable[Revision],
        segmentations: Mapping[str, int] | None = None,
        versions: Iterable[Version] = (),
        documents: Iterable[Document] = (),
        links: Iterable[Link] = (),
        assignments: Sequence[Assignment] = (),
    ) -> int:
        """Merge revisions and links into the store, all or none, and return the number of those that were not stored yet.

        Source ids that collide with those of the same annotator here are renumbered; see `annotate.store.merging`.
        `segmentations` has, by document, the number of the segmentation that the revisions were made on, if it is known.
        New `documents` are stored first, then `versions`, each the next one of its document. `assignments` are not counted, and
        those that are stored already stay as they are. Raises StoreError if a document is unknown, if a sentence was re-segmented
        since, if a version does not follow the newest one, if a revision is stored with other content, or if it cannot be told
        which source is which.
        """
        from annotate.store.merging import merge  # with the checks, 10 ms

        # Rows are made before the transaction, during which others wait.
        revisions = list(revisions)
        rows = {id(revision): revision_row(revision) for revision in revisions}
        added = tuple(versions)
        new_documents = [(document, document_row(document)) for document in documents]
        link_rows = [(link, link_row(link)) for link in links]

        def merge_all() -> int:
            for document, row in new_documents:
                self._add_document(document, row)
            for version in added:
                self._put_version(version)
            for id_, segmentation in (segmentations or {}).items():
                of_document = [revision for revision in revisions if revision.document == id_]
                self._require_same_sentences(id_, segmentation, of_document)
            new = self._fitted(revisions, merge)
            for revision in new:
                self._insert(_TABLES[revision.layer], STORED_REVISION_COLUMNS, rows.get(id(revision)) or revision_row(revision))
            for assignment in self.new_assignments(assignments):
                self._require_document(assignment.document)
                self._assign(*assignment.key, assignment.selection)
            return len(new) + self._load_links(link_rows)

        return self._db.transact(merge_all)

    def as_stored(self, revisions: Iterable[Revision]) -> list[Revision]:
        """Return revisions as they are stored, or as `load` would store them, by document. Raises StoreError as `load` does."""
        from annotate.store.merging import as_stored  # with the checks, 10 ms

        return self._fitted(revisions, as_stored)

    def _fitted(
        self,
        revisions: Iterable[Revision],
        fit: Callable[[Sequence[Revision], Sequence[Revision], str, Callable[[str], str]], list[Revision]],
    ) -> list[Revision]:
        """Return what a function of `merging` makes of each history in `revisions`, given what is stored of it."""
        from annotate.store.merging import SourcesError

        histories: dict[tuple[str, Layer, str], list[Revision]] = {}
        for revision in revisions:
            histories.setdefault((revision.document, revision.layer, revision.owner), []).append(revision)
        fitted: list[Revision] = []
        for (document, layer, annotator), history in histories.items():
            self._require_document(document)
            stored = self.adjudications(document) if layer == ADJUDICATION else self.revisions(document, annotator)
            try:
                fitted += fit(tuple(stored), history, self.where, self.numbered)
            except SourcesError as error:
                raise StoreError(
                    f"{error}; nothing was loaded: call the source the same in both places, load the files one by one, or "
                    "those of another person with --as NAME"
                ) from error
        return fitted

    def _require_same_sentences(self, document: str, segmentation: int, revisions: Iterable[Revision]) -> None:
        """Raise StoreError if a sentence of the revisions is not the same as in the segmentation of this number."""
        sha256 = self._value("SELECT sha256 FROM documents WHERE id = ?", document)
        before, now = self._extents(document, segmentation), self._extents(document, self.segmentation(document))
        for revision in revisions:
            if sha256 != revision.sha256:
                raise StoreError(f"{document} is no longer the article {revision.annotator} was labelling")
            if before.get(revision.sentence) != now.get(revision.sentence):
                raise StoreError(
                    f"{self.numbered(revision.sentence)} was re-segmented after {revision.annotator} labelled it; "
                    "restore the old segmentation first"
                )

    def _extents(self, document: str, segmentation: int) -> dict[str, tuple[int, int]]:
        """Return start and end of the sentences of a segmentation, by sentence id."""
        sentences = self._value("SELECT sentences FROM segmentations WHERE document = ? AND revision = ?", document, segmentation)
        with self._readable(f"document {document}"):
            return {sentence["id"]: (sentence["start"], sentence["end"]) for sentence in json.loads(sentences or "[]")}

    def _find(self, revision: Revision) -> Revision | None:
        """Return the stored revision with the same identity, None if there is none. Raises StoreError for an unknown document."""
        rows = self._db.execute(
            f"SELECT {REVISION_COLUMNS} FROM {_TABLES[revision.layer]} "
            "WHERE document = ? AND annotator = ? AND created = ? AND sentence = ?",
            (revision.document, revision.annotator, revision.created, revision.sentence),
        )
        if not rows and not self._value("SELECT 1 FROM documents WHERE id = ?", revision.document):
            raise StoreError(self._unknown(revision.document))
        return self._revision(RevisionRow(*rows[0]), revision.layer) if rows else None

    def revisions(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """Return all revisions, or those of a document or annotator, by document, sentence, annotator and time."""
        condition = "" if annotator is None else "AND annotator = ?"
        values = () if annotator is None else (annotator,)
        for id in self._revised_documents(document):
            sql = f"SELECT {REVISION_COLUMNS} FROM revisions WHERE document = ? {condition}"
            yield from map(self._revision, self._by_sentence(sql, (id, *values)))

    def adjudications(self, document: str | None = None) -> Iterator[Revision]:
        """Return all adjudications, or those of a document, in the order of `revisions`."""
        for id in self._revised_documents(document, ADJUDICATION):
            sql = f"SELECT {REVISION_COLUMNS} FROM adjudications WHERE document = ?"
            yield from (self._revision(row, ADJUDICATION) for row in self._by_sentence(sql, (id,)))

    def adjudicated(self) -> frozenset[str]:
        """Return the ids of adjudicated sentences: those whose newest adjudication has a label."""
        rows = self._db.execute("SELECT created, annotator, sentence, label FROM adjudications")
        newest = {sentence: label for _, _, sentence, label in sorted(rows)}  # of equal times, the last by name counts
        return frozenset(sentence for sentence, label in newest.items() if label is not None)

    def adjudicated_documents(self) -> set[str]:
        """Return the ids of the documents in which anything was adjudicated."""
        return {id for (id,) in self._db.execute("SELECT DISTINCT document FROM adjudications")}

    def contested(self, finished: Iterable[Sequence[FinishedDecision]] | None = None) -> Iterator[Contested]:
        """Return the sentences that several annotators finished differently and nobody adjudicated, in document order.

        `finished` is what `finished` yields, for callers that need it themselves: reading all of it takes long.
        """
        adjudicated = self.adjudicated()
        for part in self.finished(annotators=2) if finished is None else finished:
            decisions: dict[tuple[str, str], list[str]] = {}
            for row in sorted(part):
                decisions.setdefault((row.document, row.sentence), []).append(row.annotation)
            for (document, sentence), texts in decisions.items():
                if sentence not in adjudicated and len(set(map(_with_numbered_sources, texts))) > 1:
                    with self._readable(f"a decision on {sentence}"):
                        parsed = {text: annotation_from_json(json.loads(text)) for text in set(texts)}
                    yield Contested(document, sentence, tuple(parsed[text] for text in texts))

    def finished(self, sentences: int = 10_000, *, annotators: int = 1) -> Iterator[list[FinishedDecision]]:
        """Yield the current finished decisions, those on about so many sentences at a time, in the order of adding.

        Only documents in which so many `annotators` finished a sentence are read.
        """
        several = "SELECT document FROM progress WHERE finished > 0 GROUP BY document HAVING COUNT(*) >= ?"
        documents = [document for (document,) in self._db.execute(several, (annotators,))]
        counts = "SELECT position, document, sentence_count FROM document_index WHERE document IN {ids}"
        ordered = sorted(self._select_in(counts, documents))
        for part in _parts(((document, count) for _, document, count in ordered), sentences):
            yield [FinishedDecision(*row) for row in self._select_in(_FINISHED, part)]

    def adjudicators(self) -> frozenset[str]:
        """Return the names of all who adjudicated anything."""
        return frozenset(name for (name,) in self._db.execute("SELECT DISTINCT annotator FROM adjudications"))

    def knows(self, name: str) -> bool:
        """Return True if an annotator or adjudicator with exactly this name decided anything."""
        return any(self._value(f"SELECT 1 FROM {table} WHERE annotator = ? LIMIT 1", name) for table in _TABLES.values())

    def decision_times(self, layer: Layer, document: str, annotator: str) -> list[DecisionTime]:
        """Return when and by what tool an annotator made each decision on a document in a layer, in any order."""
        sql = f"SELECT sentence, created, action, tool_version FROM {_TABLES[layer]} WHERE document = ? AND annotator = ?"
        return [DecisionTime(*row) for row in self._db.execute(sql, (document, annotator))]

    def people(self) -> frozenset[str]:
        """Return the names of all who decided anything, as annotators or adjudicators."""
        annotators = self._db.execute("SELECT DISTINCT annotator FROM progress")
        return frozenset(name for (name,) in annotators) | self.adjudicators()

    def history(self, document: str, annotator: str) -> tuple[Revision, ...]:
        """Return all that an annotator saved in a document, by time, then by sentence."""
        sql = f"SELECT {REVISION_COLUMNS} FROM revisions WHERE document = ? AND annotator = ?"
        rows = [RevisionRow(*row) for row in self._db.execute(sql, (document, annotator))]
        return tuple(map(self._revision, sorted(rows, key=lambda row: (row.created, row.start_offset))))

    def current(self, document: str | None = None) -> Iterator[Revision]:
        """Return the newest revision of each sentence and annotator, in the order of `revisions`, without undone sentences."""
        for id in self._revised_documents(document):
            sql = f"SELECT {REVISION_COLUMNS} FROM {_newest_seen(REVISION_COLUMNS, 'WHERE document = ?')}"
            yield from map(self._revision, self._by_sentence(sql, (id,)))

    def _by_sentence(self, sql: str, values: SqlRow) -> list[RevisionRow]:
        """Return the rows of a statement for `REVISION_COLUMNS`, in the order of `revisions`."""
        # Sorted here, because the two databases do not promise the same order of texts.
        rows = [RevisionRow(*row) for row in self._db.execute(sql, values)]
        return sorted(rows, key=lambda row: (row.start_offset, row.annotator, row.created))

    def parts(self, sentences: int = 10_000, documents: Iterable[str] | None = None) -> tuple[Part, ...]:
        """Return all documents, or those with these ids, in the order of ids, divided into the parts that `batch` reads.

        The order in which documents were added does not matter, so that clones of a project export the same. A part has about
        `sentences` sentences.
        """
        counts = "SELECT id, COALESCE(sentence_count, 0) FROM documents LEFT JOIN document_index AS i ON i.document = id"
        if documents is None:
            rows: Iterable[SqlRow] = self._db.execute(counts)
        else:
            rows = self._select_in(f"{counts} WHERE id IN {{ids}}", documents)
        return _parts(sorted(rows), sentences)

    def batch(self, part: Part) -> Batch:
        """Return a part's documents and the decisions on them that count, with their JSON columns as text."""
        documents = f"SELECT {SEGMENTED_COLUMNS}, {_SEALS} FROM {_SEGMENTED} WHERE id IN {{ids}} ORDER BY id"
        condition = "document IN {ids}"
        # All revisions in the order of the primary key, so that of a sentence and annotator the newest comes last and remains in
        # the dict. Over rows so long this takes half the time of a window function.
        revisions = f"SELECT {REVISION_COLUMNS} FROM revisions WHERE {condition} ORDER BY document, annotator, created, sentence"
        newest = {(row[_SENTENCE], row[_ANNOTATOR]): row for row in self._select_in(revisions, part)}
        # There are few adjudications. The newest of a sentence counts, whoever made it; of the same time, the last by name.
        adjudications = f"SELECT {REVISION_COLUMNS} FROM adjudications WHERE {condition}"
        rows = [RevisionRow(*row) for row in self._select_in(adjudications, part)]
        by_hand = {row.sentence: row for row in sorted(rows, key=lambda row: (row.created, row.annotator))}
        decisions = [self._decision_row(row, ANNOTATION) for row in newest.values() if row[_ANNOTATED] is not None]
        decisions += [self._decision_row(row, ADJUDICATION) for row in by_hand.values() if row.annotation is not None]
        return [self._document_row(row) for row in self._select_in(documents, part)], decisions

    def _decision_row(self, row: SqlRow, layer: Layer) -> DecisionRow:
        """Return a row of `REVISION_COLUMNS` of which the annotation is not NULL. Raises DamagedError if it was changed."""
        if checksum(row[:-1]) != row[-1]:
            self._require_unchanged(RevisionRow(*row))
        return DecisionRow._make((*row[:_DECISION_COLUMNS], layer))

    def _require_unchanged(self, row: RevisionRow) -> None:
        require_unchanged(_revision_name(row), self.where, row[:-1], row.checksum)

    def annotated_documents(self, ids: Collection[str] | None = None) -> Iterator[tuple[Document, Iterator[Mapping[str, Any]]]]:
        """Return the documents, all or those with these ids, on which annotators decided something, in the order of ids.

        Each comes with the newest revision of each sentence and annotator, in any order, as records of
        `annotate.model.revision_to_json`, for callers that compute with many of them. Texts of other documents are not read.
        Raises StoreError, also while the records are read.
        """
        begun = self.begun()
        for document, decisions in self._decided_documents(begun if ids is None else begun.intersection(ids)):
            yield document, (self._record(row) for row in decisions if row.layer == ANNOTATION)

    def decided_documents(self, ids: Collection[str] | None = None) -> Iterator[tuple[Document, list[Mapping[str, Any]]]]:
        """Return all documents, or those with these ids, with their decisions, the newest adjudication of a sentence among them.

        The layer of a record says what it is.
        """
        for document, decisions in self._decided_documents(ids):
            yield document, list(map(self._record, decisions))

    def _decided_documents(self, ids: Collection[str] | None) -> Iterator[tuple[Document, Sequence[DecisionRow]]]:
        for documents, decisions in map(self.batch, self.parts(_BATCH_SENTENCES, ids)):
            by_document: dict[str, list[DecisionRow]] = {}
            for row in decisions:
                by_document.setdefault(row.document, []).append(row)
            for article in documents:
                yield self._document(article), by_document.get(article.id, ())

    def _record(self, row: DecisionRow) -> Mapping[str, Any]:
        try:  # a context manager would double the time
            return row.to_json()
        except _UNPARSED as error:
            name = f"the revision of {row.sentence} by {row.annotator} of {row.created}"
            raise self._unreadable(name, error) from error

    def _revised_documents(self, document: str | None, layer: Layer = ANNOTATION) -> list[str]:
        """Return the documents to read one by one, so that a long dump has neither all in memory nor a transaction open."""
        if document is not None:
            return [document]
        return sorted(id for (id,) in self._db.execute(f"SELECT DISTINCT document FROM {_TABLES[layer]}"))

    def _revision(self, row: RevisionRow, layer: Layer = ANNOTATION) -> Revision:
        self._require_unchanged(row)
        with self._readable(_revision_name(row)):
            return Revision(
                document=row.document,
                sha256=row.sha256,
                sentence=row.sentence,
                annotator=row.annotator,
                created=row.created,
                action=row.action,
                seconds=row.seconds,
                keys=row.key_count,
                schema=row.schema_version,
                tool=row.tool_version,
                annotation=None if row.annotation is None else annotation_from_json(json.loads(row.annotation)),
                origins=tuple(Origin(**origin) for origin in json.loads(row.origins)),
                layer=layer,
                end=row.end_offset,
            )

    @contextmanager
    def _readable(self, name: str) -> Iterator[None]:
        """Raise StoreError, naming what cannot be read, for an error in parsing a column."""
        try:
            yield
        except _UNPARSED as error:
            raise self._unreadable(name, error) from error

    def _unreadable(self, name: str, error: Exception) -> StoreError:
        return StoreError(f"{name} in {self.where} cannot be read ({error}); restore it from a backup")

    def tally(self) -> tuple[Tally, ...]:
        """Return the tally of each annotator in each document, by document id and annotator."""
        counts = "SELECT document, annotator, COUNT(*), MAX(created) FROM revisions GROUP BY document, annotator"
        return tuple(Tally(*row) for row in sorted(self._db.execute(counts)))

    def decided(self, annotator: str | None = None, document: str | None = None) -> tuple[Decided, ...]:
        """Return the current decision on each sentence, of an annotator, on a document, or all, in any order."""
        conditions = {"annotator": annotator, "document": document}
        given = {column: value for column, value in conditions.items() if value is not None}
        where = f"WHERE {' AND '.join(f'{column} = ?' for column in given)}" if given else ""
        return tuple(map(Decided._make, self._db.execute(_decided(where), tuple(given.values()))))

    def latest(self, annotator: str) -> str | None:
        """Return the document that an annotator decided on last, None if there is none."""
        document: str | None = self._value(
            "SELECT document FROM revisions WHERE annotator = ? ORDER BY created DESC LIMIT 1", annotator
        )
        return document

    def first_annotator(self) -> str | None:
        """Return who made the oldest decision, None if there is none."""
        first = "SELECT MIN(created) FROM revisions AS r WHERE r.annotator = p.annotator"
        rows = self._db.execute(f"SELECT ({first}), annotator FROM (SELECT DISTINCT annotator FROM progress) AS p")
        return min(rows)[1] if rows else None

    def lock_document(self, document: str, annotator: str) -> AbstractContextManager[None]:
        """Lock a document for one annotator in one window, until the context or the process ends, however it ends.

        Entering the context raises StoreError if another window has the lock.
        """
        return self._db.lock(document, annotator)

    # -- assignment of documents ------------------------------------------------------------------------------------------

    def plan(self) -> Plan | None:
        """Return the newest plan by which documents are divided among annotators, None if they are not divided."""
        newest = newest_plan(self._db)
        return newest.plan if newest else None

    def set_plan(self, plan: Plan | None, author: str, now: datetime) -> None:
        """Divide documents by this plan from now on, or with None not at all. Earlier plans are kept. Raises StoreError."""
        settings = encode_json(None if plan is None else asdict(plan))
        row = check_storable("the plan", (author, timestamp(now), settings))

        def append() -> None:
            number = self._value("SELECT COALESCE(MAX(number), 0) + 1 FROM plans")
            self._insert("plans", PLAN_COLUMNS, (number, *row))
            allot_added(self._db)

        self._db.transact(append, _ASSIGN)

    def shares(self) -> tuple[DocumentProgress, ...]:
        """Return the progress of each annotator in each document they were given or decided on, in any order."""
        progress = progress_rows(self._db.execute("SELECT document, annotator, complete, last FROM progress"))
        assigned = "SELECT document, annotator, MAX(created) FROM assignments GROUP BY document, annotator"
        return tuple(with_assignments(progress, self._db.execute(assigned)))

    def allotted(self, documents: Iterable[str]) -> Allotted:
        """Return to whom some documents are allotted under the plan that counts, and how many others each annotator has."""
        newest = newest_plan(self._db)
        return Allotted({}, {}) if newest is None else allotted(self._db, newest, documents)

    def planned(self) -> tuple[int, int] | None:
        """Return the numbers of finished and of planned labellings under the plan, None if there is no plan."""
        if (plan := self.plan()) is None:
            return None
        finishers = Counter[int]()
        for number, documents in self._db.execute("SELECT finishers, documents FROM totals"):
            finishers[number] += documents
        special = "SELECT finishers, 1 FROM document_index WHERE document IN {ids}"
        for number, document in self._select_in(special, (*plan.training, *plan.gold)):
            finishers[number] -= document
        return count_finished(plan, finishers)

    def begun(self, annotator: str | None = None) -> set[str]:
        """Return the documents on which an annotator, by default anybody, decided something."""
        condition, values = ("WHERE annotator = ?", (annotator,)) if annotator is not None else ("", ())
        return {id for (id,) in self._db.execute(f"SELECT document FROM progress {condition}", values)}

    def last_unfinished(self, annotator: str) -> str | None:
        """Return the document that an annotator decided on last among those begun and not finished, None if there is none."""
        sql = "SELECT document FROM progress WHERE annotator = ? AND complete = 0 ORDER BY last DESC, document DESC LIMIT 1"
        id: str | None = self._value(sql, annotator)
        return id

    def unfinished(self, annotator: str, limit: int) -> list[str]:
        """Return the first documents, in the order of adding, that an annotator has not finished."""
        sql = f"SELECT document FROM document_index AS i WHERE {UNFINISHED} ORDER BY position LIMIT ?"
        return [id for (id,) in self._db.execute(sql, (annotator, limit))]

    def drawn_unfinished(self, annotator: str, start: str) -> str | None:
        """Return a document that an annotator has not finished: the first whose text has a hash from `start` on, or else at all.

        The hashes are a random order that is the same in every copy of a project. None is returned if all are finished.
        """
        joined = "documents JOIN document_index AS i ON i.document = id"
        for condition, values in (("text_sha256 >= ?", (start,)), ("text_sha256 < ?", (start,)), ("text_sha256 IS NULL", ())):
            order = "ORDER BY text_sha256, id LIMIT 1"
            sql = f"SELECT id FROM {joined} WHERE {condition} AND {UNFINISHED} {order}"
            if rows := self._db.execute(sql, (*values, annotator)):
                return str(rows[0][0])
        return None

    def left(self, annotator: str, without: str) -> tuple[int, int]:
        """Return the number of documents that an annotator has not finished, and of sentences there, without one document."""
        size = self.size()
        # Not a join, for which PostgreSQL may read all of the index.
        own = """SELECT document, finished, (SELECT i.sentence_count FROM document_index AS i WHERE i.document = p.document)
            FROM progress AS p WHERE annotator = ?"""
        done = {id: (count, min(count, finished)) for id, finished, count in self._db.execute(own, (annotator,))}
        documents = size.documents - size.empty - sum(count == finished > 0 for count, finished in done.values())
        sentences = size.sentences - sum(finished for _, finished in done.values())
        count = self._value("SELECT sentence_count FROM document_index WHERE document = ?", without) or 0
        own_left = count - done.get(without, (count, 0))[1]
        return documents - (own_left > 0), sentences - own_left

    def next_document(self, annotator: str, now: datetime) -> str | None:
        """Return the document that an annotator is to label next under the plan, None if nothing is left or there is no plan."""
        if (newest := newest_plan(self._db)) is None:
            return None
        since = abandoned_before(newest.plan, now)
        return next_document(newest.plan, annotator, self._desk(newest, annotator, since), since)

    def _desk(self, newest: NumberedPlan, annotator: str, since: str) -> Desk:
        """Return the desk of an annotator; one in memory, which takes longer, if documents are not allotted yet."""
        if desk := StoredDesk.open(self._db, newest, annotator, since):
            return desk
        sizes: dict[str, int] = dict(self._db.execute("SELECT document, sentence_count FROM document_index ORDER BY position"))
        empty = (DocumentProgress(document, annotator, False, True, "") for document, size in sizes.items() if not size)
        return ListedDesk(newest.plan, annotator, list(sizes), [*self.shares(), *empty])

    def take_document(self, annotator: str, now: datetime) -> str | None:
        """Assign `next_document` to the annotator and return it: of several who ask at once, each gets another one.

        Raises StoreError. An annotator's role needs only the privileges to read and to insert into `assignments`.
        """

        def take() -> str | None:
            if (newest := newest_plan(self._db)) is None:
                return None
            allot_added(self._db, newest)
            since = abandoned_before(newest.plan, now)
            desk = self._desk(newest, annotator, since)
            document = next_document(newest.plan, annotator, desk, since)
            active = {item.document for item in desk.own() if item.last >= since}
            if document is not None and document not in active:
                self._assign(document, annotator, timestamp(now), selection_by_plan(newest.plan, document))
            return document

        return self._db.transact(take, _ASSIGN)

    def give_document(self, document: str, annotator: str, now: datetime, selection: Selection) -> None:
        """Assign a document to an annotator without a plan, and keep how it was chosen. Raises StoreError."""
        self._db.transact(lambda: self._assign(document, annotator, timestamp(now), selection), _ASSIGN)

    def _assign(self, document: str, annotator: str, created: str, selection: Selection | None) -> None:
        chosen = None if selection is None else encode_json(selection._asdict())
        row = check_storable("an assignment", (document, annotator, created, chosen))
        self._insert("assignments", ASSIGNMENT_COLUMNS, row)

    def selections(self) -> dict[str, Selection]:
        """Return how documents were chosen to be labelled, by their ids; the first time counts, and many were not chosen."""
        return {assignment.document: assignment.selection for assignment in reversed(self.assignments())}

    def assignments(self, document: str | None = None, annotator: str | None = None) -> list[Assignment]:
        """Return the assignments that say how a document was chosen, by default of all to anybody, the oldest first."""
        given = {column: value for column, value in (("document", document), ("annotator", annotator)) if value is not None}
        condition = " AND ".join(("selection IS NOT NULL", *(f"{column} = ?" for column in given)))
        rows = self._db.execute(f"SELECT {ASSIGNMENT_COLUMNS} FROM assignments WHERE {condition}", tuple(given.values()))
        with self._readable("how a document was chosen"):
            assignments = [Assignment(id, name, created, selection_from_json(text)) for id, name, created, text in rows]
        return sorted(assignments, key=lambda assignment: (assignment.created, assignment.annotator, assignment.document))

    def new_assignments(self, assignments: Sequence[Assignment]) -> list[Assignment]:
        """Return those of some assignments that are not stored yet, each once."""
        sql = "SELECT document, annotator, created FROM assignments WHERE document IN {ids}"
        stored = set(self._select_in(sql, (assignment.document for assignment in assignments)))
        new: dict[SqlRow, Assignment] = {}
        for assignment in assignments:
            if assignment.key not in stored:
                new.setdefault(assignment.key, assignment)
        return list(new.values())

    def assigned_since(self, since: str) -> dict[str, set[str]]:
        """Return the annotators to whom each document was given at the time `since` or later, by document."""
        given: dict[str, set[str]] = {}
        for document, annotator in self._db.execute("SELECT document, annotator FROM assignments WHERE created >= ?", (since,)):
            given.setdefault(document, set()).add(annotator)
        return given

    # -- links ------------------------------------------------------------------------------------------------------------

    def save_link(self, link: Link) -> None:
        """Store one decision on a pair of claims, on the disk when this returns.

        Raises StoreError if a document is unknown, or if the annotator has a decision that is not older.
        """
        row = link_row(link)

        def append() -> None:
            self._require_documents(link)
            last = self._value("SELECT MAX(created) FROM links WHERE annotator = ?", link.annotator)
            if last is not None and last >= link.created:
                if link in self.links(link.annotator):  # the answer to the first commit was lost on its way
                    return
                raise StoreError(
                    f"a link of {link.annotator} of {link.created} is not newer than the last one stored, of {last}; start "
                    "annotate link again to continue from there"
                )
            self._insert("links", LINK_COLUMNS, row)

        self._db.transact(append, ("links", link.annotator))

    def _load_links(self, rows: Sequence[tuple[Link, SqlRow]]) -> int:
        """Insert the links that are not stored yet, and return their number."""
        stored = {(link.annotator, link.created, link.pair): link for link in self.links()} if rows else {}
        new = 0
        for link, row in rows:
            key = link.annotator, link.created, link.pair
            if (known := stored.get(key)) is None:
                self._require_documents(link)
                self._insert("links", LINK_COLUMNS, row)
                stored[key] = link
                new += 1
            elif known != link:
                raise StoreError(
                    f"{self.where} has another link of {link.annotator} of {link.created} than the one to load, so nothing was "
                    "loaded; find out which of the two was changed by hand"
                )
        return new

    def _require_documents(self, link: Link) -> None:
        for document in (link.first.document, link.second.document):
            self._require_document(document)

    def links(self, annotator: str | None = None) -> list[Link]:
        """Return all links, or those of an annotator, the oldest first. Raises StoreError if one cannot be read."""
        condition, values = ("WHERE annotator = ?", (annotator,)) if annotator is not None else ("", ())
        rows = self._db.execute(f"SELECT {LINK_COLUMNS}, checksum FROM links {condition}", values)
        links = []
        for *row, sealed in rows:
            name = f"a link of {row[4]} between {row[2]} and {row[3]}"
            require_unchanged(name, self.where, row, sealed)
            with self._readable(name):
                links.append(link_of(tuple(row)))
        return sorted(links, key=lambda link: (link.created, link.annotator, link.pair))

    def has_links_within_documents(self) -> bool:
        """Return True if any decision ever linked a claim to another of its document."""
        # Only an annotation with links has this field, and quotation marks in its texts are escaped.
        found = (
            self._value(f"SELECT 1 FROM {table} WHERE annotation LIKE ? LIMIT 1", '%"links"%')
            for table in ("revisions", "adjudications")
        )
        return any(value is not None for value in found)

    # -- the whole store --------------------------------------------------------------------------------------------------

    def copy_to(self, target: Store) -> Copied:
        """Copy everything to `target`: every document, segmentation, revision and plan, byte by byte, all or nothing.

        Rows that are there already are skipped, so a copy can be repeated. Raises StoreError if `target` contains anything that
        is not here, or if the two, read again and compared, are not identical in the end.
        """
        from annotate.store.copying import copy  # with hashlib, 4 ms

        return copy(self._db, target._db)

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return int(self._value(f"SELECT COUNT(*) FROM {table}"))

    def write_backup(self, path: Path) -> None:
        """Write everything to an empty file, as a SQLite store; see `annotate.store.backups`. Raises StoreError."""
        self._db.write_backup(path)

    def remove_documents(self, documents: Mapping[str, int], author: str, now: datetime) -> Removed:
        """Remove documents with everything about them, all or none, and record that something was removed.

        `documents` are given with the number of decisions that the caller knows of each. Raises StoreError if a document is
        unknown, or if there are other decisions.
        """
        return purge(self._db, documents, author, now)

    def annotators(self) -> tuple[Person, ...]:
        """Return everybody whose name is stored, by name."""
        return list_people(self._db)

    def rename_person(self, old: str, new: str, author: str, record: str = "renamed") -> int:
        """Give everything of a person another name; see `annotate.store.purging`, also for the next two."""
        return rename_person(self._db, old, new, author, self.now(), record)

    def merge_people(self, source: str, target: str, author: str) -> Merged:
        """Give everything of `source` to `target`."""

        def read(document: str, layer: Layer) -> tuple[Revision, ...]:
            return tuple(self.adjudications(document) if layer == ADJUDICATION else self.revisions(document))

        def insert(revision: Revision) -> None:
            self._insert(_TABLES[revision.layer], STORED_REVISION_COLUMNS, revision_row(revision))

        return merge_people(self._db, source, target, author, self.now(), read, insert)

    def delete_person(self, name: str, pseudonym: str, author: str) -> Mapping[str, int]:
        """Delete the decisions of a person, and put a pseudonym wherever else the name is."""
        return delete_person(self._db, name, pseudonym, author, self.now())

    def now(self) -> datetime:
        """Return the time of the database's server, in UTC; of a file, that of this computer."""
        return self._db.now()

    def clock_offset(self) -> timedelta:
        """Return the time by which the clock of the database's server is ahead of this computer's."""
        if self._db.role() is None:
            return timedelta(0)
        before = datetime.now(UTC)
        server = self._db.now()
        return server - before - (datetime.now(UTC) - before) / 2

    def role(self) -> str | None:
        """Return the role that logged in to the database, None if it is a file."""
        return self._db.role()

    def removals(self) -> tuple[tuple[str, str, Mapping[str, int]], ...]:
        """Return author, time and number of removed rows by table of each removal, the oldest first."""
        rows = self._db.execute("SELECT author, created, removed FROM removals ORDER BY number")
        with self._readable("a record of removals"):
            return tuple((author, created, json.loads(removed)) for author, created, removed in rows)

    def require_intact(self) -> None:
        """Raise DamagedError if the database finds errors in its files: what was read may not be all that was stored."""
        for message in self._db.integrity_errors():
            raise DamagedError(f"{self.where} {DAMAGED} ({message}); what could be read of it may not be all")

    def check_integrity(self, *, unread: bool = False) -> Iterator[Problem]:
        """Return the database's own errors or, if it has none, unreadable or misfitting segmentations and revisions.

        With `unread`, only what `batch` does not read is checked, for callers that check the rest: superseded revisions, and
        those of no document.
        """
        if errors := self._db.integrity_errors():  # then reading proves little, and may fail
            yield from (self._problem("store-damaged", message) for message in errors)
            return
        if not unread:
            yield from self._segmentation_problems()
        known = {entry.id for entry in self.documents()}
        for layer in _TABLES:
            condition = f"AND ({_SUPERSEDED})" if unread and layer == ANNOTATION else ""
            yield from self._revision_problems(layer, known, condition)
        if not unread:
            yield from self._link_problems(known)

    def count_problems(self) -> Iterator[Problem]:
        """Return the narrow tables in which a count is wrong; see `annotate.store.counts`."""
        for table in count_errors(self._db):
            message = f"a count or a hash in the table {table} of {self.where} is wrong; all decisions are there"
            yield replace(self._problem("wrong-count", message), remedy="count again: annotate check --fix")

    def recount(self) -> None:
        """Compute all counts and hashes anew from documents and decisions."""
        self._db.transact(lambda: recount(self._db))

    def _link_problems(self, known: Collection[str]) -> Iterator[Problem]:
        """Return the links that are between documents of which one is not `known`, or that cannot be read."""
        linked = self._db.execute("SELECT DISTINCT document, other FROM links")
        for id in sorted({id for pair in linked for id in pair} - set(known)):
            yield self._problem("document-unknown", f"there are links of {id}, but no such document", document=id)
        for document in sorted({document for document, _ in linked}):
            for _, _, first, second, annotator, *_ in changed_rows(self._db, "links", document):
                message = f"a link of {annotator} between {first} and {second} in {self.where} is not what was stored"
                yield self._problem("store-damaged", message, document=document)

    def _segmentation_problems(self) -> Iterator[Problem]:
        """Return the segmentations that cannot be read, or do not fit their text."""
        for entry in self.documents():
            code = "segmentation-misfit"
            try:
                messages = tuple(segmentation_errors(self.document(entry.id)))
            except StoreError as error:
                code, messages = "store-damaged" if isinstance(error, DamagedError) else code, (str(error),)
            for message in messages:
                yield self._problem(code, message, document=entry.id)
            for _, _, sha256, *_ in changed_rows(self._db, "former_texts", entry.id):
                message = f"the former text {sha256[:12]} of {entry.id} in {self.where} is not what was stored"
                yield self._problem("store-damaged", message, document=entry.id)
            newest = self.segmentation(entry.id)
            for _, number, *_ in changed_rows(self._db, "segmentations", entry.id):
                if number != newest:  # which was read above
                    message = f"segmentation {number} of {entry.id} in {self.where} is not what was stored"
                    yield self._problem("store-damaged", message, document=entry.id)

    def _revision_problems(self, layer: Layer, known: Collection[str], condition: str) -> Iterator[Problem]:
        """Return the revisions of a layer that are of none of the `known` documents, or cannot be read."""
        for id in self._revised_documents(None, layer):
            if id not in known:
                yield self._problem("document-unknown", f"there are revisions of {id}, but no such document", document=id)
            sql = f"SELECT {REVISION_COLUMNS} FROM {_TABLES[layer]} AS r WHERE document = ? {condition}"
            for row in (RevisionRow(*row) for row in self._db.execute(sql, (id,))):
                try:
                    self._revision(row, layer)
                except StoreError as error:
                    code = "store-damaged" if isinstance(error, DamagedError) else "revision-unreadable"
                    yield self._problem(code, str(error), document=id, sentence=row.sentence)

    def _problem(self, code: str, message: str, document: str = "", sentence: str = "") -> Problem:
        remedy = (
            f"keep a copy of {self.where}, then restore the store from a backup, or `annotate load` the last dump into a new one"
        )
        return Problem(code, message, remedy, where=self.where, document=document, sentence=sentence)


def abandoned_before(plan: Plan, now: datetime) -> str:
    """Return the timestamp before which the last decision on a document must be for others to be given the document."""
    return timestamp(now - timedelta(hours=plan.abandoned_after))


def _common(first: str, second: str) -> int:
    """Return the number of characters with which both of two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _blocks(column: str) -> tuple[Block, ...]:
    return tuple(Block(**block) for block in json.loads(column))


def _sentences(column: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(**sentence) for sentence in json.loads(column))


def _revision_name(row: RevisionRow) -> str:
    return f"the revision of {row.sentence} by {row.annotator} of {row.created}"


def _turn(revision: Revision) -> tuple[str, str]:
    """Return the turn of a decision: decisions with the same turn wait for each other."""
    return revision.document, ADJUDICATOR if revision.layer == ADJUDICATION else revision.annotator


def _newest_seen(columns: str, where: str = "") -> str:
    """Return a table expression of the newest revision of each sentence and annotator, without those that undid it."""
    age = "ROW_NUMBER() OVER (PARTITION BY document, annotator, sentence ORDER BY created DESC)"
    revisions = f"SELECT {columns}, annotation IS NOT NULL AS seen, {age} AS age FROM revisions {where}"
    return f"(SELECT {columns} FROM ({revisions}) AS aged WHERE seen AND age = 1) AS newest"


def _decided(where: str) -> str:
    """Return a statement for `Decided`: the newest revision of each sentence and annotator, with the seconds of all of them."""
    newest = "MAX(created) AS last, SUM(seconds) AS spent"
    sentences = f"SELECT document, annotator, sentence, {newest} FROM revisions {where} GROUP BY document, annotator, sentence"
    return f"""SELECT r.document, r.annotator, start_offset, label, flag, spent FROM ({sentences}) AS n
        JOIN revisions AS r ON {_SAME_SENTENCE} WHERE annotation IS NOT NULL"""


def _with_numbered_sources(annotation: str) -> str:
    """Return an annotation's JSON with its sources numbered in order of appearance.

    Each annotator numbers sources for themselves, so equal decisions may differ in them. Parsing the JSON to compare decisions
    takes ten times as long.
    """
    numbers: dict[str, str] = {}
    return _SOURCE_ID.sub(lambda match: f'{match[1]}"s{numbers.setdefault(match[2], str(len(numbers)))}"', annotation)


def _parts(documents: Iterable[tuple[str, int]], sentences: int) -> tuple[tuple[str, ...], ...]:
    """Divide documents, given by id and number of sentences, into parts of about so many sentences."""
    parts: list[list[str]] = [[]]
    size = 0
    for document, count in documents:
        if size >= sentences or len(parts[-1]) == MANY:
            parts.append([])
            size = 0
        parts[-1].append(document)
        size += count
    return tuple(map(tuple, filter(None, parts)))
