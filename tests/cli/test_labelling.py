"""Labelling by command: what is printed, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.cli.labelling import label
from annotate.project import Project
from annotate.project.sessions import BLIND_RATE
from support.commanding import run


def test_mend(labelled: Project) -> None:
    before = labelled.document("bridge")
    assert len(before.sentences) == 2
    assert run("mend", "bridge", "merge", "1").stdout == "Mended bridge: 1 sentence now.\n"
    assert run("check").exit_code == 0
    numbers = run("mend", "bridge", "split", "1", "7")
    assert numbers.exit_code == 0
    assert labelled.document("bridge").text == before.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("split 1 99", "sentence 1 has no word 99 (it has 8)"),
        ("split 1", "a split needs the number of a word"),
        ("merge 99", "bridge has no sentence 99 (it has 2)"),
        ("role 99 ui", "there is no block 99"),
        ("role 1 song", "is no role"),
    ],
)
def test_a_mend_that_cannot_be_is_refused(labelled: Project, arguments: str, message: str) -> None:
    before = labelled.document("bridge")
    result = run("mend", "bridge", *arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert labelled.document("bridge") == before


def test_suggestions_are_on_and_kept_back_on_some_sentences() -> None:
    defaults = {option.name: option.default for option in label.params}
    assert (defaults["suggest"], defaults["blind_rate"]) == (True, BLIND_RATE)


@pytest.mark.parametrize("rate", ["1.5", "-1", "nan", "some"])
def test_a_blind_rate_is_a_share(labelled: Project, rate: str, tmp_path: Path) -> None:
    (tmp_path / "nothing.txt").write_text("")
    result = run("label", "bridge", "--script", str(tmp_path / "nothing.txt"), "--relabel", "--blind-rate", rate)
    assert result.exit_code == 2
    assert rate in result.stderr
    assert "blind-rate" in result.stderr


def test_how_sentences_were_shown_is_told(labelled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "flags.txt").write_text(':1\nF "look"\n:set suggestions off\n:2\nF "look"\n')
    monkeypatch.setenv("ANNOTATE_LABEL_BLIND_RATE", "1")
    assert run("label", "bridge", "--annotator", "ada", "--script", str(tmp_path / "flags.txt")).exit_code == 0
    told = run("log", "bridge", "--annotator", "ada").stdout
    assert "sentence 1 [blind]  flag: look" in told
    assert "sentence 2  flag: look" in told
    shown = json.loads(run("show", "bridge", "--annotator", "ada", "--json").stdout)["annotations"]
    assert [one["exposure"] for one in shown] == ["blind", None]
    assert [one["origins"] for one in shown] == [[{"item": "", "how": "blind", "rule": ""}], []]


def test_suggest(labelled: Project) -> None:
    shown = run("suggest", "bridge")
    assert shown.exit_code == 0
    number, who = shown.stdout.splitlines()[0].split(None, 1)
    assert number.isdecimal()
    assert "(" in who
    told = json.loads(run("suggest", "bridge", "--json").stdout)
    text = labelled.document("bridge").text
    for offered in told.values():
        for suggestion in offered:
            for span in suggestion["spans"]:
                assert text[span["start"] : span["end"]] == span["text"]
    assert any(told.values())


def test_nothing_to_suggest_is_said(project: Project) -> None:
    (project.raw / "list.txt").write_text("Bread and milk?\n", encoding="utf-8")
    project.add()
    shown = run("suggest", "list")
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", "The rules propose nothing in list.\n")


def test_practice_needs_no_project_and_leaves_nothing(in_empty_folder: Path) -> None:
    script = in_empty_folder / "first.script"
    script.write_text("c 1\ngo\nevent\nverifiable\nq\n", encoding="utf-8")
    taken = run("practice", "--script", script)
    assert taken.exit_code == 0
    assert [json.loads(line)["sentence"] for line in taken.stdout.splitlines()] == [1, 1, 1, 2, 2]
    assert taken.stderr.startswith("1 of 9 sentences practised")
    assert list(in_empty_folder.iterdir()) == [script]


def test_practice_is_refused_without_a_terminal(in_empty_folder: Path) -> None:
    refused = run("practice")
    assert refused.exit_code == 2
    assert "standard input is no terminal" in refused.stderr
