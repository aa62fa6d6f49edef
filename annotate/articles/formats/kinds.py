"""Kinds: what is in a file, by its name, or by its first bytes where the name does not say. Data, and three small questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

KINDS: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".docx": "docx",
    ".warc": "warc",
    ".gz": "gzip",
    ".zip": "zip",
}
"""The kind of a file by its suffix. What a file of no known suffix is shows in its first bytes, else it is text."""

PACKED = frozenset({"gzip", "zip"})
"""Kinds that hold other files. One of them in another is refused: nothing that articles come in needs it."""

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
)


def kind_of(name: str) -> str | None:
    """The kind of the file called `name`; None where its suffix is not known. ``a.warc.gz`` is a web archive.

    >>> kind_of("a.jsonl.gz"), kind_of("A.WARC.GZ"), kind_of("notes")
    ('gzip', 'warc', None)
    """
    path = PurePosixPath(name.lower())
    return "warc" if path.suffixes[-2:] == [".warc", ".gz"] else KINDS.get(path.suffix)


def unpacked_name(name: str) -> str:
    """The name of what a gzip file called `name` holds.

    >>> unpacked_name("a.jsonl.gz")
    'a.jsonl'
    """
    return name[:-3] if name.lower().endswith(".gz") else name


def kind_by_bytes(head: bytes) -> str | None:
    """The kind of a file that begins with `head`; None for what may be text."""
    if head.startswith(b"PK\x03\x04") and b"word/" in head[:4096]:
        return "docx"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def is_article_file(name: str) -> bool:
    """Whether a file called `name` in a folder is one of articles: of known suffix, neither hidden nor a README."""
    base = PurePosixPath(name).name
    if base.startswith((".", "__MACOSX")) or base.upper().startswith("README"):
        return False
    kind = kind_of(base)
    return kind is not None and (kind != "gzip" or kind_of(unpacked_name(base)) is not None)
