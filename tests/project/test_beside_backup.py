"""Files beside a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ProjectError
from annotate.project.beside_backup import keep_beside


def write(path: Path) -> None:
    path.write_text("new")


def test_a_file_is_kept_beside_a_backup(tmp_path: Path) -> None:
    kept = tmp_path / "news.db.description.toml"
    keep_beside(kept, None, overwrite=False)
    assert not kept.exists()
    keep_beside(kept, write, overwrite=False)
    assert kept.read_text() == "new"


def test_the_file_of_an_older_backup_is_replaced_only_if_told_so(tmp_path: Path) -> None:
    kept = tmp_path / "news.db.samples.json"
    kept.write_text("old")
    for content in (write, None):
        with pytest.raises(ProjectError, match="is there already"):
            keep_beside(kept, content, overwrite=False)
    assert kept.read_text() == "old"
    keep_beside(kept, write, overwrite=True)
    assert kept.read_text() == "new"
    keep_beside(kept, None, overwrite=True)
    assert not kept.exists(), "it would be that of another backup"
