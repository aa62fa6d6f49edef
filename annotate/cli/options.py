"""Options and arguments that several commands have, and the project they work in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click
from click.shell_completion import CompletionItem

from annotate.errors import AnnotateError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Place:
    """Where commands work: what ``--project`` and ``--database`` said."""

    start: Path | None = None
    database: str | None = field(default=None, repr=False)  # it may hold a password

    def project(self) -> Project:
        """The project there. Raises ProjectError."""
        from annotate.project import find_project

        return find_project(self.start, self.database)


def refuse_password(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A database's address, unless it holds a password and stands on the command line, which every user of the machine sees."""
    given = ctx.get_parameter_source(parameter.name or "")
    if value and given is click.core.ParameterSource.COMMANDLINE and "://" in value:
        from annotate.store.postgres import password_in  # with hashlib, 4 ms

        if password_in(value):
            raise click.BadParameter(
                "no password here, where `ps` shows it: put the address into ANNOTATE_DATABASE, or the password into PGPASSWORD "
                "or ~/.pgpass",
                ctx,
                parameter,
            )
    return value


def in_project(command: Callable[Concatenate[Project, P], int | None]) -> Callable[P, int | None]:
    """Give a command the project that ``--project`` or the working folder says, with its store where ``--database`` says."""

    @click.pass_obj
    @wraps(command)
    def run(place: Place, /, *args: P.args, **options: P.kwargs) -> int | None:
        return command(place.project(), *args, **options)

    return run


def complete_document(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Ids of stored documents, for the shell; none where there is no project."""
    said = ctx.find_root().params
    try:
        entries = Place(said.get("project"), said.get("database")).project().documents()
    except (AnnotateError, OSError):
        return []
    return [entry.id for entry in entries if entry.id.startswith(incomplete) and show(entry.id) == entry.id]


class Codes(click.ParamType[frozenset[str]]):
    """Codes of problems, parted by commas."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        from annotate.checks import parse_codes

        try:
            return parse_codes(value)
        except AnnotateError as error:
            self.fail(f"{error}.", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from annotate.checks import CODES

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(before + comma + code) for code in CODES if code.startswith(last)]


def login_name() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return ""


document_argument = click.argument("document", shell_complete=complete_document)
annotator_option = click.option("--annotator", metavar="NAME", help="Only what this annotator decided.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
kind_option = click.option(
    "--kind",
    type=click.Choice(
        ["text", "markdown", "html", "json", "jsonl", "csv", "tsv", "parquet", "pdf", "docx", "warc", "gzip", "zip"]
    ),
    metavar="KIND",
    help="What standard input is, as html or jsonl.  [default: as it looks]",
)
EXISTING_OR_STDIN = click.Path(path_type=Path, allow_dash=True)
