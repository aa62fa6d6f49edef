"""What is labelled and looked at: stances, items, joining, suggestions."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.labelling.state import Ask, Draft, End, IdentifyMention, Key, Pointed, Review
from annotate.model import AUTHOR, Origin
from support.playing import FLOOD, SCHEMA, Desk, altered, article, offers, spans, stances, suggestion


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(("key", "label"), [(choice.key, choice.value) for choice in SCHEMA.labels["stance"].choices])
def test_stances_by_their_keys(desk: Desk, key: str, label: str) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert stances(desk.press(key))[0] == ("c1", "s1", label)


def test_z_cycles_through_the_stances(desk: Desk) -> None:
    desk.claim(1, 6)
    labels = [stances(desk.press("z"))[0][2] for _ in range(6)]
    assert labels == ["deny", "query", "neutral", "unclear", "support", "deny"]


def test_two_sources_of_one_claim() -> None:
    desk = Desk(article("The ministry said Ann Lee denied that it rains."))
    desk.claim(8, 9)
    desk.mention(4, 5)
    desk.press("-")
    desk.mention(1, 2)
    desk.press("=")
    assert stances(desk.state) == [("c1", "s1", "deny"), ("c1", "s2", "neutral"), ("c1", AUTHOR, "neutral")]


def test_focus_cycles_through_the_items(desk: Desk) -> None:
    assert desk.press("tab").refused
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.claim(1, 2)
    seen = [desk.press("j").focus for _ in range(5)]
    assert len(set(seen)) == 5
    assert desk.press("k").focus == seen[-2]
    assert desk.press("b").message == "This is the first sentence."


def test_p_joins_with_the_previous_claim(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.write(":", "2")
    assert desk.press("p").message.startswith("Mark the part in this sentence")
    desk.claim(1, 4)
    desk.press("p")
    assert desk.state.annotation.claims == ()
    assert spans(desk.press("b")) == ["The river rose by two metres", "The dam is safe"]
    desk.press("u")
    assert [len(desk.state.annotation_of(s.id).claims) for s in desk.document.sentences[:2]] == [1, 1]


def test_p_with_nothing_to_join(desk: Desk) -> None:
    desk.claim(1, 6)
    assert desk.press("p").message == "The previous sentence has no claim to join with."


@pytest.fixture
def offering() -> Desk:
    flood = article(*FLOOD)
    return Desk(flood, options={"suggestions": offers(flood)})


def _ask_nothing(definitions: dict[str, Any]) -> None:
    for noun in ("claim", "source"):
        questions = definitions[noun]["properties"].keys() - {"id", "spans", "name", "mention"}
        definitions[noun]["required"] = [name for name in definitions[noun]["required"] if name not in questions]
        for name in questions:
            definitions[noun]["properties"][name]["x-ask"] = "off"


UNASKING = altered(_ask_nothing)


def origins(desk: Desk, at: int = 0) -> dict[str, str]:
    return {origin.item: origin.how for origin in told(desk, at)}


def told(desk: Desk, at: int = 0) -> list[Origin]:
    """The origins of a sentence's items; how the sentence itself was seen stands after them."""
    *items, seen = desk.state.entries[desk.document.sentences[at].id].origins
    assert seen == Origin("", "assisted")
    return items


def test_space_accepts_a_suggestion(offering: Desk) -> None:
    assert offering.state.focus == ("suggestion", "0")
    assert "A suggestion is open" in offering.press("enter").message
    offering.press("space")
    assert spans(offering.state) == ["The river rose by two metres"]
    assert stances(offering.state)[0] == ("c1", "s1", "support")
    assert origins(offering) == {"c1": "accepted", "c1<-s1": "accepted", "c1<-s0": "accepted"}
    assert isinstance(offering.state.mode, Ask), "it was the last one: the sentence is finished, what is still asked first"
    offering.press("e v p n")
    assert offering.state.at == 1
    assert origins(offering)["c1"] == "accepted", "answering what is asked anyway is no edit"


def test_the_last_suggestion_is_accepted_and_the_sentence_finished_by_one_key_and_undone_by_one() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, UNASKING, options={"suggestions": offers(flood)})
    desk.press("space")
    assert (desk.state.at, desk.state.message) == (1, "1: 1 claim; 1 source. u to undo.")
    assert desk.state.annotation_of(flood.sentences[0].id).label == "claim"
    assert len(desk.revisions) == len(desk.state.past) == 1
    desk.press("u")
    assert (desk.state.at, desk.state.entries) == (0, {})
    assert desk.state.suggestion
    desk.press("U")
    assert desk.state.annotation.label == "claim"


def test_a_suggestion_that_is_not_the_last_is_accepted_and_the_next_focused(offering: Desk) -> None:
    offering.write(":", "2")
    assert offering.press("space").focus == ("suggestion", "0")
    assert isinstance(offering.state.mode, Review)
    assert offering.press("enter").refused
    offering.press("x")
    assert (offering.state.at, offering.state.annotation.label) == (1, None), "what was rejected last finishes nothing"


def test_an_accepted_suggestion_that_is_changed_is_edited(offering: Desk) -> None:
    offering.press("space esc L")
    assert origins(offering)["c1"] == "edited"
    offering.press("-")
    assert origins(offering)["c1<-s1"] == "edited"


def test_x_rejects_a_suggestion(offering: Desk) -> None:
    offering.press("x")
    assert offering.state.open_suggestions == ()
    assert list(origins(offering).values()) == ["rejected"]
    assert offering.press("x").message == "There is no suggestion to reject."
    offering.press("u")
    assert len(offering.state.open_suggestions) == 1


def test_n_rejects_all_that_is_open_and_is_one_decision(offering: Desk) -> None:
    offering.write(":", "2")
    offering.press("n")
    assert list(origins(offering, 1).values()) == ["rejected", "rejected"]
    assert offering.state.entries[offering.document.sentences[1].id].annotation.label == "no_claim"
    assert len(offering.state.past) == 1
    offering.press("u")
    assert len(offering.state.open_suggestions) == 2


def test_space_goes_to_the_next_sentence_after_the_last_suggestion(offering: Desk) -> None:
    offering.write(":", "5")
    offering.press("space e v")
    assert isinstance(offering.state.mode, End)


def test_an_accepted_claim_that_is_removed_is_rejected(offering: Desk) -> None:
    offering.press("space esc r r")
    assert offering.state.annotation.claims == ()
    assert [(o.how, o.rule) for o in told(offering)] == [("rejected", "said/1@0-28")]
    assert offering.state.open_suggestions == ()
    offering.press("u u u")
    assert len(offering.state.open_suggestions) == 1


def test_a_suggestion_of_a_claim_that_exists_is_refused(offering: Desk) -> None:
    offering.claim(1, 6)
    offering.press("k")
    offering.feed(Key("tab"), Key("tab"), Key("tab"))
    before = offering.state.annotation
    assert offering.press("space").message == "This claim is marked already."
    assert offering.state.annotation == before
    offering.press("x enter e v")
    assert offering.state.at == 1


def test_a_suggested_source_that_is_known_is_reused() -> None:
    flood = article("It rained, said Ann Lee.", "It snowed, said Ann Lee.")
    ids = [sentence.id for sentence in flood.sentences]
    made = {ids[0]: (suggestion(flood, "It rained", "Ann Lee"),), ids[1]: (suggestion(flood, "It snowed", "Ann Lee", "deny"),)}
    desk = Desk(flood, options={"suggestions": made})
    desk.press("space e v p n space")
    assert stances(desk.state)[0] == ("c1", "s1", "deny")
    assert set(desk.state.registry) == {AUTHOR, "s1"}


# -- suggestions that are changed before they are accepted --------------------------------------------------------------


def offered(desk: Desk) -> str:
    assert desk.state.suggestion is not None
    return desk.state.suggestion.spans[0].text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("l", "The river rose by two metres, according"),
        ("L", "The river rose by two"),
        ("H", "river rose by two metres"),
        ("H h", "The river rose by two metres"),
        ("L L H", "river rose by"),
    ],
)
def test_the_edges_of_an_open_suggestion_move(offering: Desk, line: str, text: str) -> None:
    offering.press(line)
    assert offered(offering) == text
    assert offering.state.annotation.claims == ()
    assert offering.revisions == []


def test_clauses_of_a_suggestion_are_dropped_and_edges_picked() -> None:
    flood = article("The dam, built in 1911, is safe, Ada Brandt said.")
    made = {flood.sentences[0].id: (suggestion(flood, "The dam, built in 1911, is safe", "Ada Brandt"),)}
    desk = Desk(flood, options={"suggestions": made})
    assert desk.press("f").message == "Suggestion 1: “The dam, built in 1911”."
    desk.press("d")
    assert offered(desk) == "built in 1911"
    desk.feed(Key("e"), Pointed(7))
    assert offered(desk) == "built in 1911, is safe"
    desk.feed(Key("i"), Pointed(6))
    assert offered(desk) == "is safe"
    desk.feed(Key("m"), Pointed(1), Pointed(2))
    assert desk.state.message == "Suggestion 1: “The dam … is safe”."
    desk.press("space")
    assert spans(desk.state) == ["The dam", "is safe"]
    assert origins(desk) == {"c1": "edited", "c1<-s1": "accepted", "c1<-s0": "accepted"}
    assert desk.state.entries[flood.sentences[0].id].origins[0].rule == "said/1@0-31"


@pytest.mark.parametrize("line", ["L", "-", "z", "L -", "s 0"])
def test_a_change_before_accepting_is_stored_like_one_after(line: str) -> None:
    """Whether a claim's edges and stance are changed before it is accepted or after: the same is stored, by fewer decisions."""

    def stored(keys: str) -> Desk:
        flood = article(*FLOOD)
        desk = Desk(flood, options={"suggestions": offers(flood)})
        desk.press(keys)
        desk.press("esc")
        desk.check()
        return desk

    before = stored(f"{line} space")
    if line == "s 0":  # by hand another source is another stance; a suggestion has one
        assert stances(before.state) == [("c1", AUTHOR, "support")]
        assert origins(before) == {"c1": "accepted", "c1<-s0": "edited"}
    else:
        after = stored(f"space esc {line}")
        assert before.state.entries == after.state.entries
    assert len(before.state.past) == 1


def test_u_undoes_the_newest_change(offering: Desk) -> None:
    offering.press("L L -")
    assert offering.press("u").message == (
        "Undone. Suggestion 1: claim “The river rose by”. Source “Mayor Ada Brandt”, stance: support."
    )
    offering.claim(7, 8)
    offering.press("u")
    assert offering.state.entries == {}, "the claim is newer"
    assert offered(offering) == "The river rose by"
    offering.press("u u")
    assert not isinstance(offering.state.suggestion, Draft)
    assert offered(offering) == "The river rose by two metres"
    assert offering.press("u").message == "Nothing to undo."


def test_a_change_outlasts_leaving_the_sentence_and_an_undo_and_not_the_session(offering: Desk) -> None:
    offering.press("L")
    offering.write(":", "3")
    offering.press("b b")
    assert offered(offering) == "The river rose by two"
    offering.press("space esc u")
    assert offered(offering) == "The river rose by two"
    offering.restart()
    assert offered(offering) == "The river rose by two metres"


def test_a_rejected_draft_is_stored_under_its_original_key(offering: Desk) -> None:
    offering.press("L x")
    assert offering.state.open_suggestions == ()
    (one,) = told(offering)
    assert (one.item, one.how, one.rule) == ("0-28", "rejected", "said/1@0-28")
    offering.write(":", "2")
    offering.press("L n")
    assert [o.rule for o in told(offering, 1)] == [
        "quote/1@62-77",
        "quote/1@95-114",
    ]


def test_a_suggestion_gets_another_source(offering: Desk) -> None:
    offering.press("space e v p n")
    offering.press("s 1")
    assert offering.state.message == "Suggestion 1: source “Mayor Ada Brandt”, stance: support."
    offering.press("space")
    assert stances(offering.state) == [("c1", "s1", "support"), ("c1", AUTHOR, "neutral")]
    assert origins(offering, 1) == {"c1": "accepted", "c1<-s1": "edited", "c1<-s0": "accepted"}
    offering.mention(5, 5)
    assert isinstance(offering.state.mode, IdentifyMention)
    offering.press("enter")
    offering.press("space")
    assert [s.name for s in offering.state.annotation.sources] == ["author", "Mayor Ada Brandt", "she"]
    assert list(offering.state.registry) == [AUTHOR, "s1", "s2"], "no number is used up by a source that was not kept"
    offering.check()


def test_a_new_source_of_a_suggestion_is_numbered_when_it_is_accepted(offering: Desk) -> None:
    offering.mention(10, 11)
    offering.write(":", "3")
    offering.claim(3, 4)
    offering.mention(1, 2)
    offering.write(":", "1")
    offering.press("space")
    assert [s.name for s in offering.state.annotation.sources] == ["author", "Ada Brandt"]
    assert stances(offering.state)[0] == ("c1", "s2", "support")
    offering.check()


def test_a_suggestions_source_is_named_in_a_later_sentence(offering: Desk) -> None:
    offering.press("s v space esc")
    assert [s.name for s in offering.state.annotation.sources] == ["author", ""]
    offering.write(":", "2")
    offering.mention(1, 2)
    assert offering.state.registry["s1"].name == "The dam"
    offering.press("space")
    assert stances(offering.state)[0][1] == "s1"
    offering.check()


def test_actions_that_need_a_claim_are_refused_for_a_suggestion(offering: Desk) -> None:
    for line in ("a", "p", "r"):
        assert offering.press(line).message.startswith(("This is still a suggestion", "Mark the part")), line
        assert isinstance(offering.state.mode, Review)
    assert offering.press("h").message == "There is no further word in this direction."
    assert offering.press("d").message == "There is no clause to drop at the start."


def test_a_draft_changed_back_to_the_original_counts_as_accepted(offering: Desk) -> None:
    offering.press("L l - + space")
    assert set(origins(offering).values()) == {"accepted"}
