"""The file of a model."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import numpy
import pytest

from annotate.errors import ModelError
from annotate.project.learning import make_model
from annotate.schema import load_schema, shipped
from annotate.suggestions import suggest
from annotate.suggestions.learned.model import LearnedModel, from_bytes, to_bytes
from support.learning import articles

SCHEMA = load_schema(shipped("schema").joinpath("annotation.schema.json"))
LABELLED = list(articles(8))


@pytest.fixture(scope="module")
def model() -> LearnedModel:
    return make_model(LABELLED, SCHEMA)


def test_a_model_is_read_as_it_was_written(model: LearnedModel) -> None:
    data = to_bytes(model)
    again = from_bytes(data)
    assert (again.facts, again.version) == (model.facts, model.version)
    assert again.weights is not None
    assert model.weights is not None
    assert again.weights.policy == model.weights.policy
    for document, _ in LABELLED:
        assert again.suggest(document, {}) == model.suggest(document, {})
    assert to_bytes(again) == data
    assert len(data) < 1_000_000


def test_the_same_labels_make_the_same_bytes(model: LearnedModel) -> None:
    assert to_bytes(make_model(list(articles(8)), SCHEMA)) == to_bytes(model)
    assert make_model(LABELLED, SCHEMA, seed=1).version != model.version
    assert make_model(LABELLED[:-1], SCHEMA).version != model.version


def test_without_weights_the_rules_suggest(model: LearnedModel) -> None:
    bare = LearnedModel(None, {}, {"hash": "0"})
    document = LABELLED[0][0]
    assert from_bytes(to_bytes(bare)).suggest(document, suggest(document)) == suggest(document)


def test_a_learned_stance_is_in_the_suggestion(model: LearnedModel) -> None:
    denied = [
        (
            document,
            {
                id: replace(a, stances=tuple(replace(s, label="deny") for s in a.stances)) if "tram" in str(a) else a
                for id, a in labels.items()
            },
        )
        for document, labels in articles(10)
    ]
    made = make_model(denied, SCHEMA)
    assert "stance.label" in made.classifiers
    labels = {s.spans[0].text: s.label for s in sum(made.suggest(denied[0][0], {}).values(), ()) if s.source}
    assert labels["the tram had never had an accident"] == "deny"
    assert labels["the council hid the report for a year"] == "support"


def changed(data: bytes, **arrays: Any) -> bytes:
    with numpy.load(io.BytesIO(data)) as loaded:
        everything = {**loaded, **arrays}
    file = io.BytesIO()
    numpy.savez(file, **{name: value for name, value in everything.items() if value is not None})
    return file.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"no model",
        lambda data: data[:-30],
        lambda data: data[:200] + b"xxxx" + data[204:],
        lambda data: changed(data, cues=numpy.zeros(3)),
        lambda data: changed(data, roles=None),
        lambda data: changed(data, description=numpy.frombuffer(b"{}", dtype=numpy.uint8)),
        lambda data: changed(data, description=numpy.frombuffer(b'{"format": 0}', dtype=numpy.uint8)),
        lambda data: changed(data, exact=numpy.array([{}], dtype=object)),
    ],
)
def test_what_is_no_model_is_refused(model: LearnedModel, damage: Any) -> None:
    with pytest.raises(ModelError, match="annotate train"):
        from_bytes(damage(to_bytes(model)))
