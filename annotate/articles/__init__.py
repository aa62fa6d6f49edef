"""Reading articles: the bytes of a raw file become documents, which have blocks, which have sentences.

Names are loaded when they are first used: their regular expressions take 30 ms, which `--help` does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotate.articles.cleaning.line_roles import label_lines
    from annotate.articles.cleaning.names import slug
    from annotate.articles.formats.files import find_files, read_bytes, read_file
    from annotate.articles.sentences import segment, split_sentences

_HOMES = {
    "find_files": "formats.files",
    "label_lines": "cleaning.line_roles",
    "read_bytes": "formats.files",
    "read_file": "formats.files",
    "segment": "sentences",
    "slug": "cleaning.names",
    "split_sentences": "sentences",
}

__all__ = ["find_files", "label_lines", "read_bytes", "read_file", "segment", "slug", "split_sentences"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
