"""What line mode says: every state has words, and nothing is said twice or not at all."""

from __future__ import annotations

from typing import get_args

from annotate.labelling.display.speech import advice, possible, sentence, speak
from annotate.labelling.state import IdentifyMention, Mode, Review
from support.playing import FLOOD, Desk, article, offers
from support.several import topics_schema


def said(desk: Desk, line: str) -> str:
    before = desk.state
    return "\n".join(speak(before, desk.press(line)))


def test_a_sentence_with_all_that_is_labelled() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.write("F", "look")
    desk.write("N", "a note")
    desk.press("enter e v p n b")
    assert sentence(desk.state) == [
        "Sentence 1 of 5, paragraph.",
        FLOOD[0],
        "Done: claim.",
        "Claim C1 “The river rose by two metres”. Mayor Ada Brandt support, author neutral.",
        "Flagged: look.",
        "Note: a note",
    ]


def test_suggestions_are_counted() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    assert sentence(desk.state)[0] == "Sentence 1 of 5, paragraph. 1 suggestion."
    assert sentence(desk.state)[-1] == (
        "Suggestion 1: claim words 1 to 6 “The river rose by two metres”. Source Mayor Ada Brandt. Stance support."
    )
    assert said(desk, "L") == "Suggestion 1: “The river rose by two”."
    assert said(desk, "-") == "Suggestion 1: source “Mayor Ada Brandt”, stance: deny."
    assert said(desk, "u").startswith("Undone. Suggestion 1")
    desk.write(":", "2")
    assert sentence(desk.state)[0].endswith("2 suggestions.")
    assert said(desk, "x").splitlines() == [
        "Rejected.",
        "Suggestion 1: claim “nobody has to leave”. Source “she”, stance: support.",
    ]
    assert said(desk, "space").startswith("Accepted C1.")


def test_advice_names_keys_as_line_mode_does() -> None:
    assert advice(["Press Enter, then Space.", "Entering a space\x1b stays."]) == [
        "Press go, then ok.",
        "Entering a space␛ stays.",
    ]


def test_every_state_speaks() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    spoken: set[str] = set()
    keys = "c esc s o esc a t ? esc esc N esc ? esc I esc B esc G esc i"
    for line in keys.split():
        assert said(desk, line) or isinstance(desk.state.mode, Review), line
        assert possible(desk.state)
        spoken.add(desk.state.mode.name)
    desk.press("esc")
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.mention(5, 5)
    assert isinstance(desk.state.mode, IdentifyMention)
    assert "Who is" in "\n".join(speak(None, desk.state))
    assert spoken | {"who", "end", "claims", "link"} == {mode.name for mode in get_args(Mode)}


def test_every_undo_says_what_is_there_now() -> None:
    desk = Desk()
    desk.press("c 1 s v")
    assert "Sentence 1 of 5" in said(desk, "u")
    assert "Sentence 1 of 5" in said(desk, "u")
    assert "Sentence 1 of 5" in said(desk, "U")


def test_the_end_says_what_is_left() -> None:
    desk = Desk()
    desk.press("n n n n")
    assert "End of flood: 5 of 5 sentences done." in said(desk, "n")
    desk.press("u")
    desk.write(":", "3")
    desk.press("u u u")
    desk.write(":", "5")
    assert "open: 1, 2, 3, 4" in said(desk, "n").replace("open: 2, 3, 4", "open: 1, 2, 3, 4")


def test_a_question_with_several_answers_says_how_to_give_them() -> None:
    desk = Desk(schema=topics_schema())
    desk.press("c 1 enter e")
    assert said(desk, "v").splitlines() == [
        "Verifiability: Verifiable. Backspace to change it.",
        "Topics of C1? m Money; h Health; r Roads (or its number, 1 to 3)",
        "Several can apply: each key adds one or takes it away, go ends (none of them if you choose nothing).",
    ]
    assert said(desk, "h") == "Topics: Health. Enter when done."
    assert said(desk, "down") == "Marked: Money. Space to choose it or take it away."
    desk.press("enter b a o")
    assert speak(None, desk.state)[-1].endswith("Now: Health.")
