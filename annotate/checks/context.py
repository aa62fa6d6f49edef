"""What a check looks at: a revision with its document and scheme, and how its parts are called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from annotate.checks.phrases import by
from annotate.model import Annotation, Document, Problem, Revision, Sentence, Span
from annotate.schema import Schema
from annotate.text.quotations import Quotation, find_quotations

_DOCUMENTS = 4096  # kept at a time: of 10 kB each, 40 MB; records mostly come document by document
EMPTY = Annotation()

Lookup = Callable[[str], Document | None]
"""A document by its id; None where there is none."""


@dataclass(frozen=True)
class Known:
    """A document, with what is looked up in it again and again."""

    document: Document

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self.document.sentences}

    @cached_property
    def bounds(self) -> dict[str, tuple[int, int]]:
        """Where each sentence starts and ends."""
        return {sentence.id: (sentence.start, sentence.end) for sentence in self.document.sentences}

    @cached_property
    def words(self) -> dict[str, int]:
        """How many words, parted by spaces, each sentence has."""
        text = self.document.text
        return {sentence.id: len(text[sentence.start : sentence.end].split()) for sentence in self.document.sentences}

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return find_quotations(self.document)

    def in_quotes(self, span: Span) -> bool:
        """Whether a span shares text with a quotation, its marks included."""
        place = bisect_left(self.quotations, span.end, key=lambda quotation: quotation.start)
        return place > 0 and self.quotations[place - 1].end > span.start


def remembered(document: Lookup) -> Callable[[str], Known | None]:
    """A lookup that keeps what it has found."""

    @lru_cache(_DOCUMENTS)
    def known(id: str) -> Known | None:
        found = document(id)
        return None if found is None else Known(found)

    return known


@dataclass(slots=True)  # not frozen: one is made for each revision, and freezing costs 1 us
class CheckContext:
    """One revision to check: its annotation (an empty one where it is None), its document where known, and the scheme."""

    revision: Revision
    annotation: Annotation
    known: Known | None
    schema: Schema
    where: str

    @property
    def sentence(self) -> Sentence | None:
        return self.known.sentences.get(self.revision.sentence) if self.known else None

    def problem(self, code: str, message: str, remedy: str, path: str, span: Span | None = None) -> Problem:
        revision = self.revision
        return Problem(
            code,
            message + by(revision.annotator, revision.created),
            remedy,
            self.where,
            path,
            revision.document,
            revision.sentence,
            None if span is None else (span.start, span.end),
        )


def spans_of(annotation: Annotation) -> Iterator[tuple[str, int, int, Span]]:
    """Every span: claims, sources or stances, the index of its item, the index of the piece. Names are made when needed."""
    for index, claim in enumerate(annotation.claims):
        for piece, span in enumerate(claim.spans):
            yield "claims", index, piece, span
    for index, source in enumerate(annotation.sources):
        if source.mention is not None:
            yield "sources", index, 0, source.mention
    for index, stance in enumerate(annotation.stances):
        if stance.cue is not None:
            yield "stances", index, 0, stance.cue


def called(annotation: Annotation, kind: str, index: int, piece: int) -> tuple[str, str]:
    """What a person calls a span of `spans_of`, and its JSON path."""
    if kind == "claims":
        claim = annotation.claims[index]
        name = f"claim {claim.id}" if len(claim.spans) == 1 else f"claim {claim.id}, piece {piece + 1}"
        return name, path_to("claims", index, f"spans[{piece}]")
    if kind == "sources":
        return f"mention of {annotation.sources[index].id}", path_to("sources", index, "mention")
    stance = annotation.stances[index]
    return f"cue of {stance.source} on {stance.claim}", path_to("stances", index, "cue")


def path_to(items: str, index: int, rest: str = "") -> str:
    return f"$.annotation.{items}[{index}]{'.' if rest else ''}{rest}"
