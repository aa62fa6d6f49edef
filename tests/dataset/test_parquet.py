"""Files: names, numbers, types, and the same bytes for the same rows."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from annotate.dataset import splits
from annotate.dataset.features import features
from annotate.dataset.parquet import ParquetShard, portable_schema, write_config
from annotate.schema import Schema

Files = dict[str, list[ParquetShard]]


def small() -> Any:
    from datasets import ClassLabel, Features, List, Value

    claims = List({"id": Value("string"), "type": ClassLabel(names=["a", "b"])})
    return Features({"document": Value("string"), "n": Value("int64"), "claims": claims})


def row(document: str, number: int) -> dict[str, Any]:
    return {"document": document, "n": number, "claims": [{"id": "c1", "type": number % 2}] if number % 3 else []}


def write(folder: Path, count: int, per_document: int = 5, per_table: int = 7, split: str = "train") -> Files:
    """`count` documents, so many in each table."""
    import pyarrow

    tables, pieces = [], []
    for start in range(0, count, per_table):
        numbers = range(start, min(start + per_table, count))
        rows = [row(f"doc{number}", number * per_document + extra) for number in numbers for extra in range(per_document)]
        tables.append(pyarrow.Table.from_pylist(rows, schema=small().arrow_schema))
        pieces.append([(f"doc{number}", per_document) for number in numbers])
    splits = {f"doc{number}": split for number in range(count)}
    return write_config(folder, "things", small(), tables, pieces, splits)


def test_rows_come_back_in_order_with_their_labels(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    (written,) = write(tmp_path, 820)["train"]
    assert written.path == "things/train-00000-of-00001.parquet"
    table = read_table(tmp_path / written.path)
    assert table.num_rows == written.rows == 4_100
    assert table.to_pylist() == [row(f"doc{number // 5}", number) for number in range(4_100)]
    assert b'"names": ["a", "b"]' in table.schema.metadata[b"huggingface"]


def test_the_metadata_name_no_feature_that_older_versions_lack(schema: Schema) -> None:
    """A list around a feature is read by `datasets` 2.14, 2.21, 3.6, 4.8 and 5.2 alike, `List` by 4.0 and newer only."""
    from datasets import Features

    for config_features in features(schema).values():
        written = portable_schema(config_features)
        assert b'"List"' not in written.metadata[b"huggingface"]
        assert written.equals(config_features.arrow_schema)
        assert Features.from_arrow_schema(written) == config_features


def test_fields_with_the_names_of_the_metadata_stay() -> None:
    from datasets import ClassLabel, Features, List, Value

    odd = Features({"List": List({"feature": Value("string"), "names": List(List(ClassLabel(names=["List", "_type"])))})})
    assert Features.from_arrow_schema(portable_schema(odd)) == odd
    assert b'"_type": "List"' not in portable_schema(odd).metadata[b"huggingface"]


def test_samples_are_rows_of_the_file_the_first_and_the_last_among_them(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    (written,) = write(tmp_path, 2_400)["train"]
    rows = read_table(tmp_path / written.path).to_pylist()
    numbers = [number for number, _ in written.samples]
    assert {0, len(rows) - 1} < set(numbers)
    assert all(rows[number] == sample for number, sample in written.samples)


def test_files_are_written_as_the_hub_likes_them(tmp_path: Path) -> None:
    from pyarrow.parquet import ParquetFile

    (written,) = write(tmp_path, 2_400)["train"]
    file = ParquetFile(tmp_path / written.path)
    assert 2 <= file.metadata.num_row_groups <= 6
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.metadata.row_group(0).column(0).has_offset_index
    assert json.loads(file.metadata.metadata[b"content_defined_chunking"])["min_chunk_size"] > 0


def test_the_same_rows_are_the_same_bytes_however_they_come(tmp_path: Path, world: Any) -> None:
    for name, size in (("a", 7), ("b", 7), ("c", 600)):
        write(tmp_path / name, 600, per_table=size)
    assert world.bytes_of(tmp_path / "a") == world.bytes_of(tmp_path / "b") == world.bytes_of(tmp_path / "c")


def test_shards_contain_whole_documents_and_are_numbered_without_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyarrow.parquet import read_table

    monkeypatch.setattr(splits, "SHARD_ROWS", 60)
    files = write(tmp_path, 40)["train"]
    assert [file.path for file in files] == [f"things/train-{number:05d}-of-00004.parquet" for number in range(4)]
    found = [set(read_table(tmp_path / file.path)["document"].to_pylist()) for file in files]
    assert sum(map(len, found)) == len(set.union(*found)) == 40


def test_a_shard_without_rows_has_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splits, "SHARD_ROWS", 1)
    files = write(tmp_path, 3)["train"]
    assert len(files) <= 3
    assert [file.path for file in files] == sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet"))
    assert files[-1].path.endswith(f"-of-{len(files):05d}.parquet")


def test_a_config_without_rows_has_no_file(tmp_path: Path) -> None:
    assert write(tmp_path, 3, per_document=0) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_is_added_leaves_other_shards_as_they_are(
    tmp_path: Path, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splits, "SHARD_ROWS", 150)
    write(tmp_path / "a", 100)
    write(tmp_path / "b", 101)
    before, after = world.bytes_of(tmp_path / "a"), world.bytes_of(tmp_path / "b")
    assert len(before) == 4
    assert sum(before[name] != after[name] for name in before) == 1


def varied(number: int) -> list[str]:
    """Sentences that do not compress to nothing."""
    words = Random(number)
    return [" ".join(str(words.getrandbits(40)) for _ in range(20)) + "." for _ in range(6)]


@pytest.mark.slow
def test_an_article_that_changes_re_uploads_little(tmp_path: Path, schema: Any, world: Any) -> None:
    """Content-defined chunking: after the changed article the pages of the file have the bytes they had."""
    documents = [world.document(f"doc{number}", varied(number)) for number in range(1_500)]
    more = world.document("added0", varied(-1))
    revisions = [revision for document in documents for revision in world.labelled(document)]
    world.export(tmp_path / "a", documents, revisions, schema)
    world.export(tmp_path / "b", [*documents[:700], more, *documents[700:]], [*revisions, *world.labelled(more)], schema)
    name = "sentences/train-00000-of-00001.parquet"
    one, two = (tmp_path / "a" / name).read_bytes(), (tmp_path / "b" / name).read_bytes()
    known = {one[start : start + 256] for start in range(len(one) - 255)}
    again = position = 0
    while position + 256 <= len(two):
        step = 256 if two[position : position + 256] in known else 1
        again, position = again + (step == 256) * 256, position + step
    assert again / len(two) > 0.8, again / len(two)
