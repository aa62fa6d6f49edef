"""The coach: a hint for the next step in any state, a judgement of the last sentence, short enough for any window."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.labelling.display.screen import SMALLEST, view
from annotate.labelling.session import step
from annotate.labelling.state import ChooseSource, End, IdentifyMention, Pick, Review
from annotate.practice.coach import coach
from annotate.practice.lesson import open_lesson
from support.playing import likely_events
from support.taking import BUILT_IN, GOLD, advice, after, annotations, states

TOPICS = BUILT_IN.topics
DENIAL = (":set answers ask", *["n"] * 4, "c 5 9", "s 1 2", "-")  # sentence 5 by itself


def test_a_finished_step_leads_to_the_next() -> None:
    hints = TOPICS[1].hints
    first = ("n",)
    assert advice(*first)[-1] == hints["claim"]
    assert advice(*first, "c") == (BUILT_IN.hints["pick"],)
    assert advice(*first, "c 2") == (hints["attribution"],)
    assert advice(*first, "c 2", "s") == (hints["source"],)
    assert advice(*first, "c 2", "s 7 9") == (hints["finish"],)
    assert advice(":set answers ask", *first, "c 2", "s 7 9", "go") == (BUILT_IN.hints["ask"],)


def test_an_undone_step_leads_back() -> None:
    assert advice("c 1", "u") == (TOPICS[0].hints["claim"],)


def test_a_different_stance_gets_a_hint() -> None:
    assert advice(*DENIAL[:-1]) == (TOPICS[4].hints["stance"],)
    assert advice(*DENIAL) == (BUILT_IN.hints["finish"],)


def test_a_different_start_or_end_comes_last() -> None:
    assert advice("n", "c 1")[-1] == TOPICS[1].hints["attribution"]
    assert advice("n", "c 1", "s 7 9") == (BUILT_IN.hints["edges"],)


def test_a_finished_sentence_is_judged_with_the_reason() -> None:
    (judgement, hint) = advice("c 1", "go")
    assert judgement == f"1: right. {TOPICS[0].why}"
    assert hint == TOPICS[1].hints["claim"]
    (judgement, _) = advice("c 1 5", "go")
    assert judgement.startswith("1: 2 words shorter than the gold")
    assert judgement.endswith(TOPICS[0].why)


def test_answers_are_predicted_as_in_any_session() -> None:
    assert advice("c 1") == (TOPICS[0].hints["predicted"],)
    assert advice(":set answers ask", "c 1") == (TOPICS[0].hints["finish"],)
    assert annotations(after("c 1", "go"))["tarnley-library:0"].claims[0].attributes == {
        "type": "event",
        "verifiability": "verifiable",
    }


def test_a_wrong_prediction_gets_a_hint() -> None:
    company = (*["n"] * 3, "c 2", "s 9 10")
    assert advice(*company) == (BUILT_IN.hints["answers"],)
    assert advice(*company, "a y o") == (BUILT_IN.hints["finish"],)


def test_the_judgement_disappears_when_the_next_sentence_is_begun() -> None:
    assert len(advice("n", "c 2")) == 1


def test_a_revisited_sentence_is_judged() -> None:
    (judgement, hint) = advice("n", "b")
    assert judgement.startswith("1: claim missed")
    assert hint == BUILT_IN.hints["done"]


def test_the_end_says_how_to_leave() -> None:
    (judgement, hint) = advice(*GOLD)
    assert judgement == f"10: right. {TOPICS[9].why}"
    assert hint == BUILT_IN.hints["end"]


@pytest.mark.parametrize("line", ["N", "F", "?", "G", "I", "B", "a", "e", "m"])
def test_other_modes_have_no_hint(line: str) -> None:
    assert advice("c 1", line) == ()


@given(st.lists(st.integers(0, 10**6), max_size=40))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_events_gets_a_hint(numbers: list[int]) -> None:
    state = open_lesson(BUILT_IN)
    for number in numbers:
        offered = likely_events(state)
        state = step(state, offered[number % len(offered)])
        said = coach(BUILT_IN, state)
        assert len(said) <= 2
        assert said or not isinstance(state.mode, Review) or TOPICS[state.at].alone


@pytest.mark.parametrize("size", [SMALLEST, (80, 24)])
@pytest.mark.parametrize(
    "lines", [GOLD, ["n"] * 10, ["n", "c 1", "s 7 7", "-", ":set answers ask", "go", *"evon"]], ids=["gold", "none", "wrong"]
)
def test_the_hint_and_the_sentence_fit_the_screen(size: tuple[int, int], lines: list[str]) -> None:
    for state in states(lines):
        said = coach(BUILT_IN, state)
        shown = " ".join("".join(piece.text for piece in row).strip(" |>") for row in view(state, *size, said).rows)
        flat = "".join(shown.split())
        for text in said:
            assert "".join(text.split()) in flat, text
        if not isinstance(state.mode, End | Pick | ChooseSource | IdentifyMention):
            for word in state.text_of(state.at).split():
                assert word.strip("“”,.?") in flat, (word, state.mode)
