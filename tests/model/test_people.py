"""Names: which spellings are one name, and where a text has one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model.people import name_key, replace_names, second_spellings

SPELLINGS = [
    *("Zoë", "zoë", "ZOË", "Zoe\u0308", " Zoë", "Zoë\t", "\u00a0Zoë", "Zo\u200bë", "\ufeffZoë", "Zoë\u200d", "Z\u00adoë"),
    *("\u202eZoë", "Zoë\ufe0f", "Zoë\U000e0100", "Zo\u034fë", "Zoë\u3164", "\x00Zoë", "Zoë\U000e0fff", "Zoë\ud800"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_of_one_name(spelling: str) -> None:
    assert name_key(spelling) == "zoë"


def test_names_that_differ() -> None:
    names = ["zoe", "zoë", "zo e", "zöe", "z0e", "Зое", "", "ada brandt", "adabrandt"]
    assert len(set(map(name_key, names))) == len(names)
    assert name_key("Ada  Brandt") == name_key("ada brandt")
    assert name_key("STRASSE") == name_key("straße"), "without case"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\ufeff\u00ad", "\x00", "\u3164"])
def test_a_name_of_which_nothing_can_be_seen(name: str) -> None:
    assert name_key(name) == ""


def test_the_first_spelling_counts() -> None:
    assert list(second_spellings(["MK", "ada", "Ada", "ada "], ["mk"])) == [("MK", "mk"), ("Ada", "ada"), ("ada ", "ada")]
    assert list(second_spellings(["ada", "ada"], [])) == []
    assert list(second_spellings(["mk", "MK"], ["mk", "MK"])) == [], "both were stored before names were compared"
    assert list(second_spellings(["Mk"], ["mk", "MK"])) == [("Mk", "MK")]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("mk and MK, not mkdir or mk2", {"mk": "A"}, "A and A, not mkdir or mk2"),
        ("Anna Schmidt, anna.schmidt@uni.org, ANNA_SCHMIDT", {"anna schmidt": "A"}, "A, A@uni.org, A"),
        ("Jö's notes, by jo\u0308", {"jö": "A"}, "A's notes, by A"),
        ("王明是记者，王明明不是", {"王明": "A"}, "A是记者，A明不是"),
        ("由Anna S.和MK标注", {"anna.s": "A", "mk": "B"}, "由A.和B标注"),
        ("김민수는 기자다", {"김민수": "A"}, "A는 기자다"),
        ("Ana and Ana Maria", {"Ana": "A", "Ana Maria": "B"}, "A and B"),
        ("Zoë", {"Zo\u200bë": "A"}, "A"),
        ("a journalist", {"a": "A"}, "a journalist"),
        ("c++ (x) and [y]", {"c++": "A", "(x)": "B"}, "A B and [y]"),
        ("mk became ada", {"mk": "ada", "ada": "eva"}, "ada became eva"),
        ("nobody", {}, "nobody"),
        ("nobody", {"": "A", "  ": "B", "...": "C"}, "nobody"),
    ],
)
def test_names_are_replaced_where_they_are_words(text: str, names: dict[str, str], expected: str) -> None:
    assert replace_names(text, names) == expected


@given(name=st.text(st.characters(categories=["L", "N"]), min_size=2, max_size=12), before=st.sampled_from(["", "x ", "("]))
def test_a_name_between_spaces_is_always_found(name: str, before: str) -> None:
    assert replace_names(f"{before}{name}, y", {name: "\0"}) == f"{before}\0, y"
