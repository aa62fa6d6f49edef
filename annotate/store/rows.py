"""Rows of the database, the values that are made of them, and the texts that databases cannot store."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any, NamedTuple

from annotate.errors import StoreError
from annotate.model import Annotation, Document, Revision, RevisionAction, annotation_to_json
from annotate.model.ids import sentence_id, split_sentence_id
from annotate.model.links import ClaimRef, Draw, Link
from annotate.model.revisions import is_timestamp
from annotate.store.records import DocumentRow

_START = re.compile("0|[1-9][0-9]{0,9}")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON escapes it

encode_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
"""The one encoder of JSON columns, so that equal values give equal text."""

SqlRow = tuple[Any, ...]
"""A row as a database driver returns or takes it."""


class RevisionRow(NamedTuple):
    """A row of the tables `revisions` and `adjudications`, by the names of their columns."""

    document: str
    sha256: str
    sentence: str
    annotator: str
    created: str
    action: RevisionAction
    seconds: float
    key_count: int
    schema_version: str
    tool_version: str
    annotation: str | None
    origins: str
    start_offset: int
    end_offset: int | None
    label: str | None
    flag: str | None
    checksum: int | None


DOCUMENT_COLUMNS = "id, path, sha256, text, title, byline, published, url, language"
SEGMENTED_COLUMNS = ", ".join(DocumentRow._fields)
"""The columns of a document with those of its newest segmentation."""
SEGMENTATION_COLUMNS = "document, revision, author, created, action, about, raw_sha256, sentence_count, blocks, sentences"
FORMER_TEXT_COLUMNS = DOCUMENT_COLUMNS.replace("id,", "document,")
REVISION_COLUMNS = ", ".join(RevisionRow._fields)
"""All columns of a revision. `label` and `flag` repeat parts of `annotation`, for statements that need no JSON."""
STORED_REVISION_COLUMNS = REVISION_COLUMNS.removesuffix(", checksum")
"""The columns of which `checksum` is."""
PLAN_COLUMNS = "number, author, created, settings"
ASSIGNMENT_COLUMNS = "document, annotator, created, selection"
REMOVAL_COLUMNS = "number, author, created, removed"
LINK_COLUMNS = "document, other, first, second, annotator, created, action, relation, note, seconds, tool_version, claims, draw"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A stored document without its text; `sentence_count` is the number of its sentences."""

    id: str
    path: str
    sha256: str
    title: str | None
    sentence_count: int


class Size(NamedTuple):
    """The numbers of documents of a store, of those without sentences, and of sentences."""

    documents: int
    empty: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of revisions that one annotator saved in one document, and the time of the last."""

    document: str
    annotator: str
    revisions: int
    last: str


class Decided(NamedTuple):
    """The current decision of one annotator on a sentence, unless it was undone to unlabelled.

    document: the document's id.
    annotator: the annotator's name.
    start: the code point of the document's text at which the sentence starts.
    label: None while the sentence is open: begun, not finished.
    flag: None if there is none.
    seconds: the active seconds of all decisions on the sentence, including superseded ones.
    """

    document: str
    annotator: str
    start: int
    label: str | None
    flag: str | None
    seconds: float


class DecisionTime(NamedTuple):
    """When a decision was made, what it did, and the tool that recorded it: a version of annotate, or another program."""

    sentence: str
    created: str
    action: RevisionAction
    tool: str


class FinishedDecision(NamedTuple):
    """A finished decision, its annotation as JSON. Sorted, they are in the order of documents, sentences and annotators."""

    position: int
    start_offset: int
    document: str
    sentence: str
    annotator: str
    annotation: str


class Contested(NamedTuple):
    """A sentence that several annotators finished differently, with the decision of each, by their names."""

    document: str
    sentence: str
    decisions: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """The number of rows in each table of a store after a copy."""

    documents: int
    segmentations: int
    revisions: int
    adjudications: int
    plans: int
    assignments: int
    removals: int = 0
    former_texts: int = 0
    links: int = 0


def timestamp(moment: datetime) -> str:
    """Return a time (with its time zone) as it is stored: UTC, ISO 8601, microseconds, ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def timestamp_after(created: str | None, now: datetime) -> str:
    """Return the timestamp of `now`, or of the microsecond after `created` if that is later.

    Decisions keep their order even if the clock stands still or is set back.
    """
    moment = timestamp(now)
    if created is None or moment > created:
        return moment
    return timestamp(datetime.fromisoformat(created) + timedelta(microseconds=1))


def document_row(document: Document) -> SqlRow:
    """Return the values of `DOCUMENT_COLUMNS`. Raises StoreError if a database cannot store them."""
    d = document
    row = (d.id, d.path, d.sha256, d.text, d.title, d.byline, d.published, d.url, d.language)
    return check_storable(f"document {d.id}", row, with_json=False)


def revision_row(revision: Revision) -> SqlRow:
    """Return the values of `STORED_REVISION_COLUMNS`.

    Raises StoreError if a database cannot store them, or if the revision could not be found or sorted again.
    """
    r, name = revision, f"a revision of {revision.sentence} by {revision.annotator}"
    start = split_sentence_id(r.sentence)[1]
    if not _START.fullmatch(start) or r.sentence != sentence_id(r.document, int(start)):
        raise StoreError(
            f"{name} is not of a sentence of {r.document}; the id must be {r.document}: and the offset where the sentence starts"
        )
    if not is_timestamp(r.created):
        raise StoreError(f"{name} was created at {r.created!r}, which is not a time such as 2026-11-22T16:12:54.123456Z")
    try:
        annotation = None if r.annotation is None else encode_json(annotation_to_json(r.annotation))
    except ValueError as error:  # NaN or infinity
        raise StoreError(f"{name} cannot be stored: {error}") from error
    if not isfinite(r.seconds):
        raise StoreError(f"{name} took {r.seconds} seconds, which is not a duration; remove it from the file")
    label, flag = (r.annotation.label, r.annotation.flag) if r.annotation else (None, None)
    # SQLite keeps the sign of -0.0 and PostgreSQL does not; adding 0.0 removes it.
    head = (r.document, r.sha256, r.sentence, r.annotator, r.created, r.action, r.seconds + 0.0, r.keys, r.schema, r.tool)
    as_json = (annotation, encode_json([{"item": o.item, "how": o.how, "rule": o.rule} for o in r.origins]))
    tail = (int(start), r.end, label, flag)
    return (
        *check_storable(name, head, with_json=False),
        *check_storable(name, as_json),
        *check_storable(name, tail, with_json=False),
    )


def link_row(link: Link) -> SqlRow:
    """Return the values of `LINK_COLUMNS`.

    Raises StoreError if a database cannot store them, or if the link could not be found or sorted again.
    """
    name = f"a link of {link.annotator} between {link.first.key} and {link.second.key}"
    if not is_timestamp(link.created):
        raise StoreError(f"{name} was created at {link.created!r}, which is not a time such as 2026-11-22T16:12:54.123456Z")
    head = (link.first.document, link.second.document, *link.pair, link.annotator, link.created, link.action)
    decided = (link.relation, link.note, link.seconds + 0.0, link.tool)
    claims = encode_json([asdict(link.first), asdict(link.second)])
    draw = None if link.draw is None else encode_json(asdict(link.draw))
    return (*check_storable(name, (*head, *decided), with_json=False), *check_storable(name, (claims, draw)))


def link_of(row: SqlRow) -> Link:
    """Return the link in the values of `LINK_COLUMNS`. Raises ValueError, KeyError or TypeError if they are not those of one."""
    _, _, _, _, annotator, created, action, relation, note, seconds, tool, claims, draw = row
    first, second = (ClaimRef(**claim) for claim in json.loads(claims))
    return Link(
        first,
        second,
        annotator,
        created,
        action,
        relation,
        note,
        seconds,
        tool,
        None if draw is None else Draw(**json.loads(draw)),
    )


def check_storable(name: str, row: SqlRow, *, with_json: bool = True) -> SqlRow:
    r"""Return `row` if every database can store it byte by byte. Raises StoreError, calling it `name`, if not.

    With `with_json`, some values are JSON, and what they contain must be storable, too. Other text may contain ``\u0000``, which
    are six letters there.
    """
    for value in row:
        if isinstance(value, str):
            if "\x00" in value or (with_json and "\\u0000" in value and _NUL.search(value)):
                raise StoreError(f"{name} contains a NUL character, which databases refuse; remove it from the file")
            try:
                value.encode()
            except UnicodeEncodeError as error:
                code = f"U+{ord(value[error.start]):04X}"
                raise StoreError(f"{name} contains an unpaired surrogate ({code}); remove it from the file") from None
    return row
