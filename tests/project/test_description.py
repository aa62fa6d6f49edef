"""The file with the description of a dataset, and its copy with a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import ProjectError, StoreError
from annotate.project import Project
from annotate.project.description import beside_backup, parse_description, read_description, write_description


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "schema" / "description.toml"
    assert read_description(path) == {}
    said = {"purpose": 'a "b" \\ \x7f', "topics": "dams\n\nrivers"}
    write_description(path, said)
    assert read_description(path) == said
    assert 'topics = """\ndams\n\nrivers"""' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "answers"),
    [
        (b'topics = "dams"\n', {"topics": "dams"}),
        (b'\xef\xbb\xbfversion = 1\r\ntopics = "dams"\r\n', {"topics": "dams"}),
        (b' {"topics": "dams", "limits": null}', {"topics": "dams", "limits": ""}),
        (b"", {}),
    ],
)
def test_answers_are_read_from_toml_and_json(content: bytes, answers: dict[str, str]) -> None:
    assert parse_description(content, "x") == answers


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"topics = dams", "x: the description is neither TOML nor JSON"),
        (b'{"topics": ', "x: the description is neither TOML nor JSON"),
        (b'{"topics": ' + b"[" * 100_000, "x: the description is neither TOML nor JSON"),
        ("topics = 'Dämme'".encode("latin-1"), "x: the description is not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, message: str) -> None:
    with pytest.raises(ProjectError, match=message):
        parse_description(content, "x")


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "description.toml").mkdir()
    with pytest.raises(ProjectError, match="cannot be read"):
        read_description(tmp_path / "description.toml")


def test_a_backup_keeps_the_description(labelled: Project, tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    labelled.backup(file)
    assert not beside_backup(file).exists()
    labelled.describe({"topics": "dams"})
    labelled.backup(file, overwrite=True)
    with pytest.raises(StoreError, match="is there already"):
        labelled.backup(file)
    labelled.describe({"topics": "", "limits": "few"})
    labelled.restore(file)
    assert labelled.description() == {"limits": "few"}, "what the project says itself stays"
    labelled.description_path.unlink()
    labelled.restore(file)
    assert labelled.description() == {"topics": "dams"}
    labelled.description_path.unlink()
    labelled.backup(file, overwrite=True)
    assert not beside_backup(file).exists(), "it would be that of another backup"


def test_a_description_of_another_backup_is_not_overwritten(labelled: Project, tmp_path: Path) -> None:
    labelled.describe({"topics": "dams"})
    beside_backup(tmp_path / "b.db").write_text('topics = "x"', encoding="utf-8")
    with pytest.raises(ProjectError, match="is there already"):
        labelled.backup(tmp_path / "b.db")


def test_names_change_with_their_people(labelled: Project) -> None:
    labelled.describe({"training": "mk was trained by Eva.", "authors": "MK"})
    labelled.rename_annotator("mk", "Zoe", author="root")
    assert labelled.description() == {"training": "Zoe was trained by Eva.", "authors": "MK"}
    pseudonym = labelled.forget_annotator("Zoe", author="root").pseudonym
    assert labelled.description()["training"] == f"{pseudonym} was trained by Eva."


def test_a_dump_loaded_again_leaves_the_description_alone(labelled: Project, tmp_path: Path) -> None:
    labelled.describe({"topics": "dams"})
    labelled.dump_to(tmp_path / "d.jsonl")
    labelled.load([tmp_path / "d.jsonl"])
    assert labelled.description() == {"topics": "dams"}
