"""What two annotators said about the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from annotate.agreement.plan import Question
from annotate.model import Annotation, Document
from support.oracle import Comparison, compare_claims, compare_sentences

NONE = Annotation("no_claim")
JOBS, RENTS = "the flood had cost jobs", "rents rose"


def said(comparisons: Iterable[Comparison], stage: str, name: str) -> list[tuple[Any, Any, bool]]:
    return [(one.first, one.second, one.same) for one in comparisons if one.question == Question(stage, name)]


@pytest.fixture
def compared(coders: Any, document: Document) -> Any:
    """Compare two annotations of the second sentence."""

    def compare(first: Annotation | None, second: Annotation | None) -> list[Comparison]:
        readings = coders.reading(document, "ada", None, first), coders.reading(document, "ben", None, second)
        return [*compare_sentences(*readings), *compare_claims(*readings)]

    return compare


def test_a_sentence_is_compared_where_both_finished_it(compared: Any, coders: Any, document: Document) -> None:
    claim = coders.claim(document, JOBS)
    assert said(compared(claim, NONE), "sentence", "label") == [("claim", "no_claim", False)]
    assert compared(claim, None) == []
    assert compared(claim, Annotation("skip")) == []


def test_a_claim_of_one_alone_is_one_disagreement(compared: Any, coders: Any, document: Document) -> None:
    found = compared(coders.claim(document, JOBS, {"The mayor": "deny"}), NONE)
    assert {one.question for one in found} == {("sentence", "label"), ("span", "claims"), ("triple", "exact")}
    ((place, nothing, same),) = said(found, "span", "claims")
    assert document.text[slice(*place[0])] == JOBS
    assert (nothing, same) == (None, False)


def test_claims_are_matched_by_place_and_their_answers_compared(compared: Any, coders: Any, document: Document) -> None:
    first = coders.both(coders.claim(document, RENTS, type="quantity"), coders.claim(document, JOBS, type="causal"))
    second = coders.both(coders.claim(document, "had cost jobs", type="event"), coders.claim(document, RENTS, type="quantity"))
    found = compared(first, second)
    assert sorted(said(found, "claim", "type")) == [("causal", "event", False), ("quantity", "quantity", True)]
    assert [same for *_, same in said(found, "span", "claims")] == [True, False]


def test_an_answer_that_one_did_not_give_is_missing(compared: Any, coders: Any, document: Document) -> None:
    found = compared(coders.claim(document, JOBS, polarity="affirmed"), coders.claim(document, JOBS))
    assert said(found, "claim", "polarity") == []


def test_sources_are_one_by_name_or_mention(compared: Any, coders: Any, document: Document) -> None:
    whole, part = (coders.claim(document, JOBS, {name: "deny"}) for name in ("The mayor", "mayor denied"))
    found = compared(whole, part)
    assert said(found, "source", "entity") == [("The mayor", "mayor denied", True)]
    assert [same for *_, same in said(found, "source", "mention")] == [False]
    assert said(found, "source", "type") == [("person", "person", True)]
    assert said(found, "stance", "label") == [("deny", "deny", True)]


def test_the_author_is_a_source_only_where_nobody_else_is(compared: Any, coders: Any, document: Document) -> None:
    attributed = coders.claim(document, JOBS, {"The mayor": "deny", "author": "neutral"})
    found = compared(attributed, coders.claim(document, JOBS))
    assert said(found, "source", "entity") == [("The mayor", None, False), (None, "author", False)]
    assert said(found, "source", "mention")[0][1:] == (None, False)
    assert said(found, "stance", "label") == []
    assert said(found, "stance", "author") == [("neutral", "support", False)]
    assert said(compared(attributed, attributed), "source", "entity") == [("The mayor", "The mayor", True)]


@pytest.mark.parametrize(
    ("text", "source", "stance", "same"),
    [
        (JOBS, "The mayor", "deny", True),
        ("had cost jobs", "The mayor", "deny", False),
        (JOBS, "that the flood", "deny", False),
        (JOBS, "The mayor", "query", False),
    ],
)
def test_a_triple_is_the_same_as_a_whole_only(
    compared: Any, coders: Any, document: Document, text: str, source: str, stance: str, same: bool
) -> None:
    first = coders.claim(document, JOBS, {"The mayor": "deny"})
    found = said(compared(first, coders.claim(document, text, {source: stance})), "triple", "exact")
    ours, theirs = (JOBS, "The mayor", "deny"), (text, source, stance)
    assert found == ([(ours, theirs, True)] if same else [(ours, None, False), (None, theirs, False)])


def test_the_order_of_annotators_only_turns_the_comparisons(compared: Any, coders: Any, document: Document) -> None:
    first = coders.both(coders.claim(document, JOBS, {"The mayor": "deny"}), coders.claim(document, RENTS))
    second = coders.claim(document, "had cost jobs and that", {"The mayor": "query"})
    turned = [(one.question, one.second, one.first, one.same) for one in compared(second, first)]
    there = [(one.question, one.first, one.second, one.same) for one in compared(first, second)]
    assert sorted(map(repr, turned)) == sorted(map(repr, there))
