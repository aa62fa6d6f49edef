"""A project as a library: found, made, read into, checked, dumped, loaded, exported."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.dataset import ExportOptions
from annotate.errors import ArticleError, ProjectError, SchemaError, StoreError
from annotate.model import Annotation, Claim, Document, Problem, Revision, Source, Stance
from annotate.project import (
    ProblemsError,
    Project,
    find_project,
    init_project,
    open_project,
    read_articles,
)

ARTICLE = """The bridge is closed

The bridge was closed on Monday, officials said. It will reopen in May.

What happens next? Nobody knows, the mayor said.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init_project(tmp_path / "news")
    (made.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    return made


def revision(project: Project, number: int, annotation: Annotation | None, *, annotator: str = "mk", second: int = 0) -> Revision:
    document = project.document("bridge")
    created = f"2026-01-01T00:00:{second:02}.000000Z"
    sentence = document.sentences[number].id
    version = project.schema.version
    return Revision(document.id, document.sha256, sentence, annotator, created, "edit", 1.5, 3, version, "0.1.0", annotation)


def claim(project: Project) -> Annotation:
    """The second sentence of the article: a claim of the officials."""
    document = project.document("bridge")
    at = {part: document.text.index(part) for part in ("The bridge was closed on Monday", "officials", "said")}
    spans = {part: document.span(start, start + len(part)) for part, start in at.items()}
    return Annotation(
        "claim",
        (Claim("c1", (spans["The bridge was closed on Monday"],), {"type": "event", "verifiability": "verifiable"}),),
        (Source("s1", "officials", spans["officials"], {"type": "person", "naming": "unnamed"}),),
        (Stance("c1", "s1", "support", spans["said"], {"quote": "indirect"}),),
    )


@pytest.fixture
def labelled(project: Project) -> Project:
    project.add()
    with project.store() as store:
        store.save([revision(project, 1, claim(project), second=1)])
        store.save([revision(project, 0, Annotation("no_claim"), second=2)])
    return project


# -- finding and making ---------------------------------------------------------------------------------------------------


def test_a_project_is_found_from_any_folder_in_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = project.raw / "2026" / "may"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_project() == find_project(project.root) == find_project(str(deep)) == project


def test_links_do_not_hide_where_a_file_is(project: Project, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project.root)
    assert find_project(tmp_path / "link" / "raw" / "..") == project
    assert [outcome.path for outcome in project.add([tmp_path / "link" / "raw" / "bridge.txt"]).outcomes] == ["raw/bridge.txt"]


def test_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="annotate init"):
        find_project(tmp_path)
    with pytest.raises(ProjectError, match="is no folder"):
        find_project(tmp_path / "nowhere")


def test_a_working_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(ProjectError, match="does not exist any more"):
        find_project()


def test_init_never_overwrites(project: Project) -> None:
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    with pytest.raises(ProjectError, match="is a project already"):
        init_project(project.root)
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before


def test_init_completes_a_folder_that_has_articles(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(ARTICLE)
    assert [outcome.document for outcome in init_project(tmp_path).add().outcomes] == ["a"]


def test_open_project_reads_the_schema(project: Project) -> None:
    assert open_project(project.root).schema.version == "1.0"
    project.schema_path.write_text("{")
    with pytest.raises(SchemaError, match="not valid JSON"):
        open_project(project.root)


# -- reading articles: what becomes of each case is in test_intake --------------------------------------------------------


def test_files_are_named_by_where_they_are(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "elsewhere.txt"
    outside.write_text(ARTICLE.replace("Monday", "Friday"))
    monkeypatch.chdir(project.raw)
    assert [outcome.path for outcome in project.add(["bridge.txt", "../../elsewhere.txt"]).outcomes] == [
        "raw/bridge.txt",
        str(outside),
    ]
    assert project.document("elsewhere").path == str(outside)


def test_a_file_whose_name_is_no_text(project: Project) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (project.raw / name).write_text(ARTICLE.replace("Monday", "Friday"))
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert project.add().counts == {"added": 2}
    assert project.add().counts == {"unchanged": 2}
    assert r"raw/caf\xe9.txt" in {entry.path for entry in project.documents()}


def test_add_with_nothing_to_read(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match="no articles here"):
        project.add([tmp_path / "empty"])


def test_one_id_for_one_file(project: Project) -> None:
    (project.raw / "other.txt").write_text("Another one.")
    with pytest.raises(ArticleError, match="one by one"):
        project.add(id="x")
    assert not project.database.exists()


def test_add_tells_its_progress(project: Project) -> None:
    seen: list[tuple[int, int]] = []
    project.add([project.raw / "bridge.txt", project.raw / "bridge.txt"], progress=lambda *step: seen.append(step))
    assert seen == [(0, 1), (1, 1)]


def test_many_files_are_read_by_many_processes_and_come_in_order(project: Project) -> None:
    for number in range(40):
        (project.raw / f"{number:02}.txt").write_text(f"Bridge number {number} is closed. Road number {number} is open.")
    (project.raw / "17.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    seen: list[tuple[int, int]] = []
    report = project.add(jobs=2, progress=lambda *step: seen.append(step))
    assert [outcome.path for outcome in report.outcomes] == [*(f"raw/{number:02}.txt" for number in range(40)), "raw/bridge.txt"]
    assert report.counts == {"added": 40, "unreadable": 1}
    assert seen == [(done, 41) for done in range(42)]
    alone = init_project(project.root.parent / "alone")
    alone.add([project.raw])
    assert [project.document(entry.id).sentences for entry in project.documents()] == [
        alone.document(entry.id).sentences for entry in alone.documents()
    ]


def test_what_was_stored_before_an_interruption_stays(project: Project) -> None:
    for number in range(40):
        (project.raw / f"{number:02}.txt").write_text(f"Bridge number {number} is closed.")

    def progress(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.add(jobs=2, progress=progress)
    assert [entry.path for entry in project.documents()] == [f"raw/{number:02}.txt" for number in range(5)]
    assert project.add().counts == {"unchanged": 5, "added": 36}


def test_articles_are_read_without_a_project(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").touch()
    found = {name: list(articles) for name, articles in read_articles([tmp_path])}
    document, problem = found[str(tmp_path / "a.txt")][0], found[str(tmp_path / "b.txt")][0]
    assert isinstance(document, Document)
    assert len(document.sentences) == 5
    assert isinstance(problem, Problem)
    assert problem.code == "empty-file"
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match="no articles here"):
        list(read_articles([tmp_path / "empty"]))


# -- checking -------------------------------------------------------------------------------------------------------------


def test_what_the_schema_and_the_checks_both_find_is_said_once(project: Project) -> None:
    project.add()
    with project.store() as store:
        store.save([revision(project, 1, replace(claim(project), label="no_claim"))])
    assert [problem.code for problem in project.check().problems] == ["label-contradicted"]


def test_check(labelled: Project) -> None:
    assert labelled.check() == labelled.check([])
    checked = labelled.check()
    assert (checked.documents, checked.revisions, checked.problems) == (1, 2, ())


def test_check_before_anything_was_read(project: Project) -> None:
    assert project.check().documents == 0
    assert not project.database.exists()


def test_check_holds_what_is_stored_against_the_schema_as_it_is_now(labelled: Project) -> None:
    schema = json.loads(labelled.schema_path.read_text())
    choices = schema["$defs"]["claim"]["properties"]["type"]["oneOf"]
    schema["$defs"]["claim"]["properties"]["type"]["oneOf"] = [choice for choice in choices if choice["const"] != "event"]
    labelled.schema_path.write_text(json.dumps(schema))
    problems = find_project(labelled.root).check().problems
    assert ["event" in problem.message for problem in problems] == [True]
    with pytest.raises(ProblemsError) as stopped:
        find_project(labelled.root).export()
    assert stopped.value.problems == problems
    assert not labelled.dataset.exists()


def test_check_files(labelled: Project, tmp_path: Path) -> None:
    labelled.dump_to(tmp_path / "good.jsonl")
    (tmp_path / "bad.jsonl").write_bytes((tmp_path / "good.jsonl").read_bytes().replace(b'"support"', b'"approve"'))
    assert labelled.check([tmp_path / "good.jsonl"]).problems == ()
    (problem,) = labelled.check([tmp_path / "good.jsonl", tmp_path / "bad.jsonl"]).problems
    assert problem.where == f"{tmp_path / 'bad.jsonl'}:2"


def test_check_a_file_that_is_not_there(project: Project) -> None:
    with pytest.raises(FileNotFoundError):
        project.check(["nowhere.jsonl"])


# -- dump and load --------------------------------------------------------------------------------------------------------


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


# -- the end of the road --------------------------------------------------------------------------------------------------


def test_export(labelled: Project) -> None:
    done = labelled.export()
    assert (done.documents, done.claims, done.path) == (1, 1, labelled.dataset.resolve())


def test_articles_that_are_nearly_the_same_are_in_the_same_split(project: Project) -> None:
    for number in range(12):
        words = " ".join(f"word{number * 40 + place}" for place in range(40))
        (project.raw / f"a{number}.txt").write_text(f"Headline {number}\n\nThe {words} said so on Monday.\n", encoding="utf-8")
        (project.raw / f"b{number}.txt").write_text(f"Headline {number}\n\nThe {words} said so, too.\n", encoding="utf-8")
    project.add()
    with project.store() as store:
        for entry in store.documents():
            document = store.document(entry.id)
            place = (document.id, document.sha256, document.sentences[0].id, "mk", "2026-01-01T00:00:00.000000Z")
            store.save([Revision(*place, "edit", 1.0, 1, project.schema.version, "0.1.0", Annotation("no_claim"))])
    told: list[tuple[int, int]] = []
    project.export(options=ExportOptions(test=0.3), progress=lambda done, total: told.append((done, total)))
    (division,) = json.loads((project.output / "splits.json").read_text(encoding="utf-8"))
    splits = division["articles"]
    assert set(splits.values()) == {"train", "validation", "test"}
    assert all(splits[f"a{number}"] == splits[f"b{number}"] for number in range(12))
    assert told[-1] == (len(splits), len(splits))


def test_a_decision_that_does_not_count_any_more_must_be_readable_too(labelled: Project) -> None:
    import sqlite3

    with labelled.store() as store:
        first = next(iter(store.current()))
        store.save([replace(first, created=f"2199{first.created[4:]}")])
    with sqlite3.connect(labelled.database) as connection:
        connection.execute("UPDATE revisions SET annotation = 'no JSON' WHERE created = ?", (first.created,))
    connection.close()
    with pytest.raises(ProblemsError) as raised:
        labelled.export()
    assert raised.value.problems == labelled.check().problems
    assert not labelled.dataset.exists()


def test_the_card_tells_how_far_several_annotators_agree(labelled: Project) -> None:
    def card() -> str:
        return labelled.export().path.joinpath("README.md").read_text(encoding="utf-8")

    assert "### Agreement" not in card()
    with labelled.store() as store:
        store.save([revision(labelled, 0, Annotation("no_claim"), annotator="xy")])
    assert "| sentence label | alpha_nominal |" in card().replace("\\_", "_")


def test_what_is_doubted_for_nothing_is_exported(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotate.dataset.rows.tables import TableMaker

    monkeypatch.setattr(TableMaker, "follows", lambda self, batch: False)
    assert labelled.export().claims == 1


def test_a_damaged_store_is_said_and_not_exported(labelled: Project) -> None:
    import sqlite3

    with sqlite3.connect(labelled.database) as connection:
        connection.execute("UPDATE revisions SET annotation = 'no JSON' WHERE label = 'no_claim'")
    connection.close()
    codes = {problem.code for problem in labelled.check().problems}
    assert "revision-unreadable" in codes
    with pytest.raises(ProblemsError):
        labelled.export()
