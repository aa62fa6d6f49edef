"""From bytes to text: by the BOM, then as UTF-8, then as declared, then as Windows-1252, then by a guess.

An encoding that the user names beats all of these but the BOM.

Labels mean what they mean to browsers (https://encoding.spec.whatwg.org, by webencodings): iso-8859-1 is Windows-1252, gb2312
is GBK. A guess is based on the text of a page, not on its markup, which is ASCII in every language. Guesses are reported to the
user.

Text is never repaired. A text that is UTF-8 except for some bytes is rejected; in a web page, where they are mostly in a script
or in a footer, U+FFFD takes their place and their number is reported.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from annotate.articles.cleaning.language import detect_language
from annotate.errors import ArticleError

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
_XML_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_NOT_MARKUP = re.compile(rb"<!--.*?-->|<(script|style|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(rb"<meta\b([^>]{0,1000})", re.IGNORECASE)
_CHARSET = re.compile(rb"\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(rb"<[a-z/!?][^<>]*>", re.IGNORECASE)
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_PAGE_START = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|article|\?xml)\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p)\b", re.IGNORECASE)
_SIGN_IN_WORD = re.compile(r"[a-z][¹²³¼½¾¿¥¨¯¸¦¤][a-z]")
_HIGH = re.compile(r"[^\x00-\x7f\xa0§°ªº·¡¿«»‘’‚“”„–—…•€£]")
_HEAD = 4096  # bytes that show a binary file, UTF-16 or a page
_SAMPLE = 100_000  # bytes or characters that a guess is based on
_MAX_DAMAGE = 0.2  # of the special characters of a page may be damaged; with more of them, the declaration is wrong
_FEW_BAD = 10  # places of a page are replaced in any case if the user named its encoding
_MIN_LETTERS = 40  # ASCII letters that a language is told from
_MIN_FIT = 0.95  # of the special letters of a text are in the alphabet of its language, if its encoding is right
_PYTHON_ONLY = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python that are not encodings of text: they decode escapes, names of servers, or nothing."""
_CODE_PAGES = ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "iso8859_13", "iso8859_4", "iso8859_16", "iso8859_3")
_ALPHABETS = {
    "az": "çəğıiöşü",
    "bs": "čćđšž",
    "cs": "áčďéěíňóřšťúůýž",
    "eo": "ĉĝĥĵŝŭ",
    "et": "äõöüšž",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņōŗšūž",
    "mt": "àċèġħìòùż",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîşţșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čćđšž",
    "sr": "čćđšž",
    "tr": "âçğıîöşüûi\u0307",
}
"""Letters of languages with Latin letters that Windows-1252 does not have. They look almost western when read as Windows-1252."""


class Decoded(NamedTuple):
    """A text and its encoding; `guessed` means that neither the bytes nor a declaration gave the encoding."""

    text: str
    encoding: str
    guessed: bool


def check_encoding(label: str) -> None:
    """Raise ArticleError, which suggests similar names, if browsers and Python know no encoding by this name."""
    if _codec(label) is not None:
        return
    from difflib import get_close_matches

    from webencodings import LABELS

    similar = get_close_matches(label.lower(), [name for name in LABELS if _codec(name)], cutoff=0.7)
    hint = f"did you mean {' or '.join(similar)}?" if similar else "name one such as utf-8, windows-1251 or shift_jis."
    raise ArticleError(f"{label!r} is not an encoding; {hint}")


def known_encoding(data: bytes, encoding: str | None) -> str | None:
    """Return the codec of `data` where nothing is to be detected: that of its BOM, else of the `encoding` the user named."""
    bom = next((codec for bom, codec in _BOMS if data.startswith(bom)), None)
    return bom or (_codec(encoding) if encoding is not None else None)


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Put a lone surrogate in the place of bytes that cannot be decoded. A line end after them is not swallowed."""
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end if error.encoding.startswith("utf") else error.start + 1


MARK = "annotate-mark"
"""The name of a way to treat errors, like `surrogateescape`, but for every encoding: UTF-16 does not know that one."""

codecs.register_error(MARK, _mark)


def find_magic(data: bytes, encoding: str | None = None) -> str | None:
    """Return the kind of binary file of `data` ("a PDF file"); None if it may be text.

    With the `encoding` that the user named, NUL bytes do not make it binary.
    """
    known = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if known or _has_bom(data):
        return known
    if encoding is None and b"\x00" in data[:_HEAD] and data[:_HEAD].count(b"\x00") > 8 and _find_utf16(data) is None:
        return "a binary file"
    return None


def looks_like_page(data: bytes) -> bool:
    """Return True if `data` begins with the markup of a web page, in an encoding in which that is ASCII."""
    return _PAGE_START.match(data) is not None


def decode(data: bytes, declared: str | None = None, encoding: str | None = None) -> Decoded | None:
    """Return the text of `data` without its BOM and with LF line ends; None if no encoding fits, or the text is damaged UTF-8.

    `declared` is the encoding that came with the bytes, for example from a server; `encoding` is the one that the user named.
    """
    if encoding is not None and not _has_bom(data):
        return _finish(_declared(data, encoding))
    decoded = _by_bytes(data)
    if decoded is None and not _has_bom(data) and not _is_damaged_utf8(data):
        decoded = _by_declaration(data, declared) or _guess(data)
    return _finish(decoded)


def decode_page(data: bytes, declared: str | None = None, encoding: str | None = None) -> tuple[Decoded, int] | None:
    """Return the text of a web page like `decode`, and the number of places with bytes that are no text.

    U+FFFD takes the place of such bytes, unless there are so many that the encoding must be another one.
    """
    if encoding is not None and not _has_bom(data):
        exact = _declared(data, encoding)
    else:
        exact = _by_bytes(data)
        if exact is None and not _has_bom(data) and not _is_damaged_utf8(data):
            exact = _by_declaration(data, declared)
    damaged = None if exact else _decode_damaged(data, declared, encoding)
    decoded = _finish(exact or (damaged and damaged[0]) or (_guess(data) if encoding is None else None))
    return decoded and (decoded, damaged[1] if damaged else 0)


def _finish(decoded: Decoded | None) -> Decoded | None:
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
    except (UnicodeError, LookupError):
        return None


def _has_bom(data: bytes) -> bool:
    return data.startswith(tuple(bom for bom, _ in _BOMS))


def _by_bytes(data: bytes) -> Decoded | None:
    """Return the text of `data` if its bytes show the encoding: a BOM, the zeros of UTF-16, or valid UTF-8."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data[len(bom) :], encoding, guessed=False)
    utf16 = _find_utf16(data)
    return _try(data, utf16 or "utf-8", guessed=False)


def _find_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a BOM, whose ASCII characters have a zero on one side; None if it is not that."""
    head = data[: _HEAD // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < 4 or max(even, odd) < 0.05 * len(head) / 2 or min(even, odd) > 0.1 * max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = head.decode(encoding, "replace")
    readable = all(character in "\n\r\t\f" or category(character) not in ("Cc", "Cn", "Co") for character in text)
    return encoding if readable else None


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    return next((decoded for label in _labels(data, declared) if (decoded := _declared(data, label))), None)


def _decode_damaged(data: bytes, declared: str | None, encoding: str | None) -> tuple[Decoded, int] | None:
    """Return the text of a page with some bytes that are no text, and their number; None if no encoding fits the rest."""
    bom = next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), None)
    labels = _labels(data, declared) if encoding is None else iter([encoding])
    is_utf8 = bom is None and (encoding is None or _codec(encoding) == "utf-8") and _is_damaged_utf8(data)
    if bom:
        data = data[len(bom[0]) :]
        codecs_to_try = [bom[1]]
    else:
        known = map(_codec, labels)
        codecs_to_try = ["utf-8"] if is_utf8 else [codec for codec in known if codec is not None]
    for codec in codecs_to_try:
        text = data.decode(codec, "replace")
        bad, special = text.count("\ufffd"), len(text) - len(text.encode("ascii", "ignore"))
        if is_utf8 or bad <= max(_MAX_DAMAGE * special, 0 if encoding is None else _FEW_BAD):
            return Decoded(text, codec, guessed=False), bad
    return None


def _labels(data: bytes, declared: str | None) -> Iterator[str]:
    """Yield the labels of encodings that a server (`declared`) and the document give, wherever they are in the document."""
    if declared is not None:
        yield declared
    xml = _XML_DECLARATION.match(data[:_HEAD])
    if xml:
        yield xml.group(1).decode("ascii", "replace")
    if b"charset" in data or b"CHARSET" in data or _CHARSET.search(data):
        for element in _META.finditer(_NOT_MARKUP.sub(b" ", data)):
            charset = _CHARSET.search(element.group(1))
            if charset:
                yield charset.group(1).decode("ascii", "replace")


def _codec(label: str) -> str | None:
    """Return the name of Python's codec for a label, as browsers understand it; None if it is not an encoding of text."""
    import webencodings  # few files need it

    try:
        encoding = webencodings.lookup(label)
        codec = codecs.lookup(encoding.codec_info.name if encoding else label)  # two encodings of the web are none of Python's
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return codec.name if codec._is_text_encoding and codec.name not in _PYTHON_ONLY else None


def _declared(data: bytes, label: str) -> Decoded | None:
    codec = _codec(label)
    decoded = _try(data, codec, guessed=False) if codec else None
    return decoded and decoded._replace(encoding=label)


def _is_damaged_utf8(data: bytes) -> bool:
    """Return True if `data` is UTF-8 except for some bytes; any other encoding would garble all special characters."""
    text = data.decode("utf-8", "replace")
    special = len(text) - len(text.encode("ascii", "ignore"))
    return 2 * text.count("\ufffd") <= special


def _guess(data: bytes) -> Decoded | None:
    """Return the text of `data` in the encoding that fits its language, which is often visible in a wrong encoding, too."""
    sample = _text_of_page(data)[:_SAMPLE]
    readable = sample.decode("cp1252", "replace")
    regional = _regional_encoding(sample, readable)
    if regional:
        decoded = _try(data, regional, guessed=True)
        if decoded:
            return decoded
    western = _try(data, "cp1252", guessed=True)
    if western and _looks_western(readable):
        return western
    from charset_normalizer import from_bytes  # 20 ms, and rarely needed

    best = from_bytes(sample).best()
    return (best and _try(data, best.encoding, guessed=True)) or western


def _text_of_page(data: bytes) -> bytes:
    """Return `data` without the markup of a page, if it is one: markup is ASCII in every language."""
    if not _PAGE.search(data[:_HEAD]):
        return data
    words = _TAG.sub(b" ", _NOT_MARKUP.sub(b" ", data)).split()
    return b" ".join(word for word in words if _LETTER.search(word)) or data


def _regional_encoding(sample: bytes, readable: str) -> str | None:
    """Return the encoding of a text in a language with Latin letters that Windows-1252 does not have; None for others.

    Its letters show it: in the right encoding nearly all of them are in the alphabet of the language.
    """
    if sum(character.isascii() for character in readable if character.isalpha()) < _MIN_LETTERS:
        return None
    readings = (readable, *(sample.decode(codec, "replace") for codec in ("cp1250", "cp1254", "cp1257")))
    alphabet = next(filter(None, map(_ALPHABETS.get, filter(None, map(detect_language, readings)))), None)
    if alphabet is None:
        return None
    letters = set(alphabet + alphabet.upper())
    best, most = None, 0
    for codec in _CODE_PAGES:
        special = _HIGH.findall(sample.decode(codec, "replace"))
        fitting = sum(character in letters for character in special)
        if fitting > most and fitting >= _MIN_FIT * len(special):
            best, most = codec, fitting
    return best


def _looks_western(text: str) -> bool:
    """Return True if `text`, which was read as Windows-1252, can be in a language of that encoding.

    Most of its letters are ASCII then (hardly any are in Cyrillic), few characters are rare signs (Chinese is full of them), and
    none of these is inside a word (as in Polish: "by³").
    """
    ascii_letters = sum(character.isascii() for character in text if character.isalpha())
    special = len(_HIGH.findall(text))
    return 9 * ascii_letters >= 11 * special and not _SIGN_IN_WORD.search(text)
