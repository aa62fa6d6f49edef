"""What there is to read, and what is left at the end."""

from __future__ import annotations

import pytest
from playing import Desk, article

from annotate.prompt.state import Mode


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_end_and_what_is_left(desk: Desk) -> None:
    desk.press("n n w l n")
    assert desk.press("n").mode is Mode.END
    assert desk.state.message == "That was the last sentence."
    assert desk.press("enter").at == 2
    desk.write(":", "5")
    desk.press("n")
    assert desk.press("b").at == 4
    assert desk.press("n q").over


def test_the_end_with_sentences_open(desk: Desk) -> None:
    desk.write(":", "5")
    assert desk.press("n").message == "That was the last sentence; some are still open."
    assert desk.press("space").at == 0


@pytest.mark.parametrize("name", ["c", "s", "n", "x", "h", "pgup"])
def test_at_the_end_nothing_is_labelled(desk: Desk, name: str) -> None:
    desk.write(":", "5")
    desk.press("n")
    assert desk.press(name).refused


def test_pages_scroll_and_close(desk: Desk) -> None:
    for page in "?GIB":
        assert desk.press(page).mode is Mode.PAGE
        assert desk.press("j j k").scroll == 1
        assert desk.press("x").mode is Mode.REVIEW


def test_an_article_without_sentences_is_at_its_end() -> None:
    desk = Desk(article())
    assert desk.state.mode is Mode.END
    for line in ("enter", "b", ":", "esc", "?", "esc", "u", "B", "esc", "n"):
        desk.press(line)
    assert desk.state.entries == {}


def test_a_guideline_at_a_question_comes_back_to_it(desk: Desk) -> None:
    desk.press("c 1 enter ?")
    assert desk.state.mode is Mode.PAGE
    assert desk.press("esc").mode is Mode.ASK
    assert desk.press("? x").mode is Mode.ASK
