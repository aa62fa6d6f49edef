"""The segmentation of an article, as lines for a terminal or as JSON: metadata, blocks with their rules, and sentences.

Boilerplate is dim, so that the text to annotate is easy to see. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

import click

from annotate.model import Document
from annotate.text.rows import join_cells, style_cells, wrap

METADATA = ("title", "byline", "published", "url", "language")
_MARGIN = 8
_DIM = "dim"
_WHITE = re.compile(r"\s+")


def segmentation_lines(document: Document, width: int) -> Iterator[str]:
    """Yield lines that show a document: first its metadata, then each block with its sentences."""
    yield from _lines([("", document.path)], width)
    for field in METADATA:
        if value := getattr(document, field):
            yield from _lines([("", value)], width, f"{field:>11}  ")
    yield f"{'':11}  {_counts(document)}"
    sentences = {number: list(group) for number, group in groupby(enumerate(document.sentences, 1), key=lambda s: s[1].block)}
    for number, block in enumerate(document.blocks):
        yield ""
        rule = f" ({block.rule})" if block.rule else ""
        yield from _lines([(_DIM, f"{block.kind} {block.start}-{block.end}{rule}")], width)
        if number not in sentences:
            yield from _lines([(_DIM, document.text[block.start : block.end])], width, " " * _MARGIN)
        for position, sentence in sentences.get(number, ()):
            text = document.text[sentence.start : sentence.end]
            offsets = f" {sentence.start}-{sentence.end}"
            yield from _lines([("", text), (_DIM, offsets)], width, f"{position:>{_MARGIN - 2}}  ")


def segmentation_to_json(document: Document) -> dict[str, Any]:
    """Return all fields of the document, and the text of each block and sentence."""
    data = asdict(document)
    for item in (*data["blocks"], *data["sentences"]):
        item["text"] = document.text[item["start"] : item["end"]]
    return data


def _counts(document: Document) -> str:
    counts = {"block": len(document.blocks), "sentence": len(document.sentences), "character": len(document.text)}
    return ", ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for noun, number in counts.items())


def _lines(parts: Iterable[tuple[str, str]], width: int, margin: str = "") -> Iterator[str]:
    """Yield (style, text) parts as styled lines no wider than `width`; `margin` precedes the first line, blanks the others.

    White space is shown as one space, because a tab or a line end would break the lines; the offsets are those of the document.
    """
    items = [item for style, text in parts for item in style_cells(style, _WHITE.sub(" ", text))]
    for line in wrap(items, max(width - len(margin), 10)):
        while line and line[-1].cell.text == " ":
            line.pop()
        yield (margin + "".join(click.style(text, fg=243) if style else text for style, text in join_cells(line))).rstrip()
        margin = " " * len(margin)
