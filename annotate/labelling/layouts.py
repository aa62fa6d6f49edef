"""Keyboard layouts: the Latin letter on the key of a letter of another script.

Hints, answers and actions are Latin letters. On a keyboard of another script the letter at the same place counts, so that nobody
has to switch the layout for each claim. The places are those of the operating systems' layouts against the American one (see
xkeyboard-config).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_ROWS = {
    "russian": ("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."),
    "ukrainian": ("йцукенгшщзхїфівапролджєячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."),
    "bulgarian": ("уеишщксдзцьяаожгтнвмчюйъэфхпрлб", "wertyuiop[asdfghjkl;'zxcvbnm,./"),
    "serbian": ("љњертзуиопшђасдфгхјклчћѕџцвбнм", "qwertyuiop[]asdfghjkl;'zxcvbnm"),
    "greek": (";ςερτυθιοπασδφγηξκλζχψωβνμ", "qwertyuiopasdfghjklzxcvbnm"),
    "hebrew": ("/'קראטוןםפשדגכעיחלךףזסבהנמצתץ", "qwertyuiopasdfghjkl;zxcvbnm,."),
    "arabic": ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "qwertyuiop[]asdfghjkl;'zxcvnm,./"),
    "persian": ("ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو", "qwertyuiop[]asdfghjkl;'zxcvbnm,"),
    "korean": ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㄲㄸㅃㅆㅉㅒㅖ", "qwertyuiopasdfghjklzxcvbnmREQTWOP"),
}
_COMPOSED = dict(zip("ㅘㅙㅚㅝㅞㅟㅢ", ("ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅡㅣ"), strict=True))
"""The Korean vowels that are typed with two keys."""


Layout = Mapping[str, str]
"""The Latin character on the key of a character."""

LAYOUTS: Mapping[str, Layout] = {name: dict(zip(theirs, latin, strict=True)) for name, (theirs, latin) in _ROWS.items()}
"""The layouts that a key file can name."""

_COMMON = ("ukrainian", "russian", "greek", "hebrew", "arabic", "korean")


def _unnamed() -> dict[str, str]:
    """Return the layout if none is named: that of the script, for letters alone. A later layout counts more."""
    return {
        theirs: latin
        for name in _COMMON
        for theirs, latin in LAYOUTS[name].items()
        if theirs.isalpha() and latin.isalpha() and latin.isascii()
    }


AUTOMATIC: Layout = _unnamed()
"""The layout if none is named."""


def latin(typed: str, layout: Layout = AUTOMATIC) -> str:
    """Return what a typed character means as Latin letters, the character itself if it has no such meaning.

    A full-width character, as an input method writes it, means the ordinary one. A Hangul syllable means the letters that it is
    composed of, in the order in which they are typed.

    >>> latin("ф"), latin("Ф"), latin("ａ"), latin("마"), latin("é")
    ('a', 'A', 'a', 'ak', 'é')
    """
    if typed.isascii():
        return layout.get(typed, typed)
    if typed in layout:
        return layout[typed]
    lower = typed.lower()
    if lower != typed and lower in layout:
        return layout[lower].upper()
    compatible = unicodedata.normalize("NFKC", typed)
    if compatible != typed and len(compatible) == 1:
        return layout.get(compatible, compatible)
    letters = "".join(_COMPATIBLE.get(part, part) for part in unicodedata.normalize("NFD", typed))
    keys = "".join(_COMPOSED.get(letter, letter) for letter in letters)
    return "".join(layout[key] for key in keys) if all(key in layout for key in keys) else typed


def _conjoining_jamo() -> dict[str, str]:
    """Return the letters on the keys of the Korean keyboard by the conjoining letters that a syllable is decomposed into."""
    letters = {}
    for code in (*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)):
        name = unicodedata.name(chr(code)).partition(" ")[2].partition(" ")[2]  # without HANGUL and CHOSEONG, JUNGSEONG, ...
        letters[chr(code)] = "".join(unicodedata.lookup(f"HANGUL LETTER {part}") for part in name.split("-"))
    return letters


_COMPATIBLE = _conjoining_jamo()
