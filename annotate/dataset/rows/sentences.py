"""The articles of a batch and their sentences, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from annotate.dataset.features import KINDS
from annotate.dataset.rows.list_columns import columns, flat
from annotate.dataset.rows.parse import Unfit, parse
from annotate.errors import ExportError
from annotate.store.records import DocumentRow

if TYPE_CHECKING:
    import numpy
    import pyarrow
    from numpy.typing import NDArray

    from annotate.dataset.rows.list_columns import Rows


class Sentences:
    """`documents` and the sentences in them, in order: for each its `document` (a row of these), `id`, `start`, `end`, `index`
    (in its article), `block` (a row of all blocks), `kind` (the number of its block's) and `text`. `blocks` are lists of the
    articles' blocks."""

    def __init__(self, documents: Sequence[DocumentRow], blocks: pyarrow.Array, sentences: pyarrow.Array) -> None:
        import numpy

        self.documents = documents
        self.blocks = blocks
        self._lists = sentences
        found, self.document = flat(sentences)
        of_blocks, block_owners = flat(blocks)
        fields = columns(found)
        self.id: pyarrow.Array = fields["id"]
        self.start, self.end, block = (fields[name].to_numpy() for name in ("start", "end", "block"))
        firsts = numpy.searchsorted(self.document, numpy.arange(len(documents)))
        self.index: Rows = numpy.arange(len(found)) - firsts[self.document]
        blocks_before = numpy.searchsorted(block_owners, numpy.arange(len(documents)))
        self.block: Rows = block + blocks_before[self.document]
        self.kind: Rows = columns(of_blocks)["kind"].to_numpy()[self.block]

    def __len__(self) -> int:
        return len(self.document)

    def of(self, documents: NDArray[numpy.bool_]) -> Sentences:
        """Those of some of the articles only."""
        import pyarrow

        mask = pyarrow.array(documents)
        kept = [document for document, keep in zip(self.documents, documents.tolist(), strict=True) if keep]
        return Sentences(kept, self.blocks.filter(mask), self._lists.filter(mask))

    @cached_property
    def text(self) -> list[str]:
        texts = [document.text for document in self.documents]
        places = zip(self.document.tolist(), self.start.tolist(), self.end.tolist(), strict=True)
        return [texts[document][start:end] for document, start, end in places]


def read_sentences(documents: Sequence[DocumentRow]) -> Sentences:
    """The sentences of articles. Raises ExportError where a segmentation cannot be read."""
    from datasets import ClassLabel, List, Value

    place = {"start": Value("int64"), "end": Value("int64")}
    block: dict[str, Any] = {"kind": ClassLabel(names=list(KINDS)), **place, "rule": Value("string")}
    sentence = {"id": Value("string"), "block": Value("int64"), **place}
    try:
        blocks = parse([document.blocks for document in documents], List(block))
        return Sentences(documents, blocks, parse([document.sentences for document in documents], List(sentence)))
    except (Unfit, IndexError) as error:
        first, last = documents[0].id, documents[-1].id
        raise ExportError(
            f"Between {first} and {last}: a segmentation cannot be read ({error}); see `annotate check`."
        ) from error
