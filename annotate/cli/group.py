"""The group of commands, and the one place where exceptions become exit codes.

0 fine, 1 problems found, 2 wrong usage or a command that cannot go on, 130 interrupted, 141 nobody reads the output any more.
A bug shows its traceback.
"""

from __future__ import annotations

import os
import sys
from errno import ENOSPC
from typing import Any

import click

from annotate.cli.output import print_problems
from annotate.errors import AnnotateError
from annotate.text.terminal import show

FINE, PROBLEMS, WRONG_USAGE, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141


class Road(click.Group):
    """The commands in the order in which they were added, and the place where exceptions become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as error:
            status = _misused(error)
        except click.Abort:
            status = _stopped("Interrupted; what was stored stays stored.", INTERRUPTED)
        except AnnotateError as error:
            status = _refused(error)
        except OSError as error:
            status = _stopped(_told_by_system(error), WRONG_USAGE)
        sys.exit(status or FINE)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # As in `annotate dump | head`. Python flushes stdout once more when it ends: let that go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(UNREAD)


def _misused(error: click.ClickException) -> int:
    from io import StringIO

    told = StringIO()
    error.show(told)  # usage, hint and message; it quotes arguments
    click.echo(show(told.getvalue(), lines=True), err=True, nl=False)
    return WRONG_USAGE


def _refused(error: AnnotateError) -> int:
    from annotate.project import ProblemsError

    if not isinstance(error, ProblemsError):
        return _stopped(str(error), WRONG_USAGE)
    print_problems(error.problems)
    return _stopped(str(error), PROBLEMS)


def _told_by_system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    remedy = "; make room, then do the same again (nothing stored is lost)" if error.errno == ENOSPC else ""
    return f"{where}{error.strerror or error}{remedy}"


def _stopped(message: str, status: int) -> int:
    end = "" if message.endswith((".", "?")) else "."
    click.echo(f"Error: {show(message)}{end}", err=True)
    return status
