"""`annotate import` and `annotate export --format` for other tools: what they print, their JSON and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.project import Project
from support.commanding import run
from support.damaged_imports import ImportFuzz

TASK = {
    "id": 1,
    "data": {"text": "The ferry sank on Monday, the port said."},
    "annotations": [
        {
            "completed_by": 1,
            "result": [
                {"id": "c", "type": "labels", "from_name": "l", "value": {"start": 0, "end": 24, "labels": ["Claim"]}},
                {"id": "x", "type": "labels", "from_name": "l", "value": {"start": 4, "end": 9, "labels": ["Ship"]}},
            ],
        }
    ],
    "predictions": [{"model_version": "m", "result": []}],
}


@pytest.fixture
def tasks(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(labelled.root)
    path = labelled.root / "tasks.json"
    path.write_text(json.dumps([TASK]))
    return path


def test_what_was_imported_and_what_was_lost(tasks: Path) -> None:
    shown = run("import", str(tasks), "--annotators", "1=ada")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines() == [
        "Imported 1 decision in 1 document (label-studio); new articles: 1",
        "  by 1 ada; finished: 0, open: 1",
    ]
    assert "lost: unknown.Ship: 1: no kind of span here; --map claim=Ship makes it one (such as 1:x)" in shown.stderr
    again = run("import", str(tasks), "--annotators", "1=ada")
    assert "  here already: 1 decision" in again.stdout


def test_json_and_a_dry_run(tasks: Path) -> None:
    shown = json.loads(run("import", str(tasks), "--annotators", "ada", "--dry-run", "--json").stdout)
    assert (shown["decisions"], shown["dry_run"], shown["annotators"]) == (1, True, {"ada": 1})
    assert shown["losses"][0] == {
        "kind": "unknown.Ship",
        "lost": 1,
        "kept": 0,
        "how": "no kind of span here; --map claim=Ship makes it one",
        "examples": ["1:x"],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--map", "claim"], "write OURS=THEIRS"),
        (["--set", "claim.type=x"], "is not an answer to claim.type"),
        (["--annotators", "1="], "names nobody"),
        (["--from", "brat"], ""),
        (["--from", "word"], "is not one of"),
    ],
)
def test_wrong_usage(tasks: Path, arguments: list[str], message: str) -> None:
    shown = run("import", str(tasks), *arguments)
    assert shown.exit_code in (0, 2)
    assert shown.exit_code == 2 or not message
    assert message in shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_loss_that_is_not_allowed(tasks: Path, labelled: Project) -> None:
    refused = run("export", "--format", "spans-csv")
    assert refused.exit_code == 2
    assert "lost: stance.label: 1: a row is one span" in refused.stderr
    assert "nothing was written; if that may be lost: --allow-loss" in refused.stderr
    assert not (labelled.output / "spans-csv").exists()
    written = run("export", "--format", "spans-csv", "--allow-loss", "all", "--with-dump")
    assert written.exit_code == 0
    assert written.stdout.splitlines()[1:] == ["  spans.csv", "  documents.csv", "  annotate-dump.jsonl"]


def test_the_report_as_json(tasks: Path, labelled: Project) -> None:
    shown = json.loads(run("export", "--format", "brat", "--allow-loss", "all", "--json").stdout)
    assert (shown["format"], shown["documents"]) == ("brat", 1)
    assert {"kind", "lost", "kept", "how", "examples"} == set(shown["losses"][0])


def test_options_for_other_tools_only(tasks: Path) -> None:
    shown = run("export", "--allow-loss", "all")
    assert shown.exit_code == 2
    assert "are for other tools" in shown.stderr


@pytest.mark.slow
def test_damaged_files_are_imported_whole_or_refused_with_a_sentence(tmp_path: Path) -> None:
    fuzz = ImportFuzz(tmp_path, seed=7)
    assert list(filter(None, fuzz.inputs(0, 400))) == []
    assert min(fuzz.statuses[0], fuzz.statuses[2]) > 50
