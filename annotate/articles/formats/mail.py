"""E-mail: the messages of .eml and .mbox files, such as newsletters and press releases. Attachments are not read.

A message has its text as plain text, as a page, or as both; `Message` has both, and who reads it chooses. Headers are often not
as the standard wants them, so each is read for itself, and one that cannot be read is as good as missing.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as ParsedMessage
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby, pairwise
from typing import IO, NamedTuple

from annotate.articles.cleaning.wrapping import NEW_PARAGRAPH
from annotate.articles.formats import problems
from annotate.articles.formats.decoding import decode
from annotate.articles.formats.metadata import Metadata, from_fields
from annotate.articles.formats.page_tree import SENTENCE_END
from annotate.model import Problem

_POSTMARK = re.compile(rb"From \S.*\d{1,2}:\d{2}.*\d{4}.*\r?\n\Z|From \S+\r?\n\Z|From - .*\r?\n\Z")
"""The line before each message of an mbox file: a sender, then a date."""
_QUOTED = re.compile(rb">+From ")
_HEADER = re.compile(rb"[!-9;-~]+:|>?From ")
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|enc|antw)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_SIGNATURE = "-- "
"""The line before a signature, whose last space does not say that the line goes on."""
_MIN_WIDTH = 50  # characters of the lines in a hard-wrapped text
_MAX_WIDTH = 80
_MAX_LINE = 1 << 20  # bytes that are read at a time
_MAX_POSTMARK = 300  # bytes
_MAX_HEADER = 10_000  # characters that are read; a list of so many authors is none
_MAX_NAMES = 5  # attachments that are named in a message


class Part(NamedTuple):
    """The bytes of a text in a message, and the encoding that the message declares for them.

    `flowed` means that its lines were broken for sending, and `joined` that no space is between the parts of such a line.
    """

    data: bytes
    charset: str | None
    flowed: bool = False
    joined: bool = False

    def unbroken(self, text: str) -> str:
        r"""Return the decoded `text` with the lines as they were before sending.

        The format "flowed" says which these are (RFC 3676); otherwise see `_without_wrapping`.

        >>> Part(b"", None, flowed=True).unbroken("One \ntwo.\n\n-- \nAna")
        'One two.\n\n-- \nAna'
        """
        if not self.flowed:
            return _without_wrapping(text)
        lines: list[str] = []
        soft = False
        for raw in text.split("\n"):
            line = raw.removeprefix(" ")
            quoted = line.startswith(">")
            if soft and not quoted and line != _SIGNATURE:
                lines[-1] = (lines[-1][:-1] if self.joined else lines[-1]) + line
            else:
                lines.append(line)
            soft = line.endswith(" ") and line != _SIGNATURE and not quoted
        return "\n".join(lines)


class Message(NamedTuple):
    """A message: its texts in plain form and as pages, both in their order, and its metadata."""

    plain: tuple[Part, ...]
    pages: tuple[Part, ...]
    metadata: Metadata


def split_mbox(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Yield the messages of an mbox file as bytes; None in the place of one that has more than `limit` bytes.

    A line that begins with "From " begins a message only after an empty line, with a date in it, and before a header, since
    such lines also occur in texts, where not every program marks them with ">".
    """
    lines: list[bytes] = []
    size, empty, line = 0, True, stream.readline(_MAX_LINE)
    while line:
        following = stream.readline(_MAX_LINE)
        if empty and len(line) <= _MAX_POSTMARK and _POSTMARK.match(line) and _HEADER.match(following):
            if size:
                yield b"".join(lines) if size <= limit else None
            lines, size = [], 0
        elif size or line.strip():
            size += len(line)
            if size <= limit:
                lines.append(line[1:] if _QUOTED.match(line) else line)
        empty = not line.strip()
        line = following
    if size:
        yield b"".join(lines) if size <= limit else None


def read_message(data: bytes, where: str) -> Message | Problem:
    """Return the texts and the metadata of a message; a Problem if there is no text in it."""
    try:
        parsed = message_from_bytes(data.removeprefix(BOM_UTF8))
        plain, pages, attachments = _parts(parsed)
        forwarded = next((part.get_payload() for part in parsed.walk() if part.get_content_type() == "message/rfc822"), None)
        if not plain and not pages and isinstance(forwarded, list) and isinstance(forwarded[0], ParsedMessage):
            parsed = forwarded[0]  # there is nothing but another message
            plain, pages, attachments = _parts(parsed)
        metadata = _metadata(parsed)
    except Exception as error:  # noqa: BLE001 - the library does not document what it raises for damaged messages
        return problems.broken_document(where, "e-mail", str(error) or type(error).__name__)
    if not plain and not pages:
        return problems.message_without_text(where, attachments[:_MAX_NAMES])
    return Message(tuple(plain), tuple(pages), metadata)


def _without_wrapping(text: str) -> str:
    """Return `text` with the lines of each hard-wrapped paragraph joined.

    Most programs break lines at the same width, usually 72, but contacts and signatures do not fill theirs, so each paragraph is
    judged for itself: its lines are full if the next word would not have fitted, and at least one goes on in lower case.
    """
    lines = text.split("\n")
    width = max((len(line) for line in lines if len(line) <= _MAX_WIDTH and " " in line.strip() and "://" not in line), default=0)
    if width < _MIN_WIDTH:
        return text
    joined: list[str] = []
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        paragraph = list(group)
        joined += [" ".join(map(str.strip, paragraph))] if filled and _is_wrapped(paragraph, width) else paragraph
    return "\n".join(joined)


def _is_wrapped(paragraph: Sequence[str], width: int) -> bool:
    pairs = list(pairwise(map(str.strip, paragraph)))
    return all(
        len(line) + 1 + len(following.split(None, 1)[0]) > width and not NEW_PARAGRAPH.match(following)
        for line, following in pairs
    ) and any(following[0].islower() and not SENTENCE_END.search(line) for line, following in pairs)


def _parts(message: ParsedMessage) -> tuple[list[Part], list[Part], list[str]]:
    """Return the plain texts, the pages and the names of everything else in a message."""
    plain: list[Part] = []
    pages: list[Part] = []
    attachments: list[str] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment" or (part is not message and part.get_filename() is not None)
        if part.is_multipart() and kind != "message/rfc822" and not attached:
            children = part.get_payload()
            if isinstance(children, list):
                waiting += [child for child in reversed(children) if isinstance(child, ParsedMessage)]
        elif kind in ("text/plain", "text/html") and not attached:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                charset = part.get_param("charset")
                flowed, joined = _has(part, "format", "flowed"), _has(part, "delsp", "yes")
                text = Part(content, charset if isinstance(charset, str) else part.get_content_charset(), flowed, joined)
                (plain if kind == "text/plain" else pages).append(text)
        else:
            attachments.append(_line((part.get_filename() or kind)[:_MAX_HEADER]))
    return plain, pages, attachments


def _has(part: ParsedMessage, name: str, value: str) -> bool:
    """Return True if a parameter of the type of a part has this value."""
    return str(part.get_param(name)).lower() == value


def _metadata(message: ParsedMessage) -> Metadata:
    names = [_line(name) for name, _ in getaddresses([_raw(message, "from")])]
    fields = {
        "title": _REPLY.sub("", _line(_raw(message, "subject")), count=1) if _raw(message, "subject") else None,
        "byline": [name for name in names if name and "@" not in name],
        "published": _date(_raw(message, "date")),
        "url": _raw(message, "snapshot-content-location") or None,  # of a page that a browser saved as .mhtml
        "language": _raw(message, "content-language").partition(",")[0].strip(),
    }
    return from_fields(fields)


def _raw(message: ParsedMessage, name: str) -> str:
    """Return a header as it is written, on one line; bytes in it that should have been encoded are decoded."""
    value = next((value for key, value in message.raw_items() if key.lower() == name), "")
    decoded = decode(str(value).encode("utf-8", "surrogateescape"))
    return " ".join(decoded.text[:_MAX_HEADER].split()) if decoded else ""


def _line(value: str) -> str:
    """Return a header, or a part of one, with its encoded words decoded."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    texts = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            texts.append(piece)
        elif charset is None:
            texts.append(piece.decode("raw-unicode-escape", "replace"))
        else:
            decoded = decode(piece, charset)
            texts.append(decoded.text if decoded else piece.decode("ascii", "replace"))
    return " ".join("".join(texts).split())


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
