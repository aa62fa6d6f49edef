"""From the source of a web page to its tree: what browsers repair is repaired, and what is never text is left out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annotate.articles.formats.page_tree import INLINE

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element
    from lxml.html import HtmlElement, HTMLParser

_CONTROL = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_INVISIBLE = "\xad\u200b\u2060\ufeff\ufffe\uffff"
_REFERENCE = re.compile(r"&(?:#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}))(?![\da-fA-F]);?|shy;?|ZeroWidthSpace;|NoBreak;)")
_NO_TEXT_NAMES = """
style svg iframe template input select optgroup option datalist textarea output rt rp rtc img picture source audio video track
canvas map area object embed param applet
"""
_NO_TEXT = tuple(_NO_TEXT_NAMES.split())
_LIKE_WORDS = ("label", "output", "object", "meter", "progress", "slot", "nobr")  # if they are inside a sentence
_FRAMES = re.compile(rb"</?(?:frameset|noframes|frame)\b[^<>]*>", re.IGNORECASE)
_DATE_NAMES = ("publ", "Publ", "ubDate", "postDate", "displayDate", "uploadDate")  # of the publication, in scripts
_SHADOW = frozenset({"shadowrootmode", "shadowroot"})
_DOCTYPE = re.compile(r"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype[^>]{0,500}>)?", re.I)
_MAX_DEPTH = 100  # of elements; lxml stops reading at 2048, and many steps take as much longer as a page is deeper


def parse_page(source: str) -> HtmlElement:
    """Return the tree of a page, without what never contains text.

    Declarations are removed: lxml fails on unusual document types. Scripts with data or the name of a date stay: metadata come
    from them, and trafilatura looks in data for a body last.
    """
    from lxml import etree
    from lxml.html import fromstring

    data = _without_invisible(_DOCTYPE.sub("", source, count=1))
    tree = fromstring(data, parser=_parser())
    if _parser().error_log.filter_types(etree.ErrorTypes.ERR_RESOURCE_LIMIT) or _too_deep()(tree):
        tree = fromstring(_flatten(data), parser=_parser())
    if next(tree.iter("noframes"), None) is not None:
        tree = fromstring(_FRAMES.sub(b"", data), parser=_parser())
    for element in tree.iter("template"):
        if not _SHADOW.isdisjoint(element.keys()):
            element.tag = "div"
    for script in tree.iter("script"):
        text = script.text or ""
        if not is_data(script) and not any(name in text for name in _DATE_NAMES):
            script.tag = "style"  # so that one pass removes all
    for element in list(tree.iter(*_LIKE_WORDS)):
        if _is_in_sentence(element):
            element.tag = "span"
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    etree.strip_tags(tree, "wbr", "ruby", "rb", "noindex", "blink", "marquee")
    return tree


def is_data(script: HtmlElement) -> bool:
    """Return True if a script is data."""
    return "+json" in (script.get("type") or "").lower()


def _is_in_sentence(element: HtmlElement) -> bool:
    """Return True if there is text on both sides of `element`, or it begins a paragraph."""
    if not element.tail or element.tail.isspace():
        return False
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else None
    return bool(before and before.strip()) or (previous is None and parent is not None and parent.tag == "p")


class _ShallowTree:
    """A target of a parser that leaves out what is too deep: inline elements there, and other elements' nesting."""

    def __init__(self) -> None:
        from lxml import etree

        self._builder = etree.TreeBuilder()
        self._open: list[str | bytes] = []
        self._deep: str | bytes | None = None  # the element that is open below the limit

    def start(self, tag: str | bytes, attributes: dict[str | bytes, str | bytes]) -> None:
        """Add an element, as the last one below the limit if there are enough around it."""
        self._open.append(tag)
        if len(self._open) <= _MAX_DEPTH:
            self._builder.start(tag, attributes)
        elif tag not in INLINE or tag == "br":
            self._close_deep()
            self._builder.start(tag, attributes)
            self._deep = tag

    def end(self, tag: str | bytes) -> None:
        """End an element."""
        self._open.pop()
        if len(self._open) < _MAX_DEPTH:
            self._close_deep()
            self._builder.end(tag)
        elif tag == self._deep:
            self._close_deep()

    def data(self, data: str | bytes) -> None:
        """Add text."""
        self._builder.data(data)

    def comment(self, text: str | bytes) -> None:
        """Leave out a comment."""

    def close(self) -> _Element:
        """Return the root of the tree."""
        return self._builder.close()

    def _close_deep(self) -> None:
        if self._deep is not None:
            self._builder.end(self._deep)
            self._deep = None


def _flatten(data: bytes) -> bytes:
    """Return a page without elements that are nested too deeply."""
    from lxml import etree

    parser = etree.HTMLParser(target=_ShallowTree(), encoding="utf-8", huge_tree=True)
    return etree.tostring(etree.fromstring(data, parser), encoding="utf-8", method="html")


@cache
def _too_deep() -> XPath:
    from lxml import etree

    return etree.XPath(f"boolean({'/*' * (_MAX_DEPTH + 7)})")  # counting the ancestors of every element takes twice the time


@cache
def _parser() -> HTMLParser:
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _without_invisible(source: str) -> bytes:
    """Return `source` as UTF-8 without characters that are never seen, written as themselves or as references.

    Each step is one that finds out fast that there is nothing to do.
    """
    for character in _INVISIBLE:
        if character in source:
            source = source.replace(character, "")
    if "\x0c" in source:
        source = source.replace("\x0c", " ")
    return _REFERENCE.sub(_visible, source).encode("utf-8", "ignore").translate(None, _CONTROL)


def _visible(match: re.Match[str]) -> str:
    """Return what a browser shows for a reference: nothing for control characters, Windows-1252 for 128 to 159."""
    decimal, hexadecimal = match.groups()
    if not decimal and not hexadecimal:
        return ""
    number = int(decimal) if decimal else int(hexadecimal, 16)
    if number == 0x0C:
        return " "
    if 0x80 <= number < 0xA0:
        return bytes([number]).decode("cp1252", "ignore")
    if number >= 0x110000 or 0xD800 <= number < 0xE000 or chr(number) in _INVISIBLE or (number < 0x80 and number in _CONTROL):
        return ""
    return match.group()
