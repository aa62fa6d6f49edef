"""An index of articles by their keys, hashes of 32 bits: which articles share some of them, without a pass over all articles."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint32, uint64
    from numpy.typing import NDArray

Keys = bytes
"""The keys of an article, in the form in which they are cached: numbers of 32 bits."""

_LOWER_HALF = 0xFFFFFFFF
_DICT_LIMIT = 4096  # articles that are indexed in a dict; more are sorted into an array


class KeyIndex:
    """An index from a key to the articles that have it.

    An article that was replaced stays under its old keys as well, so candidates must be compared.

    Recent articles are in a dict of lists. Once there are too many, they go into a sorted array of 64-bit numbers, with the key
    in the upper half and the position of the article in `_ids` in the lower half: a binary search for the key finds all its
    articles.

    Args:
        known: the keys of each article.
        limit: the number of articles that are found by a key, the oldest ones.
        skip_common: find none by a key that more articles have.
    """

    def __init__(self, known: Mapping[str, Keys], limit: int, *, skip_common: bool = False) -> None:
        self._limit, self._skip_common = limit, skip_common
        self._ids: list[str] = []  # of the articles in `_sorted`
        self._sorted: NDArray[uint64] | None = None
        self._recent: dict[str, Keys] = {}
        self._sharing: dict[int, list[str]] = {}  # the articles in `_recent` by their keys
        if len(known) > _DICT_LIMIT:
            self._sort(known)
        else:
            for id, keys in known.items():
                self.add(id, keys)

    def add(self, id: str, keys: Keys) -> None:
        """Add an article, or a new version of one."""
        self._recent[id] = keys
        for key in array("I", keys):
            sharing = self._sharing.setdefault(key, [])
            if len(sharing) <= self._limit:  # one more than are found shows that the key is common
                sharing.append(id)
        if len(self._recent) > _DICT_LIMIT:
            self._sort(self._recent)
            self._recent, self._sharing = {}, {}

    def candidates(self, keys: Keys, minimum: int = 1) -> list[str]:
        """Return the articles that share at least `minimum` of the keys, those that share most of them first."""
        numbers = array("I", keys)
        shared: Counter[str] = Counter()
        for key, older in zip(numbers, self._sorted_sharing(numbers), strict=False):
            ids = dict.fromkeys((*older, *self._sharing.get(key, ())))
            if not (self._skip_common and len(ids) > self._limit):
                shared.update(islice(ids, self._limit))
        return [id for id, number in shared.most_common() if number >= minimum]

    def _sorted_sharing(self, keys: array[int]) -> Iterator[Sequence[str]]:
        """Yield for each key the articles in the sorted array that have it, at most one more than are found."""
        if self._sorted is None:
            yield from repeat((), len(keys))
            return
        first = self._sorted.searchsorted(_numbers(key << 32 for key in keys))
        last = self._sorted.searchsorted(_numbers(key << 32 | _LOWER_HALF for key in keys), "right")
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            entries = self._sorted[start : min(end, start + self._limit + 1)].tolist() if start < end else ()
            yield [self._ids[entry & _LOWER_HALF] for entry in entries]

    def _sort(self, articles: Mapping[str, Keys]) -> None:
        """Move articles into the sorted array, which takes a tenth of the memory of a dict."""
        import numpy  # 100 ms, which a few articles need not pay

        keys, positions = _columns(articles)
        positions += numpy.uint64(len(self._ids))
        entries = (keys.astype(numpy.uint64) << numpy.uint64(32)) | positions
        self._ids += articles
        self._sorted = numpy.sort(entries if self._sorted is None else numpy.concatenate((self._sorted, entries)))


def candidate_pairs(
    known: Mapping[str, Keys], neighbours: int, *, minimum: int = 1, common: int | None = None
) -> Iterator[tuple[str, str]]:
    """Yield pairs of articles that share keys, the older one first.

    Args:
        known: the keys of each article, the oldest first.
        neighbours: the number of later articles with a key that each article is paired with.
        minimum: the number of keys that a pair must share.
        common: leave out keys that more articles have; None to use all keys.
    """
    import numpy  # 100 ms, which a few articles need not pay

    ids = list(known)
    keys, articles = _columns(known)
    order = numpy.argsort(keys, kind="stable")
    keys, articles = keys[order], articles[order]
    if common is not None:
        _, number = numpy.unique(keys, return_counts=True)
        rare = numpy.repeat(number <= common, number)
        keys, articles = keys[rare], articles[rare]
    # Equal keys are neighbours now, in the order of the articles. Comparing the array with itself, shifted by 1, 2, ..., pairs
    # each entry with the next ones of its key, for all keys at once. A pair is a number, the older article in its upper half.
    pairs = []
    for shift in range(1, neighbours + 1):
        same = keys[shift:] == keys[:-shift]
        pairs.append((articles[:-shift][same] << numpy.uint64(32)) | articles[shift:][same])
    distinct, shared = numpy.unique(numpy.concatenate(pairs), return_counts=True)
    for pair in distinct[shared >= minimum].tolist():
        first, second = pair >> 32, pair & _LOWER_HALF
        if first != second:
            yield ids[first], ids[second]


def _columns(known: Mapping[str, Keys]) -> tuple[NDArray[uint32], NDArray[uint64]]:
    """Return the keys of all articles, and beside each the position of its article."""
    import numpy

    keys = numpy.frombuffer(b"".join(known.values()), dtype=numpy.uint32)
    lengths = numpy.fromiter((len(article_keys) // 4 for article_keys in known.values()), dtype=numpy.int64, count=len(known))
    return keys, numpy.repeat(numpy.arange(len(known), dtype=numpy.uint64), lengths)


def _numbers(values: Iterable[int]) -> NDArray[uint64]:
    import numpy

    return numpy.fromiter(values, dtype=numpy.uint64)
