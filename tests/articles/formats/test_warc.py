"""Web archives: which records are pages, what is known of them, and damage."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotate.articles import read_bytes
from annotate.articles.formats.warc import PageRecord, read_warc
from annotate.model import Document, Problem

PAGE = "<html><body><article>" + "<p>Der Größte der Räte stimmte am Montag für die Schließung der alten Brücke.</p>" * 4


def archive(
    records: list[tuple[str, str, str, bytes]], *, packed: bool = True, charset: str = "text/html; charset=ISO-8859-15"
) -> bytes:
    """An archive with a record of each kind, address, status and body."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    for kind, url, status, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", charset)], protocol="HTTP/1.1") if kind == "response" else None
        record = writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), http_headers=headers, warc_headers_dict={"WARC-Date": "2024-03-05T10:20:30Z"}
        )
        writer.write_record(record)
    return buffer.getvalue()


PAGES = [
    ("metadata", "https://example.org/a", "", b"x"),
    ("response", "https://example.org/a", "200 OK", PAGE.encode("latin-1")),
    ("response", "https://example.org/b", "404 Not Found", PAGE.encode()),
    ("response", "https://example.org/c", "200 OK", b"<html>"),
    ("response", "https://example.org/d", "200 OK", PAGE.encode("latin-1") + b"<p>Und noch ein Satz steht hier am Ende.</p>"),
]


@pytest.mark.parametrize("packed", [True, False])
def test_answers_that_are_pages_are_documents(packed: bool) -> None:
    found = list(read_bytes(archive(PAGES, packed=packed), name="a.warc.gz", kind="warc"))
    first, bad, last = found
    assert isinstance(first, Document)
    assert isinstance(bad, Problem)
    assert isinstance(last, Document)
    assert (first.path, first.url, first.published, first.language) == (
        "a.warc.gz#1",
        "https://example.org/a",
        None,  # the day of the crawl is not that of the article
        "de",
    )
    assert first.text.startswith("Der Größte")
    assert (bad.where, bad.code) == ("a.warc.gz#2", "no-text")
    assert last.path == "a.warc.gz#3"


def test_what_is_no_page_is_passed_over() -> None:
    data = archive(PAGES[1:2], charset="application/pdf")
    assert [item.code for item in read_bytes(data, name="a", kind="warc") if isinstance(item, Problem)] == ["empty-archive"]


def test_a_page_that_is_too_large_is_a_problem() -> None:
    (problem,) = read_warc(io.BytesIO(archive(PAGES[1:2])), "a", 10)
    assert isinstance(problem, Problem)
    assert problem.code == "file-too-large"


def test_pages_before_the_damage_are_read() -> None:
    whole = archive(PAGES[1:2])
    data = whole + archive(PAGES[1:2])[:-40]
    records = list(read_warc(io.BytesIO(data), "a", 1_000_000))
    assert isinstance(records[0], PageRecord)
    assert [record.code for record in read_warc(io.BytesIO(b"nonsense"), "a", 9) if isinstance(record, Problem)] == [
        "broken-archive"
    ]


@given(st.binary(max_size=200), st.integers(0, 900), st.booleans())
def test_no_bytes_break_it(data: bytes, cut: int, packed: bool) -> None:
    list(read_warc(io.BytesIO(data), "a", 1000))
    list(read_warc(io.BytesIO(b"WARC/1.0\r\n" + data), "a", 1000))
    list(read_warc(io.BytesIO(archive(PAGES[:2], packed=packed)[:cut] + data), "a", 1000))
