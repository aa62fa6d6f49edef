"""Metadata of an article, from any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotate.articles.cleaning.dates import find_date, published_in
from annotate.articles.cleaning.people import split_names
from annotate.model import Block

_MAX_LENGTH = 1000  # characters of a field


class Metadata(NamedTuple):
    """Fields of `Document` with the same names; None if unknown."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def from_fields(fields: Mapping[str, Any]) -> Metadata:
    """Return the metadata in `fields`, whose keys are those of `Metadata`; dates become ISO 8601, or None if unreadable."""
    values = {field: clean(fields.get(field)) for field in Metadata._fields}
    return Metadata(**{**values, "published": find_date(values["published"] or "", values["language"])})


def from_blocks(text: str, blocks: Iterable[Block]) -> Metadata:
    """Return the metadata in the first headline and byline of `text`, and the first date that is not that of a change."""
    lines: dict[str, list[str]] = {}
    for block in blocks:
        if block.kind in ("headline", "byline", "dateline"):
            lines.setdefault(block.kind, []).append(text[block.start : block.end])
    bylines = lines.get("byline", [])
    dates = map(published_in, (*lines.get("dateline", ()), *bylines))
    return Metadata(
        title=clean(lines.get("headline", [None])[0]),
        byline=clean(split_names(bylines[0])) if bylines else None,
        published=next(filter(None, dates), None),
    )


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return `first`, with fields it does not know from `second`."""
    return Metadata(*(a or b for a, b in zip(first, second, strict=True)))


def clean(value: Any) -> str | None:
    """Return `value` as one line of text, and the items of a list joined by commas; None if there is no text."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, map(clean, value)))
    if value is None or isinstance(value, (dict, bool)):
        return None
    text = " ".join(str(value)[:_MAX_LENGTH].replace("\x00", "").encode("utf-8", "replace").decode().split())
    return text or None
