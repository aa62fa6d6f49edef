"""Worked sentences: texts in which the claims, their sources and their stances are marked, to hold suggestions against.

A file has a text a line. A claim is in brackets, its source in braces: ``{Ruiz} dijo que [la sala cerrará].`` Characters before a
bar say more: a number tells several attributions of a line apart (``{2|Ruiz}``, without one it is 1), and ``-``, ``?`` or ``=``
is another stance than support (``[-|que el túnel sea seguro]``). Pieces with the same number are one content. A line that begins
with ``~`` is known not to be found as marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.model import Document, Suggestion
from annotate.schema.wellknown import DENY, NEUTRAL, QUERY, SUPPORT
from annotate.suggestions import suggest
from annotate.suggestions.rules.language import load_language
from support.reading import article

FOLDER = Path(__file__).resolve().parents[1] / "suggestions" / "rules" / "worked"
CODES = {"english": "en", "german": "de", "spanish": "es", "french": "fr", "portuguese": "pt", "italian": "it", "dutch": "nl"}
HALVES = ("looked_at", "scored")
KNOWN_TO_FAIL = "~ "
_MARKUP = re.compile(r"(?P<open>[\[{])(?:(?P<number>\d)?(?P<stance>[-?=])?\|)?|(?P<close>[\]}])")
_STANCES = {None: SUPPORT, "-": DENY, "?": QUERY, "=": NEUTRAL}
_WORD = re.compile(r"\w+")

Place = tuple[int, int]
Claim = tuple[tuple[int, ...], str]
"""The offsets of the words of a claim, and its stance."""


@dataclass(frozen=True)
class MarkedText:
    """A text without its markup, and of each attribution the places of its content and source, and its stance."""

    text: str
    language: str
    content: Mapping[int, list[Place]]
    source: Mapping[int, list[Place]]
    stance: Mapping[int, str]
    is_known_to_fail: bool


def marked_texts(name: str, half: str) -> list[MarkedText]:
    """Return the worked sentences of a language ("german") of one half."""
    lines = (FOLDER / f"{name}_{half}.txt").read_text(encoding="utf-8").splitlines()
    return [read(line, CODES[name]) for line in lines if line.strip()]


def read(line: str, language: str = "es") -> MarkedText:
    """Return a line without its markup.

    >>> one = read("{Ruiz} dijo que [-|no].")
    >>> one.text, one.content, one.source, one.stance
    ('Ruiz dijo que no.', {1: [(14, 16)]}, {1: [(0, 4)]}, {1: 'deny'})
    """
    marked = line.removeprefix(KNOWN_TO_FAIL)
    text, position = "", 0
    content: dict[int, list[Place]] = {}
    source: dict[int, list[Place]] = {}
    stance: dict[int, str] = {}
    opened: list[tuple[str, int, int]] = []
    for mark in _MARKUP.finditer(marked):
        text += marked[position : mark.start()]
        position = mark.end()
        if mark["open"]:
            number = int(mark["number"] or 1)
            opened.append((mark["open"], number, len(text)))
            if mark["open"] == "[":
                stance.setdefault(number, _STANCES[mark["stance"]])
        else:
            kind, number, start = opened.pop()
            (content if kind == "[" else source).setdefault(number, []).append((start, len(text)))
    return MarkedText(text + marked[position:], language, content, source, stance, marked != line)


def attributed(marked: MarkedText) -> tuple[Document, list[tuple[str, Suggestion]]]:
    """Return a text as a document, and what is suggested for it with a source, each with the id of its sentence."""
    document = article(marked.text, marked.language)
    offered = suggest(document).items()
    return document, [(id, one) for id, several in offered for one in several if one.source is not None]


def expected_claims(marked: MarkedText, document: Document) -> Counter[Claim]:
    """Return the marked contents, cut where sentences end, as claims are."""
    claims: Counter[Claim] = Counter()
    for number, places in marked.content.items():
        for sentence in document.sentences:
            cut = [(max(start, sentence.start), min(end, sentence.end)) for start, end in places]
            if words := _words(marked, [place for place in cut if place[0] < place[1]]):
                claims[words, marked.stance[number]] += 1
    return claims


def suggested_claims(marked: MarkedText, found: Sequence[tuple[str, Suggestion]]) -> Counter[Claim]:
    """Return what is suggested, in the same form."""
    return Counter((_words(marked, [(span.start, span.end) for span in one.spans]), one.label) for _, one in found)


def expected_sources(marked: MarkedText) -> set[str]:
    """Return the words of the marked sources of contents."""
    places = [place for number, places in marked.source.items() if number in marked.content for place in places]
    return {word for start, end in places for word in _WORD.findall(marked.text[start:end])}


def suggested_sources(found: Sequence[tuple[str, Suggestion]]) -> set[str]:
    """Return the words of the mentions of the sources that are suggested."""
    mentions = [one.source.mention.text for _, one in found if one.source and one.source.mention]
    return {word for mention in mentions for word in _WORD.findall(mention)}


def _words(marked: MarkedText, places: Sequence[Place]) -> tuple[int, ...]:
    """Return the starts of the words in places, without those at the start that are not part of a claim, such as "that"."""
    words = [match for start, end in places for match in _WORD.finditer(marked.text, start, end)]
    leading = {word.rstrip("'") for word in load_language(marked.language).leading_words}
    while words and words[0].group().lower() in leading:
        del words[0]
    return tuple(match.start() for match in words)
