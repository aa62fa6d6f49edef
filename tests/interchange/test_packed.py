"""Zip files in memory: their files with their names, and a sentence for one that is damaged, nested or grows without end."""

from __future__ import annotations

import io
import zipfile

import pytest

from annotate.interchange.packed import unpacked
from annotate.interchange.values import InputFile, InterchangeError


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def test_files_and_zip_files() -> None:
    inner = packed(user=b"1")
    files = unpacked([InputFile("a.txt", b"text"), InputFile("p.zip", packed(d__ada=inner, d__b=b"2"))])
    assert files == [InputFile("a.txt", b"text"), InputFile("p.zip/d/ada/user", b"1"), InputFile("p.zip/d/b", b"2")]


def test_too_deep() -> None:
    data = packed(x=packed(x=packed(x=b"")))
    with pytest.raises(InterchangeError, match="zip file in a zip file in a zip file"):
        unpacked([InputFile("p.zip", data)])


def test_damaged() -> None:
    with pytest.raises(InterchangeError, match="damaged zip file"):
        unpacked([InputFile("p.zip", packed(x=b"abc")[:-8])])
    data = bytearray(packed(x=b"abc" * 100))
    data[35] ^= 0xFF
    with pytest.raises(InterchangeError, match=r"p\.zip/x: "):
        unpacked([InputFile("p.zip", bytes(data))])


def test_a_bomb() -> None:
    data = packed(x=b"\x00" * 130_000_000)
    with pytest.raises(InterchangeError, match=r"p\.zip/x: .*"):
        unpacked([InputFile("p.zip", data)])


def test_encrypted() -> None:
    data = bytearray(packed(x=b"abc"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InterchangeError, match="encrypted"):
        unpacked([InputFile("p.zip", bytes(data))])
