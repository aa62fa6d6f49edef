"""An exported dataset read again: as `datasets` has it, and as a data frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotate.dataset.features import CONFIGS
from annotate.errors import ExportError

if TYPE_CHECKING:
    import datasets
    import pandas


def read_dataset(directory: Path | str, config: str = CONFIGS[0]) -> datasets.DatasetDict:
    """A config of an exported dataset, all its splits. `datasets` would take a bare name for one on the Hub; this never does.

    Raises ExportError where there is no dataset, or none of this config in it.
    """
    import datasets

    folder = Path(directory).resolve()
    if not (folder / "README.md").is_file():
        raise ExportError(f"There is no dataset in {folder}; `annotate export` writes one.")
    if not (folder / config).is_dir():
        there = ", ".join(name for name in CONFIGS if (folder / name).is_dir())
        raise ExportError(f"The dataset in {folder} has no {config!r}; it has {there or 'nothing'}.")
    return datasets.load_dataset(str(folder), config)


def to_pandas(directory: Path | str, config: str = "claims") -> pandas.DataFrame:
    """A config as a data frame: labels are categories in the order of the schema, `split` is the first column.

    Raises ExportError as `read_dataset` does.
    """
    import pandas
    from datasets import ClassLabel, concatenate_datasets

    loaded = read_dataset(directory, config)
    frame: pandas.DataFrame = concatenate_datasets(list(loaded.values())).to_pandas()
    for name, feature in next(iter(loaded.values())).features.items():
        if isinstance(feature, ClassLabel):
            codes = frame[name].fillna(-1).astype("int64")
            frame[name] = pandas.Categorical.from_codes(codes, categories=feature.names)
    frame.insert(0, "split", [split for split, rows in loaded.items() for _ in range(len(rows))])
    return frame
