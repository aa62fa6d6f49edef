"""The schema changed with the decisions: all of it or nothing, and the old version kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.errors import SchemaError, StoreError
from annotate.model import ADJUDICATION
from annotate.project import Project
from annotate.schema.migration import parse_change
from support.bridge import claim, revision

RENAME = [parse_change("rename claim.type:event=occurrence")]


def types(project: Project) -> list[object]:
    """The types of all claims that count."""
    decisions = (*project.current(), *project.adjudicated())
    return [item.attributes["type"] for decision in decisions if decision.annotation for item in decision.annotation.claims]


def test_a_migration_changes_schema_and_decisions(labelled: Project) -> None:
    before, decisions = labelled.schema_path.read_bytes(), list(labelled.revisions())
    planned = labelled.migrate(RENAME, dry_run=True)
    assert (labelled.schema_path.read_bytes(), list(labelled.revisions())) == (before, decisions)
    migrated = labelled.migrate(RENAME)
    assert (migrated.before, migrated.after, len(migrated.changed), migrated.reopened) == ("1.0", "1.1", 1, 0)
    assert [old for old, _ in planned.changed] == [old for old, _ in migrated.changed]
    assert (labelled.schema.version, types(labelled)) == ("1.1", ["occurrence"])
    assert (labelled.root / "schema" / "history" / "1.0.json").read_bytes() == before
    assert labelled.migrate().changed == ()


def test_a_migration_before_any_article_was_added(project: Project) -> None:
    project.migrate(RENAME, dry_run=True)
    assert project.schema.version == "1.0"
    assert project.migrate(RENAME).changed == ()
    assert (project.schema.version, project.started) == ("1.1", False)


def test_a_migration_under_somebodys_hands_changes_nothing(labelled: Project) -> None:
    before, decisions = labelled.schema_path.read_bytes(), list(labelled.revisions())
    with labelled.store() as store, store.lock_document("bridge", "mk"), pytest.raises(StoreError, match="being labelled by mk"):
        labelled.migrate(RENAME)
    assert (labelled.schema_path.read_bytes(), list(labelled.revisions())) == (before, decisions)


def test_an_old_version_is_never_overwritten(labelled: Project) -> None:
    (labelled.root / "schema" / "history").mkdir()
    (labelled.root / "schema" / "history" / "1.0.json").write_text("{}")
    with pytest.raises(SchemaError, match=r"is another schema of version 1\.0; raise `x-version`"):
        labelled.migrate(RENAME)


def test_adjudications_are_brought_up_to_date_whatever_version_they_were_made_with(labelled: Project) -> None:
    """The newest adjudication may be the only decision of its version: it was loaded from a dump, say."""
    with labelled.store() as store:
        made = revision(labelled, 1, claim(labelled), annotator="eva", second=5)
        store.save([replace(made, layer=ADJUDICATION, schema="0.9")])
    labelled.migrate(RENAME)
    assert types(labelled) == ["occurrence", "occurrence"]
