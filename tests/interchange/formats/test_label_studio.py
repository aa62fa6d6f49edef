"""Label Studio's JSON: units of any age, regions with their answers, relations, and the interface made from the scheme."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from annotate.interchange.format import ReadOptions, load_format
from annotate.interchange.formats.label_studio import config, read, recognizes
from annotate.interchange.values import (
    CLAIM,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    Reading,
)
from annotate.model import ADJUDICATION
from annotate.schema import load_schema
from support.paths import REPO

SCHEMA = load_schema(REPO / "schema" / "annotation.schema.json")
TEXT = "😀 The ferry 👨‍👩‍👧 sank.\r\n\r\nMayor Krag denied it."


def region(start: int, end: int, quote: str | None, id: str = "r", label: str = "Claim", **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], **({} if quote is None else {"text": quote})}
    return {"id": id, "from_name": "l", "to_name": "t", "type": "labels", "value": value, **more}


def tasks(*results: list[dict[str, Any]], text: str = TEXT, **more: Any) -> Reading:
    annotations = [{"id": n, "completed_by": n, "result": result, **more} for n, result in enumerate(results, 1)]
    return read_json([{"id": 1, "data": {"text": text, "kind": 3}, "annotations": annotations}])


def read_json(value: object, options: ReadOptions | None = None) -> Reading:
    file = InputFile("t.json", json.dumps(value).encode())
    assert recognizes([file])
    return read([file], options or ReadOptions())


def quoted(document: ForeignDocument) -> list[list[str]]:
    return [[document.text[slice(*span.pieces[0])] for span in annotations.spans] for annotations in document.sets]


def test_each_annotation_has_its_own_unit() -> None:
    """One region was drawn before 2022, in UTF-16 units, the other one after."""
    new, old = TEXT.index("sank"), TEXT.index("sank") + 4
    reading = tasks([region(new, new + 4, "sank")], [region(old, old + 4, "sank")])
    assert quoted(reading.documents[0]) == [["sank"], ["sank"]]
    assert ["UTF-16 units" in notice for notice in reading.notices] == [True]


def test_line_ends_in_quoted_texts() -> None:
    start = TEXT.index("sank.")
    written = tasks([region(start, start + 14, "sank.\\n\\n\\n\\nMayor")])
    assert quoted(written.documents[0]) == [["sank.\n\nMayor"]]
    text = "In C:\\new it is."
    assert quoted(tasks([region(3, 9, "C:\\new")], text=text).documents[0]) == [["C:\\new"]]


def test_a_span_that_fits_in_no_unit() -> None:
    with pytest.raises(InterchangeError, match=r"t\.json, task 1, annotation 1: 1 span does not fit"):
        tasks([region(0, 4, "nowhere")])


def test_answers_notes_and_relations() -> None:
    start = TEXT.index("Mayor")
    place = {"start": start, "end": start + 10}
    items = [
        region(start, start + 10, "Mayor Krag", label="Source", meta={"text": ["first", "second"]}, score=0.4, parentID="p"),
        {"id": "r", "from_name": "source_name", "type": "textarea", "value": {**place, "text": ["Mette Krag"]}},
        {"id": "r", "from_name": "kind", "type": "choices", "value": {**place, "choices": ["person", "other"]}},
        {"id": "r", "from_name": "age", "type": "number", "value": {**place, "number": 50}},
        {"id": "r", "from_name": "tree", "type": "taxonomy", "value": {**place, "taxonomy": [["a", "b"]]}},
        {"from_name": "whole", "type": "choices", "value": {"choices": ["news"]}},
        {"type": "relation", "from_id": "r", "to_id": "c", "direction": "left", "labels": ["support", "quote=direct"]},
        {"type": "relation", "from_id": "r", "to_id": "c", "direction": "bi"},
    ]
    reading = tasks(items)
    (annotations,) = reading.documents[0].sets
    (span,) = annotations.spans
    assert span.attributes == {"name": "Mette Krag", "kind": "person", "age": 50, "tree": "a > b"}
    assert span.note == "first\nsecond"
    one, other = annotations.links
    assert (one.label, one.source, one.target, one.attributes) == ("support", "c", "r", {"quote": "direct"})
    assert (other.label, other.source) == ("", "r")
    kinds = {loss.kind: loss.lost for loss in reading.losses}
    assert kinds == {"unknown.direction": 1, "unknown.kind": 1, "unknown.parentID": 1, "unknown.score": 1, "unknown.whole": 1}


def test_two_labels_of_a_region_are_two_spans() -> None:
    item = region(0, 1, None)
    item["value"]["labels"] = ["Claim", "Event"]
    (annotations,) = tasks([item]).documents[0].sets
    assert [(span.id, span.label) for span in annotations.spans] == [("r", "Claim"), ("r:Event", "Event")]


def test_what_is_skipped_drafted_or_only_numbered() -> None:
    task = {
        "id": 4,
        "data": {"text": "Words."},
        "completions": [
            {"was_cancelled": True, "result": []},
            {"completed_by": {"email": "a@b"}, "ground_truth": True, "result": []},
        ],
        "predictions": [7, {"model_version": "m", "result": [region(0, 5, None)]}],
        "drafts": [{}],
    }
    reading = read_json([task], ReadOptions(ground_truth=True))
    person, model = reading.documents[0].sets
    assert (person.annotator, person.layer, person.done) == ("a@b", ADJUDICATION, True)
    assert (model.agent, model.annotator) == ("m", "")
    assert {loss.kind for loss in reading.losses} == {"unknown.cancelled", "unknown.predictions", "unknown.drafts"}


def test_json_min_has_spans() -> None:
    row = {
        "text": "Words here.",
        "id": 9,
        "l": [{"start": 0, "end": 5, "text": "Words", "labels": ["Claim"]}],
        "annotator": 2,
        "annotation_id": 3,
        "lead_time": 4,
    }
    reading = read_json([row])
    (annotations,) = reading.documents[0].sets
    assert (annotations.annotator, annotations.seconds, [s.label for s in annotations.spans]) == ("2", 4.0, ["Claim"])


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (
            {
                "data": {"text": "x"},
                "annotations": [{"result": [{"type": "hypertextlabels", "value": {"start": "/p[1]", "startOffset": 0}}]}],
            },
            "regions are of HTML",
        ),
        ({"data": {"text": "x"}, "annotations": [{"result": "none"}]}, "are not a list"),
        ({"data": {"image": 3}, "annotations": []}, "has no text"),
        (
            {"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels", "value": {"start": 0, "end": "1"}}]}]},
            "whole numbers",
        ),
    ],
)
def test_broken_files(task: dict[str, Any], message: str) -> None:
    with pytest.raises(InterchangeError, match=message):
        read_json([task])


def test_other_json_is_not_label_studio() -> None:
    for data in (b"[]", b"{", b'[{"data": 1}]', b'{"text": "x"}', b"\xff", b"[" * 100_000):
        assert not recognizes([InputFile("t.json", data)])


def test_the_interface_asks_every_question() -> None:
    root = etree.fromstring(config(SCHEMA))
    names = {element.get("name") for element in root.iter("Choices", "TextArea")}
    wanted = {f"{noun}_{q.name}" for noun in ("claim", "source") for q in SCHEMA.attributes[noun]}
    assert wanted | {"claim_author_stance", "sentence_label", "sentence_reason", "source_name"} <= names
    assert all(element.get("perRegion") == "true" and element.get("whenLabelValue") for element in root.iter("Choices"))
    aliases = {c.get("alias") for c in root.iter("Choice") if c.getparent().get("name") == "claim_type"}
    assert aliases == {choice.value for choice in SCHEMA.attributes["claim"][0].choices}
    assert {"support", "piece", "cue", "quote=direct"} <= {r.get("value") for r in root.iter("Relation")}


def test_the_interface_has_the_relations_of_claims_where_claims_are_linked() -> None:
    spans = (ForeignSpan("1", CLAIM, ((0, 2),)), ForeignSpan("2", CLAIM, ((3, 5),)))
    format = load_format("label-studio")
    assert format.write is not None
    shown = []
    for links in ((ForeignLink("r", "contradicts", "2", "1"),), ()):
        document = ForeignDocument("d", "It is.", (ForeignSet("ada", spans, links),))
        _, interface = format.write([document], SCHEMA)
        shown.append({relation.get("value") for relation in etree.fromstring(interface.data).iter("Relation")})
    assert shown[0] - shown[1] == {"same", "contradicts", "supports"}


def test_ids_are_unique_in_a_task() -> None:
    format = load_format("label-studio")
    assert format.write is not None
    files = {file.name: file.data for file in format.write([ForeignDocument("d", "Words.")], SCHEMA)}
    assert sorted(files) == ["config.xml", "tasks.json"]
    assert json.loads(files["tasks.json"])[0]["data"] == {"text": "Words.", "document": "d"}
