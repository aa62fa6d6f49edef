"""The front end of a session: the full screen, lines, or a script, whatever fits the terminal and the options."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annotate.demo.demo import Watch
    from annotate.labelling.frontends.script import NumberedLines
    from annotate.labelling.frontends.themes import Look, ThemeName
    from annotate.labelling.runner import SessionRunner
    from annotate.project.sessions import Front


def choose_front_end(plain: bool, script: Path | None, theme: ThemeName | None = None, *, mouse: bool = False) -> Front:
    """Return the front end for a session; `theme` is None if none was asked for. Only the full screen has a `mouse`.

    Raises:
        click.UsageError: There is neither a terminal nor a script.
    """
    if script is not None:
        return partial(_run_script, _OpenedScript(script))
    name = _front_end_name(plain=plain)
    if name is None:
        raise click.UsageError("this needs a terminal: use --script FILE, or see `annotate demo`, which does not need one.")
    if name == "tui":
        from annotate.labelling.frontends import tui

        return partial(tui.run, look=_look(theme), mouse=mouse)
    from annotate.labelling.frontends import line

    return partial(line.run, read=_read_line, write=click.echo)


def choose_watch(speed: float, theme: ThemeName | None = None) -> Watch:
    """Return the front end that replays a script on the screen; `theme` is None if none was asked for.

    Raises:
        click.UsageError: There is no terminal, or it is too small.
    """
    if _front_end_name(plain=False) != "tui":
        raise click.UsageError("--watch needs a terminal of 60x16 or more; without --watch, `annotate demo` prints lines.")
    from annotate.labelling.frontends import replay

    return partial(replay.run, speed=speed, look=_look(theme))


def _look(theme: ThemeName | None) -> Look:
    """Return the look of the full screen. A theme that was asked for counts more than NO_COLOR (https://no-color.org)."""
    from annotate.labelling.frontends.themes import look_of

    return look_of(theme or ("none" if os.environ.get("NO_COLOR") else "auto"), os.environ)


def _front_end_name(*, plain: bool) -> str | None:
    from annotate.project.sessions import front_end

    size = os.get_terminal_size(1) if sys.stdout.isatty() else os.terminal_size((80, 24))
    return front_end(
        stdin=sys.stdin.isatty(),
        stdout=sys.stdout.isatty(),
        term=os.environ.get("TERM", ""),
        size=(size.columns, size.lines),
        plain=plain or os.environ.get("ACCESSIBLE", "") not in ("", "0"),
    )


class _OpenedScript:
    """A script that is opened once: sessions on several articles read on in it, one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def lines(self) -> NumberedLines:
        """The lines that are not read yet."""
        from annotate.labelling.frontends.script import NumberedLines

        return NumberedLines(self._read())

    def _read(self) -> Iterator[str]:
        if self.path == Path("-"):  # click would put a stream around it that may break when the program ends
            yield from (line.decode(errors="replace") for line in sys.stdin.buffer)
            return
        with click.open_file(self.path, encoding="utf-8", errors="replace") as lines:
            yield from lines


def _run_script(script: _OpenedScript, runner: SessionRunner) -> None:
    from annotate.labelling.frontends.script import run

    run(runner, script.lines, str(script.path), click.echo)


def _read_line(prompt: str) -> str:
    """Read a line with the terminal's editing. A prompt never goes into a pipe."""
    if sys.stdout.isatty():
        with suppress(ImportError):  # not available on every platform
            import readline  # noqa: F401 - importing it gives input() its editing
        return input(prompt)
    click.echo(prompt, nl=False, err=True)
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line
