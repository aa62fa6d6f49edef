"""``annotate config``: the files, what they define, and what the environment defines over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.cli.configuration import user_file
from annotate.project import Project
from support.commanding import run


def test_nothing_is_configured(project: Project) -> None:
    result = run("config")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{user_file()} (does not exist)",
        "annotate.toml (does not exist in this project)",
        "",
        "Nothing is configured: every option has its built-in default, which --help shows.",
    ]


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "not in a project" in run("config").stdout


def test_each_default_with_its_origin(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text('name = "ada"\n[label]\nblind-rate = 0.3\nplain = true\n[export]\nseed = 7\n')
    path = project.root / "annotate.toml"
    path.write_text("[label]\nblind-rate = 0.2\n")
    monkeypatch.setenv("ANNOTATE_EXPORT_SEED", "9")
    assert run("config").stdout.splitlines()[3:] == [
        f'name = "ada"  ({user_file()})',
        f"label --blind-rate = 0.2  ({path})",
        f"label --plain = true  ({user_file()})",
        'export --seed = "9"  (ANNOTATE_EXPORT_SEED)',
    ]
    result = json.loads(run("config", "--json").stdout)
    assert result["files"] == [{"path": str(user_file()), "exists": True}, {"path": str(path), "exists": True}]
    assert result["defaults"][1] == {"command": "label", "option": "blind-rate", "value": 0.2, "origin": str(path)}


def test_a_database_of_the_environment_is_not_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.root / "annotate.toml").write_text('database = "postgresql://ada@db/news"\n')
    assert f'database = "postgresql://ada@db/news"  ({project.root / "annotate.toml"})' in run("config").stdout
    monkeypatch.setenv("ANNOTATE_DATABASE", "postgresql://ada:secret@db/news")
    shown = run("config").stdout
    assert "secret" not in shown
    assert "ANNOTATE_DATABASE" in shown
