"""Books: the pages of the spine, in their order, which of them are articles, and what the package says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import read_bytes, read_file
from annotate.articles.formats.office.epub import Chapter, read_epub
from annotate.model import Document, Problem

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>The Quay Review</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:creator>Kay Lee</dc:creator>"
    '<dc:date opf:event="modification">2025-01-01</dc:date><dc:date>2024-03-05</dc:date><dc:language>en</dc:language>'
)
FIRST = "<h1>The bridge</h1><p>The council voted on Monday to close the bridge. It was a close vote, the mayor said.</p>"
SECOND = "<h1>The ferry</h1><p>A ferry will run from April until the summer is over. Nobody knows what it will cost.</p>"
COVER = '<p><img src="cover.png"/></p>'
TITLE = "<h1>The Quay Review</h1><p>Ana Ruiz and Kay Lee</p>"


def page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        f'<body><a id="top"/><section>{body}</section></body></html>'
    )


def epub(pages: dict[str, str], order: list[str] | None = None, items: str = "", **parts: str) -> bytes:
    """A book of the `pages` by name; `order` is that of its spine."""
    manifest = "".join(f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages)
    spine = "".join(f'<itemref idref="{name}"/>' for name in order or pages)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{METADATA}</metadata>'
        f"<manifest>{manifest}{items}</manifest><spine>{spine}</spine></package>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/book.opf", package)
        for name, body in pages.items():
            archive.writestr(f"OPS/text/{name}.xhtml", page(body))
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def documents(data: bytes, kind: str | None = "epub") -> list[Document]:
    articles = list(read_bytes(data, name="a", kind=kind))
    assert all(isinstance(article, Document) for article in articles), articles
    return [article for article in articles if isinstance(article, Document)]


@pytest.mark.parametrize("kind", ["epub", None])
def test_pages_are_read_in_the_order_of_the_spine(kind: str | None) -> None:
    pages = {"b": SECOND, "cover": COVER, "title": TITLE, "a": FIRST}
    first, second = documents(epub(pages, ["cover", "title", "a", "b", "a"]), kind)
    assert [article.path for article in (first, second)] == ["a#3", "a#4"]
    assert [article.title for article in (first, second)] == ["The bridge", "The ferry"]
    assert [first.text[s.start : s.end] for s in first.sentences][-2:] == [
        "The council voted on Monday to close the bridge.",
        "It was a close vote, the mayor said.",
    ]
    assert (first.byline, first.published, first.language) == ("Ana Ruiz, Kay Lee", "2024-03-05", "en")


def test_ids_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "Review.epub"
    path.write_bytes(epub({"title": TITLE, "a": FIRST, "b": SECOND}))
    assert [article.id for article in read_file(path) if isinstance(article, Document)] == ["review-2", "review-3"]


def test_the_table_of_contents_is_not_an_article() -> None:
    nav = '<item id="nav" href="text/b.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    (article,) = documents(epub({"a": FIRST, "b": SECOND}, ["nav", "a"], nav))
    assert article.title == "The bridge"


def test_a_page_without_a_heading_has_the_title_of_the_book() -> None:
    (article,) = documents(epub({"a": FIRST.partition("</h1>")[2]}))
    assert article.title == "The Quay Review"


def test_a_page_that_is_missing_costs_only_itself() -> None:
    item = '<item id="lost" href="no%20where.xhtml" media-type="application/xhtml+xml"/>'
    problem, article = read_bytes(epub({"a": FIRST}, ["lost", "a"], item), name="a", kind="epub")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("broken-document", "a#1")
    assert "OPS/no where.xhtml" in problem.message
    assert isinstance(article, Document)


def test_only_encrypted_pages_are_refused() -> None:
    lock = '<encryption><CipherReference URI="OPS/font.otf"/><CipherReference URI="OPS/text/a.xhtml"/></encryption>'
    problem, article = read_bytes(epub({"a": FIRST, "b": SECOND}, **{"META-INF/encryption.xml": lock}), name="a", kind="epub")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("encrypted", "a#1")
    assert isinstance(article, Document)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nonsense", "broken-document"),
        (epub({"cover": COVER, "title": TITLE}), "no-text"),
        (epub({}), "no-text"),
        (epub({"a": FIRST}).replace(b"META-INF/container.xml", b"META-INF/container.txt"), "broken-document"),
    ],
    ids=["no zip", "no article", "no page", "no container"],
)
def test_damage_is_a_problem(data: bytes, code: str) -> None:
    (problem,) = read_bytes(data, name="a", kind="epub")
    assert isinstance(problem, Problem)
    assert problem.code == code


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 3000))
def test_no_damage_is_an_exception(data: bytes, at: int) -> None:
    whole = epub({"a": FIRST, "b": SECOND})
    damaged = whole[: at % len(whole)] + data + whole[at % len(whole) + len(data) :]
    assert all(isinstance(read, Chapter | Problem) for read in read_epub(damaged, "a"))


def test_notes_are_part_of_the_text_and_their_marks_are_not() -> None:
    mark = '<a epub:type="noteref" href="#n"><sup>1</sup></a>'
    body = f"{FIRST.replace('bridge.', f'bridge.{mark}')}<aside epub:type='footnote' id='n'><p>It was the third vote.</p></aside>"
    (article,) = read_bytes(epub({"a": body}), name="a.epub", kind="epub")
    assert isinstance(article, Document)
    assert article.text.endswith("close the bridge. It was a close vote, the mayor said.\n\nIt was the third vote.")
