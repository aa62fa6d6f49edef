"""Other tools' files: ``annotate import``, and the formats of ``annotate export`` that other tools read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from annotate.cli.group import FINE
from annotate.cli.options import EXISTING_OR_STDIN, in_project, json_option
from annotate.cli.output import counted, listed, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.interchange.losses import Loss
    from annotate.project import Project
    from annotate.project.exporting_files import ForeignExport, ForeignExportOptions
    from annotate.project.importing import ImportResult

ReadFormat = Literal[
    "label-studio",
    "brat",
    "prodigy",
    "uima-xmi",
    "uima-json",
    "doccano",
    "web-annotation",
    "gate",
    "argilla",
    "spans-csv",
    "spans-parquet",
]
"""The formats that can be read. A copy: `annotate.interchange.format` would take too long to import here."""

WriteFormat = Literal[
    "label-studio",
    "brat",
    "prodigy",
    "uima-xmi",
    "uima-json",
    "doccano",
    "web-annotation",
    "conll",
    "conllu",
    "gate",
    "spans-csv",
    "spans-parquet",
    "fever",
    "averitec",
    "checkthat",
    "claimreview",
]
"""The formats that can be written. A copy, for the same reason."""

Unit = Literal["code-point", "utf-16", "utf-8", "grapheme"]
"""The units of offsets. A copy, for the same reason."""

_EXAMPLE = "Example: annotate import export.json --annotators 1=ada,2=ben --set claim.verifiability=verifiable"


def parse_annotators(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Return our names of annotators by theirs from THEIRS=OURS; a name alone is everybody's, under ``*``."""
    names: dict[str, str] = {}
    for item in (part.strip() for text in value for part in text.split(",")):
        theirs, equals, ours = item.rpartition("=")
        if not ours.strip():
            raise click.BadParameter(f"{item!r} names nobody; write THEIRS=OURS, such as 1=ada, or one name.", ctx, parameter)
        names[theirs.strip() if equals else "*"] = ours.strip()
    return names


@click.command("import", epilog=_EXAMPLE)
@click.argument("files", nargs=-1, required=True, type=EXISTING_OR_STDIN, metavar="FILE...")
@click.option(
    "--from", "format", type=click.Choice(get_args(ReadFormat)), metavar="FORMAT", help="The format.  [default: detected]"
)
@click.option(
    "--map", "maps", multiple=True, metavar="OURS=THEIRS", help="Name a label or an answer, as claim.type=kind. Repeatable."
)
@click.option("--set", "settings", multiple=True, metavar="QUESTION=ANSWER", help="Answer a question for all. Repeatable.")
@click.option(
    "--as",
    "as_",
    type=click.Choice(["suggestions", "decisions"]),
    help="Import all as one or the other.  [default: people's as decisions, programs' as suggestions]",
)
@click.option("--complete", is_flag=True, help="Unmarked sentences of a finished document have no claim.")
@click.option(
    "--annotators",
    multiple=True,
    metavar="THEIRS=OURS",
    callback=parse_annotators,
    help="Names of annotators, as 1=ada,2=ben; NAME alone is for all. May be repeated.",
)
@click.option("--offsets", type=click.Choice(get_args(Unit)), help="The unit of offsets, where the file does not say it.")
@click.option("--ground-truth", is_flag=True, help="Import what Label Studio calls ground truth as adjudications.")
@click.option("--dry-run", is_flag=True, help="Show what would be imported and lost; change nothing.")
@json_option
@in_project
def import_(
    project: Project,
    /,
    files: tuple[Path, ...],
    format: ReadFormat | None,
    maps: tuple[str, ...],
    settings: tuple[str, ...],
    as_: Literal["suggestions", "decisions"] | None,
    complete: bool,
    annotators: dict[str, str],
    offsets: Unit | None,
    ground_truth: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Import annotations that were made in another tool.

    FILE is what the tool exported: files, folders or zip files. Articles are found by their text, or added. A sentence stays
    open until all of its answers are there; map or set them. Importing a file again adds nothing. What has no place here is
    listed.
    """
    from annotate.interchange.choices import parse_choices
    from annotate.interchange.format import ReadOptions
    from annotate.project.importing import ImportOptions

    choices = parse_choices(maps, settings, project.schema, complete=complete)
    options = ImportOptions(choices, format, ReadOptions(offsets, ground_truth), as_, annotators, dry_run)
    imported = project.import_files(files, options)
    if as_json:
        print_json(_import_to_json(imported))
        return FINE
    for line in _import_lines(imported):
        click.echo(show(line))
    for line in (*imported.notices, *loss_lines(imported.losses)):
        click.echo(show(line), err=True)
    return FINE


def _import_to_json(imported: ImportResult) -> dict[str, Any]:
    from dataclasses import asdict

    from annotate.interchange.losses import loss_to_json

    return {**asdict(imported), "losses": [loss_to_json(loss) for loss in imported.losses]}


def _import_lines(imported: ImportResult) -> Iterator[str]:
    done = "Would import" if imported.dry_run else "Imported"
    what = f"{counted(imported.decisions, 'decision')} in {counted(imported.documents, 'document')}"
    yield f"{done} {what} ({imported.format}); new articles: {len(imported.added)}"
    if imported.annotators:
        left = imported.decisions - imported.finished
        yield f"  by {listed(imported.annotators)}; finished: {imported.finished:,}, open: {left:,}"
    if imported.known:
        yield f"  here already: {counted(imported.known, 'decision')}"
    if imported.suggestions:
        yield f"  suggestions: {listed(imported.suggestions)}; annotate label shows them"


def loss_lines(losses: Iterable[Loss]) -> Iterator[str]:
    """Yield a loss report as lines."""
    for loss in losses:
        examples = f" (such as {', '.join(loss.examples)})" if loss.examples else ""
        kept = f", kept: {loss.kept:,}" if loss.kept else ""
        yield f"lost: {loss.kind}: {loss.lost:,}{kept}: {loss.how}{examples}"


def export_for_tool(
    project: Project, format: str, directory: Path | None, options: ForeignExportOptions, *, as_json: bool
) -> None:
    """Write files for another tool and print what was lost."""
    from annotate.project.exporting_files import LossRefusedError

    try:
        exported = project.export_files(format, directory, options)
    except LossRefusedError as error:
        for line in loss_lines(error.losses):
            click.echo(show(line), err=True)
        raise
    if as_json:
        print_json(_export_to_json(exported))
        return
    click.echo(f"Exported {counted(exported.documents, 'document')} to {show(str(exported.path))}")
    for name in exported.files[:10]:
        click.echo(f"  {show(name)}")
    if len(exported.files) > 10:
        click.echo(f"  and {len(exported.files) - 10:,} more")
    for line in loss_lines(exported.losses):
        click.echo(show(line), err=True)


def _export_to_json(exported: ForeignExport) -> dict[str, Any]:
    from dataclasses import asdict

    from annotate.interchange.losses import loss_to_json

    return {**asdict(exported), "losses": [loss_to_json(loss) for loss in exported.losses]}
