"""The engine that compares all pairs of annotators at once, held against the oracle, which makes one comparison at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement.collect import Collector, ComparisonTables, Paired
from annotate.agreement.matching import Pieces, match, overlap
from annotate.agreement.pairs import ALONE, Placed, align
from annotate.agreement.plan import Measured, plan
from annotate.model import AUTHOR, Annotation, Claim, Document, Revision, Source, Stance, revision_to_json
from annotate.schema import Schema
from support.oracle import Comparison, compare_claims
from support.oracle_readings import readings

Number = tuple[Any, ...]

# No two claims of one annotator are at one place, and no two overlaps are worth the same: then there is one best match.
places = st.sampled_from([(0, 6), (0, 13), (5, 24), (9, 30), (25, 36)])
voices = st.dictionaries(st.sampled_from([AUTHOR, "s1", "s2"]), st.sampled_from(["support", "deny"]), max_size=2)
claims = st.dictionaries(places, st.tuples(st.sampled_from(["event", "causal", None]), voices), max_size=2)
sources = st.dictionaries(
    st.sampled_from(["s1", "s2"]),
    st.tuples(st.sampled_from(["Mayor", " mayor", "the council"]), st.none() | st.sampled_from([(0, 4), (2, 9), (30, 33)])),
)
sentence = st.none() | st.tuples(claims, sources)
decisions = st.lists(st.tuples(sentence, sentence), min_size=2, max_size=3)


def annotation(document: Document, index: int, said: Any) -> Annotation:
    found, known = said
    start = document.sentences[index].start
    made, stances = [], []
    for number, ((first, last), (kind, heard)) in enumerate(found.items()):
        answers = {} if kind is None else {"type": kind}
        made.append(Claim(f"c{number}", (document.span(start + first, start + last),), answers))
        stances += [Stance(f"c{number}", source, label, None, {"quote": "direct"}) for source, label in heard.items()]
    written = [
        Source(id, name, place and document.span(start + place[0], start + place[1]), {"type": "person"})
        for id, (name, place) in known.items()
    ]
    return Annotation("claim" if made else "no_claim", tuple(made), tuple(written), tuple(stances))


def expected(document: Document, revisions: Sequence[Revision], schema: Schema) -> Counter[Number]:
    """All comparisons: of what was marked whether both have it, and whether it is the same; else the two answers."""
    asked = {one.question: one for one in plan(schema) if one.by != "unit"}
    ((_, read),) = readings([document], revisions, frozenset(), Counter())
    pairs = [one for first, second in combinations(read, 2) for one in compare_claims(first, second)]
    return Counter(_expected(asked[one.question], one) for one in pairs if one.question in asked)


def _expected(measured: Measured, one: Comparison) -> Number:
    if measured.by == "item":
        return (*measured.question, one.sentence, one.first is not None and one.second is not None, one.same)
    return (*measured.question, one.sentence, *sorted((one.first, one.second)))


def collected(evidence: ComparisonTables) -> Counter[Number]:
    found: Counter[Number] = Counter()
    for measured, items in evidence.items.items():
        rows = zip(items.sentence.tolist(), items.both.tolist(), items.same.tolist(), strict=True)
        found.update((*measured.question, place, bool(both), bool(same)) for place, both, same in rows)
    for measured, paired in evidence.paired.items():
        found.update((*measured.question, place, *sorted(answers)) for place, answers in _answers(paired))
    return found


def _answers(paired: Paired) -> Iterator[tuple[int, list[Any]]]:
    for place, *codes in zip(paired.sentence.tolist(), paired.first.tolist(), paired.second.tolist(), strict=True):
        yield place, [paired.values[code] for code in codes]


@settings(deadline=None)
@given(said=decisions)
def test_all_pairs_at_once_are_what_is_said_one_by_one(said: Any, coders: Any, document: Document, schema: Schema) -> None:
    names = ("ada", "ben", "cem")
    revisions = [
        coders.revision(document, index, name, annotation(document, index, one))
        for name, of in zip(names, said, strict=False)
        for index, one in zip((0, 1), of, strict=True)
        if one is not None
    ]
    collector = Collector(schema, Counter())
    collector.add(document, map(revision_to_json, revisions))
    assert collected(collector.tables()) == expected(document, revisions, schema)


def test_a_source_nobody_wrote_down_is_no_one_elses(coders: Any, document: Document, schema: Schema) -> None:
    claim: Mapping[str, str] = {"author": "support"}
    one = coders.claim(document, "Bridge closed", claim)
    lost = replace(one, stances=(Stance("c1", "s9", "support"),))
    revisions = [coders.revision(document, 0, name, lost) for name in ("ada", "ben")]
    collector = Collector(schema, Counter())
    collector.add(document, map(revision_to_json, revisions))
    found = collected(collector.tables())
    assert found == expected(document, revisions, schema)
    assert found["source", "entity", 0, False, False] == 2


piece = st.tuples(st.integers(0, 20), st.integers(1, 9))
pieces = st.lists(piece, min_size=1, max_size=2).map(lambda found: _apart(found))
world = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), pieces), max_size=14)
Item = tuple[int, int, Pieces]


def _apart(found: list[tuple[int, int]]) -> Pieces:
    """Pieces in order, with a gap between them."""
    (start, length), *more = found
    return ((start, start + length), *((start + length + 1 + gap, start + length + 1 + gap + other) for gap, other in more))


def aligned(items: list[Item]) -> list[tuple[int, int]]:
    places = {found: number for number, found in enumerate({found for *_, found in items})}
    rows = [(key, side, of[0][0], of[-1][1], places[of], len(of) == 1) for key, side, of in items]
    key, side, start, end, place, whole = np.array(rows, np.int64).reshape(-1, 6).T
    placed = Placed(key, side, start, end, place, whole > 0)
    first, second = align(placed, lambda row: items[row][2])
    return list(zip(first.tolist(), second.tolist(), strict=True))


@given(items=world)
def test_the_same_is_found_as_for_each_key_by_itself(items: list[Item]) -> None:
    pairs = aligned(items)
    rows = [row for pair in pairs for row in pair if row != ALONE]
    assert sorted(rows) == list(range(len(items)))
    for key in range(3):
        sides = [[of for other, at, of in items if (other, at) == (key, side)] for side in (0, 1)]
        there = [overlap(sides[0][one], sides[1][other]) for one, other in match(*sides)]
        here = [
            overlap(items[one][2], items[other][2]) for one, other in pairs if ALONE not in (one, other) and items[one][0] == key
        ]
        assert (here.count(1), sum(here)) == pytest.approx((there.count(1), sum(there)))


def test_those_alone_stand_by_themselves() -> None:
    items: list[Item] = [(0, 0, ((0, 5),)), (0, 1, ((3, 9),)), (0, 0, ((20, 25),)), (1, 1, ((0, 5),))]
    assert sorted(aligned(items)) == [(ALONE, 3), (0, 1), (2, ALONE)]


def test_one_place_goes_before_a_greater_sum() -> None:
    items: list[Item] = [(0, 0, ((0, 10),)), (0, 0, ((0, 7),)), (0, 1, ((0, 10),)), (0, 1, ((3, 10),))]
    assert aligned(items) == [(0, 2), (1, 3)]
