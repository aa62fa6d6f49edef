"""Decisions read from the store: all, those that count, the gold, and the sentences that annotators dispute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.errors import StoreError
from annotate.model import ADJUDICATION, Annotation
from annotate.project import Project
from support.bridge import claim, revision


@pytest.fixture
def disputed(labelled: Project) -> Project:
    """Two annotators agree on the first sentence and differ on the second."""
    with labelled.store() as store:
        store.save([revision(labelled, 0, Annotation("no_claim"), annotator="xy", second=3)])
        store.save([revision(labelled, 1, Annotation("no_claim"), annotator="xy", second=4)])
    return labelled


def adjudicate(project: Project, annotation: Annotation | None, second: int) -> None:
    with project.store() as store:
        made = revision(project, 1, annotation, annotator="eva", second=second)
        store.save([replace(made, layer=ADJUDICATION)])


def test_decisions_of_a_document_or_annotator(disputed: Project) -> None:
    adjudicate(disputed, claim(disputed), 5)
    assert [made.annotator for made in disputed.revisions()] == ["mk", "xy", "mk", "xy", "eva"]
    assert [made.annotator for made in disputed.revisions("bridge", "eva")] == ["eva"]
    assert [made.annotator for made in disputed.current(annotator="xy")] == ["xy", "xy"]
    for read in (disputed.revisions, disputed.current):
        with pytest.raises(StoreError, match=r"no decision of nobody in .*; there are decisions of eva, mk, xy"):
            list(read(annotator="nobody"))
        with pytest.raises(StoreError, match="did you mean bridge"):
            list(read("brigde"))
    with pytest.raises(StoreError, match="did you mean bridge"):
        disputed.adjudicated("brigde")


def test_before_anybody_decided(project: Project) -> None:
    project.add()
    with pytest.raises(StoreError, match="nobody labelled anything yet"):
        list(project.revisions(annotator="mk"))


def test_a_contested_sentence_is_settled_by_an_adjudicator(disputed: Project) -> None:
    sentence = disputed.document("bridge").sentences[1].id
    assert list(disputed.contested()) == [("bridge", sentence)]
    assert disputed.gold("bridge")[sentence].provenance == "open"
    adjudicate(disputed, claim(disputed), 5)
    assert list(disputed.contested()) == []
    assert (disputed.gold("bridge")[sentence].label, disputed.gold("bridge")[sentence].provenance) == ("claim", "adjudicated")
    adjudicate(disputed, None, 6)
    assert disputed.adjudicated() == ()
    assert list(disputed.contested()) == [("bridge", sentence)]


def test_a_broken_schema_stops_the_status_only_where_it_is_needed(labelled: Project) -> None:
    labelled.schema_path.write_text("{")
    assert labelled.status().shared.differing == 0
