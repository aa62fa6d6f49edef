"""Claims with where they were put forward and by whom, and the choice of some of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.model import Annotation, Claim, Document, Source, Stance
from annotate.model.claim_list import ClaimFilter, ListedClaim, claims_of, listed_claim_to_json
from support.builders import make_document

TEXT = "The ferry will sail in May, the mayor said; the harbour office denied it."


@pytest.fixture
def document() -> Document:
    return make_document("ferry", [TEXT])


def annotation(document: Document) -> Annotation:
    first = Claim("c1", (document.span(0, 9), document.span(20, 26)), {"type": "prediction"})
    second = Claim("c2", (document.span(28, 37),), {"type": "event", "polarity": "negated", "on": ("port", "sea")})
    sources = (Source("s0", "author"), Source("s1", "The Mayor"), Source("s2", "harbour  office"))
    stances = (
        *(Stance("c1", "s0", "neutral"), Stance("c1", "s1", "support"), Stance("c1", "s2", "deny")),
        Stance("c2", "s0", "support"),
    )
    return Annotation("claim", (first, second), sources, stances, flag="odd", note="look")


def listed(document: Document) -> list[ListedClaim]:
    return list(claims_of(document, 1, annotation(document), "mk", "single"))


def test_a_claim_in_pieces_with_its_positions(document: Document) -> None:
    first, second = listed(document)
    assert first.text == "The ferry … in May"
    assert first.sentence_text == TEXT
    assert first.key == f"{document.sentences[0].id}:c1"
    assert [(p.source.name, p.stance.label) for p in first.positions] == [
        ("The Mayor", "support"),
        ("harbour  office", "deny"),
        ("author", "neutral"),
    ]
    assert first.main is first.positions[0]
    assert [p.source.id for p in second.positions] == ["s0"]
    assert replace(second, positions=()).main is None


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (ClaimFilter(), ["c1", "c2"]),
        (ClaimFilter({"type": frozenset({"event"})}), ["c2"]),
        (ClaimFilter({"type": frozenset({"event", "prediction"})}), ["c1", "c2"]),
        (ClaimFilter({"type": frozenset({"event"}), "polarity": frozenset({"affirmed"})}), []),
        (ClaimFilter({"certainty": frozenset({"hedged"})}), []),
        (ClaimFilter({"on": frozenset({"sea", "sky"})}), ["c2"]),
        (ClaimFilter({"on": frozenset({"sky"})}), []),
        (ClaimFilter(stances=frozenset({"deny"})), ["c1"]),
        (ClaimFilter(stances=frozenset({"support"})), ["c1", "c2"]),
        (ClaimFilter(stances=frozenset({"neutral"})), []),
        (ClaimFilter(source="HARBOUR office"), ["c1"]),
        (ClaimFilter(source="author"), ["c2"]),
        (ClaimFilter(stances=frozenset({"deny"}), source="mayor"), []),
        (ClaimFilter(text="FERRY … in"), ["c1"]),
        (ClaimFilter(text="denied"), ["c1", "c2"]),
        (ClaimFilter(text="bridge"), []),
        (ClaimFilter(flagged=True), ["c1", "c2"]),
    ],
)
def test_all_conditions_must_apply(document: Document, chosen: ClaimFilter, expected: list[str]) -> None:
    assert [claim.claim.id for claim in listed(document) if chosen.matches(claim, "neutral")] == expected


def test_an_author_who_was_asked_counts(document: Document) -> None:
    (first, _) = listed(document)
    chosen = ClaimFilter(stances=frozenset({"neutral"}))
    assert chosen.matches(first, None)
    assert not ClaimFilter(flagged=True).matches(replace(first, flag=None))
    assert ClaimFilter(flagged=True).matches(replace(first, flag="")), "a flag without a reason is a flag"


def test_json_has_offsets_and_every_position(document: Document) -> None:
    value = listed_claim_to_json(listed(document)[0])
    assert value["spans"] == [{"start": 0, "end": 9, "text": "The ferry"}, {"start": 20, "end": 26, "text": "in May"}]
    assert (value["sentence"], value["claim"], value["provenance"], value["flag"]) == (1, "c1", "single", "odd")
    assert value["positions"][1] == {"source": "harbour  office", "answers": {}, "stance": "deny", "stance_answers": {}}
