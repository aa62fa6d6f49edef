"""An exported dataset loaded again, with `datasets` or as a data frame."""

from __future__ import annotations

from pathlib import Path

import datasets
import pandas
from datasets import ClassLabel, concatenate_datasets

from annotate.dataset.options import ALL_CONFIGS, CONFIGS
from annotate.errors import ExportError


def read_dataset(directory: Path | str, config: str = CONFIGS[0]) -> datasets.DatasetDict:
    """Return all splits of a config of an exported dataset.

    Unlike `datasets.load_dataset`, which takes a bare name for a dataset on the Hub, this always reads the folder. Raises
    ExportError if the folder does not contain a dataset or the dataset does not have the config.
    """
    folder = Path(directory).resolve()
    if not (folder / "README.md").is_file():
        raise ExportError(f"There is no dataset in {folder}; run `annotate export` to write one.")
    if not (folder / config).is_dir():
        available = ", ".join(name for name in ALL_CONFIGS if (folder / name).is_dir())
        raise ExportError(f"The dataset in {folder} has no config {config!r}; it has {available or 'none at all'}.")
    return datasets.load_dataset(str(folder), config)


def to_pandas(directory: Path | str, config: str = "claims") -> pandas.DataFrame:
    """Return a config as a data frame: labels are categoricals in the schema's order, `split` is the first column.

    Raises ExportError as `read_dataset` does.
    """
    loaded = read_dataset(directory, config)
    frame: pandas.DataFrame = concatenate_datasets(list(loaded.values())).to_pandas()
    for name, feature in next(iter(loaded.values())).features.items():
        if isinstance(feature, ClassLabel):
            codes = frame[name].fillna(-1).astype("int64")
            frame[name] = pandas.Categorical.from_codes(codes, categories=feature.names)
    frame.insert(0, "split", [split for split, rows in loaded.items() for _ in range(len(rows))])
    return frame
