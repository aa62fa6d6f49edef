"""Books and magazines (.epub): the pages in the order in which they are read, and what the package says about all of them.

The file ``META-INF/container.xml`` names the package document, whose `manifest` lists the parts and whose `spine` orders them
(EPUB 3.3, chapters 4 and 5; version 2 is the same here).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from annotate.articles.formats import problems
from annotate.articles.formats.metadata import Metadata, from_fields
from annotate.articles.formats.office.packages import Package, UnreadableError
from annotate.model import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/html"})
_SELF_CLOSED = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([a-z][\w:.-]*)((?:\s[^<>]*)?)/>", re.IGNORECASE
)
_NOTE_MARK = re.compile(
    r"<a\b[^<>]*\b(?:epub:type|role)\s*=\s*[\"'](?:doc-)?noteref\b[^<>]*>(?:[^<]|<(?!/a\b))*</a\s*>|<sup>\s*</sup>", re.IGNORECASE
)
_ASIDE = re.compile(r"(</?)aside\b", re.IGNORECASE)
_ENCRYPTED = "META-INF/encryption.xml"


class Chapter(NamedTuple):
    """A page of a book: its number in the spine, its bytes, and the metadata of the book."""

    number: int
    data: bytes
    metadata: Metadata


def read_epub(data: bytes, where: str) -> Iterator[Chapter | Problem]:
    """Yield the pages of a book, without its table of contents; a Problem for each that cannot be read."""
    try:
        yield from _chapters(Package(data, where))
    except UnreadableError as error:
        yield error.problem
    except Exception as error:  # noqa: BLE001 - neither zipfile nor lxml documents what it raises for damaged files
        yield problems.broken_document(where, "EPUB", str(error) or type(error).__name__)


def as_html(source: str) -> str:
    """Return XHTML as HTML, in which ``<title/>`` would have no end. Marks of notes are left out, the notes are part of the text.

    >>> as_html("<title/><p>One.<br/><a id='x'/></p>")
    "<title></title><p>One.<br/><a id='x'></a></p>"
    """
    return _ASIDE.sub(r"\1div", _NOTE_MARK.sub("", _SELF_CLOSED.sub(r"<\1\2></\1>", source)))


def _chapters(package: Package) -> Iterator[Chapter | Problem]:
    container = package.read_xml("META-INF/container.xml")
    path = None if container is None else next((root.get("full-path") for root in container.iter("{*}rootfile")), None)
    book = None if path is None else package.read_xml(path)
    if path is None or book is None:
        yield problems.broken_document(package.where, "EPUB", "it does not say which pages it has")
        return
    metadata = _metadata(book)
    locked = _locked(package)
    items = {item.get("id"): item for item in book.iter("{*}item")}
    names: set[str] = set()
    for number, reference in enumerate(book.iter("{*}itemref"), 1):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        name = _resolve(posixpath.dirname(path), item.get("href") or "")
        if name in names:
            continue
        names.add(name)
        place = f"{package.where}#{number}"
        if name in locked:
            yield problems.encrypted(place)
            continue
        content = package.read(name)
        if content is None:
            yield problems.broken_document(place, "EPUB", f"its page {name} is missing")
        else:
            yield Chapter(number, content, metadata)


def _locked(package: Package) -> set[str]:
    """Return the names of the parts that are encrypted; often they are fonts only."""
    encryption = package.read_xml(_ENCRYPTED)
    if encryption is None:
        return set()
    return {_resolve("", reference.get("URI") or "") for reference in encryption.iter("{*}CipherReference")}


def _resolve(folder: str, address: str) -> str:
    """Return the name of the part at an address that is relative to a folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _metadata(book: _Element) -> Metadata:
    values: dict[str, list[str]] = {}
    for element in book.iter("{*}title", "{*}creator", "{*}date", "{*}language"):
        text = "".join(map(str, element.itertext()))
        if text.strip() and "modification" not in element.attrib.values():
            name = str(element.tag).rpartition("}")[2]
            values.setdefault(name, []).append(text)
    first = {name: found[0] for name, found in values.items()}
    return from_fields(
        {
            "title": first.get("title"),
            "byline": values.get("creator"),
            "published": first.get("date"),
            "language": first.get("language"),
        }
    )
