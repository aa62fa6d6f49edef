"""Groups of near-duplicates in a corpus: wire copy in many newspapers, and the same page fetched twice. None is removed.

The rule is that of `annotate.articles.near_duplicates`. Candidates share a band of their MinHash numbers. One band after another
is sorted, and each article is paired with the next one that has the same value, so a thousand equal articles make a thousand
pairs and not a million. Pairs are then compared by their shingles, because two bands are sometimes equal by chance; a star around
the first article, which many tools build, would lose a group whose first article is there by mistake. A pair whose articles are
in one group already is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy
import pyarrow
from numpy.typing import NDArray

from annotate.articles.fingerprints import Fingerprint
from annotate.articles.near_duplicates import similar
from annotate.corpus.layout import BAND_COLUMNS, GROUP_SCHEMA
from annotate.corpus.reading import Corpus
from annotate.model import Document

_BUDGET = 256_000_000  # bytes of bands that are in memory at a time
_COMPARED = 1_000  # articles that are in memory to be compared

Pairs = NDArray[numpy.uint64]
"""Pairs of places of articles in the corpus, the first in the upper half of a number, the second in the lower half."""

Documents = Callable[[Iterable[int]], Iterator[tuple[int, Document]]]


def find_groups(corpus: Corpus) -> pyarrow.Table:
    """Return the groups of near-duplicates, as `GROUP_SCHEMA` has them."""
    keys = corpus.numbers("signatures", "article")
    ranks = corpus.numbers("articles", "rank")
    pairs = candidates(corpus, len(keys))
    return group_table(keys, connect(pairs, keys, ranks, corpus.documents))


def candidates(corpus: Corpus, count: int) -> Pairs:
    """Return the pairs of articles that share a band, each article with the next one, as their places among `count` articles."""
    pairs = numpy.zeros(0, dtype=numpy.uint64)
    at_once = max(1, min(len(BAND_COLUMNS), _BUDGET // (4 * max(count, 1))))
    for first in range(0, len(BAND_COLUMNS), at_once):
        columns = BAND_COLUMNS[first : first + at_once]
        bands = numpy.empty((len(columns), count), dtype=numpy.uint32)
        place = 0
        for table in corpus.tables("signatures", columns):
            for band, column in zip(bands, columns, strict=True):
                band[place : place + len(table)] = table[column].to_numpy()
            place += len(table)
        pairs = numpy.unique(numpy.concatenate([pairs, *map(neighbours, bands)]))
    return pairs


def neighbours(values: NDArray[numpy.uint32]) -> Pairs:
    """Return each place paired with the next one that has the same value.

    >>> [divmod(pair, 2**32) for pair in neighbours(numpy.array([7, 5, 7, 7], dtype=numpy.uint32)).tolist()]
    [(0, 2), (2, 3)]
    """
    half = numpy.uint64(32)
    entries = numpy.sort(values.astype(numpy.uint64) << half | numpy.arange(len(values), dtype=numpy.uint64))
    values_in_order, places = entries >> half, entries & numpy.uint64(0xFFFFFFFF)
    same = values_in_order[1:] == values_in_order[:-1]
    pairs: Pairs = (places[:-1][same] << half) | places[1:][same]
    return pairs


def connect(pairs: Pairs, keys: NDArray[Any], ranks: NDArray[Any], documents: Documents) -> dict[int, int]:
    """Return the first article of the group of each article that is a near-duplicate of another one, by places.

    `keys` and `ranks` are those of all articles; `documents` yields those with some keys.
    """
    groups = _Groups()
    first, second = (pairs >> numpy.uint64(32)).astype(numpy.int64), (pairs & numpy.uint64(0xFFFFFFFF)).astype(numpy.int64)
    same_text = ranks[first] == ranks[second]
    for pair in zip(first[same_text].tolist(), second[same_text].tolist(), strict=True):
        groups.join(*pair)
    waiting = zip(first[~same_text].tolist(), second[~same_text].tolist(), strict=True)
    for batch in _batches(pair for pair in waiting if not groups.joined(*pair)):
        places = sorted({place for pair in batch for place in pair})
        texts = dict(documents(keys[places].tolist()))
        prints = {place: Fingerprint(texts[key]) for place, key in zip(places, keys[places].tolist(), strict=True)}
        for pair in batch:
            if not groups.joined(*pair) and similar(*(prints[place] for place in pair)):
                groups.join(*pair)
    return groups.roots()


def _batches(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    batch: list[tuple[int, int]] = []
    places: set[int] = set()
    for pair in pairs:
        batch.append(pair)
        places.update(pair)
        if len(places) >= _COMPARED:
            yield batch
            batch, places = [], set()
    if batch:
        yield batch


class _Groups:
    """Union-find: each article leads to an earlier one of its group, and the first one to itself."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def _root(self, place: int) -> int:
        parents = self._parents
        while (parent := parents.get(place, place)) != place:
            parents[place] = parents.get(parent, parent)
            place = parent
        return place

    def joined(self, one: int, other: int) -> bool:
        return self._root(one) == self._root(other)

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[first] = first
        self._parents[second] = first

    def roots(self) -> dict[int, int]:
        return {place: self._root(place) for place in sorted(self._parents)}


def group_table(keys: NDArray[Any], roots: dict[int, int]) -> pyarrow.Table:
    """Return groups as a table; `roots` has the first article of the group of each article in one, by places."""
    places: Sequence[int] = list(roots)
    groups = keys[numpy.array(list(roots.values()), dtype=numpy.int64)]
    _, group, sizes = numpy.unique(groups, return_inverse=True, return_counts=True)
    columns = [keys[numpy.array(places, dtype=numpy.int64)], groups, sizes[group].astype(numpy.int32)]
    return pyarrow.table([pyarrow.array(column) for column in columns], schema=GROUP_SCHEMA)
