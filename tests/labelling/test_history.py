"""Decisions: undone and redone as one, rebuilt from what is stored."""

from __future__ import annotations

from dataclasses import replace

from annotate.labelling.history import combine, commit_entries, replay
from annotate.labelling.session import open_session
from annotate.labelling.state import SentenceAnnotation
from annotate.model import Annotation
from support.playing import Desk


def test_undo_goes_back_to_where_it_was_decided() -> None:
    desk = Desk()
    desk.press("n n")
    desk.write(":", "5")
    assert desk.press("u").at == 1
    assert desk.press("u").at == 0
    assert desk.press("u").message == "Nothing to undo."
    assert desk.press("U").at == 0
    assert desk.state.message == "Redone: label no claim."
    desk.press("U")
    assert desk.press("U").message == "Nothing to redo."


def test_a_new_decision_ends_redoing() -> None:
    desk = Desk()
    desk.press("n u c 1")
    assert desk.press("U").refused


def test_every_undo_is_a_decision_of_its_own() -> None:
    desk = Desk()
    desk.press("n u U u")
    assert [revision.action for revision in desk.revisions] == ["edit", "undo", "redo", "undo"]
    assert desk.revisions[-1].annotation is None


def test_undo_reaches_over_restarts() -> None:
    desk = Desk()
    desk.press("n n n")
    desk.restart()
    desk.press("u u")
    desk.restart()
    desk.press("u")
    assert desk.state.entries == {}
    desk.restart()
    desk.press("U U U")
    assert desk.state.finished == 3
    desk.check()


def test_nothing_changed_is_no_decision() -> None:
    desk = Desk()
    desk.write("N", "")
    desk.write("N", "once")
    desk.write("N", "once")
    assert len(desk.state.past) == 1


def test_changes_to_several_sentences_are_one_decision_after_a_restart_too() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.write(":", "3")
    desk.claim(1, 4)
    desk.press("s 1")
    desk.press("a")
    desk.press("esc")
    decided = len(desk.state.past)
    desk.write(":", "1")
    desk.press("enter e v p")  # what source 1 is, said of it everywhere
    assert len(desk.state.past[-1].changes) == 2
    desk.restart()
    assert len(desk.state.past) == decided + 3
    desk.press("u")
    assert [source.attributes for entry in desk.state.entries.values() for source in entry.annotation.sources[1:]] == [{}, {}]


def test_an_undo_of_nothing_in_a_merged_history_is_no_trouble() -> None:
    desk = Desk()
    desk.press("n u")
    state = replay(open_session(desk.document, desk.schema), desk.revisions[1:])
    assert (state.entries, state.past, state.future) == ({}, (), ())


def test_two_steps_of_one_key_are_one_decision() -> None:
    start = Desk().state
    sentence = start.sentence.id
    one = commit_entries(start, {sentence: SentenceAnnotation(Annotation(note="one"))}, "")
    two = commit_entries(replace(one, changes=()), {sentence: SentenceAnnotation(Annotation(note="two"))}, "")
    both = combine(one, two)
    assert len(both.past) == 1
    assert (both.changes[0].before, both.changes[0].after) == (None, SentenceAnnotation(Annotation(note="two")))
    assert combine(one, replace(one, changes=())).changes == one.changes
    assert combine(replace(one, changes=()), two) == two
