"""Near-duplicates: which stored articles a new one is nearly the same as, as wire copy in two newspapers is.

Two articles are compared by their shingles, all runs of five words: their Jaccard similarity is what they share of all that
either has. From `LEAST` = 0.5 on they are named; that is the threshold of Broder, Glassman, Manasse and Zweig ("Syntactic
Clustering of the Web", 1997). Of 1,830 pairs of unrelated news articles the most similar one had 0.07. An article that keeps two
thirds of another and adds nothing has 0.67; one word in ten changed all over leaves about 0.4, and that is another article here.

Only candidates are compared. MinHash (rensa: 0.06 ms an article) gives each article 128 numbers, two of which are equal with the
probability of the similarity; they are cut into 32 bands of four, and who shares a band is a candidate: 87 % at a similarity of
0.5, 98.8 % at 0.6, 1 in 1,000 at 0.07. An index finds them by the hashes of the bands, without going through all articles.

The text of sentences alone counts: furniture is the same on all pages of an outlet.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from sys import byteorder
from typing import TYPE_CHECKING
from zlib import crc32

from annotate.model import Document

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

LEAST = 0.5
"""The similarity from which on two articles are near-duplicates."""

BANDS, ROWS = 32, 4
_SHINGLE = 5  # words
_NAME = 16  # bytes: of an article in the cache, and of the rules
_LOWER = 0xFFFFFFFF
_SEED = 42
_FEW = 4096  # articles that are indexed in a dict; more are sorted into an array
_MOST = 64  # articles of the same band that are looked at: of the ten thousandth weather report nobody needs to know
_COMPARED = 8  # candidates whose text is read

_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts that put no space between words
_WORD = re.compile(f"[{_UNPARTED}]|[^\\W_{_UNPARTED}]+")

Keys = bytes
"""The hashes of an article's bands, as they are cached: 32 numbers of 32 bits."""


def shingles(document: Document) -> frozenset[str]:
    """All runs of five words in the sentences; of a shorter text all of it."""
    text = " ".join(document.text[sentence.start : sentence.end] for sentence in document.sentences)
    words = _WORD.findall(text.casefold())
    if len(words) <= _SHINGLE:
        return frozenset([" ".join(words)])
    return frozenset(map(" ".join, zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False)))


def similarity(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The Jaccard similarity of two sets that are not both empty.

    >>> similarity(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    shared = len(ours & theirs)
    return shared / (len(ours) + len(theirs) - shared)


def keys(shingles: Iterable[str]) -> Keys:
    """What an article is indexed by."""
    from rensa import RMinHash  # 6 ms, and only reading articles needs it

    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(list(shingles))
    digest = array("I", minhash.digest()).tobytes()
    width = 4 * ROWS
    return array("I", (crc32(digest[band * width : (band + 1) * width], band) for band in range(BANDS))).tobytes()


# -- the index ------------------------------------------------------------------------------------------------------------


class Duplicates:
    """The stored articles, to hold new ones against.

    `stored` are their ids and hashes, `read` gives the article of an id, `cached` is what `to_cache` gave the last time: what it
    does not know is read and indexed when the first article is compared.
    """

    def __init__(self, stored: Mapping[str, str], read: Callable[[str], Document], cached: bytes = b"") -> None:
        self._stored, self._read, self._cached = dict(stored), read, cached
        self._known: dict[str, Keys] = {}
        self._index: _Index | None = None

    def meet(self, document: Document, unlike: str = "") -> tuple[str, float] | None:
        """The stored article that a new one is nearly the same as, with their similarity; from now on the new one is stored.

        The article called `unlike` is not named.
        """
        index = self._ready()
        ours = shingles(document)
        found = keys(ours)
        near = self._nearest(ours, (id for id in index.candidates(found) if id not in (document.id, unlike)))
        self._stored[document.id], self._known[document.id] = document.sha256, found
        index.add(document.id, found)
        return near

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Stored articles that are nearly the same, with their similarity: so many pairs that all which are hang together."""
        self._fill()
        joined: dict[str, str] = {}
        for one, two in _sharing(self._known):
            if (root := _root(joined, one)) == (other := _root(joined, two)):
                continue
            found = similarity(*(shingles(self._read(id)) for id in (one, two)))
            if found >= LEAST:
                joined[other] = root
                yield one, two, found

    def to_cache(self) -> bytes | None:
        """What saves reading all articles again the next time; None where the old one is as good."""
        if not self._known:
            return None
        rows = (_identity(id, self._stored[id]) + found for id, found in self._known.items())
        data = b"".join((_rules(), *rows))
        return None if data == self._cached else data

    def _ready(self) -> _Index:
        if self._index is None:
            self._fill()
            self._index = _Index(self._known)
        return self._index

    def _fill(self) -> None:
        """Know the keys of all stored articles."""
        cached = dict(_rows(self._cached))
        for id, sha256 in self._stored.items():
            if id not in self._known:
                self._known[id] = cached.get(_identity(id, sha256)) or keys(shingles(self._read(id)))

    def _nearest(self, ours: frozenset[str], candidates: Iterable[str]) -> tuple[str, float] | None:
        compared = ((id, similarity(ours, shingles(self._read(id)))) for id in islice(candidates, _COMPARED))
        best = max(compared, key=lambda pair: pair[1], default=("", 0.0))
        return best if best[1] >= LEAST else None


class _Index:
    """Who shares a band with whom. What was replaced stays under its old keys too, so candidates must be compared."""

    def __init__(self, known: Mapping[str, Keys]) -> None:
        self._ids: list[str] = []  # of `_sorted`
        self._sorted: NDArray[uint64] | None = None  # the hash of a band and, in the lower half, the number of an article
        self._fresh: dict[str, Keys] = {}
        self._bands: dict[int, list[str]] = {}  # of `_fresh`
        if len(known) > _FEW:
            self._sort(known)
        else:
            for id, found in known.items():
                self.add(id, found)

    def add(self, id: str, keys: Keys) -> None:
        self._fresh[id] = keys
        for band in array("I", keys):
            sharing = self._bands.setdefault(band, [])
            if len(sharing) < _MOST:
                sharing.append(id)
        if len(self._fresh) > _FEW:
            self._sort(self._fresh)
            self._fresh, self._bands = {}, {}

    def candidates(self, keys: Keys) -> list[str]:
        """The articles that share a band, those that share the most first, among them the older ones first."""
        bands = array("I", keys)
        shared = Counter(self._sorted_sharing(bands))
        for band in bands:
            shared.update(self._bands.get(band, ()))
        return [id for id, _ in shared.most_common()]

    def _sorted_sharing(self, bands: array[int]) -> Iterator[str]:
        if self._sorted is None:
            return
        first = self._sorted.searchsorted(_numbers(band << 32 for band in bands))
        last = self._sorted.searchsorted(_numbers(band << 32 | _LOWER for band in bands), "right")
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            yield from (self._ids[place & _LOWER] for place in self._sorted[start : min(end, start + _MOST)].tolist())

    def _sort(self, fresh: Mapping[str, Keys]) -> None:
        """Put articles into the sorted array: it takes a tenth of the memory of a dict."""
        import numpy  # 100 ms, which a few articles need not pay

        bands = numpy.frombuffer(b"".join(fresh.values()), dtype=numpy.uint32).astype(numpy.uint64)
        places = numpy.repeat(_numbers(range(len(self._ids), len(self._ids) + len(fresh))), BANDS)
        both = (bands << numpy.uint64(32)) | places
        self._ids += fresh
        self._sorted = numpy.sort(both if self._sorted is None else numpy.concatenate((self._sorted, both)))


def _sharing(known: Mapping[str, Keys]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that share a band, the older one first; in a band each with the few that are next to it."""
    import numpy  # 100 ms, which a few articles need not pay

    ids = list(known)
    bands = numpy.frombuffer(b"".join(known.values()), dtype=numpy.uint32)
    order = numpy.argsort(bands, kind="stable")
    bands, places = bands[order], order // BANDS
    found = []
    for step in range(1, _COMPARED + 1):
        same = bands[step:] == bands[:-step]
        found.append(numpy.stack((places[:-step][same], places[step:][same]), axis=1))
    for one, two in numpy.unique(numpy.concatenate(found), axis=0).tolist():
        if one != two:
            yield ids[one], ids[two]


def _root(joined: Mapping[str, str], id: str) -> str:
    """The article that stands for all that are joined with this one."""
    while id in joined:
        id = joined[id]
    return id


def _numbers(values: Iterable[int]) -> NDArray[uint64]:
    import numpy

    return numpy.fromiter(values, dtype=numpy.uint64)


# -- the cache: who made it, then for each article who it is and its keys ---------------------------------------------------


def _rules() -> bytes:
    from rensa import RMinHash

    made = (RMinHash.ALGORITHM_VERSION, BANDS, ROWS, _SEED, _SHINGLE, _WORD.pattern, byteorder)
    return blake2b(repr(made).encode(), digest_size=_NAME).digest()


def _identity(id: str, sha256: str) -> bytes:
    return blake2b(f"{id}\n{sha256}".encode(), digest_size=_NAME).digest()


def _rows(cached: bytes) -> Iterator[tuple[bytes, Keys]]:
    """What is cached; nothing where other rules made it. A row that is cut off is left out."""
    if cached[:_NAME] != _rules():
        return
    width = _NAME + 4 * BANDS
    for start in range(_NAME, len(cached) - width + 1, width):
        yield cached[start : start + _NAME], cached[start + _NAME : start + width]
