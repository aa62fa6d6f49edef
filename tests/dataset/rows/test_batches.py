"""A batch can be exported in another process, and the summaries of batches add up."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.rows.batches import BatchExporter
from annotate.dataset.rows.spool import Spool
from annotate.model import Annotation, Revision
from annotate.schema import Schema
from annotate.store.records import Batch


@pytest.fixture
def exporter(schema: Schema, tmp_path: Path) -> BatchExporter:
    return BatchExporter(identity, schema, ExportOptions(), Spool(tmp_path), look=True)


def identity(batch: Batch) -> Batch:
    return batch


def sound(revisions: list[Revision]) -> list[Revision]:
    """Return the revisions with one name for the source that has one id, as in a document without problems."""

    def with_one_name(annotation: Annotation) -> Annotation:
        return replace(annotation, sources=tuple(replace(s, name="they") if s.id == "s1" else s for s in annotation.sources))

    return [replace(one, annotation=with_one_name(one.annotation)) for one in revisions if one.annotation is not None]


def test_the_summaries_of_batches_add_up_to_that_of_one(exporter: BatchExporter, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(5)
    revisions = sound([*revisions, *world.labelled(documents[1], "ada")])
    exporter = replace(exporter, options=ExportOptions(leave_out=("doc0002",)))
    total, *others = (exporter(numbered) for numbered in enumerate(world.batches(documents, revisions, size=2)))
    for other in others:
        total.join(other)
    assert [path.name for path in sorted(tmp_path.glob("claims-*"))] == [f"claims-00000{number}.arrow" for number in range(3)]
    whole = exporter((9, world.rows(documents, revisions)))
    assert (total.articles, total.annotators, total.excluded, total.sound) == (5, {"ada", "zoe"}, {"doc0002"}, True)
    assert (total.left_out, total.missing) == (whole.left_out, whole.missing)
    assert +total.left_out == {"articles left out by choice": 1}
    row_counts = {
        config: [[row_count for table in tables for row_count in table]] for config, tables in total.counts.row_counts.items()
    }
    assert row_counts == whole.counts.row_counts
    assert total.counts.labels == whole.counts.labels
    assert total.counts.sentence_index().hashes.tolist() == whole.counts.sentence_index().hashes.tolist()
    compared = vars(total.counts).keys() - {"articles", "row_counts", "hashes", "long"}
    assert all(getattr(total.counts, name) == getattr(whole.counts, name) for name in compared)


def test_it_can_be_pickled_after_it_was_used(exporter: BatchExporter, world: Any, tmp_path: Path) -> None:
    batch = world.rows(*world.corpus(1))
    before = exporter((0, batch))
    again = pickle.loads(pickle.dumps(replace(exporter, read=len)))
    assert again.schema.raw == exporter.schema.raw
    assert replace(again, read=identity)((1, batch)).counts.claims == before.counts.claims > 0


def test_problems_are_searched_for_only_on_request(exporter: BatchExporter, world: Any) -> None:
    documents, revisions = world.corpus(1)
    first, *others = sound(revisions)
    assert exporter((0, world.rows(documents, [first, *others]))).sound
    for batch in (world.rows(documents, [replace(first, schema="9.0"), *others]), world.rows(documents, revisions)):
        assert not exporter((0, batch)).sound
        assert replace(exporter, look=False)((0, batch)).sound
