"""For every test: no network, no cache of another test, nothing in the environment that the program would obey."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from annotate.schema import Schema, load_schema, shipped
from support.postgres_server import Server, database_url, drop, running_server

# A shell without job control has commands in the background ignore Ctrl-C, and what they start ignores it, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("suite", deadline=None)  # a machine is slow now and then; that is not a failure
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def plain_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("ANNOTATE_", "PG")) or name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HOME", str(tmp_path_factory.mktemp("hf")))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    for name in ("LOGNAME", "USER"):
        monkeypatch.setenv(name, "tester")  # not root, whose decisions come with a notice
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"):
        monkeypatch.setenv(name, "1")


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The scheme that the package ships."""
    return load_schema(shipped("schema") / "annotation.schema.json")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for all tests that do not stop it; started for the first that wants it."""
    with running_server() as started:
        yield started


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL server that the test may crash."""
    with running_server() as started:
        yield started


@pytest.fixture
def new_schema(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes the address of a new schema: in the database that TEST_PG_DSN names, else on the server of the tests."""
    given = "TEST_PG_DSN" in os.environ
    with ExitStack() as stack:

        def make() -> str:
            url = database_url(None if given else request.getfixturevalue("server"))
            stack.callback(drop, url)
            return url

        yield make
