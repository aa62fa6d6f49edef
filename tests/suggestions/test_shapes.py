"""Shapes: who says what in one sentence, each shape with sentences of its own."""

from __future__ import annotations

import pytest

from annotate.suggestions.shapes import announcement, attributions
from support.reading import line, text_of

Found = tuple[str, str, str, str]


def shapes(text: str, language: str = "en") -> list[Found]:
    """Who, what (pieces parted by " | "), the rule without its version, the stance."""
    read = line(text, language)
    return [
        (
            text_of(read, one.mention),
            " | ".join(text_of(read, piece) for piece in one.pieces),
            one.rule.partition("/")[0],
            one.label,
        )
        for one in attributions(read)
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
    assert shapes(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("„Er hält“, sagte die Ministerin.", ("die Ministerin", "„Er hält“", "quote-said", "support")),
        ("Der Damm sei sicher, sagte Ada Brandt am Montag.", ("Ada Brandt", "Der Damm sei sicher", "clause-said", "support")),
        ("Niemand wurde verletzt, teilte die Polizei mit.", ("die Polizei", "Niemand wurde verletzt", "clause-said", "support")),
        ("Der Damm hält, wie die Behörde mitteilte.", ("die Behörde", "Der Damm hält", "clause-said", "support")),
        ("Laut einem Gutachten ist der Damm marode.", ("einem Gutachten", "ist der Damm marode", "according-to", "support")),
        ("Der Polizei zufolge wurde niemand verletzt.", ("Der Polizei", "wurde niemand verletzt", "according-to", "support")),
        ("Brandt bestritt, dass der Damm leckt.", ("Brandt", "der Damm leckt", "said-clause", "deny")),
    ],
)
def test_german(text: str, found: Found) -> None:
    assert shapes(text, "de") == [found]


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
def test_where_nobody_says_anything(text: str) -> None:
    assert shapes(text) == []


def test_a_name_in_quotation_marks_is_not_what_is_said() -> None:
    assert [found[1] for found in shapes("“It holds,” she said on the show “Morning Talk.”")] == ["“It holds,”"]


def test_two_attributions_in_a_sentence() -> None:
    assert [found[:2] for found in shapes("The mayor said the dam is safe, adding that it holds.")] == [
        ("The mayor", "the dam is safe"),
        ("The mayor", "it holds"),
    ]


def test_an_attribution_at_the_end_takes_the_whole_of_the_sentence_and_more_may_follow() -> None:
    assert [found[:2] for found in shapes("Polls show that it leaks, said Ada Brandt on Monday.")] == [
        ("Ada Brandt", "Polls show that it leaks")
    ]
    assert [found[:2] for found in shapes("“It holds,” she told Kelly, noting that it is new.")] == [
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
def test_a_denial_that_is_reported_is_who_denies_it(text: str, found: Found) -> None:
    assert shapes(text) == [found]


def test_a_denial_that_is_reported_in_german() -> None:
    assert shapes("Brandt sagte, die Ministerin habe bestritten, dass er leckt.", "de") == [
        ("die Ministerin", "er leckt", "said-clause", "deny")
    ]


def test_who_leaves_may_ask_no_question() -> None:
    assert [found[3] for found in shapes("She asked whether it holds.")] == ["query"]
    assert [found[3] for found in shapes("She asked the mayor to leave.")] == ["support"]


def test_an_announcement_says_whose_the_next_quotation_is() -> None:
    read = line("She told her voters:")
    found = announcement(read)
    assert found
    assert text_of(read, found.mention) == "She"
    assert announcement(line("She told her voters.")) is None
