"""A new case is a new file: `example-files/positive` holds records, `negative` a record and its problems as they are printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from annotate.checks import check_record, check_revisions, read_records
from annotate.model import Document, Revision
from annotate.schema import Schema, load_schema, parse_schema, shipped
from support.several import topics_schema

EXAMPLES = Path(__file__).parent / "example-files"
POSITIVE = sorted((EXAMPLES / "positive").glob("*.json"))
NEGATIVE = sorted((EXAMPLES / "negative").glob("*.json"))
REWRITE = "if the new words are better, `PYTHONPATH=tests python tests/checks/test_wording.py` rewrites the examples"


def problems(record: object, schema: Schema) -> list[dict[str, str]]:
    """The problems of a record as the negative examples hold them."""
    found = check_record(record, schema, "labels.jsonl:1")
    return [{"code": problem.code, "path": problem.path, "text": f"{problem.message}; {problem.remedy}"} for problem in found]


@pytest.mark.parametrize("path", POSITIVE, ids=lambda path: path.stem)
def test_positive(path: Path, schema: Schema, article: Document) -> None:
    record = json.loads(path.read_bytes())
    assert problems(record, schema) == []
    (revision,) = read_records([json.dumps(record).encode()], path.name, schema)
    assert isinstance(revision, Revision)
    found = [problem.code for problem in check_revisions([revision], {"bridge": article}.get, schema)]
    assert found == (["no-name"] if path.stem == "nameless-source" else [])


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_negative(path: Path, schema: Schema) -> None:
    example = json.loads(path.read_bytes())
    assert example["problems"], "a negative example has a problem"
    assert problems(example["record"], schema) == example["problems"], REWRITE


@pytest.mark.parametrize("path", POSITIVE + NEGATIVE, ids=lambda path: path.stem)
def test_the_two_validators_agree(path: Path, schema: Schema) -> None:
    example = json.loads(path.read_bytes())
    record = example.get("record", example) if path in POSITIVE else example["record"]
    for raw in (dict(schema.raw), schema.draft):
        fast = {tuple(error.instance_path) for error in jsonschema_rs.validator_for(raw).iter_errors(record)}
        wordy = {tuple(error.absolute_path) for error in Draft202012Validator(raw).iter_errors(record)}
        assert fast == wordy


def test_every_word_has_an_example() -> None:
    """Each code that `words` can give for the shipped schema stands in a negative example."""
    seen = {problem["code"] for path in NEGATIVE for problem in json.loads(path.read_bytes())["problems"]}
    assert seen == {
        *("unknown-label", "missing-answer", "missing-property", "unexpected-property", "wrong-type", "malformed"),
        *("empty-text", "too-short", "too-long", "too-few", "label-contradicted", "out-of-range"),
    }


def test_problems_say_where(schema: Schema, finished: Any) -> None:
    (problem,) = check_record(finished(annotation__claims__0__type="evnt"), schema, "labels.jsonl:12")
    assert (problem.where, problem.document, problem.sentence) == ("labels.jsonl:12", "bridge", "bridge:0")
    assert problem.path == "$.annotation.claims[0].type"
    assert "ada" not in problem.message


def test_problems_of_a_store_say_whose_they_are(schema: Schema, finished: Any) -> None:
    (problem,) = check_record(finished(annotation__claims__0__type=...), schema, "output/annotations.db")
    assert problem.message == "claim c1: type is missing (by ada, 2026-01-31T12:00:00.000000Z)"


def changed(schema: Schema, noun: str, rules: list[Any] | None = None, **properties: Any) -> Schema:
    """A copy of the scheme in which a noun has other properties too, and `rules` that tie answers to others."""
    raw = json.loads(json.dumps(schema.raw))
    raw["$defs"][noun] |= {"allOf": rules} if rules else {}
    asked = {"title": "T", "description": "D", "x-ask": "full"}
    raw["$defs"][noun]["properties"] |= {name: {**asked, **property} for name, property in properties.items()}
    return parse_schema(json.dumps(raw))


@pytest.mark.parametrize(
    ("property", "value", "code", "text"),
    [
        ({"type": "string", "maxLength": 3}, "long", "too-long", "claim c1: new has 4 characters; write at most 3"),
        ({"type": "string", "minLength": 3}, "ab", "too-short", "claim c1: new has 2 characters; write at least 3"),
        ({"type": "string", "minLength": 1}, "", "empty-text", "claim c1: new is empty; fill it in"),
        ({"type": "number", "maximum": 9.5}, 10, "out-of-range", "claim c1: new is 10, out of range; write at most 9.5"),
        ({"type": "integer"}, 1.5, "wrong-type", "claim c1: new is 1.5, not a whole number; write a whole number"),
    ],
)
def test_what_a_user_may_add(schema: Schema, finished: Any, property: dict[str, Any], value: Any, code: str, text: str) -> None:
    wider = changed(schema, "claim", new=property)
    expected = {"code": code, "path": "$.annotation.claims[0].new", "text": text}
    assert problems(finished(annotation__claims__0__new=value), wider) == [expected]


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        (
            [
                {
                    "if": {"properties": {"type": {"const": "event"}}, "required": ["type"]},
                    "then": {"properties": {"verifiability": {"const": "partly"}}},
                }
            ],
            'claim c2: verifiability is "verifiable"; it can be partly where type is event; use one of these',
        ),
        (
            [{"if": {"properties": {"type": {"const": "rule"}}}, "else": {"required": ["polarity"]}}],
            "claim c1: polarity is missing where type is not rule; answer it: affirmed, negated",
        ),
        ([{"not": {"required": ["normalized"]}}], None),
        ([{"properties": {"spans": {"maxItems": 1}}}], "claim c2: spans has 2 items; write at most 1"),
        ([{"anyOf": [{"required": ["normalized"]}, {"required": ["polarity"]}]}], "claim c1 breaks the schema: "),
    ],
)
def test_rules_of_other_kinds(schema: Schema, finished: Any, rules: list[Any], text: str | None) -> None:
    found = problems(finished(), changed(schema, "claim", rules=rules))
    assert {problem["code"] for problem in found} <= {"unknown-label", "missing-answer", "too-many", "against-schema"}
    assert [problem["text"].startswith(text or "?") for problem in found[:1]] == ([True] if text else [])


@pytest.mark.parametrize("record", [{1: 2}, {1, 2}, float("nan"), "\ud800", {"annotator": "\ud800"}, object(), 10**400, b"x"])
def test_what_json_cannot_hold_is_a_problem(record: object, schema: Schema) -> None:
    assert list(check_record(record, schema, ""))


def test_no_record_that_only_one_validator_refuses_passes(schema: Schema, finished: Any) -> None:
    (problem,) = check_record(finished(annotator="\ud800"), schema, "x")
    assert problem.code == "not-json"


if __name__ == "__main__":
    scheme = load_schema(shipped("schema") / "annotation.schema.json")
    for file in NEGATIVE:
        example = json.loads(file.read_bytes())
        example["problems"] = problems(example["record"], scheme)
        file.write_text(json.dumps(example, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_what_is_wrong_with_several_answers_is_said_of_the_one_that_is() -> None:
    scheme = topics_schema(minItems=1, maxItems=2)
    record = json.loads((EXAMPLES / "positive" / "claim.json").read_bytes())

    def said(answer: object) -> list[str]:
        record["annotation"]["claims"][0]["topics"] = answer
        return [f"{problem['code']}: {problem['text']}" for problem in problems(record, scheme)]

    assert said(["money", "health"]) == []
    assert said(["money", "helth"]) == [
        'unknown-label: claim c1: topics[1] is "helth"; it can be money, health, roads; did you mean health?'
    ]
    assert said(["money", "money"]) == ['too-many: claim c1: topics has "money" twice; write it once']
    assert said([]) == ["too-few: claim c1: topics has no items; write at least 1"]
    assert said(["money", "health", "roads"]) == ["too-many: claim c1: topics has 3 items; write at most 2"]
    assert said("money") == ['wrong-type: claim c1: topics is "money", not a list; write a list']


def test_a_link_is_named_by_its_number(schema: Schema, finished: Any) -> None:
    link = {"claim": "c1", "target": [{"start": 0, "end": 3, "text": "The"}], "label": "nearly"}
    (problem,) = check_record(finished(annotation__links=[link]), schema, "")
    assert (problem.code, problem.path) == ("unknown-label", "$.annotation.links[0].label")
    assert "link number 1" in problem.message
    bare = {"claim": "c1", "label": "same"}
    (problem,) = check_record(finished(annotation__links=[bare]), schema, "")
    assert (problem.code, problem.path) == ("missing-property", "$.annotation.links[0].target")
