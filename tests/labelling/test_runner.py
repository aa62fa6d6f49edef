"""A session under way: what is shown is what is stored, whatever is typed; what is recorded replays to the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.errors import StoreError
from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import bind
from annotate.labelling.frontends import script
from annotate.labelling.line_editing import Line
from annotate.labelling.runner import ANSWER_GUARD, GUARD, IDLE_CAP, Offers, SessionRunner, as_sentence
from annotate.labelling.session import open_session
from annotate.labelling.state import Event, Key, Pick, Review
from annotate.model.claim_list import ListedClaim
from annotate.suggestions import suggest
from support.playing import FLOOD, SCRIPTS, Desk, altered, article, likely_events, offers, without_words

choices = st.lists(st.integers(0, 10**6), min_size=1, max_size=60)
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def desks() -> dict[str, Any]:
    flood = article(*FLOOD)
    return {
        "flood": lambda: Desk(flood, options={"suggestions": offers(flood)}),
        "rules": lambda: Desk(flood, options={"suggestions": suggest(flood)}),
        "blind": lambda: Desk(flood, options={"suggestions": suggest(flood), "assistance": Assistance(blind_rate=0.5)}),
        "full": lambda: Desk(flood, options={"profile": "full"}),
        "scripts": lambda: Desk(article(*SCRIPTS, before="By Ada Q.")),
        "demanding": lambda: Desk(flood, DEMANDING),
    }


def _demand(definitions: dict[str, Any]) -> None:
    """A scheme that asks of everything: of sentences, of stances, and of what depends on another answer."""
    tone = {"title": "Tone", "description": "How it sounds.", "x-ask": "quick"}
    labels = [{"const": c, "title": c.title(), "description": "So.", "x-key": c[0]} for c in ("calm", "loud")]
    definitions["annotation"]["properties"]["tone"] = tone | {"oneOf": labels}
    definitions["annotation"]["required"].append("tone")
    definitions["stance"]["properties"]["strength"] = tone | {"type": "integer", "minimum": 1, "maximum": 9}
    definitions["stance"]["required"].append("strength")
    definitions["claim"]["properties"]["share"] = tone | {"type": "number", "title": "DocumentProgress"}
    definitions["claim"]["properties"]["sure"] = tone | {"type": "boolean", "title": "Sure"}
    quantity = {"properties": {"type": {"const": "quantity"}}, "required": ["type"]}
    definitions["claim"]["allOf"] = [{"if": quantity, "then": {"required": ["share"]}}]


DEMANDING = altered(_demand)
DESKS = desks()


def play(desk: Desk, numbers: list[int]) -> list[Event]:
    """Random play: each number takes one of the events that mean something just then. Returns them."""
    events = []
    for number in numbers:
        offered = likely_events(desk.state)
        events.append(offered[number % len(offered)])
        before = len(desk.revisions)
        desk.feed(events[-1])
        if len(desk.revisions) > before:
            desk.check()
    desk.check()
    return events


# -- whatever is typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DESKS)
@given(numbers=choices)
@relaxed
def test_what_is_shown_is_what_is_stored(name: str, numbers: list[int]) -> None:
    play(DESKS[name](), numbers)


@pytest.mark.parametrize("name", DESKS)
@given(numbers=choices)
@relaxed
def test_a_restart_has_the_same_labels_and_the_same_history(name: str, numbers: list[int]) -> None:
    desk = DESKS[name]()
    play(desk, numbers)
    before = desk.state
    desk.restart()
    assert desk.state.entries == before.entries
    assert desk.state.registry == before.registry
    assert [d.changes for d in map(sorted_changes, desk.state.past)] == [d.changes for d in map(sorted_changes, before.past)]
    assert [d.changes for d in map(sorted_changes, desk.state.future)] == [d.changes for d in map(sorted_changes, before.future)]


def sorted_changes(decision: Any) -> Any:
    from dataclasses import replace

    return replace(decision, changes=tuple(sorted(decision.changes, key=lambda change: change.sentence)))


@pytest.mark.parametrize("name", DESKS)
@given(numbers=choices, restarted=st.booleans())
@relaxed
def test_undoing_everything_is_the_start_and_redoing_everything_the_end(name: str, numbers: list[int], restarted: bool) -> None:
    desk = DESKS[name]()
    play(desk, numbers)
    desk.press("esc")
    if not desk.state.resting:
        desk.press("esc")
    end, redone = desk.state.entries, len(desk.state.future)
    if restarted:
        desk.restart()
    undone = len(desk.state.past)
    for _ in range(undone + len(desk.state.drafts)):
        desk.press("u")
    assert desk.press("u").message == "Nothing to undo."
    assert desk.state.entries == {}
    assert desk.state.registry == {}
    for _ in range(undone):
        assert not desk.press("U").refused
    assert desk.state.entries == end
    assert len(desk.state.future) == redone
    desk.check()


# -- recording ----------------------------------------------------------------------------------------------------------


def replayed(desk: Desk, lines: list[str]) -> Desk:
    """A second session on the same article, from a script that brings its settings along."""
    options = {"suggestions": desk.options.get("suggestions"), "assistance": Assistance(on=False, annotator="somebody else")}
    other = Desk(desk.document, desk.schema, options=options)
    script.run(other.labelling, lines, "recorded.txt", lambda line: None)
    return other


@pytest.mark.parametrize("name", DESKS)
@given(numbers=choices)
@relaxed
def test_a_recorded_session_replays_to_the_same_labels(name: str, numbers: list[int]) -> None:
    desk = DESKS[name]()
    play(desk, numbers)
    other = replayed(desk, desk.recorded)
    assert other.state.entries == desk.state.entries, desk.recorded
    desk.press("esc")
    desk.press("esc")
    if not other.state.resting:
        other.press("esc")
        other.press("esc")
    assert without_words(other.state).at == desk.state.at
    assert other.state.focus == desk.state.focus


@pytest.mark.parametrize(
    ("line", "recorded"),
    [
        ("c a d", None),
        ("c Ω esc c 1", ["c 1"]),
        ("N x esc n", ["n"]),
        ("c 1 enter e esc n", ["c 1", "go", "e", "esc"]),
        ("? esc n", ["n"]),
        ("c ? x 1", ["c 1"]),
        (": enter c 1", ["c 1"]),
        (": 3 enter", [":3"]),
        ("c 1 s o enter esc s 0", ["c 1", "s 0"]),
        ("c 1 a t e", ["c 1", "a t", "e"]),
        ('N " \\ enter', ['N "\\"\\\\"']),
    ],
)
def test_what_is_recorded(line: str, recorded: list[str] | None) -> None:
    desk = Desk()
    desk.press(line)
    begun, lines = desk.recorded[:3], desk.recorded[3:]
    assert begun == [":set profile quick", ":set suggestions on 0.0 mk", ":1"]
    assert recorded is None or lines[: len(recorded)] == recorded
    assert replayed(desk, desk.recorded).state.entries == desk.state.entries


def test_a_recording_that_cannot_be_written_stops_but_not_the_session() -> None:
    desk = Desk()

    def full(line: str) -> None:
        raise OSError(28, "No space left on device")

    desk.labelling = SessionRunner(desk.state, desk.save, lambda: 0.0, record=full)
    assert desk.state.message == "Recording stopped: No space left on device. Your labels are saved."
    assert not desk.press("n").refused
    assert not desk.press("n").refused
    assert len(desk.revisions) == 2


# -- saving -------------------------------------------------------------------------------------------------------------


def test_a_decision_that_cannot_be_saved_does_not_happen() -> None:
    desk = Desk()
    desk.press("n")
    before = desk.state
    desk.failing = "the disk is full"
    for line in ("n", "u", "c 1"):
        assert desk.press(line).message == "Not saved: the disk is full"
        assert desk.state.refused
        assert desk.state.entries == before.entries
        assert (desk.state.past, desk.state.future, desk.state.at) == (before.past, before.future, before.at)
        desk.press("esc")
    desk.failing = ""
    assert not desk.press("n").refused
    assert desk.state.at == 2
    desk.check()


@given(numbers=choices, failures=st.lists(st.booleans(), min_size=1, max_size=20))
@relaxed
def test_saves_that_fail_now_and_then(numbers: list[int], failures: list[bool]) -> None:
    desk = Desk(options={"profile": "full"})
    for place, number in enumerate(numbers):
        desk.failing = "the disk is full" if failures[place % len(failures)] else ""
        offered = likely_events(desk.state)
        desk.feed(offered[number % len(offered)])
        desk.check()
    desk.failing = ""
    desk.restart()
    desk.press("n")
    desk.check()


# -- pace ---------------------------------------------------------------------------------------------------------------


def test_a_notice_from_saving_is_added_to_the_message() -> None:
    desk = Desk()
    saying = SessionRunner(desk.state, lambda saved: "Kept here.", lambda: 0.0)
    assert saying.feed(Key("n")).message.endswith("Kept here.")
    assert not saying.state.refused
    silent = SessionRunner(desk.state, lambda saved: None, lambda: 0.0)
    assert f"{silent.feed(Key('n')).message} Kept here.".strip() == saying.state.message


def test_effort_is_counted_per_decision() -> None:
    desk = Desk()
    for key in "cadn":
        desk.now += 2.0
        desk.press(key)
    first, second = desk.revisions[0], desk.revisions[-1]
    assert (first.seconds, first.keys) == (6.0, 3)
    assert second.seconds == 2.0 or second is first


def test_a_long_pause_counts_up_to_the_idle_cap() -> None:
    desk = Desk()
    desk.now += 10_000.0
    desk.press("n")
    assert desk.revisions[0].seconds == IDLE_CAP


@pytest.mark.parametrize("key", ["space", "enter"])
def test_keys_typed_ahead_do_not_label_unread_text(key: str) -> None:
    desk = Desk(guard=GUARD)
    desk.now += 1.0
    desk.press("c 1")
    desk.press("enter e v")
    desk.press("b")
    desk.press(key)
    assert desk.state.at == 0, "too early"
    desk.now += 2 * GUARD
    desk.press(key)
    assert desk.state.at == 1


@pytest.mark.parametrize("line", ["n", "c 1", "x", "M", "w l"])
def test_no_key_decides_about_a_sentence_that_has_only_just_appeared(line: str) -> None:
    desk = Desk(guard=GUARD, options={"suggestions": offers(article(*FLOOD))})
    desk.now += 1.0
    desk.press("n")
    decided = list(desk.revisions)
    state = desk.press(line)
    assert (state.at, state.refused, desk.revisions) == (1, True, decided)
    done = "1: no claim; 1 suggestion rejected. u to undo."
    assert state.message == f"{done} {line[-1]} ignored: this sentence has only just appeared."
    assert desk.press(line[-1]).message == state.message, "said once"
    desk.now += 2 * GUARD
    desk.press(line[-1])
    assert "ignored" not in desk.state.message
    assert len(desk.revisions) > len(decided) or line == "M"


def test_undo_and_looking_around_are_not_held_up() -> None:
    desk = Desk(guard=GUARD)
    desk.now += 1.0
    desk.press("n")
    desk.now += 1.0
    desk.press("n")
    assert desk.press("u u").at == 0
    assert desk.press("U").message.startswith("Redone")
    assert isinstance(desk.press("c").mode, Pick)
    assert desk.press("esc b").at == 0


DONE = "1: 1 claim (event, verifiable). u to undo."


def after_an_answer() -> Desk:
    """The first sentence is finished by an answer, with one question fewer than there are: its source is known."""
    desk = Desk(guard=GUARD)
    desk.labelling.answer_guard = ANSWER_GUARD
    desk.now += 1.0
    desk.press("c 1 enter e")
    desk.now += 0.2
    assert desk.press("v").message == DONE
    return desk


@pytest.mark.parametrize("key", ["n", "p", "c", "u"])
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, 0.49])
def test_answers_do_not_fall_through_to_the_next_sentence(key: str, seconds: float) -> None:
    desk = after_an_answer()
    decided = list(desk.revisions)
    desk.now += seconds
    state = desk.press(key)
    assert (state.at, state.mode, state.refused, desk.revisions) == (1, Review(), True, decided)
    assert state.message == f"{DONE} {key} ignored: typed right after an answer."
    assert desk.press(key).message == state.message
    desk.now += ANSWER_GUARD - seconds
    assert "ignored" not in desk.press(key).message


def test_other_keys_act_after_an_answer() -> None:
    desk = after_an_answer()
    assert desk.press("b").at == 0
    desk = after_an_answer()
    assert isinstance(desk.press("s").mode, Review)
    assert "No claim here yet" in desk.state.message
    desk = after_an_answer()
    assert desk.press("N n").line == Line("n"), "letters of a note are not answers"
    desk = after_an_answer()
    desk.now += 0.2
    assert desk.press("h").refused
    assert "ignored" not in desk.state.message


def test_a_sentence_finished_without_an_answer_lets_letters_through() -> None:
    desk = Desk(guard=GUARD)
    desk.labelling.answer_guard = ANSWER_GUARD
    desk.now += 1.0
    desk.press("n")
    desk.now += 0.2
    assert desk.press("n").message == "2: no claim. u to undo."


def test_letters_that_are_answers_are_those_typed_not_those_meant() -> None:
    desk = Desk(guard=GUARD, options={"bindings": bind({"n": "y"})})
    desk.labelling.answer_guard = ANSWER_GUARD
    desk.now += 1.0
    desk.press("c 1 enter e")
    desk.now += 0.2
    desk.press("v")
    desk.now += 0.2
    assert desk.press("n").message == "2: no claim. u to undo.", "y was typed, which is not an answer"


def test_scripts_and_lines_are_never_too_fast() -> None:
    desk = Desk()
    desk.press("c 1 enter e v n n")
    assert (desk.state.at, desk.state.message) == (3, "3: no claim. u to undo.")


def test_saving_that_takes_long_does_not_let_keys_through() -> None:
    desk = Desk(guard=GUARD)
    desk.now += 1.0
    desk.press("n n b b")
    desk.now += 1.0

    def slow(saved: Any) -> None:
        desk.now += 5.0

    desk.labelling = SessionRunner(desk.state, slow, lambda: desk.now, guard=GUARD)
    desk.now += 1.0
    desk.press("w l enter")
    assert desk.state.at == 1


def test_the_runner_starts_with_the_given_state() -> None:
    desk = Desk()
    assert open_session(desk.document, desk.schema, annotator="mk") == desk.start


def test_suggestions_are_loaded_when_the_session_begins() -> None:
    desk, read = Desk(guard=GUARD), []
    proposed = offers(desk.document)

    def slow() -> Any:
        desk.now += 5.0
        read.append("read")
        return Offers(proposed)

    session = SessionRunner(desk.state, desk.save, lambda: desk.now, guard=GUARD, offers=slow)
    assert (session.state, read) == (desk.start, [])
    session.begin()
    assert session.state == open_session(desk.document, desk.schema, annotator="mk", suggestions=proposed)
    assert session.feed(Key("space")) == session.state, "a Space from before the suggestion was seen does not accept it"
    desk.now += 1.0
    session.feed(Key("x"))
    assert (desk.revisions[-1].seconds, read) == (1.0, ["read"]), "reading counts as nobody's time, and happens once"


def test_the_first_event_begins_a_session() -> None:
    desk = Desk()
    session = SessionRunner(desk.state, desk.save, lambda: 0.0, offers=lambda: Offers(offers(desk.document)))
    assert session.feed(Key("x")).refused is False
    assert desk.revisions[-1].origins[0].how == "rejected"


# -- the project's other articles -----------------------------------------------------------------------------------------


def test_ordinary_keys_do_not_look_into_the_project() -> None:
    """Each look may read the whole store, and a key must be answered at once."""
    desk, looks = Desk(), []

    class Counting:
        def find(self, text: str, *, backwards: bool) -> None:
            looks.append(text)

        def claims(self, conditions: str, *, everywhere: bool) -> list[ListedClaim]:
            looks.append(conditions)
            return desk.claims(conditions, everywhere=everywhere)

    desk.labelling._library = Counting()
    desk.press("c 1 s v j k h l F x enter N y enter enter e v n n pgdn b ? esc")
    desk.write(":", "find the")
    desk.press("n n N esc")
    assert looks == []
    desk.write(":", "claims all")
    desk.press("down up esc")
    desk.write(":", "find unicorn")
    assert looks == ["", "unicorn"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [("nothing is there", "Nothing is there."), ("did you mean a?", "Did you mean a?"), ("Done.", "Done."), ("", ".")],
)
def test_an_error_as_a_sentence(message: str, sentence: str) -> None:
    assert as_sentence(StoreError(message)) == sentence
