"""The session key by key: what each does to the labels, and that it does nothing else."""

from __future__ import annotations

import pytest

from annotate.labelling.bindings import SHOWN
from annotate.labelling.session import KEYS, step
from annotate.labelling.state import Ask, Key, Review
from annotate.schema.wellknown import LINK_KEYS, PROMPT_KEYS, QUESTION_KEYS
from support.playing import SCHEMA, Desk, keys, without_words

MAP = [*"xnjkcszdfhHlLiempraubwUFNGIB?:q", "space", "enter", "tab", "pgup", "pgdn"]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_every_key_of_the_map_is_bound() -> None:
    assert set(MAP) <= set(KEYS[Review])
    assert {choice.key for choice in SCHEMA.labels["stance"].choices} == set("+-/=~")


def test_every_action_has_a_name_and_a_description() -> None:
    assert all(action.name and action.help for table in KEYS.values() for action in table.values())


@pytest.mark.parametrize("name", ["Q", "é", "5", "~~", "up-up", "backspace"])
def test_a_key_that_does_nothing_changes_only_the_message(desk: Desk, name: str) -> None:
    before = desk.state
    after = desk.feed(Key(name))
    assert after.message == f"{SHOWN.get(name, name)} does nothing here (? for keys)."
    assert after.refused
    assert without_words(after) == without_words(before)


@pytest.mark.parametrize("leave", ["esc", "`"])
@pytest.mark.parametrize(
    "line", ["c", "c a", "s", "s a", "m", "i", "e", "a", "a t", "N x y", "F", ": 3", "?", "G j", "I", "B", "s o"]
)
def test_esc_leaves_everything_as_it_was(desk: Desk, line: str, leave: str) -> None:
    desk.claim(1, 6)
    before = without_words(desk.state)
    desk.press(line)
    assert not isinstance(desk.state.mode, Review)
    assert without_words(desk.press(leave)) == before


def test_esc_does_nothing_in_review(desk: Desk) -> None:
    assert desk.press("esc").refused


def test_nothing_happens_after_q(desk: Desk) -> None:
    desk.press("q")
    assert step(desk.state, Key("n")) == desk.state


def test_a_session_opens_where_the_annotator_stopped(desk: Desk) -> None:
    desk.press("n")
    desk.write(":", "4")
    desk.press("n")
    assert desk.restart().at == 4
    assert desk.state.message == "You stopped here; 2 of 5 sentences are done."
    desk.press("n")
    assert desk.restart().at == 1
    desk.options["relabel"] = True
    assert desk.restart().at == 0


def test_finishing_an_unchanged_sentence_is_a_decision_only_when_relabelling(desk: Desk) -> None:
    desk.press("n b enter b enter")
    assert len(desk.revisions) == 1
    desk.options["relabel"] = True
    desk.restart()
    desk.press("n")
    first, again = desk.revisions
    assert (again.sentence, again.annotation) == (first.sentence, first.annotation)
    assert desk.restart().annotation_of(first.sentence).label == "no_claim"
    assert desk.press("u").at == 0
    assert desk.press("U").finished == 1


def test_hot_keys_are_no_keys_of_the_prompt() -> None:
    """A schema with such a key is refused when it is read, so that it need not know the prompt."""
    assert {key for key in KEYS[Review] if len(key) == 1} | {"`"} == PROMPT_KEYS | LINK_KEYS
    assert {key for key in KEYS[Ask] if len(key) == 1} | {"`"} == QUESTION_KEYS


def test_the_keys_helper_parses_names() -> None:
    assert keys("c enter") == [Key("c"), Key("enter")]
