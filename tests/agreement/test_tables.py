"""Parts of the evidence."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from annotate.agreement.collect import Gathering
from annotate.agreement.plan import Measured
from annotate.agreement.ratings import coincidences, shares
from annotate.agreement.tables import ComparisonTables, Selection
from annotate.model import Annotation, revision_to_json
from annotate.review.comparing import CLAIMS, LABEL, Question
from annotate.schema import Schema

TYPE = Question("claim", "type")


@pytest.fixture
def evidence(coders: Any, schema: Schema) -> ComparisonTables:
    """Two documents of a headline that three annotators have a claim in; a paragraph that the first one finished alone."""
    gathering = Gathering(schema, Counter())
    for document in (coders.document("one"), coders.document("two")):
        claims = [coders.claim(document, "Bridge closed", type=type) for type in ("event", "event", "causal")]
        revisions = [coders.revision(document, 0, name, claim) for name, claim in zip(("ada", "ben", "cem"), claims, strict=True)]
        revisions.append(coders.revision(document, 1, "ada", Annotation("no_claim")))
        gathering.add(document, map(revision_to_json, revisions))
    return gathering.evidence()


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
