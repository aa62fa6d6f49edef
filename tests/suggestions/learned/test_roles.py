"""The conditional random field, held against a count of all sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy
import pytest

from annotate.suggestions.learned.roles import RoleWeights, expected_transitions, fit_roles, marginals, pad, read_roles

RANDOM = numpy.random.default_rng(3)
WEIGHTS = RoleWeights(RANDOM.normal(size=(50, 4)), RANDOM.normal(size=(4, 4)), RANDOM.normal(size=4))


def scores(emission: numpy.ndarray, sequence: tuple[int, ...]) -> float:
    total = WEIGHTS.first[sequence[0]] + sum(emission[place, role] for place, role in enumerate(sequence))
    return float(total + sum(WEIGHTS.transition[pair] for pair in pairwise(sequence)))


@pytest.mark.parametrize("lengths", [[4], [3, 1, 5], [1, 1]])
def test_forward_and_backward_are_the_sum_over_all_sequences(lengths: list[int]) -> None:
    emission = RANDOM.normal(size=(len(lengths), max(lengths), 4))
    padded = pad(numpy.array(lengths), numpy.cumsum(lengths) - lengths)
    found = marginals(emission, padded, WEIGHTS)
    chance, expected = found.chance, expected_transitions(found, padded, WEIGHTS)
    pairs = numpy.zeros((4, 4))
    for row, length in enumerate(lengths):
        weight = {s: numpy.exp(scores(emission[row], s)) for s in product(range(4), repeat=length)}
        total = sum(weight.values())
        for place in range(length):
            for role in range(4):
                assert chance[row, place, role] == pytest.approx(sum(w for s, w in weight.items() if s[place] == role) / total)
        for sequence, w in weight.items():
            for pair in pairwise(sequence):
                pairs[pair] += w / total
    assert expected == pytest.approx(pairs)


def test_the_likeliest_sequence_is_found() -> None:
    features = numpy.arange(9)[:, None]
    readings = read_roles(WEIGHTS, features, numpy.array([5, 1, 3]))
    for reading, start in zip(readings, (0, 5, 6), strict=True):
        emission = WEIGHTS.emission[start : start + len(reading.roles)]
        best = max(product(range(4), repeat=len(reading.roles)), key=lambda s: scores(emission, s))
        assert tuple(reading.roles.tolist()) == best
    assert read_roles(WEIGHTS, features[:0], numpy.array([], dtype=int)) == []


def test_it_learns_an_order() -> None:
    features = numpy.array([[1], [2], [3], [1], [3]] * 30)
    roles = numpy.array([3, 1, 2, 3, 1] * 30)
    lengths = numpy.array([3, 2] * 30)
    weights = fit_roles(features, roles, lengths)
    assert [r.roles.tolist() for r in read_roles(weights, features[:5], lengths[:2])] == [[3, 1, 2], [3, 1]]
