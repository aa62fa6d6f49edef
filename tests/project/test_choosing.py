"""The document that an annotator labels next: by the plan, the one begun last, or the first left."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ArticleError
from annotate.labelling.state import State
from annotate.project import Project
from annotate.project.choosing import Order
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
    assert label(project, typing(), annotator="ada", order="added").document == first
    assert label(project, typing("n"), annotator="mk") == SessionResult(second, 2, 2, first)
    assert label(project, typing(), annotator="mk").document == first


def test_whoever_labels_first_keeps_the_order_of_adding_and_the_others_have_their_own(project: Project) -> None:
    added = [entry.id for entry in project.documents()]

    def labelled_in_order(annotator: str, order: Order | None = None) -> list[str]:
        return [label(project, typing("n", "n"), annotator=annotator, order=order).document for _ in added]

    assert labelled_in_order("mk") == added
    drawn = {name: labelled_in_order(name) for name in ("ada", "ben", "cem", "dot")}
    assert all(sorted(order) == sorted(added) for order in drawn.values())
    assert len({order[0] for order in drawn.values()}) > 1
    assert labelled_in_order("eve", "added") == added
    assert labelled_in_order("ann", "added") == added


def test_the_order_of_an_annotator_is_the_same_each_time(tmp_path: Path) -> None:
    seen = set()
    for name in ("one", "two"):
        project = three_articles(tmp_path / name)
        seen.add(tuple(label(project, typing("n", "n"), annotator="ada", order="shuffled").document for _ in range(3)))
        following = label(project, typing("n"), annotator="ben", order="shuffled", document="dam").next
        assert following == "dam", "what was begun comes first"
    assert len(seen) == 1


def test_a_document_that_is_added_does_not_change_the_order_of_the_others(tmp_path: Path) -> None:
    few, more = three_articles(tmp_path / "few"), three_articles(tmp_path / "more")
    (more.raw / "eels.txt").write_text("The eels are fine.\n\nNobody asked the eels.\n")
    more.add()
    orders = [
        [label(project, typing("n", "n"), annotator="ada", order="shuffled").document for _ in project.documents()]
        for project in (few, more)
    ]
    assert [name for name in orders[1] if name != "eels"] == orders[0]


def test_the_next_document_is_that_of_the_same_order(project: Project) -> None:
    first = label(project, typing("n", "n"), annotator="ada", order="shuffled")
    assert label(project, typing(), annotator="ada", order="shuffled").document == first.next


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
