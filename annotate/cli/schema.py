"""The label scheme: ``annotate schema check``, ``show`` and ``migrate``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import Place, in_project, json_option
from annotate.cli.output import FEW, counted, print_json
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.project.migration import Migrated
    from annotate.schema import Attribute, Schema


@click.group("schema", epilog="Example: annotate schema show")
def schema() -> None:
    """The label scheme: check, show, change it."""


@schema.command("check", epilog="Example: annotate schema check")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.pass_obj
def check_schema(place: Place, file: Path | None) -> int:
    """Say whether a schema can be used.

    The project's, or FILE, which needs none: whether it is JSON Schema, what the prompt, checks and dataset need of it, and
    whether it goes on from the versions in history/ beside it (labels keep their places). Exits 1 where it does not. Notes say
    which features the schema has no words for; they are not errors.
    """
    from annotate.errors import SchemaError
    from annotate.schema import load_schema
    from annotate.schema.migration import incompatibilities
    from annotate.schema.wellknown import missing_words

    path = file or place.project().schema_path
    try:
        found = load_schema(path)
        breaks = [f"{path}: {line}." for text in found.past.values() for line in incompatibilities(_json(text), found.raw)]
    except SchemaError as error:
        breaks = [str(error)]
    for line in dict.fromkeys(breaks):
        click.echo(show(line))
    if breaks:
        return PROBLEMS
    questions = sum(len(attributes) for attributes in found.attributes.values())
    past = f", {counted(len(found.past), 'earlier version')} kept" if found.past else ""
    click.echo(f"{show(str(path))}: version {found.version}, {counted(questions, 'question')}{past}: fine.")
    for missing in missing_words(found):
        click.echo(show(f"Note: {missing.message}."))
    return FINE


def _json(text: str) -> Any:
    import json

    return json.loads(text)


@schema.command("show", epilog="Example: annotate schema show")
@json_option
@in_project
def show_schema(project: Project, /, as_json: bool) -> None:
    """Show the questions, their labels and keys, the versions."""
    found = project.schema
    if as_json:
        print_json(_schema_to_json(found))
        return
    for line in _schema_lines(found):
        click.echo(show(line))


def _schema_lines(found: Schema) -> Iterator[str]:
    yield f"{found.title}, version {found.version}"
    for noun, attributes in found.attributes.items():
        yield ""
        yield f"{noun}: {found.guidelines[noun].description}"
        for question in (*([found.labels[noun]] if noun in found.labels else []), *attributes):
            yield from _question_lines(question)
    if history := found.raw.get("x-history"):
        yield ""
        for entry in history:
            yield f"version {entry['version']}, from {entry['from']}: {'; '.join(entry['changes'])}"


def _question_lines(question: Attribute) -> Iterator[str]:
    asked = "required" if question.required else f"asked: {question.ask}"
    kind = "" if question.labels else f", {question.type}"
    yield f"  {question.name} ({asked}{kind}): {question.description}"
    width = max((len(label.value) for label in question.labels), default=0)
    for number, label in enumerate(question.labels):
        if label.retired is None:
            yield f"    {number:>2}  {label.key}  {label.value:{width}}  {label.description}"
        else:
            yield f"    {number:>2}     {label.value:{width}}  retired{f': now {label.retired}' if label.retired else ''}"


def _schema_to_json(found: Schema) -> dict[str, Any]:
    from dataclasses import asdict

    questions = [
        asdict(question)
        for noun, attributes in found.attributes.items()
        for question in (*([found.labels[noun]] if noun in found.labels else []), *attributes)
    ]
    for question in questions:
        del question["choices"]  # they are among the labels: those that are not retired
    kept = sorted(found.past)
    return {"version": found.version, "questions": questions, "history": found.raw.get("x-history", []), "kept": kept}


@schema.command("migrate", epilog="Example: annotate schema migrate --merge stance:query,unclear=unclear --dry-run")
@click.option(
    "--rename", multiple=True, metavar="OLD=NEW", help="A label or property: claim.type:event=occurrence, claim.type=kind."
)
@click.option("--merge", multiple=True, metavar="OLD=LABEL", help="Labels into one: stance:query,unclear=unclear.")
@click.option("--split", multiple=True, metavar="OLD=NEW", help="A label into several: claim.type:event=event,state.")
@click.option(
    "--add",
    multiple=True,
    metavar="NEW=WHAT",
    help="A label, 'claim.type:rumour=Heard somewhere.', or a property, claim.tone=calm,angry.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, write nothing.")
@json_option
@in_project
def migrate(project: Project, /, dry_run: bool, as_json: bool, **told: Sequence[str]) -> None:
    """Change the schema and what was labelled with it.

    Labels keep their numbers, so that published datasets stay comparable: a renamed one its place, a merged or split one as
    retired. The version before is kept in schema/history/, and every decision that changes is a new revision. A split label
    cannot be decided by a program: its answer is taken off and the sentence is open again (a stance keeps it, and is flagged).
    Without a change, decisions made with earlier versions are brought up to date. Changes are made in the order rename, merge,
    split, add.
    """
    from annotate.schema.migration import parse_change
    from annotate.schema.wellknown import missing_words

    before = set(missing_words(project.schema))
    lines = [f"{do} {text}" for do in ("rename", "merge", "split", "add") for text in told[do]]
    done = project.migrate([parse_change(line) for line in lines], dry_run=dry_run)
    for missing in missing_words(project.schema):
        if missing not in before:
            click.echo(show(f"Note: {missing.message}."), err=True)
    if as_json:
        print_json(_migrated_to_json(done, dry_run=dry_run))
        return
    for line in _migrated_lines(done, dry_run=dry_run):
        click.echo(show(line))


def _migrated_lines(done: Migrated, *, dry_run: bool) -> Iterator[str]:
    from annotate.model.diff import changes

    for was, now in done.changed[:FEW]:
        yield f"{now.sentence} by {now.annotator}: {'; '.join(changes(was.annotation, now.annotation))}"
    if len(done.changed) > FEW:
        yield f"and {len(done.changed) - FEW:,} more"
    versions = f"Version {done.before}" if done.before == done.after else f"Version {done.before} to {done.after}"
    yield f"{versions}: {counted(len(done.changed), 'decision')} changed, {counted(done.reopened, 'sentence')} open again" + (
        "; nothing was written." if dry_run else "."
    )


def _migrated_to_json(done: Migrated, *, dry_run: bool) -> dict[str, Any]:
    changed = [{"sentence": now.sentence, "annotator": now.annotator} for _, now in done.changed]
    return {"before": done.before, "after": done.after, "changed": changed, "reopened": done.reopened, "dry_run": dry_run}
