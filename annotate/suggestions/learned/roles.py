"""Source and content, seen from the word that shows them: a linear-chain conditional random field over the tokens of a sentence.

Each token is nothing, the start of a content, the rest of a content, or part of the source (`NOTHING`, `BEGIN`, `INSIDE`,
`SOURCE`). A content may go on after a gap. All sentences of a batch are computed together, place by place.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy

from annotate.suggestions.learned.features import ROLE_SIZE
from annotate.suggestions.learned.linear import Floats, Ints, step, sum_weights

NOTHING, BEGIN, INSIDE, SOURCE = range(4)
_ROLES = 4
_EPOCHS = 8
_BATCH = 48
_DROPPED = 0.3  # the share of features left out at each reading, so that no single one, such as the rules' answer, decides alone
_DECAY = 2e-5


class RoleWeights(NamedTuple):
    """The weights of the features for each role, of the role after another, and of the first role of a sentence."""

    emission: Floats
    transition: Floats
    first: Floats


class Padded(NamedTuple):
    """Rows of several sentences as a table: for each place of a sentence the number of its row, and whether there is one."""

    rows: Ints
    present: numpy.typing.NDArray[numpy.bool_]


def pad(lengths: Ints, starts: Ints) -> Padded:
    """Return the rows of sentences with these lengths and first rows as a table. The room after an end has row 0."""
    places = numpy.arange(int(lengths.max()))
    present = places[None, :] < lengths[:, None]
    return Padded(numpy.where(present, starts[:, None] + places[None, :], 0), present)


class Marginals(NamedTuple):
    """The probability of each role at each place, and the terms of the expected number of transitions.

    `forward` is the probability of a role from the places up to this one, `right` its weight from those that follow.
    """

    chance: Floats
    forward: Floats
    right: Floats


def marginals(emission: Floats, padded: Padded, weights: RoleWeights) -> Marginals:
    """Return the probability of each role at each place, by the forward-backward algorithm."""
    rows, length, _ = emission.shape
    present = padded.present
    local = numpy.exp(emission - emission.max(axis=2, keepdims=True))
    transition = numpy.exp(weights.transition)
    forward = numpy.empty_like(local)
    forward[:, 0] = _normalized(local[:, 0] * numpy.exp(weights.first))
    for place in range(1, length):
        after = _normalized((forward[:, place - 1] @ transition) * local[:, place])
        forward[:, place] = numpy.where(present[:, place, None], after, forward[:, place - 1])
    backward = numpy.ones((rows, _ROLES)) / _ROLES
    right = numpy.empty_like(local)
    chance = numpy.empty_like(local)
    chance[:, -1] = _normalized(forward[:, -1] * backward)
    for place in range(length - 2, -1, -1):
        right[:, place + 1] = local[:, place + 1] * backward
        there = present[:, place + 1, None]
        backward = numpy.where(there, _normalized(right[:, place + 1] @ transition.T), backward)
        chance[:, place] = _normalized(forward[:, place] * backward)
    return Marginals(chance, forward, right)


def expected_transitions(found: Marginals, padded: Padded, weights: RoleWeights) -> Floats:
    """Return the expected number of transitions between roles; only training asks for it."""
    expected = numpy.zeros((_ROLES, _ROLES))
    transition = numpy.exp(weights.transition)
    for place in range(found.chance.shape[1] - 2, -1, -1):
        pairs = found.forward[:, place, :, None] * transition[None] * found.right[:, place + 1, None, :]
        pairs /= pairs.sum(axis=(1, 2), keepdims=True)
        expected += (pairs * padded.present[:, place + 1, None, None]).sum(axis=0)
    return expected


def _normalized(values: Floats) -> Floats:
    result: Floats = values / values.sum(axis=1, keepdims=True)
    return result


def fit_roles(features: Ints, roles: Ints, lengths: Ints, *, seed: int = 0, epochs: int = _EPOCHS) -> RoleWeights:
    """Return the weights learned from sentences with these lengths, whose rows of features and roles follow one another."""
    weights = RoleWeights(numpy.zeros((ROLE_SIZE, _ROLES)), numpy.zeros((_ROLES, _ROLES)), numpy.zeros(_ROLES))
    squares = RoleWeights(*(numpy.full_like(weight, 1e-6) for weight in weights))
    starts = numpy.cumsum(lengths) - lengths
    random = numpy.random.default_rng(seed)
    batch = max(1, min(_BATCH, len(lengths) // 20 or 1))
    for _ in range(epochs):
        order = random.permutation(len(lengths))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            padded = pad(lengths[chosen], starts[chosen])
            rows = padded.rows[padded.present]
            places = features[rows]
            kept = random.random(places.shape) >= _DROPPED
            scores = (weights.emission[places] * kept[:, :, None]).sum(axis=1) / (1 - _DROPPED)
            emission = numpy.zeros((*padded.rows.shape, _ROLES))
            emission[padded.present] = scores
            found = marginals(emission, padded, weights)
            chance, expected = found.chance, expected_transitions(found, padded, weights)
            gold = roles[padded.rows]
            error = chance[padded.present]
            error[numpy.arange(len(rows)), roles[rows]] -= 1
            flat = places[kept]
            times = kept.sum(axis=1)
            for role in range(_ROLES):
                gradient = numpy.bincount(flat, weights=numpy.repeat(error[:, role], times), minlength=ROLE_SIZE)
                step(weights.emission, squares.emission, gradient, role, _DECAY * len(chosen))
            both = padded.present[:, 1:]
            seen = numpy.bincount((gold[:, :-1] * _ROLES + gold[:, 1:])[both], minlength=_ROLES**2).reshape(_ROLES, _ROLES)
            _dense_step(weights.transition, squares.transition, expected - seen)
            _dense_step(weights.first, squares.first, chance[:, 0].sum(axis=0) - numpy.bincount(gold[:, 0], minlength=_ROLES))
    return weights


def _dense_step(weights: Floats, squares: Floats, gradient: Floats) -> None:
    squares += gradient * gradient
    weights -= 0.1 * gradient / numpy.sqrt(squares)


class Reading(NamedTuple):
    """The likeliest roles of the tokens of a sentence, and the probability of each."""

    roles: Ints
    chance: Floats


def read_roles(weights: RoleWeights, features: Ints, lengths: Ints) -> list[Reading]:
    """Return the likeliest roles of each sentence."""
    if not len(lengths):
        return []
    padded = pad(lengths, numpy.cumsum(lengths) - lengths)
    emission = numpy.zeros((*padded.rows.shape, _ROLES))
    emission[padded.present] = sum_weights(weights.emission, features)
    chance = marginals(emission, padded, weights).chance
    best = _likeliest(emission, padded, weights)
    readings = []
    for row, length in enumerate(lengths.tolist()):
        roles = best[row, :length]
        readings.append(Reading(roles, chance[row, numpy.arange(length), roles]))
    return readings


def _likeliest(emission: Floats, padded: Padded, weights: RoleWeights) -> Ints:
    """Return the likeliest sequence of roles of each sentence, by the algorithm of Viterbi."""
    rows, length, _ = emission.shape
    score = emission[:, 0] + weights.first
    origins = numpy.empty((rows, length, _ROLES), dtype=numpy.int64)
    same = numpy.broadcast_to(numpy.arange(_ROLES), (rows, _ROLES))
    for place in range(1, length):
        paths = score[:, :, None] + weights.transition[None]
        there = padded.present[:, place, None]
        origins[:, place] = numpy.where(there, paths.argmax(axis=1), same)
        score = numpy.where(there, paths.max(axis=1) + emission[:, place], score)
    best = numpy.empty((rows, length), dtype=numpy.int64)
    best[:, -1] = score.argmax(axis=1)
    index = numpy.arange(rows)
    for place in range(length - 1, 0, -1):
        best[:, place - 1] = origins[index, place, best[:, place]]
    return best
