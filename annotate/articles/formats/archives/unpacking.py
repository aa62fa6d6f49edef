"""Packed files: the contents of gzip and zip files as streams. Nothing is written to the disk.

A packed file may be damaged, or may grow without end when it is unpacked. Both end the stream of the member, and
`Unpacked.problem` gives the reason, so readers of a stream need not know that it was packed.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple

from annotate.articles.formats import problems
from annotate.articles.formats.archives.zip_names import member_names
from annotate.articles.formats.kinds import PACKED, is_article_file, kind_of
from annotate.model import Problem

_MAX_RATIO = 100  # news shrinks to a third, the most repetitive table to a fiftieth, a zip bomb to a thousandth
_CHUNK = 1 << 16  # bytes
_BASE_BUDGET = 100_000_000  # bytes that any packed file may have when it is unpacked
_MEMBER_HEAD = 30  # bytes before the name and the content of a member
DAMAGE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError)
"""Exceptions of `gzip` and `zipfile`: NotImplementedError for an unknown method, RuntimeError for a password."""


class Budget:
    """The number of bytes that a packed file may still give. All members of a zip file share a budget."""

    def __init__(self, packed_size: int) -> None:
        self.limit = self.left = _BASE_BUDGET + _MAX_RATIO * packed_size


class Unpacked(io.RawIOBase):
    """The bytes of a member of a packed file, up to their end, a `problem`, or the end of the `budget`."""

    def __init__(self, source: IO[bytes] | io.BufferedIOBase, budget: Budget, where: str) -> None:
        self.source, self.budget, self.where = source, budget, where
        self.problem: Problem | None = None

    def readable(self) -> bool:
        """Return True, as `io` requires of a stream that can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` completely, unless the stream ends: `peek` of a buffered reader relies on that."""
        filled = 0
        while filled < len(buffer) and self.problem is None:
            chunk = self._read(len(buffer) - filled)
            if not chunk:
                break
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled

    def _read(self, size: int) -> bytes:
        try:
            # Unlike `read`, it returns what is before the damage. The members of zip files have it, too.
            chunk: bytes = self.source.read1(min(size, _CHUNK))  # type: ignore[union-attr]
        except DAMAGE as error:
            self.problem = problems.broken_archive(self.where, str(error) or type(error).__name__)
            return b""
        self.budget.left -= len(chunk)
        if self.budget.left < 0:
            self.problem = problems.grows_too_large(self.where, self.budget.limit)
            return b""
        return chunk


class Member(NamedTuple):
    """A file in a packed file: its location (``a.zip!/b.txt``), its name and its bytes."""

    where: str
    name: str
    data: Unpacked


def unpack_gzip(stream: IO[bytes], size: int, where: str, name: str) -> Member:
    """Return the content of the gzip file in `stream`, which has `size` bytes; `name` is the name of the content."""
    return Member(where, name, Unpacked(gzip.GzipFile(fileobj=stream, mode="rb"), Budget(size), where))


def members_overlap(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Return True if two members of an archive share bytes."""
    in_order = sorted(infos, key=lambda info: info.header_offset)
    return any(
        info.header_offset + _MEMBER_HEAD + info.compress_size > following.header_offset for info, following in pairwise(in_order)
    )


def unpack_zip(stream: IO[bytes], size: int, where: str) -> Iterator[Member | Problem]:
    """Yield the article files of the zip file in `stream`, which has `size` bytes; a Problem for each unreadable one."""
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGE as error:
        yield problems.broken_archive(where, str(error))
        return
    budget = Budget(size)
    with archive:
        infos = archive.infolist()
        if members_overlap(infos):
            yield problems.broken_archive(where, "its files overlap, as in an archive that was made to grow without end")
            return
        members = [
            (info, name) for info, name in zip(infos, member_names(infos), strict=True) if not info.is_dir() and _is_wanted(name)
        ]
        for info, name in members:
            yield _open(archive, info, name, budget, f"{where}!/{name}")
        if not members:
            yield problems.nothing_inside(where)


def _is_wanted(name: str) -> bool:
    """Return True if a member is an article file, or a packed file, which is reported to the user."""
    inside_hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
    return not inside_hidden and (is_article_file(name) or kind_of(name) in PACKED)


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget, where: str) -> Member | Problem:
    if kind_of(name) in PACKED:
        return problems.nested_archive(where)
    if info.flag_bits & 1:
        return problems.encrypted(where)
    try:
        return Member(where, name, Unpacked(archive.open(info), budget, where))
    except DAMAGE as error:
        return problems.broken_archive(where, str(error) or type(error).__name__)
