"""Checks of a store and of annotation files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.project import ProblemsError, Project, find_project
from support.bridge import claim, revision


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


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"The bridge was closed on Monday.\n"),
        ("a.txt", b"\xef\xbb\xbf\n\nThe bridge was closed.\n"),
        ("a.md", b"# The bridge\n"),
        ("a.html", b"<p>The bridge was closed on Monday.\n"),
        ("a.csv", b"title,text\n"),
        ("a.docx", b"PK\x03\x04\x14\x00"),
        ("a", b"%PDF-1.7\n"),
        ("a.jsonl", b'{"title": "Bridge", "Body": "It was closed."}\n'),
        ("a.json", b'[{"text": "It was closed."}]'),
    ],
)
def test_an_article_is_not_a_file_of_labels(labelled: Project, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (problem,) = labelled.check([path]).problems
    assert (problem.code, problem.where) == ("article-file", str(path))
    with pytest.raises(ProblemsError):
        labelled.load([path])


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("a.jsonl", b"The bridge\n", ["not-json"]),
        ("a.jsonl", b'{"text": "a"\n', ["cut-off"]),
        ("a.txt", b'{"annotation": 3, "text": "a"', ["cut-off"]),
        ("a", b"The bridge\n", ["not-json"]),
        ("a.txt", b"\n", []),
        ("a.jsonl", b"[]\n", ["wrong-type"]),
    ],
)
def test_a_broken_file_of_labels_is_not_an_article(
    labelled: Project, tmp_path: Path, name: str, content: bytes, codes: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [problem.code for problem in labelled.check([path]).problems] == codes


def test_the_first_record_is_read_too(labelled: Project, tmp_path: Path) -> None:
    labelled.dump_to(tmp_path / "good.jsonl")
    (tmp_path / "blank.jsonl").write_bytes(b"\n \n" + (tmp_path / "good.jsonl").read_bytes())
    assert labelled.check([tmp_path / "blank.jsonl"]).revisions == labelled.check([tmp_path / "good.jsonl"]).revisions == 2


def test_check_a_file_that_is_not_there(project: Project) -> None:
    with pytest.raises(FileNotFoundError):
        project.check(["nowhere.jsonl"])
