"""PDF and Word files: their text and blocks, their damage, and what is said where the libraries are not installed."""

from __future__ import annotations

import datetime
import io
import sys

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from annotate.articles import read_bytes
from annotate.articles.formats.office import packages, papers
from annotate.articles.formats.office.papers import read_docx, read_pdf
from annotate.model import Document, Problem

LINES = (
    "The city council voted on Monday to close the harbour bridge, which",
    "was built in 1931 and carries twenty thousand cars a day. It was a",
    "close vote. Most of those who live on the other side of the river",
    "had asked the council to wait until the summer is over and the rain",
    "has come back. The work begins in April, the mayor said.",
)


def pdf(pages: list[tuple[str, ...]]) -> bytes:
    """A PDF file of our own making, one font, one text object a page."""
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 11 Tf 50 750 Td {drawn} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    text = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF"
    return f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def word() -> bytes:
    file = WordDocument()
    file.core_properties.author, file.core_properties.title = "Ana Ruiz", "A title"
    file.core_properties.created = datetime.datetime(2024, 3, 5, tzinfo=datetime.UTC)
    file.add_heading("Harbour bridge closes", 1)
    file.add_paragraph("The council voted on Monday. It was close.\nNobody left.")
    file.add_paragraph("A ferry will run.", style="List Bullet")
    file.add_paragraph("“We had to.”", style="Quote")
    file.add_table(1, 1).cell(0, 0).text = "A cell of a table."
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_the_lines_of_a_pdf_file_are_joined_over_pages() -> None:
    (article,) = read_bytes(pdf([LINES[:3], LINES[3:]]), name="a.pdf", kind="pdf")
    assert isinstance(article, Document)
    assert [article.text[s.start : s.end] for s in article.sentences] == [
        f"{sentence}." for sentence in " ".join(LINES)[:-1].split(". ")
    ]


def test_the_styles_of_a_word_file_are_its_roles() -> None:
    (article,) = read_bytes(word(), name="a")
    assert isinstance(article, Document)
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("headline", "Harbour bridge closes"),
        ("paragraph", "The council voted on Monday. It was close."),
        ("paragraph", "Nobody left."),
        ("list", "A ferry will run."),
        ("quote", "“We had to.”"),
        ("paragraph", "A cell of a table."),
    ]
    assert (article.title, article.byline) == ("Harbour bridge closes", "Ana Ruiz")


def locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf([LINES])))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"%PDF-1.7 nonsense", "pdf", "broken-document"),
        (b"PK\x03\x04 nonsense", "docx", "broken-document"),
        (pdf([()]), "pdf", "no-text"),
        (locked(), "pdf", "encrypted"),
    ],
    ids=["pdf", "docx", "scan", "locked"],
)
def test_damage_is_a_problem(data: bytes, kind: str, code: str) -> None:
    (problem,) = read_bytes(data, name="a", kind=kind)
    assert isinstance(problem, Problem)
    assert problem.code == code


def test_a_word_file_that_grows_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "SIZE_LIMIT", 100)
    problem = read_docx(word(), "a")
    assert isinstance(problem, Problem)
    assert problem.code == "archive-too-large"


def test_a_scanned_file_says_that_it_is_one() -> None:
    (problem,) = read_bytes(pdf([(), ()]), name="a", kind="pdf")
    assert isinstance(problem, Problem)
    assert "only pictures" in problem.message
    assert "OCR" in problem.remedy


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (problem,) = read_bytes(pdf([LINES]), name="a", kind="pdf")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.remedy) == ("extra-missing", "pip install 'annotate-claims[documents]'")


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 2000))
def test_no_damage_is_an_exception(data: bytes, at: int) -> None:
    whole = pdf([LINES])
    damaged = whole[: at % len(whole)] + data + whole[at % len(whole) + len(data) :]
    assert isinstance(read_pdf(damaged, "a"), papers.Paper | Problem)
    assert isinstance(read_docx(b"PK\x03\x04" + data, "a"), papers.Paper | Problem)
