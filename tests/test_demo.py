"""The demonstration: it walks the whole road, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from annotate.demo import play


def test_the_whole_road(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told: list[str] = []
    play(told.append)
    text = "\n".join(told)
    for step in ("annotate add", "annotate label", "annotate check", "annotate export", "load_dataset"):
        assert step in text
    assert "22 of 22 sentences done" in text
    assert "decisions: no problems" in text
    assert any(line.startswith("deny     Corinne Nuñez") for line in told)
    assert list(tmp_path.iterdir()) == []
