"""Tables: rows, their columns and hashes, and rows that are bad."""

from __future__ import annotations

import datetime
import io
import json
import os
import signal
from collections.abc import Callable, Iterator
from time import process_time

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import read_bytes
from annotate.articles.formats import files, tables
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.formats.tables import TableRow, read_json, read_json_lines, read_parquet, read_separated
from annotate.model import Document, Problem
from support.hostile_files import parquet as repeating_table


def stream(data: bytes | str) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data), 1 << 20)  # type: ignore[type-var]


def codes(rows: Iterator[TableRow | Problem]) -> list[tuple[str, str]]:
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
        ('id,Text,n\n7,"One, two.\nThree ""four"".",1\n', "\t"),
        ('"id","Text","the; number;\nof; it"\n7,"One, two.\nThree ""four"".",1\n', None),
        ('id,Text,n\n7,"One, two.\nThree \\"four\\".",1\n', None),
        ('sep=^\nid^Text^n\n7^"One, two.\nThree ""four""."^1\n', None),
        ('id;Text;n\r7;"One, two.\nThree ""four"".";1\r', None),
        ('\n\nid|Text|n\n7|"One, two.\nThree ""four"".|1\n'.replace(".|", '."|'), None),
    ],
)
def test_separated_values_are_rows(data: str, separator: str | None) -> None:
    (row,) = read_separated(stream(data), "f", separator=separator)
    assert isinstance(row, TableRow)
    assert row.find("text").replace("\r", "") == 'One, two.\nThree "four".'
    assert (row.find("id"), row.find("title"), row.number) == ("7", None, 1)


def test_lines_are_those_of_the_file_and_numbers_those_of_the_data() -> None:
    rows = list(read_separated(stream('text\n"a\nb"\n\nc\n'), "f"))
    assert [(row.number, row.line) for row in rows if isinstance(row, TableRow)] == [(1, 2), (2, 5)]


def test_a_table_without_a_text_column_names_those_it_has() -> None:
    (problem,) = read_separated(stream("Titel,Notiz\na,b\n"), "f")
    assert isinstance(problem, Problem)
    assert (problem.code, "Titel, Notiz" in problem.message) == ("no-text-column", True)


def test_a_row_with_more_cells_than_columns_is_not_cut_short() -> None:
    data = "text,id\nOne, two,1\nThree,3,,\nFour\n"
    assert codes(read_separated(stream(data), "f")) == [("f:2", "broken-row"), ("3", "Three"), ("4", "Four")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_tables_may_have_a_bom(encoding: str) -> None:
    assert codes(read_separated(stream("text\nÜber alles.\n".encode(encoding)), "f")) == [("2", "Über alles.")]
    assert codes(read_json_lines(stream('{"text": "Über."}\n'.encode(encoding)), "f")) == [("1", "Über.")]


def test_an_old_encoding_is_guessed_and_reported() -> None:
    assert codes(read_separated(stream("text\nGrößer.\n".encode("cp1252")), "f")) == [("f", "encoding-guessed"), ("2", "Größer.")]


def test_a_byte_that_is_not_utf8_spoils_its_row_only() -> None:
    data = "text\nGröße – “ja”.\n".encode() + b"bad \xff\nand good\n"
    assert codes(read_separated(stream(data), "f")) == [("2", "Größe – “ja”."), ("f:3", "undecodable"), ("4", "and good")]


@pytest.mark.parametrize("read", [read_json_lines, read_separated])
def test_a_row_that_is_too_long_is_a_problem(
    read: Callable[..., Iterator[TableRow | Problem]], monkeypatch: pytest.MonkeyPatch
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
    assert isinstance(alone, TableRow)
    assert isinstance(last, TableRow)
    assert isinstance(other, TableRow)
    assert alone.sha256 == last.sha256 != other.sha256


@given(st.lists(st.dictionaries(st.sampled_from(["text", "id", "x"]), st.text(), min_size=1), max_size=5))
def test_any_json_comes_back(items: list[dict[str, str]]) -> None:
    data = "".join(json.dumps(item) + "\n" for item in items)
    rows = list(read_json_lines(stream(data), "f"))
    assert [row.columns for row in rows if isinstance(row, TableRow)] == items


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    list(read_json_lines(stream(data), "f"))
    list(read_separated(stream(data), "f"))
    list(read_separated(stream(b"text,id\n" + data), "f"))
    list(read_separated(stream(b"\xff\xfe" + data), "f"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('{"title": "T", "text": "One."}', [("1", "One.")]),
        ('[{"text": "One."}, 5, {"text": "Two."}]', [("1", "One."), ("f:2", "not-an-object"), ("3", "Two.")]),
        ('{"status": "ok", "articles": [{"content": "One."}]}', [("1", "One.")]),
        ('{"a": [{"text": "no"}], "data": [{"body": "One."}]}', [("1", "One.")]),
        ('{"response": {"docs": [{"body": "One."}]}}', [("1", "One.")]),
        ('{"text": "One."}\n{"text": "Two."}\n{', [("1", "One."), ("2", "Two."), ("f:3", "broken-json")]),
        ('["One two three four five."]', [("1", "One two three four five.")]),
        ('{"https://a.example": "One two three four five."}', [("1", "One two three four five.")]),
        ('{"a": {"text": "One."}, "b": {"text": "Two."}}', [("1", "One."), ("2", "Two.")]),
        ('{"hits": {"hits": [{"_id": 7, "_source": {"text": "One."}}]}}', [("1", "One.")]),
        ('{"response": {"results": [{"webTitle": "T", "fields": {"bodyText": "One."}}]}}', [("1", "One.")]),
        ('{"@graph": [{"@type": "WebPage"}, {"articleBody": "One."}]}', [("1", "One.")]),
        ('["One.", "Two."]', [("f", "no-records")]),
        ('{"a": {"text": "One."}, "b": 5}', [("f", "no-records")]),
        ('{"a": 1}', [("f", "no-records")]),
        ("[]", [("f", "no-records")]),
        ("5", [("f", "no-records")]),
        ('{"text":', [("f:1", "broken-json")]),
        ("[" * 100_000, [("f", "broken-json")]),
    ],
)
def test_json_may_have_its_articles_in_several_places(data: str, expected: list[tuple[str, str]]) -> None:
    assert codes(read_json(data, "f")) == expected


def test_an_object_alone_is_a_file_and_no_row() -> None:
    found = list(read_bytes(b'{"title": "Big news", "text": "One. Two.", "lang": "de"}', name="a.json", kind="json"))
    assert [(item.id, item.path, item.language) for item in found if isinstance(item, Document)] == [("big-news", "a.json", "de")]


def parquet(columns: dict[str, list[object]]) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), buffer, row_group_size=10)
    return buffer.getvalue()


def test_parquet_rows_are_rows() -> None:
    day = datetime.date(2024, 3, 5)
    data = parquet({"Body": ["One. Two.", None, "Three."], "date": [day, None, day], "id": [7, 8, None], "x": [[1.5], [], None]})
    found = list(read_bytes(data, name="a.parquet"))
    assert [(item.id, item.path, item.published) for item in found if isinstance(item, Document)] == [
        ("7", "a.parquet#1", "2024-03-05"),
        ("three", "a.parquet#3", "2024-03-05"),
    ]
    assert [(item.where, item.code) for item in found if isinstance(item, Problem)] == [("a.parquet:2", "row-without-text")]


def test_parquet_files_are_read_by_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_BATCH", 3)
    rows = read_parquet(stream(parquet({"text": [f"TableRow {n}." for n in range(50)]})), "f")
    assert [row.find("text") for row in rows if isinstance(row, TableRow)] == [f"TableRow {n}." for n in range(50)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (parquet({"text": ["a"]})[:-9], "broken-table"),
        (b"PAR1", "broken-table"),
        (parquet({"a": ["b"]}), "no-text-column"),
        (parquet({"text": []}), "no-rows"),
    ],
    ids=["cut", "head", "columns", "rows"],
)
def test_a_bad_parquet_file_is_a_problem(data: bytes, code: str) -> None:
    assert [item.code for item in read_bytes(data, name="a", kind="parquet") if isinstance(item, Problem)] == [code]


def test_a_parquet_row_that_is_too_long_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROW_LIMIT", 10)
    assert codes(read_parquet(stream(parquet({"text": ["x" * 11, "good"]})), "f")) == [("f:1", "row-too-long"), ("2", "good")]


WHOLE = parquet({"text": ["One. Two.", "Three."] * 5, "id": list(range(10))})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each damaged file is read in a fork")
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_no_damage_of_a_parquet_file_is_an_exception(at: int, byte: int) -> None:
    """Some damage makes the library abort the process, which is why files are read in workers: the pool reports it."""
    for damaged in (WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :], WHOLE[:at]):
        if (child := os.fork()) == 0:
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                list(read_parquet(stream(damaged), "f"))
                os._exit(0)
            finally:
                os._exit(1)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, -signal.SIGABRT, -signal.SIGSEGV), damaged


@given(st.text())
def test_no_json_breaks_it(text: str) -> None:
    list(read_json(text, "f"))
    list(read_json(f"[{text}]", "f"))


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_separator_that_is_declared_counts(first: str) -> None:
    rows = list(read_separated(stream(f'{first}\r\ntitle;text\r\nA, b, c, d;"One.\r\nTwo."\r\nB;Three.\r\n'), "f"))
    assert [(row.line, row.find("title")) for row in rows if isinstance(row, TableRow)] == [(3, "A, b, c, d"), (5, "B")]


FORMATS = {
    "fundus": {
        "title": "Wall",
        "plaintext": "One. Two.",
        "authors": ["Mara Lind"],
        "publishing_date": "2024-05-06 10:00:00+00:00",
        "lang": "en",
    },
    "news-please": {
        "title": "Wall",
        "maintext": "One. Two.",
        "authors": ["Mara Lind"],
        "date_publish": "2024-05-06 10:00:00+00:00",
        "language": "en",
    },
    "newspaper4k": {
        "title": "Wall",
        "text": "One. Two.",
        "authors": ["Mara Lind"],
        "publish_date": "2024-05-06T10:00:00+00:00",
        "meta_lang": "en",
    },
    "trafilatura": {
        "title": "Wall",
        "raw_text": "Menu One. Two.",
        "text": "One. Two.",
        "author": "Mara Lind",
        "date": "2024-05-06T10:00:00+00:00",
        "language": "en",
        "source": "https://courier.example/wall",
    },
    "GDELT": {
        "title": "Wall",
        "text": "One. Two.",
        "author": "By Mara Lind",
        "seendate": "20240506T100000+00:00",
        "language": "en",
    },
    "New York Times": {
        "headline": "Wall",
        "body": "One. Two.",
        "byline": {"original": "By Mara Lind"},
        "pub_date": "2024-05-06T10:00:00+00:00",
        "language": "en",
    },
    "Guardian": {
        "webTitle": "Wall",
        "fields": {"bodyText": "One. Two.", "byline": "Mara Lind", "lang": "en"},
        "webPublicationDate": "2024-05-06T10:00:00+00:00",
    },
    "JSON Feed": {
        "title": "Wall",
        "content_html": "<p>One. Two.</p>",
        "author": {"name": "Mara Lind"},
        "date_published": "2024-05-06T10:00:00+00:00",
        "language": "en",
    },
}


@pytest.mark.parametrize("tool", FORMATS)
def test_the_columns_of_other_tools_are_known(tool: str) -> None:
    (item,) = read_bytes(json.dumps(FORMATS[tool]).encode(), name="a.jsonl", kind="jsonl")
    assert isinstance(item, Document)
    assert (item.text, item.title, item.byline, item.published, item.language) == (
        *("One. Two.", "Wall", "Mara Lind", "2024-05-06T10:00:00+00:00", "en"),
    )


NAMES = {
    "de": "Überschrift;Autor;Veröffentlicht am;Inhalt;Adresse",
    "fr": "Titre;Auteur;Date de publication;Texte;Lien",
    "es": "Título;Autor;Fecha;Contenido;Enlace",
    "it": "titolo;autore;data;testo;url",
    "pt": "título;autor;data;texto;link",
    "pl": "Tytuł;Autor;Data publikacji;Treść;Adres",
    "nl": "titel;auteur;datum;tekst;link",
    "sv": "Rubrik;Författare;Datum;Brödtext;Länk",
    "tr": "Başlık;Yazar;Tarih;Metin;Link",
    "ru": "Заголовок;Автор;Дата;Текст;Ссылка",
    "uk": "Назва;Автор;Дата;Зміст;Посилання",
    "zh": "标题;作者;日期;正文;链接",
    "ja": "タイトル;著者;日付;本文;リンク",
    "en": "Article Title;Author Name;Publish-Date;ARTICLE BODY;Source",
}


@pytest.mark.parametrize("language", NAMES)
def test_the_columns_of_other_languages_are_known(language: str) -> None:
    data = f'{NAMES[language]}\nWall;Mara Lind;2024-05-06;"One. Two.";https://courier.example/wall\n'
    (item,) = read_bytes(data.encode(), name="a.csv", kind="csv")
    assert isinstance(item, Document)
    assert (item.text, item.title, item.byline, item.published, item.url) == (
        *("One. Two.", "Wall", "Mara Lind", "2024-05-06", "https://courier.example/wall"),
    )


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{"text": "One."}, {"text": "Two."}]),
        "\ufeff" + json.dumps({"articles": [{"text": "One."}, {"text": "Two."}]}, indent=1),
    ],
)
def test_json_in_a_file_for_json_lines_is_read(text: str) -> None:
    documents = list(read_bytes(text.encode(), name="a.jsonl", kind="jsonl"))
    assert [item.text for item in documents if isinstance(item, Document)] == ["One.", "Two."]


def test_json_in_a_file_for_json_lines_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 10)
    (problem,) = read_bytes(b'[{"text": "One."}]', name="a.jsonl", kind="jsonl")
    assert isinstance(problem, Problem)
    assert problem.code == "file-too-large"


@pytest.mark.parametrize("end", ["", "\n", "d,Two.\n", 'd,"Two."\n'])
def test_a_cell_that_goes_on_to_the_end_of_the_table_is_a_problem(end: str) -> None:
    first, problem = read_separated(stream(f'title,text\na,"Fine."\nb,"Open.\n{end}'), "t.csv")
    assert isinstance(first, TableRow)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) in {("cell-without-end", "t.csv:3"), ("broken-row", "t.csv:3")}


def test_a_long_cell_costs_no_time() -> None:
    """Roles of its lines are not looked for: it is no article."""
    start = process_time()
    (problem,) = read_bytes(b'text\n"' + b"word word, word\n" * 300_000 + b'"\n', name="a.csv", kind="csv")
    assert isinstance(problem, Problem)
    assert problem.code == "article-too-long"
    assert process_time() - start < 3


def test_a_page_in_a_cell_is_read_as_a_page() -> None:
    paragraphs = "".join(f"<p>The council met on day {n} and did not vote on the wall.</p>" for n in range(5))
    page = f"<!DOCTYPE html><html><body><nav>Menu of the site</nav><article>{paragraphs}</article></body></html>"
    (item,) = read_bytes(json.dumps({"html": page}).encode(), name="a.jsonl", kind="jsonl")
    assert isinstance(item, Document)
    assert item.text.startswith("The council met on day 0")
    (problem,) = read_bytes(json.dumps({"html": "<html><body></body></html>"}).encode(), name="a.jsonl", kind="jsonl")
    assert isinstance(problem, Problem)
    assert problem.code == "no-text"


def test_a_quotation_mark_that_is_never_closed_ends_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows could be anything, such as sentences cut at their commas."""
    monkeypatch.setattr(tables, "ROW_LIMIT", 100)
    text = 'title,text\na,Fine.\nb,"Open.\n' + "c,No row.\n" * 50
    first, problem = read_separated(stream(text), "t.csv")
    assert isinstance(first, TableRow)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("cell-without-end", "t.csv:3")
    assert "nothing after it was read" in problem.message


def test_a_table_that_grows_beyond_reason_is_not_unpacked() -> None:
    (problem,) = read_parquet(stream(repeating_table(1, 150_000_000, dictionary=False)), "t.parquet")
    assert isinstance(problem, Problem)
    assert problem.code == "archive-too-large"


NAMED = ReadingOptions(columns={"text": "Der Text", "title": "Schlagzeile"})
ROWS = [
    {"Nr": "1", "Schlagzeile": "Eins", "Der Text": "One.", "text": "no", "title": "no"},
    {"Nr": "2", "Der Text": "Two.", "title": "no"},
]


def csv_of(rows: list[dict[str, str]], separator: str) -> str:
    names = list(rows[0])
    return "".join(separator.join(line) + "\n" for line in [names, *([row.get(name, "") for name in names] for row in rows)])


TABLES: dict[str, Callable[[ReadingOptions], Iterator[TableRow | Problem]]] = {
    "csv": lambda options: read_separated(stream(csv_of(ROWS, ";")), "f", options),
    "tsv": lambda options: read_separated(stream(csv_of(ROWS, "\t")), "f", options, separator="\t"),
    "jsonl": lambda options: read_json_lines(stream("\n".join(map(json.dumps, ROWS))), "f", options),
    "json": lambda options: read_json(json.dumps({"data": ROWS}), "f", options),
    "json lines by another name": lambda options: read_json("\n".join(map(json.dumps, ROWS)), "f", options),
    "parquet": lambda options: read_parquet(
        stream(parquet({name: [row.get(name) for row in ROWS] for name in ROWS[0]})), "f", options
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_columns_that_are_named_take_the_place_of_the_usual_ones(kind: str) -> None:
    rows = [row for row in TABLES[kind](NAMED) if isinstance(row, TableRow)]
    assert [(row.find("text"), row.find("title") or None) for row in rows] == [("One.", "Eins"), ("Two.", None)]
    alike = ReadingOptions(columns={"text": "der-text", "id": "NR"})
    rows = [row for row in TABLES[kind](alike) if isinstance(row, TableRow)]
    assert [(row.find("text"), row.find("id"), row.find("title")) for row in rows] == [("One.", "1", "no"), ("Two.", "2", "no")]


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("columns", [{"text": "Body"}, {"title": "Überschrift"}, {"text": "Der Text", "url": "Adresse"}])
def test_a_column_that_the_table_does_not_have_is_one_problem(kind: str, columns: dict[str, str]) -> None:
    (problem,) = TABLES[kind](ReadingOptions(columns=columns))
    assert isinstance(problem, Problem)
    assert (problem.where, problem.code) == ("f", "no-such-column")
    *_, missing = columns.values()
    assert problem.message == f"the table has no column {missing!r}; it has Nr, Schlagzeile, Der Text, text, title"


@pytest.mark.parametrize("data", ['{"Body": "One."}', '{"a": [1], "b": [{"Body": "One."}], "c": 5}'])
def test_the_fields_of_an_object_are_its_columns(data: str) -> None:
    assert codes(read_json(data, "f", ReadingOptions(columns={"text": "body"}))) == [("1", "One.")]
    (problem,) = read_json(data.replace("Body", "Inhalt"), "f", ReadingOptions(columns={"text": "body"}))
    assert isinstance(problem, Problem)
    assert problem.message == "the table has no column 'body'; it has Inhalt"
    assert codes(read_json(data.replace("One.", ""), "f", ReadingOptions(columns={"text": "body"}))) == [("f", "no-records")]
    assert codes(read_json("[5]", "f", ReadingOptions(columns={"text": "body"}))) == [("f", "no-records")]


def test_a_field_that_later_objects_have_is_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_LOOK_AHEAD", 3)
    options = ReadingOptions(columns={"title": "head"})
    lines = ['{"text": "One."}', "oops", '{"text": "Three.", "head": "T"}', '{"text": "Four."}']
    found = [("1", "One."), ("f:2", "broken-json"), ("3", "Three."), ("4", "Four.")]
    assert codes(read_json_lines(stream("\n".join(lines)), "f", options)) == found
    lines.insert(0, lines[0])
    assert codes(read_json_lines(stream("\n".join(lines)), "f", options)) == [("f", "no-such-column")]
    assert codes(read_json_lines(stream("oops\n"), "f", options)) == [("f:1", "broken-json")]
    assert codes(read_json_lines(stream(""), "f", options)) == []


def test_an_encoding_that_is_named_is_that_of_a_table() -> None:
    options = ReadingOptions(encoding="windows-1251")
    text = "Мост закрыт."
    assert codes(read_separated(stream(f"text\n{text}\n".encode("cp1251")), "f", options)) == [("2", text)]
    assert codes(read_json_lines(stream(f'{{"text": "{text}"}}'.encode("cp1251")), "f", options)) == [("1", text)]
    assert codes(read_separated(stream(f"text\n{text}\n".encode("utf-16")), "f", options)) == [("2", text)], "a BOM beats it"


@pytest.mark.parametrize(("encoding", "bad"), [("windows-1252", b"\x81"), ("shift_jis", b"\x81"), ("utf-8", b"\xff")])
def test_bytes_that_do_not_fit_the_encoding_that_is_named_spoil_their_row_only(encoding: str, bad: bytes) -> None:
    rows = b"text\nOne.\nbad " + bad + b"\nThree.\n"
    found = codes(read_separated(stream(rows), "f", ReadingOptions(encoding=encoding)))
    assert found == [("2", "One."), ("f:3", "undecodable"), ("4", "Three.")]


def test_a_table_with_a_bom_is_read_beyond_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_SAMPLE", 20)
    assert codes(read_separated(stream("text\nÜber alles.\nUnd mehr.\n".encode("utf-16")), "f")) == [
        ("2", "Über alles."),
        ("3", "Und mehr."),
    ]


def test_bytes_that_do_not_fit_an_encoding_that_was_guessed_are_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_SAMPLE", 30)
    rows = "text\nÄußerst große Räte.\n".encode("cp1252") + b"bad \x81\nThree.\n"
    assert codes(read_separated(stream(rows), "f"))[1:] == [("2", "Äußerst große Räte."), ("f:3", "undecodable"), ("4", "Three.")]
