"""Files: from the bytes of a raw file to its documents.

Bad data never raises: what cannot be read is a `Problem` in the place of the document. This module alone touches the disk.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotate.articles import problems
from annotate.articles.decoding import decode, find_magic, is_encodable, unify_line_ends
from annotate.articles.lines import label_lines
from annotate.articles.markdown import label_markdown, read_front_matter
from annotate.articles.metadata import Metadata, from_blocks, from_fields, merge
from annotate.articles.names import slug
from annotate.articles.sentences import segment
from annotate.articles.tables import COLUMNS, Row, read_json_lines, read_separated
from annotate.articles.webpage import Page, is_html, read_page
from annotate.model import Document, Problem

KINDS: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
}
"""The kind of a file by its suffix. A file of no known suffix is HTML if it begins like HTML, else text."""

_SIZE_LIMIT = 100_000_000
"""Bytes of a file that is read as a whole; a table has no limit, its rows have one."""

_BUFFER = 1 << 20  # bytes; the encoding of a table is told from one buffer
_TABLES: Mapping[str, Callable[[io.BufferedReader[Any], str], Iterator[Row | Problem]]] = {
    "jsonl": read_json_lines,
    "csv": read_separated,
    "tsv": partial(read_separated, separator="\t"),
}


def find_files(path: Path) -> Iterator[Path]:
    """The article files at `path`, sorted: itself if it is no directory, else those of known suffix at any depth in it.

    Hidden files and folders, READMEs and linked folders in a directory are left out. A directory that cannot be listed is
    given back itself, so that reading it says why.
    """
    if not path.is_dir():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for child in children:
        if child.name.startswith(".") or child.name.upper().startswith("README"):
            continue
        if child.is_dir():
            yield from () if child.is_symlink() else find_files(child)
        elif child.suffix.lower() in KINDS:
            yield child


def read_file(path: Path, *, name: str | None = None) -> Iterator[Document | Problem]:
    """The documents in the file at `path`, and its problems. `name` is what `Document.path` says, by default the path."""
    where = str(path) if name is None else name
    kind = KINDS.get(path.suffix.lower())
    try:
        size = path.stat().st_size
        if size > _SIZE_LIMIT and kind not in _TABLES:
            yield problems.too_large(where, size, _SIZE_LIMIT)
            return
        with io.BufferedReader(io.FileIO(path), _BUFFER) as stream:
            yield from _read_stream(stream, where, kind, slug(path.stem))
    except OSError as error:
        yield problems.unreadable(where, error.strerror or str(error))


def read_bytes(data: bytes, *, name: str, kind: str | None = None) -> Iterator[Document | Problem]:
    """The documents in `data`, which did not come from a file: the same as `read_file`, ids being made of the headline.

    `kind` is a value of `KINDS`; without one `data` is HTML if it begins like HTML, else text.
    """
    with io.BufferedReader(io.BytesIO(data), _BUFFER) as stream:
        yield from _read_stream(stream, name, kind, None)


def _read_stream(stream: io.BufferedReader[Any], where: str, kind: str | None, stem: str | None) -> Iterator[Document | Problem]:
    head = stream.peek()
    what = find_magic(head)
    read_table = _TABLES.get(kind or "")
    if not head:
        yield problems.empty_file(where)
    elif what:
        yield problems.binary_file(where, what)
    elif read_table:
        yield from _read_rows(read_table(stream, where), where, stem)
    else:
        yield from _read_whole(stream.read(), where, kind, stem)


def _read_rows(rows: Iterator[Row | Problem], where: str, stem: str | None) -> Iterator[Document | Problem]:
    empty = True
    for row in rows:
        empty = False
        yield row if isinstance(row, Problem) else _read_row(row, where, stem)
    if empty:
        yield problems.no_rows(where)


def _read_whole(data: bytes, where: str, kind: str | None, stem: str | None) -> Iterator[Document | Problem]:
    """The one document of a file that is no table."""
    decoded = decode(data)
    if decoded is None:
        yield problems.undecodable(where)
        return
    if not decoded.text.strip():
        yield problems.only_white_space(where)
        return
    if decoded.guessed:
        yield problems.encoding_guessed(where, decoded.encoding)
    page = _read_page(decoded.text, kind or ("html" if is_html(decoded.text) else "text"))
    yield _document(page, where, where, sha256(data).hexdigest(), stem) if page else problems.no_text(where)


def _read_page(text: str, kind: str) -> Page | None:
    """The text of an article of `kind` with its blocks and metadata; None where cleaning leaves nothing."""
    if kind == "html":
        return read_page(text)
    blocks = label_markdown(text) if kind == "markdown" else label_lines(text)
    known = from_fields(read_front_matter(text)) if kind == "markdown" else Metadata()
    return Page(text, blocks, merge(known, from_blocks(text, blocks)))


def _read_row(row: Row, where: str, stem: str | None) -> Document | Problem:
    """The document of a table's row."""
    place = f"{where}:{row.line}"
    text = row.find("text")
    if not isinstance(text, str) or not text.strip():
        return problems.row_without_text(place, list(row.columns))
    text = unify_line_ends(text)
    blocks = label_lines(text)
    known = from_fields({field: row.find(field) for field in COLUMNS})
    page = Page(text, blocks, merge(known, from_blocks(text, blocks)))
    given = row.find("id")
    fallback = f"{stem}-{row.number}" if stem else None
    id = fallback if given is None else slug(str(given))
    return _document(page, f"{where}#{row.number}", place, row.sha256, id)


def _document(page: Page, path: str, where: str, digest: str, id: str | None) -> Document | Problem:
    """The document, or what forbids it. Without an `id` its headline makes one, or its first words."""
    if "\x00" in page.text:
        return problems.nul_character(where)
    if not is_encodable(page.text):
        return problems.lone_surrogate(where)
    id = id or slug(" ".join((page.metadata.title or page.text[:400]).split()[:8]))
    sentences = segment(page.text, page.blocks, id)
    if not any(character.isalnum() for sentence in sentences for character in page.text[sentence.start : sentence.end]):
        return problems.no_text(where)
    return Document(id, path, digest, page.text, page.blocks, sentences, *page.metadata)
