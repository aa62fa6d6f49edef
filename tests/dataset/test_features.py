"""The schema as Features, and as a reader that explains why a value does not fit them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasets import ClassLabel, List

from annotate.dataset.features import (
    KINDS,
    Reader,
    claim_columns,
    features,
    flat_columns,
    noun_feature,
    sentence_columns,
    silver_columns,
)
from annotate.dataset.options import CONFIGS
from annotate.errors import ExportError
from annotate.model import BLOCK_KINDS, annotation_to_json
from annotate.schema import NOUNS, Schema, parse_schema
from support.several import topics_schema

NUMBERS = Path(__file__).parent / "data" / "label_numbers.json"

TONE = {
    "title": "Tone",
    "description": "How it sounds.",
    "oneOf": [
        {"const": "calm", "title": "Calm", "description": "Calm.", "x-key": "c"},
        {"const": "heated", "title": "Heated", "description": "Heated.", "x-key": "h"},
    ],
}


def with_property(schema: Schema, noun: str, name: str, property: dict[str, Any]) -> Schema:
    """Return the schema with a property added, without a change to Python."""
    raw = json.loads(json.dumps(schema.raw))
    raw["$defs"][noun]["properties"][name] = property
    return parse_schema(json.dumps(raw))


def labels(of_noun: Any) -> dict[str, list[str]]:
    return {name: found.names for name, found in of_noun.items() if hasattr(found, "names")}


# -- Features ----------------------------------------------------------------------------------------------------------


def test_the_features_are_those_of_the_schema(schema: Schema) -> None:
    for noun in NOUNS:
        assert list(noun_feature(schema, noun)) == list(schema.raw["$defs"][noun]["properties"])
        for attribute in schema.attributes[noun]:
            found = noun_feature(schema, noun)[attribute.name]
            if attribute.choices:
                assert found.names == [choice.value for choice in attribute.choices]
            else:
                assert (
                    found.dtype
                    == {"string": "string", "boolean": "bool", "integer": "int64", "number": "float64"}[attribute.type]
                )


def test_the_numbers_of_labels_never_change(schema: Schema) -> None:
    """Numbers in a published dataset mean what they meant: labels may be appended, never reordered or removed."""
    found = {noun: labels(noun_feature(schema, noun)) for noun in NOUNS} | {"block": {"kind": list(KINDS)}}
    if os.environ.get("REWRITE_GOLDEN"):
        NUMBERS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    golden = json.loads(NUMBERS.read_text(encoding="utf-8"))
    for noun, sets in golden.items():
        for name, names in sets.items():
            hint = f"{noun}.{name}; if nothing was ever published: REWRITE_GOLDEN=1 python -m pytest {Path(__file__).name}"
            assert found[noun][name][: len(names)] == names, hint


def test_the_kinds_of_blocks_are_those_of_the_model() -> None:
    assert frozenset(KINDS) == BLOCK_KINDS
    assert len(KINDS) == len(BLOCK_KINDS)


def test_lists_of_dicts_stay_lists_of_dicts_and_survive_yaml(schema: Schema) -> None:
    """`Sequence` of a dict is a dict of lists, and a List with a length does not come back from YAML."""
    import datasets

    for config, found in features(schema).items():
        assert datasets.Features._from_yaml_list(found._to_yaml_list()) == found, config
    sources = features(schema)["sentences"]["sources"]
    assert type(sources) is datasets.List
    assert sources.length == -1
    assert features(schema)["annotations"]["created"].dtype == "timestamp[ms, tz=UTC]"


@pytest.mark.parametrize("noun", NOUNS)
def test_an_added_property_is_in_the_features_with_no_python_changed(schema: Schema, noun: str) -> None:
    changed = with_property(schema, noun, "tone", TONE)
    assert labels(noun_feature(changed, noun))["tone"] == ["calm", "heated"]
    column = {"annotation": "tone", "claim": "tone", "source": "source_tone", "stance": "stance_tone"}[noun]
    config = "sentences" if noun == "annotation" else "claims"
    assert features(changed)[config][column].names == ["calm", "heated"]


OWN_NAMES = sorted({"text", "document", "source", "stance", "claim", "sha256", "schema", "tool", "stance_quote", "source_type"})


@pytest.mark.parametrize("name", OWN_NAMES)
def test_an_attribute_that_bears_the_name_of_our_column_gets_its_noun_in_front(schema: Schema, name: str) -> None:
    changed = with_property(schema, "claim", name, TONE)
    assert claim_columns(changed)[name] == f"claim_{name}"
    assert features(changed)["claims"][f"claim_{name}"].names == ["calm", "heated"]
    assert claim_columns(changed)["type"] == "type"


def test_no_two_columns_meet_whatever_attributes_are_called(schema: Schema) -> None:
    changed = schema
    for name in ("text", "claim_text", "claim_claim_text", "start", "status", "seconds"):
        changed = with_property(with_property(changed, "claim", name, TONE), "annotation", name, TONE)
    for columns, own in ((claim_columns(changed), "claims"), (sentence_columns(changed), "sentences")):
        assert len(set(columns.values())) == len(columns)
        assert set(columns.values()) <= set(features(changed)[own])
    assert len(features(changed)["sentences"]) == len(features(schema)["sentences"]) + 6
    assert sentence_columns(changed)["seconds"] == "annotation_seconds"  # the same name in both configs
    assert flat_columns(changed, "stance") == {"quote": "stance_quote"}


def test_the_default_config_is_the_first(schema: Schema) -> None:
    assert list(features(schema)) == list(CONFIGS)
    assert CONFIGS[0] == "sentences"


# -- values ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def data(world: Any) -> dict[str, Any]:
    document = world.document("doc")
    return annotation_to_json(world.annotation(document, document.sentences[0]))


Change = Callable[[dict[str, Any]], object]
UNFIT: list[tuple[str, Change, str]] = [
    ("unknown label", lambda d: d["claims"][0].update(type="rumour"), r"claims\[0\]\.type: 'rumour' is not among the labels"),
    ("unknown stance", lambda d: d["stances"][1].update(label="Support"), r"stances\[1\]\.label"),
    ("number for a label", lambda d: d["claims"][0].update(type=1), r"claims\[0\]\.type"),
    ("true for a label", lambda d: d.update(label=True), "label: True"),
    ("unknown property", lambda d: d["claims"][0].update(colour="red"), "has no 'colour'"),
    ("1 for true", lambda d: d["sources"][1].update(plural=1), r"sources\[1\]\.plural: 1 is neither true nor false"),
    ("fraction for an offset", lambda d: d["claims"][0]["spans"][0].update(start=1.5), r"spans\[0\]\.start: 1.5"),
    ("true for an offset", lambda d: d["claims"][0]["spans"][0].update(start=True), r"spans\[0\]\.start: True"),
    ("too large", lambda d: d["claims"][0]["spans"][0].update(end=2**63), "64-bit integer"),
    ("number for a text", lambda d: d["sources"][1].update(name=7), r"sources\[1\]\.name: 7 is not a string"),
    ("unpaired surrogate", lambda d: d["sources"][1].update(name="\ud83d"), "unpaired surrogate"),
    ("no list", lambda d: d.update(claims={}), "claims: {} is not a list"),
    ("no object", lambda d: d.update(claims=["c1"]), r"claims\[0\]: 'c1' is not an object"),
    ("no spans", lambda d: d["claims"][0].pop("spans"), r"claims\[0\]: 'spans' is missing"),
    ("no end", lambda d: d["claims"][0]["spans"][0].pop("end"), r"spans\[0\]: 'end' is missing"),
]


@pytest.mark.parametrize(("change", "message"), [case[1:] for case in UNFIT], ids=[case[0] for case in UNFIT])
def test_values_that_datasets_would_silently_change_are_refused(
    schema: Schema, data: dict[str, Any], change: Change, message: str
) -> None:
    """1.5 to 1, True to 1, an unknown label to null, an unknown property to nothing."""
    change(data)
    with pytest.raises(ExportError, match=r"Sentence doc:0 by zoe: .*" + message):
        Reader(schema).read("annotation", data, "Sentence doc:0 by zoe")


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "1", True])
def test_a_number_is_a_number(schema: Schema, data: dict[str, Any], bad: object) -> None:
    reader = Reader(with_property(schema, "claim", "weight", {"title": "W", "description": "W.", "type": "number"}))
    data["claims"][0]["weight"] = 2
    reader.read("annotation", data, "")
    data["claims"][0]["weight"] = bad
    with pytest.raises(ExportError, match="is not a number"):
        reader.read("annotation", data, "")


def test_absent_values_fit(schema: Schema, data: dict[str, Any]) -> None:
    """An answer older than its question; `parse.missing` counts it."""
    del data["claims"][0]["type"]
    Reader(schema).read("annotation", data, "")


def test_several_answers_are_a_list_of_labels(schema: Schema) -> None:
    scheme = topics_schema()
    found = features(scheme)
    topics = List(ClassLabel(names=["money", "health", "roads"]))
    assert found["claims"]["topics"] == topics
    assert found["sentences"]["claims"].feature["topics"] == topics
    assert features(topics_schema("annotation"))["annotations"]["topics"] == topics
    assert features(topics_schema("source"))["claims"]["source_topics"] == topics


def test_several_answers_are_not_predicted_so_the_suggestions_have_no_column_for_them() -> None:
    assert "topics" not in silver_columns(topics_schema())["claim"]
    assert "topics" not in silver_columns(topics_schema("stance"))["stance"]
    assert "type" in silver_columns(topics_schema())["claim"]


def test_the_reader_names_the_one_of_several_answers_that_does_not_fit() -> None:
    reader = Reader(topics_schema())
    claim = {"id": "c1", "spans": [{"start": 0, "end": 1, "text": "x"}], "topics": ["money", "luck"]}
    with pytest.raises(ExportError, match=r"topics\[1\]: 'luck' is not among the labels"):
        reader.read("claim", claim, "doc")
