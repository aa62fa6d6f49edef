"""A project with one short article, without and with labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.model import Annotation
from annotate.project import Project, init_project
from support.bridge import ARTICLE, claim, revision


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    (made.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    return made


@pytest.fixture
def labelled(project: Project) -> Project:
    project.add()
    with project.store() as store:
        store.save([revision(project, 1, claim(project), second=1)])
        store.save([revision(project, 0, Annotation("no_claim"), second=2)])
    return project
