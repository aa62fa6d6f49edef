"""What was understood of an article, shown: nothing is left out, nothing is wider than asked, nothing is obeyed by a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from annotate.articles import read_bytes, read_file
from annotate.model import Document
from annotate.text.segmentation_view import segmentation_lines, segmentation_to_json
from annotate.text.terminal import width
from support.paths import SAMPLE

STRANGE = (
    "A \x1b[31mred\x1b[0m title\n\n" + "Wait\u202e here\u200b. 东京的桥在星期一关闭了。 👩\u200d💻 cafe\u0301 שלום. \tA tab. " * 3
)


def read(text: str) -> Document:
    return next(found for found in read_bytes(text.encode(), name="stdin") if isinstance(found, Document))


def plain(lines: Iterable[str]) -> str:
    """The lines without what is ours to make them dim."""
    return "\n".join(lines).replace("\x1b[38;5;243m", "").replace("\x1b[0m", "")


@pytest.fixture
def sample() -> Document:
    document = next(read_file(SAMPLE, name="raw/harbour-bridge.txt"))
    assert isinstance(document, Document)
    return document


def test_everything_is_there(sample: Document) -> None:
    shown = plain(segmentation_lines(sample, 1000))
    for block in sample.blocks:
        assert f"{block.kind} {block.start}-{block.end} ({block.rule})" in shown
        if not block.annotated:
            assert sample.text[block.start : block.end] in shown
    for number, sentence in enumerate(sample.sentences, 1):
        assert f"{number:>6}  {sample.text[sentence.start : sentence.end]} {sentence.start}-{sentence.end}\n" in shown + "\n"
    assert "      title  Port Ellery shuts" in shown
    assert f"{len(sample.blocks)} blocks, {len(sample.sentences)} sentences, {len(sample.text):,} characters" in shown


def test_boilerplate_and_offsets_are_dim(sample: Document) -> None:
    lines = list(segmentation_lines(sample, 100))
    assert "        \x1b[38;5;243mLocal & Region\x1b[0m" in lines
    assert any(line.startswith("     1  Port Ellery") and line.endswith("\x1b[38;5;243m 16-92\x1b[0m") for line in lines)


@pytest.mark.parametrize("columns", [24, 40, 80])
def test_no_line_is_too_wide_and_nothing_foreign_gets_through(columns: int) -> None:
    shown = plain(segmentation_lines(read(STRANGE), columns))
    assert all(width(line) <= columns for line in shown.splitlines() if "characters" not in line)
    assert not set(shown) & set("\x1b\u202e\u200b\t")


def test_as_json() -> None:
    document = read(STRANGE)
    data = json.loads(json.dumps(segmentation_to_json(document)))
    assert data["text"] == document.text
    assert [(block["kind"], block["rule"]) for block in data["blocks"]] == [(block.kind, block.rule) for block in document.blocks]
    for item in (*data["blocks"], *data["sentences"]):
        assert item["text"] == document.text[item["start"] : item["end"]]
