"""Word files: what a reader sees of tracked changes, wrappers, fields, tables, notes and hidden text."""

from __future__ import annotations

import io
import zipfile

import pytest

from annotate.articles import read_bytes
from annotate.articles.formats.office.packages import Package
from annotate.articles.formats.office.word_text import read_word
from annotate.model import Document, Problem
from support.word_files import STRICT, WORD, word_file

SPACES = f'xmlns:w="{WORD}"'
STYLE = (
    '<w:style w:type="{kind}" w:styleId="{id}" {spaces}><w:name w:val="{id}"/>{based}<w:rPr><w:vanish{off}/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(mark: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'


def texts(body: str, styles: str = "", notes: str = "", **related: tuple[str, str | bytes]) -> list[str]:
    """The paragraphs of a Word file with `body`, read back from its bytes."""
    if notes:
        related["footnotes.xml"] = ("footnotes", f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>')
    word = read_word(Package(word_file(body, styles, related=related), "a.docx"))
    assert word is not None
    return [item.text for item in word.paragraphs if item.text]


INSIDE = run("the new wall ")


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<w:ins>{INSIDE}</w:ins>",
        f"<w:moveTo>{INSIDE}</w:moveTo>",
        f"<w:hyperlink>{INSIDE}</w:hyperlink>",
        f'<w:smartTag w:element="place">{INSIDE}</w:smartTag>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{INSIDE}</w:sdtContent></w:sdt>",
        f"<w:customXml>{INSIDE}</w:customXml>",
        f'<w:fldSimple w:instr=" AUTHOR ">{INSIDE}</w:fldSimple>',
        f"<w:ins><w:hyperlink><w:smartTag>{INSIDE}</w:smartTag></w:hyperlink></w:ins>",
        f'{field("begin")}<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>{field("separate")}{INSIDE}{field("end")}',
        f"<w:r><w:ruby><w:rt>{run('reading')}</w:rt><w:rubyBase>{INSIDE}</w:rubyBase></w:ruby></w:r>",
        f"<w:r><mc:AlternateContent><mc:Choice>{INSIDE}</mc:Choice><mc:Fallback>{INSIDE}</mc:Fallback></mc:AlternateContent></w:r>",
    ],
)
def test_text_in_wrappers_stays_in_its_sentence(wrapped: str) -> None:
    assert texts(paragraph(run("They paid for "), wrapped, run("in May."))) == ["They paid for the new wall in May."]


@pytest.mark.parametrize(
    "unseen",
    [
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>",
        f"<w:del>{run('old ')}</w:del>",
        f"<w:moveFrom>{run('old ')}</w:moveFrom>",
        run("old ", "<w:vanish/>"),
        run("old ", '<w:vanish w:val="1"/>'),
        run("old ", '<w:rStyle w:val="Hidden"/>'),
        run("old ", '<w:rStyle w:val="Child"/>'),
        f"{field('begin')}{field('begin')}{field('separate')}{run('old ')}{field('end')}{field('end')}",
    ],
)
def test_deletions_and_hidden_text_are_left_out(unseen: str) -> None:
    styles = STYLE.format(kind="character", id="Hidden", based="", off="", spaces=SPACES)
    styles += f'<w:style w:type="character" w:styleId="Child" {SPACES}><w:name w:val="c"/><w:basedOn w:val="Hidden"/></w:style>'
    assert texts(paragraph(run("The "), unseen, run("wall fell.")), styles) == ["The wall fell."]


def test_a_hidden_style_hides_a_paragraph_unless_a_run_says_otherwise() -> None:
    styles = STYLE.format(kind="paragraph", id="Draft", based="", off="", spaces=SPACES)
    shown = run("Seen.", '<w:vanish w:val="0"/>')
    assert texts(paragraph(run("Unseen. "), shown, properties='<w:pStyle w:val="Draft"/>'), styles) == ["Seen."]


def test_styles_that_are_based_on_each_other_do_not_hang() -> None:
    styles = "".join(
        f'<w:style w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="{other}"/></w:style>' for id, other in ("AB", "BA")
    )
    assert texts(paragraph(run("Seen.", '<w:rStyle w:val="A"/>')), styles) == ["Seen."]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert texts(paragraph(run("The wall "), properties=mark) + paragraph(run("fell."))) == ["The wall fell."]
    assert texts(paragraph(run("It fell."), properties=mark)) == ["It fell."]


def test_a_field_that_never_ends_hides_one_paragraph_at_most() -> None:
    assert texts(paragraph(run("One. "), field("begin")) + paragraph(run("Two."))) == ["One. ", "Two."]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def test_cells_come_once_in_the_order_of_reading() -> None:
    inner = f"<w:tbl><w:tr>{cell('Inner.')}</w:tr></w:tbl>"
    rows = (
        cell("Wide.", '<w:gridSpan w:val="2"/>'),
        cell("Tall.", '<w:vMerge w:val="restart"/>') + cell("Right."),
        cell("", "<w:vMerge/>") + f"<w:tc>{inner}{paragraph(run('Outer.'))}</w:tc>",
        f"<w:sdt><w:sdtContent>{cell('Controlled.')}</w:sdtContent></w:sdt>" + cell("Gone.", "<w:cellDel/>"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows) + f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Gone, too.')}</w:tr>"
    assert texts(f"<w:tbl>{table}</w:tbl>") == ["Wide.", "Tall.", "Right.", "Inner.", "Outer.", "Controlled."]


def test_blocks_in_content_controls_and_text_boxes_are_paragraphs() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph(run('Controlled.'))}</w:sdtContent></w:sdt>"
    content = f"<w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(control + paragraph(run("Before "), box, run("and after."))) == ["Controlled.", "Before and after.", "Boxed."]


def test_breaks_tabs_and_signs_are_characters() -> None:
    signs = '<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/><w:sym w:char="20AC"/><w:sym w:char="F04A"/></w:r>'
    assert texts(paragraph(run("a"), signs, run("b"))) == ["a\t\n-€b"]


def test_notes_come_last_and_only_those_with_a_mark() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(run(f"Note {n}."))}</w:footnote>' for n in range(3))
    body = paragraph(run("A claim."), '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("The end."))
    assert texts(body, notes=notes) == ["A claim.", "The end.", "Note 2."]
    assert texts(body) == ["A claim.", "The end."]


def test_a_placeholder_and_a_table_of_contents_are_not_text() -> None:
    def control(properties: str, text: str) -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{paragraph(run(text))}</w:sdtContent></w:sdt>"

    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    line = paragraph(run("Walls 3"), properties='<w:pStyle w:val="TOC1"/>')
    body = control("<w:showingPlcHdr/>", "Click here") + control(contents, "Walls 2") + line + control("", "Text.")
    assert texts(body) == ["Text."]


@pytest.mark.parametrize(
    ("choice", "fallback", "text"),
    [("Chosen.", "Older.", "Chosen."), ("", "Older.", "Older."), ("", "", "")],
)
def test_of_alternatives_the_first_one_with_text_is_read(choice: str, fallback: str, text: str) -> None:
    runs = [run(part) if part else "" for part in (choice, fallback)]
    alternatives = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    assert texts(paragraph(run("So: "), alternatives.format(*runs))) == [f"So: {text}"]


def test_a_large_initial_belongs_to_its_word() -> None:
    initial = paragraph(run("T"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert texts(initial + paragraph(run("he wall fell."))) == ["The wall fell."]


def test_letters_of_the_symbol_font_are_greek() -> None:
    signs = "".join(f'<w:sym w:font="Symbol" w:char="F0{code}"/>' for code in ("61", "44", "B3", "FF"))
    assert texts(paragraph(f"<w:r>{signs}</w:r>")) == ["αΔ≥"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", "<html><head><title>No</title></head><body><p>One.</p><p>Two.</p></body></html>", ["One.", "Two."]),
        ("a.txt", "One.\n\nTwo.", ["One.", "Two."]),
        ("a.rtf", "{\\rtf1 One.\\par Two.}", ["One.", "Two."]),
        ("a.docx", word_file(paragraph(run("One.")) + paragraph(run("Two."))), ["One.", "Two."]),
        ("a.mht", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("a.png", b"", []),
    ],
)
def test_files_that_are_inserted_are_read(name: str, content: str | bytes, expected: list[str]) -> None:
    body = paragraph(run("Before.")) + f'<w:altChunk r:id="{name}"/>' + paragraph(run("After."))
    assert texts(body, **{name: ("aFChunk", content)}) == ["Before.", *expected, "After."]


def test_a_file_that_contains_itself_ends() -> None:
    inner = word_file(paragraph(run("Innermost.")))
    for _ in range(5):
        inner = word_file(paragraph(run("In.")) + '<w:altChunk r:id="a.docx"/>', related={"a.docx": ("aFChunk", inner)})
    assert texts(paragraph(run("Out.")) + '<w:altChunk r:id="b"/>', b=("aFChunk", inner)) == ["Out.", "In.", "In.", "In."]


@pytest.mark.parametrize(
    ("space", "name", "suffix"),
    [
        (STRICT, "word/document.xml", "docx"),
        (WORD, "word/document2.xml", "docx"),
        *((WORD, "word/document.xml", suffix) for suffix in ("docm", "dotx", "dotm")),
    ],
)
def test_templates_files_with_macros_and_the_strict_form_are_read(space: str, name: str, suffix: str) -> None:
    data = word_file(paragraph(run("The wall fell on Monday.")), space=space, name=name)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"a.{suffix}", data)
    (article,) = read_bytes(buffer.getvalue(), name="a.zip", kind="zip")
    assert isinstance(article, Document)
    assert article.text == "The wall fell on Monday."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(90) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0" + bytes(90) + "WordDocument".encode("utf-16-le"), "binary-file"),
        (word_file(paragraph(run("x")))[:200], "broken-document"),
        (word_file("").replace(b"_rels/.rels", b"_rels/.rols"), "broken-document"),
        (word_file(""), "no-text"),
    ],
    ids=["password", "doc", "cut off", "no document", "empty"],
)
def test_what_cannot_be_read_is_a_problem(data: bytes, code: str) -> None:
    (problem,) = read_bytes(data, name="a.docx", kind="docx")
    assert isinstance(problem, Problem)
    assert problem.code == code
