"""Exit codes, wrong usage, and broken projects."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import click
import pytest

from annotate.cli import COMMANDS, SECTIONS, cli
from annotate.model import Annotation
from annotate.project import Project
from support.children import child_group
from support.commanding import assert_safe, program, run, save, snapshot


def test_help_lists_the_commands_in_sections(in_empty_folder: Path) -> None:
    result = run("--help")
    listed = re.findall(r"^  (\w+)  ", result.stdout.partition("Start:")[2], re.MULTILINE)
    assert listed == [command.name for command in COMMANDS]
    assert {"status", "init", "add", "check", "export", "show", "log", "dump", "load"} <= set(listed)
    assert re.findall(r"^(\w+):$", result.stdout, re.MULTILINE) == ["Usage", "Options", *SECTIONS][1:]
    assert run("-h").stdout == result.stdout


def test_a_long_help_stays_in_its_line() -> None:
    lines = click.Context(cli, info_name="annotate", terminal_width=50).get_help().splitlines()
    assert max(map(len, lines)) <= 50
    assert [line for line in lines if line.startswith("  disagreements")] == ["  disagreements  Show what annotators disagree..."]


def test_outside_a_project_the_first_steps_are_shown(in_empty_folder: Path) -> None:
    result = run()
    assert result.exit_code == 0
    for command in ("annotate practice", "annotate demo", "annotate init"):
        assert f"  {command} " in result.stdout
    assert run("--json").exit_code == 2, "a program asked for a status"
    assert "is not in a project" in run("--project", ".").stderr
    run("init")
    assert run().stdout.startswith("Project ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "Did you mean one of: 'check', 'schema'?"),
        (["check", "--jsn"], "Did you mean '--json'?"),
        (["show"], "Missing argument 'DOCUMENT'"),
        (["show", "brigde"], "did you mean bridge?"),
        (["log", "brigde"], "did you mean bridge?"),
        (["dump", "--document", "brigde"], "did you mean bridge?"),
        (["dump", "--annotator", "km"], "there are decisions of mk"),
        (["dump", "nowhere/x.jsonl"], "No such file or directory"),
        (["dump", "output/annotations.db"], "is the store"),
        (["load"], "Missing argument 'FILE...'"),
        (["load", "nowhere.jsonl"], "nowhere.jsonl: No such file or directory"),
        (["check", "raw"], "raw: Is a directory"),
        (["add", "output"], "no articles here"),
        (["add", "raw/bridge.txt", "raw/other.txt", "--id", "x"], "one by one"),
        (["export", "--test", "2"], "test fraction"),
        (["export", "--gold", "nobody"], "nobody"),
        (["export", "raw/bridge.txt"], "is a file"),
        (["export", "raw"], "raw"),
        (["init"], "is already a project"),
        (["--project", "nowhere", "status"], "is not a folder"),
        (["--project", "..", "status"], "is not in a project"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_sentence_and_changes_nothing(labelled: Project, arguments: list[str], message: str) -> None:
    before = snapshot(labelled.root)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert "Traceback" not in result.stderr
    assert snapshot(labelled.root) == before


@pytest.mark.parametrize(
    "command", ["status", "add", "check", "export", "show bridge", "log bridge", "dump", "load labels.jsonl"]
)
class TestBrokenProject:
    def stopped(self, command: str, message: str) -> None:
        result = run(*command.split())
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        assert message in result.stderr

    def test_no_project(self, in_empty_folder: Path, command: str) -> None:
        self.stopped(command, "annotate init")
        assert not list(in_empty_folder.iterdir())

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"type": 5}', b"\xff\xfe"])
    def test_schema(self, labelled: Project, command: str, content: bytes) -> None:
        labelled.schema_path.write_bytes(content)
        Path("labels.jsonl").touch()
        if command in ("check", "export", "load labels.jsonl"):  # the others do not need it
            self.stopped(command, "annotation.schema.json")
        else:
            assert run(*command.split()).exit_code == 0

    @pytest.mark.parametrize(
        ("content", "message"),
        [(b"no database at all" * 10, "not a store of annotate"), (None, "database of another program")],
        ids=["no database", "another program's"],
    )
    def test_foreign_database(self, project: Project, command: str, content: bytes | None, message: str) -> None:
        if content is None:
            with sqlite3.connect(project.database) as connection:
                connection.execute("CREATE TABLE cooking (recipe TEXT)")
            connection.close()
        else:
            project.database.write_bytes(content)
        Path("labels.jsonl").touch()
        before = snapshot(project.root)
        self.stopped(command, message)
        assert snapshot(project.root) == before

    def test_newer_store(self, labelled: Project, command: str) -> None:
        with sqlite3.connect(labelled.database) as connection:
            connection.execute("INSERT INTO migrations VALUES (99, '2030-01-01')")
        connection.close()
        Path("labels.jsonl").touch()
        self.stopped(command, "newer version")

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
    def test_unreadable_store(self, labelled: Project, command: str) -> None:
        labelled.database.chmod(0)
        Path("labels.jsonl").touch()
        self.stopped(command, "cannot be opened")


def test_a_project_without_articles(project: Project) -> None:
    for command in ("show bridge", "log bridge", "dump", "export"):
        result = run(*command.split())
        assert (result.exit_code, "annotate add" in result.stderr) == (2, True), command
    assert run("check").stdout == "Checked 0 decisions on 0 documents: no problems.\n"
    assert not project.database.exists()


def test_a_bug_shows_its_traceback(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Project, "status", lambda self, **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("status")
    broken = "p.Project.status = lambda self, **_: {}['\\x1b[31m\\x9b']"
    code = f"import annotate.cli, annotate.project as p; {broken}; annotate.cli.main()"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert process.returncode == 1
    assert b"Traceback" in process.stderr
    assert_safe(process.stderr.decode())


def test_exit_codes(labelled: Project) -> None:
    assert [program(*arguments).wait() for arguments in (["status"], ["nothing"], ["--version"])] == [0, 2, 0]
    Path("bad.jsonl").write_text("{}\n")
    assert program("check", "bad.jsonl").wait() == 1


def test_a_closed_pipe_ends_quietly(labelled: Project) -> None:
    for number in range(300):  # more than a pipe holds
        save(labelled, 0, Annotation("no_claim", note="x" * 1000), annotator=f"a{number}")
    process = program("dump")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 141)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c(project: Project) -> None:
    with child_group([sys.executable, "-m", "annotate", "add", "-"], stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(b"a word " * 30_000)  # more than a pipe holds: when it is written, the program is reading
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, b"", b"Interrupted. Everything you labelled is saved.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(labelled: Project) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run([sys.executable, "-m", "annotate", "dump"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (process.returncode, process.stderr) == (
        2,
        b"Error: No space left on device; make room, then run the command again (nothing stored is lost).\n",
    )
    assert "No space left" in run("dump", "/dev/full").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "\udcff"),
        ("label", "bridge", "--annotator", "m\udcffk"),
        ("remove", "bridge", "\udcff"),
        ("assign", "--overlap", "1", "--training", "\udcff"),
        ("--database", "\udcff", "status"),
        ("copy", "\udcff", "x.db"),
        ("guide", "\udcff"),
        ("\udcff",),
        ("--project", "\udcff", "status"),
        ("schema", "migrate", "--rename", "a=\udcff"),
    ],
)
def test_arguments_that_are_not_utf_8(labelled: Project, arguments: tuple[str, ...]) -> None:
    refused = run(*arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.splitlines()[-1].startswith("Error: ")


def test_an_environment_that_is_not_utf_8(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_LABEL_ANNOTATOR", "\udcff")
    assert "ANNOTATOR: \ufffd is not UTF-8" in run("label", "bridge", "--script", "-", input="").stderr


def test_a_path_may_have_any_bytes(labelled: Project) -> None:
    Path("\udcff.txt").write_text("The road is open.")
    assert run("add", "\udcff.txt").exit_code == 0


def test_numbers_without_end(labelled: Project) -> None:
    refused = run("agree", "--resamples", "999999999999")
    assert (refused.exit_code, "0<=x<=100000" in refused.stderr) == (2, True)


def test_export_into_the_root(labelled: Project) -> None:
    refused = run("export", "/")
    assert (refused.exit_code, "is the root of the file system" in refused.stderr) == (2, True)
