"""PDF files: columns, lines, paragraphs and running heads, from text that is placed on pages of our own making."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from annotate.articles import read_bytes
from annotate.articles.formats.office.pdf_text import pdf_paragraphs
from annotate.model import Document

Placed = tuple[float, float, float, str]  # from the left, from the bottom, size, text
WORD_WIDTH = 0.6  # of a character of Courier, by its size
STORY = (
    "The town hall of Vessby will be closed for two weeks, the council decided on Tuesday, because the roof leaks.",
    "“Nobody asked us,” said Olof Strand, who keeps the archive. He has counted nine thousand folders, most of them on paper.",
    "The work costs two million crowns. A vote on it was put off until June. Visitors are asked to use the library.",
)


def pdf(pages: Sequence[Sequence[Placed]], rotate: int = 0) -> bytes:
    """A PDF file whose pages have text in Courier at given places."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for page in pages:
        content = " ".join(f"BT /F1 {size} Tf {x} {y} Td ({text.translate({40: '', 41: ''})}) Tj ET" for x, y, size, text in page)
        raw = content.encode("cp1252").decode("latin-1")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate {rotate} /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(raw)} >>\nstream\n{raw}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects[2] = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF"
    return f"{text}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def column(
    paragraphs: Sequence[str], left: float, width: int, top: float = 700, indent: int = 0, gap: float = 8, size: float = 10
) -> list[Placed]:
    """The lines of `paragraphs`, `width` characters wide."""
    placed = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width, initial_indent=" " * indent, break_on_hyphens=False):
            text = line.lstrip()
            placed.append((left + (len(line) - len(text)) * WORD_WIDTH * size, top, size, text))
            top -= 1.2 * size
        top -= gap
    return placed


def paragraphs(data: bytes) -> list[str]:
    file = pypdfium2.PdfDocument(data)
    try:
        return [paragraph.text for paragraph in pdf_paragraphs(file)]
    finally:
        file.close()


@pytest.mark.parametrize(("indent", "gap"), [(0, 8), (3, 0), (3, 6)])
@pytest.mark.parametrize("width", [40, 80])
def test_lines_are_joined_to_paragraphs(indent: int, gap: float, width: int) -> None:
    assert paragraphs(pdf([column(STORY, 50, width, indent=indent, gap=gap)])) == list(STORY)


@pytest.mark.parametrize("by_row", [False, True], ids=["by column", "by row"])
def test_columns_are_read_one_after_the_other(by_row: bool) -> None:
    placed = [*column(STORY, 50, 38), *column(STORY[::-1], 50 + 38 * 6 + 18, 38)]
    page = sorted(placed, key=lambda line: -line[1]) if by_row else placed
    assert paragraphs(pdf([page])) == [*STORY, *STORY[::-1]]


def test_a_headline_over_the_columns_comes_first_and_a_sentence_goes_on_in_the_next() -> None:
    story = " ".join(STORY)
    lines = column([story], 50, 30)
    half = len(lines) // 2 + 1
    right = [(50 + 30 * 6 + 20, y, size, text) for (_, _, size, text), (_, y, _, _) in zip(lines[half:], lines, strict=False)]
    headline: list[Placed] = [(50, 760, 16, "Town hall of Vessby closed"), (50, 742, 16, "until the roof is mended")]
    page = [*headline, *lines[:half], *right]
    assert paragraphs(pdf([page])) == ["Town hall of Vessby closed until the roof is mended", story]


def test_a_column_of_one_line_is_known_from_the_page_before() -> None:
    left, right = column(STORY, 50, 38), column(STORY[1:], 300, 38)
    last = [*column(STORY[2:], 50, 38), (300.0, 700.0, 10.0, "It was the last line of all.")]
    assert paragraphs(pdf([[*left, *right], last])) == [*STORY, *STORY[1:], *STORY[2:], "It was the last line of all."]


@pytest.mark.parametrize("words", [1, 2, 3])
def test_words_that_are_placed_apart_are_a_line(words: int) -> None:
    placed = []
    for left, y, size, line in column(STORY, 50, 60):
        parts = line.split()
        for start in range(0, len(parts), words):
            x = left + WORD_WIDTH * size * len(" ".join([*parts[:start], ""]))
            placed.append((x, y, size, " ".join(parts[start : start + words])))
    assert paragraphs(pdf([placed])) == list(STORY)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (50.0, 770.0, 8.0, "THE VESSBY POST"),
            (450.0, 770.0, 8.0, "May 7, 2024"),
            *column([text], 50, 60),
            (280.0, 30.0, 8.0, mark),
        ]
        for text, mark in zip(STORY, ("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"), strict=True)
    ]
    assert paragraphs(pdf(pages)) == list(STORY)
    assert paragraphs(pdf([[*column(STORY, 50, 60), (280, 30, 8, "- 1 -")]])) == list(STORY)


def test_a_sentence_goes_on_over_the_foot_of_a_page() -> None:
    lines = column(["The council of Vessby, which met for the last time before the summer, closed the hall on Tuesday."], 50, 50)
    pages = [
        [*lines[:1], (280.0, 30.0, 8.0, "1")],
        [*[(x, y + 12, size, text) for x, y, size, text in lines[1:]], (280.0, 30.0, 8.0, "2")],
    ]
    assert len(paragraphs(pdf(pages))) == 1


def test_a_word_that_is_divided_is_put_together_and_a_compound_is_not() -> None:
    lines = (
        "A well-known roof over the hall of Vess-",
        "by was repaired in May, as other well-",
        "known roofs had been, he said.",
    )
    page = [(50.0, 700.0 - 12 * n, 10.0, line) for n, line in enumerate(lines)]
    assert paragraphs(pdf([page])) == [
        "A well-known roof over the hall of Vessby was repaired in May, as other well-known roofs had been, he said."
    ]


def test_list_items_are_paragraphs() -> None:
    items = ["1. Close the hall.", "2. Move the archive.", "3. Mend the roof."]
    assert paragraphs(pdf([[(50.0, 700.0 - 12 * n, 10.0, item) for n, item in enumerate(items)]])) == items


@pytest.mark.parametrize("mark", ["\x95", "1.", "-"])  # a bullet in Windows-1252
@pytest.mark.parametrize("size", [10, 13])
def test_the_lines_of_a_list_item_are_indented_and_its_mark_may_be_larger(mark: str, size: float) -> None:
    mark = mark.encode("latin-1").decode("cp1252")
    page: list[Placed] = []
    for number, text in enumerate(STORY):
        lines = textwrap.wrap(text, 60, break_on_hyphens=False)
        page.append((50.0, 700.0 - 60 * number, size, mark))
        page += [(68.0, 700.0 - 60 * number - 12 * row, 10.0, line) for row, line in enumerate(lines)]
    assert paragraphs(pdf([page])) == [f"{mark} {text}" for text in STORY]


def test_a_box_beside_the_text_is_read_after_it() -> None:
    box = textwrap.wrap("In brief: the hall is closed, the archive stays, and the vote was put off.", 18)
    page = [*column(STORY, 50, 50), *[(400.0, 697.0 - 11 * n, 8.0, line) for n, line in enumerate(box)]]
    assert paragraphs(pdf([page])) == [*STORY, " ".join(box)]


def test_a_large_initial_belongs_to_its_word() -> None:
    page = [
        (50.0, 680.0, 33.0, "T"),
        (70.0, 696.0, 10.0, "he town hall of Vessby will be closed for"),
        *[
            (x, 684.0 - 12 * n, 10.0, text)
            for n, (x, text) in enumerate(
                [(70.0, "two weeks, said the council, because"), (50.0, "the roof leaks, and there is no money.")]
            )
        ],
    ]
    (paragraph,) = paragraphs(pdf([page]))
    assert paragraph == (
        "The town hall of Vessby will be closed for two weeks, said the council, because the roof leaks, and there is no money."
    )


@pytest.mark.parametrize("numbers", [["i", "ii", "iii"], ["- I -", "- II -", "- III -"], ["1", "2", "3"]])
def test_page_numbers_may_be_roman(numbers: list[str]) -> None:
    pages = [[*column([text], 50, 60), (280.0, 30.0, 8.0, number)] for text, number in zip(STORY, numbers, strict=True)]
    assert paragraphs(pdf(pages)) == list(STORY)


TURNS = {
    "upwards": lambda x, y: f"0 1 -1 0 {800 - y} {x} Tm",
    "downwards": lambda x, y: f"0 -1 1 0 {y} {600 - x} Tm",
    "upside down": lambda x, y: f"-1 0 0 -1 {600 - x} {800 - y} Tm",
}


@pytest.mark.parametrize("turn", TURNS)
def test_a_page_whose_text_is_turned_is_read(turn: str) -> None:
    file = re.sub(
        r"(\S+) (\S+) Td", lambda at: TURNS[turn](float(at[1]), float(at[2])), pdf([column(STORY, 50, 60)]).decode("latin-1")
    )
    assert paragraphs(file.encode("latin-1")) == list(STORY)


def test_a_watermark_across_the_page_is_left_out() -> None:
    file = pdf([[*column(STORY, 50, 60), (200, 300, 10, "DRAFT")]])
    assert paragraphs(re.sub(rb"200 300 Td", b"0.7 0.7 -0.7 0.7 200 300 Tm", file)) == list(STORY)


def test_a_file_that_forbids_copying_but_opens_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([column(STORY, 50, 60)]))))
    writer.encrypt("", "owner", algorithm="RC4-128", permissions_flag=0)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert paragraphs(buffer.getvalue()) == list(STORY)


def test_the_largest_letters_are_the_headline() -> None:
    page = [
        (50.0, 770.0, 10.0, "From our desk in the old town of Vessby"),
        (50.0, 740.0, 16.0, "Town hall closed"),
        *column(STORY, 50, 60),
    ]
    (article,) = read_bytes(pdf([page]), name="a.pdf", kind="pdf")
    assert isinstance(article, Document)
    assert article.title == "Town hall closed"
    assert [block.kind for block in article.blocks] == ["kicker", "headline", "paragraph", "paragraph", "paragraph"]


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Roof", "2"), ("Attic", "1"), ("Archive", "9"), ("Hall", "4")]
    page = [(50.0 + 200 * n, 700.0 - 30 * row, 10.0, cell) for row, cells in enumerate(rows) for n, cell in enumerate(cells)]
    assert " ".join(paragraphs(pdf([page]))) == "Roof 2 Attic 1 Archive 9 Hall 4"


def test_an_empty_page_has_no_paragraphs() -> None:
    assert paragraphs(pdf([[]])) == []
