"""Looking into a project's other articles from a session: hits of a text, claims under conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.labelling.state import Hit
from annotate.model import Annotation
from annotate.project import Project, init_project
from annotate.project.library import ProjectLibrary
from support.bridge import claim, revision
from support.short_sessions import three_articles

ARTICLES = {
    "a": "The ferry sailed.\n\nNobody saw it.\n\nThe Ferry came back.\n",
    "b": "A dam broke.\n",
    "c": "A new ferry.\n\nIt is large.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[ProjectLibrary]:
    project = init_project(tmp_path / "news")
    for name, text in ARTICLES.items():
        (project.raw / f"{name}.txt").write_text(text)
    project.add()
    with project.store() as store:
        yield ProjectLibrary(store, project.schema, "b", "mk")


@pytest.mark.parametrize(
    ("document", "text", "backwards", "hit"),
    [
        ("b", "ferry", False, Hit("c", 1, 1, 1)),
        ("b", "ferry", True, Hit("a", 3, 2, 2)),
        ("c", "ferry", False, Hit("a", 1, 1, 2)),
        ("a", "ferry", True, Hit("c", 1, 1, 1)),
        ("a", "nobody", False, Hit("a", 2, 1, 1)),
        ("a", "dam", False, Hit("b", 1, 1, 1)),
        ("c", "dam", True, Hit("b", 1, 1, 1)),
        ("c", "unicorn", False, None),
        ("c", "unicorn", True, None),
    ],
)
def test_the_next_article_with_a_hit(library: ProjectLibrary, document: str, text: str, backwards: bool, hit: Hit | None) -> None:
    here = ProjectLibrary(library.store, library.schema, document, "mk")
    assert here.find(text, backwards=backwards) == hit


@pytest.fixture
def annotated(labelled: Project) -> Iterator[ProjectLibrary]:
    with labelled.store() as store:
        store.save([revision(labelled, 1, claim(labelled), annotator="ben", second=3)])
        store.save([revision(labelled, 2, Annotation("no_claim"), annotator="ben", second=4)])
        yield ProjectLibrary(store, labelled.schema, "bridge", "mk")


@pytest.mark.parametrize(
    ("conditions", "annotators"),
    [
        ("", ["mk"]),
        ("type=event", ["mk"]),
        ("claim.type=EVENT", ["mk"]),
        ("--type=event", ["mk"]),
        ("type=causal", []),
        ("type=causal type=event", ["mk"]),
        ("stance=support source=offic", ["mk"]),
        ("stance=deny", []),
        ("source=mayor", []),
        ("closed", ["mk"]),
        ('text="closed on monday"', ["mk"]),
        ("text=nowhere", []),
        ("verifiability=verifiable", ["mk"]),
        ("flagged", []),
        ("annotator=ben", ["ben"]),
        ("annotator=ben type=causal", []),
        ("annotator=gold", ["ben"]),
    ],
)
@pytest.mark.parametrize("everywhere", [True, False])
def test_claims_under_conditions(annotated: ProjectLibrary, conditions: str, annotators: list[str], everywhere: bool) -> None:
    listed = annotated.claims(conditions, everywhere=everywhere)
    assert [claim.annotator for claim in listed] == annotators


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ("typ=event", "no condition 'typ'; there are type, stance"),
        ("type=evnt", "claim.type has no label 'evnt'"),
        ("stance=evnt", "stance.label has no label 'evnt'"),
        ("annotator=zoe", "no decision of zoe"),
        ("text=", "text= has no value"),
        ('text="a b', "a quotation mark is missing"),
    ],
)
def test_conditions_that_are_not_known(annotated: ProjectLibrary, conditions: str, message: str) -> None:
    with pytest.raises(AnnotateError, match=message):
        annotated.claims(conditions, everywhere=True)


def test_claims_of_a_begun_sentence_are_listed(annotated: ProjectLibrary, labelled: Project) -> None:
    begun = replace(claim(labelled), label=None)
    annotated.store.save([revision(labelled, 1, begun, second=5)])
    assert [listed.number for listed in annotated.claims("", everywhere=True)] == [2]


def test_an_apostrophe_is_a_letter(annotated: ProjectLibrary) -> None:
    assert annotated.claims("text=mayor's", everywhere=True) == ()


def test_somebody_without_decisions_has_no_claims(tmp_path: Path) -> None:
    project = three_articles(tmp_path / "news")
    with project.store() as store:
        assert ProjectLibrary(store, project.schema, "dam", "mk").claims("", everywhere=True) == ()
