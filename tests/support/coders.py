"""A small world of annotators: documents, and what each of them decided, written in few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotate.model import AUTHOR, Annotation, Claim, ClaimLink, Document, Origin, Revision, Source, Span, Stance, exposed
from support.builders import make_document, make_revision
from support.oracle_readings import Reading, read

SENTENCES = (
    "Bridge closed after flood, mayor says.",
    "The mayor denied that the flood had cost jobs and that rents rose.",
    "市长说大桥将于五月重新开放。",
    "Nobody knows why.",
)
EVENT = {"type": "event", "verifiability": "verifiable"}


class Coders:
    """Builders of documents, annotations and revisions."""

    sentences = SENTENCES

    @staticmethod
    def document(id: str = "doc", sentences: Iterable[str] = SENTENCES) -> Document:
        """Return a document of a headline and one paragraph."""
        return make_document(id, sentences)

    @staticmethod
    def span(document: Document, text: str) -> Span:
        start = document.text.index(text)
        return document.span(start, start + len(text))

    @classmethod
    def claim(
        cls, document: Document, texts: str | Sequence[str], voices: Mapping[str, str] | None = None, **answers: Any
    ) -> Annotation:
        """One claim with the stance of each voice: a name that stands in the text, or "author"."""
        pieces = [texts] if isinstance(texts, str) else texts
        claim = Claim("c1", tuple(cls.span(document, piece) for piece in pieces), {**EVENT, **answers})
        sources, stances = [], []
        for number, (name, label) in enumerate((voices or {"author": "support"}).items(), 1):
            id = AUTHOR if name == "author" else f"s{number}"
            stances.append(Stance("c1", id, label))
            if id != AUTHOR:
                sources.append(Source(id, name, cls.span(document, name), {"type": "person", "naming": "named"}))
        return Annotation("claim", (claim,), tuple(sources), tuple(stances))

    @classmethod
    def linked(cls, document: Document, annotation: Annotation, *links: tuple[str, str]) -> Annotation:
        """The same annotation with links from its first claim: the text of each target, and the relation."""
        return replace(annotation, links=tuple(ClaimLink("c1", (cls.span(document, text),), label) for text, label in links))

    @staticmethod
    def both(*annotations: Annotation) -> Annotation:
        """Several claims in one sentence, ids made anew."""
        claims, sources, stances = [], [], []
        for number, one in enumerate(annotations, 1):
            renamed = {source.id: f"s{number}{source.id[1:]}" for source in one.sources}
            claims += [replace(claim, id=f"c{number}") for claim in one.claims]
            sources += [replace(source, id=renamed[source.id]) for source in one.sources]
            stances += [replace(s, claim=f"c{number}", source=renamed.get(s.source, s.source)) for s in one.stances]
        return Annotation("claim", tuple(claims), tuple(sources), tuple(stances))

    @staticmethod
    def revision(document: Document, sentence: int, annotator: str, annotation: Annotation | None, **other: Any) -> Revision:
        given = {"created": "2026-11-20T10:30:00.000000Z", "how": "manual", "action": "edit", **other}
        origins = exposed((Origin("c1", given.pop("how"), "quote/1"),), given.pop("seen", None))
        return make_revision(document, sentence, annotation, annotator, seconds=12.5, keys=9, origins=origins, **given)

    @classmethod
    def reading(cls, document: Document, annotator: str, *annotations: Annotation | None) -> Reading:
        """What an annotator decided, sentence by sentence; None is unseen."""
        seen = [(index, one) for index, one in enumerate(annotations) if one]
        return read(document, annotator, [cls.revision(document, index, annotator, one) for index, one in seen])
