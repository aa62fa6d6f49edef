"""The work on a shard: whole files, a marker last, and a bad article that stops nothing."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from annotate.articles import read_bytes
from annotate.articles.fingerprints import Fingerprint
from annotate.corpus import work as module
from annotate.corpus.layout import SCHEMAS, marker_path, table_path
from annotate.corpus.work import ForeignWorkerError, Summary, carefully, finished, rank, steps, work
from annotate.model import Document
from annotate.suggestions import suggest
from annotate.workers.pool import ALIVE
from support.archives import records, tasks, tree, warc, write_lines
from support.paths import SUPPORT


def rows(folder: Path, table: str, shard: int = 0) -> list[dict[str, object]]:
    return parquet.read_table(table_path(folder, table, shard)).to_pylist()  # type: ignore[no-any-return]


def test_the_rows_of_an_article_are_what_reading_and_the_rules_give(tmp_path: Path) -> None:
    record = records(1)[0]
    (task,) = tasks(tmp_path / "c", write_lines(tmp_path / "d.jsonl", [record]))
    summary = work(task)
    (document,) = read_bytes(json.dumps(record).encode(), name="d.jsonl", kind="jsonl")
    assert isinstance(document, Document)
    (article,) = rows(task.folder, "articles")
    assert (article["article"], article["document"], article["path"]) == (0, "a1-0", "d.jsonl#1")
    assert (article["text"], article["outlet"], article["month"]) == (document.text, "outlet0.example", "2024-01")
    assert article["rank"] == rank(document.text)
    suggestions = suggest(document)
    assert [(row["start"], row["end"], row["text"]) for row in rows(task.folder, "sentences")] == [
        (s.start, s.end, document.text[s.start : s.end]) for s in document.sentences
    ]
    expected = [(n, s) for n, sentence in enumerate(document.sentences) for s in suggestions[sentence.id]]
    assert expected
    assert [
        (row["sentence"], row["rule"], row["stance"], row["source"], row["start"]) for row in rows(task.folder, "suggestions")
    ] == [(n, s.rule, s.label, s.source.name if s.source else None, s.spans[0].start) for n, s in expected]
    assert article["suggestions"] == len(expected)
    assert article["contested"] == sum(s.label != "support" for _, s in expected)
    (signature,) = rows(task.folder, "signatures")
    bands = b"".join(int(signature[f"band_{n:02}"]).to_bytes(4, "little") for n in range(32))  # type: ignore[call-overload]
    assert bands == Fingerprint(document).bands
    assert summary.rows["blocks"] == len(document.blocks)


def test_spans_and_offsets_give_the_texts(built: Path) -> None:
    texts = {row["article"]: row["text"] for path in sorted(built.glob("articles/*")) for row in rows_of(path)}
    for table in ("sentences", "suggestions"):
        for path in sorted(built.glob(f"{table}/*")):
            for row in rows_of(path):
                whole = texts[row["article"]]
                for span in row.get("spans", [row]):
                    assert whole[span["start"] : span["end"]] == span["text"]
                for name in ("mention", "cue"):
                    if row.get(f"{name}_start") is not None:
                        assert whole[row[f"{name}_start"] : row[f"{name}_end"]].strip()


def rows_of(path: Path) -> list[dict[str, object]]:
    return parquet.read_table(path).to_pylist()  # type: ignore[no-any-return]


def test_a_finished_shard_is_left_alone_and_a_changed_one_made_again(tmp_path: Path) -> None:
    dump = write_lines(tmp_path / "d.jsonl", records(5))
    (task,) = tasks(tmp_path / "c", dump)
    assert work(task).built
    before = tree(task.folder)
    assert work(task) == Summary(0, finished(task.folder, 0) or {}, built=False)
    assert tree(task.folder) == before
    for damage in (table_path(task.folder, "sentences", 0), marker_path(task.folder, 0)):
        damage.write_bytes(b"x")
        assert work(task).built
        assert tree(task.folder) == before
    table_path(task.folder, "articles", 0).unlink()
    assert work(task).built
    assert tree(task.folder) == before
    write_lines(dump, records(6))
    (task,) = tasks(tmp_path / "c", dump)
    assert work(task).rows["articles"] == 6


def test_bad_articles_are_rows_of_problems(tmp_path: Path) -> None:
    lines = ["{broken", '{"text": 3}', *records(2), '{"text": "\\ud800 is half a letter."}', "[1]", '{"text": ""}']
    (task,) = tasks(tmp_path / "c", write_lines(tmp_path / "d.jsonl", lines))
    assert work(task).rows["articles"] == 2
    problems = rows(task.folder, "problems")
    assert [row["place"] for row in problems] == [f"d.jsonl:{line}" for line in (1, 2, 5, 6, 7)]
    assert all(row["message"] and row["remedy"] for row in problems)


def test_metadata_that_no_file_can_store_is_repaired(tmp_path: Path) -> None:
    record = {**records(1)[0], "title": "Half \ud800", "author": "Ana \udfff"}
    (task,) = tasks(tmp_path / "c", write_lines(tmp_path / "d.jsonl", [record]))
    assert work(task).rows["articles"] == 1
    assert rows(task.folder, "articles")[0]["title"] == "Half ?"


@pytest.mark.parametrize(("broken", "articles"), [("suggest", 3), ("Fingerprint", 0)])
def test_an_article_at_which_a_rule_fails_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, articles: int
) -> None:
    def fail(document: Document) -> None:
        raise ZeroDivisionError("by zero")

    (task,) = tasks(tmp_path / "c", write_lines(tmp_path / "d.jsonl", records(3)))
    monkeypatch.setattr(module, broken, fail)
    assert work(task).rows["articles"] == articles
    assert [(row["code"], "by zero" in str(row["message"])) for row in rows(task.folder, "problems")] == [
        ("rules-failed", True)
    ] * 3


def poisoned(folder: Path, kind: str) -> Path:
    """Write an archive in which the fourth of eight articles ends any process that reads it."""
    rows = records(8)
    rows[3]["text"] = f"POISON is in this article. {rows[3]['text']}"
    if kind == "jsonl":
        return write_lines(folder / "d.jsonl", rows)
    path = folder / {"parquet": "d.parquet", "warc": "d.warc.gz"}[kind]
    if kind == "warc":
        path.write_bytes(warc(rows, packed=True))
    else:
        parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=1)
    return path


@pytest.mark.parametrize(("kind", "place"), [("jsonl", "d.jsonl:4"), ("parquet", "d.parquet@3"), ("warc", "d.warc.gz@")])
def test_an_article_that_ends_its_process_becomes_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, place: str
) -> None:
    monkeypatch.syspath_prepend(SUPPORT)
    monkeypatch.setattr(module, "_try_rules", importlib.import_module("corpus_worker").try_rules)
    made = tasks(tmp_path / "c", poisoned(tmp_path, kind), shard_bytes=2_500)
    assert len(made) > 1
    for task in made:
        carefully(task)
    problems = [row for n in range(len(made)) for row in rows(tmp_path / "c", "problems", n)]
    assert [(row["code"], str(row["place"]).startswith(place)) for row in problems] == [("parser-failed", True)]
    found = [row for n in range(len(made)) for row in rows(tmp_path / "c", "articles", n)]
    assert [str(row["title"])[:8] for row in found] == [f"Report {n}" for n in range(8) if n != 3]


def test_care_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    paths = [archive / name for name in ("dump.jsonl", "table.parquet", "note.txt", "empty.txt")]
    for careful, plain in zip(tasks(tmp_path / "a", *paths), tasks(tmp_path / "b", *paths), strict=True):
        assert carefully(careful) == work(plain)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_work_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path / "c", write_lines(tmp_path / "d.jsonl", records(5)))
    going = steps(task)
    assert [next(going) for _ in range(4)] == [ALIVE] * 4
    going.close()  # type: ignore[attr-defined]
    assert tree(task.folder) == {}
    assert work(task).built


def test_another_fingerprint_is_refused(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path / "c", write_lines(tmp_path / "d.jsonl", records(1)))
    with pytest.raises(ForeignWorkerError, match=r"lxml 6\.1\.3 instead of 0\.1|lxml .* instead of 0\.1"):
        work(task._replace(expected={**task.expected, "lxml": "0.1"}))
    assert not task.folder.exists()


def test_all_tables_have_the_columns_of_the_layout(built: Path) -> None:
    for table, schema in SCHEMAS.items():
        for path in built.glob(f"{table}/*.parquet"):
            assert parquet.read_schema(path).equals(schema)
