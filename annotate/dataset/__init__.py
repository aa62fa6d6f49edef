"""Annotations and gold -> a Hugging Face dataset on the disk.

    options.py    what an export is asked for, and what it says it did
    columns.py    the schema -> `datasets.Features`, and a reader that turns annotations into values of these Features
    splits.py     a document -> train, validation or test; a document -> shard
    spool.py      annotations put aside until their document comes by
    rows.py       a document and its annotations -> rows of the four configs
    parquet.py    rows -> Parquet files
    card.py       the dataset card, README.md
    reload.py     the finished folder read back with `load_dataset`, as its user will
    folder.py     a temporary folder takes the place of the old dataset, or nothing changes
    exporter.py   all of it in order

A module here has another name than the function it holds: a function exported from a package hides a module of its name.
"""

from annotate.dataset.columns import features
from annotate.dataset.exporter import export
from annotate.dataset.options import Export, ExportOptions

__all__ = ["Export", "ExportOptions", "export", "features"]
