"""Keys of other scripts: the letter at the same place of the keyboard counts."""

from __future__ import annotations

import pytest

from annotate.errors import KeysError
from annotate.labelling.bindings import bind
from annotate.labelling.keys import parse_keys
from annotate.labelling.layouts import AUTOMATIC, LAYOUTS, latin
from annotate.labelling.state import Key, Review, WriteLine
from support.playing import SCHEMA, Desk


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        *(("ф", "a"), ("Ф", "A"), ("і", "s"), ("ы", "s"), ("ъ", "ъ"), ("α", "a"), ("ς", "w"), ("Ω", "V"), ("ש", "a"), ("ش", "a")),
        *(
            ("ㅁ", "a"),
            ("마", "ak"),
            ("닭", "ekfr"),
            ("과", "rhk"),
            ("ㄲ", "R"),
            ("ａ", "a"),
            ("Ａ", "A"),
            ("１", "1"),
            ("：", ":"),
        ),
        *(("a", "a"), ("é", "é"), ("市", "市"), ("/", "/"), (";", ";")),
    ],
)
def test_what_a_key_means_without_a_layout(typed: str, letters: str) -> None:
    assert latin(typed) == letters


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_has_each_key_once(name: str) -> None:
    keys = [latin for latin in LAYOUTS[name].values() if latin.islower()]
    assert len(set(keys)) == len(keys)
    assert len(keys) >= 24, "hints are made of all letters"


def test_a_named_layout_has_its_signs_too() -> None:
    assert latin("/", LAYOUTS["hebrew"]) == "q"
    assert latin("у", LAYOUTS["bulgarian"]) == "w"
    assert all(len(key) == 1 and key.isalpha() for key in AUTOMATIC)


def test_a_sentence_is_labelled_without_switching_the_layout() -> None:
    """On a Cyrillic keyboard: с is the key of c, ф that of a, в that of d, у that of e, м that of v."""
    desk = Desk()
    for typed in ("с", "ф", "в", "enter", "у", "м"):
        for letter in desk.state.letters(typed):
            desk.feed(Key(desk.state.meant(letter)))
    (claim,) = desk.state.entries[desk.document.sentences[0].id].annotation.claims
    assert claim.attributes == {"type": "event", "verifiability": "verifiable"}


def test_a_syllable_is_several_keys() -> None:
    desk = Desk()
    assert desk.state.letters("마") == ("a", "k")


def test_what_is_bound_means_itself_and_text_is_text() -> None:
    desk = Desk(options={"bindings": bind({"n": "с"})})
    assert desk.state.letters("с") == ("с",)
    assert desk.state.meant("с") == "n"
    desk.press("N")
    assert isinstance(desk.state.mode, WriteLine)
    assert desk.state.letters("с") == ("с",)


def test_signs_of_a_named_layout_are_letters_only_where_no_action_has_them() -> None:
    desk = Desk(options={"bindings": bind({}, "hebrew")})
    assert isinstance(desk.state.mode, Review)
    assert desk.state.letters("/") == ("/",), "a stance"
    desk.press("c")
    assert desk.state.letters("/") == ("q",)


def test_a_command_is_understood() -> None:
    desk = Desk()
    assert desk.write(":", "аштв gates").at == 4


def test_a_layout_is_named_in_the_key_file() -> None:
    assert parse_keys('layout = "Serbian"\n', "keys.toml", SCHEMA).layout == "serbian"
    assert parse_keys('claim = "ц"\n', "keys.toml", SCHEMA).layout == ""
    with pytest.raises(KeysError, match="there is no layout 'klingon'; give one of russian, "):
        parse_keys('layout = "klingon"\n', "keys.toml", SCHEMA)
    with pytest.raises(KeysError, match="there is no layout 3"):
        parse_keys("layout = 3\n", "keys.toml", SCHEMA)
