"""Articles in, by command."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import get_args

import click
import pytest

from annotate.articles.parallel import Source
from annotate.cli import cli
from annotate.cli.articles import Correction
from annotate.model import Document
from annotate.project import Project
from annotate.project.segmentation import EditName
from annotate.workers.pool import cores
from support.commanding import ARTICLE, run


def test_add_goes_on_after_a_bad_file(project: Project) -> None:
    Path("raw/empty.txt").touch()
    Path("raw/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    result = run("add")
    assert (result.exit_code, result.stdout) == (1, "added     bridge  raw/bridge.txt\n1 added, 2 unreadable\n")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["raw/empty.txt", "raw/picture.txt"]
    report = json.loads(run("add", "--json").stdout)
    assert report["counts"] == {"unchanged": 1, "unreadable": 2}
    assert [article["problem"] and article["problem"]["code"] for article in report["articles"]] == [
        None,
        "empty-file",
        "binary-file",
    ]


def test_add_names_the_files_of_a_folder_that_it_does_not_read(project: Project) -> None:
    for name in ("a.jpg", "b\x1b.pages", "c", "d.css"):
        Path("raw", name).write_text("The road is open.")
    Path("raw/README").touch()
    assert run("add").stdout == (
        "added     bridge  raw/bridge.txt\n1 added\n"
        "Ignored (no known suffix): a.jpg, b␛.pages, c and 1 more. To read a file all the same, name it.\n"
    )
    assert [Path(name).name for name in json.loads(run("add", "--json").stdout)["ignored"]] == [
        "a.jpg",
        "b\x1b.pages",
        "c",
        "d.css",
    ]
    assert "Ignored" not in run("add", "raw/c").stdout


def test_add_refuses_what_would_lose_labels(labelled: Project) -> None:
    Path("raw/bridge.txt").write_text("Another text.")
    result = run("add")
    assert (result.exit_code, result.stdout) == (1, "1 refused\n")
    assert "--as-new" in result.stderr
    assert run("add", "--as-new").stdout == "added     bridge-2  raw/bridge.txt\n1 added\n"


def test_add_from_standard_input(project: Project) -> None:
    assert run("add", "-", "--id", "x", input="The road is open.").stdout == "added     x  stdin\n1 added\n"
    assert "is empty" in run("add", "-", input="").stderr


def test_add_names_near_duplicates(project: Project) -> None:
    Path("raw/wire.txt").write_text(f"{ARTICLE} Cars take the tunnel.")
    result = run("add", "--jobs", "1")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "2 added")
    assert result.stderr.startswith("raw/wire.txt::wire: nearly the same as bridge (")
    Path("raw/again.txt").write_text(f"{ARTICLE} Cars take the ferry.")
    assert [notice["code"] for notice in json.loads(run("add", "--json").stdout)["notices"]] == ["near-duplicate"]


def test_add_reads_with_as_many_processes_as_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read_many(files: list[Source], jobs: int) -> Iterator[tuple[str, Iterator[Document]]]:
        asked.append(jobs)
        yield from ((file.name, iter(())) for file in files)

    monkeypatch.setattr("annotate.articles.parallel.read_many", read_many)
    run("add", "--jobs", "3")
    monkeypatch.setenv("ANNOTATE_ADD_JOBS", "5")
    run("add")
    monkeypatch.delenv("ANNOTATE_ADD_JOBS")
    run("add")
    assert asked == [3, 5, cores()]
    assert run("add", "--jobs", "0").exit_code == 2


def test_kinds_are_those_of_the_articles() -> None:
    from annotate.articles.formats.files import KINDS

    for name in ("add", "segment"):
        (kind,) = (option for option in cli.commands[name].params if option.name == "kind")
        assert isinstance(kind.type, click.Choice)
        assert set(kind.type.choices) == set(KINDS.values())


def test_segment_needs_no_project_and_stores_nothing(in_empty_folder: Path) -> None:
    Path("bridge.txt").write_text(ARTICLE)
    result = run("segment", "bridge.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "     1  The bridge was closed on Monday, officials said. 0-48\n" in result.stdout
    assert [path.name for path in in_empty_folder.iterdir()] == ["bridge.txt"]
    assert "\x1b[38;5;243m" in run("segment", "bridge.txt", "--color").stdout
    assert "\x1b[" not in run("segment", "bridge.txt", "--no-color", color=True).stdout


def test_segment_goes_on_after_a_problem(in_empty_folder: Path) -> None:
    Path("a.txt").touch()
    Path("b.txt").write_bytes("The caf\xe9 is closed.".encode("cp1252"))
    result = run("segment", "a.txt", "b.txt", "nowhere.txt")
    assert result.exit_code == 1
    assert "The caf\xe9 is closed." in result.stdout
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["a.txt", "b.txt", "nowhere.txt"]
    assert run("segment", "b.txt").exit_code == 0, "an encoding that was guessed is a notice"
    assert run("segment").exit_code == 2


@pytest.mark.parametrize("command", ["segment", "add"])
def test_many_problems_of_a_kind_are_counted_and_json_has_all(command: str, in_empty_folder: Path) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        for number in range(100):
            archive.writestr(f"{number:03}.txt", "")
        archive.writestr("b.txt", b"\xff\xfe\xff")
    if command == "add":
        assert run("init").exit_code == 0
    printed = run(command, "a.zip")
    assert printed.exit_code == 1
    errors = printed.stderr.splitlines()
    assert sum(line.endswith("[empty-file]") for line in errors) == 20
    assert "... and 80 more like these [empty-file]; --json lists all" in errors
    assert sum("b.txt" in line for line in errors) == 1
    listed = json.loads(run(command, "a.zip", "--json").stdout)
    problems = listed["problems"] if command == "segment" else [article["problem"] for article in listed["articles"]]
    assert sum(problem["code"] == "empty-file" for problem in problems) == 100


def test_segment_as_json(in_empty_folder: Path) -> None:
    result = run("segment", "-", "--json", "--kind", "jsonl", input='{"text": "The caf\xe9 is closed. \\u001b[31m It is."}\n{}\n')
    assert result.exit_code == 1
    assert result.stdout.isascii()
    report = json.loads(result.stdout)
    assert [sentence["text"] for sentence in report["documents"][0]["sentences"]] == ["The caf\xe9 is closed.", "\x1b[31m It is."]
    assert [problem["code"] for problem in report["problems"]] == ["row-without-text"]


def test_correct(labelled: Project) -> None:
    before = labelled.document("bridge")
    assert len(before.sentences) == 2
    assert run("correct", "bridge", "merge", "1").stdout == MERGED
    assert run("check").exit_code == 0
    numbers = run("correct", "bridge", "split", "1", "7")
    assert numbers.exit_code == 0
    assert labelled.document("bridge").text == before.text
    assert run("correct", "bridge", "undo").exit_code == run("correct", "bridge", "undo").exit_code == 0
    assert labelled.document("bridge") == before
    lines = run("log", "bridge").stdout.splitlines()
    assert [line.split("  ", 3)[3] for line in lines if "  article  " in line] == [
        "sentences merged",
        "sentence split",
        "undo: sentence split",
        "undo: sentences merged",
    ]


def test_correct_asks_on_a_terminal(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = labelled.document("bridge")
    monkeypatch.setattr("annotate.cli.articles.at_terminal", lambda: True)
    refused = run("correct", "bridge", "merge", "1", input="n\n")
    assert (refused.exit_code, labelled.document("bridge")) == (1, before)
    assert "Make this correction? [y/N]: n\nNothing was changed.\n" in refused.stdout
    assert run("correct", "bridge", "merge", "1", "--yes").stdout == MERGED
    assert "Make this correction?" in run("correct", "bridge", "undo", input="y\n").stdout
    assert labelled.document("bridge") == before


MERGED = "mk: 2 of these sentences finished; 1 will be open again.\nCorrected bridge: now 1 sentence.\n"


def test_update_and_as_new_exclude_each_other(labelled: Project) -> None:
    result = run("add", "--update", "--as-new")
    assert result.exit_code == 2
    assert "choose one" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("split 1 99", "sentence 1 has no word 99"),
        ("split 1", "a split needs the number of a word"),
        ("merge 99", "has no sentence 99"),
        ("role 99 ui", "there is no block 99"),
        ("role 1 song", "is not a kind of block"),
    ],
)
def test_an_impossible_correction_is_refused(labelled: Project, arguments: str, message: str) -> None:
    before = labelled.document("bridge")
    result = run("correct", "bridge", *arguments.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert labelled.document("bridge") == before


def test_mend_is_the_old_name_of_correct(labelled: Project) -> None:
    assert run("mend", "bridge", "merge", "1").stdout == MERGED
    assert run("mend", "bridge", "split", "1", "99").exit_code == 2
    assert "mend" not in run("--help").stdout
    assert run("mend", "--help").stdout.startswith("Usage: annotate mend ")


@pytest.mark.parametrize("command", ["mend", "correct"])
@pytest.mark.parametrize("variable", ["ANNOTATE_MEND_ANNOTATOR", "ANNOTATE_CORRECT_ANNOTATOR"])
def test_the_author_of_a_correction_from_the_environment(
    labelled: Project, monkeypatch: pytest.MonkeyPatch, command: str, variable: str
) -> None:
    monkeypatch.setenv(variable, "eve")
    assert run(command, "bridge", "merge", "1").exit_code == 0
    with closing(sqlite3.connect(labelled.database)) as connection:
        assert connection.execute("SELECT author FROM segmentations ORDER BY revision").fetchall()[-1] == ("eve",)


def test_remove(labelled: Project) -> None:
    refused = run("remove", "bridge")
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "bridge has labels" in refused.stderr
    removed = run("remove", "bridge", "--labelled", "gone.jsonl")
    assert removed.stdout == (
        "Removed 1 document and 2 decisions for good.\n"
        "The decisions are in gone.jsonl; delete that file, too, if they must not be kept.\n"
        "raw/bridge.txt is still there: delete it, or `annotate add` reads it again.\n"
    )
    run("add")
    run("load", "gone.jsonl")
    (dump,) = [json.loads(run("remove", "bridge", "--json", "--labelled").stdout)["dump"]]
    assert Path(dump).read_bytes() == Path("gone.jsonl").read_bytes()
    assert run("remove", "bridge").exit_code == 2


def test_the_corrections_are_those_of_the_project() -> None:
    """The command line has a copy of its own, so that `--help` does not load the project."""
    assert get_args(Correction) == get_args(EditName)


def test_add_with_an_encoding_and_columns(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("raw/rows.csv").write_bytes("Nr;Inhalt\nm1;Мост закрыт.\n".encode("koi8-r"))
    result = run("add", "raw/rows.csv", "--encoding", "koi8-r", "--column", "text=Inhalt", "--column", "id=Nr")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "added     m1  raw/rows.csv#1\n1 added\n"
    assert project.document("m1").text == "Мост закрыт."
    monkeypatch.setenv("ANNOTATE_ADD_ENCODING", "koi8-r")
    monkeypatch.setenv("ANNOTATE_ADD_COLUMN", "text=Inhalt id=Nr")
    assert run("add", "raw/rows.csv").stdout == "unchanged m1  raw/rows.csv#1\n1 unchanged\n"
    missing = run("add", "raw/rows.csv", "--encoding", "koi8-r", "--column", "text=Text")
    assert (missing.exit_code, missing.stdout) == (1, "1 unreadable\n")
    assert missing.stderr.startswith("raw/rows.csv: the table has no column 'Text'; it has Nr, Inhalt; ")


def test_segment_with_an_encoding_and_columns(in_empty_folder: Path) -> None:
    Path("a.txt").write_bytes("Мост закрыт.".encode("koi8-r"))
    assert "Мост закрыт. 0-12" in run("segment", "a.txt", "--encoding", "KOI8-R").stdout
    result = run("segment", "-", "--kind", "jsonl", "--column", "title=A=B", input='{"text": "One.", "A=B": "The head"}')
    assert (result.exit_code, "title  The head" in result.stdout) == (0, True)


@pytest.mark.parametrize("command", ["add", "segment"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--encoding", "win-1251"], "'win-1251' is not an encoding; did you mean windows-1251"),
        (["--column", "body=Body"], "'body' is not a field; the fields are text, title, byline, published, url, language, id."),
        (["--column", "text"], "'text' is not FIELD=NAME, such as text=Body."),
        (["--column", "text="], "the column of text has no name."),
        (["--column", "text=a", "--column", "text=b"], "text is given twice; name one column for it."),
    ],
)
def test_options_of_reading_that_mean_nothing(project: Project, command: str, arguments: list[str], message: str) -> None:
    result = run(command, "raw/bridge.txt", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Invalid value for '{arguments[0]}': {message}" in result.stderr


def test_the_fields_of_columns_are_in_the_help() -> None:
    from annotate.articles.formats.tables import COLUMNS

    for name in ("add", "segment"):
        (column,) = (option for option in cli.commands[name].params if option.name == "column")
        assert isinstance(column, click.Option)
        *most, last = COLUMNS
        assert f"for {', '.join(most)} or {last}" in (column.help or "")
