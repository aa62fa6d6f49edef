"""Whether suggestions are shown, and on which sentences they are kept back, so that what they do to labels can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import ldexp

from annotate.model import ASSISTED, BLIND, Exposure


def is_blind(document: str, annotator: str, sentence: str, rate: float) -> bool:
    """Whether a sentence is among those (a share of `rate`, 0 to 1) that an annotator is shown without suggestions.

    Drawn by a hash of the three names: the same answer everywhere and always, and a higher rate only adds sentences.
    """
    drawn = sha256("\0".join((document, annotator, sentence)).encode("utf-8", "surrogatepass")).digest()[:6]
    return ldexp(int.from_bytes(drawn), -48) < rate


@dataclass(frozen=True, slots=True)
class Assistance:
    """Whether suggestions are shown (`on`), but on a share of the sentences, `blind_rate` (0 to 1), drawn for an annotator."""

    on: bool = True
    blind_rate: float = 0.0
    annotator: str = ""

    def exposure(self, document: str, sentence: str) -> Exposure | None:
        """How a sentence is seen: blind, assisted, or None where suggestions are off."""
        if not self.on:
            return None
        return BLIND if is_blind(document, self.annotator, sentence, self.blind_rate) else ASSISTED


def as_rate(text: str) -> float | None:
    """A share of sentences as it was typed; None where it is no number from 0 to 1."""
    try:
        rate = float(text)
    except ValueError:
        return None
    return rate if 0 <= rate <= 1 else None
