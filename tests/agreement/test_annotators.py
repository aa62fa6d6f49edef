"""Each annotator by themselves: against their own earlier decisions, and against the gold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from annotate.agreement.annotators import agree_again, compare_with_gold, find_repeats
from annotate.errors import AnnotateError
from annotate.model import Annotation, Document, Revision
from annotate.schema import Schema

CLAIM, NONE, OPEN = Annotation("claim"), Annotation("no_claim"), Annotation()


@pytest.fixture
def decided(coders: Any, document: Document) -> Any:
    """An annotator's revisions of one sentence: (day and hour, annotation, action)."""

    def build(*moments: tuple[str, Annotation | None], action: str = "edit") -> list[Revision]:
        return [
            coders.revision(document, 0, "ada", one, created=f"2026-11-{when}:00:00.000000Z", action=action)
            for when, one in moments
        ]

    return build


def labels(revisions: list[Revision], **options: Any) -> list[tuple[str, str | None]]:
    return [
        (one.annotator, one.annotation and one.annotation.label)
        for of in find_repeats(revisions, **options).values()
        for one in of
    ]


def test_a_correction_in_the_same_sitting_is_one_decision(decided: Any) -> None:
    assert labels(decided(("02T09", CLAIM), ("02T17", NONE))) == []


def test_the_first_and_the_last_decision_are_compared(decided: Any) -> None:
    found = labels(decided(("02T09", NONE), ("02T10", CLAIM), ("05T10", CLAIM), ("09T10", NONE)))
    assert found == [("ada (first)", "claim"), ("ada (again)", "no_claim")]


def test_how_long_a_pause_is_can_be_said(decided: Any) -> None:
    assert labels(decided(("02T09", CLAIM), ("02T17", NONE)), pause=timedelta(hours=8)) != []


@pytest.mark.parametrize("later", [OPEN, None])
def test_what_was_not_finished_is_no_decision(decided: Any, later: Annotation | None) -> None:
    assert labels(decided(("02T09", CLAIM), ("05T09", later))) == []


@pytest.mark.parametrize("action", ["mend", "fix", "migrate"])
def test_what_the_program_changed_is_no_decision(decided: Any, action: str) -> None:
    changed = decided(("02T09", CLAIM)) + decided(("05T09", CLAIM), action=action)
    assert labels(changed) == []
    assert labels(changed + decided(("05T10", NONE))) == [("ada (first)", "claim"), ("ada (again)", "no_claim")]


def test_an_imported_decision_is_one(decided: Any) -> None:
    assert labels(decided(("02T09", CLAIM)) + decided(("05T09", NONE), action="import")) != []


def test_they_are_compared_as_two_annotators(coders: Any, document: Document, schema: Schema) -> None:
    history = [
        coders.revision(document, index, "ada", one, created=f"2026-11-{day}T09:00:00.000000Z")
        for index, pair in enumerate([(NONE, NONE), (NONE, coders.claim(document, "rents rose")), (NONE, NONE)])
        for day, one in zip(("02", "09"), pair, strict=True)
    ]
    others = [replace(revision, annotator="ben") for revision in history[:4]]
    agreement = agree_again([document], [*history, *others], schema)
    assert (agreement.annotators, agreement.documents, agreement.sentences) == (("ada", "ben"), 1, 5)
    found = {
        row.group: row.figure.value
        for row in agreement.rows
        if (row.question, row.coefficient) == ("label", "agreement") and row.stage == "sentence"
    }
    assert found == {"ada": pytest.approx(2 / 3), "ben": pytest.approx(1 / 2)}
    assert {row.by for row in agreement.rows} == {"annotator"}


def test_documents_that_nobody_decided_again_do_not_count(coders: Any, document: Document, schema: Schema) -> None:
    other = coders.document("other")
    history = [coders.revision(document, 0, "ada", NONE, created=f"2026-11-{day}T09:00:00.000000Z") for day in ("02", "09")]
    history += [coders.revision(other, 0, name, NONE) for name in ("ada", "ben")]
    agreement = agree_again([other, document], history, schema)
    assert (agreement.annotators, agreement.documents, agreement.sentences) == (("ada",), 1, 1)


def test_nobody_decided_twice(document: Document, schema: Schema) -> None:
    assert agree_again([document], [], schema).annotators == ()


def test_a_decision_without_a_time_is_named(decided: Any) -> None:
    with pytest.raises(
        AnnotateError, match=r"Sentence doc:0 by ada: '2026-11-99T09:00:00.000000Z' is not a time; see `annotate check`"
    ):
        find_repeats(decided(("99T09", CLAIM), ("05T09", NONE)))


def test_each_annotator_is_compared_with_the_gold_alone(coders: Any, document: Document, schema: Schema) -> None:
    flood = coders.claim(document, "Bridge closed after flood", {"mayor": "support"})
    jobs = coders.claim(document, "the flood had cost jobs")
    other = coders.claim(document, "Bridge closed", {"mayor": "deny"})
    none = Annotation("no_claim")
    decided = {"gold": (flood, jobs, none), "ada": (flood, jobs, none), "ben": (other, none, none)}
    revisions = [
        coders.revision(document, index, annotator, annotation)
        for annotator, annotations in decided.items()
        for index, annotation in enumerate(annotations)
    ]
    ada, ben = compare_with_gold([document], revisions, schema, "gold")
    assert [ada.annotator, ada.sentences, ada.label.value, ada.claims.value, ada.stance.value] == ["ada", 3, 1, 1, 1]
    assert [ben.annotator, ben.sentences] == ["ben", 3]
    assert (round(ben.label.value or 0, 3), round(ben.claims.value or 0, 3)) == (0.667, 0.667)  # 2 of 3; 2 * 1 / (2 + 1)
    assert ben.stance.value == 0
    assert not list(compare_with_gold([document], revisions[:3], schema, "gold"))


def test_the_gold_has_too_few_documents_for_intervals(coders: Any, schema: Schema) -> None:
    documents = [coders.document(id) for id in ("one", "two", "three")]
    labels = {"gold": ("claim", "no_claim", "claim"), "ada": ("claim", "claim", "no_claim")}
    revisions = [
        coders.revision(document, 0, name, Annotation(label))
        for name, given in labels.items()
        for document, label in zip(documents, given, strict=True)
    ]
    (ada,) = compare_with_gold(documents, revisions, schema, "gold")
    assert (ada.label.value, ada.label.low, ada.label.high) == (pytest.approx(1 / 3), None, None)
