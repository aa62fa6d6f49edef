"""Floating quotations: over sentences and paragraphs, after a colon, alone in a paragraph."""

from __future__ import annotations

import pytest

from support.reading import said

BRANDT = "Ada Brandt"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("“It holds. Nobody leaves,” Ada Brandt said.", ["It holds", "Nobody leaves"]),
        ("“It holds,” Ada Brandt said. “Nobody leaves. Trust me.”", ["It holds", "Nobody leaves", "Trust me"]),
        ("“It holds.\n“Nobody leaves,” Ada Brandt said.", ["It holds", "Nobody leaves"]),
        ("Ada Brandt said the dam holds.\n“Nobody leaves.”", ["the dam holds", "Nobody leaves"]),
        ("“It holds,” said Ada Brandt, who said it was old. “Trust me.”", ["It holds", "it was old", "Trust me"]),
        ("Ada Brandt told her voters:\n“Nobody leaves.”", ["Nobody leaves"]),
        ("“It holds. Nobody leaves.”\n— Ada Brandt", ["It holds", "Nobody leaves"]),
        ("“It holds.”\n- Ada Brandt.", ["It holds"]),
        ("Ada Brandt said the dam “holds. It is old.”", ["the dam “holds", "It is old"]),
    ],
)
def test_one_speaker(text: str, claims: list[str]) -> None:
    found = [one for one in said(text) if one[2] != "plain"]
    assert [claim for _, claim, _ in found] == claims
    assert {name for name, _, _ in found} == {BRANDT}


@pytest.mark.parametrize("after", ["– Old hands –", "— Ada Brandt left.", "Ada Brandt", "—"])
def test_lines_that_are_not_signatures(after: str) -> None:
    assert [one for one in said(f"“It holds.”\n{after}") if one[2] != "plain"] == []


def test_a_quotation_far_from_any_speaker_has_none() -> None:
    between = "\n".join("The river rose by two metres." for _ in range(6))
    assert ("Ada Brandt", "Nobody leaves", "quotation") not in said(f"Ada Brandt said it holds.\n{between}\n“Nobody leaves.”")


def test_the_rule_of_each_suggestion() -> None:
    assert [rule for *_, rule in said("“It holds. Nobody leaves,” Ada Brandt said.")] == ["quotation", "quote-said"]
