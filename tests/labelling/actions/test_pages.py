"""What there is to read, and what is left at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.errors import StoreError
from annotate.labelling.actions.pages import end_lines
from annotate.labelling.display.screen import view
from annotate.labelling.state import Ahead, Ask, End, Page, Review
from support.playing import Desk, article


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_end_and_what_is_left(desk: Desk) -> None:
    desk.press("n n w l n")
    assert isinstance(desk.press("n").mode, End)
    assert desk.state.message == "5: no claim. u to undo. That was the last sentence."
    assert desk.press("enter").at == 2
    desk.write(":", "5")
    desk.press("n")
    assert desk.press("b").at == 4
    assert desk.press("n q").over


def test_the_end_with_sentences_open(desk: Desk) -> None:
    desk.write(":", "5")
    assert desk.press("n").message == "5: no claim. u to undo. That was the last sentence; some are still open."
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


# -- the end of an article ------------------------------------------------------------------------------------------------


def ended(ahead: Ahead | None, keys: str = "c 1 enter e v n n n n") -> Desk:
    desk = Desk()
    desk.labelling._look_ahead = lambda: ahead
    desk.press(keys)
    assert isinstance(desk.state.mode, End)
    return desk


NEXT = Ahead("dam", articles=2, sentences=31, seconds=372.4)


def test_the_end_says_what_was_labelled_what_is_left_and_how_to_go_on() -> None:
    assert list(end_lines(ended(NEXT).state)) == [
        "End of flood: 5 of 5 sentences done.",
        "Labelled: 1 claim, 0 sources, 1 stance in 6 min 12 s.",
        "Left in the project: 2 articles, 31 sentences.",
        "Enter: next article, dam. q: leave.",
    ]


@pytest.mark.parametrize(
    ("ahead", "line"),
    [
        (Ahead(None), "Nothing is left in the project; next: annotate check, annotate export."),
        (Ahead(None, planned=True), "You have finished everything the plan gives you."),
        (Ahead("dam", planned=True), "The plan has another article for you."),
        (Ahead("dam", 1, 1), "Left in the project: 1 article, 1 sentence."),
    ],
)
def test_the_end_says_how_the_project_is(ahead: Ahead, line: str) -> None:
    assert line in end_lines(ended(ahead).state)


def test_the_end_of_an_adjudication_speaks_of_what_differs() -> None:
    state = ended(Ahead(None)).state
    adjudicated = replace(state, versions={state.document.sentences[0].id: ()})
    assert "Nothing is left to adjudicate; next: annotate check, annotate export." in end_lines(adjudicated)


def test_the_end_of_what_has_no_project_does_not_speak_of_one() -> None:
    lines = list(end_lines(ended(None).state))
    assert lines[-1] == "All done. q: leave."
    assert "project" not in " ".join(lines)
    assert "export" not in " ".join(lines)


def test_enter_opens_the_next_article_and_q_leaves() -> None:
    state = ended(NEXT).press("enter")
    assert (state.over, state.onward, state.message) == (True, True, "Next article: dam.")
    state = ended(NEXT).press("q")
    assert (state.over, state.onward) == (True, False)
    state = ended(Ahead(None)).press("enter")
    assert (state.over, state.onward) == (True, False)


def test_enter_goes_to_what_is_open_first_and_space_to_what_was_skipped() -> None:
    desk = ended(NEXT, "n n w l n n")
    assert list(end_lines(desk.state))[-1] == "Enter: next article, dam. Space: go to sentence 3. q: leave."
    assert desk.press("space").at == 2
    desk.write(":", "5")
    assert desk.press("n enter").onward
    desk = Desk()
    desk.labelling._look_ahead = lambda: NEXT
    desk.write(":", "5")
    desk.press("n")
    assert list(end_lines(desk.state))[-1] == "Enter: go to sentence 1, which is open. q: leave."
    assert (desk.press("enter").at, desk.state.over) == (0, False)


def test_space_at_the_end_of_a_finished_article_goes_on_too() -> None:
    assert ended(NEXT).press("space").onward


def test_an_end_that_is_not_to_be_shown_is_passed() -> None:
    desk = Desk()
    desk.labelling._look_ahead = lambda: replace(NEXT, stops=False)
    desk.press("n n n n n")
    assert desk.state.onward
    assert desk.revisions[-1].annotation is not None
    desk = Desk()
    desk.labelling._look_ahead = lambda: replace(NEXT, stops=False)
    desk.write(":", "5")
    assert not desk.press("n").over, "other sentences are open"


def test_what_comes_next_may_not_be_known() -> None:
    def fails() -> Ahead:
        raise StoreError("the database does not answer")

    desk = Desk()
    desk.labelling._look_ahead = fails
    desk.press("n n n n n")
    assert desk.state.ahead is None
    assert desk.state.message.endswith("What comes next is not known: the database does not answer")
