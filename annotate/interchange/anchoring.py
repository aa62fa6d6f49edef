"""Articles of other tools among those stored, and spans moved to the stored text where it is slightly different.

An article is known by its text, not by its bytes or name: first by the whole text, then by its words, whatever the white space,
the shape of quotation marks and dashes, and the form of accented letters; then it may be a near-duplicate. A span is found again
by its quoted text and what is around it, as the TextQuoteSelector of the W3C Web Annotation Data Model has it. One that may be at
several places is not anchored: its tool has to be asked, not chance.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from annotate.articles.near_duplicates import NearDuplicates, Relation
from annotate.checks.autofix import is_inside_word
from annotate.model import Document, text_sha256

SLIGHT = 0.8
"""The lowest similarity of an article to a stored one that is taken for the same article, slightly changed."""

_CONTEXT = 32  # characters on either side, as those of Hypothesis
_WIDER_CONTEXT = 400
_CERTAIN = 24  # characters of a quoted text that may stand anywhere, if it stands there once
_RUN = 3  # words of an anchor
_MANY = 50  # places of a quoted text that are compared

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ufe0e\ufe0f"),
        "…": "...",
    }
)
_CLUSTER = re.compile(r"\s+|[^\s](?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u093c\u3099\u309a\u1dc0-\u1dff]*)")
_WORD = re.compile(r"\w+|[^\w\s]")


class StoredArticle(NamedTuple):
    """The stored article that is a foreign one: its id, and whether its text is the same, character by character."""

    id: str
    same_text: bool


class StoredArticles:
    """The stored articles, among which those of other tools are found.

    `hashes` maps their ids to the hashes of their texts, `sha256` to those of their bytes, and `read` returns one.
    """

    def __init__(self, hashes: Mapping[str, str], sha256: Mapping[str, str], read: Callable[[str], Document]) -> None:
        self._hashes, self._sha256, self._read = dict(hashes), dict(sha256), read
        self._known: dict[str, StoredArticle | None] = {}  # by the hash of the foreign text: several annotators have it
        for id, text_hash in hashes.items():
            self._known.setdefault(text_hash, StoredArticle(id, same_text=True))
        self._foreign: dict[str, Document] = {}  # what was compared, by an id that no stored article has
        self._compared: dict[str, StoredArticle | None] = {}

    def find(self, document: Document) -> StoredArticle | None:
        """Return the stored article that a foreign one is, None if there is none.

        Of near-duplicates only one that is nearly the same counts: a brief is an article of its own.
        """
        text_hash = document.text_sha256
        if text_hash not in self._known:
            self._known[text_hash] = self._find_changed(document) if document.text.strip() else None
        return self._known[text_hash]

    def _find_changed(self, document: Document) -> StoredArticle | None:
        if not self._hashes:
            return None
        if id := self._by_words.get(_words_key(document.text)):
            return StoredArticle(id, same_text=False)
        foreign = document.renamed(f"\0{len(self._foreign)}")
        self._foreign[foreign.id] = foreign
        near = self._near_duplicates.add(foreign)
        found = None
        if near and near.relation is Relation.SIMILAR and near.share >= SLIGHT:
            found = self._compared.get(near.id) if near.id[0] == "\0" else StoredArticle(near.id, same_text=False)
        self._compared[foreign.id] = found
        return found

    @cached_property
    def _by_words(self) -> dict[str, str]:
        """The ids of the stored articles by the words of their texts, the first of several."""
        ids: dict[str, str] = {}
        for id in self._hashes:
            ids.setdefault(_words_key(self._read(id).text), id)
        return ids

    @cached_property
    def _near_duplicates(self) -> NearDuplicates:
        return NearDuplicates(self._sha256, lambda id: self._foreign.get(id) or self._read(id))


def _words_key(text: str) -> str:
    return text_sha256(_Folded(text).text.replace(" ", ""))


class Anchoring:
    """The way of spans from a foreign text to the stored one.

    >>> anchoring = Anchoring("He  said “yes”.", 'Then he said "yes".')
    >>> anchoring.place(9, 14)
    (13, 18)
    """

    def __init__(self, foreign: str, stored: str) -> None:
        self._same = foreign == stored
        if not self._same:
            self._foreign, self._stored = _folded(foreign), _folded(stored)
            self._anchors = _anchors(self._foreign.text, self._stored.text)
            self._starts = [start for start, _ in self._anchors]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a span of the foreign text is in the stored one, None if it is not there or may be at several places."""
        if self._same:
            return start, end
        first, last = self._foreign.folded(start, end)
        quote = self._foreign.text[first:last]
        if not quote:
            return None
        # The words around the span that both texts have once bound the part of the stored text in which it can be.
        before = bisect_right(self._starts, first) - 1
        after = bisect_left(self._starts, last)
        low = self._anchors[before][1] if before >= 0 else 0
        high = self._anchors[after][1] if after < len(self._anchors) else len(self._stored.text)
        found = self._choose(first, last, self._occurrences(quote, low, high))
        if found is None and len(quote) >= _CERTAIN:  # it may have been moved to another part of the article
            found = self._choose(first, last, self._occurrences(quote, 0, len(self._stored.text)))
        return None if found is None else self._stored.original(found, found + len(quote))

    def _occurrences(self, quote: str, low: int, high: int) -> list[int]:
        """Return the places of a quoted text, without those that cut words in two unless it does so itself."""
        text, places = self._stored.text, list[int]()
        at = text.find(quote, low, high)
        while at >= 0 and len(places) < _MANY:
            places.append(at)
            at = text.find(quote, at + 1, high)
        whole = [at for at in places if not (is_inside_word(text, at) or is_inside_word(text, at + len(quote)))]
        return whole or places

    def _choose(self, start: int, end: int, places: Sequence[int]) -> int | None:
        """Return the place with the most of the span's context, None if two have as much, or a short text has none of it."""
        if end - start == len(self._foreign.text):  # no context is known
            return places[0] if len(places) == 1 else None
        if len(places) == 1 and end - start >= _CERTAIN:
            return places[0]
        for width in (_CONTEXT, _WIDER_CONTEXT):
            scores = {at: self._shared_context(start, end, at, width) for at in places}
            best = sorted(scores, key=lambda at: sum(scores[at]), reverse=True)[:2]
            if not best or sum(scores[best[0]]) < _CONTEXT // 4:
                return None
            if len(best) == 1 or sum(scores[best[0]]) > sum(scores[best[1]]):
                return best[0]
        return None

    def _shared_context(self, start: int, end: int, at: int, width: int) -> tuple[int, int]:
        """Return how many characters before and after the span are the same at a place of the stored text."""
        foreign, stored, after = self._foreign.text, self._stored.text, at + end - start
        before = _shared(foreign[max(0, start - width) : start][::-1], stored[max(0, at - width) : at][::-1], width)
        return before, _shared(foreign[end : end + width], stored[after : after + width], width)


class _Folded:
    """A text without differences that readers do not see, and the offsets of its characters in the original one."""

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _CLUSTER.finditer(text):
            cluster = match[0]
            part = " " if cluster.isspace() else cluster.translate(_ALIKE)
            if len(cluster) > 1 or not cluster.isascii():
                part = unicodedata.normalize("NFC", part)
            parts.append(part)
            starts += [match.start()] * len(part)
            ends += [match.end()] * len(part)
        self.text = "".join(parts)
        self._starts, self._ends = starts, ends

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets, in the folded text, of a span without white space at its edges."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        while first < last and self.text[first] == " ":
            first += 1
        while first < last and self.text[last - 1] == " ":
            last -= 1
        return first, last

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets, in the original text, of a span of the folded one."""
        return self._starts[start], self._ends[end - 1]


@lru_cache(maxsize=4)
def _folded(text: str) -> _Folded:
    return _Folded(text)


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """Return where a quoted text with this context is, None if it is not there or may be at several places.

    >>> find_quote("He said so. She said so too.", "said so", suffix=" too.")
    (16, 23)
    """
    return Anchoring(prefix + quote + suffix, text).place(len(prefix), len(prefix) + len(quote))


def _anchors(foreign: str, stored: str) -> list[tuple[int, int]]:
    """Return the offsets, in both texts and in order, of the runs of words that each text has exactly once.

    The longest series of runs that are in the same order in both texts, as in the patience diff: what was moved is not among
    them.
    """
    ours = _unique_runs(stored)
    pairs = sorted((start, ours[run]) for run, start in _unique_runs(foreign).items() if run in ours)
    tails: list[int] = []  # the offset in the stored text at which the best series of each length ends
    ends: list[int] = []  # the pair at which it ends
    links: list[int] = []  # the pair before each pair in its series
    for index, (_, there) in enumerate(pairs):
        length = bisect_left(tails, there)
        links.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [there]
        ends[length : length + 1] = [index]
    series: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        series.append(pairs[index])
        index = links[index]
    return series[::-1]


@lru_cache(maxsize=4)
def _unique_runs(text: str) -> dict[tuple[str, ...], int]:
    words = [(match[0], match.start()) for match in _WORD.finditer(text)]
    places: dict[tuple[str, ...], int] = {}
    for first in range(len(words) - _RUN + 1):
        run = tuple(word for word, _ in words[first : first + _RUN])
        places[run] = -1 if run in places else words[first][1]
    return {run: start for run, start in places.items() if start >= 0}


def _shared(first: str, second: str, width: int) -> int:
    """Return how many characters two texts have in common at their beginnings, `width` if they are the same."""
    if first == second:
        return width
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))
