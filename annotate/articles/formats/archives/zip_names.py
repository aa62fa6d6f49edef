"""The names of the files in a zip file, which seldom says in which encoding they are.

The format knows two encodings: cp437, the one of the first PC, and UTF-8 behind a flag. Other tools write the code page of their
system, or UTF-8 without the flag. All names of an archive are decoded in the same way, with the encoding in which they look most
like words: letters of one script in a word, common letters rather than rare ones, and no box-drawing characters.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zipfile import ZipInfo
from zlib import crc32

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # the extra field of Info-ZIP: version, checksum of the name, the name in UTF-8
_ENCODINGS = (
    *("cp437", "cp850", "cp1252", "cp866", "cp932", "cp936", "cp949", "cp950", "cp1251", "koi8-r", "cp852", "cp1250", "cp737"),
    *("cp1253", "cp857", "cp1254", "cp862", "cp1255", "cp1256", "euc_jp"),
)
"""In the order of preference if several fit equally well."""
_COMMON = frozenset(
    "оеаинтсрвлкмдпуяыьзіґї"
    "αοιετσνηυρπκλμωάέήίόύώςδγθ"
    "éèáàâäãåæçñöøóôúüßíêëîïòõùœ"
    "ąćęłńśźżčďěňřšťůýžőűăâîșțğışİ"
    "ابتدرسعلمنهويجحفقك"
    "אבהוילמנרשתםןחדגעצפק"
    "的一是不了人我在有他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可她里裡后後小么麼"
    "心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長知新闻聞报"
    "報市港口"
    "이다는의에을를가고하지로사기한도은대자리시어나스그인해아있라서정과만일장수보원전제주들부상성구여공동비신연오조관유소경것국선안면용위화산"
    "새로운벽항뉴방교세계금속합체내법통청당권학생민회개정무미외발대결의원단현차건물음료출작업년월"
)
"""Letters and characters that are frequent in the languages of the encodings."""
_WORD = re.compile(r"[^\W\d_]+")
_RARE_HAN = re.compile("[\U00020000-\U0003ffff]")  # four bytes of UTF-8, which a short word in another encoding may be, too
_WRONG_PLACE = re.compile(
    "[ךםןףץ](?=[א-ת])|(?<![\u3041-\u30ff])[ぁぃぅぇぉっゃゅょァィゥェォッャュョー]|ς(?=[α-ω])|[ΆΈΉΊΌΎΏ](?=[Α-Ω])|(?<=[Α-Ω])[ΆΈΉΊΌΎΏ]"
)
"""Final forms of letters inside a word, small Japanese letters at its beginning, accents on capitals among capitals in Greek."""
_SYMBOL = -3.0  # points for a character that is no letter
_MIXED = -2.0  # for a letter in a word of several scripts
_SHOUTED = -0.25
_RARE = 0.5
_USUAL = 0.7
_FREQUENT = 1.0
_KANA = 1.5
_PREFERENCE = 0.01  # points that each place in the list of encodings costs


def member_names(members: Sequence[ZipInfo]) -> list[str]:
    """Return the names of the members of a zip file."""
    raw = [None if member.flag_bits & _UTF8_FLAG else _raw(member) for member in members]
    encoding = _encoding({name for name in raw if name is not None and not name.isascii()})
    return [
        _unicode_path(member, name) or (member.filename if name is None or encoding is None else name.decode(encoding))
        for member, name in zip(members, raw, strict=True)
    ]


def _raw(member: ZipInfo) -> bytes | None:
    """Return a name as it is in the file; it was decoded as cp437, which has a character for each byte."""
    try:
        return member.filename.encode("cp437")
    except UnicodeEncodeError:
        return None


def _unicode_path(member: ZipInfo, raw: bytes | None) -> str | None:
    """Return the name in the extra field for Unicode; None if there is none, or if it belongs to another name."""
    extra = member.extra
    while raw is not None and len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<L", field, 1)[0] == crc32(raw):
            try:
                return field[5:].decode()
            except UnicodeDecodeError:
                return None
    return None


def _encoding(names: Iterable[bytes]) -> str | None:
    """Return the encoding that fits `names` best; None if there are none."""
    joined = b"\n".join(sorted(names))
    if not joined:
        return None
    try:
        unsure = _RARE_HAN.search(joined.decode()) is not None
    except UnicodeDecodeError:
        unsure = True
    if unsure:
        scores = {encoding: _score(joined, encoding) - _PREFERENCE * place for place, encoding in enumerate(_ENCODINGS)}
        return max(scores, key=lambda encoding: scores[encoding])
    return "utf-8"


def _score(names: bytes, encoding: str) -> float:
    """Return how much `names` look like words in `encoding`, in points by the byte."""
    try:
        text = names.decode(encoding)
    except UnicodeDecodeError:
        return float("-inf")
    high = sum(byte > 127 for byte in names)
    points = sum(_SYMBOL for character in text if not character.isascii() and not _is_part_of_a_word(character))
    for word in _WORD.findall(text):
        scripts = {_script(letter) for letter in word}
        mixed = len({"kana" if script == "han" else script for script in scripts}) > 1
        letters = [letter for letter in word if not letter.isascii()]
        narrow = len(word) > 2 and all("\uff66" <= letter <= "\uff9f" for letter in word)
        points += sum(_MIXED if mixed else _USUAL if narrow else _points(letter) for letter in letters)
        points += sum(_MIXED / 2 for a, b in pairwise(word) if a.islower() and b.isupper())
        points += sum(_MIXED / 2 for a, b, c in zip(word, word[1:], word[2:], strict=False) if (a + b).isupper() and c.islower())
        points += _MIXED * len(_WRONG_PLACE.findall(word))
        # Names are seldom in capitals, and few letters of a Latin word have marks.
        points += _SHOUTED * len(letters) * (word.isupper() + (scripts == {"latin"} and 2 * len(letters) > len(word)))
    return points / high


def _is_part_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc", "Pd", "Pi", "Pf")


def _points(letter: str) -> float:
    """Return the points of a letter by the bytes that it takes."""
    script = _script(letter)
    if script == "kana":
        return 2 * _KANA if letter >= "\u3041" and letter < "\uff00" else -_RARE  # half-width ones in other words are rare
    if script == "han":
        return 2 * (_FREQUENT if letter in _COMMON else _USUAL if _is_usual(letter) else 0)
    if script == "hangul":
        return 2 * (_FREQUENT if letter in _COMMON else _RARE if _lead(letter, "euc-kr") else 0)
    return _FREQUENT if letter.lower() in _COMMON else _RARE


def _lead(letter: str, encoding: str) -> int:
    """Return the first byte of a character in an encoding of two bytes; 0 if it is not in it, or takes more."""
    try:
        raw = letter.encode(encoding)
    except UnicodeEncodeError:
        return 0
    return raw[0] if len(raw) == 2 else 0


def _is_usual(letter: str) -> bool:
    """Return True if a Chinese character is one of the 3,755 usual ones, simplified, or of the 5,401 usual ones, traditional."""
    return any(
        first <= _lead(letter, encoding) <= last
        for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("shift_jis", 0x88, 0x97))
    )


def _script(letter: str) -> str:
    if letter < "\u0250":
        return "latin"
    if "\u3040" <= letter <= "\u30ff" or "\uff66" <= letter <= "\uff9f":
        return "kana"
    if "\u3400" <= letter <= "\u9fff":
        return "han"
    if "\uac00" <= letter <= "\ud7a3":
        return "hangul"
    return unicodedata.name(letter, "?").partition(" ")[0].lower()
