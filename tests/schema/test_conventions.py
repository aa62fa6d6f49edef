"""What passes `annotate schema check` works everywhere, and what does not is told why: schemas with a change, and older ones."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from annotate.errors import SchemaError
from annotate.schema import Schema, parse_schema
from support.several import TOPICS, about_article, with_topics
from support.variants import QUESTIONS, SCHEMAS, Variant, changes, make_template, refuse, work_with

RAW = SCHEMAS["bundled"].raw


def changed(path: str, value: Any) -> dict[str, Any]:
    """The bundled schema with a value at a path of `/`; `...` takes it away."""
    raw: Any = deepcopy(RAW)
    *steps, last = path.split("/")
    node = raw
    for step in steps:
        node = node[int(step) if isinstance(node, list) else step]
    if value is ...:
        del node[int(last) if isinstance(node, list) else last]
    else:
        node[int(last) if isinstance(node, list) else last] = value
    return raw  # type: ignore[no-any-return]


def required(raw: dict[str, Any], noun: str, name: str) -> dict[str, Any]:
    """The schema with a question that every item needs an answer to."""
    raw["$defs"][noun]["required"].append(name)
    return raw


CLAIM = "$defs/claim/properties"
WRONG = {
    "an unknown keyword": (
        changed("$defs/claim/patternProperties", {}),
        "$.$defs.claim: `patternProperties` cannot be used here; what can be is `type`, `title`",
    ),
    "a keyword of a question": (
        changed(f"{CLAIM}/type/enum", ["a"]),
        "$.$defs.claim.properties.type: `enum` cannot be used here",
    ),
    "a list as a question": (
        changed(f"{CLAIM}/new", QUESTIONS["a list"] | {"items": None}),
        "not valid JSON Schema",
    ),
    "a type that cannot be asked": (
        changed(f"{CLAIM}/normalized/type", "object"),
        'properties.normalized.type: it must be one of "string", "boolean", "integer", "number"',
    ),
    "several answers without a set of them": (
        with_topics(items={"type": "string"}),
        'properties.topics.items: {"type": "string"} is not a closed set: `oneOf` of labels with',
    ),
    "several answers with two sets of them": (
        with_topics(items={"enum": ["a", "b"], "oneOf": TOPICS["items"]["oneOf"]}),
        "is not a closed set",
    ),
    "several answers of a kind": (with_topics(items={"enum": ["a", "B b"]}), 'items.enum[1]: "B b" is not a name of at most 60'),
    "several answers on a scale": (with_topics(**{"x-ordinal": True}), "`x-ordinal` cannot be used here"),
    "more answers than labels": (
        with_topics(minItems=4),
        "$.$defs.claim.properties.topics: no number of answers lies between `minItems`, `maxItems` and its labels in use",
    ),
    "at least more than at most": (with_topics(minItems=3, maxItems=2), "no number of answers lies between"),
    "several answers without items": (with_topics(items=None), '"items" is a required property'),
    "a claim's question about the article": (
        with_topics(**{"x-about": "article"}),
        "topics: `x-about` says that it is about the article; only properties of `annotation` can be, and not its label",
    ),
    "a label about the article": (changed("$defs/annotation/properties/label/x-about", "article"), "and not its label"),
    "about something else": (with_topics("annotation", **{"x-about": "sentence"}), 'x-about: it must be "article"'),
    "required of the article": (
        required(about_article(), "annotation", "genre"),
        "genre: a question about the article is asked once, so it cannot be required of every sentence; set `x-ask`",
    ),
    "a span with less": (
        changed("$defs/span/properties/text/minLength", ...),
        '$.$defs.span: the program needs it to be {"type": "object", "properties": {"start":',
    ),
    "a field that is a reference": (
        changed(f"{CLAIM}/spans/items", True),
        "$.$defs.claim.properties.spans: the program needs it",
    ),
    "a record that is open": (changed("additionalProperties", True), "$.additionalProperties: it must be false"),
    "a record with more": (changed("properties/mood", {"type": "string"}), "$.properties: `mood` cannot be used here"),
    "a definition of one's own": (changed("$defs/mood", True), "$.$defs: `mood` cannot be used here"),
    "a keyword at the top": (changed("examples", []), "$: `examples` cannot be used here"),
    "an action gone": (changed("properties/action/enum/0", ...), "$.properties.action.enum: "),
    "a title of spaces": (changed(f"{CLAIM}/type/title", " "), "$.$defs.claim.properties.type.title"),
    "a name without end": (changed(f"{CLAIM}/{'x' * 61}", QUESTIONS["text"]), "$.$defs.claim.properties"),
    "bounds that cross": (
        changed(f"{CLAIM}/new", QUESTIONS["an integer without room"]),
        "properties.new: no number of 64 bits lies between `minimum` and `maximum`; correct one of them",
    ),
    "bounds between two numbers": (
        changed(f"{CLAIM}/new", QUESTIONS["an integer between two"]),
        "no number of 64 bits lies between",
    ),
    "bounds out of reach": (changed(f"{CLAIM}/new", QUESTIONS["a huge number"]), "no number of 64 bits lies between"),
    "a bound beyond 64 bits": (
        changed(f"{CLAIM}/new", QUESTIONS["an integer"] | {"maximum": 2**70}),
        "properties.new.maximum: whole numbers have 64 bits; write one from -9223372036854775807",
    ),
    "lengths that cross": (
        changed(f"{CLAIM}/new", QUESTIONS["a text of no length"]),
        "properties.new: `minLength` is greater than `maxLength`, so no answer is possible",
    ),
    "labels that are all retired": (
        changed(f"{CLAIM}/new", QUESTIONS["only retired labels"]),
        "properties.new: all its labels are retired; keep one in use",
    ),
    "a key of the prompt": (
        changed("$defs/stance/properties/label/oneOf/0/x-key", "c"),
        "stance.properties.label: the hot-key 'c' of 'support' is a key of the prompt; use another: + ! @ %",
    ),
    "a key for help": (changed(f"{CLAIM}/type/oneOf/0/x-key", "?"), "the hot-key '?' of 'event' is a key of the prompt"),
    "a mention of everybody": (
        changed("$defs/source/required", ["id", "name", "type", "naming", "mention"]),
        "$.$defs.source.required: 'mention' cannot be required, since not every source has one",
    ),
    "notes that need not be": (
        changed("$defs/annotation/required", ["label", "claims", "sources", "stances", "flag"]),
        "$.$defs.annotation.required: `note` is missing; every annotation has one",
    ),
    "an author of another type": (
        changed("$defs/source/x-author/plural", "no"),
        "$.$defs.source.x-author.plural: the scheme does not allow 'no' for a source",
    ),
    "an author elsewhere": (
        changed("$defs/claim/x-author", {"name": "x"}),
        "$.$defs.claim.x-author: only a source can be the author",
    ),
    "a history of nothing": (
        changed("x-history", [{"version": "1.0", "from": "0.9", "changes": ["improve everything"]}]),
        "$.x-history[0]: 'improve everything' is not a change of a schema",
    ),
    "a history of the future": (
        changed("x-history", [{"version": "1.2", "from": "1.0", "changes": ["rename claim.a=b"]}]),
        "$.x-history[0]: its versions do not lie between",
    ),
    "a version of many digits": (changed("x-version", "1." + "9" * 10), "$.x-version"),
    "a condition that nothing follows": (
        changed("$defs/claim/allOf", [{"not": {"required": ["id"]}}]),
        "$.$defs.claim: its conditions (allOf, if) leave no way to label a claim; correct or remove them",
    ),
    "a condition without a test": (changed("$defs/claim/then", {"required": ["polarity"]}), "`then` and `else` need an `if`"),
    "a condition on nothing": (
        changed("$defs/claim/allOf", [{"required": ["polartiy"]}]),
        "$.$defs.claim.allOf[0]: 'polartiy' is not one of the properties of a claim; correct its name",
    ),
}


@pytest.mark.parametrize(("raw", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_used_is_told_in_one_sentence(raw: dict[str, Any], message: str) -> None:
    found = refuse(raw)
    assert message in found
    assert found.endswith(".")
    assert "\n" not in found


@pytest.mark.parametrize("depth", [60, 300, 900])
def test_nesting_has_an_end(depth: int) -> None:
    test: dict[str, Any] = {}
    for _ in range(depth):
        test = {"not": test}
    text = json.dumps(RAW)[:-1] + ', "x": ' + json.dumps(test) + "}" if depth < 500 else '{"x":' * depth + "1" + "}" * depth
    with pytest.raises(SchemaError, match=r"nested more than 50 levels deep|not valid JSON \(maximum recursion"):
        parse_schema(text)


# -- older schemas ----------------------------------------------------------------------------------------------------------


def older() -> dict[str, Any]:
    """The schema as it was before there were layers, fields of dumps, mends, fixes and migrations, and blind sentences."""
    raw = deepcopy(RAW)
    for name in ("layer", "text_sha256", "sentence_end"):
        del raw["properties"][name]
    raw["properties"]["action"] = {"enum": ["edit", "undo", "redo"], "description": "What led to this revision."}
    origin = raw["$defs"]["origin"]
    for name in ("if", "then", "else"):
        del origin[name]
    origin["properties"]["item"] = {"type": "string", "minLength": 1}
    origin["properties"]["how"] = {"enum": ["manual", "accepted", "edited", "rejected"]}
    return raw


def test_an_older_schema_is_completed_and_labels_as_one_of_today(tmp_path: Path) -> None:
    schema = parse_schema(json.dumps(older()))
    assert schema.raw["properties"]["action"]["enum"] == ["edit", "undo", "redo", "mend", "fix", "migrate", "import"]
    for name in ("layer", "text_sha256", "sentence_end"):
        assert schema.raw["properties"][name].items() <= RAW["properties"][name].items()
    assert "blind" in schema.raw["$defs"]["origin"]["properties"]["how"]["enum"]
    template = make_template(tmp_path / "template", SCHEMAS["bundled"])
    assert work_with(template, tmp_path / "project", older(), export=False) == ""


def test_other_tools_may_have_actions_of_their_own() -> None:
    raw = changed("properties/action/enum", ["imported", "edit", "undo", "redo"])
    assert parse_schema(json.dumps(raw)).raw["properties"]["action"]["enum"][:2] == ["imported", "edit"]
    assert refuse(changed("properties/action", {"type": "string"})) == ""


def test_wording_is_free_everywhere() -> None:
    raw = deepcopy(RAW)
    raw["$defs"]["span"]["properties"]["start"]["description"] = "Where it starts."
    raw["properties"]["sha256"] |= {"title": "Hash", "$comment": "of the file"}
    raw["$defs"]["annotation"]["allOf"][0]["$comment"] = "A claim has claims."
    assert refuse(raw) == ""


# -- schemas with one change -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tried() -> list[tuple[str, Variant, str]]:
    """A sample of the variants, the same in each run, with the reasons why they are refused."""
    dice, found = random.Random(16), []
    for name, base in SCHEMAS.items():
        for change in dice.sample(list(changes(base.raw)), 250):
            variant = change.made_to(base.raw)
            found.append((name, variant, refuse(variant.raw)))
    return found


def test_there_are_thousands_of_variants() -> None:
    assert all(len({change.name for change in changes(base.raw)}) > 8_000 for base in SCHEMAS.values())


def test_no_variant_is_a_bug_and_each_reason_is_a_sentence(tried: list[tuple[str, Variant, str]]) -> None:
    reasons = [reason for _, _, reason in tried if reason]
    assert len(reasons) > 100
    assert len(reasons) < len(tried)
    assert all(reason.startswith("schema: ") and reason.endswith(".") and "\n" not in reason for reason in reasons)


FAILED_ONCE = (
    ("bundled", "claim: a question of several answers"),
    ("bundled", "annotation: a required question of several names"),
    ("bundled", "source: a question of two of three"),
    ("bundled", "stance: a question of several retired labels"),
    ("bundled", "annotation: a question of a text about the article"),
    ("bundled", "claim: a question of signs"),
    ("bundled", "stance: a question of retired labels"),
    ("bundled", "annotation: a question of digits"),
    ("bundled", "claim: a question of hostile words"),
    ("bundled", "source: a question of a null label"),
    ("bundled", "annotation: a question called 'sentence_start'"),
    ("own", "claim: a label leads to an answer"),
)
"""Variants that pass and did not work when they were first tried, or nearly."""


def test_what_passes_works_everywhere(tried: list[tuple[str, Variant, str]], tmp_path: Path) -> None:
    """Some with an export, which takes a second each; `tests/benchmarks/variants.py` does all of it with all of them."""
    passed = [(name, variant) for name, variant, reason in tried if not reason]
    once = [
        (name, change.made_to(base.raw))
        for name, base in SCHEMAS.items()
        for change in changes(base.raw)
        if (name, change.name) in FAILED_ONCE
    ]
    assert len(once) == len(FAILED_ONCE)
    templates = {name: make_template(tmp_path / name, base) for name, base in SCHEMAS.items()}
    for place, (name, variant) in enumerate([*once, *passed[:12]]):
        work_with(templates[name], tmp_path / "project", variant.raw, export=place % 4 == 1)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_themselves_work(name: str, tmp_path: Path) -> None:
    base = SCHEMAS[name]
    assert work_with(make_template(tmp_path / "template", base), tmp_path / "project", base.raw) == ""


def test_a_damaged_earlier_version_is_told_with_its_file(tmp_path: Path) -> None:
    template = make_template(tmp_path / "template", SCHEMAS["own"])
    (template / "schema" / "history" / "1.0.json").write_text("{")
    assert "schema/history/1.0.json: not valid JSON" in work_with(template, tmp_path / "project", SCHEMAS["own"].raw)


def test_the_number_of_a_question_without_labels_is_any(schema: Schema) -> None:
    for name in ("an integer", "a bounded integer", "a number", "a tiny number", "a boolean", "a long text", "text"):
        assert refuse(changed(f"{CLAIM}/new", QUESTIONS[name])) == "", name
