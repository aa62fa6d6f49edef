"""The command line: each command opens the project, calls it, shows what came back, and returns its exit status.

Only click is imported at the top of these modules: what else a command needs, it imports itself, so that ``annotate --help``
costs no more than click.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from annotate._version import __version__
from annotate.cli.articles import add, segment
from annotate.cli.assign import assign
from annotate.cli.export import check, export, push
from annotate.cli.group import Road
from annotate.cli.guide import guide
from annotate.cli.history import copy, dump, load, log, show_document
from annotate.cli.labelling import demo, label, mend, practice, suggest
from annotate.cli.options import Place, refuse_password
from annotate.cli.review import adjudicate, agree, disagreements
from annotate.cli.schema import schema
from annotate.cli.status import init, status
from annotate.text.terminal import show

ROAD = (
    *(status, init, add, segment, suggest, assign, label, mend, check, agree, disagreements, adjudicate, schema, export, push),
    *(show_document, log, dump, load, copy, practice, demo, guide),
)
"""The commands in the order of an article's journey, as ``--help`` lists them."""


@click.group(
    cls=Road,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ANNOTATE"},
    epilog="Every option has its environment variable: ANNOTATE_PROJECT for --project, ANNOTATE_ADD_LANGUAGE for add --language.",
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The project, or a folder in it.  [default: the working folder]",
)
@click.option(
    "--database",
    metavar="URL",
    callback=refuse_password,
    help="postgresql://user@host/name, for teams.  [default: output/annotations.db]",
)
@click.option("--json", "as_json", is_flag=True, help="Without a command: the status as JSON.")
@click.version_option(__version__, prog_name="annotate")
@click.pass_context
def cli(ctx: click.Context, project: Path | None, database: str | None, as_json: bool) -> Any:
    """Label claims, sources and stances in news articles; get a dataset.

    Without a command it says where you are and what to do next.
    """
    ctx.obj = Place(project, database)
    ctx.color = False if os.environ.get("NO_COLOR") else ctx.color  # click does not know it
    if ctx.invoked_subcommand is None:
        return ctx.invoke(status, as_json=as_json)
    if as_json:
        raise click.UsageError(f"--json belongs behind the command: annotate {ctx.invoked_subcommand} --json")
    return None


for command in ROAD:
    cli.add_command(command)


def _print_bug(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    from traceback import format_exception

    sys.stderr.write(show("".join(format_exception(kind, error, trace)), lines=True))


def main() -> None:
    """The console script."""
    sys.excepthook = _print_bug  # a message may quote what others wrote
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no reason to stop
    cli.main(prog_name="annotate")
