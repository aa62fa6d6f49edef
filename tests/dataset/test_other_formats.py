"""Other formats contain the same rows, with the names of the labels."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import Export
from annotate.dataset import splits as split_rules
from annotate.dataset.options import ExportFormat
from annotate.dataset.other_formats import convert, converting, csv_cell, read_rows
from annotate.errors import ExportError
from annotate.model import Annotation
from annotate.schema import Schema
from annotate.text.spreadsheet import cell, text_of_cell


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_jsonl_has_the_rows_with_the_names_of_their_labels(exported: Export, tmp_path: Path) -> None:
    convert(exported.path, tmp_path / "out", "jsonl")
    for config, splits in exported.configs.items():
        for split, number in splits.items():
            assert len(lines(tmp_path / "out" / f"{config}-{split}.jsonl")) == number
    row = lines(tmp_path / "out" / "claims-train.jsonl")[0]
    assert (row["type"], row["stance"], row["source_type"]) == ("event", "support", "person")
    assert [stance["label"] for stance in row["stances"]] == ["neutral", "support"]
    assert lines(tmp_path / "out" / "annotations-train.jsonl")[0]["created"] == "2026-11-20T10:30:00.123Z"
    assert len([path for path in (tmp_path / "out").iterdir() if path.suffix == ".jsonl"]) == 12


@pytest.mark.parametrize("format", ["jsonl", "spacy"])
@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"])
def test_line_breaks_in_texts_do_not_end_a_record(
    schema: Schema, world: Any, tmp_path: Path, format: ExportFormat, character: str
) -> None:
    document = world.document("doc", [f"The dam{character}holds, the board said.", "Nobody asked."])
    revisions = [world.revision(document, number, Annotation("no_claim")) for number in (0, 1)]
    done = world.export(tmp_path / "dataset", [document], revisions, schema)
    convert(done.path, tmp_path / "out", format)
    for path in (tmp_path / "out").glob("*.jsonl"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) == text.count("\n")
        assert all(json.loads(line) for line in text.splitlines())
    name = "articles-train" if format == "jsonl" else "train"
    assert lines(tmp_path / "out" / f"{name}.jsonl")[0]["text"] == document.text


def test_csv_has_the_rows(exported: Export, tmp_path: Path) -> None:
    convert(exported.path, tmp_path / "out", "csv")
    with (tmp_path / "out" / "claims-train.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert len(found) == exported.configs["claims"]["train"]
    assert (found[0]["type"], found[0]["stance"]) == ("event", "support")
    assert json.loads(found[0]["spans"])[0]["start"] == 0


def test_one_csv_file_has_the_rows_of_all_splits(exported: Export, tmp_path: Path) -> None:
    convert(exported.path, tmp_path / "out", "csv")
    for config, splits in exported.configs.items():
        rows = table(tmp_path / "out" / f"{config}.csv")
        assert next(iter(rows[0])) == "split"
        parts = [{"split": split, **row} for split in splits for row in table(tmp_path / "out" / f"{config}-{split}.csv")]
        assert rows == parts
    claim = table(tmp_path / "out" / "claims.csv")[0]
    assert claim["claim_id"] == f"{claim['sentence']}/{claim['claim']}"
    assert all(claim[name] for name in ("title", "url", "outlet"))


@pytest.mark.parametrize("text", ['=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "shown"), [("a = b", "a = b"), (-1, -1), (None, None), ([], "[]"), ({"a": "é"}, '{"a": "é"}')])
def test_other_cells_do_not_change(value: object, shown: object) -> None:
    assert csv_cell(value) == shown


RISKY = (
    "-5 degrees was measured, the office said.",
    '=HYPERLINK("x"), they wrote.',
    "'@council wrote to us.",
    "Nobody asked.",
    "No.",
)


def risky(schema: Schema, world: Any, folder: Path) -> Path:
    """Export an article whose sentences, and whose title, a spreadsheet would run."""
    document = world.document("doc", RISKY, title="=1+1", byline="@ada")
    done: Export = world.export(folder / "dataset", [document], world.labelled(document), schema)
    return done.path


def table(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_offsets_fit_the_cells_beside_them(schema: Schema, world: Any, tmp_path: Path) -> None:
    convert(risky(schema, world, tmp_path), tmp_path / "out", "csv")
    (article,) = table(tmp_path / "out" / "articles-train.csv")
    assert (article["title"], article["byline"]) == ("'=1+1", "'@ada")
    spans = 0
    for config, column in (("sentences", "text"), ("annotations", "text"), ("claims", "sentence_text")):
        for row in table(tmp_path / "out" / f"{config}-train.csv"):
            if config != "claims":
                assert row["text"] == article["text"][int(row["start"]) : int(row["end"])]
            claims = [{"spans": json.loads(row["spans"])}] if config == "claims" else json.loads(row["claims"] or "[]")
            for span in (span for claim in claims for span in claim["spans"]):
                assert row[column][span["sentence_start"] : span["sentence_end"]] == span["text"]
                assert article["text"][span["start"] : span["end"]] == span["text"]
                spans += 1
            if config == "claims":
                assert row["text"] == " … ".join(span["text"] for span in json.loads(row["spans"]))
                assert row["normalized"] == cell(row["sentence_text"])
    assert spans == 3 * 2 * 3


def test_csv_for_a_spreadsheet_has_a_mark_and_no_formula(schema: Schema, world: Any, tmp_path: Path) -> None:
    dataset = risky(schema, world, tmp_path)
    convert(dataset, tmp_path / "plain", "csv")
    convert(dataset, tmp_path / "out", "csv", excel=True)
    paths = list((tmp_path / "out").glob("*.csv"))
    assert len(paths) == 2 * 4
    for path in paths:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        plain = (tmp_path / "plain" / path.name).read_bytes()
        assert not plain.startswith(b"\xef\xbb\xbf")
        for guarded, row in zip(table(path, "utf-8-sig"), table(tmp_path / "plain" / path.name), strict=True):
            assert not any(value.startswith(("=", "+", "-", "@")) for value in guarded.values())
            assert {name: text_of_cell(value) for name, value in guarded.items()} == {
                name: value if name in ("text", "sentence_text") else text_of_cell(value) for name, value in row.items()
            }


@pytest.mark.parametrize("format", ["dataset", "jsonl", "spacy"])
def test_other_formats_have_no_form_for_spreadsheets(tmp_path: Path, format: ExportFormat) -> None:
    with pytest.raises(ExportError, match="Only CSV"), converting(tmp_path / "out", format, excel=True):
        raise AssertionError


def test_spacy_reads_the_documents_and_every_span_is_there(exported: Export, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc, DocBin

    convert(exported.path, tmp_path / "out", "spacy")
    found = lines(tmp_path / "out" / "train.jsonl")
    vocabulary = spacy.blank("xx").vocab
    documents = [Doc(vocabulary).from_json(record) for record in found]
    assert len(DocBin(docs=documents, store_user_data=True)) == exported.configs["articles"]["train"]
    for document, record in zip(documents, found, strict=True):
        assert document.text == record["text"]
        for group, spans in record["spans"].items():
            assert [(span.start_char, span.end_char, span.label_) for span in document.spans[group]] == [
                (span["start"], span["end"], span["label"]) for span in spans
            ]
        assert {span["label"] for span in record["spans"]["cues"]} == {"support"}


def test_spacy_documents_say_what_belongs_together(exported: Export, world: Any, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc

    convert(exported.path, tmp_path / "out", "spacy")
    vocabulary = spacy.blank("xx").vocab
    rows = list(read_rows(exported.path, "sentences", "train"))
    articles = [row["document"] for row in read_rows(exported.path, "articles", "train")]
    records = lines(tmp_path / "out" / "train.jsonl")
    assert [record["document"] for record in records] == articles
    for record in records:
        document = Doc(vocabulary).from_json(record, validate=True)
        own = [row for row in rows if row["document"] == record["document"]]
        assert [sentence.text.strip() for sentence in document.sents] == [row["text"] for row in own]
        for row, told in zip(own, record["sentences"], strict=True):
            assert told == {name: row[name] for name in told}
            assert {"sentence", "label", "status", "claims", "sources", "stances"} <= told.keys()
            for claim in row["claims"]:
                key = f"{row['sentence']}/{claim['id']}"
                found = [span for span in document.spans["claims"] if span.kb_id_ == key]
                assert [span.text for span in found] == [span["text"].strip() for span in claim["spans"]]
                assert all(s["start"] <= span.start_char for s, span in zip(claim["spans"], found, strict=True))
            for stance in row["stances"]:
                cues = [
                    s.text
                    for s in document.spans["cues"]
                    if s.kb_id_ == f"{row['sentence']}/{stance['claim']}/{stance['source']}"
                ]
                assert cues == ([stance["cue"]["text"]] if stance["cue"] else [])
    assert any(len(row["claims"]) for row in rows)


def test_spacy_documents_have_their_own_sentences_when_only_the_sentences_are_in_several_shards(
    schema: Schema, world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(split_rules, "SHARD_ROWS", 12)
    documents = [world.document(f"doc{number}", [f"{number} dams hold.", "Nobody asked.", "No."]) for number in range(9)]
    revisions = [revision for document in documents for revision in world.labelled(document)]
    done = world.export(tmp_path / "dataset", documents, revisions, schema)
    assert len(list((done.path / "sentences").iterdir())) > len(list((done.path / "articles").iterdir())) == 1
    convert(done.path, tmp_path / "out", "spacy")
    records = lines(tmp_path / "out" / "train.jsonl")
    assert {record["document"]: record["text"] for record in records} == {document.id: document.text for document in documents}
    for record in records:
        assert {sentence["sentence"].partition(":")[0] for sentence in record["sentences"]} == {record["document"]}


def test_spacy_needs_texts(schema: Schema, world: Any, tmp_path: Path) -> None:
    done = world.export(tmp_path / "dataset", *world.corpus(1), schema, without_text=True)
    with pytest.raises(ExportError, match="without --without-text"):
        convert(done.path, tmp_path / "out", "spacy")
    assert not (tmp_path / "out").exists()
