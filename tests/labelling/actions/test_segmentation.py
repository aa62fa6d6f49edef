"""Corrections asked for at the prompt: what is wanted, and how the session goes on after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Key, Pick, Pointed, Review
from annotate.project import Project, init_project, sessions
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


def entries(project: Project, annotator: str) -> list[tuple[str, str | None]]:
    """Return the text and the label of each sentence that an annotator decided on."""
    with project.store() as store:
        document = store.document("ell")
        current = [revision for revision in store.current("ell") if revision.annotator == annotator]
    found = []
    for revision in current:
        sentence = document.sentence(revision.sentence)
        assert sentence is not None
        assert revision.annotation is not None
        found.append((document.text[sentence.start : sentence.end], revision.annotation.label))
    return found


def test_a_correction_is_a_step_of_the_history(project: Project) -> None:
    before = texts(project)
    label(project, ":2\nn\n:3\nn\n:2\nM\nq")
    merged = texts(project)
    assert len(merged) == 4
    label(project, "u\nq")
    assert (texts(project), entries(project, "mk")) == (before, [(before[1], "no_claim"), (before[2], "no_claim")])
    label(project, "u\nq")
    assert entries(project, "mk") == [(before[1], "no_claim")], "the decision before it"
    label(project, "U\nU\nq")
    assert (texts(project), entries(project, "mk")) == (merged, [(merged[1], "no_claim")]), "in another session"
    label(project, "u\nu\nu\nq")
    assert (texts(project), entries(project, "mk")) == (before, [])
    with pytest.raises(Exception, match="Nothing to undo"):
        label(project, "u")
    assert project.check().problems == ()


def test_a_split_and_a_role_are_undone_and_say_so(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(project)
    said: list[str] = []
    script = ":2\nS 3\nu\nU\nu\n:role 1 ui\nu\nq"
    label_by_script(project, script.splitlines(), annotator="mk", suggestions=False, report=said.append)
    assert texts(project) == before
    messages = [json.loads(line)["message"] for line in said]
    assert messages[2:7] == [
        "Undone: sentence split. U to redo.",
        "Redone: sentence split.",
        "Undone: sentence split. U to redo.",
        "Role changed to ui.",
        "Undone: role changed to ui. U to redo.",
    ]


def test_a_decision_after_a_correction_is_undone_first(project: Project) -> None:
    label(project, ":2\nM\nn\nu\nq")
    assert len(texts(project)) == 4
    label(project, "u\nq")
    assert len(texts(project)) == 5


def test_labels_of_others_move_and_come_back(project: Project) -> None:
    label(project, ":2\nc 1\ngo\ne\nv\nn\nq", "ada")
    before = entries(project, "ada")
    label(project, ":2\nS 3\nM\nM\nq", "mk")
    assert entries(project, "ada") != before
    label(project, "u\nu\nu\nq", "mk")
    assert entries(project, "ada") == before
    assert project.check().problems == ()


def test_what_others_decided_since_is_kept_by_an_undo(project: Project) -> None:
    label(project, ":2\nn\nn\nq", "ada")
    label(project, ":2\nM\nq", "mk")
    label(project, ":2\nw u\nq", "ada")
    ((_, now),) = entries(project, "ada")
    assert now == "skip"
    label(project, "u\nq", "mk")
    assert [label for _, label in entries(project, "ada")] == ["skip", "skip"]


def test_a_correction_by_another_hides_what_it_changed_until_it_is_undone(project: Project) -> None:
    label(project, ":2\nn\n:4\nn\nq", "ada")
    label(project, ":2\nM\nq", "mk")
    label(project, "u\nq", "ada")
    assert entries(project, "ada") == [], "the merged sentence is open, the last one undone"
    with pytest.raises(Exception, match="Nothing to undo"):
        label(project, "u", "ada")
    label(project, "u\nq", "mk")
    label(project, "u\nq", "ada")
    assert entries(project, "ada") == []


def test_a_correction_that_another_one_covers_cannot_be_undone_any_more(project: Project) -> None:
    label(project, ":2\nS 3\nq", "ada")
    label(project, ":3\nM\nq", "mk")
    with pytest.raises(Exception, match="Nothing to undo"):
        label(project, "u", "ada")
    label(project, "u\nq", "mk")
    label(project, "u\nq", "ada")
    assert len(texts(project)) == 5


def asking(project: Project, *keys: str) -> list[str]:
    """Return what is said after each key in a session in which a person is asked."""
    said: list[str] = []

    def run(runner: SessionRunner) -> None:
        runner.asks = True
        said.extend(runner.feed(Key(key)).message for key in keys)

    sessions.label(project, run, annotator="mk", document="ell", suggestions=False)
    return said


def test_nobody_is_asked_about_sentences_that_nobody_else_labelled(project: Project) -> None:
    label(project, ":1\nn\nq")
    label(project, ":5\nn\nq", "ada")
    assert asking(project, "M", "u") == ["Merged with the next sentence.", "Undone: sentences merged. U to redo."]


def test_the_question_names_people_and_numbers(project: Project) -> None:
    label(project, ":1\nn\nn\nq", "ada")
    label(project, ":1\nn\nq", "ben")
    before = texts(project)
    asked = "ada: 2 of these sentences finished; the labels move along. ben: 1 of these sentences finished; 1 will be open again."
    label(project, ":role 1 paragraph\nq")
    assert asking(project, "M", "n") == [f"{asked} y: go on. n: leave it.", "Nothing was changed."]
    assert texts(project) == before
    assert asking(project, "M", "esc", "M", "y") == [
        f"{asked} y: go on. n: leave it.",
        "",
        f"{asked} y: go on. n: leave it.",
        "Merged with the next sentence.",
    ]
    assert asking(project, "u", "y")[0] == ("ada, ben: decisions come back as they were before. y: go on. n: leave it.")
    assert texts(project) == before


@pytest.mark.parametrize("yes", ["y", "1", "down enter"])
def test_the_record_of_a_session_has_the_correction_and_not_the_question(project: Project, tmp_path: Path, yes: str) -> None:
    label(project, ":2\nn\nn\nq", "ada")
    label(project, ":1\nn\nq")
    record = tmp_path / "session.txt"

    def run(runner: SessionRunner) -> None:
        runner.asks = True
        for key in ("M", "n", "M", *yes.split(), "n", "q"):
            runner.feed(Key(key))

    sessions.label(project, run, annotator="mk", document="ell", suggestions=False, record=record)
    assert record.read_text(encoding="utf-8").split("\n")[-4:] == ["M", "n", "q", ""]


def test_a_part_of_the_article_gets_another_role(project: Project) -> None:
    before = texts(project)
    label(project, ":1\nR k\nq")
    assert texts(project) == before[1:]
    label(project, ":role 1 headline\nq")
    assert texts(project) == before
    with pytest.raises(Exception, match="remove the labels first"):
        label(project, ":1\nn\n:1\nR u")
    assert texts(project) == before
