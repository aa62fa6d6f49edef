"""The sentences for a guideline meeting, in order."""

from __future__ import annotations

from collections import Counter

from annotate.model import Annotation, revision_to_json
from annotate.report.agenda import Place, Remarks, agenda_places, agenda_rows
from annotate.report.articles import Article, with_gold
from annotate.report.facts import AgendaRow, Remark
from annotate.schema import Schema
from support.builders import make_document, make_revision


def remarked(schema: Schema) -> Article:
    document = make_document("d", ["Title.", "One.", "Two."])
    revisions = [
        make_revision(document, 1, Annotation("no_claim", flag="odd", note="why?"), "ada"),
        make_revision(document, 1, Annotation("no_claim", flag=""), "ben"),
        make_revision(document, 2, Annotation("no_claim"), "ada"),
    ]
    return with_gold(document, map(revision_to_json, revisions), {}, schema, Counter())


def test_disagreements_come_first_then_remarks_then_the_order_of_the_text() -> None:
    places = agenda_places({"a:9": 1, "a:10": 1, "b:2": 3}, {"a:10": 1, "c:1": 5}, 4)
    assert list(places) == ["b:2", "a:10", "a:9", "c:1"]
    assert places["a:10"] == Place(1, 1)
    assert list(agenda_places({"a:10": 1, "a:9": 1}, {}, 1)) == ["a:9"]


def test_flags_and_notes_are_counted_by_sentence(schema: Schema) -> None:
    remarks = Remarks()
    article = remarked(schema)
    remarks.add(article)
    assert remarks.counts == {article.document.sentences[1].id: 3}


def test_a_row_has_who_said_what(schema: Schema) -> None:
    article = remarked(schema)
    id = article.document.sentences[1].id
    ((known, row),) = agenda_rows(article, {id: Place(2, 3)}, without_text=False)
    assert known == id
    assert row == AgendaRow(
        "d", 2, "One.", 2, (Remark("ada", "odd"), Remark("ben", "flagged")), (Remark("ada", "why?"),), adjudicated=False
    )
    ((_, row),) = agenda_rows(article, {id: Place(2, 3)}, without_text=True)
    assert row == AgendaRow("d", 2, "", 2, (Remark("ada", ""), Remark("ben", "")), (), adjudicated=False)
