"""`annotate demo`: the arguments; what it shows is tested in tests/demo and tests/test_pty.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.project import Project
from support.commanding import run, snapshot


def test_the_demo_runs_and_leaves_nothing(in_empty_folder: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert result.stdout.endswith("To start your own: annotate init, then annotate label.\n")
    assert list(in_empty_folder.iterdir()) == []


@pytest.mark.parametrize("arguments", [["bridge"], ["--script", "my.script"]])
def test_a_recording_and_its_article_belong_together(labelled: Project, arguments: list[str]) -> None:
    result = run("demo", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--script FILE and DOCUMENT belong together" in result.stderr


@pytest.mark.parametrize("arguments", [["--watch"], ["bridge", "--script", "my.script"]])
def test_watching_needs_a_terminal(labelled: Project, arguments: list[str]) -> None:
    before = snapshot(labelled.root)
    result = run("demo", *arguments)
    assert result.exit_code == 2
    assert "needs a terminal of 60x16 or more" in result.stderr
    assert snapshot(labelled.root) == before
