"""The input of a check: a revision with its document and scheme, and the names of its parts in messages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from annotate.checks.phrases import revision_suffix
from annotate.model import Annotation, Claim, Document, Problem, Revision, Sentence, Span
from annotate.schema import Schema
from annotate.text.quotations import Quotation, find_quotations

_DOCUMENTS = 4096  # cached at a time: 40 MB if each is 10 kB; records mostly come document by document
EMPTY = Annotation()

Lookup = Callable[[str], Document | None]
"""A function that returns the document with an id, or None."""


@dataclass(frozen=True)
class DocumentIndex:
    """A document, with indexes of what checks look up in it again and again."""

    document: Document

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        """The sentences by their ids."""
        return {sentence.id: sentence for sentence in self.document.sentences}

    @cached_property
    def words(self) -> dict[str, int]:
        """The number of space-separated words of each sentence, by its id."""
        text = self.document.text
        return {sentence.id: len(text[sentence.start : sentence.end].split()) for sentence in self.document.sentences}

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The document's quotations, in the order of the text."""
        return find_quotations(self.document)

    def in_quotes(self, span: Span) -> bool:
        """Return whether a span overlaps a quotation, its quotation marks included."""
        place = bisect_left(self.quotations, span.end, key=lambda quotation: quotation.start)
        return place > 0 and self.quotations[place - 1].end > span.start


def cached_index(lookup: Lookup) -> Callable[[str], DocumentIndex | None]:
    """Return a function that indexes the documents of `lookup`, each once."""

    @lru_cache(_DOCUMENTS)
    def index(id: str) -> DocumentIndex | None:
        document = lookup(id)
        return None if document is None else DocumentIndex(document)

    return index


class CheckContext:
    """One revision to check: its annotation, its document where that is known, and the scheme.

    `annotation` is empty where the revision's is None; `sentence` is None where the document or the sentence in it is unknown.
    `spans` are all spans of the annotation. `origin` names the file or store that the revision comes from.

    Once `collect` was called, `claims` are its claims by id, `starts` the offsets at which they start, and `sources` the ids of
    its sources; `stanced` and `speakers` are the ids of the claims and sources that its stances refer to, `pairs` are both.

    Every revision is run past every check, and nearly all are fine. So what several checks look at is computed once, here, in
    plain loops over local names: a check then mostly compares two sets. Only the newest revisions of one document and annotator
    at a time have these sets, which take more memory than the rest.
    """

    __slots__ = (
        *("revision", "annotation", "index", "sentence", "schema", "origin", "spans"),
        *("claims", "starts", "sources", "stanced", "speakers", "pairs"),
    )

    def __init__(self, revision: Revision, index: DocumentIndex | None, schema: Schema, origin: str) -> None:
        """Look up the sentence of a revision, and list its spans."""
        self.revision = revision
        self.index = index
        self.schema = schema
        self.origin = origin
        self.sentence: Sentence | None = None if index is None else index.sentences.get(revision.sentence)
        self.annotation = annotation = revision.annotation or EMPTY
        spans: list[Span] = []
        self.spans = spans
        for claim in annotation.claims:
            spans += claim.spans
        for source in annotation.sources:
            if source.mention is not None:
                spans.append(source.mention)
        for stance in annotation.stances:
            if stance.cue is not None:
                spans.append(stance.cue)
        for link in annotation.links:
            spans += link.target

    def collect(self) -> None:
        """Collect the ids that the annotation defines and refers to."""
        annotation = self.annotation
        claims: dict[str, Claim] = {}
        starts: set[int] = set()
        sources: set[str] = set()
        stanced: set[str] = set()
        speakers: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for claim in annotation.claims:
            claims[claim.id] = claim
            if claim.spans:
                starts.add(claim.spans[0].start)
        for source in annotation.sources:
            sources.add(source.id)
        for stance in annotation.stances:
            stanced.add(claimed := stance.claim)
            speakers.add(speaker := stance.source)
            pairs.add((claimed, speaker))
        self.claims, self.starts, self.sources = claims, starts, sources
        self.stanced, self.speakers, self.pairs = stanced, speakers, pairs

    @property
    def finished(self) -> bool:
        """True once the sentence has its label; an open one may still get what it lacks."""
        return self.annotation.label is not None

    @property
    def sentence_name(self) -> str:
        """The id of the sentence with its number, as far as that is known."""
        id = self.revision.sentence
        return id if self.index is None else self.index.document.numbered(id)

    def problem(self, code: str, message: str, remedy: str, path: str, span: Span | None = None) -> Problem:
        """Return a problem of this revision, at a JSON path of its record."""
        revision = self.revision
        return Problem(
            code,
            message + revision_suffix(revision.annotator, revision.created),
            remedy,
            self.origin,
            path,
            revision.document,
            revision.sentence,
            None if span is None else (span.start, span.end),
        )


Check = Callable[[CheckContext], Iterable[Problem]]
"""A check of one revision. It returns ``()`` at once where nothing can be wrong."""


def spans_of(annotation: Annotation) -> Iterator[tuple[str, int, int, Span]]:
    """Yield every span with its place, as `name_span` takes it.

    That is ``claims``, ``sources``, ``stances`` or ``links``, the index of the item, and the index of the piece.
    """
    for index, claim in enumerate(annotation.claims):
        for piece, span in enumerate(claim.spans):
            yield "claims", index, piece, span
    for index, source in enumerate(annotation.sources):
        if source.mention is not None:
            yield "sources", index, 0, source.mention
    for index, stance in enumerate(annotation.stances):
        if stance.cue is not None:
            yield "stances", index, 0, stance.cue
    for index, link in enumerate(annotation.links):
        for piece, span in enumerate(link.target):
            yield "links", index, piece, span


def name_span(annotation: Annotation, kind: str, index: int, piece: int) -> tuple[str, str]:
    """Return the name of a span in messages, and its JSON path; the arguments are those that `spans_of` yields."""
    if kind == "claims":
        claim = annotation.claims[index]
        name = f"claim {claim.id}" if len(claim.spans) == 1 else f"claim {claim.id}, piece {piece + 1}"
        return name, path_to("claims", index, f"spans[{piece}]")
    if kind == "sources":
        return f"mention of {annotation.sources[index].id}", path_to("sources", index, "mention")
    if kind == "links":
        return f"target of the link of {annotation.links[index].claim}", path_to("links", index, f"target[{piece}]")
    stance = annotation.stances[index]
    return f"cue of {stance.source} on {stance.claim}", path_to("stances", index, "cue")


def path_to(items: str, index: int, rest: str = "") -> str:
    """Return the JSON path of a claim, source, stance or link, or of a property of it."""
    return f"$.annotation.{items}[{index}]{'.' if rest else ''}{rest}"
