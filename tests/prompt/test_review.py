"""What is labelled and looked at: stances, items, joining, suggestions."""

from __future__ import annotations

import pytest
from playing import FLOOD, SCHEMA, Desk, article, offers, spans, stances, suggestion

from annotate.model import AUTHOR
from annotate.prompt.state import Key, Mode


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(("key", "label"), [(choice.key, choice.value) for choice in SCHEMA.labels["stance"].choices])
def test_stances_by_their_keys(desk: Desk, key: str, label: str) -> None:
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert stances(desk.press(key))[0] == ("c1", "s1", label)


def test_z_goes_round(desk: Desk) -> None:
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


def test_items_are_focused_round_and_round(desk: Desk) -> None:
    assert desk.press("tab").refused
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.claim(1, 2)
    seen = [desk.press("j").focus for _ in range(5)]
    assert len(set(seen)) == 5
    assert desk.press("k").focus == seen[-2]
    assert desk.press("b").message == "This is the first sentence."


def test_p_joins_with_the_claim_before(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.write(":", "2")
    assert desk.press("p").message.startswith("Label the part that is here")
    desk.claim(1, 4)
    desk.press("p")
    assert desk.state.annotation.claims == ()
    assert spans(desk.press("b")) == ["The river rose by two metres", "The dam is safe"]
    desk.press("u")
    assert [len(desk.state.annotation_of(s.id).claims) for s in desk.document.sentences[:2]] == [1, 1]


def test_p_with_nothing_to_join(desk: Desk) -> None:
    desk.claim(1, 6)
    assert desk.press("p").message == "The sentence before has no claim to join with."


@pytest.fixture
def offering() -> Desk:
    flood = article(*FLOOD)
    return Desk(flood, options={"suggestions": offers(flood)})


def origins(desk: Desk, at: int = 0) -> dict[str, str]:
    return {origin.item: origin.how for origin in desk.state.entries[desk.document.sentences[at].id].origins}


def test_space_accepts_a_suggestion(offering: Desk) -> None:
    assert offering.state.focus == ("suggestion", "0")
    assert "A suggestion is open" in offering.press("enter").message
    offering.press("space")
    assert spans(offering.state) == ["The river rose by two metres"]
    assert stances(offering.state)[0] == ("c1", "s1", "support")
    assert origins(offering) == {"c1": "accepted", "c1<-s1": "accepted", "c1<-s0": "accepted"}
    offering.press("enter e v p n")
    assert origins(offering)["c1"] == "accepted", "answering what is asked anyway is no edit"


def test_an_accepted_suggestion_that_is_changed_is_edited(offering: Desk) -> None:
    offering.press("space L")
    assert origins(offering)["c1"] == "edited"
    offering.press("-")
    assert origins(offering)["c1<-s1"] == "edited"


def test_x_rejects_a_suggestion(offering: Desk) -> None:
    offering.press("x")
    assert offering.state.open_suggestions == ()
    assert list(origins(offering).values()) == ["rejected"]
    assert offering.press("x").message == "There is no suggestion here to reject."
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


def test_the_last_one_answered_space_goes_on(offering: Desk) -> None:
    offering.write(":", "5")
    offering.press("space space e v")
    assert offering.state.mode is Mode.END


def test_what_was_accepted_and_removed_is_rejected(offering: Desk) -> None:
    offering.press("space r r")
    assert offering.state.annotation.claims == ()
    assert [(o.how, o.rule) for o in offering.state.entries[offering.state.sentence.id].origins] == [("rejected", "said/1@0-28")]
    assert offering.state.open_suggestions == ()
    offering.press("u u u")
    assert len(offering.state.open_suggestions) == 1


def test_a_claim_labelled_by_hand_is_not_accepted_twice(offering: Desk) -> None:
    offering.claim(1, 6)
    offering.press("k")
    offering.feed(Key("tab"), Key("tab"), Key("tab"))
    before = offering.state.annotation
    assert offering.press("space").message == "That claim is labelled already."
    assert offering.state.annotation == before
    offering.press("x enter e v")
    assert offering.state.at == 1


def test_a_suggested_source_that_is_known_is_the_same() -> None:
    flood = article("It rained, said Ann Lee.", "It snowed, said Ann Lee.")
    ids = [sentence.id for sentence in flood.sentences]
    made = {ids[0]: (suggestion(flood, "It rained", "Ann Lee"),), ids[1]: (suggestion(flood, "It snowed", "Ann Lee", "deny"),)}
    desk = Desk(flood, options={"suggestions": made})
    desk.press("space enter e v p n space")
    assert stances(desk.state)[0] == ("c1", "s1", "deny")
    assert set(desk.state.registry) == {AUTHOR, "s1"}
