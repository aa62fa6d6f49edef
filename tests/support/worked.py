"""Worked sentences: texts in which the claims, their sources and their stances are marked, to hold suggestions against.

A file has a text a line. A claim is in brackets, its source in braces: ``{Ruiz} dijo que [la sala cerrará].`` Characters before a
bar say more: a number tells several attributions of a line apart (``{2|Ruiz}``, without one it is 1), and ``-``, ``?`` or ``=``
is another stance than support (``[-|que el túnel sea seguro]``). Pieces with the same number are one content. A line that begins
with ``~`` is known not to be found as marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.schema.wellknown import DENY, NEUTRAL, QUERY, SUPPORT

FOLDER = Path(__file__).resolve().parents[1] / "suggestions" / "rules" / "worked"
CODES = {"german": "de", "spanish": "es", "french": "fr", "portuguese": "pt", "italian": "it", "dutch": "nl"}
HALVES = ("looked_at", "scored")
_MARKUP = re.compile(r"(?P<open>[\[{])(?:(?P<number>\d)?(?P<stance>[-?=])?\|)?|(?P<close>[\]}])")
_STANCES = {None: SUPPORT, "-": DENY, "?": QUERY, "=": NEUTRAL}

Place = tuple[int, int]


@dataclass(frozen=True)
class MarkedText:
    """A text without its markup, and of each attribution the places of its content and source, and its stance."""

    text: str
    content: Mapping[int, list[Place]]
    source: Mapping[int, list[Place]]
    stance: Mapping[int, str]
    is_known_to_fail: bool


def marked_texts(language: str, half: str) -> list[MarkedText]:
    lines = (FOLDER / f"{language}_{half}.txt").read_text(encoding="utf-8").splitlines()
    return [read(line) for line in lines if line.strip()]


def read(line: str) -> MarkedText:
    """Return a line without its markup.

    >>> one = read("{Ruiz} dijo que [-|no].")
    >>> one.text, one.content, one.source, one.stance
    ('Ruiz dijo que no.', {1: [(14, 16)]}, {1: [(0, 4)]}, {1: 'deny'})
    """
    text = ""
    position = 0
    content: dict[int, list[Place]] = {}
    source: dict[int, list[Place]] = {}
    stance: dict[int, str] = {}
    opened: list[tuple[str, int, int]] = []
    for mark, start, end in _marks(line.removeprefix("~ ")):
        text += line.removeprefix("~ ")[position:start]
        position = end
        if mark["open"]:
            number = int(mark["number"] or 1)
            opened.append((mark["open"], number, len(text)))
            if mark["open"] == "[":
                stance.setdefault(number, _STANCES[mark["stance"]])
        else:
            kind, number, begun = opened.pop()
            (content if kind == "[" else source).setdefault(number, []).append((begun, len(text)))
    return MarkedText(text + line.removeprefix("~ ")[position:], content, source, stance, line.startswith("~ "))


def _marks(line: str) -> Iterator[tuple[re.Match[str], int, int]]:
    for mark in _MARKUP.finditer(line):
        yield mark, mark.start(), mark.end()
