"""`annotate assign`: what a plan is made of, and how far everybody is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotate.model import Annotation
from annotate.project import Project
from annotate.review.assignment import Plan
from support.commanding import PAYLOAD, assert_safe, claimed, run, save


@pytest.fixture
def two(project: Project) -> Project:
    (project.raw / "dam.txt").write_text("The dam is fine as ever and will be, officials said.\n")
    project.add()
    return project


def test_without_a_plan_it_says_so(project: Project) -> None:
    for _ in range(2):
        assert run("assign").stdout == "No plan: everybody labels every document.\n"
        assert json.loads(run("assign", "--json").stdout) is None
        project.add()
    assert "Plan:" not in run("status").stdout


def test_a_plan_is_made_shown_and_ended(two: Project) -> None:
    made = run("assign", "--overlap", "2", "--annotators", "ada, ben", "--training", "dam", "--seed", "5")
    assert made.stdout.splitlines() == [
        "Plan: each document by 2 annotators of ada, ben; seed 5; offered to others after 72 hours without a decision",
        "Everybody labels first: dam",
        "0 of 2 labellings finished.",
        "",
        "          given  finished     begun      open",
        "  ada         2         0         0         2",
        "  ben         2         0         0         2",
    ]
    save(two, 0, Annotation("no_claim"), id="dam", annotator="ada")
    save(two, 0, Annotation("no_claim"), annotator="ben")
    rows = [line.split() for line in run("assign").stdout.splitlines()[-2:]]
    assert rows == [["ada", "2", "1", "0", "1"], ["ben", "2", "0", "1", "1"]]
    assert "Plan: 0 of 2 labellings finished: annotate assign" in run("status").stdout
    found = json.loads(run("assign", "--json").stdout)
    assert found["progress"][1] == {"annotator": "ben", "given": 2, "finished": 0, "begun": 1}
    assert run("assign", "--end").stdout.startswith("No plan")


def test_documents_on_request(two: Project) -> None:
    made = run("assign", "--overlap", "1", "--abandoned-after", "1.5")
    assert made.stdout.startswith(
        "Plan: each document by 1 annotator, handed out on request; offered to others after 1.5 hours without a decision"
    )
    assigned = two.assigned()
    assert assigned
    assert replace(assigned.plan, made="") == Plan(1, abandoned_after=1.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--seed", "3"], "a plan needs --overlap K"),
        (["--annotators", "ada"], "a plan needs --overlap K"),
        (["--end", "--overlap", "1"], "--end and --overlap exclude each other"),
        (["--overlap", "2", "--annotators", "ada"], "the plan has 1 annotators, fewer than the 2 for each document"),
        (["--overlap", "1", "--training", "nope"], "there is no document nope"),
    ],
)
def test_what_is_no_plan_is_refused_and_stores_nothing(two: Project, arguments: list[str], message: str) -> None:
    refused = run("assign", *arguments)
    assert refused.exit_code == 2
    assert message in refused.stderr
    assert two.assigned() is None


def test_gold_is_told_with_the_report_only(two: Project) -> None:
    refused = run("assign", "--overlap", "1", "--gold", "dam", "--gold-by", "mk")
    assert (refused.exit_code, "mk has not finished dam, so it cannot be gold yet" in refused.stderr) == (2, True)
    save(two, 0, Annotation("no_claim"), id="dam")
    made = run("assign", "--overlap", "1", "--gold", "dam", "--gold-by", "mk")
    assert run("assign", "--report").stdout.endswith("Gold by mk: dam\nNobody else has labelled any of it yet.\n")
    save(two, 0, Annotation("no_claim"), id="dam", annotator="ada")
    save(two, 0, claimed(two.document("dam"), "x"), id="dam", annotator="ben")
    for told in (made.stdout, run("assign").stdout, run("assign", "--json").stdout):
        assert "old" not in told
        assert "dam" not in told
    report = run("assign", "--report").stdout.splitlines()
    assert [line.split() for line in report[-2:]] == [["ada", "1", "1.00", "-", "-"], ["ben", "1", "0.00", "0.00", "-"]]
    gold = json.loads(run("assign", "--report", "--json").stdout)["gold"]
    assert (gold["documents"], gold["by"]) == (["dam"], "mk")
    assert [(one["annotator"], one["label"]["value"]) for one in gold["agreement"]] == [("ada", 1.0), ("ben", 0.0)]


def test_a_report_without_gold_is_refused(two: Project) -> None:
    run("assign", "--overlap", "1")
    refused = run("assign", "--report")
    assert (refused.exit_code, "the plan has no gold to compare with" in refused.stderr) == (2, True)


def test_names_are_shown_safely(two: Project) -> None:
    made = run("assign", "--overlap", "1", "--annotators", f"ada,{PAYLOAD.strip()}x")
    assert made.exit_code == 0
    assert_safe(made.stdout)


def test_an_order_is_shown_and_its_random_share_listed(project: Project) -> None:
    project.add()
    result = run("assign", "--overlap", "1", "--order", "random", "--annotators", "ada")
    assert result.exit_code == 0
    assert "Order: random, mixed with 1 document at random" in result.stdout
    data = json.loads(run("assign", "--json").stdout)
    assert (data["order"], data["at_random"]) == ("random", ["bridge"])
    assert run("assign", "--overlap", "1", "--order", "best").exit_code == 2
    assert run("assign", "--order", "random").exit_code == 2
    assert run("assign", "--overlap", "1", "--order", "uncertainty").stderr.count("annotate train") == 1
