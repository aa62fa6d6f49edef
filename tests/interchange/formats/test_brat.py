"""brat: what is written is read back, what others wrote is read, and what is broken is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotate.interchange.format import ReadOptions
from annotate.interchange.formats.brat import FORMATS, adapt
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
from annotate.model import ADJUDICATION
from annotate.schema import Schema
from support.foreign import content, documents, written_and_read
from support.peers import peer

(BRAT,) = FORMATS
TEXT = "Mayor Krag said the ferry would stop.\nBen Holm denied it.\n"


def read(files: dict[str, str | bytes]) -> Reading:
    assert BRAT.read is not None
    inputs = [InputFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files.items()]
    return BRAT.read(inputs, ReadOptions())


def read_one(lines: str, text: str | bytes = TEXT) -> ForeignSet:
    (document,) = read({"a.txt": text, "a.ann": lines}).documents
    (annotations,) = document.sets
    return annotations


@given(
    documents(pieces=True, cues=True, names=True, link_attributes=True, notes=True, sets=("annotator", "adjudication", "agent"))
)
def test_what_is_written_is_read_back(schema: Schema, document: ForeignDocument) -> None:
    adapted = adapt(document)
    reading = written_and_read(BRAT, [adapted], schema)
    assert list(map(content, reading.documents)) == [content(adapted)]
    assert not reading.losses
    assert not reading.notices
    assert adapt(adapted) == adapted


def test_a_document_without_annotations_keeps_its_text(schema: Schema) -> None:
    document = ForeignDocument("a", TEXT)
    other = ForeignDocument("b", TEXT, (ForeignSet("ada"),))
    assert written_and_read(BRAT, [document, other], schema).documents == (document, other)


def test_the_lines_of_a_stance_are_as_the_manual_of_brat_has_them(schema: Schema) -> None:
    annotations = read_one(
        "T1\tSource 0 10\tMayor Krag\nT2\tClaim 16 36\tthe ferry would stop\nT3\tsupport 11 15\tsaid\n"
        "E1\tsupport:T3 Source:T1 Claim:T2\nA1\tClaim-type T2 event\nA2\tChecked T2\n"
    )
    claim = next(span for span in annotations.spans if span.label == CLAIM)
    assert claim.attributes == {"type": "event", "Checked": True}
    (link,) = annotations.links
    assert (link.label, link.source, link.target, link.cue) == ("support", "T1", "T2", "T3")
    assert BRAT.write is not None
    files = {file.name: file.data.decode() for file in BRAT.write([ForeignDocument("a", TEXT, (annotations,))], schema)}
    assert files["a.ann"] == (
        "T1\tSource 0 10\tMayor Krag\nT2\tClaim 16 36\tthe ferry would stop\nA1\tClaim-type T2 event\nA2\tClaim-Checked T2\n"
        "T3\tsupport 11 15\tsaid\nE1\tsupport:T3 Source:T1 Claim:T2\n"
    )
    configuration = files["annotation.conf"]
    for section in ("[entities]", "[relations]", "[events]", "[attributes]"):
        assert f"\n{section}\n" in configuration
    assert "\nsupport\tSource:Source, Claim:Claim\n" in configuration
    assert "\nClaim-verifiability\tArg:Claim, Value:verifiable|partly|not_verifiable\n" in configuration


def test_claims_are_linked_by_a_relation_that_the_configuration_has_only_then(schema: Schema) -> None:
    assert BRAT.write is not None
    lines = "T1\tClaim 16 36\tthe ferry would stop\nT2\tClaim 38 56\tBen Holm denied it\n"
    configurations = []
    for relations in ("R1\tcontradicts Arg1:T2 Arg2:T1\n", ""):
        annotations = read_one(lines + relations)
        files = {file.name: file.data.decode() for file in BRAT.write([ForeignDocument("a", TEXT, (annotations,))], schema)}
        assert files["a.ann"] == lines + relations
        configurations.append(files["annotation.conf"])
    assert "\ncontradicts\tArg1:Claim, Arg2:Claim\nsame\tArg1:Claim, Arg2:Claim\n" in configurations[0]
    assert "contradicts\tSource" not in configurations[0]
    assert "contradicts" not in configurations[1]


def test_an_event_of_an_attribution_corpus_gives_links_to_each_content() -> None:
    text = "According to Krag, it stops. It will return, she added."
    annotations = read_one(
        "T1\tAttribution 0 12\tAccording to\nT2\tCue 0 12\tAccording to\nT3\tSource 13 17\tKrag\nT4\tContent 19 27\tit stops\n"
        "T5\tContent 29 43\tIt will return\nE1\tAttribution:T1 Content:T4 Cue:T2 Source:T3 Content2:T5\n",
        text,
    )
    assert [(link.label, link.source, link.target, link.cue) for link in annotations.links] == [
        ("Attribution", "T3", "T4", "T2"),
        ("Attribution", "T3", "T5", "T2"),
    ]
    assert [span.id for span in annotations.spans] == ["T2", "T3", "T4", "T5"]
    assert len({link.id for link in annotations.links}) == 2


def test_an_event_without_a_source_links_its_cue_and_content() -> None:
    annotations = read_one(
        "T1\tAttribution-no-source 11 15\tsaid\nT2\tContent 16 36\tthe ferry would stop\n"
        "T3\tCue 11 15\tsaid\nE1\tAttribution-no-source:T1 Cue:T3 Content:T2\n"
    )
    assert [(link.label, link.source, link.target) for link in annotations.links] == [("cue", "T3", "T2")]


def test_another_event_becomes_links_from_its_trigger() -> None:
    annotations = read_one("T1\tStop 32 36\tstop\nT2\tThing 20 25\tferry\nE1\tStop:T1 Theme:T2\nE2\tStop:T1 Part:E1\n")
    assert [(link.label, link.source, link.target) for link in annotations.links] == [("Theme", "T1", "T2"), ("Part", "T1", "T1")]


def test_names_equivalences_and_notes_are_read() -> None:
    annotations = read_one(
        "T1\tPER 0 10\tMayor Krag\nT2\tPER 38 46\tBen Holm\nT3\tPER 6 10\tKrag\n*\tEquiv T3 T1\n"
        "N1\tReference T1 Wikipedia:77\tMette Krag\n#1\tAnnotatorNotes T2\twho?\n#2\tAnnotatorNotes T2\tagain\n"
    )
    first, second, third = annotations.spans
    assert (first.entity, first.name) == ("Wikipedia:77", "Mette Krag")
    assert third.entity == first.entity
    assert (second.entity, second.note) == ("", "who?\nagain")


@pytest.mark.parametrize(
    ("text", "line", "quote"),
    [
        ("one\r\nsaid so", "T1\tX 4 8\tsaid\n", "said"),  # line ends count one, as brat reads texts
        ("one\r\nsaid so", "T1\tX 5 9\tsaid\n", "said"),
        ("\ufeff😀 said", "T1\tX 3 7\tsaid\r\n", "said"),
        ("😀 said", "T1\tX 3 7\tsaid\n", "said"),
        ("a\tsaid", "T1\tX 0 6\ta said\n", "a\tsaid"),
        ("two\nlines", "T1\tX 0 3;4 9\ttwo lines\n", "two\nlines"),
        ("said", "\ufeffT1\tX 0 4\tsaid", "said"),
    ],
)
def test_offsets_fit_the_quoted_text(text: str, line: str, quote: str) -> None:
    (document,) = read({"a.txt": text, "a.ann": line}).documents
    (((start, end),),) = [span.pieces for span in document.sets[0].spans]
    assert document.text[start:end] == quote


def test_annotators_are_told_by_folders_with_the_same_texts() -> None:
    annotations = "T1\tClaim 16 36\tthe ferry would stop\n"
    files: dict[str, str | bytes] = {}
    for folder in ("round/ada", "round/ben", "round/gold"):
        files |= {f"{folder}/a.txt": TEXT, f"{folder}/a.ann": annotations}
    (document,) = read(files).documents
    assert document.id == "a"
    assert [(one.annotator, one.layer == ADJUDICATION) for one in document.sets] == [
        ("ada", False),
        ("ben", False),
        ("gold", True),
    ]


def test_folders_with_other_texts_are_parts_of_a_collection() -> None:
    reading = read({"x/a.txt": TEXT, "x/a.ann": "", "y/a.txt": "Other.", "y/a.ann": ""})
    assert [(document.id, document.sets[0].annotator) for document in reading.documents] == [("x/a", ""), ("y/a", "")]
    packed = read({"all.zip/news/a.txt": TEXT, "all.zip/news/a.ann": "", "all.zip/b/c.txt": "Other.", "all.zip/b/c.ann": ""})
    assert [document.id for document in packed.documents] == ["b/c", "news/a"]
    assert read({"all.zip/a.txt": TEXT, "all.zip/a.ann": ""}).documents[0].id == "a"


def test_lines_of_an_unknown_kind_are_counted() -> None:
    reading = read({"a.txt": TEXT, "a.ann": "T1\tClaim 0 5\tMayor\nX1\tsomething\n*\tSame T1 T1\n"})
    assert [(loss.kind, loss.lost) for loss in reading.losses] == [("unknown.Same", 1), ("unknown.line", 1)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "T1\tClaim 0 7\tMayor\n",
            "a.ann: 1 span does not fit the text, counted in code points, line ends as one: T1: the text at 0 to 7 is",
        ),
        ("T1\tClaim 0 400\n", "a.ann: 1 span does not fit"),
        ("T1\tClaim 4 4\t\n", "a.ann: 1 span does not fit"),
        ("T1\tClaim x y\tMayor\n", "a.ann, line 1: 'x y' are not the offsets of a span; write them as 0 5 or 0 5;9 12."),
        ("T1\tClaim 99999999999999999999 4\tMayor\n", "are not the offsets of a span"),
        ("T1\tClaim\n", "a.ann, line 1: the line is too short; is the file whole?"),
        ("T1\tClaim 0 5\tMayor\nT1\tClaim 0 5\tMayor\n", "a.ann, line 2: T1 is defined twice; ids are unique in a file."),
        ("R1\tsupport Arg1:T1 Arg2:T2\n", "a.ann, line 1: T1 is not defined in this file; is the file whole?"),
        ("T1\tClaim 0 5\tMayor\nR1\tsupport Arg1:T1\n", "a.ann, line 2: a relation has two arguments, Arg1 and Arg2."),
        ("T1\tClaim 0 5\tMayor\nE1\tsupport:T9 Claim:T1\n", "a.ann, line 2: T9 is not defined in this file; is the file whole?"),
        ("A1\ttype T4 event\n", "a.ann, line 1: T4 is not defined in this file; is the file whole?"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(lines: str, message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        read_one(lines)
    assert message in str(caught.value)


def test_bytes_that_are_not_utf8_and_missing_texts_are_refused() -> None:
    with pytest.raises(InterchangeError, match=r"a\.txt: byte 3 is not UTF-8"):
        read_one("", "caf\xe9".encode("latin-1"))
    with pytest.raises(InterchangeError, match=r"there is no a\.txt"):
        read({"a.ann": ""})


def test_a_span_loses_the_line_breaks_at_its_edges() -> None:
    document = ForeignDocument("a", "one\ntwo\n\nthree", (ForeignSet(spans=(ForeignSpan("x", CLAIM, ((3, 8), (9, 14))),)),))
    assert adapt(document).sets[0].spans[0].pieces == ((4, 14),)


@settings(max_examples=30)
@given(documents(pieces=True, cues=True, names=True, notes=True))
def test_another_reader_of_brat_reads_what_is_written(schema: Schema, document: ForeignDocument) -> None:
    brat = peer("bioc.brat")
    assert BRAT.write is not None
    adapted = adapt(document)
    files = {file.name: file.data.decode() for file in BRAT.write([adapted], schema)}
    for decisions in adapted.sets:
        folder = next(name.rpartition("/")[0] for name, text in files.items() if f'"annotator": "{decisions.annotator}"' in text)
        names = [name for name in files if name.rpartition("/")[0] == folder]
        text = files[next(name for name in names if name.endswith(".txt"))]
        lines = files[next(name for name in names if name.endswith(".ann"))]
        found = brat.loads(text, lines)
        cues = {link.cue for link in decisions.links}
        assert len(found.relations) == sum(not link.cue for link in decisions.links)
        assert len(found.events) == sum(bool(link.cue) for link in decisions.links)
        entities = [one for one in found.entities if one.type in (CLAIM, SOURCE, SENTENCE)]
        assert len(entities) == sum(span.id not in cues for span in decisions.spans)
        for entity in entities:
            there = " ".join(text[place.begin : place.end] for place in sorted(entity.locations))
            assert entity.text.strip() == there.replace("\t", " ").strip()  # it strips lines


def test_an_author_and_a_source_without_a_mention_are_kept() -> None:
    spans = (ForeignSpan("c", CLAIM, ((0, 3),)), ForeignSpan("s", SOURCE, ()))
    links = (ForeignLink("1", "support", "s0", "c"), ForeignLink("2", "deny", "s", "c"))
    document = ForeignDocument("a", "one", (ForeignSet("ada", spans, links),))
    assert adapt(document) == document
