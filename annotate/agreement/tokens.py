"""The tokens of sentences, counted by which annotators have them in a claim."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from annotate.agreement.encode import Claims, Decisions, Encoder, ranges
from annotate.agreement.intervals import Integers
from annotate.text.scripts import CHARACTERS

# In Chinese and Japanese each character is a token. Elsewhere a token is a run of letters and digits.
_TOKEN = re.compile(rf"[{CHARACTERS}]|[^\W{CHARACTERS}]+")

_BITS = 32  # annotators that one number represents


class TokenPatterns(NamedTuple):
    """One row per pattern of a sentence's tokens and decision on that sentence.

    The tokens of one pattern are in claims of the same annotators: `inside` is 1 for a decision that has them in a claim, be it a
    claim of this sentence or one that runs into it. There are `times` such tokens.
    """

    pattern: Integers
    decision: Integers
    inside: Integers
    times: Integers


# A sentence of 40 tokens has few patterns, most often two: inside the claim that everybody marked, and outside. So tokens are
# grouped before they become ratings. A token's pattern is a bit set with one bit for each decision on its sentence, built from
# the (token, decision) pairs that a claim covers. It is renumbered after every 32 bits, so any number of annotators fits in 64
# bits: the number of the pattern so far, shifted, plus the next bits.
def count_patterns(encoder: Encoder, decisions: Decisions, claims: Claims) -> TokenPatterns:
    """Count the tokens of each sentence that anybody finished."""
    sentences, first, number = np.unique(decisions.sentence, return_index=True, return_counts=True)
    start, end, sentence = _tokens(encoder, sentences)
    covered = _covered(encoder, decisions, claims, start, end, sentences[sentence])
    token, decision = np.divmod(covered, max(1, len(encoder)))
    slot = decision - first[sentence[token]]
    pattern = sentence
    for low in range(0, int(number.max(initial=0)), _BITS):
        these = (low <= slot) & (slot < low + _BITS)
        bits = np.bincount(token[these], np.exp2(slot[these] - low), len(sentence)).astype(np.int64)
        pattern = np.unique((pattern << _BITS) + bits, return_inverse=True)[1]
    _, example, times = np.unique(pattern, return_index=True, return_counts=True)
    row, decision = ranges(first[sentence[example]], number[sentence[example]])
    inside = np.isin(example[row] * len(encoder) + decision, covered).astype(np.int64)
    return TokenPatterns(row, decision, inside, times[row])


def _tokens(encoder: Encoder, sentences: Integers) -> tuple[Integers, Integers, Integers]:
    """Return the start and end of each token of some sentences, and the index of its sentence among these."""
    text = encoder.text()
    bounds = [encoder.bounds[sentence - encoder.first] for sentence in sentences.tolist()]
    tokens = [[match.span() for match in _TOKEN.finditer(text, start, end)] for start, end in bounds]
    start, end = np.array([span for spans in tokens for span in spans], np.int64).reshape(-1, 2).T
    return start, end, np.repeat(np.arange(len(tokens)), list(map(len, tokens)))


def _covered(
    encoder: Encoder, decisions: Decisions, claims: Claims, start: Integers, end: Integers, sentence: Integers
) -> Integers:
    """Return every (token, decision) pair in which a claim of the decision's annotator shares a character with the token.

    The decision is the one on the token's sentence, which may not be the claim's. A pair is one number: token times the number of
    decisions, plus decision.
    """
    places = [(claim, *piece) for claim, pieces in enumerate(encoder.pieces) for piece in pieces]
    claim, piece_start, piece_end = np.array(places, np.int64).reshape(-1, 3).T
    first, last = np.searchsorted(end, piece_start, "right"), np.searchsorted(start, piece_end, "left")
    row, token = ranges(first, np.maximum(last - first, 0))
    annotators = len(encoder.annotators)
    wanted = sentence[token] * annotators + decisions.annotator[claims.decision[claim[row]]]
    keys = decisions.sentence * annotators + decisions.annotator
    order = np.argsort(keys)
    place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    decision = order[place] if len(keys) else place
    finished = keys[decision] == wanted
    return np.unique(token[finished] * len(encoder) + decision[finished])
