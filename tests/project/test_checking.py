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


def test_check_a_file_that_is_not_there(project: Project) -> None:
    with pytest.raises(FileNotFoundError):
        project.check(["nowhere.jsonl"])
