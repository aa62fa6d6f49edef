"""The form of answers, made from the scheme: a JSON Schema that all servers know, and examples that follow it."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from annotate.model import Annotation, Claim, Source, Stance
from annotate.schema import Schema, parse_schema
from annotate.suggestions.llm.answer_format import (
    answer_values,
    asked_questions,
    example_answer,
    field_descriptions,
    json_schema,
)
from support.builders import make_document


def claim_fields(schema: Schema) -> dict[str, Any]:
    fields: dict[str, Any] = json_schema(schema)["properties"]["claims"]["items"]["properties"]
    return fields


def test_every_closed_question_that_is_asked_is_a_field(schema: Schema) -> None:
    fields = claim_fields(schema)
    assert list(fields)[:6] == ["sentence", "quote", "source", "source_name", "cue", "stance"]
    assert {"claim_type", "claim_verifiability", "source_type", "source_plural", "stance_quote"} <= fields.keys()
    assert "claim_normalized" not in fields, "free text cannot be checked"
    assert "claim_checkworthiness" not in fields, "nobody is asked"
    assert fields["stance"]["enum"] == ["support", "deny", "query", "neutral", "unclear"]
    assert fields["source_plural"]["enum"] == ["yes", "no", "?"]


def test_a_label_that_somebody_adds_is_in_the_form_and_described(schema: Schema) -> None:
    raw = deepcopy(dict(schema.raw))
    labels = raw["$defs"]["claim"]["properties"]["type"]["oneOf"]
    labels.append({"const": "rumour", "title": "Rumour", "description": "Nobody knows from whom.", "x-key": "8"})
    changed = parse_schema(json.dumps(raw))
    assert "rumour" in claim_fields(changed)["claim_type"]["enum"]
    assert '"rumour" (Nobody knows from whom.)' in field_descriptions(changed)["claim_type"]


def test_only_what_all_servers_know_of_json_schema(schema: Schema) -> None:
    def check(node: Any) -> None:
        assert node.keys() <= {"type", "properties", "required", "additionalProperties", "items", "enum"}
        if node["type"] == "object":
            assert node["required"] == list(node["properties"])
            assert node["additionalProperties"] is False
            for child in node["properties"].values():
                check(child)
        if node["type"] == "array":
            check(node["items"])

    check(json_schema(schema))


def test_an_example_follows_the_form(schema: Schema) -> None:
    document = make_document("a", ["Head", "The toll,\nBen Roe said, is too high."])
    at = document.text.index

    def span(text: str) -> Any:
        return document.span(at(text), at(text) + len(text))

    source = Source("s1", "Ben Roe", span("Ben Roe"), {"type": "person", "plural": False})
    claims = (Claim("c1", (span("The toll"), span("is too high")), {"type": "position"}), Claim("c2", (span("The toll"),)))
    stances = (
        Stance("c1", "s0", "neutral"),
        Stance("c1", "s1", "support", span("said"), {"quote": "indirect"}),
        Stance("c2", "s0", "neutral"),
    )
    answer = example_answer(schema, Annotation("claim", claims, (source,), stances))
    jsonschema.validate(answer, json_schema(schema))
    first, second = answer["claims"]
    assert first["quote"] == ["The toll", "is too high"]
    assert (first["source"], first["source_name"], first["cue"], first["stance"]) == ("Ben Roe", "Ben Roe", "said", "support")
    assert (first["claim_type"], first["claim_verifiability"], first["source_plural"]) == ("position", "?", "no")
    assert (second["source"], second["source_name"], second["cue"]) == ("", "", "")


@pytest.mark.parametrize(("name", "values"), [("source_plural", {"yes": True, "no": False}), ("stance_quote", None)])
def test_answers_by_their_text(schema: Schema, name: str, values: dict[str, object] | None) -> None:
    expected = values or {value: value for value in ("direct", "indirect", "mixed")}
    assert answer_values(asked_questions(schema)[name]) == expected
