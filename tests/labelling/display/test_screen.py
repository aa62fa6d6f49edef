"""What the screen looks like: never wider or higher than asked, safe to print, its marks there without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotate.labelling.assistance import Assistance
from annotate.labelling.display.panels import suggestion_note
from annotate.labelling.display.screen import WIDEST, Screen, view
from annotate.labelling.state import Key
from annotate.text.languages import languages_with_rules
from annotate.text.rows import row_width
from support.paths import GOLDEN
from support.playing import FLOOD, SCRIPTS, Desk, article, likely_events, offers

FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
SIZES = ((60, 16), (80, 24), (100, 30), (200, 50), (61, 17), (133, 19), (75, 41), (20, 8))

LONG = "word, " * 832 + "end."  # 5,000 characters
STACKED = "Z\u0351\u0343\u036b" * 50 + " said so."
EVERYTHING = article(*SCRIPTS, FLOOD[1], "x" * 700, LONG, STACKED, before="By Ada \u202eQ.", title="T\x1b]0;")


def text_of(screen: Screen) -> list[str]:
    return ["".join(piece.text for piece in row) for row in screen.rows]


def rows_of(desk: Desk) -> list[str]:
    return text_of(view(desk.state, 120, 30))


def check_screen(screen: Screen, width: int, height: int) -> None:
    assert len(screen.rows) == height
    for row in screen.rows:
        assert row_width(row) <= width
        assert not FORBIDDEN.search("".join(piece.text for piece in row))
    assert 0 <= screen.cursor[0] < height
    assert 0 <= screen.cursor[1] < width


@given(numbers=st.lists(st.integers(0, 10**6), max_size=40), size=st.sampled_from(SIZES), full=st.booleans())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_state_fits_its_screen(numbers: list[int], size: tuple[int, int], full: bool) -> None:
    desk = Desk(EVERYTHING, options={"profile": "full" if full else "quick"})
    for number in numbers:
        check_screen(view(desk.state, *size), *size)
        offered = likely_events(desk.state)
        desk.feed(offered[number % len(offered)])
    check_screen(view(desk.state, *size), *size)


@pytest.mark.parametrize("at", range(len(EVERYTHING.sentences)))
@pytest.mark.parametrize("line", ["", "c", "c a", "s", "? j j", "G", "I", "B", "F", "N", ":", "a", "w"])
def test_every_sentence_in_every_state(at: int, line: str) -> None:
    desk = Desk(EVERYTHING)
    desk.write(":", str(at + 1))
    if line in ("s", "a", "I"):
        desk.press("c 1")
    desk.press(line)
    for size in SIZES:
        check_screen(view(desk.state, *size), *size)


@given(st.integers(20, 220), st.integers(8, 70))
@example(60, 16)
@settings(deadline=None, max_examples=40)
def test_any_size(width: int, height: int) -> None:
    desk = Desk(EVERYTHING)
    desk.press("c 1")
    check_screen(view(desk.state, width, height), width, height)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("line", ["", "c", "c 1", "N", "?", "s"])
def test_advice_takes_no_more_than_half_of_the_room(size: tuple[int, int], line: str) -> None:
    desk = Desk(EVERYTHING)
    desk.press("c 1")
    desk.press(line)
    screen = view(desk.state, *size, ["A hint. " * 40, "Another, with \x1b in it."])
    check_screen(screen, *size)
    advice = sum(row.startswith(" | ") for row in text_of(screen))
    assert advice == 0 if line == "?" else 0 < advice <= size[1] // 2


def test_of_advice_that_is_too_long_the_last_lines_are_shown() -> None:
    desk = Desk()
    lines = [f"Line {number}." for number in range(1, 9)]
    rows = text_of(view(desk.state, 60, 16, lines))
    assert [row for row in rows if row.startswith(" | ")] == [f" | Line {number}." for number in range(4, 9)]
    desk.press("n n n n n")
    rows = text_of(view(desk.state, 60, 16, lines))
    assert rows[rows.index(" | Line 1.") - 1] == "-" * 60, "at the end it is what was learned, from its beginning"


def test_there_is_one_rule_below_the_end_of_an_article() -> None:
    desk = Desk()
    desk.press("n n n n n")
    for size in SIZES:
        assert sum(row.startswith("---") for row in text_of(view(desk.state, *size))) == 2


def test_the_way_out_of_picking_is_seen_on_the_smallest_screen() -> None:
    desk = Desk()
    desk.press("c 1 m")
    assert "Esc cancel" in " ".join(text_of(view(desk.state, 60, 16))[-2:])


def test_advice_stands_above_what_is_labelled() -> None:
    desk = Desk()
    rows = text_of(view(desk.state, 80, 24, ["Press c."]))
    place = rows.index(" | Press c.")
    assert rows[place - 1] == "-" * 80
    assert rows[place + 1] == " NOT LABELLED YET"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("", [""]),
        ("It fits.", ["It fits."]),
        ("word " * 13 + "end.", [" ".join(["word"] * 11), "word word end."]),
        ("word " * 30, [" ".join(["word"] * 11), "word " * 11 + "wor…"]),
    ],
    ids=["none", "short", "two rows", "cut off"],
)
def test_a_long_message_takes_two_rows(message: str, shown: list[str]) -> None:
    screen = view(replace(Desk().state, message=message), 60, 16)
    check_screen(screen, 60, 16)
    rows = [text.strip() for text in text_of(screen)]
    assert rows[-2 - len(shown) : -2] == shown
    assert rows[-3 - len(shown)] == "-" * 60


def test_the_cursor_stands_below_advice_where_text_is_written() -> None:
    desk = Desk()
    desk.press("N a b")
    screen = view(desk.state, 80, 24, ["A hint."])
    assert text_of(screen)[screen.cursor[0]].rstrip().endswith("note: ab")


def test_the_cursor_stands_where_text_is_written() -> None:
    desk = Desk()
    desk.press("N")
    for character in "see 市":
        desk.feed(Key("space" if character == " " else character))
    screen = view(desk.state, 100, 30)
    row, column = screen.cursor
    assert text_of(screen)[row].rstrip().endswith("see 市")
    assert column == row_width(screen.rows[row])


# -- golden screens -----------------------------------------------------------------------------------------------------


def claimed() -> Desk:
    desk = Desk(article(*FLOOD, before="By Ima Reporter", id="flood"))
    desk.claim(1, 6)
    desk.mention(9, 11)
    return desk


def picking() -> Desk:
    desk = claimed()
    desk.press("c")
    return desk


def asking() -> Desk:
    desk = claimed()
    desk.press("enter e")
    return desk


def suggesting() -> Desk:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.write(":", "2")
    desk.press("space")
    return desk


SCREENS = {"claimed": claimed, "picking": picking, "asking": asking, "suggesting": suggesting}


@pytest.mark.parametrize("name", SCREENS)
def test_screens_look_as_they_did(name: str) -> None:
    """Rewritten, after a look at the difference, with: PYTHONPATH=.:tests python tests/labelling/display/test_screen.py"""
    path = GOLDEN / f"{name}.txt"
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    assert drawn(name) == expected, "if the new screen is right: PYTHONPATH=.:tests python tests/labelling/display/test_screen.py"


def drawn(name: str) -> str:
    return "".join(f"{text.rstrip()}\n" for text in text_of(view(SCREENS[name]().state, 80, 24)))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for screen in SCREENS:
        (GOLDEN / f"{screen}.txt").write_text(drawn(screen), encoding="utf-8")


@pytest.mark.parametrize("keys", ["", "c", "c 1 s", "?", "B", "c 1 a"])
def test_a_wide_terminal_is_used_as_far_as_lines_can_be_read(keys: str) -> None:
    desk = Desk()
    for key in keys.split():
        desk.press(key)
    assert max(row_width(row) for row in view(desk.state, 200, 50).rows) <= WIDEST


def test_ready_made_spans_take_a_third_of_the_height_and_the_others_are_counted() -> None:
    desk = Desk(article("One is here, two is there, three is up, four is down, five is out, six is in, seven is on."))
    desk.press("c")
    rows = ["".join(piece.text for piece in row) for row in view(desk.state, 60, 16).rows]
    listed = [row for row in rows if row.startswith("  ") and row[2:3].isdigit()]
    assert len(listed) <= 5
    assert listed[-1].endswith("further spans")


def test_spans_that_look_alike_are_told_apart_by_their_words() -> None:
    middle = " and ".join(f"the {number}th gate stays open" for number in range(12))
    desk = Desk(article(f"“The dam is safe, {middle}, and it holds, {middle}, and it holds,” she said."))
    desk.press("c")
    rows = ["".join(piece.text for piece in row) for row in view(desk.state, 60, 40).rows]
    listed = [row for row in rows if re.match(r"  \d ", row)]
    assert len({row[4:] for row in listed}) == len(listed)


def test_who_says_shows_the_claim() -> None:
    desk = Desk()
    desk.press("c 1 s")
    rows = ["".join(piece.text for piece in row) for row in view(desk.state, 80, 24).rows]
    place = next(number for number, row in enumerate(rows) if "WHO SAYS C1?" in row)
    assert "The river rose by two metres" in rows[place + 1]


@pytest.mark.parametrize(
    ("options", "language", "note"),
    [
        ({"assistance": Assistance(False)}, "en", "suggestions are off"),
        ({}, "pl", f"no suggestions: rules cover {languages_with_rules()}, this is Polish"),
        ({}, "gl-ES", f"no suggestions: rules cover {languages_with_rules()}, this is gl"),
        ({}, "de-AT", ""),
        ({}, None, ""),
    ],
)
def test_a_sentence_without_suggestions_says_why(options: dict[str, Any], language: str | None, note: str) -> None:
    desk = Desk(replace(article(*FLOOD), language=language), options=options)
    assert suggestion_note(desk.state) == note
    desk.press("c 1")
    assert suggestion_note(desk.state) == "", "what is begun needs no excuse"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
def test_why_there_is_no_suggestion_is_not_cut_off(size: tuple[int, int]) -> None:
    desk = Desk(replace(article(*FLOOD), language="fr"))
    rows = ["".join(piece.text for piece in row) for row in view(desk.state, *size).rows]
    assert suggestion_note(desk.state) in " ".join(" ".join(rows).split())


def test_a_blind_sentence_says_that_suggestions_are_hidden_and_another_that_there_is_none() -> None:
    document = article(*FLOOD)
    blind = Desk(document, options={"suggestions": offers(document), "assistance": Assistance(True, 1.0)})
    assert "hidden here" in suggestion_note(blind.state)
    assisted = Desk(document, options={"suggestions": offers(document)})
    assert suggestion_note(assisted.state) == ""
    assisted.write(":", "3")
    assert suggestion_note(assisted.state) == "no suggestion for this sentence"
