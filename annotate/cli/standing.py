"""Where you are: ``annotate status`` and ``annotate init``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import in_project, json_option
from annotate.cli.output import FEW, counted, print_json
from annotate.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project, Status


@click.command(epilog="Example: annotate status --json")
@json_option
@click.option("--all", "every", is_flag=True, help=f"List all documents, not only the first {FEW}.")
@in_project
def status(project: Project, as_json: bool = False, every: bool = False) -> None:
    """Say where you are, what to do next."""
    found = project.status()
    if as_json:
        from dataclasses import asdict

        print_json(asdict(found))
        return
    for line in _status_lines(found, len(found.documents) if every else FEW):
        click.echo(line)


def _status_lines(found: Status, most: int) -> Iterator[str]:
    yield f"Project {show(str(found.root))}"
    yield f"{counted(len(found.documents), 'document')}, {counted(found.sentences, 'sentence')}"
    if found.work:
        width = max(len(show(work.annotator)) for work in found.work)
        yield ""
        yield f"  {'':{width}}  labelled  skipped  flagged    open"
        for work in found.work:
            yield f"  {show(work.annotator):{width}}{work.labelled:>10}{work.skipped:>9}{work.flagged:>9}{work.open:>8}"
    if found.documents:
        yield ""
    for entry in found.documents[:most]:
        yield f"  {show(entry.id)}  {counted(entry.sentences, 'sentence')}  {show(entry.title or '')}".rstrip()
    if len(found.documents) > most:
        yield f"  and {len(found.documents) - most} more: annotate status --all"
    if found.unread and found.documents:
        yield f"\n{counted(len(found.unread), 'file')} in raw/ not read: annotate add"
    yield f"\nNext: {found.next}"


@click.command(epilog="Example: annotate init news")
@click.argument("directory", default=".", type=click.Path(path_type=Path), metavar="[DIR]")
def init(directory: Path) -> None:
    """Make a project: raw/, schema/, output/."""
    from annotate.project import init_project

    project = init_project(directory)
    there = "" if project.root == Path.cwd() else f"cd {show(str(directory))}, "
    click.echo(
        f"Made a project in {show(str(project.root))}: raw/ for articles, schema/ for the labels, output/ for what comes out."
    )
    click.echo(f"Next: {there}put articles into raw/, then: annotate add")
