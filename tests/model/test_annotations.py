"""Annotations: names as they are compared, origins worth mentioning, and the exposure to suggestions."""

from __future__ import annotations

import pytest

from annotate.model import Origin, Source, Span, Suggestion, exposed, exposure, normalized_name, notable_origins


@pytest.mark.parametrize(
    ("known", "how", "seen"),
    [
        ([], None, None),
        ([], "blind", "blind"),
        (["blind"], None, "blind"),
        (["blind"], "assisted", "assisted"),
        (["assisted"], "blind", "assisted"),
        (["blind", "assisted"], None, "assisted"),
    ],
)
def test_an_exposure_stays_the_strongest(known: list[str], how: str | None, seen: str | None) -> None:
    claim = Origin("c1", "manual")
    origins = exposed([*(Origin("", one) for one in known), claim], how)
    assert exposure(origins) == seen
    assert origins == (claim, *([Origin("", seen)] if seen else [])), "once, and last"


def test_names_are_compared_without_case_and_spacing() -> None:
    assert normalized_name("  The\nMAYOR of  Gull Straße ") == "the mayor of gull strasse"
    assert Source("s1", "The  Mayor").normalized_name == "the mayor"
    assert (Source("s1", "Ada").display_name, Source("s1", "").display_name) == ("Ada", "(not named yet)")


def test_a_suggestion_is_known_by_its_rule_and_offsets() -> None:
    assert Suggestion((Span(3, 5, "ab"), Span(8, 9, "c")), None, "support", "verb/2").key == "verb/2@3-9"


def test_origins_worth_mentioning() -> None:
    """A manual item is not, nor is a stance that was accepted with its claim, edited or not."""
    origins = [
        Origin("", "assisted"),
        Origin("c1", "manual"),
        Origin("c1<-s1", "manual"),
        Origin("c2", "edited", "verb/2@0-9"),
        Origin("c2<-s1", "accepted", "verb/2@0-9"),
        Origin("c2<-s2", "edited", "verb/2@0-9"),
        Origin("4-9", "rejected", "noun/1@4-9"),
        Origin("c9<-s1", "accepted", "verb/2@0-9"),
    ]
    assert notable_origins(origins) == {
        "c2": "edited (verb/2)",
        "c2<-s2": "edited (verb/2)",
        "4-9": "rejected (noun/1)",
        "c9<-s1": "accepted (verb/2)",
    }
