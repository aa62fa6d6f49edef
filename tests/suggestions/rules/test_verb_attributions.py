"""Attributions by a verb: the parts of the sentence that decide what it says of whom."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.cues import find_cues
from annotate.suggestions.rules.verb_attributions import closing_attribution, find_announcement
from support.reading import first_sentence, found_in, text_of


def test_an_announcement_attributes_the_next_quotation() -> None:
    sentence = first_sentence("She told her voters:")
    found = find_announcement(sentence)
    assert found
    assert text_of(sentence, found.mention) == "She"
    assert find_announcement(first_sentence("She told her voters.")) is None


def test_a_request_is_not_a_question() -> None:
    assert [found[3] for found in found_in("She asked whether it holds.")] == ["query"]
    assert [found[3] for found in found_in("She asked the mayor to leave.")] == ["support"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The dam is safe, the mayor said.", "The dam is safe"),
        ("Lee said it leaks, the mayor said.", "Lee said it leaks"),
        ("The mayor said that the dam is safe.", None),
        ("The dam, the mayor said, is safe.", None),
    ],
)
def test_an_attribution_at_the_end_takes_all_before_it(text: str, content: str | None) -> None:
    sentence = first_sentence(text)
    found = closing_attribution(sentence, list(find_cues(sentence))[-1])
    assert (text_of(sentence, found.pieces[0]) if found else None) == content
