"""GATE: offsets in the unit that a file names, sets of annotators, and XML whose text is put together from its nodes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from annotate.interchange.format import ReadOptions
from annotate.interchange.formats.gate import FORMATS
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
from annotate.schema import Schema
from support.foreign import content, documents, written_and_read
from support.peers import peer

(GATE,) = FORMATS
KINDS = ("annotator", "adjudication", "agent")


def read(name: str, data: str) -> Reading:
    assert GATE.read is not None
    return GATE.read([InputFile(name, data.encode())], ReadOptions())


def bdoc(text: str, sets: dict[str, list[dict[str, Any]]], **more: Any) -> str:
    return json.dumps({"text": text, "annotation_sets": {name: {"annotations": each} for name, each in sets.items()}, **more})


def item(type: str, start: int, end: int, id: int = 1, **features: Any) -> dict[str, Any]:
    return {"type": type, "start": start, "end": end, "id": id, "features": features}


@given(documents(sentences=True, names=True, link_attributes=True, notes=True, sets=KINDS))
def test_what_is_written_is_read_back(schema: Schema, document: ForeignDocument) -> None:
    reading = written_and_read(GATE, [document], schema)
    (found,) = reading.documents
    assert content(found) == content(document)
    assert found.sentences == document.sentences
    assert not found.metadata
    assert not reading.losses


def test_a_link_between_claims_is_an_annotation_of_the_earlier_one(schema: Schema) -> None:
    spans = (ForeignSpan("1", CLAIM, ((0, 8),)), ForeignSpan("2", CLAIM, ((10, 17),)))
    made = ForeignSet("ada", spans, (ForeignLink("r", "contradicts", "2", "1"),))
    assert GATE.write is not None
    (file,) = GATE.write([ForeignDocument("d", "It stops. It runs.", (made,))], schema)
    (link,) = (each for each in json.loads(file.data)["annotation_sets"]["ada"]["annotations"] if each["type"] == "ClaimLink")
    features = {"annotate.id": "r", "label": "contradicts", "annotate.from": 2, "annotate.to": 1}
    assert (link["start"], link["end"], link["features"]) == (0, 8, features)


@settings(max_examples=30)
@given(documents(sentences=True, names=True, notes=True, sets=KINDS))
def test_gatenlp_reads_what_is_written(schema: Schema, document: ForeignDocument) -> None:
    document_class = peer("gatenlp").Document
    assert GATE.write is not None
    (file,) = GATE.write([document], schema)
    found = document_class.load_mem(file.data.decode(), fmt="bdocjs")
    assert found.text == document.text
    assert sum(len(found.annset(name)) for name in found.annset_names() if name) == sum(
        len(decisions.spans) + len(decisions.links) for decisions in document.sets
    )
    assert len(found.annset("")) == len(document.sentences)


@pytest.mark.parametrize(("more", "start"), [({"offset_type": "j"}, 3), ({"offset_type": "p"}, 2), ({}, 2)])
def test_a_file_says_the_unit_of_its_offsets(more: dict[str, str], start: int) -> None:
    (document,) = read("a.bdocjs", bdoc("😀 said", {"ada": [item("Cue", start, start + 4)]}, **more)).documents
    assert document.text[slice(*document.sets[0].spans[0].pieces[0])] == "said"


def test_sets_are_those_of_annotators_and_the_key() -> None:
    items = [item("Claim", 0, 4, 7, kind="event", list=[1])]
    tokens = [item("Token", 0, 4), item("Sentence", 0, 7, 2), item("Person", 5, 7, 3)]
    reading = read("a.bdocjs", bdoc("said so", {"": tokens, "ada": items, "Key": items, "Original markups": items}))
    (document,) = reading.documents
    assert [(each.annotator, each.layer == ADJUDICATION, len(each.spans)) for each in document.sets] == [
        ("", False, 1),
        ("ada", False, 1),
        ("Key", True, 1),
    ]
    assert document.sets[1].spans[0].attributes == {"kind": "event", "list": "[1]"}
    assert document.sentences == ((0, 7),)
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.Original markups", 1)]


def test_what_has_no_text_or_no_end_is_counted() -> None:
    items = [item("X", 2, 2), item("Stance", 0, 4, 2, **{"annotate.from": 1, "annotate.to": 99})]
    reading = read("a.bdocjs", bdoc("said so", {"ada": items}))
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.Stance", 1), ("unknown.empty-span", 1)]


XML = """<?xml version='1.0' encoding='UTF-8'?>
<GateDocument version="3"><GateDocumentFeatures/>
<TextWithNodes><Node id="0"/>😀 Krag<Node id="7"/> &amp; &lt;Holm<Node id="16"/> </TextWithNodes>
<AnnotationSet></AnnotationSet>
<AnnotationSet Name="ada"><Annotation Id="3" Type="Source" StartNode="0" EndNode="7">
<Feature><Name className="java.lang.String">plural</Name><Value className="java.lang.Boolean">true</Value></Feature>
<Feature><Name className="java.lang.String">n</Name><Value className="java.lang.Integer">2</Value></Feature>
<Feature><Name className="java.lang.String">role</Name><Value className="java.lang.String">mayor</Value></Feature>
</Annotation></AnnotationSet></GateDocument>"""


def test_the_text_of_xml_is_put_together_from_between_its_nodes() -> None:
    (document,) = read("a.xml", XML).documents
    assert (document.id, document.text) == ("a", "😀 Krag & <Holm ")
    (decisions,) = document.sets
    (span,) = decisions.spans
    assert (document.text[slice(*span.pieces[0])], span.attributes) == ("😀 Krag", {"plural": True, "n": 2, "role": "mayor"})


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.bdocjs", "[]", "a.bdocjs: this is not Bdoc JSON; it has no annotation_sets."),
        ("a.bdocjs", bdoc("a", {}, offset_type="x"), "a.bdocjs: offset_type is 'x'; GATE has p and j."),
        ("a.bdocjs", bdoc("a", {"ada": [item("X", 0, 5)]}), "a.bdocjs, set 'ada': 1 span does not fit the text"),
        ("a.bdocjs", bdoc("😀a", {"ada": [item("X", 0, 1)]}, offset_type="j"), "a.bdocjs, set 'ada': 1 span does not fit"),
        ("a.bdocjs", '{"annotation_sets": {}}', "'text' is missing"),
        ("a.bdocjs", '{"text": "a", "annotation_sets": {"": 3}}', "'' is 3, not an object"),
        ("a.xml", "<GateDocument/>", "a.xml: this is not a document of GATE; it has no TextWithNodes."),
        (
            "a.xml",
            XML.replace('EndNode="7"', 'EndNode="8"'),
            "a.xml: annotation 3 begins or ends at a node that is not in the text.",
        ),
        ("a.xml", '<!DOCTYPE x [<!ENTITY a "b">]><GateDocument>&a;</GateDocument>', "a.xml: the file has a document type"),
    ],
)
def test_what_is_broken_is_refused(name: str, data: str, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read(name, data)
    assert message in str(caught.value)
