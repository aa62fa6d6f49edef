"""Groups of near-duplicates in a corpus: wire copy in many newspapers, and the same page fetched twice. None is removed.

The rule is that of `annotate.articles.near_duplicates`. Candidates share a band of their MinHash numbers. One band after another
is sorted, and each article is paired with the next one that has the same value, so a thousand equal articles make a thousand
pairs and not a million. Each pair is then verified, because two bands are sometimes equal by chance; a star around the first
article, which many tools build, would lose a group whose first article is there by mistake.

Most pairs need no reading, because a band has a byte of each of four MinHash numbers. Of the 128 bytes of two articles about as
many are equal as the share of their shingles that both have. With a similarity of 0.5, the threshold, fewer than 29 are equal in
5 of 10^11 pairs, and more than 100 in 2 of 10^11. Only pairs between these numbers are compared by their shingles, as hashes of
64 bits, unless the two are in one group already.
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
from annotate.corpus.files import write
from annotate.corpus.layout import BAND_COLUMNS, GROUP_SCHEMA, ONE_SENTENCE, groups_path, table_bytes
from annotate.corpus.reading import Corpus, read_current, with_basis

_BUDGET = 256_000_000  # bytes of bands that are in memory at a time
_PERHAPS_SIMILAR, _SURELY_SIMILAR = 29, 101  # bytes of the bands that are equal
_JUDGED = 100_000  # pairs whose bands are in memory at a time
_COMPARED = 50_000  # articles whose shingles are in memory to be compared: 240 MB if each has 600 words
_FACTOR = numpy.uint64(0x9E3779B97F4A7C15)

Pairs = NDArray[numpy.uint64]
"""Pairs of places of articles in the corpus, the first in the upper half of a number, the second in the lower half."""

Sentences = Callable[[Iterable[int]], Iterator[tuple[int, Sequence[str]]]]
"""A function that yields the texts of the sentences of articles, in the order of their keys."""


def write_groups(corpus: Corpus) -> pyarrow.Table:
    """Find the groups of near-duplicates of a corpus whose shards are finished, write their table and return it."""
    groups = find_groups(corpus)
    write(groups_path(corpus.folder), table_bytes(with_basis(groups, corpus.identity())))
    return groups


def read_groups(corpus: Corpus) -> pyarrow.Table | None:
    """Return the groups of near-duplicates; None if they have not been found, or only those of other shards."""
    return read_current(groups_path(corpus.folder), corpus.identity)


def find_groups(corpus: Corpus) -> pyarrow.Table:
    """Return the groups of near-duplicates, as `GROUP_SCHEMA` has them."""
    keys = corpus.numbers("signatures", "article")
    return group_table(keys, connect(*judge(corpus, candidates(corpus, len(keys))), keys, corpus.sentences))


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


def judge(corpus: Corpus, pairs: Pairs) -> tuple[Pairs, NDArray[numpy.bool_]]:
    """Return the pairs that may be of near-duplicates, and which of them are so for certain, by the bytes of their bands.

    No number of equal bytes is enough where one sentence may be half of both articles.
    """
    members = numpy.unique(_places(pairs))
    bands = numpy.empty((len(members), len(BAND_COLUMNS)), dtype=numpy.uint32)
    one_sentence = numpy.empty(len(members), dtype=bool)
    place = done = 0
    for table in corpus.tables("signatures", [*BAND_COLUMNS, ONE_SENTENCE]):
        here = members[done : numpy.searchsorted(members, place + len(table))] - place
        rows = slice(done, done + len(here))
        for number, band in enumerate(BAND_COLUMNS):
            bands[rows, number] = table[band].to_numpy()[here]
        one_sentence[rows] = table[ONE_SENTENCE].to_numpy()[here]
        place, done = place + len(table), rows.stop
    numbers = bands.view(numpy.uint8)
    equal = numpy.empty(len(pairs), dtype=numpy.int64)
    certain = numpy.empty(len(pairs), dtype=bool)
    for start in range(0, len(pairs), _JUDGED):
        some = slice(start, start + _JUDGED)
        first, second = (numpy.searchsorted(members, places) for places in _places(pairs[some]))
        equal[some] = numpy.count_nonzero(numbers[first] == numbers[second], axis=1)
        certain[some] = (equal[some] >= _SURELY_SIMILAR) & ~(one_sentence[first] & one_sentence[second])
    possible = equal >= _PERHAPS_SIMILAR
    return pairs[possible], certain[possible]


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
