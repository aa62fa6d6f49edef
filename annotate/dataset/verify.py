"""The finished folder read back the way its user will: `datasets.load_dataset`, card and all, with an empty cache."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.dataset.parquet import Files, ParquetShard
from annotate.errors import ExportError

if TYPE_CHECKING:
    import datasets
    import pyarrow
    import pyarrow.parquet

_REMEDY = "please report this; the dataset was not written."


def check_path(target: Path) -> None:
    """Raises ExportError for a path that `datasets` would not read as it stands.

    ``*``, ``?`` and ``[...]`` are a pattern to it, which then reads the files of other folders too, and ``::`` divides URLs.
    """
    if found := re.search(r"[*?]|\[.+\]|::", str(target)):
        raise ExportError(f"{target} would not load: `datasets` takes {found.group()} in a path for a pattern; export elsewhere.")


def check_loads(folder: Path, cache: Path, features: Mapping[str, datasets.Features], files: Files) -> None:
    """Raises ExportError where a config does not load, or has other splits, rows, Features or values than were written.

    `datasets` is asked for the card, the splits, the Features and the first row of each split. It streams them: a copy of all
    rows in its cache would take longer than the export. The other samples are read from the files themselves.
    """
    import datasets

    with quiet():
        for config, splits in files.items():
            with _loading(config):
                loaded = datasets.load_dataset(str(folder), config, cache_dir=str(cache), streaming=True)
            if set(loaded) != set(splits):
                raise ExportError(f"The config {config} loads with the splits {sorted(loaded)}; {_REMEDY}")
            for split, written in splits.items():
                if loaded[split].features != features[config]:
                    raise ExportError(f"{config}/{split} loads with other columns than it was written with; {_REMEDY}")
                for file in written:
                    _check_file(folder, file, features[config].arrow_schema)
                with _loading(config):
                    first = next(iter(loaded[split]))
                _compare(f"{config}/{split}: row 0", written[0].samples[0][1], first)


@contextmanager
def _loading(what: str) -> Iterator[None]:
    """Whatever a library raises is an ExportError; what the disk says stays an OSError."""
    try:
        yield
    except Exception as error:
        if (disk := _of_the_disk(error)) is not None:
            raise disk from error
        reason = next(iter(str(error).splitlines()), type(error).__name__)  # a failed cast prints all Features
        raise ExportError(f"{what} does not load ({reason}); {_REMEDY}") from error


def _of_the_disk(error: BaseException | None) -> OSError | None:
    """What the operating system said, where that is behind an error; `datasets` wraps it, and has errors of its own like it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return error
        error = error.__cause__ or error.__context__
    return None


def _check_file(folder: Path, written: ParquetShard, schema: pyarrow.Schema) -> None:
    """Compare the rows, columns and samples of a file."""
    from pyarrow.parquet import ParquetFile

    with _loading(written.path), ParquetFile(folder / written.path) as file:
        rows, columns = file.metadata.num_rows, file.schema_arrow
        samples = [(number, row, _row(file, number)) for number, row in written.samples if number < rows]
    if rows != written.rows:
        raise ExportError(f"{written.path} loads with {rows} rows instead of {written.rows}; {_REMEDY}")
    if columns != schema:
        raise ExportError(f"{written.path} loads with other columns than it was written with; {_REMEDY}")
    for number, row, found in samples:
        _compare(f"{written.path}: row {number}", row, found)


def _row(file: pyarrow.parquet.ParquetFile, number: int) -> dict[str, Any]:
    group = 0
    while number >= (rows := file.metadata.row_group(group).num_rows):
        group, number = group + 1, number - rows
    found: dict[str, Any] = file.read_row_group(group, use_threads=False).slice(number, 1).to_pylist()[0]
    return found


def _compare(what: str, written: Mapping[str, Any], loaded: Mapping[str, Any]) -> None:
    """Raises ExportError that names the first column in which two rows differ."""
    for name in written:
        if written[name] != loaded[name]:
            raise ExportError(f"{what} loads with another {name} than was written; {_REMEDY}")


@contextmanager
def quiet() -> Iterator[None]:
    """No progress bars and no log lines from `datasets`, which would write across a terminal that is ours; undone at the end."""
    import datasets

    level, bars = datasets.logging.get_verbosity(), datasets.is_progress_bar_enabled()
    datasets.logging.set_verbosity(datasets.logging.CRITICAL)
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        datasets.logging.set_verbosity(level)
        if bars:
            datasets.enable_progress_bars()
