"""The earlier claims of an article that a claim can be linked to, the likely ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from annotate.labelling.state import EarlierClaim, State
from annotate.model import Claim, ClaimLink, Prediction, Span
from annotate.model.annotations import joined_text
from annotate.model.claim_links import place_of
from annotate.text.similarity import Similarity

_ALIKE = 0.15
"""The similarity from which on a claim counts as likely; below it, the newest claims come first."""

_NEWEST, _FIRST = 200, 50
"""The numbers of claims that are compared with a claim: the newest before it, and the first of the article.

News articles have fewer. In a transcript with thousands of claims, a screen must not wait until all of them are compared.
"""

_FEW_WORDS = 3
"""The number of words up to which a claim can only refer to another: "it", "the report"."""


class LinkOffer(NamedTuple):
    """A link that is predicted: the claim that it leads to, the label and the rule."""

    target: Claim
    label: str
    rule: str


def _claims_in(state: State, places: Iterable[int], before: int, *, backwards: bool = False) -> Iterator[EarlierClaim]:
    """Yield the claims of sentences (indexes) that start before an offset (a code point); in each backwards, if asked."""
    for place in places:
        annotation = state.annotation_of(state.document.sentences[place].id)
        found = [claim for claim in annotation.claims if claim.spans[0].start < before]
        found.sort(key=lambda claim: claim.spans[0].start, reverse=backwards)
        for claim in found:
            yield EarlierClaim(place + 1, claim)


def claims_between(state: State, start: int, end: int) -> Iterator[EarlierClaim]:
    """Yield the claims of the sentences that contain any of the text from code point `start` to `end`."""
    places = range(state.document.index_at(start), state.document.index_at(end - 1) + 1)
    return _claims_in(state, places, len(state.document.text))


def _candidates(state: State, spans: Sequence[Span]) -> list[EarlierClaim]:
    """Return the claims to which a link can be predicted, in the order of the text, from the claim with these pieces."""
    here = state.document.index_at(spans[0].start)
    newest = list(islice(_claims_in(state, range(here, -1, -1), spans[0].start, backwards=True), _NEWEST))
    newest.reverse()
    if len(newest) < _NEWEST:
        return newest
    first = islice(_claims_in(state, range(here), newest[0].claim.spans[0].start), _FIRST)
    return [*first, *newest]


def earlier_claims(state: State, spans: Sequence[Span]) -> tuple[EarlierClaim, ...]:
    """Return all claims before the one with these pieces, the likely ones first.

    Those are the one that is predicted and those that are alike, the most alike first. The others follow, the newest first: so
    the claim that a pronoun refers to is among the first, for a pronoun is like none.
    """
    candidates = _candidates(state, spans)
    scores = Similarity([claim.text for _, claim in candidates]).to(joined_text(spans))
    offer = offered_link(state, spans)
    predicted = offer.target if offer else None
    likely = [
        (one.claim is not predicted, -score, one)
        for one, score in zip(reversed(candidates), reversed(scores), strict=True)
        if score >= _ALIKE or one.claim is predicted
    ]
    likely.sort(key=itemgetter(0, 1))
    first = {id(one.claim): one for *_, one in likely}
    newest = _claims_in(state, range(state.document.index_at(spans[0].start), -1, -1), spans[0].start, backwards=True)
    return (*first.values(), *(one for one in newest if id(one.claim) not in first))


def offered_link(state: State, spans: Sequence[Span]) -> LinkOffer | None:
    """Return the link that is predicted for a claim, given its pieces.

    There is none where suggestions are not shown, and where the scheme has no label for it.
    """
    shown = state.assistance.on and not state.assistance.hides(state.document.id, state.sentence.id)
    if not shown or state.linker is None or state.schema.links is None:
        return None
    found = _candidates(state, spans)
    predicted = state.linker.link(spans, [earlier.claim.spans for earlier in found])
    if predicted is None:
        return None
    label = next((choice.value for choice in state.schema.links.choices if choice.relation == predicted.relation), None)
    return None if label is None else LinkOffer(found[predicted.target].claim, label, predicted.rule)


def is_reference(spans: Sequence[Span]) -> bool:
    """Return True if a claim is so short that it can only refer to another: "it", "the report"."""
    return len(joined_text(spans).split()) <= _FEW_WORDS


def answers_of_antecedent(state: State, spans: Sequence[Span]) -> dict[str, Prediction]:
    """Return the answers that a claim takes from the one that it is predicted to refer to, by question."""
    offer = offered_link(state, spans)
    if offer is None or not is_reference(spans) or state.schema.relations.get(offer.label) != "same":
        return {}
    answers = state.schema.accepted_answers("claim", offer.target.attributes)
    return {name: Prediction(value, offer.rule, offer.target.text) for name, value in answers.items()}


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
    return describe_link(state, ClaimLink("", offer.target.spans, offer.label))


def offer_title(state: State, offer: LinkOffer) -> str:
    """Return the title of the label of a predicted link."""
    return link_title(state, ClaimLink("", offer.target.spans, offer.label))


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
    for number, claim in claims_between(state, place[0][0], place[-1][1]):
        if place_of(claim.spans) == place:
            return f"{number} {claim.id.upper()}"
    return "(no claim there)"
