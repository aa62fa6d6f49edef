"""The model of a project: its data, its file, and when it is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotate._files import try_lock
from annotate.errors import AnnotateError, ModelError
from annotate.labelling.runner import SessionRunner
from annotate.model import Annotation, Origin
from annotate.project import Project, init_project
from annotate.project.learning import (
    closed_questions,
    labelled_annotations,
    load_model,
    model_path,
    needs_training,
    suggested,
    usable_model,
)
from annotate.project.sessions import label
from annotate.suggestions import suggest
from support.builders import at_second, make_revision
from support.learning import articles


def fill(project: Project, count: int, *, annotator: str = "mk", second: int = 0) -> None:
    """Add labelled articles to a project."""
    with project.store(create=True) as store:
        known = {entry.id for entry in store.documents()}
        for document, annotations in articles(count):
            if document.id not in known:
                store.add_document(document)
            store.save(
                [
                    make_revision(document, number, annotation, annotator, created=at_second(second + number))
                    for number, annotation in enumerate(annotations.values())
                ]
            )


@pytest.fixture
def town(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "town")
    fill(made, 8)
    with made.store() as store:
        store.add_document(list(articles(9))[8][0])
    return made


def test_a_trained_model_suggests(town: Project) -> None:
    document = town.document("town-8")
    assert load_model(town.output) is None
    assert suggested(document) == suggest(document)
    facts = town.train()
    loaded = load_model(town.output)
    assert loaded is not None
    assert loaded.facts == facts
    assert loaded.facts["sentences"] == 8 * 13
    assert {"data", "seed", "annotate", "numpy", "format"} <= loaded.facts.keys()
    rules = {s.rule for several in suggested(document, loaded).values() for s in several}
    assert f"model/{facts['hash']}" in rules
    before = model_path(town.output).read_bytes()
    town.train()
    assert model_path(town.output).read_bytes() == before


def test_nothing_labelled_is_nothing_to_learn(tmp_path: Path) -> None:
    empty = init_project(tmp_path / "empty")
    with empty.store(create=True) as store:
        store.add_document(next(articles(1))[0])
        assert not needs_training(store, empty.output)
    with pytest.raises(AnnotateError, match="nothing is labelled"):
        empty.train()


def test_two_do_not_train_at_once(town: Project) -> None:
    model_path(town.output).parent.mkdir(parents=True)
    with try_lock(model_path(town.output).with_name("training.lock")), pytest.raises(AnnotateError, match="another process"):
        town.train()


def test_it_is_made_again_after_enough_decisions(town: Project) -> None:
    assert town.needs_training()
    town.train()
    assert not town.needs_training()
    fill(town, 1, annotator="xy")
    assert not town.needs_training(), "13 decisions more"
    fill(town, 2, annotator="zz")
    assert town.needs_training()


def test_a_damaged_model_is_reported_and_labelling_goes_on(town: Project) -> None:
    town.train()
    model_path(town.output).write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"suggester\.npz: .*annotate train"):
        load_model(town.output)
    assert usable_model(town.output) is None
    assert town.needs_training()


def test_skipped_and_contested_sentences_teach_nothing(town: Project) -> None:
    document, annotations = next(articles(1))
    with town.store() as store:
        store.save([make_revision(document, 1, Annotation("skip"), created=at_second(60))])
        store.save([make_revision(document, 2, Annotation("no_claim"), "xy", created=at_second(60))])
        learned = {doc.id: labels for doc, labels in labelled_annotations(store, town.schema)}
        own = {doc.id: labels for doc, labels in labelled_annotations(store, town.schema, "xy")}
    assert document.sentences[1].id not in learned[document.id]
    assert own == {document.id: {document.sentences[2].id: Annotation("no_claim")}}
    assert len(learned) == 8
    assert len(learned[document.id]) in (len(annotations) - 2, len(annotations) - 1)


def test_a_session_offers_what_is_learned_and_not_again_what_was_answered(town: Project) -> None:
    version = town.train()["hash"]
    document = town.document("town-8")
    learned = next(s for several in suggested(document, load_model(town.output)).values() for s in several if "model" in s.rule)
    number = next(n for n, s in enumerate(document.sentences) if s.start <= learned.spans[0].start < s.end)
    opened: list[str] = []
    seen: list[list[str]] = []

    def front(runner: SessionRunner) -> None:
        runner.begin()
        state = runner.state
        seen.append([s.rule for s in replace(state, at=number).open_suggestions])

    def look() -> None:
        label(town, front, annotator="mk", document=document.id, blind_rate=0, on_open=lambda: opened.append("now"))

    look()
    assert seen[-1] == [f"model/{version}"]
    assert opened == ["now"]
    offsets = learned.key.partition("@")[2]
    rejected = (Origin(offsets, "rejected", f"model/00000000@{offsets}"), Origin("", "assisted"))
    with town.store() as store:
        store.save([make_revision(document, number, Annotation(), created=at_second(90), origins=rejected)])
    look()
    assert seen[-1] == [], "an earlier model offered the same"
    with town.store() as store:
        store.save([make_revision(document, number, Annotation("no_claim"), created=at_second(91))])
    look()
    assert seen[-1] == [], "a finished sentence stays finished"


def test_the_questions_are_those_with_closed_answers(town: Project) -> None:
    questions = closed_questions(town.schema)
    assert {"claim.type", "claim.verifiability", "source.type", "source.naming", "stance.label", "stance.quote"} <= {*questions}
    assert "claim.normalized" not in questions


def test_labels_that_are_likely_wrong_are_listed(town: Project) -> None:
    fill(town, 8)
    with town.store() as store:
        document, annotations = list(articles(8))[5]
        number, annotation = next((n, a) for n, a in enumerate(annotations.values()) if a.claims)
        text = annotation.claims[0].spans[0].text
        store.save([make_revision(document, number, Annotation("no_claim"), created=at_second(95))])
    found = town.doubtful_labels()
    missing = [label for label in found if label.question == "sentence"]
    assert [(label.sentence, label.number, label.labelled, label.text) for label in missing] == [
        (document.sentences[number].id, number + 1, "no_claim", text)
    ]
    assert all(0.9 <= label.chance <= 1 for label in found)
    assert [label.chance for label in found] == sorted((label.chance for label in found), reverse=True)


def test_an_answer_that_looks_wrong_is_listed(town: Project) -> None:
    with town.store() as store:
        document, annotations = list(articles(8))[2]
        number, annotation = next((n, a) for n, a in enumerate(annotations.values()) if a.claims)
        claim = annotation.claims[0]
        right = claim.attributes["type"]
        wrong = replace(annotation, claims=(replace(claim, attributes={**claim.attributes, "type": "rule"}),))
        store.save([make_revision(document, number, wrong, created=at_second(95))])
    listed = {(label.sentence, label.question, label.labelled, label.expected) for label in town.doubtful_labels()}
    assert (document.sentences[number].id, "claim.type", "rule", right) in listed
