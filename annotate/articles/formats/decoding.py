"""From bytes to text: by the BOM, then as UTF-8, then as declared, then by a guess.

An encoding that the user names beats all of these but the BOM.

Labels mean what they mean to browsers (https://encoding.spec.whatwg.org, by webencodings): iso-8859-1 is Windows-1252, gb2312
is GB18030. A guess is based on the text of a page, not on its markup, which is ASCII in every language. Guesses are reported to
the user.

The guesser is chardet 7. Of 382 made-up texts in 33 languages and 47 encodings, cut to 80, 250 and all characters, 95 % are
read as they were; charset-normalizer 3.5 reads 64 %, chardetng (that of Firefox) 48 % and uchardet 58 %.
tests/benchmarks/charsets.py compares them on other files.

Text is never repaired. A text that is UTF-8 except for some bytes is rejected; in a web page, where they are mostly in a script,
a comment or a footer, U+FFFD takes their place and their number is reported.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from unicodedata import category

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
_CONTENT = re.compile(rb"\bcontent\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_NAMED = re.compile(
    rb"\b(?:name|property|itemprop)\s*=", re.IGNORECASE
)  # a description, for example, that contains "charset=..."
_CHARSET = re.compile(rb"\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(rb"<!\[CDATA\[|<[a-z/!?][^<>]*>", re.IGNORECASE)
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_PAGE_START = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|article|\?xml)\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|\?xml|rss|feed)\b", re.IGNORECASE)
_CONTROLS = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_ASCII_SIGNS = re.compile(rb"[\t\n\r -~]")
_MIN_WIDE = 8  # bytes that UTF-16 without a BOM is recognised from
_FEW_ZEROS = 4  # that a text in UTF-8 may contain
_MIN_CONTROLS = 0.02  # of the bytes of a text in UTF-16
_MAX_SIGNS = 0.75
_HEAD = 4096  # bytes that show a binary file, UTF-16 or a page
_SAMPLE = 100_000  # bytes that a guess is based on
_MAX_DAMAGE = 0.2  # of the special characters of a page may be damaged; with more of them, the declaration is wrong
_FEW_BAD = 10  # places of a page are replaced in any case if the user named its encoding
_SCORED = 10_000  # bytes of the sample whose words are looked at
_RARE = 0.02  # of the confidence of the guesser, by which an encoding that is hardly used must be ahead of others
_RARELY_USED = frozenset({"iso8859-3", "iso8859-4", "iso8859-10", "iso8859-14", "iso8859-16", "maciceland", "macgreek", "johab"})
_USUAL = 0.03  # by which Windows-1252 is ahead of other encodings, divided by the number of letters that tell them apart
_FREQUENT = re.compile("[\x00-\xff\u0300-\uffff]")  # what zeros beside small numbers are not
_SPECIAL = re.compile(r"([^\W\d_]?)([^\x00-\x7f])(?=([^\W\d_]?))")
_SIGNS = frozenset({"Cc", "Cn", "Co", "Sc", "Sk", "Sm", "So", "No"})
"""Categories of characters that are seldom beside a letter."""
_UNUSUAL = frozenset({"hp-roman8", "ptcp154", "shift_jis_2004"})
"""Encodings that hardly any text is in, but that are easily taken for a usual one."""
_PYTHON_ONLY = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python that are not encodings of text: they decode escapes, names of servers, or nothing."""
_WIDER: Mapping[str, str] = {"euc_jp": "euc_jis_2004", "big5hkscs": "cp950", "gbk": "gb18030", "euc_kr": "cp949"}
"""Codecs that know characters which browsers accept in an encoding, and Python's own codec does not."""


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
    if encoding is None and b"\x00" in data[:_HEAD] and data[:_HEAD].count(b"\x00") > 8 and _find_wide(data) is None:
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
    """Return the text of `data` if its bytes show the encoding: a BOM, the zeros of UTF-16, escapes, or valid UTF-8."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data[len(bom) :], encoding, guessed=False)
    escaped = _by_escapes(data) if b"\x1b$" in data else None
    return escaped or _try(data, _find_wide(data) or "utf-8", guessed=False)


def _by_escapes(data: bytes) -> Decoded | None:
    """Return the text of `data` in an encoding that changes its character set by escapes, as is usual in e-mail from Japan."""
    codecs_to_try = ("iso2022_kr",) if b"\x1b$)C" in data else ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext")
    return next((decoded for codec in codecs_to_try if (decoded := _try(data, codec, guessed=False))), None)


def _find_wide(data: bytes) -> str | None:
    """Return the encoding of `data` if it is UTF-16 or UTF-32 without a BOM; None if it is not.

    Its bytes are full of control characters: zeros beside ASCII, and in other scripts the first byte of Arabic or the second one
    of many Chinese characters. In the right byte order all characters are readable, and most are from few blocks of Unicode.
    """
    head = data[: _HEAD // 4 * 4]
    if len(head) < _MIN_WIDE or len(head) - len(head.translate(None, _CONTROLS)) < _MIN_CONTROLS * len(head):
        return None
    if len(_ASCII_SIGNS.findall(head)) > _MAX_SIGNS * len(head):
        return None
    if head.count(0) < _FEW_ZEROS and not _is_one_sided(head) and _try(head, "utf-8", guessed=False):
        return None
    readings = {
        encoding: decoded.text
        for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
        if (decoded := _try(head[: len(head) // width * width], encoding, guessed=False)) and _is_readable(decoded.text)
    }
    return min(readings, key=lambda encoding: len({ord(character) >> 8 for character in readings[encoding]}), default=None)


def _is_one_sided(head: bytes) -> bool:
    """Return True if every other byte is mostly the same control character: UTF-16 of Cyrillic, Greek, Arabic, Hebrew or Thai."""
    commonest = (Counter(side).most_common(1)[0] for side in (head[::2], head[1::2]))
    return any(4 * count > len(head) and byte in _CONTROLS for byte, count in commonest)


def _is_readable(text: str) -> bool:
    return 2 * len(_FREQUENT.findall(text)) >= len(text) and all(
        character in "\n\r\t\f" or category(character) not in ("Cc", "Cn", "Co") for character in text
    )


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
        known = (codec for codec in map(_codec, labels) if codec is not None and _fits_markup(data, codec))
        codecs_to_try = ["utf-8"] if is_utf8 else list(known)
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
            attributes = element.group(1)
            outside = _CHARSET.search(_CONTENT.sub(b" ", attributes))
            charset = outside or (None if _NAMED.search(attributes) else _CHARSET.search(attributes))
            if charset:
                yield charset.group(1).decode("ascii", "replace")


def _codec(label: str) -> str | None:
    """Return the name of Python's codec for a label, as browsers understand it; None if it is not an encoding of text."""
    import webencodings  # few files need it

    try:
        encoding = webencodings.lookup(label)
        if encoding and encoding.name == "x-user-defined":
            return "cp1252"  # as browsers do for a page
        # Browsers refuse "replacement" encodings for reasons of safety; Python knows most of them.
        codec = codecs.lookup(encoding.codec_info.name if encoding and encoding.name != "replacement" else label)
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return codec.name if codec._is_text_encoding and codec.name not in _PYTHON_ONLY else None


def _declared(data: bytes, label: str) -> Decoded | None:
    codec = _codec(label)
    if codec is None or not _fits_markup(data, codec):
        return None
    decoded = _try(data, codec, guessed=False) or _try(data, _WIDER.get(codec, codec), guessed=False)
    return decoded and decoded._replace(encoding=label)


def _fits_markup(data: bytes, codec: str) -> bool:
    """Return False for UTF-16 and UTF-32 of a page whose markup is ASCII, whatever it says; browsers do so, too."""
    return not (codec.startswith(("utf-16", "utf-32")) and _PAGE.search(data[:_HEAD]))


def _is_damaged_utf8(data: bytes) -> bool:
    """Return True if `data` is UTF-8 except for some bytes; any other encoding would garble all special characters.

    In a page only its text counts: scripts, comments and attributes may be in an encoding of their own.
    """
    text = _text_of_page(data).decode("utf-8", "replace")
    special = len(text) - len(text.encode("ascii", "ignore"))
    return 2 * text.count("\ufffd") <= special


def _guess(data: bytes) -> Decoded | None:
    """Return the text of `data` in the encoding in which its text, without its markup, looks most like a language."""
    from chardet import EncodingEra, detect_all  # 30 ms, and rarely needed

    sample = _text_of_page(data)[:_SAMPLE]
    eras = EncodingEra.ALL & ~EncodingEra.MAINFRAME
    found = detect_all(sample, encoding_era=eras, exclude_encodings=_UNUSUAL)
    first = next((position for position, byte in enumerate(sample) if byte > 127), 0)
    scored = sample[first : first + _SCORED]
    scores = {guess["encoding"]: _score(scored, guess["encoding"], guess["confidence"]) for guess in found if guess["encoding"]}
    codecs_to_try = dict.fromkeys(map(_codec, (*sorted(scores, key=scores.__getitem__, reverse=True), "cp1252")))
    return next((decoded for codec in codecs_to_try if codec and (decoded := _try(data, codec, guessed=True))), None)


def _score(sample: bytes, encoding: str, confidence: float) -> float:
    """Return how likely an encoding is: less than the guesser says where words have signs or letters of two scripts in them."""
    special = odd = 0
    for before, character, after in _SPECIAL.findall(sample.decode(encoding, "replace")):
        beside = before + after
        special += 1
        if character.isalpha():
            odd += character >= "\u0250" and any(other.isascii() and other.isalpha() for other in beside)
        else:
            odd += character == "\ufffd" or (category(character) in _SIGNS and any(map(str.isalpha, beside)))
    if _codec(encoding) == "cp1252":
        confidence += _USUAL / max(special, 1)
    elif encoding.lower() in _RARELY_USED:
        confidence -= _RARE
    return confidence * (1 - odd / max(special, 1)) ** 2


def _text_of_page(data: bytes) -> bytes:
    """Return `data` without the markup of a page, if it is one: markup is ASCII in every language."""
    if not _PAGE.search(data[:_HEAD]):
        return data
    words = _TAG.sub(b" ", _NOT_MARKUP.sub(b" ", data)).split()
    text = b" ".join(word for word in words if _LETTER.search(word))
    return data if text.isascii() else text
