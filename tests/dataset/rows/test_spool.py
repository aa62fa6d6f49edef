"""Tables wait on the disk and come back equal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotate.dataset import ExportOptions
from annotate.dataset.features import features
from annotate.dataset.rows.spool import Spool
from annotate.dataset.rows.tables import TableMaker
from annotate.schema import Schema


def test_tables_come_back_unchanged_and_in_order(schema: Schema, world: Any, tmp_path: Path) -> None:
    maker = TableMaker(schema, ExportOptions())
    batches = [maker.make(*maker.read(batch)) for batch in world.batches(*world.corpus(5), size=2)]
    spool = Spool(tmp_path)
    for number, made in reversed(list(enumerate(batches))):
        spool.add(number, made.tables)
    for config in features(schema):
        for _ in range(2):
            assert list(spool.read(config)) == [made.tables[config] for made in batches]


def test_a_table_without_rows_comes_back_too(schema: Schema, tmp_path: Path) -> None:
    """Else the tables and the articles in them would go out of step."""
    empty = {config: of_config.arrow_schema.empty_table() for config, of_config in features(schema).items()}
    Spool(tmp_path).add(7, empty)
    assert [len(table) for table in Spool(tmp_path).read("claims")] == [0]
