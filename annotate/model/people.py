"""People's names, by the one rule by which two spellings are the same name, and their clocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

CLOCK_TOLERANCE = timedelta(minutes=1)
"""The greatest difference between two clocks that is not worth a word."""

BY_PEOPLE = frozenset(("edit", "undo", "redo"))
"""The actions of revisions that a person made; those with other actions were made by the program, for everybody at once."""

DECISIONS = BY_PEOPLE | {"import"}
"""The actions of revisions that a person decided, here or in another tool."""

SOMEBODY = "an annotator"
"""The words that take the place of the name of somebody who has no pseudonym."""

# Letters and marks that have no shape of their own, beside the control, format and unassigned characters: the grapheme joiner,
# Hangul fillers, Khmer inherent vowels, Mongolian and general variation selectors.
_INVISIBLE = {*map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))}
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0000, 0xE1000))


_SEPARATORS = r"[\s._@-]+"
_UNSPACED_SIGNS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""The signs of scripts that write words without spaces between them, or put endings after a name without one."""


_UNSPACED = re.compile(f"[{_UNSPACED_SIGNS}]")
_LETTER = rf"[^\W{_UNSPACED_SIGNS}]"


def replace_names(text: str, names: Mapping[str, str]) -> str:
    """Return a text with other names in place of people's, wherever they are words of it, in any case and with any separator.

    A single letter names nobody, and stays.

    >>> replace_names("Trained by Anna Schmidt and MK; mkdir", {"anna.schmidt": "annotator_1", "mk": "annotator_2"})
    'Trained by annotator_1 and annotator_2; mkdir'
    """
    patterns = {name: _pattern(name) for name in sorted(names, key=len, reverse=True)}
    known = [name for name, pattern in patterns.items() if pattern]
    if not known:
        return text
    every = re.compile("|".join(f"({patterns[name]})" for name in known), re.IGNORECASE)
    return every.sub(lambda match: names[known[(match.lastindex or 1) - 1]], unicodedata.normalize("NFC", text))


def _pattern(name: str) -> str:
    """Return a regular expression for a name as a word, empty for a name that is none."""
    words = [word for word in re.split(_SEPARATORS, unicodedata.normalize("NFC", _visible(name))) if word]
    joined = "".join(words)
    if not joined or (len(joined) == 1 and not _UNSPACED.match(joined)):
        return ""
    start = "" if _UNSPACED.match(joined[0]) else f"(?<!{_LETTER})"
    end = "" if _UNSPACED.match(joined[-1]) else f"(?!{_LETTER})"
    return start + _SEPARATORS.join(map(re.escape, words)) + end


def name_key(name: str) -> str:
    """Return a person's name in the form in which names are compared, empty if nothing of it can be seen.

    Names differ neither by case, by spaces at their ends or more than one between words, by characters that cannot be seen, nor
    by the ways to encode the same letters (they are compared in NFC).
    """
    # Folding the case can take letters apart again, so it comes between two normalizations.
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", _visible(name)).casefold())
    return " ".join(folded.split())


def _visible(name: str) -> str:
    return "".join(character for character in name if character.isspace() or not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    if character in _INVISIBLE or any(ord(character) in selectors for selectors in _SELECTORS):
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Cn", "Cs")


def second_spellings(names: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each of the `names` that is another spelling of an earlier one or of a `known` one, with that first spelling.

    A name that is known exactly as it is written is not another spelling: it was stored before names were compared.
    """
    exact = set(known)
    first = {name_key(name): name for name in sorted(exact, reverse=True)}
    for name in names:
        if name not in exact and first.setdefault(name_key(name), name) != name:
            yield name, first[name_key(name)]
