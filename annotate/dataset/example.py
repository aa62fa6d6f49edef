"""A row of the dataset to show on the card, read from the files that were written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
from datasets import ClassLabel, Features, List

_LOOKED_AT = 1000  # rows
_LONGEST = 300  # characters of a text


def example_row(files: list[Path], features: Features) -> dict[str, Any] | None:
    """Return the first row with a claim in the first rows of `sentences`, else the first with a label, else None.

    Labels have their names, and long texts are cut.
    """
    rows = (
        row for path in files for batch in parquet.ParquetFile(path).iter_batches(batch_size=100) for row in batch.to_pylist()
    )
    labelled = None
    for row in islice(rows, _LOOKED_AT):
        if row["has_claim"]:
            return dict(_readable(row, features))
        labelled = labelled or (row if row["label"] is not None else None)
    return dict(_readable(labelled, features)) if labelled else None


def _readable(value: Any, feature: Any) -> Any:
    if value is None:
        return None
    if isinstance(feature, Mapping):
        return {name: _readable(value[name], inner) for name, inner in feature.items()}
    if isinstance(feature, List):
        return [_readable(item, feature.feature) for item in value]
    if isinstance(feature, ClassLabel):
        return feature.int2str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[: _LONGEST - 1] + "…"
    return value
