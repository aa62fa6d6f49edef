"""Decisions: undone and redone as one, rebuilt from what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotate.labelling.history import combine, commit, commit_entries, decide, redo, replay, set_source_everywhere, undo
from annotate.labelling.session import open_session
from annotate.labelling.state import Change
from annotate.model import Annotation, Candidate, Claim, Origin, Revision, SentenceAnnotation, Source, Span, Stance
from support.playing import FLOOD, Desk, article, offers


def test_undo_returns_to_the_sentence_of_the_decision() -> None:
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


def test_a_new_decision_clears_the_redo_stack() -> None:
    desk = Desk()
    desk.press("n u c 1")
    assert desk.press("U").refused
    desk.restart()
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


def test_a_change_of_nothing_is_not_a_decision() -> None:
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


def test_a_merged_history_may_undo_or_redo_nothing() -> None:
    desk = Desk()
    desk.press("n u")
    state = replay(open_session(desk.document, desk.schema), desk.revisions[1:])
    assert (state.entries, state.past, state.future) == ({}, (), ())
    desk.press("U")
    state = replay(open_session(desk.document, desk.schema), desk.revisions[2:])
    assert (state.finished, state.past, state.future) == (1, (), ())


def test_two_steps_of_one_key_are_one_decision() -> None:
    start = Desk().state
    sentence = start.sentence.id
    one = commit_entries(start, {sentence: SentenceAnnotation(Annotation(note="one"))}, "")
    two = commit_entries(replace(one, changes=(), at=1), {sentence: SentenceAnnotation(Annotation(note="two"))}, "")
    both = combine(one, two)
    assert [decision.at for decision in both.past] == [0]
    assert (both.changes[0].before, both.changes[0].after) == (None, SentenceAnnotation(Annotation(note="two")))
    assert combine(one, replace(one, changes=())).changes == one.changes
    assert combine(replace(one, changes=()), two) == two


CORRECTIONS = ["mend", "fix", "migrate"]


def correct(desk: Desk, action: str, **changes: Any) -> Revision:
    """Store a correction of the first sentence's annotation, as segmentation edits, fixes and migrations do."""
    newest = next(revision for revision in reversed(desk.revisions) if revision.sentence == desk.document.sentences[0].id)
    annotation = replace(newest.annotation or Annotation(), **changes)
    corrected = replace(newest, action=action, created="2026-06-01T00:00:00.000000Z", annotation=annotation)
    desk.revisions.append(corrected)
    return corrected


@pytest.mark.parametrize("action", CORRECTIONS)
def test_undo_does_not_go_back_over_a_correction(action: str) -> None:
    desk = Desk()
    desk.press("n n")
    corrected = correct(desk, action, note="corrected")
    desk.restart()
    assert desk.state.past == ()
    assert desk.press("u").message == "Nothing to undo."
    assert desk.revisions[-1] is corrected
    assert desk.state.annotation_of(corrected.sentence).note == "corrected"


@pytest.mark.parametrize("action", CORRECTIONS)
def test_redo_does_not_repeat_a_decision_from_before_a_correction(action: str) -> None:
    desk = Desk()
    desk.press("n n u")
    corrected = correct(desk, action, note="corrected")
    desk.restart()
    assert desk.state.future == ()
    assert desk.press("U").message == "Nothing to redo."
    assert desk.revisions[-1] is corrected


@pytest.mark.parametrize("action", CORRECTIONS)
def test_undo_reaches_back_to_a_correction(action: str) -> None:
    desk = Desk()
    desk.write("N", "before")
    correct(desk, action, note="corrected")
    desk.restart()
    desk.write(":", "1")
    desk.write("N", "after")
    desk.restart()
    assert len(desk.state.past) == 1
    assert desk.press("u").annotation_of(desk.document.sentences[0].id).note == "corrected"
    assert desk.press("u").message == "Nothing to undo."


def test_undo_goes_to_the_last_sentence_of_a_stored_decision() -> None:
    """Revisions with the same time are one decision; it was made at the sentence that it changed last."""
    desk = Desk()
    desk.press("n n n")
    first, second, third = (replace(revision, created=desk.revisions[0].created) for revision in desk.revisions)
    state = replay(open_session(desk.document, desk.schema), [third, first, second])
    assert [decision.at for decision in state.past] == [1]
    assert undo(state).at == 1
    assert undo(state).entries == {}


def test_decisions_after_a_change_to_a_lost_sentence_can_be_undone() -> None:
    desk = Desk()
    desk.press("n n n n")
    lost = [replace(desk.revisions[place], sentence=f"lost:{place}") for place in (0, 2)]
    history = [lost[0], desk.revisions[1], lost[1], desk.revisions[3]]
    state = replay(open_session(desk.document, desk.schema), history)
    assert [decision.at for decision in state.past] == [3]


def test_an_undo_says_what_it_undid() -> None:
    desk = Desk()
    desk.press("n")
    assert desk.press("u").message == "Undone: label no claim. U to redo."
    assert desk.press("U").message == "Redone: label no claim."
    desk.write("F", "odd")
    assert desk.press("u").message.startswith("Undone: flag")
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.press("x")
    assert desk.press("u").message == "Undone: suggestion rejected. U to redo."


def test_sources_are_in_the_order_of_their_numbers_each_with_its_latest_mention() -> None:
    start = Desk().state
    first, second, third = (sentence.id for sentence in start.document.sentences[:3])
    early, late = start.document.span(0, 3), start.document.span(4, 9)
    stored = {
        first: (Source("s10", "Lee"), Source("s2", "Ada", early), Source("s3", "Bo", early)),
        second: (Source("s2", "Ada", late), Source("s3", "Bo")),
        third: (Source("s2", "Ada"),),
    }
    entries = {sentence: SentenceAnnotation(Annotation(sources=sources)) for sentence, sources in stored.items()}
    registry = commit_entries(start, entries, "").registry
    assert list(registry) == ["s2", "s3", "s10"]
    assert [source.mention for source in registry.values()] == [late, early, None]


def test_an_undo_that_changes_nothing_with_a_name_says_only_that() -> None:
    state = Desk().state
    sentence = state.sentence.id
    note = SentenceAnnotation(Annotation(), (Origin("", "blind"),))
    state = commit_entries(state, {sentence: note}, "Seen.")
    assert state.message == "Seen."
    assert undo(state).message == "Undone. U to redo."


def test_an_undo_names_a_label_that_was_removed_and_what_changed_rather_than_the_label() -> None:
    state = Desk().state
    sentence = state.sentence.id
    state = commit(state, {sentence: Annotation("no_claim")}, "One.")
    opened = commit(state, {sentence: Annotation()}, "Two.")
    assert undo(opened).message == "Undone: label removed. U to redo."
    noted = commit(state, {sentence: Annotation(note="see map")}, "Three.")
    assert undo(noted).message == "Undone: note: see map. U to redo."


def test_undo_and_redo_are_decisions_with_what_was_there_before() -> None:
    state = Desk().state
    sentence = state.sentence.id
    written = commit(state, {sentence: Annotation(note="one")}, "")
    (change,) = written.changes
    undone = undo(written)
    assert undone.changes == (Change(sentence, change.after, None),)
    assert (undone.action, undone.past, len(undone.future)) == ("undo", (), 1)
    redone = redo(undone)
    assert redone.changes == (Change(sentence, None, change.after),)
    assert (redone.action, len(redone.past), redone.future) == ("redo", 1, ())


def test_a_decision_keeps_the_given_origin_and_says_the_given_message() -> None:
    state = Desk().state
    claims = (Claim("c1", (state.document.span(0, 9),)),)
    by_rule = decide(state, Annotation(claims=claims), "Marked.", Origin("", "accepted", "said/1"))
    assert by_rule.message == "Marked."
    assert by_rule.entries[state.sentence.id].origins == (Origin("c1", "accepted", "said/1"),)
    by_hand = decide(state, Annotation(claims=claims), "Marked.")
    assert by_hand.entries[state.sentence.id].origins == (Origin("c1", "manual"),)


def test_a_decision_that_equals_the_one_before_counts_only_if_it_is_made_again() -> None:
    state = Desk().state
    first, second = (sentence.id for sentence in state.document.sentences[:2])
    written = commit(state, {first: Annotation(note="one")}, "")
    same = {first: Annotation(note="one")}
    assert commit(replace(written, changes=()), same, "Same.").changes == ()
    assert commit(replace(written, changes=()), same, "Same.").message == "Same."
    assert [change.sentence for change in commit(replace(written, changes=()), same, "", again=True).changes] == [first]
    assert commit(replace(written, changes=()), {second: Annotation()}, "", again=True).changes == ()


def test_a_new_decision_leaves_the_mode_and_the_redo_stack_empty() -> None:
    state = undo(commit(Desk().state, {Desk().state.sentence.id: Annotation(note="one")}, ""))
    assert state.future
    assert commit(state, {state.sentence.id: Annotation(note="two")}, "").future == ()


CLAIM = Claim("c1", (Span(0, 3, "The"),), {"type": "event", "verifiability": "verifiable"})
VOICE = Source("s0", "author", None, {"type": "author", "naming": "implicit"})
STANCE = Stance("c1", "s0", "support")


@pytest.mark.parametrize(
    ("annotation", "label", "attributes"),
    [
        (Annotation("no_claim"), "no_claim", {}),
        (Annotation(None, (CLAIM,), (VOICE,), (STANCE,)), None, {}),
        (Annotation("no_claim", (CLAIM,), (VOICE,), (STANCE,)), "claim", {}),
        (Annotation("claim"), None, {}),
        (Annotation("claim", (replace(CLAIM, attributes={}),), (VOICE,), (STANCE,)), None, {}),
        (Annotation("skip", attributes={"reason": "other"}), "skip", {"reason": "other"}),
        (Annotation("skip", (CLAIM,), (VOICE,), (STANCE,), attributes={"reason": "other"}), None, {}),
        (Annotation("skip"), None, {}),
    ],
)
def test_a_label_agrees_with_the_claims_or_the_sentence_is_open(
    annotation: Annotation, label: str | None, attributes: dict[str, str]
) -> None:
    state = Desk().state
    kept = decide(state, annotation, "").entries.get(state.sentence.id, SentenceAnnotation(Annotation())).annotation
    assert (kept.label, kept.attributes) == (label, attributes)
    assert kept.claims == annotation.claims


def test_what_two_steps_of_one_key_changed_elsewhere_is_kept() -> None:
    start = Desk().state
    first, second = (sentence.id for sentence in start.document.sentences[:2])
    old = commit_entries(start, {second: SentenceAnnotation(Annotation(note="old"))}, "")
    one = commit_entries(old, {first: SentenceAnnotation(Annotation(note="one"))}, "")
    two = commit_entries(one, {second: SentenceAnnotation(Annotation(note="two"))}, "")
    both = combine(one, two)
    assert {change.sentence: change.before for change in both.changes} == {
        first: None,
        second: SentenceAnnotation(Annotation(note="old")),
    }
    assert [decision.changes for decision in both.past] == [old.changes, both.changes]
    assert undo(both).entries == old.entries


def test_only_sentences_with_the_source_change_when_it_does() -> None:
    state = Desk().state
    first, second = (sentence.id for sentence in state.document.sentences[:2])
    entries = {
        first: SentenceAnnotation(Annotation(sources=(Source("s1", "Ada"), Source("s2", "Bo")))),
        second: SentenceAnnotation(Annotation(sources=(Source("s2", "Bo"),))),
    }
    state = commit_entries(state, entries, "")
    changed = set_source_everywhere(state, Source("s1", "Ada Brandt"))
    assert {id: [source.name for source in annotation.sources] for id, annotation in changed.items()} == {
        first: ["Ada Brandt", "Bo"]
    }
    assert list(set_source_everywhere(state, Source("s2", "Bo Lee"))) == [first, second]


def test_an_open_source_of_another_annotators_candidate_is_known_too() -> None:
    desk = Desk()
    sentence = desk.document.sentences[0].id
    candidate = Candidate(("ada",), Annotation(sources=(Source("s4", "Lee", desk.document.span(0, 3)),)))
    state = replace(desk.state, versions={sentence: (candidate,)})
    state = commit_entries(state, {sentence: SentenceAnnotation(Annotation(sources=(Source("s4", "Lee"),)))}, "")
    assert state.registry["s4"].mention == desk.document.span(0, 3)


def test_where_items_come_from_is_known_after_a_restart() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.press("space esc")
    before = desk.state.entries
    assert any(origin.how == "accepted" for entry in before.values() for origin in entry.origins)
    assert desk.restart().entries == before


def test_an_undone_change_to_a_suggestion_focuses_it() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.write(":", "2")
    desk.press("L tab")
    assert desk.state.focus == ("suggestion", "1")
    assert desk.press("u").focus == ("suggestion", "0")
    assert desk.press("u").message == "Nothing to undo."


def test_the_same_entries_are_no_decision_unless_they_are_asked_for() -> None:
    state = Desk().state
    entries = {state.sentence.id: SentenceAnnotation(Annotation(note="one"))}
    written = replace(commit_entries(state, entries, ""), changes=())
    assert commit_entries(written, entries, "").changes == ()
    assert len(commit_entries(written, entries, "", again=True).changes) == 1


def test_a_restart_changes_nothing_that_was_done_undone_or_done_again() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("esc")
    desk.write("N", "one")
    desk.write("N", "two")
    desk.press("u u U")
    before = desk.state
    after = desk.restart()
    assert (after.past, after.future, after.registry) == (before.past, before.future, before.registry)
    assert (len(after.past), len(after.future)) == (3, 1)
    desk.press("u u U U U")
    before = desk.state
    after = desk.restart()
    assert (after.past, after.future, after.registry) == (before.past, (), before.registry)


def test_a_single_change_to_a_lost_sentence_ends_what_can_be_undone() -> None:
    desk = Desk()
    desk.press("n n n")
    history = [desk.revisions[0], replace(desk.revisions[1], sentence="lost:1"), desk.revisions[2]]
    assert [decision.at for decision in replay(open_session(desk.document, desk.schema), history).past] == [2]


# -- links ------------------------------------------------------------------------------------------------------------


def linked_desk() -> Desk:
    """Return a session with a claim in each of the first two sentences, the second linked to the first."""
    desk = Desk()
    desk.claim(1, 6)
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.press("g 1 s")
    return desk


def targets(desk: Desk) -> list[str]:
    return [link.target_text for link in desk.state.annotation_of(desk.document.sentences[1].id).links]


def test_a_link_follows_its_target_in_the_same_decision() -> None:
    desk = linked_desk()
    assert targets(desk) == ["The river rose by two metres"]
    desk.write(":", "1")
    desk.press("H")
    assert targets(desk) == ["river rose by two metres"]
    assert len(desk.state.past[-1].changes) == 2  # type: ignore[union-attr]
    desk.press("u")
    assert targets(desk) == ["The river rose by two metres"]
    desk.check()


def test_a_link_goes_with_its_target_and_comes_back_with_it() -> None:
    desk = linked_desk()
    desk.write(":", "1")
    desk.press("r")
    assert targets(desk) == []
    desk.restart()
    desk.press("u")
    assert targets(desk) == ["The river rose by two metres"]
    desk.check()


def test_a_link_goes_with_its_own_claim() -> None:
    desk = linked_desk()
    desk.press("r")
    assert targets(desk) == []
    desk.press("u")
    assert targets(desk) == ["The river rose by two metres"]
    desk.check()
