"""The document that an annotator labels next: by the plan, the one begun last, or the first left."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ArticleError
from annotate.labelling.state import State
from annotate.project import Project
from annotate.project.sessions import SessionResult, label
from annotate.review.assignment import Plan
from support.short_sessions import three_articles, typing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return three_articles(tmp_path / "news")


def test_the_article_begun_last_then_the_first_that_is_open(project: Project) -> None:
    first, second = (entry.id for entry in project.documents()[:2])
    assert label(project, typing("n"), annotator="mk", document=second) == SessionResult(second, 1, 2, second)
    assert label(project, typing(), annotator="mk").document == second
    assert label(project, typing(), annotator="ada").document == first
    assert label(project, typing("n"), annotator="mk") == SessionResult(second, 2, 2, first)
    assert label(project, typing(), annotator="mk").document == first


def test_a_plan_says_which_article_is_next(project: Project) -> None:
    first, second, third = (entry.id for entry in project.documents())
    project.assign(Plan(1, training=(third,)), author="mk")
    assert label(project, typing("n"), annotator="ann") == SessionResult(third, 1, 2, third, planned=True)
    assert label(project, typing("n"), annotator="ann") == SessionResult(third, 2, 2, first, planned=True)
    assert label(project, typing(), annotator="ann").document == first  # and has it from now on
    assert label(project, typing("n", "n"), annotator="ben").document == third
    assert label(project, typing("n", "n"), annotator="ben") == SessionResult(second, 2, 2, None, planned=True)
    with pytest.raises(ArticleError, match="the plan has nothing left for ben"):
        label(project, typing(), annotator="ben")
    assert label(project, typing(), annotator="ben", document=first).document == first
    assert label(project, typing(), annotator="ben", relabel=True).document == second


def test_a_plan_of_names_gives_others_nothing(project: Project) -> None:
    project.assign(Plan(1, ("ann",)), author="mk")
    with pytest.raises(ArticleError, match="ben is not in the plan; check the name"):
        label(project, typing(), annotator="ben")
    project.assign(None, author="mk")
    assert label(project, typing(), annotator="ben").planned is False


def test_a_finished_project_says_so_and_can_be_opened_again(project: Project) -> None:
    for entry in project.documents():
        left = label(project, typing("n", "n"), annotator="mk", document=entry.id)
    assert left.next is None
    with pytest.raises(ArticleError, match="every article is labelled"):
        label(project, typing(), annotator="mk")
    seen: list[State] = []
    assert label(project, typing(seen=seen), annotator="mk", relabel=True).document == left.document
    assert seen[0].at == 0
