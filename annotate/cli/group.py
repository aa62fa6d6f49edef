"""The command group, and the one place where exceptions become exit codes.

0 fine, 1 problems found, 2 wrong usage or a command that cannot continue, 130 interrupted, 141 the reader of the output is gone.
A bug shows its traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from errno import EACCES, EEXIST, ENOSPC, ENOTDIR
from functools import wraps
from typing import Any

import click

from annotate.cli.output import print_problems
from annotate.errors import AnnotateError
from annotate.text.terminal import show

FINE, PROBLEMS, WRONG_USAGE, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141

_REMEDIES = {
    ENOSPC: "; make room, then run the command again (nothing stored is lost)",
    EACCES: "; check its permissions, or name another place",
    EEXIST: "; remove what is there, or name another place",
    ENOTDIR: "; it goes through something that is not a folder: name another place",
}
"""What to do about an error of the system, by its number."""


class CommandGroup(click.Group):
    """A group that lists its commands in sections, in the order they were added, and exits with the right code."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.sections: dict[str, list[str]] = {}

    def add_section(self, title: str, commands: Iterable[click.Command]) -> None:
        """Add commands under a heading of the help."""
        for command in commands:
            self.add_command(command)
            self.sections.setdefault(title, []).append(command.name or "")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of each section with their short help."""
        widest = max(map(len, self.commands))
        for title, names in self.sections.items():
            with formatter.section(title):
                room = formatter.width - formatter.current_indent - widest - 2
                rows = [(name.ljust(widest), self.commands[name].get_short_help_str(room)) for name in names]
                formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they were added, where click would sort them."""
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command line and exit. Errors of the user's are one sentence on standard error; a bug is raised."""
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as error:
            status = _print_usage_error(error)
        except click.Abort:
            click.echo("Interrupted. Everything you labelled is saved.", err=True)
            status = INTERRUPTED
        except AnnotateError as error:
            status = _print_annotate_error(error)
        except OSError as error:
            status = _print_error(_os_error_message(error), WRONG_USAGE)
        sys.exit(status or FINE)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, which will refuse texts that are not UTF-8; paths may have any bytes."""
        if (callback := cmd.callback) is not None:

            @wraps(callback)
            def run(*args: Any, **options: Any) -> Any:
                _refuse_undecodable(options)
                return callback(*args, **options)

            cmd.callback = run
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Invoke a command; exit quietly if the reader of its output is gone, as in ``annotate dump | head``."""
        _refuse_undecodable(ctx.params)
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Python flushes stdout once more when it exits, which would fail again: send that to the null device.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(UNREAD)


def _refuse_undecodable(options: Mapping[str, Any]) -> None:
    """Raise UsageError if an argument, or the environment variable in its place, has bytes that are not UTF-8."""
    for name, value in options.items():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and not _is_unicode(text):
                raise click.UsageError(f"{name.upper().replace('_', '-')}: {text} is not UTF-8; write it in UTF-8.")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _print_usage_error(error: click.ClickException) -> int:
    from io import StringIO

    text = StringIO()
    error.show(text)  # usage, hint and message, which quotes arguments and so must be sanitised
    click.echo(show(text.getvalue(), lines=True), err=True, nl=False)
    return WRONG_USAGE


def _print_annotate_error(error: AnnotateError) -> int:
    from annotate.project import ProblemsError

    if not isinstance(error, ProblemsError):
        return _print_error(str(error), WRONG_USAGE)
    print_problems(error.problems)
    return _print_error(str(error), PROBLEMS)


def _os_error_message(error: OSError) -> str:
    path = f"{error.filename}: " if error.filename else ""
    return f"{path}{error.strerror or error}{_REMEDIES.get(error.errno or 0, '')}"


def _print_error(message: str, status: int) -> int:
    end = "" if message.endswith((".", "?")) else "."
    click.echo(f"Error: {show(message)}{end}", err=True)
    return status
