"""Packed files: members in order, damage and growth as problems, and nothing that is not wanted."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import read_bytes, read_file
from annotate.articles.formats.archives import unpacking
from annotate.articles.formats.archives.unpacking import Budget, Member, Unpacked, unpack_zip
from annotate.model import Document, Problem
from support.hostile_files import overlapping_zip

TEXT = "The council met on Monday. It did not vote."


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def outcome(data: bytes, kind: str | None = None, name: str = "a") -> list[tuple[str, str]]:
    """Path and text of each document, place and code of each problem."""
    return [
        (item.path, item.text) if isinstance(item, Document) else (item.where, item.code)
        for item in read_bytes(data, name=name, kind=kind)
    ]


def test_the_members_of_a_zip_file_are_articles() -> None:
    rows = '{"text": "One. Two."}\n'
    data = zipped({"d/a.txt": TEXT, "b.jsonl": rows, "photo.jpg": b"\xff\xd8", "README.md": "x", "__MACOSX/a.txt": "x"})
    assert outcome(data, name="z.zip") == [("z.zip!/d/a.txt", TEXT), ("z.zip!/b.jsonl#1", "One. Two.")]


def test_members_are_named_after_their_files(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(zipped({"d/Ünder the bridge.txt": TEXT, "rows.csv": f"text\n{TEXT}\n"}))
    (tmp_path / "News 1.csv.gz").write_bytes(gzip.compress(f"text\n{TEXT}\n".encode()))
    found = [item for name in ("z.zip", "News 1.csv.gz") for item in read_file(tmp_path / name, name=name)]
    assert [(item.id, item.path) for item in found if isinstance(item, Document)] == [
        ("under-the-bridge", "z.zip!/d/Ünder the bridge.txt"),
        ("rows-1", "z.zip!/rows.csv#1"),
        ("news-1-1", "News 1.csv.gz#1"),
    ]


def test_a_gzip_file_is_what_it_holds() -> None:
    assert outcome(gzip.compress(TEXT.encode())) == [("a", TEXT)]
    page = "<!doctype html><html><body><article>" + f"<p>{TEXT}</p>" * 5
    assert outcome(gzip.compress(page.encode()))[0][1].startswith("The council")


def test_what_is_packed_twice_is_refused() -> None:
    assert outcome(zipped({"b.zip": zipped({"a.txt": TEXT}), "c.txt.gz": gzip.compress(b"x"), "d.txt": TEXT})) == [
        ("a!/b.zip", "nested-archive"),
        ("a!/c.txt.gz", "nested-archive"),
        ("a!/d.txt", TEXT),
    ]
    assert outcome(gzip.compress(gzip.compress(TEXT.encode()))) == [("a", "nested-archive")]


def test_a_locked_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1  # the flag of encryption in the directory
    assert outcome(bytes(data)) == [("a!/a.txt", "encrypted"), ("a!/b.txt", TEXT)]


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (gzip.compress(TEXT.encode(), mtime=0)[:-20], None, "broken-archive"),
        (b"\x1f\x8bnonsense", None, "broken-archive"),
        (zipped({"a.txt": TEXT})[:-30], None, "broken-archive"),
        (b"PK\x03\x04", "zip", "broken-archive"),
        (b"no archive at all", "gzip", "broken-archive"),
        (zipped({}), "zip", "empty-archive"),
        (zipped({"photo.jpg": b"x"}), None, "empty-archive"),
        (gzip.compress(b"", mtime=0), None, "empty-file"),
    ],
    ids=range(8),
)
def test_damage_is_a_problem(data: bytes, kind: str | None, code: str) -> None:
    assert outcome(data, kind) == [("a", code)]


def test_a_damaged_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"a.txt": TEXT * 9, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(b"council")] ^= 1
    assert outcome(bytes(data)) == [("a!/a.txt", "broken-archive"), ("a!/b.txt", TEXT)]


def test_the_rows_before_the_damage_count() -> None:
    rows = b"".join(b'{"text": "Row %d is here."}\n' % n for n in range(20_000))
    found = list(read_bytes(gzip.compress(rows)[:-30_000], name="a.jsonl.gz", kind="gzip"))
    assert sum(isinstance(item, Document) for item in found) > 100
    assert isinstance(found[-1], Problem)
    assert found[-1].code == "broken-archive"


def test_the_rows_of_a_small_file_before_the_damage_count_too() -> None:
    packed = gzip.compress(b"".join(b'{"text": "Row %d is here."}\n' % n for n in range(2_000)), mtime=0)
    for size, least in ((len(packed) - 9, 1_990), (len(packed) // 2, 500), (12, 0)):
        found = list(read_bytes(packed[:size], name="a.jsonl.gz", kind="gzip"))
        codes = [item.code for item in found if isinstance(item, Problem)]
        assert len(found) - len(codes) >= least
        assert codes[-1] == "broken-archive"
        assert "empty-file" not in codes


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.parquet"])
def test_a_bomb_is_not_unpacked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_BASE_BUDGET", 1000)
    bomb = zipped({name: b" " * 50_000_000})
    found = outcome(bomb)
    assert found[-1] == (f"a!/{name}", "archive-too-large")
    assert all(code in ("archive-too-large", "no-rows", "row-too-long") for _, code in found)


def test_all_members_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_BASE_BUDGET", 0)
    monkeypatch.setattr(unpacking, "_MAX_RATIO", 0.2)
    files: dict[str, str | bytes] = {f"{n}.txt": TEXT for n in range(9)}
    codes = [code for _, code in outcome(zipped(files, zipfile.ZIP_STORED))]
    assert codes.count("archive-too-large") > 1
    assert TEXT in codes


def test_a_stream_is_filled_as_far_as_it_goes() -> None:
    stream = io.BufferedReader(Unpacked(io.BytesIO(b"x" * 100_000), Budget(0), "a"), 1 << 20)
    assert len(stream.peek()) == 100_000


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_no_damage_is_an_exception(data: bytes, at: int, byte: int) -> None:
    damaged = bytearray(zipped({"a.txt": TEXT, "b.csv": "text\nOne. Two.\n"}))
    damaged[at % len(damaged)] = byte
    for item in unpack_zip(io.BytesIO(bytes(damaged)), len(damaged), "a"):
        if isinstance(item, Member):
            item.data.read()
    outcome(bytes(damaged))
    outcome(b"PK\x03\x04" + data)
    outcome(b"\x1f\x8b\x08" + data)


def test_an_archive_whose_members_overlap_is_refused_as_a_whole() -> None:
    """Some kilobytes would be unpacked to terabytes."""
    ((where, code),) = outcome(overlapping_zip(500, 100_000), "zip")
    assert (where, code) == ("a", "broken-archive")
