"""The text of PDF, Word, OpenDocument and RTF files.

The library for PDF is an extra, because few need it: ``annotate-claims[documents]``. It and lxml parse files from unknown
sources, and do not document the exceptions that they raise for damaged ones, so every exception counts as damage here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from annotate.articles.cleaning.line_roles import label_lines
from annotate.articles.formats import problems
from annotate.articles.formats.metadata import Metadata, from_blocks, merge
from annotate.articles.formats.office.open_document import OpenDocument, read_open_document
from annotate.articles.formats.office.packages import Package, UnreadableError
from annotate.articles.formats.office.pdf_text import pdf_paragraphs
from annotate.articles.formats.office.rtf_text import read_rtf_text
from annotate.articles.formats.office.word_text import WordFile, read_word
from annotate.model import Block, BlockKind, Problem

_STYLES: tuple[tuple[str, BlockKind], ...] = (
    *(("title", "headline"), ("heading 1", "headline"), ("list", "list")),
    *(("quote", "quote"), ("intense quote", "quote")),
)
"""The kind of a Word paragraph by the beginning of its style's name."""
_CAPTION = "caption"
_OLE = b"\xd0\xcf\x11\xe0"  # the container of old Office files, and of new ones with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGE = 1.15  # times the usual height of letters in a PDF file: a headline
_HEAD = 8  # paragraphs at the beginning of a PDF file among which the headline is


class _Paragraph(NamedTuple):
    """A paragraph, and its kind, if the file gives it, with the reason."""

    text: str
    kind: BlockKind | None = None
    rule: str = ""


class Paper(NamedTuple):
    """The text of a document, its blocks and its metadata."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


def read_paper(data: bytes, where: str, kind: str) -> Paper | Problem:
    """Return the text of a document of `kind`."""
    return _READERS[kind](data, where)


def read_pdf(data: bytes, where: str) -> Paper | Problem:
    """Return the text of a PDF file, with blank lines between its paragraphs."""
    try:
        import pypdfium2  # 20 ms, and an extra
        from pypdfium2.raw import FPDF_ERR_PASSWORD
    except ImportError:
        return problems.extra_missing(where, "PDF", "pypdfium2")
    try:
        pdf = pypdfium2.PdfDocument(data)
        try:
            paragraphs = pdf_paragraphs(pdf)
        finally:
            pdf.close()
    except Exception as error:  # noqa: BLE001 - any exception is damage, see above
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            return problems.encrypted(where)
        return problems.broken_document(where, "PDF", str(error) or type(error).__name__)
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        return problems.no_text(where, scanned=True)
    largest = max((paragraph.size for paragraph in paragraphs[:_HEAD]), default=0)
    headline = next((p for p in paragraphs[:_HEAD] if p.size == largest and largest >= _LARGE), None)
    return _paper(
        [_Paragraph(_clean(p.text), *(("headline", "largest letters") if p is headline else ())) for p in paragraphs], Metadata()
    )


def read_docx(data: bytes, where: str) -> Paper | Problem:
    """Return the text of a Word file, with blank lines between its paragraphs."""
    if data.startswith(_OLE):
        return problems.encrypted(where) if _ENCRYPTED in data else problems.binary_file(where, "an old Microsoft Office file")
    return _read_package(data, where, "Word", read_word)


def read_odt(data: bytes, where: str) -> Paper | Problem:
    """Return the text of an OpenDocument file, with blank lines between its paragraphs."""
    return _read_package(data, where, "OpenDocument", read_open_document)


def _read_package(
    data: bytes, where: str, kind: str, read: Callable[[Package], WordFile | OpenDocument | None]
) -> Paper | Problem:
    try:
        package = Package(data, where)
        if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
            return problems.encrypted(where)
        document = read(package)
    except UnreadableError as error:
        return error.problem
    except Exception as error:  # noqa: BLE001 - any exception is damage, see above
        return problems.broken_document(where, kind, str(error) or type(error).__name__)
    if document is None:
        return problems.broken_document(where, kind, "it contains no text document")
    paragraphs = [_Paragraph(_clean(p.text), _kind(p.style), f"{kind} style {p.style}") for p in document.paragraphs]
    return _paper(paragraphs, document.metadata)


def read_rtf(data: bytes, where: str) -> Paper | Problem:
    """Return the text of an RTF file, with blank lines between its paragraphs."""
    try:
        found, known = read_rtf_text(data)
    except ValueError as error:
        return problems.broken_document(where, "RTF", str(error))
    return _paper([_Paragraph(_clean(p.text), _kind(p.style), f"RTF style {p.style}") for p in found], known)


_READERS: Mapping[str, Callable[[bytes, str], Paper | Problem]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "odt": read_odt,
    "rtf": read_rtf,
}


def _paper(paragraphs: list[_Paragraph], known: Metadata) -> Paper:
    """Join paragraphs to one text; the kind of a block is that of its paragraph, else it is decided by the line."""
    filled = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    text = "\n\n".join(paragraph.text for paragraph in filled)
    ends: list[int] = []
    for paragraph in filled:
        ends.append((ends[-1] + 2 if ends else 0) + len(paragraph.text))
    blocks: list[Block] = []
    headline = next((index for index, paragraph in enumerate(filled) if paragraph.kind == "headline"), None)
    index = 0
    for block in label_lines(text):
        while block.start >= ends[index]:
            index += 1
        kind, rule = filled[index].kind, filled[index].rule
        if kind is None and block.kind == "headline" and headline is not None:
            kind, rule = ("kicker", "before the headline") if index < headline else ("paragraph", "after the headline")
        blocks.append(Block(kind, block.start, block.end, rule) if kind else block)
    return Paper(text, tuple(blocks), merge(from_blocks(text, blocks), known))


def _kind(style: str) -> BlockKind | None:
    if style == _CAPTION:
        return "caption"
    return next((kind for name, kind in _STYLES if style.startswith(name)), None)


def _clean(text: str) -> str:
    """Return `text` without NUL and unpaired surrogates, which broken fonts produce and which cannot be stored."""
    return text.replace("\x00", "").replace("\r", "\n").encode("utf-8", "replace").decode()
