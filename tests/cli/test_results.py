"""What comes out, by command."""

from __future__ import annotations

import json
from pathlib import Path

from commanding import claimed, run, save

from annotate.model import Annotation
from annotate.project import Project


def test_check_files_and_standard_input(labelled: Project) -> None:
    dump = run("dump").stdout_bytes
    assert run("check", "-", input=dump).exit_code == 0
    result = run("check", "-", input=dump.replace(b'"support"', b'"approve"') + b"{\n")
    assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == (1, 3, "")
    assert result.stdout.startswith("stdin:1::$.annotation.stances[0].label: ")
    report = json.loads(run("check", "-", "--json", input=b"{\n").stdout)
    assert [problem["where"] for problem in report["problems"]] == ["stdin:1"]


def test_export_refuses_what_has_problems(labelled: Project) -> None:
    wrong = claimed(labelled.document("bridge"), "officials")
    save(labelled, 1, Annotation("claim", wrong.claims), annotator="xy")
    result = run("export")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("Error: nothing was exported")
    assert len(result.stderr.splitlines()) > 1
    assert not labelled.dataset.exists()


def test_export_options(labelled: Project) -> None:
    result = run("export", "out", "--names", "--finished", "--license", "cc0-1.0", "--gold", "mk", "--json")
    assert json.loads(result.stdout)["key"] is None
    assert "license: cc0-1.0" in Path("out/README.md").read_text()


def test_export_says_who_is_who_and_keeps_it_beside(labelled: Project) -> None:
    result = run("export")
    assert result.exit_code == 0
    key = labelled.output / "annotators.json"
    assert f"who is who stands in {key}" in result.stdout
    assert json.loads(key.read_text()) == {"mk": "annotator_1"}
    assert json.loads((labelled.output / "splits.json").read_text())[0]["articles"] == {"bridge": "train"}


def test_export_in_other_formats(labelled: Project) -> None:
    for format in ("jsonl", "csv", "spacy"):
        result = run("export", "--format", format)
        assert result.exit_code == 0
        assert "Load it" not in result.stdout
        assert f"to {labelled.output / format}" in result.stdout
    assert not labelled.dataset.exists()
    (line,) = (labelled.output / "jsonl" / "claims-train.jsonl").read_text().splitlines()
    assert json.loads(line)["stance"] == "support"


def test_export_refuses_what_is_not_there(labelled: Project) -> None:
    assert "no article nowhere to leave out" in run("export", "--leave-out", "nowhere").stderr
    assert "split-by" in run("export", "--split-by", "author").stderr


def test_push_needs_a_dataset(labelled: Project) -> None:
    result = run("push", "ada/bridges")
    assert result.exit_code == 2
    assert result.stderr == f"Error: There is no dataset in {labelled.dataset}; `annotate export` writes one.\n"
