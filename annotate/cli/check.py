"""Validation: ``annotate check``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from annotate._version import __version__
from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import EXISTING_OR_STDIN, Codes, in_project
from annotate.cli.output import WIDEST, as_json, counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Document, Problem
    from annotate.project import Project
    from annotate.project.bulk_edit import Fixed
    from annotate.project.checking import Checked

ReportFormat = Literal["text", "json", "github", "sarif", "junit"]


@click.command(epilog="Example: annotate check from-elsewhere.jsonl --format github")
@click.argument("files", nargs=-1, type=EXISTING_OR_STDIN, metavar="[FILE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(ReportFormat)),
    default="text",
    show_default=True,
    help="The format of the report: text for people, the others for tools.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--select", type=Codes(), metavar="CODES", help="Report only these codes, separated by commas.")
@click.option("--ignore", type=Codes(), metavar="CODES", help="Do not report these codes.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings, too.")
@click.option("--fix", is_flag=True, help="Fix what can be fixed safely, as new revisions; never in a FILE.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be fixed, and store nothing.")
@click.option("--codes", is_flag=True, help="List all codes, and check nothing.")
@in_project
def check(
    project: Project,
    /,
    files: tuple[Path, ...],
    form: ReportFormat,
    select: frozenset[str] | None,
    ignore: frozenset[str] | None,
    strict: bool,
    fix: bool,
    dry_run: bool,
    codes: bool,
) -> int:
    """Validate the labels.

    Checks the labels stored here, or annotation files (JSONL) from elsewhere; - is standard input. Exits 1 if there are problems.
    Warnings point out what may be wrong; they stop neither load nor export.

    --fix finds the place of a misplaced span if its text appears once in the sentence, or once near the span, trims white space
    at the ends of spans, and corrects counts that the store keeps.
    """
    if codes:
        return _list_codes(form)
    if dry_run and not fix:
        raise click.UsageError("--dry-run needs --fix.")
    if fix and files:
        raise click.UsageError(
            "--fix changes only what is stored here: load the files first, or fix the program that wrote them."
        )
    if fix:
        _print_fixes(project.fix(dry_run=dry_run), dry_run=dry_run)
    return _report(project, project.check(files), form, select=select, ignore=ignore, strict=strict)


def _print_fixes(fixes: Sequence[Fixed], *, dry_run: bool) -> None:
    """Print fixes to standard error, since another tool may read the report on standard output."""
    from annotate.model.ids import numbered_sentence

    for fix in fixes:
        click.echo(show(f"{numbered_sentence(fix.sentence, fix.number)} by {fix.annotator}: {fix.what}"), err=True)
        for sign, span in (("-", fix.before), ("+", fix.after)):
            click.echo(show(f"  {sign} {span.start}-{span.end} {span.text!r}"), err=True)
    result = "would be fixed; nothing was stored" if dry_run else "fixed"
    click.echo(f"{counted(len(fixes), 'span')} {result}.", err=True)


def _list_codes(form: ReportFormat) -> int:
    from annotate.checks import CODES, code_lines

    if form == "json":
        print_json({name: code._asdict() for name, code in CODES.items()})
    else:
        click.echo("\n".join(code_lines()))
    return FINE


def _report(
    project: Project,
    checked: Checked,
    form: ReportFormat,
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
    checked: Checked, problems: Sequence[Problem], documents: Mapping[str, Document], form: ReportFormat, *, strict: bool
) -> Iterator[str]:
    from shutil import get_terminal_size

    from annotate.checks import ci_formats, located_to_json, report_lines, summarize

    match form:
        case "json":
            rows = [located_to_json(problem, documents) for problem in problems]
            yield as_json({"documents": checked.documents, "revisions": checked.revisions, "problems": rows})
        case "github":
            yield from ci_formats.github(problems, documents)
        case "sarif":
            yield as_json(ci_formats.sarif(problems, documents, __version__))
        case "junit":
            yield ci_formats.junit(problems, documents, strict=strict)
        case "text":
            yield from report_lines(problems, documents, min(get_terminal_size().columns, WIDEST))
            amount = f"{counted(checked.revisions, 'decision')} on {counted(checked.documents, 'document')}"
            yield f"Checked {amount}: {summarize(problems)}."
