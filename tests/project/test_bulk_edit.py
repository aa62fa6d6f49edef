"""Decisions changed by the program: as new revisions, whole or not at all, and never under somebody's hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.errors import StoreError
from annotate.model import ADJUDICATION, Annotation, Document, Origin, Revision
from annotate.project import Project, init_project
from annotate.project.bulk_edit import revise
from support.builders import at_second, make_revision

NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path)
    (made.raw / "a.txt").write_text("One is here. Two is there.\n")
    made.add()
    document = made.document("a")
    with made.store() as store:
        for number, annotator in ((0, "mk"), (1, "mk"), (0, "xy")):
            effort = {"created": at_second(number), "seconds": 5.0, "keys": 3, "tool": "0.0.9"}
            origins = (Origin("c1", "manual"),)
            store.save([make_revision(document, number, Annotation("no_claim"), annotator, origins=origins, **effort)])
    return made


def noted(revision: Revision, document: Document) -> Annotation:
    assert revision.annotation is not None
    return replace(revision.annotation, note="n") if revision.sentence == document.sentences[0].id else revision.annotation


def test_what_changes_is_a_new_revision(project: Project) -> None:
    before = list(project.revisions())
    with project.store() as store:
        changed = revise(store, noted, "fix", project.schema, now=NOW)
    told = [(new.annotator, new.action, new.seconds, new.keys) for _, new in changed]
    assert told == [("mk", "fix", 0.0, 0), ("xy", "fix", 0.0, 0)]
    assert all(new.origins == old.origins and new.created > old.created for old, new in changed)
    kept = [revision for revision in project.revisions() if revision.action == "edit"]
    assert kept == before
    assert [revision.annotation and revision.annotation.note for revision in project.current()] == ["n", "n", ""]


def test_a_wrong_count_is_a_warning_and_is_fixed(project: Project) -> None:
    with project.store() as store:
        store._db.execute("UPDATE progress SET finished = 9")
    for dry_run, codes in ((True, ["wrong-count"]), (False, [])):
        assert project.fix(dry_run=dry_run) == ()
        assert [warning.code for warning in project.check().warnings] == codes
        assert project.check().problems == ()


def test_a_dry_run_stores_nothing(project: Project) -> None:
    before = list(project.revisions())
    with project.store() as store:
        assert len(revise(store, noted, "fix", project.schema, now=NOW, dry_run=True, first=pytest.fail)) == 2
    assert list(project.revisions()) == before


def test_doing_it_again_does_nothing(project: Project) -> None:
    with project.store() as store:
        revise(store, noted, "fix", project.schema, now=NOW)
        assert revise(store, noted, "fix", project.schema, now=NOW) == ()


def test_nothing_is_changed_under_somebodys_hands(project: Project) -> None:
    before = list(project.revisions())
    with project.store() as one, project.store() as other, one.lock_document("a", "xy"), pytest.raises(StoreError):
        revise(other, noted, "fix", project.schema, now=NOW, first=pytest.fail)
    assert list(project.revisions()) == before


def test_adjudications_are_revised_as_one_work(project: Project) -> None:
    document = project.document("a")
    (first, *_) = project.current("a")
    with project.store() as store:
        for number, adjudicator in enumerate(("eva", "fay"), 5):
            sentence = document.sentences[number - 5].id
            created = f"2026-01-01T00:00:0{number}.000000Z"
            store.save([replace(first, layer=ADJUDICATION, annotator=adjudicator, created=created, sentence=sentence)])
        changed = revise(store, lambda old, _: replace(old.annotation or Annotation(), note="n"), "fix", project.schema, now=NOW)
    new = [revision for _, revision in changed if revision.layer == ADJUDICATION]
    assert [(revision.annotator, revision.action) for revision in new] == [("eva", "fix"), ("fay", "fix")]
    assert list(project.adjudicated()) == new
    assert {revision.annotation and revision.annotation.note for revision in project.current()} == {"n"}
