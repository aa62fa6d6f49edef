"""The help explains every key and has the schema's wording, at any size; nothing in it is written twice."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from annotate.labelling.actions.picking import ready_spans
from annotate.labelling.bindings import UNBOUND, Bindings, bind
from annotate.labelling.display.help import foot, guideline_lines, help_lines, key_entries, legend
from annotate.labelling.display.screen import view
from annotate.labelling.session import KEYS
from annotate.labelling.state import Ask, End, Mode, Page, PageKind, Review, State
from support.playing import FLOOD, SCHEMA, Desk, article, offers
from support.several import article_schema, topics_schema

STATES = {
    "review": "c 1",
    "claim": "c",
    "last word": "c a",
    "piece": "c 1 m",
    "start": "c 1 i",
    "source": "c 1 s",
    "end of mention": "c 1 s a",
    "who": "c 1 s l space s a space",
    "picker": "c 1 s o",
    "menu": "c 1 a",
    "ask": "c 1 enter",
    "note": "N",
    "end": "n n n n n",
    "guideline": "G",
    "inspect": "I",
    "article": "B",
    "claims": "c 1 : c l a i m s enter",
    "link": "c 1 : 5 enter c 1 g",
}
SIZES = ((60, 16), (80, 24), (200, 50))
REBOUND = bind({"f": "backspace", "c": "ї", "N": "Щ", "?": "f", "+": "c", "q": "Q"})


def desk_at(keys: str, bindings: Bindings = UNBOUND) -> Desk:
    desk = Desk(options={"bindings": bindings})
    desk.press(keys)
    return desk


def offered(bindings: Bindings = UNBOUND) -> Desk:
    """A session with suggestions open."""
    desk = Desk()
    desk.options = {"bindings": bindings, "suggestions": offers(desk.document)}
    desk.restart()
    return desk


def words(state: State, width: int, height: int) -> list[str]:
    rows = view(state, width, height).rows
    assert len(rows) == height
    return " ".join("".join(piece.text for piece in row) for row in rows).split()


def scrolled(state: State, width: int, height: int) -> str:
    """The words of a page, from its first row to its last, as somebody sees who scrolls by a page at a time."""
    seen: list[str] = []
    while True:
        screen = view(state, width, height)
        assert len(screen.rows) == height
        seen += ["".join(piece.text for piece in row) for row in screen.rows[2:-4]]
        if view(replace(state, scroll=screen.scroll + screen.page), width, height).scroll == screen.scroll:
            return " ".join(" ".join(seen).split())
        state = replace(state, scroll=screen.scroll + screen.page)


def keys_of(state: State) -> set[str]:
    """The keys of the state's table as they are written; a new claim is picked in its own sentence only."""
    bindings = state.bindings if state.resting else UNBOUND
    alone = state.picking is not None and state.picking.bound
    return {bindings.shown(key) for key in KEYS[type(state.mode)] if not alone or key == "?"}


def test_the_states_are_of_every_mode() -> None:
    assert {desk_at(keys).state.mode.name for keys in STATES.values()} == {mode.name for mode in get_args(Mode)}


@pytest.mark.parametrize("bindings", [UNBOUND, REBOUND], ids=["as they are", "rebound"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("keys", STATES.values(), ids=STATES)
def test_the_help_explains_every_key_of_its_state(keys: str, size: tuple[int, int], bindings: Bindings) -> None:
    """On the help, which scrolls, or at the foot where there is none."""
    desk = desk_at(keys, bindings)
    below = desk.state
    has_help = "?" in KEYS[type(below.mode)] and not isinstance(below.mode, Ask)
    if not has_help:
        seen = words(desk.state, *size)
        assert keys_of(below) <= set(seen)
        assert all(f" {entry.short} " in f" {' '.join(seen)} " for entry in key_entries(below))
        return
    desk.press("?")
    assert desk.state.mode == Page(PageKind.HELP, below.mode)
    text = scrolled(desk.state, *size)
    for entry in key_entries(below):
        explained = f"{entry.short}: {entry.description}" if entry.description else entry.short
        assert " ".join(explained.split()) in text
    for title, explanation in legend(below):
        assert f"{title} {' '.join(explanation.split())}" in text


@pytest.mark.parametrize("keys", ["c", "c a", "c 1 s", "c 1 a", STATES["who"]])
def test_the_help_goes_back_to_where_it_was_asked_for(keys: str) -> None:
    desk = desk_at(keys)
    below = desk.state
    desk.press("? x")
    assert desk.state.mode == below.mode


@pytest.mark.parametrize("mode", get_args(Mode))
def test_every_action_has_a_name_of_its_own(mode: type[Mode]) -> None:
    named = {(action.name, action.help) for action in KEYS[mode].values()}
    assert all(name and what for name, what in named)
    assert len({name for name, _ in named}) == len(named)


def test_the_end_has_no_key_that_review_has_not() -> None:
    """So that a key that is bound anew for one is for the other."""
    assert KEYS[End].keys() <= KEYS[Review].keys()


def test_the_help_says_what_is_shown_and_how_keys_are_rebound() -> None:
    text = scrolled(desk_at("?").state, 60, 16)
    assert "schema/keys.toml" in text
    assert "v labelled" in text
    assert "the author is neutral" in text
    assert legend(desk_at("c 1 enter").state) == [], "in a question it is about the keys"


def test_the_help_has_the_suggested_spans_in_full() -> None:
    """The screen shows as many as have room, shortened to one row."""
    long = Desk(article(f"The mayor said, {'that the dam, which is old, ' * 12}the town is safe.", "It rained."))
    long.press("c")
    spans = ready_spans(long.state, long.state.picking)
    assert len(spans) > 2
    assert legend(long.state) == [(str(number), span.text) for number, span in enumerate(spans, 1)]
    long.press("?")
    assert f"1 {' '.join(spans[0].text.split())} 2 " in scrolled(long.state, 60, 16)
    long.press("x a")
    assert legend(long.state) == [], "the last word is picked by its hint only"


def test_a_command_is_run_and_a_note_is_saved() -> None:
    assert [entry.short for entry in foot(desk_at(":").state)][:2] == ["Enter run, or list the commands", "Backspace delete"]
    assert [entry.short for entry in foot(desk_at("N").state)][:2] == ["Enter save", "Backspace delete"]


def test_the_help_names_the_stances() -> None:
    text = "\n".join(help_lines(desk_at("?").state))
    for choice in SCHEMA.labels["stance"].choices:
        assert f"{choice.key} {choice.title.lower()}" in text


def test_the_foot_says_what_is_open() -> None:
    assert "Enter done" in [entry.short for entry in foot(Desk().state)]
    assert "x reject" not in [entry.short for entry in foot(Desk().state)]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({}, "Space x n d/f c s i/e ? + u b"),
        ({"space": "y", "x": "ж", "f": "t", "?": "!", "+": "1", "u": "Z"}, "y ж n d/t c s i/e ! 1 Z b"),
    ],
    ids=["as they are", "rebound"],
)
def test_what_answers_a_suggestion_is_at_the_foot_of_the_smallest_screen(wanted: dict[str, str], shown: str) -> None:
    state = offered(bind(wanted)).state
    entries = [entry.short for entry in foot(state)[:12]]
    assert [entry.split()[0] for entry in entries if entry != "Tab next"] == shown.split()
    seen = " ".join(words(state, 60, 16))
    assert all(f" {entry} " in f" {seen} " for entry in entries)


def test_the_help_on_a_suggestion_explains_its_keys() -> None:
    desk = offered()
    desk.press("?")
    text = scrolled(desk.state, 60, 16)
    assert all(" ".join(entry.short.split()) in text for entry in key_entries(offered().state))


def test_messages_about_a_suggestion_name_the_keys_that_were_bound() -> None:
    desk = offered(bind({"space": "t", "x": "ж", "U": "V"}))
    assert desk.state.message == "t: accept suggestion. ж: reject. ?: help."
    desk.press("r")
    assert desk.state.message == "This is still a suggestion. t to accept it, ж to reject it."
    desk.press("x u")
    assert desk.state.message == "Undone: suggestion rejected. V to redo."


def test_the_guideline_of_what_is_focused() -> None:
    desk = Desk()
    titles = {text for _, text in guideline_lines(desk.state)}
    assert SCHEMA.guidelines["annotation"].title in titles
    desk.claim(1, 6)
    assert SCHEMA.guidelines["claim"].description in {text for _, text in guideline_lines(desk.state)}
    desk.mention(9, 11)
    shown = {text for _, text in guideline_lines(desk.state)}
    assert {SCHEMA.guidelines["stance"].description, SCHEMA.guidelines["source"].description} <= shown
    desk.press("enter")
    question = SCHEMA.attributes["claim"][0]
    assert guideline_lines(desk.state)[0] == ("panel", question.title)


def test_several_answers_have_keys_of_their_own() -> None:
    desk = Desk(schema=topics_schema())
    desk.press("c 1 enter e v")
    assert [entry.short for entry in key_entries(desk.state)][:3] == ["letter 1-9: choose", "Up Down Space mark", "Enter done"]


def test_the_end_has_a_key_for_the_answers_about_the_article_where_there_are_some() -> None:
    for schema, expected in ((article_schema(), True), (topics_schema(), False)):
        desk = Desk(article(FLOOD[0]), schema)
        desk.press("n esc")
        assert isinstance(desk.state.mode, End)
        assert any(entry.short == "a answers" for entry in foot(desk.state)) is expected
        assert any(entry.short == "a answers" for entry in key_entries(desk.state)) is expected


def test_a_key_that_goes_on_with_a_find_is_named_once() -> None:
    desk = Desk(article(*FLOOD), options={"suggestions": offers(article(*FLOOD))})
    assert "n none" in [entry.short for entry in foot(desk.state)]
    desk.write(":", "find the")
    entries = [entry.short for entry in foot(desk.state)]
    assert entries[0] == "n/N next/previous hit"
    assert not {"n none", "N note"} & set(entries)
