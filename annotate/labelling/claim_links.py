"""The earlier claims of an article that a claim can be linked to, the likely ones first."""

from __future__ import annotations

from typing import NamedTuple

from annotate.labelling.state import State
from annotate.model import Claim, ClaimLink, Span
from annotate.model.claim_links import is_earlier, place_of
from annotate.text.similarity import Similarity

SHOWN = 9
"""The number of claims that are shown at a time: each has a digit."""

_ALIKE = 0.15
"""The similarity from which on a claim counts as likely; below it, the newest claims come first."""


class EarlierClaim(NamedTuple):
    """A claim that comes before another: the number of its sentence, from 1, the claim, and how alike the two are."""

    number: int
    claim: Claim
    likeness: float


def earlier_claims(state: State, spans: tuple[Span, ...]) -> tuple[EarlierClaim, ...]:
    """Return the claims before the one with these pieces: those that are alike, the most alike first, then the newest first.

    So the claim that a pronoun refers to is among the first: a pronoun is like none.
    """
    found = [
        (number, claim)
        for number, sentence in enumerate(state.document.sentences, 1)
        for claim in state.annotation_of(sentence.id).claims
        if is_earlier(claim.spans, spans)
    ]
    likeness = Similarity([claim.text for _, claim in found]).to(" ".join(span.text for span in spans))
    claims = [EarlierClaim(number, claim, like) for (number, claim), like in zip(found, likeness, strict=True)]
    claims.sort(key=lambda earlier: earlier.claim.spans[0].start, reverse=True)
    return tuple(sorted(claims, key=lambda earlier: -earlier.likeness if earlier.likeness >= _ALIKE else 0.0))


def link_to(state: State, claim: Claim, target: Claim) -> ClaimLink | None:
    """Return the link of a claim of the current sentence to another claim, None if there is none."""
    place = place_of(target.spans)
    links = (link for link in state.annotation.links if link.claim == claim.id)
    return next((link for link in links if place_of(link.target) == place), None)


def describe_link(state: State, link: ClaimLink) -> str:
    """Return the relation of a link and the number of the sentence it leads to, as ``same as 3 C1`` or ``supports 3 C1``."""
    return f"{link_title(state, link)} {target_name(state, link)}"


def link_title(state: State, link: ClaimLink) -> str:
    """Return the title of a link's label."""
    choice = state.schema.links.choice(link.label) if state.schema.links else None
    return (choice.title if choice else link.label.replace("_", " ")).lower()


def target_name(state: State, link: ClaimLink) -> str:
    """Return the sentence and the claim that a link leads to, as ``3 C1``; a note if no claim is there."""
    place = place_of(link.target)
    for number, sentence in enumerate(state.document.sentences, 1):
        for claim in state.annotation_of(sentence.id).claims:
            if place_of(claim.spans) == place:
                return f"{number} {claim.id.upper()}"
    return "(no claim there)"
