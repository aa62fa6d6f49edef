"""A damaged file of a project's state: one sentence with a way out, whatever is in the file, and the file stays as it is."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from annotate.model import Annotation
from annotate.project import Project, init_project
from support.commanding import ARTICLE, run, save

CONTENTS: dict[str, bytes] = {
    "nothing": b"",
    "half a value": b'{"a": ',
    "another value": b'"x"',
    "a number": b"1" * 5000,
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a": ' * 100_000 + b"1" + b"}" * 100_000,
    "not UTF-8": b"\xff\xfe\x00",
    "not text": bytes(range(256)),
}

FILES: dict[str, tuple[tuple[str, ...], ...]] = {
    "schema/annotation.schema.json": (("schema", "check"), ("check",), ("label", "bridge", "--script", "-"), ("export",)),
    "schema/history/0.9.json": (("schema", "check"),),
    "schema/keys.toml": (("label", "bridge", "--plain"),),
    "output/splits.json": (("export",),),
    "output/annotators.json": (("export",),),
    "output/labels.json": (("export",), ("schema", "check"), ("check",)),
    "output/dataset/.annotate.json": (("export",), ("push", "ada/news")),
}
"""The files, and the commands that read them."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A labelled and exported project, to be copied."""
    project = init_project(tmp_path_factory.mktemp("exported"))
    (project.raw / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    project.add()
    save(project, 0, Annotation("no_claim"))
    project.export()
    return project.root


@pytest.fixture
def project(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    shutil.copytree(exported, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr(import_module("annotate.cli.label"), "choose_front_end", lambda *_, **__: lambda runner: None)
    return Project(tmp_path / "project")


def assert_told(path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, input="")
    said = (done.stderr or done.stdout).strip()
    assert done.exit_code in (1, 2), said
    assert len(said.splitlines()) == 1, said
    assert path.name in said
    assert said.endswith(".")


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_one_sentence(project: Project, name: str, content: str) -> None:
    path = project.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(CONTENTS[content])
    for arguments in FILES[name]:
        if name.endswith(".toml") and content == "nothing":
            continue  # no key is bound
        assert_told(path, arguments)
    assert path.read_bytes() == CONTENTS[content]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
@pytest.mark.parametrize("name", [name for name in FILES if "annotation" not in name])
def test_what_is_no_file_is_one_sentence(project: Project, name: str, make: type[Path]) -> None:
    path = project.root / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    for arguments in FILES[name]:
        assert_told(path, arguments)


@pytest.mark.parametrize("content", CONTENTS)
def test_a_damaged_cache_is_only_slower(project: Project, content: str) -> None:
    project.signatures.write_bytes(CONTENTS[content])
    (project.raw / "dam.txt").write_text("The dam is safe, the mayor said on Monday.", encoding="utf-8")
    assert run("add").exit_code == 0
    assert run("export").exit_code == 0


def test_the_ways_out_are_ways_out(project: Project) -> None:
    """Moved away, as the sentences say, the files are made anew."""
    for name in ("output/splits.json", "output/annotators.json"):
        (project.root / name).write_text("{")
        assert "move it away" in run("export").stderr
        (project.root / name).rename(project.root / "moved")
        assert run("export").exit_code == 0
    (project.dataset / ".annotate.json").write_text("{")
    assert "move that folder away" in run("export").stderr
    project.dataset.rename(project.root / "old dataset")
    assert run("export").exit_code == 0
