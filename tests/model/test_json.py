"""Annotations and revisions as JSON: they come back as they went, and equal values give equal bytes."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from annotate.model import (
    ADJUDICATION,
    FIXED_FIELDS,
    Annotation,
    Claim,
    ClaimLink,
    Origin,
    Revision,
    Source,
    Span,
    Stance,
    annotation_from_json,
    annotation_to_json,
    revision_from_json,
    revision_to_json,
    span_from_json,
    span_to_json,
)

TEXT = "👩‍👩‍👧 cafe\u0301 آمن 市长."
SPAN = Span(0, 5, "👩‍👩‍👧")
FULL = Annotation(
    "claim",
    (Claim("c1", (SPAN, Span(6, 7, "c")), {"type": "event", "verifiability": "partly"}),),
    (Source("s0", "author"), Source("s1", "\u202eAda", SPAN, {"plural": True})),
    (Stance("c1", "s1", "support", SPAN, {"quote": "mixed"}), Stance("c1", "s0", "neutral")),
    "look again",
    "line\nline",
    {"reason": "later"},
    (ClaimLink("c1", (SPAN, Span(6, 7, "c")), "same"),),
)
REVISION = Revision(
    "d",
    "5f" * 32,
    "d:0",
    "ada",
    "2026-01-31T12:00:00.000000Z",
    "edit",
    1.5,
    3,
    "1.0",
    "0.1.0",
    FULL,
    (Origin("c1", "edited", "r/1"),),
)


@pytest.mark.parametrize(
    "annotation", [FULL, Annotation(), Annotation("no_claim"), Annotation("skip", attributes={"reason": "later"})]
)
def test_annotations_come_back(annotation: Annotation) -> None:
    assert annotation_from_json(json.loads(json.dumps(annotation_to_json(annotation)))) == annotation


@pytest.mark.parametrize("annotation", [FULL, None])
def test_revisions_come_back(annotation: Annotation | None) -> None:
    revision = replace(REVISION, annotation=annotation)
    assert revision_from_json(json.loads(json.dumps(revision_to_json(revision)))) == revision


def test_every_field_is_written() -> None:
    """But the layer, where it is the annotators' own: dumps of before have the same bytes."""
    written = {field.name for field in fields(Revision)}
    written.discard("end")  # which belongs to the file; see `SENTENCE_END`
    assert set(revision_to_json(REVISION)) == written - {"layer"}
    adjudication = replace(REVISION, layer=ADJUDICATION)
    assert set(revision_to_json(adjudication)) == written
    assert revision_from_json(revision_to_json(adjudication)) == adjudication


def test_what_is_not_set_is_left_out() -> None:
    """So that a missing answer shows as missing, and never as null."""
    data = annotation_to_json(Annotation(None, (), (Source("s1", ""),), (Stance("c1", "s1", "deny"),)))
    assert "label" not in data
    assert data["sources"] == [{"id": "s1", "name": ""}]
    assert data["stances"] == [{"claim": "c1", "source": "s1", "label": "deny"}]


def test_equal_values_give_equal_bytes() -> None:
    again = annotation_from_json(annotation_to_json(FULL))
    assert json.dumps(annotation_to_json(again)) == json.dumps(annotation_to_json(FULL))


def test_a_whole_number_with_a_point_becomes_a_whole_number() -> None:
    """JSON Schema takes 5.0 for an integer; a slice does not."""
    span = span_from_json({**span_to_json(SPAN), "start": 0.0, "end": 5.0})
    assert TEXT[span.start : span.end] == span.text


def test_fixed_fields_are_the_fields() -> None:
    nouns: dict[str, Any] = {"claim": Claim, "source": Source, "stance": Stance, "annotation": Annotation}
    assert {noun: {*FIXED_FIELDS[noun], "attributes"} for noun in nouns} == {
        noun: {field.name for field in fields(kind)} for noun, kind in nouns.items()
    }


def test_several_answers_are_a_list_and_come_back_as_a_set() -> None:
    claim = Claim("c1", (SPAN,), {"topics": ("health", "money"), "places": ()})
    data = annotation_to_json(Annotation("claim", (claim,)))
    assert (data["claims"][0]["topics"], data["claims"][0]["places"]) == (["health", "money"], [])
    assert annotation_from_json(json.loads(json.dumps(data))).claims == (claim,)
    data["claims"][0]["topics"] = ["money", "health", "money"]
    assert annotation_from_json(data).claims == (claim,)
