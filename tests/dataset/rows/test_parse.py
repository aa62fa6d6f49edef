"""JSON becomes Arrow columns as `datasets` has them; what does not fit is refused, and `features.Reader` agrees."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from annotate.dataset.features import Reader, noun_feature
from annotate.dataset.rows.parse import FeatureMismatch, count_missing, parse, remove_text
from annotate.errors import ExportError
from annotate.model import annotation_to_json
from annotate.schema import Schema


@pytest.fixture
def data(world: Any) -> dict[str, Any]:
    document = world.document("doc")
    return annotation_to_json(world.annotation(document, document.sentences[0]))


def read(schema: Schema, *records: Any) -> list[Any]:
    found: list[Any] = parse([json.dumps(record) for record in records], noun_feature(schema, "annotation")).to_pylist()
    return found


def test_labels_become_numbers_and_absent_values_null(schema: Schema, data: dict[str, Any]) -> None:
    (found,) = read(schema, data)
    assert (found["label"], found["reason"]) == (0, None)
    assert (found["claims"][0]["type"], found["claims"][0]["polarity"]) == (0, None)
    assert [stance["label"] for stance in found["stances"]] == [3, 0]
    assert found["sources"][0]["mention"] is None
    assert found["sources"][1]["plural"] is False
    assert found["claims"][0]["spans"][0] == data["claims"][0]["spans"][0]


def test_nothing_gives_nothing_of_the_right_type(schema: Schema, data: dict[str, Any]) -> None:
    of = noun_feature(schema, "annotation")
    assert parse([], of).type == parse([json.dumps(data)], of).type


def test_records_that_fill_many_blocks_stay_in_order(
    schema: Schema, data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.dataset.rows.parse.BLOCK_SIZE", 64)
    notes = [f"note {number} " + "x" * (number % 7 * 500) for number in range(300)]
    assert [found["note"] for found in read(schema, *({**data, "note": note} for note in notes))] == notes


@pytest.mark.parametrize(
    "text", ["2026-11-22T09:00:00Z", "a\u2028b\u0085c", 'q"\\u0041', "\u0001\n", "👩‍👩‍👧‍👦 cafe\u0301 市长", ""]
)
def test_a_text_stays_as_it_is(schema: Schema, data: dict[str, Any], text: str) -> None:
    """A JSON reader that guesses would make a time of the first."""
    for escaped in (True, False):
        line = json.dumps({**data, "note": text}, ensure_ascii=escaped)
        assert parse([line], noun_feature(schema, "annotation")).to_pylist()[0]["note"] == text


Change = Callable[[dict[str, Any]], object]
UNFIT: dict[str, Change] = {
    "unknown label": lambda d: d["claims"][0].update(type="rumour"),
    "unknown stance": lambda d: d["stances"][1].update(label="Support"),
    "number for a label": lambda d: d["claims"][0].update(type=1),
    "true for a label": lambda d: d.update(label=True),
    "unknown property": lambda d: d["claims"][0].update(colour="red"),
    "1 for true": lambda d: d["sources"][1].update(plural=1),
    "fraction for an offset": lambda d: d["claims"][0]["spans"][0].update(start=1.5),
    "true for an offset": lambda d: d["claims"][0]["spans"][0].update(start=True),
    "too large": lambda d: d["claims"][0]["spans"][0].update(end=2**63),
    "number for a text": lambda d: d["sources"][1].update(name=7),
    "half a character": lambda d: d["sources"][1].update(name="\ud83d"),
    "no list": lambda d: d.update(claims={}),
    "no object": lambda d: d.update(claims=["c1"]),
    "no spans": lambda d: d["claims"][0].pop("spans"),
    "no end": lambda d: d["claims"][0]["spans"][0].pop("end"),
    "no claims": lambda d: d.pop("claims"),
}


@pytest.mark.parametrize("change", UNFIT.values(), ids=UNFIT)
def test_values_that_datasets_would_silently_change_are_refused_by_both_readers(
    schema: Schema, data: dict[str, Any], change: Change
) -> None:
    sound = json.loads(json.dumps(data))
    change(data)
    with pytest.raises(FeatureMismatch):
        count_missing(parse([json.dumps(sound), json.dumps(data)], noun_feature(schema, "annotation")), schema)
    with pytest.raises(ExportError):
        Reader(schema).read("annotation", data, "")


@pytest.mark.parametrize("line", ["{", "", "1", '{"label": "claim"}\n{"label": "claim"}', '{"label": "claim", "label": "skip"}'])
def test_an_invalid_record_is_refused(schema: Schema, line: str) -> None:
    with pytest.raises(FeatureMismatch):
        parse([line], noun_feature(schema, "annotation"))


def test_a_number_that_is_none_is_refused() -> None:
    from datasets import Value

    assert parse(["1", "2.5", "null"], Value("float64")).to_pylist() == [1.0, 2.5, None]
    for text in ("NaN", "Infinity", "1e999"):
        with pytest.raises(FeatureMismatch):
            parse([text], Value("float64"))


def test_an_answer_older_than_its_question_is_null_and_counted(schema: Schema, data: dict[str, Any]) -> None:
    older = json.loads(json.dumps(data))
    del older["claims"][0]["type"]
    del older["sources"][1]["naming"]
    found = parse([json.dumps(record) for record in (data, older, older)], noun_feature(schema, "annotation"))
    assert count_missing(found, schema) == {"claim.type": 2, "source.naming": 2}


def test_without_text_no_text_is_left_but_ids_labels_and_offsets(schema: Schema, data: dict[str, Any]) -> None:
    of = noun_feature(schema, "annotation")
    (found,) = remove_text(parse([json.dumps({**data, "flag": "see x"})], of), of).to_pylist()
    assert [found["flag"], found["note"], found["claims"][0]["normalized"], found["sources"][1]["name"]] == [None] * 4
    assert found["claims"][0]["spans"][0] == {**data["claims"][0]["spans"][0], "text": None}
    assert found["stances"][1]["cue"]["text"] is None
    assert (found["claims"][0]["id"], found["sources"][1]["id"]) == ("c1", "s1")
    assert [found["stances"][1][name] for name in ("claim", "source", "label")] == ["c1", "s1", 0]
