"""Streams that were closed before the program began: a sentence, never a traceback, and no file gets their numbers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.project import Project
from support.hostile_files import pdf


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


SPEAKING = """
import logging, sys, warnings
from annotate.cli.streams import sanitize_libraries
sanitize_libraries()
hostile = "\\x1b]52;c;aGk=\\x07 \\u202e \\U0001bca0"
logging.getLogger("a").warning("last resort: %s", hostile)
logging.basicConfig()
logging.getLogger("b").error("a handler: %s", hostile)
own = logging.getLogger("c")
own.addHandler(logging.StreamHandler(sys.stderr))
own.propagate = False
own.error(hostile)
try:
    raise ValueError(hostile)
except ValueError:
    own.exception("with a traceback:\\n%s", hostile)
warnings.warn(f"a warning: {hostile}")
"""


def test_what_libraries_log_or_warn_of_is_sanitised() -> None:
    spoken = subprocess.run([sys.executable, "-c", SPEAKING], capture_output=True, text=True, check=True, timeout=60).stderr
    assert spoken.count("\u241b]52;c;aGk=\u2407 \ufffd \ufffd") == 6
    assert "\x1b" not in spoken
    assert "\u202e" not in spoken
    assert "with a traceback:\n" in spoken
    assert "ValueError: \u241b" in spoken


def test_a_hostile_pdf_says_nothing_itself(tmp_path: Path) -> None:
    """Another library logged its names of encodings raw."""
    stream = "BT /F 9 Tf 1 9 Td (The bridge is closed.) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/#1B#5D0;owned#07/Encoding/#1B#5D52;c;aGk=#07>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*objects))
    shown = subprocess.run([sys.executable, "-m", "annotate", "segment", str(path)], capture_output=True, check=False, timeout=60)
    assert shown.returncode == 0
    assert b"The bridge is closed." in shown.stdout
    assert not {0x1B, 0x07} & {*shown.stdout, *shown.stderr}
