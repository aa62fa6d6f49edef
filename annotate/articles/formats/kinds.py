"""Kinds of files, by the name of a file or else by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

KINDS: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
    ".eml": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    ".mbox": "mbox",
    ".warc": "warc",
    ".gz": "gzip",
    ".zip": "zip",
}
"""The kind of a file by its suffix. A file with another suffix is recognised by its first bytes, and is text otherwise."""

PACKED = frozenset({"gzip", "zip"})
"""Kinds that contain other files. One inside another is refused, since no format of articles needs it."""

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
)
_PACKAGE = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/(?:(epub\+zip)|vnd\.oasis\.opendocument\.text(?!-web))", re.DOTALL)
_MBOX = re.compile(rb"From \S{1,200} [^\n]{0,60}?\d{1,2}:\d{2}[^\n]{0,30}?\d{4}[^\n]{0,60}\n[!-9;-~]{1,80}:")
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL = re.compile(rb"^(?:message-id|mime-version|received):", re.IGNORECASE | re.MULTILINE)
"""Headers that programs write; a text that was pasted with its sender and subject has none of them."""


def kind_of(name: str) -> str | None:
    """Return the kind of the file called `name`; None if its suffix is not known. ``a.warc.gz`` is a web archive.

    >>> kind_of("a.jsonl.gz"), kind_of("A.WARC.GZ"), kind_of("notes")
    ('gzip', 'warc', None)
    """
    path = PurePosixPath(name.lower())
    return "warc" if path.suffixes[-2:] == [".warc", ".gz"] else KINDS.get(path.suffix)


def unpacked_name(name: str) -> str:
    """Return the name of the file inside a gzip file called `name`.

    >>> unpacked_name("a.jsonl.gz")
    'a.jsonl'
    """
    return name[:-3] if name.lower().endswith(".gz") else name


def kind_by_bytes(head: bytes) -> str | None:
    """Return the kind of a file that begins with `head`; None if it may be text."""
    if head.startswith(b"PK\x03\x04") and b"word/" in head[:4096]:
        return "docx"
    package = _PACKAGE.match(head)
    if package:
        return "epub" if package.group(1) else "odt"
    if _MBOX.match(head):
        return "mbox"
    headers = _HEADERS.match(head)
    if headers and _MAIL.search(headers.group()):
        return "eml"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def is_left_out(base: str) -> bool:
    """Return True if a file with this name, without its folder, is never an article: it is hidden, or a README."""
    return base.startswith((".", "__MACOSX")) or base.upper().startswith("README")


def is_article_file(name: str) -> bool:
    """Return True if a file called `name` in a folder may contain articles: known suffix, neither hidden nor a README."""
    base = PurePosixPath(name).name
    if is_left_out(base):
        return False
    kind = kind_of(base)
    return kind is not None and (kind != "gzip" or kind_of(unpacked_name(base)) is not None)
