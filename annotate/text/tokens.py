"""Tokens for other tools: words and signs, cut so that every span is whole tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokenize(text: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of tokens: words and signs, cut wherever a span begins or ends, so that every span is whole tokens.

    White space is a token too, except for one space after a token: spaCy restores texts from tokens by this rule.
    """
    position = 0
    for start, end in _words(text, sorted(cuts)):
        if start > position:
            yield position, start
        yield start, end
        position = end + (text[end : end + 1] == " ")
    if position < len(text):
        yield position, len(text)


def _words(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            yield start, cut
            start = cut
        yield start, end
