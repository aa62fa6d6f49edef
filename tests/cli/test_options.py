"""The options that commands share."""

from __future__ import annotations

import os

import pytest

from annotate.project import Project
from support.commanding import program, run


def test_every_option_has_its_environment_variable(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(labelled.root.parent)
    monkeypatch.setenv("ANNOTATE_PROJECT", str(labelled.root))
    monkeypatch.setenv("ANNOTATE_SHOW_ANNOTATOR", "nobody")
    assert run("status").exit_code == 0
    assert "no decision of nobody" in run("show", "bridge").stderr


def test_completion_of_documents(labelled: Project) -> None:
    words = {"_ANNOTATE_COMPLETE": "bash_complete", "COMP_WORDS": "annotate show b", "COMP_CWORD": "2"}
    process = program(env=os.environ | words | {"PYTHONPATH": ""})
    assert process.communicate()[0] == b"plain,bridge\n"
