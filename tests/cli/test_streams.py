"""Streams that were closed before the program began: a sentence, never a traceback, and no file gets their numbers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.project import Project


def shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", "-c", f'exec "$0" -m annotate "$@" {redirection}', sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("arguments", [("add", "-"), ("load", "-"), ("check", "-"), ("label", "bridge", "--script", "-")])
def test_a_closed_standard_input(labelled: Project, arguments: tuple[str, ...]) -> None:
    refused = shell("<&-", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "Error: standard input: it is closed; give the command something to read.\n"


def test_a_closed_standard_input_that_is_not_read(labelled: Project) -> None:
    assert shell("<&-", "dump").stdout.encode() == b"".join(labelled.dump())
    assert "needs a terminal" in shell("<&-", "label", "bridge").stderr


@pytest.mark.parametrize("command", ["status", "dump", "check", "export"])
def test_a_closed_standard_output(labelled: Project, command: str) -> None:
    refused = shell(">&-", command)
    assert refused.returncode == 2
    assert refused.stderr == "Error: standard output is closed; send it somewhere, such as to /dev/null.\n"


def test_a_closed_standard_error(labelled: Project) -> None:
    before = Path(labelled.database).read_bytes()
    assert (shell("2>&-", "show", "nothing").returncode, shell("2>&-", "status").returncode) == (2, 0)
    assert shell("<&- >&- 2>&-", "status").returncode == 2
    assert Path(labelled.database).read_bytes() == before
