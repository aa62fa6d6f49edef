"""Output of commands: other people's text is sanitised with `show`, or printed as ASCII JSON."""

from __future__ import annotations

import sys
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


def print_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Print problems, one per line."""
    from annotate.checks import format_problem

    for problem in problems:
        click.echo(format_problem(problem), err=err)


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
