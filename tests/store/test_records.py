"""Rows have the fields of the values they are rows of, and give the same records."""

from __future__ import annotations

from dataclasses import fields

import pytest

from annotate.model import ADJUDICATION, ANNOTATION, Document, Revision, revision_to_json
from annotate.store.records import DecisionRow, DocumentRow
from support.world import World, decision_row


def test_rows_have_the_fields_of_the_model() -> None:
    # What a row lacks is not exported: the end of its sentence, and the texts that came before.
    assert (*DecisionRow._fields, "end") == tuple(field.name for field in fields(Revision))
    assert {*DocumentRow._fields, "former_sha256"} == {field.name for field in fields(Document)}


@pytest.mark.parametrize("layer", [ANNOTATION, ADJUDICATION])
def test_a_row_gives_the_record_of_its_revision(layer: str) -> None:
    document = World.document("doc")
    for revision in World.labelled(document):
        row = decision_row(revision)._replace(layer=layer)
        expected = {**revision_to_json(revision), **({} if layer == ANNOTATION else {"layer": layer})}
        assert row.to_json() == expected


def test_a_row_that_is_not_json_is_refused() -> None:
    document = World.document("doc")
    row = decision_row(World.labelled(document)[0])
    with pytest.raises(ValueError, match="unexpected"):
        row._replace(annotation="{").to_json()
    assert row.description == f"Sentence {document.sentences[0].id} by zoe"
