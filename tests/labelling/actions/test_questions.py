"""The schema's questions: when they are asked, what answers them, what finishing a sentence takes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from annotate.labelling.actions.questions import answer_keys, describe_article, menu
from annotate.labelling.assistance import Assistance
from annotate.labelling.frontends import script
from annotate.labelling.state import Ask, End, Event, Key, Menu, Number, Pointed, Review, Text, WriteAnswer
from annotate.model import Annotation, Candidate, Prediction
from annotate.schema import parse_schema
from support.playing import FLOOD, Desk, altered, article, keys
from support.several import TOPICS, article_schema, topics_schema, with_topics


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_enter_asks_what_the_schema_requires(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    asked = []
    desk.press("enter")
    for answer in ["e", "v", "p", "n"]:
        assert desk.state.question is not None
        asked.append((desk.state.question.attribute.name, desk.state.question.item))
        desk.press(answer)
    assert asked == [("type", "c1"), ("verifiability", "c1"), ("type", "s1"), ("naming", "s1")]
    first = desk.state.entries[desk.document.sentences[0].id].annotation
    assert first.label == "claim"
    assert first.claims[0].attributes == {"type": "event", "verifiability": "verifiable"}
    assert first.sources[-1].attributes == {"type": "person", "naming": "named"}
    assert desk.state.at == 1


def test_a_wrong_answer_says_what_is_possible(desk: Desk) -> None:
    desk.press("c 1 enter")
    assert desk.press("enter").message.startswith("Type: press one of e q c r p o l x")
    assert desk.press("Q").refused
    assert isinstance(desk.state.mode, Ask)


def test_known_attributes_of_a_source_are_not_asked_again(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter e v p n")
    desk.press("c 1 s 1 enter e v")
    assert desk.state.at == 2


def test_the_full_profile_asks_more_and_enter_skips() -> None:
    desk = Desk(options={"profile": "full"})
    desk.press("c 1 enter e v")
    asked = []
    while desk.state.at == 0:
        assert desk.state.question is not None
        assert desk.state.question.optional
        asked.append(desk.state.question.attribute.name)
        desk.press("enter")
    assert asked == ["polarity", "certainty", "normalized"]
    assert desk.state.entries[desk.document.sentences[0].id].annotation.label == "claim"


def test_answers_can_be_text_or_yes_and_no() -> None:
    desk = Desk(options={"profile": "full"})
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter e v a a")
    assert isinstance(desk.state.mode, WriteAnswer)
    desk.feed(Text("It rose by 2 m."), Key("enter"))
    desk.press("p n y")
    desk.feed(Text("mayor"), Key("enter"), Text(""), Key("enter"))
    desk.press("i")
    annotation = desk.state.entries[desk.document.sentences[0].id].annotation
    assert annotation.claims[0].attributes["normalized"] == "It rose by 2 m."
    assert annotation.sources[-1].attributes == {"type": "person", "naming": "named", "plural": True, "role": "mayor"}
    assert next(s for s in annotation.stances if s.source == "s1").attributes == {"quote": "indirect"}
    assert desk.state.at == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("n", "1: no claim. u to undo."),
        ("w l", "1: skipped. u to undo."),
        ("c 1 enter e v", "1: 1 claim (event, verifiable). u to undo."),
        ("c 1 b", ""),
    ],
)
def test_a_finished_sentence_is_reported(line: str, message: str) -> None:
    desk = Desk()
    desk.press(line)
    assert desk.state.message == message or (not message and "claim." not in desk.state.message)


def test_the_keys_that_answer_what_is_asked() -> None:
    desk = Desk()
    assert answer_keys(desk.state) == set("eqcrpolx") | set("vpn") | set("podax") | set("nui") | set("12345678")
    desk.write(":", "set profile full")
    assert answer_keys(desk.state) > set("hdim") | {"y"}


def answered(*events: Event, desk: Desk | None = None) -> dict[str, Any]:
    """The answers about a claim after these events, which begin at the question about its type."""
    desk = desk or Desk()
    desk.press("c 1 enter")
    desk.feed(*events)
    return dict(desk.state.entries[desk.document.sentences[0].id].annotation.claims[0].attributes)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("1", "event"),
        ("2", "quantity"),
        ("8", "other"),
        ("down enter", "event"),
        ("down down enter", "quantity"),
        ("down down space", "quantity"),
        ("up enter", "other"),
        ("up up enter", "law"),
        ("up down enter", "event"),
        ("down up enter", "other"),
        ("down down q", "quantity"),
        ("down 3", "comparison"),
    ],
)
def test_digits_and_arrows_answer(line: str, value: str) -> None:
    desk = Desk()
    choices = desk.schema.attribute("claim", "type")
    assert choices is not None
    values = [choice.value for choice in choices.choices]
    expected = {"other": values[-1], "law": values[-2], "comparison": values[2]}.get(value, value)
    assert answered(*keys(line), desk=desk) == {"type": expected}
    again = Desk()
    script.run(again.labelling, desk.recorded, "recorded", lambda line: None)
    assert again.state.entries == desk.state.entries


def test_a_number_in_a_script_is_the_place_of_an_answer() -> None:
    assert answered(Number(2)) == {"type": "quantity"}


@pytest.mark.parametrize("typed", ["0", "9", "²"])
def test_a_number_that_is_no_answer_is_refused(typed: str) -> None:
    assert answered(Key(typed)) == {}


def scale(labels: dict[str, str]) -> Desk:
    """A desk where the type of a claim is one of some labels: the title, and the key."""
    options = [{"const": f"v{title}", "title": title, "description": "x", "x-key": key} for title, key in labels.items()]
    return Desk(schema=altered(lambda nouns: nouns["claim"]["properties"]["type"].update(oneOf=options)))


def test_a_hot_key_that_is_a_digit_wins_and_so_does_the_number_on_a_scale() -> None:
    assert answered(Key("2"), desk=scale({"low": "2", "high": "1"})) == {"type": "vlow"}
    assert answered(Key("1"), desk=scale({"low": "2", "high": "1"})) == {"type": "vhigh"}
    assert answered(Key("3"), desk=scale({"low": "2", "high": "1"})) == {}
    assert answered(Key("1"), desk=scale({"3": "a", "2": "b", "1": "c"})) == {"type": "v1"}
    assert answered(Key("2"), desk=scale({"none": "a", "some": "2", "all": "1"})) == {"type": "vsome"}
    assert answered(Key("3"), desk=scale({"none": "a", "some": "2", "all": "1"})) == {"type": "vall"}


def test_a_digit_answers_yes_and_no_and_the_role_of_a_part() -> None:
    desk = Desk(options={"profile": "full"})
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter 1 1 1 1 enter 1 1")
    assert desk.state.question is not None
    assert desk.state.question.attribute.type == "boolean"
    desk.press("2")
    sources = desk.state.entries[desk.document.sentences[0].id].annotation.sources
    assert sources[-1].attributes["plural"] is False


def test_an_optional_question_is_left_out_unless_an_answer_is_marked() -> None:
    desk = Desk(options={"profile": "full"})
    desk.press("c 1 enter e v enter down enter")
    claim = desk.state.entries[desk.document.sentences[0].id].annotation.claims[0]
    assert "polarity" not in claim.attributes
    assert claim.attributes["certainty"]


def asked_too(**question: Any) -> Desk:
    def change(definitions: dict[str, Any]) -> None:
        definitions["claim"]["properties"]["extra"] = {"title": "Extra", "description": "More.", "x-ask": "quick", **question}

    return Desk(schema=altered(change))


@pytest.mark.parametrize(
    ("question", "text", "stored"),
    [
        ({"type": "integer"}, "12", 12),
        ({"type": "integer"}, "-3", -3),
        ({"type": "number"}, "2.5", 2.5),
        ({"type": "string"}, " two  words ", "two  words"),
    ],
)
def test_plain_answers(question: dict[str, Any], text: str, stored: Any) -> None:
    desk = asked_too(**question)
    desk.press("c 1 enter e v")
    desk.feed(Text(text), Key("enter"))
    assert desk.state.entries[desk.document.sentences[0].id].annotation.claims[0].attributes["extra"] == stored


@pytest.mark.parametrize(
    ("question", "text", "message"),
    [
        ({"type": "integer"}, "twelve", "Extra: “twelve” is not a whole number."),
        ({"type": "number"}, "1,5", "Extra: “1,5” is not a number."),
        ({"type": "number"}, "nan", "Extra must be at least"),
        ({"type": "number"}, "1e999", "Extra must be at most"),
        ({"type": "integer"}, "9" * 30, "Extra must be at most"),
        ({"type": "integer"}, "9" * 5000, "is not a whole number"),
        ({"type": "integer", "minimum": 1}, "0", "Extra must be at least 1."),
        ({"type": "number", "maximum": 100}, "101", "Extra must be at most 100."),
        ({"type": "string", "minLength": 3}, "ab", "Extra must be at least 3 characters long."),
        ({"type": "string", "maxLength": 3}, "abcd", "Extra must be at most 3 characters long."),
    ],
)
def test_an_answer_that_cannot_be_stored_is_refused(question: dict[str, Any], text: str, message: str) -> None:
    desk = asked_too(**question)
    desk.press("c 1 enter e v")
    decided = len(desk.revisions)
    assert message in desk.feed(Text(text), Key("enter")).message
    assert isinstance(desk.state.mode, WriteAnswer)
    assert len(desk.revisions) == decided


def test_an_answer_on_demand_can_be_removed() -> None:
    desk = Desk(options={"profile": "full"})
    desk.press("c 1 a t q")
    assert desk.state.annotation.claims[0].attributes == {"type": "quantity"}
    from annotate.labelling.actions.questions import menu

    desk.press("a")
    row = next(row for row in menu(desk.state) if row.title == "Normalized")
    desk.feed(Key(row.key), Text("Words"), Key("enter"))
    desk.feed(Key("a"), Key(row.key), Text(""), Key("enter"))
    assert "normalized" not in desk.state.annotation.claims[0].attributes
    assert desk.press("a ~").message == "Press a letter to choose an attribute, or Esc to cancel."


def test_a_cue_is_picked(desk: Desk) -> None:
    from annotate.labelling.actions.questions import menu

    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("a")
    row = next(row for row in menu(desk.state) if row.title == "Cue")
    desk.feed(Key(row.key), Pointed(7), Pointed(8))
    cue = desk.state.annotation.stances[0].cue
    assert cue is not None
    assert cue.text == "according to"


def test_n_labels_the_sentence_no_claim(desk: Desk) -> None:
    desk.press("n")
    assert desk.state.entries[desk.document.sentences[0].id].annotation.label == "no_claim"
    assert desk.state.at == 1


def test_enter_is_refused_if_nothing_is_labelled(desk: Desk) -> None:
    assert desk.press("enter").message.startswith("Nothing labelled yet: c to mark a claim")
    assert desk.press("space").refused
    assert desk.state.at == 0


def test_a_skip_has_a_reason(desk: Desk) -> None:
    desk.press("w")
    assert desk.press("enter").refused
    desk.press("u")
    annotation = desk.state.entries[desk.document.sentences[0].id].annotation
    assert (annotation.label, annotation.attributes) == ("skip", {"reason": "not_understood"})
    assert len(desk.state.past) == 1
    desk.press("b n")
    annotation = desk.state.entries[desk.document.sentences[0].id].annotation
    assert (annotation.label, annotation.attributes) == ("no_claim", {})


def test_a_sentence_with_claims_is_not_skipped(desk: Desk) -> None:
    assert "There are claims here" in desk.press("c 1 w").message


def test_a_finished_sentence_that_is_no_longer_complete_is_open_again(desk: Desk) -> None:
    desk.press("c 1 enter e v b")
    assert desk.state.annotation.label == "claim"
    desk.press("c 2")
    assert desk.state.annotation.label is None
    assert isinstance(desk.press("enter").mode, Ask)
    desk.press("e v b")
    assert desk.state.annotation.label == "claim"
    desk.press("r r")
    assert desk.state.annotation.label is None


def test_a_claim_in_an_empty_sentence_opens_it(desk: Desk) -> None:
    desk.press("n b c 1")
    assert desk.state.annotation.label is None


def urgency(noun: str, *, required: bool) -> Any:
    def change(definitions: dict[str, Any]) -> None:
        labels = [{"const": c, "title": c.title(), "description": "So.", "x-key": k} for c, k in (("soon", "1"), ("later", "#"))]
        definitions[noun]["properties"]["urgency"] = {
            "title": "Urgency",
            "description": "When.",
            "x-ask": "quick",
            "oneOf": labels,
        }
        if required:
            definitions[noun]["required"].append("urgency")
            definitions["source"]["x-author"] |= {"urgency": "later"} if noun == "source" else {}

    return altered(change)


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize(
    ("noun", "answers"), [("claim", "e v 1"), ("annotation", "1 e v"), ("source", "e v p n 1"), ("stance", "e v p n 1")]
)
def test_a_question_the_user_added_is_asked_and_stored(noun: str, answers: str, required: bool) -> None:
    """With no Python changed."""
    desk = Desk(schema=urgency(noun, required=required))
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter")
    line = answers if noun in ("source", "stance") else f"{answers} p n"
    if noun == "stance" and required:
        line += " #"  # of the author's stance too, since every stance must have it
    desk.press(line)
    assert desk.state.at == 1, desk.state.message
    annotation = desk.state.entries[desk.document.sentences[0].id].annotation
    items = {
        "claim": annotation.claims[0],
        "annotation": annotation,
        "source": annotation.sources[-1],
        "stance": annotation.stances[0],
    }
    assert items[noun].attributes["urgency"] == "soon"
    assert annotation.label == "claim"


@pytest.mark.parametrize("key", ["n", "w l"])
def test_required_questions_are_asked_of_sentences_without_claims_too(key: str) -> None:
    desk = Desk(schema=urgency("annotation", required=True))
    desk.press(key)
    assert desk.state.question is not None
    assert desk.state.question.attribute.name == "urgency"
    assert desk.press("enter").refused
    desk.press("#")
    annotation = desk.state.entries[desk.document.sentences[0].id].annotation
    assert annotation.label == {"n": "no_claim", "w l": "skip"}[key]
    assert annotation.attributes["urgency"] == "later"


def test_a_question_that_depends_on_an_answer_is_asked_after_it() -> None:
    def change(definitions: dict[str, Any]) -> None:
        definitions["claim"]["properties"]["amount"] = {"title": "Amount", "description": "How much.", "type": "number"}
        quantity = {"properties": {"type": {"const": "quantity"}}, "required": ["type"]}
        definitions["claim"]["allOf"] = [{"if": quantity, "then": {"required": ["amount"]}}]

    desk = Desk(schema=altered(change))
    desk.press("c 1 enter q v")
    assert isinstance(desk.state.mode, WriteAnswer)
    assert "needs an answer" in desk.press("enter").message
    desk.feed(Text("2"), Key("enter"))
    assert desk.state.at == 1
    desk.press("c 1 enter e v")
    assert desk.state.at == 2


# -- back in a chain of questions -----------------------------------------------------------------------------------------


def asked(desk: Desk) -> str:
    return desk.state.question.attribute.name if desk.state.question else ""


@pytest.mark.parametrize("key", ["backspace", "u"])
def test_one_can_go_back_in_a_chain_of_questions(key: str) -> None:
    desk = Desk()
    desk.press("c 1 enter e")
    assert (asked(desk), desk.state.message) == ("verifiability", "Type: Event. Backspace to change it.")
    desk.press(key)
    assert (asked(desk), desk.state.message) == ("type", "Type, once more.")
    assert desk.state.annotation.claims[0].attributes == {}
    assert desk.revisions[-1].action == "undo"
    desk.press("q v")
    assert desk.revisions[-1].annotation is not None
    assert desk.revisions[-1].annotation.claims[0].attributes == {"type": "quantity", "verifiability": "verifiable"}


def test_back_at_the_first_question_is_back_at_the_sentence() -> None:
    desk = Desk()
    desk.press("c 1 enter")
    decided = list(desk.revisions)
    desk.press("backspace")
    assert (desk.state.mode, desk.state.message, desk.revisions) == (Review(), "Type is still open.", decided)


def test_u_answers_where_it_is_an_answer() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter e v p")
    assert asked(desk) == "naming"
    desk.press("u")
    assert desk.state.at == 1
    desk.press("u enter")
    assert asked(desk) == "naming"


def test_one_can_go_back_over_a_question_left_unanswered() -> None:
    desk = Desk(options={"profile": "full"})
    desk.press("c 1 enter e v enter")
    assert asked(desk) == "certainty"
    desk.press("backspace")
    assert asked(desk) == "polarity"
    desk.press("n backspace backspace")
    assert asked(desk) == "verifiability"
    desk.press("p a")
    assert desk.state.annotation.claims[0].attributes == {"type": "event", "verifiability": "partly", "polarity": "affirmed"}


def test_one_can_go_back_from_a_line_that_is_empty() -> None:
    desk = Desk(options={"profile": "full"})
    desk.press("c 1 enter e v a a x backspace")
    assert asked(desk) == "normalized"
    desk.press("backspace")
    assert asked(desk) == "certainty"


def test_a_question_from_the_menu_goes_back_to_the_menu() -> None:
    desk = Desk()
    desk.press("c 1 a t backspace")
    assert desk.state.mode == Menu()


@pytest.mark.parametrize(
    ("profile", "line"),
    [("quick", "c 1 enter e backspace q v"), ("full", "c 1 enter e v a a backspace h x backspace backspace o enter")],
)
def test_going_back_is_recorded_and_replayed(profile: str, line: str) -> None:
    desk = Desk(options={"profile": profile})
    desk.press(line)
    assert desk.state.at == 1
    other = Desk()
    script.run(other.labelling, desk.recorded, "recorded", lambda line: None)
    assert other.state.entries == desk.state.entries


# -- several answers to one question ---------------------------------------------------------------------------------------


def asked_topics(**changes: Any) -> Desk:
    """A session that asks which topics a claim has, with some choices made before."""
    desk = Desk(schema=topics_schema(**changes))
    desk.claim(1, 6)
    desk.press("enter e v")
    assert desk.state.question is not None
    assert desk.state.question.attribute.name == "topics"
    return desk


def topics(desk: Desk) -> Any:
    return desk.state.entries[desk.document.sentences[0].id].annotation.claims[0].attributes.get("topics")


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("m enter", ("money",)),
        ("r h enter", ("health", "roads")),
        ("3 1 enter", ("money", "roads")),
        ("m h m enter", ("health",)),
        ("down space down space enter", ("health", "money")),
        ("up space space enter", ()),
        ("enter", ()),
    ],
)
def test_keys_choose_answers_and_take_them_away_until_enter(typed: str, given: tuple[str, ...]) -> None:
    desk = asked_topics()
    desk.press(typed)
    assert topics(desk) == given
    assert desk.state.at == 1
    desk.check()


def test_every_choice_is_said_and_the_sentence_says_all() -> None:
    desk = asked_topics()
    assert desk.press("r").message == "Topics: Roads. Enter when done."
    assert desk.press("m").message == "Topics: Money + Roads. Enter when done."
    assert desk.press("enter").message == "1: 1 claim (event, verifiable, money + roads). u to undo."


def test_nothing_is_no_answer_where_one_is_needed() -> None:
    desk = asked_topics(minItems=2)
    assert desk.press("m enter").message == "Topics: choose at least 2."
    assert topics(desk) is None
    desk.press("m enter")
    assert topics(desk) is None
    assert desk.state.at == 1, "an optional question is left unanswered"


def test_more_answers_than_there_can_be_are_refused() -> None:
    desk = asked_topics(maxItems=2)
    refused = desk.press("m h r")
    assert (refused.refused, refused.message) == (True, "Topics: at most 2; take one away first.")
    desk.press("m r enter")
    assert topics(desk) == ("health", "roads")


def test_a_required_question_is_not_left_out() -> None:
    raw = with_topics(minItems=1)
    raw["$defs"]["claim"]["required"].append("topics")
    desk = Desk(schema=parse_schema(json.dumps(raw)))
    desk.claim(1, 6)
    desk.press("enter e v")
    assert desk.press("enter").message == "Topics: choose at least 1."
    assert desk.press("Q").message == "Topics: press one of m h r, a digit, Backspace to go back, or Enter when done."
    desk.press("h enter")
    assert topics(desk) == ("health",)


def test_backspace_goes_back_in_the_chain_whatever_is_chosen() -> None:
    desk = asked_topics()
    assert desk.press("m h backspace").message == "Verifiability, once more."
    desk.press("n h enter")
    assert topics(desk) == ("health",)
    desk.check()


def test_an_answer_is_taken_back_and_given_again() -> None:
    raw = with_topics()
    raw["$defs"]["claim"]["properties"]["late"] = {"title": "Late", "description": "L.", "type": "boolean", "x-ask": "quick"}
    desk = Desk(schema=parse_schema(json.dumps(raw)))
    desk.claim(1, 6)
    desk.press("enter e v m h enter")
    assert desk.state.question is not None
    assert desk.state.question.attribute.name == "late"
    assert desk.press("backspace").message == "Topics, once more."
    assert isinstance(desk.state.mode, Ask)
    assert desk.state.mode.chosen == ("health", "money")
    desk.press("h enter y")
    assert topics(desk) == ("money",)


def test_the_menu_opens_with_the_present_answer_and_one_undo_takes_it_back() -> None:
    desk = asked_topics()
    desk.press("m enter b a")
    row = next(row for row in menu(desk.state) if row.title == "Topics")
    assert row.value == "money"
    desk.press(f"{row.key} r enter")
    assert topics(desk) == ("money", "roads")
    desk.press("u")
    assert topics(desk) == ("money",)
    desk.press(f"a {row.key} m enter")
    assert topics(desk) == (), "none of them is an answer, too"
    desk.check()


def test_the_answer_to_a_question_that_needs_some_is_removed_in_the_menu() -> None:
    desk = asked_topics(minItems=1)
    desk.press("m enter b a")
    row = next(row for row in menu(desk.state) if row.title == "Topics")
    desk.press(f"{row.key} m enter")
    assert topics(desk) is None


def test_a_sentence_and_a_source_have_several_answers_too() -> None:
    raw = with_topics("source", "sides")
    raw["$defs"]["annotation"]["properties"]["desks"] = {**TOPICS, "title": "Desks"}
    desk = Desk(schema=parse_schema(json.dumps(raw)))
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter h enter e v p n r m enter")
    annotation = desk.state.entries[desk.document.sentences[0].id].annotation
    assert annotation.attributes == {"desks": ("health",)}
    assert annotation.sources[-1].attributes == {"type": "person", "naming": "named", "sides": ("money", "roads")}
    desk.check()


def test_several_answers_are_never_predicted() -> None:
    class Predictor:
        def claim(self, *_: Any) -> Any:
            return {"type": Prediction("event", "x/1", "x"), "topics": Prediction("money", "x/1", "x")}

        def source(self, *_: Any) -> Any:
            return {}

        stance = source

    options = {"predictor": Predictor(), "assistance": Assistance(answers=True), "suggestions": {"x": ()}}
    desk = Desk(schema=topics_schema(), options=options)
    desk.claim(1, 6)
    desk.press("enter v")
    assert desk.state.question is not None
    assert desk.state.question.attribute.name == "topics"


# -- questions about the article ---------------------------------------------------------------------------------------------


def at_the_end(**options: Any) -> Desk:
    """A session in which the last of two sentences was finished: the article is asked about."""
    desk = Desk(article(*FLOOD[:2]), article_schema(), options=options)
    desk.press("n n")
    return desk


def about(desk: Desk) -> Any:
    return [entry.annotation.attributes for _, entry in sorted(desk.state.entries.items())]


def test_after_the_last_sentence_the_article_is_asked_about() -> None:
    desk = at_the_end()
    assert desk.state.message == "2: no claim. u to undo. That was the last sentence. Now the article as a whole."
    assert desk.state.question is not None
    assert (desk.state.question.attribute.path, desk.state.at) == ("article.genre", 0)
    assert desk.press("n").message == "Genre: News. Backspace to change it."
    assert desk.press("m h enter").message == "About the article: Genre: News, Topics: Money + Health. u undoes the last answer."
    assert isinstance(desk.state.mode, End)
    assert about(desk) == [{"genre": "news", "topics": ("health", "money")}, {}]
    desk.check()


def test_each_answer_about_the_article_is_a_decision_of_its_own() -> None:
    desk = at_the_end()
    before = len(desk.revisions)
    desk.press("n m enter")
    assert [revision.sentence for revision in desk.revisions[before:]] == [desk.document.sentences[0].id] * 2
    desk.press("u")
    assert about(desk) == [{"genre": "news"}, {}]
    desk.press("u")
    assert about(desk) == [{}, {}]
    desk.press("U U")
    assert about(desk) == [{"genre": "news", "topics": ("money",)}, {}]
    desk.check()


def test_questions_about_the_article_can_be_left_open_and_are_asked_again() -> None:
    desk = at_the_end()
    desk.press("enter h enter")
    assert about(desk) == [{"topics": ("health",)}, {}]
    desk.press("b enter")
    assert desk.state.question is not None
    assert desk.state.question.attribute.name == "genre"
    desk.press("o")
    assert isinstance(desk.state.mode, End)
    desk.press("b enter")
    assert isinstance(desk.state.mode, End), "nothing is open any more"


@pytest.mark.parametrize("key", ["backspace", "u", "esc", "`"])
def test_the_first_question_about_the_article_is_left_for_the_end(key: str) -> None:
    desk = at_the_end()
    assert desk.press(key).message == "Genre is still open."
    assert isinstance(desk.state.mode, End)
    assert about(desk) == [{}, {}]


def test_one_can_go_back_in_the_questions_about_the_article() -> None:
    desk = at_the_end()
    desk.press("n m")
    assert desk.press("backspace").message == "Genre, once more."
    desk.press("o r enter")
    assert about(desk) == [{"genre": "opinion", "topics": ("roads",)}, {}]
    desk.check()


def test_an_answer_of_the_last_sentence_leads_on_to_the_article() -> None:
    desk = Desk(article(FLOOD[0]), article_schema())
    desk.claim(1, 6)
    desk.press("enter e")
    assert desk.press("v").message.startswith("1: 1 claim (event, verifiable). u to undo. That was the last sentence.")
    desk.press("n m enter")
    assert about(desk) == [{"genre": "news", "topics": ("money",)}]
    desk.check()


def test_what_is_not_asked_in_the_profile_is_not_asked_about_the_article() -> None:
    schema = article_schema(**{"x-ask": "full"})
    desk = Desk(article(FLOOD[0]), schema)
    desk.press("n")
    assert desk.state.question is not None
    assert desk.state.question.attribute.name == "topics"
    asking = Desk(article(FLOOD[0]), schema, options={"asking": ("article.genre",)})
    asking.press("n")
    assert asking.state.question is not None
    assert asking.state.question.attribute.name == "genre"


def test_the_article_is_not_asked_about_while_sentences_are_open() -> None:
    desk = Desk(article(*FLOOD[:2]), article_schema())
    desk.write(":", "2")
    assert desk.press("n").message == "2: no claim. u to undo. That was the last sentence; some are still open."
    desk.press("enter n")
    desk.press("enter")
    assert desk.state.question is not None


def test_answers_about_the_article_are_changed_from_any_sentence_and_from_the_end() -> None:
    desk = at_the_end()
    desk.press("n m enter b a")
    assert [(row.title, row.value) for row in menu(desk.state)] == [("Article: Genre", "news"), ("Article: Topics", "money")]
    desk.press("g o")
    assert about(desk) == [{"topics": ("money",), "genre": "opinion"}, {}]
    assert desk.state.at == 1
    desk.press("enter a")
    assert isinstance(desk.state.mode, Menu)
    desk.press("t h enter")
    assert about(desk)[0]["topics"] == ("health", "money")
    desk.check()


def test_answers_stay_with_the_sentence_that_has_them() -> None:
    desk = at_the_end()
    first, second = desk.document.sentences
    desk.press("n m enter")
    answers = desk.state.entries[first.id]
    moved = {first.id: desk.state.entries[second.id], second.id: answers}
    state = replace(desk.state, entries=moved)
    assert state.about_article == second.id
    assert describe_article(state) == "Genre: News, Topics: Money"


def test_without_questions_about_the_article_the_end_is_as_ever(desk: Desk) -> None:
    desk.press("n n n n n")
    assert isinstance(desk.state.mode, End)
    assert desk.press("a").message == "The schema asks nothing about the article."


def test_an_adjudicator_and_a_second_look_are_not_asked_about_the_article_at_the_end() -> None:
    document = article(*FLOOD[:2])
    versions = {document.sentences[1].id: (Candidate(("ada",), Annotation("no_claim")), Candidate(("ben",), Annotation("skip")))}
    for options in ({"versions": versions}, {"only": frozenset({document.sentences[1].id})}):
        desk = Desk(document, article_schema(), options=options)
        desk.press("n")
        assert isinstance(desk.state.mode, End)


def test_an_adjudicator_decides_about_the_article_where_annotators_differ() -> None:
    document = article(*FLOOD[:2])
    ada, ben = (Annotation("no_claim", attributes={"genre": genre}) for genre in ("news", "opinion"))
    versions = {document.sentences[0].id: (Candidate(("ada",), ada), Candidate(("ben",), ben))}
    desk = Desk(document, article_schema(), options={"versions": versions})
    desk.press("n")
    assert desk.state.question is not None
    assert desk.state.question.attribute.path == "article.genre"
    desk.press("o")
    assert desk.state.entries[document.sentences[0].id].annotation.attributes == {"genre": "opinion"}
