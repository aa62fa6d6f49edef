"""Quotations: marks of several kinds, over sentences and paragraphs, and marks that are none."""

from __future__ import annotations

import pytest

from annotate.text.quotations import find_quotations
from support.reading import article


def inner(text: str) -> list[str]:
    return [text[one.inner : one.inner_end] for one in find_quotations(article(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The dam is safe,” she said.", ["The dam is safe,"]),
        ('"The dam is safe," she said. "All of it."', ["The dam is safe,", "All of it."]),
        ("''It's safe,'' she said.", ["It's safe,"]),
        ("''He said 'no,''' she said.", ["He said 'no,"]),
        ("„Der Damm hält“, sagte sie.", ["Der Damm hält"]),
        ("»Der Damm hält«, sagte sie. «Bien», dit-il.", ["Der Damm hält", "Bien"]),
        ("« Il tient », dit-il. « Et bien. »", ["Il tient", "Et bien."]),
        ("«\u00a0Il tient\u00a0», dit-il.", ["Il tient"]),
        ("5 « 6", []),
        ('A 14" pipe burst.', []),
        ("She said so.” Then she left.", []),
        ("“The dam is safe.", ["The dam is safe."]),
        ("“”", []),
    ],
)
def test_text_in_quotation_marks(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘De dam houdt’, zei ze.", ["De dam houdt"]),
        ("‘Zo’n dam houdt ’s nachts’, zei ze. ‘Ja.’", ["Zo’n dam houdt ’s nachts", "Ja."]),
        ("“Een ‘dam’ dus”, zei ze.", ["Een ‘dam’ dus"]),
        ("Anna’s dam uit ’98 houdt.", []),
        ("Een ‘ dam", []),
        ("'De dam houdt', zei ze. 's Nachts ook.", ["De dam houdt"]),
        ("'De dam houdt,' zei ze.", ["De dam houdt,"]),
        ("Anna's dam en Bo's dam houden.", []),
    ],
)
def test_single_marks_in_dutch(text: str, quoted: list[str]) -> None:
    assert [text[one.inner : one.inner_end] for one in find_quotations(article(text, "nl"))] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘The dam is safe,’ she said. ‘It’s ours.’", ["The dam is safe,", "It’s ours."]),
        ("'The dam is safe,' she said. 'It's ours.'", ["The dam is safe,", "It's ours."]),
        ("‘The residents’ group is wrong,’ she said.", ["The residents’ group is wrong,"]),
        ("She called it ‘safe’ again.", ["safe"]),
        ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("“No,” she said, and called it ‘safe’.", ["No,"]),
        ("The residents’ dam, the ‘90s and the teachers’ house.", []),
        ("The residents' dam, the '90s and the teachers' house.", []),
    ],
)
def test_single_marks_in_british_newspapers(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_an_unclosed_quotation_continues_in_the_next_paragraph() -> None:
    found = find_quotations(article("“The dam is safe.\n\n“Nobody has to leave,” she said.\n\n“Why?” he asked."))
    assert [one.is_continuation for one in found] == [False, True, False]


def test_a_paragraph_without_an_opening_mark_carries_nothing_on() -> None:
    found = find_quotations(article("“The dam is safe.\nShe called it “safe” again."))
    assert [one.is_continuation for one in found] == [False, False]
