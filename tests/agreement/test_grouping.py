"""Which groups a sentence is in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from annotate.agreement.grouping import Grouper, Period
from annotate.errors import AnnotateError
from annotate.model import ASSISTED, BLIND, Annotation, Document, Origin, revision_to_json
from annotate.model.current import drop_stale_records

NONE = Annotation("no_claim")


def test_sentences_are_grouped(coders: Any, document: Document) -> None:
    revisions = [
        coders.revision(document, index, name, NONE, created=f"2026-11-2{day}T10:00:00.000000Z", how=how, seen=seen)
        for name, day, how, ways in (
            ("ada", 1, "manual", ("blind", "blind", None)),
            ("ben", 2, "edited", ("blind", "assisted", None)),
        )
        for index, seen in enumerate(ways)
    ]
    revisions.append(coders.revision(document, 3, "ada", Annotation("skip"), seen="blind"))
    grouped = Grouper("day")
    grouped.add(document, drop_stale_records(document, map(revision_to_json, revisions), Counter()))
    found = grouped.sentences()
    groups = {name: [called[code] for code in found.groups[name][found.part]] for name, called in found.names.items()}
    assert groups["block"] == ["headline", "paragraph", "paragraph", "paragraph"]
    assert groups["time"] == ["2026-11-22", "2026-11-22", "2026-11-22", ""]
    assert groups["suggestions"][:3] == ["accepted"] * 3
    assert groups["blind"] == ["blind", "mixed", "suggestions off", ""]
    assert found.several.tolist() == [True, True, True, False]
    assert len(grouped) == 4


def test_sentences_in_the_same_groups_are_one_part_of_their_document(coders: Any, document: Document) -> None:
    grouped = Grouper("month")
    for one in (document, coders.document("other")):
        grouped.add(one, [])
    found = grouped.sentences()
    assert found.part.tolist() == [0, 1, 1, 1, 2, 3, 3, 3]
    assert found.document.tolist() == [0, 0, 1, 1]
    assert Grouper("month").sentences().part.tolist() == []


def test_a_record_that_cannot_be_read_is_named(coders: Any, document: Document) -> None:
    record = {**revision_to_json(coders.revision(document, 0, "ada", NONE)), "origins": [{"item": "c1"}]}
    with pytest.raises(AnnotateError, match="Sentence doc:0 by ada cannot be read"):
        Grouper("month").add(document, [(0, "ada", record)])


@pytest.fixture
def headline(coders: Any, document: Document) -> Any:
    """The groups of the first sentence, and whether several finished it: by each annotator the time, and how it was decided."""

    def group(*decided: tuple[str, str, str], period: Period = "day") -> tuple[dict[str, str], bool]:
        revisions = [
            coders.revision(document, 0, name, NONE, created=f"{created}T10:00:00.000000Z", how=how)
            for name, (created, how, _) in zip(("ada", "ben", "cem"), decided, strict=False)
        ]
        revisions = [
            replace(revision, origins=(*revision.origins, *(Origin("", seen) for seen in exposure.split())))
            for revision, (_, _, exposure) in zip(revisions, decided, strict=True)
        ]
        grouper = Grouper(period)
        grouper.add(document, drop_stale_records(document, map(revision_to_json, revisions), Counter()))
        found = grouper.sentences()
        part = found.part[0]
        return {name: names[found.groups[name][part]] for name, names in found.names.items()}, bool(found.several[0])

    return group


@pytest.mark.parametrize(("period", "name"), [("year", "2026"), ("month", "2026-11"), ("day", "2026-11-22")])
def test_the_latest_decision_dates_a_sentence(period: Period, name: str, headline: Any) -> None:
    groups, _ = headline(("2026-11-22", "manual", ""), ("2025-12-31", "manual", ""), period=period)
    assert groups["time"] == name


@pytest.mark.parametrize(("first", "second"), [("accepted", "manual"), ("manual", "accepted"), ("edited", "manual")])
def test_a_suggestion_that_anybody_accepted_is_accepted(first: str, second: str, headline: Any) -> None:
    groups, several = headline(("2026-11-22", first, ""), ("2026-11-22", second, ""))
    assert groups["suggestions"] == "accepted"
    assert several


def test_one_alone_is_not_several(headline: Any) -> None:
    groups, several = headline(("2026-11-22", "rejected", ""))
    assert groups["suggestions"] == "none accepted"
    assert not several


def test_who_saw_suggestions_at_last_did_not_decide_blind(headline: Any) -> None:
    groups, _ = headline(("2026-11-22", "manual", f"{BLIND} {ASSISTED}"))
    assert groups["blind"] == ASSISTED


def test_predicted_answers_are_no_suggestions(coders: Any, document: Document) -> None:
    revision = coders.revision(document, 0, "ada", NONE)
    revision = replace(revision, origins=(*revision.origins, Origin("c1.type", "accepted", "future/1=prediction")))
    grouper = Grouper("day")
    grouper.add(document, drop_stale_records(document, [revision_to_json(revision)], Counter()))
    found = grouper.sentences()
    assert "accepted" not in found.names["suggestions"]
