"""Between values and rows: what a database can keep byte by byte, and what must be refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any, NamedTuple

from annotate.errors import StoreError
from annotate.model import Annotation, Block, Document, Revision, annotation_to_json
from annotate.model.ids import sentence_id, split_sentence_id

_CREATED = re.compile(r"(?!9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)  # `after` must find a later one
_START = re.compile("0|[1-9][0-9]{0,9}")
_NUL = re.compile(r"\x00|(?<!\\)(?:\\\\)*\\u0000")  # as it is, and as JSON writes it
encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

_NO_BLOCK = Block("ui", 0, 0)  # contains nothing
Row = tuple[Any, ...]

DOCUMENT = "id, path, sha256, text, title, byline, published, url, language"
DOCUMENT_ROW = f"{DOCUMENT}, blocks, sentences"
SEGMENTATION = "document, revision, author, created, sentence_count, blocks, sentences"
REVISION = (
    "document, sha256, sentence, annotator, created, action, seconds, key_count, schema_version, tool_version, "
    "annotation, origins, start_offset"
)
DECISION_ROW = (
    "document, sha256, sentence, annotator, created, action, seconds, key_count, schema_version, tool_version, "
    "annotation, origins"
)
REVISION_ROW = f"{REVISION}, label, flag"
PLAN = "number, author, created, settings"
ASSIGNMENT = "document, annotator, created"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A stored document without its text; `sentence_count` is the number of its sentences."""

    id: str
    path: str
    sha256: str
    title: str | None
    sentence_count: int


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


class Contested(NamedTuple):
    """A sentence that several annotators finished, not all with the same words: what each of them decided, by their names."""

    document: str
    sentence: str
    decisions: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """How much a store holds that was copied."""

    documents: int
    segmentations: int
    revisions: int
    adjudications: int
    plans: int
    assignments: int


def after(created: str | None, now: datetime) -> str:
    """The `created` of a decision made at `now` (with its time zone) after one of `created`: later by at least a microsecond.

    A clock that stands still or was put back does not change the order of decisions.
    """
    moment = stamp(now)
    if created is None or moment > created:
        return moment
    return stamp(datetime.fromisoformat(created) + timedelta(microseconds=1))


def stamp(moment: datetime) -> str:
    """A time as it is stored: UTC, ISO 8601, microseconds, ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def document_row(document: Document) -> Row:
    """What is stored of a document, but for its segmentation. Raises StoreError for what cannot be stored."""
    d = document
    row = (d.id, d.path, d.sha256, d.text, d.title, d.byline, d.published, d.url, d.language)
    return storable(f"document {d.id}", row)


def revision_row(revision: Revision) -> Row:
    """The row of `REVISION_ROW`. Raises StoreError for what cannot be stored, or not be found or sorted again."""
    r, what = revision, f"a revision of {revision.sentence} by {revision.annotator}"
    start = split_sentence_id(r.sentence)[1]
    if not _START.fullmatch(start) or r.sentence != sentence_id(r.document, int(start)):
        raise StoreError(f"{what} is of no sentence of {r.document}; the id must be {r.document}: and where the sentence starts")
    if not _is_time(r.created):
        raise StoreError(f"{what} is of {r.created!r}, which is no time such as 2026-11-22T16:12:54.123456Z")
    try:
        annotation = None if r.annotation is None else encode(annotation_to_json(r.annotation))
    except ValueError as error:  # NaN or infinity
        raise StoreError(f"{what} cannot be stored: {error}") from error
    if not isfinite(r.seconds):
        raise StoreError(f"{what} took {r.seconds} seconds, which is no time; take it out of the file")
    label, flag = (r.annotation.label, r.annotation.flag) if r.annotation else (None, None)
    # Of -0.0 one database keeps the sign, the other does not; adding 0.0 takes it off.
    head = (r.document, r.sha256, r.sentence, r.annotator, r.created, r.action, r.seconds + 0.0, r.keys, r.schema, r.tool)
    return storable(what, (*head, annotation, encode([asdict(origin) for origin in r.origins]), int(start), label, flag))


def _is_time(created: str) -> bool:
    """Whether `created` is a time in the one format that sorts as text."""
    with suppress(ValueError):
        return bool(_CREATED.fullmatch(created) and datetime.fromisoformat(created))
    return False


def storable(what: str, row: Row) -> Row:
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


def segmentation_errors(document: Document) -> Iterator[str]:
    """What does not lie where it should: blocks in the text, sentences in their blocks, each after the one before."""
    end = 0
    for number, block in enumerate(document.blocks):
        if not end <= block.start < block.end <= len(document.text):
            yield f"block {number} ({block.start}..{block.end}) does not lie in the text after the block before"
        end = max(end, block.end)
    end = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block] if 0 <= sentence.block < len(document.blocks) else _NO_BLOCK
        if not max(end, block.start) <= sentence.start < sentence.end <= block.end:
            yield f"sentence {sentence.id} ({sentence.start}..{sentence.end}) does not lie in its block after the sentence before"
        if sentence.id != sentence_id(document.id, sentence.start):
            yield f"sentence {sentence.id} starts at {sentence.start}, which its id should say"
        end = max(end, sentence.end)
