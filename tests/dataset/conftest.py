"""A small world to export, and a dataset made of it."""

from __future__ import annotations

import pytest

from annotate.dataset import Export
from annotate.schema import Schema
from support.world import World


@pytest.fixture(scope="session")
def world() -> type[World]:
    return World


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Export:
    """Thirty articles, exported once for all tests that only look."""
    return World.export(tmp_path_factory.mktemp("exported") / "dataset", *World.corpus(30), schema, name="Bridges")
