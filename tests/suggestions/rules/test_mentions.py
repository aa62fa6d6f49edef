"""Mentions: the noun phrase before and after a verb."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.cues import find_cues
from annotate.suggestions.rules.mentions import subject_after, subject_before
from support.reading import first_sentence, text_of


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The mayor said no.", "The mayor"),
        ("However, two U.S. officials said no.", "two U.S. officials"),
        ("Ada Brandt, a farmer from Ohio, said no.", "Ada Brandt , a farmer from Ohio"),
        ("Ada Brandt, 67, a retired nurse, said no.", "Ada Brandt , 67 , a retired nurse"),
        ("A spokeswoman for the mayor said no.", "A spokeswoman for the mayor"),
        ("The bridge shut because the mayor said so.", "the mayor"),
        ("Brandt and her aides said no.", "Brandt and her aides"),
        ("The woman who said no left.", "who"),
        ("About four in ten voters said no.", "About four in ten voters"),
        ("On Monday said the man.", ""),
        ("May Brown said no.", "May Brown"),
    ],
)
def test_before_a_verb(text: str, mention: str) -> None:
    sentence = first_sentence(text)
    assert text_of(sentence, subject_before(sentence, next(find_cues(sentence)).first)) == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“No,” said the mayor.", "the mayor"),
        ("“No,” said Ada Brandt, a farmer who left.", "Ada Brandt , a farmer who left"),
        ("“No,” said Ada Brandt on Monday.", "Ada Brandt"),
        ("“No,” said former tech executive Ada Brandt.", "former tech executive Ada Brandt"),
        ("“No,” said an official who asked to stay unnamed.", "an official who asked to stay unnamed"),
        ("“No,” she said quietly.", ""),
    ],
)
def test_after_a_verb(text: str, mention: str) -> None:
    sentence = first_sentence(text)
    assert text_of(sentence, subject_after(sentence, next(find_cues(sentence)).end)) == mention
