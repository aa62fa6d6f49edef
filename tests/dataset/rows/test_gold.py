"""The gold of many sentences at once is the same as one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.dataset.features import STATUSES
from annotate.dataset.rows.annotations import AnnotationReader, Annotations
from annotate.dataset.rows.gold import GoldColumns, decide_all
from annotate.dataset.rows.sentences import read_sentences
from annotate.model import ADJUDICATION, Annotation, Document, Revision
from annotate.review.gold import PROVENANCES, decide
from annotate.schema import Schema

DOCUMENTS = ("a", "b", "c")

decisions = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(range(len(DOCUMENTS))),
        st.integers(0, 5),
        st.sampled_from(["claim", "no_claim", "skip", "other claim", None]),
    ),
    unique_by=lambda decision: decision[:3],
    max_size=40,
)


@pytest.fixture(scope="session")
def documents(world: Any) -> list[Document]:
    return [world.document(id) for id in DOCUMENTS]


def revised(world: Any, document: Document, annotator: str, index: int, label: str | None) -> Revision:
    annotation = Annotation(label)
    if label and label.endswith("claim") and label != "no_claim":
        annotation = world.annotation(document, document.sentences[index])
        annotation = replace(annotation, stances=annotation.stances[: 1 if label == "claim" else 2])
    revision: Revision = world.revision(document, index, annotation, annotator)
    return revision


def decided(
    world: Any, schema: Schema, documents: list[Document], revisions: list[Revision], annotator: str | None = None
) -> tuple[Annotations, GoldColumns]:
    document_rows, rows = world.rows(documents, revisions)
    sentences = read_sentences(document_rows)
    annotations = AnnotationReader(schema).read(rows, sentences)
    return annotations, decide_all(annotations, sentences, schema, annotator)


@settings(deadline=None)  # the first call loads pyarrow
@given(given=decisions, adjudicated=decisions, annotator=st.sampled_from([None, "a", "d"]))
def test_gold_is_the_same_as_one_by_one(
    given: list[Any], adjudicated: list[Any], annotator: str | None, world: Any, schema: Schema, documents: list[Document]
) -> None:
    by_hand = {(place, index): revised(world, documents[place], name, index, label) for name, place, index, label in adjudicated}
    revisions = [revised(world, documents[place], name, index, label) for name, place, index, label in given]
    revisions += [replace(revision, layer=ADJUDICATION) for revision in by_hand.values()]
    found, columns = decided(world, schema, documents, revisions, annotator)
    golds = []
    for document in documents:
        own = [revision for revision in revisions if revision.document == document.id]
        golds += decide(document, own, schema, annotator).values()
    for index, gold in enumerate(golds):
        row, agreement = columns.row[index], columns.agreement[index]
        assert STATUSES[columns.status[index]] == gold.status
        assert (found.rows[row].annotator if row >= 0 else None) == (gold.revision and gold.revision.annotator)
        assert (found.rows[row].layer if row >= 0 else None) == (gold.revision and gold.revision.layer)
        assert (found.rows[row].sentence if row >= 0 else None) == (gold.revision and gold.revision.sentence)
        assert columns.annotators[index] == gold.annotators
        assert (None if agreement != agreement else agreement) == gold.agreement
        assert (PROVENANCES[columns.provenance[index]] if columns.provenance[index] >= 0 else None) == gold.provenance


def test_claims_come_from_whoever_finished_most_of_the_same_article(
    world: Any, schema: Schema, documents: list[Document]
) -> None:
    """Ada finished most of the first article, Cy of the second, Bea of the third; on its first sentence all three differ."""
    busiest = dict(zip(DOCUMENTS, ("ada", "cy", "bea"), strict=True))
    revisions = []
    for document in documents:
        for name, label in (("ada", "claim"), ("bea", "other claim"), ("cy", "claim")):
            revisions.append(revised(world, document, name, 0, label))
        revisions += [revised(world, document, busiest[document.id], index, "no_claim") for index in (2, 3)]
    # Whoever is busiest elsewhere has more finished sentences in all, and begun ones do not count.
    revisions += [revised(world, documents[0], "bea", index, None) for index in (2, 3, 4)]
    found, columns = decided(world, schema, documents, revisions)
    first = [index for index in range(len(columns.row)) if index % len(documents[0].sentences) == 0]
    assert [found.rows[columns.row[index]].annotator for index in first] == ["ada", "cy", "bea"]
    assert [PROVENANCES[columns.provenance[index]] for index in first] == ["majority"] * 3


def test_an_adjudication_is_gold_whatever_annotators_said(world: Any, schema: Schema, documents: list[Document]) -> None:
    revisions = [revised(world, documents[1], name, 2, "no_claim") for name in ("ada", "bea")]
    by_hand = replace(revised(world, documents[1], "cy", 2, "claim"), layer=ADJUDICATION)
    alone = replace(revised(world, documents[2], "cy", 0, "claim"), layer=ADJUDICATION)
    found, columns = decided(world, schema, documents, [*revisions, by_hand, alone])
    place = len(documents[0].sentences) + 2
    assert found.rows[columns.row[place]].layer == ADJUDICATION
    assert (columns.annotators[place], columns.agreement[place]) == (2, 1.0)
    assert PROVENANCES[columns.provenance[place]] == "adjudicated"
    last = columns.row[2 * len(documents[0].sentences)]
    assert (found.rows[last].layer, found.rows[last].document) == (ADJUDICATION, "c")
