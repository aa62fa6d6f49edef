"""The Croissant description: its own library validates it and reads the records by it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from annotate.dataset import Export


@pytest.fixture(scope="module")
def described(exported: Export) -> Any:
    import mlcroissant

    return mlcroissant.Dataset(jsonld=str(exported.path / "croissant.json"))


def test_it_is_valid(described: Any) -> None:
    """Errors are raised when it is read."""
    assert not described.metadata.ctx.issues.warnings
    assert [record_set.id for record_set in described.metadata.record_sets] == ["sentences", "claims", "annotations", "articles"]


@pytest.mark.parametrize("config", ["sentences", "claims", "annotations", "articles"])
def test_the_records_load_and_are_the_rows(described: Any, exported: Export, config: str) -> None:
    """A wrong name of a column is found only now."""
    records = list(described.records(config))
    assert len(records) == sum(exported.configs[config].values())
    for split, rows in exported.configs[config].items():
        assert sum(record[f"{config}/split"] in (split, split.encode()) for record in records) == rows


def test_labels_have_their_names_and_nested_values_their_fields(described: Any) -> None:
    (record, *_) = described.records("claims")
    assert record["claims/stance"] == 0
    assert [stance["claims/stances/label"] for stance in record["claims/stances"]] == [3, 0]
    fields = {field.id: field for field in described.metadata.record_sets[1].fields}
    assert fields["claims/stance"].description == "A label: 0 support, 1 deny, 2 query, 3 neutral, 4 unclear."


def test_every_file_is_listed_with_its_hash(exported: Export) -> None:
    data = json.loads((exported.path / "croissant.json").read_text(encoding="utf-8"))
    listed = {each["contentUrl"]: each["sha256"] for each in data["distribution"] if each["@type"] == "cr:FileObject"}
    files = {path.relative_to(exported.path).as_posix(): path for path in exported.path.rglob("*.parquet")}
    assert listed == {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
