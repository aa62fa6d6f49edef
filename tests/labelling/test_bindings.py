"""Every key says one thing: bindings are a permutation, and a key given away means nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.labelling.bindings import SHOWN, UNBOUND, bind
from annotate.labelling.state import Key, Pick
from support.playing import Desk

KEYS = st.sampled_from("abcdefgж")


@given(st.dictionaries(KEYS, KEYS).filter(lambda wanted: len(set(wanted.values())) == len(wanted)))
def test_each_key_means_one_and_is_shown_as_one(wanted: dict[str, str]) -> None:
    bindings = bind(wanted)
    for key in "abcdefgжz":
        assert bindings.meant(bindings.shown(key)) == key
        assert bindings.shown(bindings.meant(key)) == key
    assert all(bindings.shown(key) == typed for key, typed in wanted.items())


def test_a_key_that_was_given_away_means_nothing() -> None:
    bindings = bind({"f": "t"})
    assert bindings.meant("t") == "f"
    assert bindings.meant("f") == "t"  # which no action has
    assert bindings.meant("x") == "x"


def test_two_keys_are_swapped() -> None:
    bindings = bind({"d": "f", "f": "d"})
    assert (bindings.meant("d"), bindings.meant("f")) == ("f", "d")


def test_named_keys_are_shown_as_people_write_them() -> None:
    assert bind({"n": "backspace"}).shown("n") == "Backspace"
    assert UNBOUND.shown("pgup") == SHOWN["pgup"] == "PgUp"


def test_messages_name_the_keys_that_are_typed() -> None:
    desk = Desk(options={"bindings": bind({"c": "ж", "?": "h", "h": "x", "x": "y", "enter": "g", "u": "o"})})
    assert desk.state.message == "ж: mark a claim. n: no claim here. h: help."
    assert desk.press("enter").message == "Nothing labelled yet: ж to mark a claim, n if there is none, w to skip."
    assert desk.feed(Key(desk.state.meant("Q"))).message == "Q does nothing here (h for keys)."
    assert desk.feed(Key(desk.state.meant("c"))).message == "c does nothing here (h for keys)."
    desk.press("c 1")
    assert "o to undo." in desk.press("r").message


def test_only_review_and_the_end_are_bound() -> None:
    desk = Desk(options={"bindings": bind({"c": "s", "s": "c"})})
    assert desk.state.meant("s") == "c"
    desk.press("c")
    assert isinstance(desk.state.mode, Pick)
    assert desk.state.meant("s") == "s"
