"""The links that are stored in a project: the decisions on gold claims, their gold, and what follows from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.linking.closure import Closure, Decision, LinkConflict, decide
from annotate.linking.gold import PairDecision, PairGold, gold_decisions, pair_gold
from annotate.linking.recall import MeasuredRecall
from annotate.model.claim_list import ClaimFilter, ListedClaim
from annotate.model.links import ClaimRef, Link, Relation, adjudicated_links, current_links
from annotate.project.article_links import decided_pairs
from annotate.project.claims import list_claims
from annotate.project.link_agreement import LinkAgreement, link_agreements
from annotate.schema import Schema
from annotate.store import Store

if TYPE_CHECKING:
    from annotate.dataset.links import KnownPair, LinkLayer

AUDIT = "audit"
"""The stratum of a pair that was found in an audit."""


class GoldClaims:
    """The gold claims, by the keys that links name them with."""

    def __init__(self, claims: Sequence[ListedClaim]) -> None:
        self.by_key = {claim.key: claim for claim in claims}
        self._by_text = {(claim.sentence.id, claim.text): claim.key for claim in reversed(claims)}

    def find(self, claim: ClaimRef) -> str | None:
        """Return the key of the claim that was meant, None if it is gone: its number may be another one now, its text is not."""
        listed = self.by_key.get(claim.key)
        if listed is not None and listed.text == claim.text:
            return claim.key
        return self._by_text.get((claim.sentence, claim.text))

    def pair(self, link: Link) -> tuple[str, str] | None:
        """Return the keys of both claims of a link, None if one of them is gone."""
        first, second = self.find(link.first), self.find(link.second)
        return None if first is None or second is None else (first, second)


def gold_claims(store: Store, schema: Schema, annotator: str | None = None) -> GoldClaims:
    """Return the gold claims of all articles, or those of one annotator."""
    return GoldClaims(list_claims(store, schema, (), annotator, ClaimFilter()).claims)


@dataclass(frozen=True, slots=True)
class StoredLinks:
    """The decisions that count, on claims that are still there.

    decisions: those of annotators, in the order of time. adjudications: those that settle what annotators decided differently.
    within: links between claims of one article, made at the prompt, which are part of the gold of sentences.
    stale: the number of decisions on claims that are gone or have another text.
    """

    decisions: tuple[PairDecision, ...]
    adjudications: tuple[Decision, ...]
    within: tuple[Decision, ...]
    stale: int

    def gold(self) -> list[PairGold]:
        """Return the gold of each pair."""
        return pair_gold(self.decisions, self.adjudications, self.within)


def stored_links(links: Sequence[Link], claims: GoldClaims, schema: Schema) -> StoredLinks:
    """Return the decisions of links that count, and the links within articles."""
    decisions: list[PairDecision] = []
    adjudications: list[Decision] = []
    stale = 0
    for link in (*current_links(links), *adjudicated_links(links)):
        pair = claims.pair(link)
        if pair is None or link.relation is None:
            stale += 1
        elif link.action == "adjudicate":
            adjudications.append(decide(*pair, link.relation))
        else:
            decision = decide(*pair, link.relation, len(decisions) + 1)
            decisions.append(PairDecision(link.annotator, decision, link.draw))
    within = tuple(decide(*pair) for pair in decided_pairs(claims.by_key.values(), schema))
    return StoredLinks(tuple(decisions), tuple(adjudications), within, stale)


# -- what was found ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkedClaims:
    """The findings from the links of a project.

    clusters: the claims that say the same, by the id of the cluster; only clusters of two or more.
    relations: pairs that somebody decided on and that are neither the same nor unrelated, with the relation and who saw it.
    conflicts: decisions of one annotator that contradict others of theirs; `GOLD` has the decisions that count.
    counts: the number of decisions by annotator and relation.
    strata: for each stratum the number of pairs asked, and of those that are the same.
    agreement: the agreement of two annotators, by their names.
    open: the number of pairs on which annotators differ without a gold relation.
    settled: the number of pairs that were adjudicated.
    recall: the result of the audit so far.
    stale: the number of decisions on claims that are no gold claims any more.
    """

    clusters: Mapping[str, tuple[ListedClaim, ...]]
    relations: tuple[tuple[ListedClaim, ListedClaim, Relation, tuple[str, ...]], ...]
    conflicts: tuple[tuple[str, LinkConflict], ...]
    counts: Mapping[str, Mapping[str, int]]
    strata: Mapping[str, tuple[int, int]]
    agreement: Mapping[tuple[str, str], LinkAgreement]
    open: int
    settled: int
    recall: MeasuredRecall
    stale: int


GOLD = "gold"
"""The name under which conflicts between the decisions that count are listed, if several annotators made them."""


def linked_claims(store: Store, schema: Schema) -> LinkedClaims:
    """Return what was decided on pairs of gold claims, and what follows from it. Raises StoreError."""
    from annotate.project.link_audit import measured_recall

    claims = gold_claims(store, schema)
    links = store.links()
    stored = stored_links(links, claims, schema)
    by_annotator: dict[str, list[Decision]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    strata: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for made in stored.decisions:
        by_annotator[made.annotator].append(made.decision)
        counts[made.annotator][made.decision.relation] += 1
        if made.draw is not None:
            strata[made.draw.stratum][0] += 1
            strata[made.draw.stratum][1] += made.decision.relation == "same"
    gold = stored.gold()
    closures = {name: Closure(decisions) for name, decisions in sorted(by_annotator.items())}
    agreed = Closure(gold_decisions(gold))
    checked = closures if len(closures) < 2 and not stored.adjudications else {**closures, GOLD: agreed}
    relations = tuple(
        (claims.by_key[pair.first], claims.by_key[pair.second], relation, names)
        for pair in gold
        for relation, names in sorted(_by_relation(pair).items())
        if relation not in ("same", "unrelated")
    )
    return LinkedClaims(
        {keys[0]: tuple(claims.by_key[key] for key in keys) for keys in agreed.clusters()},
        relations,
        tuple((name, conflict) for name, closure in checked.items() for conflict in closure.conflicts()),
        counts,
        {stratum: (asked, same) for stratum, (asked, same) in strata.items()},
        dict(link_agreements(stored.decisions, closures)),
        sum(pair.relation is None for pair in gold),
        len({decision.pair for decision in stored.adjudications}),
        measured_recall(links, claims, stored, agreed),
        stored.stale,
    )


def _by_relation(pair: PairGold) -> dict[Relation, tuple[str, ...]]:
    """Return who saw each relation of a pair; only the settled one if it was adjudicated."""
    if pair.provenance == "adjudicated" and pair.relation is not None:
        return {pair.relation: ("adjudicated",)}
    if not pair.votes and pair.relation is not None:
        return {pair.relation: ("at the prompt",)}
    names: dict[Relation, tuple[str, ...]] = {}
    for name, relation in pair.votes.items():
        names[relation] = (*names.get(relation, ()), name)
    return names


def project_clusters(store: Store, schema: Schema) -> dict[str, str]:
    """Return the cluster of each gold claim that says the same as another, by the keys of the claims."""
    links = store.links()
    if not links and not store.has_links_within_documents():
        return {}
    agreed = Closure(gold_decisions(stored_links(links, gold_claims(store, schema), schema).gold()))
    return {key: keys[0] for keys in agreed.clusters() for key in keys}


# -- for a dataset -------------------------------------------------------------------------------------------------------


def link_layer(store: Store, schema: Schema, annotator: str | None = None) -> LinkLayer | None:
    """Return what a dataset says about links between its claims; None if there are none.

    `annotator` is the one whose claims are gold, None for the gold of all.
    """
    links = store.links()
    if not links and not store.has_links_within_documents():
        return None
    from annotate.dataset.links import LinkLayer
    from annotate.dataset.rows.claims import dataset_claim_id
    from annotate.project.link_audit import measured_recall

    claims = gold_claims(store, schema, annotator)
    stored = stored_links(links, claims, schema)
    gold = stored.gold()
    closure = Closure(gold_decisions(gold))
    pairs = [*_decided_pairs(gold, closure), *_inferred_pairs(closure)]
    clusters = {dataset_claim_id(key): dataset_claim_id(keys[0]) for keys in closure.clusters() for key in keys}
    keys = {key for pair in gold for key in pair.pair}
    spans = {dataset_claim_id(key): tuple((s.start, s.end) for s in claims.by_key[key].claim.spans) for key in keys}
    left_out = {
        "pairs on which annotators differ": sum(pair.relation is None for pair in gold),
        "decisions on claims that were changed or removed": stored.stale,
    }
    recall = measured_recall(links, claims, stored, closure)
    ordered = sorted(pairs, key=lambda pair: (pair.first, pair.second))
    return LinkLayer(ordered, spans, clusters, left_out, recall if recall.audited else None)


def _decided_pairs(gold: Iterable[PairGold], closure: Closure) -> Iterator[KnownPair]:
    from annotate.dataset.links import KnownPair
    from annotate.dataset.rows.claims import dataset_claim_id

    disputed = {decision.pair for decision in closure.disputed()}
    for pair in gold:
        if pair.relation is not None:
            first, second = map(dataset_claim_id, pair.pair)
            yield KnownPair(
                first,
                second,
                pair.relation,
                pair.provenance,
                pair.annotators,
                pair.agreement,
                pair.draw,
                conflict=pair.pair in disputed,
            )


def _inferred_pairs(closure: Closure) -> Iterator[KnownPair]:
    from annotate.dataset.links import KnownPair
    from annotate.dataset.rows.claims import dataset_claim_id

    disputed = closure.disputed()
    for first, second, (relation, because) in closure.implied_pairs():
        yield KnownPair(
            dataset_claim_id(first),
            dataset_claim_id(second),
            relation,
            decisions=len(because),
            conflict=not disputed.isdisjoint(because),
        )
