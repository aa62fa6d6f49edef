"""Reading a finished corpus: a column of all shards, or some of the articles, never all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy
import pyarrow
from numpy.typing import NDArray
from pyarrow.parquet import ParquetFile, read_schema, read_table

from annotate.corpus.layout import SHARD_BITS, article_key, marker_path, shard_of, table_path
from annotate.model import Block, Document, Sentence
from annotate.model.ids import sentence_id

_PLACE = (1 << SHARD_BITS) - 1
_BASIS = b"basis"  # the metadata of a table that says what it was made from


@dataclass(frozen=True)
class Corpus:
    """A finished corpus: its folder, and the number of its shards."""

    folder: Path
    shards: int

    def tables(self, table: str, columns: Sequence[str]) -> Iterator[pyarrow.Table]:
        """Yield some columns of a table, one shard after the other."""
        for shard in range(self.shards):
            with self._open(table, shard) as file:
                yield file.read(columns=list(columns), use_threads=False)

    def numbers(self, table: str, column: str) -> NDArray[Any]:
        """Return a column of numbers of all shards as one array."""
        parts = [part[column].to_numpy() for part in self.tables(table, [column])]
        return numpy.concatenate(parts) if parts else numpy.zeros(0, dtype=numpy.int64)

    def documents(self, keys: Iterable[int]) -> Iterator[tuple[int, Document]]:
        """Yield the articles with these keys, in the order of the corpus."""
        for shard, several in groupby(sorted(set(keys)), shard_of):
            yield from self._documents_of(shard, [key & _PLACE for key in several])

    def sentences(self, keys: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
        """Yield the texts of the sentences of the articles with these keys, in the order of the corpus."""
        for shard, several in groupby(sorted(set(keys)), shard_of):
            with self._open("articles", shard) as articles, self._open("sentences", shard) as sentences:
                for group, places, _ in _by_group(articles, [key & _PLACE for key in several]):
                    table = _read(sentences, group, ("article", "text"))
                    column, texts = table["article"].to_numpy(), table["text"].combine_chunks()
                    wanted = [article_key(shard, place) for place in places]
                    starts, ends = (numpy.searchsorted(column, wanted, side).tolist() for side in ("left", "right"))
                    for key, start, end in zip(wanted, starts, ends, strict=True):
                        yield key, texts[start:end].to_pylist()

    def identity(self) -> str:
        """Return a hash of all shards: of their markers. Raises OSError if the corpus is not finished."""
        whole = blake2b(digest_size=16)
        for shard in range(self.shards):
            whole.update(marker_path(self.folder, shard).read_bytes())
        return whole.hexdigest()

    def _open(self, table: str, shard: int) -> ParquetFile:
        return ParquetFile(table_path(self.folder, table, shard), memory_map=True)

    def _documents_of(self, shard: int, places: Sequence[int]) -> Iterator[tuple[int, Document]]:
        with ExitStack() as stack:
            articles, blocks, sentences = (stack.enter_context(self._open(name, shard)) for name in _DOCUMENT_TABLES)
            for group, wanted, first in _by_group(articles, places):
                rows = _read(articles, group, _ARTICLE_COLUMNS).take([place - first for place in wanted]).to_pylist()
                keys = [row["article"] for row in rows]
                its_blocks = _by_article(_read(blocks, group, _BLOCK_COLUMNS), keys)
                its_sentences = _by_article(_read(sentences, group, _SENTENCE_COLUMNS), keys)
                for row in rows:
                    key = row["article"]
                    yield key, _document(row, its_blocks[key], its_sentences[key])


def with_basis(table: pyarrow.Table, basis: str) -> pyarrow.Table:
    """Return a table that says what it was made from, for `read_current`."""
    return table.replace_schema_metadata({_BASIS: basis})


def read_current(path: Path, basis: Callable[[], str]) -> pyarrow.Table | None:
    """Return the table in a file; None if there is none, or if it was made from something else than `basis` returns."""
    try:
        current = (read_schema(path).metadata or {}).get(_BASIS) == basis().encode()
        return read_table(path, use_threads=False) if current else None
    except (OSError, ValueError):
        return None


_DOCUMENT_TABLES = ("articles", "blocks", "sentences")
_ARTICLE_COLUMNS = ("article", "document", "path", "sha256", "text", "title", "byline", "published", "url", "language")
_BLOCK_COLUMNS = ("article", "kind", "start", "end", "rule")
_SENTENCE_COLUMNS = ("article", "block", "start", "end")


def _by_group(articles: ParquetFile, places: Sequence[int]) -> Iterator[tuple[int, list[int], int]]:
    """Yield the groups of rows in which articles are, with their places in the shard and the first place of the group.

    All tables of a shard have the same groups of rows, by article.
    """
    ends = numpy.cumsum([articles.metadata.row_group(n).num_rows for n in range(articles.num_row_groups)])
    groups = numpy.searchsorted(ends, places, "right").tolist()
    for group, several in groupby(zip(groups, places, strict=True), key=itemgetter(0)):
        yield group, [place for _, place in several], int(ends[group - 1]) if group else 0


def _read(file: ParquetFile, group: int, columns: Sequence[str]) -> pyarrow.Table:
    return file.read_row_group(group, columns=list(columns), use_threads=False)


def _by_article(table: pyarrow.Table, keys: Sequence[int]) -> Mapping[int, Sequence[Mapping[str, Any]]]:
    """Return the rows of some articles; a table has them in the order of articles."""
    column = table["article"].to_numpy()
    starts, ends = numpy.searchsorted(column, keys), numpy.searchsorted(column, keys, "right")
    return {
        key: table.slice(start, end - start).to_pylist()
        for key, start, end in zip(keys, starts.tolist(), ends.tolist(), strict=True)
    }


def _document(row: Mapping[str, Any], blocks: Iterable[Mapping[str, Any]], sentences: Iterable[Mapping[str, Any]]) -> Document:
    id = row["document"]
    return Document(
        id,
        row["path"],
        row["sha256"],
        row["text"],
        tuple(Block(block["kind"], block["start"], block["end"], block["rule"]) for block in blocks),
        tuple(Sentence(sentence_id(id, s["start"]), s["block"], s["start"], s["end"]) for s in sentences),
        row["title"],
        row["byline"],
        row["published"],
        row["url"],
        row["language"],
    )
