"""Builders of documents and revisions, for the tests of every package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from annotate.model import Annotation, Block, Document, Origin, Revision, Sentence, Version


def at_second(second: int) -> str:
    """Return a time as it is stored, this many seconds into a day."""
    return f"2026-01-01T00:{second // 60:02}:{second % 60:02}.000000Z"


def make_document(id: str, sentences: Iterable[str], *, path: str | None = None, **metadata: Any) -> Document:
    """Return a document whose first sentence is the headline and whose other sentences are one paragraph."""
    head, *rest = sentences
    text = "\n\n".join([head, " ".join(rest)]) if rest else head
    placed, position = [], 0
    for index, sentence in enumerate([head, *rest]):
        start = text.index(sentence, position)
        position = start + len(sentence)
        placed.append(Sentence(f"{id}:{start}", min(index, 1), start, position))
    blocks = [Block("headline", 0, len(head))] + ([Block("paragraph", len(head) + 2, len(text))] if rest else [])
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id, path or f"raw/{id}.txt", sha256, text, tuple(blocks), tuple(placed), **metadata)


def make_revision(
    document: Document,
    sentence: int,
    annotation: Annotation | None,
    annotator: str = "mk",
    *,
    created: str = at_second(0),
    seconds: float = 1.0,
    keys: int = 1,
    schema: str = "1.0",
    tool: str = "0.1.0",
    origins: tuple[Origin, ...] = (),
    **fields: Any,
) -> Revision:
    """Return an annotator's decision on the sentence with this index; `fields` are others of `Revision`."""
    return Revision(
        document=document.id,
        sha256=document.sha256,
        sentence=document.sentences[sentence].id,
        annotator=annotator,
        created=created,
        action=fields.pop("action", "edit"),
        seconds=seconds,
        keys=keys,
        schema=schema,
        tool=tool,
        annotation=annotation,
        origins=origins,
        **fields,
    )


def make_version(
    document: Document, number: int = 2, author: str = "ada", created: str = at_second(30), **fields: Any
) -> Version:
    """Return a correction of a document by hand; `fields` are others of `Version`."""
    return Version(number, author, created, **{"action": "correct", "about": None, **fields}, document=document)
