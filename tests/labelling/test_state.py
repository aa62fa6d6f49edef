"""The values of a session, and the small functions on them."""

from __future__ import annotations

from annotate.labelling.state import Key, Number, Pointed, Text, describe_focus, key_name, quote, source_name
from support.playing import FLOOD, Desk, article, offers


def test_the_key_of_an_event() -> None:
    assert [key_name(event) for event in (Key("x"), Number(3), Pointed(3), Text("x"))] == ["x", "3", "", ""]


def test_long_text_is_quoted_with_both_ends() -> None:
    assert quote("two\n words") == "“two words”"
    shown = quote("start " + "x" * 200 + " end")
    assert shown.startswith("“start")
    assert shown.endswith(" end”")
    assert len(shown) < 70
    long = "the minister announced yesterday that the harbour would be closed for several months"
    assert quote(long) == "“the minister announced ... for several months”"
    assert quote(long, 30) == "“the minister ... months”"


def test_items_in_order() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert desk.state.items == (("suggestion", "0"), ("claim", "c1"), ("stance", "c1", "s1"), ("stance", "c1", "s0"))


def test_the_focused_item_in_words() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    assert describe_focus(desk.state).startswith("Suggestion 1: claim “The river rose by two metres”")
    desk.press("x")
    assert describe_focus(desk.state) == ""
    desk.claim(1, 2)
    assert "author" in describe_focus(desk.state)
    desk.press("s v")
    assert "(not named yet)" in describe_focus(desk.state)
    assert source_name(None) == "author"


def test_the_number_of_finished_sentences() -> None:
    desk = Desk()
    desk.press("n c 1 w")
    assert desk.state.finished == 1
