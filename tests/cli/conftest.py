"""Lets the tests of the commands share `commanding`, and a project to be in."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.model import Annotation
from annotate.project import Project, init_project
from support.commanding import ARTICLE, claimed, save


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = init_project(tmp_path / "news")
    (made.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def labelled(project: Project) -> Project:
    """The first sentence is a claim, the second was skipped with a flag."""
    project.add()
    save(project, 0, claimed(project.document("bridge"), "officials"))
    save(project, 1, Annotation("skip", flag="odd", note="what?", attributes={"reason": "later"}))
    return project
