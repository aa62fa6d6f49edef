"""Predicted answers at the prompt: shown, taken by one key, undone by one, changed one by one, never on a blind sentence."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.labelling.actions.questions import menu, suggested_answers
from annotate.labelling.assistance import Assistance
from annotate.labelling.display.screen import view
from annotate.labelling.display.speech import sentence
from annotate.labelling.script_language import directives
from annotate.labelling.state import Ask, Draft, Review
from annotate.model import Origin
from annotate.suggestions import AnswerRules
from support.playing import FLOOD, Desk, altered, article, suggestion

BRANDT = suggestion(article(*FLOOD), "The river rose by two metres", "Mayor Ada Brandt")
TEXTS = ("Mayor Ada Brandt said the dam will hold until May.", "The dam was built in 1954.", "She said that it is safe.")


def desk(*texts: str, offered: tuple[Any, ...] = (), schema: Any = None, **assistance: Any) -> Desk:
    document = article(*(texts or TEXTS), language="en")
    by_sentence = {document.sentences[0].id: tuple(suggestion(document, *one) for one in offered)} if offered else {}
    options = {
        "suggestions": by_sentence,
        "predictor": AnswerRules(document),
        "assistance": Assistance(**{"answers": True, **assistance}),
    }
    return Desk(document, **({"schema": schema} if schema else {}), options=options)


OFFER = (("the dam will hold until May", "Mayor Ada Brandt"),)


def origins(desk: Desk, sentence: int = 0) -> dict[str, tuple[str, str]]:
    entry = desk.state.entries[desk.document.sentences[sentence].id]
    return {origin.item: (origin.how, origin.rule) for origin in entry.origins if "." in origin.item}


def screen(desk: Desk, width: int = 80, height: int = 24) -> str:
    return "\n".join("".join(piece.text for piece in row) for row in view(desk.state, width, height).rows)


def test_space_takes_claim_source_stance_and_answers_and_one_u_takes_them_back() -> None:
    labelling = desk(offered=OFFER)
    labelling.press("space")
    assert labelling.state.at == 1
    annotation = labelling.state.annotation_of(labelling.document.sentences[0].id)
    assert annotation.label == "claim"
    assert annotation.claims[0].attributes == {"type": "prediction", "verifiability": "verifiable"}
    assert annotation.sources[1].attributes == {"type": "person", "naming": "named"}
    assert labelling.state.message == "1: 1 claim (prediction, verifiable); 1 source (person, named). u to undo."
    assert len(labelling.revisions) == 1
    labelling.press("u")
    assert (labelling.state.at, labelling.state.entries) == (0, {})
    assert labelling.state.suggestion


def test_every_answer_has_its_origin() -> None:
    labelling = desk(offered=OFFER)
    labelling.press("space")
    assert origins(labelling) == {
        "c1.type": ("accepted", "future/1=prediction"),
        "c1.verifiability": ("accepted", "deadline/1=verifiable"),
        "s1.type": ("accepted", "mention/1=person"),
        "s1.naming": ("accepted", "mention/1=named"),
    }


def test_the_answers_are_shown_beside_the_suggestion_in_full() -> None:
    labelling = desk(offered=OFFER)
    for width, height in ((80, 24), (60, 16)):
        shown = " ".join(screen(labelling, width, height).split())
        assert "answers prediction, verifiable; source person, named" in shown
    assert "Answers: prediction, verifiable; source person, named." in " ".join(sentence(labelling.state))


def test_an_answer_key_changes_one_of_them() -> None:
    labelling = desk(offered=OFFER)
    labelling.press("a")
    assert [(row.key, row.title) for row in menu(labelling.state)] == [
        ("t", "Type"),
        ("v", "Verifiability"),
        ("y", "Source: Type"),
        ("n", "Source: Naming"),
    ]
    assert "predicted: “will”" in screen(labelling)
    labelling.press("t q")
    assert isinstance(labelling.state.mode, Review)
    assert isinstance(labelling.state.suggestion, Draft)
    assert labelling.state.message == "Answers: quantity, verifiable; source person, named."
    assert labelling.revisions == [], "nothing is stored before the suggestion is accepted"
    labelling.press("space")
    assert origins(labelling)["c1.type"] == ("edited", "future/1=prediction")
    assert origins(labelling)["c1.verifiability"] == ("accepted", "deadline/1=verifiable")
    claim = labelling.state.entries[labelling.document.sentences[0].id]
    assert Origin("c1", "accepted", claim.origins[0].rule) == claim.origins[0], "the claim itself was not changed"


def test_a_changed_answer_survives_other_changes_and_u_takes_it_back() -> None:
    labelling = desk(offered=OFFER)
    labelling.press("a t q -")
    assert [answer.value for answer in suggested_answers(labelling.state, labelling.state.suggestion)][:1] == ["quantity"]  # type: ignore[arg-type]
    labelling.press("u u")
    assert [answer.value for answer in suggested_answers(labelling.state, labelling.state.suggestion)][:1] == ["prediction"]  # type: ignore[arg-type]
    assert labelling.revisions == []


def test_trimming_a_suggestion_predicts_again() -> None:
    labelling = desk("Rents rose and the dam was closed.", offered=(("Rents rose and the dam was closed",),))
    before = [answer.value for answer in suggested_answers(labelling.state, labelling.state.suggestion)]  # type: ignore[arg-type]
    labelling.press("H H H")
    assert labelling.state.suggestion.spans[0].text == "the dam was closed"  # type: ignore[union-attr]
    assert before == ["event", "verifiable"]
    labelling.press("space")
    assert origins(labelling)["c1.type"] == ("accepted", "statement/1=event")


def test_what_is_labelled_by_hand_is_predicted_too_and_taken_when_the_sentence_is_finished() -> None:
    labelling = desk()
    labelling.claim(5, 10)
    labelling.mention(1, 3)
    assert labelling.state.annotation.claims[0].attributes == {}, "not before the annotator says so"
    assert "prediction?, verifiable?" in screen(labelling)
    assert "person?, named?" in screen(labelling)
    labelling.press("enter")
    assert labelling.state.at == 1
    assert origins(labelling)["c1.type"] == ("accepted", "future/1=prediction")
    assert origins(labelling)["s1.naming"] == ("accepted", "mention/1=named")
    labelling.press("u")
    assert (labelling.state.at, labelling.state.annotation.claims[0].attributes) == (0, {})


def test_a_prediction_about_a_claim_by_hand_that_is_changed_is_edited() -> None:
    labelling = desk()
    labelling.claim(5, 10)
    labelling.press("a t q enter")
    assert origins(labelling) == {
        "c1.type": ("edited", "future/1=prediction"),
        "c1.verifiability": ("accepted", "deadline/1=verifiable"),
    }


def test_what_is_not_known_is_asked() -> None:
    labelling = desk("The union spoke of the sale.", offered=(("the sale",),))
    assert "type asked, verifiability asked" in screen(labelling)
    labelling.press("space")
    assert isinstance(labelling.state.mode, Ask)
    labelling.press("e v")
    assert origins(labelling) == {"c1.type": ("manual", ""), "c1.verifiability": ("manual", "")}


def test_a_blind_sentence_shows_no_prediction_and_asks() -> None:
    labelling = desk(blind_rate=1.0, offered=OFFER)
    labelling.claim(5, 10)
    assert "?" not in screen(labelling).replace("? help", "")
    labelling.press("enter")
    assert isinstance(labelling.state.mode, Ask)
    labelling.press("q v")
    assert set(origins(labelling).values()) == {("manual", "")}


@pytest.mark.parametrize("assistance", [{"answers": False}, {"on": False, "answers": False}])
def test_answers_are_asked_where_they_are_not_predicted(assistance: dict[str, Any]) -> None:
    labelling = desk(**assistance)
    labelling.claim(5, 10)
    assert isinstance(labelling.press("enter").mode, Ask)


def test_set_answers_switches_between_the_two() -> None:
    labelling = desk()
    labelling.write(":", "set answers ask")
    assert labelling.state.message == "Answers are asked."
    labelling.claim(5, 10)
    assert isinstance(labelling.press("enter").mode, Ask)
    labelling.press("esc")
    labelling.write(":", "set answers predict")
    assert labelling.state.message == "Answers are predicted."
    assert labelling.press("enter").at == 1


def test_suggestions_off_asks_for_the_answers_as_well() -> None:
    labelling = desk()
    labelling.write(":", "set suggestions off")
    assert not labelling.state.predicts
    labelling.write(":", "set answers predict")
    assert labelling.state.predicts
    labelling.write(":", "set suggestions on 0.5")
    assert labelling.state.assistance.answers


def test_a_recording_says_that_answers_are_predicted_and_an_older_one_asks() -> None:
    labelling = desk(blind_rate=0.25)
    assert directives(labelling.state) == (
        ":set profile quick",
        ":set suggestions on 0.25 mk",
        ":set answers predict",
        ":1",
    )
    labelling.write(":", "set suggestions on 0.0 mk")
    assert not labelling.state.predicts, "as a recording of before has it"


def test_a_source_named_later_has_its_answers_in_all_its_sentences() -> None:
    labelling = desk("The dam is safe.", "“It will hold,” Mayor Ada Brandt said.")
    labelling.press("c 1 s v")
    labelling.write(":", "2")
    labelling.claim(1, 3)
    labelling.mention(4, 6)
    labelling.press("enter")
    first = labelling.state.annotation_of(labelling.document.sentences[0].id)
    assert first.sources[1].attributes == {"type": "person", "naming": "named"}


def test_one_more_question_is_asked_and_predicted_where_it_is_known() -> None:
    labelling = desk(offered=OFFER)
    labelling.write(":", "set ask claim.polarity")
    assert labelling.state.message == "Polarity is asked."
    labelling.press("space")
    assert origins(labelling)["c1.polarity"] == ("accepted", "plain/1=affirmed")
    assert ":set ask claim.polarity" in directives(labelling.state)
    labelling.write(":", "set ask claim.tone")
    assert labelling.state.refused
    assert "claim.checkworthiness" in labelling.state.message


def test_a_schema_without_the_label_is_asked() -> None:
    def rename(definitions: dict[str, Any]) -> None:
        for label in definitions["claim"]["properties"]["type"]["oneOf"]:
            label["const"] = label["const"].replace("prediction", "forecast")

    labelling = desk(offered=OFFER, schema=altered(rename))
    labelling.press("space")
    assert isinstance(labelling.state.mode, Ask)
    assert labelling.state.question is not None
    assert labelling.state.question.attribute.name == "type"


def test_the_full_profile_predicts_the_quotation_and_the_number_of_people() -> None:
    labelling = desk(offered=OFFER)
    labelling.write(":", "set profile full")
    shown = " ".join(screen(labelling).split())
    assert "source person, named, not several people; indirect" in shown


def test_a_later_change_of_an_accepted_answer_is_an_edit() -> None:
    labelling = desk(offered=OFFER)
    labelling.press("space b k j a t e")
    assert origins(labelling)["c1.type"] == ("edited", "future/1=prediction")
