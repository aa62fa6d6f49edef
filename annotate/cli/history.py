"""Stored decisions: ``annotate show``, ``log``, ``dump``, ``load`` and ``copy``."""

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
@click.option("--all", "folded", is_flag=True, help="Show the page boilerplate, too.")
@click.option("--color/--no-color", default=None, help="Add colour to the marks.  [default: on a terminal, unless NO_COLOR]")
@json_option
@in_project
def show_document(
    project: Project, /, document: str, annotator: str | None, folded: bool, color: bool | None, as_json: bool
) -> None:
    """Show an article with its labels.

    The marks are [C1 claim C1], <source> and {cue}; colour only adds to them. A label that came from a suggestion is marked as
    such. Adjudications appear below the annotators' labels.
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
def log(project: Project, /, document: str, annotator: str | None, as_json: bool) -> None:
    """Show the history of decisions and corrections.

    With suggestions on, [blind] and [assisted] mark sentences shown without or with them; [adjudicated] marks the decisions of an
    adjudicator.
    """
    from annotate.model import revision_to_json

    numbers = {sentence.id: number for number, sentence in enumerate(project.document(document).sentences, 1)}
    revisions = sorted(
        project.revisions(document, annotator),
        key=lambda revision: (revision.created, revision.annotator, numbers.get(revision.sentence, 0)),
    )
    if as_json:
        print_json([{**revision_to_json(revision), "number": numbers.get(revision.sentence)} for revision in revisions])
        return
    corrected = [(c.created, _log_line(c.created, c.author, "article", c.summary)) for c in project.corrections(document)]
    decided = zip((revision.created for revision in revisions), _log_lines(revisions, numbers), strict=True)
    # A correction comes before the decisions that it moved, which have its time.
    for _, line in sorted([*corrected, *decided], key=lambda pair: pair[0]):
        click.echo(show(line))


def _log_line(created: str, name: str, what: str, summary: str) -> str:
    return f"{created[:19].replace('T', ' ')}  {name}  {what}  {summary}"


def _log_lines(revisions: Iterable[Revision], numbers: Mapping[str, int]) -> Iterator[str]:
    from annotate.model import ADJUDICATION, Annotation, exposure
    from annotate.model.diff import changes, origin_changes

    latest: dict[tuple[str, str, str], Revision] = {}
    for revision in revisions:
        is_adjudication = revision.layer == ADJUDICATION
        # A new adjudication replaces the last one of any adjudicator, an annotation only the same annotator's.
        key = (revision.sentence, "" if is_adjudication else revision.annotator, revision.layer)
        before, after = latest.get(key), revision.annotation
        differences = [*changes(before.annotation if before else None, after)]
        differences += origin_changes(before.origins if before else (), revision.origins, after or Annotation())
        latest[key] = revision
        sentence = f"sentence {numbers[revision.sentence]}" if revision.sentence in numbers else revision.sentence
        action = "" if revision.action == "edit" else f"{revision.action}: "
        mark = "adjudicated" if is_adjudication else exposure(revision.origins)
        shown_mark = f" [{mark}]" if mark else ""
        summary = "; ".join(differences) or ("moved along" if revision.action == "mend" else "nothing changed")
        yield _log_line(revision.created, revision.annotator, f"{sentence}{shown_mark}", f"{action}{summary}")


@click.command(epilog="Example: annotate dump labels.jsonl && git add labels.jsonl")
@click.argument("file", required=False, type=EXISTING_OR_STDIN, metavar="[FILE]")
@click.option("--document", metavar="ID", shell_complete=complete_document, help="Only the decisions on this document.")
@annotator_option
@in_project
def dump(project: Project, /, file: Path | None, document: str | None, annotator: str | None) -> None:
    """Write every decision as JSONL.

    Writes to FILE or standard output, one decision per line, sorted: the same decisions always give the same bytes, ready for
    git. Corrections of articles, links between claims, and how articles were chosen have lines of their own.
    """
    if file is not None and str(file) != "-":
        number = project.dump_to(file, document, annotator)
        click.echo(f"Wrote {counted(number, 'decision')} to {show(str(file))}")
        return
    sys.stdout.buffer.writelines(project.dump(document, annotator))
    sys.stdout.flush()  # so that a closed pipe raises here, where it is handled, and not when Python exits


@click.command(epilog="Example: annotate load labels.jsonl")
@click.argument("files", nargs=-1, required=True, type=EXISTING_OR_STDIN, metavar="FILE...")
@click.option(
    "--as",
    "names",
    multiple=True,
    metavar="NAME",
    help="Load the decisions under another name; OLD=NAME renames one annotator of several. May be repeated.",
)
@click.option("--same-person", is_flag=True, help="Load decisions of yours from another clone beside those you made here.")
@json_option
@in_project
def load(project: Project, /, files: tuple[Path, ...], names: tuple[str, ...], same_person: bool, as_json: bool) -> None:
    """Merge dumps into the project.

    Loads all of them, or nothing if any record is invalid; - is standard input. Decisions that are already here are left alone.

    If an annotator decided on the same sentence here and in a dump, neither knowing of the other, nothing is loaded: two people
    may have the same name. Then --as or --same-person says which it is.
    """
    from dataclasses import asdict

    parts = [name.rpartition("=") for name in names]
    loaded = project.load(files, [(old, new) for old, _, new in parts], same_person=same_person)
    if as_json:
        print_json(asdict(loaded))
        return
    click.echo(f"Loaded {counted(loaded.new, 'new decision')}; {loaded.known:,} were already here.")
    if loaded.corrections:
        click.echo(f"Corrected articles as where the decisions were made: {counted(loaded.corrections, 'correction')}.")
    if loaded.moved:
        click.echo(f"Moved {counted(loaded.moved, 'decision')} to sentences as they are now; `annotate log` shows them.")
    if loaded.assignments:
        click.echo(f"Kept how articles were chosen to be labelled: {counted(loaded.assignments, 'new assignment')}.")


@click.command(epilog="Example: annotate copy output/annotations.db postgresql://ada@db.example.org/news")
@click.argument("source", callback=refuse_password)
@click.argument("target", callback=refuse_password)
@json_option
def copy(source: str, target: str, as_json: bool) -> None:
    """Copy a store into another database.

    SOURCE and TARGET are each a file or postgresql://user@host/name. Every document, segmentation, decision and plan is copied
    byte by byte and compared, all or nothing. SOURCE is not changed. Data that TARGET already has are skipped; if TARGET has
    any other data, nothing is copied.
    """
    from dataclasses import asdict

    from annotate.store import open_store

    with open_store(source, create=False) as old, open_store(target) as new:
        copied = old.copy_to(new)
        location = new.where
    if as_json:
        print_json(asdict(copied))
        return
    amount = f"{counted(copied.documents, 'document')} and {counted(copied.revisions + copied.adjudications, 'decision')}"
    click.echo(f"Both stores are now identical: {amount}.")
    click.echo(f"Next: export ANNOTATE_DATABASE={show(location)}")
