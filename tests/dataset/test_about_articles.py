"""Answers about articles, which one sentence of each stores: columns of `articles`, as gold has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotate.dataset import Export
from annotate.dataset.features import article_columns, sentence_columns
from annotate.model import ADJUDICATION
from annotate.schema import Schema, parse_schema
from support.several import GENRE, about_article, article_schema

GIVEN: tuple[dict[str, Any], ...] = ({"genre": "news", "topics": ("health", "money")}, {"genre": "opinion", "topics": ()}, {})
"""The answers about the articles in turn."""


@pytest.fixture(scope="module")
def make(world: Any) -> Callable[..., Export]:
    def export(folder: Path, *, place: int = 0, schema: Schema | None = None, **options: Any) -> Export:
        """Export thirty articles that store the answers in the sentence at this place."""
        documents, revisions = world.corpus(30)
        answers = {document.id: GIVEN[number % 3] for number, document in enumerate(documents)}
        places = {document.sentences[place].id for document in documents}
        decided = [
            replace(r, annotation=replace(r.annotation, attributes={**r.annotation.attributes, **answers[r.document]}))
            if r.sentence in places
            else r
            for r in revisions
        ]
        found: Export = world.export(folder / "dataset", documents, decided, schema or article_schema(), name="A", **options)
        return found

    return export


@pytest.fixture(scope="module")
def exported(make: Callable[..., Export], tmp_path_factory: pytest.TempPathFactory) -> Export:
    return make(tmp_path_factory.mktemp("about"))


def rows(world: Any, exported: Export, config: str, cache: Path) -> list[dict[str, Any]]:
    return [row for split in world.load(exported.path, config, cache).values() for row in split]


@pytest.mark.parametrize("place", [0, 4])
def test_each_article_has_its_answers_wherever_they_are(world: Any, make: Any, tmp_path: Path, place: int) -> None:
    found = {row["document"]: row for row in rows(world, make(tmp_path, place=place), "articles", tmp_path / "cache")}
    answers = [(found[f"doc{number:04d}"]["genre"], found[f"doc{number:04d}"]["topics"]) for number in range(6)]
    assert answers == [(0, [1, 0]), (1, []), (None, None)] * 2


def test_they_are_not_answers_about_a_sentence(world: Any, exported: Export, tmp_path: Path) -> None:
    assert not {"genre", "topics"} & rows(world, exported, "sentences", tmp_path / "s")[0].keys()
    decisions = rows(world, exported, "annotations", tmp_path / "a")
    assert [row["genre"] for row in decisions if row["document"] == "doc0000"] == [0, None, None, None, None, None]
    scheme = article_schema()
    assert sentence_columns(scheme, "sentences").keys() == {"reason"}
    assert sentence_columns(scheme).keys() == {"reason", "genre", "topics"}


def test_a_question_called_as_a_column_gets_a_name_of_its_own() -> None:
    raw = about_article()
    raw["$defs"]["annotation"]["properties"]["language"] = {**GENRE, "title": "Language"}
    assert article_columns(parse_schema(json.dumps(raw)))["language"] == "article_language"


def test_the_card_counts_articles(exported: Export) -> None:
    card = (exported.path / "README.md").read_text(encoding="utf-8")
    article = card[card.index("#### Article\n") : card.index("## Dataset Creation")]
    assert "`genre`: What kind of article it is." in article
    assert article.count("*Answered for 20 of 30 articles; it may be left open.*") == 2
    assert "| 0 | `news` | It reports. | 10 |" in article
    assert "| 1 | `health` | Who falls ill. | 10 |" in article
    sentence = card[card.index("#### Sentence\n") : card.index("#### Claim\n")]
    assert "genre" not in sentence


def test_every_article_follows_the_schema_of_rows(world: Any, exported: Export, tmp_path: Path) -> None:
    rules = json.loads((exported.path / "rows.schema.json").read_bytes())
    valid = Draft202012Validator({"$ref": "#/$defs/articles", "$defs": rules["$defs"]})
    for row in rows(world, exported, "articles", tmp_path):
        valid.validate(json.loads(json.dumps(row, default=str)))


def test_an_adjudicator_decides_about_the_article(world: Any, tmp_path: Path) -> None:
    document = world.document("doc")
    ours, theirs = (world.labelled(document, name) for name in ("zoe", "yan"))

    def answered(revision: Any, genre: str, **changes: Any) -> Any:
        annotation = replace(revision.annotation, attributes={**revision.annotation.attributes, "genre": genre})
        return replace(revision, annotation=annotation, **changes)

    ours[0], theirs[0] = answered(ours[0], "news"), answered(theirs[0], "opinion")
    majority = world.export(tmp_path / "one" / "dataset", [document], [*ours, *theirs], article_schema(), name="A")
    assert [row["genre"] for row in rows(world, majority, "articles", tmp_path / "a")] == [1], "of one of the two annotators"
    ruled = answered(ours[0], "news", annotator="eve", layer=ADJUDICATION)
    decided = world.export(tmp_path / "two" / "dataset", [document], [*ours, *theirs, ruled], article_schema(), name="A")
    assert [row["genre"] for row in rows(world, decided, "articles", tmp_path / "b")] == [0]
