"""Web archives: the HTML pages in a WARC file, packed or not."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from annotate.articles.formats import problems
from annotate.model import Problem

_HTML = ("text/html", "application/xhtml+xml")


class PageRecord(NamedTuple):
    """A page as it was fetched: its number among the pages of the archive, address, date and body.

    `charset` is the encoding that the server declared.
    """

    number: int
    url: str | None
    fetched: str | None
    charset: str | None
    body: bytes


def read_warc(stream: IO[bytes], where: str, limit: int) -> Iterator[PageRecord | Problem]:
    """Yield the pages of responses with status 200; a Problem for damage and for each page of more than `limit` bytes."""
    from warcio.archiveiterator import ArchiveIterator  # 20 ms, and few have web archives
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(stream):
            headers = record.http_headers
            if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                continue
            content_type = headers.get_header("Content-Type") or ""
            if not content_type.lower().startswith(_HTML):
                continue
            number += 1
            body = record.content_stream().read(limit + 1)
            if len(body) > limit:
                yield problems.too_large(f"{where}#{number}", len(body), limit)
                continue
            url, fetched = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
            yield PageRecord(number, url, fetched, _charset(content_type), body)
    except (
        ArchiveLoadFailed,
        OSError,
        EOFError,
        zlib.error,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
    ) as error:
        yield problems.broken_archive(where, str(error) or type(error).__name__)  # the last four: headers it cannot parse
        return
    if not number:
        yield problems.nothing_inside(where)


def _charset(content_type: str) -> str | None:
    charset = content_type.lower().partition("charset=")[2]
    return charset.split(";")[0].strip(" \"'") or None
