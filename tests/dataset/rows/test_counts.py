"""The numbers on the card are those of the rows."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy

from annotate.dataset import ExportOptions
from annotate.dataset.rows.counts import Counts
from annotate.dataset.rows.tables import TableMaker
from annotate.model import Origin
from annotate.schema import Schema, parse_schema
from annotate.schema.migration import next_version, parse_change


def test_the_numbers_are_those_of_the_rows(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(9)
    revisions += world.labelled(documents[3], "ada")
    maker = TableMaker(schema, ExportOptions())
    batches = [maker.make(*maker.read(batch)) for batch in world.batches(documents, revisions, size=4)]
    counts = Counts(schema)
    for batch in batches:
        counts.add(batch)
    rows = {config: [row for batch in batches for row in batch.tables[config].to_pylist()] for config in maker.features}
    assert counts.claims == len(rows["claims"])
    assert counts.stances == sum(len(row["stances"]) for row in rows["sentences"])
    assert counts.sentences == {"labelled": len(rows["sentences"]), "open": 0, "unseen": 0}
    assert counts.sources == len({(row["document"], stance["source"]) for row in rows["sentences"] for stance in row["stances"]})
    assert counts.annotators == {"zoe", "ada"}
    assert counts.agreements == [1.0] * 6
    stances = Counter(stance["label"] for row in rows["sentences"] for stance in row["stances"])
    assert (counts.labels["stance", "label", "support"], counts.labels["stance", "label", "neutral"]) == (stances[0], stances[3])
    assert counts.labels["annotation", "label", "claim"] == sum(row["label"] == 0 for row in rows["sentences"])
    assert counts.labels["source", "type", "author"] == sum(
        source["type"] == 3 for row in rows["sentences"] for source in row["sources"]
    )
    for config, config_rows in rows.items():
        row_counts = [row_count for table in counts.row_counts[config] for row_count in table]
        assert row_counts == [(document.id, sum(row["document"] == document.id for row in config_rows)) for document in documents]


def test_each_article_has_its_own_numbers_and_they_add_up(schema: Schema, world: Any) -> None:
    maker = TableMaker(schema, ExportOptions())
    counts = Counts(schema)
    for batch in world.batches(*world.corpus(3), size=2):
        counts.add(maker.make(*maker.read(batch)))
    assert [article.id for article in counts.articles] == ["doc0000", "doc0001", "doc0002"]
    assert [article.labels[0] for article in counts.articles] == [1, 1, 1]
    assert numpy.sum([article.labels[1:] for article in counts.articles]) == sum(counts.labels.values())


def test_a_retired_label_moves_no_count_to_another_label(schema: Schema, world: Any) -> None:
    """Labels are counted by their numbers, which are positions among all labels, those that were merged or split included."""
    merged = parse_schema(json.dumps(next_version(schema.raw, [parse_change("merge claim.type:event=other")])))
    document = world.document("doc")
    revisions = [
        world.revision(document, place, world.annotation(document, document.sentences[place], type=type))
        for place, type in enumerate(("quantity", "quantity", "other", "event"))
    ]
    maker, counts = TableMaker(merged, ExportOptions()), Counts(merged)
    for batch in world.batches([document], revisions):
        counts.add(maker.make(*maker.read(batch)))
    found = {
        label: number for (noun, name, label), number in counts.labels.items() if (noun, name) == ("claim", "type") and number
    }
    assert found == {"quantity": 2, "other": 1, "event": 1}


def test_the_origins_of_answers_are_counted_by_question(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(4)
    origins = (
        *(Origin("c1", "accepted", "plain/1@0-9"), Origin("", "assisted"), Origin("0-9", "rejected", "plain/1@0-9")),
        *(Origin("c1.type", "accepted", "future/1=prediction"), Origin("c12.type", "edited", "future/1=prediction")),
        *(Origin("c1<-s1.quote", "accepted", "marks/1=direct"), Origin("s1.type", "manual")),
    )
    revisions = [replace(revision, origins=origins) for revision in revisions]
    maker = TableMaker(schema, ExportOptions())
    batches = [maker.make(*maker.read(batch)) for batch in world.batches(documents, revisions, size=2)]
    counts, later = Counts(schema), Counts(schema)
    counts.add(batches[0])
    for batch in batches[1:]:
        later.add(batch)
    counts.join(later)
    number = sum(batch.tables["annotations"].num_rows for batch in batches)
    assert number > 1
    assert counts.origins == {
        ("claim.type", "accepted"): number,
        ("claim.type", "edited"): number,
        ("stance.quote", "accepted"): number,
        ("source.type", "manual"): number,
    }
