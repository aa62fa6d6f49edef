"""The command line: each command opens the project, calls it, prints the result and returns the exit status.

The modules import only click at the top. Each command imports whatever else it needs, so that ``annotate --help`` takes no longer
than importing click.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from annotate._version import __version__
from annotate.cli.annotators import annotators
from annotate.cli.articles import add, correct, mend, remove, segment
from annotate.cli.assign import assign
from annotate.cli.backup import backup, restore
from annotate.cli.check import check
from annotate.cli.claims import claims
from annotate.cli.config import config
from annotate.cli.configuration import load_defaults
from annotate.cli.corpus import corpus
from annotate.cli.demo import demo
from annotate.cli.describe import describe
from annotate.cli.diff import diff
from annotate.cli.evaluate import evaluate
from annotate.cli.export import export, push
from annotate.cli.group import CommandGroup
from annotate.cli.guide import guide
from annotate.cli.history import copy, dump, load, log, show_document
from annotate.cli.interchange import import_
from annotate.cli.label import label, practice
from annotate.cli.link import link
from annotate.cli.options import ProjectLocation, refuse_password
from annotate.cli.report import report
from annotate.cli.review import adjudicate, agree, disagreements
from annotate.cli.schema import schema
from annotate.cli.status import init, status
from annotate.cli.streams import replace_closed_streams, sanitize_libraries
from annotate.cli.suggest import suggest
from annotate.cli.train import train
from annotate.text.terminal import show

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Start": (practice, demo, init, status, guide, config),
    "Articles": (add, segment, correct, show_document, remove, corpus),
    "Label": (label, suggest, train, claims, link, log, import_),
    "Check": (check, schema),
    "Team": (assign, agree, evaluate, disagreements, adjudicate, annotators, dump, load, copy, backup, restore),
    "Publish": (report, describe, export, diff, push),
}
"""The commands, as ``--help`` lists them."""

COMMANDS = tuple(command for commands in SECTIONS.values() for command in commands)


FIRST_STEPS = """\
annotate labels claims, their sources and the sources' stances in news articles.
There is no project here yet.

  annotate practice     learn the keys in ten sentences; nothing is saved
  annotate demo         watch a sample article on its way to a dataset
  annotate init news    create a project in the folder news

  annotate guide        the manual
  annotate --help       all commands"""
"""The text for somebody who runs ``annotate`` outside a project."""


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ANNOTATE"},
    epilog="Every option has an environment variable: ANNOTATE_PROJECT for --project, ANNOTATE_ADD_LANGUAGE for add --language.",
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The project folder, or a folder in it.  [default: the current folder]",
)
@click.option(
    "--database",
    metavar="URL",
    callback=refuse_password,
    help="A database for teams, postgresql://user@host/name.  [default: output/annotations.db]",
)
@click.option("--json", "as_json", is_flag=True, help="Without a command: print the status as JSON.")
@click.version_option(__version__, prog_name="annotate")
@click.pass_context
def cli(ctx: click.Context, /, project: Path | None, database: str | None, as_json: bool) -> Any:
    """Label claims, sources and stances in news articles; get a dataset.

    Without a command, shows progress and the next step; outside a project, how to begin.
    """
    configured_database = load_defaults(ctx, cli, project)
    ctx.obj = ProjectLocation(project, database or configured_database)
    ctx.color = False if os.environ.get("NO_COLOR") else ctx.color  # click does not read NO_COLOR
    if ctx.invoked_subcommand is None:
        if project is None and not as_json and not ctx.obj.exists():
            click.echo(FIRST_STEPS)
            return None
        return ctx.invoke(status, as_json=as_json)
    if as_json:
        raise click.UsageError(f"put --json after the command: annotate {ctx.invoked_subcommand} --json")
    return None


for section, commands in SECTIONS.items():
    cli.add_section(section, commands)
cli.add_command(mend)


def _print_bug(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    from traceback import format_exception

    sys.stderr.write(show("".join(format_exception(kind, error, trace)), lines=True))


def main() -> None:
    """Run the console script."""
    sys.excepthook = _print_bug  # sanitises the message, which may quote other people's text
    replace_closed_streams()
    sanitize_libraries()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without a letter must not stop a command
    cli.main(prog_name="annotate")
