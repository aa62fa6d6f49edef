"""What is measured follows the label scheme."""

from __future__ import annotations

import json

from annotate.agreement.plan import LABEL, Measured, plan
from annotate.schema import Schema, parse_schema
from support.several import article_schema, topics_schema, unlinked_schema


def scales(schema: Schema) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for measured in plan(schema):
        found.setdefault(tuple(measured.question), []).append(measured.scale)
    return found


def test_the_stages_of_the_default_scheme(schema: Schema) -> None:
    found = scales(schema)
    assert list(dict.fromkeys(stage for stage, _ in found)) == ["sentence", "span", "claim", "source", "stance", "triple", "link"]
    assert found["claim", "type"] == ["nominal", "masi"]
    assert found["claim", "verifiability"] == ["ordinal"]
    assert found["source", "plural"] == ["nominal"]
    assert ("claim", "normalized") not in found
    assert (found["link", "linked"], found["link", "label"]) == (["items"], ["nominal"])
    by = {(*measured.question, measured.scale): measured.by for measured in plan(schema)}
    assert (by["claim", "type", "nominal"], by["claim", "type", "masi"], by["span", "tokens", "nominal"]) == (
        "pair",
        "unit",
        "unit",
    )
    assert {by["span", "claims", "spans"], by["triple", "exact", "items"]} == {"item"}
    assert next(plan(schema)) == Measured(LABEL, "nominal", ("claim", "no_claim"))


def test_a_scheme_without_links_has_no_stage_for_them() -> None:
    assert not [measured for measured in plan(unlinked_schema()) if measured.question.stage == "link"]


def test_a_question_of_ones_own_is_measured_by_its_kind(schema: Schema) -> None:
    raw = json.loads(json.dumps(schema.raw))
    own = raw["$defs"]["claim"]["properties"]
    own["harm"] = {"title": "Harm", "description": "How much.", "type": "integer"}
    own["verifiability"].pop("x-ordinal")
    found = scales(parse_schema(json.dumps(raw)))
    assert found["claim", "harm"] == ["interval"]
    assert found["claim", "verifiability"] == ["nominal", "masi"]


def test_several_answers_are_compared_as_sets_in_every_stage() -> None:
    for noun, stage in (("annotation", "sentence"), ("claim", "claim"), ("source", "source"), ("stance", "stance")):
        found = [measured for measured in plan(topics_schema(noun)) if measured.question == (stage, "topics")]
        assert [(measured.scale, measured.values) for measured in found] == [("masi", ())]
        assert found[0].by == ("unit" if stage == "sentence" else "pair")


def test_questions_about_the_article_are_a_stage_of_their_own() -> None:
    measured = list(plan(article_schema()))
    assert [(*one.question, one.scale, one.by) for one in measured[-2:]] == [
        ("article", "genre", "nominal", "unit"),
        ("article", "topics", "masi", "unit"),
    ]
    assert [one.question.name for one in measured if one.question.stage == "sentence"] == ["label", "reason"]
