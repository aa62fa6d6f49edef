"""The program as a whole: its help, its start, the walk from end to end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.cli import cli
from annotate.model import Annotation
from annotate.project import find_project
from support.commanding import ARTICLE, claimed, run, save


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: annotate {name}" in result.stdout
    assert run(name, "-h").stdout == result.stdout


def test_the_walk(in_empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Next: cd news, put articles into raw/" in run("init", "news").stdout
    monkeypatch.chdir(in_empty_folder / "news")
    Path("raw/bridge.txt").write_text(ARTICLE)
    assert run().stdout.endswith("\nNext: annotate add\n")
    assert run("add").stdout == "added     bridge  raw/bridge.txt\n1 added\n"
    assert run("add").stdout.endswith("1 unchanged\n")
    assert run("status").stdout == run().stdout
    assert run().stdout.endswith("\nNext: annotate label\n")
    here = find_project()
    for sentence in (0, 1):
        save(here, sentence, claimed(here.document("bridge"), "officials") if not sentence else Annotation("no_claim"))
    assert "  mk         2        0        0     0  1.0 s\n" in run().stdout
    assert run("check").stdout == "Checked 2 decisions on 1 document: no problems.\n"
    exported = run("export")
    assert "Exported 1 document, 1 claim, 1 source, 1 stance to " in exported.stdout
    load = exported.stdout.splitlines()[-1].removeprefix("Load it: ")
    import datasets

    assert len(eval(load, {"datasets": datasets})["train"]) == 2
    assert run("dump", "labels.jsonl").stdout == "Wrote 2 decisions to labels.jsonl\n"
    assert run("load", "labels.jsonl").stdout == "Loaded 0 new decisions; 2 were here already.\n"


HEAVY = ("jsonschema", "jsonschema_rs", "prompt_toolkit", "pandas", "datasets", "pyarrow", "sqlite3", "wcwidth", "json", "orjson")


def test_start_up_is_cheap() -> None:
    code = "import sys, annotate.cli; print(' '.join(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    ours = {name for name in loaded if name.startswith("annotate.") and not name.startswith("annotate.cli")}
    assert ours == {"annotate._version", "annotate.errors", "annotate.text", "annotate.text.terminal"}
    assert not loaded & set(HEAVY)


def test_ctrl_c_while_the_program_loads() -> None:
    code = (
        "import sys, builtins\n"
        "real = builtins.__import__\n"
        "def interrupted(name, *rest, **more):\n"
        "    if name == 'click': raise KeyboardInterrupt\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = interrupted\n"
        "from annotate.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
