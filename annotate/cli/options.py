"""Options and arguments that several commands share, and the location of the project they work in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, get_args

import click
from click.shell_completion import CompletionItem

from annotate.errors import AnnotateError, ArticleError, ProjectError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project

P = ParamSpec("P")

ArticleKind = Literal[
    "text",
    "markdown",
    "html",
    "json",
    "jsonl",
    "csv",
    "tsv",
    "parquet",
    "pdf",
    "docx",
    "odt",
    "rtf",
    "epub",
    "eml",
    "mbox",
    "warc",
    "gzip",
    "zip",
]
"""The file formats of articles. A copy: the readers would take too long to import here."""


@dataclass(frozen=True, slots=True)
class ProjectLocation:
    """The values of ``--project`` and ``--database``."""

    start: Path | None = None
    database: str | None = field(default=None, repr=False)  # it may contain a password

    def project(self) -> Project:
        """Find the project. Raises ProjectError if there is none."""
        from annotate.project import find_project

        return find_project(self.start, self.database)

    def exists(self) -> bool:
        """Return True if there is a project."""
        try:
            self.project()
        except ProjectError:
            return False
        return True


def refuse_password(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return a database URL, unless it has a password on the command line, which every user of the machine can see."""
    origin = ctx.get_parameter_source(parameter.name or "")
    if value and origin is click.core.ParameterSource.COMMANDLINE and "://" in value:
        from annotate.store.postgres import password_in  # imports hashlib, 4 ms

        if password_in(value):
            raise click.BadParameter(
                "a password on the command line can be seen with `ps`: put the URL into ANNOTATE_DATABASE, or the password into "
                "PGPASSWORD or ~/.pgpass",
                ctx,
                parameter,
            )
    return value


def in_project(command: Callable[Concatenate[Project, P], int | None]) -> Callable[P, int | None]:
    """Call a command with the project that ``--project`` and ``--database`` locate, as its first argument."""

    @click.pass_obj
    @wraps(command)
    def run(location: ProjectLocation, /, *args: P.args, **options: P.kwargs) -> int | None:
        return command(location.project(), *args, **options)

    return run


def complete_document(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return some ids of stored documents for shell completion, the first in order; none outside a project."""
    values = ctx.find_root().params
    try:
        ids = ProjectLocation(values.get("project"), values.get("database")).project().complete_id(incomplete)
    except (AnnotateError, OSError):
        return []
    return [id for id in ids if show(id) == id]


Decided = Literal["single", "majority", "unanimous", "adjudicated"]
"""The ways in which gold is decided. A copy: `annotate.review.gold` would take 20 ms to import here."""

annotators_option = click.option(
    "--annotators", multiple=True, metavar="NAMES", help="Use only these annotators, separated by commas. May be repeated."
)
leave_out_annotator_option = click.option(
    "--leave-out-annotator",
    "leave_out_annotators",
    multiple=True,
    metavar="NAME",
    help="Leave out this annotator's decisions. May be repeated.",
)
only_option = click.option(
    "--only",
    multiple=True,
    type=click.Choice(get_args(Decided)),
    help="Use only sentences whose gold was decided so. May be repeated.",
)


def names_in(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names in texts in which they are separated by commas, each once.

    >>> names_in(["ada, ben", "cem", "ada"])
    ('ada', 'ben', 'cem')
    """
    names = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def check_encoding_option(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the name of an encoding; fail if there is none by this name."""
    if value is not None:
        from annotate.articles.formats.decoding import check_encoding  # 30 ms, and few commands name one

        try:
            check_encoding(value)
        except ArticleError as error:
            raise click.BadParameter(str(error), ctx, parameter) from error
    return value


def split_pairs(
    ctx: click.Context, parameter: click.Parameter, value: Iterable[str], *, example: str, advice: str
) -> dict[str, str]:
    """Return the texts behind the equals signs of a repeated option by the names before them.

    Raises click.BadParameter, with `example` or `advice`, if an equals sign is missing or a name is given twice.
    """
    pairs: dict[str, str] = {}
    for item in value:
        name, equals, text = item.partition("=")
        if not equals:
            raise click.BadParameter(f"{item!r} is not {example}.", ctx, parameter)
        if name in pairs:
            raise click.BadParameter(f"{name} is given twice; {advice}.", ctx, parameter)
        pairs[name] = text
    return pairs


def parse_columns(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Return names of columns by field from FIELD=NAME; fail if there is no such field, or if it is given twice."""
    columns = split_pairs(ctx, parameter, value, example="FIELD=NAME, such as text=Body", advice="name one column for it")
    if columns:
        from annotate.articles.formats.tables import check_fields

        try:
            check_fields(columns)
        except ArticleError as error:
            raise click.BadParameter(str(error), ctx, parameter) from error
    return columns


class Codes(click.ParamType[frozenset[str]]):
    """Codes of problems, separated by commas."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Return the codes in a text; fail if one does not exist."""
        from annotate.checks import parse_codes

        try:
            return parse_codes(value)
        except AnnotateError as error:
            self.fail(f"{error}.", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the code after the last comma."""
        from annotate.checks import CODES

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(before + comma + code) for code in CODES if code.startswith(last)]


DEFAULT_NAME = "[default: your database role, your configured name, or your login name]"
EXISTING_OR_STDIN = click.Path(path_type=Path, allow_dash=True)


class ArticlePlace(click.Path):
    """A path, - for standard input, or an address on the web, which stays text."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, allow_dash=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return an address as it is, anything else as a path."""
        from annotate.project.article_files import is_address

        return value if isinstance(value, str) and is_address(value) else super().convert(value, param, ctx)


document_argument = click.argument("document", shell_complete=complete_document)
annotator_option = click.option("--annotator", metavar="NAME", help="Only the decisions of this annotator.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
kind_option = click.option(
    "--kind",
    type=click.Choice(get_args(ArticleKind)),
    metavar="KIND",
    help="The format of standard input, such as html or jsonl.  [default: detected]",
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=check_encoding_option,
    help="The encoding of the files, such as windows-1251.  [default: detected]",
)
column_option = click.option(
    "--column",
    multiple=True,
    metavar="FIELD=NAME",
    callback=parse_columns,
    help="The column of a table for text, title, byline, published, url, language or id, such as text=Body; may be repeated.",
)
ThemeName = Literal["auto", "light", "dark", "ansi", "none"]
"""The names of themes. A copy: the prompt would take too long to import here."""

theme_option = click.option(
    "--theme",
    type=click.Choice(get_args(ThemeName)),
    envvar="ANNOTATE_THEME",
    help="Colours for a light or dark terminal, its own 16 colours, or none.  [default: auto; none with NO_COLOR]",
)
mouse_option = click.option(
    "--mouse", is_flag=True, help="Click words and items, drag over a claim, scroll with the wheel, in the full screen."
)
plain_option = click.option("--plain", is_flag=True, help="Speak in lines, for screen readers; ACCESSIBLE=1 does the same.")
script_option = click.option(
    "--script", type=EXISTING_OR_STDIN, metavar="FILE", help="Run a script (- is standard input) and print JSON."
)
record_option = click.option(
    "--record", type=click.Path(path_type=Path), metavar="FILE", help="Write a script of this session to FILE."
)
