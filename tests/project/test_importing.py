"""Files of other tools become decisions: articles by their text, names as they are said, nothing twice, all or nothing."""

from __future__ import annotations

import gc
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from annotate.errors import AnnotateError
from annotate.interchange.choices import parse_choices
from annotate.interchange.format import ReadOptions
from annotate.interchange.values import InterchangeError
from annotate.labelling.edits import update_origins
from annotate.model import ADJUDICATION, Annotation, Origin, Revision
from annotate.project import Project, init_project
from annotate.project.exporting_files import ForeignExportOptions
from annotate.project.importing import ImportOptions
from support.bridge import ARTICLE

ALL = ForeignExportOptions(frozenset({"all"}))
ANSWERS = ("claim.type=event", "claim.verifiability=verifiable", "source.type=person", "source.naming=unnamed")


def region(id: str, label: str, quote: str, text: str = ARTICLE, **more: Any) -> dict[str, Any]:
    start = text.index(quote)
    value = {"start": start, "end": start + len(quote), "text": quote, "labels": [label]}
    return {"id": id, "from_name": "l", "to_name": "t", "type": "labels", "value": value, **more}


def annotation(*items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 7, "completed_by": 1, "result": list(items), "updated_at": "2026-02-01T10:00:00Z", "lead_time": 12.5, **more}


def said() -> list[dict[str, Any]]:
    relation = {"type": "relation", "from_id": "s", "to_id": "c", "direction": "right", "labels": ["support"]}
    return [
        region("c", "Claim", "The bridge was closed on Monday"),
        region("s", "Source", "officials"),
        region("k", "Cue", "said"),
        relation,
        {**relation, "from_id": "k", "labels": ["cue"]},
    ]


def written(folder: Path, *annotations: Mapping[str, Any], text: str = ARTICLE, **more: Any) -> Path:
    path = folder / "tasks.json"
    task = {"id": 3, "data": {"text": text}, "annotations": list(annotations), **more}
    path.write_text(json.dumps([task]), encoding="utf-8")
    return path


def options(project: Project, *settings: str, maps: tuple[str, ...] = (), complete: bool = False, **more: Any) -> ImportOptions:
    return ImportOptions(parse_choices(maps, settings, project.schema, complete=complete), **{"annotators": {"1": "ada"}, **more})


def decisions(project: Project) -> dict[str, Revision]:
    return {r.sentence.partition(":")[2]: r for r in project.revisions() if r.annotation is not None}


def test_what_is_not_said_stays_open(project: Project, tmp_path: Path) -> None:
    done = project.import_files([written(tmp_path, annotation(*said()))], options(project))
    (made,) = project.revisions()
    assert (done.decisions, done.finished, done.added) == (1, 0, ("3",))
    assert made.annotation is not None
    assert made.annotation.label is None
    assert made.annotation.claims[0].attributes == {}
    assert [(s.source, s.label, s.cue.text if s.cue else None) for s in made.annotation.stances] == [
        ("s1", "support", "said"),
        ("s0", "neutral", None),
    ]
    assert (made.action, made.created, made.annotator) == ("import", "2026-02-01T10:00:00.000000Z", "ada")
    assert ("c1", "import", "label-studio#c") in [(o.item, o.how, o.rule) for o in made.origins]
    assert project.check().problems == ()


def test_answers_that_are_set_finish_a_sentence(project: Project, tmp_path: Path) -> None:
    project.import_files([written(tmp_path, annotation(*said()))], options(project, *ANSWERS))
    (made,) = project.revisions()
    assert made.annotation is not None
    assert made.annotation.label == "claim"
    assert made.annotation.claims[0].attributes == {"type": "event", "verifiability": "verifiable"}
    assert made.annotation.sources[0].attributes == {"type": "person", "naming": "unnamed"}


def test_answers_are_mapped(project: Project, tmp_path: Path) -> None:
    start = ARTICLE.index("The bridge was closed on Monday")
    value = {"start": start, "end": start + 31, "choices": ["EVT"]}
    kind = {"id": "c", "from_name": "kind", "to_name": "t", "type": "choices", "value": value}
    path = written(tmp_path, annotation(*said(), kind))
    unmapped = project.import_files([path], options(project, dry_run=True))
    assert [loss.kind for loss in unmapped.losses] == ["unknown.kind"]
    maps = ("Claim.type=kind", "claim.type:event=EVT")
    mapped = project.import_files([path], options(project, maps=maps))
    (made,) = project.revisions()
    assert made.annotation is not None
    assert (mapped.losses, made.annotation.claims[0].attributes) == ((), {"type": "event"})


def test_unmarked_sentences_have_no_claim_only_where_all_is_complete(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, annotation(*said()))
    assert project.import_files([path], options(project, *ANSWERS)).decisions == 1
    done = project.import_files([path], options(project, *ANSWERS, complete=True))
    labels = [made.annotation.label for made in decisions(project).values() if made.annotation]
    assert (done.decisions, done.known, labels.count("no_claim"), labels.count("claim")) == (4, 1, 4, 1)


def test_a_second_import_adds_nothing(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, annotation(*said()))
    project.import_files([path], options(project))
    before = list(project.revisions())
    again = project.import_files([path], options(project))
    assert (again.decisions, again.known, again.added) == (0, 1, ())
    assert list(project.revisions()) == before


def test_an_article_is_found_by_its_text(labelled: Project, tmp_path: Path) -> None:
    crlf = ARTICLE.replace("\n", "\r\n")
    path = written(tmp_path, annotation(region("c", "Claim", "Nobody knows", crlf)), text=crlf)
    done = labelled.import_files([path], options(labelled))
    assert done.added == ()
    (made,) = [r for r in labelled.revisions() if r.annotator == "ada"]
    assert made.annotation is not None
    assert (made.document, made.annotation.claims[0].text) == ("bridge", "Nobody knows")


def test_spans_of_another_version_are_found_by_their_words(labelled: Project, tmp_path: Path) -> None:
    other = ARTICLE.replace("next? Nobody", "next?  Nobody").replace("closed on Monday", "closed\u00a0on Monday")
    items = [region("c", "Claim", "Nobody knows", other), region("d", "Claim", "closed\u00a0on Monday", other)]
    done = labelled.import_files([written(tmp_path, annotation(*items), text=other)], options(labelled))
    assert done.added == ()
    assert {loss.kind: loss.lost for loss in done.losses} == {"text.changed": 1}
    made = [r for r in labelled.revisions() if r.annotator == "ada"]
    assert sorted(c.text for r in made if r.annotation for c in r.annotation.claims) == ["Nobody knows", "closed on Monday"]


def test_a_newer_decision_here_stays(labelled: Project, tmp_path: Path) -> None:
    """The bridge's sentence was labelled at 00:00:01; the other tool says something else at an earlier time."""
    old = annotation(region("c", "Claim", "The bridge was closed"), updated_at="2025-01-01T00:00:00Z")
    done = labelled.import_files([written(tmp_path, old)], options(labelled, annotators={"1": "mk"}))
    assert (done.decisions, done.kept) == (0, 1)
    assert "newer decisions here" in done.notices[-1]
    new = annotation(region("c", "Claim", "The bridge was closed"), updated_at="2026-05-01T00:00:00Z")
    assert labelled.import_files([written(tmp_path, new)], options(labelled, annotators={"1": "mk"})).decisions == 1


def test_several_annotators_and_an_adjudicator(project: Project, tmp_path: Path) -> None:
    one, two = annotation(*said()), annotation(*said()[:1], completed_by=2)
    gold = annotation(*said()[:1], completed_by=3, ground_truth=True)
    names = {"1": "ada", "2": "ben", "3": "eve"}
    path = written(tmp_path, one, two, gold)
    project.import_files([path], options(project, annotators=names, reads=ReadOptions(ground_truth=True)))
    made = list(project.revisions())
    assert [(r.annotator, r.layer) for r in made] == [("ada", "annotation"), ("ben", "annotation"), ("eve", ADJUDICATION)]


def test_of_two_annotations_of_one_person_the_newest_counts(project: Project, tmp_path: Path) -> None:
    older = annotation(region("x", "Claim", "Nobody knows"), updated_at="2026-01-01T00:00:00Z")
    done = project.import_files([written(tmp_path, annotation(*said()), older)], options(project))
    assert done.decisions == 1
    assert [(loss.kind, loss.lost) for loss in done.losses] == [("history", 1)]


def test_names_are_not_made_up(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, annotation(*said(), completed_by=None))
    with pytest.raises(InterchangeError, match="does not say who annotated"):
        project.import_files([path], options(project))
    assert project.import_files([path], options(project, annotators={"*": "cem"})).annotators == {"cem": 1}
    with pytest.raises(AnnotateError, match="another spelling of 'cem'"):
        project.import_files([path], options(project, annotators={"*": "CEM"}))


def test_nothing_is_stored_if_anything_is_wrong(project: Project, tmp_path: Path) -> None:
    good = {"id": 1, "data": {"text": ARTICLE}, "annotations": [annotation(*said())]}
    bad = {"id": 2, "data": {"text": "Another article."}, "annotations": [annotation(region("z", "Claim", "officials"))]}
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([good, bad]))
    with pytest.raises(InterchangeError, match="1 span does not fit the text"):
        project.import_files([path], options(project))
    assert project.documents() == ()


def test_a_dry_run_stores_nothing(project: Project, tmp_path: Path) -> None:
    done = project.import_files([written(tmp_path, annotation(*said()))], options(project, dry_run=True))
    assert (done.decisions, done.dry_run, project.documents()) == (1, True, ())


def test_predictions_become_suggestions(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, predictions=[{"model_version": "m#1@2", "result": said()}])
    done = project.import_files([path], options(project))
    assert (done.decisions, done.suggestions) == (0, {"m 1 2": 1})
    assert len(list(project.suggestions.iterdir())) == 1
    project.import_files([path], options(project))
    assert len((project.suggestions / "m-1-2.jsonl").read_text().splitlines()) == 1
    people = project.import_files([written(tmp_path, annotation(*said()))], options(project, as_="suggestions"))
    assert people.suggestions == {"ada": 1}


@pytest.mark.parametrize("format", ["label-studio", "spans-csv", "spans-parquet", "prodigy", "brat"])
def test_what_was_exported_says_nothing_new(labelled: Project, tmp_path: Path, format: str) -> None:
    exported = labelled.export_files(format, tmp_path / "out", ALL)
    before = list(labelled.revisions())
    done = labelled.import_files([exported.path], ImportOptions(annotators={"": "mk"}))
    assert (done.decisions, done.added) == (0, ())
    assert list(labelled.revisions()) == before


@pytest.mark.parametrize("with_dump", [False, True])
def test_another_project_gets_what_the_format_holds_and_with_a_dump_all(
    labelled: Project, tmp_path: Path, with_dump: bool
) -> None:
    exported = labelled.export_files("spans-csv", tmp_path / "out", ForeignExportOptions(frozenset({"all"}), with_dump))
    other = init_project(tmp_path / "other")
    other.import_files([exported.path], ImportOptions())
    mine = {r.sentence: r.annotation for r in labelled.current()}
    theirs = {r.sentence: r.annotation for r in other.current()}
    assert (theirs == mine) is with_dump
    assert theirs.keys() == mine.keys()


def test_a_changed_span_counts_more_than_the_dump(labelled: Project, tmp_path: Path) -> None:
    exported = labelled.export_files("spans-csv", tmp_path / "out", ForeignExportOptions(frozenset({"all"}), with_dump=True))
    table = exported.path / "spans.csv"
    text = ARTICLE.strip()
    start = text.index("The bridge was closed on Monday")
    row = f"{start},{start + 31},Claim,The bridge was closed on Monday"
    assert row in table.read_text()
    table.write_text(table.read_text().replace(row, f"{start},{start + 21},Claim,The bridge was closed"))
    other = init_project(tmp_path / "other")
    other.import_files([exported.path], ImportOptions())
    claims = [c for r in other.current() if r.annotation for c in r.annotation.claims]
    assert [c.text for c in claims] == ["The bridge was closed"]


def test_exporting_again_names_the_same_ids(project: Project, tmp_path: Path) -> None:
    project.import_files([written(tmp_path, annotation(*said()))], options(project))
    exported = project.export_files("label-studio", tmp_path / "out", ALL)
    (task,) = json.loads((exported.path / "tasks.json").read_text())
    ids = {item["id"]: item["value"]["labels"][0] for item in task["annotations"][0]["result"] if item["type"] == "labels"}
    assert {"c": "Claim", "s": "Source", "k": "Cue"}.items() <= ids.items()


def test_a_decision_changed_at_the_prompt_keeps_its_id(project: Project, tmp_path: Path) -> None:
    project.import_files([written(tmp_path, annotation(*said()))], options(project))
    (made,) = project.revisions()
    assert made.annotation is not None
    origins = update_origins(made.annotation, Annotation(), made.origins, Origin("", "manual"))
    assert not [origin for origin in origins if origin.how == "rejected"]  # what another tool said is no suggestion


def test_a_zip_file_and_a_folder(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, annotation(*said()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/tasks.json", path.read_bytes())
        archive.writestr("__MACOSX/._tasks.json", b"\x00")
    (tmp_path / "export.zip").write_bytes(packed.getvalue())
    assert project.import_files([tmp_path / "export.zip"], options(project)).decisions == 1
    folder = tmp_path / "folder"
    folder.mkdir()
    path.rename(folder / "tasks.json")
    assert project.import_files([folder], options(project)).known == 1
    (tmp_path / "empty").mkdir()
    with pytest.raises(InterchangeError, match="there is no file"):
        project.import_files([tmp_path / "empty"], options(project))


def test_a_table_without_texts_is_about_stored_articles(labelled: Project, tmp_path: Path) -> None:
    text = labelled.document("bridge").text
    start = text.index("Nobody knows")
    (tmp_path / "spans.csv").write_text(f"document,start,end,label\nbridge,{start},{start + 12},Claim\n")
    done = labelled.import_files([tmp_path / "spans.csv"], ImportOptions(annotators={"*": "ada"}))
    assert (done.decisions, done.added) == (1, ())
    (tmp_path / "spans.csv").write_text("document,start,end,label\nnowhere,0,3,Claim\n")
    with pytest.raises(InterchangeError, match="there is no text of nowhere"):
        labelled.import_files([tmp_path / "spans.csv"], ImportOptions(annotators={"*": "ada"}))


def test_an_edited_dump_is_refused(labelled: Project, tmp_path: Path) -> None:
    exported = labelled.export_files("spans-csv", tmp_path / "out", ForeignExportOptions(frozenset({"all"}), with_dump=True))
    dump = exported.path / "annotate-dump.jsonl"
    assert '"text":"said"' in dump.read_text().replace(" ", "")
    dump.write_text(dump.read_text().replace("said", "sold"))
    other = init_project(tmp_path / "other")
    with pytest.raises(InterchangeError, match=r"the text at .* remove the dump to import without it\.$"):
        other.import_files([exported.path], ImportOptions())
    assert other.documents() == ()


def test_a_dump_alone_is_loaded_by_another_command(labelled: Project, tmp_path: Path) -> None:
    labelled.dump_to(tmp_path / "annotate-dump.jsonl")
    with pytest.raises(InterchangeError, match="`annotate load` reads it"):
        labelled.import_files([tmp_path / "annotate-dump.jsonl"], ImportOptions(format="spans-csv"))


def test_nothing_is_stored_beside_a_damaged_file_of_suggestions(project: Project, tmp_path: Path) -> None:
    path = written(tmp_path, annotation(*said()), predictions=[{"model_version": "m", "result": said()}])
    project.suggestions.mkdir()
    (project.suggestions / "m.jsonl").write_text("{\n")
    with pytest.raises(AnnotateError, match="line 1: it is not a suggestion"):
        project.import_files([path], options(project))
    assert project.documents() == ()


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_collected_afterwards_as_before(project: Project, tmp_path: Path, enabled: bool) -> None:
    (tmp_path / "tasks.json").write_text("[")
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(InterchangeError):
            project.import_files([tmp_path / "tasks.json"], options(project))
        assert gc.isenabled() is enabled
    finally:
        gc.enable()
