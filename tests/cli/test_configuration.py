"""Defaults of options in annotate.toml and config.toml: their order, and every entry that does not exist."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from annotate.cli import SECTIONS, cli
from annotate.cli.configuration import configurable, configured_files, default_map, project_file, read_configuration, user_file
from annotate.errors import ConfigurationError
from annotate.project import Project
from support.commanding import run

SCRIPT = ":set suggestions off\nn\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def ready(project: Project) -> Project:
    project.add()
    return project


def names(project: Project) -> set[str]:
    return {revision.annotator for revision in project.revisions()}


def test_an_option_of_the_project_is_a_default(ready: Project) -> None:
    write(ready.root / "annotate.toml", '[label]\nannotator = "ada"\n')
    assert run("label", "--script", "-", input=SCRIPT).exit_code == 0
    assert names(ready) == {"ada"}


def test_command_line_environment_project_user(ready: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(user_file(), '[label]\nannotator = "user"\n')
    run("label", "--script", "-", input=SCRIPT)
    assert names(ready) == {"user"}
    write(ready.root / "annotate.toml", '[label]\nannotator = "team"\n')
    run("label", "--script", "-", input=SCRIPT)
    assert names(ready) == {"user", "team"}
    monkeypatch.setenv("ANNOTATE_LABEL_ANNOTATOR", "env")
    run("label", "--script", "-", input=SCRIPT)
    assert names(ready) == {"user", "team", "env"}
    run("label", "--annotator", "typed", "--script", "-", input=SCRIPT)
    assert names(ready) == {"user", "team", "env", "typed"}


def test_options_of_nested_commands_and_lists(ready: Project) -> None:
    path = write(ready.root / "annotate.toml", '[schema.migrate]\ndry-run = true\n[export]\nleave-out = ["bridge", "port"]\n')
    known = read_configuration(path, cli, personal=False)
    assert [(option.words, option.option, option.value) for option in known.options] == [
        (("schema", "migrate"), "dry-run", True),
        (("export",), "leave-out", ["bridge", "port"]),
    ]
    assert default_map([known]) == {"schema": {"migrate": {"dry_run": True}}, "export": {"leave_out": ["bridge", "port"]}}


def test_the_database_of_the_project(project: Project) -> None:
    write(project.root / "annotate.toml", 'database = "mysql://nowhere/x"\n')
    result = run("status")
    assert result.exit_code == 2
    assert "mysql" in result.stderr
    assert "mysql" not in run("--database", "sqlite://x", "status").stderr


def test_the_file_is_found_from_a_folder_of_the_project(ready: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(ready.root / "annotate.toml", "")
    (ready.root / "raw" / "deep").mkdir()
    monkeypatch.chdir(ready.root / "raw" / "deep")
    assert project_file(None) == path
    assert project_file(ready.root / "raw") == path


def test_a_file_outside_a_project_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "annotate.toml", "broken")
    monkeypatch.chdir(tmp_path)
    assert project_file(None) is None
    assert run("guide").exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lable]\nx = 1\n", "[lable]: there is no command of this name; did you mean label?"),
        ("[zzz]\n", "[zzz]: there is no command of this name; see annotate --help"),
        ("label = 3\n", "[label]: there is no command of this name"),
        ("[schema.migrat]\nx = 1\n", "[schema.migrat]: there is no command of this name; did you mean migrate?"),
        ("[label]\nblindrate = 1\n", "[label], blindrate: the command has no such option; did you mean blind-rate?"),
        ("[label]\nno-suggest = true\n", "no-suggest: the command has no such option; did you mean suggest?"),
        ('[label]\nblind-rate = "x"\n', "[label], blind-rate: 'x' is not a valid float."),
        ("[label]\nprofile = {a = 1}\n", "[label], profile: "),
        ('[label]\nprofile = "slow"\n', "'slow' is not one of 'quick', 'full'."),
        ("[label\n", "cannot be read"),
        ('name = "ada"\n', "name: everybody who works in this project would have it; put it into"),
        ("database = 3\n", 'database: 3 is not a text; write database = "..."'),
        ('database = "postgresql://ada:secret@db/news"\n', "database: a password does not belong into this file"),
    ],
)
def test_what_does_not_exist_is_refused(ready: Project, text: str, message: str) -> None:
    path = write(ready.root / "annotate.toml", text)
    result = run("status")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {path}")
    assert message in result.stderr
    assert "secret" not in result.stderr


def test_a_broken_file_of_the_users_is_ignored_with_a_notice(ready: Project) -> None:
    path = write(user_file(), 'name = "ada"\n[label]\nblindrate = 1\n')
    result = run("label", "--script", "-", input=SCRIPT)
    assert result.exit_code == 0
    assert f"Note: {path}, [label], blindrate: " in result.stderr
    assert names(ready) == {"ada"}, "the name is not among the broken entries"


def test_the_user_alone_has_a_name(ready: Project) -> None:
    write(user_file(), 'name = "ada"\n')
    (personal,) = configured_files(cli, None)
    assert personal.name == "ada"


def test_a_password_of_the_user(ready: Project) -> None:
    with pytest.raises(ConfigurationError, match="PGPASSWORD"):
        read_configuration(write(user_file(), 'database = "postgresql://a:b@h/n"\n'), cli, personal=True)


def test_every_command_is_in_one_section() -> None:
    listed = [command.name for commands in SECTIONS.values() for command in commands]
    assert sorted(listed) == sorted(name for name, command in cli.commands.items() if not command.hidden)


def test_switches_that_set_another_option_have_no_name() -> None:
    check = cli.commands["check"]
    assert "format" in configurable(check)
    assert "json" not in configurable(check)
    assert "help" not in configurable(check)
    assert isinstance(configurable(check)["strict"], click.Option)
