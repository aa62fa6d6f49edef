"""Scripts that do not mark where sentences end: text in them is left whole, and the user is told."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SCRIPTS: Mapping[str, str] = {
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Lao": "\u0e81-\u0ede",
    "Khmer": "\u1780-\u17d3",
    "Tibetan": "\u0f40-\u0fbc",
    "Tai Le or New Tai Lue": "\u1950-\u19df",
    "Javanese": "\ua980-\ua9c6",
    "Tai Tham": "\u1a20-\u1aad",
    "Balinese": "\u1b00-\u1b4b",
}
_ANY = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_SAMPLE = 20_000  # characters looked at
_FEWEST = 60  # signs: a shorter text is a sentence or two
_MARKS = re.compile(r"[.!?…។៕。！？꧈꧉᪨᪩᭟᭞](?=\s|\Z|[\"”’»)])")
_SPARSE = 400  # characters a mark: a writer who marks sentences does it more often


def unmarked_script(text: str) -> str | None:
    """The script of `text`, if most of its letters are of one that has no sentence marks, and it shows hardly any."""
    sample = text[:_SAMPLE]
    if not _ANY.search(sample):
        return None
    letters = sum(map(str.isalpha, sample))
    for script, signs in _SCRIPTS.items():
        found = len(re.findall(f"[{signs}]", sample))
        if found >= _FEWEST and 2 * found > letters and len(_MARKS.findall(sample)) * _SPARSE < len(sample):
            return script
    return None
