"""The mouse: what a click or a drag means, as the keys that would do the same."""

from __future__ import annotations

import pytest

from annotate.labelling.display.screen import view
from annotate.labelling.frontends import script
from annotate.labelling.frontends.mouse import Refused, Spot, dragged_text, meaning, spot_at
from annotate.labelling.state import End, Key, Pick, Review
from annotate.text.rows import ScreenRow
from support.playing import FLOOD, SCRIPTS, Desk, article, offers

WIDTH, HEIGHT = 80, 24


def plain(row: ScreenRow) -> str:
    return "".join(piece.text for piece in row)


def spot(desk: Desk, text: str, letter: int = 0) -> Spot | None:
    """What is at a letter of the first row of the screen that has a text."""
    screen = view(desk.state, WIDTH, HEIGHT)
    rows = list(map(plain, screen.rows))
    row = next(number for number, shown in enumerate(rows) if text in shown)
    return spot_at(desk.state, screen, row, rows[row].index(text) + letter, WIDTH)


def drag(desk: Desk, first: str, last: str = "") -> str:
    """Click a text, or drag to the end of another one; returns why that is refused."""
    start = spot(desk, first)
    events = meaning(desk.state, start, spot(desk, last, len(last) - 1) if last else start)
    if isinstance(events, Refused):
        return events.message
    for event in events:
        if desk.feed(event).refused:
            break
    return ""


def claims(desk: Desk) -> list[str]:
    return [span.text for claim in desk.state.annotation.claims for span in claim.spans]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_two_clicks_pick_a_claim(desk: Desk) -> None:
    desk.press("c")
    drag(desk, "river")
    assert isinstance(desk.state.mode, Pick)
    drag(desk, "metres")
    assert claims(desk) == ["river rose by two metres"]


@pytest.mark.parametrize("picking", [True, False])
@pytest.mark.parametrize(("first", "last"), [("river", "two"), ("two", "river")])
def test_a_drag_picks_a_claim_in_either_direction(desk: Desk, picking: bool, first: str, last: str) -> None:
    if picking:
        desk.press("c")
    assert drag(desk, first, last) == ""
    assert claims(desk) == ["river rose by two"]


def test_a_click_moves_an_edge_and_names_a_source(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("e")
    drag(desk, "two")
    assert claims(desk) == ["The river rose by two"]
    desk.press("s")
    drag(desk, "Mayor", "Brandt")
    assert [source.name for source in desk.state.annotation.sources if source.name][-1:] == ["Mayor Ada Brandt"]


def test_a_source_is_picked_in_another_sentence(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.press("s")
    drag(desk, "engineers")
    drag(desk, "engineers")
    assert "engineers" in [source.name for source in desk.state.annotation.sources]


def test_a_click_on_a_sentence_goes_there(desk: Desk) -> None:
    drag(desk, "Two engineers")
    assert (desk.state.at, desk.recorded[-1]) == (2, ":3")
    desk.press("n n n b")
    assert isinstance(desk.state.mode, Review | End)


def test_a_click_on_a_mark_or_a_row_focuses_the_item(desk: Desk) -> None:
    desk.claim(1, 3)
    desk.mention(9, 11)
    desk.claim(4, 6)
    assert desk.state.claim is not None
    drag(desk, "river")
    assert desk.state.focus == ("claim", "c1")
    drag(desk, "by two")
    assert desk.state.focus == ("claim", "c2")
    drag(desk, "Mayor Ada")
    assert desk.state.focus == ("stance", "c1", "s1")
    drag(desk, "C2  by two")
    assert desk.state.focus == ("claim", "c2") or desk.state.focus[1] == "c2"
    drag(desk, "1 Mayor Ada Brandt  + support")
    assert desk.state.focus == ("stance", "c1", "s1")


def test_a_click_on_a_suggestion_focuses_it() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.write(":", "2")
    drag(desk, "nobody has")
    assert desk.state.focus == ("suggestion", "1")
    drag(desk, "The dam")
    assert desk.state.focus == ("suggestion", "0")


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("river", "", "Nothing is marked there."),
        ("Two engineers", "denied", "A claim must start in this sentence; click another sentence to go there."),
        ("river", "Two", "A span must end in the sentence it starts in."),
        ("By Ima", "", "There is nothing to click there."),
        ("flood   ", "", "There is nothing to click there."),
    ],
)
def test_what_a_click_cannot_do_is_said(first: str, last: str, why: str) -> None:
    desk = Desk(article(*FLOOD, before="By Ima Reporter"))
    assert drag(desk, first, last) == why
    assert desk.revisions == []


def test_the_answers_of_a_question_can_be_clicked(desk: Desk) -> None:
    desk.press("c 1 enter")
    assert drag(desk, "river") == "Click one of the answers, or press its key."
    assert drag(desk, "Quantity") == ""
    assert drag(desk, "Not verifiable") == ""
    assert desk.state.annotation_of("flood:0").claims[0].attributes == {"type": "quantity", "verifiability": "not_verifiable"}


@pytest.mark.parametrize(("text", "key"), [("Rule", "r"), ("Other", "x"), ("1 e Event", "e")])
def test_answers_in_columns_can_be_clicked(desk: Desk, text: str, key: str) -> None:
    desk.press("c 1 enter")
    screen = view(desk.state, 60, 12)
    row, shown = next((row, shown) for row, shown in enumerate(map(plain, screen.rows)) if text in shown)
    assert sum(piece.style == "hint" for piece in screen.rows[row]) > 1, "several answers are in one row"
    found = spot_at(desk.state, screen, row, shown.index(text), 60)
    assert meaning(desk.state, found, found) == (Key(key),)


def test_a_question_can_be_left_unanswered_by_a_click() -> None:
    desk = Desk(options={"profile": "full"})
    desk.press("c 1 enter e v")
    before = desk.state.question
    assert drag(desk, "to leave unanswered") == ""
    assert desk.state.question not in (before, None)


def test_a_source_and_a_span_can_be_clicked(desk: Desk) -> None:
    desk.press("c")
    assert drag(desk, "1 The river") == ""
    assert claims(desk) == ["The river rose by two metres, according to Mayor Ada Brandt"]
    desk.press("s")
    assert drag(desk, "0 author") == ""
    assert isinstance(desk.state.mode, Review)


def test_a_click_beside_the_answers_is_refused(desk: Desk) -> None:
    desk.press("c 1 enter")
    assert drag(desk, "TYPE") == "There is nothing to click there."
    assert drag(desk, "Quantity", "Event") == "Click one of these, or press its key."


def test_what_is_dragged_over_is_shown(desk: Desk) -> None:
    assert dragged_text(desk.state, spot(desk, "rose"), spot(desk, "two")) == "rose by two"
    assert dragged_text(desk.state, spot(desk, "rose"), spot(desk, "Two engineers")) == ""
    assert dragged_text(desk.state, None, spot(desk, "two")) == ""


@pytest.mark.parametrize("number", range(len(SCRIPTS)))
def test_each_letter_of_any_script_is_found(number: int) -> None:
    """Each cell of the text leads to its own code point, whatever is wide, joined or marked."""
    desk = Desk(article(*SCRIPTS))
    desk.write(":", str(number + 1))
    screen = view(desk.state, 60, 30)
    found = [
        place.offset
        for row in range(30)
        for column in range(60)
        if (place := spot_at(desk.state, screen, row, column, 60)) and place.sentence == number and place.offset is not None
    ]
    sentence = desk.document.sentences[number]
    assert found == sorted(found)
    assert found[0] == sentence.start
    assert all(sentence.start <= offset < sentence.end for offset in found)
    assert len(set(found)) > len(SCRIPTS[number]) / 4


def test_a_session_with_the_mouse_is_recorded_and_replayed(desk: Desk) -> None:
    drag(desk, "river", "two")
    desk.press("s")
    drag(desk, "Mayor", "Brandt")
    drag(desk, "Two engineers")
    drag(desk, "denied", "that")
    other = Desk()
    script.run(other.labelling, desk.recorded, "recorded", lambda line: None)
    assert other.state.entries == desk.state.entries
    assert len(other.state.entries) == 2
