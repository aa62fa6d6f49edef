"""Tables -> Parquet files, ``<config>/<split>-00000-of-0000N.parquet``, with few rows in memory.

Written as `datasets` 5 writes them: its metadata (which keeps ClassLabel), content-defined chunking (so that a changed article
re-uploads its own pages and not the file), a page index; zstd. Same rows, same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.dataset.splits import SPLITS, ends_group, fraction, shard_of, shards

if TYPE_CHECKING:
    import datasets
    import pyarrow
    import pyarrow.parquet

GROUP_ROWS = 2_000
"""A row group has at least so many rows, and at most four times as many but for its last document: they are held in memory.

Where it ends depends on the documents' ids, not on a count: groups that end after so many rows would all get other bytes, from
the place of an added article to the end of the file. Measured on 2.2 MB of 1500 articles, one added: 81 % of the bytes stay; in
groups of at least 5000 rows 73 %. There are no dictionaries: they take half of the time of writing, and gain nothing after zstd.
"""

Piece = tuple[str, int]
"""An article's id and how many rows it has in a table; its rows follow each other."""

Files = Mapping[str, Mapping[str, Sequence["ParquetShard"]]]
"""What was written, by config and split, in the order of the files' names."""


@dataclass(frozen=True, slots=True)
class ParquetShard:
    """One finished file: where it is below the dataset's folder, its rows, and some of them with their numbers."""

    path: str
    rows: int
    samples: Sequence[tuple[int, Mapping[str, Any]]]


class _Shard:
    """One file while it is written. Rows wait, and how many `waiting` says, until they are a row group."""

    def __init__(self, path: Path, schema: pyarrow.Schema) -> None:
        self.path = path
        self.rows = self.waiting = self._groups = 0
        self._writer = _writer(path, schema)
        self._runs: list[tuple[int, int]] = []  # in the table at hand
        self._pending: list[pyarrow.Table] = []  # of earlier ones
        self._samples: list[tuple[int, Mapping[str, Any]]] = []
        self._last: dict[str, Any] = {}

    def add(self, start: int, length: int) -> None:
        """Let these rows of the table at hand wait."""
        self._runs.append((start, length))
        self.waiting += length

    def keep(self, table: pyarrow.Table) -> None:
        """Take what waits out of the table at hand, which goes."""
        if self._runs:
            self._pending.append(_taken(table, self._runs))
            self._runs = []

    def flush(self, table: pyarrow.Table | None = None) -> None:
        """Write a row group of what waits, and remember a row of some of them."""
        import pyarrow

        if table is not None:
            self.keep(table)
        if not self._pending:
            return
        group = pyarrow.concat_tables(self._pending).combine_chunks()  # the bytes must not depend on the tables
        self._writer.write_table(group, row_group_size=len(group))
        if self._groups & (self._groups - 1) == 0:  # none, one, two, four, eight ... before it
            between = int(fraction(self.rows, self.path.name) * len(group)) if self.rows else 0
            self._samples.append((self.rows + between, _row(group, between)))
        self._groups += 1
        self.rows += len(group)
        self._last = _row(group, len(group) - 1)
        self._pending, self.waiting = [], 0

    def close(self) -> None:
        self._writer.close()

    def named(self, split: str, number: int, count: int) -> ParquetShard:
        """Give the finished file its name. Only now it is known how many there are: a shard without rows has no file."""
        path = self.path.rename(self.path.with_name(f"{split}-{number:05d}-of-{count:05d}.parquet"))
        samples = (*self._samples, (self.rows - 1, self._last))
        return ParquetShard(f"{path.parent.name}/{path.name}", self.rows, samples)


def write_config(
    folder: Path,
    config: str,
    features: datasets.Features,
    tables: Iterable[pyarrow.Table],
    pieces: Sequence[Sequence[Piece]],
    splits: Mapping[str, str],
) -> dict[str, list[ParquetShard]]:
    """Write the files of a config; gives them by split. `pieces` are those of each table, `splits` says where an article goes.

    A split without rows gets no file: it would make the whole dataset unloadable. Raises OSError.
    """
    rows = Counter[str]()
    for document, length in chain.from_iterable(pieces):
        rows[splits[document]] += length
    count = {split: shards(number) for split, number in rows.items()}
    found: dict[tuple[str, int], _Shard] = {}
    with ExitStack() as files:
        for table, of_table in zip(tables, pieces, strict=True):
            start = 0
            for document, length in of_table:
                key = (splits[document], shard_of(document, count[splits[document]]))
                if length and key not in found:
                    path = folder / config / f"{key[0]}-{key[1]}.part"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    found[key] = _Shard(path, features.arrow_schema)
                    files.callback(found[key].close)
                if length:
                    shard = found[key]
                    shard.add(start, length)
                    if shard.waiting >= GROUP_ROWS and (ends_group(document) or shard.waiting >= 4 * GROUP_ROWS):
                        shard.flush(table)
                start += length
            for shard in found.values():
                shard.keep(table)
        for shard in found.values():
            shard.flush()
    return {split: _named(split, [found[key] for key in sorted(found) if key[0] == split]) for split in SPLITS if rows[split]}


def contents(folder: Path, files: Files) -> dict[str, str]:
    """The SHA-256 of every file, by its path in the dataset."""
    found = {}
    for file in chain.from_iterable(chain.from_iterable(splits.values()) for splits in files.values()):
        with (folder / file.path).open("rb") as stream:
            found[file.path] = file_digest(stream, "sha256").hexdigest()
    return found


def _named(split: str, shards: Sequence[_Shard]) -> list[ParquetShard]:
    return [shard.named(split, number, len(shards)) for number, shard in enumerate(shards)]


def _taken(table: pyarrow.Table, runs: Sequence[tuple[int, int]]) -> pyarrow.Table:
    """The rows of runs (start, length). Most often all follow each other, and nothing is copied."""
    import numpy

    start, end = runs[0][0], runs[-1][0] + runs[-1][1]
    if sum(length for _, length in runs) == end - start:
        return table.slice(start, end - start)
    return table.take(numpy.concatenate([numpy.arange(start, start + length) for start, length in runs]))


def _row(table: pyarrow.Table, row: int) -> dict[str, Any]:
    found: dict[str, Any] = table.slice(row, 1).to_pylist()[0]
    return found


def _writer(path: Path, schema: pyarrow.Schema) -> pyarrow.parquet.ParquetWriter:
    import json

    import datasets.config
    from pyarrow.parquet import ParquetWriter

    chunking = datasets.config.DEFAULT_CDC_OPTIONS
    how = {"use_content_defined_chunking": chunking, "write_page_index": True}
    writer = ParquetWriter(path, schema, compression="zstd", use_dictionary=False, **how)
    writer.add_key_value_metadata({"content_defined_chunking": json.dumps(chunking)})
    return writer
