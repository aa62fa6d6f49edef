"""The pairs of claims to ask about: the likely ones in order, and others drawn at random, with the chance that each had.

A dataset of only the most similar pairs says nothing about the rest, and one without similar pairs that differ is easy. So pairs
are divided into strata, and what is drawn from each is known. Which stratum a pair is from must not be seen when it is asked, so
the random ones are spread among the likely ones.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import Literal, NamedTuple

import numpy as np

from annotate.linking.retrieval import Index

Stratum = Literal["likely", "polarity", "near", "far", "day", "random"]
"""Where a pair was taken from, the first of these that applies.

``likely``: one claim is among the three most similar of the other. ``polarity``: among the ten most similar, and exactly one of
the two has a word of denial or negation. ``near``: among the ten. ``far``: among the fifty. ``day``: from articles of the same
day. ``random``: any other pair of claims of different articles.
"""

PER_THOUSAND: Mapping[Stratum, int] = {"polarity": 100, "near": 75, "far": 75, "day": 100, "random": 50}
"""The number of pairs that are asked of each stratum for a thousand claims; of the likely ones, all."""

DEPTH = 50
_LIKELY, _NEAR = 3, 10
METHOD = "char-bm25/1"
"""The name of the method that ranks the candidates, kept with each decision."""

# Words that deny or negate, in the languages that have rules for suggestions. Negation tells most about a contradiction where
# only one of two similar claims has it; numbers that differ tell nothing, since reports of one event count differently.
_DENIAL = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|false(?:ly)?|untrue|incorrect|wrong|fake|hoax|den(?:y|ies|ied|ial|ying)"
    r"|refut\w+|rebut\w*|debunk\w*|disput\w+|reject\w*|doubt\w*|contradict\w*|dismiss\w*|unfounded|baseless"
    r"|kein\w*|nicht|nie|niemals|nichts|weder|ohne|falsch|unwahr|bestreit\w*|bestritt\w*|dementier\w*|widersp\w+|zurückgewiesen)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


class Pair(NamedTuple):
    """A pair of claims to ask about, by their positions in the list of all claims.

    probability: the chance that it had of being asked, above 0.
    score: how similar the two are, see `ClaimIndex.similarity`.
    rank: the better of its two places in the list of most similar claims, from 1; 0 if it is in neither.
    """

    first: int
    second: int
    stratum: Stratum
    probability: float
    score: float
    rank: int


def has_denial(text: str) -> bool:
    """Return True if a text has a word that denies or negates.

    >>> has_denial("there had been no change in policy"), has_denial("This is a change in policy")
    (True, False)
    """
    return _DENIAL.search(text) is not None


def plan_pairs(
    index: Index,
    texts: Sequence[str],
    documents: Sequence[str],
    days: Sequence[str],
    nearest: Sequence[Sequence[int]],
    seed: int,
) -> list[Pair]:
    """Return the pairs to ask about, in the order of asking. The same claims and seed give the same pairs.

    texts, documents, days: each claim's text, its document's id and the day of its publication, empty if it is not known.
    nearest: the `DEPTH` most similar claims of each claim, see `ClaimIndex.all_nearest`.
    """
    ranks: dict[tuple[int, int], int] = {}
    for claim, others in enumerate(nearest):
        rank = 0
        for other in others:
            if documents[claim] != documents[other]:
                rank += 1
                pair = (min(claim, other), max(claim, other))
                ranks[pair] = min(rank, ranks.get(pair, rank))
    denied = [has_denial(text) for text in texts]
    strata: dict[Stratum, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(ranks):
        first, second = pair
        if ranks[pair] <= _LIKELY:
            strata["likely"].append(pair)
        elif ranks[pair] <= _NEAR:
            strata["polarity" if denied[first] != denied[second] else "near"].append(pair)
        else:
            strata["far"].append(pair)
    random = np.random.default_rng(seed)
    queue = [_pair(index, pair, "likely", 1.0, ranks) for pair in strata["likely"]]
    queue.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
    drawn: list[Pair] = []
    for stratum in _RANKED:
        every = strata[stratum]
        wanted = min(len(every), _wanted(stratum, len(texts)))
        chosen = sorted(random.choice(len(every), wanted, replace=False).tolist()) if wanted else []
        drawn += (_pair(index, every[i], stratum, wanted / len(every), ranks) for i in chosen)
    for stratum, groups, apart in _unranked(texts, days):
        found, size = _draw(groups, documents, apart, ranks.keys(), _wanted(stratum, len(texts)), random)
        drawn += (_pair(index, pair, stratum, len(found) / size, ranks) for pair in found)
    return _spread(queue, drawn, random)


_RANKED: tuple[Stratum, ...] = ("polarity", "near", "far")


def _unranked(texts: Sequence[str], days: Sequence[str]) -> Iterator[tuple[Stratum, list[Sequence[int]], Sequence[str] | None]]:
    """Yield the strata of pairs that are not similar: the groups in which both are, and the days if those must differ."""
    yield "day", _groups(days), None
    yield "random", [range(len(texts))], days


def _pair(
    index: Index, pair: tuple[int, int], stratum: Stratum, probability: float, ranks: Mapping[tuple[int, int], int]
) -> Pair:
    return Pair(*pair, stratum, probability, index.similarity(*pair), ranks.get(pair, 0))


def _wanted(stratum: Stratum, claims: int) -> int:
    return math.ceil(PER_THOUSAND[stratum] * claims / 1000)


def _groups(days: Sequence[str]) -> list[Sequence[int]]:
    """Return the claims of each day, by their positions."""
    by_day: dict[str, list[int]] = defaultdict(list)
    for claim, day in enumerate(days):
        if day:
            by_day[day].append(claim)
    return [by_day[day] for day in sorted(by_day)]


def _draw(
    groups: Iterable[Sequence[int]],
    documents: Sequence[str],
    days: Sequence[str] | None,
    taken: AbstractSet[tuple[int, int]],
    wanted: int,
    random: np.random.Generator,
) -> tuple[list[tuple[int, int]], int]:
    """Draw pairs of claims of one group and different documents that are not taken; with `days`, of different days.

    Returns the pairs, in order, and the number there was to draw from.
    """
    groups = [group for group in groups if len(group) > 1]
    sizes = [_pairs_across(group, documents, days) for group in groups]
    in_group = {claim: number for number, group in enumerate(groups) for claim in group}
    already = sum(
        1
        for first, second in taken
        if in_group.get(first, -1) == in_group.get(second, -2) and not (days and days[first] and days[first] == days[second])
    )
    size = sum(sizes) - already
    wanted = min(wanted, size)
    if wanted <= 0:
        return [], max(size, 1)
    if size <= 4 * wanted + 1000:
        every = [pair for group in groups for pair in _across(group, documents, days) if pair not in taken]
        return sorted(every[i] for i in random.choice(len(every), wanted, replace=False)), size
    # Far more than are wanted: draw until there are enough, each as likely as any other.
    weights = np.array([len(group) ** 2 for group in groups], float)
    chance = weights / weights.sum()
    found: set[tuple[int, int]] = set()
    while len(found) < wanted:
        group = groups[int(random.choice(len(groups), p=chance))]
        first, second = sorted(group[int(i)] for i in random.integers(0, len(group), 2))
        same_day = days is not None and days[first] and days[first] == days[second]
        if documents[first] != documents[second] and not same_day and (first, second) not in taken:
            found.add((first, second))
    return sorted(found), size


def _pairs_across(group: Sequence[int], documents: Sequence[str], days: Sequence[str] | None) -> int:
    """Return the number of pairs of a group whose documents differ, with `days` those whose days differ, too."""

    def within(keys: Iterable[str]) -> int:
        counts: dict[str, int] = defaultdict(int)
        for key in keys:
            counts[key] += 1
        return sum(n * (n - 1) // 2 for n in counts.values())

    total = len(group) * (len(group) - 1) // 2
    same_document = within(documents[claim] for claim in group)
    if days is None:
        return total - same_document
    # A document has one day, so two claims of one document that has a day are of one day.
    return (
        total
        - within(days[claim] for claim in group if days[claim])
        - within(documents[claim] for claim in group if not days[claim])
    )


def _across(group: Sequence[int], documents: Sequence[str], days: Sequence[str] | None) -> Iterator[tuple[int, int]]:
    for place, first in enumerate(group):
        for second in group[place + 1 :]:
            if documents[first] != documents[second] and not (days and days[first] and days[first] == days[second]):
                yield first, second


def _spread(queue: Sequence[Pair], others: Sequence[Pair], random: np.random.Generator) -> list[Pair]:
    """Return both lists as one: the first in its order, the others at random places in it."""
    places = sorted(
        zip(random.integers(0, len(queue) + 1, len(others)).tolist(), random.permutation(len(others)).tolist(), strict=True)
    )
    spread: list[Pair] = []
    start = 0
    for place, other in places:
        spread += queue[start:place]
        spread.append(others[other])
        start = place
    return [*spread, *queue[start:]]


def is_doubled(first: str, second: str, seed: int, share: float = 0.15) -> bool:
    """Return True if a pair is one of the share that several annotators are asked about, so that agreement can be measured."""
    return _hash(f"{seed}\0{first}\0{second}") < share * 2**32


def owners(first: str, second: str, seed: int, team: Sequence[str]) -> tuple[str, ...]:
    """Return who of a team is asked about a pair: one, or two if it is doubled; the same whatever the order of the team."""
    members = sorted(set(team))
    place = _hash(f"{seed}\0owner\0{first}\0{second}") % len(members)
    if len(members) == 1 or not is_doubled(first, second, seed):
        return (members[place],)
    other = 1 + _hash(f"{seed}\0other\0{first}\0{second}") % (len(members) - 1)
    return members[place], members[(place + other) % len(members)]


def _hash(text: str) -> int:
    return int(sha256(text.encode()).hexdigest()[:8], 16)
