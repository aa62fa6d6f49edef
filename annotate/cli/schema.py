"""The label scheme: ``annotate schema check``, ``show`` and ``migrate``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import ProjectLocation, in_project, json_option
from annotate.cli.output import FEW, counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Document
    from annotate.project import Project
    from annotate.project.migration import Migrated
    from annotate.schema import Attribute, Schema
    from annotate.schema.migration import SchemaChange


@click.group("schema", epilog="Example: annotate schema show")
def schema() -> None:
    """Check, show or change the label scheme."""


@schema.command("check", epilog="Example: annotate schema check")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.pass_obj
def check_schema(location: ProjectLocation, /, file: Path | None) -> int:
    """Check if a schema can be used.

    Checks the project's schema, or FILE, which does not need a project. It must be valid JSON Schema, have all that the prompt,
    the checks and the dataset need, and continue the versions in history/ beside it and the project's exported dataset (labels
    keep their places). Exits 1 otherwise. Notes are not errors: they name the features that have no words in the schema, and
    conditions that the prompt does not hold annotators to.
    """
    from annotate.errors import SchemaError
    from annotate.schema import load_schema
    from annotate.schema.conditions import not_asked
    from annotate.schema.migration import breaks_with_past
    from annotate.schema.wellknown import missing_words

    path = file or location.project().schema_path
    try:
        scheme = load_schema(path)
        breaks = [f"{path}: {line}." for line in breaks_with_past(scheme, numbers=file is not None)]
        if file is None and (problem := location.project().numbering_problem()):
            breaks.append(f"{path}: {problem}")
    except SchemaError as error:
        breaks = [str(error)]
    for line in dict.fromkeys(breaks):
        click.echo(show(line))
    if breaks:
        return PROBLEMS
    questions = sum(len(attributes) for attributes in scheme.attributes.values())
    past = f", {counted(len(scheme.past), 'earlier version')} kept" if scheme.past else ""
    click.echo(f"{show(str(path))}: version {scheme.version}, {counted(questions, 'question')}{past}: valid.")
    for note in (*not_asked(scheme), *(missing.message for missing in missing_words(scheme))):
        click.echo(show(f"Note: {note}."))
    return FINE


@schema.command("show", epilog="Example: annotate schema show")
@json_option
@in_project
def show_schema(project: Project, /, as_json: bool) -> None:
    """Show the questions with their labels and keys, and the versions."""
    scheme = project.schema
    if as_json:
        print_json(_schema_to_json(scheme))
        return
    for line in _schema_lines(scheme):
        click.echo(show(line))


def _schema_lines(scheme: Schema) -> Iterator[str]:
    yield f"{scheme.title}, version {scheme.version}"
    for noun, attributes in scheme.attributes.items():
        yield ""
        yield f"{noun}: {scheme.guidelines[noun].description}"
        for question in (*([scheme.labels[noun]] if noun in scheme.labels else []), *attributes):
            yield from _question_lines(question)
    if history := scheme.raw.get("x-history"):
        yield ""
        for entry in history:
            yield f"version {entry['version']}, from {entry['from']}: {'; '.join(entry['changes'])}"


def _question_lines(question: Attribute) -> Iterator[str]:
    asked = "required" if question.required else f"asked: {question.ask}"
    kind = ", several answers" if question.several else "" if question.labels else f", {question.type}"
    kind += ", about the article" if question.about_article else ""
    yield f"  {question.name} ({asked}{kind}): {question.description}"
    width = max((len(label.value) for label in question.labels), default=0)
    for number, label in enumerate(question.labels):
        if label.retired is None:
            yield f"    {number:>2}  {label.key}  {label.value:{width}}  {label.description}"
        else:
            yield f"    {number:>2}     {label.value:{width}}  retired{f': now {label.retired}' if label.retired else ''}"


def _schema_to_json(scheme: Schema) -> dict[str, Any]:
    from dataclasses import asdict

    questions = [
        asdict(question)
        for noun, attributes in scheme.attributes.items()
        for question in (*([scheme.labels[noun]] if noun in scheme.labels else []), *attributes)
    ]
    for question in questions:
        del question["choices"]  # the labels that are not retired
    kept = sorted(scheme.past)
    return {"version": scheme.version, "questions": questions, "history": scheme.raw.get("x-history", []), "kept": kept}


@schema.command("migrate", epilog="Example: annotate schema migrate --merge stance:query,unclear=unclear --dry-run")
@click.option(
    "--rename", multiple=True, metavar="OLD=NEW", help="Rename a label or property: claim.type:event=occurrence, claim.type=kind."
)
@click.option("--merge", multiple=True, metavar="OLD=LABEL", help="Merge labels into one: stance:query,unclear=unclear.")
@click.option("--split", multiple=True, metavar="OLD=NEW", help="Split a label into several: claim.type:event=event,state.")
@click.option(
    "--add",
    multiple=True,
    metavar="NEW=TEXT",
    help="Add a label, 'claim.type:rumour=Heard somewhere.', or a property, claim.tone=calm,angry; [calm,angry] for several "
    "answers, article.tone for one about the article, link=same,contradicts for links between claims.",
)
@click.option(
    "--ask", multiple=True, metavar="QUESTION=PROFILE", help="Ask a question in quick, full or off: claim.checkworthiness=quick."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@json_option
@in_project
def migrate(
    project: Project,
    /,
    rename: tuple[str, ...],
    merge: tuple[str, ...],
    split: tuple[str, ...],
    add: tuple[str, ...],
    ask: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Change the schema and the labels made with it.

    Labels keep their numbers, so that published datasets stay comparable: a renamed label keeps its place, a merged or split
    one is retired. The old version is kept in schema/history/, and every changed decision is a new revision. Only a person can
    divide the answers of a split label: they are removed and their sentences opened again (a stance keeps its answer, and is
    flagged). Without a change, decisions made with earlier versions are brought up to date. Changes apply in the order rename,
    merge, split, add, ask.
    """
    from annotate.schema.migration import parse_change
    from annotate.schema.wellknown import missing_words

    asked = tuple(text if "=" in text else f"{text}=quick" for text in ask)
    changes = {"rename": rename, "merge": merge, "split": split, "add": add, "ask": asked}
    lines = [f"{operation} {text}" for operation, texts in changes.items() for text in texts]
    before = set(missing_words(project.schema))
    parsed = [parse_change(line) for line in lines]
    migrated = project.migrate(parsed, dry_run=dry_run)
    for missing in missing_words(project.schema):
        if missing not in before:
            click.echo(show(f"Note: {missing.message}."), err=True)
    if as_json:
        documents = project.known(after.document for _, after in migrated.changed)
        print_json(_migrated_to_json(migrated, documents, dry_run=dry_run))
        return
    documents = project.known(after.document for _, after in migrated.changed[:FEW])
    for line in _migrated_lines(migrated, documents, dry_run=dry_run):
        click.echo(show(line))
    if not dry_run:
        for question in dict.fromkeys(change.question for change in parsed if change.operation == "add" and _asks_more(change)):
            new = project.schema.question(question)
            if new is not None and not new.asked("quick"):
                click.echo(show(f"Only --profile full asks {question}; always: annotate schema migrate --ask {question}=quick"))
        for question in dict.fromkeys(change.question for change in parsed if _asks_more(change)):
            if project.lacks_answers(question):
                click.echo(show(f"To ask it of what is labelled already: annotate label --missing {question}"))


def _asks_more(change: SchemaChange) -> bool:
    """Return whether a change adds a question, or has one asked."""
    from annotate.schema import LINK

    return (
        not change.labels
        and change.noun != LINK
        and (change.operation == "add" or (change.operation == "ask" and change.to != ("off",)))
    )


def _migrated_lines(migrated: Migrated, documents: Mapping[str, Document], *, dry_run: bool) -> Iterator[str]:
    from annotate.model.diff import changes

    for before, after in migrated.changed[:FEW]:
        sentence = documents[after.document].numbered(after.sentence)
        yield f"{sentence} by {after.annotator}: {'; '.join(changes(before.annotation, after.annotation))}"
    if len(migrated.changed) > FEW:
        yield f"and {len(migrated.changed) - FEW:,} more"
    is_same = migrated.before == migrated.after
    versions = f"Version {migrated.before}" if is_same else f"Version {migrated.before} to {migrated.after}"
    decisions, sentences = counted(len(migrated.changed), "decision"), counted(migrated.reopened, "sentence")
    end = "; nothing was written." if dry_run else "."
    yield f"{versions}: {decisions} changed, {sentences} opened again{end}"


def _migrated_to_json(migrated: Migrated, documents: Mapping[str, Document], *, dry_run: bool) -> dict[str, Any]:
    changed = [
        {
            "sentence": after.sentence,
            "number": documents[after.document].number(after.sentence),
            "annotator": after.annotator,
        }
        for _, after in migrated.changed
    ]
    return {
        "before": migrated.before,
        "after": migrated.after,
        "changed": changed,
        "reopened": migrated.reopened,
        "dry_run": dry_run,
    }
