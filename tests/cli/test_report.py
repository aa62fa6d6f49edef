"""The command: where it writes, what it prints, what it refuses."""

from __future__ import annotations

import csv
import json
import os
from errno import ENOSPC
from pathlib import Path

import click
import pytest

from annotate.project import Project
from support.campaign import campaign
from support.commanding import run


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = campaign(tmp_path / "harbour", articles=3)
    monkeypatch.chdir(project.root)
    return project


def test_the_page_is_in_the_output_folder(reported: Project) -> None:
    result = run("report")
    assert result.exit_code == 0, result.stderr
    page = reported.output / "report.html"
    assert result.stdout.startswith(f"Wrote {page} (")
    assert page.read_bytes().startswith(b"\n") is False
    assert b"<h1><bdi>harbour</bdi></h1>" in page.read_bytes()
    first = page.read_bytes()
    run("report")
    assert page.read_bytes() == first


def test_the_page_is_where_it_is_wanted(reported: Project) -> None:
    assert run("report", "new/folder/page.html").exit_code == 0
    assert Path("new/folder/page.html").exists()
    assert not (reported.output / "report.html").exists()


def test_figures_as_json_and_nothing_else(reported: Project) -> None:
    result = run("report", "--json")
    assert json.loads(result.stdout)["totals"]["documents"] == 3
    assert not (reported.output / "report.html").exists()


def test_json_and_a_page(reported: Project) -> None:
    result = run("report", "page.html", "--json")
    assert json.loads(result.stdout)["totals"]["documents"] == 3
    assert "Wrote" in result.stderr
    assert Path("page.html").exists()


def test_figures_as_csv(reported: Project) -> None:
    assert run("report", "--data", "figures").exit_code == 0
    with Path("figures/totals.csv").open(encoding="utf-8", newline="") as file:
        (totals,) = csv.DictReader(file)
    assert totals["documents"] == "3"
    assert len(list(Path("figures").iterdir())) == 22


def test_a_dataset(reported: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("export").exit_code == 0
    result = run("report", "output/dataset")
    assert result.exit_code == 0, result.stderr
    assert (reported.output / "dataset-report.html").exists()
    assert not (reported.output / "report.html").exists()
    monkeypatch.chdir(tmp_path)  # outside of the project
    assert run("report", "harbour/output/dataset", "page.html").exit_code == 0
    assert b"Labelling report, dataset" in Path("page.html").read_bytes()


@pytest.mark.parametrize(("number", "shown"), [("1", 1), ("all", 3), ("none", 0), ("0", 0), ("99", 3)])
def test_a_number_of_articles(reported: Project, number: str, shown: int) -> None:
    assert run("report", "page.html", "--articles", number).exit_code == 0
    assert Path("page.html").read_text(encoding="utf-8").count('<details class="article"') == shown


@pytest.mark.parametrize("number", ["-1", "many", "1.5", "٣", ""])
def test_what_is_no_number_of_articles(reported: Project, number: str) -> None:
    result = run("report", "--articles", number)
    assert result.exit_code == 2
    assert "is not a number of articles, all or none" in result.stderr


def test_some_articles_without_text_and_names(reported: Project) -> None:
    result = run("report", "page.html", "--documents", "who-pays-for-the-harbour", "--without-text", "--anonymous")
    assert result.exit_code == 0, result.stderr
    text = Path("page.html").read_text(encoding="utf-8")
    assert "harbour authority" not in text
    assert ">ada<" not in text
    assert "annotator_1" in text
    assert text.count('<details class="article"') == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--documents", "nothing"], "nothing"),
        (["raw"], "There is no dataset in raw"),
        (["page.html/"], "page.html"),
        (["--data", "schema/annotation.schema.json"], "is a file"),
    ],
)
def test_what_is_refused(reported: Project, arguments: list[str], message: str) -> None:
    if arguments == ["page.html/"]:
        Path("page.html").mkdir()
        arguments = ["page.html"]
        message = "There is no dataset in page.html"
    result = run("report", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["README.md/page.html"], "README.md: File exists; remove what is there, or name another place."),
        (
            ["README.md/new/page.html"],
            "README.md/new: Not a directory; it goes through something that is not a folder: name another",
        ),
        (["--data", "README.md/figures"], "README.md/figures: Not a directory; it goes through something that is not a folder"),
    ],
)
def test_what_cannot_be_written(reported: Project, arguments: list[str], message: str) -> None:
    Path("README.md").write_text("kept")
    result = run("report", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert Path("README.md").read_text() == "kept"


def test_a_full_disk_leaves_the_last_page(reported: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("report").exit_code == 0
    page = (reported.output / "report.html").read_bytes()

    def full(file: int) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        result = run("report", "--articles", "none")
    assert result.exit_code == 2
    assert "make room, then run the command again" in result.stderr
    assert (reported.output / "report.html").read_bytes() == page
    assert run("report", "--articles", "none").exit_code == 0
    assert (reported.output / "report.html").read_bytes() != page


def test_outside_a_project(in_empty_folder: Path) -> None:
    result = run("report")
    assert result.exit_code == 2
    assert "is not in a project" in result.stderr


def test_open_starts_a_browser(reported: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", lambda url: opened.append(url) or 0)
    assert run("report", "--open").exit_code == 0
    assert opened == [(reported.output / "report.html").as_uri()]
    monkeypatch.setattr(click, "launch", lambda url: 3)
    result = run("report", "--open")
    assert result.exit_code == 2
    assert "no browser could be started" in result.stderr
