"""Files for other tools: an account of what is lost before anything is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from annotate.errors import ExportError, StoreError
from annotate.interchange.format import NAMES, load_format
from annotate.interchange.projection import hows
from annotate.interchange.values import InterchangeError
from annotate.model import ADJUDICATION, Annotation, ClaimLink, Revision
from annotate.project import Project, init_project
from annotate.project.dump_beside import DUMP
from annotate.project.exporting_files import ForeignExportOptions, LossRefusedError
from annotate.project.importing import ImportOptions, _content
from support.bridge import claim, revision
from support.random_decisions import random_document, random_sets

ALL = ForeignExportOptions(frozenset({"all"}))
BOTH_WAYS = [name for name in NAMES if (f := load_format(name)).read and f.write and not f.gold]


def test_a_loss_that_is_not_allowed_stops_it(labelled: Project, tmp_path: Path) -> None:
    with pytest.raises(LossRefusedError, match=r"stance\.label.*--allow-loss blocks") as refused:
        labelled.export_files("spans-csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    kinds = frozenset(loss.kind for loss in refused.value.losses)
    assert labelled.export_files("spans-csv", tmp_path / "out", ForeignExportOptions(kinds)).files == (
        "spans.csv",
        "documents.csv",
    )
    some = ForeignExportOptions(kinds - {"stance.label"})
    with pytest.raises(LossRefusedError, match=r"if that may be lost: --allow-loss stance\.label$"):
        labelled.export_files("spans-csv", tmp_path / "out", some)


def test_all_answers_about_a_noun_can_be_allowed_at_once(labelled: Project, tmp_path: Path) -> None:
    some = ForeignExportOptions(
        frozenset({"blocks", "source.attribute", "claim.attribute.type", "stance.author", "stance.quote"})
    )
    with pytest.raises(LossRefusedError) as refused:
        labelled.export_files("fever", tmp_path / "out", some)
    assert {loss.kind for loss in refused.value.losses} == {"sentence.label", "stance.cue"}


def test_older_decisions_and_origins_are_never_written(labelled: Project, tmp_path: Path) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 1, Annotation("no_claim"), second=30)])
    losses = {loss.kind: (loss.lost, loss.how) for loss in labelled.export_files("label-studio", tmp_path / "out", ALL).losses}
    assert losses == {"history": (1, "only the decisions that count are written")}


def test_a_dump_beside_has_everything(labelled: Project, tmp_path: Path) -> None:
    exported = labelled.export_files("label-studio", tmp_path / "out", ForeignExportOptions(ALL.allow_loss, with_dump=True))
    assert exported.files[-1] == DUMP
    assert (exported.path / DUMP).read_bytes() == b"".join(labelled.dump())


def test_only_some_articles_and_annotators(labelled: Project, tmp_path: Path) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 2, Annotation("no_claim"), annotator="ben", second=5)])

    def people(options: ForeignExportOptions) -> list[str]:
        exported = labelled.export_files("label-studio", tmp_path / "out", options)
        (task,) = json.loads((exported.path / "tasks.json").read_text())
        return list(task["meta"]["annotate"]["annotators"].values())

    assert people(ALL) == ["ben", "mk"]
    assert people(ForeignExportOptions(ALL.allow_loss, annotators=("mk",))) == ["mk"]
    assert people(ForeignExportOptions(ALL.allow_loss, leave_out_annotators=("mk",))) == ["ben"]
    with pytest.raises(InterchangeError, match="nothing to export"):
        labelled.export_files("label-studio", tmp_path / "out", ForeignExportOptions(leave_out=("bridge",)))
    with pytest.raises(StoreError):
        labelled.export_files("label-studio", tmp_path / "out", ForeignExportOptions(documents=("brigde",)))


def test_a_folder_of_others_is_not_overwritten(labelled: Project, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ExportError):
        labelled.export_files("label-studio", tmp_path / "out", ALL)
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_a_format_that_is_only_read(labelled: Project, tmp_path: Path) -> None:
    with pytest.raises(InterchangeError, match="can only be read"):
        labelled.export_files("argilla", tmp_path / "out", ALL)


def test_gold_labels_are_written_where_a_format_has_no_annotators(labelled: Project, tmp_path: Path) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 1, claim(labelled), annotator="ben", second=5)])
    exported = labelled.export_files("fever", tmp_path / "out", ALL)
    (line,) = (exported.path / "fever.jsonl").read_text().splitlines()
    assert json.loads(line)["claim"] == "The bridge was closed on Monday"
    assert ("annotator", 1) in [(loss.kind, loss.lost) for loss in exported.losses]


def test_what_becomes_of_pieces_is_said() -> None:
    assert hows(load_format("fever"))["claim.pieces"] == "written as the text from the first piece to the last"


@pytest.mark.parametrize("name", BOTH_WAYS)
@pytest.mark.parametrize("seed", range(4))
def test_random_projects_come_back(tmp_path: Path, name: str, seed: int) -> None:
    """What another project reads is what the first one has, unless the report names it; a second reading adds nothing."""
    random = Random(seed)
    mine, theirs = init_project(tmp_path / "mine"), init_project(tmp_path / "theirs")
    with mine.store(create=True) as store:
        for number in range(2):
            document = random_document(random, f"a{number}")
            store.add_document(document)
            revisions = []
            for decided in random_sets(random, document, mine.schema):
                annotator = decided.annotator or "eve"
                revisions += [
                    Revision(
                        document.id,
                        document.sha256,
                        d.sentence.id,
                        annotator,
                        d.created,
                        "edit",
                        d.seconds or 0.0,
                        0,
                        "1.0",
                        "0.1",
                        d.annotation,
                        layer=decided.layer,
                        end=d.sentence.end,
                    )
                    for d in decided.decisions
                ]
            store.load(revisions)
    exported = mine.export_files(name, tmp_path / "out", ALL)
    names = ImportOptions(annotators={"": "eve"})
    done = theirs.import_files([exported.path], names)
    assert done.losses == () or name not in ("label-studio",)
    assert theirs.import_files([exported.path], names).decisions == 0
    assert mine.import_files([exported.path], names).decisions == 0
    if not exported.losses:
        texts = {document.id: document.title for document in theirs.documents()}
        assert set(texts) == {"a0", "a1"}
        wanted = {(r.sentence, r.owner): _content(r.annotation) for r in (*mine.current(), *mine.adjudicated())}
        found = {(r.sentence, r.owner): _content(r.annotation) for r in (*theirs.current(), *theirs.adjudicated())}
        assert found == wanted
        assert {r.layer for r in theirs.adjudicated()} <= {ADJUDICATION}


@pytest.mark.parametrize("format", ["label-studio", "fever"])
def test_links_between_claims_are_reported_as_lost(labelled: Project, tmp_path: Path, format: str) -> None:
    with labelled.store() as store:
        document = store.documents()[0].id
        made = next(one for one in store.current(document) if one.annotation and one.annotation.claims)
        assert made.annotation is not None
        claim = made.annotation.claims[0]
        link = ClaimLink(claim.id, (store.document(document).span(0, 3),), "same")
        store.save([replace(made, annotation=replace(made.annotation, links=(link,)), created="2026-12-01T00:00:00.000000Z")])
    (loss,) = (loss for loss in labelled.export_files(format, tmp_path / "out", ALL).losses if loss.kind == "link")
    assert (loss.lost, loss.how) == (1, "the files have no links between claims; a dump has them")
