"""Tables to Parquet files, ``<config>/<split>-00000-of-0000N.parquet``, with few rows in memory.

The files are written as `datasets` 5 writes them: with its metadata (which keeps ClassLabel), content-defined chunking (so that a
changed article re-uploads its own pages instead of the whole file) and a page index, compressed with zstd. The same rows give the
same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import Any

import datasets
import datasets.config
import numpy
import pyarrow
from datasets import List
from pyarrow.parquet import ParquetWriter

from annotate.dataset.options import SPLITS, Split
from annotate.dataset.splits import ArticleRows, count_shards, ends_group, fraction, shard_of

GROUP_ROWS = 2_000
"""The minimum number of rows in a row group; the maximum is four times that, exceeded by its last document at most.

Rows wait in memory until they are a row group. Its end depends on the documents' ids, not on a count of rows: groups of a fixed
size would all change from the place of an added article to the end of the file. Measured on 2.2 MB of 1500 articles, one added:
81 % of the bytes stay; in groups of at least 5000 rows 73 %. Dictionaries are not used: they take half of the time of writing and
save nothing after zstd.
"""

WrittenFiles = Mapping[str, Mapping[str, Sequence["ParquetShard"]]]
"""The files of a dataset, by config and split, in the order of their names."""


@dataclass(frozen=True, slots=True)
class ParquetShard:
    """A finished file: its path inside the dataset's folder, its number of rows, and some rows with their numbers."""

    path: str
    rows: int
    samples: Sequence[tuple[int, Mapping[str, Any]]]


class _ShardWriter:
    """A file that is being written. Rows wait, and `waiting` is their number, until they are a row group."""

    def __init__(self, path: Path, schema: pyarrow.Schema) -> None:
        self.path = path
        self.rows = self.waiting = self._groups = 0
        self._writer = _open_writer(path, schema)
        self._runs: list[tuple[int, int]] = []  # start and length, in the current table
        self._pending: list[pyarrow.Table] = []  # rows of earlier tables
        self._samples: list[tuple[int, Mapping[str, Any]]] = []
        self._last_row: dict[str, Any] = {}

    def add(self, start: int, length: int) -> None:
        """Add a run of rows of the current table to the waiting rows."""
        self._runs.append((start, length))
        self.waiting += length

    def detach(self, table: pyarrow.Table) -> None:
        """Copy the waiting rows out of the current table, so that it can be freed."""
        if self._runs:
            self._pending.append(_select(table, self._runs))
            self._runs = []

    def flush(self, table: pyarrow.Table | None = None) -> None:
        """Write the waiting rows as a row group; `table` is the current table, if there is one."""
        if table is not None:
            self.detach(table)
        if not self._pending:
            return
        group = pyarrow.concat_tables(self._pending).combine_chunks()  # the bytes must not depend on the tables
        self._writer.write_table(group, row_group_size=len(group))
        if self._groups & (self._groups - 1) == 0:  # sample the groups 0, 1, 2, 4, 8 ...
            offset = int(fraction(self.rows, self.path.name) * len(group)) if self.rows else 0
            self._samples.append((self.rows + offset, _row(group, offset)))
        self._groups += 1
        self.rows += len(group)
        self._last_row = _row(group, len(group) - 1)
        self._pending, self.waiting = [], 0

    def close(self) -> None:
        """Write the end of the file and close it."""
        self._writer.close()

    def rename(self, split: str, number: int, count: int) -> ParquetShard:
        """Give the closed file its final name, which contains the number of shards, and return it."""
        path = self.path.rename(self.path.with_name(f"{split}-{number:05d}-of-{count:05d}.parquet"))
        samples = (*self._samples, (self.rows - 1, self._last_row))
        return ParquetShard(f"{path.parent.name}/{path.name}", self.rows, samples)


def write_config(
    folder: Path,
    config: str,
    features: datasets.Features,
    tables: Iterable[pyarrow.Table],
    row_counts: Sequence[Sequence[ArticleRows]],
    splits: Mapping[str, Split],
) -> dict[str, list[ParquetShard]]:
    """Write the files of a config and return them by split.

    `row_counts` has the articles of each table, in order, and `splits` the split of each article. A split or shard without rows
    gets no file: an empty split would make the whole dataset unloadable. Raises OSError.
    """
    rows = Counter[Split]()
    for document, length in chain.from_iterable(row_counts):
        rows[splits[document]] += length
    shard_counts = {split: count_shards(number) for split, number in rows.items()}
    writers: dict[tuple[Split, int], _ShardWriter] = {}
    # One pass over the tables, with a writer for each shard. A document's rows are a run in the table at hand; a writer only
    # notes the run, and rows are selected once per table and shard (`detach`), which is a slice without copying if the table goes
    # to one shard. The files have temporary names until it is known which shards have rows.
    with ExitStack() as stack:
        for table, table_row_counts in zip(tables, row_counts, strict=True):
            start = 0
            for document, length in table_row_counts:
                split = splits[document]
                key = (split, shard_of(document, shard_counts[split]))
                if length and key not in writers:
                    path = folder / config / f"{key[0]}-{key[1]}.part"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    writers[key] = _ShardWriter(path, portable_schema(features))
                    stack.callback(writers[key].close)
                if length:
                    writer = writers[key]
                    writer.add(start, length)
                    if writer.waiting >= GROUP_ROWS and (ends_group(document) or writer.waiting >= 4 * GROUP_ROWS):
                        writer.flush(table)
                start += length
            for writer in writers.values():
                writer.detach(table)
        for writer in writers.values():
            writer.flush()
    return {
        split: _rename(split, [writers[key] for key in sorted(writers) if key[0] == split]) for split in SPLITS if rows[split]
    }


def hash_files(folder: Path, files: WrittenFiles) -> dict[str, str]:
    """Return the SHA-256 of every file, by its path inside the dataset's folder."""
    hashes = {}
    for file in chain.from_iterable(chain.from_iterable(splits.values()) for splits in files.values()):
        with (folder / file.path).open("rb") as stream:
            hashes[file.path] = file_digest(stream, "sha256").hexdigest()
    return hashes


def portable_schema(features: datasets.Features) -> pyarrow.Schema:
    """Return the Arrow schema of Features, with metadata that all versions of `datasets` read.

    `datasets` 4 introduced the name ``List``, at which older versions stop. A list around the feature means the same to all.
    """
    described = {"info": {"features": {name: _portable(feature) for name, feature in features.to_dict().items()}}}
    return features.arrow_schema.with_metadata({"huggingface": json.dumps(described)})


def _portable(described: Any) -> Any:
    """Return a described feature with ``[{...}]`` in place of every ``List``."""
    if isinstance(described, list):
        return [_portable(item) for item in described]
    if not isinstance(described, dict):
        return described
    if described.get("_type") == List.__name__:
        return [_portable(described["feature"])]
    return {name: _portable(value) for name, value in described.items()}


def _rename(split: str, writers: Sequence[_ShardWriter]) -> list[ParquetShard]:
    return [writer.rename(split, number, len(writers)) for number, writer in enumerate(writers)]


def _select(table: pyarrow.Table, runs: Sequence[tuple[int, int]]) -> pyarrow.Table:
    """Return the rows of runs (start, length); if the runs follow each other, as they usually do, nothing is copied."""
    start, end = runs[0][0], runs[-1][0] + runs[-1][1]
    if sum(length for _, length in runs) == end - start:
        return table.slice(start, end - start)
    return table.take(numpy.concatenate([numpy.arange(start, start + length) for start, length in runs]))


def _row(table: pyarrow.Table, number: int) -> dict[str, Any]:
    row: dict[str, Any] = table.slice(number, 1).to_pylist()[0]
    return row


def _open_writer(path: Path, schema: pyarrow.Schema) -> ParquetWriter:
    chunking = datasets.config.DEFAULT_CDC_OPTIONS
    options = {"use_content_defined_chunking": chunking, "write_page_index": True}
    writer = ParquetWriter(path, schema, compression="zstd", use_dictionary=False, **options)
    writer.add_key_value_metadata({"content_defined_chunking": json.dumps(chunking)})
    return writer
