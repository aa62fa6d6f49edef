"""The name for decisions: given, the role's, configured, or the login name; asked for once at a terminal."""

from __future__ import annotations

import os
import sys
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from annotate.cli import names
from annotate.cli.configuration import user_file
from annotate.cli.names import annotator_name, author_name, configured_name, login_name, replace_configured_name
from annotate.project import Project
from annotate.project.people import Login
from support.commanding import run

SCRIPT = ":set suggestions off\nn\n"


def stored(project: Project) -> set[str]:
    return {revision.annotator for revision in project.revisions()}


def configure(text: str | bytes) -> Path:
    path = user_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def ready(project: Project) -> Project:
    project.add()
    return project


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person at the terminal types, in order."""
    typed: list[str] = []

    def prompt(text: str, default: str | None = None, **_: object) -> str:
        return typed.pop(0) or default or ""

    monkeypatch.setattr(click, "prompt", prompt)
    return typed


def test_the_login_name_as_ever(ready: Project) -> None:
    result = run("label", "--script", "-", input=SCRIPT)
    assert stored(ready) == {"tester"}
    assert "Note" not in result.stderr


@pytest.mark.parametrize("login", ["root", "ubuntu", "Administrator"])
def test_a_login_of_many_people_is_told(ready: Project, monkeypatch: pytest.MonkeyPatch, login: str) -> None:
    monkeypatch.setenv("LOGNAME", login)
    result = run("label", "--script", "-", input=SCRIPT)
    assert f"Note: decisions are stored under '{login}', the login name; give yours with --annotator NAME.\n" in result.stderr
    assert stored(ready) == {login}, "a script in a container still works"
    corrected = run("correct", "bridge", "merge", "1")
    assert f"under '{login}'" in corrected.stderr
    assert "Note" not in run("label", "--script", "-", "--annotator", login, input=SCRIPT).stderr


def test_what_is_given_wins(ready: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    configure('name = "ada"\n')
    run("label", "--annotator", "ben", "--script", "-", input=SCRIPT)
    monkeypatch.setenv("ANNOTATE_LABEL_ANNOTATOR", "cem")
    run("label", "--script", "-", input=SCRIPT)
    assert stored(ready) == {"ben", "cem"}
    assert "is empty; give one with --annotator" in run("label", "--annotator", "", "--script", "-", input=SCRIPT).stderr


def test_the_configured_name(ready: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "root")
    configure('\ufeffname = "Zoë"\n[label]\nblind-rate = 0.2\n')
    assert "Note" not in run("label", "--script", "-", input=SCRIPT).stderr
    assert stored(ready) == {"Zoë"}
    assert author_name(ready) == "Zoë"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("name = ", "Invalid value"), ("name = 3", "not a text"), (b"name = '\xff'", "not UTF-8"), ("[name", "Expected ']'")],
)
def test_a_broken_configuration_is_ignored_with_a_notice(ready: Project, text: str | bytes, reason: str) -> None:
    path = configure(text)
    result = run("label", "--script", "-", input=SCRIPT)
    assert result.exit_code == 0
    assert result.stderr.count(f"Note: {path}") == 1
    assert "until then it is ignored" in result.stderr
    assert reason in result.stderr
    assert stored(ready) == {"tester"}
    assert path.read_bytes() == (text if isinstance(text, bytes) else text.encode())


def test_the_file_is_read_once(ready: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def loads(text: str) -> dict[str, Any]:
        read.append(text)
        return original(text)

    original = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", loads)
    configure('name = "ada"\n[label]\nblind-rate = 0.0\n')
    run("label", "--script", "-", input=SCRIPT)
    assert (stored(ready), len(read)) == ({"ada"}, 1)


def test_a_configuration_that_is_a_folder(ready: Project) -> None:
    user_file().mkdir(parents=True)
    assert "cannot be read (Is a directory)" in run("status").stderr
    assert configured_name() == ""


def test_somebody_at_a_terminal_is_asked_once(
    ready: Project, answers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOGNAME", "root")
    answers += ["Ada\u200b", " ", " Ada L. "]
    assert annotator_name(ready, None, "--annotator", ask=True) == "Ada L."
    err = capsys.readouterr().err
    assert "only characters that can be seen" in err
    assert "name is empty" in err
    assert f"Kept in {user_file()}" in err
    assert user_file().read_text(encoding="utf-8") == 'name = "Ada L."\n'
    assert annotator_name(ready, None, "--annotator", ask=True) == "Ada L.", "not asked again"
    assert answers == []


def test_the_login_name_is_offered_and_a_second_spelling_refused(
    labelled: Project, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["MK", ""]
    assert annotator_name(labelled, None, "--annotator", ask=True) == "tester"
    assert "'MK' is another spelling of 'mk'" in capsys.readouterr().err


def test_asking_needs_no_store(project: Project, answers: list[str]) -> None:
    answers += ["ada"]
    assert annotator_name(project, None, "--annotator", ask=True) == "ada"


def test_what_else_is_configured_stays(ready: Project, answers: list[str]) -> None:
    configure("# mine\n[label]\nblind-rate = 0.2\n")
    answers += ['a "quoted" \\ name']
    annotator_name(ready, None, "--annotator", ask=True)
    assert user_file().read_text() == 'name = "a \\"quoted\\" \\\\ name"\n# mine\n[label]\nblind-rate = 0.2\n'
    assert configured_name() == 'a "quoted" \\ name'
    assert replace_configured_name("ada", "eva") is False
    assert replace_configured_name(configured_name(), "e\x7fva") is True
    assert configured_name() == "e\x7fva"
    replace_configured_name("e\x7fva", "")
    assert user_file().read_text() == "# mine\n[label]\nblind-rate = 0.2\n"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(ready: Project, answers: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    user_file().parent.parent.chmod(0o500)
    answers += ["ada"]
    assert annotator_name(ready, None, "--annotator", ask=True) == "ada"
    assert "cannot be kept in" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made(ready: Project, answers: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    user_file().parent.write_text("a file is in the way")
    answers += ["ada"]
    assert annotator_name(ready, None, "--annotator", ask=True) == "ada"
    assert "Note: the name cannot be kept in" in capsys.readouterr().err


@pytest.mark.parametrize(("role", "name"), [("ada", "ada"), ("postgres", "tester"), (None, "tester")])
def test_the_role_of_a_database(ready: Project, monkeypatch: pytest.MonkeyPatch, role: str | None, name: str) -> None:
    monkeypatch.setattr(Project, "login", lambda self: Login(role, timedelta(0)))
    assert annotator_name(ready, None, "--annotator", ask=False) == name
    assert author_name(ready) == name
    assert annotator_name(ready, "ben", "--annotator", ask=False) == "ben"


@pytest.mark.parametrize(("hours", "words"), [(-96, "4 days ahead of"), (1, "1 hour behind"), (0.01, "")])
def test_a_clock_that_is_wrong_is_told(
    ready: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], hours: float, words: str
) -> None:
    monkeypatch.setattr(Project, "login", lambda self: Login("ada", timedelta(hours=hours)))
    annotator_name(ready, "ben", "--annotator", ask=False)
    err = capsys.readouterr().err
    assert err == (f"Note: This computer's clock is {words} the database server's, whose time counts; set it.\n" if words else "")


def test_nobody_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_user() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", no_user)
    assert login_name() == ""
    assert "root" in names.SHARED_NAMES
