"""Links between the gold claims of a project: the pairs to ask about, the answers stored, and what was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from annotate._version import __version__
from annotate.errors import ProjectError
from annotate.linking.closure import Closure, Decision, LinkConflict, decide
from annotate.linking.metrics import GroupingScore, adjusted_rand, b_cubed, pairwise
from annotate.linking.session import LinkSession, Question
from annotate.model.claim_list import ClaimFilter, ListedClaim
from annotate.model.links import ClaimRef, Link, Relation, current_links
from annotate.project.claims import list_claims
from annotate.schema import Schema
from annotate.store import Store, timestamp_after

_BEFORE, _AFTER = 2, 1
"""The sentences around a claim's that help to find similar ones."""


class _Claims:
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
        self._claims = _Claims(claims)
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


# -- what was found ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkedClaims:
    """The findings from the links of a project.

    clusters: the claims that say the same, by the id of the cluster; only clusters of two or more.
    relations: pairs that somebody decided on and that are neither the same nor unrelated, with the relation and who saw it.
    conflicts: decisions of one annotator that contradict others of theirs.
    counts: the number of decisions by annotator and relation.
    strata: for each stratum the number of pairs asked, and of those that are the same.
    agreement: the agreement of two annotators, by their names.
    stale: the number of decisions on claims that are no gold claims any more.
    """

    clusters: Mapping[str, tuple[ListedClaim, ...]]
    relations: tuple[tuple[ListedClaim, ListedClaim, Relation, tuple[str, ...]], ...]
    conflicts: tuple[tuple[str, LinkConflict], ...]
    counts: Mapping[str, Mapping[str, int]]
    strata: Mapping[str, tuple[int, int]]
    agreement: Mapping[tuple[str, str], LinkAgreement]
    stale: int


@dataclass(frozen=True, slots=True)
class LinkAgreement:
    """The agreement of two annotators.

    pairs: the number of pairs that both were asked about and decided.
    raw: the share of them with the same relation.
    alpha: Krippendorff's alpha on them, None where it is undefined.
    pairwise, b_cubed: the groupings that follow from their decisions, compared over the claims that both decided on; the latter
        without claims that are alone in both.
    adjusted_rand: the adjusted Rand index of the two groupings.
    """

    pairs: int
    raw: float
    alpha: float | None
    pairwise: GroupingScore
    b_cubed: GroupingScore
    adjusted_rand: float


def linked_claims(store: Store, schema: Schema) -> LinkedClaims:
    """Return what was decided on pairs of gold claims, and what follows from it. Raises StoreError."""
    claims = _Claims(list_claims(store, schema, (), None, ClaimFilter()).claims)
    by_annotator: dict[str, list[Decision]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    strata: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    pairs: dict[tuple[str, str], list[tuple[str, Decision]]] = defaultdict(list)
    stale = 0
    for number, link in enumerate(current_links(store.links()), 1):
        pair = claims.pair(link)
        if pair is None or link.relation is None:
            stale += 1
            continue
        decision = decide(*pair, link.relation, number)
        by_annotator[link.annotator].append(decision)
        counts[link.annotator][decision.relation] += 1
        pairs[decision.pair].append((link.annotator, decision))
        if link.draw is not None:
            strata[link.draw.stratum][0] += 1
            strata[link.draw.stratum][1] += decision.relation == "same"
    closures = {name: Closure(decisions) for name, decisions in sorted(by_annotator.items())}
    agreed = Closure(_unanimous(pairs.values()))
    clusters = {keys[0]: tuple(claims.by_key[key] for key in keys) for keys in agreed.clusters()}
    relations = tuple(
        (claims.by_key[first], claims.by_key[second], relation, names)
        for (first, second), found in sorted(pairs.items())
        for relation, names in sorted(_by_relation(found).items())
        if relation not in ("same", "unrelated")
    )
    return LinkedClaims(
        clusters,
        relations,
        tuple((name, conflict) for name, closure in closures.items() for conflict in closure.conflicts()),
        counts,
        {stratum: (asked, same) for stratum, (asked, same) in strata.items()},
        dict(_agreements(by_annotator, closures)),
        stale,
    )


def _by_relation(found: Iterable[tuple[str, Decision]]) -> dict[Relation, tuple[str, ...]]:
    names: dict[Relation, tuple[str, ...]] = {}
    for name, decision in found:
        names[decision.relation] = (*names.get(decision.relation, ()), name)
    return names


def _unanimous(pairs: Iterable[Sequence[tuple[str, Decision]]]) -> Iterator[Decision]:
    """Yield one decision for each pair on which all who decided agree."""
    for found in pairs:
        if len({decision.relation for _, decision in found}) == 1:
            yield found[0][1]


def _agreements(
    decisions: Mapping[str, Sequence[Decision]], closures: Mapping[str, Closure]
) -> Iterator[tuple[tuple[str, str], LinkAgreement]]:
    """Yield the agreement of any two annotators who decided on the same pairs."""
    from itertools import combinations

    from annotate.agreement.coefficients import alpha
    from annotate.agreement.ratings import Ratings

    for one, other in combinations(sorted(decisions), 2):
        mine, theirs = ({decision.pair: decision.relation for decision in decisions[name]} for name in (one, other))
        shared = sorted(mine.keys() & theirs.keys())
        if not shared:
            continue
        both = {key for pair in mine for key in pair} & {key for pair in theirs for key in pair}
        groupings = [{key: closures[name].cluster(key) for key in sorted(both)} for name in (one, other)]
        figure = alpha(Ratings.of([[mine[pair] for pair in shared], [theirs[pair] for pair in shared]]))
        yield (
            (one, other),
            LinkAgreement(
                len(shared),
                sum(mine[pair] == theirs[pair] for pair in shared) / len(shared),
                figure.value,
                pairwise(*groupings),
                b_cubed(*groupings, singletons=False),
                adjusted_rand(*groupings),
            ),
        )
