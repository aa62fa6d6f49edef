"""Checks of links between the claims of an article: each leads from a claim to an earlier one, once, without contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotate._disjoint_sets import DisjointSets
from annotate.checks.context import CheckContext, path_to
from annotate.checks.phrases import quoted
from annotate.model import ADJUDICATION, ClaimLink, Problem
from annotate.model.claim_links import Place, claims_by_place, is_earlier, place_of


def links(context: CheckContext) -> Iterable[Problem]:
    """Check that each link is from a claim of its sentence to an earlier place, and that no two are between the same claims."""
    return _wrong_links(context) if context.annotation.links else ()


def _wrong_links(context: CheckContext) -> Iterator[Problem]:
    known: set[tuple[str, Place]] = set()
    for index, link in enumerate(context.annotation.links):
        claim, pair = context.claims.get(link.claim), (link.claim, place_of(link.target))
        if claim is None:
            message = f"link of {link.claim}: there is no claim {quoted(link.claim)} in this annotation"
            ids = ", ".join(sorted(context.claims))
            remedy = f"refer to one of {ids}" if ids else "add the claim, or remove the link"
            yield context.problem("unknown-claim", message, remedy, path_to("links", index, "claim"))
        elif not is_earlier(link.target, claim.spans):
            message = f"claim {link.claim} is linked to {quoted(link.target_text)}, which does not come before it"
            remedy = "link the later of the two claims to the earlier one"
            yield context.problem("link-order", message, remedy, path_to("links", index, "target"), link.target[0])
        if pair in known:
            message = f"claim {link.claim} is linked twice to {quoted(link.target_text)}"
            yield context.problem("repeated-link", message, "keep one of the two", path_to("links", index))
        known.add(pair)


def link_targets(contexts: Sequence[CheckContext]) -> Iterator[Problem]:
    """Yield the links of one person in a document that lead to no claim of theirs.

    Adjudicators decide on some sentences only: where the sentence of a target is not one of them, its claim is an annotator's.
    """
    if not any(context.annotation.links for context in contexts):
        return
    there = claims_by_place({context.revision.sentence: context.annotation for context in contexts})
    decided = {context.revision.sentence for context in contexts}
    for context in contexts:
        for index, link in enumerate(context.annotation.links):
            if place_of(link.target) not in there and _is_decided(context, link, decided):
                message = f"claim {link.claim} is linked to {quoted(link.target_text)}, where no claim is"
                remedy = "link it to a claim, or remove the link: annotate label"
                yield context.problem("link-target", message, remedy, path_to("links", index, "target"), link.target[0])


def _is_decided(context: CheckContext, link: ClaimLink, decided: set[str]) -> bool:
    """Return whether the target of a link is in a sentence that the same people decided on; annotators decide on all."""
    if context.revision.layer != ADJUDICATION or context.index is None:
        return True
    start = link.target[0].start
    return any(sentence.start <= start < sentence.end and id in decided for id, sentence in context.index.sentences.items())


def link_conflicts(contexts: Sequence[CheckContext]) -> Iterator[Problem]:
    """Yield the links by which two claims contradict each other that other links make the same."""
    if not any(context.annotation.links for context in contexts):
        return
    relations = contexts[0].schema.relations
    same = DisjointSets[Place]()
    ends = []
    for context in contexts:
        places = {claim.id: place_of(claim.spans) for claim in context.annotation.claims}
        for index, link in enumerate(context.annotation.links):
            if link.claim in places:
                ends.append((context, index, link, places[link.claim], place_of(link.target)))
    for _, _, link, later, earlier in ends:
        if relations.get(link.label) == "same":
            same.join(earlier, later)
    for context, index, link, later, earlier in ends:
        if relations.get(link.label) == "contradicts" and same.together(earlier, later):
            message = f"claim {link.claim} contradicts {quoted(link.target_text)}, and other links make the two the same"
            yield context.problem("link-conflict", message, "correct one of the links", path_to("links", index), link.target[0])
