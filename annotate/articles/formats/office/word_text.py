"""The paragraphs of a Word file as a reader sees them: insertions, but no deletions, and no hidden text.

python-docx, with which others read such files, gives only runs that are children of a paragraph and tables that are children of
the body, and refuses templates, files with macros and the strict form of the standard. So the elements are walked here. They are
recognised by their local names, which are the same in both forms (ISO 29500, part 1, chapter 17).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from annotate.articles.formats.cells import from_html
from annotate.articles.formats.decoding import decode_page
from annotate.articles.formats.mail import read_message
from annotate.articles.formats.metadata import Metadata, from_fields
from annotate.articles.formats.office.packages import Package
from annotate.articles.formats.office.rtf_text import read_rtf_text
from annotate.model import Problem

_LEFT_OUT = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sdtPr", "tblPr"})
"""Elements whose text is not shown; `rt` is the reading of a word in `ruby`."""
_CONTENTS = re.compile(r"toc ?(?:\d|heading)|table of figures|index \d")
"""Styles of the lines in a table of contents or an index."""
_SYMBOLS = dict(
    zip(
        range(0x41, 0x7B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈"}
"""Characters of the font called Symbol, without their offset 0xF000."""
_BODY = re.compile(r".*?<body\b[^>]*>", re.IGNORECASE | re.DOTALL)
_MESSAGE = re.compile(rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)  # a page as .mht
_MAX_CHUNKS = 3  # files inside each other
_CHARACTERS: Mapping[str, str] = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_CONTAINERS = frozenset({"body", "tc", "txbxContent", "footnote", "endnote"})
"""Elements whose last paragraph ends in any case, even if its mark is deleted."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PRIVATE_USE = range(0xE000, 0xF900)  # symbol fonts number their pictures here
_MAX_STYLES = 20  # styles that are based on each other, in case they are based on themselves


class WordParagraph(NamedTuple):
    """The text of a paragraph, and the name of its style in lower case."""

    text: str
    style: str


class WordFile(NamedTuple):
    """The paragraphs of a file, in the order in which they are read, and its metadata."""

    paragraphs: list[WordParagraph]
    metadata: Metadata


class _Relation(NamedTuple):
    """Another part of the file: its kind, which is the last word of its type, and its name."""

    kind: str
    part: str


class _Style(NamedTuple):
    name: str
    based_on: str | None
    hidden: bool | None


class _Shown:
    """The text of a paragraph so far, and the paragraphs of the text boxes in it.

    `fields` are its open fields, the innermost last: True once the result begins. Text before it belongs to the instruction, and
    is the result of another field. That is followed in one paragraph only, so that a field that never ends hides no more.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.boxes: list[WordParagraph] = []
        self.fields: list[bool] = []

    def follow_field(self, mark: Any) -> None:
        """Follow the beginning, the separator or the end of a field."""
        kind = _value(mark, "fldCharType")
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def read_word(package: Package, depth: int = 0) -> WordFile | None:
    """Return the text of a Word file, with its tables, text boxes and content controls, then its notes.

    None if the package contains none. Raises what `Package` and lxml raise for damage.
    """
    document = next((part for kind, part in _relations(package, "").values() if kind == "officeDocument"), None)
    tree = None if document is None else package.read_xml(document)
    body = _child(tree, "body")
    if document is None or body is None or _name(tree) != "document":
        return None
    reader = _Reader(package, document, depth)
    paragraphs = [*reader.read_blocks(body), *reader.read_notes()]
    return WordFile([paragraph for paragraph in paragraphs if not _CONTENTS.match(paragraph.style)], _metadata(package))


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """Return the parts that a part of the file refers to, by their ids; those of the package if it is ""."""
    folder, name = posixpath.split(part)
    tree = package.read_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        _value(relation, "Id") or "": _Relation(
            (_value(relation, "Type") or "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, _value(relation, "Target") or "")).lstrip("/"),
        )
        for relation in (tree if tree is not None else ())
        if _value(relation, "TargetMode") != "External"
    }


def _metadata(package: Package) -> Metadata:
    core = next((part for kind, part in _relations(package, "").values() if kind == "core-properties"), None)
    tree = package.read_xml(core) if core else None
    values = {_name(element): element.text or "" for element in (tree if tree is not None else ())}
    return from_fields({"title": values.get("title"), "byline": values.get("creator"), "language": values.get("language")})


class _Reader:
    """The state of reading one file."""

    def __init__(self, package: Package, document: str, depth: int) -> None:
        self._package, self._depth = package, depth
        self._related = _relations(package, document)
        styles = self._part("styles")
        self._styles = _read_styles(styles if styles is not None else ())
        self._default = next((id for id, style in self._styles.items() if style.name == "normal"), None)
        self._joined = ""  # the text of a paragraph that the next one continues: its mark is deleted, or it is a large initial
        self._notes: list[tuple[str, str]] = []

    def _part(self, kind: str) -> Any:
        part = next((relation.part for relation in self._related.values() if relation.kind == kind), None)
        return self._package.read_xml(part) if part else None

    def read_blocks(self, parent: Any) -> Iterator[WordParagraph]:
        """Yield the paragraphs of `parent`: a body, a cell, a text box, or an element around some of these."""
        for child in _shown_children(parent):
            name = _name(child)
            if name == "p":
                yield from self._read_paragraph(child)
            elif name == "altChunk":
                yield from self._read_chunk(child)
            elif not (name in _LEFT_OUT or _is_deleted(child, name) or _continues_a_cell(child, name)):
                yield from self.read_blocks(child)
        if self._joined and _name(parent) in _CONTAINERS:
            text, self._joined = self._joined, ""
            yield WordParagraph(text, "")

    def read_notes(self) -> Iterator[WordParagraph]:
        """Yield the paragraphs of the footnotes and endnotes, in the order of their marks."""
        trees = {kind: self._part(kind) for kind in dict.fromkeys(kind for kind, _ in self._notes)}
        notes = {(kind, _value(note, "id")): note for kind, tree in trees.items() if tree is not None for note in tree}
        for key in dict.fromkeys(self._notes):
            yield from self.read_blocks(notes[key]) if key in notes else ()

    def _read_chunk(self, element: Any) -> Iterator[WordParagraph]:
        """Yield the paragraphs of a whole file that is inserted: a page, a text, an RTF or a Word file."""
        relation = self._related.get(_value(element, "id") or "")
        data = self._package.read(relation.part) if relation else None
        if data is None:
            return
        if data.startswith(b"PK"):
            inner = Package(data, self._package.where, self._package.budget)
            word = read_word(inner, self._depth + 1) if self._depth < _MAX_CHUNKS else None
            yield from word.paragraphs if word else ()
        elif data.startswith(b"{\\rtf"):
            yield from (WordParagraph(paragraph.text, paragraph.style) for paragraph in read_rtf_text(data)[0])
        else:
            message = read_message(data, "") if _MESSAGE.match(data) else None
            pages = (part.data for part in message.pages) if message and not isinstance(message, Problem) else (data,)
            for page in pages:
                decoded = decode_page(page)
                text = from_html(_BODY.sub("", decoded[0].text, count=1)) if decoded else ""
                yield from (WordParagraph(part, "") for part in re.split(r"\n\s*\n", text))

    def _read_paragraph(self, paragraph: Any) -> Iterator[WordParagraph]:
        properties = _child(paragraph, "pPr")
        mark = _child(properties, "rPr")
        style = _value(_child(properties, "pStyle"), "val") or self._default
        shown = _Shown()
        self._read_inline(paragraph, shown, style)
        text, self._joined = self._joined + "".join(shown.pieces), ""
        initial = _value(_child(properties, "framePr"), "dropCap") not in (None, "none")
        if initial or _child(mark, "del") is not None or _child(mark, "moveFrom") is not None:
            self._joined = text
        else:
            yield WordParagraph(text, self._styles[style].name if style in self._styles else (style or "").lower())
        yield from shown.boxes

    def _read_inline(self, parent: Any, shown: _Shown, style: str | None) -> None:
        for child in _shown_children(parent):
            name = _name(child)
            if name in _LEFT_OUT or (name == "r" and self._is_hidden(child, style)):
                for mark in filter(_is_field_mark, child.iter()):
                    shown.follow_field(mark)
                continue
            if name == "txbxContent":
                shown.boxes.extend(self.read_blocks(child))
                continue
            if _is_field_mark(child):
                shown.follow_field(child)
            elif name in _NOTES:
                self._notes.append((_NOTES[name], _value(child, "id") or ""))
            elif all(shown.fields):
                shown.pieces.append(_characters(child, name))
            self._read_inline(child, shown, style)

    def _is_hidden(self, run: Any, style: str | None) -> bool:
        properties = _child(run, "rPr")
        hidden = _switch(_child(properties, "vanish"))
        if hidden is None:
            hidden = self._hidden_by(_value(_child(properties, "rStyle"), "val"))
        return bool(self._hidden_by(style) if hidden is None else hidden)

    def _hidden_by(self, style: str | None) -> bool | None:
        """Return the answer of a style or of those that it is based on; None if they say nothing."""
        for _ in range(_MAX_STYLES):
            if style not in self._styles or self._styles[style].hidden is not None:
                break
            style = self._styles[style].based_on
        return self._styles[style].hidden if style in self._styles else None


def _shown_children(parent: Any) -> Iterator[Any]:
    """Yield the children of an element that are shown: of alternatives the first one with text, of controls no placeholder."""
    for child in parent:
        name = _name(child)
        if name == "AlternateContent":
            yield from islice((choice for choice in child if any(_name(inner) == "t" for inner in choice.iter())), 1)
        elif not (name == "sdt" and _is_placeholder(_child(child, "sdtPr"))):
            yield child


def _is_placeholder(properties: Any) -> bool:
    """Return True if a content control shows what to write there, or a table of contents that Word has made."""
    gallery = _value(_child(_child(properties, "docPartObj"), "docPartGallery"), "val")
    return _child(properties, "showingPlcHdr") is not None or gallery == "Table of Contents"


def _read_styles(styles: Iterable[Any]) -> dict[str | None, _Style]:
    """Return the styles of a file by their ids."""
    return {
        _value(style, "styleId"): _Style(
            (_value(_child(style, "name"), "val") or "").lower(),
            _value(_child(style, "basedOn"), "val"),
            _switch(_child(_child(style, "rPr"), "vanish")),
        )
        for style in styles
        if _name(style) == "style"
    }


def _characters(element: Any, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "sym":
        code = int(_value(element, "char") or "0", 16)
        if _value(element, "font") == "Symbol" and code & 0xFF in _SYMBOLS:
            return _SYMBOLS[code & 0xFF]
        return "" if code in _PRIVATE_USE or not 0 < code < 0x110000 else chr(code)
    return _CHARACTERS.get(name, "")


def _is_field_mark(element: Any) -> bool:
    return _name(element) == "fldChar"


def _is_deleted(element: Any, name: str) -> bool:
    """Return True if `element` is a row or a cell of a table whose deletion is tracked."""
    if name == "tr":
        return _child(_child(element, "trPr"), "del") is not None
    return name == "tc" and _child(_child(element, "tcPr"), "cellDel") is not None


def _continues_a_cell(element: Any, name: str) -> bool:
    """Return True if `element` is a cell that is merged with the one above it."""
    merged = _child(_child(element, "tcPr"), "vMerge") if name == "tc" else None
    return merged is not None and _value(merged, "val") != "restart"


def _name(element: Any) -> str:
    """Return the name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any:
    return None if element is None else next((child for child in element if _name(child) == name), None)


def _value(element: Any, name: str) -> str | None:
    """Return an attribute of an element by its name without the namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), None)


def _switch(element: Any) -> bool | None:
    """Return the state of a property that is on or off; None if it is not there."""
    return None if element is None else _value(element, "val") not in _OFF
