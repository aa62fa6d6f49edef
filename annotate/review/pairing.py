"""What every two annotators have marked in the sentences that both finished, side by side, as arrays.

The same as `comparing` says one comparison at a time: claims are matched by their place, their sources by who they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.review.aligning import ALONE, Placed, align, paired
from annotate.review.coding import BY_AUTHOR, Claims, Coding, Decisions, Voices, ranges
from annotate.review.figures import Integers, numbered
from annotate.review.matching import assign


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Rows of two annotators (lower number first) side by side, `ALONE` where one has none; `of` is what both belong to."""

    of: Integers
    one: Integers
    other: Integers

    @property
    def both(self) -> NDArray[np.bool_]:
        return (self.one != ALONE) & (self.other != ALONE)

    def where(self, rows: NDArray[np.bool_]) -> Beside:
        return Beside(self.of[rows], self.one[rows], self.other[rows])

    def __add__(self, more: Beside) -> Beside:
        columns = ((self.of, more.of), (self.one, more.one), (self.other, more.other))
        return Beside(*map(np.concatenate, columns))


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """A row for each decision and each other one on its sentence, by decision; `pair` numbers their annotators' among `pairs`,
    `side` is 0 for the annotator with the lower number."""

    decision: Integers
    pair: Integers
    side: Integers
    pairs: Integers  # [pairs, 2]


def meet(decisions: Decisions) -> Meetings:
    _, first, number = np.unique(decisions.sentence, return_index=True, return_counts=True)
    decision, other = ranges(np.repeat(first, number), np.repeat(number, number))
    decision, other = decision[decision != other], other[decision != other]
    own, theirs = decisions.annotator[decision], decisions.annotator[other]
    many = int(decisions.annotator.max(initial=0)) + 1
    known, pair = numbered(np.minimum(own, theirs) * many + np.maximum(own, theirs), many**2)
    return Meetings(decision, pair, (own > theirs).astype(np.int64), np.stack(np.divmod(known, many), 1))


def pair_claims(coding: Coding, claims: Claims, meetings: Meetings) -> Beside:
    """The claims of every two annotators, of their pair."""
    number = np.bincount(meetings.decision, minlength=len(coding))
    claim, met = ranges((np.cumsum(number) - number)[claims.decision], number[claims.decision])
    whole = np.fromiter((len(pieces) == 1 for pieces in coding.pieces), np.bool_, len(coding.pieces))
    pair, side = meetings.pair[met], meetings.side[met]
    items = Placed(pair, side, claims.start[claim], claims.end[claim], claims.place[claim], whole[claim])
    return _told(*align(items, lambda row: coding.pieces[claim[row]]), pair, claim)


def put_voices(claims: Beside, voices: Voices, chosen: NDArray[np.bool_]) -> Spread:
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

    def where(self, rows: NDArray[np.bool_]) -> Spread:
        return Spread(self.key[rows], self.side[rows], self.voice[rows], self.keys)


def pair_mentions(voices: Voices, spread: Spread) -> Beside:
    """Where sources of the same claim are mentioned, whoever they are taken for."""
    start, end = voices.start[spread.voice], voices.end[spread.voice]
    place = start * (end.max(initial=0) + 1) + end
    _, place = np.unique(place, return_inverse=True)
    items = Placed(spread.key, spread.side, start, end, place, np.ones(len(start), np.bool_))
    return _told(*align(items, lambda row: [(int(start[row]), int(end[row]))]), spread.key, spread.voice)


def pair_sources(coding: Coding, voices: Voices, spread: Spread) -> Beside:
    """Who puts forward the same claim, by who is who."""
    numbers = np.bincount(spread.key + spread.side * spread.keys, minlength=2 * spread.keys)
    first = np.cumsum(numbers) - numbers
    (ours, theirs), (start, other_start) = numbers.reshape(2, -1), first.reshape(2, -1)
    key, cell = ranges(np.zeros(spread.keys, np.int64), ours * theirs)
    row, column = np.divmod(cell, theirs[key]) if len(key) else (cell, cell)
    row, column = start[key] + row, other_start[key] + column
    same = _same(coding, voices.entity[spread.voice[row]], voices.entity[spread.voice[column]])
    partner = np.full(len(spread.key), ALONE)
    several = (ours * theirs)[key] > 1
    sure = same & ~several
    partner[row[sure]], partner[column[sure]] = column[sure], row[sure]
    for one in np.split(np.flatnonzero(several), np.flatnonzero(np.diff(key[several])) + 1):
        if same[one].any():
            table = same[one].reshape(ours[key[one[0]]], -1)
            for here, there in assign(table.astype(float).tolist()):
                first_row, second_row = row[one[0]] + here, column[one[0]] + there
                partner[first_row], partner[second_row] = second_row, first_row
    return _told(*paired(partner, spread.side), spread.key, spread.voice)


def _same(coding: Coding, one: Integers, other: Integers) -> NDArray[np.bool_]:
    """Whether two entities are one: the author is the author, and nobody is who is not written down."""
    many = len(coding.entities)
    named = (one > BY_AUTHOR) & (other > BY_AUTHOR)
    asked, place = np.unique(np.where(named, one * many + other, 0), return_inverse=True)
    same = [
        coding.entities[first].same(coding.entities[second])
        for first, second in zip(*(p.tolist() for p in np.divmod(asked, many)), strict=True)
    ]
    return np.array(same, np.bool_)[place] & named | (one == BY_AUTHOR) & (other == BY_AUTHOR)


def _told(one: Integers, other: Integers, of: Integers, item: Integers) -> Beside:
    """Rows side by side as what stands in them."""
    known = np.append(item, ALONE)
    return Beside(of[np.where(one == ALONE, other, one)], known[one], known[other])
