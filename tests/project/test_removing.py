"""Documents removed from a project: labelled ones only after a dump, and nothing by half."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ProjectError, StoreError
from annotate.project import Project


def test_an_unlabelled_document_is_removed(project: Project) -> None:
    project.add()
    removal = project.remove(["bridge", "bridge"], author="mk")
    assert (removal.removed.documents, removal.dump, removal.present) == (1, None, ("raw/bridge.txt",))
    assert project.documents() == ()
    (project.raw / "bridge.txt").rename(project.raw / "other.txt")
    assert [outcome.what for outcome in project.add().outcomes] == ["added"]


def test_a_labelled_document_is_removed_after_a_dump(labelled: Project, tmp_path: Path) -> None:
    before = b"".join(labelled.dump())
    with pytest.raises(ProjectError, match=r"bridge has labels.*--labelled FILE"):
        labelled.remove(["bridge"], author="mk")
    (tmp_path / "taken.jsonl").write_text("other labels")
    with pytest.raises(ProjectError, match="exists already"):
        labelled.remove(["bridge"], author="mk", dump=tmp_path / "taken.jsonl")
    assert b"".join(labelled.dump()) == before
    removal = labelled.remove(["bridge"], author="mk", dump=tmp_path / "gone.jsonl")
    assert (removal.removed.revisions, removal.dump) == (2, tmp_path / "gone.jsonl")
    assert (tmp_path / "gone.jsonl").read_bytes() == before
    assert (labelled.documents(), list(labelled.revisions())) == ((), [])
    labelled.add()
    assert labelled.load([tmp_path / "gone.jsonl"]).new == 2, "the way back"


def test_nothing_is_removed_where_anything_is_wrong(labelled: Project, tmp_path: Path) -> None:
    (labelled.raw / "road.txt").write_text("The road is open.")
    labelled.add()
    with pytest.raises(StoreError, match=r"no document rode.*did you mean road"):
        labelled.remove(["road", "rode"], author="mk")
    with pytest.raises(ProjectError, match="bridge has labels"):
        labelled.remove(["road", "bridge"], author="mk")
    with pytest.raises(OSError, match="nowhere"):
        labelled.remove(["bridge"], author="mk", dump=tmp_path / "nowhere" / "x.jsonl")
    assert {entry.id for entry in labelled.documents()} == {"bridge", "road"}


def test_a_document_that_is_being_labelled_is_not_removed(labelled: Project, tmp_path: Path) -> None:
    refusal = pytest.raises(StoreError, match="is being labelled by mk")
    with labelled.store() as store, store.lock_document("bridge", "mk"), refusal:
        labelled.remove(["bridge"], author="ada", dump=tmp_path / "x.jsonl")
    assert not (tmp_path / "x.jsonl").exists()


def test_a_row_of_a_table_leaves_its_file(project: Project) -> None:
    (project.raw / "t.jsonl").write_text('{"text": "The road is open."}\n{"text": "The ferry is full."}\n')
    project.add([project.raw / "t.jsonl"])
    assert project.remove(["t-1", "t-2"], author="mk").present == ("raw/t.jsonl",)
