"""The text of PDF and Word files. The libraries are an extra, because few need them: ``annotate-claims[documents]``.

Both parse files from unknown sources, and do not document the exceptions that they raise for damaged ones, so every exception
counts as damage here.
"""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from annotate.articles.cleaning.line_roles import label_lines
from annotate.articles.formats import problems
from annotate.articles.formats.metadata import Metadata, from_blocks, from_fields, merge
from annotate.articles.formats.word_text import word_paragraphs
from annotate.model import Block, BlockKind, Problem

_STYLES: tuple[tuple[str, BlockKind], ...] = (
    *(("title", "headline"), ("heading 1", "headline"), ("list", "list")),
    *(("quote", "quote"), ("intense quote", "quote")),
)
"""The kind of a Word paragraph by the beginning of its style's name."""
_CAPTION = "caption"


class Paper(NamedTuple):
    """The text of a PDF or Word file, its blocks and its metadata."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


def read_pdf(data: bytes, where: str) -> Paper | Problem:
    """Return the text of a PDF file, with its printed lines and a form feed between its pages."""
    try:
        from pypdf import PdfReader  # 0.1 s, and an extra
        from pypdf.errors import FileNotDecryptedError
    except ImportError:
        return problems.extra_missing(where, "PDF", "pypdf")
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError:
        return problems.encrypted(where)
    except Exception as error:  # noqa: BLE001 - any exception is damage, see above
        return problems.broken_document(where, "PDF", str(error) or type(error).__name__)
    text = _clean("\n\f\n".join(page.rstrip() for page in pages))
    blocks = label_lines(text)
    return Paper(text, blocks, from_blocks(text, blocks))


def read_docx(data: bytes, where: str, limit: int) -> Paper | Problem:
    """Return the text of a Word file, with blank lines between its paragraphs; unpacked it may have up to `limit` bytes."""
    try:
        from docx import Document as open_docx  # 0.1 s, and an extra
    except ImportError:
        return problems.extra_missing(where, "Word", "python-docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > limit:
            return problems.grows_too_large(where, limit)
        word = open_docx(io.BytesIO(data))
        paragraphs = [(_clean(paragraph.text), paragraph.style) for paragraph in word_paragraphs(word)]
        core = word.core_properties
        known = from_fields({"title": core.title, "byline": core.author, "language": core.language})
    except Exception as error:  # noqa: BLE001 - any exception is damage, see above
        return problems.broken_document(where, "Word", str(error) or type(error).__name__)
    return _paper(paragraphs, known)


def _paper(paragraphs: list[tuple[str, str]], known: Metadata) -> Paper:
    """Join paragraphs to one text; the kind of a block is given by the paragraph's style, else by the line."""
    filled = [(text, style) for text, style in paragraphs if text.strip()]
    text = "\n\n".join(text for text, _ in filled)
    styles: list[tuple[int, str]] = []
    start = 0
    for paragraph, style in filled:
        styles.append((start + len(paragraph), style))
        start += len(paragraph) + 2
    blocks: list[Block] = []
    index = 0
    for block in label_lines(text):
        while block.start >= styles[index][0]:
            index += 1
        kind = _kind(styles[index][1])
        blocks.append(Block(kind, block.start, block.end, f"Word style {styles[index][1]}") if kind else block)
    return Paper(text, tuple(blocks), merge(from_blocks(text, blocks), known))


def _kind(style: str) -> BlockKind | None:
    if style == _CAPTION:
        return "caption"
    return next((kind for name, kind in _STYLES if style.startswith(name)), None)


def _clean(text: str) -> str:
    """Return `text` without NUL and unpaired surrogates, which broken fonts produce and which cannot be stored."""
    return text.replace("\x00", "").replace("\r", "\n").encode("utf-8", "replace").decode()
