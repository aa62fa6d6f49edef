"""An archive, and the corpus that one process makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.archives import build_here, write_archive


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("input") / "news")


@pytest.fixture(scope="session")
def built(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus; tests do not change it."""
    folder = tmp_path_factory.mktemp("corpora") / "corpus"
    build_here(folder, archive)
    return folder
