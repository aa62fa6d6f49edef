"""Articles: ``annotate add``, ``annotate segment`` and ``annotate correct``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, get_args

import click

from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.names import annotator_name, author_name
from annotate.cli.options import (
    DEFAULT_NAME,
    EXISTING_OR_STDIN,
    ArticleKind,
    ArticlePlace,
    column_option,
    complete_document,
    document_argument,
    encoding_option,
    in_project,
    json_option,
    kind_option,
)
from annotate.cli.output import FEW, WIDEST, ProblemPrinter, counted, print_json, print_problems, progress_bar
from annotate.cli.streams import at_terminal
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Problem
    from annotate.project import Project
    from annotate.project.ingest import Added, Outcome

Correction = Literal["split", "merge", "role", "undo"]

_COMMENT = re.compile(r"(?:\A|\s)#.*", re.DOTALL)


@click.command(epilog="Example: annotate add ~/news/*.html --language en")
@click.argument("paths", nargs=-1, type=ArticlePlace(), metavar="[PATH|ADDRESS]...")
@click.option(
    "--from-file",
    type=click.File(encoding="utf-8-sig", errors="replace"),
    metavar="FILE",
    help="Fetch the addresses in FILE, too, one a line; - is stdin, # begins a comment.",
)
@click.option("--allow-local", is_flag=True, help="Fetch from this machine and private networks, too.")
@click.option("--id", metavar="ID", help="The id of the article, if there is only one.  [default: from the file's name]")
@click.option("--language", metavar="CODE", help="The language, such as en.  [default: as declared in the article, or detected]")
@kind_option
@encoding_option
@column_option
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for reading many files.  [default: one per core]")
@click.option("--as-new", is_flag=True, help="Store a changed article, whose old text is labelled, as a new one, <id>-2.")
@click.option("--update", is_flag=True, help="Move the labels of a changed article to its new text; --as-new keeps both.")
@json_option
@in_project
def add(
    project: Project,
    /,
    paths: tuple[Path | str, ...],
    from_file: TextIO | None,
    allow_local: bool,
    id: str | None,
    language: str | None,
    kind: ArticleKind | None,
    encoding: str | None,
    column: dict[str, str],
    jobs: int | None,
    as_new: bool,
    update: bool,
    as_json: bool,
) -> int:
    """Read articles into the project.

    PATH is a file, a folder (by default raw/), or - for standard input. An ADDRESS (https://...) is fetched once, politely, and
    kept in raw/web/; that of a feed or sitemap stands for the articles it names. A .txt .md .html .pdf .docx .odt .rtf or .eml
    file has one article; .json .jsonl .csv .tsv .parquet .mbox .epub and .warc files have many; .gz and .zip contain any of
    these. Articles that are already here are left alone; a changed one replaces its old version unless that is labelled. With
    --update labels move along: a sentence that changed is open again, and what has no place in the new text is listed. Near-
    duplicates are reported.
    """
    from annotate.workers.pool import cores

    if update and as_new:
        raise click.UsageError("--update moves labels to the new text, --as-new keeps both texts; choose one.")
    addresses = [place for place in paths if isinstance(place, str)]
    files = [place for place in paths if not isinstance(place, str)]
    unfetched: tuple[Problem, ...] = ()
    if from_file is not None:
        addresses += filter(None, (_COMMENT.sub("", line).strip() for line in from_file))
    if addresses or from_file is not None:
        fetched = project.fetch(addresses, allow_local=allow_local)
        unfetched = fetched.problems
        files += fetched.files
        print_problems(unfetched)
        if not files:
            click.echo("Nothing was fetched.")
            return PROBLEMS
    with progress_bar("Reading") as progress:
        report = project.add(
            files,
            id=id,
            language=language,
            kind=kind,
            encoding=encoding,
            columns=column,
            as_new=as_new,
            update=author_name(project) if update else None,
            jobs=jobs or cores(),
            progress=progress,
        )
    print_problems((*report.notices, *report.problems))
    if as_json:
        print_json(_added_to_json(report))
    else:
        for outcome in report.outcomes:
            if outcome.problem is None and (outcome.what != "unchanged" or len(report.outcomes) <= FEW):
                click.echo(f"{outcome.what:9} {show(outcome.document)}  {show(outcome.path)}")
        click.echo(", ".join(f"{number:,} {outcome}" for outcome, number in report.counts.items()))
        if report.ignored:
            names = ", ".join(show(file.name) for file in report.ignored[:3])
            more = f" and {len(report.ignored) - 3:,} more" if len(report.ignored) > 3 else ""
            click.echo(f"Ignored (no known suffix): {names}{more}. To read a file all the same, name it.")
    return PROBLEMS if report.problems or unfetched else FINE


def _added_to_json(report: Added) -> dict[str, Any]:
    from annotate.checks import problem_to_json

    articles = [_outcome_to_json(outcome) for outcome in report.outcomes]
    notices = [problem_to_json(notice) for notice in report.notices]
    ignored = list(map(str, report.ignored))
    return {"counts": report.counts, "articles": articles, "notices": notices, "ignored": ignored}


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    from annotate.checks import problem_to_json

    problem = outcome.problem and problem_to_json(outcome.problem)
    return {"path": outcome.path, "what": outcome.what, "document": outcome.document or None, "problem": problem}


@click.command(epilog="Example: annotate remove private-letter --labelled letter.jsonl")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...", shell_complete=complete_document)
@click.option(
    "--labelled",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Remove labelled documents, too, after writing their decisions to FILE.  [default: output/removed-TIME.jsonl]",
)
@json_option
@in_project
def remove(project: Project, /, documents: tuple[str, ...], labelled: str | None, as_json: bool) -> None:
    """Remove documents and everything about them.

    For files that were added by mistake, withdrawn articles and personal data. Text, segmentations, decisions, adjudications and
    places in plans are deleted from the project for good; it is only recorded that something was removed, by whom and when.
    Labelled documents are refused without --labelled.
    """
    from dataclasses import asdict
    from datetime import UTC, datetime

    dump = labelled or str(project.output / f"removed-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.jsonl")
    removal = project.remove(documents, author=author_name(project), dump=None if labelled is None else dump)
    if as_json:
        file = None if removal.dump is None else str(removal.dump)
        print_json({**asdict(removal.removed), "dump": file, "present": removal.present})
        return
    decisions = removal.removed.revisions + removal.removed.adjudications
    click.echo(f"Removed {counted(removal.removed.documents, 'document')} and {counted(decisions, 'decision')} for good.")
    if removal.dump is not None:
        click.echo(f"The decisions are in {show(str(removal.dump))}; delete that file, too, if they must not be kept.")
    for path in removal.present:
        click.echo(f"{show(path)} is still there: delete it, or `annotate add` reads it again.")


@click.command(epilog="Example: annotate segment raw/harbour-bridge.txt")
@click.argument("files", nargs=-1, required=True, type=EXISTING_OR_STDIN, metavar="FILE...")
@kind_option
@encoding_option
@column_option
@click.option(
    "--color/--no-color", default=None, help="Dim the text that is not annotated.  [default: on a terminal, unless NO_COLOR]"
)
@json_option
def segment(
    files: tuple[Path, ...],
    kind: ArticleKind | None,
    encoding: str | None,
    column: dict[str, str],
    color: bool | None,
    as_json: bool,
) -> int:
    """Preview how articles are cleaned and segmented.

    Shows their metadata, their blocks with role, offsets and the rule that decided, and their sentences. Nothing is stored, and
    no project is needed; - is standard input. Exits 1 if there are problems.
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
    printer = ProblemPrinter()
    for _, articles in read_articles(files, kind=kind, encoding=encoding, columns=column):
        for article in articles:
            if isinstance(article, Problem):
                problems.append(article)
                printer.print(article)
            elif as_json:
                documents.append(segmentation_to_json(article))
            else:
                click.echo("\n".join([*segmentation_lines(article, width), ""]), color=color)
    printer.finish()
    if as_json:
        print_json({"documents": documents, "problems": [problem_to_json(problem) for problem in problems]})
    return PROBLEMS if any(problem.code not in NOTICES for problem in problems) else FINE


@click.command(epilog="Example: annotate correct harbour-bridge split 3 18")
@document_argument
@click.argument("correction", type=click.Choice(get_args(Correction)))
@click.argument("number", type=int, required=False)
@click.argument("value", required=False, metavar="[WORD|KIND]")
@click.option(
    "--annotator",
    metavar="NAME",
    envvar=["ANNOTATE_CORRECT_ANNOTATOR", "ANNOTATE_MEND_ANNOTATOR"],  # the second from when the command was `mend`
    help=f"The author of the correction.  {DEFAULT_NAME}",
)
@click.option("--yes", is_flag=True, help="Do not ask before the decisions of others change.")
@in_project
def correct(
    project: Project,
    /,
    document: str,
    correction: Correction,
    number: int | None,
    value: str | None,
    annotator: str | None,
    yes: bool,
) -> int:
    """Correct an article's segmentation.

    Splits sentence NUMBER before WORD, merges it with the next, or gives block NUMBER another KIND; undo takes back the newest
    correction, whoever made it. `annotate segment` shows the numbers. The text stays the same, and labels move along; a
    correction that would lose labels is refused. What changes for others is said, and asked about on a terminal. At the prompt:
    S, M, R, and u.
    """
    from annotate.project.segmentation import correct_segmentation

    def agree(effects: Sequence[str]) -> bool:
        for line in effects:
            click.echo(show(line))
        return yes or not at_terminal() or click.confirm("Make this correction?")

    author = annotator_name(project, annotator, "--annotator", ask=False)
    planned = correct_segmentation(project, document, correction, number, value, annotator=author, agree=agree)
    if planned is None:
        click.echo("Nothing was changed.")
        return PROBLEMS
    corrected = planned.version.document
    click.echo(f"Corrected {show(corrected.id)}: now {counted(len(corrected.sentences), 'sentence')}.")
    return FINE


mend = copy(correct)
"""The old name of `correct`: it works, and is not listed."""
mend.name, mend.hidden = "mend", True
