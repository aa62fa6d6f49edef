"""The panel: what is labelled here or what is asked, for each state."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotate.labelling.actions.questions import menu
from annotate.labelling.display.panels import panel, panel_items
from annotate.labelling.state import Key, Text
from annotate.schema import parse_schema
from support.playing import FLOOD, SCHEMA, Desk, article, offers
from support.several import topics_schema, with_topics


def shown(desk: Desk, most: int = 15, width: int = 100) -> str:
    return "\n".join("".join(piece.text for piece in row).rstrip() for row in panel(desk.state, width, most))


def test_what_is_labelled() -> None:
    desk = Desk()
    assert "NOT LABELLED YET" in shown(desk)
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert shown(desk).splitlines() == [
        " IN PROGRESS: Enter to finish",
        "   C1  The river rose by two metres",
        " >      1 Mayor Ada Brandt  + support",
        "        0 author  = neutral",
        " sources: 0 author  1 Mayor Ada Brandt",
    ]


def test_on_a_narrow_screen_what_does_not_fit_goes_on_in_the_next_row() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.press("enter e v p n b")
    assert shown(desk, width=36).splitlines() == [
        " DONE: claim",
        " > C1  The river … metres  event,",
        "         verifiable",
        "        1 Mayor Ada Brandt",
        "          + support  person, named",
        "        0 author  = neutral",
        " sources: 0 author  1 Mayor Ada",
        "          Brandt",
    ]
    claim, source = ("claim", "c1"), ("stance", "c1", "s1")
    assert panel_items(desk.state, 36, 15) == [(), claim, claim, source, source, ("stance", "c1", "s0")]
    desk.press("j")
    assert shown(desk, most=3, width=36).splitlines()[1] == "   C1  The river … metres  event,", "the focused claim is on top"


def test_the_cue_of_a_suggestion_is_seen_on_the_smallest_screen() -> None:
    flood = article(*FLOOD)
    (offered,) = offers(flood)["flood:0"]
    start = flood.text.index("according")
    cued = replace(offered, cue=flood.span(start, start + len("according to")))
    rows = shown(Desk(flood, options={"suggestions": {"flood:0": (cued,)}}), width=60).splitlines()
    assert rows[0] == " SUGGESTION 1 of 1   cue “according to”   rule said/1"
    assert rows[2] == "   source  Mayor Ada Brandt (new)   stance  + support"


def test_details_of_answers_go_on_in_the_next_row_if_there_is_room() -> None:
    desk = Desk()
    desk.press("w")
    wide = shown(desk, most=9, width=60).splitlines()
    assert wide[0] == " REASON FOR SKIPPING"
    assert wide[1:3] == ["  1 b Boilerplate  Part of the page that was mistaken for", "        text of the article."]
    assert "  1 b Boilerplate  Part of the page that was mistaken for t…" in shown(desk, most=5, width=60)


def test_a_role_is_about_a_part_of_the_article_and_says_what_is_hidden() -> None:
    desk = Desk()
    desk.press("R")
    assert shown(desk).splitlines()[0] == " ROLE of this part of the article"
    assert "u Boilerplate  Menus, buttons and other parts of the page. Hidden." in shown(desk)


def test_a_list_without_sources_says_how_to_make_one() -> None:
    desk = Desk()
    desk.press("c 1 s o")
    assert shown(desk).splitlines()[1] == "   no sources yet: type the name of a new one, then Enter"
    desk.feed(Text("Ada"))
    assert shown(desk).splitlines()[1] == "   no match: Enter to add a new source of this name"


def test_no_number_of_a_source_is_parted_from_its_name() -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    assert shown(desk, width=24).splitlines()[-2:] == [" sources: 0 author", "          1 Mayor Ada B…"]


def test_an_answer_has_its_digit_its_key_and_a_mark() -> None:
    desk = Desk()
    desk.press("c 1 enter e down")
    assert [text[:8] for text in shown(desk).splitlines()[1:]] == [" >1 v Ve", "  2 p Pa", "  3 n No"]
    desk.press("down")
    assert [text[:8] for text in shown(desk).splitlines()[1:]] == ["  1 v Ve", " >2 p Pa", "  3 n No"]
    dense = shown(desk, most=2)
    assert "> 2 p Partly" in dense or ">2 p Partly" in dense


def test_a_suggestion() -> None:
    flood = article(*FLOOD)
    text = shown(Desk(flood, options={"suggestions": offers(flood)}))
    assert text.splitlines()[:3] == [
        " SUGGESTION 1 of 1   rule said/1",
        " > claim   The river rose by two metres",
        "   source  Mayor Ada Brandt (new)   stance  + support",
    ]


def test_a_changed_suggestion() -> None:
    flood = article(*FLOOD)
    desk = Desk(flood, options={"suggestions": offers(flood)})
    desk.press("L - s 0")
    assert shown(desk).splitlines()[:3] == [
        " SUGGESTION 1 of 1, changed   rule said/1",
        " > claim   The river rose by two",
        "   source  0 author   stance  - deny",
    ]
    desk.claim(1, 2)
    assert shown(desk).splitlines()[1].startswith("   claim"), "the claim is focused, not the suggestion"
    desk.press("k")
    desk.press("s")
    assert "WHO SAYS" in shown(desk)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("c", "NEW CLAIM: pick its first word"),
        ("s", "WHO SAYS C1?"),
        ("s o", "SOURCE:"),
        ("a", "ANSWERS about C1"),
        ("enter", "TYPE of C1 The river rose by two metres"),
        ("N", "note:"),
        ("F", "reason for the flag:"),
        (":", "command:"),
        ("i", "NEW START: pick the first word"),
        ("m", "ANOTHER PIECE: pick its first word"),
    ],
)
def test_what_is_asked(keys: str, said: str) -> None:
    desk = Desk()
    desk.claim(1, 6)
    desk.press(keys)
    assert said in shown(desk)


def test_the_focused_claim_stays_in_sight() -> None:
    desk = Desk()
    for last in range(2, 7):
        desk.claim(1, last)
    assert "> C5" in shown(desk, 6)
    assert len(shown(desk, 6).splitlines()) <= 6


@pytest.mark.parametrize("keys", ["a", "enter"])
def test_a_small_panel_names_all_that_can_be_chosen(keys: str) -> None:
    """In as many columns as it takes."""
    desk = Desk()
    desk.claim(1, 6)
    desk.mention(9, 11)
    desk.feed(Key("s"), Key("o"), Text("Ada Lee"), Key("enter"))
    desk.press(keys)
    rows = (
        [row.key for row in menu(desk.state)] if keys == "a" else [choice.key for choice in SCHEMA.attributes["claim"][0].choices]
    )
    assert len(rows) > 6
    said = [text.split() for text in shown(desk, 6, 60).splitlines()]
    assert len(said) <= 6
    assert set(rows) <= {word for words in said[1:] for word in words}


def test_the_marked_source_is_always_in_sight() -> None:
    desk = Desk()
    desk.claim(1, 6)
    for number in range(1, 9):
        desk.feed(Key("s"), Key("o"), Text(f"Source {number}x"), Key("enter"))
    desk.press("s o")
    for number in range(1, 9):
        said = shown(desk, 4)
        assert f">  {number} Source {number}x" in said
        assert len(said.splitlines()) <= 4
        desk.press("down")


def test_several_answers_have_boxes_and_the_last_line_says_what_enter_gives() -> None:
    desk = Desk(schema=topics_schema())
    desk.claim(1, 6)
    desk.press("enter e v")
    assert shown(desk).splitlines() == [
        " TOPICS of C1 The river rose by two metres",
        "  1 m [ ] Money  What it costs.",
        "  2 h [ ] Health  Who falls ill.",
        "  3 r [ ] Roads  What is driven on.",
        "  Enter: none of them",
    ]
    desk.press("h down")
    assert shown(desk).splitlines()[1:] == [
        " >1 m [ ] Money  What it costs.",
        "  2 h [x] Health  Who falls ill.",
        "  3 r [ ] Roads  What is driven on.",
        "  Enter: Health",
    ]


@pytest.mark.parametrize(("optional", "ending"), [(True, "Enter to leave unanswered"), (False, "choose at least 2, then Enter")])
def test_what_enter_does_before_enough_answers_are_chosen(optional: bool, ending: str) -> None:
    raw = with_topics(minItems=2)
    raw["$defs"]["claim"]["required"] += [] if optional else ["topics"]
    desk = Desk(schema=parse_schema(json.dumps(raw)))
    desk.press("c 1 enter e v")
    assert shown(desk).splitlines()[-1] == f"  {ending}"
    desk.press("m")
    assert shown(desk).splitlines()[-1] == "  choose at least 2, then Enter"
