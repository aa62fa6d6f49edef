"""Word files: what a reader sees of tracked changes, wrappers, fields, tables, notes and hidden text."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from annotate.articles.formats.word_text import word_paragraphs

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLE = (
    '<w:style w:type="{kind}" w:styleId="{id}" {spaces}><w:name w:val="{id}"/>{based}<w:rPr><w:vanish{off}/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(mark: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'


def texts(body: str, styles: str = "", notes: str = "") -> list[str]:
    """The paragraphs of a Word file with `body`, read back from its bytes."""
    word = WordDocument()
    for element in list(word.element.body):
        word.element.body.remove(element)
    word.element.body.extend(etree.fromstring(f"<w:body {SPACES}>{body}</w:body>"))
    word.styles.element.extend(etree.fromstring(f"<w:styles {SPACES}>{styles}</w:styles>"))
    if notes:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        blob = f"<w:footnotes {SPACES}>{notes}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), kind, blob, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    word.save(buffer)
    return [item.text for item in word_paragraphs(WordDocument(io.BytesIO(buffer.getvalue()))) if item.text]


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
