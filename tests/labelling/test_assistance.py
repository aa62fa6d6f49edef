"""Which sentences are shown without suggestions: as many as asked for, always the same ones; and what is stored of that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.labelling.assistance import Assistance, is_blind, parse_rate
from annotate.labelling.state import End
from annotate.model import exposure
from support.playing import FLOOD, Desk, article, offers

names = st.text(min_size=1, max_size=20)
MANY = [f"flood:{start}" for start in range(10_000)]


def share(rate: float, document: str = "flood", annotator: str = "mk") -> float:
    return sum(is_blind(document, annotator, sentence, rate) for sentence in MANY) / len(MANY)


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.5, 0.9])
def test_the_blind_share_is_close_to_the_rate(rate: float) -> None:
    """Within four standard deviations of a binomial's share; the draw is fixed, so this passes always or never."""
    for document, annotator in (("flood", "mk"), ("flood", "ada"), ("市长", "mk")):
        assert abs(share(rate, document, annotator) - rate) < 4 * (rate * (1 - rate) / len(MANY)) ** 0.5


@given(names, names, names)
def test_rates_of_zero_and_one(document: str, annotator: str, sentence: str) -> None:
    assert not is_blind(document, annotator, sentence, 0.0)
    assert is_blind(document, annotator, sentence, 1.0)


@given(names, names, names, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_rate_only_adds(document: str, annotator: str, sentence: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert is_blind(document, annotator, sentence, low) <= is_blind(document, annotator, sentence, high)


def test_the_draw_never_changes() -> None:
    """Studies under way depend on it: another draw would show sentences again that were to be blind."""
    assert [place for place, sentence in enumerate(MANY[:40]) if is_blind("flood", "mk", sentence, 0.15)] == [0, 3, 7, 14, 22]


def test_the_draw_depends_on_document_and_annotator() -> None:
    draws = {tuple(is_blind(*who, s, 0.5) for s in MANY[:100]) for who in (("a", "mk"), ("b", "mk"), ("a", "ada"))}
    assert len(draws) == 3


@pytest.mark.parametrize(
    ("text", "rate"),
    [("0.15", 0.15), ("0", 0.0), ("1", 1.0), ("1.01", None), ("-0.1", None), ("nan", None), ("inf", None), ("x", None)],
)
def test_rates(text: str, rate: float | None) -> None:
    assert parse_rate(text) == rate


# -- in a session -------------------------------------------------------------------------------------------------------


def desk(rate: float) -> Desk:
    flood = article(*FLOOD)
    return Desk(flood, options={"suggestions": offers(flood), "assistance": Assistance(True, rate, "mk")})


def seen(one: Desk, at: int = 0) -> str | None:
    return exposure(one.state.entries[one.document.sentences[at].id].origins)


def test_a_blind_sentence_has_no_suggestions_and_only_the_store_says_so() -> None:
    one = desk(1.0)
    assert one.state.open_suggestions == ()
    assert "blind" not in one.state.message
    one.press("n")
    assert seen(one) == "blind"


def test_what_is_decided_by_hand_on_an_assisted_sentence_is_assisted() -> None:
    one = desk(0.0)
    one.write("N", "a note")
    assert seen(one) == "assisted"
    one.write(":", "3")
    one.press("n")
    assert seen(one, 2) == "assisted", "though there was nothing to suggest"


def test_without_suggestions_no_exposure_is_stored() -> None:
    for options in ({}, {"suggestions": {}}, {"suggestions": offers(article(*FLOOD)), "assistance": Assistance(on=False)}):
        one = Desk(article(*FLOOD), options=options)
        one.press("n")
        assert one.state.entries[one.document.sentences[0].id].origins == ()


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("on 1", "off", "blind"),
        ("on 0", "off", "assisted"),
        ("off", "on 0", "assisted"),
        ("off", "on 1", "blind"),
        ("on 1", "on 0", "assisted"),
        ("on 0", "on 1", "assisted"),
    ],
)
def test_an_exposure_stays(first: str, then: str, told: str) -> None:
    one = desk(0.0)
    one.write(":", f"set suggestions {first}")
    one.claim(1, 6)
    one.write(":", f"set suggestions {then}")
    one.write("N", "a note")
    assert seen(one) == told
    one.write(":", "set suggestions off")
    one.press("r")
    assert (one.state.annotation.claims, seen(one)) == ((), told)
    one.check()


def test_undo_restores_the_exposure() -> None:
    one = desk(0.0)
    one.write(":", "set suggestions off")
    one.claim(1, 6)
    one.write(":", "set suggestions on")
    one.press("x")
    assert seen(one) == "assisted"
    one.press("u")
    assert seen(one) is None
    one.restart()
    one.press("U")
    assert seen(one) == "assisted"


def test_a_decision_elsewhere_stores_no_exposure() -> None:
    one = desk(0.0)
    one.write(":", "set suggestions off")
    one.claim(1, 6)
    one.press("s v")
    one.write(":", "3")
    one.write(":", "set suggestions on")
    one.claim(3, 4)
    one.mention(1, 2)
    assert one.state.entries[one.document.sentences[0].id].annotation.sources[1].name == "Two engineers"
    assert (seen(one), seen(one, 2)) == (None, "assisted")


def test_assistance_is_set_in_the_session() -> None:
    one = desk(0.0)
    assert one.write(":", "set suggestions off").message == "Suggestions off."
    assert (one.state.open_suggestions, one.state.focus) == ((), ())
    assert one.write(":", "set suggestions on").suggestion
    said = one.write(":", "set suggestions on 0.25 ada brandt")
    assert said.message == "Suggestions on, hidden on 25 % of the sentences."
    assert said.assistance == Assistance(True, 0.25, "ada brandt")
    for wrong in ("", "on 2", "on nan", "maybe", "on much"):
        assert one.write(":", f"set suggestions {wrong}").refused, wrong
    one.press("n n n n n")
    assert isinstance(one.state.mode, End)
    assert isinstance(one.write(":", "set suggestions off").mode, End)
    assert one.state.assistance == replace(said.assistance, on=False)


def test_the_annotator_drawn_for_stays_if_only_the_rate_is_set() -> None:
    assert desk(0.0).write(":", "set suggestions on 0.5").assistance == Assistance(True, 0.5, "mk")
