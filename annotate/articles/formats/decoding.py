"""From bytes to text: by the BOM, then as UTF-8, then as declared by the page, then as Windows-1252, then by a guess.

Text is never repaired, and a file that is UTF-8 except for some bytes is rejected. Windows-1252 and other guesses are reported to
the user.
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
_SAMPLE = 100_000  # bytes or characters that a guess is based on


class Decoded(NamedTuple):
    """A text and its encoding; `guessed` means that neither the bytes nor a declaration gave the encoding."""

    text: str
    encoding: str
    guessed: bool


def find_magic(data: bytes) -> str | None:
    """Return the kind of binary file of `data` ("a PDF file"); None if it may be text."""
    known = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if known or data.startswith(tuple(bom for bom, _ in _BOMS)):
        return known
    return "a binary file" if b"\x00" in data[:_HEAD] and data[:_HEAD].count(b"\x00") > 8 else None


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text of `data` without its BOM and with LF line ends; None if no encoding fits, or the text is damaged UTF-8.

    `declared` is the encoding that came with the bytes, for example from a server.
    """
    marked = next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), None)
    if marked:
        decoded = _try(data[len(marked[0]) :], marked[1], guessed=False)
    else:
        decoded = _try(data, "utf-8", guessed=False)
        if decoded is None and not _is_damaged_utf8(data):
            decoded = _declared(data, declared) or _declared_by_page(data) or _guess(data)
    return decoded and decoded._replace(text=unify_line_ends(decoded.text))


def unify_line_ends(text: str) -> str:
    """Return `text` with CRLF and CR replaced by LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_encodable(text: str) -> bool:
    """Return True if `text` has no lone surrogates, which no encoding can represent."""
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


def _is_damaged_utf8(data: bytes) -> bool:
    """Return True if `data` is UTF-8 except for some bytes; any other encoding would garble all special characters."""
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
    """Return True if `text`, which was read as Windows-1252, can be in a language of that encoding.

    Most of its letters are ASCII then (hardly any are in Cyrillic), few characters are rare signs (Chinese is full of them), and
    none of these is inside a word (as in Polish: "by³").
    """
    ascii_letters = sum(character.isascii() for character in text if character.isalpha())
    special = len(_HIGH.findall(text))
    return 9 * ascii_letters >= 11 * special and not _SIGN_IN_WORD.search(text)
