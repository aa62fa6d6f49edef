"""Names: which spellings are one name."""

from __future__ import annotations

import pytest

from annotate.model.people import name_key, second_spellings

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
