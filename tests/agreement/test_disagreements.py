"""Disagreements by kind and frequency, with examples."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement.disagreements import Disagreement, find_disagreements
from annotate.model import AUTHOR, Annotation, Claim, Document, Revision, Source, Stance
from annotate.review.signature import alike, answers
from annotate.schema import Schema, parse_schema
from support import oracle_disagreements
from support.several import article_schema, topics_schema, unlinked_schema

NONE = Annotation("no_claim")
JOBS = "the flood had cost jobs"


@pytest.fixture
def found(coders: Any, schema: Schema) -> Any:
    """What is found of two annotators' pairs of decisions on the second sentence, a document each."""

    def find(*pairs: tuple[Any, Any], **options: Any) -> dict[tuple[str, str, str], Disagreement]:
        documents, revisions = _decided(coders, pairs)
        kinds = find_disagreements(documents, revisions, schema, **options)
        assert [one.count for one in kinds] == sorted((one.count for one in kinds), reverse=True)
        return {(one.stage, one.question, one.what): one for one in kinds}

    return find


def _decided(coders: Any, pairs: Any) -> tuple[list[Document], list[Revision]]:
    documents = [coders.document(f"doc{number}") for number in range(len(pairs))]
    revisions = [
        coders.revision(document, 1, name, make(document) if callable(make) else make)
        for document, pair in zip(documents, pairs, strict=True)
        for name, make in zip(("ada", "ben"), pair, strict=True)
    ]
    return documents, revisions


@pytest.fixture
def claim(coders: Any) -> Any:
    return lambda *given, **answers: lambda document: coders.claim(document, *given, **answers)


def test_agreement_is_no_disagreement(found: Any, claim: Any) -> None:
    assert found((claim(JOBS), claim(JOBS)), (NONE, NONE)) == {}


def test_each_kind_with_how_often_and_who_said_what(found: Any, claim: Any) -> None:
    kinds = found(
        (claim(JOBS, type="event"), claim(JOBS, type="causal")),
        (claim(JOBS, type="causal"), claim("had cost jobs", type="event")),
        (claim(JOBS), NONE),
    )
    types = kinds["claim", "type", "causal / event"]
    assert (types.count, types.of) == (2, 2)
    assert [example.said for example in types.examples] == [("event", "causal"), ("causal", "event")]
    assert types.examples[0].annotators == ("ada", "ben")
    assert types.examples[0].text == JOBS
    places = kinds["span", "claims", "other boundaries"]
    assert (places.count, places.of, places.examples[0].said) == (1, 3, (JOBS, "had cost jobs"))
    alone = kinds["span", "claims", "only one has it"]
    assert (alone.count, alone.examples[0].said) == (1, (JOBS, ""))
    label = kinds["sentence", "label", "claim / no_claim"]
    assert label.examples[0].text.startswith("The mayor denied")
    assert (label.examples[0].document, label.examples[0].sentence) == ("doc2", "doc2:40")


def test_sources_that_stand_against_each_other_are_one_disagreement(found: Any, claim: Any) -> None:
    kinds = found((claim(JOBS, {"The mayor": "deny"}), claim(JOBS)))
    sources = kinds["source", "entity", "other sources"]
    assert (sources.count, sources.of) == (1, 1)
    assert sources.examples[0].said == ("The mayor", "author")
    assert ("triple", "exact", "only one has it") not in kinds


def test_a_source_is_known_by_the_name_it_has_in_a_sentence_that_nobody_else_decided(coders: Any, schema: Schema) -> None:
    document = coders.document()
    named = coders.claim(document, JOBS, {"The mayor": "deny"})
    unnamed = replace(named, sources=(replace(named.sources[0], name="", mention=None),))
    later = Annotation("no_claim", sources=(replace(named.sources[0], mention=None),))
    revisions = [
        coders.revision(document, 1, "ada", unnamed),
        coders.revision(document, 3, "ada", later),
        coders.revision(document, 1, "ben", named),
    ]
    kinds = {(one.stage, one.question) for one in find_disagreements([document], revisions, schema)}
    assert ("source", "entity") not in kinds


def test_stances_and_mentions(found: Any, claim: Any) -> None:
    kinds = found((claim(JOBS, {"The mayor": "deny"}), claim(JOBS, {"mayor denied": "query"})))
    assert kinds["stance", "label", "deny / query"].count == 1
    assert kinds["source", "mention", "other boundaries"].examples[0].said == ("The mayor", "mayor denied")


def test_examples_come_from_different_documents_first(coders: Any, schema: Schema) -> None:
    documents, revisions = _decided(coders, [(NONE, lambda document: coders.claim(document, JOBS))] * 3)
    head = (NONE, coders.claim(documents[0], "Bridge closed"))
    revisions += [coders.revision(documents[0], 0, name, one) for name, one in zip(("ada", "ben"), head, strict=True)]
    (label, *_) = find_disagreements(documents, revisions, schema, examples=4)
    assert label.count == 4
    assert [example.document for example in label.examples] == ["doc0", "doc1", "doc2", "doc0"]
    assert len(find_disagreements(documents, revisions, schema, examples=1)[0].examples) == 1


def test_an_adjudicator_disagrees_with_nobody(found: Any, claim: Any) -> None:
    assert found((claim(JOBS), NONE), adjudicators=frozenset({"ben"})) == {}


HEAD, LAST = "Bridge closed after flood", "Nobody knows why"
Links = list[tuple[str, str]]


@pytest.fixture(scope="session")
def differ(coders: Any, schema: Schema) -> Any:
    """The kinds of disagreement of two annotators who mark the same claims and link the last one, to the first as a rule."""

    def find(ada: Links, ben: Links, scheme: Schema = schema, heads: Any = (HEAD, HEAD)) -> Any:
        document = coders.document()
        revisions = []
        for name, links, head in zip(("ada", "ben"), (ada, ben), heads, strict=True):
            first = coders.claim(document, head) if head else Annotation("no_claim")
            last = coders.linked(document, coders.claim(document, LAST), *links)
            said = {0: first, 1: coders.claim(document, JOBS), 3: last}
            revisions += [coders.revision(document, index, name, one) for index, one in said.items()]
        return find_disagreements([document], revisions, scheme)

    return find


def test_claims_that_are_linked_in_two_ways_say_so_with_both_claims(differ: Any) -> None:
    (kind,) = differ([(HEAD, "same")], [(HEAD, "contradicts")])
    assert (kind.stage, kind.question, kind.what, kind.count, kind.of) == ("link", "label", "contradicts / same", 1, 1)
    (example,) = kind.examples
    assert (example.number, example.text, example.said) == (4, f"{LAST} → {HEAD}", ("same", "contradicts"))


def test_a_link_that_only_one_made_is_none_to_the_other(differ: Any) -> None:
    (kind,) = differ([(HEAD, "same"), (JOBS, "supports")], [(HEAD, "same")])
    assert (kind.stage, kind.question, kind.what, kind.count, kind.of) == ("link", "label", "none / supports", 1, 2)
    assert (kind.examples[0].text, kind.examples[0].said) == (f"{LAST} → {JOBS}", ("supports", "none"))
    (turned,) = differ([], [(JOBS, "supports")])
    assert (turned.what, turned.examples[0].said) == ("none / supports", ("none", "supports"))


def test_links_to_two_claims_are_two_disagreements(differ: Any) -> None:
    (kind,) = differ([(HEAD, "same")], [(JOBS, "same")])
    assert (kind.what, kind.count, {example.said for example in kind.examples}) == (
        "none / same",
        2,
        {("same", "none"), ("none", "same")},
    )


def test_the_same_links_in_another_order_are_the_same(differ: Any) -> None:
    assert differ([(HEAD, "same"), (JOBS, "supports")], [(JOBS, "supports"), (HEAD, "same")]) == ()


def test_a_target_that_was_marked_differently_is_one_claim(differ: Any) -> None:
    kinds = differ([(HEAD, "same")], [("Bridge closed", "contradicts")], heads=(HEAD, "Bridge closed"))
    found = {(kind.stage, kind.question, kind.what): kind for kind in kinds}
    assert found["link", "label", "contradicts / same"].count == 1
    boundaries = found["link", "target", "other boundaries"]
    assert (boundaries.count, boundaries.of, boundaries.examples[0].said) == (1, 1, (HEAD, "Bridge closed"))


def test_a_link_to_a_claim_that_only_one_marked_is_named(differ: Any) -> None:
    kinds = differ([(HEAD, "same")], [], heads=(HEAD, ""))
    assert ("link", "label", "none / same") in {(kind.stage, kind.question, kind.what) for kind in kinds}


def test_links_are_not_named_where_nobody_adjudicates_them(differ: Any, schema: Schema) -> None:
    raw = json.loads(json.dumps(schema.raw))
    raw["$defs"]["link"]["properties"]["label"]["x-adjudicate"] = False
    links = [(HEAD, "same")], [(HEAD, "contradicts")]
    assert differ(*links, parse_schema(json.dumps(raw))) == differ(*links, unlinked_schema()) == ()


linkable = st.dictionaries(st.sampled_from([HEAD, "Bridge closed", JOBS]), st.sampled_from(["same", "supports"]), max_size=3)


@settings(deadline=None, max_examples=100)
@given(ada=linkable, ben=linkable, heads=st.tuples(*[st.sampled_from([HEAD, "Bridge closed", ""])] * 2))
def test_a_sentence_needs_adjudication_for_its_links_exactly_if_they_are_named(
    ada: dict[str, str], ben: dict[str, str], heads: tuple[str, str], coders: Any, differ: Any, schema: Schema
) -> None:
    document = coders.document()
    versions = [coders.linked(document, coders.claim(document, LAST), *links.items()) for links in (ada, ben)]
    named = any(kind.stage == "link" for kind in differ([*ada.items()], [*ben.items()], heads=heads))
    assert named != alike(answers(version, schema) for version in versions)


# As for the pairs (test_pairs.py): of what is marked there is one best match.
places = st.sampled_from([(0, 6), (0, 13), (5, 24), (9, 30), (25, 36)])
stances = st.tuples(
    st.sampled_from(["support", "deny"]),
    st.none() | st.sampled_from([(7, 9), (7, 12)]),
    st.sampled_from(["direct", "indirect", None]),
)
voices = st.dictionaries(st.sampled_from([AUTHOR, "s1", "s2"]), stances, max_size=3)
kinds = st.sampled_from(["event", "causal", None])
claims = st.dictionaries(places, st.tuples(kinds, voices), max_size=3)
mentions = st.none() | st.sampled_from([(0, 4), (2, 9), (30, 33)])
sources = st.dictionaries(
    st.sampled_from(["s1", "s2"]),
    st.tuples(st.sampled_from(["Mayor", " mayor", "the council", ""]), mentions, st.sampled_from(["person", "group"])),
)
decision = st.none() | st.sampled_from(["skip", "no_claim", "open"]) | st.tuples(claims, sources)
worlds = st.lists(st.lists(st.tuples(decision, decision), min_size=2, max_size=3), min_size=1, max_size=3)


def annotated(document: Document, index: int, said: Any) -> Annotation | None:
    if said is None or isinstance(said, str):
        return None if said is None else Annotation(None if said == "open" else said)
    found, known = said
    start = document.sentences[index].start

    def span(place: tuple[int, int] | None) -> Any:
        return place and document.span(start + place[0], start + place[1])

    marked = [
        Claim(f"c{number}", (span(place),), {} if kind is None else {"type": kind})
        for number, (place, (kind, _)) in enumerate(found.items())
    ]
    taken = [
        Stance(f"c{number}", source, label, span(cue), {"quote": quote} if quote else {})
        for number, (_, heard) in enumerate(found.values())
        for source, (label, cue, quote) in heard.items()
    ]
    written = [Source(id, name, span(place), {"type": type}) for id, (name, place, type) in known.items()]
    return Annotation("claim", tuple(marked), tuple(written), tuple(taken))


@settings(deadline=None, max_examples=300)
@given(said=worlds, limit=st.integers(0, 4))
def test_the_same_is_found_as_one_comparison_at_a_time(said: Any, limit: int, coders: Any, schema: Schema) -> None:
    documents = [coders.document(f"doc{number}") for number in range(len(said))]
    revisions = [
        coders.revision(document, index, name, annotation)
        for document, of_document in zip(documents, said, strict=True)
        for name, decisions in zip(("cem", "ada", "ben"), of_document, strict=False)
        for index, one in enumerate(decisions)
        if (annotation := annotated(document, index, one)) is not None
    ]
    expected = oracle_disagreements.find_disagreements(documents, revisions, schema, examples=limit)
    assert find_disagreements(documents, revisions, schema, examples=limit) == expected


def test_portions_change_nothing(coders: Any, schema: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    documents, revisions = _decided(coders, [(NONE, lambda document: coders.claim(document, JOBS))] * 3)
    together = find_disagreements(documents, revisions, schema, examples=2)
    monkeypatch.setattr("annotate.agreement.disagreements._PORTION", 0)
    assert find_disagreements(documents, revisions, schema, examples=2) == together
    assert [example.document for example in together[0].examples] == ["doc0", "doc1"]


def test_several_answers_differ_as_sets(coders: Any, claim: Any) -> None:
    pairs = (
        (claim(JOBS, topics=("health", "money")), claim(JOBS, topics=("health", "money"))),
        (claim(JOBS, topics=("health", "money")), claim(JOBS, topics=())),
    )
    (kind,) = find_disagreements(*_decided(coders, pairs), topics_schema())
    assert (kind.stage, kind.question, kind.what, kind.count, kind.of) == ("claim", "topics", "health + money / none", 1, 2)


def test_disagreements_about_the_article_have_a_stage_of_their_own(coders: Any) -> None:
    decided = (Annotation("no_claim", attributes={"genre": "news"}), Annotation("no_claim", attributes={"genre": "opinion"}))
    (kind,) = find_disagreements(*_decided(coders, [decided]), article_schema())
    assert (kind.stage, kind.question, kind.what, kind.count, kind.of) == ("article", "genre", "news / opinion", 1, 1)
