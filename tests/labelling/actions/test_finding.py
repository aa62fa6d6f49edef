"""Finding text with n and N, through all articles, and the list of claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.errors import StoreError
from annotate.labelling.actions.finding import hits
from annotate.labelling.runner import SessionRunner
from annotate.labelling.session import open_at, open_session, propose
from annotate.labelling.state import ClaimPage, Destination, End, Find, Key, Number, Review, State
from annotate.model.claim_list import claims_of
from support.playing import SCHEMA, Desk, article

FERRY = (
    "The ferry sailed.",
    "Nobody saw it.",
    "“No Ferry today,” she said.",
    "It rained.",
    "Die\nFERRY fuhr.",
)


@pytest.fixture
def desk() -> Desk:
    return Desk(article(*FERRY))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ferry", [0, 2, 4]),
        ("FERRY", [0, 2, 4]),
        ("die  ferry", [4]),
        ("it", [1, 3]),
        ("she said.", [2]),
        ("unicorn", []),
        ("”", [2]),
    ],
)
def test_hits(text: str, places: list[int]) -> None:
    assert hits(article(*FERRY), text) == places


@pytest.mark.parametrize(
    ("sentence", "text"), [("Das Cafe\u0301 schließt.", "CAFÉ"), ("Die STRASSE.", "straße"), ("市长说。", "市长")]
)
def test_hits_in_any_spelling(sentence: str, text: str) -> None:
    assert hits(article("Nothing.", sentence), text) == [1]


@pytest.mark.parametrize(
    ("keys", "at", "message"),
    [
        ("", 2, "Found 2 of 3: n next, N previous."),
        ("n", 4, "Found 3 of 3: n next, N previous."),
        ("n n", 0, "Found 1 of 3: n next, N previous."),
        ("n n n", 2, "Found 2 of 3: n next, N previous."),
        ("N", 0, "Found 1 of 3: n next, N previous."),
        ("N N", 4, "Found 3 of 3: n next, N previous."),
        ("n N", 2, "Found 2 of 3: n next, N previous."),
        ("esc", 2, "No longer finding “ferry”."),
        ("b", 1, ""),
    ],
)
def test_n_goes_on_and_wraps_round(desk: Desk, keys: str, at: int, message: str) -> None:
    desk.write(":", "find ferry")
    state = desk.press(keys)
    assert (state.at, state.message, state.entries) == (at, message, {})


@pytest.mark.parametrize("key", ["esc", "j", "pgdn", "b", "? esc", "B x", ": esc"])
def test_any_other_key_ends_the_find_and_acts_as_usual(desk: Desk, key: str) -> None:
    desk.write(":", "find ferry")
    desk.press(key)
    assert desk.state.find is None
    at = desk.state.at
    desk.press("n")
    assert desk.state.annotation_of(desk.document.sentences[at].id).label == "no_claim"


def test_n_is_not_ignored_right_after_a_hit() -> None:
    desk = Desk(article(*FERRY), guard=0.15)
    desk.now = 9.0
    desk.write(":", "find ferry")
    assert desk.press("n n").at == 0
    assert desk.press("esc n").refused, "now it would label a sentence that has only just appeared"


def test_a_find_from_the_end_starts_again(desk: Desk) -> None:
    desk.write(":", "5")
    assert isinstance(desk.press("n").mode, End)
    assert desk.write(":", "find ferry").at == 0
    assert isinstance(desk.state.mode, Review)


def test_own_keys_are_named(desk: Desk) -> None:
    from annotate.labelling.bindings import bind

    desk.options = {"bindings": bind({"n": "g"})}
    desk.restart()
    assert desk.write(":", "find ferry").message == "Found 2 of 3: g next, N previous."


@pytest.mark.parametrize("command", ["find", "find!"])
def test_what_no_article_has(desk: Desk, command: str) -> None:
    assert desk.write(":", f"{command} unicorn").message == "No sentence contains “unicorn”."
    assert desk.state.refused


# -- through all articles -------------------------------------------------------------------------------------------------

BRIDGE = article("A bridge.", "The unicorn and the ferry.", "The ferry.", id="bridge")


@pytest.mark.parametrize(
    ("command", "keys", "goal"),
    [
        ("find unicorn", "", ("bridge", 2, "Found in bridge, 1 of 1: n next, N previous.")),
        ("find! unicorn", "", ("bridge", 2, "Found in bridge, 1 of 1: n next, N previous.")),
        ("find! ferry", "n n", ("bridge", 2, "Found in bridge, 1 of 2: n next, N previous.")),
        ("find! ferry", "N N", ("bridge", 2, "Found in bridge, 1 of 2: n next, N previous.")),
    ],
)
def test_a_hit_in_another_article_opens_it(desk: Desk, command: str, keys: str, goal: tuple[str, int, str]) -> None:
    desk.elsewhere = [BRIDGE]
    desk.write(":", command)
    state = desk.press(keys)
    assert state.over
    assert state.destination is not None
    assert (state.destination.document, state.destination.number, state.destination.message) == goal
    assert state.destination.find == Find(command.split()[1], everywhere=True)


def test_the_hits_of_this_article_come_first(desk: Desk) -> None:
    desk.elsewhere = [BRIDGE]
    assert desk.write(":", "find! ferry").at == 2
    assert desk.press("n").at == 4
    assert not desk.state.over


def test_the_only_article_wraps_round(desk: Desk) -> None:
    desk.write(":", "find! ferry")
    assert [desk.press("n").at for _ in range(3)] == [4, 0, 2]
    assert [desk.press("N").at for _ in range(3)] == [0, 4, 2]


def test_a_session_opens_at_its_hit() -> None:
    state = open_at(open_session(BRIDGE, SCHEMA), Destination("bridge", 2, "Here.", Find("ferry", everywhere=True)))
    state = propose(state, {})
    assert (state.at, state.message) == (1, "Here.")
    runner = SessionRunner(state, lambda saved: None, lambda: 0.0)
    assert runner.feed(Key("n")).at == 2
    assert runner.feed(Key("q")).destination is None


def test_without_a_project_other_articles_are_not_opened() -> None:
    runner = SessionRunner(open_session(BRIDGE, SCHEMA), lambda saved: None, lambda: 0.0)
    for line, message in (
        (":open dam", "Other articles cannot be opened here."),
        (":claims", "Claims cannot be listed here."),
        (":find! sheep", "No sentence contains “sheep”."),
    ):
        for key in (*line, "enter"):
            runner.feed(Key("space" if key == " " else key))
        assert (runner.state.message, runner.state.over) == (message, False)


def test_a_store_that_does_not_answer_is_a_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **options: object) -> None:
        raise StoreError("the database does not answer")

    monkeypatch.setattr(desk, "find", broken)
    monkeypatch.setattr(desk, "claims", broken)
    for line in ("find unicorn", "claims all"):
        assert desk.write(":", line).message == "The database does not answer."
        assert desk.state.refused


@pytest.mark.parametrize(
    ("command", "goal"),
    [("open dam", ("dam", 1)), ("open dam 12", ("dam", 12)), ("open a dam 3", ("a dam", 3)), ("open 2026", ("2026", 1))],
)
def test_open_another_article(desk: Desk, command: str, goal: tuple[str, int]) -> None:
    state = desk.write(":", command)
    assert state.destination is not None
    assert (state.over, state.destination.document, state.destination.number) == (True, *goal)


def test_open_this_article(desk: Desk) -> None:
    assert (desk.write(":", "open flood 4").at, desk.state.over) == (3, False)


# -- the list of claims -----------------------------------------------------------------------------------------------


def page(state: State) -> ClaimPage:
    assert isinstance(state.mode, ClaimPage)
    return state.mode


@pytest.fixture
def labelled(desk: Desk) -> Desk:
    """Three claims: one in the first sentence, two in the third, at which the session is."""
    desk.claim(1, 3)
    desk.write(":", "3")
    desk.claim(1, 2)
    desk.claim(4, 5)
    return desk


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("", 1),
        ("down", 2),
        ("down down down", 2),
        ("up", 0),
        ("k k", 0),
        ("j", 2),
        ("home", 0),
        ("end", 2),
        ("pgup", 0),
        ("pgdn", 2),
        ("1", 0),
        ("3", 2),
        ("1 2", 1),
        ("9", 1),
        ("0", 1),
        ("3 x", 2),
    ],
)
def test_the_list_moves(labelled: Desk, keys: str, row: int) -> None:
    labelled.write(":", "claims")
    assert page(labelled.press(keys)).row == row


def test_numbers_of_two_digits(labelled: Desk) -> None:
    (listed, *_) = labelled.claims("", everywhere=False)
    labelled.listed = [listed] * 30
    labelled.write(":", "claims all")
    assert page(labelled.press("2 5")).row == 24
    assert page(labelled.press("9")).row == 8, "259 is no number of the list, 9 is"
    assert page(labelled.press("backspace 1")).row == 0
    assert labelled.press("4 4").message == ""


@pytest.mark.parametrize(
    ("keys", "at", "focus"),
    [
        ("enter", 2, ("claim", "c1")),
        ("down enter", 2, ("claim", "c2")),
        ("3 space", 2, ("claim", "c2")),
        ("1 enter", 0, ("claim", "c1")),
        ("esc", 2, ("claim", "c2")),
        ("q", 2, ("claim", "c2")),
    ],
)
def test_enter_opens_a_claim(labelled: Desk, keys: str, at: int, focus: tuple[str, str]) -> None:
    labelled.write(":", "claims")
    state = labelled.press(keys)
    assert (state.at, state.focus, state.over) == (at, focus, False)
    assert isinstance(state.mode, Review)
    assert labelled.stored() == {id: (entry.annotation, entry.origins) for id, entry in state.entries.items()}


@pytest.mark.parametrize(("number", "refused"), [(1, False), (3, False), (0, True), (4, True), (999, True)])
def test_a_number_opens_a_claim(labelled: Desk, number: int, refused: bool) -> None:
    labelled.write(":", "claims")
    assert labelled.feed(Number(number)).refused == refused
    assert isinstance(labelled.state.mode, ClaimPage) == refused


def test_a_claim_of_another_article_opens_it(labelled: Desk) -> None:
    other = Desk(BRIDGE)
    other.claim(1, 2)
    labelled.listed = list(claims_of(BRIDGE, 3, other.state.annotation, "ada"))
    labelled.write(":", "claims all")
    state = labelled.press("4 enter")
    assert state.over
    assert state.destination == Destination("bridge", 3, "Sentence 3 of bridge, C1 of ada.")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("claims nothing", "You have no claim in this article with nothing."),
        ("claims all nothing", "You have no claim in the project with nothing."),
        ("claims annotator=ben", "There is no claim in this article with annotator=ben."),
    ],
)
def test_an_empty_list_is_a_message(labelled: Desk, command: str, message: str) -> None:
    assert labelled.write(":", command).message == message
    assert isinstance(labelled.state.mode, Review)


def test_a_sentence_that_is_gone(labelled: Desk) -> None:
    labelled.write(":", "claims")
    gone = tuple(replace(listed, sentence=replace(listed.sentence, id="flood:999")) for listed in page(labelled.state).claims)
    labelled.labelling.state = replace(labelled.state, mode=replace(page(labelled.state), claims=gone))
    assert labelled.press("enter").message == "Sentence 3 was split or merged since: open the list again."


# -- recordings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "keys", "recorded"),
    [
        ("find ferry", "", [":5"]),
        ("find ferry", "n N", [":5", ":1", ":5"]),
        ("find ferry", "esc", [":5"]),
        ("find unicorn", "", []),
        ("claims", "esc", []),
        ("claims", "down enter", [":3", "tab", "tab"]),
        ("claims", "1 enter", [":1"]),
        ("claims", "2 enter r", [":3", "r"]),
        ("open dam 7", "", [":open dam 7"]),
        ("open a dam", "", [":open a dam 1"]),
    ],
)
def test_a_recording_has_the_sentences_that_were_opened(labelled: Desk, command: str, keys: str, recorded: list[str]) -> None:
    before = len(labelled.recorded)
    labelled.write(":", command)
    labelled.press(keys)
    assert labelled.recorded[before:] == recorded


def test_a_hit_elsewhere_is_recorded_as_the_article_it_opened(labelled: Desk) -> None:
    labelled.elsewhere = [BRIDGE]
    labelled.write(":", "find unicorn")
    assert labelled.recorded[-1] == ":open bridge 2"
