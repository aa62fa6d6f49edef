"""The paragraphs of a Word file as a reader sees them: insertions, but no deletions, and no hidden text.

The library that opens the file gives only runs that are children of a paragraph and tables that are children of the body, so the
elements are walked here. They are recognised by their local names, which are the same in both forms of the standard (ISO 29500,
part 1, chapter 17).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt", "pPr", "rPr", "sdtPr", "tblPr"}
)
"""Elements whose text is not shown; `Fallback` repeats the `Choice` before it, `rt` is the reading of a word in `ruby`."""
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


def word_paragraphs(word: Any) -> Iterator[WordParagraph]:
    """Yield the paragraphs of an open Word file, those of tables, text boxes and content controls too, then its notes."""
    reader = _Reader(word)
    yield from reader.read_blocks(word.element.body)
    yield from reader.read_notes(word)


class _Reader:
    """The state of reading one file."""

    def __init__(self, word: Any) -> None:
        self._styles = _read_styles(word.styles.element)
        self._default = next((id for id, style in self._styles.items() if style.name == "normal"), None)
        self._joined = ""  # the text of a paragraph whose mark is deleted: the next paragraph continues it
        self._notes: list[tuple[str, str]] = []

    def read_blocks(self, parent: Any) -> Iterator[WordParagraph]:
        """Yield the paragraphs of `parent`: a body, a cell, a text box, or an element around some of these."""
        for child in parent:
            name = _name(child)
            if name == "p":
                yield from self._read_paragraph(child)
            elif not (name in _LEFT_OUT or _is_deleted(child, name) or _continues_a_cell(child, name)):
                yield from self.read_blocks(child)
        if self._joined and _name(parent) in _CONTAINERS:
            text, self._joined = self._joined, ""
            yield WordParagraph(text, "")

    def read_notes(self, word: Any) -> Iterator[WordParagraph]:
        """Yield the paragraphs of the footnotes and endnotes, in the order of their marks."""
        from lxml import etree  # loaded already, by the library that opened the file

        parts = {
            relation.reltype.rpartition("/")[2]: relation for relation in word.part.rels.values() if not relation.is_external
        }
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        trees = {
            kind: etree.fromstring(parts[kind].target_part.blob, parser)
            for kind in dict.fromkeys(kind for kind, _ in self._notes)
            if kind in parts
        }
        notes = {(kind, _value(note, "id")): note for kind, tree in trees.items() for note in tree}
        for key in dict.fromkeys(self._notes):
            yield from self.read_blocks(notes[key]) if key in notes else ()

    def _read_paragraph(self, paragraph: Any) -> Iterator[WordParagraph]:
        properties = _child(paragraph, "pPr")
        mark = _child(properties, "rPr")
        style = _value(_child(properties, "pStyle"), "val") or self._default
        shown = _Shown()
        self._read_inline(paragraph, shown, style)
        text, self._joined = self._joined + "".join(shown.pieces), ""
        if _child(mark, "del") is not None or _child(mark, "moveFrom") is not None:
            self._joined = text
        else:
            yield WordParagraph(text, self._styles[style].name if style in self._styles else "")
        yield from shown.boxes

    def _read_inline(self, parent: Any, shown: _Shown, style: str | None) -> None:
        for child in parent:
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


def _read_styles(styles: Any) -> dict[str | None, _Style]:
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
        return "" if code in _PRIVATE_USE or not code else chr(code)
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
