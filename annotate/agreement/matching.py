"""Which of two annotators' marked items are meant to be the same: one to one, by where they are in the text.

Items at exactly the same place are matched first; the others so that the sum of their overlaps (the Jaccard index of their
characters) is the greatest there can be (the assignment problem: Kuhn 1955). Items that share no character are never matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

Pieces = Sequence[tuple[int, int]]
"""The stretches of one item, half-open, in order, apart from each other."""

_EXACT = 1000.0  # more than any number of overlaps among items that touch each other is worth


def match(first: Sequence[Pieces], second: Sequence[Pieces]) -> list[tuple[int, int]]:
    """The pairs of indexes that belong together, in order of the first."""
    pairs = []
    for ours, theirs in _touching(first, second):
        worth = [[_worth(first[one], second[other]) for other in theirs] for one in ours]
        pairs += [(ours[row], theirs[column]) for row, column in assign(worth)]
    return sorted(pairs)


def overlap(first: Pieces, second: Pieces) -> float:
    """The Jaccard index: characters in both by characters in either, 0 to 1."""
    both = sum(max(0, min(end, other_end) - max(start, other)) for start, end in first for other, other_end in second)
    return both / (_length(first) + _length(second) - both)


def assign(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column), each used once, whose summed worth is greatest; pairs that are worth nothing are left out.

    The Hungarian method with potentials, O(n^3): Kuhn 1955, Munkres 1957.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        return sorted((row, column) for column, row in assign(list(zip(*worth, strict=True))))
    owner = _owners([[-value for value in row] for row in worth])
    found = [(row, column) for column, row in enumerate(owner) if row is not None]
    return sorted((row, column) for row, column in found if worth[row][column] > 0)


def _owners(cost: Sequence[Sequence[float]]) -> list[int | None]:
    """For each column the row it is given to at the least cost; there are no more rows than columns."""
    columns = len(cost[0])
    rows_potential, columns_potential = [0.0] * len(cost), [0.0] * columns
    owner: list[int | None] = [None] * columns
    for new in range(len(cost)):
        least, before = [inf] * columns, [-1] * columns
        open_columns = set(range(columns))
        row: int | None = new
        column = -1
        while row is not None:  # until a column is reached that nobody has
            for other in open_columns:
                reduced = cost[row][other] - rows_potential[row] - columns_potential[other]
                if reduced < least[other]:
                    least[other], before[other] = reduced, column
            column = min(open_columns, key=lambda other: (least[other], other))
            step = least[column]
            rows_potential[new] += step
            for other in range(columns):
                if other in open_columns:
                    least[other] -= step
                elif (taken := owner[other]) is not None:
                    rows_potential[taken] += step
                    columns_potential[other] -= step
            open_columns.discard(column)
            row = owner[column]
        while column >= 0:  # along the way that led here, each column takes the row of the one before
            owner[column] = owner[before[column]] if before[column] >= 0 else new
            column = before[column]
    return owner


def _worth(first: Pieces, second: Pieces) -> float:
    shared = overlap(first, second)
    return _EXACT if shared == 1 else shared


def _length(pieces: Pieces) -> int:
    return sum(end - start for start, end in pieces)


def _touching(first: Sequence[Pieces], second: Sequence[Pieces]) -> list[tuple[list[int], list[int]]]:
    """The items in groups that share no character with another group: matching within them is matching at all."""
    items = [
        (pieces[0][0], pieces[-1][1], side, index)
        for side, many in enumerate((first, second))
        for index, pieces in enumerate(many)
    ]
    groups: list[tuple[list[int], list[int]]] = []
    reach = -1
    for start, end, side, index in sorted(items):
        if start >= reach:
            groups.append(([], []))
        groups[-1][side].append(index)
        reach = max(reach, end)
    return [group for group in groups if group[0] and group[1]]
