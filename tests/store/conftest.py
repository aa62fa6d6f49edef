"""Lets the tests of the store share `storing`, and gives each of them a store of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from annotate.store import Store, open_store
from support.storing import make, revise


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes the address of a store that is not there yet."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid4().hex}.db")
    made: Callable[[], str] = request.getfixturevalue("new_schema")
    return made


@pytest.fixture
def url(fresh: Callable[[], str]) -> str:
    return fresh()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    store.add_document(make())
    store.save([revise()])
    return store
