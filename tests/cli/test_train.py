"""`annotate train`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from annotate.cli.train import start_training
from annotate.model import Annotation
from annotate.project import Project, init_project
from project.test_learning import fill
from support.builders import at_second, make_revision
from support.commanding import run
from support.learning import articles


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = init_project(tmp_path / "town")
    fill(made, 8)
    monkeypatch.chdir(made.root)
    return made


def test_it_says_what_it_learned_and_what_it_is_worth(town: Project) -> None:
    result = run("train")
    assert result.exit_code == 0
    first, attributed, author, *_ = result.stdout.splitlines()
    assert first.startswith("Learned from 104 sentences with 72 claims in 8 articles. Model ")
    assert "Saves" in attributed
    assert "keys an article" in author
    facts = json.loads(run("train", "--json").stdout)
    assert facts["hash"] in first
    assert facts["attributed"]["claims"] == 72


def test_nothing_labelled_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(init_project(tmp_path / "new").root)
    result = run("train")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_in_the_background_it_trains_only_if_needed(town: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.nice", lambda by: by)
    assert run("train", "--if-needed").stdout.startswith("Learned")
    assert run("train", "--if-needed").stdout == ""


def test_the_background_gets_the_database_in_its_environment(town: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], dict[str, Any]]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: started.append((command, options)))
    start_training(Project(town.root, "postgresql://u:secret@host/x"))
    start_training(town)
    (command, options), (_, plain) = started
    assert "secret" not in " ".join(command)
    assert options["env"]["ANNOTATE_DATABASE"] == "postgresql://u:secret@host/x"
    assert "ANNOTATE_DATABASE" not in plain["env"]
    assert command[-2:] == ["train", "--if-needed"]


def test_a_machine_without_room_for_a_process_labels_on(town: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(subprocess, "Popen", fail)
    start_training(town)


def test_the_report_names_the_sentence_and_changes_nothing(town: Project) -> None:
    assert run("train", "--report").stdout == "No label is likely wrong.\n"
    document, annotations = list(articles(8))[5]
    number = next(n for n, a in enumerate(annotations.values()) if a.claims)
    with town.store() as store:
        store.save([make_revision(document, number, Annotation("no_claim"), created=at_second(95))])
    (line,) = run("train", "--report").stdout.splitlines()
    assert f"(sentence {number + 1})  sentence: labelled no_claim, " in line
    assert "likely another claim" in line
    assert [row["number"] for row in json.loads(run("train", "--report", "--json").stdout)] == [number + 1]
    assert not (town.output / "model").exists()
