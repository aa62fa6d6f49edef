"""Logistic regression."""

from __future__ import annotations

import numpy
import pytest

from annotate.suggestions.learned.linear import fit_dense, fit_hashed, sigmoid, softmax


def test_hashed_features_separate_classes() -> None:
    features = numpy.array([[0, 1], [0, 2], [0, 3]] * 40)
    classes = numpy.array([0, 1, 2] * 40)
    weights = fit_hashed(features, classes, 4, 3)
    assert softmax(weights[features[:3]].sum(axis=1)).argmax(axis=1).tolist() == [0, 1, 2]
    assert numpy.array_equal(weights, fit_hashed(features, classes, 4, 3)), "the same seed, the same weights"


def test_a_prior_holds_until_there_are_cases() -> None:
    prior = numpy.array([1.0, -1.0])
    assert fit_dense(numpy.zeros((0, 2)), [], prior, 1.0).tolist() == [1.0, -1.0]
    few = fit_dense(numpy.array([[1.0, 1.0]] * 2), [True] * 2, prior, 1.0)
    many = fit_dense(numpy.array([[1.0, 1.0]] * 200), [True] * 200, prior, 1.0)
    assert sigmoid(few @ [1, 1]) < sigmoid(many @ [1, 1])
    assert sigmoid(many @ [1, 1]) > 0.95


def test_a_dense_fit_is_the_optimum() -> None:
    random = numpy.random.default_rng(1)
    features = random.normal(size=(300, 3))
    labels = random.random(300) < sigmoid(features @ [1.0, -2.0, 0.5])
    weights = fit_dense(features, labels, numpy.zeros(3), 0.5)
    gradient = features.T @ (sigmoid(features @ weights) - labels) + 0.5 * weights
    assert numpy.abs(gradient).max() < 1e-4


def test_probabilities_never_overflow() -> None:
    assert sigmoid(numpy.array([-1e9, 1e9])) == pytest.approx([0, 1], abs=1e-12)
    assert softmax(numpy.array([[1e9, 0.0]])).tolist() == [[1.0, 0.0]]
