"""Near-duplicates: stored articles that are nearly the same as a new one, like wire copy in two newspapers.

Two articles are compared by their shingles, all runs of five words. Their similarity is that of Jaccard: the number of shingles
that both have, divided by the number that either has. From `THRESHOLD` = 0.5 they are near-duplicates, the threshold of Broder,
Glassman, Manasse and Zweig ("Syntactic Clustering of the Web", 1997). Of 1,830 pairs of unrelated news articles the most similar
one had 0.07. An article that keeps two thirds of another and adds nothing has 0.67; one in which every tenth word is changed has
about 0.4, and counts as a different article.

Only candidates are compared. MinHash (rensa: 0.06 ms an article) gives each article 128 numbers; a number is the same in two
articles with the probability of their similarity. The numbers are cut into 32 bands of four, and articles that share a band are
candidates: 87 % of pairs with a similarity of 0.5, 98.8 % with 0.6, 1 in 1,000 with 0.07. An index finds them by the hashes of
the bands without a pass over all articles.

Only the text of sentences counts, because boilerplate is the same on all pages of an outlet.
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
from unicodedata import normalize, unidata_version
from zlib import crc32

from annotate.model import Document

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

THRESHOLD = 0.5
"""The lowest similarity of near-duplicates."""

BANDS, ROWS = 32, 4
"""Bands of the MinHash numbers of an article, and numbers in a band ("rows" in the literature)."""

_SHINGLE = 5  # words
_DIGEST = 16  # bytes of the digests in the cache: of an article's identity, and of the rules
_LOWER_HALF = 0xFFFFFFFF
_SEED = 42
_DICT_LIMIT = 4096  # articles that are indexed in a dict; more are sorted into an array
_BAND_LIMIT = 64  # articles of the same band that can be found: nobody needs to know the ten thousandth weather report
_COMPARE_LIMIT = 8  # candidates whose text is read

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without spaces between words
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, zero-width characters, marks of direction and variation selectors."""
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")

Keys = bytes
"""The hashes of an article's bands, in the form in which they are cached: 32 numbers of 32 bits."""


def shingles(document: Document) -> frozenset[str]:
    """Return all runs of five words in the sentences; the whole text if it is shorter."""
    text = " ".join(document.text[sentence.start : sentence.end] for sentence in document.sentences)
    words = _WORD.findall(_plain(text))
    if len(words) <= _SHINGLE:
        return frozenset([" ".join(words)])
    return frozenset(map(" ".join, zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False)))


def _plain(text: str) -> str:
    """Return `text` as words are compared: without invisible characters, its letters composed and in lower case."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", normalize("NFKC", _INVISIBLE.sub("", text)).casefold()).replace("\u02bc", "'")


def similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard similarity of two sets, at least one of which has elements.

    >>> similarity(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def keys(shingles: Iterable[str]) -> Keys:
    """Return the hashes by which an article is indexed."""
    from rensa import RMinHash  # 6 ms, and only reading articles needs it

    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(list(shingles))
    digest = array("I", minhash.digest()).tobytes()
    width = 4 * ROWS
    return array("I", (crc32(digest[band * width : (band + 1) * width], band) for band in range(BANDS))).tobytes()


class NearDuplicates:
    """The stored articles, with which new ones are compared.

    `stored` maps their ids to their hashes, `read` returns the article with an id, `cached` is the value of `to_cache` from the
    last time. Articles that are not in it are read and indexed when the first article is compared.
    """

    def __init__(self, stored: Mapping[str, str], read: Callable[[str], Document], cached: bytes = b"") -> None:
        self._stored, self._read, self._cached = dict(stored), read, cached
        self._known: dict[str, Keys] = {}
        self._index: _Index | None = None

    def add(self, document: Document, exclude: str = "") -> tuple[str, float] | None:
        """Add a new article, and return the most similar stored near-duplicate of it with their similarity.

        The article with the id `exclude` is not returned.
        """
        index = self._prepare()
        document_shingles = shingles(document)
        document_keys = keys(document_shingles)
        candidates = (id for id in index.candidates(document_keys) if id not in (document.id, exclude))
        nearest = self._nearest(document_shingles, candidates)
        self._stored[document.id], self._known[document.id] = document.sha256, document_keys
        index.add(document.id, document_keys)
        return nearest

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Yield pairs of near-duplicates with their similarity, just enough to connect each group of near-duplicates."""
        # Union-find: `parents` leads from each article to the one that represents its group. A pair whose articles are in the
        # same group already is not compared, so that a group of n costs n - 1 comparisons that succeed.
        self._fill()
        parents: dict[str, str] = {}
        for first, second in _candidate_pairs(self._known):
            if (root := _root(parents, first)) == (second_root := _root(parents, second)):
                continue
            value = similarity(*(shingles(self._read(id)) for id in (first, second)))
            if value >= THRESHOLD:
                parents[second_root] = root
                yield first, second, value

    def to_cache(self) -> bytes | None:
        """Return a cache that saves reading all articles again the next time; None if the one that was given is up to date."""
        if not self._known:
            return None
        rows = (_identity(id, self._stored[id]) + keys for id, keys in self._known.items())
        data = b"".join((_rules(), *rows))
        return None if data == self._cached else data

    def _prepare(self) -> _Index:
        if self._index is None:
            self._fill()
            self._index = _Index(self._known)
        return self._index

    def _fill(self) -> None:
        """Find or compute the keys of all stored articles."""
        cached = dict(_rows(self._cached))
        for id, sha256 in self._stored.items():
            if id not in self._known:
                self._known[id] = cached.get(_identity(id, sha256)) or keys(shingles(self._read(id)))

    def _nearest(self, document: frozenset[str], candidates: Iterable[str]) -> tuple[str, float] | None:
        compared = ((id, similarity(document, shingles(self._read(id)))) for id in islice(candidates, _COMPARE_LIMIT))
        best = max(compared, key=lambda pair: pair[1], default=("", 0.0))
        return best if best[1] >= THRESHOLD else None


class _Index:
    """An index from the hash of a band to the articles that have it.

    An article that was replaced stays under its old keys as well, so candidates must be compared.

    Recent articles are in a dict of lists. Once there are too many, they go into a sorted array of 64-bit numbers, with the hash
    of a band in the upper half and the position of the article in `_ids` in the lower half: a binary search for the hash finds
    all its articles.
    """

    def __init__(self, known: Mapping[str, Keys]) -> None:
        self._ids: list[str] = []  # of the articles in `_sorted`
        self._sorted: NDArray[uint64] | None = None
        self._recent: dict[str, Keys] = {}
        self._bands: dict[int, list[str]] = {}  # of `_recent`
        if len(known) > _DICT_LIMIT:
            self._sort(known)
        else:
            for id, article_keys in known.items():
                self.add(id, article_keys)

    def add(self, id: str, keys: Keys) -> None:
        self._recent[id] = keys
        for band in array("I", keys):
            sharing = self._bands.setdefault(band, [])
            if len(sharing) < _BAND_LIMIT:
                sharing.append(id)
        if len(self._recent) > _DICT_LIMIT:
            self._sort(self._recent)
            self._recent, self._bands = {}, {}

    def candidates(self, keys: Keys) -> list[str]:
        """Return the articles that share a band, ordered by the number of shared bands, then by age, the oldest first."""
        bands = array("I", keys)
        shared = Counter(self._sorted_sharing(bands))
        for band in bands:
            shared.update(self._bands.get(band, ()))
        return [id for id, _ in shared.most_common()]

    def _sorted_sharing(self, bands: array[int]) -> Iterator[str]:
        if self._sorted is None:
            return
        first = self._sorted.searchsorted(_numbers(band << 32 for band in bands))
        last = self._sorted.searchsorted(_numbers(band << 32 | _LOWER_HALF for band in bands), "right")
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            yield from (self._ids[entry & _LOWER_HALF] for entry in self._sorted[start : min(end, start + _BAND_LIMIT)].tolist())

    def _sort(self, articles: Mapping[str, Keys]) -> None:
        """Move articles into the sorted array, which takes a tenth of the memory of a dict."""
        import numpy  # 100 ms, which a few articles need not pay

        bands = numpy.frombuffer(b"".join(articles.values()), dtype=numpy.uint32).astype(numpy.uint64)
        positions = numpy.repeat(_numbers(range(len(self._ids), len(self._ids) + len(articles))), BANDS)
        entries = (bands << numpy.uint64(32)) | positions
        self._ids += articles
        self._sorted = numpy.sort(entries if self._sorted is None else numpy.concatenate((self._sorted, entries)))


def _candidate_pairs(known: Mapping[str, Keys]) -> Iterator[tuple[str, str]]:
    """Yield pairs of articles that share a band, the older one first; each is paired with a limited number in each band."""
    import numpy  # 100 ms, which a few articles need not pay

    ids = list(known)
    bands = numpy.frombuffer(b"".join(known.values()), dtype=numpy.uint32)
    order = numpy.argsort(bands, kind="stable")
    bands, articles = bands[order], order // BANDS
    pairs = []
    # Equal bands are neighbours now, in the order of the articles. Comparing the array with itself, shifted by 1, 2, ..., pairs
    # each entry with the next ones of its band, for all bands at once.
    for shift in range(1, _COMPARE_LIMIT + 1):
        same = bands[shift:] == bands[:-shift]
        pairs.append(numpy.stack((articles[:-shift][same], articles[shift:][same]), axis=1))
    for first, second in numpy.unique(numpy.concatenate(pairs), axis=0).tolist():
        if first != second:
            yield ids[first], ids[second]


def _root(parents: Mapping[str, str], id: str) -> str:
    """Return the article that represents the group of an article."""
    while id in parents:
        id = parents[id]
    return id


def _numbers(values: Iterable[int]) -> NDArray[uint64]:
    import numpy

    return numpy.fromiter(values, dtype=numpy.uint64)


# The cache is a digest of the rules, then for each article a digest of its identity and its keys.


def _rules() -> bytes:
    """Return a digest of all that the keys depend on besides the article."""
    from rensa import RMinHash

    rules = (
        RMinHash.ALGORITHM_VERSION,
        BANDS,
        ROWS,
        _SEED,
        _SHINGLE,
        _WORD.pattern,
        _INVISIBLE.pattern,
        unidata_version,
        byteorder,
    )
    return blake2b(repr(rules).encode(), digest_size=_DIGEST).digest()


def _identity(id: str, sha256: str) -> bytes:
    return blake2b(f"{id}\n{sha256}".encode(), digest_size=_DIGEST).digest()


def _rows(cached: bytes) -> Iterator[tuple[bytes, Keys]]:
    """Yield the identity and the keys of each cached article; nothing if other rules were used. A truncated row is left out."""
    if cached[:_DIGEST] != _rules():
        return
    width = _DIGEST + 4 * BANDS
    for start in range(_DIGEST, len(cached) - width + 1, width):
        yield cached[start : start + _DIGEST], cached[start + _DIGEST : start + width]
