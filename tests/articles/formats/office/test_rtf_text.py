"""Rich Text Format: what a reader sees, in which encoding, and what the tables of the file say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import read_bytes
from annotate.articles.formats.office import papers
from annotate.articles.formats.office.papers import read_rtf
from annotate.model import Document, Problem

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2\i Quote;}{\*\cs10 Default;}}"
    r"{\info{\title The quay}{\author Ana Ru\'edz}{\creatim\yr2024}}{\header\pard The Quay Review\par}"
    "\n"
)


def rtf(body: str) -> bytes:
    return f"{HEAD}{body}}}".encode("latin-1")


def lines(body: str) -> list[str]:
    paper = read_rtf(rtf(body), "a")
    assert isinstance(paper, papers.Paper), paper
    return paper.text.split("\n\n")


@pytest.mark.parametrize("kind", ["rtf", None])
def test_styles_are_roles_and_metadata_are_read(kind: str | None) -> None:
    body = r"""\pard\s1 Quay closes\par
\pard It was a close
 vote. Nobody left.\par
{\listtext\bullet\tab}A ferry will run.\par
\pard\s2\ldblquote We had to.\rdblquote\par
\pard\trowd\cellx1000\intbl A cell of a table.\cell\row"""
    (article,) = read_bytes(rtf(body), name="a", kind=kind)
    assert isinstance(article, Document)
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("headline", "Quay closes"),
        ("paragraph", "It was a close vote. Nobody left."),
        ("list", "A ferry will run."),
        ("quote", "“We had to.”"),
        ("paragraph", "A cell of a table."),
    ]
    assert (article.title, article.byline) == ("Quay closes", "Ana Ruíz")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"It will {\deleted not }{\revised\revauth1 always }cost money.", ["It will always cost money."]),
        (r"It was {\*\mvf\mvfauthor1 x}{\mvf there}here.", ["It was here."]),
        (r"One {\deleted\par}two.\par", ["One two."]),
        (r"Seen.{\v  Hidden.} {\v0 Shown.}", ["Seen. Shown."]),
        (r"\v Hidden.\v0 Shown.", ["Shown."]),
        (r"\v Hidden.\plain Shown.", ["Shown."]),
        (r"Pr\'fcfung \'84x\'93", ["Prüfung „x“"]),
        (r"{\f1\'cf\'f0\'e8\'e2\'e5\'f2}\f0  \'e9", ["Привет é"]),
        (r"{\f2\'83\'65\'83X\'83g}.", ["テスト."]),
        (r"\u1055?\u1088\'3f. {\uc0\u233 t\u233}. {\uc2\u8364\'80\'80.}", ["Пр. été. €."]),
        (r"\u-10179?\u-8704?.", ["😀."]),
        (r"\{One\} \\ two\~three\_four\-five", ["{One} \\ two\xa0three‑fourfive"]),
        (r'{\field{\*\fldinst{HYPERLINK "https://x.example"}}{\fldrslt{\ul the quay}}} closed.', ["the quay closed."]),
        (r"One{\footnote\pard\plain A note.}.\par Two.\par", ["One.", "Two.", "A note."]),
        (r"One {\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard In a box.\par}}}two.\par", ["One two.", "In a box."]),
        (r"One.{\*\annotation A comment.} Two.{\*\unknown{\b x}}", ["One. Two."]),
        (r"One.{\pict\wmetafile8 0123456789abcdef}{\*\shppict{\pict\pngblip\bin4 }}{}}} Two.", ["One. Two."]),
        (r"One.\line Two.", ["One.\nTwo."]),
        ("One.\\\nTwo.\\par Three.", ["One.", "Two.", "Three."]),
    ],
)
def test_text_is_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_text_after_the_last_group_is_not_read() -> None:
    paper = read_rtf(rtf("One.") + b"Two.", "a")
    assert isinstance(paper, papers.Paper)
    assert paper.text == "One."


@pytest.mark.parametrize(("encoding", "text"), [("ansicpg1251", "Привет"), ("mac", "Ôðèâåò"), ("ansicpg99999", "Ïðèâåò")])
def test_the_encoding_of_the_file_counts_without_fonts(encoding: str, text: str) -> None:
    paper = read_rtf(rb"{\rtf1\%s \'cf\'f0\'e8\'e2\'e5\'f2}" % encoding.encode(), "a")
    assert isinstance(paper, papers.Paper)
    assert paper.text == (text if encoding != "mac" else bytes.fromhex("cff0e8e2e5f2").decode("mac_roman"))


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"A text.", "broken-document"), (rtf(""), "no-text"), (b"{\\rtf1", "no-text")],
    ids=["text", "empty", "cut"],
)
def test_damage_is_a_problem(data: bytes, code: str) -> None:
    (problem,) = read_bytes(data, name="a", kind="rtf")
    assert isinstance(problem, Problem)
    assert problem.code == code


@settings(max_examples=100)
@given(st.binary(max_size=40), st.integers(0, 3000))
def test_no_damage_is_an_exception(data: bytes, at: int) -> None:
    whole = rtf(r"One \u1055?{\footnote\pard A note.}.\par Two {\shp{\*\shpinst{\shptxt Box.\par}}}.\par")
    damaged = whole[: at % len(whole)] + data + whole[at % len(whole) + len(data) :]
    assert isinstance(read_rtf(damaged, "a"), papers.Paper | Problem)
