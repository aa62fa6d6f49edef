"""Scripts: carried out line by line, reported as JSON, stopped at what cannot be done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from playing import Desk

from annotate.cli import cli
from annotate.errors import ScriptError
from annotate.project import init_project
from annotate.prompt import script
from annotate.schema import shipped


def run(desk: Desk, *lines: str) -> list[dict[str, object]]:
    printed: list[str] = []
    script.run(desk.labelling, lines, "labels.txt", printed.append)
    return [json.loads(text) for text in printed]


def test_each_command_is_reported() -> None:
    reports = run(Desk(), "# a claim", "c 1 6", "", "go", "e", "v")
    assert [report["line"] for report in reports] == [2, 4, 5, 6]
    assert reports[0]["command"] == "c 1 6"
    assert [report["state"] for report in reports] == ["review", "ask", "ask", "review"]
    assert reports[-1]["sentence"] == 2
    assert reports[-1]["done"] == 1


def test_a_coach_is_reported_where_it_speaks() -> None:
    desk = Desk()
    desk.labelling.coach = lambda state: ["Well done."] if state.at == 2 else []
    first, second = run(desk, "n", "n")
    assert "coach" not in first
    assert second["coach"] == ["Well done."]


def test_nothing_after_q() -> None:
    desk = Desk()
    assert len(run(desk, "n", "q", "n", "what")) == 2


@pytest.mark.parametrize(
    ("lines", "where", "reason", "possible"),
    [
        (["n", "x"], "labels.txt:2", "There is no suggestion here to reject.", "c claim"),
        (["c 1 99"], "labels.txt:1", "There is no word 99 here; the sentence has 11.", "c claim"),
        (["", "frob"], "labels.txt:2", '"frob" is no command', "q quit"),
        (["c 1", "go", "zz"], "labels.txt:3", '"zz" is no command', "a letter answers"),
        (["c 1", "go", "Z"], "labels.txt:3", "Type: one of e q c r p o l x", "a letter answers"),
    ],
)
def test_what_cannot_be_done_names_its_line_and_what_could(lines: list[str], where: str, reason: str, possible: str) -> None:
    desk = Desk()
    with pytest.raises(ScriptError) as caught:
        run(desk, *lines)
    message = str(caught.value)
    assert message.startswith(where)
    assert reason in message
    assert possible in message
    desk.check()


def test_through_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, and what was decided before stays."""
    project = init_project(tmp_path)
    shutil.copy(shipped("raw") / "harbour-bridge.txt", project.raw)
    project.add()
    (tmp_path / "labels.txt").write_text("n\nn\nx\nn\n")
    monkeypatch.chdir(tmp_path)
    arguments = ["label", "--annotator", "mk", "--script", "labels.txt"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 2
    assert "labels.txt:3: 'x': There is no suggestion here to reject. Possible here: " in done.stderr
    assert len(done.stdout.splitlines()) == 2
    with project.store() as store:
        assert len(store.history("harbour-bridge", "mk")) == 2
