"""Projects: found, made and opened; the facade is tested with the modules that do its work."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ProjectError, SchemaError
from annotate.project import Project, find_project, init_project, open_project
from support.bridge import ARTICLE


def test_a_project_is_found_from_any_folder_in_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = project.raw / "2026" / "may"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_project() == find_project(project.root) == find_project(str(deep)) == project


def test_links_do_not_hide_where_a_file_is(project: Project, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project.root)
    assert find_project(tmp_path / "link" / "raw" / "..") == project
    assert [outcome.path for outcome in project.add([tmp_path / "link" / "raw" / "bridge.txt"]).outcomes] == ["raw/bridge.txt"]


def test_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="annotate init"):
        find_project(tmp_path)
    with pytest.raises(ProjectError, match="is not a folder"):
        find_project(tmp_path / "nowhere")


def test_a_working_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(ProjectError, match="no longer exists"):
        find_project()


def test_init_never_overwrites(project: Project) -> None:
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    with pytest.raises(ProjectError, match="is already a project"):
        init_project(project.root)
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before


def test_init_writes_what_git_is_to_know(tmp_path: Path) -> None:
    init_project(tmp_path / "new")
    assert "raw/** -text" in (tmp_path / "new" / ".gitattributes").read_text().splitlines()
    assert "output/" in (tmp_path / "new" / ".gitignore").read_text().splitlines()
    (tmp_path / ".gitignore").write_text("mine")
    (tmp_path / ".gitattributes").symlink_to(tmp_path / "nowhere")
    init_project(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine"
    assert (tmp_path / ".gitattributes").is_symlink()


def test_init_completes_a_folder_that_has_articles(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(ARTICLE)
    assert [outcome.document for outcome in init_project(tmp_path).add().outcomes] == ["a"]


def test_open_project_reads_the_schema(project: Project) -> None:
    assert open_project(project.root).schema.version == "1.0"
    project.schema_path.write_text("{")
    with pytest.raises(SchemaError, match="not valid JSON"):
        open_project(project.root)
