"""`annotate diff`: what changed, with the exit codes of diff(1)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.model import Annotation
from annotate.project import Project
from support.commanding import run, save


def test_what_changed_since_an_export(labelled: Project) -> None:
    assert run("export", "old").exit_code == 0
    same = run("diff", "old", "old")
    assert (same.exit_code, same.stdout) == (0, "Nothing differs.\n")
    save(labelled, 1, Annotation("no_claim"), annotator="xy")
    assert run("export", "new").exit_code == 0
    differs = run("diff", "old", "new", "--examples", "1")
    assert differs.exit_code == 1
    assert "annotations: 1 added" in differs.stdout
    found = json.loads(run("diff", "old", "new", "--json").stdout)
    assert len(found["annotations"]["added"]) == 1
    assert json.loads(run("diff", "old", "old", "--json").stdout) == {}
    assert run("dump", "dump.jsonl").exit_code == 0
    assert run("diff", "dump.jsonl", "new").exit_code == 0, "names are compared by their pseudonyms"
    assert run("diff", "old", "dump.jsonl").exit_code == 1


def test_diff_needs_no_project(labelled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("dump", tmp_path / "dump.jsonl").exit_code == 0
    monkeypatch.chdir(tmp_path)
    assert run("diff", "dump.jsonl", "dump.jsonl").exit_code == 0


@pytest.mark.parametrize("wrong", ["nowhere", ".", "raw"])
def test_what_cannot_be_compared_is_trouble(labelled: Project, wrong: str) -> None:
    assert run("export", "old").exit_code == 0
    result = run("diff", "old", wrong)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
