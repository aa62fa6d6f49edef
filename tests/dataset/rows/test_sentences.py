"""The sentences of a batch are those of its documents, in order, and a segmentation that cannot be read is refused."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from annotate.dataset.features import KINDS
from annotate.dataset.rows.sentences import read_sentences
from annotate.errors import ExportError


@pytest.fixture
def documents(world: Any) -> list[Any]:
    return [world.document("a"), world.document("b", ("Alone.",)), world.document("c")]


def test_every_column_has_the_value_of_each_sentence(world: Any, documents: list[Any]) -> None:
    sentences = read_sentences(world.rows(documents, [])[0])
    expected = [
        (row, sentence.id, index, sentence.start, sentence.end, document.blocks[sentence.block].kind)
        for row, document in enumerate(documents)
        for index, sentence in enumerate(document.sentences)
    ]
    kinds = [KINDS[kind] for kind in sentences.kind]
    columns = (sentences.document, sentences.id.to_pylist(), sentences.index, sentences.start, sentences.end, kinds)
    assert list(zip(*columns, strict=True)) == expected
    assert sentences.text == [documents[row].text[start:end] for row, _, _, start, end, _ in expected]
    assert len(sentences) == len(expected)


def test_a_block_is_numbered_among_the_blocks_of_all_articles(world: Any, documents: list[Any]) -> None:
    sentences = read_sentences(world.rows(documents, [])[0])
    starts = sentences.blocks.flatten().field("start").to_numpy()[sentences.block]
    expected = [document.blocks[sentence.block].start for document in documents for sentence in document.sentences]
    assert starts.tolist() == expected


def test_selected_articles_are_numbered_anew(world: Any, documents: list[Any]) -> None:
    rows, _ = world.rows(documents, [])
    selected = read_sentences(rows).select(numpy.array([True, False, True]))
    read = read_sentences([rows[0], rows[2]])
    for name in ("document", "index", "block", "kind", "start", "end"):
        assert getattr(selected, name).tolist() == getattr(read, name).tolist()
    assert [document.id for document in selected.documents] == ["a", "c"]
    assert selected.id.equals(read.id)


@pytest.mark.parametrize("blocks", ["[", '[{"kind": "poem", "start": 0, "end": 1, "rule": ""}]', "[]"])
def test_a_segmentation_that_cannot_be_read_is_refused(world: Any, documents: list[Any], blocks: str) -> None:
    rows, _ = world.rows(documents[:2], [])
    with pytest.raises(ExportError, match="The segmentation of an article from a to b cannot be read"):
        read_sentences([rows[0]._replace(blocks=blocks), rows[1]._replace(blocks=blocks)])
