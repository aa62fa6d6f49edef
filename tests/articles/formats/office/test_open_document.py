"""OpenDocument texts: what a reader sees, in its order, and what the metadata say."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import read_bytes
from annotate.articles.formats.office import papers
from annotate.articles.formats.office.papers import read_odt
from annotate.model import Document, Problem

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "style", "meta", "manifest")
)
META = (
    f'<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Quay</dc:title>'
    "<meta:initial-creator>Ana Ruiz</meta:initial-creator><meta:creation-date>2024-03-05T08:30:00</meta:creation-date>"
    "<dc:creator>Someone Else</dc:creator><dc:language>en-GB</dc:language></office:meta></office:document-meta>"
)
STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
)


def odt(body: str, head: str = "", **parts: str) -> bytes:
    """An OpenDocument file with `body` as its text."""
    content = (
        f"{head}<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, text in {"meta.xml": META, **parts}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def lines(body: str) -> list[str]:
    paper = read_odt(odt(body), "a")
    assert isinstance(paper, papers.Paper), paper
    return paper.text.split("\n\n")


@pytest.mark.parametrize("kind", ["odt", None])
def test_styles_are_roles_and_metadata_are_read(kind: str | None) -> None:
    body = """<text:p text:style-name="P1">Quay closes</text:p><text:p>It was a close vote. Nobody left.</text:p>
      <text:h text:outline-level="2">What follows</text:h>
      <text:list><text:list-item><text:p>A ferry will run.</text:p></text:list-item></text:list>
      <text:p text:style-name="Quotations">“We had to.”</text:p>
      <table:table><table:table-row><table:table-cell><text:p>A cell of a table.</text:p></table:table-cell>
      <table:covered-table-cell><text:p>Covered.</text:p></table:covered-table-cell></table:table-row></table:table>"""
    (article,) = read_bytes(odt(body), name="a", kind=kind)
    assert isinstance(article, Document)
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("headline", "Quay closes"),
        ("paragraph", "It was a close vote. Nobody left."),
        ("paragraph", "What follows"),
        ("list", "A ferry will run."),
        ("quote", "“We had to.”"),
        ("paragraph", "A cell of a table."),
    ]
    assert (article.title, article.byline, article.language) == ("Quay closes", "Ana Ruiz", "en-GB")
    assert article.published is not None
    assert article.published.startswith("2024-03-05")


def test_deletions_are_out_and_insertions_are_in() -> None:
    deleted = "<text:changed-region><text:deletion><text:p>not </text:p></text:deletion></text:changed-region>"
    body = f"""<text:tracked-changes>{deleted}</text:tracked-changes><text:p>It will <text:change text:change-id="1"/>cost
      <text:change-start text:change-id="2"/>more<text:change-end text:change-id="2"/> money.</text:p>"""
    assert lines(body) == ["It will cost more money."]


NOTE = (
    "<text:p>One<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
    "</text:note>.</text:p>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:p>One<text:s text:c="2"/>two<text:tab/>three\n   four</text:p>', ["One  two three four"]),
        ("<text:p>One.<text:line-break/>Two.</text:p>", ["One.\nTwo."]),
        ('<text:p>Seen.<text:span text:style-name="T1"> Hidden.</text:span></text:p>', ["Seen."]),
        ("<text:p>It <text:span>was <text:a>he</text:a>re</text:span>.</text:p>", ["It was here."]),
        ("<text:p>One.<office:annotation><text:p>A comment.</text:p></office:annotation> Two.</text:p>", ["One. Two."]),
        (
            NOTE + "<text:p>Two.</text:p>",
            ["One.", "Two.", "A note."],
        ),
        (
            "<text:p>One <draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>two.</text:p>",
            ["One two.", "In a box."],
        ),
        ("<text:p>About <text:title>Quay</text:title>.</text:p>", ["About Quay."]),
        (
            "<text:list><text:list-header><text:p>Above.</text:p></text:list-header></text:list><text:p>Below.</text:p>",
            ["Above.", "Below."],
        ),
        ("<text:section><text:p>In a section.</text:p></text:section>", ["In a section."]),
        ('<text:section text:display="none"><text:p>Hidden.</text:p></text:section><text:p>Seen.</text:p>', ["Seen."]),
        ("<text:table-of-content><text:p>Chapter 1</text:p></text:table-of-content><text:p>Text.</text:p>", ["Text."]),
        (
            "<text:p><text:ruby><text:ruby-base>海</text:ruby-base><text:ruby-text>うみ</text:ruby-text></text:ruby></text:p>",
            ["海"],
        ),
    ],
)
def test_text_is_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


ENTITIES = '<!DOCTYPE x [<!ENTITY a "secret"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def test_entities_are_not_resolved() -> None:
    paper = read_odt(odt("<text:p>One &a; two &f; three.</text:p>", ENTITIES), "a")
    assert isinstance(paper, papers.Paper)
    assert paper.text == "One two three."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nonsense", "broken-document"),
        (odt("<text:p>One.</p>"), "broken-document"),
        (odt("<text:p/>"), "no-text"),
        (odt("<text:p>One.</text:p>", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (odt("<text:span>" * 500 + "</text:span>" * 500), "broken-document"),
    ],
    ids=["no zip", "no xml", "empty", "encrypted", "deep"],
)
def test_damage_is_a_problem(data: bytes, code: str) -> None:
    (problem,) = read_bytes(data, name="a", kind="odt")
    assert isinstance(problem, Problem)
    assert problem.code == code


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 3000))
def test_no_damage_is_an_exception(data: bytes, at: int) -> None:
    whole = odt("<text:p>One.</text:p>")
    damaged = whole[: at % len(whole)] + data + whole[at % len(whole) + len(data) :]
    assert isinstance(read_odt(damaged, "a"), papers.Paper | Problem)
