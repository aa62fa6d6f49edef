"""Where you are, as it is printed."""

from __future__ import annotations

import json

from commanding import run

from annotate.project import Project


def test_status_as_json(labelled: Project) -> None:
    status = json.loads(run("status", "--json").stdout)
    assert status == json.loads(run("--json").stdout)
    assert status["work"] == [{"annotator": "mk", "labelled": 1, "skipped": 1, "flagged": 1, "open": 0}]
    assert [document["id"] for document in status["documents"]] == ["bridge"]
    assert "behind the command" in run("--json", "status").stderr


def test_status_lists_a_few_documents(project: Project) -> None:
    for number in range(30):
        (project.raw / f"{number:02}.txt").write_text(f"The bridge number {number} is closed.")
    run("add")
    assert "and 11 more: annotate status --all\n" in run().stdout
    assert "  29  1 sentence" in run("status", "--all").stdout
