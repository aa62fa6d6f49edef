"""Readings become rows of numbers, and nothing is lost or made up on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from annotate.agreement.collect import UNKNOWN, Gathering
from annotate.agreement.tables import ComparisonTables, Items, Rated
from annotate.model import Annotation, Document, revision_to_json
from annotate.review.comparing import Question
from annotate.schema import Schema

NONE = Annotation("no_claim")
JOBS = "the flood had cost jobs"
TYPE = Question("claim", "type")


@pytest.fixture
def gathered(coders: Any, document: Document, schema: Schema) -> Callable[..., ComparisonTables]:
    """The evidence of some annotators' decisions on one document, sentence by sentence."""

    def gather(*annotators: list[Annotation | None], left_out: Counter[str] | None = None, **options: Any) -> ComparisonTables:
        gathering = Gathering(schema, Counter() if left_out is None else left_out, **options)
        names = ("ada", "ben", "cem")
        revisions = [
            coders.revision(document, index, name, annotation)
            for name, of in zip(names, annotators, strict=False)
            for index, annotation in enumerate(of)
        ]
        gathering.add(document, map(revision_to_json, revisions))
        return gathering.evidence()

    return gather


def rated(evidence: ComparisonTables, stage: str, name: str, scale: str = "nominal") -> Rated:
    return next(of for measured, of in evidence.rated.items() if measured[:2] == ((stage, name), scale))


def items(evidence: ComparisonTables, stage: str, name: str) -> Items:
    return next(of for measured, of in evidence.items.items() if measured.question == (stage, name))


def values(rated: Rated) -> list[Any]:
    return [rated.values[code] for code in rated.value]


def test_a_sentence_has_the_ratings_of_those_who_finished_it(gathered: Any, coders: Any, document: Document) -> None:
    claim = coders.claim(document, "Bridge closed")
    evidence = gathered([claim, NONE, None], [NONE, Annotation("skip"), NONE], [claim, None, None])
    found = rated(evidence, "sentence", "label")
    assert values(found) == ["claim", "no_claim", "claim", "no_claim", "no_claim"]
    assert found.sentence.tolist() == [0, 0, 0, 1, 2]
    assert evidence.sentences.several.tolist() == [True, False, False, False]
    assert set(map(evidence.pair, evidence.pairs)) == {(0, 1), (0, 2), (1, 2)}


def test_tokens_are_counted_by_who_has_them_in_a_claim(gathered: Any, coders: Any, document: Document) -> None:
    """Thirteen words: five in both claims, one more in one of them; a character of Chinese is a token of its own."""
    first, second = coders.claim(document, JOBS), coders.claim(document, "that the flood had cost jobs")
    found = rated(gathered([None, first, NONE], [NONE, second, coders.claim(document, "五月重新开放")]), "span", "tokens")
    ways: Counter[tuple[int, tuple[int, ...]]] = Counter()
    for unit in set(found.unit.tolist()):
        rows = found.unit == unit
        ways[int(found.sentence[rows][0]), tuple(found.value[rows].tolist())] = int(found.weight[rows][0])
    assert ways == {(0, (0,)): 6, (1, (1, 1)): 5, (1, (0, 1)): 1, (1, (0, 0)): 7, (2, (0, 1)): 6, (2, (0, 0)): 7}


def test_a_claim_that_runs_into_the_next_sentence_is_there_too(gathered: Any, coders: Any, document: Document) -> None:
    long = coders.claim(document, "rents rose. 市长")
    evidence = gathered([None, long, NONE], [None, NONE, NONE])
    found = rated(evidence, "span", "tokens")
    inside = (found.value == 1) & (found.sentence == 2)
    assert found.weight[inside].tolist() == [2]


def test_sets_of_answers_are_of_a_sentence(gathered: Any, coders: Any, document: Document) -> None:
    two = coders.both(coders.claim(document, JOBS, type="causal"), coders.claim(document, "rents rose", type="quantity"))
    found = rated(gathered([None, two], [None, NONE]), "claim", "type", "masi")
    assert values(found) == [{"causal", "quantity"}, frozenset()]


def test_a_claim_without_an_answer_leaves_no_set(gathered: Any, coders: Any, document: Document) -> None:
    one, other = coders.claim(document, JOBS, polarity="affirmed"), coders.claim(document, JOBS)
    assert values(rated(gathered([None, one], [None, other], [None, NONE]), "claim", "polarity", "masi")) == [
        {"affirmed"},
        frozenset(),
    ]


def test_marked_items_say_whether_both_have_them(gathered: Any, coders: Any, document: Document) -> None:
    two = coders.both(coders.claim(document, JOBS), coders.claim(document, "rents rose"))
    found = items(gathered([None, two], [None, coders.claim(document, "had cost jobs")]), "span", "claims")
    assert sorted(zip(found.both.tolist(), found.same.tolist(), strict=True)) == [(False, False), (True, False)]


def test_an_answer_the_scheme_does_not_have_is_told(gathered: Any, coders: Any, document: Document) -> None:
    left_out: Counter[str] = Counter()
    strange, plain = coders.claim(document, JOBS, type="riddle"), coders.claim(document, JOBS)
    evidence = gathered([None, strange], [None, plain], left_out=left_out)
    ((first, second),) = ((one.first.tolist(), one.second.tolist()) for of, one in evidence.paired.items() if of.question == TYPE)
    assert (first, second) == ([-1], [0])
    assert left_out == {UNKNOWN: 1}


def test_documents_are_gathered_in_any_portion(coders: Any, schema: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared at once does not change what is found: three documents together, and each by itself."""

    def gather() -> list[list[int]]:
        gathering = Gathering(schema, Counter())
        for document in (coders.document(f"doc{number}") for number in range(3)):
            claim = coders.claim(document, JOBS, {"The mayor": "deny"})
            revisions = [
                coders.revision(document, index, name, said) for name in ("ada", "ben") for index, said in ((0, NONE), (1, claim))
            ]
            gathering.add(document, map(revision_to_json, revisions))
        found = gathering.evidence()
        columns = [getattr(one, name) for one in (*found.paired.values(), *found.items.values()) for name in ("sentence", "pair")]
        columns += [column for one in found.rated.values() for column in (one.unit, one.value, one.sentence, one.weight)]
        return [column.tolist() for column in columns]

    together = gather()
    monkeypatch.setattr("annotate.agreement.collect._TOGETHER", 0)
    assert gather() == together
