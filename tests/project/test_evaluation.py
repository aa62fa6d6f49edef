"""Suggestions and annotators measured against labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import AnnotateError, StoreError
from annotate.model import Annotation, Origin, Suggestion
from annotate.project import Project, init_project
from annotate.project.evaluation import Covered, Evaluation, Item, Score, compare, items_of
from annotate.project.imported_suggestions import StoredSuggestion, SuggestionFile
from project.test_learning import fill
from support.builders import at_second, make_revision
from support.learning import FRAMES, articles

TEXT = "Ada Harlow said that the dam is safe."
CLAIM = Item(((21, 36),), (0, 10), True, {"claim.type": "event", "stance.label": "support"})


@pytest.fixture
def town(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "town")
    fill(made, 8)
    return made


def score(evaluation: Evaluation, system: str, stage: str, label: str = "") -> Score:
    (found,) = (m.score for m in evaluation.scores if (m.system, m.stage, m.label) == (system, stage, label))
    return found


def test_the_model_is_measured_on_articles_that_it_has_not_seen(town: Project) -> None:
    evaluation = town.evaluate()
    assert (evaluation.articles, evaluation.sentences, evaluation.claims) == (8, 104, 72)
    rules, model = (score(evaluation, system, "claim") for system in ("rules", "model"))
    assert rules.wanted == model.wanted == 72
    assert rules.recall == pytest.approx(1 / 3), "one frame of three is known"
    assert model.f1 > 0.9 > rules.f1
    assert model.low <= model.f1 <= model.high
    assert score(evaluation, "rules", "claim.type", "event").wanted <= score(evaluation, "rules", "claim.type").wanted


def test_another_annotator_can_be_measured_and_does_not_make_the_gold(town: Project) -> None:
    with town.store() as store:
        for document, annotations in articles(4):
            revisions = []
            for number, annotation in enumerate(annotations.values()):
                guess = annotation if number % 2 else Annotation("no_claim")
                guess = replace(guess, stances=tuple(replace(s, label="deny") for s in guess.stances))
                revisions.append(make_revision(document, number, guess, "robot", created=at_second(100 + number)))
            store.save(revisions)
    evaluation = town.evaluate(systems=["robot"])
    assert evaluation.claims == 72
    found = score(evaluation, "robot", "claim")
    assert found.precision == 1
    assert 0 < found.recall < 0.5
    assert score(evaluation, "robot", "stance.label").right == 0
    against = town.evaluate(systems=["rules"], annotator="robot")
    assert (against.against, against.articles) == ("robot", 4)
    with pytest.raises(StoreError, match="nobody"):
        town.evaluate(systems=["nobody"])
    with pytest.raises(StoreError, match="nobody"):
        town.evaluate(annotator="nobody")


def test_sentences_labelled_with_suggestions_count_only_if_asked_for(town: Project) -> None:
    with town.store() as store:
        for document, annotations in articles(8):
            store.save(
                [
                    make_revision(document, n, a, created=at_second(200 + n), origins=(Origin("", "assisted"),))
                    for n, a in enumerate(annotations.values())
                    if n > 3
                ]
            )
    assert town.evaluate(systems=["rules"]).sentences == 8 * 4
    assert town.evaluate(systems=["rules"], blind=False).sentences == 8 * 13
    with town.store() as store:
        for document, annotations in articles(8):
            origins = (Origin("", "assisted"),)
            store.save(
                [
                    make_revision(document, n, a, created=at_second(300 + n), origins=origins)
                    for n, a in enumerate(annotations.values())
                ]
            )
    with pytest.raises(AnnotateError, match="--all-sentences"):
        town.evaluate()


def test_a_learning_curve_begins_with_the_rules(town: Project) -> None:
    points = town.evaluate(systems=["rules"], curve=True).curve
    sizes = [point.sentences for point in points]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0
    assert points[-1].claim.f1 > points[0].claim.f1


def test_too_little_to_measure_is_an_error(tmp_path: Path) -> None:
    small = init_project(tmp_path / "small")
    fill(small, 1)
    assert small.evaluate(systems=["rules"]).articles == 1
    for options in ({"systems": ["model"]}, {"systems": ["rules"], "curve": True}):
        with pytest.raises(AnnotateError, match="label"):
            small.evaluate(**options)
    assert len(FRAMES) == 3


def test_items_are_claims_with_their_answers() -> None:
    (document, annotations), *_ = articles(1)
    item = next(item for annotation in annotations.values() for item in items_of(annotation))
    assert item.attributed
    assert item.answers["stance.label"] == "support"
    assert {"claim.type", "source.type"} <= item.answers.keys()
    assert item.mention is not None
    assert document.text[slice(*item.mention)]


@pytest.mark.parametrize(
    ("found", "content", "claim", "source"),
    [
        ([CLAIM], (4, 4, 4), (1, 1, 1), (2, 2, 2)),
        ([], (0, 0, 4), (0, 0, 1), (0, 0, 2)),
        ([CLAIM._replace(pieces=((16, 36),))], (4, 4, 4), (1, 1, 1), (2, 2, 2)),
        ([CLAIM._replace(pieces=((21, 31),))], (3, 3, 4), (0, 1, 1), (2, 2, 2)),
        ([CLAIM._replace(attributed=False, mention=None)], (4, 4, 4), (0, 1, 1), (0, 0, 2)),
        ([CLAIM, CLAIM], (4, 4, 4), (1, 2, 1), (2, 2, 2)),
    ],
    ids=["same", "nothing", "with that", "too short", "no source", "twice"],
)
def test_counts_by_stage(found: list[Item], content: tuple[int, ...], claim: tuple[int, ...], source: tuple[int, ...]) -> None:
    counts = compare(TEXT, [CLAIM], found)
    for stage, expected in (("content", content), ("claim", claim), ("source", source)):
        assert tuple(counts[(stage, ""), what] for what in ("right", "found", "wanted")) == expected


def test_answers_are_compared_on_claims_that_both_have() -> None:
    guess = CLAIM._replace(answers={"claim.type": "rule", "claim.harm": "low"})
    counts = compare(TEXT, [CLAIM], [guess])
    assert counts[("claim.type", ""), "right"] == 0
    assert counts[("claim.type", "event"), "wanted"] == counts[("claim.type", "rule"), "found"] == 1
    assert counts[("stance.label", ""), "found"] == 0
    assert not any(stage == "claim.harm" for (stage, _), _ in counts)


def suggest_half(project: Project, count: int, agent: str, *, asked: bool = True) -> None:
    """Store the claims of every second sentence of some articles as suggestions, without their answers but the type."""
    found, times = [], {}
    for document, labels in articles(count):
        times[document.text_sha256] = at_second(0)
        for annotation in list(labels.values())[::2]:
            for claim in annotation.claims:
                source = replace(annotation.sources[0], id="", attributes={})
                suggestion = Suggestion(claim.spans, source, "support", agent)
                found.append(StoredSuggestion(document.text_sha256, suggestion, {"type": "event"}, "test", "1"))
    SuggestionFile(project.suggestions).with_added({agent: found}, times if asked else {}).write()


def test_a_language_model_is_measured_on_the_articles_that_it_was_asked_about(town: Project) -> None:
    suggest_half(town, 4, "llm/tiny")
    evaluation = town.evaluate()
    assert list(dict.fromkeys(m.system for m in evaluation.scores)) == ["rules", "model", "llm/tiny"]
    assert evaluation.partial == (Covered("llm/tiny", 4, 52),)
    found = score(evaluation, "llm/tiny", "claim")
    assert (found.precision, found.wanted) == (1.0, 36)
    assert 0 < found.recall < 1
    assert score(evaluation, "llm/tiny", "claim.type").found > 0
    assert score(evaluation, "llm/tiny", "source.type").found == 0, "it gave no answer, and is not measured by the rules'"
    assert score(town.evaluate(systems=["llm"]), "llm/tiny", "claim") == found


def test_a_language_model_that_found_nothing_was_asked_all_the_same(town: Project) -> None:
    texts = {document.text_sha256: at_second(0) for document, _ in articles(8)}
    SuggestionFile(town.suggestions).with_added({"llm/silent": []}, texts).write()
    evaluation = town.evaluate(systems=["llm/silent"])
    assert score(evaluation, "llm/silent", "claim").wanted == 72
    assert score(evaluation, "llm/silent", "claim").found == 0


def test_other_programs_are_measured_where_they_have_suggestions(town: Project) -> None:
    suggest_half(town, 2, "other tool", asked=False)
    assert town.evaluate(systems=["other tool"]).partial == (Covered("other tool", 2, 26),)


def test_no_language_model_was_asked(town: Project) -> None:
    with pytest.raises(AnnotateError, match="no language model was asked"):
        town.evaluate(systems=["llm"])
    SuggestionFile(town.suggestions).with_added({"llm/elsewhere": []}, {"0" * 64: at_second(0)}).write()
    assert "llm/elsewhere" not in {m.system for m in town.evaluate().scores}
    with pytest.raises(AnnotateError, match="llm/elsewhere has no suggestions for an article with labels"):
        town.evaluate(systems=["llm"])
