"""The gold of pairs of claims: what counts of the decisions of several annotators, and the pairs that are left to settle.

The rule is that of sentences: an adjudication counts, whoever made it; one annotator decides alone; several who agree are
unanimous; otherwise the relation that most of them saw counts, and a tie has no gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from annotate.linking.closure import Decision
from annotate.model.links import Draw, Relation

PairProvenance = Literal["single", "unanimous", "majority", "adjudicated", "open"]
"""How the gold of a pair was decided, with the names that the gold of sentences has; ``open`` is the lack of it."""


_ADJUDICATED: PairProvenance = "adjudicated"


@dataclass(frozen=True, slots=True)
class PairGold:
    """The gold of a pair of claims.

    first, second: the keys of the claims, the lesser first.
    relation: that of the first to the second; None if annotators differ and nobody settled it.
    annotators: the number of annotators who decided. agreement: the share of them who saw the most frequent relation; None
        below two.
    votes: the relation that each of them saw, by name.
    draw: how the pair came to be asked about first; None if that is not known.
    """

    first: str
    second: str
    relation: Relation | None
    provenance: PairProvenance
    annotators: int
    agreement: float | None
    votes: Mapping[str, Relation]
    draw: Draw | None

    @property
    def pair(self) -> tuple[str, str]:
        """The keys of both claims."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class PairDecision:
    """A decision on a pair with who made it, and how the pair came to be asked about."""

    annotator: str
    decision: Decision
    draw: Draw | None


def pair_gold(
    decisions: Iterable[PairDecision], adjudications: Iterable[Decision] = (), within: Iterable[Decision] = ()
) -> list[PairGold]:
    """Return the gold of each pair, in the order of the pairs; `decisions` are at most one of each annotator and pair.

    `within` are links between claims of one article, which nobody decides on as pairs: each is as good as a single decision.
    """
    settled = {decision.pair: decision.relation for decision in adjudications}
    by_pair: dict[tuple[str, str], list[PairDecision]] = {pair: [] for pair in settled}
    for made in decisions:
        by_pair.setdefault(made.decision.pair, []).append(made)
    across = [_gold(pair, made, settled.get(pair)) for pair, made in by_pair.items()]
    inside = (PairGold(*decision.pair, decision.relation, "single", 1, None, {}, None) for decision in within)
    return sorted((*across, *inside), key=lambda gold: gold.pair)


def _gold(pair: tuple[str, str], made: Collection[PairDecision], settled: Relation | None) -> PairGold:
    votes = {one.annotator: one.decision.relation for one in made}
    counts = Counter(votes.values()).most_common()
    relation, provenance = _vote(counts) if settled is None else (settled, _ADJUDICATED)
    agreement = counts[0][1] / len(votes) if len(votes) > 1 else None
    draw = next((one.draw for one in made if one.draw is not None), None)
    return PairGold(*pair, relation, provenance, len(votes), agreement, votes, draw)


def _vote(counts: list[tuple[Relation, int]]) -> tuple[Relation | None, PairProvenance]:
    if len(counts) == 1:
        relation, number = counts[0]
        return relation, "single" if number == 1 else "unanimous"
    if counts[0][1] > counts[1][1]:
        return counts[0][0], "majority"
    return None, "open"


def gold_decisions(gold: Iterable[PairGold]) -> Iterator[Decision]:
    """Yield the gold of pairs as decisions, by the number of their place."""
    for number, pair in enumerate(gold, 1):
        if pair.relation is not None:
            yield Decision(*pair.pair, pair.relation, number)


def to_settle(gold: Iterable[PairGold], *, every: bool = False) -> list[PairGold]:
    """Return the pairs on which annotators differ and that nobody settled; with `every`, those that were settled, too."""
    return [pair for pair in gold if len(set(pair.votes.values())) > 1 and (every or pair.provenance != "adjudicated")]
