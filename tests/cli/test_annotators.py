"""`annotate annotators`: list, rename, merge, forget."""

from __future__ import annotations

import json
import re
import sys

import click
import pytest

from annotate.cli.configuration import user_file
from annotate.cli.names import configured_name
from annotate.model import Annotation
from annotate.project import Project
from support.commanding import run, save


@pytest.fixture
def team(labelled: Project) -> Project:
    save(labelled, 0, Annotation("no_claim"), annotator="ada")
    return labelled


def names(project: Project) -> list[str]:
    return [person.name for person in project.annotators()]


def test_the_list(team: Project) -> None:
    lines = run("annotators", "list").stdout.splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["documents", "decisions", "other", "last"],
        ["ada", "1", "1", "0"],
        ["mk", "1", "2", "0"],
    ]
    rows = json.loads(run("annotators", "list", "--json").stdout)
    assert [(row["name"], row["decisions"], row["last"][-1]) for row in rows] == [("ada", 1, "Z"), ("mk", 2, "Z")]


def test_the_list_of_a_project_without_anybody(project: Project) -> None:
    assert run("annotators", "list").exit_code == 2
    project.add()
    assert run("annotators", "list").stdout == "Nobody has decided anything yet.\n"
    assert json.loads(run("annotators", "list", "--json").stdout) == []


def test_rename(team: Project) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text('name = "mk"\n')
    result = run("annotators", "rename", "mk", "Maria K.")
    assert (result.exit_code, result.stdout) == (0, "'mk' is 'Maria K.' now, in 2 records.\n")
    assert configured_name() == "Maria K.", "or the next session would begin a second annotator"
    assert json.loads(run("annotators", "rename", "Maria K.", "mk", "--json").stdout) == {"renamed": 3}, (
        "and the record of before"
    )
    refused = run("annotators", "rename", "mk", "ADA")
    assert (refused.exit_code, "annotate annotators merge mk ada" in refused.stderr) == (2, True)


def test_merge_says_what_it_does_and_asks(team: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run("annotators", "merge", "ada", "mk")
    assert refused.exit_code == 2
    said = " ".join(refused.stderr.split())
    assert "Both decided on 1 sentence; the newest decision on each counts. Only do this if they are one person." in said
    assert "Give --yes to do it." in said
    assert names(team) == ["ada", "mk"]
    assert run("annotators", "merge", "ada", "ben").stderr.startswith("Error: nobody is called 'ben' here")
    merged = run("annotators", "merge", "ada", "mk", "--yes")
    assert merged.stdout == "1 decision of 'ada' went to 'mk'.\n"
    assert {revision.annotator for revision in team.revisions()} == {"mk"}


def test_merge_as_json(team: Project) -> None:
    result = run("annotators", "merge", "ada", "mk", "--yes", "--json")
    assert json.loads(result.stdout) == {"moved": 1, "repeated": 0, "sentences": 1}


def test_an_answer_at_a_terminal(team: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False, True]
    monkeypatch.setattr(sys.modules["annotate.cli.annotators"], "at_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda text, **_: answers.pop(0))
    declined = run("annotators", "forget", "mk")
    assert (declined.exit_code, declined.stderr) == (2, "Error: nothing was changed.\n")
    assert names(team) == ["ada", "mk"]
    assert run("annotators", "forget", "mk").exit_code == 0
    assert names(team)[0] == "ada"
    assert "mk" not in names(team)


def test_forget(team: Project) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text('name = "mk"\n')
    result = run("annotators", "forget", "mk", "--yes")
    assert re.match(r"The name is 'annotator-[0-9a-f]{4}' now, in 2 records\.\n", result.stdout)
    assert "Dumps, backups, clones and exported datasets may still have the old name" in result.stdout
    assert configured_name() == ""
    assert "mk" not in names(team)
    deleted = run("annotators", "forget", "ada", "--delete", "--yes")
    assert deleted.stdout.startswith("Deleted 1 decision.\n")
    assert run("check").exit_code == 0
    assert run("annotators", "forget", "ada", "--yes").exit_code == 2


def test_forget_as_json(team: Project) -> None:
    made = json.loads(run("annotators", "forget", "mk", "--delete", "--yes", "--json").stdout)
    assert made.pop("pseudonym").startswith("annotator-")
    assert made == {"renamed": 0, "deleted": {"revisions": 2, "adjudications": 0, "assignments": 0, "links": 0}}


def test_merging_and_deleting_leave_what_can_be_exported(team: Project) -> None:
    run("annotators", "merge", "ada", "mk", "--yes")
    assert run("check").exit_code == 0
