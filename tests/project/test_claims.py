"""The claims of a project: gold, one annotator's, and what has no gold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.errors import StoreError
from annotate.model import Annotation
from annotate.model.claim_list import ClaimFilter
from annotate.project import Project
from support.bridge import claim, revision


def save(project: Project, annotation: Annotation, *, annotator: str = "mk", sentence: int = 0, second: int = 0) -> None:
    with project.store() as store:
        store.save([revision(project, sentence, annotation, annotator=annotator, second=second)])


@pytest.fixture
def ready(project: Project) -> Project:
    project.add()
    return project


def test_nothing_labelled_nothing_listed(ready: Project) -> None:
    assert ready.claims() == ((), 0)


def test_open_sentences_are_not_listed(ready: Project) -> None:
    save(ready, replace(claim(ready), label=None))
    assert ready.claims().claims == ()


def test_gold_of_one_annotator(ready: Project) -> None:
    save(ready, claim(ready))
    (listed,) = ready.claims().claims
    assert (listed.document.id, listed.number, listed.annotator, listed.provenance) == ("bridge", 1, "mk", "single")
    assert ready.claims(["bridge"]).claims == (listed,)
    assert ready.claims(chosen=ClaimFilter(text="nowhere")).claims == ()


def test_without_gold_it_is_said(ready: Project) -> None:
    save(ready, claim(ready))
    save(ready, Annotation("no_claim"), annotator="xy", second=1)
    assert ready.claims() == ((), 1)
    (listed,) = ready.claims(annotator="mk").claims
    assert (listed.annotator, listed.provenance) == ("mk", None)
    assert ready.claims(annotator="xy") == ((), 0)


def test_what_is_not_known_is_refused(ready: Project) -> None:
    save(ready, claim(ready))
    with pytest.raises(StoreError, match="did you mean bridge"):
        ready.claims(["brigde"])
    with pytest.raises(StoreError, match="there are decisions of mk"):
        ready.claims(annotator="km")
