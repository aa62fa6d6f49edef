"""`annotate check`: reports, formats and fixes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.checks import CODES, code_lines
from annotate.project import Project
from support.commanding import claimed, run, save


def test_check_files_and_standard_input(labelled: Project) -> None:
    dump = run("dump").stdout_bytes
    assert run("check", "-", input=dump).exit_code == 0
    result = run("check", "-", input=dump.replace(b'"support"', b'"approve"') + b"{\n")
    assert (result.exit_code, result.stderr) == (1, "")
    greppable = [line for line in result.stdout.splitlines() if line.startswith("stdin:")]
    assert any(line.startswith("stdin:1::$.annotation.stances[0].label: ") for line in greppable)
    report = json.loads(run("check", "-", "--json", input=b"{\n").stdout)
    assert [problem["where"] for problem in report["problems"]] == ["stdin:1"]


@pytest.fixture
def wrong(labelled: Project) -> Project:
    document = labelled.document("bridge")
    right = claimed(document, "officials")
    (source,), (stance,) = right.sources, right.stances
    assert source.mention is not None
    assert stance.cue is not None
    mention = replace(source.mention, start=source.mention.start + 2, end=source.mention.end + 2)
    cue = document.span(stance.cue.start - 1, stance.cue.end)
    bad = replace(right, sources=(replace(source, mention=mention),), stances=(replace(stance, cue=cue),))
    save(labelled, 0, bad, annotator="xy")
    return labelled


def test_problems_are_shown_with_their_text(wrong: Project) -> None:
    lines = run("check").stdout.splitlines()
    assert lines[0] == "bridge: 1 problem and 1 warning"
    place = next(number for number, line in enumerate(lines) if line.endswith("[span-mismatch]"))
    assert lines[place + 1 : place + 4] == [
        "    sentence 1, line 1:",
        "    The bridge was closed on Monday, officials said.",
        "                                       ^^^^^^^^^",
    ]
    assert lines[-1].endswith(": 1 problem and 1 warning in 1 file.")


def test_selected_codes(wrong: Project) -> None:
    assert run("check", "--select", "span-padded").exit_code == 0, "a warning stops nothing"
    assert run("check", "--select", "span-padded", "--strict").exit_code == 1
    assert run("check", "--ignore", "span-mismatch,span-padded", "--strict").exit_code == 0
    result = run("check", "--ignore", "span-missmatch")
    assert (result.exit_code, "did you mean span-mismatch" in result.stderr) == (2, True)


def test_warnings_stop_neither_load_nor_export(wrong: Project) -> None:
    run("check", "--fix")
    right = claimed(wrong.document("bridge"), "officials")
    unused = replace(right, sources=(*right.sources, replace(right.sources[0], id="s2", name="the mayor", mention=None)))
    save(wrong, 0, unused, annotator="zz")
    found = run("check")
    assert (found.exit_code, "[unused-source]" in found.stdout) == (0, True)
    assert run("load", "-", input=run("dump").stdout_bytes).exit_code == 0
    assert run("export", "out").exit_code == 0


def test_formats_for_tools(wrong: Project) -> None:
    assert run("check", "--format", "github").stdout.startswith("::error file=raw/bridge.txt,line=1,")
    assert json.loads(run("check", "--format", "sarif").stdout)["version"] == "2.1.0"
    assert run("check", "--format", "junit").stdout.startswith("<?xml")
    told = json.loads(run("check", "--json").stdout)
    assert told == json.loads(run("check", "--format", "json").stdout)
    assert {problem["severity"] for problem in told["problems"]} == {"error", "warning"}


def test_codes_are_listed(project: Project) -> None:
    assert run("check", "--codes").stdout.splitlines() == list(code_lines())
    assert json.loads(run("check", "--codes", "--json").stdout).keys() == CODES.keys()


def test_fix(wrong: Project) -> None:
    before = list(wrong.revisions())
    dry = run("check", "--fix", "--dry-run")
    assert "(sentence 1) by xy: mention of s1" in dry.stderr
    assert "2 spans would be fixed; nothing was stored." in dry.stderr
    assert (dry.exit_code, list(wrong.revisions())) == (1, before)
    done = run("check", "--fix")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, "2 spans fixed.")
    assert [revision.action for revision in wrong.revisions() if revision.annotator == "xy"] == ["edit", "fix"]
    assert run("check", "--strict").exit_code == 0
    assert run("check", "--fix").stderr == "0 spans fixed.\n"


def test_fix_changes_no_files(wrong: Project, tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_bytes(run("dump").stdout_bytes)
    before = file.read_bytes()
    result = run("check", file, "--fix")
    assert (result.exit_code, "only what is stored here" in result.stderr, file.read_bytes()) == (2, True, before)
    assert run("check", "--dry-run").exit_code == 2
