"""Rows by display cells: wrapped, clipped, never wider than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.rows import (
    ScreenRow,
    StyledText,
    arrange_in_columns,
    bar,
    elide,
    flow,
    fold,
    line,
    mark,
    paragraph,
    percent,
    row,
    row_width,
    style_cells,
    wrap,
)
from annotate.text.terminal import WIDEST_CELL

NASTY = st.text(st.sampled_from("ab ,.市e\u0301👩\u200d👧\t\x1b\u202eश्रि"), max_size=120)


def text_of(found: object) -> str:
    return "".join(piece.text for piece in found)  # type: ignore[attr-defined]


@given(NASTY, st.integers(WIDEST_CELL, 60))
def test_nothing_is_wider_than_asked(text: str, width: int) -> None:
    assert row_width(line(width, ("", text), ("dim", text))) <= width
    assert row_width(elide(width, "", text)) <= width
    assert all(row_width(found) <= width for found in paragraph(width, text, indent=min(3, width - 2)))
    for found in wrap(style_cells("", text), width):
        assert sum(item.cell.width for item in found) <= width


def test_folded_rows_are_indented_and_the_last_one_is_cut_off() -> None:
    def folded(text: str, limit: int | None = None) -> list[str]:
        return [text_of(row) for row in fold(style_cells("", text), 8, 2, limit)]

    assert folded("") == [""]
    assert folded("one two") == ["one two"]
    assert folded("one two three four") == ["one two ", "  three ", "  four"]
    assert folded("one two three four", 2) == ["one two ", "  three…"]
    assert folded("one two three", 2) == ["one two ", "  three"]


@given(NASTY, st.integers(2, 60))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    placed = style_cells("", text)
    assert tuple(item for found in wrap(placed, width) for item in found) == placed


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("市长说", 4, ["市长", "说"]),
        ("市长说", 5, ["市长", "说"]),
        ("", 5, [""]),
    ],
)
def test_where_lines_break(text: str, width: int, rows: list[str]) -> None:
    assert ["".join(item.cell.text for item in found) for found in wrap(style_cells("", text), width)] == rows


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert text_of(line(6, ("", "abcdefgh"))) == "abcde…"
    assert text_of(line(5, ("", "市长说话"))) == "市长…"
    assert text_of(line(8, ("", "abcdefgh"))) == "abcdefgh"
    assert row([], 5) == ()


def test_both_ends_of_an_elided_text_stay() -> None:
    shown = text_of(elide(20, "claim", "the beginning of it all and the end"))
    assert shown.startswith("the")
    assert shown.endswith("end")
    assert " … " in shown


def test_no_blank_is_doubled_before_the_ellipsis() -> None:
    """The first half ends after the blank of "word "."""
    assert text_of(elide(12, "", "word and other words")) == "word … ords"
    assert text_of(elide(13, "", "word and other words")) == "word … words"


def test_styles_are_pieces() -> None:
    assert [(piece.style, piece.text) for piece in line(20, ("a", "x"), ("a", "y"), ("b", "z"))] == [("a", "xy"), ("b", "z")]


def test_marks_have_no_offsets_in_the_document() -> None:
    assert {(item.cell.start, item.cell.end) for item in mark("", "[C1 ")} == {(-1, -1)}


def entries(*texts: str) -> list[ScreenRow]:
    return [(StyledText("", text),) for text in texts]


def written(rows: list[ScreenRow] | None) -> list[str]:
    return ["".join(piece.text for piece in row) for row in rows or []]


def test_columns_are_as_few_and_as_long_as_they_can_be() -> None:
    assert written(arrange_in_columns(entries("a", "bbb", "c", "d", "e"), 20, 5)) == ["a", "bbb", "c", "d", "e"]
    assert written(arrange_in_columns(entries("a", "bbb", "c", "d", "e"), 20, 4)) == ["a    d", "bbb  e", "c"]
    assert written(arrange_in_columns(entries("市长", "b", "c"), 20, 2)) == ["市长  c", "b"]
    assert arrange_in_columns(entries("aaaa", "bbbb"), 9, 1) is None
    assert arrange_in_columns([], 9, 1) == []


def test_entries_flow_and_none_is_broken() -> None:
    assert written(flow(entries("a b", "c", "d e", "f"), 8)) == ["a b  c", "d e  f"]
    assert written(flow(entries("a very long one"), 8)) == ["a very …"]
    assert flow([], 8) == []


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [
        (0, 22, "[..........]   0 %"),
        (9, 22, "[####......]  40 %"),
        (21, 22, "[#########.]  95 %"),
        (22, 22, "[##########] 100 %"),
    ],
)
def test_a_bar(done: int, total: int, shown: str) -> None:
    assert f"{bar(done, total)} {percent(done, total)}" == shown


def test_a_bar_of_nothing_and_of_too_much() -> None:
    assert (bar(0, 0), percent(0, 0)) == ("[..........]", "  0 %")
    assert (bar(3, 2, 4), percent(3, 2)) == ("[####]", "100 %")
