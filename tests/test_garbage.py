"""The garbage collector: paused for a while, also if it was off before, and searching rarely."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress

import pytest

from annotate._garbage import collect_rarely, paused_collection


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    enabled, threshold = gc.isenabled(), gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    (gc.enable if enabled else gc.disable)()


@pytest.mark.parametrize("enabled", [True, False])
def test_a_pause_ends_with_what_was_before_it(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    with paused_collection():
        assert not gc.isenabled()
        with paused_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_an_error_ends_a_pause() -> None:
    gc.enable()
    with suppress(ValueError), paused_collection():
        raise ValueError
    assert gc.isenabled()


def test_searches_are_rare() -> None:
    collect_rarely()
    assert gc.get_threshold()[0] > 100_000
