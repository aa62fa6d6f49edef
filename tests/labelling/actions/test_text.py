"""Lines that are written: notes, flags, commands."""

from __future__ import annotations

import pytest

from annotate.labelling.line_editing import Line
from support.playing import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_flags_and_notes(desk: Desk) -> None:
    desk.write("F", "who is she?")
    desk.write("N", "  see p. 4 ")
    assert (desk.state.annotation.flag, desk.state.annotation.note) == ("who is she?", "see p. 4")
    assert desk.state.annotation.label is None
    assert desk.write("F", "").message == "Flag removed."
    assert desk.state.annotation.flag is None
    desk.write("F", "")
    assert desk.state.annotation.flag == ""
    desk.press("N")
    assert desk.state.line == Line("see p. 4")


def test_characters_that_cannot_be_stored_are_replaced(desk: Desk) -> None:
    desk.write("N", "a\0b\nc\ud800d")
    assert desk.state.annotation.note == "a b c?d"


def test_the_command_line(desk: Desk) -> None:
    assert desk.write(":", "4").at == 3
    assert desk.write(":", "find COUNCIL").at == 4
    assert desk.write(":", "find dam").at == 1
    assert desk.state.message == "Found 1 of 1: n next, N previous."
    assert desk.write(":", "find unicorn").message == "No sentence contains “unicorn”."
    assert desk.write(":", "set profile full").profile == "full"
    for wrong in ("", "0", "6", "9" * 6000, "set profile huge", "find", "drop table"):
        assert desk.write(":", wrong).refused, wrong
    assert desk.state.at == 1
    assert desk.write(":", "q").over
