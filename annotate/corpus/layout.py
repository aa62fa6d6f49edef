"""The files of a corpus, their columns, and where they are in its folder.

An article is a row of `articles`. Its key, `article`, is the number of its shard in the upper half of 64 bits and its place in
the shard in the lower half, so keys are in the order of the corpus. The other tables name articles by it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow

from annotate.articles.fingerprints import BANDS

PLAN = "plan.json"
"""The file that says what a corpus is built from: its inputs, its shards and the fingerprint of the code."""

CARD = "README.md"
DONE = "done"
"""The folder of the markers of finished shards."""

GROUPS = "near_duplicates"
"""The folder of the groups of near-duplicates, which are found when all shards are finished."""

CONTAINMENT = "containment"
"""The folder of the articles that contain much of another one, which are found on request."""

SHARD_BITS = 32

_ARTICLE = ("article", pyarrow.int64())


def _schema(*columns: tuple[str, pyarrow.DataType]) -> pyarrow.Schema:
    return pyarrow.schema([pyarrow.field(name, kind) for name, kind in columns])


_STRING, _INT, _KEY = pyarrow.string(), pyarrow.int32(), pyarrow.uint32()
BAND_COLUMNS = tuple(f"band_{band:02}" for band in range(BANDS))
"""The columns of the hashes by which articles that are alike are found; one at a time is read."""

LONG_SENTENCES = "long_sentences"
"""The column of the hashes of long sentences, by which articles that are inside others are found."""

ONE_SENTENCE = "one_sentence"
"""The column that says whether one sentence may be half of the article, so that an equal half may be boilerplate."""

_SPAN = pyarrow.struct([("start", _INT), ("end", _INT), ("text", _STRING)])

SCHEMAS: dict[str, pyarrow.Schema] = {
    "articles": _schema(
        _ARTICLE,
        *((name, _STRING) for name in ("document", "path", "sha256", "title", "byline", "published", "month", "url", "outlet")),
        *((name, _STRING) for name in ("language", "text")),
        ("rank", pyarrow.uint64()),
        ("sentences", _INT),
        ("suggestions", _INT),
        ("contested", _INT),
    ),
    "blocks": _schema(_ARTICLE, ("block", _INT), ("kind", _STRING), ("start", _INT), ("end", _INT), ("rule", _STRING)),
    "sentences": _schema(
        _ARTICLE,
        *(("sentence", _INT), ("block", _INT), ("kind", _STRING), ("start", _INT), ("end", _INT), ("text", _STRING)),
        ("suggestions", _INT),
    ),
    "suggestions": _schema(
        _ARTICLE,
        *(("sentence", _INT), ("rule", _STRING), ("stance", _STRING), ("source", _STRING), ("quote", _STRING)),
        *(("text", _STRING), ("start", _INT), ("end", _INT), ("spans", pyarrow.list_(_SPAN))),
        *(("mention_start", _INT), ("mention_end", _INT), ("cue_start", _INT), ("cue_end", _INT)),
    ),
    "signatures": _schema(
        _ARTICLE,
        *((name, _KEY) for name in BAND_COLUMNS),
        (LONG_SENTENCES, pyarrow.list_(_KEY)),
        (ONE_SENTENCE, pyarrow.bool_()),
    ),
    "problems": _schema(*((name, _STRING) for name in ("code", "message", "remedy", "place")), ("notice", pyarrow.bool_())),
}
"""The tables of a shard, in the order in which they are written, by their folders."""

GROUP_SCHEMA = _schema(_ARTICLE, ("group", pyarrow.int64()), ("size", _INT))
"""The groups of near-duplicates: articles that are in one, the first article of it, and the number of its articles."""

CONTAINMENT_SCHEMA = _schema(_ARTICLE, ("contained", pyarrow.int64()), ("shared", _INT), ("of", _INT))
"""Articles that contain much of another one: the other one, how many of its long sentences they have, and how many it has."""

CONFIGS = ("articles", "sentences", "suggestions", "blocks", GROUPS, CONTAINMENT, "problems")
"""The tables that `datasets` loads if they are there, the default one first."""


def article_key(shard: int, place: int) -> int:
    """Return the key of an article by its place in a shard.

    >>> article_key(2, 5)
    8589934597
    """
    return shard << SHARD_BITS | place


def shard_of(article: int) -> int:
    """Return the number of the shard of an article.

    >>> shard_of(8589934597)
    2
    """
    return article >> SHARD_BITS


def table_path(folder: Path, table: str, shard: int) -> Path:
    """Return the file of a table of a shard."""
    return folder / table / f"{shard:06}.parquet"


def marker_path(folder: Path, shard: int) -> Path:
    """Return the marker of a finished shard."""
    return folder / DONE / f"{shard:06}.json"


def groups_path(folder: Path) -> Path:
    """Return the file of the groups of near-duplicates."""
    return folder / GROUPS / "groups.parquet"


def containment_path(folder: Path) -> Path:
    """Return the file of the articles that contain much of another one."""
    return folder / CONTAINMENT / "pairs.parquet"


def table_bytes(table: pyarrow.Table) -> bytes:
    """Return a small table as a Parquet file."""
    sink = pyarrow.BufferOutputStream()
    with open_writer(sink, table.schema) as writer:
        if len(table):  # `datasets` cannot read a group of no rows
            writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def open_writer(sink: Any, schema: pyarrow.Schema) -> Any:
    """Open a Parquet file for writing. The same rows in the same row groups give the same bytes."""
    from pyarrow.parquet import ParquetWriter

    return ParquetWriter(sink, schema, compression="zstd", use_dictionary=True, write_statistics=True)
