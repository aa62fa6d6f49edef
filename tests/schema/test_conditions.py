"""Conditions leave a way to label, or are refused."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from annotate.schema import Schema, parse_schema
from annotate.schema.conditions import impossible, named, not_asked

WHEN_EVENT = {"properties": {"type": {"const": "event"}}, "required": ["type"]}


def with_rules(schema: Schema, noun: str, *rules: dict[str, Any], required: tuple[str, ...] = ()) -> Schema:
    raw = deepcopy(dict(schema.raw))
    raw["$defs"][noun].setdefault("allOf", []).extend(rules)
    raw["$defs"][noun]["required"] += required
    object.__setattr__(made := parse_schema(json.dumps(schema.raw)), "raw", raw)
    return made


@pytest.mark.parametrize(
    ("noun", "rules"),
    [
        ("claim", [{"if": WHEN_EVENT, "then": {"properties": {"verifiability": {"const": "partly"}}}}]),
        ("claim", [{"if": WHEN_EVENT, "then": {"required": ["normalized"]}}]),
        ("claim", [{"anyOf": [{"required": ["normalized"]}, {"required": ["polarity"]}]}]),
        ("claim", [{"not": {"required": ["normalized"]}}, {"properties": {"spans": {"maxItems": 1}}}]),
        ("claim", [{"properties": {"normalized": {"const": "only this"}}, "required": ["normalized"]}]),
        ("claim", [{"properties": {"spans": {"minItems": 2}}}]),
        ("source", [{"if": {"properties": {"naming": {"const": "named"}}}, "then": {"required": ["mention"]}}]),
        ("stance", [{"properties": {"label": {"enum": ["deny", "query"]}}}, {"required": ["cue"]}]),
        ("annotation", [{"properties": {"note": {"minLength": 20}}}]),
        ("annotation", [{"properties": {"flag": {"type": "null"}}}]),
        ("annotation", [{"properties": {"claims": {"maxItems": 1}}}]),
    ],
)
def test_conditions_that_leave_a_way(schema: Schema, noun: str, rules: list[dict[str, Any]]) -> None:
    assert list(impossible(with_rules(schema, noun, *rules))) == []


@pytest.mark.parametrize(
    ("noun", "rules", "what"),
    [
        ("claim", [{"properties": {"spans": {"maxItems": 0}}}], "a claim"),
        ("claim", [{"properties": {"type": {"const": "evnt"}}}], "a claim"),
        ("claim", [{"required": ["normalized"]}, {"not": {"required": ["normalized"]}}], "a claim"),
        ("source", [{"required": ["mention"]}], "the author"),
        ("source", [{"properties": {"id": {"const": "s0"}}}], "a source"),
        ("stance", [{"not": {"required": ["label"]}}], "a stance"),
        ("annotation", [{"properties": {"label": {"not": {"const": "claim"}}}}], "a sentence as 'claim'"),
        ("annotation", [{"properties": {"claims": {"maxItems": 0}}}], "a sentence as 'claim'"),
        ("annotation", [{"properties": {"claims": {"minItems": 1}}}], "a sentence as 'no_claim'"),
        ("annotation", [{"if": {"required": ["reason"]}, "then": {"properties": {"note": {"const": 1}}}}], "as 'skip'"),
    ],
)
def test_conditions_that_leave_none(schema: Schema, noun: str, rules: list[dict[str, Any]], what: str) -> None:
    found = list(impossible(with_rules(schema, noun, *rules)))
    assert found
    assert what in found[0]
    assert found[0].startswith(f"$.$defs.{noun}: its conditions (allOf, if) leave no way to label ")


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ({"if": WHEN_EVENT, "then": {"required": ["normalized"]}, "$comment": "why"}, True),
        ({"if": WHEN_EVENT, "then": {"required": ["spans"]}}, False),
        ({"if": WHEN_EVENT, "then": {"properties": {"verifiability": {"const": "partly"}}}}, False),
        ({"required": ["normalized"]}, False),
    ],
)
def test_conditions_that_the_prompt_does_not_follow_are_noted(schema: Schema, rule: dict[str, Any], asked: bool) -> None:
    notes = list(not_asked(with_rules(schema, "claim", rule)))
    assert [note[:70] for note in notes] == (
        [] if asked else ["the prompt does not hold annotators to all conditions (allOf, if) of a"]
    )


def test_the_bundled_schema_needs_no_note(schema: Schema) -> None:
    assert list(not_asked(schema)) == []


def test_the_names_in_a_condition() -> None:
    rule = {"if": {"not": {"required": ["a"]}}, "else": {"anyOf": [{"properties": {"b": {}}}]}, "properties": {"c": {}}}
    assert named(rule) == {"a", "b", "c"}


def test_a_draft_may_lack_what_conditions_ask_for(schema: Schema) -> None:
    rules = [
        {"anyOf": [{"required": ["normalized"]}, {"required": ["polarity"]}]},
        {"if": WHEN_EVENT, "then": {"required": ["certainty"]}},
    ]
    made = with_rules(schema, "claim", *rules)
    assert "allOf" in made.raw["$defs"]["claim"]
    assert made.draft["$defs"]["claim"]["allOf"] == [{"if": WHEN_EVENT, "then": {}}]
    assert "allOf" not in with_rules(schema, "claim").draft["$defs"]["claim"] or not made.raw["$defs"]["stance"].get("allOf")
