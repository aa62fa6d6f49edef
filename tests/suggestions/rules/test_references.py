"""Stances on what was said before: the object of the verb is the claim, and only where it refers to a claim."""

from __future__ import annotations

import pytest

from annotate.suggestions import suggest
from annotate.suggestions.rules.references import RULE, is_reference, refers_to_own
from support.builders import make_document


def found(sentence: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Return claim, source, stance and cue of each stance on what was said before."""
    document = make_document("d", ["Bridge shut", sentence], language=language)
    offered = suggest(document)[document.sentences[1].id]
    return [
        (one.spans[0].text, one.source.name if one.source else "", one.label, one.cue.text if one.cue else "")
        for one in offered
        if one.rule == RULE
    ]


@pytest.mark.parametrize(
    ("sentence", "claim", "source", "label", "cue"),
    [
        ("Kirby denied it.", "it", "Kirby", "deny", "denied"),
        ("The ministry confirmed the report.", "the report", "the ministry", "support", "confirmed"),
        ("The company has rejected the claim.", "the claim", "the company", "deny", "has rejected"),
        (
            "Lund repeatedly dismissed the latest allegations.",
            "the latest allegations",
            "Lund",
            "deny",
            "repeatedly dismissed",
        ),
        ("Officials dispute this.", "this", "officials", "deny", "dispute"),
        ("Mayor Ada Brandt confirmed that on Monday.", "that", "Ada Brandt", "support", "confirmed"),
        ("The union questioned the statement.", "the statement", "the union", "query", "questioned"),
        (
            "The White House denied those accusations, and left.",
            "those accusations",
            "the White House",
            "deny",
            "denied",
        ),
        (
            "The minister reiterated her earlier claim today.",
            "her earlier claim",
            "the minister",
            "support",
            "reiterated",
        ),
        ("Lund refuted it and left.", "it", "Lund", "deny", "refuted"),
        ("Two witnesses corroborated the account.", "the account", "two witnesses", "support", "corroborated"),
        ("The firm rejects both claims.", "both claims", "the firm", "deny", "rejects"),
    ],
)
def test_a_stance_on_what_was_said(sentence: str, claim: str, source: str, label: str, cue: str) -> None:
    assert found(sentence) == [(claim, source, label, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kirby denied it was raining.",
        "Kirby denied that he knew.",
        "Kirby did not deny it.",
        "The union may reject the claim.",
        "He rejected the claim that rents rose.",
        "The police confirmed the report of a fire.",
        "The union rejected the offer.",
        "The court confirmed the sentence.",
        "The denied report was published.",
        "He said nothing about it.",
        "It was denied.",
        "The minister doubts this policy will work.",
        "They repeated the experiment.",
        "She questioned the witness.",
    ],
)
def test_no_stance_on_what_was_said(sentence: str) -> None:
    assert found(sentence) == []


def test_a_headline_and_another_language_have_none() -> None:
    document = make_document("d", ["Kirby denied it", "Rents rose."], language="en")
    assert all(one.rule != RULE for one in suggest(document)[document.sentences[0].id])
    assert found("Kirby denied it.", "de") == []


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("it", True),
        ("The report", True),
        ("that latest claim", True),
        ("allegation", True),
        ("the report is late", False),
        ("", False),
    ],
)
def test_what_only_refers(text: str, refers: bool) -> None:
    assert is_reference(text, "en") is refers
    assert is_reference(text, "fi") is False


def test_whose_claim_it_was() -> None:
    assert refers_to_own("her claim", "en")
    assert not refers_to_own("the claim", "en")
    assert not refers_to_own("her claim", "fr")
