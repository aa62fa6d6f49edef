"""`Store`: documents and revisions in, documents and revisions out, on any `Database`."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from annotate.errors import StoreError
from annotate.model import ADJUDICATION, ANNOTATION, Block, Document, Origin, Problem, Revision, Sentence, annotation_from_json
from annotate.review.assignment import DocumentProgress, Plan, next_document, plan_from_json
from annotate.store.database import Database
from annotate.store.migrations import MIGRATIONS
from annotate.store.records import Batch, DecisionRow, DocumentRow
from annotate.store.rows import (
    ASSIGNMENT,
    DECISION_ROW,
    DOCUMENT,
    DOCUMENT_ROW,
    PLAN,
    REVISION,
    REVISION_ROW,
    SEGMENTATION,
    Contested,
    Copied,
    Decided,
    DocumentEntry,
    Row,
    Tally,
    document_row,
    encode,
    revision_row,
    segmentation_errors,
    stamp,
    storable,
)

_SUPERSEDED = """annotation IS NULL OR EXISTS (SELECT 1 FROM revisions AS later WHERE later.document = r.document
    AND later.annotator = r.annotator AND later.sentence = r.sentence AND later.created > r.created)"""
_SEGMENTED = """documents JOIN segmentations ON document = id
    AND revision = (SELECT MAX(revision) FROM segmentations AS other WHERE other.document = id)"""
_ENTRIES = f"SELECT id, path, sha256, title, sentence_count FROM {_SEGMENTED}"
_NEWEST = "SELECT document, annotator, sentence, MAX(created) AS last FROM revisions"
_FINISHED = f"""SELECT position, r.start_offset, r.document, r.sentence, r.annotator, r.annotation FROM ({_NEWEST}
    WHERE document IN (SELECT id FROM documents WHERE position BETWEEN ? AND ?) GROUP BY document, annotator, sentence) AS n
    JOIN revisions AS r ON r.document = n.document AND r.annotator = n.annotator AND r.sentence = n.sentence
    AND r.created = n.last JOIN documents AS d ON d.id = r.document AND d.sha256 = r.sha256 WHERE label IS NOT NULL"""
_SHARES = f"""SELECT n.document, n.annotator, COUNT(label), MAX(n.last)
    FROM ({_NEWEST} GROUP BY document, annotator, sentence) AS n JOIN revisions AS r
    ON r.document = n.document AND r.annotator = n.annotator AND r.sentence = n.sentence AND r.created = n.last
    GROUP BY n.document, n.annotator"""
_SOURCE_ID = re.compile(r"""(\{"id":|"claim":"c[0-9]+","source":)"s([0-9]+)\"""")
_TABLES = {ANNOTATION: "revisions", ADJUDICATION: "adjudications"}

ADJUDICATOR = "an adjudicator"
"""Who holds a document in `Store.labelling` to adjudicate it, whoever that is: all adjudications of it are one work."""

_AT_ONCE = 2_000  # sentences whose decisions are held as text, until they are asked for

Part = tuple[int, int]
"""The positions of the first and the last of some documents that follow each other."""

_ASSIGN = ("assign",)  # the turn of those who ask for work: a row lock would need the privilege to update


class Store:
    """Documents and revisions, on a database that `open_store` opened. A context manager, which closes it."""

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
        while self._version() < len(MIGRATIONS):
            self._db.transact(self._step_up)

    def _step_up(self) -> None:
        """One migration; another process may have been first."""
        if (version := self._version()) < len(MIGRATIONS):
            for statement in MIGRATIONS[version]:
                self._db.define(statement)
            self._insert("migrations", "version, applied", (version + 1, stamp(datetime.now(UTC))))

    def _version(self) -> int:
        return int(self._one("SELECT COALESCE(MAX(version), 0) FROM migrations"))

    def _one(self, sql: str, *values: str | int) -> Any:
        """The first value of the first row, None where there is no row."""
        rows = self._db.execute(sql, values)
        return rows[0][0] if rows else None

    def _insert(self, table: str, columns: str, row: Row) -> None:
        self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", row)

    # -- documents ------------------------------------------------------------------------------------------------------

    def add_document(self, document: Document) -> None:
        """Store a new document. Raises StoreError if its id is taken."""
        row = document_row(document)

        def add() -> None:
            if self._one("SELECT 1 FROM documents WHERE id = ?", document.id):
                raise StoreError(f"{self.where} already has a document {document.id}; give the new one another id")
            position = self._one("SELECT COALESCE(MAX(position), 0) + 1 FROM documents")
            self._insert("documents", f"{DOCUMENT}, position", (*row, position))
            self._segment(document)

        self._db.transact(add)

    def replace_document(self, document: Document) -> None:
        """Store a document in the place of the one with its id. Raises StoreError if that is unknown or somebody annotated it."""
        row = document_row(document)

        def put() -> None:
            text = self._one("SELECT text FROM documents WHERE id = ?", document.id)
            if text is None:
                raise StoreError(self._unknown(document.id))
            if self.annotated(document.id):
                raise StoreError(f"{document.id} is annotated, so it cannot be replaced; add the new one under another id")
            columns = ", ".join(f"{column} = ?" for column in DOCUMENT.split(", "))
            self._db.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*row, document.id))
            if text != document.text:  # offsets into another text mean nothing
                self._db.execute("DELETE FROM segmentations WHERE document = ?", (document.id,))
            self._segment(document)

        self._db.transact(put)

    def _segment(self, document: Document, author: str = "annotate") -> None:
        blocks = encode([{"kind": b.kind, "start": b.start, "end": b.end, "rule": b.rule} for b in document.blocks])
        sentences = encode([{"id": s.id, "block": s.block, "start": s.start, "end": s.end} for s in document.sentences])
        head = (document.id, self.segmentation(document.id) + 1, author, stamp(datetime.now(UTC)), len(document.sentences))
        self._insert("segmentations", SEGMENTATION, storable(f"document {document.id}", (*head, blocks, sentences)))

    def segmentation(self, document: str) -> int:
        """The number of a document's newest segmentation; 0 where there is none."""
        return int(self._one("SELECT COALESCE(MAX(revision), 0) FROM segmentations WHERE document = ?", document))

    def mend(self, document: Document, author: str, segmentation: int, revisions: Sequence[Revision]) -> None:
        """Store a document's segmentation as `author` corrected it, and with it the revisions that it moved: all or nothing.

        `segmentation` is the number of the one that was corrected. Raises StoreError if it is not the newest any more, if the
        text is another, or what `save` raises.
        """
        rows = [revision_row(revision) for revision in revisions]

        def correct() -> None:
            if self._one("SELECT text FROM documents WHERE id = ?", document.id) != document.text:
                raise StoreError(f"{document.id} has another text now; open it again")
            self._check_segmentation(document.id, segmentation)
            self._segment(document, author)
            self._append(revisions, rows)

        self._db.transact(correct)

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
        rows = self._db.execute(f"SELECT {DOCUMENT_ROW} FROM {_SEGMENTED} WHERE id = ?", (id,))
        if not rows:
            raise StoreError(self._unknown(id))
        return self._document(rows[0])

    def _document(self, row: Row) -> Document:
        *head, blocks, sentences = row
        with self._readable(f"document {row[0]}"):
            head[4:4] = tuple(Block(**block) for block in json.loads(blocks)), tuple(Sentence(**s) for s in json.loads(sentences))
            return Document(*head)

    def _unknown(self, id: str) -> str:
        from difflib import get_close_matches  # 3 ms, and only after a mistake

        known = [entry.id for entry in self.documents()]
        like = get_close_matches(id, known) or [name for name in known if id and id in name][:3]
        hint = f"did you mean {' or '.join(like)}?" if like else "none has an id like it"
        return f"there is no document {id} in {self.where}; {hint}"

    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents, in the order they were added."""
        return tuple(DocumentEntry(*row) for row in self._db.execute(f"{_ENTRIES} ORDER BY position"))

    def annotated(self, document: str) -> bool:
        """Whether there is any revision of this document at all, of any layer."""
        return any(self._one(f"SELECT 1 FROM {table} WHERE document = ? LIMIT 1", document) for table in _TABLES.values())

    # -- revisions ------------------------------------------------------------------------------------------------------

    def save(self, revisions: Sequence[Revision], segmentation: int | None = None) -> None:
        """Store one decision: all of its revisions or none, on the disk when this returns.

        Raises StoreError if a document is unknown or no longer the one that was annotated, if its newest segmentation is not the
        one given, or if a revision is not newer than all that its annotator has in its document (an adjudication: than all
        there are): it would slip into a decision made before.
        """
        rows = [revision_row(revision) for revision in revisions]

        def append() -> None:
            if segmentation is not None and revisions:
                self._check_segmentation(revisions[0].document, segmentation)
            self._append(revisions, rows)

        self._db.transact(append, _turn(revisions[0]) if revisions else ())

    def _append(self, revisions: Sequence[Revision], rows: Sequence[Row]) -> None:
        """Insert what is one decision; `rows` were made before the transaction, in which others wait.

        Nothing is inserted where all of it is here: the answer to the first commit was lost on its way.
        """
        stale = [last for revision in revisions if (last := self._later(revision)) is not None]
        if stale and all(self._find(revision) == revision for revision in revisions):
            return
        if stale:
            first = revisions[0]
            raise StoreError(
                f"a decision of {first.annotator} on {first.sentence} of {first.created} is not newer than the last one stored, "
                f"of {stale[0]}; open {first.document} again to go on from there"
            )
        for revision, row in zip(revisions, rows, strict=True):
            self._insert(_TABLES[revision.layer], REVISION_ROW, row)

    def _later(self, revision: Revision) -> str | None:
        """When its annotator decided last in its document (of an adjudication: anybody), if that is not before this revision.

        Raises StoreError if the document is unknown or another one by now.
        """
        document, annotator = revision.document, revision.annotator
        last = f"SELECT MAX(created) FROM {_TABLES[revision.layer]} WHERE document = id"
        if revision.layer == ADJUDICATION:
            known = self._db.execute(f"SELECT sha256, ({last}) FROM documents WHERE id = ?", (document,))
        else:
            last += " AND annotator = ?"
            known = self._db.execute(f"SELECT sha256, ({last}) FROM documents WHERE id = ?", (annotator, document))
        if not known:
            raise StoreError(self._unknown(document))
        sha256, latest = known[0]
        if sha256 != revision.sha256:
            raise StoreError(f"{document} is no longer the article {annotator} was labelling; open it again for the new one")
        return latest if latest is not None and latest >= revision.created else None

    def load(self, revisions: Iterable[Revision], segmentations: Mapping[str, int] | None = None) -> int:
        """Merge a dump: all of it or nothing. Returns how many revisions were new; those already here are skipped.

        `segmentations` may say, by document, which one the revisions were made on. Raises StoreError if a document is unknown, if
        a sentence was mended since, or if a revision is here with other content.
        """
        rows = [(revision, revision_row(revision)) for revision in revisions]  # all read before others have to wait

        def merge() -> int:
            new = 0
            for document, segmentation in (segmentations or {}).items():
                self._check_sentences(document, segmentation, [revision for revision, _ in rows if revision.document == document])
            for revision, row in rows:
                known = self._find(revision)
                if known is None:
                    self._insert(_TABLES[revision.layer], REVISION_ROW, row)
                    new += 1
                elif known != revision:
                    raise StoreError(
                        f"{self.where} has another revision of {revision.sentence} by {revision.annotator} of {revision.created} "
                        "than the one to load, so nothing was loaded; find out which of the two was changed by hand"
                    )
            return new

        return self._db.transact(merge)

    def _check_sentences(self, document: str, known: int, revisions: Iterable[Revision]) -> None:
        """Raise StoreError if a sentence that is concerned is not what it was in the segmentation `known`."""
        version = self._one("SELECT sha256 FROM documents WHERE id = ?", document)
        before, after = self._stretches(document, known), self._stretches(document, self.segmentation(document))
        for revision in revisions:
            if version != revision.sha256:
                raise StoreError(f"{document} is no longer the article {revision.annotator} was labelling")
            if before.get(revision.sentence) != after.get(revision.sentence):
                raise StoreError(f"{revision.sentence} was mended after {revision.annotator} labelled it; mend it back first")

    def _stretches(self, document: str, segmentation: int) -> dict[str, tuple[int, int]]:
        """Where the sentences of a segmentation start and end, by their ids."""
        found = self._one("SELECT sentences FROM segmentations WHERE document = ? AND revision = ?", document, segmentation)
        with self._readable(f"document {document}"):
            return {sentence["id"]: (sentence["start"], sentence["end"]) for sentence in json.loads(found or "[]")}

    def _find(self, revision: Revision) -> Revision | None:
        """The stored revision of this one's identity. Raises StoreError if its document is unknown."""
        rows = self._db.execute(
            f"SELECT {REVISION} FROM {_TABLES[revision.layer]} "
            "WHERE document = ? AND annotator = ? AND created = ? AND sentence = ?",
            (revision.document, revision.annotator, revision.created, revision.sentence),
        )
        if not rows and not self._one("SELECT 1 FROM documents WHERE id = ?", revision.document):
            raise StoreError(self._unknown(revision.document))
        return self._revision(rows[0], revision.layer) if rows else None

    def revisions(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """All revisions, of one document or annotator or of all, by document, sentence, annotator and time."""
        mine = "" if annotator is None else "AND annotator = ?"
        values = () if annotator is None else (annotator,)
        for id in self._revised(document):
            rows = self._db.execute(f"SELECT {REVISION} FROM revisions WHERE document = ? {mine}", (id, *values))
            yield from map(self._revision, sorted(rows, key=_by_sentence))

    def adjudications(self, document: str | None = None) -> Iterator[Revision]:
        """All decisions by hand on what annotators said, of one document or of all, ordered as `revisions`."""
        for id in self._revised(document, ADJUDICATION):
            rows = self._db.execute(f"SELECT {REVISION} FROM adjudications WHERE document = ?", (id,))
            yield from (self._revision(row, ADJUDICATION) for row in sorted(rows, key=_by_sentence))

    def adjudicated(self) -> frozenset[str]:
        """The sentences that are adjudicated: the newest adjudication of each has a label."""
        rows = self._db.execute("SELECT sentence, created, annotator, label FROM adjudications")
        newest = {row[0]: row[3] for row in sorted(rows, key=lambda row: row[1:3])}
        return frozenset(sentence for sentence, label in newest.items() if label is not None)

    def contested(self, sentences: int = 10_000) -> Iterator[Contested]:
        """The sentences that two annotators or more finished and nobody adjudicated, but those where all wrote the same.

        In the order of the documents, so many at a time that they have about that many sentences.
        """
        held = self.adjudicated()
        for part in self.parts(sentences):
            found: dict[tuple[str, str], list[str]] = {}
            for _, _, document, sentence, _, text in sorted(self._db.execute(_FINISHED, part)):
                found.setdefault((document, sentence), []).append(text)
            for (document, sentence), texts in found.items():
                if sentence not in held and len(set(map(_numbered, texts))) > 1:
                    with self._readable(f"a decision on {sentence}"):
                        read = {text: annotation_from_json(json.loads(text)) for text in set(texts)}
                    yield Contested(document, sentence, tuple(read[text] for text in texts))

    def adjudicators(self) -> frozenset[str]:
        """Who has adjudicated anything."""
        return frozenset(row[0] for row in self._db.execute("SELECT DISTINCT annotator FROM adjudications"))

    def history(self, document: str, annotator: str) -> tuple[Revision, ...]:
        """All that an annotator saved in a document, in the order it was decided, then of the sentences."""
        rows = self._db.execute(f"SELECT {REVISION} FROM revisions WHERE document = ? AND annotator = ?", (document, annotator))
        return tuple(map(self._revision, sorted(rows, key=lambda row: (row[4], row[-1]))))

    def current(self, document: str | None = None) -> Iterator[Revision]:
        """The newest revision of each sentence and annotator, ordered as `revisions`; sentences undone to unseen are left out."""
        for id in self._revised(document):
            rows = self._db.execute(f"SELECT * FROM {_newest(REVISION, 'WHERE document = ?')}", (id,))
            yield from map(self._revision, sorted(rows, key=_by_sentence))

    def parts(self, sentences: int = 10_000, documents: Collection[str] | None = None) -> tuple[Part, ...]:
        """All documents, or those with these ids, in the order they were added, divided into what `batch` gives.

        About so many sentences each; one document each where not all are wanted.
        """
        rows = self._db.execute(f"SELECT position, sentence_count, id FROM {_SEGMENTED} ORDER BY position")
        wanted = [row[:2] for row in rows if documents is None or row[2] in documents]
        return tuple(_ranges(wanted, sentences if len(wanted) == len(rows) else 0))

    def batch(self, part: Part) -> Batch:
        """Documents with the decisions that count, as they are kept: JSON for whoever parses much of it at once."""
        articles = f"SELECT {DOCUMENT_ROW} FROM {_SEGMENTED} WHERE position BETWEEN ? AND ? ORDER BY position"
        ids = "document IN (SELECT id FROM documents WHERE position BETWEEN ? AND ?)"
        documents = self._db.execute(articles, part)
        # in the order of the primary key: half the time of a window over rows so long
        revisions = f"SELECT {DECISION_ROW} FROM revisions WHERE {ids} ORDER BY document, annotator, created, sentence"
        newest = {row[2:4]: row for row in self._db.execute(revisions, part)}  # by sentence and annotator
        decisions = [DecisionRow._make((*row, ANNOTATION)) for row in newest.values() if row[-2] is not None]
        by_hand = self._db.execute(f"SELECT {DECISION_ROW} FROM adjudications WHERE {ids}", part)
        held = {row[2]: row for row in sorted(by_hand, key=lambda row: (row[4], row[3]))}  # by sentence, the newest
        decisions += [DecisionRow._make((*row, ADJUDICATION)) for row in held.values() if row[-2] is not None]
        return [DocumentRow._make(row) for row in documents], decisions

    def annotated_documents(self, ids: Collection[str] | None = None) -> Iterator[tuple[Document, Iterator[Mapping[str, Any]]]]:
        """All documents, or those with these ids, each with the newest revision of each sentence and annotator, in any order, as
        `annotate.model.revision_to_json` makes it: for whoever takes numbers from many. Raises StoreError as they are taken."""
        for documents, decisions in map(self.batch, self.parts(_AT_ONCE, ids)):
            by_document: dict[str, list[DecisionRow]] = {}
            for row in decisions:
                if row.layer == ANNOTATION:
                    by_document.setdefault(row.document, []).append(row)
            for article in documents:
                yield self._document(article), map(self._record, by_document.get(article.id, ()))

    def _record(self, row: DecisionRow) -> Mapping[str, Any]:
        with self._readable(f"the revision of {row.sentence} by {row.annotator} of {row.created}"):
            return row.to_json()

    def _revised(self, document: str | None, layer: str = ANNOTATION) -> list[str]:
        """The documents to go through one by one, so that a long dump holds neither them all nor a transaction."""
        if document is not None:
            return [document]
        return sorted(row[0] for row in self._db.execute(f"SELECT DISTINCT document FROM {_TABLES[layer]}"))

    def _revision(self, row: Row, layer: str = ANNOTATION) -> Revision:
        *head, annotation, origins, _ = row
        with self._readable(f"the revision of {row[2]} by {row[3]} of {row[4]}"):
            head.append(None if annotation is None else annotation_from_json(json.loads(annotation)))
            head.append(tuple(Origin(**origin) for origin in json.loads(origins)))
            head.append(layer)
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

    def lock_document(self, document: str, annotator: str) -> AbstractContextManager[None]:
        """Hold a document for one annotator in one window. Raises StoreError, on entering, where another one holds it.

        The system releases it when the process ends, however it ends.
        """
        return self._db.hold(document, annotator)

    # -- who labels what --------------------------------------------------------------------------------------------------

    def plan(self) -> Plan | None:
        """How documents are divided among annotators; None where they are not. The newest plan counts."""
        rows = self._db.execute("SELECT settings, created FROM plans ORDER BY number DESC LIMIT 1")
        settings, made = rows[0] if rows else ("null", "")
        with self._readable("the plan"):
            record = json.loads(settings)
            return None if record is None else replace(plan_from_json(record), made=made)

    def set_plan(self, plan: Plan | None, author: str, now: datetime) -> None:
        """Divide documents in this way from now on, or not at all. The plans before are kept. Raises StoreError."""
        row = storable("the plan", (author, stamp(now), encode(None if plan is None else asdict(plan))))

        def append() -> None:
            number = self._one("SELECT COALESCE(MAX(number), 0) + 1 FROM plans")
            self._insert("plans", PLAN, (number, *row))

        self._db.transact(append, _ASSIGN)

    def shares(self) -> tuple[DocumentProgress, ...]:
        """What each annotator has of each document that they took or decided on, in no order."""
        return self._with_taken(self._decided_shares(self._sizes()))

    def _sizes(self) -> dict[str, int]:
        """The documents in their order, and how many sentences they have."""
        return dict(self._db.execute(f"SELECT id, sentence_count FROM {_SEGMENTED} ORDER BY position"))

    def _decided_shares(self, sizes: Mapping[str, int]) -> tuple[DocumentProgress, ...]:
        """The shares of those who decided anything. With many decisions this takes long: 0.2 s for 76,000."""
        return tuple(
            DocumentProgress(document, annotator, True, finished >= sizes[document], last)
            for document, annotator, finished, last in self._db.execute(_SHARES)
            if document in sizes
        )

    def _with_taken(self, decided: Iterable[DocumentProgress], since: str = "") -> tuple[DocumentProgress, ...]:
        """The shares, with what was taken by now, from a time on."""
        shares = {share[:2]: share for share in decided}
        taken = "SELECT document, annotator, MAX(created) FROM assignments WHERE created >= ? GROUP BY document, annotator"
        for document, annotator, last in self._db.execute(taken, (since,)):
            known = shares.get((document, annotator))
            if known is None or known.last < last:
                begun, finished = (known.begun, known.finished) if known else (False, False)
                shares[document, annotator] = DocumentProgress(document, annotator, begun, finished, last)
        return tuple(shares.values())

    def next_document(self, annotator: str, now: datetime) -> str | None:
        """The document an annotator is to label next under the plan; None where nothing is left, or there is no plan."""
        plan, sizes = self.plan(), self._sizes()
        shares = self._with_taken(self._decided_shares(sizes))
        return _next_document(plan, annotator, sizes, shares, abandoned_before(plan, now)) if plan else None

    def take_document(self, annotator: str, now: datetime) -> str | None:
        """`next_document`, which from now on counts as this annotator's: of several who ask at once none is given it instead.

        Raises StoreError. An annotator's role needs no more for it than to read, and to insert into assignments.
        """
        sizes = self._sizes()  # before others have to wait: only what two must not take at once is read while they do
        decided = self._decided_shares(sizes)

        def take() -> str | None:
            plan = self.plan()
            if plan is None:
                return None
            since = abandoned_before(plan, now)
            shares = self._with_taken(decided, since)
            document = _next_document(plan, annotator, sizes, shares, since)
            mine = {share.document for share in shares if share.annotator == annotator and share.last >= since}
            if document is not None and document not in mine:
                self._insert("assignments", ASSIGNMENT, storable("an assignment", (document, annotator, stamp(now))))
            return document

        return self._db.transact(take, _ASSIGN)

    def copy_to(self, target: Store) -> Copied:
        """Bring all that is here into `target`: every document, segmentation, revision and plan, byte by byte, all or nothing.

        What is there already is skipped, so it may be repeated. Raises StoreError if there is anything in `target` that is not
        here, or if the two, read again and compared, are not the same in the end.
        """
        from annotate.store.copying import copy  # with hashlib, 4 ms

        return copy(self._db, target._db)

    def check_integrity(self, *, unread: bool = False) -> Iterator[Problem]:
        """What the database says of itself; else unreadable or misfitting segmentations, unreadable or stray revisions.

        With `unread`, only what `batch` does not give, for those who look at the rest: what is superseded or of no document.
        """
        if damage := self._db.damage():  # then what is read means little, and reading may fail
            yield from (self._problem("store-damaged", message) for message in damage)
            return
        if not unread:
            yield from self._misfits()
        known = {entry.id for entry in self.documents()}
        for layer in _TABLES:
            yield from self._unreadable(layer, known, f"AND ({_SUPERSEDED})" if unread and layer == ANNOTATION else "")

    def _misfits(self) -> Iterator[Problem]:
        """The segmentations that cannot be read, or do not fit their text."""
        for entry in self.documents():
            try:
                found = tuple(segmentation_errors(self.document(entry.id)))
            except StoreError as error:
                found = (str(error),)
            for message in found:
                yield self._problem("segmentation-misfit", message, document=entry.id)

    def _unreadable(self, layer: str, known: Collection[str], among: str) -> Iterator[Problem]:
        """The revisions of a layer that are of none of the `known` documents, or cannot be read."""
        for id in self._revised(None, layer):
            if id not in known:
                yield self._problem("document-unknown", f"there are revisions of {id}, but no such document", document=id)
            for row in self._db.execute(f"SELECT {REVISION} FROM {_TABLES[layer]} AS r WHERE document = ? {among}", (id,)):
                try:
                    self._revision(row, layer)
                except StoreError as error:
                    yield self._problem("revision-unreadable", str(error), document=id, sentence=row[2])

    def _problem(self, code: str, message: str, document: str = "", sentence: str = "") -> Problem:
        remedy = f"keep a copy of {self.where}, then take the store from a backup or `annotate load` the last dump into a new one"
        return Problem(code, message, remedy, where=self.where, document=document, sentence=sentence)


def _next_document(
    plan: Plan, annotator: str, sizes: Mapping[str, int], shares: Iterable[DocumentProgress], since: str
) -> str | None:
    """What an annotator is to label next; a document without sentences is finished."""
    empty = (DocumentProgress(document, annotator, False, True, "") for document, sentences in sizes.items() if not sentences)
    return next_document(plan, annotator, list(sizes), [*shares, *empty], since)


def abandoned_before(plan: Plan, now: datetime) -> str:
    """The time, as it is stored, since which somebody must have done something to keep a document."""
    return stamp(now - timedelta(hours=plan.abandoned_after))


def _turn(revision: Revision) -> tuple[str, str]:
    """Whose decisions wait for each other."""
    return revision.document, ADJUDICATOR if revision.layer == ADJUDICATION else revision.annotator


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


def _numbered(annotation: str) -> str:
    """An annotation's JSON with its sources numbered in their order: each annotator numbers them for themselves. Parsing it to
    see that two say the same takes ten times as long."""
    numbers: dict[str, str] = {}
    return _SOURCE_ID.sub(lambda found: f'{found[1]}"s{numbers.setdefault(found[2], str(len(numbers)))}"', annotation)


def _ranges(rows: Iterable[Row], most: int) -> Iterator[Part]:
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
