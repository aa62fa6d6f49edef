"""Copies of the store that can be put back: ``annotate backup`` and ``annotate restore``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import in_project, json_option
from annotate.cli.output import counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.store.backups import BackedUp


@click.command(epilog="Example: annotate backup ~/backups/news-2026-11-28.db")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace FILE if it is there already.")
@json_option
@in_project
def backup(project: Project, /, file: Path, overwrite: bool, as_json: bool) -> None:
    """Write a backup of the store.

    FILE gets every text, segmentation, decision and plan, while others go on labelling, and is read again and checked before it
    counts. It can be opened like any store. What `annotate describe` was told and how samples of a corpus were drawn is
    kept beside it. Not included: raw/, the rest of schema/, and output/*.json, which make exports repeatable; see
    `annotate guide backups`.
    """
    done = project.backup(file, overwrite=overwrite)
    if as_json:
        print_json(asdict(done))
        return
    click.echo(f"Wrote {_amount(done)} to {show(str(file))}, and checked it.")
    if project.description():
        from annotate.project.description import beside_backup

        click.echo(f"The description of the dataset is beside it, in {show(str(beside_backup(file)))}.")
    if project.samples_path.exists():
        from annotate.project.samples import beside_backup as samples_beside

        click.echo(f"The samples of corpora are beside it, in {show(str(samples_beside(file)))}.")


@click.command(epilog="Example: annotate restore ~/backups/news-2026-11-28.db")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@in_project
def restore(project: Project, /, file: Path, as_json: bool) -> None:
    """Replace the store with a backup.

    FILE is checked first and not changed. The store that was there is kept beside the new one, under a name with the date.
    Refused while the store is open in another window.
    """
    done = project.restore(file)
    if as_json:
        print_json(asdict(done))
        return
    click.echo(f"Restored {_amount(done)} from {show(str(file))}.")
    if done.kept is not None:
        click.echo(f"What was there before is in {show(str(done.kept))}; delete it when you no longer need it.")


def _amount(done: BackedUp) -> str:
    return f"{counted(done.documents, 'document')} and {counted(done.decisions, 'decision')}"
