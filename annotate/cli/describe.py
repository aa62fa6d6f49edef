"""The description of the dataset, asked once: ``annotate describe``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import EXISTING_OR_STDIN, in_project, json_option, split_pairs
from annotate.cli.output import counted, print_json
from annotate.errors import ProjectError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project

_REMOVE = "-"


def parse_answers(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Return answers by name from NAME=TEXT; fail if there is no such question, or if it is answered twice."""
    from annotate.model.description import check_answer

    answers = split_pairs(ctx, parameter, value, example="NAME=TEXT, such as topics='Local politics'", advice="give it once")
    try:
        return {name: check_answer(name, text, "NAME") for name, text in answers.items()}
    except ProjectError as error:
        raise click.BadParameter(str(error).removeprefix("NAME: "), ctx, parameter) from error


@click.command(epilog="Example: annotate describe --set topics='Bridges and floods' --set rights='The outlets; research only'")
@click.option(
    "--set",
    "answers",
    multiple=True,
    metavar="NAME=TEXT",
    callback=parse_answers,
    help="Answer a question of the form; an empty text removes the answer. May be repeated.",
)
@click.option(
    "--from", "file", type=EXISTING_OR_STDIN, metavar="FILE", help="Read answers from TOML or JSON (- is standard input)."
)
@click.option("--show", "as_form", is_flag=True, help="Print the form with the answers as TOML, to fill in for --from.")
@json_option
@in_project
def describe(project: Project, /, answers: dict[str, str], file: Path | None, as_form: bool, as_json: bool) -> None:
    """Describe the dataset for its card: what no program can know.

    Asks where the articles are from and how they were chosen, who annotated and how they were trained, and what else the readers
    of a dataset's card want to know. The answers are kept in schema/description.toml; `annotate export` puts them on the card,
    and says there what nobody said. With an option, nothing is asked.
    """
    from annotate.model.description import to_toml

    if as_form and as_json:
        raise click.UsageError("give --show or --json, not both.")
    description = project.description()
    if file is not None:
        answers = {**_read(file), **answers}
    elif not (answers or as_form or as_json):
        answers = _ask(description)
    described = project.describe(answers) if answers else description
    if as_json:
        print_json(dict(described))
    elif as_form:
        click.echo(show(to_toml(described), lines=True), nl=False)
    else:
        for line in _lines(project, description, described):
            click.echo(line)


def _read(file: Path) -> dict[str, str]:
    from annotate.project.description import parse_description

    if str(file) == "-":
        return parse_description(sys.stdin.buffer.read(), "standard input")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ProjectError(f"{file} cannot be read ({error.strerror}); name another file.") from None
    return parse_description(content, str(file))


def _ask(description: Mapping[str, str]) -> dict[str, str]:
    """Ask the questions of the form one by one; at the end of the input, the rest stays as it is."""
    from annotate.model.description import QUESTIONS, check_answer

    click.echo(f"Enter leaves an answer as it is, {_REMOVE} removes it. Ctrl-D ends; what was answered is kept.", err=True)
    answers: dict[str, str] = {}
    try:
        for number, question in enumerate(QUESTIONS, 1):
            now = description.get(question.name, "")
            choices = f" ({', '.join(question.choices)})" if question.choices else ""
            if now:
                click.echo(f"   {show(' '.join(now.split()))}", err=True)
            while True:
                text = click.prompt(
                    f"{number}/{len(QUESTIONS)} {question.text}{choices}", default="", show_default=False, err=True
                )
                try:
                    answer = check_answer(question.name, text, question.title)
                except ProjectError as error:
                    click.echo(show(str(error)), err=True)
                    continue
                break
            if answer:
                answers[question.name] = "" if answer == _REMOVE else answer
    except click.Abort:
        click.echo(err=True)
    return answers


def _lines(project: Project, before: Mapping[str, str], description: Mapping[str, str]) -> Iterator[str]:
    """Yield what was changed, what nobody said, and the names that the card will hide."""
    from annotate.model.description import NAMES

    changed = [name for name in NAMES if before.get(name) != description.get(name)]
    path = show(str(project.description_path))
    yield f"Saved {counted(len(changed), 'answer')} in {path}: {', '.join(changed)}." if changed else "Nothing was changed."
    if unsaid := [name for name in NAMES if name not in description]:
        yield f"Not said yet: {', '.join(unsaid)}. The card will say so; to answer: annotate describe"
    if hidden := _annotators_named(project, description):
        yield f"Annotators are named ({', '.join(map(show, hidden))}): exports without --names show their pseudonyms instead."


def _annotators_named(project: Project, description: Mapping[str, str]) -> list[str]:
    from annotate.model.description import PUBLIC
    from annotate.model.people import replace_names

    names = [person.name for person in project.annotators()] if project.started else []
    answers = [answer for name, answer in description.items() if name not in PUBLIC]
    return [name for name in names if any(replace_names(answer, {name: "\0"}) != answer for answer in answers)]
