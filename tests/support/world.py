"""A small world to export: articles in several scripts, labelled by one annotator or more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotate.dataset import Export, ExportOptions, export
from annotate.model import (
    AUTHOR,
    Annotation,
    Claim,
    Document,
    Origin,
    Revision,
    Sentence,
    Source,
    Stance,
    annotation_to_json,
)
from annotate.schema import Schema
from annotate.store.records import Batch, DecisionRow, DocumentRow
from support.builders import make_document, make_revision

SENTENCES = (
    "Bridge closed after flood, mayor says.",
    "The family 👩‍👩‍👧‍👦 left the cafe\u0301 before noon, the owner said.",
    "قال رئيس البلدية إن الجسر سيفتح في مايو.",
    "市长说大桥将于五月重新开放。",
    "Rents rose by 4 percent | and `wages` did not, a <b>report</b> says.",
    "Nobody knows why.",
)
TOOL = "0.1.0"


def document_row(d: Document) -> DocumentRow:
    blocks, sentences = ([asdict(part) for part in parts] for parts in (d.blocks, d.sentences))
    metadata = (d.title, d.byline, d.published, d.url, d.language)
    return DocumentRow(d.id, d.path, d.sha256, d.text, *metadata, json.dumps(blocks), json.dumps(sentences))


def decision_row(r: Revision) -> DecisionRow:
    assert r.annotation is not None
    annotation = json.dumps(annotation_to_json(r.annotation), ensure_ascii=False)
    origins = json.dumps([asdict(origin) for origin in r.origins])
    head = (r.document, r.sha256, r.sentence, r.annotator, r.created, r.action, r.seconds, r.keys, r.schema, r.tool)
    return DecisionRow(*head, annotation, origins, r.layer)


class World:
    """Builders of documents, annotations, batches and exports."""

    sentences = SENTENCES
    tool = TOOL

    @staticmethod
    def document(id: str, sentences: Iterable[str] = SENTENCES, **metadata: Any) -> Document:
        """Return a document of a headline and one paragraph with the other sentences."""
        sentences = tuple(sentences)
        given = {"title": sentences[0], "byline": "Ada Brandt", "language": "en", "url": f"https://example.org/{id}", **metadata}
        return make_document(id, sentences, **given)

    @staticmethod
    def annotation(document: Document, sentence: Sentence, **attributes: Any) -> Annotation:
        """Return a claim in two spans, asserted by a source and reported by the author."""
        start, end = sentence.start, sentence.end
        middle = (start + end) // 2
        mention = document.span(end - 3, end - 1)
        pieces = (document.span(start, middle - 1), document.span(middle, end - 1))
        claim = {"type": "event", "verifiability": "verifiable", "normalized": document.text[start:end], **attributes}
        return Annotation(
            "claim",
            (Claim("c1", pieces, claim),),
            (
                Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"}),
                Source("s1", mention.text, mention, {"type": "person", "naming": "named", "plural": False}),
            ),
            (
                Stance("c1", AUTHOR, "neutral"),
                Stance("c1", "s1", "support", document.span(start, start + 1), {"quote": "indirect"}),
            ),
            note=f"see {document.text[start:end]}",
        )

    @staticmethod
    def revision(document: Document, sentence: int, annotation: Annotation | None, annotator: str = "zoe") -> Revision:
        origins = (Origin("c1", "edited", "quote/1"),) if annotation and annotation.claims else ()
        effort = {"created": "2026-11-20T10:30:00.123456Z", "seconds": 12.5, "keys": 9, "tool": "0.0.9"}
        return make_revision(document, sentence, annotation, annotator, origins=origins, **effort)

    @classmethod
    def labelled(cls, document: Document, annotator: str = "zoe") -> list[Revision]:
        """Return a claim in every sentence but the last two: one has no claim, one is skipped."""
        claims = [cls.annotation(document, sentence) for sentence in document.sentences[:-2]]
        skip = Annotation("skip", attributes={"reason": "later"})
        found = enumerate([*claims, Annotation("no_claim"), skip])
        return [cls.revision(document, index, annotation, annotator) for index, annotation in found]

    @classmethod
    def corpus(cls, size: int, **metadata: Any) -> tuple[list[Document], list[Revision]]:
        """Return this many documents, labelled by one annotator."""
        documents = [cls.document(f"doc{number:04d}", **metadata) for number in range(size)]
        return documents, [revision for document in documents for revision in cls.labelled(document)]

    @staticmethod
    def rows(documents: Iterable[Document], revisions: Iterable[Revision]) -> tuple[list[DocumentRow], list[DecisionRow]]:
        """Return articles and decisions as rows of a store."""
        return [document_row(document) for document in documents], [
            decision_row(revision) for revision in revisions if revision.annotation is not None
        ]

    @classmethod
    def batches(cls, documents: Iterable[Document], revisions: Iterable[Revision], size: int = 7) -> Iterator[Batch]:
        """Yield articles with their decisions, `size` at a time."""
        found, known = cls.rows(documents, revisions)
        for start in range(0, len(found), size):
            ids = {document.id for document in found[start : start + size]}
            yield found[start : start + size], [decision for decision in known if decision.document in ids]

    @classmethod
    def export(cls, target: Path, documents: Any, revisions: Any, schema: Schema, /, **options: Any) -> Export:
        """Export, with the state beside the target. Options that are not the user's are passed to `export`."""
        others = {
            name: options.pop(name)
            for name in ("near_duplicates", "agreement", "description", "people", "size", "jobs", "read", "on_suspicion", "layer")
            if name in options
        }
        batches = list(cls.batches(documents, revisions, others.pop("size", 7)))
        state = target.parent / "state"
        return export(target, batches, schema, ExportOptions(**options), state_folder=state, tool=TOOL, **others)

    @staticmethod
    def load(folder: Path, config: str, cache: Path) -> Any:
        """Load a config as its users do, with an empty cache."""
        import datasets

        datasets.disable_progress_bars()
        return datasets.load_dataset(str(folder), config, cache_dir=str(cache))

    @staticmethod
    def bytes_of(folder: Path) -> dict[str, bytes]:
        """Return the bytes of every file in a folder, by its path there."""
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
