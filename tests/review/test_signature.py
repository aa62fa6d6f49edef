"""When annotators differ: one definition for gold, adjudication, disagreements and the status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.disagreements import find_disagreements
from annotate.model import AUTHOR, Annotation, ClaimLink, Document, Source, answer_set
from annotate.review.adjudication import adjudication_queue
from annotate.review.gold import MAJORITY, OPEN, SINGLE, UNANIMOUS, decide, needs_no_adjudicator
from annotate.review.signature import alike, answers
from annotate.schema import load_schema, parse_schema, shipped
from support.several import topics_schema

SCHEMA = load_schema(shipped("schema") / "annotation.schema.json")
JOBS = "the flood had cost jobs"
MAYOR = {"The mayor": "deny", "author": "neutral"}


@pytest.fixture
def claimed(coders: Any, document: Document) -> Annotation:
    """The mayor denies a claim, the author passes it on; every question of the scheme is answered."""
    annotation: Annotation = coders.claim(document, JOBS, MAYOR, polarity="affirmed", checkworthiness="low", normalized="Jobs.")
    mayor, passed_on = annotation.stances
    mayor = replace(mayor, cue=coders.span(document, "denied"), attributes={"quote": "indirect"})
    sources = tuple(replace(source, attributes={**source.attributes, "plural": False}) for source in annotation.sources)
    return replace(annotation, sources=sources, stances=(mayor, passed_on), note="n", flag="f")


def same(*decisions: Annotation) -> bool:
    return alike(answers(one, SCHEMA) for one in decisions)


def changed(one: Annotation, coders: Any, document: Document, what: str) -> Annotation:
    """The decision with another answer to one question, or without one."""
    (claim,), (source,), (stance, author) = one.claims, one.sources, one.stances
    noun, _, name = what.partition(" ")
    other = {"type": "causal", "verifiability": "partly", "polarity": "negated", "checkworthiness": "no", "normalized": "Work."}
    of_source = {"type": "other", "naming": "unnamed", "plural": True, "role": "mayor"}
    match noun, name:
        case "claim", "spans":
            return replace(one, claims=(replace(claim, spans=(coders.span(document, "cost jobs"),)),))
        case "claim", _:
            return replace(one, claims=(replace(claim, attributes={**claim.attributes, name: other[name]}),))
        case "source", "name":
            return replace(one, sources=(replace(source, name="Somebody"),))
        case "source", "mention":
            return replace(one, sources=(replace(source, mention=coders.span(document, "mayor denied")),))
        case "source", "unmentioned":
            return replace(one, sources=(replace(source, mention=None),))
        case "source", _:
            return replace(one, sources=(replace(source, attributes={**source.attributes, name: of_source[name]}),))
        case "stance", "label":
            return replace(one, stances=(replace(stance, label="query"), author))
        case "stance", "author":
            return replace(one, stances=(stance, replace(author, label="support")))
        case "stance", "cue":
            return replace(one, stances=(replace(stance, cue=coders.span(document, "mayor denied")), author))
        case "stance", "uncued":
            return replace(one, stances=(replace(stance, cue=None), author))
        case "stance", _:
            return replace(one, stances=(replace(stance, attributes={"quote": "direct"}), author))
        case "sentence", "skip":
            return Annotation("skip", attributes={"reason": "later"})
        case "sentence", "none":
            return Annotation("no_claim")
    return replace(one, note="another", flag=None)


DIFFER = (
    *("sentence skip", "sentence none", "claim spans", "claim type", "claim verifiability", "claim polarity"),
    *("source name", "source mention", "source unmentioned", "source type", "source naming", "source plural"),
    *("stance label", "stance author", "stance cue", "stance quote"),
)
SAME = ("sentence note", "claim normalized", "claim checkworthiness", "source role", "stance uncued")


@pytest.mark.parametrize("what", [*DIFFER, *SAME])
def test_it_is_one_definition(what: str, claimed: Annotation, coders: Any, document: Document) -> None:
    """What gold calls unanimous, what is adjudicated and what disagreements list goes by the same answers."""
    other = changed(claimed, coders, document, what)
    assert other != claimed
    differ = what in DIFFER
    revisions = [coders.revision(document, 1, name, one) for name, one in (("ada", claimed), ("ben", other))]
    sentence = document.sentences[1].id
    assert same(claimed, other) is not differ
    assert needs_no_adjudicator([claimed, other], SCHEMA, "unanimous") is not differ
    assert (decide(document, revisions, SCHEMA)[sentence].provenance in (MAJORITY, OPEN)) is differ
    assert (sentence in adjudication_queue(document, revisions, SCHEMA).versions) is differ
    assert bool(find_disagreements([document], revisions, SCHEMA)) is differ


@pytest.mark.parametrize("what", DIFFER)
def test_an_adjudicator_is_asked_what_they_differ_in(what: str, claimed: Annotation, coders: Any, document: Document) -> None:
    """What the session opens on has only what both say."""
    other = changed(claimed, coders, document, what)
    revisions = [coders.revision(document, 1, name, one) for name, one in (("ada", claimed), ("ben", other))]
    entry = adjudication_queue(document, revisions, SCHEMA).entries[document.sentences[1].id]
    common = answers(entry.annotation, SCHEMA)
    for version in (claimed, other):
        told = answers(version, SCHEMA)
        kept = {
            question: answer for question, answer in common.items() if question not in ("label", "claims") and answer != ((),)
        }
        assert all(told[question] == answer for question, answer in kept.items())


def test_why_both_skipped_it_counts(coders: Any, document: Document) -> None:
    later, furniture = (Annotation("skip", attributes={"reason": reason}) for reason in ("later", "boilerplate"))
    assert same(later, later)
    assert not same(later, furniture)
    revisions = [coders.revision(document, 0, name, one) for name, one in (("ada", later), ("ben", furniture))]
    (kind,) = find_disagreements([document], revisions, SCHEMA)
    assert (kind.stage, kind.question, kind.what) == ("sentence", "reason", "boilerplate / later")


def test_ids_and_order_tell_nothing(claimed: Annotation, coders: Any, document: Document) -> None:
    rents = coders.claim(document, "rents rose", {"The mayor": "support"})
    one, other = coders.both(claimed, rents), coders.both(rents, claimed)
    assert one != other
    assert same(one, other)


def test_the_author_is_no_source_of_that_name(coders: Any, document: Document) -> None:
    by_author = coders.claim(document, JOBS)
    named = replace(by_author, sources=(Source("s1", ""),), stances=(replace(by_author.stances[0], source="s1"),))
    assert by_author.stances[0].source == AUTHOR
    assert not same(by_author, named)


def test_the_order_of_anything_tells_nothing(coders: Any, document: Document) -> None:
    """Neither that of spans, nor of sources, nor of two claims at one place."""
    pieces = coders.claim(document, [JOBS, "rents rose"])
    (claim,) = pieces.claims
    assert same(pieces, replace(pieces, claims=(replace(claim, spans=claim.spans[::-1]),)))
    shared = coders.claim(document, JOBS, {"The mayor": "deny", "that": "support"})
    assert same(shared, replace(shared, sources=shared.sources[::-1], stances=shared.stances[::-1]))
    event, causal = (coders.claim(document, JOBS, type=type) for type in ("event", "causal"))
    assert same(coders.both(event, causal), coders.both(causal, event))
    assert not same(coders.both(event, causal), coders.both(event, event))


def test_who_puts_forward_which_claim_matters(coders: Any, document: Document) -> None:
    def two(jobs: str, rents: str) -> Annotation:
        return coders.both(
            coders.claim(document, JOBS, {jobs: "support"}), coders.claim(document, "rents rose", {rents: "support"})
        )

    assert same(two("author", "The mayor"), two("author", "The mayor"))
    assert not same(two("author", "The mayor"), two("The mayor", "author"))


def test_a_claim_of_nobody_is_not_the_authors(coders: Any, document: Document) -> None:
    by_author = coders.claim(document, JOBS)
    assert not same(by_author, replace(by_author, stances=()))


def test_a_cue_is_a_place_with_its_end(claimed: Annotation, coders: Any, document: Document) -> None:
    longer = replace(claimed.stances[0], cue=coders.span(document, "denied that"))
    assert not same(claimed, replace(claimed, stances=(longer, claimed.stances[1])))


def test_a_source_is_told_by_its_name_whatever_its_case_and_spaces(claimed: Annotation) -> None:
    (source,) = claimed.sources
    assert same(claimed, replace(claimed, sources=(replace(source, name=" the  MAYOR"),)))


def test_what_is_written_of_the_author_tells_nothing(claimed: Annotation, coders: Any, document: Document) -> None:
    """The author is the author, whatever they are called and wherever they are mentioned."""
    (source,) = claimed.sources
    authors = [
        Source(AUTHOR, name, coders.span(document, place), {"type": type})
        for name, place, type in (("A. Writer", "rents", "person"), ("us", "jobs", "group"))
    ]
    assert same(claimed, *(replace(claimed, sources=(source, author)) for author in authors))
    alone = coders.claim(document, JOBS)
    assert same(alone, *(replace(alone, sources=(author,)) for author in authors))


def variants(coders: Any, document: Document) -> Sequence[Annotation]:
    first = coders.claim(document, JOBS, MAYOR)
    rents = coders.claim(document, "rents rose", {"The mayor": "support"})
    both = coders.both(first, rents)
    kinds = ("claim type", "source type", "stance cue", "sentence skip", "sentence none", "sentence note")
    return [first, both, *(changed(first, coders, document, kind) for kind in kinds)]


@given(one=st.integers(0, 7), other=st.integers(0, 7))
def test_they_differ_where_a_disagreement_is_listed(one: int, other: int, coders: Any, document: Document) -> None:
    kinds = variants(coders, document)
    revisions = [coders.revision(document, 1, name, kinds[index]) for name, index in (("ada", one), ("ben", other))]
    assert bool(find_disagreements([document], revisions, SCHEMA)) is not same(kinds[one], kinds[other])


chosen = st.lists(st.integers(0, 7), min_size=1, max_size=4)


@given(chosen=chosen, data=st.data())
def test_neither_order_nor_a_copy_of_an_annotator_matters(
    chosen: list[int], data: st.DataObject, coders: Any, document: Document
) -> None:
    """One more annotator who says what another said makes nothing differ that did not, and nothing the same that did."""
    kinds = variants(coders, document)
    decisions = [kinds[index] for index in chosen]
    assert same(*data.draw(st.permutations(decisions))) == same(*decisions)
    copied = [*decisions, data.draw(st.sampled_from(decisions))]
    assert same(*copied) == same(*decisions)
    revisions, more = (
        [coders.revision(document, 1, name, one) for name, one in zip("abcdefgh", said, strict=False)]
        for said in (decisions, copied)
    )
    before, after = (decide(document, given, SCHEMA)[document.sentences[1].id].provenance for given in (revisions, more))
    expected = {SINGLE: (UNANIMOUS,), UNANIMOUS: (UNANIMOUS,), MAJORITY: (MAJORITY, OPEN), OPEN: (MAJORITY, OPEN)}
    assert before is not None
    assert after in expected[before]
    ours, theirs = (adjudication_queue(document, given, SCHEMA).versions for given in (revisions, more))
    told = [[version.annotation for version in versions] for versions in (*ours.values(), *theirs.values())]
    assert not told or sorted(map(repr, told[0])) == sorted(map(repr, told[1]))


def test_several_answers_are_one_answer_as_a_set(coders: Any, document: Document) -> None:
    scheme = topics_schema()

    def decided(*topics: str) -> Annotation:
        annotation: Annotation = coders.claim(document, JOBS, topics=answer_set(topics))
        return annotation

    both, other, none = decided("money", "health"), decided("health", "money"), decided()
    assert alike(answers(one, scheme) for one in (both, other))
    assert not alike(answers(one, scheme) for one in (both, decided("money")))
    assert not alike(answers(one, scheme) for one in (both, none))
    assert alike(answers(one, scheme) for one in (both, coders.claim(document, JOBS))), "left out is not another answer"


def test_links_that_differ_are_a_different_decision(coders: Any, document: Document, claimed: Annotation) -> None:
    target = (coders.span(document, "denied"),)

    def linked(*labels: str) -> Annotation:
        return replace(claimed, links=tuple(ClaimLink("c1", target, label) for label in labels))

    assert same(linked("same"), linked("same"))
    assert not same(linked("same"), linked("contradicts"))
    assert not same(linked("same"), claimed)
    other_ids = replace(linked("same"), claims=(replace(claimed.claims[0], id="c7"),))
    other_ids = replace(
        other_ids,
        stances=tuple(replace(stance, claim="c7") for stance in claimed.stances),
        links=(ClaimLink("c7", target, "same"),),
    )
    assert same(linked("same"), other_ids)


def test_links_that_the_scheme_never_has_adjudicated_are_no_difference(
    coders: Any, document: Document, claimed: Annotation
) -> None:
    raw = json.loads(json.dumps(SCHEMA.raw))
    raw["$defs"]["link"]["properties"]["label"]["x-adjudicate"] = False
    linked = replace(claimed, links=(ClaimLink("c1", (coders.span(document, "denied"),), "same"),))
    assert alike(answers(one, parse_schema(json.dumps(raw))) for one in (claimed, linked))
