"""Annotations, revisions and versions of documents as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.model.annotations import Annotation, Answer, Claim, ClaimLink, Origin, Source, Stance, answer_set
from annotate.model.documents import BLOCK_KINDS, Block, Document, Span
from annotate.model.revisions import ANNOTATION, Revision
from annotate.model.versions import VERSION_ACTIONS, Version, resegmented, segmentation_errors

# Attributes are written next to the fixed fields: {"id": "c1", "spans": [...], "type": "event"}. The order of fields is fixed, so
# that equal values give equal bytes. Reading does not check anything: the schema has accepted the record before.

_FIXED = {
    "claim": ("id", "spans"),
    "source": ("id", "name", "mention"),
    "stance": ("claim", "source", "label", "cue"),
    "link": ("claim", "target", "label"),
    "annotation": ("label", "claims", "sources", "stances", "links", "flag", "note"),
}
FIXED_FIELDS: Mapping[str, tuple[str, ...]] = _FIXED
"""The fields of each noun that are fixed; all others that the schema has are attributes."""


def _attributes(noun: str, data: Mapping[str, Any]) -> dict[str, Answer]:
    fixed = _FIXED[noun]
    return {name: answer_set(value) if isinstance(value, list) else value for name, value in data.items() if name not in fixed}


def _answers_to_json(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {name: list(answer) if isinstance(answer, tuple) else answer for name, answer in answers.items()}


def span_to_json(span: Span) -> dict[str, Any]:
    """Return a span as a JSON object."""
    return {"start": span.start, "end": span.end, "text": span.text}


def span_from_json(data: Mapping[str, Any]) -> Span:
    """Return the span of a JSON object."""
    return Span(int(data["start"]), int(data["end"]), data["text"])  # to JSON Schema 5.0 is an integer, to a slice it is not


def _optional_span(data: Mapping[str, Any] | None) -> Span | None:
    return None if data is None else span_from_json(data)


def annotation_to_json(annotation: Annotation) -> dict[str, Any]:
    """Return an annotation as the schema describes it, without unset fields, so that a missing answer appears as missing."""
    data: dict[str, Any] = {}
    if annotation.label is not None:
        data["label"] = annotation.label
    data["claims"] = [
        {"id": claim.id, "spans": [span_to_json(span) for span in claim.spans], **_answers_to_json(claim.attributes)}
        for claim in annotation.claims
    ]
    data["sources"] = [
        {
            "id": source.id,
            "name": source.name,
            **({"mention": span_to_json(source.mention)} if source.mention else {}),
            **_answers_to_json(source.attributes),
        }
        for source in annotation.sources
    ]
    data["stances"] = [
        {
            "claim": stance.claim,
            "source": stance.source,
            "label": stance.label,
            **({"cue": span_to_json(stance.cue)} if stance.cue else {}),
            **_answers_to_json(stance.attributes),
        }
        for stance in annotation.stances
    ]
    if annotation.links:  # older tools and schemas have none
        data["links"] = [
            {"claim": link.claim, "target": [span_to_json(span) for span in link.target], "label": link.label}
            for link in annotation.links
        ]
    data["flag"] = annotation.flag
    data["note"] = annotation.note
    data.update(_answers_to_json(annotation.attributes))
    return data


def annotation_from_json(data: Mapping[str, Any]) -> Annotation:
    """Return the annotation of a JSON object that the schema has accepted."""
    return Annotation(
        label=data.get("label"),
        claims=tuple(
            Claim(item["id"], tuple(map(span_from_json, item["spans"])), _attributes("claim", item))
            for item in data.get("claims", ())
        ),
        sources=tuple(
            Source(item["id"], item["name"], _optional_span(item.get("mention")), _attributes("source", item))
            for item in data.get("sources", ())
        ),
        stances=tuple(
            Stance(item["claim"], item["source"], item["label"], _optional_span(item.get("cue")), _attributes("stance", item))
            for item in data.get("stances", ())
        ),
        flag=data.get("flag"),
        note=data.get("note", ""),
        attributes=_attributes("annotation", data),
        links=tuple(
            ClaimLink(item["claim"], tuple(map(span_from_json, item["target"])), item["label"]) for item in data.get("links", ())
        ),
    )


TEXT_SHA256 = "text_sha256"
"""The field of a dumped record with the hash of the text that the decision was made on.

It belongs to the file and not to the revision, and is gone once the record has been read.
"""


SENTENCE_END = "sentence_end"
"""The field of a dumped record with the end of the sentence that the decision was made on; like `TEXT_SHA256` the file's."""


def revision_to_json(revision: Revision) -> dict[str, Any]:
    """Return a revision as a record of ``annotate dump``, with its layer unless it is the annotators' own."""
    return {
        "document": revision.document,
        "sha256": revision.sha256,
        "sentence": revision.sentence,
        "annotator": revision.annotator,
        "created": revision.created,
        "action": revision.action,
        "seconds": revision.seconds,
        "keys": revision.keys,
        "schema": revision.schema,
        "tool": revision.tool,
        **({} if revision.layer == ANNOTATION else {"layer": revision.layer}),
        "origins": [{"item": origin.item, "how": origin.how, "rule": origin.rule} for origin in revision.origins],
        "annotation": None if revision.annotation is None else annotation_to_json(revision.annotation),
    }


def revision_from_json(data: Mapping[str, Any]) -> Revision:
    """Return the revision of a record that the schema has accepted."""
    annotation = data["annotation"]
    return Revision(
        document=data["document"],
        sha256=data["sha256"],
        sentence=data["sentence"],
        annotator=data["annotator"],
        created=data["created"],
        action=data["action"],
        seconds=data["seconds"],
        keys=int(data["keys"]),
        schema=data["schema"],
        tool=data["tool"],
        annotation=None if annotation is None else annotation_from_json(annotation),
        origins=tuple(Origin(o["item"], o["how"], o.get("rule", "")) for o in data.get("origins", ())),
        layer=data.get("layer", ANNOTATION),
    )


def version_to_json(version: Version, *, article: bool) -> dict[str, Any]:
    """Return a version of a document as a record of ``annotate dump``; with `article`, its text and metadata too."""
    document = version.document
    return {
        "version": version.number,
        "document": document.id,
        "sha256": document.sha256,
        TEXT_SHA256: document.text_sha256,
        "author": version.author,
        "created": version.created,
        "action": version.action,
        **({"about": version.about} if version.about else {}),
        **({"article": {name: getattr(document, name) for name in _ARTICLE}} if article else {}),
        "blocks": [[block.kind, block.start, block.end, block.rule] for block in document.blocks],
        "sentences": [[sentence.start, sentence.end] for sentence in document.sentences],
    }


def version_from_json(data: Mapping[str, Any], same_text: Document | None) -> Version:
    """Return the version of a record; `same_text` is a document with its text, which the record itself may lack.

    Raises ValueError, with the reason, if the record does not describe a version of a text.
    """
    if same_text is None:
        article = data.get("article")
        if not isinstance(article, dict):
            raise ValueError("its text is not here and not in the record")
        id, path = _string(data, "document"), _string(article, "path")
        metadata: Any = {name: _string(article, name) for name in _ARTICLE[2:] if article.get(name) is not None}
        same_text = Document(id, path, _string(data, "sha256"), _string(article, "text"), (), (), **metadata)
        if same_text.text_sha256 != data.get(TEXT_SHA256):
            raise ValueError("its text does not have the hash that the record gives")
    try:
        blocks = [Block(kind, int(start), int(end), str(rule)) for kind, start, end, rule in data["blocks"]]
        sentences = [(int(start), int(end)) for start, end in data["sentences"]]
    except (KeyError, TypeError, ValueError):
        raise ValueError("its blocks or sentences are not lists of offsets") from None
    document = resegmented(same_text, blocks, sentences)
    for error in segmentation_errors(document):
        raise ValueError(error)
    action: Any = _string(data, "action")
    if action not in VERSION_ACTIONS or any(block.kind not in BLOCK_KINDS for block in blocks):
        raise ValueError("its action or the kind of a block is not known")
    about = _string(data, "about") if "about" in data else None
    number = data["version"]
    if not isinstance(number, int) or not 1 <= number < 2**31:
        raise ValueError("its number is not one")
    return Version(number, _string(data, "author"), _string(data, "created"), action, about, document)


_ARTICLE = ("path", "text", "title", "byline", "published", "url", "language")


def _string(data: Any, name: str) -> str:
    value = data.get(name) if isinstance(data, Mapping) else None
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not a text")
    return value
