r"""The paragraphs of a Rich Text Format file as a reader sees them: insertions, but no deletions and no hidden text.

The libraries that were compared do not know that text can be deleted: striprtf (0.0.35) gives deleted and hidden text, writes the
addresses of links into the text, and loses footnotes and text boxes; rtfparse (0.9.5) only reads pages that are wrapped in RTF.

A file consists of groups in braces, control words and text. What a control word changes ends with its group. Groups that are not
text begin with the name of their destination; ``\*`` before the name says that a program that does not know it shall leave it out
(Rich Text Format specification 1.9.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotate.articles.formats.metadata import Metadata, from_fields

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)", re.DOTALL
)
_LEFT_OUT = frozenset(
    {
        *("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr", "pict", "nonshppict", "sp", "sn"),
        *("sv", "fldinst", "tc", "xe", "rxe", "txe", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "atnid"),
        *("atnauthor", "bkmkstart", "bkmkend", "objdata", "objclass", "objname", "colortbl", "filetbl", "template", "private"),
        *("subject", "operator", "manager", "company", "category", "keywords", "comment", "doccomm", "hlinkbase"),
        *("creatim", "revtim", "printim", "buptim"),
    }
)
"""Destinations whose text is not part of the article, some of which older programs write without an asterisk."""
_STARRED = frozenset({"shpinst", "footnote", "shptxt", "objattph"})
"""Destinations that are read although an asterisk may be before them."""
_CHARACTERS: Mapping[str, str] = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_SYMBOLS: Mapping[str, str] = {"~": "\xa0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_ENDS = frozenset({"par", "sect", "page", "cell", "nestcell", "row", "nestrow"})
_CHARSETS: Mapping[int, str] = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""The encodings of fonts, by the numbers of Windows."""


@dataclass
class _Sink:
    """The place to which a text goes: the body, a note, a text box or a field of the metadata."""

    paragraphs: list[RtfParagraph] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    boxes: list[_Sink] = field(default_factory=list)
    style: str = ""

    def end_paragraph(self, style: str) -> None:
        """End the paragraph, and put the text boxes in it after it."""
        units = "".join(self.pieces).encode("utf-16-le", "surrogatepass")  # one character may be written as two
        self.paragraphs.append(RtfParagraph(units.decode("utf-16-le", "replace").strip(), self.style or style))
        self.pieces, self.style = [], ""
        for box in self.boxes:
            self.paragraphs += box.finish()
        self.boxes = []

    def finish(self) -> list[RtfParagraph]:
        """Return all paragraphs; the last one may lack its mark."""
        if self.pieces or self.boxes:
            self.end_paragraph("")
        return self.paragraphs


@dataclass(frozen=True)
class RtfParagraph:
    """The text of a paragraph, and the name of its style in lower case."""

    text: str
    style: str


@dataclass(slots=True)
class _Group:
    """The settings that end with a group. `sink` is None where text is left out, `table` is the table that is defined."""

    sink: _Sink | None
    table: str = ""
    hidden: bool = False
    deleted: bool = False
    skipped: int = 1
    font: int | None = None
    style: int = 0


class _Reader:
    """The state of reading: the open groups, and what the tables at the beginning of the file define."""

    def __init__(self) -> None:
        self.body, self.title, self.author = _Sink(), _Sink(), _Sink()
        self.notes: list[_Sink] = []
        self.group = _Group(self.body)
        self.outer: list[_Group] = []
        self.encoding = "cp1252"
        self.default_font: int | None = None
        self.fonts: dict[int, str] = {}
        self.styles: dict[int, str] = {}
        self.bytes: list[bytes] = []
        self.replaced = 0  # characters that follow a Unicode character, for programs that do not know it
        self.starred = False

    def read(self, data: bytes) -> None:
        """Read a whole file."""
        position = 0
        while match := _TOKEN.match(data, position):
            position = match.end()
            word, number, code, symbol, brace, text = match.groups()
            if text is not None:
                self._add_bytes(text)
            elif code is not None:
                self._add_bytes(bytes([int(code, 16)]))
            elif word is not None:
                name = word.decode("ascii")
                if name == "bin":
                    position += max(int(number or 0), 0)
                else:
                    self._control(name, None if number is None else int(number))
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
            elif brace is not None:
                self._brace(brace)
                if not self.outer:
                    break
        self._flush()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.replaced, self.starred = 0, False
        if brace == b"{":
            self.outer.append(self.group)
            self.group = replace(self.group)
        elif self.outer:
            self.group = self.outer.pop()

    def _symbol(self, symbol: str) -> None:
        self._flush()
        self.replaced = 0
        if symbol == "*":
            self.starred = True
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _control(self, name: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if self.replaced and name not in ("u", "uc"):
            self.replaced -= 1
        self._flush()
        group = self.group
        if group.sink is None and not group.table:
            return
        if name in _LEFT_OUT or (starred and name not in _STARRED):
            group.sink, group.table = None, ""
        elif name in ("fonttbl", "stylesheet"):
            group.sink, group.table = None, name
        elif group.table == "fonttbl":
            self._define_font(name, number or 0)
        elif name in ("title", "author"):
            group.sink = self.title if name == "title" else self.author
        elif name == "info":
            group.sink = _Sink()
        elif name == "footnote":
            group.sink = _Sink()
            self.notes.append(group.sink)
        elif name == "shptxt" and group.sink is not None:
            box = _Sink()
            group.sink.boxes.append(box)
            group.sink = box
        elif name in ("listtext", "pntext"):
            if group.sink is not None:
                group.sink.style = "list"
            group.sink = None
        else:
            self._format(name, number)

    def _format(self, name: str, number: int | None) -> None:
        """Follow a control word that is not a destination."""
        group = self.group
        if name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name in _ENDS:
            self._end_paragraph()
        elif name == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self.replaced = group.skipped
        elif name == "uc":
            group.skipped = min(max(number or 0, 0), 10)
        elif name == "v":
            group.hidden = number != 0
        elif name in ("deleted", "mvf"):
            group.deleted = number != 0
        elif name == "plain":
            group.hidden, group.font = False, self.default_font
        elif name == "f":
            group.font = number
        elif name in ("s", "pard"):
            group.style = number or 0
        elif name == "deff":
            self.default_font = group.font = number
        elif name in ("ansicpg", "mac", "pc", "pca"):
            self.encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(name, f"cp{number}")

    def _define_font(self, name: str, number: int) -> None:
        if name == "f":
            self.group.font = number
        elif name in ("fcharset", "cpg") and self.group.font is not None:
            encoding = f"cp{number}" if name == "cpg" else _CHARSETS.get(number)
            if encoding:
                self.fonts[self.group.font] = encoding

    def _add_bytes(self, data: bytes) -> None:
        if self.replaced:
            skipped = min(self.replaced, len(data))
            self.replaced -= skipped
            data = data[skipped:]
        if self.group.table == "stylesheet":
            name = data.partition(b";")[0].decode("ascii", "replace").strip().lower()
            if name:
                self.styles.setdefault(self.group.style, name)
        elif data and self._is_shown():
            self.bytes.append(data)

    def _flush(self) -> None:
        """Decode the bytes so far, which have one font; a character may consist of several."""
        if self.bytes and self.group.sink is not None:
            encoding = self.fonts.get(self.group.font, self.encoding) if self.group.font is not None else self.encoding
            data = b"".join(self.bytes)
            try:
                text = data.decode(encoding, "replace")
            except LookupError:
                text = data.decode("cp1252", "replace")
            self.group.sink.pieces.append(text)
        self.bytes = []

    def _add(self, text: str) -> None:
        if self.group.sink is not None and self._is_shown():
            self.group.sink.pieces.append(text)

    def _is_shown(self) -> bool:
        return self.group.sink is not None and not self.group.hidden and not self.group.deleted

    def _end_paragraph(self) -> None:
        if self.group.sink is not None and not self.group.deleted:
            self.group.sink.end_paragraph(self.styles.get(self.group.style, "") if self.group.style else "")


def read_rtf_text(data: bytes) -> tuple[list[RtfParagraph], Metadata]:
    """Return the paragraphs of a file, the notes last, and its metadata. Raises ValueError if it is not an RTF file."""
    if not data.startswith(b"{\\rtf"):
        raise ValueError("it does not begin as an RTF file does")
    reader = _Reader()
    reader.read(data)
    paragraphs = reader.body.finish()
    for note in reader.notes:
        paragraphs = paragraphs + note.finish()
    title, author = (" ".join(paragraph.text for paragraph in sink.finish()) for sink in (reader.title, reader.author))
    return paragraphs, from_fields({"title": title, "byline": author})
