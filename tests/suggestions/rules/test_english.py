"""The English words at work: sentences of each kind, with all that is suggested for them, and with nothing."""

from __future__ import annotations

import pytest

from support.reading import Said, said

AUTHOR = ""

VERBS: list[tuple[str, list[Said]]] = [
    ("The council expects the pump to fail by June.", [("the council", "the pump to fail by June", "wants")]),
    ("The council agreed to meet again in May.", [("the council", "to meet again in May", "wants")]),
    ("Tenants want lower rents.", [("Tenants", "lower rents", "wants")]),
    ("The party has promised cheaper trams.", [("the party", "cheaper trams", "wants")]),
    ("The mayor is willing to sell the pier.", [("the mayor", "to sell the pier", "wants")]),
    (
        "Officials acknowledged the delay but blamed the weather.",
        [("officials", "the delay", "announces"), ("officials", "the weather", "opposes")],
    ),
    ("Ada Brandt discussed the new tram line.", [("Ada Brandt", "the new tram line", "announces")]),
    ("Ada Brandt echoed the warning from the harbour.", [("Ada Brandt", "the warning from the harbour", "announces")]),
    ("The mayor referred to the rotten beams.", [("the mayor", "the rotten beams", "calls-for")]),
    ("The group focused on the missing sirens.", [("the group", "the missing sirens", "calls-for")]),
    ("Two members voted against the toll.", [("two members", "the toll", "calls-for")]),
    ("The teacher complained about the leaking roof.", [("the teacher", "the leaking roof", "speaks-of")]),
    ("The mayor told the crowd about her plan for the pier.", [("the mayor", "her plan for the pier", "speaks-of")]),
    ("The engineer explained how the pump had failed.", [("the engineer", "how the pump had failed", "said-clause")]),
    ("Farmers worry the new dam will ruin them.", [("farmers", "the new dam will ruin them", "said-clause")]),
    (
        "Many residents believe cheap rents are a thing of the past.",
        [("many residents", "cheap rents are a thing of the past", "said-clause")],
    ),
    (
        "A new poll published on Friday showed the race tightening.",
        [("a new poll published on Friday", "the race tightening", "shows")],
    ),
]

JUDGMENTS: list[tuple[str, list[Said]]] = [
    ("Delgado called the plan reckless.", [("Delgado", "the plan reckless", "calls-for")]),
    ("Delgado called the plan a gift to the rich.", [("Delgado", "the plan a gift to the rich", "calls-for")]),
    ("Delgado called them cowards.", [("Delgado", "them cowards", "calls-for")]),
    ("Many voters consider the toll unfair.", [("many voters", "the toll unfair", "calls")]),
    ("The coach described himself as a realist.", [("the coach", "himself as a realist", "calls")]),
    ("It rained on what the mayor called “the driest day.”", [("the mayor", "what | the driest day", "said-of-which")]),
    ("Delgado called the office on Friday.", []),
    ("The committee is considering a new bridge.", []),
]

NOUNS: list[tuple[str, list[Said]]] = [
    ("The mayor expressed hope that the tram would run again.", [("the mayor", "the tram would run again", "said-that")]),
    ("Several members voiced concern about the cost.", [("several members", "the cost", "announces")]),
    ("Ada Brandt bristled at the suggestion that she had lied.", [("Ada Brandt", "she had lied", "said-that")]),
    ("Lindqvist's claim that the dam was safe drew laughter.", [("Lindqvist", "the dam was safe", "noun-that")]),
    ("The mayor's pledge last month to repair the pier was welcome.", [("the mayor", "to repair the pier", "noun-to")]),
    (
        "Critics doubted a promise by the council to lower rents.",
        [("critics", "a promise by the council to lower rents", "doubts")],
    ),
    ("Her goal is to reopen the ferry.", [("her", "to reopen the ferry", "noun-to")]),
    (
        "The harbour master's message was: all boats must stay in port.",
        [("the harbour master", "all boats must stay in port", "noun-colon")],
    ),
    ("The union echoed a theme: wages must rise.", [("the union", "wages must rise", "said-quote")]),
]

UNLISTED: list[tuple[str, list[Said]]] = [
    ("Ada Brandt bristled that nobody had asked her.", [("Ada Brandt", "nobody had asked her", "said-that")]),
    ("Ada Brandt shot back that the tram had never been late.", [("Ada Brandt", "the tram had never been late", "said-that")]),
    ("The mayor was thrilled that the ferry had come back.", [("the mayor", "the ferry had come back", "said-that")]),
    ("“The tram is late,” shrugged Ada Brandt.", [("Ada Brandt", "The tram is late", "quote-said")]),
    ("“The tram is late,” Ada Brandt shrugged.", [("Ada Brandt", "The tram is late", "quote-said")]),
    ("Ada Brandt shrugged, “The tram is late.”", [("Ada Brandt", "The tram is late", "said-quote")]),
    ("Ada Brandt won the race that the town had held.", [(AUTHOR, "Ada Brandt won the race that the town had held", "plain")]),
    ("It turned out that the dam was safe.", [(AUTHOR, "It turned out that the dam was safe", "plain")]),
]

EDGES: list[tuple[str, list[Said]]] = [
    (
        "Critics accuse the mayor of ignoring the poor and favoring developers.",
        [("critics", "the mayor of ignoring the poor and favoring developers", "calls")],
    ),
    (
        "It was unclear, Holm said, whether the letter had arrived.",
        [("Holm", "It was unclear | whether the letter had arrived", "clause-said")],
    ),
    (
        "The museum has a tower that leans, and the hall, Holm said, will be closed.",
        [(AUTHOR, "The museum has a tower that leans", "beside"), ("Holm", "the hall | will be closed", "clause-said")],
    ),
    (
        "Ruiz, who supports the toll, said it would pass.",
        [("Ruiz", "the toll", "supports"), ("Ruiz", "it would pass", "said-clause")],
    ),
    (
        "The minister, however, said the ruling would change nothing.",
        [("the minister", "the ruling would change nothing", "said-clause")],
    ),
    ("Ruiz defended her record on crime in a debate on Monday night.", [("Ruiz", "her record on crime", "supports")]),
    (
        "They oppose any deal that keeps the dam, and have threatened to sue.",
        [("they", "any deal that keeps the dam", "opposes"), ("they", "to sue", "wants")],
    ),
    ("But even after the crew agreed to wait an hour, the ferry left.", [("the crew", "to wait an hour", "wants")]),
    ("“That is false,” Holm replied.", [("Holm", "That is false", "quote-said")]),
    (
        "“The tram is late,” Holm said, referring to line four. “It always is.”",
        [("Holm", "The tram is late", "quote-said"), ("Holm", "line four", "calls-for"), ("Holm", "It always is", "quotation")],
    ),
    ("Tram Drivers Call Off Strike, Union Says", [("Union", "Tram Drivers Call Off Strike", "clause-said")]),
]

NOTHING_OF_THE_AUTHORS = [
    "The mayor seemed tired of the long debate.",
    "The pier appears to be closed for good.",
    "The pumps were praised by the two inspectors.",
    "It is an open question how the hall was lost.",
    "The board ignores whatever the tenants write.",
    "Neighbours resent the noise from the port.",
    "The anxiety of the farmers is growing.",
    "The mayor doubles down on free trams and praises the drivers.",
    "Voters are tired of the endless criticism.",
]

THE_AUTHORS = [
    "The bridge was closed on Monday.",
    "Two boats sank in the harbour during the storm.",
    "The town has four schools and a small hospital.",
    "Workers painted the old hall in June.",
    "She was born in Dale in 1931.",
]


@pytest.mark.parametrize(("text", "found"), [*VERBS, *JUDGMENTS, *NOUNS, *UNLISTED, *EDGES])
def test_all_that_is_suggested_for_a_sentence(text: str, found: list[Said]) -> None:
    assert said(text) == found


@pytest.mark.parametrize("text", NOTHING_OF_THE_AUTHORS)
def test_where_somebody_seems_to_speak_the_sentence_is_not_offered_as_the_authors(text: str) -> None:
    assert [one for one in said(text) if one[0] == AUTHOR] == []


@pytest.mark.parametrize("text", THE_AUTHORS)
def test_a_plain_statement_is_offered_as_the_authors(text: str) -> None:
    assert said(text) == [(AUTHOR, text.rstrip("."), "plain")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The mayor did not mention the toll.", []),
        ("The mayor does not support the toll.", ["the toll"]),
        ("The mayor may want to check the pumps.", []),
        ("The mayor wants to check the pumps.", ["to check the pumps"]),
        ("The mayor, asked about the pumps, left.", []),
        ("The rope seemed intended to hold the boat.", []),
    ],
)
def test_what_is_denied_possible_or_passive_is_not_said(text: str, first: list[str]) -> None:
    assert [claim for source, claim, _ in said(text) if source] == first
