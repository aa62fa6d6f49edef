"""Linking a claim at the prompt: the list, the relation, doing it again, undo, answers, scripts, line mode and other schemes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from annotate.labelling.assistance import Assistance
from annotate.labelling.display.help import foot, help_lines
from annotate.labelling.display.screen import view
from annotate.labelling.display.speech import speak
from annotate.labelling.frontends import script
from annotate.labelling.frontends.script import NumberedLines
from annotate.labelling.state import Ask, ChooseTarget, Key, Number, Review
from annotate.model import Span
from annotate.model.annotations import PredictedLink
from support.playing import SCHEMA, Desk, altered, article, suggestion

STORY = article(
    "The Tarn bridge is closed until May.",
    "Kirby denied it.",
    "There is no bridge over the Tarn that is closed.",
    *(f"Claim number {number} is here." for number in range(4, 15)),
)


def desk(*sentences: tuple[int, int, int], **options: Any) -> Desk:
    """Return a session with a claim in each of some sentences, from one word to another, the last one focused."""
    made = Desk(STORY, **options)
    for number, first, last in sentences:
        made.write(":", str(number))
        made.claim(first, last)
    return made


def links(made: Desk) -> list[tuple[str, str, str]]:
    return [(link.claim, link.target_text, link.label) for link in made.state.annotation.links]


def test_three_keys_make_a_link() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    assert isinstance(made.press("g").mode, ChooseTarget)
    assert isinstance(made.press("1").mode, Ask)
    assert made.press("c").message == "C1 contradicts: “The Tarn bridge is closed until May”."
    assert links(made) == [("c1", "The Tarn bridge is closed until May", "contradicts")]
    assert [origin.how for origin in made.revisions[-1].origins if "->" in origin.item] == ["manual"]
    made.check()


def test_enter_takes_the_first_claim_and_the_relation_that_the_scheme_prefills() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    made.press("g enter enter")
    assert [label for *_, label in links(made)] == ["same"]


def test_another_relation_takes_the_place_of_the_first_and_the_same_one_removes_the_link() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    made.press("g 1 s")
    assert "The same again removes the link (same)." in made.press("g 1").message
    made.press("u")
    assert isinstance(made.state.mode, ChooseTarget)
    made.press("1 p")
    assert [label for *_, label in links(made)] == ["supports"]
    assert made.press("g 1 p").message == "Link removed. u to undo."
    assert links(made) == []
    made.press("u")
    assert [label for *_, label in links(made)] == ["supports"]
    made.check()


def test_one_claim_may_have_several_links() -> None:
    made = desk((1, 1, 7), (2, 3, 3), (3, 1, 9))
    made.press("g 1 c g 2 p")
    assert {(target, label) for _, target, label in links(made)} == {
        ("The Tarn bridge is closed until May", "contradicts"),
        ("it", "supports"),
    }


def test_a_few_words_take_the_answers_of_what_they_refer_to() -> None:
    made = desk((1, 1, 7))
    made.press("enter e v")
    made.write(":", "2")
    made.claim(3, 3)
    made.press("g 1 s")
    assert made.state.annotation.claims[0].attributes == {"type": "event", "verifiability": "verifiable"}
    made.check()
    whole = desk((1, 1, 7))
    whole.press("enter e v")
    whole.write(":", "3")
    whole.claim(1, 9)
    whole.press("g 1 s")
    assert whole.state.annotation.claims[0].attributes == {}


def test_a_link_needs_a_claim_and_one_before_it() -> None:
    assert desk().press("g").message == "No claim here yet: c to mark one."
    assert desk((1, 1, 7)).press("g").message == "No claim comes before this one in the article."
    within = desk((1, 1, 3), (1, 5, 7))
    within.press("g 1 p")
    assert links(within) == [("c2", "The Tarn bridge", "supports")]


def test_a_long_list_has_parts_of_nine() -> None:
    made = desk(*((number, 1, 5) for number in range(4, 15)))
    made.press("g")
    assert made.press("up").message == "These are the first of them."
    made.press("down")
    assert made.press("3").message == "There is no claim 3 in the list (it has 1)."
    assert made.press("down").message == "These are the last of them."
    made.press("1 s")
    assert len(links(made)) == 1
    made.press("g down pgup esc")
    assert isinstance(made.state.mode, Review)


def test_what_is_recorded_does_the_same_again() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    made.press("g 1 c")
    made.press("g 1 s")
    assert made.recorded[-4:] == ["g 1", "c", "g 1", "s"]
    again = Desk(STORY)
    script.run(again.labelling, NumberedLines(made.recorded), "script", lambda line: None)
    assert again.stored() == made.stored()


def test_a_script_may_say_it_in_one_line() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    script.run(made.labelling, NumberedLines(["g 1 c"]), "script", lambda line: None)
    assert [label for *_, label in links(made)] == ["contradicts"]


def test_line_mode_says_what_there_is_to_choose() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    before = made.state
    assert speak(before, made.press("g")) == [
        "Which earlier claim goes with C1? A number takes one, down and up show others.",
        "  1: sentence 1, C1 “The Tarn bridge is closed until May”",
    ]
    before = made.state
    assert speak(before, made.feed(Number(1))) == [
        "C1 and “The Tarn bridge is closed until May”.",
        "Link of C1? s Same; c Contradicts; p Supports (or its number, 1 to 3)",
    ]
    made.press("c")
    assert "C1: contradicts 1 C1 “The Tarn bridge is closed until May”." in speak(None, made.state)
    before = made.state
    assert speak(before, made.press("g"))[1].endswith("(contradicts)")


def test_the_screen_shows_the_link_and_the_list() -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    made.press("g 1 c")
    rows = ["".join(cell.text for cell in row) for row in view(made.state, 90, 30).rows]
    assert "        contradicts 1 C1: The Tarn bridge is closed until May" in rows
    made.press("g")
    rows = ["".join(cell.text for cell in row) for row in view(made.state, 90, 30).rows]
    assert "  1   1 C1  The Tarn bridge is closed until May  contradicts" in rows
    assert any("g link" in entry.short for entry in foot(desk((1, 1, 7)).state))


def test_a_scheme_without_links_has_no_key_for_them() -> None:
    def without(definitions: dict[str, Any]) -> None:
        del definitions["link"], definitions["annotation"]["properties"]["links"]

    made = desk((1, 1, 7), (3, 1, 9), schema=altered(without))
    assert made.press("g").message == "g does nothing here (? for keys)."
    assert not any("link" in line for line in help_lines(made.state))
    assert not any("link" in entry.name for entry in foot(made.state))


def test_a_stance_may_have_the_key_where_there_are_no_links() -> None:
    def change(definitions: dict[str, Any]) -> None:
        del definitions["link"], definitions["annotation"]["properties"]["links"]
        definitions["stance"]["properties"]["label"]["oneOf"][1]["x-key"] = "g"

    made = desk((1, 1, 7), schema=altered(change))
    made.press("g")
    assert [stance.label for stance in made.state.annotation.stances] == ["deny"]


def test_labels_keys_and_prefill_are_the_schemes() -> None:
    def change(definitions: dict[str, Any]) -> None:
        label = definitions["link"]["properties"]["label"]
        label["oneOf"] = [
            {"const": "gleich", "title": "Gleich", "description": "Dasselbe.", "x-key": "=", "x-relation": "same"},
            {"const": "dagegen", "title": "Dagegen", "description": "Das Gegenteil.", "x-key": "!"},
        ]
        label["default"] = "dagegen"

    made = desk((1, 1, 7), (3, 1, 9), schema=altered(change))
    made.press("g 1 enter")
    assert [label for *_, label in links(made)] == ["dagegen"]
    made.press("g 1")
    made.feed(Key("="))
    assert [label for *_, label in links(made)] == ["gleich"]
    made.check()


@pytest.mark.parametrize("keys", ["g x", "g 0", "g 7"])
def test_a_key_that_names_no_claim_is_refused(keys: str) -> None:
    made = desk((1, 1, 7), (3, 1, 9))
    made.press(keys)
    assert made.state.refused
    assert isinstance(made.state.mode, ChooseTarget)
    assert SCHEMA.links is not None


SUGGESTED = {"suggestions": {STORY.sentences[2].id: (suggestion(STORY, "There is no bridge over the Tarn that is closed"),)}}


def test_a_suggestion_is_accepted_before_it_is_linked() -> None:
    made = desk((1, 1, 7), options=SUGGESTED)
    made.write(":", "3")
    assert isinstance(made.press("g").mode, ChooseTarget)
    assert made.state.message == "Accepted C1."
    made.press("1 c")
    assert [label for *_, label in links(made)] == ["contradicts"]
    assert made.state.annotation.label is None, "the sentence is finished with Enter, as usual"
    made.press("u u")
    assert made.state.suggestion is not None
    made.check()


def test_a_suggestion_without_an_earlier_claim_stays_open() -> None:
    made = desk(options=SUGGESTED)
    made.write(":", "3")
    assert made.press("g").message == "No claim comes before this one in the article."
    assert made.state.suggestion is not None
    assert made.revisions == []


# -- predicted links ----------------------------------------------------------------------------------------------------


class Newest:
    """Predicts that every claim says the same as the newest one before it."""

    def link(self, spans: Sequence[Span], earlier: Sequence[Sequence[Span]]) -> PredictedLink | None:
        return PredictedLink(len(earlier) - 1, "same", "newest/1", "newest")


def predicting(*sentences: tuple[int, int, int], **options: Any) -> Desk:
    assistance = options.pop("assistance", Assistance(answers=True))
    return desk(*sentences, options={"linker": Newest(), "assistance": assistance, **options})


def origins(made: Desk) -> list[tuple[str, str]]:
    return [(origin.how, origin.rule) for origin in made.revisions[-1].origins if "->" in origin.item]


def test_space_takes_the_predicted_link() -> None:
    made = predicting((1, 1, 7), (3, 1, 9))
    rows = ["".join(cell.text for cell in row) for row in view(made.state, 90, 30).rows]
    assert "        same 1 C1? The Tarn bridge is closed until May  g Space" in rows
    assert "C1: same 1 C1 “The Tarn bridge is closed until May”? g ok takes it." in speak(None, made.state)
    made.press("g space")
    assert (links(made), origins(made)) == (
        [("c1", "The Tarn bridge is closed until May", "same")],
        [("accepted", "newest/1")],
    )
    rows = ["".join(cell.text for cell in row) for row in view(made.state, 90, 30).rows]
    assert not any("?" in row and "same" in row for row in rows)


def test_another_relation_than_the_predicted_one_is_an_edit_and_another_claim_is_by_hand() -> None:
    made = predicting((1, 1, 7), (3, 1, 9))
    made.press("g 1 c")
    assert origins(made) == [("edited", "newest/1")]
    made = predicting((1, 1, 7), (2, 3, 3), (3, 1, 9))
    made.press("g 2 s")
    assert origins(made) == [("manual", "")]


def test_the_predicted_claim_is_the_first_of_the_list() -> None:
    made = predicting((1, 1, 7), (2, 3, 3), (3, 1, 9))
    made.press("g")
    rows = ["".join(cell.text for cell in row) for row in view(made.state, 90, 30).rows]
    assert "  1   2 C1  it  Space: same" in rows


def test_a_suggestion_is_accepted_with_the_link_and_the_answers_of_what_it_refers_to() -> None:
    offered = {STORY.sentences[1].id: (suggestion(STORY, "it", "Kirby", "deny", rule="reference/1"),)}
    made = predicting((1, 1, 7), suggestions=offered)
    made.press("enter e v")
    rows = ["".join(cell.text for cell in row) for row in view(made.state, 90, 30).rows]
    assert "   link    same 1 C1: The Tarn bridge is closed until May" in rows
    assert any("Link: same 1 C1" in line for line in speak(None, made.state))
    made.press("space")
    annotation = made.state.annotation_of(STORY.sentences[1].id)
    assert [(link.target_text, link.label) for link in annotation.links] == [("The Tarn bridge is closed until May", "same")]
    assert [stance.label for stance in annotation.stances if stance.source != "s0"] == ["deny"]
    assert annotation.claims[0].attributes == {"type": "event", "verifiability": "verifiable"}
    assert "reference/1=event" not in {origin.rule for origin in made.revisions[-1].origins}
    made.press("esc u")
    assert not made.state.annotation_of(STORY.sentences[1].id).links
    made.check()


def test_a_removed_link_rejects_no_suggestion() -> None:
    made = predicting((1, 1, 7), (3, 1, 9))
    made.press("g space g 1 s")
    assert links(made) == []
    assert all(origin.how != "rejected" for origin in made.revisions[-1].origins)


@pytest.mark.parametrize("assistance", [Assistance(on=False), Assistance(True, 1.0)])
def test_nothing_is_predicted_where_suggestions_are_hidden(assistance: Assistance) -> None:
    made = predicting((1, 1, 7), (3, 1, 9), assistance=assistance)
    made.press("g space")
    assert isinstance(made.state.mode, Ask)
    assert links(made) == []
