"""Logistic regression: on hashed features by AdaGrad, and on a few dense ones with a prior by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]
Ints = NDArray[numpy.int64]
Gradient = Floats | NDArray[numpy.int_]

_EPOCHS = 6
_BATCH = 2048
_RATE = 0.1
_NEWTON_STEPS = 25


def sigmoid(values: Floats) -> Floats:
    """Return the logistic function of some values.

    >>> sigmoid(numpy.array([0.0])).tolist()
    [0.5]
    """
    return 1 / (1 + numpy.exp(-numpy.clip(values, -30, 30)))


def softmax(values: Floats) -> Floats:
    """Return the probabilities of classes from their scores, a row for each case."""
    exponents = numpy.exp(values - values.max(axis=1, keepdims=True))
    result: Floats = exponents / exponents.sum(axis=1, keepdims=True)
    return result


def sum_weights(weights: Floats, features: Ints) -> Floats:
    """Return the sum of the weights at the features of each case.

    Column by column: to index with the whole table and sum its rows takes thirty times as long.
    """
    total: Floats = sum(weights.take(places, axis=0) for places in features.T)
    return total


def fit_hashed(
    features: Ints, classes: Ints, size: int, count: int, *, seed: int = 0, epochs: int = _EPOCHS, decay: float = 1e-5
) -> Floats:
    """Return the weights of a logistic regression on hashed features, a row for each place and a column for each class.

    Args:
        features: The places of the features of each case.
        classes: The class of each case, from 0 up to `count`.
        size: The number of places.
        count: The number of classes.
        seed: The seed of the order of the cases.
        epochs: How often each case is read.
        decay: The strength of the pull of all weights to zero.
    """
    weights = numpy.zeros((size, count))
    squares = numpy.full((size, count), 1e-8)
    random = numpy.random.default_rng(seed)
    batch = max(16, min(_BATCH, len(features) // 20))
    for _ in range(epochs):
        order = random.permutation(len(features))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            places = features[chosen]
            error = softmax(weights[places].sum(axis=1))
            error[numpy.arange(len(chosen)), classes[chosen]] -= 1
            for column in range(count):
                flat = numpy.bincount(places.ravel(), weights=numpy.repeat(error[:, column], places.shape[1]), minlength=size)
                step(weights, squares, flat, column, decay * len(chosen))
    return weights


def step(weights: Floats, squares: Floats, gradient: Gradient, column: int, decay: float, rate: float = _RATE) -> None:
    """Change one column of weights by a step of AdaGrad, where its gradient is not zero."""
    at = numpy.flatnonzero(gradient)
    slope = gradient[at] + decay * weights[at, column]
    squares[at, column] += slope * slope
    weights[at, column] -= rate * slope / numpy.sqrt(squares[at, column])


def fit_dense(features: Floats, right: Sequence[bool] | NDArray[numpy.bool_], prior: Floats, strength: float) -> Floats:
    """Return the weights of a logistic regression with a Gaussian prior: its means, and one over its variance.

    Without any case, the weights are the prior.
    """
    weights = prior.copy()
    labels = numpy.asarray(right, dtype=float)
    if not len(labels):
        return weights
    identity = numpy.eye(len(prior)) * strength
    for _ in range(_NEWTON_STEPS):
        chance = sigmoid(features @ weights)
        gradient = features.T @ (chance - labels) + strength * (weights - prior)
        curvature = (features * (chance * (1 - chance))[:, None]).T @ features + identity
        change = numpy.linalg.solve(curvature, gradient)
        weights = weights - change
        if numpy.abs(change).max() < 1e-6:
            break
    return weights
