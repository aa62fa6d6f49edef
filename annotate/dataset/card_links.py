"""The part of the card about links between claims: what was decided, what was inferred, and what a sample of it is worth."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.dataset.card_facts import CardFacts
from annotate.dataset.markdown import table
from annotate.dataset.options import Export, LinkCounts
from annotate.model.links import RELATIONS

_MEANING = """\
`cluster` in `claims` names the claims that say the same: no possible state of the world makes one true and another false. A claim
that is the same as no other is a cluster of its own. `pairs` has pairs of claims and the relation of the first to the second:
`same`, `contradicts` (both cannot be true), `entails` (if the first is true, the second is), `entailed` (the reverse), `related`
(about the same thing, and none of these), `unrelated`, `unclear`. `positions` has who takes which stance on claims that are
linked: the sources that stand against each other about the same thing."""

_SOURCE = """\
`label_source` is `decided` if people decided on the pair, and `inferred` if its relation only follows from other decisions:
`same` is an equivalence, so whatever holds of one claim of a cluster holds of all; `entails` is transitive; what entails a claim
contradicts what that claim contradicts. Inferred pairs are no observations: leave them out to measure a model. That a pair is
absent says nothing about it."""

_SAMPLE = """\
Decided pairs were drawn in strata: similar claims in order of similarity (`likely`), similar ones of which one has a denial or
negation (`polarity`), less similar ones (`near`, `far`), claims of the same day (`day`), and any others (`random`); a few were
asked because of earlier answers (`control`, `conflict`) or found in an audit (`audit`), and have no probability. `probability`
is the chance to be drawn in the plan; `weight` is its inverse. Weights make the decided pairs of a stratum stand for all of it,
if the plan was worked to its end."""


def links(export: Export, facts: CardFacts) -> Iterator[str]:
    """Yield the section on links, if the project has any."""
    if (counts := export.links) is None:
        return
    rows = [
        (f"`{relation}`", counts.decided.get(relation, 0), counts.inferred.get(relation, 0))
        for relation in RELATIONS
        if relation in counts.decided or relation in counts.inferred
    ]
    parts = ["## Links between claims", _MEANING, _SOURCE]
    if rows:
        parts += [table(("relation", "decided", "inferred"), rows), _SAMPLE]
    parts.append(" ".join(_sentences(export, counts)))
    if facts.recall:
        parts.append(_recall(facts))
    if counts.left_out:
        parts.append("Left out:\n\n" + "\n".join(f"- {reason}: {number}" for reason, number in counts.left_out.items()))
    yield "\n\n".join(parts)


def _sentences(export: Export, counts: LinkCounts) -> Iterator[str]:
    one = counts.clusters == 1
    number = "is 1 cluster" if one else f"are {counts.clusters} clusters"
    yield f"There {number} of two or more claims, with {counts.claims} claims."
    if counts.conflicts:
        yield f"Decisions contradict each other about {counts.conflicts} pairs, which have `conflict`; nothing was repaired."
    yield component_words(export.documents, counts)


def component_words(documents: int, counts: LinkCounts) -> str:
    """Return how far clusters connect the articles, and what that means for the splits, in a sentence."""
    share = counts.connected / documents
    largest = f"the largest part that clusters connect has {counts.connected} of {documents} articles ({share:.0%})"
    if counts.together:
        return f"The claims of a cluster are in one split where that is possible; {largest}."
    return (
        f"Clusters are divided between splits, and pairs across splits left out, since keeping clusters together would leave too "
        f"little to evaluate on; {largest}."
    )


def _recall(facts: CardFacts) -> str:
    recall = facts.recall
    assert recall is not None
    audited = f"{recall.audited} claims were drawn at random and compared with deeper lists of candidates and by free search"
    if recall.share is None:
        return f"Recall: {audited}; none of them has a match, so it is not known how many matches were found."
    value, low, high = (f"{part * 100:.0f}" for part in recall.share)
    return (
        f"Recall: {audited}. Of the matches of the {recall.matched} that have any, {value} % had been linked ({low}–{high} %, "
        "Wilson, 95 %). That is an upper bound: a match that neither the lists nor a search brought up is not counted."
    )
