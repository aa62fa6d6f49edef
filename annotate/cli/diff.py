"""The differences between exports or dumps: ``annotate diff``."""

from __future__ import annotations

from pathlib import Path

import click

from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import ProjectLocation, json_option
from annotate.cli.output import print_json
from annotate.errors import AnnotateError
from annotate.text.terminal import show


@click.command(epilog="Example: annotate diff dataset-1.0 output/dataset")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--examples", type=click.IntRange(0), default=3, metavar="N", help="Examples of each sort.  [default: 3]")
@json_option
@click.pass_obj
def diff(location: ProjectLocation, /, old: Path, new: Path, examples: int, as_json: bool) -> int:
    """Show what changed between two exports or dumps.

    OLD and NEW are each a folder that export wrote, as a dataset, JSONL or CSV, or a file that dump wrote. Lists what was added,
    removed and changed, by kind. In a project, names in a dump are compared with the pseudonyms in its exports. Exits 0 if
    nothing differs, 1 if something does, 2 if that cannot be told.
    """
    from annotate.dataset.difference import compare, difference_lines, difference_to_json
    from annotate.dataset.state import ExportState

    try:
        names = ExportState(location.project().output).all_pseudonyms
    except AnnotateError:  # not in a project: names are compared as they are
        names = {}
    differences = compare(old, new, names)
    if as_json:
        print_json({difference.kind: difference_to_json(difference) for difference in differences})
    elif differences:
        for line in difference_lines(differences, examples):
            click.echo(show(line))
    else:
        click.echo("Nothing differs.")
    return PROBLEMS if differences else FINE
