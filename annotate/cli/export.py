"""The dataset: ``annotate export`` and ``annotate push``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import click

from annotate.cli.interchange import WriteFormat, export_for_tool
from annotate.cli.options import (
    Decided,
    annotators_option,
    complete_document,
    in_project,
    json_option,
    leave_out_annotator_option,
    names_in,
    only_option,
)
from annotate.cli.output import counted, listed, print_json, progress_bar
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.dataset import Export
    from annotate.dataset.options import LinkCounts
    from annotate.project import Project

ExportFormat = Literal["dataset", "jsonl", "csv", "spacy"]
AnyFormat = Literal[ExportFormat, WriteFormat]
SplitBy = Literal["article", "outlet", "date"]


@click.command(epilog="Example: annotate export --name 'Bridge news' --license cc-by-4.0")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--format",
    type=click.Choice(get_args(AnyFormat)),
    default="dataset",
    metavar="FORMAT",
    help=f"One of {', '.join(get_args(AnyFormat))}.  [default: dataset]",
)
@click.option(
    "--allow-loss",
    multiple=True,
    metavar="KIND",
    help="For another tool: allow that this kind of thing is lost, such as history, or all. May be repeated.",
)
@click.option("--with-dump", is_flag=True, help="For another tool: put a dump beside the files, so that nothing is lost.")
@click.option("--excel", is_flag=True, help="With csv: files for a spreadsheet, with a byte order mark; texts are never run.")
@click.option("--name", help="The name of the dataset.")
@click.option("--license", metavar="ID", help="A license identifier of the Hub, such as cc-by-4.0.  [default: other]")
@click.option(
    "--without-text", is_flag=True, default=None, help="Leave out words of articles: texts, titles, bylines, names, notes."
)
@click.option(
    "--partial/--finished", default=None, help="Export partly labelled articles, too, or only finished ones.  [default: partial]"
)
@click.option(
    "--split-by",
    type=click.Choice(get_args(SplitBy)),
    help="What a split keeps together; by date, the newest articles are the test split.  [default: article]",
)
@click.option("--seed", type=int, help="Random seed for the splits.  [default: 0]")
@click.option("--validation", type=float, metavar="FRACTION", help="The share of the articles in the split.  [default: 0.1]")
@click.option("--test", type=float, metavar="FRACTION", help="The share of the articles in the split.  [default: 0.1]")
@click.option(
    "--gold",
    metavar="NAME",
    help="Use only this annotator's decisions as gold.  [default: adjudications, else the majority]",
)
@click.option(
    "--leave-out",
    multiple=True,
    metavar="DOCUMENT",
    help="An article not to export. May be repeated.",
    shell_complete=complete_document,
)
@click.option(
    "--documents",
    multiple=True,
    metavar="DOCUMENTS",
    help="Export only these articles, separated by commas. May be repeated.",
    shell_complete=complete_document,
)
@annotators_option
@leave_out_annotator_option
@only_option
@click.option("--authors", metavar="NAMES", help="The authors of the dataset, for its citation.")
@click.option("--renumber", is_flag=True, default=None, help="Replace a dataset in which labels have other numbers.")
@click.option(
    "--allow-leak", is_flag=True, default=None, help="Export although many sentences in validation and test are also in train."
)
@click.option(
    "--silver",
    is_flag=True,
    default=None,
    help="Also write what is suggested for articles that nobody labelled, apart from gold.",
)
@click.option(
    "--charts/--no-charts", default=None, help="Put charts into the dataset, which its card shows, or not.  [default: charts]"
)
@click.option("--names", is_flag=True, default=None, help="Keep the annotators' names instead of annotator_1, ...")
@json_option
@in_project
def export(
    project: Project,
    /,
    directory: Path | None,
    format: AnyFormat,
    allow_loss: tuple[str, ...],
    with_dump: bool,
    excel: bool,
    name: str | None,
    license: str | None,
    without_text: bool | None,
    partial: bool | None,
    split_by: SplitBy | None,
    seed: int | None,
    validation: float | None,
    test: float | None,
    gold: str | None,
    leave_out: tuple[str, ...],
    documents: tuple[str, ...],
    annotators: tuple[str, ...],
    leave_out_annotators: tuple[str, ...],
    only: tuple[Decided, ...],
    authors: str | None,
    renumber: bool | None,
    allow_leak: bool | None,
    silver: bool | None,
    charts: bool | None,
    names: bool | None,
    as_json: bool,
) -> None:
    """Write the Hugging Face dataset, or files for another tool.

    Writes into DIR, by default output/FORMAT. For another tool, lists what its files cannot hold, and writes nothing unless that
    may be lost. Of a dataset, loads the result before success is reported. Exits 1 and writes nothing if the
    data have problems. An article keeps its split and an annotator keeps their number from export to export.
    """
    if excel and format != "csv":
        raise click.UsageError("--excel is for CSV files; add --format csv, or leave --excel out.")
    if format in get_args(WriteFormat):
        from annotate.project.exporting_files import ForeignExportOptions

        chosen = ForeignExportOptions(
            frozenset(names_in(allow_loss)), with_dump, names_in(documents), leave_out, names_in(annotators), leave_out_annotators
        )
        export_for_tool(project, format, directory, chosen, as_json=as_json)
        return
    if allow_loss or with_dump:
        raise click.UsageError("--allow-loss and --with-dump are for other tools; add --format, such as --format label-studio.")
    from annotate.dataset import ExportOptions

    choices: dict[str, Any] = {
        "name": name,
        "license": license,
        "without_text": without_text,
        "partial": partial,
        "split_by": split_by,
        "seed": seed,
        "validation": validation,
        "test": test,
        "gold": gold,
        "leave_out": leave_out,
        "documents": names_in(documents),
        "annotators": names_in(annotators),
        "leave_out_annotators": leave_out_annotators,
        "only": only,
        "authors": authors,
        "renumber": renumber,
        "allow_leak": allow_leak,
        "silver": silver,
        "charts": charts,
        "names": names,
    }
    # The defaults are in ExportOptions, which takes too long to import for click to know them.
    options = ExportOptions(**{choice: value for choice, value in choices.items() if value is not None})
    with progress_bar("Exporting") as progress:
        exported = project.export(directory, options, format=cast("ExportFormat", format), excel=excel, progress=progress)
    if as_json:
        from dataclasses import asdict

        print_json(asdict(exported))
        return
    for line in _export_lines(exported):
        click.echo(line)
    if format == "dataset":
        click.echo(f"Load it: datasets.load_dataset({show(repr(str(exported.path)))}, {next(iter(exported.configs))!r})")


@click.command(epilog="Example: annotate push ada/bridge-news --private")
@click.argument("repository", metavar="REPO")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--private", is_flag=True, help="Make the repository private if it does not exist yet.")
@click.option("--revision", metavar="BRANCH", help="Push to this branch.  [default: main]")
@in_project
def push(project: Project, /, repository: str, directory: Path | None, private: bool, revision: str | None) -> None:
    """Upload the dataset to the Hugging Face Hub.

    DIR, by default output/dataset, becomes one commit in REPO (owner/name), tagged with the dataset's version. Log in with
    `hf auth login`, or set HF_TOKEN.
    """
    click.echo(f"Pushed to {show(project.push(repository, directory, private=private, revision=revision))}")


def _export_lines(exported: Export) -> Iterator[str]:
    path = show(str(exported.path))
    counts = {
        "document": exported.documents,
        "claim": exported.claims,
        "source": exported.sources,
        "stance": exported.stances,
    }
    yield f"Exported {', '.join(counted(number, noun) for noun, number in counts.items())} to {path}"
    yield f"  version {exported.version}; sentences: {listed(exported.sentences)}"
    for config, splits in exported.configs.items():
        yield f"  {config:12} {listed(splits)}"
    yield f"  gold: {listed(exported.gold)}"
    if len(exported.configs["sentences"]) > 1:
        from annotate.dataset.leaks import leak_words

        yield f"  {leak_words(exported.leaks)}"
    if exported.links:
        yield from _link_lines(exported, exported.links)
    if exported.silver:
        yield f"  silver: what is suggested for {counted(exported.silver.articles, 'article')}, which nobody checked"
        for reason, number in exported.silver.left_out.items():
            yield f"  left out of silver: {reason}: {number:,}"
    for choice in exported.chosen:
        yield f"  chosen: {show(choice)}"
    if exported.missing:
        yield f"  answers missing: {listed(exported.missing)}"
    for reason, number in exported.left_out.items():
        yield f"  left out: {show(reason)}: {number:,}"
    if exported.as_text:
        columns = ", ".join(map(show, exported.as_text))
        yield f"  texts of JSON, so that every split loads although the first one has no value: {columns}"
    if exported.key:
        key = show(str(exported.key))
        yield f"  annotators are annotator_1, ...; the key to the names is in {key}, which is not part of the dataset"


def _link_lines(exported: Export, links: LinkCounts) -> Iterator[str]:
    from annotate.dataset.card_links import component_words

    decided, inferred = (listed(counts) if counts else "none" for counts in (links.decided, links.inferred))
    yield f"  pairs of claims: decided: {decided}; inferred: {inferred}"
    if links.clusters:
        yield f"  {counted(links.clusters, 'cluster')} of claims that say the same. {component_words(exported.documents, links)}"
    if links.conflicts:
        yield f"  decisions contradict each other about {counted(links.conflicts, 'pair')}: annotate link --list"
    for reason, number in links.left_out.items():
        yield f"  left out: {reason}: {number:,}"
