"""Annotations and gold as a Hugging Face dataset on disk.

    options          the options of an export and its result; the configs, splits and formats
    exporter         the whole export, in order
    features         the schema as `datasets.Features`, and a reader that explains why a record does not fit them
    rows/            documents and decisions to rows: parsing, gold, the tables of the four configs, counts
    fast_checks      a quick filter for batches that surely have no problem
    splits           the split and shard of each article
    state            the splits and pseudonyms of earlier exports
    parquet          tables to Parquet files
    silver           suggestions for articles that nobody labelled, as a config apart from gold
    card             the dataset card, README.md
    charts           the charts on the card, as SVG files
    licenses         the license identifiers of the Hub
    changelog        the version of the dataset and the changes since the previous export
    croissant        the dataset described for machines
    row_schema       a JSON Schema of the rows
    verify           the finished folder loaded as its users will load it
    atomic_folder    a new folder that replaces the old one completely or not at all
    other_formats    a dataset as JSONL, CSV or spaCy documents
    load             a dataset as `datasets` and pandas load it
    hub              a dataset on the Hugging Face Hub

The names below are loaded when they are first used: most of the modules import NumPy, Arrow and `datasets`, which takes a second
that commands other than `annotate export` need not spend.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotate.dataset.exporter import export
    from annotate.dataset.load import read_dataset, to_pandas
    from annotate.dataset.options import Export, ExportOptions

_HOMES = {
    "Export": "options",
    "ExportOptions": "options",
    "export": "exporter",
    "read_dataset": "load",
    "to_pandas": "load",
}

__all__ = ["Export", "ExportOptions", "export", "read_dataset", "to_pandas"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
