"""Lines of JSONL to revisions or problems, never an exception."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from annotate.checks import article_problem, check_record, format_problem, read_records
from annotate.model import (
    Annotation,
    Claim,
    Origin,
    Problem,
    Revision,
    Source,
    Span,
    Stance,
    revision_from_json,
    revision_to_json,
)
from annotate.schema import Schema, load_schema, shipped

SCHEME = load_schema(shipped("schema") / "annotation.schema.json")


def test_reads_revisions_in_order(schema: Schema, line: Any, finished: Any) -> None:
    lines = [line(number=0), b"\n", b"  \r\n", line(number=3)]
    assert list(read_records(lines, "labels.jsonl", schema)) == [revision_from_json(finished(number)) for number in (0, 3)]


def test_lines_are_counted_with_the_blank_ones(schema: Schema, line: Any) -> None:
    lines = [b"\n", line(), b"\n", line(annotator="")]
    assert [getattr(item, "where", "") for item in read_records(lines, "labels.jsonl", schema)] == ["", "labels.jsonl:4"]


def test_a_byte_order_mark_is_tolerated_at_the_start_only(schema: Schema, line: Any) -> None:
    first, second = read_records([b"\xef\xbb\xbf" + line()] * 2, "labels.jsonl", schema)
    assert isinstance(first, Revision)
    assert isinstance(second, Problem)
    assert (second.code, second.where) == ("not-json", "labels.jsonl:2")


@pytest.mark.parametrize(
    ("raw", "code", "message"),
    [
        (b'{"seconds": NaN}', "not-json", "NaN is not a number in JSON"),
        (b'{"seconds": Infinity}', "not-json", "Infinity is not a number in JSON"),
        (b'{"seconds": -Infinity}', "not-json", "Infinity is not a number in JSON"),
        (b'{"seconds": 1e999}', "not-json", "not JSON: "),
        (b'{"note": "\xff"}', "not-utf-8", "byte 11 (0xff) is not UTF-8"),
        ('{"note": "é"}'.encode("latin-1"), "not-utf-8", "byte 11 (0xe9) is not UTF-8"),
        ('{"note": "é"}'.encode("utf-16"), "not-utf-8", "byte 1 (0xff) is not UTF-8"),
        (b'{"note": "\\ud800"}', "not-json", "not JSON: "),
        (b'{"note": "cut o', "cut-off", "the line ends in the middle of a record"),
        (b"{", "cut-off", "the line ends in the middle of a record"),
        (b"{'note': 1}", "not-json", "not JSON: "),
        (b'{"note": 1} {"note": 2}', "not-json", "not JSON: "),
        (b"[" * 5000, "not-json", "not JSON: "),
        (b'{"\\u00e9": ' + b"[" * 1000 + b"]" * 1000 + b"}", "missing-property", "document is missing"),
        (b"\x00", "not-json", "not JSON: "),
        (b"[1]", "wrong-type", "the record is a list, not an object"),
    ],
)
def test_lines_that_hold_no_record(raw: bytes, code: str, message: str, schema: Schema) -> None:
    problem, *_ = read_records([raw], "labels.jsonl", schema)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == (code, "labels.jsonl:1")
    assert problem.message.startswith(message)  # what follows is orjson's
    assert problem.remedy


def test_a_file_cut_off_in_its_last_line_keeps_the_others(schema: Schema, line: Any) -> None:
    good, bad = read_records([line(), line()[:-20]], "labels.jsonl", schema)
    assert isinstance(good, Revision)
    assert isinstance(bad, Problem)
    assert (bad.code, bad.where) == ("cut-off", "labels.jsonl:2")


@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("where", [b'"label": "claim"', b'"start": 0', b'"document": "bridge"'])
def test_a_key_that_one_object_has_twice(where: bytes, ascii: bool, schema: Schema, finished: Any) -> None:
    """Parsers keep one of them in silence, and not all of them the same one."""
    raw = json.dumps(finished(), ensure_ascii=ascii).encode()
    (problem,) = read_records([raw.replace(where, where + b", " + where, 1)], "labels.jsonl", schema)
    assert isinstance(problem, Problem)
    name = where.split(b":")[0].decode()
    assert (problem.code, problem.message) == ("repeated-key", f"{name} appears twice in one object")


def test_keys_repeated_in_different_objects_are_fine(schema: Schema, line: Any, finished: Any) -> None:
    escaped = json.dumps(finished(2)).encode()  # \u escapes: not the bytes that would be written again
    assert b"\\u" in escaped
    (revision,) = read_records([escaped], "labels.jsonl", schema)
    assert revision == revision_from_json(finished(2))


def test_a_whole_number_with_a_point_slices(schema: Schema, line: Any) -> None:
    (revision,) = read_records([line(annotation__claims__0__spans__0__start=0.0, keys=7.0)], "x", schema)
    assert isinstance(revision, Revision)
    assert revision.annotation is not None
    assert [type(n) for n in (revision.annotation.claims[0].spans[0].start, revision.keys)] == [int, int]


@pytest.mark.parametrize("label", [..., "claim"])
def test_only_an_open_sentence_may_lack_answers(label: Any, schema: Schema, finished: Any) -> None:
    changes = {"annotation__label": label, "annotation__claims__0__type": ..., "annotation__stances__0__label": ...}
    codes = [problem.path for problem in check_record(finished(**changes), schema, "")]
    stance = "$.annotation.stances[0].label"  # a stance without a label is none, in a draft too
    assert codes == ([stance] if label is ... else ["$.annotation.claims[0].type", stance])


# -- any value at all -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["annotation", "label", "claims", "sources", "stances", "id", "spans", "claim", "s1", "c1", "start", "end", "text"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | WORDS, inner, max_size=4),
)


@given(JSON)
def test_any_json_gives_problems_or_revisions(value: Any) -> None:
    items = list(read_records([json.dumps(value).encode()], "x", SCHEME))
    assert items
    assert all(isinstance(item, Problem) for item in items)
    assert all(format_problem(item) for item in items if isinstance(item, Problem))


@given(
    path=st.lists(st.sampled_from(["annotation", "claims", "sources", "stances", 0, 1, "spans", "label", "cue", "origins"])),
    value=JSON,
)
def test_any_json_in_any_place_of_a_record(finished: Any, path: list[str | int], value: Any) -> None:
    place = record = finished()
    for step in path:
        if isinstance(place, dict) and step in place and isinstance(place[step], dict | list):
            place = place[step]
    key = next(iter(place), None) if isinstance(place, dict) else 0 if place else None
    if key is not None:
        place[key] = value
    for item in read_records([json.dumps(record).encode()], "x", SCHEME):
        assert isinstance(item, Revision) or format_problem(item)


@given(st.binary())
def test_any_bytes(raw: bytes) -> None:
    assert all(isinstance(item, Problem) for item in read_records([raw], "x", SCHEME))


# -- round trip ---------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SOME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
SPAN = st.builds(Span, st.integers(0, 10**9), st.integers(1, 10**9), SOME)
NUMBER = st.integers(1, 99)
CLAIM_ID = NUMBER.map(lambda n: f"c{n}")
SOURCE_ID = st.integers(0, 99).map(lambda n: f"s{n}")


def answers(noun: str) -> st.SearchStrategy[dict[str, Any]]:
    """What the scheme lets somebody answer about a noun."""
    values: dict[bool, dict[str, st.SearchStrategy[Any]]] = {True: {}, False: {}}
    plain = {"string": TEXT, "boolean": st.booleans(), "integer": st.integers(-(2**60), 2**60), "number": st.integers(0, 9)}
    for question in SCHEME.attributes[noun]:
        choices = st.sampled_from([choice.value for choice in question.choices]) if question.choices else plain[question.type]
        values[question.required][question.name] = choices
    return st.fixed_dictionaries(values[True], optional=values[False])


def any_annotation() -> st.SearchStrategy[Annotation]:
    claims = st.lists(st.builds(Claim, CLAIM_ID, st.lists(SPAN, min_size=1, max_size=3).map(tuple), answers("claim")), max_size=3)
    sources = st.lists(st.builds(Source, SOURCE_ID, TEXT, st.none() | SPAN, answers("source")), max_size=3)
    labels = st.sampled_from([choice.value for choice in SCHEME.labels["stance"].choices])
    stances = st.lists(st.builds(Stance, CLAIM_ID, SOURCE_ID, labels, st.none() | SPAN, answers("stance")), max_size=3)
    return st.builds(
        Annotation,
        st.none(),
        claims.map(tuple),
        sources.map(tuple),
        stances.map(tuple),
        st.none() | TEXT,
        TEXT,
        answers("annotation"),
    )


def revisions() -> st.SearchStrategy[Revision]:
    return st.builds(
        Revision,
        document=SOME,
        sha256=st.just("5f" * 32),
        sentence=SOME.map(lambda id: f"{id}:0"),
        annotator=SOME,
        created=st.datetimes().map(lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")),
        action=st.sampled_from(["edit", "undo", "redo"]),
        seconds=st.floats(0, 1e6),
        keys=st.integers(0, 1000),
        schema=st.just("1.0"),
        tool=TEXT,
        annotation=st.none() | st.deferred(any_annotation),
        origins=st.lists(
            st.builds(Origin, SOME, st.sampled_from(["manual", "accepted", "edited", "rejected"]), TEXT), max_size=2
        ).map(tuple),
    )


@given(st.deferred(revisions))
def test_model_to_json_to_records_and_back(revision: Revision) -> None:
    data = revision_to_json(revision)
    assert revision_from_json(data) == revision
    for raw in (orjson.dumps(data), json.dumps(data).encode()):
        assert list(read_records([raw], "x", SCHEME)) == [revision]


# -- both validators ------------------------------------------------------------------------------------------------------


def following(schema: Any, definitions: Any) -> st.SearchStrategy[Any]:
    """Values that follow a JSON Schema of the kind our conventions allow, conditions (`allOf`) left to chance."""
    if "$ref" in schema:
        return following(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "oneOf" in schema:
        return st.sampled_from([choice["const"] for choice in schema["oneOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = schema.get("type", "object")
    return st.one_of([of_kind(kind, schema, definitions) for kind in ([kinds] if isinstance(kinds, str) else kinds)])


def of_kind(kind: str, schema: Any, definitions: Any) -> st.SearchStrategy[Any]:
    match kind:
        case "object":
            made = {name: following(inner, definitions) for name, inner in schema["properties"].items()}
            needed = {name: made.pop(name) for name in schema["required"]}
            return st.fixed_dictionaries(needed, optional=made)
        case "array":
            return st.lists(following(schema["items"], definitions), min_size=schema.get("minItems", 0), max_size=2)
        case "string" if "pattern" in schema:
            return st.from_regex(schema["pattern"])
        case "string":
            return st.text(st.characters(exclude_categories=["Cs"]), min_size=schema.get("minLength", 0), max_size=9)
        case "integer":
            return st.integers(schema.get("minimum", -9), 2**53)
        case "number":
            return st.floats(schema.get("minimum", -9), 1e9)
        case "boolean":
            return st.booleans()
        case _:
            return st.none()


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """A record made from the schema, then changed in up to three places."""
    record = draw(following(SCHEME.raw, SCHEME.raw["$defs"]))
    for _ in range(draw(st.integers(0, 3))):
        place: Any = record
        while place:
            key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            if draw(st.booleans()):
                del place[key]
            else:
                place[key] = draw(JSON)
            break
    return record


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(st.deferred(spoiled))
def test_the_fast_validator_agrees_with_the_one_that_finds_words(record: Any) -> None:
    assert SCHEME.accepts(record) == Draft202012Validator(SCHEME.for_record(record)).is_valid(record)


def test_an_article_in_the_place_of_labels_is_one_problem() -> None:
    problem = article_problem("a.txt")
    assert (problem.code, problem.where) == ("article-file", "a.txt")
    assert "annotate add" in problem.remedy
