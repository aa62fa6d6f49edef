"""The article around the sentence: marks that stand without colour, hints under their words, the cursor on what is focused."""

from __future__ import annotations

import pytest

from annotate.labelling.display.passage import passage
from annotate.labelling.display.screen import view
from annotate.labelling.state import At, End, Key, Pointed
from annotate.text.rows import ScreenRow
from support.playing import FLOOD, Desk, article, offers


def text_of(rows: list[ScreenRow]) -> list[str]:
    return ["".join(piece.text for piece in row) for row in rows]


def rows_of(desk: Desk) -> list[str]:
    return text_of([row.shown for row in passage(desk.state, 120, 20)[0]])


def test_a_cue_and_a_suggestion_stand_in_braces() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    assert "[1? The river rose by two metres 1?], according" in "\n".join(rows_of(desk))


def test_pieces_are_marked_each() -> None:
    desk = Desk()
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.feed(Key("m"), Pointed(8), Pointed(11))
    assert any("“[C1 The dam is safe C1],” she said, “and [C1 nobody has to leave C1].”" in row for row in rows_of(desk))


def test_the_cursor_stands_on_the_focused_claim() -> None:
    desk = Desk()
    desk.claim(3, 6)
    rows, (row, column), _ = passage(desk.state, 100, 20)
    assert text_of([rows[row].shown])[0][column:].startswith("rose by two metres")


def test_hints_stand_under_their_words() -> None:
    desk = Desk()
    desk.press("c")
    rows = rows_of(desk)
    row = next(place for place, text in enumerate(rows) if "The river rose" in text)
    assert rows[row + 1][rows[row].index("The river")] != " "
    assert rows[row + 1][rows[row].index("river")] != " "
    assert rows[row + 1][rows[row].index("river") + 2] == " "


def test_the_end_names_what_is_left() -> None:
    desk = Desk()
    desk.press("n n w l")
    desk.write(":", "5")
    desk.press("F enter n")
    assert isinstance(desk.state.mode, End)
    shown = [text.strip() for text in rows_of(desk)]
    assert {"End of flood: 4 of 5 sentences done.", "open: 4", "skipped: 3", "flagged: 5"} <= set(shown)


def test_the_marks_stand_without_colour() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    shown = "\n".join(rows_of(desk))
    assert "[C1 The river rose by two metres C1]" in shown
    assert "<Mayor Ada Brandt>" in shown


def test_a_sentence_over_several_lines_reads_as_one() -> None:
    desk = Desk(article("The bridge over\nthe Ell is shut.", "It opens\nin May."))
    desk.press("c")
    text = "\n".join(rows_of(desk))
    assert "The bridge over the Ell is shut." in text
    assert "It opens in May." in text
    assert "\u240a" not in text


def test_a_mention_in_another_sentence_leaves_no_mark_here() -> None:
    desk = Desk()
    desk.write(":", "2")
    desk.claim(1, 4)
    desk.feed(Key("s"), At(1), Pointed(9), Pointed(11))
    (row,) = [row for row in rows_of(desk) if "The dam is safe" in row]
    assert row.strip().endswith("nobody has to leave.”")


def test_who_says_the_focused_suggestion_is_marked() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    assert "according to <Mayor Ada Brandt>." in "\n".join(rows_of(desk))
    desk.press("L")
    assert "[1? The river rose by two 1?] metres, according to <Mayor Ada Brandt>." in "\n".join(rows_of(desk))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
def test_hints_never_touch(size: tuple[int, int]) -> None:
    text = " ".join("a I to o u be x y in on" for _ in range(12)) + " 東京の橋が閉鎖された。"
    desk = Desk(article(text))
    desk.press("c")
    for _ in range(8):
        screen = view(desk.state, *size)
        for row in screen.rows:
            hints = [piece.text for piece in row if piece.style == "hint"]
            assert all(len(hint.strip()) <= 2 for hint in hints), row
        desk.labelling.limit_scroll(screen.scroll, screen.page)
        desk.press("pgdn")
