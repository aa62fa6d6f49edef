"""Reading back finds what would be wrong for the dataset's user."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import Export
from annotate.dataset.features import features
from annotate.dataset.parquet import ParquetShard
from annotate.dataset.verify import check_loads, check_path, quiet
from annotate.errors import ExportError
from annotate.schema import Schema


@pytest.fixture
def copy(exported: Export, tmp_path: Path) -> Path:
    shutil.copytree(exported.path, tmp_path / "dataset")
    return tmp_path / "dataset"


def written(folder: Path) -> dict[str, dict[str, list[ParquetShard]]]:
    from pyarrow.parquet import read_table

    found: dict[str, dict[str, list[ParquetShard]]] = {}
    for path in sorted(folder.rglob("*.parquet")):
        rows = read_table(path).to_pylist()
        name = path.relative_to(folder).as_posix()
        file = ParquetShard(name, len(rows), ((0, rows[0]), (len(rows) - 1, rows[-1])))
        found.setdefault(path.parent.name, {})[path.name.split("-")[0]] = [file]
    return found


def test_a_sound_dataset_passes(copy: Path, schema: Schema, tmp_path: Path) -> None:
    check_loads(copy, tmp_path / "cache", features(schema), written(copy))


def no_card(folder: Path) -> None:
    (folder / "README.md").write_text("no YAML")


def swapped_labels(folder: Path) -> None:
    """Loads without a word, and every claim is none."""
    card = (folder / "README.md").read_text(encoding="utf-8")
    card = card.replace("'0': claim\n", "'0': was_claim\n", 1)
    (folder / "README.md").write_text(card, encoding="utf-8")


def column_missing_in_the_card(folder: Path) -> None:
    card = (folder / "README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(card.replace("  - name: agreement\n    dtype: float64\n", "", 1), encoding="utf-8")


def split_without_files(folder: Path) -> None:
    for path in (folder / "sentences").glob("test-*"):
        path.unlink()


def fewer_rows(folder: Path) -> None:
    from pyarrow.parquet import read_table, write_table

    (path,) = (folder / "sentences").glob("train-*")
    write_table(read_table(path).slice(0, 5), path)


def other_value(folder: Path) -> None:
    import pyarrow
    from pyarrow.parquet import read_table, write_table

    (path,) = (folder / "sentences").glob("train-*")
    table = read_table(path)
    texts = pyarrow.array(["?"] * table.num_rows)
    write_table(table.set_column(table.schema.get_field_index("text"), "text", texts), path)


def no_parquet(folder: Path) -> None:
    (path,) = (folder / "claims").glob("train-*")
    path.write_bytes(b"PAR1")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (no_card, "does not load"),
        (swapped_labels, "other columns"),
        (column_missing_in_the_card, "other columns"),
        (split_without_files, "does not load"),
        (fewer_rows, "loads with 5 rows"),
        (other_value, "row 0 loads with another text"),
        (no_parquet, r"claims/train-00000-of-00001.parquet does not load"),
    ],
)
def test_a_damaged_dataset_is_refused(
    copy: Path, schema: Schema, tmp_path: Path, change: Callable[[Path], None], message: str
) -> None:
    files = written(copy)
    change(copy)
    with pytest.raises(ExportError, match=f"{message}.*please report"):
        check_loads(copy, tmp_path / "cache", features(schema), files)


def test_a_split_too_many_is_found(copy: Path, schema: Schema, tmp_path: Path) -> None:
    files = written(copy)
    del files["sentences"]["test"]
    with pytest.raises(ExportError, match="with the splits"):
        check_loads(copy, tmp_path / "cache", features(schema), files)


def test_a_file_too_many_is_found(copy: Path, schema: Schema, tmp_path: Path) -> None:
    files = written(copy)
    (path,) = (copy / "claims").glob("train-*")
    shutil.copy(path, path.with_name("train-00001-of-00002.parquet"))
    with pytest.raises(ExportError, match=r"claims/train loads with 2 files instead of 1.*please report"):
        check_loads(copy, tmp_path / "cache", features(schema), files)


def test_no_stream_is_read(copy: Path, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread of Arrow that reads a stream may abort the process at its exit, a few times in a hundred on a busy machine."""
    import pyarrow.dataset

    def scan(*arguments: object, **options: object) -> None:
        raise AssertionError("a scanner was started")

    files = written(copy)
    monkeypatch.setattr("datasets.IterableDataset.__iter__", scan)
    monkeypatch.setattr("datasets.IterableDataset.iter", scan)
    monkeypatch.setattr(pyarrow.dataset, "ParquetFileFormat", scan)
    check_loads(copy, tmp_path / "cache", features(schema), files)


def test_the_last_row_is_compared_too(copy: Path, schema: Schema, tmp_path: Path) -> None:
    files = written(copy)
    (file,) = files["claims"]["train"]
    (first, (number, last)) = file.samples
    files["claims"]["train"] = [replace(file, samples=(first, (number, {**last, "stance": 1})))]
    with pytest.raises(ExportError, match=f"row {file.rows - 1} loads with another stance"):
        check_loads(copy, tmp_path / "cache", features(schema), files)


def test_a_full_disk_stays_a_full_disk(copy: Path, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    def full(*_: object, **__: object) -> None:
        try:
            raise OSError(28, "No space left on device")
        except OSError as error:
            raise datasets.exceptions.DatasetGenerationError("An error occurred") from error

    monkeypatch.setattr(datasets, "load_dataset", full)
    with pytest.raises(OSError, match="No space left"):
        check_loads(copy, tmp_path / "cache", features(schema), written(copy))


@pytest.mark.parametrize("name", ["a*", "what?", "data [v1]", "a::b", "*/dataset"])
def test_a_path_that_datasets_takes_for_a_pattern_is_refused(tmp_path: Path, name: str) -> None:
    """`load_dataset("…/a*")` does not fail: it reads the files of `ab` as well."""
    with pytest.raises(ExportError, match="as a pattern; export elsewhere"):
        check_path(tmp_path / name)


@pytest.mark.parametrize("name", ["a b", "a[", "市长", "a#b%20", "it's"])
def test_any_other_path_will_do(tmp_path: Path, name: str, schema: Schema, world: Any) -> None:
    check_path(tmp_path / name)
    world.export(tmp_path / name, *world.corpus(1), schema)
    assert world.load(tmp_path / name, "sentences", tmp_path / "cache")["train"].num_rows == 6


def test_it_is_quiet_and_restores_the_settings(
    capfd: pytest.CaptureFixture[str], copy: Path, schema: Schema, tmp_path: Path
) -> None:
    import datasets

    level = datasets.logging.get_verbosity()
    datasets.logging.set_verbosity(datasets.logging.INFO)
    datasets.enable_progress_bars()
    try:
        check_loads(copy, tmp_path / "cache", features(schema), written(copy))
        assert datasets.logging.get_verbosity() == datasets.logging.INFO
        assert datasets.is_progress_bar_enabled()
        with pytest.raises(ZeroDivisionError), quiet():
            raise ZeroDivisionError
        assert datasets.is_progress_bar_enabled()
    finally:
        datasets.logging.set_verbosity(level)
    assert capfd.readouterr() == ("", "")
