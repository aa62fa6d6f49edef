"""Scripts that do not mark the ends of words or of sentences.

In Chinese and Japanese a character counts as a word. Words of Thai, Lao, Khmer and Burmese are found with the dictionaries of ICU
(Unicode's own library); for scripts that it has no dictionary of, each grapheme cluster counts as a word.

Sentences of a script without sentence marks are not split, and the user is informed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from annotate.text.terminal import graphemes

CHARACTERS = (
    "\u3005\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""The characters that count as words, for use in a regular expression: Han, kana, bopomofo, Yi."""

_WITH_DICTIONARY = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf"  # Thai, Lao
    "\u1000-\u1049\u104c-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f\u1780-\u17d3\u17d7\u17dc-\u17e9"  # Burmese, Khmer
)
_WITHOUT_DICTIONARY = (
    "\u1950-\u19da\u1a20-\u1a99\uaa80-\uaadd"  # Tai Le, New Tai Lue, Tai Tham, Tai Viet
    "\u1b00-\u1b59\u1b6b-\u1b73\ua980-\ua9c0\ua9cf-\ua9d9"  # Balinese, Javanese
)
SPACELESS = _WITH_DICTIONARY + _WITHOUT_DICTIONARY
"""The other letters, marks and digits that are written without spaces between words, for use in a regular expression."""

_JOINERS = "\u200c\u200d\u2060"
_MODIFIERS = "\u302a-\u302f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef"  # they belong to the character before
_RUN = (  # compiled when it is needed
    rf"(?P<character>[{CHARACTERS}][{_MODIFIERS}]*)|(?P<dictionary>[{_WITH_DICTIONARY}][{_WITH_DICTIONARY}{_JOINERS}]*)"
    rf"|(?P<clusters>[{_WITHOUT_DICTIONARY}][{_WITHOUT_DICTIONARY}{_JOINERS}]*)|[^{CHARACTERS}{SPACELESS}]+"
)


def split_words(text: str, *, clusters: bool = False) -> Iterator[tuple[int, int, bool]]:
    """Yield the parts of a text without spaces: their start and end, and True for a word of a script that has none.

    Whatever is between such words is one part, which may be a word of another script, punctuation or both. With `clusters` each
    grapheme cluster of such a script counts as a word, because no dictionary is always right.

    >>> [("COVID-19ระบาด"[start:end], word) for start, end, word in split_words("COVID-19ระบาด")]
    [('COVID-19', False), ('ระบาด', True)]
    """
    if text.isascii():
        yield 0, len(text), False
        return
    for run in re.finditer(_RUN, text):
        match run.lastgroup:
            case "dictionary" if not clusters:
                from icu4py.breakers import WordBreaker  # loads 30 MB of data, which few articles need

                segments = WordBreaker(run.group(), "th").segments()  # the script decides, not the language
                yield from ((run.start() + start, run.start() + end, True) for start, end in segments)
            case "dictionary" | "clusters":
                end = run.start()
                for cluster in graphemes(run.group()):
                    start, end = end, end + len(cluster)
                    yield start, end, True
            case group:
                yield run.start(), run.end(), group == "character"


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
