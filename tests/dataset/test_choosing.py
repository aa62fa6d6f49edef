"""A part of what was labelled: some annotators, some articles, sentences whose gold was decided in some way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.other_formats import read_rows
from annotate.errors import ExportError
from annotate.model import ADJUDICATION, Annotation, Revision
from annotate.schema import Schema

ANNOTATIONS = {"ada": "claim", "ben": "claim", "cem": "no_claim"}


@pytest.fixture
def corpus(world: Any) -> tuple[list[Any], list[Revision]]:
    """Three articles: sentence 0 is adjudicated, 1 a majority, 2 unanimous, 3 by ada alone, 4 a tie, 5 unseen."""
    documents = [world.document(f"doc{number}") for number in range(3)]

    def decisions(document: Any) -> Iterator[Revision]:
        claim = world.annotation(document, document.sentences[0])
        for name, label in ANNOTATIONS.items():
            yield world.revision(document, 0, claim if label == "claim" else Annotation("no_claim"), name)
            yield world.revision(document, 1, Annotation("no_claim" if name != "cem" else "skip"), name)
            yield world.revision(document, 2, Annotation("no_claim"), name)
        yield world.revision(document, 3, world.annotation(document, document.sentences[3]), "ada")
        yield world.revision(document, 4, Annotation("no_claim"), "ada")
        yield world.revision(document, 4, Annotation("skip"), "ben")
        yield replace(world.revision(document, 0, Annotation("no_claim"), "zoe"), layer=ADJUDICATION)

    return documents, [revision for document in documents for revision in decisions(document)]


def sentences(world: Any, schema: Schema, target: Path, corpus: Any, **options: Any) -> tuple[Any, list[dict[str, Any]]]:
    done = world.export(target / "dataset", *corpus, schema, names=True, **options)
    return done, [row for row in read_rows(done.path, "sentences", "train") if row["document"] == "doc1"]


@pytest.mark.parametrize(
    ("only", "indices"),
    [
        (("adjudicated",), [0]),
        (("majority",), [1]),
        (("unanimous",), [2]),
        (("single",), [3]),
        (("single", "adjudicated"), [0, 3]),
        ((), [0, 1, 2, 3, 4, 5]),
    ],
)
def test_sentences_by_how_their_gold_was_decided(
    world: Any, schema: Schema, tmp_path: Path, corpus: Any, only: tuple[str, ...], indices: list[int]
) -> None:
    done, rows = sentences(world, schema, tmp_path, corpus, only=only)
    assert [row["index"] for row in rows] == indices
    assert {row["gold"] for row in rows} <= ({*only} if only else {row["gold"] for row in rows})
    texts = {row["document"]: row["text"] for row in read_rows(done.path, "articles", "train")}
    for row in rows:
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]
    places = {row["sentence"] for row in rows}
    for config in ("annotations", "claims") if "claims" in done.configs else ("annotations",):
        own = [row for row in read_rows(done.path, config, "train") if row["document"] == "doc1"]
        assert {row["sentence"] for row in own} <= places
        for claim in own if config == "claims" else []:
            for span in claim["spans"]:
                assert texts["doc1"][span["start"] : span["end"]] == span["text"]
    if only:
        assert done.chosen == (f"only sentences whose gold is: {', '.join(sorted(only, reverse=True))}",)
        assert "This is a choice: only sentences whose gold is" in (done.path / "README.md").read_text(encoding="utf-8")
        assert done.gold == dict.fromkeys(only, 3)


def test_annotators_are_chosen_or_left_out(world: Any, schema: Schema, tmp_path: Path, corpus: Any) -> None:
    one, rows = sentences(world, schema, tmp_path / "one", corpus, annotators=("ada", "ben"))
    assert [row["gold"] for row in rows] == ["adjudicated", "unanimous", "unanimous", "single", "open", None]
    assert one.annotators == 2
    assert one.left_out == {"decisions of annotators left out by choice": 9}
    assert one.chosen == ("annotators: ada, ben",)
    two, same = sentences(world, schema, tmp_path / "two", corpus, leave_out_annotators=("cem",))
    assert same == rows
    assert two.chosen == ("annotators left out: 1",)
    _, alone = sentences(world, schema, tmp_path / "three", corpus, annotators=("ada",), leave_out_annotators=("zoe",))
    assert [row["gold"] for row in alone] == ["single"] * 5 + [None]


def test_names_are_pseudonyms_in_what_is_said_of_the_choice(world: Any, schema: Schema, tmp_path: Path, corpus: Any) -> None:
    done = world.export(tmp_path / "dataset", *corpus, schema, annotators=("ada",), leave_out_annotators=("cem", "ben"))
    assert done.chosen[0].startswith("annotators: annotator_")
    for name in ("README.md", "CHANGELOG.md"):
        assert not {"ada", "cem", "zoe"} & set((done.path / name).read_text(encoding="utf-8").split())


def test_articles_are_chosen(world: Any, schema: Schema, tmp_path: Path, corpus: Any) -> None:
    done = world.export(tmp_path / "dataset", *corpus, schema, documents=("doc1", "doc2"))
    assert {row["document"] for row in read_rows(done.path, "articles", "train")} == {"doc1", "doc2"}
    assert done.chosen == ("articles: doc1, doc2",)
    again = world.export(tmp_path / "dataset", *corpus, schema)
    assert again.documents == 3
    assert "`chosen` is now None; it was ['articles: doc1, doc2']." in (again.path / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"documents": ("none",)}, "There is no article none to export"),
        ({"annotators": ("max",)}, "no annotations by 'max' .* the annotators are ada, ben, cem, zoe"),
        ({"leave_out_annotators": ("max",)}, "no annotations by 'max'"),
        ({"annotators": ("ada",), "leave_out_annotators": ("ada",)}, "'ada' is both chosen and left out"),
        ({"documents": ("doc1",), "leave_out": ("doc1",)}, "doc1 is both chosen and left out"),
        ({"only": ("open",)}, "never 'open'; give single, "),
        ({"only": ("adjudicated",), "leave_out_annotators": ("zoe",)}, "nothing to export"),
    ],
)
def test_a_choice_of_nothing(
    world: Any, schema: Schema, tmp_path: Path, corpus: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ExportError, match=message):
        world.export(tmp_path / "dataset", *corpus, schema, **options)
    assert not (tmp_path / "dataset").exists()


def test_ways_of_deciding_are_those_of_the_command_line() -> None:
    from annotate.cli.options import Decided
    from annotate.dataset.options import DECIDED

    assert sorted(Decided.__args__) == sorted(DECIDED)  # type: ignore[attr-defined]
    assert ExportOptions(only=DECIDED).only == DECIDED
