"""Articles: a text that never changes once stored, its blocks, its sentences, and edits of that segmentation.

All offsets are Unicode code points into `Document.text`, half-open: ``document.text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotate.model.ids import sentence_id

ANNOTATED_KINDS = frozenset({"headline", "caption", "paragraph", "quote", "list"})
DIM_KINDS = frozenset({"kicker", "byline", "dateline", "credit"})
FOLDED_KINDS = frozenset({"ui", "duplicate"})
BLOCK_KINDS = ANNOTATED_KINDS | DIM_KINDS | FOLDED_KINDS


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, and the text itself, so that the offsets can be checked by slicing.

    The pair of a TextPositionSelector and a TextQuoteSelector in the W3C Web Annotation Data Model.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with one role. `kind` is one of `BLOCK_KINDS`; `rule` names what decided it."""

    kind: str
    start: int
    end: int
    rule: str = ""

    @property
    def annotated(self) -> bool:
        return self.kind in ANNOTATED_KINDS


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an annotated block. `id` is ``<document>:<start>``, `block` an index into `Document.blocks`."""

    id: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `sha256` is that of the raw bytes it was read from; `text` is what all offsets point into.

    `path` is where it came from, relative to the project where it lies inside it; a row of a table is ``file.csv#3``.
    Metadata that is not known is None. Sentences are in order and never overlap.
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

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`. Raises ValueError where that is no stretch of this text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}..{end} is no stretch of a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def matches(self, span: Span) -> bool:
        """Whether the span's offsets give the span's text here."""
        return 0 <= span.start < span.end <= len(self.text) and self.text[span.start : span.end] == span.text

    def renamed(self, id: str) -> Document:
        """The same document under another id, its sentences' ids with it."""
        sentences = tuple(replace(sentence, id=sentence_id(id, sentence.start)) for sentence in self.sentences)
        return replace(self, id=id, sentences=sentences)


@dataclass(frozen=True, slots=True)
class Split:
    """A correction: the sentence with this id becomes two, the second from `offset` (into the text)."""

    sentence: str
    offset: int


@dataclass(frozen=True, slots=True)
class Merge:
    """A correction: the sentence with this id and the next become one."""

    sentence: str


@dataclass(frozen=True, slots=True)
class SetBlockKind:
    """A correction: a block (an index into `Document.blocks`) has another kind."""

    block: int
    kind: str


SegmentationEdit = Split | Merge | SetBlockKind
