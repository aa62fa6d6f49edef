"""Backups, by command: written, checked, put back; and a status that warns of where the store is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from annotate.project import Project
from annotate.store import location
from support.commanding import run


def test_backup_and_restore(labelled: Project) -> None:
    assert run("backup", "b.db").stdout == "Wrote 1 document and 2 decisions to b.db, and checked it.\n"
    again = run("backup", "b.db")
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr.endswith("b.db is there already; name a new file, or replace it with --overwrite.\n")
    assert json.loads(run("backup", "b.db", "--overwrite", "--json").stdout) == {"documents": 1, "decisions": 2, "kept": None}
    dump = run("dump").stdout
    labelled.database.unlink()
    assert run("restore", "b.db").stdout == "Restored 1 document and 2 decisions from b.db.\n"
    assert run("dump").stdout == dump
    kept = json.loads(run("restore", "b.db", "--json").stdout)["kept"]
    assert run("--database", kept, "dump").stdout == dump
    assert run("--database", "b.db", "status").exit_code == 0


def test_a_restore_that_cannot_be(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = labelled.database.read_bytes()
    Path("labels.jsonl").write_bytes(run("dump").stdout_bytes)
    for name, words in (("labels.jsonl", "is not a SQLite database"), ("nowhere.db", "there is no file nowhere.db")):
        result = run("restore", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr
    assert labelled.database.read_bytes() == before
    run("backup", "b.db")
    result = run("--database", "other.db", "restore", "b.db")
    assert result.exit_code == 2
    assert "copy the backup into an empty one: annotate copy b.db" in result.stderr


def test_a_damaged_store_is_said_by_every_command(labelled: Project) -> None:
    """A bit flips in a label, and then the whole file is cut."""
    content = labelled.database.read_bytes()
    labelled.database.write_bytes(content.replace(b'"later"', b'"later\xff'))
    found = run("check")
    assert found.exit_code == 1
    assert "bridge:50 (sentence 2)" in found.stderr + found.stdout
    for arguments in (["show", "bridge"], ["log", "bridge"], ["dump"], ["agree"], ["export"], ["backup", "x.db"]):
        result = run(*arguments)
        assert result.exit_code in (1, 2), arguments
        assert "the revision of bridge:50 by mk" in result.stderr, arguments
    assert not Path("x.db").exists()
    for size in (5000, 50, len(content) // 2 // 4096 * 4096):
        labelled.database.write_bytes(content[:size])
        for arguments in (["status"], ["show", "bridge"], ["dump"], ["export"], ["label", "bridge", "--script", "-"]):
            result = run(*arguments, input="")
            assert (result.exit_code, result.stdout) == (2, ""), (size, arguments)
            assert result.stderr.count("\n") == 1


def test_a_status_warns_of_where_the_store_is(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Warning" not in run("status").stdout
    mount = f"host:/x {labelled.root.resolve()} nfs4 rw 0 0"
    monkeypatch.setattr(location, "_read_mounts", lambda: mount)
    assert "Warning: The store is on a network file system (NFS), where locks may fail" in run("status").stdout
    assert len(json.loads(run("status", "--json").stdout)["warnings"]) == 1
    (labelled.root / ".stfolder").mkdir()
    assert "in a folder that Syncthing synchronises" in run("status").stdout
    shutil.copy(labelled.database, "elsewhere.db")
    assert "Warning" not in run("--database", "elsewhere.db", "status").stdout


def test_a_dump_of_a_damaged_store_is_not_taken_for_a_whole_one(labelled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotate.store.sqlite import Sqlite

    monkeypatch.setattr(Sqlite, "integrity_errors", lambda self: ["row 2 missing from index x"])
    Path("labels.jsonl").write_text("the last dump")
    for arguments in (["dump"], ["dump", "labels.jsonl"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "is damaged" in result.stderr
        assert "row 2 missing from index x" in result.stderr
    assert Path("labels.jsonl").read_text() == "the last dump"
