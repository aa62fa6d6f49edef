"""The rule for open sentences in a schema's file: other validators accept them, finished ones stay strict."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotate.schema import Schema, parse_schema
from annotate.schema.open_sentences import with_open_sentences, without_open_sentences
from annotate.schema.scheme import shipped

RAW: dict[str, Any] = json.loads((shipped("schema") / "annotation.schema.json").read_text(encoding="utf-8"))
SPAN = {"start": 0, "end": 3, "text": "The"}
FINISHED = {
    "label": "claim",
    "claims": [{"id": "c1", "spans": [SPAN], "type": "event", "verifiability": "verifiable"}],
    "sources": [{"id": "s1", "name": "the", "mention": SPAN, "type": "person", "naming": "named"}],
    "stances": [{"claim": "c1", "source": "s1", "label": "support"}],
    "flag": None,
    "note": "",
}
OPEN = {**FINISHED, "claims": [{"id": "c1", "spans": [SPAN]}], "sources": [{"id": "s1", "name": "the"}]}
del OPEN["label"]


def record(annotation: Any) -> dict[str, Any]:
    return {
        "document": "doc",
        "sha256": "0" * 64,
        "sentence": "doc:0",
        "annotator": "mk",
        "created": "2026-11-20T10:30:00.000000Z",
        "action": "edit",
        "seconds": 1.5,
        "keys": 2,
        "schema": "1.0",
        "tool": "0.1.0",
        "origins": [],
        "annotation": annotation,
    }


def changed(annotation: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    annotation = inner = deepcopy(annotation)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return annotation


@pytest.mark.parametrize("annotation", [FINISHED, OPEN, None, {**OPEN, "claims": [], "sources": [], "stances": []}])
def test_both_validators_accept_finished_open_and_undone_sentences(schema: Schema, annotation: Any) -> None:
    assert schema.accepts(record(annotation))
    Draft202012Validator(RAW).validate(record(annotation))


@pytest.mark.parametrize(
    "annotation",
    [
        {**OPEN, "label": "claim"},
        {**OPEN, "label": None},
        {**FINISHED, "label": "clam"},
        changed(FINISHED, "claims", []),
        changed(FINISHED, "claims/0/mood", "x"),
        {name: value for name, value in OPEN.items() if name != "claims"},
        changed(OPEN, "claims/0/spans", []),
        changed(OPEN, "claims/0/type", "evnt"),
        changed(OPEN, "sources/0/id", "c1"),
        changed(OPEN, "stances/0", {"claim": "c1", "source": "s1"}),
        changed(OPEN, "note", None),
        "open",
    ],
)
def test_neither_accepts_a_broken_sentence(schema: Schema, annotation: Any) -> None:
    assert not schema.accepts(record(annotation))
    assert not Draft202012Validator(RAW).is_valid(record(annotation))


def test_the_shipped_file_has_the_rule_that_is_made_of_it(schema: Schema) -> None:
    assert with_open_sentences(without_open_sentences(RAW)) == with_open_sentences(RAW) == RAW
    assert schema.raw["properties"]["annotation"] == {"$ref": "#/$defs/annotation"}


def test_a_label_and_a_question_added_by_hand_need_no_other_change() -> None:
    raw = deepcopy(RAW)
    types = raw["$defs"]["claim"]["properties"]["type"]["oneOf"]
    types.append({**types[0], "const": "forecast_of_weather", "title": "Weather", "x-key": "%"})
    raw["$defs"]["claim"]["properties"]["topic"] = {"type": "string", "title": "Topic", "description": "What it is about."}
    schema = parse_schema(json.dumps(raw))
    annotation = changed(changed(OPEN, "claims/0/type", "forecast_of_weather"), "claims/0/topic", "rain")
    assert schema.accepts(record(annotation))
    Draft202012Validator(raw).validate(record(annotation))


@pytest.mark.parametrize("rule", [{"if": {}, "then": {}, "else": {}}, {"type": "object"}, True, None])
def test_another_rule_is_left_to_the_conventions(rule: Any) -> None:
    raw = {**RAW, "properties": {**RAW["properties"], "annotation": rule}}
    assert without_open_sentences(raw) is raw
