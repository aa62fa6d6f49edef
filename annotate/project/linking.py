"""A session of links between the gold claims of a project: the pairs to ask about, and the answers stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from annotate._version import __version__
from annotate.errors import ProjectError
from annotate.linking.closure import decide
from annotate.linking.session import LinkSession, Question
from annotate.model.claim_list import ClaimFilter, ListedClaim
from annotate.model.links import ClaimRef, Link, Relation, current_links
from annotate.project.claims import list_claims
from annotate.project.links import GoldClaims
from annotate.schema import Schema
from annotate.store import Store, timestamp_after

_BEFORE, _AFTER = 2, 1
"""The sentences around a claim's that help to find similar ones."""


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
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Find the pairs to ask about. `progress` is told how many claims were compared with the others, and how many there are.

        Raises ProjectError if there are not two articles with gold claims.
        """
        from annotate.linking.retrieval import ClaimIndex
        from annotate.linking.sampling import DEPTH, METHOD, plan_pairs

        claims = list_claims(store, schema, (), None, ClaimFilter()).claims
        if len({claim.document.id for claim in claims}) < 2:
            raise ProjectError(
                "links join claims of different articles, and there are not two articles with gold claims yet; label more with "
                "`annotate label`, and settle differences with `annotate adjudicate`"
            )
        self._store, self._annotator = store, annotator
        self._claims = GoldClaims(claims)
        self.keys = [claim.key for claim in claims]
        self._places = {key: place for place, key in enumerate(self.keys)}
        texts = [claim.text for claim in claims]
        self._index = ClaimIndex(texts, [_context(claim) for claim in claims])
        days = [(claim.document.published or "")[:10] for claim in claims]
        nearest = self._index.all_nearest(DEPTH, lambda done: progress(done, len(claims)))
        pairs = plan_pairs(self._index, texts, [claim.document.id for claim in claims], days, nearest, seed)
        everything = store.links()
        self._history = [link for link in everything if link.annotator == annotator]
        current = current_links(everything)
        own = [link for link in current if link.annotator == annotator]
        placed = [(pair, link.relation) for link in own if (pair := self._claims.pair(link)) and link.relation]
        self.stale = len(own) - len(placed)
        decisions = [decide(*pair, relation) for pair, relation in placed]
        theirs = [link for link in current if link.annotator != annotator]
        others = {(min(pair), max(pair)) for link in theirs if (pair := self._claims.pair(link))}
        self.session = LinkSession(self.keys, pairs, decisions, others, seed, self._similarity, METHOD)
        self.decided = len(placed)

    def _similarity(self, first: str, second: str) -> float:
        return self._index.similarity(self._places[first], self._places[second])

    def claim(self, key: str) -> ListedClaim:
        """Return a gold claim by its key."""
        return self._claims.by_key[key]

    def answer(self, relation: Relation, now: datetime, seconds: float, note: str = "") -> Question:
        """Store the relation of the first claim of the present question to the second, and go on. Raises StoreError."""
        question = self.session.question()
        if question is None:
            raise ProjectError("no pair is left to ask about")
        self._save(question, relation, note, now, seconds)
        self.decided += self.session.decided(question) is None
        return self.session.answer(relation)

    def undo(self, now: datetime) -> tuple[str, str] | None:
        """Take back the last decision that was not taken back yet, and return its pair; None if there is none.

        Raises StoreError.
        """
        steps: list[Link] = []
        for link in self._history:
            if link.action == "undo":
                steps.pop()
            else:
                steps.append(link)
        if not steps:
            return None
        last = steps[-1]
        before = next((link.relation for link in reversed(steps[:-1]) if link.pair == last.pair), None)
        self._append(Link(last.first, last.second, self._annotator, "", "undo", before, "", 0.0, __version__, None), now)
        pair = self._claims.pair(last)
        if pair is None:
            return last.pair
        first, second = sorted(pair)
        was = None if before is None else decide(*pair, before).relation
        self.session.take_back((first, second), was)
        self.decided -= before is None
        return first, second

    def _save(self, question: Question, relation: Relation, note: str, now: datetime, seconds: float) -> None:
        first, second = (_ref(self._claims.by_key[key]) for key in question.pair)
        self._append(Link(first, second, self._annotator, "", "edit", relation, note, seconds, __version__, question.draw), now)

    def _append(self, link: Link, now: datetime) -> None:
        last = self._history[-1].created if self._history else None
        stored = replace(link, created=timestamp_after(last, now))
        self._store.save_link(stored)
        self._history.append(stored)


def _ref(claim: ListedClaim) -> ClaimRef:
    return ClaimRef(claim.sentence.id, claim.claim.id, claim.text)


def _context(claim: ListedClaim) -> str:
    """Return the sentences around a claim's sentence as one text."""
    sentences, text = claim.document.sentences, claim.document.text
    place = claim.number - 1
    around = (*sentences[max(0, place - _BEFORE) : place], *sentences[place + 1 : place + 1 + _AFTER])
    return " ".join(text[sentence.start : sentence.end] for sentence in around)
