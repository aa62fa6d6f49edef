"""The earlier claims that a claim can be linked to: the likely ones first, else the newest."""

from __future__ import annotations

from dataclasses import replace

from annotate.labelling.claim_links import describe_link, earlier_claims, link_title, link_to, target_name
from annotate.labelling.session import step
from annotate.labelling.state import State, arrive
from annotate.model import Annotation, Claim, ClaimLink, SentenceAnnotation
from support.playing import Desk, article, keys

STORY = article(
    "The Tarn bridge is closed until May.",
    "Rents in Lower Dale rose by four percent.",
    "Kirby denied it.",
    "The bridge over the Tarn stays closed.",
)


def labelled() -> State:
    desk = Desk(STORY)
    for number, last in ((1, 7), (2, 8), (3, 3), (4, 7)):
        desk.write(":", str(number))
        desk.claim(1 if number != 3 else 3, last)
    return desk.state


def order(state: State, sentence: int) -> list[int]:
    claim = state.annotation_of(STORY.sentences[sentence - 1].id).claims[0]
    return [earlier.number for earlier in earlier_claims(state, claim.spans)]


def test_what_is_alike_comes_first_then_the_newest() -> None:
    state = labelled()
    assert order(state, 4) == [1, 3, 2]
    assert order(state, 3) == [2, 1]  # a pronoun is like none
    assert order(state, 1) == []


def test_of_very_many_claims_all_are_listed_and_the_first_and_the_newest_are_compared() -> None:
    count = 300
    long = article("The Tarn bridge is closed until May.", *("It rose." for _ in range(count)), "The Tarn bridge is open.")
    desk = Desk(long)
    entries = {}
    for sentence in long.sentences:
        claim = Claim("c1", (long.span(sentence.start, sentence.end - 1),))
        entries[sentence.id] = SentenceAnnotation(Annotation("claim", (claim,)))
    state = arrive(replace(desk.state, entries=entries), count + 1)
    earlier = [one.number for one in earlier_claims(state, state.annotation.claims[0].spans)]
    assert earlier == [1, *range(count + 1, 1, -1)]


def test_a_link_in_words() -> None:
    state = labelled()
    for key in keys("g 1 c"):
        state = step(state, key)
    (link,) = state.annotation.links
    target = state.annotation_of(STORY.sentences[0].id).claims[0]
    assert link_to(state, state.annotation.claims[0], target) == link
    assert (describe_link(state, link), link_title(state, link)) == ("contradicts 1 C1", "contradicts")
    nowhere = ClaimLink("c1", (STORY.span(4, 8),), "no_such_label")
    assert (target_name(state, nowhere), link_title(state, nowhere)) == ("(no claim there)", "no such label")
