"""Which groups a sentence is in."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from annotate.agreement.grouping import Grouper
from annotate.errors import AnnotateError
from annotate.model import Annotation, Document, revision_to_json
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
