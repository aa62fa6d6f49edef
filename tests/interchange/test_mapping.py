"""Other tools' labels as claims, sources and stances: what is said is taken, what is not stays open, the rest is counted."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import replace

from annotate.interchange.choices import Choices, parse_choices
from annotate.interchange.losses import LossCounter
from annotate.interchange.mapping import Imported, SetReader, renamed
from annotate.interchange.values import (
    CLAIM,
    CUE,
    LINKED,
    NAME,
    SENTENCE,
    SOURCE,
    UNMENTIONED,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
)
from annotate.schema import load_schema, parse_schema
from support.builders import make_document
from support.paths import REPO

SCHEMA = load_schema(REPO / "schema" / "annotation.schema.json")
DOCUMENT = make_document("d", ["Closed", "The bridge is closed, officials said.", "It reopens in May."])
DONE = {"type": "event", "verifiability": "verifiable"}


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = DOCUMENT.text.index(words)
    return ((start, start + len(words)),)


def read(
    *spans: ForeignSpan, links: tuple[ForeignLink, ...] = (), choices: Choices | None = None, done: bool = False
) -> tuple[list[Imported], Mapping[str, int]]:
    counter = LossCounter()
    choices = choices or Choices()
    foreign = ForeignDocument("x", DOCUMENT.text, (ForeignSet("ada", spans, links, done=done),))
    (annotations,) = renamed(foreign, choices, SCHEMA, counter).sets
    reader = SetReader(DOCUMENT, annotations, lambda a, b: (a, b), SCHEMA, choices, counter, tool="t")
    made = list(reader.annotations())
    return made, {loss.kind: loss.lost for loss in counter.losses()}


def test_labels_by_any_usual_name() -> None:
    spans = [
        ForeignSpan("1", "webanno.custom.Claim", at("The bridge is closed")),
        ForeignSpan("2", "SPEAKER", at("officials")),
        ForeignSpan("3", "cue", at("said")),
        ForeignSpan("4", "PER", at("May")),
    ]
    links = (ForeignLink("5", "Support", "1", "2"), ForeignLink("6", "of", "3", "1"), ForeignLink("7", "says", "2", "1"))
    (made,), losses = read(*spans, links=links)
    assert losses == {"unknown.PER": 1, "unknown.says": 1}
    assert [(s.label, s.source, s.cue.text if s.cue else "") for s in made.annotation.stances] == [
        ("support", "s1", "said"),
        ("neutral", "s0", ""),
    ]
    assert made.annotation.sources[0].name == "officials"


def test_a_complete_sentence_is_finished_and_one_that_is_marked_open_is_not() -> None:
    claim = ForeignSpan("1", CLAIM, at("The bridge is closed"), {**DONE, "author_stance": "support"})
    (made,), _ = read(claim)
    assert made.annotation.label == "claim"
    (made,), _ = read(claim, ForeignSpan("2", SENTENCE, at("The bridge is closed, officials said.")))
    assert made.annotation.label is None
    (made,), losses = read(
        ForeignSpan("1", CLAIM, at("The bridge is closed"), DONE),
        ForeignSpan("2", SENTENCE, at("The bridge is closed, officials said."), {"label": "claim"}),
    )
    assert (made.annotation.label, losses) == (None, {"sentence.label": 1})


def test_a_stance_for_claims_without_any() -> None:
    choices = parse_choices([], ["stance.label=support"], SCHEMA)
    (made,), _ = read(ForeignSpan("1", CLAIM, at("The bridge is closed"), DONE), choices=choices)
    assert (made.annotation.label, made.annotation.stances[0].source) == ("claim", "s0")


def test_complete_needs_a_tool_that_says_done() -> None:
    claim = ForeignSpan("1", CLAIM, at("The bridge is closed"))
    choices = Choices(complete=True)
    assert [m.annotation.label for m in read(claim, choices=choices, done=True)[0]] == ["no_claim", None, "no_claim"]
    assert [m.annotation.label for m in read(claim, choices=choices)[0]] == [None]


def test_a_claim_across_sentences_is_cut_and_counted() -> None:
    (made,), losses = read(ForeignSpan("1", CLAIM, at("closed, officials said. It")))
    assert (made.annotation.claims[0].text, losses) == ("closed, officials said.", {"span.crosses_sentence": 1})


def test_mentions_of_one_name_are_one_source() -> None:
    spans = [
        ForeignSpan("1", CLAIM, at("The bridge is closed")),
        ForeignSpan("2", CLAIM, at("It reopens in May")),
        ForeignSpan("3", SOURCE, at("officials"), {"type": "person"}),
        ForeignSpan("4", SOURCE, (), {"naming": "implicit"}, name="Officials"),
    ]
    links = (ForeignLink("5", "support", "3", "1"), ForeignLink("6", "deny", "4", "2"))
    made, _ = read(*spans, links=links)
    one, other = (m.annotation.sources[0] for m in made)
    assert one.id == other.id == "s1"
    assert one.attributes == other.attributes == {"type": "person", "naming": "implicit"}
    assert (one.mention is None, other.mention is None) == (False, True)


def test_what_is_not_in_the_text_is_counted() -> None:
    counter = LossCounter()
    spans = (
        ForeignSpan("1", CLAIM, at("The bridge is closed")),
        ForeignSpan("2", SOURCE, at("officials")),
        ForeignSpan("3", CUE, at("said")),
        ForeignSpan("4", CLAIM, at("It reopens in May")),
        ForeignSpan("5", SENTENCE, at("bridge"), {"label": "no_claim"}),
    )
    annotations = ForeignSet("ada", spans, (ForeignLink("6", "deny", "2", "1", cue="3"),))

    def place(start: int, end: int) -> tuple[int, int] | None:
        return (start, end) if DOCUMENT.text[start:end].startswith(("The", "bridge")) else None

    made = list(SetReader(DOCUMENT, annotations, place, SCHEMA, Choices(), counter, tool="t").annotations())
    assert {loss.kind: loss.lost for loss in counter.losses()} == {
        "sentence.label": 1,
        "claim": 1,
        "source.mention": 1,
        "stance.cue": 1,
    }
    assert made[0].annotation.stances[0].label == "deny"


def test_suggestions_have_one_source() -> None:
    counter = LossCounter()
    spans = (
        ForeignSpan("1", CLAIM, at("The bridge is closed"), {"type": "event"}),
        ForeignSpan("2", SOURCE, at("officials")),
        ForeignSpan("3", SOURCE, (), name="they"),
        ForeignSpan("4", CLAIM, at("It reopens in May")),
        ForeignSpan("7", SOURCE, at("May")),
    )
    links = (ForeignLink("5", "deny", "2", "1"), ForeignLink("6", "query", "3", "1"))
    annotations = ForeignSet("", spans, links, agent="m")
    reader = SetReader(DOCUMENT, annotations, lambda a, b: (a, b), SCHEMA, Choices(), counter, tool="t")
    one, other = reader.suggestions()
    assert (one.suggestion.label, one.suggestion.source and one.suggestion.source.name, one.answers) == (
        "deny",
        "officials",
        {"type": "event"},
    )
    assert (other.suggestion.source, other.suggestion.label, other.suggestion.rule) == (None, "support", "m")
    assert [loss.kind for loss in counter.losses()] == ["source.mention", "stance.second_source", "stance.author"]


def test_of_two_claims_with_the_same_text_the_first_is_kept() -> None:
    spans = [ForeignSpan("1", CLAIM, at("The bridge is closed")), ForeignSpan("2", CLAIM, at("The bridge is closed"), DONE)]
    (made,), losses = read(*spans)
    assert len(made.annotation.claims) == 1
    assert made.annotation.claims[0].attributes == {}
    assert losses == {"claim": 1}


def test_answers_about_a_source_without_a_mention_are_those_of_the_scheme() -> None:
    source = {
        NAME: "the mayor",
        "stance": "support",
        "answers": {"type": "person", "look": "x"},
        "stance_answers": {"mood": "y"},
    }
    claim = ForeignSpan("1", CLAIM, at("The bridge is closed"), {UNMENTIONED: json.dumps([source])})
    (made,), losses = read(claim)
    assert [source.attributes for source in made.annotation.sources if source.name == "the mayor"] == [{"type": "person"}]
    assert losses == {"unknown.look": 1, "unknown.mood": 1}


CLOSED, REOPENS = (
    ForeignSpan("1", CLAIM, at("The bridge is closed"), DONE),
    ForeignSpan("2", CLAIM, at("It reopens in May"), DONE),
)


def linked(
    *links: tuple[str, str, str], choices: Choices | None = None, spans: tuple[ForeignSpan, ...] = (CLOSED, REOPENS)
) -> tuple[list[tuple[str, str, str]], Mapping[str, int]]:
    """Return the links that are read, each with the texts of both claims, and the losses."""
    foreign = tuple(ForeignLink(f"r{number}", *link) for number, link in enumerate(links))
    made, losses = read(*spans, links=foreign, choices=choices)
    texts = {id(item): {claim.id: claim.text for claim in item.annotation.claims} for item in made}
    return [(texts[id(i)][link.claim], link.label, link.target_text) for i in made for link in i.annotation.links], losses


def test_a_link_leads_from_the_later_claim_to_the_earlier_one_whichever_way_it_was_drawn() -> None:
    found = [("It reopens in May", "contradicts", "The bridge is closed")]
    assert linked(("contradicts", "2", "1")) == (found, {})
    assert linked(("Contradicts", "1", "2")) == (found, {})
    assert linked(("supports", "2", "1"))[0] == [("It reopens in May", "supports", "The bridge is closed")]


def test_a_link_that_says_something_of_the_earlier_claim_is_not_turned() -> None:
    assert linked(("supports", "1", "2")) == ([], {"link": 1})


def test_a_relation_that_leads_to_a_later_claim_gets_the_label_of_the_reverse() -> None:
    raw = copy.deepcopy(SCHEMA.raw)
    supports, same = (
        raw["$defs"]["link"]["properties"]["label"]["oneOf"][2],
        {"const": "follows", "title": "Follows", "x-key": "f"},
    )
    supports["x-relation"] = "entails"
    raw["$defs"]["link"]["properties"]["label"]["oneOf"].append({**same, "description": "It follows.", "x-relation": "entailed"})
    schema = parse_schema(json.dumps(raw))
    foreign = ForeignDocument(
        "x", DOCUMENT.text, (ForeignSet("ada", (CLOSED, REOPENS), (ForeignLink("r", "supports", "1", "2"),)),)
    )
    (annotations,) = renamed(foreign, Choices(), schema, LossCounter()).sets
    reader = SetReader(DOCUMENT, annotations, lambda a, b: (a, b), schema, Choices(), LossCounter(), tool="t")
    (link,) = (link for item in reader.annotations() for link in item.annotation.links)
    assert (link.label, link.target_text) == ("follows", "The bridge is closed")


def test_two_claims_are_linked_once_and_not_where_they_begin_together() -> None:
    assert linked(("same", "2", "1"), ("contradicts", "1", "2")) == (
        [("It reopens in May", "same", "The bridge is closed")],
        {"link": 1},
    )
    spans = (CLOSED, ForeignSpan("2", CLAIM, at("The bridge is"), DONE))
    assert linked(("same", "2", "1"), spans=spans) == ([], {"link": 1})


def test_a_link_from_or_to_what_is_not_here_is_counted() -> None:
    elsewhere = ForeignSpan("2", CLAIM, at("\n"), DONE)
    found, losses = linked(("same", "2", "1"), spans=(CLOSED, elsewhere))
    assert found == []
    assert losses["link"] == 1
    assert linked(("likes", "2", "1")) == ([], {"unknown.likes": 1})


def test_labels_of_links_are_mapped() -> None:
    choices = parse_choices(["link.label:same=EQUIV"], [], SCHEMA)
    assert linked(("Equiv", "2", "1"), choices=choices)[0] == [("It reopens in May", "same", "The bridge is closed")]


def test_pieces_are_joined_and_without_links_in_the_scheme_the_same_claim_is_one_in_pieces() -> None:
    assert linked(("continues", "1", "2"))[0] == []
    (made,), _ = read(CLOSED, REOPENS, links=(ForeignLink("r", "piece", "1", "2"),))
    assert len(made.annotation.claims[0].spans) == 1  # the other piece is in another sentence
    raw = copy.deepcopy(SCHEMA.raw)
    del raw["$defs"]["link"], raw["$defs"]["annotation"]["properties"]["links"]
    raw["$defs"]["annotation"]["required"] = [n for n in raw["$defs"]["annotation"]["required"] if n != "links"]
    foreign = ForeignDocument("x", DOCUMENT.text, (ForeignSet("ada", (CLOSED, REOPENS), (ForeignLink("r", "same", "1", "2"),)),))
    (annotations,) = renamed(foreign, Choices(), parse_schema(json.dumps(raw)), LossCounter()).sets
    assert [span.pieces for span in annotations.spans] == [(*CLOSED.pieces, *REOPENS.pieces)]


def test_links_in_an_attribute_are_read_and_what_is_none_is_counted() -> None:
    later = replace(REOPENS, attributes={**DONE, LINKED: '{"1": "contradicts"}'})
    assert linked(spans=(CLOSED, later)) == ([("It reopens in May", "contradicts", "The bridge is closed")], {})
    for wrong in ("see above", '{"9": "same"}', '{"1": "likes"}', "[1]", "3"):
        later = replace(REOPENS, attributes={**DONE, LINKED: wrong})
        assert linked(spans=(CLOSED, later)) == ([], {"link": 1})


def test_a_suggestion_has_no_links() -> None:
    counter = LossCounter()
    made = ForeignSet("", (CLOSED, REOPENS), (ForeignLink("r", "same", "2", "1"),), agent="m")
    (annotations,) = renamed(ForeignDocument("x", DOCUMENT.text, (made,)), Choices(), SCHEMA, counter).sets
    reader = SetReader(DOCUMENT, annotations, lambda a, b: (a, b), SCHEMA, Choices(), counter, tool="t")
    assert len(list(reader.suggestions())) == 2
    assert [(loss.kind, loss.lost) for loss in counter.losses()] == [("link", 1)]
