"""The earlier claims of an article that a claim can be linked to, the likely ones first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.labelling.state import State
from annotate.model import Claim, ClaimLink, Prediction, Span
from annotate.model.annotations import PredictedLink, joined_text
from annotate.model.claim_links import is_earlier, place_of
from annotate.text.similarity import Similarity

SHOWN = 9
"""The number of claims that are shown at a time: each has a digit."""

_ALIKE = 0.15
"""The similarity from which on a claim counts as likely; below it, the newest claims come first."""


_FEW_WORDS = 3
"""The number of words up to which a claim can only refer to another: "it", "the report"."""


class EarlierClaim(NamedTuple):
    """A claim that comes before another: the number of its sentence, from 1, the claim, and how alike the two are."""

    number: int
    claim: Claim
    likeness: float


class LinkOffer(NamedTuple):
    """A link that is predicted: the claim that it leads to, the label, the rule and what it saw."""

    target: EarlierClaim
    label: str
    rule: str
    reason: str


def _claims_before(state: State, spans: Sequence[Span]) -> list[tuple[int, Claim]]:
    """Return the claims before the one with these pieces, in the order of the text, with the numbers of their sentences."""
    found = [
        (number, claim)
        for number, sentence in enumerate(state.document.sentences, 1)
        for claim in state.annotation_of(sentence.id).claims
        if is_earlier(claim.spans, spans)
    ]
    return sorted(found, key=lambda numbered: numbered[1].spans[0].start)


def earlier_claims(state: State, spans: Sequence[Span]) -> tuple[EarlierClaim, ...]:
    """Return the claims before the one with these pieces, the likely ones first.

    Those are the one that is predicted and those that are alike, the most alike first. The others follow, the newest first: so
    the claim that a pronoun refers to is among the first, for a pronoun is like none.
    """
    found = _claims_before(state, spans)
    likeness = _likeness(joined_text(spans), tuple(claim.text for _, claim in found))
    claims = [EarlierClaim(number, claim, like) for (number, claim), like in zip(found, likeness, strict=True)]
    predicted = _predict(state, spans, found)
    first = claims[predicted.target] if predicted else None
    claims.reverse()
    return tuple(sorted(claims, key=lambda one: (one != first, -one.likeness if one.likeness >= _ALIKE else 0.0)))


@lru_cache(256)
def _likeness(text: str, others: tuple[str, ...]) -> Sequence[float]:
    """Return how alike texts are to one; a screen shows the same again and again."""
    return Similarity(others).to(text)


def _predict(state: State, spans: Sequence[Span], found: Sequence[tuple[int, Claim]]) -> PredictedLink | None:
    """Return the link that is predicted to one of some claims, where suggestions are shown."""
    shown = state.assistance.on and not state.assistance.hides(state.document.id, state.sentence.id)
    if not shown or state.linker is None or state.schema.links is None or not found:
        return None
    return state.linker.link(spans, [claim.spans for _, claim in found])


def offered_link(state: State, spans: Sequence[Span]) -> LinkOffer | None:
    """Return the link that is predicted for a claim, given its pieces; None if there is none, or the scheme has no such label."""
    found = _claims_before(state, spans)
    predicted = _predict(state, spans, found)
    if predicted is None or state.schema.links is None:
        return None
    label = next((choice.value for choice in state.schema.links.choices if choice.relation == predicted.relation), None)
    number, claim = found[predicted.target]
    return None if label is None else LinkOffer(EarlierClaim(number, claim, 1.0), label, predicted.rule, predicted.reason)


def is_reference(spans: Sequence[Span]) -> bool:
    """Return True if a claim is so short that it can only refer to another: "it", "the report"."""
    return len(joined_text(spans).split()) <= _FEW_WORDS


def answers_of_antecedent(state: State, spans: Sequence[Span]) -> dict[str, Prediction]:
    """Return the answers that a claim takes from the one that it is predicted to refer to, by question."""
    offer = offered_link(state, spans)
    if offer is None or not is_reference(spans) or state.schema.relations.get(offer.label) != "same":
        return {}
    answers = state.schema.accepted_answers("claim", offer.target.claim.attributes)
    return {name: Prediction(value, offer.rule, offer.target.claim.text) for name, value in answers.items()}


def link_to(state: State, claim: Claim, target: Claim) -> ClaimLink | None:
    """Return the link of a claim of the current sentence to another claim, None if there is none."""
    place = place_of(target.spans)
    links = (link for link in state.annotation.links if link.claim == claim.id)
    return next((link for link in links if place_of(link.target) == place), None)


def shown_link(state: State, claim: Claim) -> LinkOffer | None:
    """Return the link that is predicted for a claim of the current sentence and can be taken: only for one without a link."""
    if any(link.claim == claim.id for link in state.annotation.links):
        return None
    return offered_link(state, claim.spans)


def describe_offer(state: State, offer: LinkOffer) -> str:
    """Return the relation of a predicted link and where it leads, as `describe_link` does."""
    return describe_link(state, ClaimLink("", offer.target.claim.spans, offer.label))


def offer_title(state: State, offer: LinkOffer) -> str:
    """Return the title of the label of a predicted link."""
    return link_title(state, ClaimLink("", offer.target.claim.spans, offer.label))


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
