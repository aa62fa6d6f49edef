"""Attributions by a noun: what it says, whose it is, and what it is not."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.attributions import find_attributions
from annotate.suggestions.rules.nouns import find_noun_attributions
from support.reading import first_sentence, text_of

Found = tuple[str, str, str, str]


def found_in(text: str) -> list[Found]:
    """Return the source, the content, the rule without its version and the stance of each."""
    sentence = first_sentence(text)
    return [
        (text_of(sentence, one.mention), text_of(sentence, one.pieces[0]), one.rule.partition("/")[0], one.label)
        for one in find_noun_attributions(sentence, tuple(find_attributions(sentence)))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("His claim that the dam was old is wrong.", ("His", "the dam was old", "noun-that", "support")),
        ("A leak sank his claim that the dam was safe.", ("his", "the dam was safe", "noun-that", "support")),
        (
            "The town's hope that the ferry would return has faded.",
            ("The town's", "the ferry would return", "noun-that", "support"),
        ),
        ("It is a boost to the town's hope that the ferry returns.", ("the town's", "the ferry returns", "noun-that", "support")),
        ("Nobody trusted her solemn denial that it leaks.", ("her", "it leaks", "noun-that", "deny")),
        ("The crew broke its pledge last month to repair the pier.", ("its", "to repair the pier", "noun-to", "support")),
        ("The crew dropped its refusal to sail.", ("its", "to sail", "noun-to", "deny")),
        ("A pledge by the council to cut rents was kept.", ("the council", "to cut rents", "noun-to", "support")),
        ("Their goal this year is to reopen the hall.", ("Their", "to reopen the hall", "noun-to", "support")),
        ("The mayor had one message: the pier stays.", ("The mayor", "the pier stays", "noun-colon", "support")),
    ],
)
def test_a_noun_says_something(text: str, found: Found) -> None:
    assert found_in(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The claim that the dam leaks is old.",
        "His claims to the house and the boat were old.",
        "Their pledge to the elderly was kept.",
        "Her goal in the second half was fine.",
        "The hall has one door: it is red.",
        "His claim that the dam leaks.",
    ],
)
def test_without_an_owner_or_a_clear_end_a_noun_says_nothing(text: str) -> None:
    assert found_in(text) == []


def test_what_another_attribution_has_is_left_to_it() -> None:
    assert found_in("The mayor said his claim that the dam leaks was old.") == []
