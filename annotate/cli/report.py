"""A page to look at: ``annotate report``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.options import ProjectLocation, complete_document, names_in
from annotate.cli.output import counted, print_json, progress_bar
from annotate.errors import ProjectError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.report.facts import ReportFacts

PAGE = "report.html"


class ArticleNumber(click.ParamType[int | None]):
    """A number of articles, ``all`` or ``none``."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """Return the number, -1 for all; fail for anything else."""
        if isinstance(value, int):
            return value
        if value in ("all", "none"):
            return -1 if value == "all" else 0
        if value.isascii() and value.isdecimal():
            return int(value)
        return self.fail(f"{value!r} is not a number of articles, all or none.", param, ctx)


@click.command(epilog="Example: annotate report --open; annotate report output/dataset dataset.html --anonymous")
@click.argument("dataset", required=False, type=click.Path(path_type=Path), metavar="[DATASET]")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON, and write the page only if FILE is given.")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write the figures as CSV files, too."
)
@click.option(
    "--articles",
    type=ArticleNumber(),
    metavar="N|all|none",
    help="The number of articles to show, those with disagreements first.  [default: as many as have 5,000 sentences]",
)
@click.option("--without-text", is_flag=True, help="Leave out words of articles: texts, titles, names of sources, notes.")
@click.option("--anonymous", is_flag=True, help="Call annotators annotator_1, ... as in the dataset.")
@click.option(
    "--documents",
    multiple=True,
    metavar="DOCUMENTS",
    help="Only these articles, separated by commas. May be repeated.",
    shell_complete=complete_document,
)
@click.pass_obj
def report(
    location: ProjectLocation,
    /,
    dataset: Path | None,
    file: Path | None,
    open_page: bool,
    as_json: bool,
    data: Path | None,
    articles: int | None,
    without_text: bool,
    anonymous: bool,
    documents: tuple[str, ...],
) -> None:
    """Write a page about the project, or about a dataset.

    One HTML file with everything in it, which requests nothing: disagreements in their sentences, articles with the labels of
    everybody, agreement, progress, labels, sources, suggestions, what to talk about at the next meeting, and where the data come
    from. FILE is by default output/report.html. DATASET is the folder of an exported dataset; without it, the report is about the
    project. The same decisions give the same page.
    """
    from annotate._files import write_atomically
    from annotate.report.collect import ReportOptions

    if dataset is not None and file is None and not dataset.is_dir():
        dataset, file = None, dataset
    options = ReportOptions(articles=articles, without_text=without_text, documents=names_in(documents))
    with progress_bar("Reading") as progress:
        if dataset is None:
            project = location.project()
            facts = project.report(options, anonymous=anonymous, progress=progress)
            default = project.output / PAGE
        else:
            from annotate.project.report import report_on_dataset

            facts = report_on_dataset(dataset, _known_schema(location), options, anonymous=anonymous, progress=progress)
            default = dataset.resolve().with_name(f"{dataset.resolve().name}-{PAGE}")
    if data is not None:
        _write_data(data, facts)
    if as_json:
        from annotate.report.tables import facts_to_json

        print_json(facts_to_json(facts))
        if file is None and not open_page:
            return
    from annotate.report.page import render

    page = (file or default).resolve()
    content = render(facts, every_article=articles is not None)
    page.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(page, [content])
    click.echo(f"Wrote {show(str(page))} ({counted(len(content) // 1000, 'kB')[:-1]}).", err=as_json)
    if open_page and click.launch(page.as_uri()):
        raise ProjectError(f"no browser could be started; open {page} in one")


def _known_schema(location: ProjectLocation) -> Any:
    """Return the label scheme of the project, or outside of one, the shipped scheme."""
    from annotate.schema import load_schema, shipped

    if location.exists():
        return location.project().schema
    return load_schema(shipped("schema") / "annotation.schema.json")


def _write_data(folder: Path, facts: ReportFacts) -> None:
    from annotate._files import write_atomically
    from annotate.report.tables import facts_to_csv

    folder.mkdir(parents=True, exist_ok=True)
    files: Iterable[tuple[str, str]] = facts_to_csv(facts)
    for name, text in files:
        write_atomically(folder / name, [text.encode("utf-8", "replace")])
