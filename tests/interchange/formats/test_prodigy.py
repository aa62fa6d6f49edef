"""Prodigy: records are articles again, relations find their spans, and answers that are none are counted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotate.interchange.format import ReadOptions
from annotate.interchange.formats.prodigy import FORMATS, adapt
from annotate.interchange.values import (
    CLAIM,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    Reading,
)
from annotate.schema import Schema
from support.foreign import content, documents, written_and_read

(PRODIGY,) = FORMATS


def read(*records: Any) -> Reading:
    assert PRODIGY.read is not None
    lines = "".join(json.dumps(record) + "\n" for record in records)
    return PRODIGY.read([InputFile("tasks.jsonl", lines.encode())], ReadOptions())


def token(text: str, start: int, id: int) -> dict[str, Any]:
    return {"text": text, "start": start, "end": start + len(text), "id": id, "ws": True}


TASK = {
    "text": "Krag said it stops",
    "tokens": [token("Krag", 0, 0), token("said", 5, 1), token("it", 10, 2), token("stops", 13, 3)],
    "spans": [
        {"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "Source"},
        {"start": 10, "end": 18, "token_start": 2, "token_end": 3, "label": "Claim"},
    ],
    "answer": "accept",
    "_timestamp": 1700000000,
}


@given(documents(sentences=True, names=True, link_attributes=True, notes=True, sets=("annotator", "adjudication", "agent")))
def test_what_is_written_is_read_back(schema: Schema, document: ForeignDocument) -> None:
    adapted = adapt(document)
    reading = written_and_read(PRODIGY, [adapted], schema)
    (found,) = reading.documents
    assert content(found) == content(adapted)
    assert (found.sentences or ((0, len(found.text)),)) == (adapted.sentences or ((0, len(adapted.text)),))
    assert not reading.losses
    assert not reading.notices
    assert adapt(adapted) == adapted


def test_a_record_is_what_prodigy_shows(schema: Schema) -> None:
    spans = (
        ForeignSpan("a", SOURCE, ((4, 8),)),
        ForeignSpan("b", CLAIM, ((14, 22),), {"type": "event"}),
        ForeignSpan("s", SENTENCE, ((4, 23),), {"label": "claim"}),
    )
    document = ForeignDocument(
        "d",
        "HM. Krag said it stops.",
        (ForeignSet("ada", spans, (ForeignLink("l", "support", "a", "b"),)),),
        sentences=((4, 23),),
    )
    assert PRODIGY.write is not None
    (file,) = PRODIGY.write([document], schema)
    record = json.loads(file.data)
    assert record["text"] == "Krag said it stops."
    assert [(one["text"], one["ws"]) for one in record["tokens"]] == [
        ("Krag", True),
        ("said", True),
        ("it", True),
        ("stops", False),
        (".", False),
    ]
    assert [(one["token_start"], one["token_end"], one["label"]) for one in record["spans"]] == [
        (0, 0, "Source"),
        (2, 3, "Claim"),
    ]
    (relation,) = record["relations"]
    assert (relation["head"], relation["child"], relation["label"]) == (0, 3, "support")
    assert relation["child_span"] == {"start": 10, "end": 18, "token_start": 2, "token_end": 3, "label": "Claim"}
    assert (record["answer"], record["_annotator_id"], record["meta"]) == ("accept", "ada", {"document": "d", "sentence": 1})
    assert not {"_input_hash", "_task_hash"} & record.keys()


def test_claims_of_different_records_are_linked_beside_the_relations(schema: Schema) -> None:
    text = "It stops. It runs. It stops."
    places = ((0, 8), (10, 17), (19, 27))
    spans = tuple(ForeignSpan(f"c{number}", CLAIM, (place,)) for number, place in enumerate(places))
    links = (ForeignLink("a", "contradicts", "c1", "c0"), ForeignLink("b", "same", "c2", "c0"))
    document = ForeignDocument("d", text, (ForeignSet("ada", spans, links),), sentences=((0, 18), (19, 28)))
    assert PRODIGY.write is not None
    assert adapt(document) == document
    (file,) = PRODIGY.write([document], schema)
    first, second = (json.loads(line) for line in file.data.splitlines())
    assert [relation["label"] for relation in first["relations"]] == ["contradicts"]
    assert (second["relations"], second["annotate"]["links"]) == ([], [{"id": "b", "label": "same", "head": "c2", "child": "c0"}])
    assert "links" not in first["annotate"]
    (back,) = read(first, second).documents
    assert content(back) == content(document)
    (alone,) = read(second).documents[0].sets
    assert [(link.source, link.target) for link in alone.links] == [("c2", "c0")]  # counted as lost where the labels are read


@pytest.mark.parametrize(
    "relation",
    [
        {"head": 0, "child": 3},
        {"head": 0, "child": 2, "head_span": {"start": 0, "end": 4, "label": "Source"}, "child_span": {"start": 10, "end": 18}},
    ],
)
def test_a_relation_finds_its_spans(relation: dict[str, Any]) -> None:
    (document,) = read({**TASK, "relations": [{**relation, "label": "support"}]}).documents
    (annotations,) = document.sets
    (link,) = annotations.links
    spans = {span.id: span.label for span in annotations.spans}
    assert (spans[link.source], link.label, spans[link.target]) == ("Source", "support", "Claim")
    assert (annotations.done, annotations.created) == (True, "2023-11-14T22:13:20+00:00")


def test_a_token_that_only_a_relation_has_becomes_a_span() -> None:
    (document,) = read({**TASK, "relations": [{"head": 0, "child": 1, "label": "verb"}]}).documents
    assert [span.pieces for span in document.sets[0].spans] == [((0, 4),), ((10, 18),), ((5, 9),)]


def test_records_of_several_annotators_with_the_same_text_are_one_article() -> None:
    (document,) = read({**TASK, "_annotator_id": "p-ada"}, {**TASK, "_annotator_id": "p-ben"}, {**TASK, "spans": []}).documents
    assert [annotations.annotator for annotations in document.sets] == ["p-ada", "p-ben", ""]


def test_what_was_not_accepted_is_counted_and_says_nothing() -> None:
    reading = read({**TASK, "answer": "reject", "label": "NEWS"}, {**TASK, "answer": "ignore"})
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.ignore", 1), ("unknown.reject", 1)]
    assert [document.sets for document in reading.documents] == [()]


def test_a_category_is_an_answer_about_the_text() -> None:
    reading = read(
        {"text": "It stops.", "label": "claim", "answer": "accept"}, {"text": "Why?", "accept": ["a", "b"], "answer": "accept"}
    )
    answers = [document.sets[0].spans[0].attributes for document in reading.documents]
    assert answers == [{"label": "claim"}, {"accept": "a, b"}]


def test_missing_records_leave_a_gap(schema: Schema) -> None:
    document = ForeignDocument("d", "One. Two. Three.", (ForeignSet("ada"),), sentences=((0, 4), (5, 9), (10, 16)))
    assert PRODIGY.write is not None
    assert PRODIGY.read is not None
    (file,) = PRODIGY.write([document], schema)
    lines = file.data.splitlines(keepends=True)
    (found,) = PRODIGY.read([InputFile("x.jsonl", lines[0] + lines[2])], ReadOptions()).documents
    assert found.text == "One.\n\n Three."
    assert [found.text[start:end] for start, end in found.sentences] == ["One.", "Three."]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": 3}, "tasks.jsonl, line 1: 'text' is 3, not a text; export the file again."),
        ({"spans": []}, "'text' is missing; is this the format that the tool exports?"),
        ([], "tasks.jsonl, line 1: this is not an object of JSON; export the file again."),
        ({"text": "a", "spans": {}}, "'spans' is {}, not a list; export the file again."),
        ({"text": "a", "spans": [3]}, "line 1, spans 1: this is not an object of JSON"),
        ({"text": "a", "spans": [{"start": 0, "end": True}]}, "'end' is true, not a whole number"),
        ({"text": "a", "spans": [{"start": 0, "end": 9}]}, "line 1: 1 span does not fit the text"),
        ({"text": "abc", "spans": [{"start": 0, "end": 2, "text": "zz"}]}, 'the text at 0 to 2 is "ab", not "zz"'),
        ({"text": "a", "relations": [{"head": 7, "child": 0}]}, "there is no token 7"),
        ({"text": "a", "relations": [{"head_span": {"start": 3, "end": 9}, "child": 0}]}, "3 to 9 is not a span of the text"),
        ({"text": "\ud800"}, "a text has half of a character"),
    ],
)
def test_a_broken_record_is_refused_with_its_place(record: Any, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read(record)
    assert message in str(caught.value)
