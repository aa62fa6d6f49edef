"""Bytes to text: BOM, then UTF-8, then what a page declares, then Windows-1252, then a guess.

Text is never repaired, and a file that is UTF-8 but for some bytes is not read at all. Whatever was not said by the bytes
themselves (a BOM, valid UTF-8) is a guess, and the user is told of it.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip file (Word, OpenDocument, EPUB and Excel files are zip files)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"bplist", "a web archive or property list"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SIGN_IN_WORD = re.compile(r"[a-z][¹²³¼½¾¿¥¨¯¸¦¤][a-z]")
_HIGH = re.compile(r"[^\x00-\x7f\xa0§°ªº·¡¿«»‘’‚“”„–—…•€£]")
_HEAD = 4096  # bytes searched for a declaration; HTML says the first 1024
_SAMPLE = 100_000  # bytes and characters that guesses look at


class Decoded(NamedTuple):
    """A text, the encoding it was read with, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool


def find_magic(data: bytes) -> str | None:
    """What kind of binary file `data` is ("a PDF file"); None for what may be text."""
    known = next((what for magic, what in _MAGIC if data.startswith(magic)), None)
    if known or data.startswith(tuple(bom for bom, _ in _BOMS)):
        return known
    return "a binary file" if b"\x00" in data[:_HEAD] and data[:_HEAD].count(b"\x00") > 8 else None


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of `data`, its BOM removed and its line ends made LF; None where no encoding fits, or UTF-8 only nearly.

    `declared` is what came with the bytes and says their encoding, as a server does.
    """
    marked = next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), None)
    if marked:
        decoded = _try(data[len(marked[0]) :], marked[1], guessed=False)
    else:
        decoded = _try(data, "utf-8", guessed=False)
        if decoded is None and not _damaged(data):
            decoded = _declared(data, declared) or _declared_by_page(data) or _guess(data)
    return decoded and decoded._replace(text=unify_line_ends(decoded.text))


def unify_line_ends(text: str) -> str:
    """`text` with CRLF and CR as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_encodable(text: str) -> bool:
    """Whether `text` is free of lone surrogates, which no encoding has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _try(data: bytes, encoding: str, *, guessed: bool) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, guessed)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared_by_page(data: bytes) -> Decoded | None:
    declared = _DECLARED.search(data[:_HEAD])
    return _declared(data, declared.group(1).decode("ascii", "replace") if declared else None)


def _declared(data: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return None
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return _try(data, encoding, guessed=False)


def _damaged(data: bytes) -> bool:
    """Whether `data` is UTF-8 but for some bytes; another encoding would make every other special character wrong."""
    text = data.decode("utf-8", "replace")
    special = len(text) - len(text.encode("ascii", "ignore"))
    return 2 * text.count("\ufffd") <= special


def _guess(data: bytes) -> Decoded | None:
    western = _try(data, "cp1252", guessed=True)
    if western and _looks_western(western.text[:_SAMPLE]):
        return western
    from charset_normalizer import from_bytes  # 20 ms, and rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    return (best and _try(data, best.encoding, guessed=True)) or western


def _looks_western(text: str) -> bool:
    """Whether `text` can be of a language that Windows-1252 serves, read with it.

    Then most letters are ASCII (of Cyrillic hardly any are), few characters are signs that nobody writes (Chinese is full of
    them), and none of these stands in a word (as of Polish some do: "by³").
    """
    ours = sum(character.isascii() for character in text if character.isalpha())
    others = len(_HIGH.findall(text))
    return 9 * ours >= 11 * others and not _SIGN_IN_WORD.search(text)
