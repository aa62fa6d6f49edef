"""The list of claims on the screen and in words."""

from __future__ import annotations

import pytest

from annotate.labelling.display.claims import claim_line, claim_lines, claim_rows
from annotate.labelling.display.screen import view
from annotate.labelling.display.speech import speak
from annotate.labelling.state import ClaimPage
from support.playing import Desk


def desk_with_claims(everywhere: str = "") -> Desk:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter e v p n")
    desk.write("F", "look")
    desk.write(":", f"claims{everywhere}")
    return desk


def texts(desk: Desk, width: int = 60, height: int = 16) -> list[str]:
    return ["".join(piece.text for piece in row).rstrip() for row in view(desk.state, width, height).rows]


def test_a_claim_with_its_sentence_source_stance_and_type() -> None:
    desk = desk_with_claims()
    rows = texts(desk)
    assert rows[2:5] == [
        " >   1    1 C1  The river rose by two metres",
        "       Mayor Ada Brandt: support; author: neutral · event,",
        "       verifiable",
    ]
    assert texts(desk, 80, 24)[2:5] == [rows[2], f"{rows[3]} verifiable", ""]
    assert rows[13] == " claims 1-1 of 1"
    assert "Enter open the sentence" in rows[14]


def test_the_line_of_a_claim() -> None:
    desk = desk_with_claims(" all")
    assert isinstance(desk.state.mode, ClaimPage)
    (line,) = claim_lines(desk.state.mode)
    assert line == (
        "1: sentence 1, C1 “The river rose by two metres”. flood, mk · Mayor Ada Brandt: support; author: neutral · event, "
        "verifiable."
    )
    said = speak(None, desk.state)
    assert said[-2:] == [line, "Which claim? Its number opens it, esc closes the list."]


@pytest.mark.parametrize("row", [0, 1, 57, 98, 99])
@pytest.mark.parametrize("height", [16, 24, 50])
def test_the_marked_claim_is_always_shown(row: int, height: int) -> None:
    desk = desk_with_claims()
    desk.listed = desk.claims("", everywhere=False) * 99
    desk.press("esc")
    desk.write(":", "claims all")
    for digit in str(row + 1):
        desk.press(digit)
    marked = [line for line in texts(desk, 80, height) if line.startswith(" >")]
    assert [line.split()[1] for line in marked] == [str(row + 1)]
    assert any(line.endswith(f"of 100   typed: {row + 1}") for line in texts(desk, 80, height))


def test_moving_says_the_claim() -> None:
    desk = desk_with_claims()
    desk.listed = desk.claims("", everywhere=False)
    desk.press("esc")
    desk.write(":", "claims all")
    before = desk.state
    after = desk.press("down")
    assert isinstance(after.mode, ClaimPage)
    assert speak(before, after) == [claim_line(after.mode, 1)]


@pytest.mark.parametrize("width", [20, 60, 200])
def test_rows_fit(width: int) -> None:
    desk = desk_with_claims()
    assert isinstance(desk.state.mode, ClaimPage)
    rows, position = claim_rows(desk.state.mode, width, 3)
    assert len(rows) == (2 if width >= 80 else 3)
    assert all(len("".join(piece.text for piece in row)) <= width for row in (*rows, position))
