"""Claims: by hints, by the numbers of words, ready made, in pieces; and their edges."""

from __future__ import annotations

import pytest

from annotate.labelling.actions.picking import pick_hints
from annotate.labelling.display.screen import view
from annotate.labelling.state import At, Key, Number, Pick, Pointed, Review
from annotate.model import AUTHOR
from support.playing import FLOOD, Desk, article, spans, stances


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_claim_by_hints(desk: Desk) -> None:
    desk.press("c a")
    assert desk.state.picking is not None
    assert desk.state.picking.first is not None
    desk.press("d")
    assert spans(desk.state) != []
    assert isinstance(desk.state.mode, Review)


def test_a_claim_by_the_numbers_of_its_words(desk: Desk) -> None:
    assert spans(desk.claim(1, 6)) == ["The river rose by two metres"]
    assert stances(desk.state) == [("c1", AUTHOR, "support")]
    assert desk.state.message.startswith("Claim C1 “The river rose by two metres”")
    assert len(desk.revisions) == 1
    assert desk.revisions[0].origins[0].how == "manual"


def test_a_claim_of_one_word_by_space(desk: Desk) -> None:
    desk.feed(Key("c"), Pointed(2), Key("space"))
    assert spans(desk.state) == ["river"]


@pytest.mark.parametrize(("digit", "text"), [("1", FLOOD[0][:-1]), ("2", "The river rose by two metres")])
def test_a_ready_made_claim(desk: Desk, digit: str, text: str) -> None:
    assert spans(desk.press(f"c {digit}")) == [text]
    assert spans(Desk().feed(Key("c"), Number(int(digit)))) == [text]


def test_a_digit_or_letter_without_a_span(desk: Desk) -> None:
    assert desk.press("c 9").message == "There is no suggested span 9 (there are 3)."
    assert desk.press("Ω").message == "No word has the hint “Ω”."
    assert desk.feed(Pointed(99)).message == "This sentence has no word 99 (it has 11 words)."
    assert isinstance(desk.state.mode, Pick)
    assert desk.revisions == []


def test_the_last_word_must_not_come_before_the_first(desk: Desk) -> None:
    assert desk.claim(6, 1).message == "The last word comes before the first; pick a later one."
    assert spans(desk.feed(Pointed(6))) == ["metres"]


def test_claims_of_a_sentence_are_in_text_order(desk: Desk) -> None:
    desk.write(":", "5")
    desk.claim(10, 13)
    desk.claim(1, 8)
    assert [claim.id for claim in desk.state.annotation.claims] == ["c2", "c1"]
    assert spans(desk.state, 0) == ["Farmers in Lower Dale want the gates opened"]
    assert desk.state.focus == ("claim", "c2")


def test_a_claim_that_exists_already(desk: Desk) -> None:
    desk.claim(1, 6)
    assert desk.claim(1, 6).message == "This claim is marked already."
    assert len(desk.state.annotation.claims) == 1
    desk.feed(Pointed(1), Pointed(3))
    assert len(desk.state.annotation.claims) == 2


def test_a_claim_must_start_in_its_own_sentence(desk: Desk) -> None:
    desk.press("c")
    assert desk.feed(At(2)).message == "A claim must start in this sentence. For another: Esc, then :2."


def test_pieces_join_where_they_meet(desk: Desk) -> None:
    desk.claim(1, 3)
    desk.feed(Key("m"), Pointed(5), Pointed(6))
    assert spans(desk.state) == ["The river rose", "two metres"]
    desk.feed(Key("m"), Pointed(3), Pointed(5))
    assert spans(desk.state) == ["The river rose by two metres"]
    assert desk.feed(Key("m"), Pointed(1), Pointed(2)).message == "The claim contains that piece already."


def test_a_piece_from_another_sentence(desk: Desk) -> None:
    desk.claim(1, 6)
    desk.feed(Key("m"), At(3), Pointed(1), Pointed(2))
    assert spans(desk.state) == ["The river rose by two metres", "Two engineers"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("h", "The river rose by two"),
        ("H", "rose by two"),
        ("l", "river rose by two metres"),
        ("L", "river rose by"),
        ("h u", "river rose by two"),
    ],
)
def test_edges_move_by_a_word(desk: Desk, line: str, text: str) -> None:
    desk.claim(2, 5)
    assert spans(desk.press(line)) == [text]


def test_an_edge_moves_by_a_cluster_where_no_space_parts_words() -> None:
    desk = Desk(article("นายกกล่าวว่าการซ่อมสะพานแพง"))  # the dictionary finds "governor's office" in "that the repair"
    desk.claim(3, 5)
    assert spans(desk.state) == ["ว่าการซ่อมสะพาน"]
    assert spans(desk.press("H H")) == ["การซ่อมสะพาน"]
    assert spans(desk.press("l")) == ["การซ่อมสะพานแ"]


def test_an_edge_moves_into_the_next_sentence_and_not_out_of_its_own(desk: Desk) -> None:
    desk.claim(10, 11)
    assert spans(desk.press("l")) == ["Ada Brandt.\n“The"]
    desk.press("H")
    assert desk.press("H").message == "A part of the claim must be in its own sentence."
    assert spans(desk.state) == ["Brandt.\n“The"]


def test_an_edge_far_from_the_sentence_moves_too(desk: Desk) -> None:
    desk.claim(1, 2)
    desk.feed(Key("m"), At(5), Pointed(1), Pointed(2))
    assert spans(desk.press("l"))[1] == "Farmers in Lower"


def test_an_edge_does_not_move_past_the_other(desk: Desk) -> None:
    desk.claim(2, 2)
    assert desk.press("H").message == "The start must come before the end."
    assert desk.press("L").message == "The end must come after the start."
    assert Desk(article("One.")).press("c 1").message
    lone = Desk(article("One."))
    lone.press("c 1")
    assert lone.press("h").message == "There is no further word in this direction."


def test_a_new_start_and_a_new_end(desk: Desk) -> None:
    desk.claim(2, 5)
    desk.feed(Key("i"), Pointed(1))
    assert spans(desk.feed(Key("e"), Pointed(6))) == ["The river rose by two metres"]


def test_clauses_are_trimmed(desk: Desk) -> None:
    desk.press("c 1")
    assert spans(desk.press("f")) == ["The river rose by two metres"]
    assert desk.press("f").message == "There is no clause to drop at the end."
    desk.press("u d")
    assert spans(desk.state) == ["according to Mayor Ada Brandt"]


def test_a_quotation_is_closed_where_it_opens() -> None:
    desk = Desk(article("He called it “a “very” bad idea” twice (or so)."))
    assert spans(desk.claim(3, 7)) == ["it “a “very” bad idea”"]


@pytest.mark.parametrize(
    ("sentence", "whole", "key", "kept"),
    [
        ("“We are glad it is back,” Mayor Nuñez told reporters.", 2, "f", "We are glad it is back"),
        ("“We are glad it is back,” Mayor Nuñez told reporters.", 2, "d", "Mayor Nuñez told reporters"),
        ("“We are glad,” she said, “and nobody has to leave.”", 3, "f", "“We are glad,” she said"),
        ("“We are glad,” she said, “and nobody has to leave.”", 3, "f f", "We are glad"),
        ("“We are glad,” she said, “and nobody has to leave.”", 3, "d", "she said, “and nobody has to leave.”"),
        ("“We are glad,” she said, “and nobody has to leave.”", 3, "d d", "and nobody has to leave"),
        ("The dam is safe (built in 1960, by hand), she said.", 1, "f", "The dam is safe (built in 1960, by hand)"),
        ("On Monday, “the dam, as we know, is safe.”", 2, "d", "the dam, as we know, is safe"),
        ('The mayor, "a friend, by the way," left, smiling.', 2, "f", 'The mayor, "a friend, by the way," left'),
    ],
)
def test_trimming_leaves_no_mark_and_no_comma_behind(sentence: str, whole: int, key: str, kept: str) -> None:
    desk = Desk(article(sentence))
    desk.press(f"c {whole} {key}")
    assert spans(desk.state) == [kept]


def test_a_clause_inside_an_open_bracket_is_not_dropped_alone() -> None:
    desk = Desk(article("The dam (it was built in 1960, by hand) is safe."))
    desk.press("c 1 f")
    assert desk.state.message == "There is no clause to drop at the end."


def test_every_word_of_a_long_sentence_can_be_picked_on_the_smallest_screen() -> None:
    """Scrolling by pages shows each word with its hint, in a sentence that is longer than any screen of this size."""
    desk = Desk(article("Officials said " + " ".join(f"part{number}" for number in range(300)) + " of the dam is safe."))
    desk.press("c")
    picking = desk.state.picking
    assert picking is not None
    hints = pick_hints(desk.state, picking)
    assert all(hints)
    seen: set[str] = set()
    for _ in range(60):
        screen = view(desk.state, 60, 16)
        seen |= {piece.text for row in screen.rows for piece in row if piece.style == "hint"}
        desk.labelling.limit_scroll(screen.scroll, screen.page)
        desk.press("pgdn")
    assert set(hints) <= seen
    desk.press(" ".join(hints[250]))
    assert desk.state.picking is not None
    desk.press(" ".join(pick_hints(desk.state, desk.state.picking)[251]))
    assert spans(desk.state) == ["part248 part249"]
