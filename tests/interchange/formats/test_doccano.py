"""doccano: offsets in the unit that it uses, files of users, and what is broken refused with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotate.interchange.format import ReadOptions
from annotate.interchange.formats.doccano import FORMATS
from annotate.interchange.offsets import Unit
from annotate.interchange.values import (
    CLAIM,
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

(DOCCANO,) = FORMATS


def read(files: dict[str, list[Any]], offsets: Unit | None = None) -> Reading:
    assert DOCCANO.read is not None
    inputs = [InputFile(name, "".join(json.dumps(one) + "\n" for one in lines).encode()) for name, lines in files.items()]
    return DOCCANO.read(inputs, ReadOptions(offsets))


def entity(start: int, end: int, label: str = "Claim", id: int = 1) -> dict[str, Any]:
    return {"id": id, "label": label, "start_offset": start, "end_offset": end}


@given(documents(span_attributes=False))
def test_what_is_written_is_read_back(schema: Schema, document: ForeignDocument) -> None:
    reading = written_and_read(DOCCANO, [document], schema)
    assert list(map(content, reading.documents)) == [content(document)]
    assert not reading.losses


def test_a_line_has_entities_and_relations_in_utf16_units(schema: Schema) -> None:
    spans = (ForeignSpan("7", SOURCE, ((2, 6),)), ForeignSpan("c1", CLAIM, ((12, 20),)))
    document = ForeignDocument(
        "d", "😀 Krag said it stops", (ForeignSet("ada", spans, (ForeignLink("l", "support", "7", "c1"),)),)
    )
    assert DOCCANO.write is not None
    (file,) = DOCCANO.write([document], schema)
    assert file.name == "ada.jsonl"
    record = json.loads(file.data)
    assert record["entities"] == [entity(3, 7, "Source", 7), entity(13, 21, "Claim", 8)]
    assert record["relations"] == [{"id": 1, "from_id": 7, "to_id": 8, "type": "support"}]
    assert (record["document"], record["annotator"]) == ("d", "ada")


@pytest.mark.parametrize(
    ("record", "quote"),
    [
        ({"text": "😀 said", "label": [[3, 7, "X"]]}, "said"),
        ({"data": "😀 said", "label": [[3, 7, "X"]]}, "said"),
        ({"text": "said so", "labels": [[0, 4, "X"]]}, "said"),
        ({"text": "said\r\nso", "entities": [[6, 8, "X"]]}, "so"),
        ({"text": "said so", "entities": [entity(5, 7)]}, "so"),
    ],
)
def test_labels_of_all_versions_are_read(record: dict[str, Any], quote: str) -> None:
    (document,) = read({"x.jsonl": [record]}).documents
    (((start, end),),) = [span.pieces for span in document.sets[0].spans]
    assert document.text[start:end] == quote


@pytest.mark.parametrize(("offsets", "start"), [("grapheme", 2), ("utf-16", 9), ("code-point", 6), ("utf-8", 19)])
def test_the_person_who_imports_may_name_the_unit(offsets: Unit, start: int) -> None:
    (document,) = read({"x.jsonl": [{"text": "👨‍👩‍👧 said", "label": [[start, start + 4, "X"]]}]}, offsets).documents
    (((first, last),),) = [span.pieces for span in document.sets[0].spans]
    assert document.text[first:last] == "said"


def test_what_was_trusted_is_said() -> None:
    lines = [{"text": "😀 said", "label": [[3, 7, "X"]]}, {"text": "said", "label": [[0, 4, "X"]]}]
    (notice,) = read({"x.jsonl": lines}).notices
    assert notice == (
        "x.jsonl, line 1: 1 span has no quoted text to verify by (label 1); the offsets are taken for UTF-16 units."
    )


def test_files_with_the_same_texts_are_those_of_users() -> None:
    line = {"id": 1, "text": "It stops.", "label": [[0, 8, "Claim"]]}
    (document,) = read({"export/ada.jsonl": [line], "export/ben.jsonl": [line], "export/unknown.jsonl": [line]}).documents
    assert [annotations.annotator for annotations in document.sets] == ["ada", "ben", ""]
    other = read({"ada.jsonl": [line], "ben.jsonl": [{**line, "text": "It runs on."}]})
    assert [document.sets[0].annotator for document in other.documents] == ["", ""]


def test_other_columns_are_metadata_and_comments_are_counted() -> None:
    reading = read({"x.jsonl": [{"id": 5, "text": "It stops.", "label": [], "title": "Ferry", "n": 3, "Comments": ["a", "b"]}]})
    (document,) = reading.documents
    assert (document.id, document.metadata) == ("x-5", {"title": "Ferry", "n": "3"})
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.Comments", 2)]


def test_a_category_is_an_answer_about_the_text() -> None:
    (document,) = read({"x.jsonl": [{"text": "It stops.", "label": ["claim"]}]}).documents
    assert document.sets[0].spans[0].attributes == {"label": "claim"}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": "a", "label": [[0, 9, "X"]]}, "line 1: 1 span does not fit the text, counted in UTF-16 units: label 1: 0 to 9"),
        ({"text": "a", "label": [[0, 9, "X"]]}, "; if the project counts graphemes, say --offsets grapheme."),
        ({"text": "😀a", "label": [[1, 3, "X"]]}, "1 span does not fit"),
        ({"text": "a", "label": [[1, 1, "X"]]}, "1 span does not fit"),
        ({"text": "a", "label": [[0, 1]]}, "'label' is missing"),
        ({"text": "a", "label": [["0", 1, "X"]]}, "'start_offset' is \"0\", not a whole number"),
        ({"text": "a", "label": [7]}, "x.jsonl, line 1, label 1: this is not an entity of doccano"),
        ({"label": []}, "'text' is missing"),
        ({"text": "a", "entities": [], "relations": [{"from_id": 1, "to_id": 2, "type": "x"}]}, "there is no entity 1"),
    ],
)
def test_a_broken_line_is_refused_with_its_place(record: Any, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read({"x.jsonl": [record]})
    assert message in str(caught.value)
