"""Matching of two annotators' marked items, one to one, by their place in the text.

Items at exactly the same place are matched first, the others so that the sum of their overlaps (the Jaccard index of their
characters) is as great as possible: the assignment problem, solved by the Hungarian method (Kuhn 1955). Items that share no
character are never matched.

Of several matchings that are equally good, the same one is found whichever annotator comes first. So a worth is an integer, since
sums of integers are exact in any order, and its last digits tell equally good pairs apart by what the two items are, not by whose
they are; see `rank_pairs`.

This module is plain Python, without numpy, so that a caller with two annotators need not load it. `annotate.agreement.pairs`
matches many pairs of annotators at once and calls `match` only for the items that need a search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from math import inf
from typing import Any, TypeVar

Pieces = Sequence[tuple[int, int]]
"""The spans of one item: half-open code point offsets, in order, not overlapping."""

T = TypeVar("T", bound=Sequence[Any])

_EXACT = 1_000_000.0  # more than all overlaps of the items that touch one another can add up to
_FRACTION = 1 << 40  # the precision of a worth
_BITS = 80  # more than the sum of a preference over all pairs takes


def match(first: Sequence[Pieces], second: Sequence[Pieces]) -> list[tuple[int, int]]:
    """Return the pairs of indexes of matching items, in the order of `first`."""
    pairs = []
    for rows, columns in _touching(first, second):
        start = min(items[index][0][0] for items, indexes in ((first, rows), (second, columns)) for index in indexes)
        ours, theirs = ([first[row] for row in rows], [second[column] for column in columns])
        worth = rank_pairs(ours, theirs, partial(_worth, start=start))
        pairs += [(rows[row], columns[column]) for row, column in assign(worth)]
    return sorted(pairs)


def overlap(first: Pieces, second: Pieces) -> float:
    """Return the Jaccard index of two items: the characters in both by the characters in either, 0 to 1."""
    shared = sum(max(0, min(end, other_end) - max(start, other)) for start, end in first for other, other_end in second)
    return shared / (_length(first) + _length(second) - shared)


def rank_pairs(
    first: Sequence[T], second: Sequence[T], worth: Callable[[T, T], tuple[float, *tuple[int, ...]]]
) -> list[list[int]]:
    """Return what each pair is worth as an integer for `assign`; 0 for one that is worth nothing.

    `worth` returns what two items are worth, and preferences: of pairs that are worth the same, those are better whose sum of the
    first preference is smaller, then of the second, and so on. Last, of several equal items on both sides the first is matched
    with the first, and of several on one side with the smallest on the other. Items must be lists or tuples, which have an order.
    """
    ours, theirs = _numbered(first), _numbered(second)

    def ranked(row: int, column: int) -> int:
        value, *preferences = worth(first[row], second[column])
        if not value:
            return 0
        (one, rank), (other, other_rank) = ours[row], theirs[column]
        total = round(value * _FRACTION)
        for preference in (*preferences, 4 * (one - other) ** 2 + one + other, -(other * rank + one * other_rank)):
            total = (total << _BITS) - preference
        return total

    return [[ranked(row, column) for column in range(len(second))] for row in range(len(first))]


def _numbered(items: Sequence[Any]) -> list[tuple[int, int]]:
    """Return for each item the number of equal items before it, and its rank among all that differ."""
    seen: Counter[str] = Counter()
    ranks = {repr(item): rank for rank, item in enumerate(sorted(items))}
    numbers = []
    for name in map(repr, items):
        numbers.append((seen[name], ranks[name]))
        seen[name] += 1
    return numbers


def digest(first: object, second: object) -> int:
    """Return a number of two items that is the same whichever is first, to decide between pairs when nothing else does."""
    content = "\0".join(sorted((repr(first), repr(second))))
    return int.from_bytes(blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def assign(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column), each used once, whose total worth is greatest, without pairs that are worth nothing.

    The Hungarian method with potentials, in O(n^3): Kuhn 1955, "The Hungarian method for the assignment problem"; Munkres 1957.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        return sorted((row, column) for column, row in assign(list(zip(*worth, strict=True))))
    owners = _owners([[-value for value in row] for row in worth])
    pairs = [(row, column) for column, row in enumerate(owners) if row is not None]
    return sorted((row, column) for row, column in pairs if worth[row][column] > 0)


# The potentials are prices, one for each row and column, such that no cell costs less than the prices of its row and column
# together; the cells that cost exactly that are the ones an optimal assignment may use. Rows are added one at a time. For a new
# row, the inner loop is Dijkstra's search over columns, by what a column costs beyond the prices, from the new row through rows
# that already have a column, to the nearest column without a row. Raising and lowering the prices by the distance of each step
# keeps the invariant. Then every column on the path back takes the row of the column before it, which frees the first for the
# new row.
def _owners(cost: Sequence[Sequence[float]]) -> list[int | None]:
    """Return the row that each column is assigned to at the least total cost; there must not be more rows than columns."""
    columns = len(cost[0])
    row_price: list[float] = [0] * len(cost)  # integers if the costs are, since those are exact
    column_price: list[float] = [0] * columns
    owner: list[int | None] = [None] * columns
    for new in range(len(cost)):
        distance, previous = [inf] * columns, [-1] * columns
        unvisited = set(range(columns))
        row: int | None = new
        column = -1
        while row is not None:
            for candidate in unvisited:
                reduced = cost[row][candidate] - row_price[row] - column_price[candidate]
                if reduced < distance[candidate]:
                    distance[candidate], previous[candidate] = reduced, column
            column = min(unvisited, key=lambda candidate: (distance[candidate], candidate))
            step = distance[column]
            row_price[new] += step
            for index in range(columns):
                if index in unvisited:
                    distance[index] -= step
                elif (visited_row := owner[index]) is not None:
                    row_price[visited_row] += step
                    column_price[index] -= step
            unvisited.discard(column)
            row = owner[column]
        while column >= 0:
            owner[column] = owner[previous[column]] if previous[column] >= 0 else new
            column = previous[column]
    return owner


def _worth(first: Pieces, second: Pieces, start: int) -> tuple[float, int, int, int]:
    """Return what two items are worth as a pair, and as preferences how far apart they are, how late, and a digest.

    Places count from `start`, so that they do not depend on where in all texts the items are.
    """
    shared = overlap(first, second)
    (one, one_end), (other, other_end) = ((pieces[0][0] - start, pieces[-1][1] - start) for pieces in (first, second))
    apart = (one - other) ** 2 + (one_end - other_end) ** 2
    pieces = ([(begin - start, end - start) for begin, end in item] for item in (first, second))
    return _EXACT if shared == 1 else shared, apart, one + other, digest(*pieces)


def _length(pieces: Pieces) -> int:
    return sum(end - start for start, end in pieces)


def _touching(first: Sequence[Pieces], second: Sequence[Pieces]) -> list[tuple[list[int], list[int]]]:
    """Return the indexes of the items in groups that share no character with each other, so that each is matched by itself."""
    items = [
        (pieces[0][0], pieces[-1][1], side, index)
        for side, of_side in enumerate((first, second))
        for index, pieces in enumerate(of_side)
    ]
    groups: list[tuple[list[int], list[int]]] = []
    reach = -1
    for start, end, side, index in sorted(items):
        if start >= reach:
            groups.append(([], []))
        groups[-1][side].append(index)
        reach = max(reach, end)
    return [group for group in groups if group[0] and group[1]]
