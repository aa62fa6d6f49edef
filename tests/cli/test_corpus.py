"""`annotate corpus`: build, sample, stats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.archives import tree, write_archive
from support.commanding import run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "news", 12)


def build(archive: Path, folder: Path, *options: str) -> dict[str, object]:
    result = run("corpus", "build", archive, "--to", folder, "--shard-size", "0.02", "--jobs", "1", "--json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_build_says_what_it_did(archive: Path, tmp_path: Path) -> None:
    report = build(archive, tmp_path / "c")
    assert report["rows"]["articles"] == 55  # type: ignore[index]
    assert report["built"] == report["shards"]
    again = run("corpus", "build", archive, "--to", tmp_path / "c", "--shard-size", "0.02")
    assert "55 articles, " in again.stdout
    assert "of which 0 were built now" in again.stdout


def test_parts_are_numbered_from_one(archive: Path, tmp_path: Path) -> None:
    build(archive, tmp_path / "whole")
    for part in ("1/2", "2/2"):
        assert build(archive, tmp_path / "c", "--part", part)["groups"] is None
    build(archive, tmp_path / "c")
    assert tree(tmp_path / "c") == tree(tmp_path / "whole")


@pytest.mark.parametrize("part", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2", "1/2/3", "１/2"])
def test_a_part_that_is_none_is_refused(archive: Path, tmp_path: Path, part: str) -> None:
    result = run("corpus", "build", archive, "--to", tmp_path / "c", "--part", part)
    assert result.exit_code == 2
    assert "is not a part such as 3/8" in result.stderr


def test_what_does_not_go_together_is_refused(archive: Path, tmp_path: Path) -> None:
    for options in (("--cluster", "tcp://127.0.0.1:1", "--jobs", "2"), ("--cluster", "tcp://127.0.0.1:1", "--part", "1/2")):
        result = run("corpus", "build", archive, "--to", tmp_path / "c", *options)
        assert (result.exit_code, "choose one" in result.stderr) == (2, True)


def test_wrong_paths_are_one_sentence(archive: Path, tmp_path: Path) -> None:
    for path, folder in ((tmp_path / "nowhere", tmp_path / "c"), (archive, archive), (archive, archive / "note.txt")):
        result = run("corpus", "build", path, "--to", folder)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
