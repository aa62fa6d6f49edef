"""Web archives: which records are pages, what is known of them, and damage."""

from __future__ import annotations

import gzip
import io
import zlib

import brotli
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotate.articles import read_bytes
from annotate.articles.formats.archives.warc import PageRecord, read_warc
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


TEXT = "<p>The council voted on Monday to close the old bridge, which was built in 1931, the mayor said.</p>"
HTML = f"<html><body><article>{TEXT * 3}</article></body></html>".encode()


def http(body: bytes, *headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join([status, *(headers or ("Content-Type: text/html",)), "", ""]).encode() + body


def record(
    content: bytes, kind: str = "response", url: str | None = "https://example.org/a", length: str | None = "", **headers: str
) -> bytes:
    """A record as it stands in a file; `length` replaces its true length, None leaves it out."""
    lines = [f"WARC-Type: {kind}", "WARC-Date: 2024-03-05T10:20:30Z"]
    lines += [f"WARC-Target-URI: {url}"] * (url is not None)
    lines += [f"Content-Length: {len(content) if length == '' else length}"] * (length is not None)
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(["WARC/1.0", *lines, "", ""]).encode() + content + b"\r\n\r\n"


GOOD = record(http(HTML), url="https://example.org/good")


def read(data: bytes) -> tuple[list[str | None], list[str]]:
    """Return the addresses of the pages, and the codes of the problems."""
    found = list(read_warc(io.BytesIO(data), "a.warc", 1_000_000))
    return [i.url for i in found if isinstance(i, PageRecord)], [i.code for i in found if isinstance(i, Problem)]


BAD = {
    "no address": record(http(HTML), url=None),
    "no length": record(http(HTML), length=None),
    "length is no number": record(http(HTML), length="many"),
    "negative length": record(http(HTML), length="-5"),
    "too short": record(http(HTML), length="100"),
    "too long": record(http(HTML), length=str(len(http(HTML)) + 300)),
    "no HTTP": record(b"nonsense\r\n\r\n" + HTML),
    "empty": record(b""),
    "damaged gzip": record(http(b"\x1f\x8b\x08nonsense", "Content-Type: text/html", "Content-Encoding: gzip")),
    "cut gzip": record(http(gzip.compress(HTML)[:-20], "Content-Type: text/html", "Content-Encoding: gzip")),
    "damaged brotli": record(http(b"\xff\xfe nonsense", "Content-Type: text/html", "Content-Encoding: br")),
    "junk": b"nonsense\r\nand more of it\r\n\r\n",
    "damaged zstd": record(http(b"(\xb5/\xfd nonsense", "Content-Type: text/html", "Content-Encoding: zstd")),
    "headers end": b"WARC/1.0\r\nWARC-Type: response\r\n",
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_record_costs_one_record(bad: str, packed: bool) -> None:
    records = [GOOD, BAD[bad], GOOD]
    data = b"".join(gzip.compress(item) if packed else item for item in records)
    assert read(data) == (["https://example.org/good"] * 2, ["broken-record"])


def test_a_damaged_member_of_a_packed_archive_costs_that_member() -> None:
    member = bytearray(gzip.compress(record(http(HTML * 5))))
    member[60:90] = bytes(30)
    pages, codes = read(gzip.compress(GOOD) + bytes(member) + gzip.compress(GOOD))
    assert pages == ["https://example.org/good"] * 2
    assert codes == ["broken-record"]


def test_an_archive_may_be_packed_as_a_whole() -> None:
    assert read(gzip.compress(GOOD * 3)) == (["https://example.org/good"] * 3, [])


def zstandard(data: bytes) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue().to_pybytes())


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML), ["Content-Encoding: gzip"]),
        (zlib.compress(HTML), ["Content-Encoding: deflate"]),
        (zlib.compress(HTML)[2:-4], ["Content-Encoding: deflate"]),
        (brotli.compress(HTML), ["Content-Encoding: br"]),
        (zstandard(HTML), ["Content-Encoding: zstd"]),
        (brotli.compress(gzip.compress(HTML)), ["Content-Encoding: gzip, br"]),
        (gzip.compress(HTML), []),
        (HTML, ["Content-Encoding: br"]),  # unpacked by the archiver, which left the header
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), ["Transfer-Encoding: chunked"]),
    ],
)
def test_pages_are_unpacked(body: bytes, headers: list[str]) -> None:
    (page,) = read_warc(io.BytesIO(record(http(body, "Content-Type: text/html; charset=utf-8", *headers))), "a", 1_000_000)
    assert page == PageRecord(1, "html", "https://example.org/a", "utf-8", HTML)


def test_an_unknown_packing_is_named() -> None:
    (problem,) = read_warc(
        io.BytesIO(record(http(b"\x1f\x9d", "Content-Type: text/html", "Content-Encoding: compress"))), "a", 1000
    )
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("content-encoding", "a#1")
    assert "compress" in problem.message


@pytest.mark.parametrize("packing", ["gzip", "br", "zstd"])
def test_an_unpacked_page_is_no_larger_than_the_limit(packing: str) -> None:
    body = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard}[packing](HTML + b" " * 10_000_000)
    data = record(http(body, "Content-Type: text/html", f"Content-Encoding: {packing}"))
    (problem,) = read_warc(io.BytesIO(data), "a", 100_000)
    assert isinstance(problem, Problem)
    assert problem.code == "file-too-large"


def test_resources_and_conversions_are_read() -> None:
    text = "\n".join(TEXT[3:-4] for _ in range(3))
    records = [
        record(HTML, "resource", Content_Type="text/html"),
        record(b"%PDF", "resource", Content_Type="application/pdf"),
        record(text.encode(), "conversion", Content_Type="text/plain"),
        record(http(HTML, "Server: x"), url="<https://example.org/b>"),
        record(b"x", "response", "dns:example.org", Content_Type="text/dns"),
        record(http(b"Not found", status="HTTP/1.1 404 Not Found")),
    ]
    documents = list(read_bytes(b"".join(records), name="a.warc", kind="warc"))
    assert [(d.path, d.url, d.published) for d in documents if isinstance(d, Document)] == [
        ("a.warc#1", "https://example.org/a", None),
        ("a.warc#2", "https://example.org/a", None),
        ("a.warc#3", "https://example.org/b", None),
    ]
    assert len(documents) == 3


@pytest.mark.parametrize(
    ("content", "kind", "content_type", "page"),
    [
        (HTML, "resource", "", "html"),
        (HTML, "conversion", "text/html; charset=utf-8", "html"),
        (b"One. Two.", "resource", "text/plain", "text"),
        (b"One. Two.", "resource", "", None),
        (b"{}", "resource", "application/json", None),
        (http(HTML, "Content-Type: application/octet-stream"), "response", "", "html"),
        (http(HTML, status="HTTP/1.1 203 Changed"), "response", "", "html"),
        (http(HTML, status="HTTP/2 200"), "response", "", "html"),
        (http(b"User-agent: *", "Content-Type: text/plain"), "response", "", None),
        (http(HTML, status="HTTP/1.1 206 Partial"), "response", "", None),
        (HTML, "revisit", "text/html", None),
    ],
)
def test_a_record_is_a_page_or_a_text_by_its_types(content: bytes, kind: str, content_type: str, page: str | None) -> None:
    found = list(read_warc(io.BytesIO(record(content, kind, Content_Type=content_type)), "a", 1_000_000))
    assert [item.kind for item in found if isinstance(item, PageRecord)] == ([page] if page else [])
    assert [item.code for item in found if isinstance(item, Problem)] == ([] if page else ["empty-archive"])


def test_a_payload_that_was_identified_is_a_page() -> None:
    data = record(http(b"\n<p>One.", "Content-Type: application/octet-stream"), WARC_Identified_Payload_Type="text/html")
    assert read(data) == (["https://example.org/a"], [])


def test_a_damaged_page_is_read_with_a_notice() -> None:
    items = list(read_bytes(record(http(HTML + b"<script>\xf6</script> \xc3\xb6")), name="a.warc", kind="warc"))
    assert [item.code for item in items if isinstance(item, Problem)] == ["bytes-replaced"]
    assert len(items) == 2


def test_an_encoding_that_is_named_beats_that_of_the_server() -> None:
    page = (
        f"<html><meta charset=windows-1252><body><article>{'<p>Мост через реку закрыли на ремонт в понедельник утром.</p>' * 4}"
    )
    data = archive(
        [("response", "https://example.org/a", "200 OK", page.encode("koi8-r"))], charset="text/html; charset=windows-1251"
    )
    (article,) = read_bytes(data, name="a.warc", kind="warc", encoding="koi8-r")
    assert isinstance(article, Document)
    assert article.text.startswith("Мост через реку")
