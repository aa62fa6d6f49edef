"""Parts of a large file: read as if the whole file were, wherever it is cut."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from annotate.articles.formats.files import join_parts, read_part
from annotate.articles.formats.parts import cut
from annotate.articles.formats.reading_options import DEFAULT_OPTIONS, ReadingOptions
from annotate.articles.parallel import read
from annotate.model import Document
from support.archives import records, warc

ROWS = records(24)


def lines(*, end: str = "\n", rows: list[Any] = ROWS) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}{end}" for row in rows).encode()


FILES = {
    "plain": lines(),
    "Windows": lines(end="\r\n"),
    "mixed ends": lines(end="\n \r\n\r"),
    "no last end": lines()[:-1],
    "a BOM": codecs.BOM_UTF8 + lines(),
    "a BOM in the middle": lines() + codecs.BOM_UTF8 + lines(),
    "blank lines": lines(end="\n\n\n"),
    "bad lines": lines(end="\n{broken\n[1]\n"),
    "other scripts": lines(rows=[{**row, "title": "Мост закрыт 桥已关闭"} for row in ROWS]),
    "labelled spans": lines(rows=[{**row, "entities": [[0, 3, "A"]]} for row in ROWS]),
    "rows without text": lines(rows=[{"title": "nothing"}, *ROWS, {"title": "nothing"}]),
    "without ids": lines(rows=[{"text": row["text"]} for row in ROWS]),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [100, 1_000, 5_000])
def test_parts_of_json_lines_are_the_file(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(FILES[name])
    check(path, size)


def check(path: Path, size: int, options: ReadingOptions = DEFAULT_OPTIONS, at_least: int = 2) -> None:
    parts = cut(path, size, options)
    assert len(parts) >= at_least
    read_in_parts = (article for part in parts for article in read_part(path, part, path.name, options))
    whole = list(read(path, path.name, options))
    assert list(join_parts(read_in_parts, path.name, path.stat().st_size)) == whole
    assert any(isinstance(article, Document) for article in whole)


def test_parts_cover_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(lines())
    parts = cut(path, 1_000, DEFAULT_OPTIONS)
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == path.stat().st_size
    assert all(path.read_bytes()[: part.end].endswith(b"\n") for part in parts)
    assert [part.before for part in parts] == [path.read_bytes()[: part.start].count(b"\n") for part in parts]


@pytest.mark.parametrize("column", ["text", "Text", "TEXT"])
def test_columns_that_the_user_named_are_in_each_part(tmp_path: Path, column: str) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(lines())
    check(path, 1_000, ReadingOptions(columns={"text": column}))


def test_bad_bytes_behind_the_beginning_are_those_of_their_lines(tmp_path: Path) -> None:
    """What the beginning looks like decides the encoding of the whole file."""
    path = tmp_path / "dump.jsonl"
    path.write_bytes(lines(rows=[{"notes": "x" * 100_000, **row} for row in ROWS]) + b'{"text": "caf\xe9"}\n' * 3 + lines())
    check(path, 300_000)


WHOLE = {
    "small": ("dump.jsonl", lines()[:1_500]),
    "UTF-16": ("dump.jsonl", lines().decode().encode("utf-16")),
    "another encoding": ("dump.jsonl", lines(rows=[{**r, "title": "Ürümqi über"} for r in ROWS]).decode().encode("latin-1")),
    "old Macs": ("dump.jsonl", lines(end="\r")),
    "JSON": ("dump.jsonl", json.dumps(ROWS).encode()),
    "one object": ("dump.jsonl", json.dumps({"articles": ROWS}, indent=1).encode()),
    "binary": ("dump.jsonl", b"\x89PNG\r\n\x1a\n" + bytes(9_000)),
    "packed": ("dump.jsonl.gz", gzip.compress(lines(), compresslevel=0)),
    "CSV": ("dump.csv", b"text\n" + b"A sentence here.\n" * 500),
    "not Parquet": ("dump.parquet", b"PAR1" + bytes(9_000)),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_cannot_be_cut_is_read_as_a_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / WHOLE[name][0]
    path.write_bytes(WHOLE[name][1])
    assert cut(path, 1_000, DEFAULT_OPTIONS) == []


def test_a_column_that_is_missing_is_reported_by_reading_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(lines())
    assert cut(path, 1_000, ReadingOptions(columns={"text": "Body"})) == []
    assert cut(tmp_path / "gone.jsonl", 1_000, DEFAULT_OPTIONS) == []


def table(path: Path, rows: list[Any], group: int) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    return path


@pytest.mark.parametrize("group", [1, 5, 12])
def test_groups_of_rows_are_the_table(tmp_path: Path, group: int) -> None:
    check(table(tmp_path / "t.parquet", ROWS, group), 1_000)


def test_damage_ends_the_table_in_parts_as_in_one(tmp_path: Path) -> None:
    path = table(tmp_path / "t.parquet", ROWS, 4)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 500] = b"x" * 500
    path.write_bytes(data)
    check(path, 1_000)


def test_a_table_without_text_or_groups_is_read_as_a_whole(tmp_path: Path) -> None:
    assert cut(table(tmp_path / "t.parquet", [{"a": "x" * 500 + str(n)} for n in range(99)], 5), 500, DEFAULT_OPTIONS) == []
    assert cut(table(tmp_path / "u.parquet", ROWS, 99), 1_000, DEFAULT_OPTIONS) == []


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("size", [200, 2_000, 6_000])
def test_parts_of_a_web_archive_have_its_pages(tmp_path: Path, packed: bool, size: int) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(warc(ROWS, packed=packed))
    parts = cut(path, size, DEFAULT_OPTIONS, ("warc",))
    assert len(parts) > 1
    assert cut(path, size, DEFAULT_OPTIONS) == [], "`annotate add` counts its records"
    read_in_parts = [article for part in parts for article in read_part(path, part, path.name, DEFAULT_OPTIONS)]
    whole = [article for article in read(path, path.name) if isinstance(article, Document)]
    assert [getattr(article, "text", article) for article in read_in_parts] == [article.text for article in whole]
    assert len({article.path for article in read_in_parts if isinstance(article, Document)}) == len(ROWS)
    assert getattr(read_in_parts[0], "path", "") == f"{path.name}#1"


def test_a_page_that_looks_like_a_record_is_no_place_to_cut(tmp_path: Path) -> None:
    rows = [{**row, "text": f"{row['text']}\n\nWARC/1.0\n\nWARC/1.0 is a format."} for row in ROWS]
    path = tmp_path / "crawl.warc"
    path.write_bytes(warc(rows, packed=False))
    parts = cut(path, 500, DEFAULT_OPTIONS, ("warc",))
    found = [article for part in parts for article in read_part(path, part, path.name, DEFAULT_OPTIONS)]
    assert len([article for article in found if isinstance(article, Document)]) == len(ROWS)
