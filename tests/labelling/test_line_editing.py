"""A line of text and its caret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.labelling.events import Event, Key, Number, Pointed, Text
from annotate.labelling.line_editing import Line, edit_line, insert


def typed(line: Line, *events: Event) -> Line:
    for event in events:
        edited = edit_line(line, event)
        assert edited is not None
        line = edited
    return line


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (Key("a"), "noa"),
        (Key("space"), "no "),
        (Key("backspace"), "n"),
        (Number(3), "no3"),
        (Text("all new"), "all new"),
        (Text("two\nlines\u2028more\x85"), "two lines more"),
        (Text("a\0b\ud83d"), "a b?"),
        (Key("\n"), "no"),
        (Key("é"), "noé"),
        (Key("c-u"), ""),
        (Key("delete"), "no"),
    ],
)
def test_a_line_is_written(event: Event, text: str) -> None:
    assert edit_line(Line("no"), event) == Line(text)


@pytest.mark.parametrize("event", [Key("tab"), Key("up"), Key("pgdn"), Pointed(1)])
def test_events_that_write_nothing(event: Event) -> None:
    assert edit_line(Line("no"), event) is None


@pytest.mark.parametrize(
    ("keys", "text", "behind"),
    [
        ("left left x", "the old toxwn", 2),
        ("home x", "xthe old town", 12),
        ("home end x", "the old townx", 0),
        ("home delete", "he old town", 11),
        ("home backspace", "the old town", 12),
        ("home left", "the old town", 12),
        ("right", "the old town", 0),
        ("left left backspace", "the old twn", 2),
        ("left left delete", "the old ton", 1),
        ("c-w", "the old ", 0),
        ("c-w c-w", "the ", 0),
        ("left c-w", "the old n", 1),
        ("left left c-u", "wn", 2),
        ("left space", "the old tow n", 1),
    ],
)
def test_the_keys_of_a_shell(keys: str, text: str, behind: int) -> None:
    assert typed(Line("the old town"), *map(Key, keys.split())) == Line(text, behind)


def test_the_caret_moves_by_what_a_reader_sees() -> None:
    line = Line("cafe\u0301 क्षि")
    assert typed(line, Key("left")).after == "क्षि"
    assert typed(line, Key("home"), *[Key("right")] * 4).before == "cafe\u0301"
    assert typed(line, Key("home"), *[Key("right")] * 3, Key("delete")).text == "caf क्षि"
    assert typed(line, Key("backspace")).text == "cafe\u0301 क्ष", "one code point, to correct a vowel sign"


def test_what_is_pasted_goes_to_the_caret() -> None:
    assert insert(Line("the town", 4), "old\nand grey ") == Line("the old and grey town", 4)
    assert edit_line(Line("the town", 4), Text("x")) == Line("x", 1), "a text replaces the line"


KEYS = ("left", "right", "home", "end", "delete", "backspace", "c-u", "c-w", "a", "space")


@given(st.text(max_size=12), st.lists(st.sampled_from(KEYS), max_size=20))
def test_the_caret_is_always_in_the_line(text: str, keys: list[str]) -> None:
    line = edit_line(Line(), Text(text))
    assert line is not None
    for key in keys:
        line = edit_line(line, Key(key))
        assert line is not None
        assert 0 <= line.behind <= len(line.text)
        assert line.before + line.after == line.text
