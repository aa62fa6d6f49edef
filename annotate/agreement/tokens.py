"""Which tokens of their sentences annotators have in a claim, counted by who has them."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from annotate.agreement.encode import Claims, Coding, Decisions, ranges
from annotate.agreement.intervals import Integers

# Scripts written without spaces: each character is a token. Elsewhere a token is a run of letters and digits.
_CHARACTER = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CHARACTER}]|[^\W{_CHARACTER}]+")

_BITS = 32  # annotators of a sentence that one number tells


class Ways(NamedTuple):
    """A row for each way in which tokens of a sentence are treated, and each decision on it: whether that has them in a claim,
    be it one of this sentence or one that runs into it. There are `times` such tokens."""

    way: Integers
    decision: Integers
    inside: Integers
    times: Integers


def count_ways(coding: Coding, decisions: Decisions, claims: Claims) -> Ways:
    """The tokens of each sentence that anybody finished."""
    sentences, first, number = np.unique(decisions.sentence, return_index=True, return_counts=True)
    start, end, sentence = _tokens(coding, sentences)
    covered = _covered(coding, decisions, claims, start, end, sentences[sentence])
    token, decision = np.divmod(covered, max(1, len(coding)))
    slot = decision - first[sentence[token]]
    way = sentence
    for low in range(0, int(number.max(initial=0)), _BITS):
        these = (low <= slot) & (slot < low + _BITS)
        bits = np.bincount(token[these], np.exp2(slot[these] - low), len(sentence)).astype(np.int64)
        way = np.unique((way << _BITS) + bits, return_inverse=True)[1]
    _, example, times = np.unique(way, return_index=True, return_counts=True)
    row, decision = ranges(first[sentence[example]], number[sentence[example]])
    return Ways(row, decision, np.isin(example[row] * len(coding) + decision, covered).astype(np.int64), times[row])


def _tokens(coding: Coding, sentences: Integers) -> tuple[Integers, Integers, Integers]:
    """Where the tokens of some sentences start and end, and which of these sentences they are in."""
    text = "\n".join(coding.texts)
    bounds = [coding.bounds[sentence - coding.first] for sentence in sentences.tolist()]
    found = [[match.span() for match in _TOKEN.finditer(text, start, end)] for start, end in bounds]
    start, end = np.array([span for spans in found for span in spans], np.int64).reshape(-1, 2).T
    return start, end, np.repeat(np.arange(len(found)), list(map(len, found)))


def _covered(
    coding: Coding, decisions: Decisions, claims: Claims, start: Integers, end: Integers, sentence: Integers
) -> Integers:
    """Each token that shares a character with a claim, and the decision of that annotator on its sentence, as one number."""
    places = [(claim, *piece) for claim, pieces in enumerate(coding.pieces) for piece in pieces]
    claim, piece_start, piece_end = np.array(places, np.int64).reshape(-1, 3).T
    first, last = np.searchsorted(end, piece_start, "right"), np.searchsorted(start, piece_end, "left")
    row, token = ranges(first, np.maximum(last - first, 0))
    many = len(coding.annotators)
    wanted = sentence[token] * many + decisions.annotator[claims.decision[claim[row]]]
    known = decisions.sentence * many + decisions.annotator
    order = np.argsort(known)
    place = np.minimum(np.searchsorted(known[order], wanted), len(known) - 1)
    decision = order[place] if len(known) else place
    finished = known[decision] == wanted
    return np.unique(token[finished] * len(coding) + decision[finished])
