"""Annotations and revisions to and from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.model.annotations import Annotation, Claim, Origin, Scalar, Source, Stance
from annotate.model.documents import Span
from annotate.model.revisions import ANNOTATION, Revision

# Attributes stand beside the fixed fields: {"id": "c1", "spans": [...], "type": "event"}. Field order is fixed, so that
# equal values give equal bytes. `revision_from_json` takes what the schema has accepted; it does not check again.

_FIXED = {
    "claim": ("id", "spans"),
    "source": ("id", "name", "mention"),
    "stance": ("claim", "source", "label", "cue"),
    "annotation": ("label", "claims", "sources", "stances", "flag", "note"),
}
FIXED_FIELDS: Mapping[str, tuple[str, ...]] = _FIXED
"""The fields of each noun that Python knows; whatever else the schema has is an attribute."""


def _attributes(noun: str, data: Mapping[str, Any]) -> dict[str, Scalar]:
    fixed = _FIXED[noun]
    return {name: value for name, value in data.items() if name not in fixed}


def span_to_json(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def span_from_json(data: Mapping[str, Any]) -> Span:
    return Span(int(data["start"]), int(data["end"]), data["text"])  # JSON Schema takes 5.0 for an integer; a slice does not


def _optional_span(data: Mapping[str, Any] | None) -> Span | None:
    return None if data is None else span_from_json(data)


def annotation_to_json(annotation: Annotation) -> dict[str, Any]:
    """The annotation as the schema describes it; what is not set is left out, so that a missing answer shows as missing."""
    data: dict[str, Any] = {}
    if annotation.label is not None:
        data["label"] = annotation.label
    data["claims"] = [
        {"id": claim.id, "spans": [span_to_json(span) for span in claim.spans], **claim.attributes} for claim in annotation.claims
    ]
    data["sources"] = [
        {
            "id": source.id,
            "name": source.name,
            **({"mention": span_to_json(source.mention)} if source.mention else {}),
            **source.attributes,
        }
        for source in annotation.sources
    ]
    data["stances"] = [
        {
            "claim": stance.claim,
            "source": stance.source,
            "label": stance.label,
            **({"cue": span_to_json(stance.cue)} if stance.cue else {}),
            **stance.attributes,
        }
        for stance in annotation.stances
    ]
    data["flag"] = annotation.flag
    data["note"] = annotation.note
    data.update(annotation.attributes)
    return data


def annotation_from_json(data: Mapping[str, Any]) -> Annotation:
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
    )


def revision_to_json(revision: Revision) -> dict[str, Any]:
    """The revision as one record of ``annotate dump``; the layer stands there where it is not the annotators' own."""
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
        "origins": [{"item": o.item, "how": o.how, "rule": o.rule} for o in revision.origins],
        "annotation": None if revision.annotation is None else annotation_to_json(revision.annotation),
    }


def revision_from_json(data: Mapping[str, Any]) -> Revision:
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
