"""Groups of near-duplicates in a corpus: wire copy in many newspapers, and the same page fetched twice. None is removed.

The rule is that of `annotate.articles.near_duplicates`. Candidates share a band of their MinHash numbers. One band after another
is sorted, and each article is paired with the next one that has the same value, so a thousand equal articles make a thousand
pairs and not a million. Each pair is then verified, because two bands are sometimes equal by chance; a star around the first
article, which many tools build, would lose a group whose first article is there by mistake.

Most pairs need no reading. Texts may be the same. Half of the bands may be equal: of two articles with a similarity below the
threshold of 0.5 each band is equal with a probability of at most 1/16, so 16 of 32 with one of at most 3 in 10^11. And the two
may be in one group already. The others are compared by their shingles, as hashes of 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy
import pyarrow
from numpy.typing import NDArray

from annotate._disjoint_sets import DisjointSets
from annotate.articles.fingerprints import SHINGLE, Fingerprint
from annotate.articles.near_duplicates import THRESHOLD, similar
from annotate.corpus.layout import BAND_COLUMNS, GROUP_SCHEMA, ONE_SENTENCE
from annotate.corpus.reading import Corpus

_BUDGET = 256_000_000  # bytes of bands that are in memory at a time
_COMPARED = 50_000  # articles whose shingles are in memory to be compared: 240 MB if each has 600 words
_FACTOR = numpy.uint64(0x9E3779B97F4A7C15)

Pairs = NDArray[numpy.uint64]
"""Pairs of places of articles in the corpus, the first in the upper half of a number, the second in the lower half."""

Sentences = Callable[[Iterable[int]], Iterator[tuple[int, Sequence[str]]]]
"""A function that yields the texts of the sentences of articles, in the order of their keys."""


def find_groups(corpus: Corpus) -> pyarrow.Table:
    """Return the groups of near-duplicates, as `GROUP_SCHEMA` has them."""
    keys = corpus.numbers("signatures", "article")
    pairs = candidates(corpus, len(keys))
    certain = are_certain(corpus, pairs, len(keys))
    return group_table(keys, connect(pairs, certain, keys, corpus.sentences))


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


def are_certain(corpus: Corpus, pairs: Pairs, count: int) -> NDArray[numpy.bool_]:
    """Return which pairs are of near-duplicates without being compared: the same text, or half of the bands.

    Half of the bands is not enough where one sentence may be half of both articles.
    """
    first, second = _places(pairs)
    equal = numpy.zeros(len(pairs), dtype=numpy.int64)
    for band in BAND_COLUMNS:
        values = corpus.numbers("signatures", band)
        equal += values[first] == values[second]
    one_sentence = numpy.zeros(count, dtype=bool)
    place = 0
    for table in corpus.tables("signatures", [ONE_SENTENCE]):
        one_sentence[place : place + len(table)] = table[ONE_SENTENCE].to_numpy()
        place += len(table)
    alike = (equal >= len(BAND_COLUMNS) // 2) & ~(one_sentence[first] & one_sentence[second])
    ranks = corpus.numbers("articles", "rank")
    certain: NDArray[numpy.bool_] = alike | (ranks[first] == ranks[second])
    return certain


def _places(pairs: Pairs) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
    return (pairs >> numpy.uint64(32)).astype(numpy.int64), (pairs & numpy.uint64(0xFFFFFFFF)).astype(numpy.int64)


def connect(pairs: Pairs, certain: NDArray[numpy.bool_], keys: NDArray[Any], sentences: Sentences) -> dict[int, int]:
    """Return the first article of the group of each article that is a near-duplicate of another one, by places.

    `certain` says which pairs need not be compared. `keys` are those of all articles; `sentences` yields the sentences of those
    with some keys.
    """
    groups = DisjointSets[int]()

    def join(one: int, other: int) -> None:
        groups.join(*sorted((groups.leader(one), groups.leader(other))))

    first, second = _places(pairs)
    for pair in zip(first[certain].tolist(), second[certain].tolist(), strict=True):
        join(*pair)
    waiting = zip(first[~certain].tolist(), second[~certain].tolist(), strict=True)
    for batch in _batches(pair for pair in waiting if not groups.together(*pair)):
        places = sorted({place for pair in batch for place in pair})
        articles = dict(zip(places, (_Compared(texts) for _, texts in sentences(keys[places].tolist())), strict=True))
        for one, other in batch:
            if not groups.together(one, other) and articles[one].is_similar(articles[other]):
                join(one, other)
    leaders = groups.leaders()
    return {place: leaders[place] for place in sorted(leaders)}


class _Compared:
    """An article as it is compared: the hashes of its shingles, and all of it only if one sentence may be half of it."""

    def __init__(self, sentences: Sequence[str]) -> None:
        article = Fingerprint(sentences)
        self._shingles = shingle_hashes(article)
        self._article = article if article.may_be_one_sentence(len(self._shingles)) else None

    def is_similar(self, other: _Compared) -> bool:
        if self._article and other._article:
            return similar(self._article, other._article) is not None
        both = numpy.concatenate([self._shingles, other._shingles])
        both.sort()
        shared = int(numpy.count_nonzero(both[1:] == both[:-1]))
        return shared >= THRESHOLD * (len(both) - shared)


def shingle_hashes(article: Fingerprint) -> NDArray[numpy.uint64]:
    """Return hashes of the shingles of an article, sorted, each once; they are the same in this process only."""
    words = article.words
    hashes = numpy.fromiter(map(hash, words), numpy.int64, len(words)).astype(numpy.uint64)
    number = max(len(words) - SHINGLE + 1, min(len(words), 1))
    size = len(words) - number + 1
    mixed = numpy.zeros(number, dtype=numpy.uint64)
    for offset in range(size):
        mixed = mixed * _FACTOR + hashes[offset : offset + number]
    mixed.sort()
    new = numpy.ones(number, dtype=bool)
    numpy.not_equal(mixed[1:], mixed[:-1], out=new[1:])
    unique: NDArray[numpy.uint64] = mixed[new]
    return unique


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


def group_table(keys: NDArray[Any], roots: dict[int, int]) -> pyarrow.Table:
    """Return groups as a table; `roots` has the first article of the group of each article in one, by places."""
    places: Sequence[int] = list(roots)
    groups = keys[numpy.array(list(roots.values()), dtype=numpy.int64)]
    _, group, sizes = numpy.unique(groups, return_inverse=True, return_counts=True)
    columns = [keys[numpy.array(places, dtype=numpy.int64)], groups, sizes[group].astype(numpy.int32)]
    return pyarrow.table([pyarrow.array(column) for column in columns], schema=GROUP_SCHEMA)
