"""A file is whole, old or new."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotate import _files
from annotate._files import read_json, remove_locks, remove_parts, sync_folder, try_lock, write_atomically


def test_write_atomically(tmp_path: Path) -> None:
    target, link = tmp_path / "file", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)

    def failing() -> object:
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_atomically(target, failing())  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    write_atomically(link, [b"new"])
    assert (target.read_bytes(), link.is_symlink(), sorted(path.name for path in tmp_path.iterdir())) == (
        b"new",
        True,
        ["file", "link"],
    )


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "9" * 5_000, "\ud800".encode("utf-8", "surrogatepass")], ids=lambda text: repr(text)[:12]
)
def test_a_file_that_is_not_json_is_one_error(tmp_path: Path, text: str | bytes) -> None:
    (tmp_path / "state.json").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ValueError, match=r"."):
        read_json(tmp_path / "state.json")


def test_a_file_of_the_programs_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"a": [1]}')
    assert read_json(tmp_path / "state.json") == {"a": [1]}
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "none.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe")
@pytest.mark.timeout(20)
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "state.json")
    with pytest.raises(OSError, match="not a regular file"):
        read_json(tmp_path / "state.json")


WRITER = """
import sys, time
from pathlib import Path
from annotate._files import try_lock, write_atomically
def slowly():
    yield b"half"
    print("writing", flush=True)
    time.sleep(60)
with try_lock(Path(sys.argv[2])):
    write_atomically(Path(sys.argv[1]), slowly())
"""


def writing(target: Path, lock: Path) -> subprocess.Popen[str]:
    """Return a process that has written half of a file, and has a lock."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(target), str(lock)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def test_what_a_killed_process_left_is_removed_by_the_next_that_writes_there(tmp_path: Path) -> None:
    target, lock = tmp_path / "file", tmp_path / "a.lock"
    process = writing(target, lock)
    remove_parts(tmp_path)
    (part,) = tmp_path.glob(".file.*.part")  # it is alive
    with try_lock(lock) as locked:
        assert not locked
    assert lock.read_text() == str(process.pid)
    process.kill()
    process.communicate()
    assert part.exists()
    write_atomically(tmp_path / "other", [b"x"])
    remove_locks(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other"]


def test_a_name_in_use_never_stops_a_write(tmp_path: Path) -> None:
    """Process ids are used again, and so earlier versions failed where a killed process with the same id had left a file."""
    old = tmp_path / f".file.{os.getpid()}.part"
    old.write_bytes(b"from an earlier version")
    mine = tmp_path / ".file.part"
    mine.write_bytes(b"of another program")
    write_atomically(tmp_path / "file", [b"new"])
    assert {path.name for path in tmp_path.iterdir()} == {"file", old.name, ".file.part"}
    long_ago = time.time() - 2 * _files._OLD_AGE
    os.utime(old, (long_ago, long_ago))
    write_atomically(tmp_path / "file", [b"new"])
    assert {path.name for path in tmp_path.iterdir()} == {"file", ".file.part"}


def test_a_lock_is_one_processes_and_leaves_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    with try_lock(lock) as first, try_lock(lock) as second:
        assert (first, second) == (True, False)
        assert lock.exists()
    assert not lock.exists()


def test_a_lock_on_a_file_that_was_removed_meanwhile_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and locking a file, the process that had the lock removes it: the lock must be on the new file."""
    path, take, calls = tmp_path / "a.lock", _files._lock, iter([True, False])

    def losing(descriptor: int) -> bool:
        if next(calls, False):
            path.unlink()
        return take(descriptor)

    monkeypatch.setattr(_files, "_lock", losing)
    with try_lock(path) as locked:
        assert locked
        with try_lock(path) as again:
            assert not again


def test_a_lock_that_a_sweeper_has_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, take, calls = tmp_path / "a.lock", _files._lock, iter([True, True])

    def swept(descriptor: int) -> bool:
        return False if next(calls, False) else take(descriptor)

    monkeypatch.setattr(_files, "_lock", swept)
    with try_lock(path) as locked:
        assert locked
    monkeypatch.setattr(_files, "_lock", lambda descriptor: False)  # and not for ever
    with try_lock(path) as locked:
        assert not locked


def test_a_folder_is_synced_where_that_is_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync_folder(tmp_path)
    with pytest.raises(OSError, match="No such file"):
        sync_folder(tmp_path / "no")
    monkeypatch.setattr(_files.sys, "platform", "win32")  # where a folder cannot be opened
    sync_folder(tmp_path / "no")
