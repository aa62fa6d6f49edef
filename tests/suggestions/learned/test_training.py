"""Fitting: what is learned, and that nothing changes where it would not pay."""

from __future__ import annotations

import numpy
import pytest

from annotate.project.learning import as_labelled
from annotate.suggestions.learned.suggester import LearnedSuggester
from annotate.suggestions.learned.training import MIN_CLAIMS, Fitted, fit, read_example
from support.learning import FRAMES, articles


def fitted(count: int, **options: object) -> Fitted:
    made = fit([as_labelled(*article) for article in articles(count, **options)])
    assert made is not None
    return made


@pytest.fixture(scope="module")
def town() -> Fitted:
    return fitted(8)


def test_cues_that_the_rules_do_not_know_are_learned(town: Fitted) -> None:
    assert town.attributed.threshold is not None
    assert town.attributed.chosen < town.attributed.rules
    *_, (document, annotations) = articles(20)
    offers = LearnedSuggester(town.weights, "abc").suggest(document)
    for sentence, annotation in annotations.items():
        expected = [(claim.spans[0].text, annotation.sources[0].name) for claim in annotation.claims]
        assert [(s.spans[0].text, s.source.name if s.source else None) for s in offers[sentence]] == expected
    rules = {s.rule for several in offers.values() for s in several}
    assert rules == {"model/abc", "said-clause/1"}, "what the rules found as well keeps their name"


def test_nothing_changes_before_forty_claims() -> None:
    made = fitted(4)
    assert made.attributed.claims < MIN_CLAIMS
    assert (made.attributed.threshold, made.author.threshold) == (None, None)
    assert made.attributed.gain > made.attributed.error, "although it would pay"


def test_rules_that_are_right_stay_as_they_are() -> None:
    assert fitted(8, frames=FRAMES[:1]).attributed.threshold is None


def test_the_same_labels_and_seed_make_the_same_weights() -> None:
    first, second = fitted(3), fitted(3)
    assert numpy.array_equal(first.weights.cues, second.weights.cues)
    assert numpy.array_equal(first.weights.roles.emission, second.weights.roles.emission)
    assert first.attributed == second.attributed


@pytest.mark.parametrize("count", [0, 1])
def test_one_article_is_not_enough(count: int) -> None:
    assert fit([as_labelled(*article) for article in articles(count)]) is None


def test_articles_without_a_source_teach_nothing() -> None:
    empty = [
        as_labelled(document, dict.fromkeys(annotations, next(iter(annotations.values()))))
        for document, annotations in articles(3)
    ]
    assert fit(empty) is None


def test_only_labelled_sentences_are_learned_from() -> None:
    (document, annotations), *_ = articles(1)
    half = dict(list(annotations.items())[:4])
    example, whole = (read_example(as_labelled(document, some)) for some in (half, annotations))
    assert 0 < len(example.cues) < len(whole.cues)
    assert example.claims_of(12) is None
