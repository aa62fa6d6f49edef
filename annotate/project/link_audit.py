"""The audit of links: how many of the matches of claims drawn at random were found.

Each claim is shown with a deeper pool of candidates than the queue has, of two methods that see claims differently, and can be
searched for freely. Pairs that somebody decided on are not shown: errors in decisions are a matter of agreement. The share that
was linked before is an upper bound of recall: what neither the pool nor a search brings up is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from annotate.agreement.intervals import wilson
from annotate.linking.closure import Closure
from annotate.linking.gold import PairGold, gold_decisions, pair_gold
from annotate.linking.recall import MeasuredRecall, linked_shares
from annotate.linking.retrieval import ClaimIndex, fused, stems
from annotate.model.claim_list import ListedClaim
from annotate.model.links import Draw, Link
from annotate.project.linking import LinkLog, Progress, SearchedClaims, claim_refs
from annotate.project.links import AUDIT, GoldClaims, StoredLinks, stored_links
from annotate.project.semantic import SemanticModel
from annotate.schema import Schema
from annotate.store import Store

DEPTH = 30
"""The number of candidates of each method for an audited claim."""

FOUND = 20
"""The number of claims that a search shows."""

METHOD = "audit/1"
"""The name of the pool, kept with each decision."""

_SIDES = ("audit-first", "audit-second")
"""The stratum of the record of an audit: which of its two claims was audited. The other one is the last candidate that was seen,
and the rank is the number of candidates."""


class LinkAudit:
    """The claims to audit, one at a time. What is marked is stored as decisions, and that a claim was audited, too.

    audited: the number of claims that were audited. wanted: the number that is to be.
    """

    def __init__(
        self,
        store: Store,
        schema: Schema,
        annotator: str,
        wanted: int,
        seed: int,
        model: SemanticModel | None = None,
        progress: Progress = lambda done, total: None,
    ) -> None:
        """Draw the claims. Raises ProjectError if there are not two articles with gold claims."""
        self._searched = SearchedClaims(store, schema, model, progress)
        self._words = ClaimIndex(self._searched.texts, self._searched.contexts, stems)
        everything = store.links()
        self._log = LinkLog(store, annotator, everything)
        self._everything, self._schema = everything, schema
        self._closure = Closure(gold_decisions(stored_links(everything, self._searched.gold, schema).gold()))
        self._done = audited_claims(everything, self._searched.gold)
        self._seed, self.wanted = seed, min(wanted, len(self._searched.keys))
        order = np.random.default_rng(seed).permutation(len(self._searched.keys)).tolist()
        self._queue = [key for place in order if (key := self._searched.keys[place]) not in self._done]

    @property
    def audited(self) -> int:
        """The number of claims that were audited."""
        return len(self._done)

    def claim(self, key: str) -> ListedClaim:
        """Return a gold claim by its key."""
        return self._searched.gold.by_key[key]

    def question(self) -> str | None:
        """Return the key of the claim to audit now, the same until it is finished or skipped; None if enough were."""
        return self._queue[0] if self._queue and self.audited < self.wanted else None

    def skip(self) -> None:
        """Put off the present claim, which stays in the sample, to the end."""
        if self._queue:
            self._queue.append(self._queue.pop(0))

    def linked(self, key: str) -> list[str]:
        """Return the claims that are known to say the same as a claim."""
        return [other for other in self._closure.members(key) if other != key]

    def pool(self, key: str) -> list[str]:
        """Return the candidates of a claim by their keys, the likeliest first, without those whose relation is known."""
        place = self._searched.places[key]
        depth = min(len(self._searched.keys), 2 * DEPTH)  # some are of the same article or known
        lists = [self._open(key, index.nearest(place, depth))[:DEPTH] for index in (self._searched.index, self._words)]
        return [self._searched.keys[other] for other in fused(*lists)]

    def search(self, key: str, text: str) -> list[str]:
        """Return the claims that a search for a text finds, without those whose relation to the audited claim is known."""
        size = min(len(self._searched.keys), 3 * FOUND)
        found = fused(self._searched.lexical.search(text, size), self._words.search(text, size))
        return [self._searched.keys[other] for other in self._open(key, found)[:FOUND]]

    def _open(self, key: str, places: Iterable[int]) -> list[int]:
        """Return the claims of other articles whose relation to a claim is not known."""
        document = self.claim(key).document.id
        keys, documents = self._searched.keys, self._searched.documents
        return [p for p in places if documents[p] != document and self._closure.relation(key, keys[p]) is None]

    def finish(self, key: str, shown: Sequence[str], marked: Iterable[str], now: datetime, seconds: float) -> None:
        """Store the marked claims as the same as the audited one, and that it was audited. Raises StoreError.

        shown: the candidates that were looked through; none if all that is similar was known.
        """
        method = f"{METHOD}+{self._searched.method}"
        for other in dict.fromkeys(marked):
            pair, score = self._pair(key, other)
            draw = Draw(AUDIT, None, self._seed, method, score, shown.index(other) + 1)
            self._log.append(claim_refs(self._searched.gold, pair), "edit", "same", now, draw=draw)
        pair, score = self._pair(key, shown[-1] if shown else self._any_other(key))
        draw = Draw(_SIDES[pair.index(key)], self.wanted / len(self._searched.keys), self._seed, method, score, len(shown))
        self._log.append(claim_refs(self._searched.gold, pair), "audit", None, now, seconds=seconds, draw=draw)
        self._queue.remove(key)
        self._done.add(key)

    def _pair(self, key: str, other: str) -> tuple[tuple[str, str], float]:
        pair = (min(key, other), max(key, other))
        return pair, round(self._searched.similarity(*pair), 4)

    def _any_other(self, key: str) -> str:
        """Return a claim of another article, by which the record of an audit without candidates is kept."""
        document = self.claim(key).document.id
        return next(other for other, of in zip(self._searched.keys, self._searched.documents, strict=True) if of != document)

    def recall(self) -> MeasuredRecall:
        """Return the result of the audit so far."""
        links = [*(link for link in self._everything if link.annotator != self._log.annotator), *self._log.links]
        stored = stored_links(links, self._searched.gold, self._schema)
        return measured_recall(links, self._searched.gold, stored, Closure(gold_decisions(stored.gold())))


def audited_claims(links: Iterable[Link], claims: GoldClaims) -> set[str]:
    """Return the keys of the claims that were audited and are still there."""
    done = set()
    for link in links:
        if link.action == "audit" and link.draw is not None and link.draw.stratum in _SIDES:
            ref = (link.first, link.second)[_SIDES.index(link.draw.stratum)]
            if (key := claims.find(ref)) is not None:
                done.add(key)
    return done


def measured_recall(links: Sequence[Link], claims: GoldClaims, stored: StoredLinks, every: Closure) -> MeasuredRecall:
    """Return how many of the matches of audited claims were linked before the audit, on average over the claims that have any.

    `stored` are the decisions that count among the links, and `every` is what follows from their gold.
    """
    audited = audited_claims(links, claims)
    shares = linked_shares(audited, Closure(gold_decisions(_without_audit(stored))), every) if audited else []
    if not shares:
        return MeasuredRecall(len(audited), 0, None)
    return MeasuredRecall(len(audited), len(shares), wilson(sum(shares), len(shares)))


def _without_audit(stored: StoredLinks) -> list[PairGold]:
    """Return the gold of pairs without what was only found in an audit."""
    kept = [made for made in stored.decisions if made.draw is None or made.draw.stratum != AUDIT]
    return pair_gold(kept, stored.adjudications, stored.within)
