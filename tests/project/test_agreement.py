"""Annotators compared: names that are not known are refused, named documents are compared once."""

from __future__ import annotations

import pytest

from annotate.agreement.agreement import AgreementOptions
from annotate.errors import AnnotateError, StoreError
from annotate.model import Annotation
from annotate.project import Project
from annotate.project.agreement import Choice
from annotate.review.assignment import Plan
from support.bridge import revision


@pytest.fixture
def shared(labelled: Project) -> Project:
    """Two annotators finished the first two sentences."""
    with labelled.store() as store:
        for number in range(2):
            store.save([revision(labelled, number, Annotation("no_claim"), annotator="xy", second=number)])
    return labelled


def test_named_documents_are_compared_once(shared: Project) -> None:
    assert shared.agree().sentences == shared.agree(["bridge", "bridge"]).sentences == 2
    assert shared.disagreements() == shared.disagreements(["bridge", "bridge"])
    assert shared.agree_again().sentences == 0


def test_unknown_names_are_refused(shared: Project) -> None:
    for compare in (shared.agree, shared.agree_again, shared.disagreements):
        with pytest.raises(StoreError, match="did you mean bridge"):
            compare(["brigde"])
    with pytest.raises(StoreError, match="there is no decision of eve"):
        shared.agree(options=AgreementOptions(adjudicators=frozenset({"eve"})))
    with pytest.raises(StoreError, match="there is no decision of eve"):
        shared.disagreements(adjudicators=["eve"])


def test_a_comparison_with_gold_needs_a_plan_with_gold(shared: Project) -> None:
    with pytest.raises(AnnotateError, match="the plan has no gold to compare with"):
        shared.against_gold()
    shared.assign(Plan(1), author="mk")
    with pytest.raises(AnnotateError, match="the plan has no gold to compare with"):
        shared.against_gold()


def test_a_choice_of_annotators_and_sentences(shared: Project) -> None:
    with shared.store() as store:
        for number in range(3):
            store.save([revision(shared, number, Annotation("no_claim"), annotator="jo", second=number + 10)])
    assert shared.agree().annotators == ("jo", "mk", "xy")
    assert shared.agree(choice=Choice(annotators=("jo", "xy"))).annotators == ("jo", "xy")
    assert shared.agree(choice=Choice(leave_out=("xy",))).annotators == ("jo", "mk")
    assert shared.agree(choice=Choice(annotators=("jo",))).sentences == 0
    assert shared.agree(choice=Choice(only=("unanimous",))).sentences == 1, "mk says that the second is a claim"
    assert shared.agree(choice=Choice(only=("majority", "unanimous"))).sentences == 2
    assert shared.agree(choice=Choice(only=("adjudicated",))).sentences == 0
    for choice in (Choice(annotators=("eve",)), Choice(leave_out=("eve",))):
        with pytest.raises(StoreError, match="there is no decision of eve"):
            shared.agree(choice=choice)
