"""The program as a whole: its help, the types of its options, its start, and a run from end to end."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TextIO, get_type_hints

import click
import pytest

from annotate.cli import COMMANDS, cli
from annotate.cli.options import ArticlePlace, in_project
from annotate.model import Annotation
from annotate.project import Project, find_project
from support.commanding import ARTICLE, claimed, run, save


@pytest.mark.parametrize("name", sorted(command.name or "" for command in COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: annotate {name}" in result.stdout
    assert run(name, "-h").stdout == result.stdout


def test_no_summary_of_a_command_is_cut_off() -> None:
    assert not [line for line in run("--help").stdout.splitlines() if line.startswith("  ") and line.endswith("...")]


def test_the_whole_workflow(in_empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Next: cd news, put articles into raw/" in run("init", "news").stdout
    monkeypatch.chdir(in_empty_folder / "news")
    Path("raw/bridge.txt").write_text(ARTICLE)
    assert run().stdout.endswith("\nNext: annotate add\n")
    assert run("add").stdout == "added     bridge  raw/bridge.txt\n1 added\n"
    assert run("add").stdout.endswith("1 unchanged\n")
    assert run("status").stdout == run().stdout
    assert run().stdout.endswith("\nNext: annotate label\n")
    here = find_project()
    for sentence in (0, 1):
        save(here, sentence, claimed(here.document("bridge"), "officials") if not sentence else Annotation("no_claim"))
    assert "  mk         2        0        0     0  1.0 s\n" in run().stdout
    assert run("check").stdout == "Checked 2 decisions on 1 document: no problems.\n"
    exported = run("export")
    assert "Exported 1 document, 1 claim, 1 source, 1 stance to " in exported.stdout
    load = exported.stdout.splitlines()[-1].removeprefix("Load it: ")
    import datasets

    assert len(eval(load, {"datasets": datasets})["train"]) == 2
    assert run("dump", "labels.jsonl").stdout == "Wrote 2 decisions to labels.jsonl\n"
    assert run("load", "labels.jsonl").stdout == "Loaded 0 new decisions; 2 were already here.\n"


def with_subcommands(command: click.Command) -> Iterator[click.Command]:
    yield command
    for subcommand in command.commands.values() if isinstance(command, click.Group) else ():
        yield from with_subcommands(subcommand)


PLAIN_TYPES: dict[str, Any] = {
    "text": str,
    "integer": int,
    "integer range": int,
    "float": float,
    "float range": float,
    "boolean": bool,
    "codes": frozenset[str],
    "number": int,
    "part": tuple[int, int],
}


def value_type(parameter: click.Parameter) -> Any:
    """Return the Python type of the values that click passes for an option or argument."""
    if parameter.callback is not None:
        returned = get_type_hints(parameter.callback)["return"]
        return str if parameter.required and returned == str | None else returned
    if isinstance(parameter.type, click.Choice):
        single: Any = Literal[tuple(parameter.type.choices)]  # type: ignore[valid-type]
    elif isinstance(parameter.type, ArticlePlace):
        single = Path | str
    elif isinstance(parameter.type, click.Path):
        single = parameter.type.type
    elif isinstance(parameter.type, click.File):
        single = TextIO
    else:
        single = PLAIN_TYPES[parameter.type.name]
    if parameter.multiple or parameter.nargs != 1:
        return tuple[single, ...]
    return single if parameter.required or parameter.to_info_dict()["default"] is not None else single | None


def mismatches(command: click.Command) -> list[str]:
    """Return the names of parameters whose Python type differs from click's, or that only one side has.

    click-type-test does the same, but cannot resolve `Project`, which commands import for type checking only, and needs a newer
    click than we do.
    """
    assert command.callback is not None
    function = inspect.unwrap(command.callback)
    hints = get_type_hints(function, {**function.__globals__, "Project": Project})
    parameters = inspect.signature(function).parameters.values()
    accepted = {parameter.name for parameter in parameters if parameter.kind is not parameter.POSITIONAL_ONLY}
    passed = [parameter for parameter in command.params if parameter.expose_value]  # not --version
    wrong = accepted ^ {parameter.name for parameter in passed}
    for parameter in passed:
        if isinstance(parameter, click.Option) and isinstance(parameter.flag_value, str):
            continue  # --json of `check` sets another option's value
        if parameter.name in accepted and hints[parameter.name] != value_type(parameter):
            wrong.add(parameter.name)
    return sorted(map(str, wrong))


@pytest.mark.parametrize("command", list(with_subcommands(cli)), ids=lambda command: command.name)
def test_python_parameters_match_the_options(command: click.Command) -> None:
    assert mismatches(command) == []


def test_a_mismatch_of_python_parameters_is_found() -> None:
    @click.command
    @click.argument("document")
    @click.argument("files", nargs=-1, type=click.Path(path_type=Path))
    @click.option("--annotator")
    @click.option("--number", type=int, default=1)
    @click.option("--format", type=click.Choice(["json", "csv"]))
    @click.option("--strict", is_flag=True)
    @in_project
    def command(
        project: Project,
        /,
        document: str,
        files: tuple[str, ...],
        annotator: str,
        number: int,
        format: Literal["json"] | None,
        **options: Any,
    ) -> None: ...

    assert mismatches(command) == ["annotator", "files", "format", "options", "strict"]


HEAVY = ("jsonschema", "jsonschema_rs", "prompt_toolkit", "pandas", "datasets", "pyarrow", "sqlite3", "wcwidth", "json", "orjson")


def test_start_up_is_cheap() -> None:
    code = "import sys, annotate.cli; print(' '.join(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    ours = {name for name in loaded if name.startswith("annotate.") and not name.startswith("annotate.cli")}
    assert ours == {"annotate._version", "annotate.errors", "annotate.text", "annotate.text.terminal"}
    assert not loaded & set(HEAVY)


def test_ctrl_c_while_the_program_loads() -> None:
    code = (
        "import sys, builtins\n"
        "real = builtins.__import__\n"
        "def interrupted(name, *rest, **more):\n"
        "    if name == 'click': raise KeyboardInterrupt\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = interrupted\n"
        "from annotate.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
