"""`annotate evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.project import init_project
from project.test_learning import fill
from support.commanding import run


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = init_project(tmp_path / "town")
    fill(made, 8)
    monkeypatch.chdir(made.root)


@pytest.mark.usefixtures("town")
def test_the_table_has_systems_side_by_side() -> None:
    lines = run("evaluate").stdout.splitlines()
    assert lines[0] == "Against gold: 104 sentences with 72 claims in 8 articles labelled without suggestions."
    claims = [line.split() for line in lines if line.startswith("claim ")]
    assert [cells[1] for cells in claims] == ["rules", "model"]
    assert float(claims[0][4]) < float(claims[1][4])
    assert not any("claim.type=event" in line for line in lines)


@pytest.mark.usefixtures("town")
def test_labels_the_curve_and_json() -> None:
    text = run("evaluate", "--system", "rules", "--labels", "--curve").stdout
    assert "claim.type=event" in text
    assert "the rules alone" in text
    data = json.loads(run("evaluate", "--system", "rules", "--curve", "--json").stdout)
    assert data["scores"][0]["score"].keys() >= {"precision", "recall", "f1", "low", "high"}
    assert data["curve"][0]["sentences"] == 0


@pytest.mark.usefixtures("town")
def test_an_unknown_annotator_is_an_error() -> None:
    result = run("evaluate", "--system", "nobody")
    assert result.exit_code == 2
    assert "nobody" in result.stderr
