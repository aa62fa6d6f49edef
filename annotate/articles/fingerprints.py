"""Fingerprints: what of an article is compared with others, and the keys by which others that share much of it are found.

Only the text of sentences counts, because boilerplate is the same on all pages of an outlet. Words are compared without invisible
characters, in one Unicode form and in lower case.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from sys import byteorder
from unicodedata import normalize, unidata_version
from zlib import crc32

from annotate.articles.key_index import Keys
from annotate.model import Document

BANDS, ROWS = 32, 4
"""Bands of the MinHash numbers of an article, and numbers in a band ("rows" in the literature)."""

DIGEST = 16
"""The length of a digest in bytes."""

SHINGLE = 5
"""Words in a shingle."""

_LONG_WORDS, _LONG_LETTERS = 8, 16  # of a long sentence; the letters count where each one is a word
_PROSE_WORDS = 4  # of a sentence that is more than a headline or a caption
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*\Z")
_SEED = 42

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without spaces between words
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, zero-width characters, marks of direction and variation selectors."""
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_ASCII = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""The ASCII characters as words have them: letters in lower case and digits, spaces for what is in no word."""


class Fingerprint:
    """An article, or the texts of its sentences, as it is compared; what is not needed is not computed."""

    def __init__(self, article: Document | Sequence[str]) -> None:
        if isinstance(article, Document):
            article = [article.text[each.start : each.end] for each in article.sentences]
        self._texts = article
        self._sentences = [_words(text) for text in article]

    @property
    def words(self) -> list[str]:
        """The words of all sentences."""
        return list(chain.from_iterable(self._sentences))

    @cached_property
    def shingles(self) -> frozenset[str]:
        """All runs of five words; all words if there are fewer."""
        words = self.words
        return _runs(words) or frozenset([" ".join(words)])

    def may_be_one_sentence(self, shingles: int) -> bool:
        """Return True if half of its `shingles`, the number of all, may be those of `is_one_of_several_sentences`."""
        longest = max(map(len, self._sentences), default=0)
        return longest >= SHINGLE and shingles <= 2 * (longest - 1)

    @cached_property
    def _prose(self) -> list[bool]:
        return [
            len(words) >= _PROSE_WORDS and bool(_END.search(text))
            for text, words in zip(self._texts, self._sentences, strict=True)
        ]

    def is_one_of_several_sentences(self, shingles: frozenset[str]) -> bool:
        """Return True if `shingles` are those of one sentence, and the article has others: more than headlines and captions.

        Runs of words across the ends of the sentence may be among them, if a word before or after it is the same, too.
        """
        return any(
            len(shingles - _runs(words)) < SHINGLE - 1
            and any(prose for other, prose in enumerate(self._prose) if other != number)
            for number, words in enumerate(self._sentences)
            if len(words) >= SHINGLE
        )

    @cached_property
    def sentence_shingles(self) -> frozenset[str]:
        """All runs of five words that are inside a sentence."""
        return frozenset(chain.from_iterable(map(_runs, self._sentences)))

    @cached_property
    def bands(self) -> Keys:
        """The keys of the bands of the MinHash numbers of its shingles."""
        return band_keys(self.shingles)

    @cached_property
    def sentences(self) -> Keys:
        """The hashes of its long sentences, each once."""
        texts = (" ".join(words) for words in self._sentences if len(words) >= _LONG_WORDS)
        long = (text for text in texts if len(text) - text.count(" ") >= _LONG_LETTERS)
        return array("I", dict.fromkeys(crc32(text.encode()) for text in long)).tobytes()


def band_keys(shingles: Iterable[str]) -> Keys:
    """Return the keys of the bands of the MinHash numbers of a set of shingles: the lowest byte of each number, four to a key.

    So the numbers themselves can be compared, too: two that differ have the same byte once in 256 times.
    """
    from rensa import RMinHash  # 6 ms, and only reading articles needs it

    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(list(shingles))
    return bytes([number & 0xFF for number in minhash.digest()])


def similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard similarity of two sets, at least one of which has elements.

    >>> similarity(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def containment(article: Fingerprint, other: Fingerprint) -> float:
    """Return the share of an article's sentences that is in another article, wherever they are there."""
    # A run of words across the end of a sentence is not in the other article if other sentences follow there.
    runs = article.sentence_shingles
    return len(runs & other.shingles) / len(runs) if runs else 0.0


def rules() -> bytes:
    """Return a digest of all that the keys depend on besides the article."""
    from rensa import RMinHash

    values = (
        RMinHash.ALGORITHM_VERSION,
        "lowest bytes",
        BANDS,
        ROWS,
        _SEED,
        SHINGLE,
        _LONG_WORDS,
        _LONG_LETTERS,
        _WORD.pattern,
        _INVISIBLE.pattern,
        unidata_version,
        byteorder,
    )
    return blake2b(repr(values).encode(), digest_size=DIGEST).digest()


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without invisible characters, their letters composed, in lower case."""
    if text.isascii():
        return text.translate(_ASCII).split()  # the same words, four times as fast
    plain = normalize("NFC", normalize("NFKC", _INVISIBLE.sub("", text)).casefold())
    return _WORD.findall(plain.replace("\u02bc", "'"))


def _runs(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(" ".join, zip(*(words[offset:] for offset in range(SHINGLE)), strict=False)))
