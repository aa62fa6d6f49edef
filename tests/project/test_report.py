"""The facts for a report: from a store of either kind, beside another process, and from a dataset."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.dataset import ExportOptions
from annotate.errors import ExportError, NoStoreError, StoreError
from annotate.model import Annotation
from annotate.project import Project, init_project
from annotate.project import report as report_module
from annotate.project.report import report_on_dataset
from annotate.project.segmentation import correct_segmentation
from annotate.report.collect import ReportOptions
from annotate.report.facts import ReportFacts
from annotate.report.page import render
from annotate.review.assignment import Plan
from annotate.schema.migration import parse_change
from support.builders import make_revision
from support.campaign import campaign


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return campaign(tmp_path_factory.mktemp("campaign") / "harbour", articles=5)


def comparable(facts: ReportFacts) -> ReportFacts:
    """The facts without what tells where they are from."""
    return replace(facts, kind="", name="", schema=None, provenance=(), checked=0, problems=())  # type: ignore[arg-type]


def test_another_process_measures_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    here = project.report()
    monkeypatch.setattr(report_module, "LARGE", 0)
    monkeypatch.setattr(report_module, "cores", lambda: 2)
    assert render(project.report()) == render(here)


def test_a_database_gives_the_same_page(project: Project, tmp_path: Path, new_schema: Callable[[], str]) -> None:
    from annotate.store import open_store

    other = Project(project.root, new_schema())
    with project.store() as source, open_store(other.url or "", create=True) as target:
        source.copy_to(target)
    assert render(other.report()) == render(project.report())


def test_a_plan_says_what_is_left(project: Project, tmp_path: Path) -> None:
    planned = campaign(tmp_path / "planned", articles=3)
    planned.assign(Plan(2, ("ada", "ben", "dora")), author="lead")
    facts = planned.report()
    assert {row.name: row.value for row in facts.provenance}["plan"] == "each article by 2 of 3 annotators"
    assert all(row.open >= 0 for row in facts.annotators)


@pytest.mark.parametrize("anonymous", [False, True])
def test_what_the_program_changed_is_no_work_of_that_day(tmp_path: Path, anonymous: bool) -> None:
    project = campaign(tmp_path / "changed", articles=3)
    before = project.report(anonymous=anonymous)
    id = "bridge-stays-closed-after-the-flood"
    correct_segmentation(project, id, "split", 2, "3", annotator="ada")
    correct_segmentation(project, id, "merge", 2, None, annotator="ada")
    project.migrate([parse_change("rename claim.type:event=occurrence")])
    after = project.report(anonymous=anonymous)
    assert after.totals.last > before.totals.last, "there are newer decisions"
    assert {row.day for row in after.days} == {row.day for row in before.days}
    for old, new in zip(before.annotators, after.annotators, strict=True):
        assert (new.annotator, new.last) == (old.annotator, old.last)
    finished = {row.day: row.finished for row in before.days if row.annotator == before.annotators[0].annotator}
    assert all(row.finished <= finished[row.day] for row in after.days if row.annotator == before.annotators[0].annotator)


def test_a_sentence_that_was_split_off_was_decided_with_the_whole(tmp_path: Path) -> None:
    project = campaign(tmp_path / "split", articles=1)
    document = project.document("bridge-stays-closed-after-the-flood")
    with project.store() as store:
        before = {row.day for row in project.report().days}
        plain = [
            index for index, sentence in enumerate(document.sentences) if document.text[sentence.start :].startswith("It was")
        ]
        for place in reversed(plain):
            correct_segmentation(project, document.id, "split", place + 1, "5", annotator="ada")
        assert plain
        assert len(store.document(document.id).sentences) == len(document.sentences) + len(plain)
    assert {row.day for row in project.report().days} == before


def test_nobody_is_named_in_a_note_who_decided_nothing(tmp_path: Path) -> None:
    project = campaign(tmp_path / "planned", articles=1)
    project.assign(Plan(2, ("ada", "dora")), author="lead")
    document = project.document("bridge-stays-closed-after-the-flood")
    with project.store() as store:
        note = Annotation("no_claim", note="Ask Dora, or Lead.")
        store.save([make_revision(document, 0, note, "ben", created="2026-07-01T00:00:00.000000Z")])
    assert "Ask Dora, or Lead." in render(project.report()).decode()
    page = render(project.report(anonymous=True)).decode()
    assert re.search(r"Ask an annotator, or annotator_\d\.", page)
    assert not re.search(r"\b(ada|ben|cleo|dora|lead)\b", page, re.IGNORECASE)


def test_a_project_that_is_called_after_an_annotator(tmp_path: Path) -> None:
    project = campaign(tmp_path / "ada-and-ben", articles=1)
    assert project.report().name == "ada-and-ben"
    assert re.fullmatch(r"annotator_\d-and-annotator_\d", project.report(anonymous=True).name)


def test_a_document_that_is_not_there(project: Project) -> None:
    with pytest.raises(StoreError, match="nothing"):
        project.report(ReportOptions(documents=("nothing",)))


def test_a_project_without_articles(tmp_path: Path) -> None:
    with pytest.raises(NoStoreError):
        init_project(tmp_path / "new").report()


def test_a_project_of_which_nothing_was_labelled(tmp_path: Path) -> None:
    project = campaign(tmp_path / "unlabelled", articles=0)
    facts = project.report()
    assert facts.totals.documents == 0
    assert b"There are no articles yet." in render(facts)
    (project.raw / "a.txt").write_text("A title\n\nThe bridge is closed. Nobody knows why.\n", encoding="utf-8")
    project.add()
    text = render(project.report()).decode()
    assert "Nothing was labelled yet." in text
    assert "The bridge is closed." in text


def test_a_dataset_gives_the_figures_of_its_project(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "data", ExportOptions(names=True))
    found = report_on_dataset(
        tmp_path / "data", project.schema, ReportOptions(), anonymous=False, progress=lambda done, total: None
    )
    facts = project.report()
    assert (found.kind, found.name) == ("dataset", "data")
    for name in (
        "totals",
        "disagreements",
        "agreement",
        "confusions",
        "labels",
        "groups",
        "sources",
        "opposed",
        "rules",
        "agenda",
    ):
        assert getattr(found, name) == getattr(facts, name), name
    assert comparable(found).shown == comparable(facts).shown or len(found.shown) == len(facts.shown)


@pytest.mark.parametrize("names", [True, False])
def test_a_dataset_can_be_anonymous(project: Project, tmp_path: Path, names: bool) -> None:
    project.export(tmp_path / "data", ExportOptions(names=names))
    found = report_on_dataset(
        tmp_path / "data", project.schema, ReportOptions(), anonymous=True, progress=lambda done, total: None
    )
    assert all(row.annotator.startswith("annotator_") for row in found.annotators)
    if not names:  # they are pseudonyms already, and stay
        assert [row.annotator for row in found.annotators] == [row.annotator for row in project.report(anonymous=True).annotators]
    text = render(found).decode()
    assert ">ada<" not in text


def test_a_dataset_without_text(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "data", ExportOptions(without_text=True))
    found = report_on_dataset(
        tmp_path / "data", project.schema, ReportOptions(), anonymous=False, progress=lambda done, total: None
    )
    assert found.without_text
    assert "no words of the articles" in render(found).decode()
    assert found.totals == project.report().totals


def test_a_document_that_the_dataset_does_not_have(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "data")
    with pytest.raises(ExportError, match="has no document nothing"):
        report_on_dataset(
            tmp_path / "data",
            project.schema,
            ReportOptions(documents=("nothing",)),
            anonymous=False,
            progress=lambda done, total: None,
        )
