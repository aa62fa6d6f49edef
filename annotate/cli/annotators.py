"""People: ``annotate annotators list``, ``rename``, ``merge`` and ``forget``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from annotate.cli.group import CommandGroup
from annotate.cli.names import author_name, replace_configured_name
from annotate.cli.options import in_project, json_option
from annotate.cli.output import counted, print_json
from annotate.cli.streams import at_terminal
from annotate.errors import AnnotateError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.store import Person

_COLUMNS = ("documents", "decisions", "other", "last")

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group("annotators", cls=CommandGroup, epilog="Example: annotate annotators list")
def annotators() -> None:
    """List, rename, merge or forget annotators."""


@annotators.command("list", epilog="Example: annotate annotators list --json")
@json_option
@in_project
def list_annotators(project: Project, /, as_json: bool) -> None:
    """List everybody whose name is stored.

    Shows documents and decisions (including superseded ones and adjudications), the number of other records with the name
    (assignments, plans, corrected segmentations, removals, the key to the pseudonyms), and the time of the last decision.
    """
    people = project.annotators()
    if as_json:
        print_json([person._asdict() for person in people])
        return
    for line in _lines(people) if people else ("Nobody has decided anything yet.",):
        click.echo(line)


def _lines(people: Sequence[Person]) -> Iterator[str]:
    rows = [_COLUMNS, *((f"{p.documents:,}", f"{p.decisions:,}", f"{p.other:,}", _minute(p.last)) for p in people)]
    names = max(len(show(person.name)) for person in people)
    sizes = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    for name, row in zip(("", *(show(person.name) for person in people)), rows, strict=True):
        yield f"{name:<{names}}" + "".join(f"{cell:>{size}}" for cell, size in zip(row, sizes, strict=True))


def _minute(created: str | None) -> str:
    return created[:16].replace("T", " ") if created else "-"


@annotators.command("rename", epilog="Example: annotate annotators rename ubuntu ada")
@click.argument("old")
@click.argument("new")
@json_option
@in_project
def rename_annotator(project: Project, /, old: str, new: str, as_json: bool) -> None:
    """Give an annotator another name.

    Everything of OLD is NEW's afterwards: decisions, adjudications, assignments, places in plans, corrected segmentations, and
    the pseudonym in the dataset. NEW must not be known yet in any spelling; to bring two names together, use merge. Dumps and
    clones keep the old name: rename there, too.
    """
    rows = project.rename_annotator(old, new, author=author_name(project))
    replace_configured_name(old, new)
    if as_json:
        print_json({"renamed": rows})
        return
    click.echo(f"'{show(old)}' is '{show(new)}' now, in {counted(rows, 'record')}.")


@annotators.command("merge", epilog="Example: annotate annotators merge MK mk")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="INTO")
@yes_option
@json_option
@in_project
def merge_annotators(project: Project, /, source: str, target: str, yes: bool, as_json: bool) -> None:
    """Bring two names of one person together.

    Everything of FROM is INTO's afterwards. Where both decided on a sentence, all decisions stay in its history in the order of
    time, and the newest counts. This cannot be undone: nobody can tell any more which decision was made under which name.
    """
    shared = project.shared_sentences(source, target)
    both = f"Both decided on {counted(shared, 'sentence')}; the newest decision on each counts." if shared else ""
    text = f"Everything stored for '{show(source)}' goes to '{show(target)}'. {both} Only do this if they are one person."
    _ask(" ".join(text.split()), yes=yes)
    merged = project.merge_annotators(source, target, author=author_name(project))
    replace_configured_name(source, target)
    if as_json:
        print_json({**merged._asdict(), "sentences": shared})
        return
    repeated = f"; {counted(merged.repeated, 'decision')} had both names" if merged.repeated else ""
    click.echo(f"{counted(merged.moved, 'decision')} of '{show(source)}' went to '{show(target)}'{repeated}.")


@annotators.command("forget", epilog="Example: annotate annotators forget ada")
@click.argument("name")
@click.option("--delete", is_flag=True, help="Delete everything that they decided, instead of giving it a pseudonym.")
@yes_option
@json_option
@in_project
def forget_annotator(project: Project, /, name: str, delete: bool, yes: bool, as_json: bool) -> None:
    """Remove an annotator's name for good.

    By default a random pseudonym takes its place everywhere, and nothing in the project says whose it was. With --delete, their
    decisions, adjudications, assignments and places in plans are deleted, and only what others rest on (corrected segmentations)
    keeps a pseudonym. It is recorded that this was done, but not to whom. Dumps, backups, clones, published datasets and notes
    that quote the name are not changed: see `annotate guide people`.
    """
    what = f"Everything that '{show(name)}' decided is deleted" if delete else f"A pseudonym takes the place of '{show(name)}'"
    _ask(f"{what}, for good; there is no way back.", yes=yes)
    forgotten = project.forget_annotator(name, author=author_name(project), delete=delete)
    replace_configured_name(name, "")
    if as_json:
        print_json({"pseudonym": forgotten.pseudonym, "renamed": forgotten.renamed, "deleted": forgotten.deleted})
        return
    if delete:
        decisions = sum(forgotten.deleted.get(table, 0) for table in ("revisions", "adjudications"))
        click.echo(f"Deleted {counted(decisions, 'decision')}.")
    else:
        click.echo(f"The name is '{forgotten.pseudonym}' now, in {counted(forgotten.renamed, 'record')}.")
    click.echo("Dumps, backups, clones and exported datasets may still have the old name; delete them, or make them again.")


def _ask(text: str, *, yes: bool) -> None:
    """Ask before something final. Raises UsageError if nobody can answer, and AnnotateError if the answer is no."""
    if yes:
        return
    if not at_terminal():
        raise click.UsageError(f"{text} Give --yes to do it.")
    if not click.confirm(f"{text} Go on?", err=True):
        raise AnnotateError("nothing was changed")
