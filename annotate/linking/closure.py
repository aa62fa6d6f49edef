"""The consequences of decisions on pairs of claims for other pairs, and the places where decisions contradict each other.

``same`` is an equivalence, so that whatever holds of one claim of a cluster holds of all. ``entails`` is transitive, and in both
directions it is ``same``. What entails something that contradicts a claim, contradicts the claim. Nothing follows from two
contradictions ("10 dead", "12 dead" and "9 dead" contradict each other), from ``unclear``, or from a difference: that one pair
is not the same says nothing about another pair.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from annotate.model.links import Relation, reverse


class Decision(NamedTuple):
    """A decision on a pair of claims: `first` has the `relation` to `second`.

    first, second: the claims' keys, the first the lesser of the two.
    number: the place of the decision among all, by which it is named.
    """

    first: str
    second: str
    relation: Relation
    number: int = 0

    @property
    def pair(self) -> tuple[str, str]:
        """The two claims."""
        return self.first, self.second


def decide(first: str, second: str, relation: Relation, number: int = 0) -> Decision:
    """Return a decision with its claims in order; the relation is turned round with them.

    Raises ValueError if both claims are one.
    """
    if first == second:
        raise ValueError(f"{first} cannot be linked to itself")
    return Decision(first, second, relation, number) if first < second else Decision(second, first, reverse(relation), number)


class Inferred(NamedTuple):
    """The relation of a pair of claims, and the decisions that it follows from: one if somebody decided on the pair itself."""

    relation: Relation
    because: tuple[Decision, ...]


class LinkConflict(NamedTuple):
    """A decision, and other decisions from which another relation of the same two claims follows."""

    decision: Decision
    implied: Relation
    because: tuple[Decision, ...]


_Links = defaultdict[str, dict[str, Decision]]
"""Decisions by one claim and the other."""

_SAME, _AGAINST, _OTHER, _ONE_WAY = {"same"}, {"contradicts"}, {"related", "unrelated"}, {"entails", "entailed"}


class Closure:
    """The consequences of some decisions, at most one for each pair."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """Take the decisions; what follows from them is worked out where it is asked for."""
        self._decided: dict[tuple[str, str], Decision] = {}
        # From claim to claim: the second is true wherever the first is.
        self._forward: _Links = defaultdict(dict)
        self._back: _Links = defaultdict(dict)
        self._same: _Links = defaultdict(dict)
        self._against: _Links = defaultdict(dict)
        self._other: _Links = defaultdict(dict)
        self._clusters: dict[str, tuple[str, ...]] | None = None
        for decision in decisions:
            self.add(decision)

    def add(self, decision: Decision) -> None:
        """Take one more decision, in place of an earlier one on the same pair."""
        self.remove(decision.pair)
        self._decided[decision.pair] = decision
        first, second, relation, _ = decision
        if relation in ("same", "entails"):
            self._forward[first][second] = self._back[second][first] = decision
        if relation in ("same", "entailed"):
            self._forward[second][first] = self._back[first][second] = decision
        for links, kinds in ((self._same, _SAME), (self._against, _AGAINST), (self._other, _OTHER)):
            if relation in kinds:
                links[first][second] = links[second][first] = decision
        self._clusters = None

    def remove(self, pair: tuple[str, str]) -> None:
        """Forget the decision on a pair, if there is one."""
        if self._decided.pop(pair, None) is not None:
            first, second = pair
            for links in (self._forward, self._back, self._same, self._against, self._other):
                links[first].pop(second, None)
                links[second].pop(first, None)
            self._clusters = None

    def decision(self, first: str, second: str) -> Decision | None:
        """Return the decision on a pair, None if there is none."""
        return self._decided.get((min(first, second), max(first, second)))

    def cluster(self, claim: str) -> str:
        """Return the id of a claim's cluster: the first of the claims that say the same, in the order of their keys.

        It stays when claims join whose keys come later, or leave.
        """
        return self.members(claim)[0]

    def members(self, claim: str) -> Sequence[str]:
        """Return the claims that say the same as a claim, itself among them, in the order of their keys."""
        return self._components().get(claim, (claim,))

    def _components(self) -> dict[str, tuple[str, ...]]:
        if self._clusters is None:
            self._clusters = _components(self._forward)
        return self._clusters

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters of two or more claims, in the order of their first keys."""
        return sorted({members[0]: members for members in self._components().values() if len(members) > 1}.values())

    def relation(self, first: str, second: str) -> Inferred | None:
        """Return the relation of `first` to `second` and the fewest decisions that it follows from; None if nothing is known."""
        decision = self.decision(first, second)
        if decision is not None:
            return Inferred(decision.relation if decision.first == first else reverse(decision.relation), (decision,))
        return next(iter(self._implied(first, second)), None)

    def implied_pairs(self) -> Iterator[tuple[str, str, Inferred]]:
        """Yield each pair that nobody decided on and whose relation follows: the claims in the order of their keys."""
        pairs: set[tuple[str, str]] = set()
        for claim in self._forward:
            pairs |= {(min(claim, other), max(claim, other)) for other in _reached(self._forward, claim) if other != claim}
        for first, second, relation, _ in self._decided.values():
            if relation in _AGAINST | _OTHER:
                ways = self._back if relation in _AGAINST else self._same
                near = (_reached(ways, claim) for claim in (first, second))
                pairs |= {(min(a, b), max(a, b)) for a, b in product(*near) if a != b}
        for pair in sorted(pairs - self._decided.keys()):
            inferred = self.relation(*pair)
            if inferred is not None:
                yield *pair, inferred

    def disputed(self) -> set[Decision]:
        """Return the decisions that contradict others, or from which something follows that a decision contradicts."""
        return {decision for conflict in self.conflicts() for decision in (conflict.decision, *conflict.because)}

    def _implied(self, first: str, second: str, without: Decision | None = None) -> Iterator[Inferred]:
        """Yield what follows for a pair of claims from other decisions than one, the strongest relation first."""
        there = _path(self._forward, first, second, without)
        back = _path(self._forward, second, first, without)
        if there is not None and back is not None:
            both_ways = all(decision.relation == "same" for decision in there)
            yield Inferred("same", there if both_ways else tuple(dict.fromkeys((*there, *back))))
        elif there is not None:
            yield Inferred("entails", there)
        elif back is not None:
            yield Inferred("entailed", back)
        against = self._bridge(self._forward, self._against, first, second, without)
        if against is not None:
            yield Inferred("contradicts", against)
        other = self._bridge(self._same, self._other, first, second, without)
        if other is not None:
            yield Inferred(next(d.relation for d in other if d.relation in _OTHER), other)

    @staticmethod
    def _bridge(
        ways: Mapping[str, Mapping[str, Decision]],
        links: Mapping[str, Mapping[str, Decision]],
        first: str,
        second: str,
        without: Decision | None,
    ) -> tuple[Decision, ...] | None:
        """Return the shortest way from both claims, along `ways`, to two claims with a link between them."""
        from_first, from_second = _reached(ways, first, without), _reached(ways, second, without)
        best: tuple[Decision, ...] | None = None
        for claim, path in from_first.items():
            for other, decision in links.get(claim, {}).items():
                if decision is not without and other in from_second:
                    chain = (*path, decision, *reversed(from_second[other]))
                    if best is None or len(chain) < len(best):
                        best = chain
        return best

    def conflicts(self, about: str | None = None) -> list[LinkConflict]:
        """Return the decisions that others speak against, in the order of their numbers; with `about`, those near that claim.

        A decision of one direction of ``entails`` is a statement that the claims are not the same.
        """
        decisions: Iterable[Decision] = self._decided.values()
        if about is not None:
            near = _reached(self._forward, about) | _reached(self._back, about)
            decisions = {
                d for claim in near for links in (self._forward, self._against, self._other) for d in links[claim].values()
            }
        found = (self._conflict(d) for d in sorted(decisions, key=lambda d: (d.number, d.pair)))
        return [conflict for conflict in found if conflict is not None]

    def _conflict(self, decision: Decision) -> LinkConflict | None:
        if decision.relation == "unclear":
            return None
        for implied in self._implied(decision.first, decision.second, decision):
            if _conflicting(decision.relation, implied):
                return LinkConflict(decision, implied.relation, implied.because)
        return None


def _conflicting(decided: Relation, implied: Inferred) -> bool:
    """Return True if a decision cannot stand beside what follows from others."""
    other = implied.relation
    if _ONE_WAY & {decided, other}:
        if "same" in (decided, other):
            # Entailed both ways is the same; only a chain of nothing but ``same`` says that one way was not all.
            return decided != "same" and all(d.relation == "same" for d in implied.because)
        return "contradicts" in (decided, other) or (other == "unrelated") or decided == "unrelated"
    return decided != other and ("same" in (decided, other) or {decided, other} == {"contradicts", "unrelated"})


def _path(
    edges: Mapping[str, Mapping[str, Decision]], start: str, end: str, without: Decision | None = None
) -> tuple[Decision, ...] | None:
    """Return the decisions on the shortest way from one claim to another, None if there is no way."""
    return _reached(edges, start, without, end).get(end)


def _reached(
    edges: Mapping[str, Mapping[str, Decision]], start: str, without: Decision | None = None, end: str | None = None
) -> dict[str, tuple[Decision, ...]]:
    """Return the claims that a claim leads to, itself among them, each with the shortest way there; stop at `end`."""
    found: dict[str, tuple[Decision, ...]] = {start: ()}
    queue = deque([start])
    while queue and end not in found:
        claim = queue.popleft()
        for other, decision in edges.get(claim, {}).items():
            if other not in found and decision is not without:
                found[other] = (*found[claim], decision)
                queue.append(other)
    return found


def _components(edges: Mapping[str, Mapping[str, Decision]]) -> dict[str, tuple[str, ...]]:
    """Return the strongly connected components of a graph by their members (Tarjan 1972), without recursion."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    components: dict[str, tuple[str, ...]] = {}
    for root in sorted(edges):
        if root in order:
            continue
        work = [(root, iter(sorted(edges.get(root, ()))))]
        order[root] = low[root] = len(order)
        stack.append(root)
        waiting.add(root)
        while work:
            claim, others = work[-1]
            for other in others:
                if other not in order:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    waiting.add(other)
                    work.append((other, iter(sorted(edges.get(other, ())))))
                    break
                if other in waiting:
                    low[claim] = min(low[claim], order[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[claim])
                if low[claim] == order[claim]:
                    at = len(stack) - 1
                    while stack[at] != claim:
                        at -= 1
                    members = tuple(sorted(stack[at:]))
                    del stack[at:]
                    waiting.difference_update(members)
                    components.update(dict.fromkeys(members, members))
    return components
