"""The row on the card is one of the dataset, in readable form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasets import Dataset

from annotate.dataset import Export
from annotate.dataset.example import example_row
from annotate.dataset.features import features
from annotate.schema import Schema


def rows_of(export: Export) -> list[Path]:
    return sorted(export.path.glob("sentences/*.parquet"))


def test_the_first_row_with_a_claim_is_shown_with_names_of_labels(exported: Export, schema: Schema) -> None:
    row = example_row(rows_of(exported), features(schema)["sentences"])
    assert row is not None
    assert (row["label"], row["status"], row["has_claim"]) == ("claim", "labelled", True)
    assert row["claims"][0]["type"] == "event"
    assert list(row) == list(features(schema)["sentences"])
    assert row["annotator"].startswith("annotator_"), "the name is not in the files, so it is not on the card"


def test_long_texts_are_cut_and_a_row_without_a_claim_will_do(schema: Schema, tmp_path: Path) -> None:
    columns = features(schema)["sentences"]
    empty: dict[str, Any] = dict.fromkeys(columns)
    rows = [{**empty, "label": None}, {**empty, "label": "no_claim", "has_claim": False, "text": "x" * 1000, "claims": []}]
    Dataset.from_list(rows, features=columns).to_parquet(str(tmp_path / "a.parquet"))
    row = example_row([tmp_path / "a.parquet"], columns)
    assert row is not None
    assert (row["label"], len(row["text"]), row["text"][-1], row["claims"]) == ("no_claim", 300, "…", [])
    Dataset.from_list(rows[:1], features=columns).to_parquet(str(tmp_path / "b.parquet"))
    assert example_row([tmp_path / "b.parquet"], columns) is None
    assert example_row([], columns) is None
