"""A dataset is read again, or it is said what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.dataset import Export, read_dataset, to_pandas
from annotate.errors import ExportError


def test_it_is_read_by_a_relative_path_too(exported: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which `load_dataset` would look for on the Hub."""
    monkeypatch.chdir(exported.path.parent)
    loaded = read_dataset("dataset")
    assert {split: rows.num_rows for split, rows in loaded.items()} == exported.configs["sentences"]
    assert set(read_dataset(exported.path, "claims")) == set(exported.configs["claims"])


def test_a_missing_dataset_or_config_is_reported(exported: Export, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"There is no dataset in .*annotate export"):
        read_dataset(tmp_path)
    with pytest.raises(ExportError, match="has no config 'stances'; it has sentences, claims, annotations, articles"):
        read_dataset(exported.path, "stances")


def test_a_data_frame_has_all_rows_and_labels_in_their_order(exported: Export) -> None:
    frame = to_pandas(exported.path)
    assert frame["split"].value_counts().to_dict() == exported.configs["claims"]
    assert list(frame["stance"].cat.categories) == ["support", "deny", "query", "neutral", "unclear"]
    assert set(frame["stance"]) == {"support"}
    assert frame["polarity"].isna().all()
    sentences = to_pandas(exported.path, "sentences")
    assert sentences["label"].value_counts().to_dict() == {"claim": 120, "no_claim": 30, "skip": 30}
