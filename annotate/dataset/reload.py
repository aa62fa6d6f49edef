"""The finished folder read back the way its user will: `datasets.load_dataset`, card and all, with an empty cache."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.dataset.parquet import Files, Written
from annotate.errors import ExportError

if TYPE_CHECKING:
    import datasets

_REMEDY = "please report this; the dataset was not written."


def check_path(target: Path) -> None:
    """Raises ExportError for a path that `datasets` would not read as it stands.

    ``*``, ``?`` and ``[...]`` are a pattern to it, which then reads the files of other folders too, and ``::`` divides URLs.
    """
    if found := re.search(r"[*?]|\[.+\]|::", str(target)):
        raise ExportError(f"{target} would not load: `datasets` takes {found.group()} in a path for a pattern; export elsewhere.")


def check_loads(folder: Path, cache: Path, features: Mapping[str, datasets.Features], files: Files) -> None:
    """Raises ExportError where a config does not load or stream, or has other splits, rows, Features or values than were written.

    Of the values those of the first and the last row of each file are compared, and of one in each row group.
    """
    import datasets

    with quiet():
        for config, splits in files.items():
            try:
                loaded = datasets.load_dataset(str(folder), config, cache_dir=str(cache))
                streamed = datasets.load_dataset(str(folder), config, cache_dir=str(cache), streaming=True)
                first = {split: next(iter(rows)) for split, rows in streamed.items()}
            except Exception as error:
                if (disk := _of_the_disk(error)) is not None:
                    raise disk from error
                raise ExportError(f"The config {config} does not load ({error}); {_REMEDY}") from error
            if not set(loaded) == set(streamed) == set(splits):
                raise ExportError(f"The config {config} loads with the splits {sorted(loaded)}; {_REMEDY}")
            for split, written in splits.items():
                _compare(f"{config}/{split}", loaded[split], features[config], written)
                if first[split] != loaded[split][0] or streamed[split].features != features[config]:
                    raise ExportError(f"{config}/{split} streams with other rows than it loads with; {_REMEDY}")


def _of_the_disk(error: BaseException | None) -> OSError | None:
    """What the operating system said, where that is behind an error; `datasets` wraps it, and has errors of its own like it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return error
        error = error.__cause__ or error.__context__
    return None


def _compare(what: str, loaded: datasets.Dataset, features: datasets.Features, written: Sequence[Written]) -> None:
    if loaded.features != features:
        raise ExportError(f"{what} loads with other columns than it was written with; {_REMEDY}")
    if loaded.num_rows != sum(file.rows for file in written):
        raise ExportError(f"{what} loads with {loaded.num_rows} rows instead of {sum(file.rows for file in written)}; {_REMEDY}")
    start = 0
    for file in written:
        for index, row in file.samples:
            if (name := _different(row, loaded[start + index])) is not None:
                raise ExportError(f"{what}: row {start + index} loads with another {name} than was written; {_REMEDY}")
        start += file.rows


def _different(written: Mapping[str, Any], loaded: Mapping[str, Any]) -> str | None:
    """The first column in which two rows differ."""
    return next((name for name in written if written[name] != loaded[name]), None)


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
