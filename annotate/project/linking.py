"""Sessions of links between the gold claims of a project: pairs to ask about, and those that annotators decided differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from annotate._version import __version__
from annotate.errors import ProjectError
from annotate.linking.closure import decide
from annotate.linking.gold import PairGold, to_settle
from annotate.linking.sampling import DEPTH, METHOD, Pair, owners, plan_pairs
from annotate.linking.session import LinkSession, Question
from annotate.model.claim_list import ListedClaim
from annotate.model.links import ClaimRef, Draw, Link, LinkAction, Relation, adjudicated_links, current_links
from annotate.project.article_links import decided_pairs
from annotate.project.links import GoldClaims, gold_claims, stored_links
from annotate.schema import Schema
from annotate.store import Store, timestamp_after

if TYPE_CHECKING:
    from annotate.linking.retrieval import Index
    from annotate.project.semantic import SemanticModel

Progress = Callable[[int, int], None]
"""A function that is called with the number of claims compared with the others, and the number of all claims."""

_BEFORE, _AFTER = 2, 1
"""The sentences around a claim's that help to find similar ones."""


def _ignore(done: int, total: int) -> None:
    """Show no progress."""


class SearchedClaims:
    """The gold claims of a project with the index that finds similar ones.

    method: the name of the method that ranks candidates.
    """

    def __init__(self, store: Store, schema: Schema, model: SemanticModel | None = None, progress: Progress = _ignore) -> None:
        """Read and index the claims. Raises ProjectError if there are not two articles with gold claims."""
        from annotate.linking.retrieval import ClaimIndex, FusedIndex, VectorIndex

        self.gold = gold_claims(store, schema)
        self.claims = tuple(self.gold.by_key.values())
        if len({claim.document.id for claim in self.claims}) < 2:
            raise ProjectError(
                "links join claims of different articles, and there are not two articles with gold claims yet; label more with "
                "`annotate label`, and settle differences with `annotate adjudicate`"
            )
        self.keys = list(self.gold.by_key)
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.texts = [claim.text for claim in self.claims]
        self.contexts = [_context(claim) for claim in self.claims]
        self.documents = [claim.document.id for claim in self.claims]
        self.lexical = ClaimIndex(self.texts, self.contexts)
        self.index: Index = self.lexical
        self.method = METHOD
        if model is not None:
            vectors = model.encode(self.texts, lambda done: progress(done, len(self.texts)))
            self.index = FusedIndex(self.lexical, VectorIndex(vectors))
            self.method = f"{METHOD}+{model.name}"

    def similarity(self, first: str, second: str) -> float:
        """Return how much two claims are alike, by their keys."""
        return self.index.similarity(self.places[first], self.places[second])

    def pairs(self, seed: int, progress: Progress = _ignore) -> list[Pair]:
        """Return the pairs to ask about, in the order of asking."""
        days = [(claim.document.published or "")[:10] for claim in self.claims]
        nearest = self.index.all_nearest(DEPTH, lambda done: progress(done, len(self.keys)))
        return plan_pairs(self.index, self.texts, self.documents, days, nearest, seed)


class LinkLog:
    """The links of one annotator, to which others are added."""

    def __init__(self, store: Store, annotator: str, links: Iterable[Link]) -> None:
        """Take all links of the store, of which those of the annotator are kept."""
        self._store, self.annotator = store, annotator
        self.links = [link for link in links if link.annotator == annotator]

    def append(
        self,
        pair: tuple[ClaimRef, ClaimRef],
        action: LinkAction,
        relation: Relation | None,
        now: datetime,
        *,
        seconds: float = 0.0,
        note: str = "",
        draw: Draw | None = None,
    ) -> None:
        """Store a link, newer than all before it. Raises StoreError."""
        created = timestamp_after(self.links[-1].created if self.links else None, now)
        link = Link(*pair, self.annotator, created, action, relation, note, seconds, __version__, draw)
        self._store.save_link(link)
        self.links.append(link)

    def last(self, do: LinkAction) -> tuple[Link, Relation | None] | None:
        """Return the last decision of an action that was not taken back, with the relation that the pair had before; else None.

        An ``edit`` is taken back by an ``undo``, and an adjudication by one of the same pair without a relation.
        """
        steps: list[Link] = []
        for link in self.links:
            if link.action == ("undo" if do == "edit" else do) and (do == "edit" or link.relation is None):
                steps.pop()
            elif link.action == do:
                steps.append(link)
        if not steps:
            return None
        before = next((link.relation for link in reversed(steps[:-1]) if link.pair == steps[-1].pair), None)
        return steps[-1], before


class Linking:
    """One annotator's session of links between the gold claims of a project. It stores each answer at once.

    stale: the number of the annotator's decisions on claims that are no gold claims any more, or have another text.
    """

    def __init__(
        self,
        store: Store,
        schema: Schema,
        annotator: str,
        seed: int,
        progress: Progress = _ignore,
        model: SemanticModel | None = None,
    ) -> None:
        """Find the pairs to ask about. If the project has a plan with named annotators, each of them has a share of the pairs.

        Raises ProjectError if there are not two articles with gold claims.
        """
        self._searched = SearchedClaims(store, schema, model, progress)
        self._claims = self._searched.gold
        self.keys = self._searched.keys
        pairs = self._searched.pairs(seed, progress)
        plan = store.plan()
        if plan is not None and annotator in plan.annotators:
            pairs = [pair for pair in pairs if annotator in owners(*self._named(pair), seed, plan.annotators)]
        everything = store.links()
        self._log = LinkLog(store, annotator, everything)
        current = current_links(everything)
        own = [link for link in current if link.annotator == annotator]
        placed = [(pair, link.relation) for link in own if (pair := self._claims.pair(link)) and link.relation]
        self.stale = len(own) - len(placed)
        decisions = [decide(*pair, relation) for pair, relation in placed]
        theirs = [link for link in (*current, *adjudicated_links(everything)) if link.annotator != annotator]
        others = [decide(*pair, link.relation) for link in theirs if (pair := self._claims.pair(link)) and link.relation]
        within = [decide(*pair) for pair in decided_pairs(self._searched.claims, schema)]
        session = LinkSession(
            self.keys, pairs, [*within, *decisions], others, seed, self._searched.similarity, self._searched.method
        )
        self.session = session
        self.decided = len(placed)

    def _named(self, pair: Pair) -> tuple[str, str]:
        first, second = sorted((self.keys[pair.first], self.keys[pair.second]))
        return first, second

    def claim(self, key: str) -> ListedClaim:
        """Return a gold claim by its key."""
        return self._claims.by_key[key]

    def answer(self, relation: Relation, now: datetime, seconds: float, note: str = "") -> Question:
        """Store the relation of the first claim of the present question to the second, and go on. Raises StoreError."""
        question = self.session.question()
        if question is None:
            raise ProjectError("no pair is left to ask about")
        pair = claim_refs(self._claims, question.pair)
        self._log.append(pair, "edit", relation, now, seconds=seconds, note=note, draw=question.draw)
        self.decided += self.session.decided(question) is None
        return self.session.answer(relation)

    def skip(self) -> None:
        """Leave out the present question in this session."""
        self.session.skip()

    def undo(self, now: datetime) -> tuple[str, str] | None:
        """Take back the last decision that was not taken back yet, and return its pair; None if there is none.

        Raises StoreError.
        """
        found = self._log.last("edit")
        if found is None:
            return None
        last, before = found
        self._log.append((last.first, last.second), "undo", before, now)
        pair = self._claims.pair(last)
        if pair is None:
            return last.pair
        first, second = sorted(pair)
        was = None if before is None else decide(*pair, before).relation
        self.session.take_back((first, second), was)
        self.decided -= before is None
        return first, second


class LinkAdjudication:
    """The pairs that annotators decided differently, one at a time. What is decided on them here counts, whoever it is.

    stale: the number of decisions on claims that are no gold claims any more, or have another text.
    """

    def __init__(self, store: Store, schema: Schema, adjudicator: str) -> None:
        """Find the pairs on which annotators differ and that nobody settled."""
        self._claims = gold_claims(store, schema)
        everything = store.links()
        self._log = LinkLog(store, adjudicator, everything)
        stored = stored_links(everything, self._claims, schema)
        self.stale = stored.stale
        self._every = {pair.pair: pair for pair in to_settle(stored.gold(), every=True)}
        self._open = [pair.pair for pair in self._every.values() if pair.provenance != "adjudicated"]
        self._skipped: set[tuple[str, str]] = set()
        self.decided = len(stored.adjudications)

    def claim(self, key: str) -> ListedClaim:
        """Return a gold claim by its key."""
        return self._claims.by_key[key]

    @property
    def left(self) -> int:
        """The number of pairs after the present one."""
        return max(0, len(self._waiting()) - 1)

    def _waiting(self) -> Sequence[tuple[str, str]]:
        return [pair for pair in self._open if pair not in self._skipped]

    def question(self) -> PairGold | None:
        """Return the pair to settle now, the same until it is settled or skipped; None if there is none left."""
        waiting = self._waiting()
        return self._every[waiting[0]] if waiting else None

    def answer(self, relation: Relation, now: datetime, seconds: float, note: str = "") -> PairGold:
        """Store the relation of the first claim of the present pair to the second, and go on. Raises StoreError."""
        question = self.question()
        if question is None:
            raise ProjectError("no pair is left to settle")
        pair = claim_refs(self._claims, question.pair)
        self._log.append(pair, "adjudicate", relation, now, seconds=seconds, note=note, draw=question.draw)
        self._open.remove(question.pair)
        self.decided += 1
        return question

    def skip(self) -> None:
        """Leave out the present pair in this session."""
        if (question := self.question()) is not None:
            self._skipped.add(question.pair)

    def undo(self, now: datetime) -> tuple[str, str] | None:
        """Take back the adjudicator's last adjudication that was not taken back yet, and return its pair; None if there is none.

        Raises StoreError.
        """
        found = self._log.last("adjudicate")
        if found is None:
            return None
        last, _ = found
        self._log.append((last.first, last.second), "adjudicate", None, now)
        pair = self._claims.pair(last)
        if pair is None:
            return last.pair
        first, second = sorted(pair)
        self.decided -= 1
        self._skipped.discard((first, second))
        if (first, second) in self._every:
            self._open.insert(0, (first, second))
        return first, second


def claim_refs(claims: GoldClaims, keys: tuple[str, str]) -> tuple[ClaimRef, ClaimRef]:
    """Return what a link keeps of two claims, by their keys."""
    first, second = (claims.by_key[key] for key in keys)
    return _ref(first), _ref(second)


def _ref(claim: ListedClaim) -> ClaimRef:
    return ClaimRef(claim.sentence.id, claim.claim.id, claim.text)


def _context(claim: ListedClaim) -> str:
    """Return the sentences around a claim's sentence as one text."""
    sentences, text = claim.document.sentences, claim.document.text
    place = claim.number - 1
    around = (*sentences[max(0, place - _BEFORE) : place], *sentences[place + 1 : place + 1 + _AFTER])
    return " ".join(text[sentence.start : sentence.end] for sentence in around)
