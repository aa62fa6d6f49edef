"""Verification of the finished folder, loaded as its users will load it: with `datasets.load_dataset` and an empty cache."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import datasets
import pyarrow
from pyarrow.parquet import ParquetFile

from annotate.dataset.parquet import ParquetShard, WrittenFiles
from annotate.errors import ExportError

_REMEDY = "please report this; the dataset was not written."


def check_path(target: Path) -> None:
    """Raise ExportError for a path that `datasets` would not read literally.

    It takes ``*``, ``?`` and ``[...]`` for patterns, which match files of other folders too, and splits URLs at ``::``.
    """
    if match := re.search(r"[*?]|\[.+\]|::", str(target)):
        raise ExportError(f"{target} would not load: `datasets` reads {match.group()} in a path as a pattern; export elsewhere.")


def check_loads(folder: Path, cache: Path, features: Mapping[str, datasets.Features], files: WrittenFiles) -> None:
    """Raise ExportError if a config does not load, or loads with other splits, rows, Features or values than were written."""
    # `datasets` loads the card, the splits with their files, and the Features, by which the first row of each split is decoded.
    # It loads them as streams, since copying all rows into its cache would take longer than the export. No stream is read.
    with quiet():
        for config, splits in files.items():
            with _report_errors(config):
                loaded = datasets.load_dataset(str(folder), config, cache_dir=str(cache), streaming=True)
            if set(loaded) != set(splits):
                raise ExportError(f"The config {config} loads with the splits {sorted(loaded)}; {_REMEDY}")
            for split, shards in splits.items():
                if loaded[split].features != features[config]:
                    raise ExportError(f"{config}/{split} loads with other columns than it was written with; {_REMEDY}")
                if loaded[split].num_shards != len(shards):
                    raise ExportError(
                        f"{config}/{split} loads with {loaded[split].num_shards} files instead of {len(shards)}; {_REMEDY}"
                    )
                for shard in shards:
                    _check_file(folder, shard, features[config].arrow_schema)
                with _report_errors(config):
                    first = _first_row(folder / shards[0].path, loaded[split].features)
                _compare(f"{config}/{split}: row 0", shards[0].samples[0][1], first)


def _first_row(path: Path, features: datasets.Features) -> dict[str, Any]:
    """Return the first row of a file as `datasets` decodes it.

    The file is read here because `datasets` reads it with a scanner of Arrow, one of whose threads may live on for a moment after
    the last row and then abort the process at its exit (https://github.com/apache/arrow/issues/45214).
    """
    with ParquetFile(path) as file:
        table = file.read_row_group(0, use_threads=False).slice(0, 1)
    row: dict[str, Any] = datasets.Dataset(table, info=datasets.DatasetInfo(features=features))[0]
    return row


@contextmanager
def _report_errors(name: str) -> Iterator[None]:
    """Turn errors of a library into ExportError; an error of the operating system stays an OSError."""
    try:
        yield
    except Exception as error:
        if (system_error := _find_system_error(error)) is not None:
            raise system_error from error
        reason = next(iter(str(error).splitlines()), type(error).__name__)  # a failed cast prints all Features
        raise ExportError(f"{name} does not load ({reason}); {_REMEDY}") from error


def _find_system_error(error: BaseException | None) -> OSError | None:
    """Return the error of the operating system behind an error, if there is one.

    `datasets` wraps these errors, and raises OSErrors of its own, which have no error number.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return error
        error = error.__cause__ or error.__context__
    return None


def _check_file(folder: Path, shard: ParquetShard, schema: pyarrow.Schema) -> None:
    """Compare the number of rows, the columns and the samples of a file with what was written."""
    with _report_errors(shard.path), ParquetFile(folder / shard.path) as file:
        rows, columns = file.metadata.num_rows, file.schema_arrow
        samples = [(number, row, _read_row(file, number)) for number, row in shard.samples if number < rows]
    if rows != shard.rows:
        raise ExportError(f"{shard.path} loads with {rows} rows instead of {shard.rows}; {_REMEDY}")
    if columns != schema:
        raise ExportError(f"{shard.path} loads with other columns than it was written with; {_REMEDY}")
    for number, written, loaded in samples:
        _compare(f"{shard.path}: row {number}", written, loaded)


def _read_row(file: ParquetFile, number: int) -> dict[str, Any]:
    group = 0
    while number >= (rows := file.metadata.row_group(group).num_rows):
        group, number = group + 1, number - rows
    row: dict[str, Any] = file.read_row_group(group, use_threads=False).slice(number, 1).to_pylist()[0]
    return row


def _compare(name: str, written: Mapping[str, Any], loaded: Mapping[str, Any]) -> None:
    """Raise ExportError that names the first column in which two rows differ, if they do."""
    for column in written:
        if written[column] != loaded[column]:
            raise ExportError(f"{name} loads with another {column} than was written; {_REMEDY}")


@contextmanager
def quiet() -> Iterator[None]:
    """Turn off progress bars and log messages of `datasets`, which would spoil our own output; restore them at the end."""
    level, bars = datasets.logging.get_verbosity(), datasets.is_progress_bar_enabled()
    datasets.logging.set_verbosity(datasets.logging.CRITICAL)
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        datasets.logging.set_verbosity(level)
        if bars:
            datasets.enable_progress_bars()
