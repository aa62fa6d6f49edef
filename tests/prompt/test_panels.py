"""The panel: what is labelled here or what is asked, for each state."""

from __future__ import annotations

import pytest
from playing import FLOOD, Desk, article, offers

from annotate.prompt.panels import panel


def shown(desk: Desk, most: int = 15) -> str:
    return "\n".join("".join(piece.text for piece in row).rstrip() for row in panel(desk.state, 100, most))


def test_what_is_labelled() -> None:
    desk = Desk()
    assert "NOT SEEN YET" in shown(desk)
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert shown(desk).splitlines() == [
        " BEGUN: Enter finishes it",
        "   C1  The river rose by two metres",
        " >      1 Mayor Ada Brandt  + support",
        "        0 author  = neutral",
        " sources: 0 author  1 Mayor Ada Brandt",
    ]


def test_a_suggestion() -> None:
    flood = article(*FLOOD)
    text = shown(Desk(flood, options={"suggestions": offers(flood)}))
    assert text.splitlines()[:3] == [
        " SUGGESTION 1 of 1   rule said/1",
        " > claim   The river rose by two metres",
        "   source  Mayor Ada Brandt (new)   stance  + support",
    ]


def test_a_changed_suggestion() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.press("L - s 0")
    assert shown(desk).splitlines()[:3] == [
        " SUGGESTION 1 of 1, changed   rule said/1",
        " > claim   The river rose by two",
        "   source  0 author   stance  - deny",
    ]
    desk.claim(1, 2)
    assert shown(desk).splitlines()[1].startswith("   claim"), "the claim is focused, not the suggestion"
    desk.press("k")
    desk.press("s")
    assert "WHO SAYS" in shown(desk)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("c", "NEW CLAIM: its first word"),
        ("s", "WHO SAYS C1?"),
        ("s o", "SOURCE:"),
        ("a", "ATTRIBUTES of C1"),
        ("enter", "TYPE of C1 The river rose by two metres"),
        ("N", "note:"),
        ("F", "flag:"),
        (":", "command:"),
        ("i", "NEW START: the word"),
        ("m", "ANOTHER PIECE: its first word"),
    ],
)
def test_what_is_asked(keys: str, said: str) -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.press(keys)
    assert said in shown(desk)


def test_the_focused_claim_stays_in_sight() -> None:
    desk = Desk()
    for last in range(2, 7):
        desk.claim(1, last)
    assert "> C5" in shown(desk, 6)
    assert len(shown(desk, 6).splitlines()) <= 6
