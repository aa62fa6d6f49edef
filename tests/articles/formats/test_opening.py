"""Only regular files are opened; a pipe is read up to a limit."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from annotate.articles.formats.opening import NotAFileError, StreamTooLongError, is_pipe, open_file, read_head, read_pipe

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")


def test_a_regular_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"content")
    (tmp_path / "link.txt").symlink_to("a.txt")
    with open_file(tmp_path / "link.txt") as file:
        assert file.read() == b"content"
    assert read_head(tmp_path / "a.txt", 3) == (b"con", 7)
    assert not is_pipe(tmp_path / "a.txt")


def socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (os.mkfifo, "a pipe"),
        (socket_at, "a socket"),
        (link_to("/dev/zero"), "a device"),
        pytest.param(
            link_to("/proc/self/environ"),
            "a file of the system",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="/proc"),
        ),
    ],
    ids=["pipe", "socket", "device", "system"],
)
def test_what_is_no_regular_file_is_not_opened(
    make: Callable[[Path], None], what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    make(Path("a.txt"))
    with pytest.raises(NotAFileError, match=what):
        open_file(Path("a.txt"))


def test_a_file_that_becomes_a_pipe_meanwhile_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    regular = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda self: regular)
    with pytest.raises(NotAFileError, match="a pipe"):
        open_file(path)


def test_links_in_a_circle_are_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(OSError, match="symbolic links"):
        open_file(tmp_path / "a.txt")
    assert not is_pipe(tmp_path / "a.txt")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_a_pipe_is_read_to_its_end(pipe: Path) -> None:
    assert is_pipe(pipe)
    data = os.urandom(300_000)
    writer = Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    assert read_pipe(pipe) == data
    writer.join()


def test_a_pipe_has_a_limit(pipe: Path) -> None:
    descriptor = os.open(pipe, os.O_RDWR)
    os.write(descriptor, b"x" * 11)
    with pytest.raises(StreamTooLongError):
        read_pipe(pipe, 10)
    os.close(descriptor)


def test_nobody_is_waited_for_in_vain(pipe: Path) -> None:
    with pytest.raises(TimeoutError, match=r"nobody has written to it for 0\.1 s"):
        read_pipe(pipe, look=0.1)
    descriptor = os.open(pipe, os.O_RDWR)
    os.write(descriptor, b"begun")
    with pytest.raises(TimeoutError, match=r"nothing has come from it for 0\.2 s"):
        read_pipe(pipe, look=0.1, patience=0.2)
    os.close(descriptor)
