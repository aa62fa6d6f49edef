"""Claims: the words left outside, the quote type, and the sentences suggested as the author's claims."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.claims import claim_spans, plain_claim, quote_type, trim
from annotate.suggestions.rules.mentions import TokenRange
from annotate.text.quotations import find_quotations
from support.reading import article, first_sentence, said, suggestions


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("But that it holds.", "it holds"),
        ("And, the dam holds,", "the dam holds"),
        ("— the dam holds —", "the dam holds"),
        ("They left the U.S.", "They left the U.S."),
        ("That", "That"),
        ("Does it hold?", "Does it hold?"),
        ("…", ""),
    ],
)
def test_trim(text: str, claim: str) -> None:
    start, end = trim(text, 0, len(text), ("that", "and", "but"))
    assert text[start:end] == claim


def test_outer_quotation_marks_stay_outside_and_inner_ones_inside() -> None:
    assert [claim for _, claim, _ in said("“But it holds,” she said.")] == ["it holds"]
    assert [claim for _, claim, _ in said("It is “safe,” according to Ada Brandt.")] == ["It is “safe,”"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("“I would tell you that it holds,” she said.", "it holds"),
        ("“We can also say that it holds,” she said.", "it holds"),
        ("“I’d note that the — that the — the dam holds,” she said.", "the dam holds"),
        ("“I think that it holds,” she said.", "I think that it holds"),
        ("“We’re aware of the rain that fell,” she said.", "We’re aware of the rain that fell"),
        ("“I would say that would hold,” she said.", "I would say that would hold"),
        ("“She would say that it holds,” he said.", "She would say that it holds"),
        ("“I’d like to point out that it holds,” she said.", "it holds"),
        ("“We’ve seen the report that Ada wrote,” she said.", "We’ve seen the report that Ada wrote"),
        ("“We’ve heard claims that Ada made,” she said.", "We’ve heard claims that Ada made"),
        ("“I would fear the man that you told,” she said.", "I would fear the man that you told"),
        ("“I can’t tell you that it holds,” she said.", "I can’t tell you that it holds"),
    ],
)
def test_the_speakers_own_frame_and_a_false_start_stay_outside(text: str, claim: str) -> None:
    assert [found for _, found, _ in said(text)] == [claim]


def test_only_the_first_piece_loses_its_leading_word() -> None:
    assert [found for _, found, _ in said("“And it holds,” she said, “and well.”")] == ["it holds | and well"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The bridge is shut, and the mayor said it leaks.", ["The bridge is shut"]),
        ("This is a new plan, as the mayor has said it leaks.", ["This is a new plan"]),
        ("The mayor said it leaks, even as the road is open to all.", ["the road is open to all"]),
        ("The mayor said it leaks, and the road is open.", []),
        ("In the rain, the mayor said it leaks.", []),
        ("The bridge is shut, and the mayor said it leaks, adding that it is old.", []),
    ],
)
def test_the_authors_own_clause_next_to_an_attribution(text: str, own: list[str]) -> None:
    assert [claim for name, claim, rule in said(text) if rule == "beside" and not name] == own


def test_a_quotation_without_words_has_no_claim() -> None:
    document = article("“…,” she said.")
    assert claim_spans(document, first_sentence("“…,” she said."), [TokenRange(0, 1)], find_quotations(document)) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“It holds,” she said.", "direct"),
        ("She said it holds.", "indirect"),
        ("She said it is “safe” now.", "mixed"),
    ],
)
def test_quote_type(text: str, quote: str) -> None:
    assert [one.attributes["quote"] for one in suggestions(text)] == [quote]
    assert quote_type(first_sentence(text), []) == "indirect"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("The bridge was closed on Monday.", True),
        ("Was the bridge closed on Monday?", False),
        ("Related stories and more", False),
        ("The bridge was closed, and the road was flooded.", False),
        ("The bridge was closed; the road is dry.", False),
        ("The “safe” bridge was closed today.", False),
        ("You can help us.", False),
        ("The ferry is expected to sail in May.", True),
        ("The mayor's criticism of the plan was sharp.", False),
        ("Harlow looked at every one of the numbers.", False),
        ("It is hard to be reluctant about a pier.", False),
        ("Harlow reportedly owns three boats.", False),
        ("It was.", False),
    ],
)
def test_sentences_that_are_the_authors_claims(text: str, offered: bool) -> None:
    assert (plain_claim(first_sentence(text)) is not None) == offered
    assert [one for one in suggestions(text) if one.rule == "plain/1"] == suggestions(text)
