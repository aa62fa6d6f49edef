"""UIMA CAS: what is written is read back, projects have annotators and a curator, and XML that defines things is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotate.interchange.format import Format, ReadOptions
from annotate.interchange.formats.uima import FORMATS
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

XMI, JSON = FORMATS


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
@settings(max_examples=60)
@given(document=documents(sentences=True, names=True, link_attributes=True, notes=True, sets=("annotator", "adjudication")))
def test_what_is_written_is_read_back(schema: Schema, format: Format, document: ForeignDocument) -> None:
    assert format.adapt is not None
    adapted = format.adapt(document)
    reading = written_and_read(format, [adapted], schema)
    (found,) = reading.documents
    assert content(found) == content(adapted)
    assert found.sentences == adapted.sentences
    assert not reading.losses
    assert format.adapt(adapted) == adapted


TEXT = "😀 Krag said it stops.\nHolm denied it."


def read(format: Format, files: dict[str, bytes | str]) -> Reading:
    assert format.read is not None
    inputs = [InputFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files.items()]
    return format.read(inputs, ReadOptions())


def cas(text: str = TEXT, *structures: dict[str, object]) -> str:
    sofa = {"%ID": 900, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": text}
    return json.dumps({"%TYPES": {}, "%VIEWS": {}, "%FEATURE_STRUCTURES": [sofa, *structures]})


def span(id: int, begin: int, end: int, type: str = "webanno.custom.Claim", **features: object) -> dict[str, object]:
    return {"%ID": id, "%TYPE": type, "@sofa": 900, "begin": begin, "end": end, **features}


# -- by another program ------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Trying to add feature `type`")
@settings(max_examples=20)
@given(document=documents(sentences=True, names=True, link_attributes=True, notes=True))
def test_dkpro_cassis_reads_what_is_written(schema: Schema, document: ForeignDocument) -> None:
    cassis = peer("cassis")
    for format in FORMATS:
        assert format.adapt is not None
        assert format.write is not None
        adapted = format.adapt(document)
        files = {file.name: file.data for file in format.write([adapted], schema)}
        read_back = []
        for name, data in files.items():
            if name.endswith(".xmi"):
                types = cassis.load_typesystem(files["TypeSystem.xml"].decode())
                read_back.append(cassis.load_cas_from_xmi(data.decode(), types))
            elif name.endswith(".json"):
                read_back.append(cassis.load_cas_from_json(data.decode()))
        assert len(read_back) == len(adapted.sets)
        found = sorted(
            (each.begin, each.end, each.get_covered_text())
            for one in read_back
            for name in ("Claim", "Source", "Cue", "Sent")
            for each in one.select(f"webanno.custom.{name}")
        )
        spans = [span.pieces[0] for annotations in adapted.sets for span in annotations.spans]
        assert found == sorted((start, end, adapted.text[start:end]) for start, end in spans)


LINKED = ForeignDocument(
    "a",
    TEXT,
    (
        ForeignSet(
            "ada",
            (ForeignSpan("1", CLAIM, ((12, 20),)), ForeignSpan("2", CLAIM, ((22, 36),))),
            (ForeignLink("r", "contradicts", "2", "1"),),
        ),
    ),
)


def test_dkpro_cassis_reads_links_between_claims(schema: Schema) -> None:
    cassis = peer("cassis")
    for format in FORMATS:
        assert format.write is not None
        files = {file.name: file.data.decode() for file in format.write([LINKED], schema)}
        (data,) = (data for name, data in files.items() if name.startswith("annotation/"))
        found = (
            cassis.load_cas_from_json(data)
            if format is JSON
            else cassis.load_cas_from_xmi(data, cassis.load_typesystem(files["TypeSystem.xml"]))
        )
        (link,) = found.select("webanno.custom.ClaimLink")
        ends = link.Governor.get_covered_text(), link.Dependent.get_covered_text()
        assert (link.label, *ends) == ("contradicts", "Holm denied it", "it stops.")


def test_what_dkpro_cassis_writes_is_read() -> None:
    cassis = peer("cassis")
    types = cassis.TypeSystem()
    person = types.create_type("custom.Person", "uima.tcas.Annotation")
    types.create_feature(person, "value", "uima.cas.String")
    types.create_feature(person, "role", "uima.cas.String")
    types.create_feature(person, "boss", "uima.tcas.Annotation")
    made = cassis.Cas(types)
    made.sofa_string = TEXT
    krag, holm = person(begin=2, end=6, value="PER", role="mayor"), person(begin=22, end=26)
    holm.boss = krag
    made.add_all([krag, holm])
    for format, files in (
        (XMI, {"x.xmi": made.to_xmi(), "TypeSystem.xml": types.to_xml()}),
        (JSON, {"x.json": made.to_json()}),
    ):
        (document,) = read(format, files).documents
        (annotations,) = document.sets
        assert [(one.label, document.text[slice(*one.pieces[0])], one.attributes) for one in annotations.spans] == [
            ("PER", "Krag", {"role": "mayor"}),
            ("Person", "Holm", {}),
        ]
        assert [link.label for link in annotations.links] == ["boss"]


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_links_between_claims_are_a_layer_that_files_without_them_do_not_have(schema: Schema, format: Format) -> None:
    (back,) = written_and_read(format, [LINKED], schema).documents
    assert content(back) == content(LINKED)
    assert format.write is not None
    unlinked = replace(LINKED, sets=(replace(LINKED.sets[0], links=()),))
    for document, expected in ((LINKED, True), (unlinked, False)):
        assert any(b"ClaimLink" in file.data for file in format.write([document], schema)) is expected


# -- projects ----------------------------------------------------------------------------------------------------------


def test_a_project_has_annotators_and_a_curator_and_says_what_is_done() -> None:
    project = {
        "source_documents": [{"name": "a.txt", "state": "CURATION_FINISHED"}],
        "annotation_documents": [
            {"name": "a.txt", "user": "ada", "state": "FINISHED"},
            {"name": "a.txt", "user": "ben", "state": "NEW"},
        ],
    }
    reading = read(
        JSON,
        {
            "exportedproject.json": json.dumps(project),
            "annotation/a.txt/INITIAL_CAS.json": cas(),
            "annotation/a.txt/ada.json": cas(TEXT, span(1, 3, 7)),
            "annotation/a.txt/ben.json": cas(),
            "curation/a.txt/CURATION_USER.json": cas(TEXT, span(1, 3, 7)),
        },
    )
    (document,) = reading.documents
    assert document.id == "a.txt"
    assert [(one.annotator, one.layer == ADJUDICATION, one.done, len(one.spans)) for one in document.sets] == [
        ("ada", False, True, 1),
        ("ben", False, False, 0),
        ("CURATION_USER", True, True, 1),
    ]


def test_a_user_may_have_a_zip_file_in_that_of_the_project() -> None:
    reading = read(JSON, {"p.zip/annotation/a.txt/ada.zip/ada123.json": cas(), "p.zip/curation/a.txt/CURATION_USER.json": cas()})
    assert [(document.id, [one.annotator for one in document.sets]) for document in reading.documents] == [
        ("a.txt", ["ada", "CURATION_USER"])
    ]


def test_a_second_adjudicator_is_lost() -> None:
    sets = (ForeignSet("ada"), ForeignSet("eve", layer=ADJUDICATION), ForeignSet("zoe", layer=ADJUDICATION))
    assert JSON.adapt is not None
    assert [one.annotator for one in JSON.adapt(ForeignDocument("a", TEXT, sets)).sets] == ["ada", "eve"]


def test_offsets_are_utf16_units_and_line_ends_count_as_they_are() -> None:
    (document,) = read(JSON, {"a.json": cas("😀\r\nKrag", span(1, 4, 8))}).documents
    assert document.text == "😀\nKrag"
    assert document.sets[0].spans[0].pieces == ((2, 6),)


def test_links_of_slots_and_chains_are_read() -> None:
    host = span(1, 3, 7, "custom.Host", **{"@args": 5, "@first": 2})
    slot = {"%ID": 4, "%TYPE": "custom.Slot", "role": "who", "@target": 2}
    array = {"%ID": 5, "%TYPE": "custom.Slot[]", "%ELEMENTS": [4]}
    (document,) = read(JSON, {"a.json": cas(TEXT, host, span(2, 24, 28, "custom.Link", **{"@next": 1}), slot, array)}).documents
    links = [(link.label, link.source, link.target) for link in document.sets[0].links]
    assert links == [("who", "1", "2"), ("first", "1", "2"), ("same", "2", "1")]


def test_what_has_no_text_or_no_end_is_counted() -> None:
    reading = read(
        JSON,
        {"a.json": cas(TEXT, span(1, 3, 3), span(2, 3, 7, "custom.Rel", **{"@Governor": 9, "@Dependent": 1}))},
    )
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.Rel", 1), ("unknown.empty-span", 1)]


def test_characters_that_xml_cannot_have_are_replaced_one_by_one(schema: Schema) -> None:
    document = ForeignDocument("a", "one\x0btwo\x00\ufffe", (ForeignSet("ada"),))
    assert XMI.adapt is not None
    assert XMI.adapt(document).text == "one\ufffdtwo\ufffd\ufffd"
    assert JSON.adapt is not None
    assert JSON.adapt(document).text == document.text


# -- hostile and broken ------------------------------------------------------------------------------------------------

SYSTEM = '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"/>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROOT = '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore">{}</xmi:XMI>'


@pytest.mark.parametrize(
    ("xmi", "message"),
    [
        (BOMB + ROOT.format("<a>&b;</a>"), "a.xmi: the file has a document type, which may define entities; remove it."),
        (FILE + ROOT.format("<a>&a;</a>"), "a.xmi: the file has a document type, which may define entities; remove it."),
        (ROOT.format("<a>"), "a.xmi: this is not well-formed XML ("),
        ("", "a.xmi: this is not well-formed XML ("),
        ("<a/>", "a.xmi: this is not XMI; the root of the file is <a>."),
        (ROOT.format(""), "a.xmi: the file has no text (a Sofa); export it again."),
        (
            ROOT.format('<cas:Sofa xmi:id="1" sofaString="x"/><b begin="z" end="1" xmi:id="2"/>'),
            "a.xmi: 'z' is not an id or an offset; export the file again.",
        ),
        (
            ROOT.format('<cas:Sofa xmi:id="1" sofaString="x"/><b begin="0" end="7" xmi:id="2"/>'),
            "a.xmi: 1 span does not fit the text",
        ),
    ],
)
def test_broken_and_hostile_xmi_is_refused(xmi: str, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read(XMI, {"a.xmi": xmi, "TypeSystem.xml": SYSTEM})
    assert message in str(caught.value)


def test_a_name_of_a_feature_is_only_a_name() -> None:
    name = "x=__import__('os').abort(),y"
    reading = read(JSON, {"a.json": cas(TEXT, span(1, 3, 7, **{name: "v"}))})
    assert reading.documents[0].sets[0].spans[0].attributes == {name: "v"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("[]", "a.json: this is not CAS JSON; it has no %FEATURE_STRUCTURES."),
        ('{"%FEATURE_STRUCTURES": []}', "a.json: the file has no text (a Sofa); export it again."),
        ('{"%FEATURE_STRUCTURES": 3}', "'%FEATURE_STRUCTURES' is 3, not a list"),
        ('{"%FEATURE_STRUCTURES": [{}]}', "'%ID' is missing"),
        ("[" * 100_000, "a.json: this JSON is nested too deeply"),
        (cas(TEXT, span(1, 1, 2)), "1 span does not fit the text, counted in UTF-16 units: Claim 1: 1 to 2 is not a span"),
    ],
)
def test_broken_json_is_refused(data: str, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read(JSON, {"a.json": data})
    assert message in str(caught.value)


def test_xmi_without_its_types_is_refused() -> None:
    with pytest.raises(InterchangeError, match="an XMI file needs its type system"):
        read(XMI, {"a.xmi": ROOT.format("")})
