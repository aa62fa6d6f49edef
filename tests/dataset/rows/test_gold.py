"""Many sentences at once come to the same gold as one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.dataset.features import STATUSES
from annotate.dataset.rows.annotations import AnnotationReader
from annotate.dataset.rows.gold import decide_all
from annotate.dataset.rows.sentences import read_sentences
from annotate.model import ADJUDICATION, Annotation, Document, Revision
from annotate.review.gold import PROVENANCES, decide
from annotate.schema import Schema

decisions = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 5), st.sampled_from(["claim", "no_claim", "skip", "other claim", None])),
    unique_by=lambda decision: decision[:2],
)


@pytest.fixture(scope="session")
def document(world: Any) -> Document:
    found: Document = world.document("doc")
    return found


def revised(world: Any, document: Document, annotator: str, index: int, label: str | None) -> Revision:
    annotation = Annotation(label)
    if label and label.endswith("claim") and label != "no_claim":
        annotation = world.annotation(document, document.sentences[index])
        annotation = replace(annotation, stances=annotation.stances[: 1 if label == "claim" else 2])
    revision: Revision = world.revision(document, index, annotation, annotator)
    return revision


@settings(deadline=None)  # the first call loads pyarrow
@given(given=decisions, adjudicated=decisions, annotator=st.sampled_from([None, "a", "d"]))
def test_as_one_by_one(
    given: list[Any], adjudicated: list[Any], annotator: str | None, world: Any, schema: Schema, document: Document
) -> None:
    by_hand = {index: revised(world, document, name, index, label) for name, index, label in adjudicated}
    revisions = [revised(world, document, *one) for one in given]
    revisions += [replace(revision, layer=ADJUDICATION) for revision in by_hand.values()]
    documents, rows = world.rows([document], revisions)
    sentences = read_sentences(documents)
    found = AnnotationReader(schema).read(rows, sentences)
    columns = decide_all(found, sentences, schema, annotator)
    for index, gold in enumerate(decide(document, revisions, schema, annotator).values()):
        row, agreement = columns.row[index], columns.agreement[index]
        assert STATUSES[columns.status[index]] == gold.status
        assert (found.rows[row].annotator if row >= 0 else None) == (gold.revision and gold.revision.annotator)
        assert (found.rows[row].layer if row >= 0 else None) == (gold.revision and gold.revision.layer)
        assert columns.annotators[index] == gold.annotators
        assert (None if agreement != agreement else agreement) == gold.agreement
        assert (PROVENANCES[columns.provenance[index]] if columns.provenance[index] >= 0 else None) == gold.provenance
