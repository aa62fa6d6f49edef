"""Attributions in one sentence, each pattern with its own examples."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.attributions import find_announcement, find_attributions
from support.reading import first_sentence, text_of

Found = tuple[str, str, str, str]


def found_in(text: str, language: str = "en") -> list[Found]:
    """Return the source, the content (pieces joined by " | "), the rule without its version and the stance of each."""
    sentence = first_sentence(text, language)
    return [
        (
            text_of(sentence, one.mention),
            " | ".join(text_of(sentence, piece) for piece in one.pieces),
            one.rule.partition("/")[0],
            one.label,
        )
        for one in find_attributions(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It holds,” the mayor said.", ("the mayor", "“It holds,”", "quote-said", "support")),
        ("“It holds,” said the mayor.", ("the mayor", "“It holds,”", "quote-said", "support")),
        ("“It holds,” the mayor said, “and well.”", ("the mayor", "“It holds,” | “and well.”", "quote-said", "support")),
        ("“Does it hold?” a farmer asked.", ("a farmer", "“Does it hold?”", "quote-said", "query")),
        ("The dam “holds,” the mayor said.", ("the mayor", "The dam “holds,”", "quote-said", "support")),
        ("The dam is safe, the mayor said.", ("the mayor", "The dam is safe", "clause-said", "support")),
        ("The dam is safe, said Ada Brandt.", ("Ada Brandt", "The dam is safe", "clause-said", "support")),
        ("The dam, she said, is safe.", ("she", "The dam | is safe", "clause-said", "support")),
        ("In Dale, she said, the dam is safe.", ("she", "In Dale | the dam is safe", "clause-said", "support")),
        ("On Monday, she said, the dam was safe.", ("she", "the dam was safe", "clause-said", "support")),
        ("In an interview, she said, the dam was safe.", ("she", "the dam was safe", "clause-said", "support")),
        ("If it rains, she said this week, the dam holds.", ("she", "If it rains | the dam holds", "clause-said", "support")),
        ("The mayor said it leaks, the agency reported.", ("the agency", "The mayor said it leaks", "clause-said", "support")),
        ("“It holds,” she told Olav Lund, “and well.”", ("she", "“It holds,”", "quote-said", "support")),
        ("Ada Brandt: “It holds.”", ("Ada Brandt", "“It holds.”", "named", "support")),
        ("The repair, which he said was late, is done.", ("he", "which | was late", "said-of-which", "support")),
        ("She asked the mayor to leave.", ("She", "the mayor to leave", "wants", "support")),
        ("As the Lantern reported, the dam is safe.", ("the Lantern", "the dam is safe", "as-said", "support")),
        ("The mayor denied the charges.", ("The mayor", "the charges", "denies", "deny")),
        ("The mayor denied that it leaks.", ("The mayor", "it leaks", "said-that", "deny")),
        ("The mayor did not say that it leaks.", ("The mayor", "it leaks", "said-that", "neutral")),
        ("The union said it opposes the use of trucks.", ("The union", "the use of trucks", "said-clause", "deny")),
        ("If it rains, she said, “we leave.”", ("she", "If it rains | “we leave.”", "said-quote", "support")),
        ("In March, she said, “we leave.”", ("she", "“we leave.”", "said-quote", "support")),
        ("The dam is safe, according to two engineers.", ("two engineers", "The dam is safe ,", "according-to", "support")),
        ("According to the agency, the dam is safe.", ("the agency", "the dam is safe", "according-to", "support")),
        (
            "According to Ada Brandt, a nurse, the dam is safe.",
            ("Ada Brandt , a nurse", "the dam is safe", "according-to", "support"),
        ),
    ],
)
def test_english(text: str, found: Found) -> None:
    assert found_in(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("„Er hält“, sagte die Ministerin.", ("die Ministerin", "„Er hält“", "quote-said", "support")),
        ("Der Damm sei sicher, sagte Ada Brandt am Montag.", ("Ada Brandt", "Der Damm sei sicher", "clause-said", "support")),
        ("Niemand wurde verletzt, teilte die Polizei mit.", ("die Polizei", "Niemand wurde verletzt", "clause-said", "support")),
        ("Der Damm hält, wie die Behörde mitteilte.", ("die Behörde", "Der Damm hält", "as-said", "support")),
        ("Laut einem Gutachten ist der Damm marode.", ("einem Gutachten", "ist der Damm marode", "according-to", "support")),
        ("Der Polizei zufolge wurde niemand verletzt.", ("Der Polizei", "wurde niemand verletzt", "according-to", "support")),
        ("Brandt bestritt, dass der Damm leckt.", ("Brandt", "der Damm leckt", "said-clause", "deny")),
    ],
)
def test_german(text: str, found: Found) -> None:
    assert found_in(text, "de") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The report on the United States was late.",
        "The dam is safe.",
        "On “Morning Talk,” nobody spoke.",
        "According to",
        "said",
        "It was said that the dam is safe.",
        "The mayor may support the plan.",
        "A man supporting the plan left.",
        "He also hosts a show, writes a weekly column.",
        "It is a tale of swing states.",
        "This is a thought that a cook, no senator, keeps to show up.",
    ],
)
def test_sentences_without_an_attribution(text: str) -> None:
    assert found_in(text) == []


def test_a_name_in_quotation_marks_is_not_what_is_said() -> None:
    assert [found[1] for found in found_in("“It holds,” she said on the show “Morning Talk.”")] == ["“It holds,”"]


def test_two_attributions_in_a_sentence() -> None:
    assert [found[:2] for found in found_in("The mayor said the dam is safe, adding that it holds.")] == [
        ("The mayor", "the dam is safe"),
        ("The mayor", "it holds"),
    ]


def test_a_closing_attribution_takes_the_whole_sentence_and_another_may_follow() -> None:
    assert [found[:2] for found in found_in("Polls show that it leaks, said Ada Brandt on Monday.")] == [
        ("Ada Brandt", "Polls show that it leaks")
    ]
    assert [found[:2] for found in found_in("“It holds,” she told Kelly, noting that it is new.")] == [
        ("she", "“It holds,”"),
        ("she", "it is new"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister denied that it leaks, Ada Brandt said.", ("The minister", "it leaks", "said-that", "deny")),
        ("The mayor said the minister had also denied that it leaks.", ("the minister", "it leaks", "said-that", "deny")),
        (
            "The minister denied it was leaking, according to two aides.",
            ("The minister", "it was leaking", "denies", "deny"),
        ),
        ("Ada Brandt said critics doubt that it leaks.", ("critics", "it leaks", "said-that", "query")),
        ("Ada Brandt said she denied the charges.", ("Ada Brandt", "the charges", "said-clause", "deny")),
        ("The union said it has always opposed the dam.", ("The union", "the dam", "said-clause", "deny")),
        ("Officials said he denied that it leaks.", ("he", "it leaks", "said-that", "deny")),
        ("The mayor said the union rejected it.", ("The mayor", "the union rejected it", "said-clause", "support")),
        ("He said she did not deny that it leaks.", ("He", "she did not deny that it leaks", "said-clause", "support")),
        ("He denied that she doubts that it leaks.", ("He", "she doubts that it leaks", "said-that", "deny")),
        ("He said the mayor said it leaks.", ("He", "the mayor said it leaks", "said-clause", "support")),
    ],
)
def test_a_reported_denial_belongs_to_whoever_denies(text: str, found: Found) -> None:
    assert found_in(text) == [found]


def test_a_reported_denial_in_german() -> None:
    assert found_in("Brandt sagte, die Ministerin habe bestritten, dass er leckt.", "de") == [
        ("die Ministerin", "er leckt", "said-clause", "deny")
    ]


def test_a_request_is_not_a_question() -> None:
    assert [found[3] for found in found_in("She asked whether it holds.")] == ["query"]
    assert [found[3] for found in found_in("She asked the mayor to leave.")] == ["support"]


def test_an_announcement_attributes_the_next_quotation() -> None:
    sentence = first_sentence("She told her voters:")
    found = find_announcement(sentence)
    assert found
    assert text_of(sentence, found.mention) == "She"
    assert find_announcement(first_sentence("She told her voters.")) is None
