"""The demo: it runs the whole pipeline and leaves nothing behind."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotate.demo.demo import SESSION, play, watch, watch_script
from annotate.errors import StoreError
from annotate.labelling.frontends import script
from annotate.labelling.runner import SessionRunner
from annotate.project import init_project
from support.paths import SAMPLE


def test_the_whole_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lines_written: list[str] = []
    play(lines_written.append)
    text = "\n".join(lines_written)
    for step in ("annotate add", "annotate label", "annotate check", "annotate export", "load_dataset"):
        assert step in text
    assert "22 of 22 sentences done" in text
    assert "decisions: no problems" in text
    assert any(line.startswith("deny     Corinne Nuñez") for line in lines_written)
    assert list(tmp_path.iterdir()) == []


def run(labelling: SessionRunner, lines: Iterable[str], where: str) -> None:
    """A front end that shows nothing."""
    assert not labelling.state.past, "it begins as if nothing were labelled"
    script.run(labelling, lines, where, lambda line: None)
    assert labelling.state.finished == len(labelling.state.document.sentences)


def test_the_recorded_session_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    watch(run)
    assert list(tmp_path.iterdir()) == []


def test_the_claims_of_the_recorded_session_leave_out_who_says_them() -> None:
    claims: list[str] = []

    def collect(labelling: SessionRunner, lines: Iterable[str], where: str) -> None:
        run(labelling, lines, where)
        claims.extend(claim.text for entry in labelling.state.entries.values() for claim in entry.annotation.claims)

    watch(collect)
    assert "Ships will not be held up, because the span is locked in its raised position" in claims
    assert not [text for text in claims if re.search(r"^[“\"]|\b(said|she added)\b", text)]


def test_a_script_of_the_users_is_shown_and_nothing_stored(tmp_path: Path) -> None:
    project = init_project(tmp_path)
    project.add([SAMPLE])
    before = project.database.read_bytes()
    watch_script(project, run, "harbour-bridge", SESSION)
    assert project.database.read_bytes() == before
    assert list(project.revisions()) == []
    with pytest.raises(StoreError, match="did you mean harbour-bridge"):
        watch_script(project, run, "harbor-bridge", SESSION)
