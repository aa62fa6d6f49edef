"""``annotate claims``: a list for people, a spreadsheet, JSON, and conditions that the scheme does not have."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.model import Annotation
from annotate.project import Project
from support.commanding import claimed, run, save
from support.linking import add_stories
from support.several import with_topics


@pytest.fixture
def listed(project: Project) -> Project:
    project.add()
    save(project, 0, replace(claimed(project.document("bridge"), "=officials"), flag="why", note="-look"))
    return project


def test_the_list_for_people(listed: Project) -> None:
    result = run("claims")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "bridge",
        "   1  C1  The bridge was closed on Monday",
        "          =officials: support · event, verifiable",
        "          flag: why",
        "",
        "1 claim",
    ]


def test_the_spreadsheet_has_no_formula_and_loses_nothing(listed: Project) -> None:
    result = run("claims", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["id"] == "bridge:0:c1"
    assert (row["document"], row["sentence"], row["claim"]) == ("bridge", "1", "The bridge was closed on Monday")
    assert (row["source"], row["stance"], row["claim_type"], row["source_naming"]) == (
        "'=officials",
        "support",
        "event",
        "unnamed",
    )
    assert (row["flag"], row["note"], row["provenance"], row["annotator"]) == ("why", "'-look", "single", "mk")
    assert run("claims", "--excel").stdout == f"\ufeff{result.stdout}"


def test_json(listed: Project) -> None:
    (value,) = json.loads(run("claims", "--json").stdout)
    assert value["positions"][0]["source"] == "=officials"
    assert run("claims", "--format", "json").stdout == run("claims", "--json").stdout


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--type", "EVENT"], 1),
        (["--type", "quantity"], 0),
        (["--type", "quantity", "--type", "event"], 1),
        (["--stance", "support", "--source", "OFFICIAL"], 1),
        (["--stance", "deny"], 0),
        (["--answer", "verifiability=verifiable"], 1),
        (["--answer", "claim.verifiability=partly"], 0),
        (["--checkworthy", "high"], 0),
        (["--flagged"], 1),
        (["--text", "monday"], 1),
        (["bridge"], 1),
    ],
)
def test_conditions(listed: Project, options: list[str], number: int) -> None:
    assert len(json.loads(run("claims", *options, "--json").stdout)) == number


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--type", "rumour"], "claim.type has no label 'rumour'; there are: event, quantity,"),
        (["--stance", "for"], "stance.label has no label 'for'; there are: support, deny,"),
        (["--answer", "mood=good"], "the scheme has no question claim.mood; there are: type,"),
        (["--answer", "type"], "--answer type is not QUESTION=LABEL"),
        (["brigde"], "did you mean bridge?"),
        (["--annotator", "km"], "there are decisions of mk"),
    ],
)
def test_what_does_not_exist_is_refused(listed: Project, options: list[str], message: str) -> None:
    result = run("claims", *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_sentences_without_gold_are_counted(listed: Project) -> None:
    save(listed, 0, Annotation("no_claim"), annotator="xy")
    result = run("claims")
    assert result.stdout == "0 claims\n"
    assert "Not listed: 1 sentence without a gold label, as annotators differ: annotate adjudicate" in result.stderr
    assert "1 claim\n" in run("claims", "--annotator", "mk").stdout


def test_several_answers_are_listed_and_looked_for(in_empty_folder: Path) -> None:
    assert run("init", ".").exit_code == 0
    Path("schema/annotation.schema.json").write_text(json.dumps(with_topics()), encoding="utf-8")
    Path("raw/bridge.txt").write_text("The bridge was closed on Monday.\n\nThe ferry sank in May.\n", encoding="utf-8")
    assert run("add", "raw").exit_code == 0
    script = "c 1 6\ngo\ne\nv\nm h go\nc 1 5\ngo\ne\nv\ngo\n"
    assert run("label", "--annotator", "ada", "--no-suggest", "--script", "-", input=script).exit_code == 0
    shown = run("claims", "--answer", "topics=health").stdout
    assert "author: support · event, verifiable, topics health + money" in shown
    assert "1 claim" in shown
    assert "The ferry sank in May" not in shown
    rows = list(csv.DictReader(io.StringIO(run("claims", "--format", "csv").stdout)))
    assert [row["claim_topics"] for row in rows] == ["health|money", "[]"]
    listed = json.loads(run("claims", "--json").stdout)
    assert [claim["answers"]["topics"] for claim in listed] == [["health", "money"], []]
    wrong = run("claims", "--answer", "topics=luck")
    assert (wrong.exit_code, "claim.topics has no label 'luck'; there are: money, health, roads" in wrong.stderr) == (2, True)
    assert "topics (asked: quick, several answers): All that apply." in run("schema", "show").stdout
    assert "topics health + money" in run("show", "bridge").stdout
    assert "C1 topics health + money" in run("log", "bridge").stdout
    assert run("check").exit_code == 0
    Path("dump.jsonl").write_text(run("dump").stdout, encoding="utf-8")
    assert run("check", "dump.jsonl").exit_code == 0


@pytest.fixture
def linked(project: Project, tmp_path: Path) -> Project:
    add_stories(project)
    keys = tmp_path / "keys"
    keys.write_text("sq", encoding="utf-8")
    assert run("link", "--annotator", "ada", "--script", keys).exit_code == 0
    return project


def test_claims_that_say_the_same_are_listed_by_cluster(linked: Project) -> None:
    (cluster,) = set(linked.clusters().values())
    lines = run("claims", "--cluster").stdout.splitlines()
    assert lines[0] == f"cluster {cluster}"
    assert lines[-1] == "2 claims"
    assert run("claims", "--cluster", cluster).stdout.splitlines() == lines
    other = next(key for key in linked.clusters() if key != cluster)
    assert run("claims", f"--cluster={other}").stdout.splitlines() == lines, "any claim of the cluster names it"
    values = json.loads(run("claims", "--cluster", "--json").stdout)
    assert [value["cluster"] for value in values] == [cluster, cluster]
    rows = list(csv.DictReader(io.StringIO(run("claims", "--cluster", "--format", "csv").stdout)))
    assert [row["cluster"] for row in rows] == [cluster, cluster]
    assert "cluster" not in json.loads(run("claims", "--json").stdout)[0]


def test_a_cluster_and_conditions_both_apply(linked: Project) -> None:
    values = json.loads(run("claims", "a", "--cluster=", "--json").stdout)
    assert [value["document"] for value in values] == ["a"]
    assert run("claims", "--cluster", "--stance", "deny").stdout.splitlines()[-1] == "0 claims"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--cluster=d:0:c1"], "d:0:c1 has no claim that says the same"),
        (["--cluster=x"], "x is not a gold claim, so it has no claim that says the same"),
        (["--cluster=", "--annotator", "mk"], "leave out --annotator"),
    ],
)
def test_a_cluster_that_there_is_not(linked: Project, options: list[str], words: str) -> None:
    result = run("claims", *options)
    assert result.exit_code == 2
    assert words in result.stderr
