"""A real PgBouncer in front of the tests' PostgreSQL server, if it is installed (apt-get install pgbouncer)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.postgres_server import Server

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def running_pooler(server: Server, mode: str, size: int) -> Iterator[str]:
    """Start PgBouncer in a pool mode, with so many connections to the server; yield an address without schema."""
    assert PROGRAM is not None
    user = server._server.system_user if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="annotate-pgb-") as name:
        folder = Path(name)
        settings = folder / "pgbouncer.ini"
        settings.write_text(
            f"[databases]\npostgres = host={server._socket} dbname=postgres user=postgres\n[pgbouncer]\nlisten_addr =\n"
            f"unix_socket_dir = {folder}\nauth_type = any\npool_mode = {mode}\ndefault_pool_size = {size}\n"
            f"logfile = {folder}/log\n"
        )
        if user:
            for path in (folder, settings):
                shutil.chown(path, user)
        command = [PROGRAM, *(["-u", user] if user else []), "-q", str(settings)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 20
            while not (folder / ".s.PGSQL.6432").exists():
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield f"postgresql://postgres@/postgres?host={folder}&port=6432"
        finally:
            process.terminate()
            process.wait()
