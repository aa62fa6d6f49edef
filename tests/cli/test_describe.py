"""The description of the dataset, by command: asked, given by options, read from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.model.description import QUESTIONS
from annotate.project import Project
from support.commanding import run


def test_questions_are_asked_one_by_one(labelled: Project) -> None:
    result = run("describe", input="To study claims\n" + "\n" * 6 + "crowds\ncrowd\n")
    assert result.exit_code == 0
    assert labelled.description() == {"purpose": "To study claims", "recruitment": "crowd"}
    asked = [question.text for question in QUESTIONS if question.text in result.stderr]
    assert len(asked) >= 8
    assert "give one of: experts, crowd, others" in result.stderr
    assert "2 answers in " in result.stdout
    assert "Not said yet: sources, selection" in result.stdout


def test_enter_keeps_an_answer_a_dash_removes_it_and_the_end_keeps_the_rest(labelled: Project) -> None:
    labelled.describe({"purpose": "why", "sources": "papers", "topics": "dams"})
    result = run("describe", input="\n-\n")
    assert "   why" in result.stderr
    assert labelled.description() == {"purpose": "why", "topics": "dams"}
    assert run("describe", input="").stdout.startswith("Nothing was changed.\n")


def test_answers_are_given_by_options(labelled: Project) -> None:
    assert json.loads(run("describe", "--set", "topics=a=b", "--set", "limits=few", "--json").stdout) == {
        "topics": "a=b",
        "limits": "few",
    }
    run("describe", "--set", "topics=")
    assert labelled.description() == {"limits": "few"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "topics"], "'topics' is not NAME=TEXT"),
        (["--set", "topics=a", "--set", "topics=b"], "topics is given twice"),
        (["--set", "topcs=a"], "did you mean topics?"),
        (["--set", "recruitment=a"], "give one of: experts, crowd, others"),
        (["--show", "--json"], "give --show or --json, not both"),
        (["--from", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["--from", "bad.toml"], "bad.toml: the description is neither TOML nor JSON"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(labelled: Project, arguments: list[str], message: str) -> None:
    Path("bad.toml").write_text("x", encoding="utf-8")
    result = run("describe", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not labelled.description_path.exists()


def test_the_form_is_printed_to_be_filled_in(labelled: Project) -> None:
    form = run("describe", "--show").stdout
    Path("form.toml").write_text(form.replace('# topics = ""', 'topics = "dams"'), encoding="utf-8")
    run("describe", "--from", "form.toml", "--set", "limits=few")
    assert labelled.description() == {"topics": "dams", "limits": "few"}
    assert run("describe", "--from", "-", input='{"limits": ""}').exit_code == 0
    assert labelled.description() == {"topics": "dams"}
    assert 'topics = "dams"' in run("describe", "--show").stdout


def test_annotators_who_are_named_are_pointed_out(labelled: Project) -> None:
    result = run("describe", "--set", "annotators=MK alone", "--set", "authors=mk")
    assert "Annotators are named (mk): exports without --names show their pseudonyms instead." in result.stdout


def test_a_broken_description_stops_an_export_with_a_reason(labelled: Project) -> None:
    labelled.description_path.write_text("topics = dams", encoding="utf-8")
    for command in ("describe", "export"):
        result = run(command, input="")
        assert result.exit_code == 2
        assert "description.toml: the description is neither TOML nor JSON" in result.stderr


def test_a_backup_says_where_the_description_is(labelled: Project) -> None:
    run("describe", "--set", "topics=dams")
    assert run("backup", "b.db").stdout.splitlines()[1] == (
        "The description of the dataset is beside it, in b.db.description.toml."
    )
