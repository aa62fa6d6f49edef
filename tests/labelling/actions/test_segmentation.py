"""Corrections asked for at the prompt: what is wanted, and how the session goes on after."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.labelling.state import Key, Pick, Pointed, Review
from annotate.project import Project, init_project
from annotate.project.sessions import label_by_script
from support.playing import FLOOD, Desk, article

ARTICLE = "The bridge is shut\n\nThe bridge over the Ell is shut. It opens in\nMay, the mayor said. Nobody else knows.\n"


def wanted(line: str) -> Desk:
    desk = Desk(article(*FLOOD))
    desk.write(":", "2")
    desk.press(line)
    return desk


def test_without_a_store_the_segmentation_cannot_be_edited() -> None:
    desk = wanted("M")
    assert desk.state.refused
    assert "cannot be edited" in desk.state.message


def test_a_sentence_is_not_split_before_its_first_word() -> None:
    desk = wanted("S")
    assert isinstance(desk.state.mode, Pick)
    desk.feed(Pointed(1))
    assert desk.state.refused
    desk.feed(Key("esc"))
    assert isinstance(desk.state.mode, Review)


def test_the_last_sentence_cannot_be_merged() -> None:
    desk = Desk(article(*FLOOD))
    desk.write(":", "5")
    desk.press("M")
    assert "last sentence" in desk.state.message


@pytest.mark.parametrize("line", [":role", ":role 1", ":role 1 song", ":role x ui"])
def test_the_role_command_takes_a_block_and_a_kind(line: str) -> None:
    desk = Desk(article(*FLOOD))
    desk.write(":", line[1:])
    assert desk.state.refused
    assert ":role BLOCK KIND" in desk.state.message


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "p")
    (made.raw / "ell.txt").write_text(ARTICLE, encoding="utf-8")
    made.add()
    return made


def texts(project: Project) -> list[str]:
    with project.store() as store:
        document = store.document("ell")
    return [document.text[s.start : s.end] for s in document.sentences]


def label(project: Project, script: str, annotator: str = "mk") -> None:
    label_by_script(project, script.splitlines(), annotator=annotator, suggestions=False)


def test_a_session_continues_after_a_segmentation_edit(project: Project) -> None:
    before = texts(project)
    label(project, ":2\nc 1\ngo\ne\nv\n:2\nM\nS 3\nM\ngo\nq")
    assert texts(project)[1].startswith(before[1])
    assert project.check().problems == ()
    with project.store() as store:
        (revision,) = store.current("ell")
    assert revision.annotation is not None
    assert revision.annotation.claims[0].spans[0].text == "The bridge over the Ell is shut"


def test_undo_stops_at_a_segmentation_edit(project: Project) -> None:
    with pytest.raises(Exception, match="Nothing to undo"):
        label(project, ":2\nc 1\n:3\nc 1\n:2\nM\nu")
    with pytest.raises(Exception, match="Nothing to undo"):
        label(project, ":2\nc 2 3\nu\nu")


def test_decisions_that_an_edit_did_not_move_can_be_undone(project: Project) -> None:
    label(project, ":2\nc 1\n:3\nS 3\nu\nq")
    with project.store() as store:
        assert list(store.current("ell")) == []
    assert project.check().problems == ()


def test_others_labels_move_too(project: Project) -> None:
    label(project, ":2\nc 1\ngo\ne\nv\nq", "ada")
    label(project, ":2\nS 3\nq", "mk")
    with project.store() as store:
        (revision,) = store.current("ell")
    assert (revision.annotator, revision.sentence) == ("ada", f"ell:{ARTICLE.index('The bridge over')}")
    assert project.check().problems == ()


def test_a_part_of_the_article_gets_another_role(project: Project) -> None:
    before = texts(project)
    label(project, ":1\nR k\nq")
    assert texts(project) == before[1:]
    label(project, ":role 1 headline\nq")
    assert texts(project) == before
    with pytest.raises(Exception, match="remove the labels first"):
        label(project, ":1\nn\n:1\nR u")
    assert texts(project) == before
