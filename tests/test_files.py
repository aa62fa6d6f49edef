"""A file is whole, old or new."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotate._files import read_json, write_atomically


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
