"""Changes of the project's schema, and the decisions brought up to date with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from annotate._files import write_atomically
from annotate.errors import SchemaError
from annotate.model import Annotation, Document, Revision
from annotate.project.bulk_edit import revise
from annotate.schema import PAST, Schema, parse_schema
from annotate.schema.migration import SchemaChange, history, migrate_annotation, next_version, schema_text
from annotate.schema.open_sentences import with_open_sentences
from annotate.store import Store


@dataclass(frozen=True, slots=True)
class Migrated:
    """The result of a migration.

    before: the schema's version before it.
    after: the schema's version after it.
    changed: the revisions that it changed, each with the new one.
    """

    before: str
    after: str
    changed: tuple[tuple[Revision, Revision], ...]

    @property
    def reopened(self) -> int:
        """The number of sentences that are open again, because only people can answer."""
        labels = ((old.annotation and old.annotation.label, new.annotation and new.annotation.label) for old, new in self.changed)
        return sum(before is not None and after is None for before, after in labels)


def migrate_project(
    store: Store | None, schema: Schema, path: Path, changes: Sequence[SchemaChange], *, dry_run: bool
) -> Migrated:
    """Change the schema at `path`, keep the old version beside it, and bring the decisions in the store up to date.

    Without changes, decisions made with earlier versions are brought up to date by the schema's history. With `dry_run` nothing
    is written.

    Raises:
        SchemaError: a change cannot be made; nothing was changed.
        StoreError: somebody is labelling a document that would change, so nothing was changed; or the store cannot be used.
    """
    old_text = path.read_bytes()
    archive = path.parent / PAST / f"{schema.version}.json"
    if changes and archive.exists() and archive.read_bytes() != old_text:
        raise SchemaError(f"{archive} is another schema of version {schema.version}; raise `x-version` in {path} first.")
    new_text = schema_text(with_open_sentences(next_version(schema.raw, changes))) if changes else ""
    new = parse_schema(new_text, "the schema after the changes") if changes else schema

    def write_schema() -> None:
        if changes:
            archive.parent.mkdir(exist_ok=True)
            write_atomically(archive, [old_text])
            write_atomically(path, [new_text.encode()])

    if store is None:
        if not dry_run:
            write_schema()
        return Migrated(schema.version, new.version, ())
    pending = cache(partial(history, new.raw))  # the changes to catch up with, by the version a decision was made with

    def change(revision: Revision, document: Document) -> Annotation:
        assert revision.annotation is not None  # a current revision has one
        return migrate_annotation(revision.annotation, pending(revision.schema))

    changed = revise(store, change, "migrate", new, now=datetime.now(UTC), dry_run=dry_run, first=write_schema)
    return Migrated(schema.version, new.version, changed)
