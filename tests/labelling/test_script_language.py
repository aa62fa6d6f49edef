"""The script's language, line by line, and back."""

from __future__ import annotations

import pytest

from annotate.labelling.assistance import Assistance
from annotate.labelling.script_language import directives, parse, write
from annotate.labelling.state import At, Event, Key, Number, Pointed, Text
from support.playing import Desk, altered, article
from support.several import topics_schema

ENTER = Key("enter")


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("c 1 6", [Key("c"), Pointed(1), Pointed(6)]),
        ("c 2", [Key("c"), Number(2)]),
        ("  s   @8 1 2 ", [Key("s"), At(8), Pointed(1), Pointed(2)]),
        ("s 12 12 3", [Key("s"), Pointed(12), Pointed(12), Number(3)]),
        ("s 0", [Key("s"), Number(0)]),
        ("i 4", [Key("i"), Pointed(4)]),
        ("ok", [Key("space")]),
        ("go", [ENTER]),
        ("esc tab pgup", [Key("esc"), Key("tab"), Key("pgup")]),
        ("= / ~", [Key("="), Key("/"), Key("~")]),
        ('N "say \\"no\\""', [Key("N"), Text('say "no"'), ENTER]),
        (":find a b", [Key(":"), Text("find a b"), ENTER]),
        ('s o "Lee"', [Key("s"), Key("o"), Text("Lee"), ENTER]),
        ("# nothing", []),
        ("", []),
        ("F", [Key("F")]),
    ],
)
def test_a_line_in_review(line: str, events: list[Event]) -> None:
    desk = Desk()
    desk.press("c 1")
    assert list(parse(line, desk.state)) == events


@pytest.mark.parametrize("line", ["claim", "c one", "cc", "N note", "@x"])
def test_what_is_no_command(line: str) -> None:
    with pytest.raises(ValueError, match="is not a command"):
        parse(line, Desk().state)


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("any text, 5 words", [Text("any text, 5 words"), ENTER]),
        ('"quoted"', [Text("quoted"), ENTER]),
        ('"esc"', [Text("esc"), ENTER]),
        ("esc", [Key("esc")]),
        ("go", [ENTER]),
        ("# 1", []),
        ('"# 1"', [Text("# 1"), ENTER]),
    ],
)
def test_where_text_is_asked_for(line: str, events: list[Event]) -> None:
    desk = Desk()
    desk.press("N")
    assert list(parse(line, desk.state)) == events


@pytest.mark.parametrize(
    ("line", "events"),
    [("Lee", [Text("Lee"), ENTER]), ("2", [Number(2)]), ("down", [Key("down")]), ("go", [ENTER]), ("esc", [Key("esc")])],
)
def test_in_the_picker(line: str, events: list[Event]) -> None:
    desk = Desk()
    desk.press("c 1 s o")
    assert list(parse(line, desk.state)) == events


@pytest.mark.parametrize("line", ["e", "event", "Event", "EVENT"])
def test_an_answer_by_key_value_or_title(line: str) -> None:
    desk = Desk()
    desk.press("c 1 enter")
    assert parse(line, desk.state) == (Key("e"),)


@pytest.mark.parametrize("key", ["1", "#", ":", '"', "@"])
def test_a_hot_key_may_be_any_character(key: str) -> None:
    def change(definitions: dict) -> None:  # type: ignore[type-arg]
        definitions["claim"]["properties"]["type"]["oneOf"][0]["x-key"] = key

    desk = Desk(schema=altered(change))
    desk.press("c 1 enter")
    assert parse(key, desk.state) == (Key(key),)


def test_a_stances_hot_key_may_be_a_number() -> None:
    def change(definitions: dict) -> None:  # type: ignore[type-arg]
        definitions["stance"]["properties"]["label"]["oneOf"][1]["x-key"] = "5"

    desk = Desk(article("It rains a lot."), altered(change))
    desk.press("c 1")
    assert parse("5", desk.state) == (Key("5"),)
    desk.feed(Number(5))
    assert desk.state.annotation.stances[0].label == "deny"


@pytest.mark.parametrize(
    ("event", "word"),
    [(Key("space"), "ok"), (Key("enter"), "go"), (Key("c"), "c"), (At(3), "@3"), (Pointed(4), "4"), (Number(0), "0")],
)
def test_an_event_as_a_word(event: Event, word: str) -> None:
    assert write(event) == word


def test_text_as_a_word() -> None:
    assert write(Text('a "b" é')) == '"a \\"b\\" é"'


def test_a_word_on_the_next_line_where_one_is_open() -> None:
    desk = Desk()
    desk.feed(Key("c"), Pointed(1))
    assert parse("6", desk.state) == (Pointed(6),)


def test_directives_bring_a_session_to_where_another_begins() -> None:
    desk = Desk(options={"profile": "full", "assistance": Assistance(False, 0.15, "ada brandt")})
    desk.press("n n")
    lines = directives(desk.state)
    assert lines == (":set profile full", ":set suggestions off 0.15 ada brandt", ":3")
    other = Desk()
    for line in lines:
        other.feed(*parse(line, other.state))
    assert (other.state.at, other.state.profile, other.state.assistance) == (2, "full", desk.state.assistance)
    desk.press("n n n")
    assert len(directives(desk.state)) == 2, "at the end there is no sentence to go to"


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("m h go", [Key("m"), Key("h"), ENTER]),
        ("money roads go", [Key("m"), Key("r"), ENTER]),
        ('"Money" 3', [Key("m"), Number(3)]),
        ("Roads", [Key("r")]),
        ("down ok go", [Key("down"), Key("space"), ENTER]),
    ],
)
def test_several_answers_by_key_value_or_title(line: str, events: list[Event]) -> None:
    desk = Desk(schema=topics_schema())
    desk.press("c 1 enter e v")
    assert list(parse(line, desk.state)) == events


def test_a_recording_of_several_answers_is_a_script() -> None:
    desk = Desk(schema=topics_schema())
    desk.press("c 1 enter e v down space h r enter")
    other = Desk(schema=topics_schema())
    for line in desk.recorded:
        other.feed(*parse(line, other.state))
    assert other.state.entries == desk.state.entries
