"""Questions with several answers, from the decisions to a dataset that others load: as lists, cells, tables and records."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotate.dataset import Export
from annotate.dataset.options import ExportFormat
from annotate.dataset.other_formats import convert
from annotate.model import Annotation
from annotate.schema import Schema, parse_schema
from support.several import TOPICS, with_topics

ANSWERS: tuple[Any, ...] = (("health", "money"), ("roads",), (), None)
"""The answers given in turn; None where the question is left out."""


def topics_scheme() -> Schema:
    """A scheme that asks for topics of sentences, claims and sources, the author included."""
    raw = with_topics()
    for noun in ("source", "annotation"):
        raw["$defs"][noun]["properties"]["topics"] = TOPICS
    raw["$defs"]["source"]["required"].append("topics")
    raw["$defs"]["source"]["x-author"]["topics"] = ["roads"]
    return parse_schema(json.dumps(raw))


def answered(annotation: Annotation, answers: Iterator[Any]) -> Annotation:
    """The annotation with the next of the answers about its claims, and the one after about its sentence."""
    given = [{} if answer is None else {"topics": answer} for answer in (next(answers), next(answers))]
    claims = tuple(replace(claim, attributes={**claim.attributes, **given[0]}) for claim in annotation.claims)
    sources = tuple(replace(source, attributes={**source.attributes, "topics": ("roads",)}) for source in annotation.sources)
    return replace(annotation, claims=claims, sources=sources, attributes={**annotation.attributes, **given[1]})


@pytest.fixture(scope="module")
def exported(world: Any, tmp_path_factory: pytest.TempPathFactory) -> Export:
    documents, revisions = world.corpus(30)
    answers = cycle((*ANSWERS, *ANSWERS[1:], ANSWERS[0]))
    decided = [replace(revision, annotation=answered(revision.annotation, answers)) for revision in revisions]
    found: Export = world.export(tmp_path_factory.mktemp("several") / "dataset", documents, decided, topics_scheme(), name="T")
    return found


def sets(rows: Any) -> set[tuple[str, ...] | None]:
    return {None if row is None else tuple(row) for row in rows}


def test_they_load_with_their_labels(world: Any, exported: Export, tmp_path: Path) -> None:
    for config in ("claims", "sentences", "annotations"):
        rows = world.load(exported.path, config, tmp_path / config)["train"]
        labels = rows.features["topics"].feature
        assert labels.names == ["money", "health", "roads"]
        assert sets(None if row is None else labels.int2str(row) for row in rows["topics"]) == set(ANSWERS)


def test_they_are_cells_and_lists_of_names_in_other_formats(exported: Export, tmp_path: Path) -> None:
    formats: tuple[ExportFormat, ...] = ("csv", "jsonl")
    for format in formats:
        convert(exported.path, tmp_path / format, format)
    with (tmp_path / "csv" / "claims-train.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["topics"] for row in csv.DictReader(stream)} == {"health|money", "roads", "[]", ""}
    lines = (tmp_path / "jsonl" / "claims-train.jsonl").read_text(encoding="utf-8").splitlines()
    assert sets(json.loads(line)["topics"] for line in lines) == set(ANSWERS)


def test_the_card_counts_each_answer(exported: Export) -> None:
    card = (exported.path / "README.md").read_text(encoding="utf-8")
    assert "`topics`: All that apply. Several answers." in card
    assert "| `topics` | several of 3 labels | All that apply. |" in card
    claims = card[card.index("#### Claim") : card.index("#### Source")]
    assert "*Answered for 90 of 120 claims; it may be left open.*" in claims
    counts = [row.split(" | ")[-1] for row in claims.splitlines() if "`money`" in row or "`health`" in row or "`roads`" in row]
    assert counts == ["30 |", "30 |", "30 |"]


def test_every_row_follows_the_schema_of_rows(world: Any, exported: Export, tmp_path: Path) -> None:
    rules = json.loads((exported.path / "rows.schema.json").read_bytes())
    for config in ("claims", "sentences", "annotations"):
        valid = Draft202012Validator({"$ref": f"#/$defs/{config}", "$defs": rules["$defs"]})
        for row in world.load(exported.path, config, tmp_path / config)["train"]:
            valid.validate(json.loads(json.dumps(row, default=str)))


def test_croissant_reads_them(exported: Export) -> None:
    import mlcroissant

    described = mlcroissant.Dataset(jsonld=str(exported.path / "croissant.json"))
    assert not described.metadata.ctx.issues.warnings
    records = [record["claims/topics"] for record in described.records("claims")]
    assert {tuple(topics) for topics in records if topics is not None} >= {(1, 0), (2,)}
