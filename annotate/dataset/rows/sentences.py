"""The articles of a batch and their sentences, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy
import pyarrow
from datasets import ClassLabel, List, Value
from numpy.typing import NDArray

from annotate.dataset.features import KINDS
from annotate.dataset.rows.list_columns import Rows, columns, flat, group
from annotate.dataset.rows.parse import FeatureMismatch, parse
from annotate.errors import ExportError
from annotate.store.records import DocumentRow


class Sentences:
    """The sentences of some articles, in order, one value each in every column.

    documents: the articles. blocks: one list of blocks for each article.
    document: the row of the sentence's article in `documents`. id: its id. index: its number within the article, from 0.
    start, end: its offsets in the article's text (code points, half-open).
    block: the row of its block among the blocks of all articles. kind: the number of that block's kind.
    """

    def __init__(self, documents: Sequence[DocumentRow], blocks: pyarrow.Array, sentences: pyarrow.Array) -> None:
        self.documents = documents
        self.blocks = blocks
        self._lists = sentences
        structs, self.document = flat(sentences)
        block_structs, block_owners = flat(blocks)
        fields = columns(structs)
        self.id: pyarrow.Array = fields["id"]
        self.start, self.end, block = (fields[name].to_numpy() for name in ("start", "end", "block"))
        # Owners ascend, so that a search for each article's number gives the row of its first sentence (and of its first block),
        # which turns numbers within an article into numbers within the batch and back.
        first_sentence = numpy.searchsorted(self.document, numpy.arange(len(documents)))
        self.index: Rows = numpy.arange(len(structs)) - first_sentence[self.document]
        first_block = numpy.searchsorted(block_owners, numpy.arange(len(documents)))
        self.block: Rows = block + first_block[self.document]
        self.kind: Rows = columns(block_structs)["kind"].to_numpy()[self.block]

    def __len__(self) -> int:
        return len(self.document)

    def select(self, documents: NDArray[numpy.bool_]) -> Sentences:
        """Return the sentences of the articles that the mask selects."""
        mask = pyarrow.array(documents)
        selected = [document for document, keep in zip(self.documents, documents.tolist(), strict=True) if keep]
        return Sentences(selected, self.blocks.filter(mask), self._lists.filter(mask))

    def only(self, sentences: NDArray[numpy.bool_]) -> Sentences:
        """Return the sentences that the mask selects, with the articles that have any; they keep their numbers in the article."""
        documents = numpy.isin(numpy.arange(len(self.documents)), self.document[sentences])
        rows = (numpy.cumsum(documents) - 1)[self.document[sentences]]
        structs, _ = flat(self._lists)
        lists = group(structs.filter(pyarrow.array(sentences)), rows, int(documents.sum()))
        selected = [document for document, keep in zip(self.documents, documents.tolist(), strict=True) if keep]
        result = Sentences(selected, self.blocks.filter(pyarrow.array(documents)), lists)
        result.index = self.index[sentences]
        return result

    @cached_property
    def text(self) -> list[str]:
        """The text of each sentence."""
        texts = [document.text for document in self.documents]
        offsets = zip(self.document.tolist(), self.start.tolist(), self.end.tolist(), strict=True)
        return [texts[document][start:end] for document, start, end in offsets]


def read_sentences(documents: Sequence[DocumentRow]) -> Sentences:
    """Return the sentences of articles. Raises ExportError if a segmentation cannot be read."""
    offsets = {"start": Value("int64"), "end": Value("int64")}
    block: dict[str, Any] = {"kind": ClassLabel(names=list(KINDS)), **offsets, "rule": Value("string")}
    sentence = {"id": Value("string"), "block": Value("int64"), **offsets}
    try:
        blocks = parse([document.blocks for document in documents], List(block))
        return Sentences(documents, blocks, parse([document.sentences for document in documents], List(sentence)))
    except (FeatureMismatch, IndexError) as error:
        first, last = documents[0].id, documents[-1].id
        raise ExportError(
            f"The segmentation of an article from {first} to {last} cannot be read ({error}); see `annotate check`."
        ) from error
