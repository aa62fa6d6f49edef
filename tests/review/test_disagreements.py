"""Disagreements by kind and frequency, with examples."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.model import Annotation, Document, Revision
from annotate.review.disagreements import Disagreement, find_disagreements
from annotate.schema import Schema

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
