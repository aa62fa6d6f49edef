"""Learned answers to closed questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from annotate.model import Annotation, Document, Source
from annotate.suggestions.learned.answers import (
    MIN_ANSWERS,
    PRECISION,
    Case,
    LearnedAnswers,
    cases,
    claim_features,
    fit_answers,
    fit_question,
    source_features,
)
from annotate.suggestions.rules.answers import AnswerRules
from support.learning import articles

Labelled = list[tuple[Document, dict[str, Annotation]]]


def labelled(count: int) -> Labelled:
    """Return articles whose claims with a number word are of a type of the project's own, which the rules cannot know."""
    return [(document, {id: with_type(a) for id, a in annotations.items()}) for document, annotations in articles(count)]


def with_type(annotation: Annotation) -> Annotation:
    kinds = {
        claim.id: "swimming" if "swim" in claim.spans[0].text or "pool" in claim.spans[0].text else "event"
        for claim in annotation.claims
    }
    claims = tuple(replace(claim, attributes={"type": kinds[claim.id]}) for claim in annotation.claims)
    stances = tuple(replace(s, label="deny" if kinds[s.claim] == "swimming" else "support") for s in annotation.stances)
    sources = tuple(
        replace(s, attributes={"naming": "unnamed" if s.name.startswith("Ada") else "named"}) for s in annotation.sources
    )
    return replace(annotation, claims=claims, stances=stances, sources=sources)


def test_a_label_of_the_projects_own_is_learned() -> None:
    made = {one.question: one for one in fit_answers(labelled(8), ["claim.type", "source.naming", "stance.label", "claim.harm"])}
    assert set(made) == {"claim.type", "source.naming", "stance.label"}
    for one in made.values():
        assert one.right >= PRECISION * one.cases
        assert one.right > one.rules_right
        assert one.cases <= one.total
    (document, annotations) = labelled(12)[-1]
    answers = LearnedAnswers(AnswerRules(document), made, "abc")
    for annotation in annotations.values():
        for claim, source, stance in zip(annotation.claims, annotation.sources, annotation.stances, strict=True):
            predicted = answers.claim(claim.spans, stance.label, None)
            assert predicted["type"].value == claim.attributes["type"]
            assert predicted["type"].rule == "model/abc"
            assert "sure" in predicted["type"].reason
            assert answers.source(source)["naming"].value == source.attributes["naming"]
            assert answers.label(claim.spans, None) == stance.label
            assert "label" not in answers.stance(claim.spans)


def test_what_the_rules_know_as_well_stays_theirs() -> None:
    plain = [(document, annotations) for document, annotations in articles(8)]
    assert "source.type" not in {one.question for one in fit_answers(plain, ["source.type"])}, "all of one kind"
    (document, annotations), *_ = plain
    rules, learned = AnswerRules(document), LearnedAnswers(AnswerRules(document), {}, "abc")
    for annotation in annotations.values():
        for claim in annotation.claims:
            assert learned.claim(claim.spans, "support", None) == rules.claim(claim.spans, "support", None)
            assert learned.stance(claim.spans) == rules.stance(claim.spans)
            assert learned.label(claim.spans, None) is None
        for source in annotation.sources:
            assert learned.source(source) == rules.source(source)
    assert learned.source(Source("", "Nobody")) == {}


def question(answers: str, *, features: str = "", rules: str = "") -> Iterator[list[Case]]:
    """Yield four documents of cases: each has the answers of a text, one a letter, with a feature and a rules' answer each."""
    for _ in range(4):
        places = [(ord(letter), *[0] * 47) for letter in features or answers]
        yield [Case("claim.x", a, f, r) for a, f, r in zip(answers, places, rules or " " * len(answers), strict=True)]


@pytest.mark.parametrize(
    ("answers", "features", "rules", "learned"),
    [
        ("ab" * 10, "ab" * 10, " " * 20, True),
        ("ab" * 10, "ab" * 10, "ab" * 10, False),
        ("ab" * 10, "cc" * 10, " " * 20, False),
        ("aa" * 10, "ab" * 10, " " * 20, False),
        ("ab" * 2, "ab" * 2, " " * 4, False),
    ],
    ids=["better than none", "not better than the rules", "not to be seen", "one answer only", "too few"],
)
def test_a_classifier_must_be_better(answers: str, features: str, rules: str, *, learned: bool) -> None:
    assert (fit_question("claim.x", list(question(answers, features=features, rules=rules))) is not None) == learned


def test_one_document_is_not_enough() -> None:
    assert fit_question("claim.x", [[case for many in question("ab" * 10) for case in many]]) is None
    assert MIN_ANSWERS == 40


def test_cases_are_those_of_the_questions_that_are_asked() -> None:
    data = labelled(2)
    assert {case.question for many in cases(data, ["claim.type"]) for case in many} == {"claim.type"}
    assert len(cases(data, ["claim.type"])) == 2
    document, annotations = data[0]
    claim = next(claim for annotation in annotations.values() for claim in annotation.claims)
    source = next(source for annotation in annotations.values() for source in annotation.sources)
    long = claim_features(document, claim.spans * 20, None, "", {})
    assert len(long) == len(claim_features(document, claim.spans, None, "", {})) == len(source_features(source, {}))
