"""Cues: verb groups, and the nouns, passives and names that look like them."""

from __future__ import annotations

import pytest

from annotate.suggestions.cues import find_cues
from support.reading import line


def groups(text: str, language: str = "en") -> list[str]:
    read = line(text, language)
    return [" ".join(token.text for token in read.tokens[cue.first : cue.end]) for cue in find_cues(read)]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The mayor has publicly and repeatedly said so.", ["has publicly and repeatedly said"]),
        ("She is saying that the dam is safe.", ["is saying"]),
        ("The report was late.", []),
        ("The agency’s claims are wrong.", []),
        ("It was said that the dam is safe.", []),
        ("The United States is large.", []),
        ("The minister states that it is safe.", ["states"]),
        ("He is confident that it holds.", ["is confident"]),
        ("A confident man that holds.", []),
        ("Another said so.", ["said"]),
        ("Kelly said so.", ["said"]),
        ("It was a sign that said so.", ["said"]),
        ("Public records show it.", ["show"]),
        ("The long plan to leave is new.", []),
        ("Norway plans to leave.", ["plans"]),
        ("In large states, it rains.", []),
    ],
)
def test_what_is_a_cue(text: str, cues: list[str]) -> None:
    assert groups(text) == cues


def test_a_negated_or_possible_one_is_open() -> None:
    assert [cue.open for cue in find_cues(line("She did not say that it is safe."))] == [True]
    assert [cue.open for cue in find_cues(line("Critics may say that it is safe."))] == [True]
    assert [cue.open for cue in find_cues(line("She said that it is safe."))] == [False]


def test_a_participle_has_no_subject_of_its_own() -> None:
    assert [cue.loose for cue in find_cues(line("She left, adding that it is safe."))] == [True]


def test_german() -> None:
    assert groups("Die Ministerin hat gesagt, dass der Damm hält.", "de") == ["hat gesagt"]
