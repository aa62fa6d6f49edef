"""What comes out: ``annotate check``, ``annotate export`` and ``annotate push``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate._version import __version__
from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import EXISTING_OR_STDIN, Codes, complete_document, in_project, json_option
from annotate.cli.output import WIDEST, as_json, counted, listed, print_json, progress_bar
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.dataset import Export
    from annotate.dataset.options import Format
    from annotate.model import Document, Problem
    from annotate.project import Project
    from annotate.project.bulk_edit import Fixed
    from annotate.project.checking import Checked

FORMATS = ("text", "json", "github", "sarif", "junit")


@click.command(epilog="Example: annotate check from-elsewhere.jsonl --format github")
@click.argument("files", nargs=-1, type=EXISTING_OR_STDIN, metavar="[FILE]...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For people, or for other tools."
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--select", type=Codes(), metavar="CODES", help="Only problems with these codes, parted by commas.")
@click.option("--ignore", type=Codes(), metavar="CODES", help="No problems with these codes.")
@click.option("--strict", is_flag=True, help="Exit 1 where there are warnings, too.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, as new revisions: never in a FILE.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be mended, store nothing.")
@click.option("--codes", is_flag=True, help="List all codes, and check nothing.")
@in_project
def check(project: Project, /, files: tuple[Path, ...], form: str, fix: bool, dry_run: bool, codes: bool, **chosen: Any) -> int:
    """Validate the labels.

    Those stored here, or annotation files (JSONL) from elsewhere; - is standard input. Exits 1 where there are problems.
    Warnings are doubts: they stop neither load nor export.

    --fix finds a span again whose text stands once in its sentence, or once near it, and trims white space at the edges of spans.
    """
    if codes:
        return _list_codes(form)
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix.")
    if fix and files:
        raise click.UsageError("--fix mends what is stored here, no files: load them first, or mend the program that wrote them.")
    if fix:
        _print_fixes(project.fix(dry_run=dry_run), dry_run=dry_run)
    return _report(project, project.check(files), form, **chosen)


def _print_fixes(fixes: Sequence[Fixed], *, dry_run: bool) -> None:
    """To standard error: what is checked afterwards may be read by another tool."""
    for one in fixes:
        click.echo(show(f"{one.sentence} by {one.annotator}: {one.what}"), err=True)
        for sign, span in (("-", one.before), ("+", one.after)):
            click.echo(show(f"  {sign} {span.start}-{span.end} {span.text!r}"), err=True)
    done = "would be mended; nothing was stored" if dry_run else "mended"
    click.echo(f"{counted(len(fixes), 'span')} {done}.", err=True)


def _list_codes(form: str) -> int:
    from annotate.checks import CODES, code_lines

    if form == "json":
        print_json({name: code._asdict() for name, code in CODES.items()})
    else:
        click.echo("\n".join(code_lines()))
    return FINE


def _report(
    project: Project,
    checked: Checked,
    form: str,
    *,
    select: frozenset[str] | None,
    ignore: frozenset[str] | None,
    strict: bool,
) -> int:
    from annotate.checks import select_problems, severity

    _print_notes(project, select or frozenset(), ignore or frozenset())
    problems = select_problems((*checked.problems, *checked.warnings), select or frozenset(), ignore or frozenset())
    documents = project.known({problem.document for problem in problems})
    for text in _rendered(checked, problems, documents, form, strict=strict):
        click.echo(text)
    return PROBLEMS if any(strict or severity(problem) == "error" for problem in problems) else FINE


def _print_notes(project: Project, select: frozenset[str], ignore: frozenset[str]) -> None:
    """Say on standard error which of the selected checks the project's schema has no words for."""
    from annotate.schema.wellknown import missing_words

    for missing in missing_words(project.schema):
        code = missing.dependency.check
        if code and code not in ignore and (not select or code in select):
            click.echo(show(f"Note: {missing.message}."), err=True)


def _rendered(
    checked: Checked, problems: Sequence[Problem], documents: Mapping[str, Document], form: str, *, strict: bool
) -> Iterator[str]:
    from shutil import get_terminal_size

    from annotate.checks import ci_formats, located_to_json, report_lines, summarize

    match form:
        case "json":
            told = [located_to_json(problem, documents) for problem in problems]
            yield as_json({"documents": checked.documents, "revisions": checked.revisions, "problems": told})
        case "github":
            yield from ci_formats.github(problems, documents)
        case "sarif":
            yield as_json(ci_formats.sarif(problems, documents, __version__))
        case "junit":
            yield ci_formats.junit(problems, documents, strict=strict)
        case _:
            yield from report_lines(problems, documents, min(get_terminal_size().columns, WIDEST))
            amount = f"{counted(checked.revisions, 'decision')} on {counted(checked.documents, 'document')}"
            yield f"Checked {amount}: {summarize(problems)}."


@click.command(epilog="Example: annotate export --name 'Bridge news' --license cc-by-4.0")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--format",
    type=click.Choice(["dataset", "jsonl", "csv", "spacy"]),
    default="dataset",
    help="The Hugging Face dataset, or the same in other files.  [default: dataset]",
)
@click.option("--name", help="What the dataset is called.")
@click.option("--license", metavar="ID", help="A license identifier of the Hub, as cc-by-4.0.  [default: other]")
@click.option("--without-text", is_flag=True, default=None, help="Leave out what quotes articles: texts, titles, names, notes.")
@click.option(
    "--partial/--finished", default=None, help="Articles labelled in part too, or finished ones only.  [default: partial]"
)
@click.option(
    "--split-by",
    type=click.Choice(["article", "outlet", "date"]),
    help="What stays together; by date the newest are test.  [default: article]",
)
@click.option("--seed", type=int, help="Divides the articles in another way.  [default: 0]")
@click.option("--validation", type=float, metavar="FRACTION", help="Of the articles.  [default: 0.1]")
@click.option("--test", type=float, metavar="FRACTION", help="Of the articles.  [default: 0.1]")
@click.option(
    "--gold",
    metavar="NAME",
    help="The annotator whose decisions alone are gold.  [default: what was adjudicated, else the majority's]",
)
@click.option(
    "--leave-out", multiple=True, metavar="DOCUMENT", help="An article not to export.", shell_complete=complete_document
)
@click.option("--authors", metavar="NAMES", help="Who made the dataset, for its citation.")
@click.option("--names", is_flag=True, default=None, help="Keep annotators' names; without it they are annotator_1, ...")
@json_option
@in_project
def export(project: Project, /, directory: Path | None, as_json: bool, format: Format, **choices: Any) -> None:
    """Write the Hugging Face dataset.

    Into DIR, by default output/dataset. It is read back before success is reported. Exits 1 where what would be exported has
    problems, and then writes nothing. An article keeps its split, and an annotator the number, from export to export.
    """
    from annotate.dataset import ExportOptions

    options = ExportOptions(**{name: value for name, value in choices.items() if value is not None})
    with progress_bar("Exporting") as progress:
        done = project.export(directory, options, format=format, progress=progress)
    if as_json:
        from dataclasses import asdict

        print_json(asdict(done))
        return
    for line in _export_lines(done):
        click.echo(line)
    if format == "dataset":
        click.echo(f"Load it: datasets.load_dataset({show(repr(str(done.path)))}, {next(iter(done.configs))!r})")


@click.command(epilog="Example: annotate push ada/bridge-news --private")
@click.argument("repository", metavar="REPO")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--private", is_flag=True, help="Make the repository private, if it is not there yet.")
@click.option("--revision", metavar="BRANCH", help="Push to this branch.  [default: main]")
@in_project
def push(project: Project, /, repository: str, directory: Path | None, private: bool, revision: str | None) -> None:
    """Upload the dataset to the Hugging Face Hub.

    DIR, by default output/dataset, becomes one commit in REPO (owner/name), tagged with the dataset's version. Log in with
    `hf auth login`, or set HF_TOKEN.
    """
    click.echo(f"Pushed to {show(project.push(repository, directory, private=private, revision=revision))}")


def _export_lines(done: Export) -> Iterator[str]:
    path = show(str(done.path))
    counts = {"document": done.documents, "claim": done.claims, "source": done.sources, "stance": done.stances}
    yield f"Exported {', '.join(counted(number, noun) for noun, number in counts.items())} to {path}"
    yield f"  version {done.version}; of all sentences {listed(done.sentences)}"
    for config, splits in done.configs.items():
        yield f"  {config:12} {listed(splits)}"
    yield f"  gold: {listed(done.gold)}"
    if done.missing:
        yield f"  answers missing: {listed(done.missing)}"
    for reason, number in done.left_out.items():
        yield f"  left out: {show(reason)}: {number:,}"
    if done.key:
        yield f"  annotators are annotator_1, ...; who is who stands in {show(str(done.key))}, which is not part of the dataset"
