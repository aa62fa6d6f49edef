"""Tables: rows, their columns and hashes, and rows that are bad."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import tables
from annotate.articles.tables import Row, read_json_lines, read_separated
from annotate.model import Problem


def stream(data: bytes | str) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data), 1 << 20)  # type: ignore[type-var]


def codes(rows: Iterator[Row | Problem]) -> list[tuple[str, str]]:
    """What came of each row: its line and text, or where the problem is and its code."""
    return [(row.where, row.code) if isinstance(row, Problem) else (str(row.line), row.find("text")) for row in rows]


def test_json_lines_are_rows_and_a_bad_one_does_not_stop_the_others() -> None:
    data = (
        b'{"text": "One."}\n\n{"text": \n[1]\nnull\n{"Body": "Two."}\n{"text": "\xff"}\n'
        + b"[" * 100_000
        + b'\n{"text": "\xc3\xbc"}'
    )
    assert codes(read_json_lines(stream(data), "f")) == [
        ("1", "One."),
        ("f:3", "broken-json"),
        ("f:4", "not-an-object"),
        ("f:5", "not-an-object"),
        ("6", "Two."),
        ("f:7", "undecodable"),
        ("f:8", "broken-json"),
        ("9", "ü"),
    ]


def test_a_problem_of_json_says_where_in_the_line() -> None:
    (problem,) = read_json_lines(stream('{"text": oops}\n'), "f")
    assert isinstance(problem, Problem)
    assert problem.message == "the line is not JSON: Expecting value, at character 10"


@pytest.mark.parametrize(
    ("data", "separator"),
    [
        ('id,Text,n\n7,"One, two.\nThree ""four"".",1\n', None),
        ('id;Text;n\r\n7;"One, two.\r\nThree ""four"".";1\r\n', None),
        ('\ufeffid\tText\tn\n7\t"One, two.\nThree ""four""."\t1\n', "\t"),
        ('\n\nid|Text|n\n7|"One, two.\nThree ""four"".|1\n'.replace(".|", '."|'), None),
    ],
)
def test_separated_values_are_rows(data: str, separator: str | None) -> None:
    (row,) = read_separated(stream(data), "f", separator)
    assert isinstance(row, Row)
    assert row.find("text").replace("\r", "") == 'One, two.\nThree "four".'
    assert (row.find("id"), row.find("title"), row.number) == ("7", None, 1)


def test_lines_are_those_of_the_file_and_numbers_those_of_the_data() -> None:
    rows = list(read_separated(stream('text\n"a\nb"\n\nc\n'), "f"))
    assert [(row.number, row.line) for row in rows if isinstance(row, Row)] == [(1, 2), (2, 5)]


def test_a_table_without_a_text_column_names_those_it_has() -> None:
    (problem,) = read_separated(stream("Titel,Inhalt\na,b\n"), "f")
    assert isinstance(problem, Problem)
    assert (problem.code, "Titel, Inhalt" in problem.message) == ("no-text-column", True)


def test_a_row_with_more_cells_than_columns_is_not_cut_short() -> None:
    data = "text,id\nOne, two,1\nThree,3,,\nFour\n"
    assert codes(read_separated(stream(data), "f")) == [("f:2", "broken-row"), ("3", "Three"), ("4", "Four")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_tables_may_have_a_bom(encoding: str) -> None:
    assert codes(read_separated(stream("text\nÜber alles.\n".encode(encoding)), "f")) == [("2", "Über alles.")]
    assert codes(read_json_lines(stream('{"text": "Über."}\n'.encode(encoding)), "f")) == [("1", "Über.")]


def test_an_old_encoding_is_guessed_and_told() -> None:
    assert codes(read_separated(stream("text\nGrößer.\n".encode("cp1252")), "f")) == [("f", "encoding-guessed"), ("2", "Größer.")]


def test_a_byte_that_is_not_utf8_spoils_its_row_only() -> None:
    data = "text\nGröße – “ja”.\n".encode() + b"bad \xff\nand good\n"
    assert codes(read_separated(stream(data), "f")) == [("2", "Größe – “ja”."), ("f:3", "undecodable"), ("4", "and good")]


@pytest.mark.parametrize("read", [read_json_lines, read_separated])
def test_a_row_that_is_too_long_is_a_problem(
    read: Callable[..., Iterator[Row | Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROW_LIMIT", 100)
    rows = ["x" * 1000, "good", "y" * 150]
    data = "".join(f'{{"text": "{row}"}}\n' if read is read_json_lines else f'1,"{row}"\n' for row in rows)
    found = codes(read(stream(data if read is read_json_lines else f"id,text\n{data}"), "f"))
    refused = "row-too-long" if read is read_json_lines else "broken-row"
    assert [code for _, code in found] == [refused, "good", refused]


def test_a_row_keeps_its_hash_when_others_come_and_columns_move() -> None:
    (alone,) = read_json_lines(stream('{"text": "a", "id": 1}'), "f")
    *_, last = read_json_lines(stream('{"text": "b"}\n{"id":1,"text":"\\u0061"}'), "f")
    (other,) = read_json_lines(stream('{"text": "a", "id": 2}'), "f")
    assert isinstance(alone, Row)
    assert isinstance(last, Row)
    assert isinstance(other, Row)
    assert alone.sha256 == last.sha256 != other.sha256


@given(st.lists(st.dictionaries(st.sampled_from(["text", "id", "x"]), st.text(), min_size=1), max_size=5))
def test_any_json_comes_back(items: list[dict[str, str]]) -> None:
    data = "".join(json.dumps(item) + "\n" for item in items)
    rows = list(read_json_lines(stream(data), "f"))
    assert [row.columns for row in rows if isinstance(row, Row)] == items


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    list(read_json_lines(stream(data), "f"))
    list(read_separated(stream(data), "f"))
    list(read_separated(stream(b"text,id\n" + data), "f"))
    list(read_separated(stream(b"\xff\xfe" + data), "f"))
