"""Output of commands: other people's text is sanitised with `show`, or printed as ASCII JSON."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Problem

FEW = 20  # items of a list; nobody reads more, so the others are only counted
WIDEST = 100  # columns: longer lines of running text are hard to read


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on standard error if that is a terminal and there is much to do.

    Yields:
        A function that takes the number of finished items and the total.
    """
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=True) as bar:

        def progress(done: int, total: int) -> None:
            bar.length, bar.hidden = total, total <= FEW or not sys.stderr.isatty()
            bar.update(done - bar.pos)

        yield progress


def line_width() -> int:
    """Return the columns of a line of running text: those of the terminal, at most `WIDEST`."""
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else WIDEST


def wrapped(text: str, indent: int = 0) -> Iterator[str]:
    """Yield a text, sanitised, in lines of `line_width`."""
    from annotate.text.rows import paragraph

    for row in paragraph(line_width(), text, indent=indent):
        yield "".join(piece.text for piece in row).rstrip()


def indented(indent: int, text: str, first: str | None = None) -> Iterator[str]:
    """Yield the lines of a wrapped text, indented by so many columns; `first` replaces the indent of the first line."""
    for number, line in enumerate(wrapped(text, indent)):
        yield line if first is None or number else first + line.lstrip()


class ProblemPrinter:
    """Prints problems as they come, one per line: `FEW` of each kind, whose others are counted at the end.

    A packed file may have a hundred thousand members with the same problem; `--json` lists all of them.
    """

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()

    def print(self, problem: Problem) -> None:
        """Print a problem, unless there were enough of its kind."""
        from annotate.checks import format_problem

        self._numbers[problem.code] += 1
        if self._numbers[problem.code] <= FEW:
            click.echo(format_problem(problem), err=True)

    def finish(self) -> None:
        """Print how many problems of each kind were not printed."""
        for code, number in self._numbers.items():
            if number > FEW:
                click.echo(f"... and {number - FEW:,} more like these [{show(code)}]; --json lists all", err=True)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one per line: the first ones of each kind, and how many more there are."""
    printer = ProblemPrinter()
    for problem in problems:
        printer.print(problem)
    printer.finish()


def as_json(value: object) -> str:
    """Return a value as indented ASCII JSON, in which every character that a terminal could obey is escaped."""
    import json

    return json.dumps(value, indent=2, default=str).replace("\x7f", "\\u007f")


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(as_json(value))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "claim"), counted(2000, "claim")
    ('1 claim', '2,000 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(counts: Mapping[str, int]) -> str:
    """Return counts in one line: ``3 claims, 2 sources`` of ``{"claims": 3, "sources": 2}``."""
    return ", ".join(f"{number:,} {show(name)}" for name, number in counts.items())
