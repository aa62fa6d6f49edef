"""Documents that are zip files: their parts, and the limits that they share."""

from __future__ import annotations

import io
import zipfile

import pytest

from annotate.articles.formats.archives import unpacking
from annotate.articles.formats.office import packages
from annotate.articles.formats.office.packages import Package, UnreadableError


def pack(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_parts_are_read() -> None:
    package = Package(pack(a="<x><!-- no --><y>1</y></x>"), "a")
    assert package.read("a") == b"<x><!-- no --><y>1</y></x>"
    root = package.read_xml("a")
    assert root is not None
    assert [element.tag for element in root.iter()] == ["x", "y"]
    assert (package.read("b"), package.read_xml("b")) == (None, None)


def test_a_part_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "SIZE_LIMIT", 100)
    with pytest.raises(UnreadableError) as caught:
        Package(pack(a="x" * 101), "a").read("a")
    assert caught.value.problem.code == "archive-too-large"


def test_all_parts_share_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_BASE_BUDGET", 1000)
    monkeypatch.setattr(unpacking, "_MAX_RATIO", 0)
    package = Package(pack(a="x" * 600, b="y" * 600), "a")
    package.read("a")
    with pytest.raises(UnreadableError) as caught:
        package.read("b")
    assert caught.value.problem.code == "archive-too-large"


def test_parts_do_not_overlap() -> None:
    data = bytearray(pack(a="x", b="y"))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)  # the offset of b is that of a
    with pytest.raises(UnreadableError):
        Package(bytes(data), "a")
