"""Near-duplicates: stored articles that are nearly the same as a new one, like wire copy in two newspapers, and briefs.

Two articles are compared by their shingles, all runs of five words. Their similarity is that of Jaccard: the number of shingles
that both have, divided by the number that either has. From `THRESHOLD` = 0.5 they are near-duplicates, the threshold of Broder,
Glassman, Manasse and Zweig ("Syntactic Clustering of the Web", 1997). Of 1,830 pairs of unrelated news articles the most similar
one had 0.07. An article that keeps two thirds of another and adds nothing has 0.67; one in which every tenth word is changed has
about 0.4, and counts as a different article.

A brief made of sentences of a longer article has a low similarity with it. So has an article that adds its own reporting to a
whole brief. These are near-duplicates by containment (Broder 1997), the share of the shingles of the shorter one that the
longer one has, from `CONTAINMENT` = 0.8. Only shingles inside a sentence count, because a brief may leave out what was between
two of its sentences. Of 1,471 made-up pairs of a brief and a longer article among 5,000 articles
(tests/benchmarks/near_duplicates.py), 96.7 % are found; most of the others share less than two long sentences that are not
common. Of what is named, 0.5 % is wrong, most of it similar by its boilerplate. With a threshold of 0.7 it is 4 %; with 0.9,
94.4 % are found. With the shingles across sentences, 92.0 % are found.

Only candidates are compared. MinHash (rensa: 0.06 ms an article) gives each article 128 numbers; a number is the same in two
articles with the probability of their similarity. The numbers are cut into 32 bands of four, and articles that share a band are
candidates: 87 % of pairs with a similarity of 0.5, 98.8 % with 0.6, 1 in 1,000 with 0.07. Candidates for containment share at
least two long sentences, and half of those that the one with fewer has. A sentence that many articles have is boilerplate and
does not count: one disclaimer, dateline or slogan on all pages of an outlet connects nothing. Nor does one sentence that is all
that two articles share, however short the rest of them is. Indexes find both kinds of
candidates by hashes, of bands and of sentences, without a pass over all articles.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from hashlib import blake2b
from itertools import chain, islice
from typing import NamedTuple

from annotate._disjoint_sets import DisjointSets
from annotate.articles.fingerprints import BANDS, DIGEST, Fingerprint, containment, rules, similarity
from annotate.articles.key_index import KeyIndex, Keys, candidate_pairs
from annotate.model import Document

THRESHOLD = 0.5
"""The lowest similarity of near-duplicates."""

CONTAINMENT = 0.8
"""The lowest share of an article that is in the other one, of near-duplicates that are less similar."""

SHARED_SENTENCES = 2
"""The least number of long sentences that candidates for containment share."""

_BAND_LIMIT = 64  # articles of the same band that can be found: nobody needs to know the ten thousandth weather report
_COMMON = 32  # articles; a sentence that more have is boilerplate
_COMPARE_LIMIT = 8  # candidates of each kind whose text is read
_KEY = 4  # bytes of a key, and of the number of sentences in the cache


class Relation(StrEnum):
    """The relation of an article to a near-duplicate of it."""

    SIMILAR = "similar"
    WITHIN = "within"
    CONTAINS = "contains"


class Resemblance(NamedTuple):
    """A near-duplicate of an article.

    Attributes:
        id: the near-duplicate.
        share: their similarity, or the share of the shorter one that is in the other.
        relation: how the article is related to it.
    """

    id: str
    share: float
    relation: Relation = Relation.SIMILAR


class NearDuplicates:
    """The stored articles, with which new ones are compared.

    `stored` maps their ids to their hashes, `read` returns the article with an id, `cached` is the value of `to_cache` from the
    last time. Articles that are not in it are read and indexed when the first article is compared.
    """

    def __init__(self, stored: Mapping[str, str], read: Callable[[str], Document], cached: bytes = b"") -> None:
        self._stored, self._read, self._cached = dict(stored), read, cached
        self._new: dict[str, None] = {}  # articles that are not in the cache
        self._stale, self._whole = 0, False  # rows of the cache that are of no stored article; True if all of it could be read
        self._bands: dict[str, Keys] = {}
        self._sentences: dict[str, Keys] = {}
        self._indexes: tuple[KeyIndex, KeyIndex] | None = None

    def add(self, document: Document, exclude: str = "") -> Resemblance | None:
        """Add a new article, and return the most similar stored near-duplicate of it; if none is similar, one by containment.

        The article with the id `exclude` is not returned.
        """
        bands, sentences = self._prepare()
        new, others = Fingerprint(document), {document.id, exclude}
        ids = (id for id in bands.candidates(new.bands) if id not in others)
        nearest = self._nearest(new, ids, similar)
        if nearest is None:
            ids = (id for id in sentences.candidates(new.sentences, SHARED_SENTENCES) if id not in others)
            ids = (id for id in ids if _share_sentences(new.sentences, self._sentences[id]))
            nearest = self._nearest(new, ids, similar_or_contained)
        self._stored[document.id] = document.sha256
        self._keep(document.id, *_keys(new), new=True)
        bands.add(document.id, new.bands)
        sentences.add(document.id, new.sentences)
        return nearest

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Yield pairs of near-duplicates with what they share, just enough to connect each group of near-duplicates."""
        # A pair whose articles are in the same group already is not compared, so that a group of n costs n - 1 comparisons that
        # succeed.
        self._fill()
        groups = DisjointSets[str]()
        alike = ((*pair, similar) for pair in candidate_pairs(self._bands, _COMPARE_LIMIT))
        contained = ((*pair, similar_or_contained) for pair in self._pairs_that_share_sentences())
        for first, second, relate in chain(alike, contained):
            if groups.together(first, second):
                continue
            if related := relate(*(Fingerprint(self._read(id)) for id in (first, second))):
                groups.join(first, second)
                yield first, second, related[0]

    def to_cache(self) -> bytes | None:
        """Return a cache that saves reading all articles again the next time; None if the one that was given is up to date."""
        if not self._bands:
            return None
        data = b"".join((rules(), *map(self._row, self._bands)))
        return None if data == self._cached else data

    def additions(self) -> bytes | None:
        """Return the bytes to append to the cache that was given; None if that is damaged or was made by other rules."""
        if not self._bands:
            return b""
        return b"".join(map(self._row, self._new)) if self._whole else None

    @property
    def mostly_stale(self) -> bool:
        """True if most of the cache that was given is of articles that are not stored any more."""
        return self._stale > len(self._stored)

    def _row(self, id: str) -> bytes:
        bands, sentences = self._bands[id], self._sentences[id]
        return b"".join((_identity(id, self._stored[id]), (len(sentences) // _KEY).to_bytes(_KEY, "little"), bands, sentences))

    def _prepare(self) -> tuple[KeyIndex, KeyIndex]:
        if self._indexes is None:
            self._fill()
            self._indexes = KeyIndex(self._bands, _BAND_LIMIT), KeyIndex(self._sentences, _COMMON, skip_common=True)
        return self._indexes

    def _fill(self) -> None:
        """Find or compute the keys of all stored articles."""
        cached: dict[bytes, tuple[Keys, Keys]] = {}
        read_until = DIGEST
        for identity, bands, sentences, end in _rows(self._cached):
            cached[identity], read_until = (bands, sentences), end
        self._whole = read_until == len(self._cached) and self._cached[:DIGEST] == rules()
        for id, sha256 in self._stored.items():
            if id not in self._bands:
                keys = cached.pop(_identity(id, sha256), None)
                self._keep(id, *(keys or _keys(Fingerprint(self._read(id)))), new=keys is None)
        self._stale = len(cached)

    def _keep(self, id: str, bands: Keys, sentences: Keys, *, new: bool) -> None:
        self._bands[id], self._sentences[id] = bands, sentences
        if new:
            self._new[id] = None

    def _nearest(self, article: Fingerprint, ids: Iterable[str], relate: _Relate) -> Resemblance | None:
        compared = ((id, relate(article, Fingerprint(self._read(id)))) for id in islice(ids, _COMPARE_LIMIT))
        related = (Resemblance(id, *relation) for id, relation in compared if relation)
        return max(related, key=lambda near: (near.relation is Relation.SIMILAR, near.share), default=None)

    def _pairs_that_share_sentences(self) -> Iterator[tuple[str, str]]:
        for first, second in candidate_pairs(self._sentences, _COMPARE_LIMIT, minimum=SHARED_SENTENCES, common=_COMMON):
            if _share_sentences(self._sentences[first], self._sentences[second]):
                yield first, second


_Relate = Callable[[Fingerprint, Fingerprint], tuple[float, Relation] | None]
"""A comparison of an article with another one; None if they are not near-duplicates."""


def similar(article: Fingerprint, other: Fingerprint) -> tuple[float, Relation] | None:
    """Return the similarity of two articles if it makes them near-duplicates, otherwise None."""
    value = similarity(article.shingles, other.shingles)
    if value < THRESHOLD:
        return None
    shared = article.shingles & other.shingles
    if value < 1 and article.is_one_of_several_sentences(shared) and other.is_one_of_several_sentences(shared):
        return None  # a line of boilerplate, longer than the rest of both
    return value, Relation.SIMILAR


def similar_or_contained(article: Fingerprint, other: Fingerprint) -> tuple[float, Relation] | None:
    """Return the similarity of two articles, or the share of one that is in the other, if they are near-duplicates."""
    if related := similar(article, other):
        return related
    value, relation = containment(article, other), Relation.WITHIN
    if len(other.shingles) < len(article.shingles):
        value, relation = containment(other, article), Relation.CONTAINS
    return (value, relation) if value >= CONTAINMENT else None


def _keys(article: Fingerprint) -> tuple[Keys, Keys]:
    return article.bands, article.sentences


def _share_sentences(first: Keys, second: Keys) -> bool:
    """Return whether two articles share enough long sentences to be compared."""
    numbers, others = set(array("I", first)), set(array("I", second))
    return len(numbers & others) >= max(SHARED_SENTENCES, min(len(numbers), len(others)) / 2)


# The cache is a digest of the rules, then for each article a digest of its identity, the number of its long sentences, its keys.
# So articles can be added at its end; that of a replaced article is left where it is.


def _identity(id: str, sha256: str) -> bytes:
    return blake2b(f"{id}\n{sha256}".encode(), digest_size=DIGEST).digest()


def _rows(cached: bytes) -> Iterator[tuple[bytes, Keys, Keys, int]]:
    """Yield the identity and the keys of each cached article, and where its row ends; nothing if other rules were used.

    A truncated row is left out.
    """
    if cached[:DIGEST] != rules():
        return
    start = DIGEST
    while (first := start + DIGEST + _KEY) < len(cached):
        middle = first + _KEY * BANDS
        end = middle + _KEY * int.from_bytes(cached[first - _KEY : first], "little")
        if end > len(cached):
            return
        yield cached[start : start + DIGEST], cached[first:middle], cached[middle:end], end
        start = end
