"""Article files: named by where they are, whatever their names, and read without a project."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from threading import Thread

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


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A file outside of the project."""
    (tmp_path / "private.txt").write_text(ARTICLE.replace("Monday", "Friday"))
    return tmp_path / "private.txt"


def problems(project: Project, *paths: Path | str) -> dict[str, str]:
    return {problem.where: problem.code for problem in project.add(paths).problems}


def test_a_link_out_of_the_project_is_followed_only_if_it_is_named(project: Project, private: Path) -> None:
    (project.raw / "a.txt").symlink_to(private)
    (project.raw / "b.txt").symlink_to("bridge.txt")
    (project.raw / "c.txt").symlink_to("../notes.txt")
    (project.root / "notes.txt").write_text(ARTICLE.replace("Monday", "Sunday"))
    assert problems(project) == {"raw/a.txt": "link-outside"}
    assert problems(project, project.raw) == {"raw/a.txt": "link-outside"}
    assert {entry.path for entry in project.documents()} == {"raw/b.txt", "raw/c.txt"}  # the same text as raw/bridge.txt
    assert problems(project, project.raw, project.raw / "a.txt") == {}
    assert problems(project) == {}  # it is stored already, and not read again
    private.write_text(ARTICLE.replace("Monday", "Tuesday"))
    assert problems(project) == {"raw/a.txt": "link-outside"}


def test_a_folder_that_is_a_link_out_of_the_project_is_followed_only_if_it_is_named(project: Project, private: Path) -> None:
    folder = private.parent / "elsewhere"
    folder.mkdir()
    private.rename(folder / "private.txt")
    (folder / "out.txt").symlink_to("/etc/passwd")
    (project.raw / "bridge.txt").unlink()
    project.raw.rmdir()
    project.raw.symlink_to(folder)
    assert problems(project) == {"raw": "link-outside"}
    assert problems(project, project.raw) == {"raw/out.txt": "link-outside"}
    assert [entry.id for entry in project.documents()] == ["private"]


def test_links_without_a_project_may_not_leave_the_folder(tmp_path: Path, private: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.txt").symlink_to(private)
    (tmp_path / "f" / "loop.txt").symlink_to("loop.txt")
    found = [article for _, articles in read_articles([tmp_path / "f"]) for article in articles]
    assert [problem.code for problem in found if isinstance(problem, Problem)] == ["link-outside", "unreadable-file"]
    assert [type(article) for _, articles in read_articles([tmp_path / "f" / "a.txt"]) for article in articles] == [Document]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_is_read_only_if_it_is_named(project: Project) -> None:
    os.mkfifo(project.raw / "pipe.txt")
    assert problems(project) == {"raw/pipe.txt": "not-a-file"}
    writer = Thread(target=(project.raw / "pipe.txt").write_text, args=(ARTICLE.replace("Monday", "Friday"),))
    writer.start()
    assert problems(project, project.raw / "pipe.txt") == {}
    writer.join()
    assert {entry.path for entry in project.documents()} == {"raw/bridge.txt", "raw/pipe.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/fd")
def test_what_a_shell_substitutes_says_nothing_about_what_was_read_before(project: Project) -> None:
    for day in ("Friday", "Sunday"):
        reading, writing = os.pipe()
        os.write(writing, ARTICLE.replace("Monday", day).encode())
        os.close(writing)
        assert project.add([f"/dev/fd/{reading}"]).counts == {"added": 1}
        os.close(reading)
    assert len(project.documents()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_streams_have_a_limit(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.articles.formats.opening.SIZE_LIMIT", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    reading, writing = os.pipe()
    os.write(writing, ARTICLE.encode())
    os.close(writing)
    assert problems(project, "-", f"/dev/fd/{reading}") == {"stdin": "stream-too-long", f"/dev/fd/{reading}": "stream-too-long"}
    os.close(reading)


def test_an_article_with_an_escape_of_nul_stops_no_batch(project: Project) -> None:
    text = ARTICLE.replace("Monday", r"Friday, and the sign said \u0000 and \\u0000")
    (project.raw / "a.txt").write_text(text)
    assert project.add().counts == {"added": 2}
    assert r"\u0000 and \\u0000" in project.document("a").text


def test_the_file_of_an_article() -> None:
    paths = {
        "raw/a.txt": "raw/a.txt",
        "t.csv#3": "t.csv",
        "news.zip!/t.csv#3": "news.zip",
        "a#b.txt": "a#b.txt",
        "c#/a.txt": "c#/a.txt",
    }
    assert {path: file_of(path) for path in paths} == paths


def test_articles_are_read_as_they_are_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Inhalt\nМост закрыт.\n".encode("koi8-r"))
    found = {name: list(articles) for name, articles in read_articles([tmp_path], encoding="koi8-r", columns={"text": "Inhalt"})}
    assert [article.text for article in found[str(tmp_path / "a.csv")] if isinstance(article, Document)] == ["Мост закрыт."]
    with pytest.raises(ArticleError, match="not a field"):
        list(read_articles([tmp_path], columns={"words": "Inhalt"}))
