"""Decisions as they are stored: ``annotate show``, ``log``, ``dump`` and ``load``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.options import (
    EXISTING_OR_STDIN,
    annotator_option,
    complete_document,
    document_argument,
    in_project,
    json_option,
    refuse_password,
)
from annotate.cli.output import WIDEST, counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Revision
    from annotate.project import Project


@click.command("show", epilog="Example: annotate show harbour-bridge --annotator mk")
@document_argument
@annotator_option
@click.option("--all", "folded", is_flag=True, help="The page's own furniture, too.")
@click.option("--color/--no-color", default=None, help="Colour beside the marks.  [default: on a terminal, unless NO_COLOR]")
@json_option
@in_project
def show_document(
    project: Project, document: str, annotator: str | None, folded: bool, color: bool | None, as_json: bool
) -> None:
    """Show an article with its labels.

    The marks are [C1 claim C1], <source> and {cue}; colour only adds to them. A label that came from a suggestion says so. What
    was adjudicated stands below what the annotators said.
    """
    from shutil import get_terminal_size

    from annotate.text.article_view import article_lines, article_to_json

    article, revisions = project.document(document), list(project.current(document, annotator))
    if annotator is None:
        revisions += project.adjudicated(document)
    if as_json:
        print_json(article_to_json(article, revisions))
        return
    for line in article_lines(article, revisions, min(get_terminal_size().columns, WIDEST), show_all=folded):
        click.echo(line, color=color)


@click.command(epilog="Example: annotate log harbour-bridge")
@document_argument
@annotator_option
@json_option
@in_project
def log(project: Project, document: str, annotator: str | None, as_json: bool) -> None:
    """Say who decided what, when.

    [blind] and [assisted] tell how the sentence was shown, where suggestions were on; [adjudicated] is a decision on what
    annotators said.
    """
    from annotate.model import revision_to_json

    numbers = {sentence.id: number for number, sentence in enumerate(project.document(document).sentences, 1)}
    revisions = sorted(project.revisions(document, annotator), key=lambda r: (r.created, r.annotator, numbers.get(r.sentence, 0)))
    if as_json:
        print_json([revision_to_json(revision) for revision in revisions])
        return
    for line in _log_lines(revisions, numbers):
        click.echo(show(line))


def _log_lines(revisions: Iterable[Revision], numbers: Mapping[str, int]) -> Iterator[str]:
    from annotate.model import ADJUDICATION, Annotation, exposure
    from annotate.model.diff import changes, origin_changes

    latest: dict[tuple[str, str, str], Revision] = {}
    for revision in revisions:
        by_hand = revision.layer == ADJUDICATION
        key = (revision.sentence, "" if by_hand else revision.annotator, revision.layer)
        before, after = latest.get(key), revision.annotation
        what = [*changes(before.annotation if before else None, after)]
        what += origin_changes(before.origins if before else (), revision.origins, after or Annotation())
        latest[key] = revision
        where = f"sentence {numbers[revision.sentence]}" if revision.sentence in numbers else revision.sentence
        action = "" if revision.action == "edit" else f"{revision.action}: "
        how = "adjudicated" if by_hand else exposure(revision.origins)
        seen = f" [{how}]" if how else ""
        done = "; ".join(what) or "nothing changed"
        yield f"{revision.created[:19].replace('T', ' ')}  {revision.annotator}  {where}{seen}  {action}{done}"


@click.command(epilog="Example: annotate dump labels.jsonl && git add labels.jsonl")
@click.argument("file", required=False, type=EXISTING_OR_STDIN, metavar="[FILE]")
@click.option("--document", metavar="ID", shell_complete=complete_document, help="Only the decisions on this document.")
@annotator_option
@in_project
def dump(project: Project, file: Path | None, document: str | None, annotator: str | None) -> None:
    """Write every decision as JSONL.

    To FILE or standard output, one decision a line, sorted: the same decisions give the same bytes, ready for git.
    """
    if file is not None and str(file) != "-":
        number = project.dump_to(file, document, annotator)
        click.echo(f"Wrote {counted(number, 'decision')} to {show(str(file))}")
        return
    sys.stdout.buffer.writelines(project.dump(document, annotator))
    sys.stdout.flush()  # here and not when Python ends, so that a closed pipe is met where it is expected


@click.command(epilog="Example: annotate load labels.jsonl")
@click.argument("files", nargs=-1, required=True, type=EXISTING_OR_STDIN, metavar="FILE...")
@json_option
@in_project
def load(project: Project, files: tuple[Path, ...], as_json: bool) -> None:
    """Merge dumps into the project.

    All of them, or nothing where a record does not validate; - is standard input. What is here already stays as it is.
    """
    loaded = project.load(files)
    if as_json:
        print_json({"new": loaded.new, "known": loaded.known})
        return
    click.echo(f"Loaded {counted(loaded.new, 'new decision')}; {loaded.known:,} were here already.")


@click.command(epilog="Example: annotate copy output/annotations.db postgresql://ada@db.example.org/news")
@click.argument("source", callback=refuse_password)
@click.argument("target", callback=refuse_password)
@json_option
def copy(source: str, target: str, as_json: bool) -> None:
    """Copy a store into another database.

    Each is a file or postgresql://user@host/name. Every document, segmentation, decision and plan is copied byte by byte and
    compared, all or nothing. SOURCE stays as it is; what TARGET has already is skipped, and if it has anything else nothing is
    copied.
    """
    from dataclasses import asdict

    from annotate.store import open_store

    with open_store(source, create=False) as old, open_store(target) as new:
        copied = old.copy_to(new)
        where = new.where
    if as_json:
        print_json(asdict(copied))
        return
    told = f"{counted(copied.documents, 'document')} and {counted(copied.revisions + copied.adjudications, 'decision')}"
    click.echo(f"Both hold the same now: {told}.")
    click.echo(f"Next: export ANNOTATE_DATABASE={show(where)}")
