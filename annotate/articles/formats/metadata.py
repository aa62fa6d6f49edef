"""What is known of an article beside its text, whatever it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotate.articles.cleaning.dates import as_iso, find_date
from annotate.model import Block

_BY = re.compile(r"(?:by|von|par|por)\s+", re.IGNORECASE)
_LONGEST = 1000  # characters of a field


class Metadata(NamedTuple):
    """Fields of `Document` of the same names; None where not known."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def from_fields(fields: Mapping[str, Any]) -> Metadata:
    """The metadata in `fields`, whose keys are those of `Metadata`; dates become ISO 8601 where they can be read."""
    values = {field: clean(fields.get(field)) for field in Metadata._fields}
    return Metadata(**{**values, "published": as_iso(values["published"])})


def from_blocks(text: str, blocks: Iterable[Block]) -> Metadata:
    """The metadata that the first headline, byline and dateline blocks of `text` show."""
    lines: dict[str, str] = {}
    for block in blocks:
        lines.setdefault(block.kind, text[block.start : block.end])
    return Metadata(
        title=clean(lines.get("headline")),
        byline=clean(_BY.sub("", lines.get("byline", ""), count=1)),
        published=find_date(lines.get("dateline", "")),
    )


def merge(first: Metadata, second: Metadata) -> Metadata:
    """`first`, and where it does not know a field, `second`."""
    return Metadata(*(a or b for a, b in zip(first, second, strict=True)))


def clean(value: Any) -> str | None:
    """`value` as one line of text; a list as its items joined by commas; None for what says nothing."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, map(clean, value)))
    if value is None or isinstance(value, (dict, bool)):
        return None
    text = " ".join(str(value)[:_LONGEST].replace("\x00", "").encode("utf-8", "replace").decode().split())
    return text or None
