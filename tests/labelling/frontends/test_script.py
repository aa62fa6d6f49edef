"""Scripts: carried out line by line, reported as JSON, stopped at what cannot be done."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.cli import cli
from annotate.errors import ScriptError
from annotate.labelling.frontends import script
from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import End, Key
from annotate.model import exposure
from annotate.project import Project, init_project
from annotate.project.sessions import label, label_by_script
from annotate.schema import shipped
from support.playing import Desk, likely_events


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
        (["n", "x"], "labels.txt:2", "There is no suggestion to reject.", "c claim"),
        (["c 1 99"], "labels.txt:1", "This sentence has no word 99 (it has 11 words).", "c claim"),
        (["", "frob"], "labels.txt:2", '"frob" is not a command', "q quit"),
        (["c 1", "go", "zz"], "labels.txt:3", '"zz" is not a command', "letter: answer"),
        (["c 1", "go", "Z"], "labels.txt:3", "Type: press one of e q c r p o l x", "letter: answer"),
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
    project = _sample(tmp_path)
    (tmp_path / "labels.txt").write_text("n\nn\nx\nn\n")
    monkeypatch.chdir(tmp_path)
    arguments = ["label", "--annotator", "mk", "--script", "labels.txt", "--no-suggest"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 2
    assert "labels.txt:3: 'x': There is no suggestion to reject. Possible here: " in done.stderr
    assert len(done.stdout.splitlines()) == 2
    with project.store() as store:
        assert len(store.history("harbour-bridge", "mk")) == 2


# -- records ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=50), st.sampled_from([0.0, 0.15, 0.6]), st.booleans())
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_recorded_session_replays_without_options(numbers: list[int], rate: float, suggested: bool) -> None:
    """The real article, the real rules, through two stores: what is stored is the same, origins and all."""
    with TemporaryDirectory() as folder:
        record = Path(folder) / "record.txt"
        options = {"suggestions": suggested, "blind_rate": rate, "record": record, "profile": "full"}
        first, second = (_sample(Path(folder) / name) for name in ("first", "second"))
        label(first, partial(_random, numbers), annotator="mk", **options)  # type: ignore[arg-type]
        with record.open(encoding="utf-8") as lines:
            label_by_script(second, lines, annotator="mk")
        assert _decided(first) == _decided(second)
        assert {problem.code for problem in second.check().problems} <= {"no-name"}


def _sample(folder: Path) -> Project:
    project = init_project(folder)
    copy(shipped("raw") / "harbour-bridge.txt", project.raw)
    project.add()
    return project


def _random(numbers: list[int], labelling: SessionRunner) -> None:
    for number in numbers:
        offered = likely_events(labelling.state)
        labelling.feed(offered[number % len(offered)])


def _decided(project: Project) -> list[tuple[object, ...]]:
    with project.store() as store:
        return [(r.sentence, r.action, r.annotation, r.origins) for r in store.history("harbour-bridge", "mk")]


def test_a_record_replays_for_another_annotator_too(tmp_path: Path) -> None:
    """The sentences kept back are those of who recorded it."""
    first, second = _sample(tmp_path / "first"), _sample(tmp_path / "second")

    def answer(labelling: SessionRunner) -> None:
        while not isinstance(labelling.state.mode, End):
            labelling.feed(Key("x" if labelling.state.open_suggestions else "n"))

    label(first, answer, annotator="mk", blind_rate=0.5, record=tmp_path / "record.txt")
    with (tmp_path / "record.txt").open(encoding="utf-8") as lines:
        label_by_script(second, lines, annotator="ada")
    with second.store() as store:
        told = [(r.sentence, r.annotation, r.origins) for r in store.current("harbour-bridge")]
    with first.store() as store:
        assert told == [(r.sentence, r.annotation, r.origins) for r in store.current("harbour-bridge")]
    assert {exposure(origins) for _, _, origins in told} == {"blind", "assisted"}
