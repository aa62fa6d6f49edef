"""Texts that would take an algorithm with a careless loop or regular expression the square of their length."""

from __future__ import annotations

from collections.abc import Callable

SENTENCES = (
    ". ",
    '."',
    '." A',
    "(",
    ").",
    " ",
    "?” Aa ",
    ". #a ",
    "“A. B” ",
    ".[1]",
    "A. ",
    "。”a",
    "U.S. Aa ",
    "late.The ",
    "в 1943 г. 5 ",
    ".\t",
    "'",
    "- ",
    ". — ",
    "—” ",
    ")) ",
    ":) Aa ",
    ". [17] ",
    "home. then ",
    "z. B. ",
    "до н. э. ",
    "А. ",
    "ا. ",
)
"""Pieces which, repeated, are hard to split into sentences."""

SUGGESTIONS: dict[str, Callable[[int], str]] = {
    "verbs": lambda n: "said " * n,
    "commas": lambda n: "he said, " * n,
    "marks": lambda n: "said" + "," * n,
    "quotes": lambda n: '"a" said ' * n,
    "open quotes": lambda n: "“ " * n,
    "single quotes": lambda n: "''" * n,
    "according": lambda n: "In according to " * n,
    "which": lambda n: "he said that it is, which is, " * n,
    "names": lambda n: "Ada Brandt and she said that. " * n,
    "capitals": lambda n: "A" * n + " B" * n,
    "full stops": lambda n: "a." * n + " said",
    "spaces": lambda n: "a. " + " " * n + "said “" + " " * n,
    "apostrophes": lambda n: "a'" * n,
    "paragraphs": lambda n: "“It holds.\n" * n,
    "colons": lambda n: "she told: " * n,
}
"""Articles, by the number of repetitions, in which it is hard to find who says something."""


def repeated(piece: str, length: int) -> str:
    """Return a text of about `length` characters of repeated `piece`, letters at its ends."""
    return f"a.{piece * (length // len(piece))}b"
