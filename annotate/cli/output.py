"""How commands print: what others wrote through `show`, or as JSON in ASCII."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Problem

FEW = 20  # more lines of a kind are not read, so they are counted
WIDEST = 100  # columns: longer lines of running text are hard to read


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where that is a terminal and there is much to do; it is told what is done, and of how much."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=True) as bar:

        def progress(done: int, total: int) -> None:
            bar.length, bar.hidden = total, total <= FEW or not sys.stderr.isatty()
            bar.update(done - bar.pos)

        yield progress


def print_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    from annotate.checks import format_problem

    for problem in problems:
        click.echo(format_problem(problem), err=err)


def as_json(value: object) -> str:
    """JSON in ASCII: whatever a terminal would obey is an escape sequence of JSON's."""
    import json

    return json.dumps(value, indent=2, default=str).replace("\x7f", "\\u007f")


def print_json(value: object) -> None:
    click.echo(as_json(value))


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {show(what)}" for what, number in counts.items())
