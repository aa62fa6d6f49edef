"""The shipped scheme loads, a user's changes are seen everywhere, and what is wrong with a schema is one sentence."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from annotate.checks import check_record
from annotate.errors import SchemaError
from annotate.model import Annotation, Claim, Span, annotation_to_json
from annotate.schema import LINK, NOUNS, Schema, load_schema, parse_schema, shipped
from annotate.schema.scheme import simplify
from support.paths import EXAMPLE_FILES, GOLDEN
from support.several import article_schema, topics_schema, with_topics

SHIPPED = shipped("schema") / "annotation.schema.json"
LABELS = GOLDEN / "labels.json"
SPAN = Span(0, 3, "The")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(SHIPPED)


def changed(change: Callable[[dict[str, Any]], object]) -> Schema:
    """The shipped scheme with a change made to its JSON."""
    raw = json.loads(SHIPPED.read_bytes())
    change(raw)
    return parse_schema(json.dumps(raw), "my.schema.json")


def put(path: str, value: Any) -> Callable[[dict[str, Any]], object]:
    """A change: `value` at a path of ``/``; `...` takes it away, a path that ends in ``/`` appends."""

    def change(raw: Any) -> None:
        *steps, last = path.split("/")
        for step in steps:
            raw = raw[int(step) if isinstance(raw, list) else step]
        if isinstance(raw, list) and last == "":
            raw.append(value)
        elif value is ...:
            del raw[int(last) if isinstance(raw, list) else last]
        else:
            raw[int(last) if isinstance(raw, list) else last] = value

    return change


# -- the shipped scheme ---------------------------------------------------------------------------------------------------


def test_the_shipped_scheme(schema: Schema) -> None:
    assert schema.version == "1.0"
    assert list(schema.attributes) == [*NOUNS, LINK]
    assert {noun: [a.name for a in schema.attributes[noun] if a.asked("quick")] for noun in NOUNS} == {
        "annotation": [],
        "claim": ["type", "verifiability"],
        "source": ["type", "naming"],
        "stance": [],
    }
    assert "polarity" in [a.name for a in schema.attributes["claim"] if a.asked("full")]
    assert [choice.key for choice in schema.labels["stance"].choices] == ["+", "-", "/", "=", "~"]
    assert (schema.labels["stance"].default, schema.labels["stance"].author_default) == ("support", "neutral")
    assert schema.author == {"name": "author", "type": "author", "naming": "implicit"}
    assert schema.guidelines["claim"].example.startswith("The mayor said")


def test_every_label_says_what_it_is(schema: Schema) -> None:
    """The scheme promises a title, a description and a hot-key for every label, and that examples are not empty."""
    questions = [*schema.labels.values(), *(a for noun in NOUNS for a in schema.attributes[noun])]
    for question in questions:
        assert question.title
        assert question.description.endswith((".", "?"))
        for choice in question.choices:
            assert choice.description.endswith("."), choice
            assert choice.title


def test_questions_are_found_by_name(schema: Schema) -> None:
    kind = schema.attribute("claim", "type")
    assert kind is not None
    assert kind.choice("event") is kind.choices[0]
    assert kind.choice("evnt") is None
    assert schema.attribute("stance", "label") is schema.labels["stance"]
    assert schema.attribute("claim", "label") is None
    assert schema.attribute("claim", "colour") is None


def labels(schema: Schema) -> dict[str, list[str]]:
    """Every closed label set of a scheme, in order: ``claim.type`` -> its values."""
    questions = {(noun, a.name): a for noun in NOUNS for a in (*schema.attributes[noun],)}
    questions |= {(noun, "label"): question for noun, question in schema.labels.items()}
    return {f"{noun}.{name}": [c.value for c in q.choices] for (noun, name), q in sorted(questions.items()) if q.choices}


def test_label_sets_are_append_only(schema: Schema) -> None:
    """A `ClassLabel` is stored as a number: the place in its set. A label moved or taken out changes published data."""
    golden = json.loads(LABELS.read_bytes())
    rewrite = "only appending is allowed; when you appended: python tests/test_schema.py"
    now = labels(schema)
    assert {name: now.get(name, [])[: len(values)] for name, values in golden.items()} == golden, rewrite
    assert now == golden, rewrite


# -- what a user adds -----------------------------------------------------------------------------------------------------

TONE = {
    "title": "Tone",
    "description": "How it is said.",
    "x-ask": "quick",
    "oneOf": [
        {"const": "calm", "title": "Calm", "description": "Calmly.", "x-key": "c"},
        {"const": "loud", "title": "Loud", "description": "Loudly.", "x-key": "l"},
    ],
}


def with_tone(raw: dict[str, Any]) -> None:
    raw["$defs"]["claim"]["properties"]["tone"] = TONE
    raw["$defs"]["claim"]["required"].append("tone")


def record(annotation: Annotation) -> dict[str, Any]:
    """A record of an annotation."""
    circumstances = {"document": "d", "sha256": "5f" * 32, "sentence": "d:0", "annotator": "ada", "tool": "0"}
    counts = {"created": "2026-01-31T12:00:00.000000Z", "action": "edit", "seconds": 1, "keys": 1, "schema": "1.0", "origins": []}
    return {**circumstances, **counts, "annotation": annotation_to_json(annotation)}


def test_a_new_property_is_seen_by_all_readers() -> None:
    schema = changed(with_tone)
    tone = schema.attribute("claim", "tone")
    assert tone is not None
    assert tone.asked("quick")
    assert [choice.value for choice in tone.choices] == ["calm", "loud"]
    assert tone in schema.attributes["claim"]
    answers: dict[str, str | bool | int | float] = {"type": "event", "verifiability": "partly"}
    without = Annotation("claim", (Claim("c1", (SPAN,), answers),))
    assert schema.missing(annotation_to_json(without)) == {("claim", 0, "tone")}
    (problem,) = check_record(record(without), schema, "labels.jsonl:1")
    assert (problem.code, problem.path) == ("missing-answer", "$.annotation.claims[0].tone")
    assert problem.remedy == "answer it: calm, loud"
    answered = Annotation("claim", (Claim("c1", (SPAN,), {**answers, "tone": "lud"}),))
    assert schema.missing(annotation_to_json(answered)) == set()
    (problem,) = check_record(record(answered), schema, "labels.jsonl:1")
    assert (problem.message, problem.remedy) == ('claim c1: tone is "lud"; it can be calm, loud', "did you mean loud?")


def test_the_shipped_scheme_knows_nothing_of_it(schema: Schema) -> None:
    claim = Claim("c1", (SPAN,), {"type": "event", "verifiability": "partly", "tone": "calm"})
    (problem,) = check_record(record(Annotation("claim", (claim,))), schema, "labels.jsonl:1")
    assert (problem.code, problem.path) == ("unexpected-property", "$.annotation.claims[0].tone")


# -- what is still to be answered -----------------------------------------------------------------------------------------


def test_an_empty_annotation_lacks_its_label(schema: Schema) -> None:
    assert schema.missing(annotation_to_json(Annotation())) == {("annotation", 0, "label")}


@pytest.mark.parametrize(("label", "missing"), [("skip", {("annotation", 0, "reason")}), ("no_claim", set()), ("claim", set())])
def test_missing_follows_the_answers(label: str, missing: set[Any], schema: Schema) -> None:
    assert schema.missing(annotation_to_json(Annotation(label))) == missing
    assert schema.missing(annotation_to_json(Annotation(label, attributes={"reason": "later"}))) == set()


def test_missing_names_the_item(schema: Schema) -> None:
    claims = (Claim("c1", (SPAN,), {"type": "event", "verifiability": "partly"}), Claim("c2", (SPAN,), {"type": "event"}))
    assert schema.missing(annotation_to_json(Annotation("claim", claims))) == {("claim", 1, "verifiability")}


def test_a_rule_about_claims_counts_once_it_applies() -> None:
    rule = {"if": {"properties": {"type": {"const": "quantity"}}, "required": ["type"]}, "then": {"required": ["normalized"]}}
    schema = changed(put("$defs/claim/allOf", [rule]))
    for kind, missing in (("event", set()), ("quantity", {("claim", 0, "normalized")})):
        claim = Claim("c1", (SPAN,), {"type": kind, "verifiability": "partly"})
        assert schema.missing(annotation_to_json(Annotation("claim", (claim,)))) == missing
        assert schema.accepts(record(Annotation(None, (claim,)))), "a draft may lack that answer too"
        assert schema.accepts(record(Annotation("claim", (claim,)))) == (not missing)


@pytest.mark.parametrize(
    ("rules", "value", "valid"),
    [
        ({"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}, "b", True),
        ({"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}, "c", False),
        ({"oneOf": [{"const": "a", "title": "A"}, {"const": "a", "title": "A"}]}, "a", False),  # both
        ({"oneOf": [{"const": 1, "title": "A"}, {"type": "integer"}]}, 1, False),
        ({"oneOf": [{"const": "a", "title": "A"}], "enum": ["b"]}, "b", False),
        ({"pattern": r"^[a-z]+$(?!\n)"}, "ab", True),
        ({"pattern": r"^[a-z]+$(?!\n)"}, "ab\n", False),
        ({"pattern": r"^a$|^b$(?!\n)"}, "b\n", False),
        ({"pattern": r"^a\$(?!\n)"}, "a$\n", False),
        ({"pattern": r"(?m)^a$(?!\n)"}, "a\nb", False),
        ({"properties": {"pattern": {"pattern": r"^a$(?!\n)"}, "oneOf": {"const": 1}}}, {"pattern": "a\n"}, False),
    ],
)
def test_what_is_decided_by_accepts_the_same(rules: dict[str, Any], value: object, valid: bool) -> None:
    before = json.dumps(rules)
    assert jsonschema_rs.is_valid(rules, value) is jsonschema_rs.is_valid(simplify(rules), value) is valid
    assert json.dumps(rules) == before


def test_the_draft_leaves_the_scheme_as_it_is(schema: Schema) -> None:
    before = json.dumps(schema.raw)
    assert schema.draft["$defs"]["claim"]["required"] == ["id", "spans"]
    assert json.dumps(schema.raw) == before


# -- what is wrong with a schema ------------------------------------------------------------------------------------------

KEYS = "$defs/claim/properties/type/oneOf"
NEW = {"title": "T", "description": "D", "type": "string"}
WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no JSON Schema": (
        put("properties/seconds", {"type": "nummer"}),
        "not valid JSON Schema (draft 2020-12) at $.properties.seconds.type",
    ),
    "a pattern that is none": (
        put("properties/document/pattern", "("),
        "not valid JSON Schema (draft 2020-12) at $.properties.document",
    ),
    "a reference to nothing": (put("properties/annotation", {"$ref": "#/$defs/x"}), "Pointer '/$defs/x' does not exist"),
    "a reference elsewhere": (put("properties/annotation", {"$ref": "http://127.0.0.1:9/x"}), "a schema must be in one file"),
    "another draft": (
        put("$schema", "http://json-schema.org/draft-07/schema#"),
        "it is written for 'http://json-schema.org/draft-07",
    ),
    "no version": (put("x-version", ...), 'breaks our conventions at $: "x-version" is a required property'),
    "half a version": (put("x-version", "1"), "breaks our conventions at $.x-version"),
    "an open noun": (
        put("$defs/claim/additionalProperties", True),
        "breaks our conventions at $.$defs.claim.additionalProperties",
    ),
    "a field missing": (put("$defs/claim/properties/spans", ...), "`spans` is missing; every claim has one"),
    "a field not required": (put("$defs/claim/required", []), "$.$defs.claim.required: `id` is missing; every claim has one"),
    "a record field gone": (put("properties/sha256", ...), "breaks our conventions at $.properties: `sha256` is missing"),
    "a span that is anything": (put("$defs/span", True), "breaks our conventions at $.$defs.span: true is not"),
    "required, but unknown": (
        put("$defs/claim/required/", "tone"),
        "$.$defs.claim.required: 'tone' is not one of the properties",
    ),
    "label not required": (put("$defs/annotation/required/0", ...), "$.$defs.annotation.required: `label` is missing"),
    "a property without a title": (
        put("$defs/claim/properties/new", {"type": "string"}),
        'at $.$defs.claim.properties.new: "title"',
    ),
    "a property of a kind we do not ask": (
        put("$defs/claim/properties/new", {**NEW, "type": "object"}),
        "breaks our conventions at $.$defs.claim.properties.new.type",
    ),
    "a property that is anything": (put("$defs/claim/properties/new", True), "at $.$defs.claim.properties.new: true is not"),
    "a name with a capital": (put("$defs/claim/properties/New", NEW), "breaks our conventions at $.$defs.claim.properties"),
    "a claim with a label": (
        put("$defs/claim/properties/label", NEW),
        "$.$defs.claim.properties.label: only sentences, stances and links",
    ),
    "a label set of one": (put("$defs/claim/properties/new", {**TONE, "oneOf": TONE["oneOf"][:1]}), "properties.new.oneOf"),
    "a label without a key": (put(f"{KEYS}/0/x-key", ...), '$.$defs.claim.properties.type.oneOf[0]: "x-key"'),
    "a key of two letters": (put(f"{KEYS}/0/x-key", "ev"), "$.$defs.claim.properties.type.oneOf[0].x-key"),
    "the space bar": (put(f"{KEYS}/0/x-key", " "), "$.$defs.claim.properties.type.oneOf[0].x-key"),
    "a key twice": (put(f"{KEYS}/1/x-key", "e"), "properties.type: 'event' and 'quantity' have the same hot-key 'e'"),
    "a label twice": (
        put(f"{KEYS}/1/const", "event"),
        "properties.type: 'Event' and 'Quantity' have the same label 'event'",
    ),
    "a default that is none": (
        put("$defs/stance/properties/label/default", "supprt"),
        "the default 'supprt' is not among its labels",
    ),
    "an author's default that is none": (
        put("$defs/stance/properties/label/x-author-default", "x"),
        "the default 'x' is not among its labels",
    ),
    "no default stance": (put("$defs/stance/properties/label/default", ...), "stance.properties.label: it needs a `default`"),
    "no skip": (put("$defs/annotation/properties/label/oneOf/2", ...), "the label 'skip' is missing"),
    "no label at all": (put("$defs/stance/properties/label", ...), "`label` is missing; every stance has one"),
    "an author of no type": (
        put("$defs/source/x-author/type", "nobody"),
        "x-author.type: the scheme does not allow 'nobody' for a source",
    ),
    "an author with more": (
        put("$defs/source/x-author/colour", "blue"),
        "x-author.colour: the scheme does not allow 'blue' for a source",
    ),
    "an author with less": (
        put("$defs/source/x-author/naming", ...),
        "x-author: it needs `naming`, which every source must have",
    ),
    "an author without a name": (put("$defs/source/x-author/name", ...), '$.$defs.source.x-author: "name" is a required'),
    "an author that is a list": (put("$defs/source/x-author", []), "$.$defs.source.x-author: [] is not of type"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_sentence(change: Callable[[dict[str, Any]], object], message: str) -> None:
    with pytest.raises(SchemaError) as raised:
        changed(change)
    assert str(raised.value).startswith("my.schema.json: ")
    assert message in str(raised.value)
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not valid JSON (Expecting value: line 1 column 1 (char 0)); correct it there."),
        ('{"x-version": ', "not valid JSON (Expecting value: line 1 column 15 (char 14)); correct it there."),
        ("[]", "a schema is a JSON object, not an array; compare it with the one `annotate init` writes."),
        ("null", "a schema is a JSON object, not null; compare it with the one `annotate init` writes."),
        ('"x"', "a schema is a JSON object, not a string; compare it with the one `annotate init` writes."),
        ("1", "a schema is a JSON object, not a number; compare it with the one `annotate init` writes."),
        ("true", "a schema is a JSON object, not a boolean; compare it with the one `annotate init` writes."),
        ('{"type": 1, "type": 2}', 'not valid JSON ("type" appears twice in one object); correct it there.'),
        ('{"x": NaN}', "not valid JSON (Out of range float values are not JSON compliant"),
        ('{"x": "\\ud800"}', "not valid JSON ('utf-8' codec can't encode"),
        ("[" * 100_000, "not valid JSON (maximum recursion depth exceeded"),
    ],
)
def test_what_is_no_schema(text: str, message: str) -> None:
    with pytest.raises(SchemaError) as raised:
        parse_schema(text, "my.schema.json")
    assert str(raised.value).startswith(f"my.schema.json: {message}")


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="there is no such file; `annotate init` writes the default schema"):
        load_schema(tmp_path / "none.json")


@pytest.mark.parametrize(
    "make", [lambda path: path.mkdir(), lambda path: path.write_bytes(b'{"title": "\xff"}')], ids=["folder", "bytes"]
)
def test_a_schema_that_cannot_be_read(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "my.schema.json"
    make(path)
    with pytest.raises(
        SchemaError, match=r"my\.schema\.json: the schema cannot be read \(.*\); check the file and its permissions\.$"
    ):
        load_schema(path)


def test_a_schema_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "my.schema.json"
    path.write_bytes(SHIPPED.read_bytes())
    path.chmod(stat.S_IWUSR)

    def refuse(*arguments: Any, **named: Any) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))  # root may read everything, so the system does not

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SchemaError, match="cannot be read"):
        load_schema(path)


def test_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "my.schema.json"
    path.write_bytes(b"\xef\xbb\xbf" + SHIPPED.read_bytes())
    assert load_schema(path).version == "1.0"


if __name__ == "__main__":
    LABELS.parent.mkdir(exist_ok=True)
    LABELS.write_text(json.dumps(labels(load_schema(SHIPPED)), indent=2) + "\n", encoding="utf-8")


def test_only_answers_that_fit_are_taken_over() -> None:
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    answers = {"type": "person", "naming": "secret", "role": "mayor", "shoe_size": 44}
    assert schema.accepted_answers("source", answers) == {"type": "person", "role": "mayor"}


def test_a_schema_of_before_adjudications_takes_them() -> None:
    raw = json.loads((shipped("schema") / "annotation.schema.json").read_text(encoding="utf-8"))
    del raw["properties"]["layer"]
    schema = parse_schema(json.dumps(raw))
    example = EXAMPLE_FILES / "positive" / "adjudication.json"
    record = json.loads(example.read_text(encoding="utf-8"))
    assert schema.accepts(record)
    assert not schema.accepts({**record, "layer": "gold"})


def test_what_must_be_answered_alike_is_neither_free_nor_kept_out(schema: Schema) -> None:
    assert schema.decisive["claim"] == {"type", "verifiability", "polarity", "certainty"}
    assert schema.decisive["source"] == {"type", "naming", "plural"}
    assert (schema.decisive["annotation"], schema.decisive["stance"]) == ({"reason"}, {"quote"})
    kept_out = changed(put("$defs/source/properties/plural/x-adjudicate", False))
    assert kept_out.decisive["source"] == {"type", "naming"}
    kept_in = changed(put("$defs/claim/properties/checkworthiness/x-adjudicate", True))
    assert "checkworthiness" in kept_in.decisive["claim"]


# -- several answers to one question ---------------------------------------------------------------------------------------


def test_a_question_may_have_several_answers() -> None:
    question = topics_schema(minItems=1, maxItems=2).attribute("claim", "topics")
    assert question is not None
    assert (question.several, question.least, question.most) == (True, 1, 2)
    assert [choice.value for choice in question.choices] == ["money", "health", "roads"]
    assert (question.type, question.free, question.single) == ("string", False, False)


def test_names_alone_are_labels_of_several_answers() -> None:
    schema = topics_schema(items={"type": "string", "enum": ["money", "moods"]}, uniqueItems=None)
    question = schema.attribute("claim", "topics")
    assert question is not None
    assert [(label.value, label.title, label.key) for label in question.labels] == [
        ("money", "Money", "m"),
        ("moods", "Moods", "o"),
    ]
    assert (question.least, question.most) == (0, 2)
    assert schema.raw["$defs"]["claim"]["properties"]["topics"]["uniqueItems"] is True


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        (("health", "money"), True),
        (("money",), True),
        ((), False),
        (("health", "money", "roads"), False),
        (("luck",), False),
        ("money", False),
        (True, False),
    ],
)
def test_what_fits_is_a_set_of_labels_of_the_right_size(answer: Any, fits: bool) -> None:
    question = topics_schema(minItems=1, maxItems=2).attribute("claim", "topics")
    assert question is not None
    assert question.fits(answer) is fits


def test_a_rule_that_knows_one_answer_does_not_answer_a_question_with_several(schema: Schema) -> None:
    assert schema.accepted_answers("claim", {"type": "event", "tone": "calm"}) == {"type": "event"}
    assert topics_schema(name="type").accepted_answers("claim", {"type": "money"}) == {}


def test_the_author_may_have_several_answers() -> None:
    raw = with_topics("source", "sides")
    raw["$defs"]["source"]["required"].append("sides")
    with pytest.raises(SchemaError, match="it needs `sides`"):
        parse_schema(json.dumps(raw))
    raw["$defs"]["source"]["x-author"]["sides"] = ["roads", "money"]
    assert parse_schema(json.dumps(raw)).author_answers["sides"] == ("money", "roads")
    raw["$defs"]["source"]["x-author"]["sides"] = ["luck"]
    with pytest.raises(SchemaError, match="does not allow"):
        parse_schema(json.dumps(raw))


def test_a_condition_may_be_about_one_of_several_answers() -> None:
    raw = with_topics()
    rule = {
        "if": {"properties": {"topics": {"contains": {"const": "health"}}}, "required": ["topics"]},
        "then": {"required": ["normalized"]},
    }
    raw["$defs"]["claim"]["allOf"] = [rule]
    scheme = parse_schema(json.dumps(raw))
    claim = Claim("c1", (SPAN,), {"type": "event", "verifiability": "verifiable", "topics": ("health", "money")})
    assert ("claim", 0, "normalized") in scheme.missing(annotation_to_json(Annotation("claim", (claim,))))


# -- questions about the article ---------------------------------------------------------------------------------------------


def test_a_question_may_be_about_the_article() -> None:
    scheme = article_schema()
    assert [question.path for question in scheme.about_article] == ["article.genre", "article.topics"]
    assert scheme.question("article.genre") is scheme.attribute("annotation", "genre")
    assert scheme.question("annotation.genre") is None
    assert {"article.genre", "article.topics"} <= {question.path for question in scheme.askable}
    assert "annotation.reason" not in {question.path for question in scheme.askable}
