"""The files of a corpus and their columns."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pyarrow.parquet

from annotate.corpus.layout import (
    CONFIGS,
    CONTAINMENT,
    CONTAINMENT_SCHEMA,
    GROUPS,
    SCHEMAS,
    article_key,
    containment_path,
    groups_path,
    marker_path,
    shard_of,
    table_bytes,
    table_path,
)


def test_keys_are_in_the_order_of_the_corpus() -> None:
    places = [(0, 0), (0, 1), (0, 2**32 - 1), (1, 0), (999_999, 7)]
    keys = [article_key(*place) for place in places]
    assert keys == sorted(keys)
    assert [shard_of(key) for key in keys] == [shard for shard, _ in places]
    assert max(keys) < 2**63


def test_files_have_fixed_places() -> None:
    folder = Path("c")
    assert table_path(folder, "articles", 7) == Path("c/articles/000007.parquet")
    assert marker_path(folder, 7) == Path("c/done/000007.json")
    assert groups_path(folder) == Path("c/near_duplicates/groups.parquet")
    assert containment_path(folder) == Path("c/containment/pairs.parquet")


def test_what_is_loaded_are_tables() -> None:
    assert set(CONFIGS) <= {*SCHEMAS, GROUPS, CONTAINMENT}


def test_a_table_gives_the_same_bytes() -> None:
    table = pyarrow.table({"a": [1, 2]})
    assert table_bytes(table) == table_bytes(pyarrow.table({"a": [1, 2]}))
    assert pyarrow.parquet.read_table(pyarrow.BufferReader(table_bytes(table))).equals(table)


def test_a_table_without_rows_has_no_group_of_rows() -> None:
    """Or `datasets` would fail, which reads as many rows at a time as the first group has."""
    file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(table_bytes(CONTAINMENT_SCHEMA.empty_table())))
    assert (file.num_row_groups, file.schema_arrow) == (0, CONTAINMENT_SCHEMA)
