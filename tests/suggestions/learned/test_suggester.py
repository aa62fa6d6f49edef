"""Learned suggestions of a document."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from annotate.project.learning import as_labelled
from annotate.suggestions import suggest
from annotate.suggestions.learned.suggester import NO_POLICY, WIDTH, LearnedSuggester, Weights, prior
from annotate.suggestions.learned.training import fit
from support.builders import make_document
from support.learning import articles
from support.reading import article


def weights(language: str = "en") -> Weights:
    made = fit([as_labelled(*article) for article in articles(8, language=language)])
    assert made is not None
    return made.weights


@pytest.fixture(scope="module")
def town() -> Weights:
    return weights()


def test_without_a_policy_the_rules_suggest_as_ever(town: Weights) -> None:
    document = make_document("a", ["Ada said it rained.", "“It is wet,” Ben Okafor said.", "The dam is safe.", "“Quite wet.”"])
    shown = LearnedSuggester(replace(town, policy=NO_POLICY), "x").suggest(document)
    assert shown == suggest(document)


def test_no_two_suggestions_with_a_source_overlap(town: Weights) -> None:
    for document, _ in articles(3):
        for several in LearnedSuggester(town, "x").suggest(document).values():
            spans = sorted((span.start, span.end) for s in several if s.source for span in s.spans)
            assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_probabilities_are_probabilities(town: Weights) -> None:
    for document, _ in articles(2):
        offers = [offer for several in LearnedSuggester(town, "x").offers(document).values() for offer in several]
        assert offers
        assert all(0 <= offer.exact <= 1 and 0 <= offer.useful <= 1 for offer in offers)


def test_a_language_without_rules_has_the_model_alone() -> None:
    made = weights("tlh")
    *_, (document, annotations) = articles(12, language="tlh")
    shown = LearnedSuggester(made, "x").suggest(document)
    assert {s.rule for several in shown.values() for s in several} == {"model/x"}
    assert {s.spans[0].text for several in shown.values() for s in several} == {
        claim.spans[0].text for annotation in annotations.values() for claim in annotation.claims
    }
    assert all(not s.source.attributes for several in shown.values() for s in several if s.source)
    assert LearnedSuggester(replace(made, policy=NO_POLICY), "x").suggest(document) == {}, "without a policy, nothing is known"


@pytest.mark.parametrize("text", ["", "?", "“", "so " * 2_000, "« »: —", "𝔘\u202e said ‘x’."])
def test_any_text_can_be_read(town: Weights, text: str) -> None:
    document = make_document("a", [text or "x"])
    assert set(LearnedSuggester(town, "x").suggest(document)) == {document.sentences[0].id}


def test_the_rules_are_trusted_first() -> None:
    for useful in (True, False):
        assert prior(useful=useful)[0] > 0 > prior(useful=useful)[1]
        assert len(prior(useful=useful)) == WIDTH


def test_speech_that_is_carried_on_is_shown_with_a_model_too(town: Weights) -> None:
    document = article("Brandt sagte, sie gehe. Der Damm sei alt und undicht.", "de")
    by_rule = suggest(document)
    assert [one.rule for one in by_rule[document.sentences[1].id]] == ["carried/1"]
    shown = LearnedSuggester(replace(town, policy=NO_POLICY), "x").suggest(document)
    assert shown[document.sentences[1].id] == by_rule[document.sentences[1].id]
