"""Noun phrases that may be sources, and the content on both sides of an attribution."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.relations import find_continuation, is_somebody, may_speak
from support.reading import first_sentence, text_of


@pytest.mark.parametrize(
    ("text", "language", "may", "surely"),
    [
        ("the mayor", "en", True, True),
        ("she", "en", True, True),
        ("the report", "en", True, False),
        ("our plan", "en", True, False),
        ("the bridge", "en", False, False),
        ("die Lehrerin", "de", True, True),
        ("el viento", "es", False, False),
        ("la ministra", "es", True, True),
    ],
)
def test_a_source_is_a_person_an_organisation_or_a_document(text: str, language: str, may: bool, surely: bool) -> None:
    sentence = first_sentence(text, language)
    mention = TokenRange(0, len(sentence.tokens))
    assert (may_speak(sentence, mention), is_somebody(sentence, mention)) == (may, surely)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“It holds,” she said, “and well.”", ["“and well.”"]),
        ("The dam, she said, is safe.", ["is safe"]),
        ("“It holds,” she said, leaving the room.", []),
        ("The dam is safe, she said.", []),
    ],
)
def test_the_content_goes_on_after_its_attribution(text: str, content: list[str]) -> None:
    sentence = first_sentence(text)
    verb = sentence.norms.index("said")
    found = find_continuation(sentence, verb - 1, verb + 1)
    assert [text_of(sentence, piece) for piece in found] == content
