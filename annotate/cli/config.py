"""The configuration: ``annotate config``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from annotate.cli.configuration import PROJECT_FILE, Configuration, configurable, configured_files
from annotate.cli.options import json_option
from annotate.cli.output import print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.cli.options import ProjectLocation


class _Default(NamedTuple):
    """The default of an option that counts, and the file or environment variable that it comes from."""

    command: str
    option: str
    value: object
    origin: str


@click.command(epilog="Example: annotate config")
@json_option
@click.pass_context
def config(ctx: click.Context, /, as_json: bool) -> None:
    """Show which defaults of options are configured, and where.

    The files are annotate.toml in the project and your own config.toml. In both, a table for each command has its long options
    without the dashes: `blind-rate = 0.2` under `[label]`. At the top can be `database`, and in your own file `name`, your name
    for decisions.

    The command line comes first, then environment variables, the project's file, your own, and the built-in default.
    """
    group, location = _root(ctx)
    files = configured_files(group, location.start)
    defaults = list(_defaults(group, files))
    if as_json:
        print_json(
            {
                "files": [{"path": str(known.path), "exists": known.exists} for known in files],
                "defaults": [default._asdict() for default in defaults],
            }
        )
        return
    for known in files:
        click.echo(f"{show(str(known.path))}{'' if known.exists else ' (does not exist)'}")
    if len(files) == 1:
        click.echo(f"{PROJECT_FILE} (does not exist in this project)" if location.exists() else "not in a project")
    click.echo()
    for default in defaults:
        words = f"{default.command} --{default.option}" if default.command else default.option
        click.echo(f"{show(words)} = {show(_toml(default.value))}  ({show(default.origin)})")
    if not defaults:
        click.echo("Nothing is configured: every option has its built-in default, which --help shows.")


def _root(ctx: click.Context) -> tuple[click.Group, ProjectLocation]:
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    location: ProjectLocation = root.obj
    return root.command, location


def _defaults(group: click.Group, files: tuple[Configuration, ...]) -> Iterator[_Default]:
    """Yield what is configured and counts, in the order of the commands."""
    import os

    for known in files:
        if known.name:
            yield _Default("", "name", known.name, str(known.path))
    databases = [_Default("", "database", known.database, str(known.path)) for known in files if known.database is not None]
    if os.environ.get("ANNOTATE_DATABASE"):
        yield _Default("", "database", "(not shown: it may have a password)", "ANNOTATE_DATABASE")
    else:
        yield from databases[-1:]
    configured = {(known.words, known.option): (known, file.path) for file in files for known in file.options}
    for words, command in _commands(group, ()):
        for name, option in configurable(command).items():
            variable = "_".join(("annotate", *words, option.name or "")).upper().replace("-", "_")
            if (text := os.environ.get(variable)) is not None:
                yield _Default(" ".join(words), name, text, variable)
            elif entry := configured.get((words, name)):
                yield _Default(" ".join(words), name, entry[0].value, str(entry[1]))


def _commands(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*words, name))
        else:
            yield (*words, name), command


def _toml(value: object) -> str:
    """Return a value as TOML writes it."""
    import json

    return json.dumps(value, ensure_ascii=False, default=str)
