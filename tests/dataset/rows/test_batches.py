"""What becomes of a batch can be sent to another process, and what becomes of many adds up."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.rows.batches import Gatherer
from annotate.dataset.rows.spool import Spool
from annotate.model import Annotation, Revision
from annotate.schema import Schema
from annotate.store.records import Batch


@pytest.fixture
def gatherer(schema: Schema, tmp_path: Path) -> Gatherer:
    return Gatherer(_as_it_is, schema, ExportOptions(), Spool(tmp_path), look=True)


def _as_it_is(batch: Batch) -> Batch:
    return batch


def sound(revisions: list[Revision]) -> list[Revision]:
    """With one name for the source that has one id."""

    def named(annotation: Annotation) -> Annotation:
        return replace(annotation, sources=tuple(replace(s, name="they") if s.id == "s1" else s for s in annotation.sources))

    return [replace(one, annotation=named(one.annotation)) for one in revisions if one.annotation is not None]


def test_batches_add_up_to_what_one_would_be(gatherer: Gatherer, world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(5)
    revisions = sound([*revisions, *world.labelled(documents[1], "ada")])
    gatherer = replace(gatherer, options=ExportOptions(leave_out=("doc0002",)))
    total, *others = (gatherer(numbered) for numbered in enumerate(world.batches(documents, revisions, size=2)))
    for other in others:
        total.join(other)
    assert [path.name for path in sorted(tmp_path.glob("claims-*"))] == [f"claims-00000{number}.arrow" for number in range(3)]
    whole = gatherer((9, world.rows(documents, revisions)))
    assert (total.articles, total.annotators, total.apart, total.sound) == (5, {"ada", "zoe"}, {"doc0002"}, True)
    assert (total.left_out, total.missing) == (whole.left_out, whole.missing)
    assert +total.left_out == {"articles left out by choice": 1}
    pieces = {config: [[piece for table in tables for piece in table]] for config, tables in total.counts.pieces.items()}
    assert pieces == whole.counts.pieces
    assert total.counts.labels == whole.counts.labels
    compared = vars(total.counts).keys() - {"articles", "pieces"}
    assert all(getattr(total.counts, name) == getattr(whole.counts, name) for name in compared)


def test_it_can_be_sent_after_it_has_worked(gatherer: Gatherer, world: Any, tmp_path: Path) -> None:
    batch = world.rows(*world.corpus(1))
    before = gatherer((0, batch))
    again = pickle.loads(pickle.dumps(replace(gatherer, read=len)))
    assert again.schema.raw == gatherer.schema.raw
    assert replace(again, read=_as_it_is)((1, batch)).counts.claims == before.counts.claims > 0


def test_problems_are_looked_for_where_somebody_wants_to_know(gatherer: Gatherer, world: Any) -> None:
    documents, revisions = world.corpus(1)
    first, *others = sound(revisions)
    assert gatherer((0, world.rows(documents, [first, *others]))).sound
    for batch in (world.rows(documents, [replace(first, schema="9.0"), *others]), world.rows(documents, revisions)):
        assert not gatherer((0, batch)).sound
        assert replace(gatherer, look=False)((0, batch)).sound
