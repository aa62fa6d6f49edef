"""The store: every document and every decision, and the only SQL of the project.

The rules, which everything here keeps:

* Values in, `annotate.model` values out; no cursor, row or connection leaves this module.
* Revisions are append-only: a decision is inserted, in one transaction, and never updated or deleted. Undo is a new revision.
* What `Store.save` and `Store.load` have returned from is on the disk: killing the process or the machine does not lose it, and
  no decision is ever there by half.
* Whatever fails, fails with one `StoreError` sentence and leaves the store as it was.
* A store newer than this version, and a database that is not ours, are refused before anything is written to them.

The SQL keeps to what SQLite and PostgreSQL share: ``?`` stands for a value and nothing else, no statement holds a ``%``, what
must be in a stable order is sorted by integers or in Python (text collates differently), and END is nobody's column. `_Sqlite`
holds all that is SQLite's own; a PostgreSQL store is `Store` on another such class.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from annotate.errors import StoreError
from annotate.model import Block, Document, Origin, Problem, Revision, Sentence, annotation_from_json, annotation_to_json

if TYPE_CHECKING:
    import sqlite3

    from annotate.dataset.records import Batch

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # Long columns stand last: SQLite reads a row from its front and leaves the pages of a long text alone.
        """CREATE TABLE documents (
            id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL UNIQUE, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            title TEXT, byline TEXT, published TEXT, url TEXT, language TEXT, text TEXT NOT NULL)""",
        "CREATE INDEX documents_by_path ON documents (path, position)",
        """CREATE TABLE segmentations (
            document TEXT NOT NULL REFERENCES documents (id), revision INTEGER NOT NULL, author TEXT NOT NULL,
            created TEXT NOT NULL, sentence_count INTEGER NOT NULL, blocks TEXT NOT NULL, sentences TEXT NOT NULL,
            PRIMARY KEY (document, revision))""",
        """CREATE TABLE revisions (
            document TEXT NOT NULL REFERENCES documents (id), sha256 TEXT NOT NULL, sentence TEXT NOT NULL,
            annotator TEXT NOT NULL, created TEXT NOT NULL, action TEXT NOT NULL, seconds DOUBLE PRECISION NOT NULL,
            key_count INTEGER NOT NULL, schema_version TEXT NOT NULL, tool_version TEXT NOT NULL, start_offset INTEGER NOT NULL,
            label TEXT, flag TEXT, annotation TEXT, origins TEXT NOT NULL,
            PRIMARY KEY (document, annotator, created, sentence))""",
    ),
    (
        # How sentences stand, and where an annotator was last, are asked whenever a session or a status is opened.
        "CREATE INDEX revisions_by_sentence ON revisions (document, annotator, sentence, created, seconds)",
        "CREATE INDEX revisions_by_annotator ON revisions (annotator, created, document)",
        "DROP INDEX documents_by_path",
    ),
)
"""What brings a store from version i to i + 1. Append only: what has been released stays as it is."""

PATIENCE = 10.0
"""Seconds to wait for another process's write. A write takes about a millisecond, so only a stuck one is waited for so long."""

_DOCUMENT = "id, path, sha256, text, title, byline, published, url, language"
_SEGMENTATION = "document, revision, author, created, sentence_count, blocks, sentences"
_REVISION = (
    "document, sha256, sentence, annotator, created, action, seconds, key_count, schema_version, tool_version, "
    "annotation, origins, start_offset"
)
_DOCUMENT_ROW = "id, path, sha256, text, title, byline, published, url, language, blocks, sentences"
_DECISION_ROW = (
    "document, sha256, sentence, annotator, created, action, seconds, key_count, schema_version, tool_version, "
    "annotation, origins"
)
_SUPERSEDED = """annotation IS NULL OR EXISTS (SELECT 1 FROM revisions AS later WHERE later.document = r.document
    AND later.annotator = r.annotator AND later.sentence = r.sentence AND later.created > r.created)"""
_REVISION_ROW = f"{_REVISION}, label, flag"
_SEGMENTED = """documents JOIN segmentations ON document = id
    AND revision = (SELECT MAX(revision) FROM segmentations AS other WHERE other.document = id)"""
_ENTRIES = f"SELECT id, path, sha256, title, sentence_count FROM {_SEGMENTED}"

_CREATED = re.compile(r"(?!9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)  # `after` must find a later one
_START = re.compile("0|[1-9][0-9]{0,9}")
_NUL = re.compile(r"\x00|(?<!\\)(?:\\\\)*\\u0000")  # as it is, and as JSON writes it
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

Row = tuple[Any, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A stored document without its text. `sentences` is their number."""

    id: str
    path: str
    sha256: str
    title: str | None
    sentences: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What one annotator has saved in one document: how many revisions, and when the last."""

    document: str
    annotator: str
    revisions: int
    last: str


class Decided(NamedTuple):
    """A sentence as one annotator has left it: one that was seen, and not undone to unseen.

    `start` is where it starts in its document's text, `label` is None while it is open: begun, not finished. `seconds` are all
    active seconds of its decisions, of those since changed too.
    """

    document: str
    annotator: str
    start: int
    label: str | None
    flag: str | None
    seconds: float


def after(created: str | None, now: datetime) -> str:
    """The `created` of a decision made at `now` (with its time zone) after one of `created`: later by at least a microsecond.

    A clock that stands still or was put back does not change the order of decisions.
    """
    stamp = _stamp(now)
    if created is None or stamp > created:
        return stamp
    return _stamp(datetime.fromisoformat(created) + timedelta(microseconds=1))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """The store at a path or ``sqlite:///path``, made there if `create` and nothing is there yet.

    Where the file cannot be written it is opened for reading. Raises StoreError where there is no store or it cannot be used.
    """
    kind, separator, rest = str(url).partition("://")
    if isinstance(url, Path) or not separator:
        return Store(_Sqlite(Path(url), create))
    if kind == "sqlite" and rest.startswith("/"):
        return Store(_Sqlite(Path(rest[1:]), create))
    if kind in ("postgresql", "postgres"):
        raise StoreError("PostgreSQL is not supported by this version; use a file path")
    raise StoreError(f"{kind}:// is no kind of store; use a file path")


class Store:
    """Documents and revisions, on a database that `open_store` opened. A context manager, which closes it."""

    def __init__(self, database: _Sqlite) -> None:
        self._db = database
        self.where = str(database.path)
        try:
            self._migrate()
        except BaseException:
            database.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def _migrate(self) -> None:
        if self._version() > len(MIGRATIONS):
            raise StoreError(
                f"{self.where} was written by a newer version of annotate (store version {self._version()}, this one knows "
                f"{len(MIGRATIONS)}); update annotate to use it"
            )
        self._db.prepare()
        while (version := self._version()) < len(MIGRATIONS):
            with self._db.transaction():
                if self._version() != version:
                    continue  # another process was first
                for statement in MIGRATIONS[version]:
                    self._db.execute(statement)
                self._insert("migrations", "version, applied", (version + 1, _stamp(datetime.now(UTC))))

    def _version(self) -> int:
        return int(self._one("SELECT COALESCE(MAX(version), 0) FROM migrations"))

    def _one(self, sql: str, *values: str) -> Any:
        """The first value of the first row, None where there is no row."""
        rows = self._db.execute(sql, values)
        return rows[0][0] if rows else None

    def _insert(self, table: str, columns: str, row: Row) -> None:
        self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", row)

    # -- documents ------------------------------------------------------------------------------------------------------

    def add_document(self, document: Document) -> None:
        """Store a new document. Raises StoreError if its id is taken."""
        row = _document_row(document)
        with self._db.transaction():
            if self._one("SELECT 1 FROM documents WHERE id = ?", document.id):
                raise StoreError(f"{self.where} already has a document {document.id}; give the new one another id")
            position = self._one("SELECT COALESCE(MAX(position), 0) + 1 FROM documents")
            self._insert("documents", f"{_DOCUMENT}, position", (*row, position))
            self._segment(document)

    def replace_document(self, document: Document) -> None:
        """Store a document in the place of the one with its id. Raises StoreError if that is unknown or somebody annotated it."""
        row = _document_row(document)
        with self._db.transaction():
            text = self._one("SELECT text FROM documents WHERE id = ?", document.id)
            if text is None:
                raise StoreError(self._unknown(document.id))
            if self.annotated(document.id):
                raise StoreError(f"{document.id} is annotated, so it cannot be replaced; add the new one under another id")
            columns = ", ".join(f"{column} = ?" for column in _DOCUMENT.split(", "))
            self._db.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*row, document.id))
            if text != document.text:  # offsets into another text mean nothing
                self._db.execute("DELETE FROM segmentations WHERE document = ?", (document.id,))
            self._segment(document)

    def _segment(self, document: Document, author: str = "annotate") -> None:
        blocks = _encode([{"kind": b.kind, "start": b.start, "end": b.end, "rule": b.rule} for b in document.blocks])
        sentences = _encode([{"id": s.id, "block": s.block, "start": s.start, "end": s.end} for s in document.sentences])
        head = (document.id, self.segmentation(document.id) + 1, author, _stamp(datetime.now(UTC)), len(document.sentences))
        self._insert("segmentations", _SEGMENTATION, _storable(f"document {document.id}", (*head, blocks, sentences)))

    def segmentation(self, document: str) -> int:
        """The number of a document's newest segmentation; 0 where there is none."""
        return int(self._one("SELECT COALESCE(MAX(revision), 0) FROM segmentations WHERE document = ?", document))

    def mend(self, document: Document, author: str, segmentation: int, revisions: Sequence[Revision]) -> None:
        """Store a document's segmentation as `author` corrected it, and with it the revisions that it moved: all or nothing.

        `segmentation` is the number of the one that was corrected. Raises StoreError if it is not the newest any more, if the
        text is another, or what `save` raises.
        """
        rows = [_revision_row(revision) for revision in revisions]
        with self._db.transaction():
            if self._one("SELECT text FROM documents WHERE id = ?", document.id) != document.text:
                raise StoreError(f"{document.id} has another text now; open it again")
            self._check_segmentation(document.id, segmentation)
            self._segment(document, author)
            self._append(revisions, rows)

    def _check_segmentation(self, document: str, known: int) -> None:
        if self.segmentation(document) != known:
            raise StoreError(f"the sentences of {document} were mended in another window; open it again")

    def numbers(self, document: str) -> dict[int, int]:
        """The sentences of a document by where they start: their numbers, from 1, as people call them."""
        starts = self._one(f"SELECT sentences FROM {_SEGMENTED} WHERE id = ?", document)
        with self._readable(f"document {document}"):
            return {sentence["start"]: number for number, sentence in enumerate(json.loads(starts or "[]"), 1)}

    def document(self, id: str) -> Document:
        """The document with this id. Raises StoreError, naming ids like it, if there is none."""
        rows = self._db.execute(f"SELECT {_DOCUMENT}, blocks, sentences FROM {_SEGMENTED} WHERE id = ?", (id,))
        if not rows:
            raise StoreError(self._unknown(id))
        *row, blocks, sentences = rows[0]
        with self._readable(f"document {id}"):
            row[4:4] = tuple(Block(**block) for block in json.loads(blocks)), tuple(Sentence(**s) for s in json.loads(sentences))
            return Document(*row)

    def _unknown(self, id: str) -> str:
        from difflib import get_close_matches  # 3 ms, and only after a mistake

        known = [entry.id for entry in self.documents()]
        like = get_close_matches(id, known) or [name for name in known if id and id in name][:3]
        hint = f"did you mean {' or '.join(like)}?" if like else "none has an id like it"
        return f"there is no document {id} in {self.where}; {hint}"

    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents, in the order they were added."""
        return tuple(DocumentEntry(*row) for row in self._db.execute(f"{_ENTRIES} ORDER BY position"))

    def iter_documents(self) -> Iterator[Document]:
        """All documents in full, one at a time, in the order they were added."""
        for entry in self.documents():
            yield self.document(entry.id)

    def annotated(self, document: str) -> bool:
        """Whether there is any revision of this document at all."""
        return bool(self._one("SELECT 1 FROM revisions WHERE document = ? LIMIT 1", document))

    # -- revisions ------------------------------------------------------------------------------------------------------

    def save(self, revisions: Sequence[Revision], segmentation: int | None = None) -> None:
        """Store one decision: all of its revisions or none, on the disk when this returns.

        Raises StoreError if a document is unknown or no longer the one that was annotated, if its newest segmentation is not the
        one given, or if a revision is not newer than all that its annotator has in its document: it would slip into a decision
        made before.
        """
        rows = [_revision_row(revision) for revision in revisions]
        with self._db.transaction():
            if segmentation is not None and revisions:
                self._check_segmentation(revisions[0].document, segmentation)
            self._append(revisions, rows)

    def _append(self, revisions: Sequence[Revision], rows: Sequence[Row]) -> None:
        """Insert what is one decision; `rows` were made before the transaction, in which others wait."""
        for revision in revisions:
            self._check_next(revision)
        for row in rows:
            self._insert("revisions", _REVISION_ROW, row)

    def _check_next(self, revision: Revision) -> None:
        document, annotator = revision.document, revision.annotator
        sha256 = self._one("SELECT sha256 FROM documents WHERE id = ?", document)
        if sha256 is None:
            raise StoreError(self._unknown(document))
        if sha256 != revision.sha256:
            raise StoreError(f"{document} is no longer the article {annotator} was labelling; open it again for the new one")
        last = self._one("SELECT MAX(created) FROM revisions WHERE document = ? AND annotator = ?", document, annotator)
        if last is not None and last >= revision.created:
            raise StoreError(
                f"a decision of {annotator} on {revision.sentence} of {revision.created} is not newer than the last one stored, "
                f"of {last}; open {document} again to go on from there"
            )

    def load(self, revisions: Iterable[Revision]) -> int:
        """Merge a dump: all of it or nothing. Returns how many revisions were new; those already here are skipped.

        Raises StoreError if a document is unknown, or if a revision is here with other content.
        """
        rows = [(revision, _revision_row(revision)) for revision in revisions]  # all read before others have to wait
        new = 0
        with self._db.transaction():
            for revision, row in rows:
                known = self._find(revision)
                if known is None:
                    self._insert("revisions", _REVISION_ROW, row)
                    new += 1
                elif known != revision:
                    raise StoreError(
                        f"{self.where} has another revision of {revision.sentence} by {revision.annotator} of {revision.created} "
                        "than the one to load, so nothing was loaded; find out which of the two was changed by hand"
                    )
        return new

    def _find(self, revision: Revision) -> Revision | None:
        """The stored revision of this one's identity. Raises StoreError if its document is unknown."""
        rows = self._db.execute(
            f"SELECT {_REVISION} FROM revisions WHERE document = ? AND annotator = ? AND created = ? AND sentence = ?",
            (revision.document, revision.annotator, revision.created, revision.sentence),
        )
        if not rows and not self._one("SELECT 1 FROM documents WHERE id = ?", revision.document):
            raise StoreError(self._unknown(revision.document))
        return self._revision(rows[0]) if rows else None

    def revisions(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """All revisions, of one document or annotator or of all, by document, sentence, annotator and time."""
        mine = "" if annotator is None else "AND annotator = ?"
        values = () if annotator is None else (annotator,)
        for id in self._revised(document):
            rows = self._db.execute(f"SELECT {_REVISION} FROM revisions WHERE document = ? {mine}", (id, *values))
            yield from map(self._revision, sorted(rows, key=_by_sentence))

    def history(self, document: str, annotator: str) -> tuple[Revision, ...]:
        """All that an annotator saved in a document, in the order it was decided, then of the sentences."""
        rows = self._db.execute(f"SELECT {_REVISION} FROM revisions WHERE document = ? AND annotator = ?", (document, annotator))
        return tuple(map(self._revision, sorted(rows, key=lambda row: (row[4], row[-1]))))

    def current(self, document: str | None = None) -> Iterator[Revision]:
        """The newest revision of each sentence and annotator, ordered as `revisions`; sentences undone to unseen are left out."""
        for id in self._revised(document):
            rows = self._db.execute(f"SELECT * FROM {_newest(_REVISION, 'WHERE document = ?')}", (id,))
            yield from map(self._revision, sorted(rows, key=_by_sentence))

    def batches(self, sentences: int = 10_000) -> Iterator[Batch]:
        """All documents with the decisions that count, as they are kept: JSON for whoever parses much of it at once.

        In the order the documents were added, so many at a time that they have about that many sentences.
        """
        from annotate.dataset.records import DecisionRow, DocumentRow  # 30 ms, and only an export needs it

        rows = self._db.execute(f"SELECT position, sentence_count FROM {_SEGMENTED} ORDER BY position")
        for first, last in _ranges(rows, sentences):
            articles = f"SELECT {_DOCUMENT_ROW} FROM {_SEGMENTED} WHERE position BETWEEN ? AND ? ORDER BY position"
            ids = "document IN (SELECT id FROM documents WHERE position BETWEEN ? AND ?)"
            documents = self._db.execute(articles, (first, last))
            # in the order of the primary key: half the time of a window over rows so long
            revisions = f"SELECT {_DECISION_ROW} FROM revisions WHERE {ids} ORDER BY document, annotator, created"
            newest = {row[2:4]: row for row in self._db.execute(revisions, (first, last))}  # by sentence and annotator
            decisions = [DecisionRow._make(row) for row in newest.values() if row[-2] is not None]
            yield [DocumentRow._make(row) for row in documents], decisions

    def _revised(self, document: str | None) -> list[str]:
        """The documents to go through one by one, so that a long dump holds neither them all nor a transaction."""
        if document is not None:
            return [document]
        return sorted(row[0] for row in self._db.execute("SELECT DISTINCT document FROM revisions"))

    def _revision(self, row: Row) -> Revision:
        *head, annotation, origins, _ = row
        with self._readable(f"the revision of {row[2]} by {row[3]} of {row[4]}"):
            head.append(None if annotation is None else annotation_from_json(json.loads(annotation)))
            head.append(tuple(Origin(**origin) for origin in json.loads(origins)))
            return Revision(*head)

    @contextmanager
    def _readable(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"{what} in {self.where} cannot be read ({error}); take it from a backup") from error

    def tally(self) -> tuple[Tally, ...]:
        """What each annotator has saved in each document, by document id and annotator."""
        counts = "SELECT document, annotator, COUNT(*), MAX(created) FROM revisions GROUP BY document, annotator"
        return tuple(Tally(*row) for row in sorted(self._db.execute(counts)))

    def decided(self, annotator: str | None = None, document: str | None = None) -> tuple[Decided, ...]:
        """How the sentences that were decided about stand now, in no order: those of an annotator, a document, or all."""
        wanted = {"annotator": annotator, "document": document}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = f"WHERE {' AND '.join(f'{column} = ?' for column in given)}" if given else ""
        return tuple(map(Decided._make, self._db.execute(_decided(where), tuple(given.values()))))

    def latest(self, annotator: str) -> str | None:
        """The document an annotator decided on last; None where there is none."""
        last: str | None = self._one(
            "SELECT document FROM revisions WHERE annotator = ? ORDER BY created DESC LIMIT 1", annotator
        )
        return last

    def labelling(self, document: str, annotator: str) -> AbstractContextManager[None]:
        """Hold a document for one annotator in one window. Raises StoreError, on entering, where another one holds it.

        The system releases it when the process ends, however it ends.
        """
        return self._db.hold(document, annotator)

    def check_integrity(self, *, superseded: bool = False) -> Iterator[Problem]:
        """What the database says of itself; else unreadable or misfitting segmentations, unreadable or stray revisions.

        With `superseded`, of the revisions only those are read that do not count any more: others will be by who asks.
        """
        if damage := self._db.damage():  # then what is read means little, and reading may fail
            yield from (self._problem("store-damaged", message) for message in damage)
            return
        for entry in self.documents():
            try:
                misfits = tuple(_misfits(self.document(entry.id)))
            except StoreError as error:
                misfits = (str(error),)
            for message in misfits:
                yield self._problem("segmentation-misfit", message, document=entry.id)
        known = {entry.id for entry in self.documents()}
        for id in self._revised(None):
            if id not in known:
                yield self._problem("document-unknown", f"there are revisions of {id}, but no such document", document=id)
            among = f"AND ({_SUPERSEDED})" if superseded else ""
            for row in self._db.execute(f"SELECT {_REVISION} FROM revisions AS r WHERE document = ? {among}", (id,)):
                try:
                    self._revision(row)
                except StoreError as error:
                    yield self._problem("revision-unreadable", str(error), document=id, sentence=row[2])

    def _problem(self, code: str, message: str, document: str = "", sentence: str = "") -> Problem:
        remedy = f"keep a copy of {self.where}, then take the store from a backup or `annotate load` the last dump into a new one"
        return Problem(code, message, remedy, where=self.where, document=document, sentence=sentence)


# -- between values and rows ----------------------------------------------------------------------------------------------


def _newest(columns: str, where: str = "") -> str:
    """SELECT and FROM of the newest revision of each sentence and annotator, unless that is an undo to unseen."""
    age = "ROW_NUMBER() OVER (PARTITION BY document, annotator, sentence ORDER BY created DESC)"
    revisions = f"SELECT {columns}, annotation IS NOT NULL AS seen, {age} AS age FROM revisions {where}"
    return f"(SELECT {columns} FROM ({revisions}) AS aged WHERE seen AND age = 1) AS newest"


def _decided(where: str) -> str:
    """The newest revision of each sentence and annotator with the effort of all. A window query takes thrice as long."""
    newest = "MAX(created) AS last, SUM(seconds) AS spent"
    sentences = f"SELECT document, annotator, sentence, {newest} FROM revisions {where} GROUP BY document, annotator, sentence"
    same = " AND ".join(f"r.{column} = s.{column}" for column in ("document", "annotator", "sentence"))
    return f"""SELECT r.document, r.annotator, start_offset, label, flag, spent FROM ({sentences}) AS s
        JOIN revisions AS r ON {same} AND r.created = s.last WHERE annotation IS NOT NULL"""


def _ranges(rows: Iterable[Row], most: int) -> Iterator[tuple[int, int]]:
    """The first and last position of runs of documents that have about `most` sentences; rows are (position, sentences)."""
    first, count = None, 0
    for position, sentences in rows:
        first, count = position if first is None else first, count + sentences
        if count >= most:
            yield first, position
            first, count = None, 0
    if first is not None:
        yield first, position


def _by_sentence(row: Row) -> tuple[int, str, str]:
    return row[-1], row[3], row[4]


def _document_row(document: Document) -> Row:
    d = document
    row = (d.id, d.path, d.sha256, d.text, d.title, d.byline, d.published, d.url, d.language)
    return _storable(f"document {d.id}", row)


def _revision_row(revision: Revision) -> Row:
    """The row of `_REVISION_ROW`. Raises StoreError for what cannot be stored, or not be found or sorted again."""
    r, what = revision, f"a revision of {revision.sentence} by {revision.annotator}"
    start = r.sentence.rpartition(":")[2]
    if not _START.fullmatch(start) or r.sentence != f"{r.document}:{start}":
        raise StoreError(f"{what} is of no sentence of {r.document}; the id must be {r.document}: and where the sentence starts")
    if not _is_time(r.created):
        raise StoreError(f"{what} is of {r.created!r}, which is no time such as 2026-11-22T16:12:54.123456Z")
    try:
        annotation = None if r.annotation is None else _encode(annotation_to_json(r.annotation))
    except ValueError as error:  # NaN or infinity
        raise StoreError(f"{what} cannot be stored: {error}") from error
    label, flag = (r.annotation.label, r.annotation.flag) if r.annotation else (None, None)
    head = (r.document, r.sha256, r.sentence, r.annotator, r.created, r.action, r.seconds, r.keys, r.schema, r.tool)
    return _storable(what, (*head, annotation, _encode([asdict(origin) for origin in r.origins]), int(start), label, flag))


def _is_time(created: str) -> bool:
    """Whether `created` is a time in the one format that sorts as text."""
    with suppress(ValueError):
        return bool(_CREATED.fullmatch(created) and datetime.fromisoformat(created))
    return False


def _storable(what: str, row: Row) -> Row:
    """`row`, if every database can keep it byte by byte. Raises StoreError if not."""
    for value in row:
        if isinstance(value, str):
            if _NUL.search(value):
                raise StoreError(f"{what} holds a NUL character, which databases refuse; take it out of the file")
            try:
                value.encode()
            except UnicodeEncodeError as error:
                code = f"U+{ord(value[error.start]):04X}"
                raise StoreError(f"{what} holds half a character ({code}), which is no text; take it out of the file") from None
    return row


def _misfits(document: Document) -> Iterator[str]:
    """What does not lie where it should: blocks in the text, sentences in their blocks, each after the one before."""
    end = 0
    for number, block in enumerate(document.blocks):
        if not end <= block.start < block.end <= len(document.text):
            yield f"block {number} ({block.start}..{block.end}) does not lie in the text after the block before"
        end = max(end, block.end)
    end = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block] if 0 <= sentence.block < len(document.blocks) else Block("", 0, 0)
        if not max(end, block.start) <= sentence.start < sentence.end <= block.end:
            yield f"sentence {sentence.id} ({sentence.start}..{sentence.end}) does not lie in its block after the sentence before"
        if sentence.id != f"{document.id}:{sentence.start}":
            yield f"sentence {sentence.id} starts at {sentence.start}, which its id should say"
        end = max(end, sentence.end)


# -- SQLite's own ---------------------------------------------------------------------------------------------------------

APPLICATION_ID = 0x616E6E6F
"""At byte 68 of every store: SQLite's application_id, "anno" in ASCII."""

_TROUBLE = {
    "SQLITE_BUSY": "is locked by another program that has been writing for too long; close it, then do the same again",
    "SQLITE_FULL": "cannot grow, the disk is full; make room, then do the same again",
    "SQLITE_IOERR": "cannot be read or written; is the disk full, or gone?",
    "SQLITE_READONLY": "cannot be written to; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CANTOPEN": "cannot be opened; change the permissions of the file and its folder, or work on a copy",
    "SQLITE_CORRUPT": "is damaged; keep a copy of it, and take the store from a backup",
    "SQLITE_NOTADB": "is damaged; keep a copy of it, and take the store from a backup",
}


class _Sqlite:
    """One connection to a SQLite file: statements that wait their turn, transactions, and errors in words."""

    def __init__(self, path: Path, create: bool) -> None:
        self.path = path
        try:
            new = self._is_new(create)
            self._connection = self._connect(new)
        except OSError as error:
            raise StoreError(f"{path} cannot be opened ({error.strerror}); use another path or change its permissions") from error
        try:
            for pragma in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
                self.execute(f"PRAGMA {pragma}")
            if not self.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'"):
                # Before `prepare`, so that application_id is written to the file itself and not to its WAL.
                with self.transaction():
                    self.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    self.execute("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)")
        except BaseException:
            self.close()
            raise

    def _is_new(self, create: bool) -> bool:
        """Whether a store is to be made here. Read from the bytes, so that what is not ours is not even opened by SQLite."""
        path = self.path
        if create:
            path.parent.mkdir(exist_ok=True)
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is a {'folder' if path.is_dir() else 'device'}, not a store; name a file")
        if not path.exists() or path.stat().st_size == 0:
            if create:
                return True
            raise StoreError(f"there is no store at {path}; add an article to make one")
        with path.open("rb") as file:
            header = file.read(100)
        if not header.startswith(b"SQLite format 3\0"):
            raise StoreError(f"{path} is not a store of annotate, nor any SQLite database; use another path")
        if header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
            raise StoreError(f"{path} is a database of another program, not a store of annotate; use another path")
        return False

    def _connect(self, new: bool) -> sqlite3.Connection:
        import os
        import sqlite3  # 7 ms: commands that need no store do not pay for it

        mode = "rwc" if new else "rw"
        if not new and not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            # Without a WAL nobody is writing; SQLite would want to make one even to read.
            mode = "ro" if Path(f"{self.path}-wal").exists() else "ro&immutable=1"
        self._writable = mode[:2] == "rw"
        try:
            return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise self._in_words(error) from error

    def prepare(self) -> None:
        """Let readers and a writer go side by side (and make a commit one fsync). Where the disk cannot, it is durable still."""
        if self._writable:
            self.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        self._connection.close()

    def execute(self, sql: str, values: Row = ()) -> list[Row]:
        """All rows of one statement. Raises StoreError; waits while another process writes."""
        import sqlite3

        try:
            return self._patiently(lambda: self._connection.execute(sql, values).fetchall())
        except sqlite3.ProgrammingError:
            raise  # a bug
        except (sqlite3.Error, OverflowError) as error:
            raise self._in_words(error) from error

    def _patiently(self, action: Callable[[], T]) -> T:
        """`action`, again and again while the database is locked. SQLite's own busy_timeout starves some of four writers."""
        import sqlite3
        from random import uniform

        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(uniform(0.0005, 0.004))

    def _in_words(self, error: Exception) -> StoreError:
        name = getattr(error, "sqlite_errorname", "")
        for prefix, words in _TROUBLE.items():
            if name.startswith(prefix):
                return StoreError(f"{self.path} {words} (nothing stored is lost)")
        return StoreError(f"{self.path} refused this: {error} (nothing stored is lost)")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside or, if anything is raised, nothing. On the disk at the end."""
        try:
            self.execute("BEGIN IMMEDIATE")
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with suppress(StoreError):  # a broken disk; the next to open the file rolls back
                    self.execute("ROLLBACK")
            raise

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file."""
        try:
            return [row[0] for row in self.execute("PRAGMA quick_check") if row[0] != "ok"]
        except StoreError as error:
            return [str(error)]

    @contextmanager
    def hold(self, document: str, annotator: str) -> Iterator[None]:
        """Hold a lock file beside the database. Its name is a hash, since ids and names may hold what file names may not."""
        import os
        from hashlib import sha256

        from filelock import FileLock, Timeout  # 50 ms, and only to label

        folder = Path(f"{self.path}.locks")
        name = sha256(f"{document}\0{annotator}".encode(errors="surrogatepass")).hexdigest()[:32]
        owner = folder / f"{name}.owner"
        try:
            folder.mkdir(exist_ok=True)
            lock = FileLock(folder / f"{name}.lock")
            lock.acquire(timeout=0)
        except Timeout:
            with suppress(OSError):
                annotator += f" in another window (process {owner.read_text(encoding='ascii')})"
            raise StoreError(f"{document} is being labelled by {annotator}; close it there first") from None
        except OSError as error:
            raise StoreError(f"{folder} cannot be written ({error.strerror}), so {document} cannot be labelled") from error
        try:
            with suppress(OSError):  # only the other one's message needs it
                owner.write_text(str(os.getpid()), encoding="ascii")
            yield
        finally:
            with suppress(OSError):
                owner.unlink()
            lock.release()
