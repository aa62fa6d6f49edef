"""The new folder takes the place of the old at once, or nothing changes; what is not ours is never deleted."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotate.dataset import atomic_folder
from annotate.dataset.atomic_folder import (
    LOCK,
    MARKER,
    check_replaceable,
    exchange,
    mark,
    read_release,
    replacing,
    sweep,
    temporary_folder,
)
from annotate.errors import ExportError


def put(target: Path, text: str = "1") -> None:
    """Write a small dataset."""
    with replacing(target) as (new, scratch):
        (scratch / "thing").write_text("scratch")
        (new / "sentences").mkdir()
        (new / "sentences" / "train.parquet").write_text(text)
        (new / "README.md").write_text(text)
        mark(new, {"text": text})


def test_a_new_folder_is_put_in_place_with_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "not yet" / "dataset"
    put(target)
    assert sorted(path.name for path in target.iterdir()) == [MARKER, "README.md", "sentences"]
    assert list(target.parent.iterdir()) == [target]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o777 & ~umask


def test_our_own_is_replaced_and_an_empty_folder_taken(tmp_path: Path) -> None:
    target = tmp_path / "dataset"
    target.mkdir()
    put(target, "1")
    put(target, "2")
    assert (target / "README.md").read_text() == "2"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_leads_to_the_folder_that_is_replaced(tmp_path: Path) -> None:
    put(tmp_path / "real", "1")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link", "2")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "README.md").read_text() == "2"


class _Stop(BaseException):
    """As KeyboardInterrupt: nothing that anybody catches."""


@pytest.mark.parametrize("error", [ValueError("a bug"), ExportError("bad data"), _Stop()])
def test_a_failure_leaves_the_old_one_byte_for_byte(tmp_path: Path, world: Any, error: BaseException) -> None:
    target = tmp_path / "dataset"
    put(target)
    before = world.bytes_of(target)

    def fail() -> None:
        with replacing(target) as (new, _):
            (new / "README.md").write_text("half")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert world.bytes_of(target) == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_reported_and_leaves_the_old_dataset(tmp_path: Path, world: Any, code: int) -> None:
    target = tmp_path / "dataset"
    put(target)
    before = world.bytes_of(target)
    with pytest.raises(ExportError, match="full; free some space"), replacing(target):
        raise OSError(code, os.strerror(code))
    assert world.bytes_of(target) == before


def test_the_old_one_comes_back_where_the_swap_fails(tmp_path: Path, world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "dataset"
    put(target)
    before = world.bytes_of(target)
    monkeypatch.setattr(atomic_folder, "exchange", lambda one, other: False)
    rename = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EIO, "input/output error")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ExportError, match="cannot be written"):
        put(target, "2")
    assert world.bytes_of(target) == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_cannot_be_written_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(atomic_folder.tempfile, "mkdtemp", refused)
    with pytest.raises(ExportError, match="change its permissions"):
        put(tmp_path / "dataset")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_reported(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(ExportError, match="change its permissions"):
        put(closed / "dataset")


def test_a_file_at_the_target_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is a file"):
        put(tmp_path / "file")
    with pytest.raises(ExportError, match="cannot be written"):
        put(tmp_path / "file" / "dataset")
    assert (tmp_path / "file").read_text() == "mine"


def foreign(target: Path) -> None:
    (target / MARKER).unlink()


def emptied(target: Path) -> None:
    (target / MARKER).write_text("")


def others(target: Path) -> None:
    (target / MARKER).write_text('{"by": "somebody", "files": {}}')


def added(target: Path) -> None:
    (target / "sentences" / "notes.txt").write_text("precious")


def repository(target: Path) -> None:
    (target / ".git").mkdir()
    (target / ".git" / "config").write_text("precious")


def edited(target: Path) -> None:
    (target / "README.md").write_text("my own card")


def linked(target: Path) -> None:
    (target / "link").symlink_to(target.parent, target_is_directory=True)


@pytest.mark.parametrize("change", [foreign, emptied, others, added, repository, edited, linked])
def test_files_that_this_tool_did_not_write_are_never_deleted(tmp_path: Path, world: Any, change: Callable[[Path], None]) -> None:
    target = tmp_path / "dataset"
    put(target)
    change(target)
    before = world.bytes_of(target)
    with pytest.raises(ExportError, match="export into another folder"):
        put(target, "2")
    assert world.bytes_of(target) == before


def test_files_that_appear_during_the_export_are_not_deleted(tmp_path: Path) -> None:
    target = tmp_path / "dataset"

    def meanwhile() -> None:
        with replacing(target):
            target.mkdir()
            (target / "mine").write_text("precious")

    with pytest.raises(ExportError, match="not a dataset of this tool"):
        meanwhile()
    assert (target / "mine").read_text() == "precious"


def test_leftovers_of_uploading_may_be_deleted_and_files_may_be_missing(tmp_path: Path) -> None:
    target = tmp_path / "dataset"
    put(target)
    (target / ".cache" / "huggingface").mkdir(parents=True)
    (target / ".cache" / "huggingface" / "README.md.metadata").write_text("x")
    (target / ".DS_Store").write_text("x")
    (target / "README.md").unlink()
    check_replaceable(target)
    put(target, "2")
    assert not (target / ".cache").exists()


def test_an_export_leaves_word_for_the_next(tmp_path: Path) -> None:
    assert read_release(tmp_path / "dataset") == {}
    put(tmp_path / "dataset", "1")
    assert read_release(tmp_path / "dataset") == {"text": "1"}


KILLED = """
import os, signal, sys
from pathlib import Path
from annotate.dataset import atomic_folder as folder
place, target = sys.argv[1], Path(sys.argv[2])
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if place == "swapping":
    rename = Path.rename
    folder.exchange = lambda one, other: False
    Path.rename = lambda self, to: die() if self.name == "new" else rename(self, to)
exchange = folder.exchange
if place == "exchanging":
    folder.exchange = die
if place == "exchanged":
    folder.exchange = lambda one, other: (exchange(one, other), die())
if place in ("emptying", "removing"):
    setattr(folder, {"emptying": "_empty", "removing": "_remove_empty"}[place], die)
if place == "removing":
    unlink = Path.unlink
    folder._remove_empty = lambda work: (unlink(work / folder.LOCK), die())
if place == "making":
    folder.FileLock = die
with folder.replacing(target) as (new, scratch):
    (new / "README.md").write_text("half")
    if place == "writing":
        die()
    folder.mark(new, {})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("place", ["making", "writing", "swapping", "exchanging"])
def test_the_leftovers_of_a_killed_export_are_swept_and_the_old_dataset_is_whole(tmp_path: Path, world: Any, place: str) -> None:
    target = tmp_path / "dataset"
    put(target)
    before = world.bytes_of(target)
    done = subprocess.run([sys.executable, "-c", KILLED, place, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len([path for path in tmp_path.iterdir() if path != target]) == 1
    sweep(target)
    assert world.bytes_of(target) == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("place", ["exchanged", "emptying", "removing"])
def test_an_export_killed_after_the_exchange_leaves_the_new_dataset(tmp_path: Path, place: str) -> None:
    target = tmp_path / "dataset"
    put(target)
    done = subprocess.run([sys.executable, "-c", KILLED, place, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (target / "README.md").read_text() == "half"
    assert len(list(tmp_path.iterdir())) == 2
    put(target, "2")
    assert list(tmp_path.iterdir()) == [target]


def test_temporary_folders_of_killed_exports_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder.tempfile, "tempdir", str(tmp_path))
    code = "import os\nfrom annotate.dataset.atomic_folder import *\nwith temporary_folder() as f: (f / 'x').touch(); os._exit(9)"
    subprocess.run([sys.executable, "-c", code], check=False, env=os.environ | {"TMPDIR": str(tmp_path)})
    assert len(list(tmp_path.iterdir())) == 1
    _folder(tmp_path / ".annotate-export-somebody").joinpath("theirs").touch()
    with temporary_folder() as folder:
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([folder.name, ".annotate-export-somebody"])
    assert [path.name for path in tmp_path.iterdir()] == [".annotate-export-somebody"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a folder away")
def test_what_others_put_there_is_left_alone(tmp_path: Path) -> None:
    theirs = _folder(tmp_path / ".dataset-00000000")
    os.chown(theirs, 65534, 65534)
    (tmp_path / ".dataset-11111111").symlink_to(tmp_path)
    put(tmp_path / "dataset")
    assert theirs.exists()
    assert (tmp_path / ".dataset-11111111").is_symlink()


def test_at_no_moment_is_there_no_dataset(tmp_path: Path) -> None:
    """On Linux and macOS; elsewhere, and on file systems that cannot exchange names, two renames do it."""
    target = tmp_path / "dataset"
    put(target)
    if not exchange(target, _folder(tmp_path / "other")):
        pytest.skip("this file system cannot exchange names")
    exchange(target, tmp_path / "other")
    stop, missed = threading.Event(), []

    def watch() -> None:
        while not stop.is_set():
            missed.extend([] if (target / "README.md").exists() else ["gone"])

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(30):
        put(target, str(number))
    stop.set()
    watcher.join()
    assert not missed
    assert (target / "README.md").read_text() == "29"


def test_an_exchange_is_of_two_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(_folder(tmp_path / "one"), tmp_path / "none")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS])
def test_where_names_cannot_be_exchanged_two_renames_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    class System:
        def renameat2(self, *_: object) -> int:
            ctypes.set_errno(number)
            return -1

    put(tmp_path / "dataset")
    monkeypatch.setattr(atomic_folder.ctypes, "CDLL", lambda *_, **__: System())
    put(tmp_path / "dataset", "2")
    assert (tmp_path / "dataset" / "README.md").read_text() == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_a_system_without_the_call_uses_two_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder.ctypes, "CDLL", lambda *_, **__: object())
    assert exchange(_folder(tmp_path / "one"), _folder(tmp_path / "other")) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"by": "annotate"}',
        '{"by": "annotate", "files": []}',
        '{"files": {"README.md": 1}}',
        "\xff",
    ],
    ids=lambda text: text[:20],
)
def test_a_damaged_marker_is_one_sentence_with_a_way_out(tmp_path: Path, text: str) -> None:
    target = tmp_path / "dataset"
    put(target)
    (target / MARKER).write_bytes(text.encode("latin-1"))
    for act in (lambda: put(target, "2"), lambda: read_release(target)):
        with pytest.raises(
            ExportError, match=r"\.annotate\.json is damaged, .*; move that folder away and export again, or export"
        ):
            act()
    assert (target / "README.md").read_text() == "1"


def test_the_marker_of_another_tool_is_not_ours(tmp_path: Path) -> None:
    (_folder(tmp_path / "dataset") / MARKER).write_text('{"by": "somebody"}')
    (tmp_path / "dataset" / "x").touch()
    with pytest.raises(ExportError, match="not a dataset of this tool"):
        put(tmp_path / "dataset")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe")
@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", [MARKER, "README.md"])
def test_a_pipe_in_place_of_a_file_does_not_hang(tmp_path: Path, name: str) -> None:
    target = tmp_path / "dataset"
    put(target)
    (target / name).unlink()
    os.mkfifo(target / name)
    with pytest.raises(ExportError):
        put(target)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_folders_of_running_exports_and_of_others_are_not_swept(tmp_path: Path) -> None:
    from filelock import FileLock

    live, others, named = tmp_path / ".dataset-abcd1234", tmp_path / ".dataset-00000000", tmp_path / ".dataset-mine"
    for folder_ in (live, others, named):
        folder_.mkdir()
    (named / LOCK).touch()
    (others / "thing").touch()
    with FileLock(live / LOCK):
        put(tmp_path / "dataset")
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([live.name, others.name, named.name, "dataset"])
    put(tmp_path / "dataset", "2")
    assert not live.exists()
    assert others.exists()
    assert named.exists()
