"""Web archives: the pages and texts in a WARC file, packed or not.

Pages are responses with status 200 or 203, resources and conversions that are HTML; texts are those that are plain text, such as
the conversions in WET files, but not responses: most of those are robots.txt. A record that cannot be read
costs that record only: reading goes on at the next line that begins a record, and in a damaged gzip file at the next member.
warcio's own iterator ends at the first such record, so only its parsers of HTTP are used.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, Literal, NamedTuple

from annotate.articles.formats import problems
from annotate.model import Problem

_HTML = ("text/html", "application/xhtml+xml")
_LOOKS_LIKE_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_START = re.compile(rb"WARC/\d\.\d{1,2}\s*\Z")
_LOST_START = re.compile(rb"\n(?=WARC/\d\.\d{1,2}\r?\n[A-Za-z-]+:)")
_GZIP = b"\x1f\x8b"
_GZIP_MEMBER = b"\x1f\x8b\x08"
_DAMAGE = b"\r\n\r\ndamaged\r\n\r\n"  # a line that begins no record
_CHUNK = 1 << 16  # bytes
_MAX_LINE = 1 << 16  # bytes of a header
_MAX_HEADERS = 1000
_MAX_HTTP = 1 << 16  # bytes of the headers of HTTP, which do not count as the page


class PageRecord(NamedTuple):
    """A page or a text as it was fetched: its number among those of the archive, its kind, address and body.

    `charset` is the encoding that the server declared.
    """

    number: int
    kind: Literal["html", "text"]
    url: str | None
    charset: str | None
    body: bytes


class _Record(NamedTuple):
    """A record whose beginning was found: its headers with names in lower case, and its content."""

    headers: Mapping[str, str]
    content: bytes
    size: int


class _Damaged(Exception):
    """A record cannot be read; the message says why."""


class _UnknownPacking(Exception):
    """A page is packed in a way that cannot be unpacked, which the message names."""


class _Unpacked(io.RawIOBase):
    """The content of a gzip file of any number of members; a damaged member is left at its damage, where a line says so."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.packed = b""
        self.member = zlib.decompressobj(31)
        self.damaged = False

    def readable(self) -> bool:
        """Return True, as `io` requires of a stream that can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with at least one byte, unless the stream ends."""
        while True:
            if not self.packed:
                self.packed = self.stream.read(_CHUNK)
                if not self.packed:
                    return 0
            unpacked = self._unpack(len(buffer))
            if unpacked:
                buffer[: len(unpacked)] = unpacked
                return len(unpacked)

    def _unpack(self, size: int) -> bytes:
        try:
            unpacked = self.member.decompress(self.packed, size)
            self.packed = self.member.unconsumed_tail
        except zlib.error:
            following = self.packed.find(_GZIP_MEMBER, 1)
            self.packed = self.packed[following:] if following > 0 else b""
            self.member = zlib.decompressobj(31)
            if self.damaged:
                return b""
            self.damaged = True
            return _DAMAGE[:size]
        self.damaged = False
        if self.member.eof:
            self.packed = self.member.unused_data.lstrip(b"\x00")
            self.member = zlib.decompressobj(31)
        return unpacked


class _Reader:
    """Lines and bytes of an archive, which can be given back to be read again."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.returned = b""

    def readline(self) -> bytes:
        if not self.returned:
            return self.stream.readline(_MAX_LINE)
        line, end, self.returned = self.returned.partition(b"\n")
        return line + (end or self.stream.readline(_MAX_LINE))

    def read(self, size: int) -> bytes:
        first, self.returned = self.returned[:size], self.returned[size:]
        return first + self.stream.read(size - len(first))

    def skip(self, size: int) -> int:
        """Pass over `size` bytes, and return how many there were."""
        skipped = 0
        while skipped < size and (chunk := self.read(min(_CHUNK, size - skipped))):
            skipped += len(chunk)
        return skipped

    def give_back(self, data: bytes) -> None:
        self.returned = data + self.returned


def read_warc(stream: IO[bytes], where: str, limit: int) -> Iterator[PageRecord | Problem]:
    """Yield the pages and texts of an archive; a Problem for each record that is damaged or has more than `limit` bytes."""
    number, silent = 0, True
    try:
        for record in _records(stream, limit):
            silent = False
            place = f"{where}#{number + 1}"
            page: PageRecord | Problem | None
            try:
                page = _page(record, limit) if isinstance(record, _Record) else problems.broken_record(place, str(record))
            except _Damaged as damage:
                page = problems.broken_record(place, str(damage))
            except _UnknownPacking as unknown:
                page = problems.content_encoding(place, str(unknown))
            if page is None:
                continue
            number += 1
            if isinstance(page, Problem):
                yield page
            elif len(page.body) > limit:
                yield problems.too_large(place, len(page.body), limit)
            else:
                yield page._replace(number=number)
    except (OSError, EOFError, zlib.error) as error:
        yield problems.broken_archive(where, str(error) or type(error).__name__)
        return
    if silent:
        yield problems.broken_archive(where, "no record of a web archive was found")
    elif not number:
        yield problems.nothing_inside(where)


def _records(stream: IO[bytes], limit: int) -> Iterator[_Record | _Damaged]:
    """Yield the records of an archive. Lines between them that begin no record are part of a damaged one."""
    head = stream.read(2)
    whole = io.BufferedReader(_Joined(head, stream), _CHUNK)
    reader = _Reader(io.BufferedReader(_Unpacked(whole), _CHUNK) if head == _GZIP else whole)
    lost, first = False, True
    while line := reader.readline():
        if not line.strip():
            continue
        if not _START.match(line):
            if not lost and not first:
                yield _Damaged("it does not begin like a record")
            lost = True
            continue
        lost = first = False
        try:
            yield _record(reader, limit)
        except _Damaged as damage:
            lost = True  # what is left of it up to the next record is not reported again
            yield damage


class _Joined(io.RawIOBase):
    """A stream after the bytes that were read from it already."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self.head, self.stream = head, stream

    def readable(self) -> bool:
        """Return True, as `io` requires of a stream that can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with what is there."""
        data = self.head or self.stream.read(len(buffer))
        self.head = data[len(buffer) :]
        buffer[: len(data)] = data[: len(buffer)]
        return min(len(data), len(buffer))


def _record(reader: _Reader, limit: int) -> _Record:
    """Return the record whose first line was read."""
    headers: dict[str, str] = {}
    for _ in range(_MAX_HEADERS):
        line = reader.readline()
        if not line.strip():
            break
        if _START.match(line):
            reader.give_back(line)
            raise _Damaged("it ends in its headers")
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise _Damaged("it does not say its length")
    size = int(length)
    content = reader.read(min(size, limit + _MAX_HTTP))
    if size > len(content) == limit + _MAX_HTTP:
        reader.skip(size - len(content))
    elif len(content) < size or not _at_end(reader):
        following = _LOST_START.search(content)
        if following:
            reader.give_back(content[following.end() :])
        raise _Damaged("it is shorter or longer than it says")
    return _Record(headers, content, size)


def _at_end(reader: _Reader) -> bool:
    """Return True if a blank line follows, a record, or nothing."""
    line = reader.readline()
    if not line.strip():
        return True
    reader.give_back(line)
    return _START.match(line) is not None


def _page(record: _Record, limit: int) -> PageRecord | None:
    """Return the page or text in `record`; None if it has another content."""
    kind = record.headers.get("warc-type", "").lower()
    content_type = record.headers.get("content-type", "")
    url = record.headers.get("warc-target-uri", "").strip("<> ") or None
    if kind in ("conversion", "resource"):
        if _is_page(content_type, record.content):
            return PageRecord(0, "html", url, _charset(content_type), record.content)
        is_text = content_type.lower().startswith("text/plain")
        return PageRecord(0, "text", url, _charset(content_type), record.content) if is_text else None
    if kind != "response" or (url and not url.lower().startswith(("http:", "https:"))):
        return None
    return _response(record, url, limit)


def _is_page(content_type: str, content: bytes, identified: str = "") -> bool:
    """Return True if a content is a page: it is said to be one, or it looks like one and nothing else is said."""
    if content_type and not content_type.lower().startswith("application/octet-stream"):
        return content_type.lower().startswith(_HTML)
    return identified.lower().startswith(_HTML) or _LOOKS_LIKE_HTML.match(content) is not None


def _response(record: _Record, url: str | None, limit: int) -> PageRecord | None:
    """Return the page in a response of HTTP; None if it is not a page."""
    from warcio.bufferedreaders import ChunkedDataReader  # 20 ms, and few have web archives
    from warcio.statusandheaders import StatusAndHeadersParser

    stream = io.BytesIO(record.content)
    try:
        http = StatusAndHeadersParser([], verify=False).parse(stream)
    except (EOFError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise _Damaged("it has no headers of HTTP") from error
    if not http.protocol.upper().startswith("HTTP/"):
        raise _Damaged("it does not begin with a status line of HTTP")
    content_type = http.get_header("Content-Type") or ""
    body_start = record.content[stream.tell() : stream.tell() + _CHUNK]
    is_page = _is_page(content_type, body_start, record.headers.get("warc-identified-payload-type", ""))
    if http.statusline.split(" ")[0] not in ("200", "203") or not is_page:
        return None
    if url is None:
        raise _Damaged("it does not say the address of its page (WARC-Target-URI)")
    body = record.content[stream.tell() :]
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        body = ChunkedDataReader(io.BytesIO(body)).read()
    packing = (http.get_header("Content-Encoding") or "").strip().lower()
    return PageRecord(0, "html", url, _charset(content_type), _unpack(body, packing, limit))


def _unpack(body: bytes, packing: str, limit: int) -> bytes:
    """Return the unpacked body of a response, up to one byte more than `limit`.

    Archivers often store the unpacked body with the headers of the packed one, and sometimes the other way round.
    """
    for coding in reversed([name.strip() for name in packing.split(",")]):  # the last one was applied last
        if coding in ("", "identity", "none", "utf-8") or _LOOKS_LIKE_HTML.match(body):
            continue
        if coding not in _UNPACKERS:
            raise _UnknownPacking(coding)
        body = _UNPACKERS[coding](body, limit)
    return _inflate(body, limit) if body.startswith(_GZIP_MEMBER) else body


def _inflate(body: bytes, limit: int) -> bytes:
    reason = "its page is cut off"
    for window in (47, -15):  # gzip or zlib; bare deflate, as some servers send it
        member = zlib.decompressobj(window)
        try:
            unpacked = member.decompress(body, limit + 1)
        except zlib.error as error:
            reason = str(error)
            continue
        if member.eof or len(unpacked) > limit:
            return unpacked
    raise _Damaged(reason)


def _unpack_brotli(body: bytes, limit: int) -> bytes:
    import brotli

    member = brotli.Decompressor()
    try:
        unpacked: bytes = member.process(body, output_buffer_limit=limit + 1)
        while (
            len(unpacked) <= limit and not member.is_finished() and (more := member.process(b"", output_buffer_limit=limit + 1))
        ):
            unpacked += more
    except brotli.error as error:
        raise _Damaged(str(error)) from error
    if not member.is_finished() and len(unpacked) <= limit:
        raise _Damaged("its page is cut off")
    return unpacked


def _unpack_zstandard(body: bytes, limit: int) -> bytes:
    import pyarrow  # which is needed for Parquet in any case, and unpacks this, too

    try:
        with pyarrow.CompressedInputStream(pyarrow.BufferReader(body), "zstd") as stream:
            unpacked: bytes = stream.read(limit + 1)
    except (pyarrow.ArrowException, OSError) as error:
        raise _Damaged(str(error)) from error
    return unpacked


_UNPACKERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": _unpack_brotli,
    "zstd": _unpack_zstandard,
}
"""How the content codings of HTTP are unpacked."""


def _charset(content_type: str) -> str | None:
    charset = content_type.lower().partition("charset=")[2]
    return charset.split(";")[0].strip(" \"'") or None
