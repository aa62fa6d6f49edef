"""Annotations and gold -> a Hugging Face dataset on the disk.

    options.py       what an export is asked for, and what it says it did
    columns.py       the schema -> `datasets.Features`, and a reader that says why a record does not fit them
    records.py       what an export reads: articles and decisions as the store keeps them
    nested.py        lists of structs as columns
    parse.py         JSON -> Arrow columns of the Features
    sentences.py     the articles of a batch and their sentences
    annotations.py   the decisions of a batch, checked
    sound.py         which batches surely have no problem
    gold.py          several annotators -> one label for each sentence
    claims.py        gold -> one row a claim
    tables.py        a batch -> tables of the four configs
    counts.py        what is counted in them
    spool.py         tables put aside until the articles are divided
    batches.py       all of that for one batch, in any process
    helpers.py       the processes that share the work
    splits.py        an article -> train, validation or test; an article -> shard
    kept.py          what is remembered from export to export: splits, and who is annotator_1
    parquet.py       tables -> Parquet files
    history.py       what changed since the last export
    card.py          the dataset card, README.md
    croissant.py     the same for machines
    row_schema.py    a JSON Schema of a row
    reload.py        the finished folder read back with `load_dataset`, as its user will
    folder.py        a temporary folder takes the place of the old dataset, or nothing changes
    progress.py      how far it is
    exporter.py      all of it in order
    conversions.py   a dataset -> JSONL, CSV, spaCy
    reading.py       a dataset -> `datasets`, pandas

A module here has another name than the function it holds: a function exported from a package hides a module of its name.
"""

from annotate.dataset.exporter import export
from annotate.dataset.features import features
from annotate.dataset.load import read_dataset, to_pandas
from annotate.dataset.options import Export, ExportOptions

__all__ = ["Export", "ExportOptions", "export", "features", "read_dataset", "to_pandas"]
