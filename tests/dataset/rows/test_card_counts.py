"""What the card counts is what the rows have."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from annotate.dataset import ExportOptions
from annotate.dataset.rows.card_counts import HOWS, Asked, CardCounts
from annotate.dataset.rows.tables import TableMaker
from annotate.model import ADJUDICATION, Origin
from annotate.schema import Schema


def counted(schema: Schema, world: Any, documents: Any, revisions: Any, size: int = 2) -> tuple[CardCounts, list[Any]]:
    maker, counts = TableMaker(schema, ExportOptions()), CardCounts()
    batches = [maker.make(*maker.read(batch)) for batch in world.batches(documents, revisions, size=size)]
    for batch in batches:
        part = CardCounts()
        part.add(batch, Asked.of(schema))
        counts.join(part)
    return counts, batches


def test_the_numbers_are_those_of_the_rows(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(4)
    documents[1] = replace(documents[1], language=None)
    revisions += world.labelled(documents[3], "ada")
    revisions = [replace(r, schema="0.9") if r.document == documents[0].id else r for r in revisions]
    counts, batches = counted(schema, world, documents, revisions)
    rows = {
        config: [row for batch in batches for row in batch.tables[config].to_pylist()] for config in ("sentences", "annotations")
    }
    assert counts.languages == {"en": 3, None: 1}
    assert counts.schemas == {"0.9": 6, "1.0": 24}
    claims = sum(len(row["claims"]) for row in rows["annotations"])
    assert counts.items == {"claim": claims, "stance": sum(len(row["stances"]) for row in rows["annotations"])}
    assert {how: counts.origins["claim", how] for how in HOWS} == {"manual": 0, "accepted": 0, "edited": claims, "import": 0}
    assert counts.exposures == {"": 30}
    sentences = rows["sentences"]
    assert counts.lengths["characters in a sentence"] == Counter(row["end"] - row["start"] for row in sentences)
    assert counts.lengths["characters in an article"] == Counter(len(document.text) for document in documents)
    assert counts.lengths["sentences in an article"] == {6: 4}
    assert counts.lengths["claims in a sentence with a gold label"] == {0: 8, 1: 16}
    lengths = [sum(s["end"] - s["start"] for s in claim["spans"]) for row in sentences for claim in row["claims"]]
    assert counts.lengths["characters in a claim"] == Counter(lengths)


def test_coverage_is_by_version_and_only_of_gold(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(3)
    revisions = [replace(r, schema="0.9") if r.document == documents[0].id else r for r in revisions]
    revisions += world.labelled(documents[2], "ada")
    counts, _ = counted(schema, world, documents, revisions)
    assert counts.asked["claim", "type", "0.9"] == counts.answered["claim", "type", "0.9"] == 4
    assert counts.asked["claim", "type", "1.0"] == 8
    assert (counts.asked["claim", "polarity", "1.0"], counts.answered["claim", "polarity", "1.0"]) == (8, 0)
    assert (counts.asked["annotation", "label", "1.0"], counts.answered["annotation", "reason", "1.0"]) == (12, 2)
    assert (counts.asked["stance", "quote", "1.0"], counts.answered["stance", "quote", "1.0"]) == (16, 8)


def test_how_items_came_to_be_is_counted_by_noun(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(1)
    origins = (
        *(Origin("c1", "accepted", "quote/1"), Origin("c1<-s0", "manual"), Origin("c1<-s1", "accepted", "quote/1")),
        *(Origin("4-9", "rejected", "number/1"), Origin("", "assisted")),
    )
    revisions[0] = replace(revisions[0], origins=origins)
    revisions[1] = replace(revisions[1], origins=(Origin("", "blind"),))
    revisions.append(replace(revisions[0], layer=ADJUDICATION, annotator="eva"))
    counts, _ = counted(schema, world, documents, revisions)
    assert {key: number for key, number in counts.origins.items() if number} == {
        ("claim", "accepted"): 1,
        ("claim", "edited"): 2,
        ("stance", "manual"): 1,
        ("stance", "accepted"): 1,
    }
    assert counts.rejected == 1
    assert +counts.exposures == {"assisted": 1, "blind": 1, "": 4}
    assert counts.schemas == {"1.0": 6}, "an adjudicator is no annotator"


def test_parts_add_up_in_any_division(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(5)
    one, other = (counted(schema, world, documents, revisions, size)[0] for size in (1, 5))
    assert one == other
