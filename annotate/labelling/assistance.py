"""The sentences on which suggestions are shown. Hiding some makes it possible to measure how suggestions bias labels."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import ldexp

from annotate.model import ASSISTED, BLIND, Exposure


def is_blind(document: str, annotator: str, sentence: str, rate: float) -> bool:
    """Return True if an annotator is shown a sentence without suggestions, as a share `rate` (0 to 1) of sentences are.

    The draw is a hash of the three names: it is the same on every machine, and a higher rate only adds sentences.
    """
    drawn = sha256("\0".join((document, annotator, sentence)).encode("utf-8", "surrogatepass")).digest()[:6]
    return ldexp(int.from_bytes(drawn), -48) < rate


@dataclass(frozen=True, slots=True)
class Assistance:
    """The setting for suggestions: shown if `on`, except on a share `blind_rate` (0 to 1) of sentences drawn per annotator.

    With `answers`, the answers to the schema's questions are predicted, except on the same sentences.
    """

    on: bool = True
    blind_rate: float = 0.0
    annotator: str = ""
    answers: bool = False

    def exposure(self, document: str, sentence: str) -> Exposure | None:
        """Return how a sentence is seen: blind, assisted, or None if suggestions are off."""
        if not self.on:
            return None
        return BLIND if self.hides(document, sentence) else ASSISTED

    def hides(self, document: str, sentence: str) -> bool:
        """Return whether a sentence is one of those on which nothing is suggested or predicted."""
        return is_blind(document, self.annotator, sentence, self.blind_rate)


def parse_rate(text: str) -> float | None:
    """Return a share of sentences as it was typed, None if it is not a number from 0 to 1."""
    try:
        rate = float(text)
    except ValueError:
        return None
    return rate if 0 <= rate <= 1 else None
