"""OpenDocument texts (.odt) as a reader sees them: insertions, but no deletions, comments or hidden text.

Deleted text is kept apart in `tracked-changes`, so it is enough to leave that out (OpenDocument 1.3, part 3, chapter 5). Elements
and attributes are recognised by their local names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.articles.formats.metadata import Metadata, from_fields
from annotate.articles.formats.office.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    {
        *("tracked-changes", "annotation", "ruby-text", "forms", "sequence-decls", "variable-decls", "user-field-decls"),
        *("table-of-content", "illustration-index", "table-index", "alphabetical-index", "bibliography", "covered-table-cell"),
        *("note-citation", "hidden-text", "hidden-paragraph", "scripts", "event-listeners", "object"),
    }
)
"""Elements whose text is not shown, or is a list of what the file contains."""
_SPACE = re.compile(r"[ \t\r\n]+")
_STYLE_CODE = re.compile(r"_([0-9a-f]{2})_")
_STYLES = ("title", "quotations", "caption", "list")
_MAX_SPACES = 1000  # that one element may stand for
_MAX_STYLES = 20  # styles that are based on each other, in case they are based on themselves
_MAX_DEPTH = 200  # elements inside each other; no program writes more


class TextParagraph(NamedTuple):
    """The text of a paragraph, and the name of its style as Word would call it."""

    text: str
    style: str


class OpenDocument(NamedTuple):
    """The paragraphs of a file, in the order in which they are read, and its metadata."""

    paragraphs: list[TextParagraph]
    metadata: Metadata


class _Style(NamedTuple):
    based_on: str | None
    hidden: bool


class _Reader:
    """The paragraphs that were read; the notes and text boxes that wait until their place has come."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self.styles = styles
        self.paragraphs: list[TextParagraph] = []
        self.notes: list[_Element] = []

    def read(self, element: _Element, inherited: str = "", depth: int = 0) -> None:
        """Add the paragraphs in `element`; they have the `inherited` style unless they are headings."""
        if depth > _MAX_DEPTH:
            raise ValueError("its elements are nested too deeply")
        for child in element.iterchildren("*"):
            name = _name(child)
            if name in ("p", "h"):
                self._paragraph(child, inherited, depth)
            elif name == "list":
                self.read(child, inherited or "list", depth + 1)
            elif name == "frame":
                self.read(child, "", depth + 1)
            elif name not in _LEFT_OUT and not (name == "section" and _is_hidden_section(child)):
                self.read(child, inherited, depth + 1)

    def read_notes(self) -> None:
        """Add the paragraphs of the notes, which may have notes themselves."""
        while self.notes:
            self.read(self.notes.pop(0))

    def _paragraph(self, element: _Element, inherited: str, depth: int) -> None:
        style = _attribute(element, "style-name")
        if self._is_hidden(style):
            return
        boxes: list[_Element] = []
        pieces = list(self._pieces(element, boxes, depth))
        text = "\n".join(_SPACE.sub(" ", line) for line in "".join(pieces).split("\n")).replace("\ue000", " ").strip()
        if _name(element) == "h":
            kind = f"heading {_attribute(element, 'outline-level') or 1}"
        else:
            kind = self._named_style(style) or inherited
        self.paragraphs.append(TextParagraph(text, kind))
        for box in boxes:
            self.read(box, "", depth + 1)

    def _pieces(self, element: _Element, boxes: list[_Element], depth: int) -> Iterator[str]:
        """Yield the text of an element; spaces that are kept are U+E000 until the others have been collapsed."""
        if depth > _MAX_DEPTH:
            raise ValueError("its elements are nested too deeply")
        yield (element.text or "").replace("\n", " ")
        for child in element.iterchildren():
            name = _name(child)
            if name == "s":
                count = _attribute(child, "c")
                yield "\ue000" * min(int(count) if count.isdecimal() else 1, _MAX_SPACES)
            elif name == "tab":
                yield "\ue000"
            elif name == "line-break":
                yield "\n"
            elif name == "note":
                self.notes.append(child)
            elif name in ("frame", "custom-shape", "g", "text-box"):
                boxes.append(child)
            elif name and name not in _LEFT_OUT and not (name == "span" and self._is_hidden(_attribute(child, "style-name"))):
                yield from self._pieces(child, boxes, depth + 1)
            yield (child.tail or "").replace("\n", " ")

    def _chain(self, name: str) -> Iterator[str]:
        """Yield the name of a style and of those it is based on."""
        for _ in range(_MAX_STYLES):
            yield name
            style = self.styles.get(name)
            if style is None or style.based_on is None:
                return
            name = style.based_on

    def _is_hidden(self, name: str) -> bool:
        return any(self.styles[style].hidden for style in self._chain(name) if style in self.styles)

    def _named_style(self, name: str) -> str:
        """Return the name of the nearest style that says what a paragraph is."""
        for style in self._chain(name):
            words = _STYLE_CODE.sub(lambda code: chr(int(code.group(1), 16)), style).lower()
            if words.startswith(_STYLES):
                return "quote" if words.startswith("quotations") else words
        return ""


def read_open_document(package: Package) -> OpenDocument | None:
    """Return the text of an OpenDocument file; None if it contains none. Raises what `Package` and lxml raise for damage."""
    content = package.read_xml("content.xml")
    body = (
        None
        if content is None
        else next((child for child in content.iter("{*}text") if _name(child.getparent()) == "body"), None)
    )
    if content is None or body is None:
        return None
    common = package.read_xml("styles.xml")
    reader = _Reader({**(_styles(common) if common is not None else {}), **_styles(content)})
    reader.read(body)
    reader.read_notes()
    return OpenDocument(reader.paragraphs, _metadata(package))


def _metadata(package: Package) -> Metadata:
    meta = package.read_xml("meta.xml")
    if meta is None:
        return Metadata()
    values: dict[str, str] = {}
    for element in meta.iter("{*}title", "{*}creator", "{*}initial-creator", "{*}creation-date", "{*}date", "{*}language"):
        values.setdefault(_name(element), element.text or "")
    return from_fields(
        {
            "title": values.get("title"),
            "byline": values.get("initial-creator") or values.get("creator"),
            "published": values.get("creation-date") or values.get("date"),
            "language": values.get("language"),
        }
    )


def _styles(tree: _Element) -> dict[str, _Style]:
    """Return the styles of text that a part of the file defines, by name."""
    return {
        _attribute(style, "name"): _Style(
            _attribute(style, "parent-style-name") or None,
            any(_attribute(properties, "display") == "none" for properties in style.iter("{*}text-properties")),
        )
        for style in tree.iter("{*}style")
        if _attribute(style, "family") in ("paragraph", "text")
    }


def _is_hidden_section(section: _Element) -> bool:
    return _attribute(section, "display") == "none" or _attribute(section, "is-hidden") == "true"


def _name(element: Any) -> str:
    """Return the local name of an element; "" for a comment."""
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def _attribute(element: _Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
