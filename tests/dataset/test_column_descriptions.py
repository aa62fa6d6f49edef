"""Every column has a meaning, under any schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from datasets import ClassLabel, List

from annotate.dataset.column_descriptions import CONFIG_DESCRIPTIONS, column_meanings, column_rows, column_type
from annotate.dataset.features import features, pairs_features, positions_features, silver_features
from annotate.dataset.options import ALL_CONFIGS, PAIRS, POSITIONS, SILVER
from annotate.schema import Schema, parse_schema


@pytest.mark.parametrize("config", ALL_CONFIGS)
def test_every_column_has_a_type_and_a_meaning(schema: Schema, config: str) -> None:
    optional = {PAIRS: pairs_features(), POSITIONS: positions_features(schema), SILVER: silver_features(schema)}
    columns = (optional | features(schema))[config]
    rows = column_rows(schema, config, columns)
    assert [name for name, _, _ in rows] == list(columns)
    assert all(kind and meaning for _, kind, meaning in rows)
    assert column_meanings(schema, config).keys() <= set(columns), "no meaning without a column"
    assert CONFIG_DESCRIPTIONS[config].endswith(".")


def test_a_question_that_somebody_adds_means_what_its_description_says(schema: Schema) -> None:
    raw: dict[str, Any] = json.loads(json.dumps(schema.raw))
    for noun in ("annotation", "claim", "source", "stance"):
        raw["$defs"][noun]["properties"]["tone"] = {"title": "Tone", "description": f"The tone of the {noun}.", "type": "string"}
    changed = parse_schema(json.dumps(raw))
    assert column_meanings(changed, "sentences")["tone"] == "The tone of the annotation."
    claims = column_meanings(changed, "claims")
    assert claims["tone"] == "The tone of the claim."
    assert claims["source_tone"] == "of the main source: The tone of the source."


def test_a_list_of_labels_is_several_of_them() -> None:
    assert column_type(List(ClassLabel(names=["x", "y", "z"]))) == "several of 3 labels"
