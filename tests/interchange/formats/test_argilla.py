"""Argilla's records of three ages, put together to documents; drafts are not finished, discarded responses say nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotate.interchange.format import ReadOptions
from annotate.interchange.formats.argilla import read, recognizes
from annotate.interchange.values import SENTENCE, InputFile, InterchangeError, Reading

SPAN = {"start": 0, "end": 9, "label": "claim"}


def nested(id: str = "d:0", text: str = "The ferry sank.", **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "fields": {"text": text},
        "metadata": {"document": "d"},
        "suggestions": {"spans": {"value": [SPAN], "score": 0.5, "agent": "m/1"}},
        "responses": {
            "spans": [{"value": [SPAN], "user_id": "u1"}],
            "label": [{"value": "claim", "user_id": "u1"}],
            "note": [{"value": "look", "user_id": "u1"}],
        },
        **more,
    }


def read_json(value: object, name: str = "r.json") -> Reading:
    file = InputFile(name, json.dumps(value).encode())
    assert recognizes([file])
    return read([file], ReadOptions())


def test_nested_records_of_a_document() -> None:
    reading = read_json([nested("d:20", "It was raining."), nested()])
    (document,) = reading.documents
    assert document.text == "The ferry sank.\n\nIt was raining."
    assert document.sentences == ((0, 15), (17, 32))
    person, model = document.sets
    assert (person.annotator, person.done, model.agent) == ("u1", False, "m/1")
    sentences = [span for span in person.spans if span.label == SENTENCE]
    assert [(s.pieces, s.attributes, s.note) for s in sentences] == [
        (((0, 15),), {"label": "claim"}, "look"),
        (((17, 32),), {"label": "claim"}, "look"),
    ]
    assert [s.pieces for s in person.spans if s.label == "claim"] == [((0, 9),), ((17, 26),)]
    assert any("which responses were submitted" in notice for notice in reading.notices)


def test_flat_records_know_what_was_submitted() -> None:
    record = {
        "id": "x",
        "text": "The ferry sank.",
        "spans.responses": [[SPAN], [SPAN], [SPAN]],
        "spans.responses.users": ["u1", "u2", "u3"],
        "spans.responses.status": ["submitted", "draft", "discarded"],
        "spans.suggestion": None,
    }
    reading = read_json([record])
    assert [(s.annotator, s.done) for s in reading.documents[0].sets] == [("u1", True), ("u2", False)]
    assert [loss.kind for loss in reading.losses] == ["unknown.discarded"]


def test_records_of_version_1() -> None:
    answers = [{"user_id": "u1", "value": ["claim", "other"], "status": "submitted"}]
    record = {
        "text": "The ferry sank.",
        "label": answers,
        "label-suggestion": "no_claim",
        "label-suggestion-metadata": {"agent": "m"},
    }
    reading = read_json(record, "r.jsonl")
    person, model = reading.documents[0].sets
    assert (person.spans[0].attributes, model.spans[0].attributes) == ({"label": "claim"}, {"label": "no_claim"})
    assert [loss.kind for loss in reading.losses] == ["unknown.label"]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (nested(fields={"image": 3}), "no text field|has no text"),
        (nested(responses={"spans": [{"value": [{"start": "0"}], "user_id": "u"}]}), "no start and end"),
        (nested(responses={"spans": [{"value": [{"start": 0, "end": 99, "label": "c"}], "user_id": "u"}]}), "does not fit"),
    ],
)
def test_broken_records(record: dict[str, Any], message: str) -> None:
    with pytest.raises(InterchangeError, match=message):
        read_json([record])


def test_other_json_is_not_argilla() -> None:
    for data in (b"[]", b"[1]", b"{", b'{"text": "x", "label": [[0, 1, "A"]]}'):
        assert not recognizes([InputFile("r.json", data)])
