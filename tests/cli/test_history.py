"""Stored decisions, by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.model.assignments import assignment_to_json
from annotate.project import Project
from support.commanding import ARTICLE, run
from support.storing import give


def test_show(labelled: Project) -> None:
    assert "   1  [C1 The bridge was closed on Monday C1], <officials> {said}.\n" in run("show", "bridge").stdout
    article = json.loads(run("show", "bridge", "--json").stdout)
    assert article["document"]["text"] == ARTICLE
    assert [item["annotation"]["label"] for item in article["annotations"]] == ["claim", "skip"]


def test_colour_only_where_it_is_wanted(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("show", "bridge").stdout
    assert "\x1b[38;5;63m" in run("show", "bridge", "--color").stdout
    assert "\x1b[38;5;63m" in run("show", "bridge", color=True).stdout
    assert "\x1b[" not in run("show", "bridge", "--no-color", color=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("show", "bridge", color=True).stdout
    assert "\x1b[38;5;63m" in run("show", "bridge", "--color").stdout


def test_log(labelled: Project) -> None:
    assert run("log", "bridge").stdout.splitlines() == [
        (
            '2026-01-01 00:00:00  mk  sentence 1  C1 "The bridge was closed on Monday"; C1 type event; '
            'C1 verifiability verifiable; C1 officials: support; C1 officials: cue "said"; C1 officials quote indirect; '
            "done: claim"
        ),
        "2026-01-01 00:00:01  mk  sentence 2  reason later; flag: odd; note: what?; done: skip",
    ]
    assert [record["sentence"] for record in json.loads(run("log", "bridge", "--json").stdout)] == ["bridge:0", "bridge:50"]


LOADED = {"new": 2, "known": 0, "corrections": 0, "moved": 0, "assignments": 0}


def test_load_changes_nothing_where_anything_is_wrong(labelled: Project) -> None:
    dump = run("dump").stdout_bytes
    Path("bad.jsonl").write_bytes(dump.replace(b'"mk"', b'"xy"').replace(b'"later"', b'"never"'))
    result = run("load", "bad.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("bad.jsonl:2::")
    assert run("dump").stdout_bytes == dump
    assert json.loads(run("load", "-", "--json", input=dump.replace(b'"mk"', b'"xy"')).stdout) == LOADED


def test_load_a_dump_of_somebody_with_the_same_name(labelled: Project, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in labelled.dump()]
    other = tmp_path / "other.jsonl"
    other.write_text("".join(json.dumps(line | {"created": "2026-02-01T00:00:00.000000Z"}) + "\n" for line in lines))
    refused = run("load", other)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "'mk' decided on bridge:0 (sentence 1) and 1 more here and in the dump" in refused.stderr
    assert run("load", other, "--as", "ben").stdout == "Loaded 2 new decisions; 0 were already here.\n"
    assert run("load", other, "--as", "mk=ben").stdout == "Loaded 0 new decisions; 2 were already here.\n"
    assert json.loads(run("load", other, "--same-person", "--json").stdout) == LOADED


def test_load_says_that_it_is_known_now_how_articles_were_chosen(labelled: Project, tmp_path: Path) -> None:
    records = [assignment_to_json(give(tick, document="bridge")) for tick in (1, 2)]
    dump = tmp_path / "chosen.jsonl"
    dump.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert run("load", dump).stdout == (
        "Loaded 0 new decisions; 0 were already here.\nKept how articles were chosen to be labelled: 2 new assignments.\n"
    )
    assert run("load", dump).stdout == "Loaded 0 new decisions; 0 were already here.\n"
    assert run("dump", tmp_path / "all.jsonl").stdout.startswith("Wrote 2 decisions to ")
    assert run("check", tmp_path / "all.jsonl").exit_code == 0


@pytest.mark.parametrize("name", ["MK", "mk ", "m\u200bk"])
def test_a_second_spelling_of_a_name(labelled: Project, name: str) -> None:
    before = b"".join(labelled.dump())
    for command in (("label", "--annotator", name), ("adjudicate", "--adjudicator", name)):
        refused = run(command[0], "bridge", *command[1:], "--script", "-", input="n\n")
        assert (refused.exit_code, "is another spelling of 'mk'" in refused.stderr) == (2, True)
    assert run("assign", "--overlap", "1", "--annotators", f"ada,{name}x,mk").exit_code == 0
    assert run("assign", "--overlap", "1", "--annotators", f"ada,ADA,{name}").exit_code == 2
    assert run("correct", "bridge", "split", "1", "3", "--annotator", name).exit_code == 2
    assert b"".join(labelled.dump()) == before
