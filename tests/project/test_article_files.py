"""Article files: named by where they are, whatever their names, and read without a project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotate.errors import ArticleError
from annotate.model import Document, Problem
from annotate.project import Project, read_articles
from annotate.project.article_files import file_of
from support.bridge import ARTICLE


def test_files_are_named_by_where_they_are(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "elsewhere.txt"
    outside.write_text(ARTICLE.replace("Monday", "Friday"))
    monkeypatch.chdir(project.raw)
    assert [outcome.path for outcome in project.add(["bridge.txt", "../../elsewhere.txt"]).outcomes] == [
        "raw/bridge.txt",
        str(outside),
    ]
    assert project.document("elsewhere").path == str(outside)


def test_a_file_whose_name_is_no_text(project: Project) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (project.raw / name).write_text(ARTICLE.replace("Monday", "Friday"))
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert project.add().counts == {"added": 2}
    assert project.add().counts == {"unchanged": 2}
    assert r"raw/caf\xe9.txt" in {entry.path for entry in project.documents()}


def test_articles_are_read_without_a_project(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").touch()
    found = {name: list(articles) for name, articles in read_articles([tmp_path])}
    document, problem = found[str(tmp_path / "a.txt")][0], found[str(tmp_path / "b.txt")][0]
    assert isinstance(document, Document)
    assert len(document.sentences) == 5
    assert isinstance(problem, Problem)
    assert problem.code == "empty-file"
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match="no articles here"):
        list(read_articles([tmp_path / "empty"]))


def test_the_file_of_an_article() -> None:
    paths = {
        "raw/a.txt": "raw/a.txt",
        "t.csv#3": "t.csv",
        "news.zip!/t.csv#3": "news.zip",
        "a#b.txt": "a#b.txt",
        "c#/a.txt": "c#/a.txt",
    }
    assert {path: file_of(path) for path in paths} == paths
