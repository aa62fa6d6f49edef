"""Document ids: stable, readable, and safe in file names, sentence ids and URLs."""

from __future__ import annotations

import re
import unicodedata

_MAX_LENGTH = 60
_NOT_WORDS = re.compile(r"[\W_]+")


def slug(stem: str) -> str:
    """Return `stem` as an id: lower case, Latin letters without their marks, words joined by hyphens, 1 to 60 characters.

    >>> slug("Ünïcode Name (1)")
    'unicode-name-1'

    Letters of other scripts are not changed; a stem without any letter or digit gives ``article``.
    """
    composed = unicodedata.normalize("NFC", stem)
    plain = "".join(_remove_marks(character) for character in composed).casefold()
    words = _NOT_WORDS.sub("-", plain).strip("-")
    return words[:_MAX_LENGTH].strip("-") or "article"


def _remove_marks(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)
    return base.encode("ascii", "ignore").decode() if base[0].isascii() else character
