"""Sentences in many languages: the paragraphs in `languages/`, one a line, where ¦ stands between two sentences.

A new case is a new line there. Nobody tells the rules which language it is.
"""

from __future__ import annotations

import pytest

from annotate.articles import split_sentences
from support.paths import LANGUAGES

LINES = [
    pytest.param(line, id=f"{path.stem} {number}")
    for path in sorted(LANGUAGES.glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.mark.parametrize("line", LINES)
def test_paragraphs_are_cut_where_they_say(line: str) -> None:
    text = line.replace("¦", "")
    assert [text[start:end] for start, end in split_sentences(text)] == [part.strip() for part in line.split("¦")]
