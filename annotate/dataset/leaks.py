"""Sentences that occur in more than one split, by which a model could be tested on what it was trained on.

Near-duplicates are never divided. Articles may still share some sentences: a report that quotes half of a brief, or two that took
the same paragraph from an agency. Those that share enough rare ones are kept together where that contradicts no earlier split;
what is left is counted exactly. A sentence that many articles have is boilerplate: it is counted, but connects nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy
import pandas
from numpy.typing import NDArray

from annotate.dataset.options import SPLITS, Leaks, Split
from annotate.errors import ExportError

LONG = 20
"""The number of code points from which two articles hardly have the same sentence by chance."""

MAX_SHARE = 0.1
"""The share of the sentences in validation and test that may also be in train."""

_FEW = 8  # articles; in a small dataset a quarter of all: what more articles have is boilerplate
_ENOUGH = 2  # rare sentences, or a quarter of those of the shorter article, by which two articles belong together

Hashes = NDArray[numpy.uint64]


def hash_sentences(texts: Sequence[str]) -> Hashes:
    """Return 64 bits of a hash of each text, the same in every process."""
    hashes: Hashes = pandas.util.hash_array(numpy.array(texts, dtype=object), categorize=False)
    return hashes


@dataclass(frozen=True)
class SentenceIndex:
    """The sentences of all articles, in order.

    articles: the ids of the articles. article: the number of each sentence's article. hashes: the hash of each sentence's text.
    long: a mask of the sentences that are `LONG`.
    """

    articles: Sequence[str]
    article: NDArray[numpy.int64]
    hashes: Hashes
    long: NDArray[numpy.bool_]
    limit: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "limit", min(_FEW, max(2, len(self.articles) // 4)))

    def related(self) -> list[tuple[str, str]]:
        """Return pairs of articles that share enough rare sentences, those that share most first."""
        shared = Counter[tuple[int, int]]()
        for _, articles in self._groups(self.long):
            if len(articles) <= self.limit:
                shared.update(combinations(articles, 2))
        sizes = numpy.bincount(self.article, minlength=len(self.articles)).tolist()
        enough = {
            pair: number
            for pair, number in shared.items()
            if number >= _ENOUGH or 4 * number >= min(sizes[article] for article in pair)
        }
        order = sorted(enough, key=lambda pair: (-enough[pair], pair))
        return [(self.articles[first], self.articles[second]) for first, second in order]

    def leaks(self, splits: Mapping[str, Split]) -> Leaks:
        """Return how many sentences are in more than one split."""
        number = numpy.array([SPLITS.index(splits[id]) for id in self.articles])
        rows: dict[str, int] = dict.fromkeys(SPLITS[1:], 0)
        split = number[self.article]
        evaluated: dict[str, int] = {name: int((split == place).sum()) for place, name in enumerate(SPLITS) if place}
        sentences = serious = 0
        example: tuple[str, ...] = ()
        for places, articles in self._groups(numpy.ones(len(self.hashes), dtype=bool)):
            present = set(number[articles].tolist())
            if len(present) < 2:
                continue
            sentences += 1
            if 0 not in present:
                continue
            for place, name in enumerate(SPLITS[1:], 1):
                rows[name] += (here := int((split[places] == place).sum()))
                if here and self.long[places[0]] and len(articles) <= self.limit:
                    serious += here
                    train = next(self.articles[article] for article in articles if number[article] == 0)
                    other = next(self.articles[article] for article in articles if number[article] == place)
                    example = example or (other, name, train)
        return Leaks(sentences, rows, evaluated, serious, example)

    def _groups(self, mask: NDArray[numpy.bool_]) -> Iterator[tuple[NDArray[numpy.int64], list[int]]]:
        """Yield the sentences that several articles have: the places of each, and the numbers of the articles, in order."""
        places = numpy.flatnonzero(mask)
        places = places[numpy.argsort(self.hashes[places], kind="stable")]
        hashes = self.hashes[places]
        starts = numpy.flatnonzero(numpy.append(True, hashes[1:] != hashes[:-1])) if len(places) else places
        sizes = numpy.diff(numpy.append(starts, len(places)))
        for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
            group = places[start : start + size]
            articles = numpy.unique(self.article[group]).tolist()
            if len(articles) > 1:
                yield group, articles


def require_few(leaks: Leaks) -> None:
    """Raise ExportError if more sentences to evaluate on are in train than `MAX_SHARE`; boilerplate does not count."""
    total = sum(leaks.evaluated.values())
    if leaks.serious > MAX_SHARE * total:
        article, split, other = leaks.example
        raise ExportError(
            f"{leaks.serious} of {total} sentences in validation and test are also in train, such as one of {article} ({split}) "
            f"in {other}, where a model could learn them. Leave some out with --leave-out, divide anew with another --seed, "
            "or export with --allow-leak; the card says how many there are."
        )


def leak_words(leaks: Leaks) -> str:
    """Return the number of sentences in several splits in words.

    >>> leak_words(Leaks(3, {"validation": 0, "test": 4}, {"validation": 9, "test": 11}))
    '3 sentences are in two splits or more; 4 of 11 in test are also in train'
    """
    return _sentence_words(leaks) + (f"; {_cluster_words(leaks)}" if leaks.clusters else "")


def _sentence_words(leaks: Leaks) -> str:
    if not leaks.sentences:
        return "no sentence is in two splits"
    number = f"{leaks.sentences:,} sentence{'s are' if leaks.sentences > 1 else ' is'} in two splits or more"
    splits = [f"{rows:,} of {leaks.evaluated[split]:,} in {split}" for split, rows in leaks.rows.items() if rows]
    return number + (f"; {' and '.join(splits)} are also in train" if splits else "")


def _cluster_words(leaks: Leaks) -> str:
    number = "1 cluster" if leaks.clusters == 1 else f"{leaks.clusters:,} clusters"
    clusters = f"{number} of claims that say the same {'is' if leaks.clusters == 1 else 'are'}"
    also = " and ".join(f"{claims:,} in {split}" for split, claims in leaks.claims.items() if claims)
    return f"{clusters} in two splits or more" + (f"; claims that train has in other words: {also}" if also else "")


def cluster_leaks(clusters: Iterable[Collection[str]], splits: Mapping[str, Split]) -> tuple[int, dict[str, int]]:
    """Return the number of clusters in several splits, and of the claims in validation and test that train has, too.

    `clusters` has the article of each claim of each cluster.
    """
    divided = 0
    claims: dict[str, int] = dict.fromkeys(SPLITS[1:], 0)
    for articles in clusters:
        counts = Counter(splits[article] for article in articles)
        divided += len(counts) > 1
        if SPLITS[0] in counts:
            for name in SPLITS[1:]:
                claims[name] += counts[name]
    return divided, claims
