"""How commands print: what others wrote through `show`, or as JSON in ASCII."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from annotate.terminal import show

if TYPE_CHECKING:
    from annotate.model import Problem

FEW = 20  # more lines of a kind are not read, so they are counted
WIDEST = 100  # columns: longer lines of running text are hard to read


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
