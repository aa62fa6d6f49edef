"""The JSON Schema of a row is followed by every row, and by no broken one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotate.dataset import Export
from annotate.dataset.other_formats import convert


def validator(exported: Export, config: str) -> Draft202012Validator:
    schema = json.loads((exported.path / "rows.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator({"$ref": f"#/$defs/{config}", "$defs": schema["$defs"]})


@pytest.mark.parametrize("config", ["sentences", "claims", "annotations", "articles"])
def test_every_row_follows_it(exported: Export, world: Any, tmp_path: Path, config: str) -> None:
    valid = validator(exported, config)
    for rows in world.load(exported.path, config, tmp_path).values():
        for row in rows:
            valid.validate(json.loads(json.dumps(row, default=str)))


@pytest.mark.parametrize("config", ["sentences", "claims", "annotations", "articles"])
def test_every_line_that_tools_write_follows_it(exported: Export, world: Any, tmp_path: Path, config: str) -> None:
    valid = validator(exported, config)
    convert(exported.path, tmp_path / "jsonl", "jsonl")
    for split, rows in world.load(exported.path, config, tmp_path / "cache").items():
        rows.to_json(tmp_path / "rows.jsonl")
        for path in (tmp_path / "rows.jsonl", tmp_path / "jsonl" / f"{config}-{split}.jsonl"):
            lines = path.read_text(encoding="utf-8").splitlines()
            assert len(lines) == len(rows)
            for line in lines:
                valid.validate(json.loads(line))


@pytest.mark.parametrize(
    "broken",
    [
        lambda row: row.update(stance=5),
        lambda row: row.update(stance="supports"),
        lambda row: row.update(stance="0"),
        lambda row: row.pop("text"),
        lambda row: row.update(more=1),
        lambda row: row["spans"][0].update(start="0"),
        lambda row: row.update(spans=None),
    ],
)
def test_a_broken_row_does_not(exported: Export, world: Any, tmp_path: Path, broken: Callable[[dict[str, Any]], object]) -> None:
    row = dict(world.load(exported.path, "claims", tmp_path)["train"][0])
    assert validator(exported, "claims").is_valid(row)
    broken(row)
    assert not validator(exported, "claims").is_valid(row)
