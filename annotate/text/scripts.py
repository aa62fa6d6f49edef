"""Scripts that do not mark the ends of sentences. Paragraphs in them are not split, and the user is informed."""

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
_SAMPLE = 20_000  # characters that are examined
_MIN_SIGNS = 60  # a shorter text is a sentence or two
_MARKS = re.compile(r"[.!?…។៕。！？꧈꧉᪨᪩᭟᭞](?=\s|\Z|[\"”’»)])")
_SPARSE = 400  # characters per mark: writers who mark sentences do so more often


def unmarked_script(text: str) -> str | None:
    """Return the script of most letters of `text` if it has no sentence marks, and the text has hardly any; else None."""
    sample = text[:_SAMPLE]
    if not _ANY.search(sample):
        return None
    letters = sum(map(str.isalpha, sample))
    for script, signs in _SCRIPTS.items():
        count = len(re.findall(f"[{signs}]", sample))
        if count >= _MIN_SIGNS and 2 * count > letters and len(_MARKS.findall(sample)) * _SPARSE < len(sample):
            return script
    return None
