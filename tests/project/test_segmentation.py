"""Segmentation edits by number: stored with the decisions they move, or refused with the reason and nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import SegmentationError
from annotate.model import ADJUDICATION
from annotate.project import Project
from annotate.project.segmentation import EditName, correct_segmentation
from annotate.project.sessions import label
from support.short_sessions import three_articles, typing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return three_articles(tmp_path / "news")


def starts(project: Project) -> list[int]:
    return [sentence.start for sentence in project.document("dam").sentences]


def test_sentences_words_and_blocks_are_numbered_from_one(project: Project) -> None:
    assert starts(project) == [0, 33]
    split = correct_segmentation(project, "dam", "split", 1, "5", annotator="mk")
    assert split is not None
    assert split.version.document == project.document("dam")
    assert starts(project) == [0, 18, 33]
    correct_segmentation(project, "dam", "merge", 1, None, annotator="mk")
    assert starts(project) == [0, 33]
    correct_segmentation(project, "dam", "role", 1, "ui", annotator="mk")
    assert starts(project) == [33]


@pytest.mark.parametrize(
    ("edit", "number", "value", "message"),
    [
        ("split", 1, "8", r"sentence 1 has no word 8 \(it has 7\)"),
        ("split", 1, "0", r"sentence 1 has no word 0 \(it has 7\)"),
        ("split", 1, "two", r"sentence 1 has no word two \(it has 7\)"),
        ("split", 1, "9" * 5000, r"sentence 1 has no word 9+ \(it has 7\)"),
        ("split", 1, None, "a split needs the number of a word; sentence 1 has 7"),
        ("merge", 3, None, r"dam has no sentence 3 \(it has 2\)"),
        ("split", 0, "2", r"dam has no sentence 0 \(it has 2\)"),
    ],
)
def test_numbers_that_are_not_there(project: Project, edit: EditName, number: int, value: str | None, message: str) -> None:
    before = project.document("dam")
    with pytest.raises(SegmentationError, match=message):
        correct_segmentation(project, "dam", edit, number, value, annotator="mk")
    assert project.document("dam") == before


def test_decisions_move_along_by_annotator_and_adjudications_as_one_work(project: Project) -> None:
    for annotator in ("ada", "mk"):
        label(project, typing("n", "n"), annotator=annotator, document="dam", suggestions=False)
    (first, second) = project.current("dam", "mk")
    with project.store() as store:
        for made, adjudicator in ((first, "eva"), (second, "fay")):
            created = f"2199-01-01T00:00:0{int(adjudicator == 'fay')}.000000Z"
            store.save([replace(made, layer=ADJUDICATION, annotator=adjudicator, created=created)])
    correct_segmentation(project, "dam", "split", 1, "5", annotator="mk")
    moved = [made for made in project.revisions("dam") if made.action == "mend"]
    assert {(made.layer, made.annotator) for made in moved} == {
        ("annotation", "ada"),
        ("annotation", "mk"),
        ("adjudication", "fay"),
    }
    assert len({made.created for made in moved}) == 1
    assert (moved[0].seconds, moved[0].keys) == (0.0, 0)
    assert not project.check().problems
