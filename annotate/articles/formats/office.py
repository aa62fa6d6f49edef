"""PDF and Word files: their text. The libraries are an extra, since few articles come that way: ``annotate-claims[documents]``.

Both parse what anybody may have sent, and what they raise on damage is no part of what they promise; so here, and nowhere else,
every exception is damage.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotate.articles.cleaning.line_roles import label_lines
from annotate.articles.formats import problems
from annotate.articles.formats.metadata import Metadata, from_blocks, from_fields, merge
from annotate.model import Block, BlockKind, Problem

_STYLES: tuple[tuple[str, BlockKind], ...] = (
    *(("title", "headline"), ("heading 1", "headline"), ("list", "list")),
    *(("quote", "quote"), ("intense quote", "quote")),
)
"""The kind of a Word paragraph by how the name of its style begins."""
_CAPTION = "caption"


class Paper(NamedTuple):
    """The text of a PDF or Word file, its blocks, and what is known of it."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


def read_pdf(data: bytes, where: str) -> Paper | Problem:
    """The text of a PDF file, its lines as they are printed and a form feed between its pages."""
    try:
        from pypdf import PdfReader  # 0.1 s, and an extra
        from pypdf.errors import FileNotDecryptedError
    except ImportError:
        return problems.extra_missing(where, "PDF", "pypdf")
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError:
        return problems.encrypted(where)
    except Exception as error:  # noqa: BLE001 - see above
        return problems.broken_document(where, "PDF", str(error) or type(error).__name__)
    text = _clean("\n\f\n".join(page.rstrip() for page in pages))
    blocks = label_lines(text)
    return Paper(text, blocks, from_blocks(text, blocks))


def read_docx(data: bytes, where: str, limit: int) -> Paper | Problem:
    """The text of a Word file, blank lines between its paragraphs; unpacked it may have `limit` bytes."""
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
        paragraphs = [(_clean(paragraph.text), _style(paragraph)) for paragraph in _paragraphs(word)]
        core = word.core_properties
        known = from_fields({"title": core.title, "byline": core.author, "language": core.language})
    except Exception as error:  # noqa: BLE001 - see above
        return problems.broken_document(where, "Word", str(error) or type(error).__name__)
    return _paper(paragraphs, known)


def _paragraphs(word: Any) -> Iterator[Any]:
    """The paragraphs of the body and of its tables, in order."""
    for item in word.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                yield from (paragraph for cell in row.cells for paragraph in cell.paragraphs)
        else:
            yield item


def _style(paragraph: Any) -> str:
    return (getattr(paragraph.style, "name", None) or "").lower()


def _paper(paragraphs: list[tuple[str, str]], known: Metadata) -> Paper:
    """The paragraphs as one text; a block has the kind that its paragraph's style says, else that of its line."""
    kept = [(text, style) for text, style in paragraphs if text.strip()]
    text = "\n\n".join(text for text, _ in kept)
    styles: list[tuple[int, str]] = []
    start = 0
    for paragraph, style in kept:
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
    """`text` as it can be stored: broken fonts give NUL and half surrogates, which are no characters."""
    return text.replace("\x00", "").replace("\r", "\n").encode("utf-8", "replace").decode()
