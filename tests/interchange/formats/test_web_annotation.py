"""Web Annotations: positions are verified by quoted texts, repaired by them, or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotate.interchange.format import ReadOptions
from annotate.interchange.formats.web_annotation import CONTEXT, FORMATS
from annotate.interchange.values import ForeignDocument, ForeignSet, InputFile, InterchangeError, Reading
from annotate.model import ADJUDICATION
from annotate.schema import Schema
from support.foreign import content, documents, written_and_read

(WEB,) = FORMATS
TEXT = "😀 Krag said the ferry would stop. Holm denied it. Krag said so."


def read(annotations: Any, texts: dict[str, str] | None = None, name: str = "a.jsonld") -> Reading:
    assert WEB.read is not None
    files = [InputFile(name, json.dumps(annotations).encode())]
    files += [InputFile(name, text.encode()) for name, text in ({"a.txt": TEXT} if texts is None else texts).items()]
    return WEB.read(files, ReadOptions())


def annotation(exact: str = "", start: int = -1, end: int = -1, id: str = "#1", **more: Any) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": exact}] if exact else []
    selectors += [{"type": "TextPositionSelector", "start": start, "end": end}] if start >= 0 else []
    tag = [{"type": "TextualBody", "purpose": "tagging", "value": "Claim"}]
    return {"@context": CONTEXT, "id": id, "type": "Annotation", "body": tag, "target": {"selector": selectors}, **more}


def places(reading: Reading) -> list[str]:
    (document,) = reading.documents
    return [document.text[start:end] for span in document.sets[0].spans for start, end in span.pieces]


@given(documents(pieces=True, names=True, link_attributes=True, sets=("annotator", "adjudication", "agent")))
def test_what_is_written_is_read_back(schema: Schema, document: ForeignDocument) -> None:
    reading = written_and_read(WEB, [document], schema)
    (found,) = reading.documents
    said = [decisions for decisions in content(document)["sets"] if decisions[3] or decisions[4]]
    assert content(found) == {**content(document), "sets": said}
    assert not reading.losses


def test_notes_are_comments(schema: Schema) -> None:
    comment = {"type": "TextualBody", "purpose": "commenting", "value": "see map"}
    (document,) = read([annotation("Krag", 2, 6, body=[comment])]).documents
    assert (document.sets[0].spans[0].label, document.sets[0].spans[0].note) == ("annotation", "see map")
    assert content(written_and_read(WEB, [document], schema).documents[0]) == content(document)


@pytest.mark.parametrize(("start", "end"), [(2, 6), (3, 7), (5, 9)])
def test_the_unit_is_that_which_fits_the_quoted_text(start: int, end: int) -> None:
    assert places(read([annotation("Krag", start, end)])) == ["Krag"]


@pytest.mark.parametrize("target", [(16, 22), (500, 505), (-1, -1)])
def test_a_wrong_or_missing_position_is_repaired_by_the_quoted_text(target: tuple[int, int]) -> None:
    reading = read([annotation("Holm", *target), annotation("ferry", 16, 21, "#2")])
    assert places(reading) == ["Holm", "ferry"]
    assert reading.notices == ("a.txt: 1 of 2 places were wrong or missing, and found by the quoted text.",)


def test_the_context_of_a_quoted_text_tells_which_place_it_is() -> None:
    quoted = {"type": "TextQuoteSelector", "exact": "Krag said", "prefix": "Holm denied it. ", "suffix": " so."}
    (document,) = read([{"type": "Annotation", "target": {"selector": quoted}}]).documents
    assert document.sets[0].spans[0].pieces == ((50, 59),)


@pytest.mark.parametrize(
    ("annotations", "message"),
    [
        ([annotation("nowhere", 3, 9)], "a.txt: 1 span does not fit the text"),
        ([annotation("Krag said", 9, 30)], "a.txt: 1 span does not fit the text"),
        ([annotation("", 4, 900)], "a.txt: 1 span does not fit the text"),
        ([3], "a.jsonld, annotation 1: this is not an object of JSON"),
        ("x", "a.jsonld: this is not a list of annotations"),
        ([{"target": [3]}], "annotation 1, target 1: this is not an object of JSON"),
        ([{"target": {"selector": {"type": ["TextQuoteSelector"]}}}], "not a text; export the file again"),
        ([annotation(start=0, end=1, body=[3])], "body 1: this is not an object of JSON"),
        (
            [{"target": {"selector": {"type": "TextPositionSelector", "start": "x", "end": 1}}}],
            "'start' is \"x\", not a whole number",
        ),
    ],
)
def test_what_is_broken_or_nowhere_is_refused(annotations: Any, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read(annotations)
    assert message in str(caught.value)


def test_the_text_has_to_be_beside_the_annotations() -> None:
    with pytest.raises(
        InterchangeError, match=r"the text of https://x\.org/ferry\.html is not in the file; give it as ferry\.txt"
    ):
        read([annotation("Krag", 2, 6, target={"source": "https://x.org/ferry.html", "selector": []})], {})
    both = {"ferry.txt": TEXT, "b.txt": "Krag"}
    sourced = annotation("Krag")
    sourced["target"]["source"] = "https://x.org/b.html"
    found = {document.id: len(document.sets) for document in read([sourced], both).documents}
    assert found == {"ferry": 0, "b": 1}


def test_links_pieces_and_creators_are_read() -> None:
    pieces = annotation("Krag", 2, 6, "#b", creator={"id": "u1", "name": "Ada"}, layer=ADJUDICATION)
    pieces["target"] = [pieces["target"], annotation("said", 7, 11)["target"]]
    link = {
        "type": "Annotation",
        "motivation": "linking",
        "body": {"purpose": "tagging", "value": "support"},
        "target": [{"id": "#b"}, {"id": "#b"}],
    }
    lost = {**link, "target": [{"id": "#b"}, {"id": "#zzz"}]}
    reading = read({"type": "AnnotationCollection", "first": {"items": [pieces, link, lost]}})
    (decisions,) = reading.documents[0].sets
    assert decisions == ForeignSet("Ada", decisions.spans, decisions.links, ADJUDICATION)
    assert decisions.spans[0].pieces == ((2, 6), (7, 11))
    assert [(one.label, one.source, one.target) for one in decisions.links] == [("support", "#b", "#b")]
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.linking", 1)]


def test_an_export_of_hypothesis_is_read() -> None:
    selectors = [
        {"type": "RangeSelector"},
        {"type": "TextQuoteSelector", "exact": "Holm", "prefix": "stop. ", "suffix": " denied"},
    ]
    row = {"id": "x", "user": "acct:ada@hypothes.is", "tags": ["Source", "new"], "text": "who?", "uri": "https://x.org/a"}
    reading = read(
        {"total": 2, "rows": [{**row, "target": [{"selector": selectors}]}, {**row, "id": "y", "target": [{"source": "a"}]}]}
    )
    (decisions,) = reading.documents[0].sets
    (span,) = decisions.spans
    assert (decisions.annotator, span.label, span.attributes, span.note) == (
        "acct:ada@hypothes.is",
        "Source",
        {"tags": "new"},
        "who?",
    )
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.target", 1)]
