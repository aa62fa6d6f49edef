"""Predicted links: right where they are offered, in articles that the rules were not made with; silent where it is not sure."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from annotate.model import Span
from annotate.suggestions import LinkRules
from support.builders import make_document
from support.linked_articles import DEVELOPMENT, FRESH, HELD_OUT, LinkedArticle, read


def predicted(article: LinkedArticle) -> list[tuple[int, int, str]]:
    rules = LinkRules(article.document)
    found = [(later, rules.link(claim, article.claims[:later])) for later, claim in enumerate(article.claims)]
    return [(later, link.target, link.relation) for later, link in found if link]


def groups(article: LinkedArticle) -> list[int]:
    """Return for each claim the first one that says the same."""
    first = list(range(len(article.claims)))
    for later, earlier, relation in article.links:
        if relation == "same":
            first[later] = first[earlier]
    return first


def scores(articles: Mapping[str, str]) -> tuple[int, int, int, int]:
    """Return how many links are predicted and how many of them are right, how many there are and how many of them are found.

    A link to another claim that says the same as the one that is meant is right, too.
    """
    offered = right = there = found = 0
    for article in (read(id, text) for id, text in articles.items()):
        first = groups(article)
        meant = {(later, first[earlier], relation) for later, earlier, relation in article.links if relation != "related"}
        ours = {(later, first[earlier], relation) for later, earlier, relation in predicted(article)}
        offered, right = offered + len(ours), right + len(ours & meant)
        there, found = there + len(meant), found + len(ours & meant)
    return offered, right, there, found


@pytest.mark.parametrize(
    ("articles", "offered", "right", "there"), [(DEVELOPMENT, 15, 15, 15), (HELD_OUT, 11, 11, 15), (FRESH, 15, 13, 14)]
)
def test_most_offers_are_right(articles: Mapping[str, str], offered: int, right: int, there: int) -> None:
    assert scores(articles) == (offered, right, there, right)


DOCUMENT = make_document(
    "d",
    [
        "The Tarn bridge is closed until May.",
        "Kirby denied it.",
        "Rents rose by four percent.",
        "One.",
        "Two.",
        "The Tarn bridge is not closed until May.",
        "He repeated his claim.",
    ],
    language="en",
)


def span(quote: str, after: int = 0) -> tuple[Span, ...]:
    start = DOCUMENT.text.index(quote, after)
    return (DOCUMENT.span(start, start + len(quote)),)


CLOSED, IT = span("The Tarn bridge is closed until May"), span("it", 40)
RENTS, OPEN = span("Rents rose by four percent"), span("The Tarn bridge is not closed until May")


@pytest.mark.parametrize(
    ("claim", "earlier", "expected"),
    [
        (IT, [CLOSED], (0, "same", "reference/1")),
        (IT, [], None),
        (OPEN, [CLOSED, IT, RENTS], (0, "contradicts", "negated/1")),
        (RENTS, [CLOSED, IT], None),
        (span("his claim"), [CLOSED, RENTS, OPEN], None),
        (span("it", 40), [CLOSED, RENTS], (1, "same", "reference/1")),
    ],
)
def test_a_link(claim: tuple[Span, ...], earlier: list[tuple[Span, ...]], expected: tuple[int, str, str] | None) -> None:
    link = LinkRules(DOCUMENT).link(claim, earlier)
    assert (link and link[:3]) == expected


def test_a_reference_is_not_linked_far_back() -> None:
    far = make_document("d", [CLOSED[0].text, "One.", "Two.", "Three.", "Four.", "Kirby denied it."], language="en")
    it = far.text.rindex("it")
    assert LinkRules(far).link((far.span(it, it + 2),), [(far.span(0, 20),)]) is None


@pytest.mark.parametrize(
    ("earlier", "later", "relation"),
    [
        ("Rents rose by 4 percent", "Rents rose by 7 percent", None),
        ("The chain closes ten shops", "The chain closes twelve shops", None),
        ("The chain closes ten shops", "The chain will close ten of the shops", "same"),
        ("Die Brücke bleibt gesperrt", "Die Brücke bleibt nicht gesperrt", "contradicts"),
        ("Die Brücke bleibt gesperrt", "Die Brücke am Ufer bleibt gesperrt", "same"),
        ("The dam is safe", "The ferry sails again", None),
    ],
)
def test_repeated_claims(earlier: str, later: str, relation: str | None) -> None:
    document = make_document("d", [f"{earlier}.", f"{later}."], language="de" if "Die" in earlier else "en")
    spans = [(document.span(sentence.start, sentence.end - 1),) for sentence in document.sentences]
    link = LinkRules(document).link(spans[1], spans[:1])
    assert (link and link.relation) == relation


def test_there_are_no_rules_for_other_languages() -> None:
    document = make_document("d", ["Silta on suljettu.", "Silta on suljettu."], language="fi")
    spans = [(document.span(sentence.start, sentence.end - 1),) for sentence in document.sentences]
    assert LinkRules(document).link(spans[1], spans[:1]) is None
