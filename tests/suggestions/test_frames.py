"""Frames: what may follow a verb, each with a sentence of its own."""

from __future__ import annotations

import pytest
from reading import line, text_of

from annotate.suggestions.cues import find_cues
from annotate.suggestions.frames import said_after
from annotate.suggestions.mentions import subject_before


def after(text: str, language: str = "en") -> tuple[str, str] | None:
    read = line(text, language)
    cue = next(find_cues(read))
    found = said_after(read, cue, subject_before(read, cue.first))
    return (found[0], text_of(read, found[1])) if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor said on Monday that the dam is safe.", ("said-that/1", "the dam is safe")),
        ("The mayor told the council that the dam is safe.", ("said-that/1", "the dam is safe")),
        ("The council asked whether the dam is safe.", ("asked/1", "whether the dam is safe")),
        ("The mayor said: the dam is safe.", ("said-quote/1", "the dam is safe")),
        ("The mayor told reporters, “It holds.”", ("said-quote/1", "“It holds.”")),
        ("The mayor vowed to mend the dam.", ("wants/1", "to mend the dam")),
        ("The mayor called for an inquiry.", ("calls-for/1", "an inquiry")),
        ("The union opposes the use of contractors.", ("opposes/1", "the use of contractors")),
        ("The mayor said the dam is safe.", ("said-clause/1", "the dam is safe")),
        ("The mayor said she’d stay.", ("said-clause/1", "she’d stay")),
        ("The mayor told us it is safe.", ("said-clause/1", "it is safe")),
        ("The mayor spoke on “Morning Talk” about it.", None),
        ("The mayor said nothing.", None),
        ("The agency found a note that fell.", None),
    ],
)
def test_english(text: str, found: tuple[str, str] | None) -> None:
    assert after(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brandt sagte, der Damm sei sicher.", ("said-clause/1", "der Damm sei sicher")),
        ("Brandt sagte, dass der Damm hält.", ("said-clause/1", "der Damm hält")),
        ("Brandt sagte: „Er hält.“", ("said-quote/1", "„Er hält.“")),
    ],
)
def test_german(text: str, found: tuple[str, str]) -> None:
    assert after(text, "de") == found
