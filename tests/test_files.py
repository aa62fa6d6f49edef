"""A file is whole, old or new."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate._files import write_atomically


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
