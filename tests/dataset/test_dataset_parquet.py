"""Files: names, numbers, types, and the same bytes for the same rows."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from annotate.dataset import parquet
from annotate.dataset.parquet import ParquetFolder, Written
from annotate.errors import ExportError

Files = dict[str, dict[str, list[Written]]]


def small() -> dict[str, Any]:
    from datasets import ClassLabel, Features, List, Value

    claims = List({"id": Value("string"), "type": ClassLabel(names=["a", "b"])})
    return {"things": Features({"document": Value("string"), "n": Value("int64"), "claims": claims})}


def row(document: str, number: int) -> dict[str, Any]:
    return {"document": document, "n": number, "claims": [{"id": "c1", "type": number % 2}] if number % 3 else []}


def write(folder: Path, count: int, shards: int = 1, per_document: int = 5) -> Files:
    with ParquetFolder(folder, small(), {"train": shards}) as files:
        for number in range(0, count, per_document):
            document = f"doc{number}"
            files.write("things", "train", document, (row(document, number + extra) for extra in range(per_document)))
        return files.finish()


def test_rows_come_back_in_order_with_their_labels(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    (written,) = write(tmp_path, 4_100)["things"]["train"]
    assert written.path == "things/train-00000-of-00001.parquet"
    table = read_table(tmp_path / written.path)
    assert table.num_rows == written.rows == 4_100
    assert table.to_pylist() == [row(f"doc{number // 5 * 5}", number) for number in range(4_100)]
    assert table.to_pylist()[0] == written.first
    assert table.to_pylist()[-1] == written.last
    assert b'"names": ["a", "b"]' in table.schema.metadata[b"huggingface"]


def test_files_are_written_as_the_hub_likes_them(tmp_path: Path) -> None:
    from pyarrow.parquet import ParquetFile

    (written,) = write(tmp_path, 4_100)["things"]["train"]
    file = ParquetFile(tmp_path / written.path)
    assert 2 <= file.metadata.num_row_groups <= 3
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.metadata.row_group(0).column(0).has_offset_index
    assert json.loads(file.metadata.metadata[b"content_defined_chunking"])["min_chunk_size"] > 0


def test_the_same_rows_are_the_same_bytes(tmp_path: Path, world: Any) -> None:
    write(tmp_path / "a", 3_000)
    write(tmp_path / "b", 3_000)
    assert world.bytes_of(tmp_path / "a") == world.bytes_of(tmp_path / "b")


def test_shards_hold_whole_documents_and_are_numbered_without_gaps(tmp_path: Path) -> None:
    from pyarrow.parquet import read_table

    files = write(tmp_path, 200, shards=4)["things"]["train"]
    assert [file.path for file in files] == [f"things/train-{number:05d}-of-00004.parquet" for number in range(4)]
    found = [set(read_table(tmp_path / file.path)["document"].to_pylist()) for file in files]
    assert sum(map(len, found)) == len(set.union(*found)) == 40


def test_a_shard_without_rows_has_no_file(tmp_path: Path) -> None:
    files = write(tmp_path, 15, shards=64)["things"]["train"]
    assert len(files) <= 3
    assert [file.path for file in files] == sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet"))
    assert files[-1].path.endswith(f"-of-{len(files):05d}.parquet")


def test_a_config_or_split_without_rows_has_no_file(tmp_path: Path) -> None:
    with ParquetFolder(tmp_path, small(), {}) as files:
        files.write("things", "train", "doc", [])
        assert files.finish() == {}
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_is_added_leaves_other_shards_as_they_are(tmp_path: Path, world: Any) -> None:
    write(tmp_path / "a", 500, shards=4)
    write(tmp_path / "b", 505, shards=4)
    before, after = world.bytes_of(tmp_path / "a"), world.bytes_of(tmp_path / "b")
    assert sum(before[name] != after[name] for name in before) == 1


UNFIT = [{"n": 2**70}, {"n": "1"}, {"document": "\ud800"}, {"claims": [{"id": 7}]}, {"claims": "c1"}]


@pytest.mark.parametrize("changes", UNFIT, ids=ascii)
def test_a_value_that_fits_no_column_is_refused_by_its_place(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Where Arrow sees it; 1.5 it makes 1, so that `columns.Reader` has looked before."""

    def attempt() -> None:
        with ParquetFolder(tmp_path, small(), {}) as files:
            files.write("things", "train", "doc", [{**row("doc", 1), **changes}])
            files.finish()

    with pytest.raises(ExportError, match=r"Between .* fits no column of things"):
        attempt()


@pytest.mark.parametrize("wrong", [{"document": "doc", "n": 1}, {**row("doc", 1), "extra": 1}])
def test_a_row_with_other_columns_is_a_bug(tmp_path: Path, wrong: dict[str, Any]) -> None:
    """Arrow would fill what is missing with null and drop what is too much."""
    with pytest.raises(AssertionError, match="columns differ"), ParquetFolder(tmp_path, small(), {}) as files:
        files.write("things", "train", "doc", [wrong])


def test_few_rows_are_held_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 10)
    with ParquetFolder(tmp_path, small(), {}) as files:
        for number in range(100):
            files.write("things", "train", f"doc{number}", [row(f"doc{number}", number)])
            assert all(len(shard.pending) < 40 for shard in files._open.values())
        assert files.finish()["things"]["train"][0].rows == 100


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
    assert again / len(two) > 0.8
