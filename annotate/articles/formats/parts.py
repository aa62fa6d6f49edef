"""Parts of a large file that several processes read at the same time: bytes of JSON lines or of a web archive, rows of Parquet.

A part is read as if the whole file were: its articles have the numbers, the ids and the hashes that they have there.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

from annotate.articles.formats.decoding import find_magic
from annotate.articles.formats.kinds import kind_of
from annotate.articles.formats.opening import open_file
from annotate.articles.formats.reading_options import DEFAULT_OPTIONS, ReadingOptions
from annotate.articles.formats.tables import (
    IS_JSON,
    TableRow,
    parquet_groups,
    read_json_lines_part,
    read_parquet,
    utf8_lines_have_columns,
)
from annotate.model import Problem

PartKind = Literal["jsonl", "parquet", "warc"]

_HEAD = 1 << 20  # bytes that show what a file is; as many as a reader looks at
_CHUNK = 1 << 20
_RECORD = re.compile(rb"WARC/1\.[01]\r?\n")
_GZIP_MEMBER = b"\x1f\x8b\x08"
_LONGEST_HEADER = 1 << 16


class Part(NamedTuple):
    """A part of a file.

    kind: the format of the file.
    start, end: byte offsets, half-open; in Parquet, numbers of row groups, half-open.
    before: the number of lines or rows before it; 0 in a web archive, whose records cannot be counted without reading all of it.
    size: its bytes.
    """

    kind: PartKind
    start: int
    end: int
    before: int
    size: int


def cut(path: Path, size: int, options: ReadingOptions, kinds: Sequence[PartKind] = ("jsonl", "parquet")) -> list[Part]:
    """Return the parts, of about `size` bytes each, that the file at `path` can be read in.

    There are none if it is small, or can only be read as a whole, or cannot be read at all.
    """
    kind = kind_of(path.name)
    for known in kinds:
        if kind == known:
            try:
                if path.stat().st_size < 2 * size:
                    return []
                parts = list(_CUTTERS[known](path, size, options))
            except OSError:
                return []
            return parts if len(parts) > 1 else []
    return []


def open_part(path: Path, part: Part) -> io.BufferedReader[Any]:
    """Open the bytes of a part of a file, or of Parquet the whole file. Raises OSError."""
    if part.kind == "parquet":
        return io.BufferedReader(open_file(path), _CHUNK)
    return io.BufferedReader(_Range(open_file(path), part.start, part.end), _CHUNK)


def rows_of(stream: io.BufferedReader[Any], where: str, part: Part, options: ReadingOptions) -> Iterator[TableRow | Problem]:
    """Yield the rows of a part of a table."""
    if part.kind == "jsonl":
        return read_json_lines_part(stream, where, options, part.before, first=part.start == 0)
    return read_parquet(stream, where, options, range(part.start, part.end), part.before)


def split(path: Path, part: Part) -> list[Part]:
    """Return the smallest parts of a part: a line, a record, or a row group. Raises OSError."""
    if part.kind == "parquet":
        rows = enumerate(_rows_before(path, part), part.start)
        return [Part("parquet", number, number + 1, before, 0) for number, before in rows]
    if part.kind == "warc":
        return list(_cut_records_between(path, 1, part.start, part.end))
    parts = []
    with open_part(path, part) as stream:
        start, before = part.start, part.before
        for line in stream:
            parts.append(Part("jsonl", start, start + len(line), before, len(line)))
            start, before = start + len(line), before + _count_lines(b"", line)
    return parts


def _rows_before(path: Path, part: Part) -> Iterator[int]:
    """Yield the number of rows before each row group of a part."""
    before = part.before
    with open_part(path, part) as stream:
        for rows, _ in parquet_groups(stream, DEFAULT_OPTIONS)[part.start : part.end]:
            yield before
            before += rows


class _Range(io.RawIOBase):
    """A range of bytes of a file, as a stream."""

    def __init__(self, file: IO[bytes] | io.FileIO, start: int, end: int) -> None:
        self._file, self._left = file, end - start
        file.seek(start)

    def readable(self) -> bool:
        """Return True, as `io` requires of a stream that can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into `buffer` and return the number of bytes read, 0 at the end of the range."""
        data = self._file.read(min(len(buffer), self._left)) or b""
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def _cut_lines(path: Path, size: int, options: ReadingOptions) -> Iterator[Part]:
    """Yield parts that end at ends of lines. Only UTF-8 can be cut without being decoded."""
    with io.BufferedReader(open_file(path), _HEAD) as stream:
        head = stream.peek()
        if find_magic(head, options.encoding) or IS_JSON.match(head) or not utf8_lines_have_columns(stream, options):
            return
    with open_file(path) as file:
        start = before = 0
        while True:
            lines, position, last = 0, start, b""
            ends = at_end = False
            while not ends:
                chunk = file.read(min(size, _CHUNK)) or b""
                if not chunk:
                    at_end = True
                    break
                # The part ends at the last line end of the chunk with which it is large enough.
                end = chunk.rfind(b"\n") + 1
                if position + len(chunk) - start >= size and end:
                    ends, chunk = True, chunk[:end]
                lines += _count_lines(last, chunk)
                last = chunk[-1:]
                position += len(chunk)
            if position > start:
                yield Part("jsonl", start, position, before, position - start)
            if at_end:
                return
            start, before = position, before + lines
            file.seek(start)


def _count_lines(last: bytes, chunk: bytes) -> int:
    r"""Return the number of lines that end in `chunk`, as Python counts them: at ``\n``, ``\r\n`` and ``\r``."""
    lines = chunk.count(b"\n")
    if b"\r" in chunk:
        lines += chunk.count(b"\r") - chunk.count(b"\r\n")
    return lines - (last == b"\r" and chunk.startswith(b"\n"))


def _cut_groups(path: Path, size: int, options: ReadingOptions) -> Iterator[Part]:
    with io.BufferedReader(open_file(path), _CHUNK) as stream:
        groups = parquet_groups(stream, options)
    start = before = rows = packed = 0
    for number, (group_rows, group_bytes) in enumerate(groups):
        rows += group_rows
        packed += group_bytes
        if packed >= size or number == len(groups) - 1:
            yield Part("parquet", start, number + 1, before, packed)
            start, before = number + 1, before + rows
            rows = packed = 0


def _cut_records(path: Path, size: int, options: ReadingOptions) -> Iterator[Part]:
    yield from _cut_records_between(path, size, 0, path.stat().st_size)


def _cut_records_between(path: Path, size: int, start: int, total: int) -> Iterator[Part]:
    """Yield parts of a web archive that begin with a record, in a compressed one with a member of the gzip file."""
    with open_file(path) as file:
        is_start = _starts_member if (file.read(2) or b"") == _GZIP_MEMBER[:2] else _starts_record
        while start < total:
            end = total if start + 2 * size > total else _find_start(file, start + size, total, is_start)
            yield Part("warc", start, end, 0, end - start)
            start = end


def _find_start(file: io.FileIO, position: int, total: int, is_start: Callable[[io.FileIO, int], bool]) -> int:
    """Return the position of the first record at or after `position`, or the end of the file if there is none."""
    mark = _GZIP_MEMBER if is_start is _starts_member else b"WARC/1."
    while position < total:
        file.seek(position)
        chunk = file.read(_CHUNK + len(mark)) or b""
        place = chunk.find(mark)
        while place >= 0:
            if is_start(file, position + place):
                return position + place
            place = chunk.find(mark, place + 1)
        position += _CHUNK
    return total


def _starts_member(file: io.FileIO, position: int) -> bool:
    file.seek(position)
    try:
        return zlib.decompressobj(31).decompress(file.read(_LONGEST_HEADER) or b"", 16).startswith(b"WARC/1.")
    except zlib.error:
        return False


def _starts_record(file: io.FileIO, position: int) -> bool:
    """Return True if a record begins here: after a blank line, with the header that every record has."""
    file.seek(max(position - 4, 0))
    before, head = file.read(position - max(position - 4, 0)) or b"", file.read(_LONGEST_HEADER) or b""
    headers = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return (
        before.replace(b"\r\n", b"\n").endswith(b"\n\n")
        and _RECORD.match(head) is not None
        and b"\nwarc-record-id:" in headers
        and b"\ncontent-length:" in headers
    )


_CUTTERS: Mapping[PartKind, Callable[[Path, int, ReadingOptions], Iterator[Part]]] = {
    "jsonl": _cut_lines,
    "parquet": _cut_groups,
    "warc": _cut_records,
}
