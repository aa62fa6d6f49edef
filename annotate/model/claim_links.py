"""Links between the claims of an article: finding the claim that a link leads to, and keeping links to claims that change.

A link names its target by the place of its pieces (see `ClaimLink`). A claim that is at that place is the target, in whichever
sentence and under whichever number; where there is none, the link leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotate.model.annotations import Annotation, Claim, ClaimLink
from annotate.model.claim_list import ListedClaim
from annotate.model.documents import Span

Place = tuple[tuple[int, int], ...]
"""The place of a claim: the offsets of its pieces, in order."""


def place_of(spans: Iterable[Span]) -> Place:
    """Return the place of a claim, given its pieces."""
    return tuple(sorted((span.start, span.end) for span in spans))


def is_earlier(target: Iterable[Span], claim: Iterable[Span]) -> bool:
    """Return whether one claim comes before another in the text, given their pieces; of two that start together, neither."""
    return min(span.start for span in target) < min(span.start for span in claim)


def claims_by_place(annotations: Mapping[str, Annotation]) -> dict[Place, tuple[str, Claim]]:
    """Return the claims of annotations, given by sentence id, with the sentence of each; of two at one place the first."""
    claims: dict[Place, tuple[str, Claim]] = {}
    for sentence, annotation in annotations.items():
        for claim in annotation.claims:
            claims.setdefault(place_of(claim.spans), (sentence, claim))
    return claims


def follow_claims(before: Mapping[str, Annotation], after: Mapping[str, Annotation]) -> dict[str, Annotation]:
    """Return the annotations in which links must change because the claims that they lead to were moved or removed.

    Both are all annotations of a document by one person, by sentence id. The target of a link to a claim with new pieces becomes
    the new place; a link to a claim that is gone is removed.
    """
    changed_sentences = [sentence for sentence, annotation in before.items() if after.get(sentence) is not annotation]
    moved: dict[Place, tuple[Span, ...]] = {}
    gone: set[Place] = set()
    for sentence in changed_sentences:
        now = {claim.id: claim for claim in after[sentence].claims} if sentence in after else {}
        places = {place_of(claim.spans) for claim in now.values()}
        for claim in before[sentence].claims:
            place = place_of(claim.spans)
            if place in places:
                continue
            if claim.id in now:
                moved[place] = now[claim.id].spans
            else:
                gone.add(place)
    if not (moved or gone) or not any(annotation.links for annotation in after.values()):
        return {}
    # A claim may have gone to another sentence, where its place is the same.
    there = claims_by_place(after)
    moved = {place: spans for place, spans in moved.items() if place not in there}
    gone.difference_update(there)
    changed: dict[str, Annotation] = {}
    for sentence, annotation in after.items():
        links = tuple(_follow(annotation.links, moved, gone))
        if links != annotation.links:
            changed[sentence] = replace(annotation, links=links)
    return changed


def _follow(links: Iterable[ClaimLink], moved: Mapping[Place, tuple[Span, ...]], gone: set[Place]) -> Iterator[ClaimLink]:
    for link in links:
        place = place_of(link.target)
        if place in moved:
            yield replace(link, target=moved[place])
        elif place not in gone:
            yield link


class LinkedPair(NamedTuple):
    """A link between two claims of an article, with both claims; `label` is the relation of the later to the earlier one."""

    later: ListedClaim
    earlier: ListedClaim
    label: str


def linked_pairs(claims: Iterable[ListedClaim]) -> Iterator[LinkedPair]:
    """Yield the links between the claims that are listed, those of one person or the gold claims of some articles.

    A link that leads to no listed claim is passed over: the gold of its target may be another annotator's, whose claim is
    elsewhere.
    """
    listed = list(claims)
    there: dict[tuple[str, Place], ListedClaim] = {}
    for claim in listed:
        there.setdefault((claim.document.id, place_of(claim.claim.spans)), claim)
    for claim in listed:
        for link in claim.links:
            target = there.get((claim.document.id, place_of(link.target)))
            if target is not None and target.key != claim.key:
                yield LinkedPair(claim, target, link.label)
