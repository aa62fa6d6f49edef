"""The input of a corpus: which files it is, and their names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.errors import ArticleError
from annotate.project.corpus_input import find_input

CORPUS = Path("/nowhere/corpus")


def make(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("The bridge is closed. It was closed on Monday.")
    return path


def test_names_begin_at_the_folder_that_was_named(tmp_path: Path) -> None:
    make(tmp_path / "news" / "2024" / "a.txt")
    make(tmp_path / "b.txt")
    assert [file.name for file in find_input([tmp_path / "news", tmp_path / "b.txt"], CORPUS)] == ["news/2024/a.txt", "b.txt"]


def test_a_relative_path_gives_the_same_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "news" / "a.txt")
    monkeypatch.chdir(tmp_path / "news")
    assert [file.name for file in find_input([Path()], CORPUS)] == ["news/a.txt"]
    assert find_input([Path()], CORPUS) == find_input([tmp_path / "news"], CORPUS)


def test_each_file_is_there_once(tmp_path: Path) -> None:
    make(tmp_path / "a.txt")
    assert len(find_input([tmp_path, tmp_path / "a.txt"], CORPUS)) == 1


def test_equal_names_become_whole_paths(tmp_path: Path) -> None:
    paths = [make(tmp_path / folder / "a.txt") for folder in ("one", "two")]
    assert [file.name for file in find_input(paths, CORPUS)] == list(map(str, paths))


def test_what_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path, Path("-")):
        with pytest.raises(ArticleError):
            find_input([path], CORPUS)


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    secret = make(tmp_path / "secret" / "s.txt")
    folder = tmp_path / "news"
    make(folder / "a.txt")
    (folder / "b.txt").symlink_to(secret)
    assert [file.problem is not None for file in find_input([folder], CORPUS)] == [False, True]


def test_a_build_starts_without_what_only_datasets_need() -> None:
    command = "import sys, annotate.corpus.build, annotate.project.corpus_input; sys.exit('datasets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


def test_the_corpus_itself_is_not_its_input(tmp_path: Path) -> None:
    make(tmp_path / "news" / "a.txt")
    make(tmp_path / "news" / "archive" / "articles" / "b.txt")
    (tmp_path / "link").symlink_to(tmp_path / "news")
    for folder in (tmp_path / "news", tmp_path / "link"):
        for corpus in (tmp_path / "news" / "archive", tmp_path / "link" / "archive"):
            assert [file.path.name for file in find_input([folder], corpus)] == ["a.txt"]
            with pytest.raises(ArticleError, match="no articles outside"):
                find_input([folder / "archive" / "articles"], corpus)
