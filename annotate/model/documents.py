"""Articles: a text that never changes once stored, its blocks, its sentences, and edits of that segmentation.

All offsets are Unicode code points into `Document.text`, half-open: ``document.text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import Literal, get_args

from annotate.model.ids import numbered_sentence, sentence_id, split_sentence_id

AnnotatedKind = Literal["headline", "caption", "paragraph", "quote", "list"]
"""The kind of a block whose sentences are annotated."""

DimKind = Literal["kicker", "byline", "dateline", "credit"]
"""The kind of a block that is shown as context and not annotated."""

FoldedKind = Literal["ui", "duplicate"]
"""The kind of a block that is hidden unless it is asked for."""

BlockKind = AnnotatedKind | DimKind | FoldedKind
"""The role of a block in its article."""

ANNOTATED_KINDS: frozenset[BlockKind] = frozenset(get_args(AnnotatedKind))
DIM_KINDS: frozenset[BlockKind] = frozenset(get_args(DimKind))
FOLDED_KINDS: frozenset[BlockKind] = frozenset(get_args(FoldedKind))
BLOCK_KINDS = ANNOTATED_KINDS | DIM_KINDS | FOLDED_KINDS


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, with the text itself, so that the offsets can be checked by slicing.

    The pair of a TextPositionSelector and a TextQuoteSelector in the W3C Web Annotation Data Model.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with one role; `rule` names the rule that decided it, for people."""

    kind: BlockKind
    start: int
    end: int
    rule: str = ""

    @property
    def annotated(self) -> bool:
        """True if the sentences of this block are annotated."""
        return self.kind in ANNOTATED_KINDS


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an annotated block. `id` is ``<document>:<start>``, `block` an index into `Document.blocks`."""

    id: str
    block: int
    start: int
    end: int


def text_sha256(text: str) -> str:
    """Return the hash, in hexadecimal, by which texts are known to be the same: that of the text in UTF-8.

    It does not depend on the bytes that the text was read from: their encoding, a byte order mark, their line ends.
    """
    from hashlib import sha256  # 4 ms: `--help` does not need it

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def outlet(url: str | None) -> str:
    """Return the host of an article's URL, without ``www.``; empty if there is none.

    >>> outlet("https://www.example.org/news/1"), outlet(None), outlet("http://[")
    ('example.org', '', '')
    """
    from urllib.parse import urlsplit  # 3 ms: `--help` does not need it

    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # not a URL
        return ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article. It is known by its text: documents with the same text are the same article, whatever their raw bytes.

    id: unique in its store.
    path: where it came from, relative to the project if it lies inside; a row of a table is ``file.csv#3``.
    sha256: the hash, in hexadecimal, of the raw bytes it was read from.
    text: the text that all offsets point into.
    blocks: in order, without overlap.
    sentences: in order, without overlap.
    title, byline, published, url, language: metadata, None if not known.
    former_sha256: the hashes of the raw bytes of texts that this one replaced, on which older decisions were made.
    """

    id: str
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    former_sha256: tuple[str, ...] = ()

    @property
    def outlet(self) -> str:
        """The host of the article's address; empty if it is not known."""
        return outlet(self.url)

    @property
    def text_sha256(self) -> str:
        """The hash of the text, by which records of other projects find it; see `text_sha256`."""
        return text_sha256(self.text)

    def is_same_article(self, other: Document) -> bool:
        """Return True if another document has the same text, title, byline, date and address, whatever its id and raw bytes."""
        names = ("text", "title", "byline", "published", "url")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def sentence(self, id: str) -> Sentence | None:
        """Return the sentence with this id, None if there is none."""
        number = self.number(id)
        return None if number is None else self.sentences[number - 1]

    def number(self, id: str) -> int | None:
        """Return the number, from 1, of the sentence with this id, None if there is none."""
        start = split_sentence_id(id)[1]
        if not start.isdecimal() or id != sentence_id(self.id, offset := int(start[:18])):
            return None
        place = bisect_left(self.sentences, offset, key=lambda sentence: sentence.start)
        return place + 1 if place < len(self.sentences) and self.sentences[place].start == offset else None

    def index_at(self, offset: int) -> int:
        """Return the index of the sentence at an offset (a code point), or of the last one before it; 0 if none is before it."""
        return max(bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1, 0)

    def numbered(self, id: str) -> str:
        """Return the id of a sentence with its number, as messages name it."""
        return numbered_sentence(id, self.number(id))

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end`. Raises ValueError if it is empty or not inside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}..{end} is not a span of a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def matches(self, span: Span) -> bool:
        """Return True if the span's offsets give the span's text in this document."""
        return 0 <= span.start < span.end <= len(self.text) and self.text[span.start : span.end] == span.text

    def renamed(self, id: str) -> Document:
        """Return the same document under another id, with sentence ids to match."""
        sentences = tuple(replace(sentence, id=sentence_id(id, sentence.start)) for sentence in self.sentences)
        return replace(self, id=id, sentences=sentences)


@dataclass(frozen=True, slots=True)
class Split:
    """An edit: the sentence with this id becomes two, the second from `offset` (a code point of the document's text)."""

    sentence: str
    offset: int


@dataclass(frozen=True, slots=True)
class Merge:
    """An edit: the sentence with this id and the next one become one."""

    sentence: str


@dataclass(frozen=True, slots=True)
class SetBlockKind:
    """An edit: a block (an index into `Document.blocks`) gets another kind, as typed: it is checked when it is applied."""

    block: int
    kind: str


@dataclass(frozen=True, slots=True)
class Undo:
    """An edit: take back the correction that was made at the time `created`; see `annotate.model.versions`."""

    created: str


@dataclass(frozen=True, slots=True)
class Redo:
    """An edit: make the correction again that was made at the time `created` and undone since."""

    created: str


SegmentationEdit = Split | Merge | SetBlockKind | Undo | Redo
"""A correction of a document by hand."""
