"""Annotations wait on the disk and come back equal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotate.dataset.spool import Spool


def test_what_is_put_aside_comes_back_equal_in_any_order(world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(3)
    shuffled = revisions[::2] + revisions[1::2]
    with Spool(tmp_path / "spool") as spool:
        assert list(spool.add(iter(shuffled))) == shuffled
        for document in reversed(documents):
            taken = spool.take(document.id)
            assert taken == [revision for revision in shuffled if revision.document == document.id]
        assert spool.left() == 0


def test_what_is_taken_is_gone_and_what_is_not_is_counted(world: Any, tmp_path: Path) -> None:
    documents, revisions = world.corpus(2)
    with Spool(tmp_path / "spool") as spool:
        assert sum(1 for _ in spool.add(revisions)) == len(revisions)
        assert spool.take(documents[0].id)
        assert spool.take(documents[0].id) == []
        assert spool.take("unknown") == []
        assert spool.left() == len(world.labelled(documents[1]))
