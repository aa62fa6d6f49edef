"""Readings become rows of numbers, and nothing is lost or made up on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from annotate.agreement.collect import Collector, ComparisonTables, Items, Rated, Selection
from annotate.agreement.plan import CLAIMS, LABEL, Measured, Question
from annotate.agreement.ratings import coincidences, shares
from annotate.model import Annotation, Document, revision_to_json
from annotate.model.current import LeftOut
from annotate.schema import Schema

NONE = Annotation("no_claim")
JOBS = "the flood had cost jobs"
TYPE = Question("claim", "type")


@pytest.fixture
def gathered(coders: Any, document: Document, schema: Schema) -> Callable[..., ComparisonTables]:
    """The evidence of some annotators' decisions on one document, sentence by sentence."""

    def gather(*annotators: list[Annotation | None], left_out: Counter[str] | None = None, **options: Any) -> ComparisonTables:
        collector = Collector(schema, Counter() if left_out is None else left_out, **options)
        names = ("ada", "ben", "cem")
        revisions = [
            coders.revision(document, index, name, annotation)
            for name, of in zip(names, annotators, strict=False)
            for index, annotation in enumerate(of)
        ]
        collector.add(document, map(revision_to_json, revisions))
        return collector.tables()

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
    assert left_out == {LeftOut.UNKNOWN_ANSWERS: 1}


def test_documents_are_gathered_in_any_portion(coders: Any, schema: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared at once does not change what is found: three documents together, and each by itself."""

    def gather() -> list[list[int]]:
        collector = Collector(schema, Counter())
        for document in (coders.document(f"doc{number}") for number in range(3)):
            claim = coders.claim(document, JOBS, {"The mayor": "deny"})
            revisions = [
                coders.revision(document, index, name, said) for name in ("ada", "ben") for index, said in ((0, NONE), (1, claim))
            ]
            collector.add(document, map(revision_to_json, revisions))
        found = collector.tables()
        columns = [getattr(one, name) for one in (*found.paired.values(), *found.items.values()) for name in ("sentence", "pair")]
        columns += [column for one in found.rated.values() for column in (one.unit, one.value, one.sentence, one.weight)]
        return [column.tolist() for column in columns]

    together = gather()
    monkeypatch.setattr("annotate.agreement.collect._PORTION", 0)
    assert gather() == together


@pytest.fixture
def evidence(coders: Any, schema: Schema) -> ComparisonTables:
    """Two documents of a headline that three annotators have a claim in; a paragraph that the first one finished alone."""
    collector = Collector(schema, Counter())
    for document in (coders.document("one"), coders.document("two")):
        claims = [coders.claim(document, "Bridge closed", type=type) for type in ("event", "event", "causal")]
        revisions = [coders.revision(document, 0, name, claim) for name, claim in zip(("ada", "ben", "cem"), claims, strict=True)]
        revisions.append(coders.revision(document, 1, "ada", Annotation("no_claim")))
        collector.add(document, map(revision_to_json, revisions))
    return collector.tables()


def measured(evidence: ComparisonTables, question: Question, scale: str) -> Measured:
    return next(one for one in evidence.plan if (one.question, one.scale) == (question, scale))


def test_what_nobody_answered_has_no_sums(evidence: ComparisonTables) -> None:
    assert evidence.sums(measured(evidence, Question("claim", "polarity"), "nominal")) is None
    assert evidence.sums(measured(evidence, TYPE, "nominal")) is not None


@pytest.mark.parametrize(("pair", "agreeing", "other"), [((0, 1), 2, 0), ((0, 2), 0, 2), ((1, 2), 0, 2)])
def test_a_pair_has_its_own_comparisons(evidence: ComparisonTables, pair: tuple[int, int], agreeing: int, other: int) -> None:
    sums = evidence.sums(measured(evidence, TYPE, "nominal"))
    assert sums is not None
    (number,) = (one for one in evidence.pairs if evidence.pair(one) == pair)
    table = coincidences(evidence.tally(sums, Selection(pair=number)).together.whole)
    assert (table.trace() / 2, (table.sum() - table.trace()) / 2) == (agreeing, other)


def test_of_everybodys_ratings_a_pair_has_its_own(evidence: ComparisonTables) -> None:
    sums = evidence.sums(measured(evidence, LABEL, "nominal"))
    assert sums is not None
    for number in evidence.pairs:
        table = shares(evidence.tally(sums, Selection(pair=number)).together.whole)
        assert table[:-1].sum() == 2, "a headline each"
        assert table[-1].sum() == (2 if 0 in evidence.pair(number) else 0), "and what the first one rated alone"


def test_a_group_of_sentences(evidence: ComparisonTables) -> None:
    sums = evidence.sums(measured(evidence, LABEL, "nominal"))
    assert sums is not None
    group = evidence.sentences.names["block"].index("paragraph")
    assert shares(evidence.tally(sums, Selection("block", group)).together.whole).sum() == 2
    items = evidence.items[measured(evidence, CLAIMS, "spans")]
    assert len(evidence.rows(items, Selection("block", group))) == 0
    assert len(evidence.rows(items, Selection())) == 6
    assert len(evidence.rows(items, Selection(pair=evidence.pairs[0]))) == 2
    assert evidence.documents(items.sentence).tolist().count(1) == 3
