"""Several annotators, by command."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from commanding import PAYLOAD, assert_safe, claimed, run, save

from annotate.model import Annotation, Revision
from annotate.project import Project
from annotate.review.agreement import BREAKDOWNS

NONE = Annotation("no_claim")


@pytest.fixture
def compared(project: Project) -> Project:
    """Two annotators and an adjudicator, who agree on the second sentence only."""
    project.add()
    save(project, 0, claimed(project.document("bridge"), "officials"))
    save(project, 0, NONE, annotator="ada")
    for annotator in ("ada", "mk", "eva"):
        save(project, 1, NONE, annotator=annotator)
    return project


def test_agreement_in_lines(compared: Project) -> None:
    lines = run("agree").stdout.splitlines()
    assert lines[:2] == ["annotators: ada, eva, mk", "compared: 2 sentences, in documents: 1"]
    assert lines[4].split() == ["sentence", "label", "agreement", "0.500", "2"]
    assert not any(line.startswith(("pair", "by label", "block")) for line in lines)
    assert max(map(len, lines)) <= 80


def test_an_adjudicator_is_left_out(compared: Project) -> None:
    lines = run("agree", "--adjudicator", "eva").stdout.splitlines()
    assert lines[0] == "annotators: ada, mk"
    result = run("agree", "--adjudicator", "nobody")
    assert (result.exit_code, "there is no decision of nobody" in result.stderr) == (2, True)


@pytest.mark.parametrize(("by", "found"), [("pair", {"pair"}), ("all", set(BREAKDOWNS))])
def test_breakdowns(compared: Project, by: str, found: set[str]) -> None:
    rows = list(csv.DictReader(StringIO(run("agree", "--by", by, "--csv").stdout)))
    assert {row["by"] for row in rows} == {"overall", *found}
    assert json.loads(run("agree", "--by", by, "--json").stdout)["annotators"] == ["ada", "eva", "mk"]


def test_a_document_that_is_named(compared: Project) -> None:
    assert json.loads(run("agree", "bridge", "--json").stdout)["sentences"] == 2
    assert "there is no document brigde" in run("agree", "brigde").stderr


def test_who_labelled_what_where_nothing_can_be_compared(labelled: Project) -> None:
    result = run("agree")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Nothing to compare: no sentence was finished, and not skipped, by two annotators.",
        "  mk: 2 sentences done: bridge 2",
    ]
    assert json.loads(run("agree", "--json").stdout)["sentences"] == 0


def test_the_same_annotator_twice(compared: Project) -> None:
    assert "nobody decided a sentence again" in run("agree", "--intra").stdout
    document = compared.document("bridge")
    again = ("2026-01-09T00:00:00.000000Z", "edit", 1.0, 1, "1.0", "0.1.0")
    with compared.store() as store:
        store.save([Revision("bridge", document.sha256, document.sentences[1].id, "mk", *again, NONE)])
    rows = list(csv.DictReader(StringIO(run("agree", "--intra", "--csv").stdout)))
    assert {(row["by"], row["group"]) for row in rows} == {("annotator", "mk")}
    assert rows[0]["value"] == "1.0"


@pytest.mark.parametrize("wrong", [("--intra", "--by", "pair"), ("--csv", "--json"), ("--resamples", "-1"), ("--by", "colour")])
def test_what_does_not_go_together(compared: Project, wrong: tuple[str, ...]) -> None:
    assert run("agree", *wrong).exit_code == 2


def test_disagreements(compared: Project) -> None:
    lines = run("disagreements").stdout.splitlines()
    assert lines[0] == "1 of 4, sentence label: claim / no_claim"
    assert any(line.strip() == "mk: claim" for line in lines)
    found = json.loads(run("disagreements", "--kind", "sentence label", "--examples", "0", "--json").stdout)
    assert [(one["stage"], one["examples"]) for one in found] == [("sentence", [])]
    result = run("disagreements", "--kind", "colour")
    assert (result.exit_code, "there is on sentence" in result.stderr) == (2, True)
    assert "there is no document b" in run("disagreements", "b").stderr


def test_no_disagreement(labelled: Project) -> None:
    assert run("disagreements").stdout.startswith("No disagreement")
    assert json.loads(run("disagreements", "--json").stdout) == []


def test_hostile_names_are_shown_safely(compared: Project) -> None:
    save(compared, 0, NONE, annotator=PAYLOAD)
    for command in (("agree", "--by", "all"), ("agree", "--csv"), ("agree", "--json"), ("disagreements",)):
        assert_safe(run(*command).stdout)
