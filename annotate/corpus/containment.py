"""Articles that contain much of another one: a wire story inside a longer article, a round-up that quotes whole articles.

Of two articles, the one with more long sentences contains the other one if it has at least two of the other's, and at least half
of them. Sentences are compared by their hashes: case and punctuation do not count, but one changed word makes another sentence.
A sentence of more than 20 articles is boilerplate and does not count, nor does one that only near-duplicates of each other share:
they are in a group already.

Most sentences are in one article only. So the hashes are sorted, one range of values after the other, and only those of several
articles are kept. An article can only be contained in another one if enough of its sentences are among them; the pairs of such
articles are counted, one range of articles after the other. Hashes have 32 bits, so among 40 million sentences about 180,000
pairs are equal by chance, but hardly ever two of the same two articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy
import pyarrow
from numpy.typing import NDArray

from annotate.articles.near_duplicates import SHARED_SENTENCES
from annotate.corpus.files import hash_file, write
from annotate.corpus.layout import CONTAINMENT_SCHEMA, LONG_SENTENCES, containment_path, groups_path, table_bytes
from annotate.corpus.reading import Corpus, read_current, with_basis

_COMMON = 20  # articles; a sentence that more have is boilerplate
_BUDGET = 64_000_000  # bytes of sentences, or of pairs, that are sorted at a time
_CHUNK = 1_000_000  # sentences that are paired at a time

_ENTRY = 8  # bytes of a sentence or a pair: two numbers of 32 bits
_HALF = numpy.uint64(32)
_BUCKET_BITS = 16
_BUCKET = numpy.uint32(32 - _BUCKET_BITS)

Entries = NDArray[numpy.uint64]
"""Numbers of 64 bits with one in each half: the hash of a sentence and the place of its article, or the places of a pair."""


def write_containment(corpus: Corpus, groups: pyarrow.Table) -> None:
    """Find which articles contain others and write the table; `groups` are those of near-duplicates, already written."""
    table = with_basis(find_containment(corpus, groups), _basis(corpus))
    write(containment_path(corpus.folder), table_bytes(table))


def read_containment(corpus: Corpus) -> pyarrow.Table | None:
    """Return the table of a corpus; None if there is none, or if it was made from other shards or groups."""
    return read_current(containment_path(corpus.folder), lambda: _basis(corpus))


def remove_outdated(corpus: Corpus) -> bool:
    """Remove the table of a corpus if it was made from other shards or groups, and return True if it was. Raises OSError."""
    path = containment_path(corpus.folder)
    outdated = path.exists() and read_containment(corpus) is None
    if outdated:
        path.unlink(missing_ok=True)
    return outdated


def _basis(corpus: Corpus) -> str:
    """Return a hash of all that decides what is in the table. Raises OSError if the corpus is not finished."""
    basis = blake2b(repr((SHARED_SENTENCES, _COMMON, corpus.identity())).encode(), digest_size=16)
    return hash_file(groups_path(corpus.folder), into=basis)


def find_containment(corpus: Corpus, groups: pyarrow.Table) -> pyarrow.Table:
    """Return which articles contain others, as `CONTAINMENT_SCHEMA` has them; `groups` are those of near-duplicates."""
    keys = corpus.numbers("signatures", "article")
    leaders = numpy.arange(len(keys), dtype=numpy.uint32)
    leaders[numpy.searchsorted(keys, groups["article"].to_numpy())] = numpy.searchsorted(keys, groups["group"].to_numpy())
    lengths, buckets = _count(corpus)
    shared = _shared_sentences(corpus, buckets, leaders)
    may_be_contained = _enough(shared.numbers, lengths)
    found = [numpy.zeros((3, 0), dtype=numpy.int64)]
    for first, last in _ranges(numpy.where(may_be_contained, shared.partners, 0)):
        wanted = numpy.zeros_like(may_be_contained)
        wanted[first:last] = may_be_contained[first:last]
        pairs, numbers = numpy.unique(_pairs(shared, lengths, leaders, wanted), return_counts=True)
        contained, articles = pairs >> _HALF, pairs & numpy.uint64(0xFFFFFFFF)
        enough = _enough(numbers, lengths[contained])
        found.append(numpy.array([articles[enough], contained[enough], numbers[enough]], dtype=numpy.int64))
    articles, contained, numbers = numpy.concatenate(found, axis=1)
    order = numpy.lexsort((contained, articles))
    articles, contained, numbers = articles[order], contained[order], numbers[order]
    columns = [keys[articles], keys[contained], numbers, lengths[contained]]
    fields = zip(columns, CONTAINMENT_SCHEMA, strict=True)
    return pyarrow.table([pyarrow.array(column).cast(field.type) for column, field in fields], schema=CONTAINMENT_SCHEMA)


def _enough(shared: NDArray[Any], length: NDArray[Any]) -> NDArray[numpy.bool_]:
    """Return where the shared sentences of an article are enough for it to be contained; `length` is the number of all."""
    enough: NDArray[numpy.bool_] = (shared >= SHARED_SENTENCES) & (2 * shared >= length)
    return enough


def _lists(corpus: Corpus) -> Iterator[Any]:
    """Yield the hashes of the long sentences of articles, a list for each article, one shard after the other."""
    for table in corpus.tables("signatures", [LONG_SENTENCES]):
        yield table[LONG_SENTENCES].combine_chunks()


def _count(corpus: Corpus) -> tuple[NDArray[numpy.int32], NDArray[numpy.int64]]:
    """Return the number of long sentences of each article, and the number of hashes that begin with the same 16 bits."""
    lengths = [numpy.zeros(0, dtype=numpy.int32)]
    buckets = numpy.zeros(1 << _BUCKET_BITS, dtype=numpy.int64)
    for lists in _lists(corpus):
        lengths.append(lists.value_lengths().to_numpy())
        buckets += numpy.bincount(lists.flatten().to_numpy() >> _BUCKET, minlength=len(buckets))
    return numpy.concatenate(lengths), buckets


def _ranges(numbers: NDArray[numpy.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of places whose `numbers` of entries together are within the budget; a place is never in two."""
    ends = numpy.cumsum(numbers)
    first = before = 0
    while first < len(numbers):
        last = max(int(numpy.searchsorted(ends, before + _BUDGET // _ENTRY, "right")), first + 1)
        yield first, last
        first, before = last, int(ends[last - 1])


class _Shared(NamedTuple):
    """The sentences that several articles share, in runs of equal ones.

    places: the article of each, by its place in the corpus; in a run they rise. left: how many of the run come after it.
    numbers: how many of them each article has. partners: how many other articles have them, added up for each article.
    """

    places: NDArray[numpy.uint32]
    left: NDArray[numpy.uint8]
    numbers: NDArray[numpy.int64]
    partners: NDArray[numpy.int64]


def _shared_sentences(corpus: Corpus, buckets: NDArray[numpy.int64], leaders: NDArray[numpy.uint32]) -> _Shared:
    """Return the sentences that count: those of several articles, but not of many, nor only of one group of near-duplicates."""
    all_places, all_left = [numpy.zeros(0, dtype=numpy.uint32)], [numpy.zeros(0, dtype=numpy.uint8)]
    numbers, partners = numpy.zeros((2, len(leaders)), dtype=numpy.int64)
    for first, last in _ranges(buckets):
        places, sizes = _runs(_sorted_entries(corpus, first, last, int(buckets[first:last].sum())), leaders)
        numbers += numpy.bincount(places, minlength=len(leaders))
        partners += numpy.bincount(places, numpy.repeat(sizes - 1, sizes), len(leaders)).astype(numpy.int64)
        left = numpy.repeat(numpy.cumsum(sizes), sizes) - numpy.arange(1, len(places) + 1)
        all_places.append(places)
        all_left.append(left.astype(numpy.uint8))
    return _Shared(numpy.concatenate(all_places), numpy.concatenate(all_left), numbers, partners)


def _sorted_entries(corpus: Corpus, first: int, last: int, size: int) -> Entries:
    """Return the hashes of some buckets with the places of their articles, sorted; `size` is their number."""
    entries = numpy.empty(size, dtype=numpy.uint64)
    filled = place = 0
    for lists in _lists(corpus):
        hashes = lists.flatten().to_numpy()
        places = numpy.repeat(numpy.arange(place, place + len(lists), dtype=numpy.uint64), lists.value_lengths().to_numpy())
        bucket = hashes >> _BUCKET
        inside = (bucket >= first) & (bucket < last)
        some = hashes[inside].astype(numpy.uint64) << _HALF | places[inside]
        entries[filled : filled + len(some)] = some
        filled, place = filled + len(some), place + len(lists)
    entries.sort()
    return entries


def _runs(entries: Entries, leaders: NDArray[numpy.uint32]) -> tuple[NDArray[numpy.uint32], NDArray[numpy.int64]]:
    """Return the articles of the sentences that count, sorted by sentence and place, and the number of articles of each."""
    equal = (entries[1:] ^ entries[:-1]) >> _HALF == 0
    several = numpy.zeros(len(entries), dtype=bool)
    several[1:] = equal
    several[:-1] |= equal
    entries = entries[several]
    hashes, places = (entries >> _HALF).astype(numpy.uint32), entries.astype(numpy.uint32)
    starts = numpy.flatnonzero(numpy.diff(hashes, prepend=~hashes[:1]))
    sizes = numpy.diff(starts, append=len(hashes))
    groups = leaders[places]
    differ = numpy.zeros(len(groups), dtype=bool)
    differ[1:] = groups[1:] != groups[:-1]
    differ[starts] = False
    counts = numpy.logical_or.reduceat(differ, starts) & (sizes <= _COMMON)
    return places[numpy.repeat(counts, sizes)], sizes[counts]


def _pairs(
    shared: _Shared, lengths: NDArray[numpy.int32], leaders: NDArray[numpy.uint32], wanted: NDArray[numpy.bool_]
) -> Entries:
    """Return a pair for each sentence that two articles share: the place of the shorter one, if it is wanted, and of the other.

    Of two with the same number of sentences the first is called the shorter one.
    """
    places, left = shared.places, shared.left
    found = [numpy.zeros(0, dtype=numpy.uint64)]
    for start in range(0, len(places), _CHUNK):
        rest = numpy.arange(start, min(start + _CHUNK, len(places)))
        for distance in range(1, _COMMON):
            rest = rest[left[rest] >= distance]
            one, other = places[rest], places[rest + distance]
            first = lengths[one] <= lengths[other]
            shorter, longer = numpy.where(first, one, other), numpy.where(first, other, one)
            chosen = wanted[shorter] & (leaders[one] != leaders[other])
            found.append(shorter[chosen].astype(numpy.uint64) << _HALF | longer[chosen])
    return numpy.concatenate(found)
