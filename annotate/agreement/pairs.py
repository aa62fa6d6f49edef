"""What every two annotators have marked in the sentences that both finished, side by side, as arrays.

The same as `comparing` says one comparison at a time: claims are matched by their place, their sources by who they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotate.agreement.aligning import ALONE, Placed, align, join, paired
from annotate.agreement.encode import BY_AUTHOR, Claims, Coding, Decisions, Voices, ranges
from annotate.agreement.intervals import Integers, Mask, numbered
from annotate.agreement.matching import assign
from annotate.review.comparing import AUTHOR_STANCE, CLAIMS, ENTITY, MENTION, STANCE, TRIPLE, Question


@dataclass(frozen=True, slots=True, eq=False)
class AlignedPairs:
    """Rows of two annotators (lower number first) side by side, `ALONE` where one has none; `of` is what both belong to."""

    of: Integers
    one: Integers
    other: Integers

    @property
    def both(self) -> Mask:
        both: Mask = (self.one != ALONE) & (self.other != ALONE)
        return both

    def where(self, rows: Mask) -> AlignedPairs:
        return AlignedPairs(self.of[rows], self.one[rows], self.other[rows])

    def of_each(self, column: Integers) -> AlignedPairs:
        """What a column has for each row, where both have one."""
        return AlignedPairs(self.of, column[self.one], column[self.other])

    def __add__(self, more: AlignedPairs) -> AlignedPairs:
        columns = ((self.of, more.of), (self.one, more.one), (self.other, more.other))
        return AlignedPairs(*map(np.concatenate, columns))


class Met(NamedTuple):
    """What either of two annotators has, by the rows of `Compared`: whether `both` have it, and whether it is the `same`."""

    of: Integers
    both: Mask
    same: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A row for each claim that either of two annotators marked: its sentence, and their `pair` among `pairs`, [pairs, 2].

    `items` has what was marked; `said` has, for a question or all of a stage, numbers of combinations of answers side by side.
    """

    sentence: Integers
    pair: Integers
    pairs: Integers
    items: Mapping[Question, Met]
    said: Mapping[Question | str, AlignedPairs]

    def answers(self, question: Question) -> AlignedPairs:
        return self.said.get(question) or self.said[question.stage]


def compare(coding: Coding, decisions: Decisions, claims: Claims, voices: Voices) -> Compared:
    """What `comparing.compare_claims` says of every two annotators."""
    meetings = meet(decisions)
    marked = pair_claims(coding, claims, meetings)
    sentence = np.append(decisions.sentence[claims.decision], np.iinfo(np.int64).max)  # the last is that of `ALONE`
    exact = marked.both & (claims.place[marked.one] == claims.place[marked.other])
    owners = put_voices(marked, voices, voices.owns > 0)
    sources = pair_sources(coding, voices, owners)
    authors = pair_sources(coding, voices, put_voices(marked, voices, voices.entity == BY_AUTHOR))
    mentions = pair_mentions(voices, owners.where(marked.both[owners.key] & (voices.start[owners.voice] >= 0)))
    items = {
        CLAIMS: Met(np.arange(len(exact)), marked.both, exact),
        ENTITY: _entities(marked, sources),
        MENTION: _mentions(voices, mentions),
        TRIPLE: _triples(coding, voices, exact, sources),
    }
    claimed = AlignedPairs(np.arange(len(exact)), marked.one, marked.other).where(marked.both)
    named = sources.where(sources.both & (voices.entity[sources.one] != BY_AUTHOR))
    known = named.where((voices.source[named.one] >= 0) & (voices.source[named.other] >= 0))
    own = authors.where(authors.both)
    said: dict[Question | str, AlignedPairs] = {
        "claim": claimed.of_each(claims.answers),
        "source": known.of_each(voices.source),
        "stance": (named + own).of_each(voices.stance),
        STANCE: named.of_each(voices.stance),
        AUTHOR_STANCE: own.of_each(voices.stance),
    }
    return Compared(np.minimum(sentence[marked.one], sentence[marked.other]), marked.of, meetings.pairs, items, said)


def _entities(marked: AlignedPairs, sources: AlignedPairs) -> Met:
    """Sources of claims that both have: elsewhere the claim is what is disagreed on, not its source."""
    shared = sources.where(marked.both[sources.of])
    return Met(shared.of, shared.both, shared.both)


def _mentions(voices: Voices, mentions: AlignedPairs) -> Met:
    one, other = mentions.one, mentions.other
    same = (voices.start[one] == voices.start[other]) & (voices.end[one] == voices.end[other])
    return Met(mentions.of, mentions.both, mentions.both & same)


def _triples(coding: Coding, voices: Voices, exact: Mask, sources: AlignedPairs) -> Met:
    """Claim, source and stance as one: the same where all three are, else each one's own."""
    label = coding.answers["stance"].numbers(STANCE.name)[voices.stance]
    whole = sources.both & exact[sources.of] & (label[sources.one] == label[sources.other])
    own = [sources.of[(side != ALONE) & ~whole] for side in (sources.one, sources.other)]
    same = np.repeat([True, False], [whole.sum(), sum(map(len, own))])
    return Met(np.concatenate([sources.of[whole], *own]), same, same)


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatorPairs:
    """A row for each decision and each other one on its sentence, by decision; `pair` numbers their annotators' among `pairs`,
    `side` is 0 for the annotator with the lower number."""

    decision: Integers
    pair: Integers
    side: Integers
    pairs: Integers  # [pairs, 2]


def meet(decisions: Decisions) -> AnnotatorPairs:
    _, first, number = np.unique(decisions.sentence, return_index=True, return_counts=True)
    decision, other = ranges(np.repeat(first, number), np.repeat(number, number))
    decision, other = decision[decision != other], other[decision != other]
    own, theirs = decisions.annotator[decision], decisions.annotator[other]
    many = int(decisions.annotator.max(initial=0)) + 1
    known, pair = numbered(np.minimum(own, theirs) * many + np.maximum(own, theirs), many**2)
    return AnnotatorPairs(decision, pair, (own > theirs).astype(np.int64), np.stack(np.divmod(known, many), 1))


def pair_claims(coding: Coding, claims: Claims, meetings: AnnotatorPairs) -> AlignedPairs:
    """The claims of every two annotators, of their pair."""
    number = np.bincount(meetings.decision, minlength=len(coding))
    claim, met = ranges((np.cumsum(number) - number)[claims.decision], number[claims.decision])
    whole = np.fromiter((len(pieces) == 1 for pieces in coding.pieces), np.bool_, len(coding.pieces))
    pair, side = meetings.pair[met], meetings.side[met]
    items = Placed(pair, side, claims.start[claim], claims.end[claim], claims.place[claim], whole[claim])
    return _told(*align(items, lambda row: coding.pieces[claim[row]]), pair, claim)


def put_voices(claims: AlignedPairs, voices: Voices, chosen: Mask) -> Spread:
    """Those of the chosen voices that each claim has, under the row of `claims` it stands in."""
    rows = np.flatnonzero(chosen)
    number = np.bincount(voices.claim[rows], minlength=int(max(claims.one.max(initial=0), claims.other.max(initial=0))) + 1)
    first = np.cumsum(number) - number
    sides = [ranges(first[side], np.where(side == ALONE, 0, number[side])) for side in (claims.one, claims.other)]
    key, place = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    return Spread(key, np.repeat([0, 1], [len(of) for of, _ in sides]), rows[place], len(claims.of))


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Voices by side, then by key, one of `keys` rows of claims that stand side by side."""

    key: Integers
    side: Integers
    voice: Integers
    keys: int

    def where(self, rows: Mask) -> Spread:
        return Spread(self.key[rows], self.side[rows], self.voice[rows], self.keys)


def pair_mentions(voices: Voices, spread: Spread) -> AlignedPairs:
    """Where sources of the same claim are mentioned, whoever they are taken for."""
    start, end = voices.start[spread.voice], voices.end[spread.voice]
    place = start * (end.max(initial=0) + 1) + end
    _, place = np.unique(place, return_inverse=True)
    items = Placed(spread.key, spread.side, start, end, place, np.ones(len(start), np.bool_))
    return _told(*align(items, lambda row: [(int(start[row]), int(end[row]))]), spread.key, spread.voice)


def pair_sources(coding: Coding, voices: Voices, spread: Spread) -> AlignedPairs:
    """Who puts forward the same claim, by who is who."""
    key, row, column = _crossed(spread)
    same = _same(coding, voices.entity[spread.voice[row]], voices.entity[spread.voice[column]])
    several = np.bincount(key, minlength=spread.keys)[key] > 1
    partner = np.full(len(spread.key), ALONE)
    join(partner, row[same & ~several], column[same & ~several])
    cells = np.flatnonzero(several)
    for of_claim in np.split(cells, np.flatnonzero(np.diff(key[cells])) + 1):
        if same[of_claim].any():
            rows, columns = np.unique(row[of_claim]), np.unique(column[of_claim])
            worth = same[of_claim].reshape(len(rows), len(columns)).astype(np.float64).tolist()
            for here, there in assign(worth):
                join(partner, rows[here], columns[there])
    return _told(*paired(partner, spread.side), spread.key, spread.voice)


def _crossed(spread: Spread) -> tuple[Integers, Integers, Integers]:
    """Each row of side 0 with each of side 1 that has the same key, row by row; and the keys."""
    number = np.bincount(spread.key + spread.side * spread.keys, minlength=2 * spread.keys)
    first = np.cumsum(number) - number
    ours = np.flatnonzero(spread.side == 0)
    there = spread.key[ours] + spread.keys
    place, column = ranges(first[there], number[there])
    return spread.key[ours[place]], ours[place], column


def _same(coding: Coding, one: Integers, other: Integers) -> Mask:
    """Whether two entities are one: the author is the author alone."""
    entities, named = coding.entities, (one != BY_AUTHOR) & (other != BY_AUTHOR)
    asked, place = np.unique(np.where(named, one * len(entities) + other, 0), return_inverse=True)
    couples = (divmod(number, len(entities)) for number in asked.tolist())
    known = np.array([entities[first].same(entities[second]) for first, second in couples], np.bool_)
    same: Mask = np.where(named, known[place], one == other)
    return same


def _told(one: Integers, other: Integers, of: Integers, item: Integers) -> AlignedPairs:
    """Rows side by side as what stands in them."""
    known = np.append(item, ALONE)
    return AlignedPairs(of[np.where(one == ALONE, other, one)], known[one], known[other])
