"""Dumps: the same store gives the same bytes, safe to display; loading loses nothing and changes nothing by half."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from annotate.errors import ProjectError, StoreError
from annotate.model import (
    BLOCK_KINDS,
    Annotation,
    Claim,
    Document,
    Merge,
    Revision,
    SegmentationEdit,
    SetBlockKind,
    Source,
    Split,
    Stance,
    Undo,
)
from annotate.model.assignments import Assignment, assignment_to_json
from annotate.model.versions import VERSION_ACTIONS
from annotate.project import ProblemsError, Project, init_project
from annotate.project.dump_beside import DUMP
from annotate.project.exporting_files import ForeignExportOptions
from annotate.project.importing import ImportOptions
from annotate.project.segmentation import plan_correction
from support.bridge import ARTICLE, revision
from support.storing import give


def test_dump_and_load_lose_nothing(labelled: Project, tmp_path: Path) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 1, None, second=5)])
        store.save(
            [revision(labelled, 2, Annotation(note="\x1b[31m \x7f \u202e \U0001f469\u200d\U0001f4bb \U000e0041"), second=6)]
        )
    file = tmp_path / "labels.jsonl"
    assert labelled.dump_to(file) == 4
    copy = init_project(tmp_path / "copy")
    copy.add([labelled.raw])
    loaded = copy.load([file])
    assert (loaded.new, loaded.known) == (4, 0)
    assert list(copy.revisions()) == list(labelled.revisions())
    assert b"".join(copy.dump()) == file.read_bytes()
    assert (copy.load([file]).new, copy.load([file]).known) == (0, 4)


def test_a_dump_is_sorted_and_safe_to_look_at(labelled: Project) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 2, Annotation(note="über \x9b \u202e \u200b"), annotator="é\x1b", second=0)])
    lines = b"".join(labelled.dump()).decode().splitlines()
    starts = [int(json.loads(line)["sentence"].rpartition(":")[2]) for line in lines]
    assert starts == sorted(starts)
    assert "über \\u009b \\u202e \\u200b" in lines[2]
    assert "é\\u001b" in lines[2]


def validator(project: Project) -> Draft202012Validator:
    """Return a validator of another's make for the file that is the project's schema."""
    return Draft202012Validator(json.loads(project.schema_path.read_text(encoding="utf-8")))


def test_every_decision_in_a_dump_follows_the_schema_file(labelled: Project) -> None:
    with labelled.store() as store:
        store.save([revision(labelled, 1, None, second=5), revision(labelled, 2, Annotation(note="begun"), second=6)])
    records = [json.loads(line) for line in labelled.dump()]
    assert {"text_sha256"} <= records[0].keys()
    for record in records:
        validator(labelled).validate(record)


def line_validator(project: Project) -> Draft202012Validator:
    """Return a validator of another's make for the project's schema of every line of a dump."""
    folder = project.schema_path.parent
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    Draft202012Validator.check_schema(schemas["dump.schema.json"])
    return Draft202012Validator(schemas["dump.schema.json"], registry=registry)


def correct(project: Project, edit: SegmentationEdit) -> None:
    with project.store() as store:
        planned = plan_correction(store, "bridge", edit, author="ben", schema="1.0")
        store.add_version(planned.version, planned.revisions)


def corrected_dump(project: Project) -> list[dict[str, Any]]:
    """Return the dump of a project with corrections of every kind, the text's included, and an adjudication."""
    first = project.document("bridge").sentences[0]
    correct(project, Split(first.id, first.start + 4))
    correct(project, Undo(project.corrections("bridge")[-1].created))
    correct(project, SetBlockKind(0, "quote"))
    correct(project, Merge(project.document("bridge").sentences[1].id))
    (project.raw / "bridge.txt").write_text(ARTICLE.replace("Monday", "Tuesday"), encoding="utf-8")
    project.add([project.raw / "bridge.txt"], update="ben")
    with project.store() as store:
        store.save([replace(revision(project, 0, Annotation(note="begun"), second=9), layer="adjudication")])
    return [json.loads(line) for line in project.dump()]


def test_every_line_of_a_dump_follows_the_schema_of_lines(labelled: Project) -> None:
    records = corrected_dump(labelled)
    assert {record["action"] for record in records if "version" in record} >= {"segment", "correct", "undo", "update"}
    assert any("article" in record for record in records)
    assert any("label" in (record.get("annotation") or {}) for record in records)
    for record in records:
        line_validator(labelled).validate(record)


def test_the_schema_of_lines_is_strict(labelled: Project) -> None:
    validator, records = line_validator(labelled), corrected_dump(labelled)
    version = next(record for record in records if "article" in record)
    finished = next(record for record in records if (record.get("annotation") or {}).get("claims"))
    for name in version.keys() - {"version", "article", "about"}:
        assert not validator.is_valid({key: value for key, value in version.items() if key != name}), name
    del finished["annotation"]["claims"][0]["type"]
    broken = [
        {"colour": "red"},
        {"version": 0},
        {"version": True},
        {"sha256": "0"},
        {"created": "2026-11-20"},
        {"action": "edit"},
        {"blocks": [["paragraph", 0, 5]]},
        {"blocks": [["paragraphs", 0, 5, ""]]},
        {"sentences": [[0, 5, 6]]},
        {"sentences": [[-1, 5]]},
        {"article": {"path": "x"}},
    ]
    for record in (finished, *({**version, **change} for change in broken)):
        assert not validator.is_valid(record), record


def test_the_schema_of_lines_has_the_words_of_the_model(project: Project) -> None:
    properties = line_validator(project).schema["$defs"]["version"]["properties"]
    assert set(properties["action"]["enum"]) == VERSION_ACTIONS
    assert set(properties["blocks"]["items"]["prefixItems"][0]["enum"]) == BLOCK_KINDS
    fields = {field.name for field in dataclasses.fields(Document)}
    assert set(properties["article"]["properties"]) <= fields


@pytest.mark.parametrize(
    ("name", "value"), [("text_sha256", "A" * 64), ("text_sha256", 5), ("sentence_end", -1), ("sentence_end", "9")]
)
def test_a_dump_with_a_broken_field_of_its_own_is_refused(labelled: Project, tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps({**json.loads(next(iter(labelled.dump()))), name: value}) + "\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as stopped:
        labelled.load([file])
    assert name in str(stopped.value.problems[0])


def test_dump_of_what_is_not_there(labelled: Project) -> None:
    with pytest.raises(StoreError, match="did you mean bridge"):
        list(labelled.dump(document="brigde"))
    with pytest.raises(StoreError, match="there are decisions of mk"):
        list(labelled.dump(annotator="km"))


def test_load_changes_nothing_where_anything_is_wrong(labelled: Project, tmp_path: Path) -> None:
    good, bad = b"".join(labelled.dump()).replace(b'"mk"', b'"xy"').splitlines(keepends=True)
    file = tmp_path / "mixed.jsonl"
    file.write_bytes(good + bad.replace(b'"label":"claim"', b'"label":"clam"'))
    with pytest.raises(ProblemsError, match="nothing was loaded") as stopped:
        labelled.load([file])
    assert [problem.where for problem in stopped.value.problems] == [f"{file}:2"]
    assert {r.annotator for r in labelled.revisions()} == {"mk"}


def test_load_what_belongs_to_an_unknown_document(labelled: Project, tmp_path: Path) -> None:
    labelled.dump_to(tmp_path / "labels.jsonl")
    with pytest.raises(ProblemsError) as stopped:
        init_project(tmp_path / "other").load([tmp_path / "labels.jsonl"])
    assert {problem.document for problem in stopped.value.problems} == {"bridge"}


def test_a_dump_never_takes_the_place_of_the_store(labelled: Project) -> None:
    before = labelled.database.read_bytes()
    with pytest.raises(ProjectError, match="is the store"):
        labelled.dump_to(labelled.output / ".." / "output" / "annotations.db")
    assert labelled.database.read_bytes() == before


@pytest.mark.parametrize(
    "encoded", [ARTICLE.replace("\n", "\r\n").encode(), ARTICLE.encode("utf-8-sig"), ARTICLE.encode("utf-16")]
)
def test_a_dump_loads_where_the_same_text_was_read_from_other_bytes(labelled: Project, tmp_path: Path, encoded: bytes) -> None:
    labelled.dump_to(tmp_path / "labels.jsonl")
    clone = init_project(tmp_path / "clone")
    (clone.raw / "bridge.txt").write_bytes(encoded)
    clone.add()
    here, there = clone.document("bridge"), labelled.document("bridge")
    assert (here.text == there.text, here.sha256 == there.sha256) == (True, False)
    assert clone.check([tmp_path / "labels.jsonl"]).problems == ()
    assert clone.load([tmp_path / "labels.jsonl"]).new == 2
    assert clone.load([tmp_path / "labels.jsonl"]).new == 0, "the same decisions"
    assert [replace(one, sha256=there.sha256) for one in clone.revisions()] == list(labelled.revisions())
    assert {one.sha256 for one in clone.current()} == {here.sha256}, "they count for the document as it is here"
    clone.dump_to(tmp_path / "back.jsonl")
    assert labelled.load([tmp_path / "back.jsonl"]).known == 2


def test_a_dump_of_another_text_is_refused(labelled: Project, tmp_path: Path) -> None:
    labelled.dump_to(tmp_path / "labels.jsonl")
    other = init_project(tmp_path / "other")
    (other.raw / "bridge.txt").write_text(ARTICLE.replace("Monday", "Friday"), encoding="utf-8")
    other.add()
    with pytest.raises(ProblemsError) as stopped:
        other.load([tmp_path / "labels.jsonl"])
    assert "other-version" in {problem.code for problem in stopped.value.problems}


def test_a_dump_from_before_texts_had_hashes_loads(labelled: Project, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in labelled.dump()]
    assert {line.pop("text_sha256") for line in lines} == {labelled.document("bridge").text_sha256}
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert labelled.load([tmp_path / "old.jsonl"]).known == 2


def test_a_decision_on_a_former_text_is_dumped_without_the_hash_of_the_present_one(labelled: Project) -> None:
    with labelled.store() as store:
        store.load([replace(revision(labelled, 2, None, second=9), sha256="0" * 64)])
    assert ["text_sha256" in json.loads(line) for line in labelled.dump()].count(False) == 1


# -- one annotator in two clones -----------------------------------------------------------------------------------------


def attributed(project: Project, number: int, name: str, second: int, id: str = "s1") -> Revision:
    """A finished sentence whose only source, in this clone, has this id."""
    document = project.document("bridge")
    sentence = document.sentences[number]
    span = document.span(sentence.start, sentence.start + 4)
    annotation = Annotation(
        "claim",
        (Claim("c1", (span,), {"type": "event", "verifiability": "verifiable"}),),
        (Source(id, name, None, {"type": "person", "naming": "named"}),),
        (Stance("c1", id, "support", None, {"quote": "indirect"}),),
    )
    return revision(project, number, annotation, second=second)


@pytest.fixture
def clones(project: Project, tmp_path: Path) -> tuple[Project, Project]:
    """Two clones, in each of which mk has an s1, who is somebody else."""
    project.add()
    other = init_project(tmp_path / "other")
    other.add([project.raw])
    for clone, decision in ((project, attributed(project, 1, "Ada", 1)), (other, attributed(project, 2, "Ben", 2))):
        with clone.store() as store:
            store.save([decision])
        clone.dump_to(clone.root / "labels.jsonl")
    return project, other


def test_what_is_loaded_can_be_exported_and_loaded_again(clones: tuple[Project, Project], tmp_path: Path) -> None:
    here, there = clones
    dump = there.root / "labels.jsonl"
    assert here.check([dump]).problems == there.check([here.root / "labels.jsonl"]).problems == ()
    assert [here.load([dump]).new for _ in range(3)] == [1, 0, 0]
    assert here.check().problems == ()
    here.dump_to(tmp_path / "merged.jsonl")
    assert here.load([tmp_path / "merged.jsonl"]).known == 2, "its own dump"
    assert [there.load([tmp_path / "merged.jsonl"]).new for _ in range(2)] == [1, 0], "and back in the other clone"
    for clone in clones:
        sources = [(source.id, source.name) for r in clone.current() if r.annotation for source in r.annotation.sources]
        assert len(set(sources)) == 2
        assert len({id for id, _ in sources}) == 2
        assert clone.export(tmp_path / f"dataset-{clone.root.name}").sources == 2
    fresh = init_project(tmp_path / "fresh")
    fresh.add([here.raw])
    assert fresh.load([tmp_path / "merged.jsonl"]).new == 2


def test_what_cannot_be_told_apart_is_not_loaded(clones: tuple[Project, Project], tmp_path: Path) -> None:
    here, there = clones
    with pytest.raises(
        StoreError, match=r"source s1 of mk is 'Ben' .*'Ada' .*; nothing was loaded: .*one by one, or .*--as NAME"
    ):
        init_and_load(tmp_path / "third", here, [clone.root / "labels.jsonl" for clone in (there, here)])
    assert here.load([there.root / "labels.jsonl"], [("", "ben")]).new == 1, "the way out"


def init_and_load(root: Path, like: Project, files: list[Path]) -> None:
    third = init_project(root)
    third.add([like.raw])
    try:
        third.load(files)
    finally:
        assert list(third.revisions()) == []


# -- how articles were chosen ----------------------------------------------------------------------------------------------


CHOSEN = (give(1, "mk", "bridge"), give(2, "jö", "bridge", at_random=True, random_share=None), give(3, "mk", "road", round=2))


def write_records(path: Path, *assignments: Assignment, **change: object) -> Path:
    """Write a dump of assignments, with some fields changed in all of them."""
    records = [{"assignment": assignment_to_json(one)["assignment"] | change} for one in assignments]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def chosen(labelled: Project) -> Project:
    """A project in which an order chose the labelled article twice, and another one that nobody has begun."""
    (labelled.raw / "road.txt").write_text("The road is open. It was closed.", encoding="utf-8")
    labelled.add()
    with labelled.store() as store:
        store.load((), assignments=CHOSEN)
    return labelled


@pytest.fixture(params=["sqlite", "postgresql"])
def lead(request: pytest.FixtureRequest, tmp_path: Path, chosen: Project) -> Project:
    """Another project with the same articles, on either database."""
    root = init_project(tmp_path / "lead").root
    made = Project(root) if request.param == "sqlite" else Project(root, request.getfixturevalue("new_schema")())
    made.add([chosen.raw])
    return made


def assignments(project: Project) -> list[Assignment]:
    with project.store() as store:
        return store.assignments()


def test_how_articles_were_chosen_travels_with_a_dump(chosen: Project, lead: Project, tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    assert chosen.dump_to(file) == 2, "decisions"
    assert lead.check([file]).problems == ()
    loaded = [lead.load([file]) for _ in range(2)]
    assert [(one.new, one.known, one.assignments) for one in loaded] == [(2, 0, 3), (0, 2, 0)]
    assert assignments(lead) == list(CHOSEN)
    assert b"".join(lead.dump()) == file.read_bytes()
    for project in (chosen, lead):
        card = (project.export().path / "README.md").read_text(encoding="utf-8")
        assert "| uncertainty | 3 | 20% | 1 | 0 |" in card


def test_only_what_is_asked_for_is_dumped(chosen: Project) -> None:
    def dumped(**chosen_by: str) -> list[dict[str, Any]]:
        return [record for line in chosen.dump(**chosen_by) if "assignment" in (record := json.loads(line))]

    assert dumped() == [assignment_to_json(one) for one in CHOSEN]
    assert dumped(document="bridge") == [assignment_to_json(one) for one in CHOSEN[:2]]
    assert dumped(annotator="mk") == [assignment_to_json(one) for one in (CHOSEN[0], CHOSEN[2])]
    assert dumped(document="bridge", annotator="mk") == [assignment_to_json(CHOSEN[0])]


def test_what_is_stored_stays_and_the_earliest_counts(chosen: Project, lead: Project, tmp_path: Path) -> None:
    here = (give(1, "mk", "bridge", order="diverse"), give(0, "mk", "road", order="random"))
    with lead.store() as store:
        store.load((), assignments=here)
    chosen.dump_to(tmp_path / "labels.jsonl")
    assert lead.load([tmp_path / "labels.jsonl"]).assignments == 2
    with lead.store() as store:
        assert store.selections() == {"bridge": here[0].selection, "road": here[1].selection}


def test_assignments_are_loaded_under_another_name(chosen: Project, lead: Project, tmp_path: Path) -> None:
    chosen.dump_to(tmp_path / "labels.jsonl", annotator="mk")
    assert lead.load([tmp_path / "labels.jsonl"], [("", "ben")]).assignments == 2
    assert [one.annotator for one in assignments(lead)] == ["ben", "ben"]
    with pytest.raises(StoreError, match="'Ben' in the dump is another spelling of 'ben'; nothing was loaded"):
        lead.load([write_records(tmp_path / "Ben.jsonl", give(5, "Ben", "bridge"))])
    assert [problem.code for problem in lead.check([tmp_path / "Ben.jsonl"]).warnings] == ["look-alike-names"]
    assert lead.load([tmp_path / "Ben.jsonl"], [("Ben", "ben")]).assignments == 1


def test_an_assignment_of_an_unknown_document_is_reported_as_a_decision_is(chosen: Project, tmp_path: Path) -> None:
    chosen.dump_to(tmp_path / "labels.jsonl", annotator="mk")
    for other in (init_project(tmp_path / "without"), init_project(tmp_path / "some")):
        if other.root.name == "some":
            other.add([chosen.raw / "bridge.txt"])
        problems = other.check([tmp_path / "labels.jsonl"]).problems
        assert {problem.code for problem in problems} == {"unknown-document"}
        assert [p.where.rpartition(":")[2] for p in problems if p.document == "road"] == ["4"]
        with pytest.raises(ProblemsError, match="nothing was loaded"):
            other.load([tmp_path / "labels.jsonl"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": "x"}, "seed of an assignment is not a whole number of 64 bits"),
        ({"seed": 10**19}, "seed of an assignment is not a whole number of 64 bits"),
        ({"seed": 10**30}, "seed of an assignment is not a whole number of 64 bits"),
        ({"colour": 1}, "missing or unknown here: colour"),
        ({"created": "yesterday"}, "created of an assignment is not a time such as 2026"),
    ],
)
def test_a_malformed_assignment_is_one_problem(chosen: Project, tmp_path: Path, change: dict[str, object], message: str) -> None:
    file = write_records(tmp_path / "bad.jsonl", CHOSEN[0], **change)
    (problem,) = chosen.check([file]).problems
    assert (problem.code, problem.where) == ("bad-assignment", f"{file}:1")
    assert message in problem.message
    with pytest.raises(ProblemsError, match="nothing was loaded"):
        chosen.load([file])


@pytest.mark.parametrize("line", [b'{"assignment": null}', b'{"assignment": []}', b'{"assignment": {"seed": 1}, "link": {}}'])
def test_a_record_that_is_almost_an_assignment(chosen: Project, tmp_path: Path, line: bytes) -> None:
    (tmp_path / "bad.jsonl").write_bytes(line)
    assert [problem.code for problem in chosen.check([tmp_path / "bad.jsonl"]).problems] == ["bad-assignment"]


def test_a_field_of_an_assignment_that_is_there_twice(chosen: Project, tmp_path: Path) -> None:
    file = write_records(tmp_path / "twice.jsonl", CHOSEN[0])
    file.write_text(file.read_text(encoding="utf-8").replace('"seed": 3', '"seed": 3, "seed": 4'), encoding="utf-8")
    assert [problem.code for problem in chosen.check([file]).problems] == ["repeated-key"]


def test_the_schema_of_lines_accepts_the_assignments_that_load_accepts(chosen: Project) -> None:
    validator = line_validator(chosen)
    records = [json.loads(line) for line in chosen.dump()]
    for record in records:
        validator.validate(record)
    given = records[-1]["assignment"]
    assert not validator.is_valid({"assignment": given, "more": 1})
    for name in given:
        assert not validator.is_valid({"assignment": {**given, name: []}}), name
        assert not validator.is_valid({"assignment": {key: value for key, value in given.items() if key != name}}), name
    for change in ({"colour": 1}, {"seed": 2**63}, {"round": 0}, {"random_share": 1.1}, {"at_random": None}, {"created": "x"}):
        assert not validator.is_valid({"assignment": {**given, **change}}), change


def test_a_removed_article_can_be_loaded_again_with_how_it_was_chosen(chosen: Project, tmp_path: Path) -> None:
    chosen.remove(["bridge", "road"], author="mk", dump=tmp_path / "gone.jsonl")
    assert assignments(chosen) == []
    chosen.add()
    assert chosen.load([tmp_path / "gone.jsonl"]).assignments == 2
    assert assignments(chosen) == list(CHOSEN[:2])


def test_a_dump_beside_files_of_another_tool_has_how_articles_were_chosen(chosen: Project, tmp_path: Path) -> None:
    options = ForeignExportOptions(frozenset({"all"}), with_dump=True)
    exported = chosen.export_files("label-studio", tmp_path / "out", options)
    dump = exported.path / DUMP
    assert dump.read_bytes() == b"".join(chosen.dump("bridge"))
    other = init_project(tmp_path / "other")
    other.add([chosen.raw])
    assert other.load([dump]).assignments == 2
    fresh = init_project(tmp_path / "fresh")
    names = ImportOptions(annotators={"mk": "ben"})
    assert [fresh.import_files([exported.path], names).decisions for _ in range(2)] == [2, 0]
    (article,) = fresh.documents()
    assert assignments(fresh) == [replace(CHOSEN[0], document=article.id, annotator="ben")], "of those who decided"
