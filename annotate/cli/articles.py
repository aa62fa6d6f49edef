"""Articles in: ``annotate add`` and ``annotate segment``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import EXISTING_OR_STDIN, in_project, json_option, kind_option
from annotate.cli.output import FEW, WIDEST, print_json, print_problems, progress_bar
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.ingest import Added, Outcome


@click.command(epilog="Example: annotate add ~/news/*.html --language en")
@click.argument("paths", nargs=-1, type=EXISTING_OR_STDIN, metavar="[PATH]...")
@click.option("--id", metavar="ID", help="The id of the one article named.  [default: from the file's name]")
@click.option("--language", metavar="CODE", help="The language, as en.  [default: what the article says, or is seen to be in]")
@kind_option
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that read many files.  [default: one a core]")
@click.option("--as-new", is_flag=True, help="Store a changed article whose old text is labelled beside it, as <id>-2.")
@json_option
@in_project
def add(project: Project, /, paths: tuple[Path, ...], as_json: bool, jobs: int | None, **options: Any) -> int:
    """Read articles into the project.

    PATH is a file, a folder (raw/ if nothing is named), or - for standard input; .txt .md .html .pdf .docx hold one article,
    .json .jsonl .csv .tsv .parquet .warc many, .gz and .zip any of these. What is here already stays as it is; a changed article
    replaces its old version unless that is labelled. What is nearly the same as another article is named.
    """
    from annotate.workers.pool import cores

    with progress_bar("Reading") as progress:
        report = project.add(paths, jobs=jobs or cores(), progress=progress, **options)
    print_problems((*report.notices, *report.problems))
    if as_json:
        print_json(_added_to_json(report))
    else:
        for outcome in report.outcomes:
            if outcome.problem is None and (outcome.what != "unchanged" or len(report.outcomes) <= FEW):
                click.echo(f"{outcome.what:9} {show(outcome.document)}  {show(outcome.path)}")
        click.echo(", ".join(f"{number:,} {what}" for what, number in report.counts.items()))
    return PROBLEMS if report.problems else FINE


def _added_to_json(report: Added) -> dict[str, Any]:
    from annotate.checks import problem_to_json

    articles = [_outcome_to_json(outcome) for outcome in report.outcomes]
    return {"counts": report.counts, "articles": articles, "notices": [problem_to_json(notice) for notice in report.notices]}


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    from annotate.checks import problem_to_json

    problem = outcome.problem and problem_to_json(outcome.problem)
    return {"path": outcome.path, "what": outcome.what, "document": outcome.document or None, "problem": problem}


@click.command(epilog="Example: annotate segment raw/harbour-bridge.txt")
@click.argument("files", nargs=-1, required=True, type=EXISTING_OR_STDIN, metavar="FILE...")
@kind_option
@click.option("--color/--no-color", default=None, help="Dim what is not annotated.  [default: on a terminal, unless NO_COLOR]")
@json_option
def segment(files: tuple[Path, ...], kind: str | None, color: bool | None, as_json: bool) -> int:
    """Show how articles are understood.

    Their metadata, their blocks with role, offsets and the rule that decided, and their sentences. Nothing is stored, and no
    project is needed; - is standard input. Exits 1 where there are problems.
    """
    from shutil import get_terminal_size

    from annotate.articles.formats.problems import NOTICES
    from annotate.checks import problem_to_json
    from annotate.model import Problem
    from annotate.project import read_articles
    from annotate.text.segmentation_view import segmentation_lines, segmentation_to_json

    width = min(get_terminal_size().columns, WIDEST)
    documents: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for _, articles in read_articles(files, kind=kind):
        for article in articles:
            if isinstance(article, Problem):
                problems.append(article)
                print_problems([article])
            elif as_json:
                documents.append(segmentation_to_json(article))
            else:
                click.echo("\n".join([*segmentation_lines(article, width), ""]), color=color)
    if as_json:
        print_json({"documents": documents, "problems": [problem_to_json(problem) for problem in problems]})
    return PROBLEMS if any(problem.code not in NOTICES for problem in problems) else FINE
