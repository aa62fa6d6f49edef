"""Which split and which shard a document is in, by a hash of its id alone.

Whole documents are divided, never sentences: two sentences of one article in train and test would let a model recognise the
article. The hash makes it stable: when others are added a document stays where it is, and so do the bytes of its shard.
"""

from __future__ import annotations

from hashlib import sha256

from annotate.dataset.options import ExportOptions

SPLITS = ("train", "validation", "test")

FEW = 10
"""Below so many documents there is nothing to divide: all are train. From there on no document ever moves."""

SHARD_ROWS = 250_000
"""Rows of about 1 kB in a shard; the Hub advises to stay below 500 MB."""


def fraction(seed: int, document: str) -> float:
    """A number from 0 up to 1 that depends on nothing but seed and id."""
    return _hash(f"{seed}:{document}") / 2**48


def split_of(document: str, options: ExportOptions, few: bool = False) -> str:
    """The split of a document; `few` says that there are fewer than `FEW`."""
    if few:
        return "train"
    place = fraction(options.seed, document)
    if place < options.test:
        return "test"
    return "validation" if place < options.test + options.validation else "train"


def shards(rows: int) -> int:
    """How many shards so many rows need: a power of two, so that the number seldom changes and then halves every shard."""
    return 1 << max(0, -(-rows // SHARD_ROWS) - 1).bit_length()


def shard_of(document: str, count: int) -> int:
    """The shard of a document; by another hash than the split's, which is much alike within a split."""
    return _hash(f"shard:{document}") % count


def ends_group(document: str) -> bool:
    """Whether a row group may end after a document: after one of sixteen, always the same ones."""
    return _hash(f"group:{document}") % 16 == 0


def _hash(text: str) -> int:
    """48 bits that any machine finds again; Python's own `hash` of a string is another in each process."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big")
