"""`matching` for many pairs of annotators at once: which of their items belong together, as arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotate.agreement.intervals import Integers, Mask
from annotate.agreement.matching import Pieces, match

ALONE = -1
"""The partner of an item that belongs to none."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Items with a place: those with the same `key` are held against each other, `side` 0 against 1.

    `place` is a number that only items with exactly the same pieces share; `whole` says that an item is one piece.
    """

    key: Integers
    side: Integers
    start: Integers
    end: Integers
    place: Integers
    whole: Mask


def align(items: Placed, pieces: Callable[[int], Pieces]) -> tuple[Integers, Integers]:
    """What `matching.match` says of each key: rows of side 0 and of side 1, `ALONE` beside those that belong to none.

    `pieces` gives those of a row. Only items that meet several others, or have several pieces, are left for `match` to weigh.
    """
    partner = np.full(len(items.key), ALONE)
    join(partner, *_in_one_place(items))
    rows, group = _touching(items, np.flatnonzero(partner == ALONE))
    sides = np.bincount(2 * group + items.side[rows], minlength=2 * int(group.max(initial=-1) + 1)).reshape(-1, 2)
    plain = (sides == 1).all(1) & (np.bincount(group, ~items.whole[rows]) == 0)
    join(partner, *rows[plain[group]].reshape(-1, 2).T)
    searched = (sides > 0).all(1) & ~plain
    rows, group = rows[searched[group]], group[searched[group]]
    for several in np.split(rows, np.flatnonzero(np.diff(group)) + 1):
        first, second = (several[items.side[several] == side].tolist() for side in (0, 1))
        for one, other in match([pieces(row) for row in first], [pieces(row) for row in second]):
            join(partner, first[one], second[other])
    return paired(partner, items.side)


def paired(partner: Integers, side: Integers) -> tuple[Integers, Integers]:
    """The items of side 0 with their partners, then those of side 1 that have none."""
    first, second = (np.flatnonzero(side == one) for one in (0, 1))
    alone = second[partner[second] == ALONE]
    return np.concatenate([first, np.full(len(alone), ALONE)]), np.concatenate([partner[first], alone])


def join(partner: Integers, one: Integers | int, other: Integers | int) -> None:
    """Make rows the partners of others."""
    partner[one], partner[other] = other, one


def _in_one_place(items: Placed) -> tuple[Integers, Integers]:
    """The rows of two items at exactly the same place: they belong together, whatever else they touch."""
    place = items.key * (items.place.max(initial=0) + 1) + items.place
    order = np.argsort(2 * place + items.side, kind="stable")
    before, after = order[:-1], order[1:]
    same = (place[before] == place[after]) & (items.side[before] < items.side[after])
    return before[same], after[same]


def _touching(items: Placed, rows: Integers) -> tuple[Integers, Integers]:
    """The rows in order of their places, and for each the number of the group that shares no character with another."""
    apart = items.key[rows] * (items.end.max(initial=0) + 1)
    start, end = apart + items.start[rows], apart + items.end[rows]
    order = np.argsort(start, kind="stable")
    reach = np.maximum.accumulate(end[order])
    return rows[order], np.cumsum(start[order] >= np.concatenate([[-1], reach])[:-1]) - 1
