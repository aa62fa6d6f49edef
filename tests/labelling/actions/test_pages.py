"""What there is to read, and what is left at the end."""

from __future__ import annotations

import pytest

from annotate.labelling.display.screen import view
from annotate.labelling.state import Ask, End, Page, Review
from support.playing import Desk, article


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_end_and_what_is_left(desk: Desk) -> None:
    desk.press("n n w l n")
    assert isinstance(desk.press("n").mode, End)
    assert desk.state.message == "5: no claim. That was the last sentence."
    assert desk.press("enter").at == 2
    desk.write(":", "5")
    desk.press("n")
    assert desk.press("b").at == 4
    assert desk.press("n q").over


def test_the_end_with_sentences_open(desk: Desk) -> None:
    desk.write(":", "5")
    assert desk.press("n").message == "5: no claim. That was the last sentence; some are still open."
    assert desk.press("space").at == 0


@pytest.mark.parametrize("name", ["c", "s", "n", "x", "h", "pgup"])
def test_at_the_end_nothing_is_labelled(desk: Desk, name: str) -> None:
    desk.write(":", "5")
    desk.press("n")
    assert desk.press(name).refused


def test_pages_scroll_and_close(desk: Desk) -> None:
    for page in "?GIB":
        assert isinstance(desk.press(page).mode, Page)
        assert desk.press("j j k").scroll == 1
        assert isinstance(desk.press("x").mode, Review)


def rows_of(desk: Desk, height: int = 16) -> list[str]:
    return ["".join(piece.text for piece in row) for row in view(desk.state, 60, height).rows]


def test_a_page_says_which_rows_it_shows_and_ends_with_the_last() -> None:
    desk = Desk()
    desk.press("I")
    count = len(desk.state.text_of(0))
    assert rows_of(desk)[13] == f" 1-10 of {count} rows"
    for _ in range(count // 10 + 3):
        desk.press("pgdn")
    assert rows_of(desk)[13] == f" {count - 9}-{count} of {count} rows"
    screen = view(desk.state, 60, 16)
    desk.labelling.limit_scroll(screen.scroll, screen.page)
    desk.press("k")
    assert rows_of(desk)[13] == f" {count - 10}-{count - 1} of {count} rows"


def test_the_article_opens_at_the_block_that_is_labelled() -> None:
    desk = Desk(article(*(f"Sentence {number}." for number in range(1, 31))))
    desk.write(":", "15")
    desk.press("B")
    assert rows_of(desk)[2].split()[:2] == [">", "15"]
    desk.press("k")
    assert rows_of(desk)[3].split()[:2] == [">", "15"]
    desk.press("pgup pgup pgup pgup pgup")
    assert rows_of(desk)[2].split()[:1] == ["1"]


def test_an_article_without_sentences_is_at_its_end() -> None:
    desk = Desk(article())
    assert isinstance(desk.state.mode, End)
    for line in ("enter", "b", ":", "esc", "?", "esc", "u", "B", "esc", "n"):
        desk.press(line)
    assert desk.state.entries == {}


def test_a_guideline_at_a_question_comes_back_to_it(desk: Desk) -> None:
    desk.press("c 1 enter ?")
    assert isinstance(desk.state.mode, Page)
    assert isinstance(desk.press("esc").mode, Ask)
    assert isinstance(desk.press("? x").mode, Ask)
