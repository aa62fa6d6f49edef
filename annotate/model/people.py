"""People's names, by the one rule by which two spellings are the same name, and their clocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import timedelta

CLOCK_TOLERANCE = timedelta(minutes=1)
"""The greatest difference between two clocks that is not worth a word."""

BY_PEOPLE = frozenset(("edit", "undo", "redo"))
"""The actions of revisions that a person made; those with other actions were made by the program, for everybody at once."""

# Letters and marks that have no shape of their own, beside the control, format and unassigned characters: the grapheme joiner,
# Hangul fillers, Khmer inherent vowels, Mongolian and general variation selectors.
_INVISIBLE = {*map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))}
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0000, 0xE1000))


def name_key(name: str) -> str:
    """Return a person's name in the form in which names are compared, empty if nothing of it can be seen.

    Names differ neither by case, by spaces at their ends or more than one between words, by characters that cannot be seen, nor
    by the ways to encode the same letters (they are compared in NFC).
    """
    seen = "".join(character for character in name if character.isspace() or not _is_invisible(character))
    # Folding the case can take letters apart again, so it comes between two normalizations.
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
    return " ".join(folded.split())


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
