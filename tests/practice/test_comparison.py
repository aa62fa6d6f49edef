"""Comparison with the gold: equal to itself, and swapping the two annotations swaps what is missed and what is extra."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import AUTHOR, Annotation, Claim, Source, Span, Stance
from annotate.practice.comparison import SentenceComparison, SourcePair, compare
from support.taking import BUILT_IN

TEXT = "one two three four five six seven eight nine ten"
NAMES = ("", "Ilse Baran", "Mayor Ilse Baran", "Baran", "Tarnley Water", "she")
AUTHOR_SOURCE = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})


def span(start: int, end: int) -> Span:
    return Span(start, end, TEXT[start:end])


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """Claims on any words, each with the author's stance and perhaps others'."""
    edges = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12))
    spans = draw(st.lists(edges, max_size=4, unique=True))
    claims = tuple(
        Claim(f"c{i}", (span(start, min(start + size, len(TEXT))),), draw(attributes("event", "quantity")))
        for i, (start, size) in enumerate(spans, 1)
    )
    sources = tuple(
        Source(f"s{i}", name, None, draw(attributes("person", "organisation")))
        for i, name in enumerate(draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)), 1)
    )
    labels = st.sampled_from(("support", "deny", "neutral"))
    stances = tuple(
        Stance(claim.id, source.id, draw(labels))
        for claim in claims
        for source in (AUTHOR_SOURCE, *sources)
        if source.id == AUTHOR or draw(st.booleans())
    )
    return Annotation("claim" if claims else "no_claim", claims, (AUTHOR_SOURCE, *sources), stances)


def attributes(*values: str) -> st.SearchStrategy[dict[str, str]]:
    return st.one_of(st.just({}), st.sampled_from(values).map(lambda value: {"type": value}))


def stances(pair: SourcePair) -> tuple[str, str]:
    """Return the source's stance in the gold and in the learner's annotation, empty on a side that does not have it."""
    return (pair.gold.stance if pair.gold else "", pair.own.stance if pair.own else "")


def same(compared: SentenceComparison) -> bool:
    sources = [source for pair in compared.pairs for source in pair.sources]
    answers = [*(a for pair in compared.pairs for a in pair.answers), *(a for source in sources for a in source.answers)]
    return (
        compared.gold == compared.own
        and not compared.missed
        and not compared.extra
        and all(pair.exact and pair.extra_words == 0 for pair in compared.pairs)
        and all(source.gold == source.own and source.own is not None for source in sources)
        and all(answer.gold == answer.own for answer in answers)
    )


@given(annotations())
def test_an_annotation_is_the_same_as_itself(annotation: Annotation) -> None:
    compared = compare(annotation, annotation)
    assert len(compared.pairs) == len(annotation.claims)
    assert same(compared)


@pytest.mark.parametrize("sentence", BUILT_IN.gold)
def test_the_gold_is_the_same_as_itself(sentence: str) -> None:
    assert same(compare(BUILT_IN.gold[sentence], BUILT_IN.gold[sentence]))


@given(annotations(), annotations())
def test_swapping_swaps_missed_and_extra_and_nothing_else(one: Annotation, other: Annotation) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there.missed, there.extra) == (back.extra, back.missed)
    swapped = {(pair.gold.id, pair.own.id): pair for pair in there.pairs}
    for pair in back.pairs:
        twin = swapped.pop((pair.own.id, pair.gold.id))
        assert (twin.exact, twin.extra_words) == (pair.exact, -pair.extra_words)
        assert sorted(map(stances, twin.sources)) == sorted(stances(source)[::-1] for source in pair.sources)
        assert [(a.gold, a.own) for a in twin.answers] == [(a.own, a.gold) for a in pair.answers]
    assert not swapped


def test_swapping_chooses_the_same_one_of_two_equally_good_matchings() -> None:
    gold, own = claimed((5, 9), (8, 9)), claimed((3, 9), (5, 7))
    there, back = compare(gold, own), compare(own, gold)
    assert [(pair.gold, pair.own) for pair in there.pairs] == [(pair.own, pair.gold) for pair in back.pairs]
    assert (there.missed, there.extra) == (back.extra, back.missed)


@given(annotations(), annotations())
def test_every_claim_is_counted_once(gold: Annotation, own: Annotation) -> None:
    compared = compare(gold, own)
    assert sorted(c.id for c in (*compared.missed, *(pair.gold for pair in compared.pairs))) == sorted(c.id for c in gold.claims)
    assert sorted(c.id for c in (*compared.extra, *(pair.own for pair in compared.pairs))) == sorted(c.id for c in own.claims)


def claimed(*edges: tuple[int, int], source: Source = AUTHOR_SOURCE, label: str = "support", **answers: str) -> Annotation:
    claims = tuple(Claim(f"c{i}", (span(*edge),), answers) for i, edge in enumerate(edges, 1))
    stances = [Stance(claim.id, source.id, label) for claim in claims]
    if source is not AUTHOR_SOURCE:
        stances += [Stance(claim.id, AUTHOR, "neutral") for claim in claims]
    return Annotation("claim", claims, (AUTHOR_SOURCE, source), tuple(stances))


def test_a_claim_is_paired_with_the_one_it_shares_most_with() -> None:
    compared = compare(claimed((0, 7), (8, 18)), claimed((4, 18), (19, 23)))
    [pair] = compared.pairs
    assert (pair.gold.id, pair.own.id) == ("c2", "c1")
    assert (pair.exact, pair.extra_words) == (False, 1)
    assert [claim.id for claim in compared.missed] == ["c1"]
    assert [claim.id for claim in compared.extra] == ["c2"]


def test_claims_are_matched_for_the_greatest_total_overlap() -> None:
    """Pairing c1 with c1, which overlap most, would leave the other two unmatched."""
    compared = compare(claimed((4, 13), (14, 23)), claimed((8, 18), (0, 8)))
    assert [(pair.gold.id, pair.own.id) for pair in compared.pairs] == [("c1", "c2"), ("c2", "c1")]


def test_the_same_claim_is_matched_before_any_overlap() -> None:
    compared = compare(claimed((0, 13), (0, 18)), claimed((0, 18), (0, 23)))
    assert [(pair.gold.id, pair.own.id) for pair in compared.pairs] == [("c1", "c2"), ("c2", "c1")]


def test_claims_without_a_common_character_are_not_a_pair() -> None:
    compared = compare(claimed((0, 3)), claimed((4, 7)))
    assert (compared.pairs, len(compared.missed), len(compared.extra)) == ((), 1, 1)


def test_a_source_is_recognized_by_a_part_of_its_name() -> None:
    [pair] = compare(
        claimed((0, 3), source=Source("s1", "Mayor Ilse Baran"), label="deny"), claimed((0, 3), source=Source("s7", "ilse baran"))
    ).pairs
    [source] = pair.sources
    assert stances(source) == ("deny", "support")


@pytest.mark.parametrize("name", ["she", "", "Tarnley Water"])
def test_another_name_is_another_source(name: str) -> None:
    gold = claimed((0, 3), source=Source("s1", "Mayor Ilse Baran"))
    [pair] = compare(gold, claimed((0, 3), source=Source("s1", name))).pairs
    assert list(map(stances, pair.sources)) == [("support", ""), ("", "support")]


def test_the_same_name_is_matched_before_two_partial_names() -> None:
    """Two partial matches would give every source a partner; one with the same name is more certain."""

    def named(*names: str) -> Annotation:
        sources = tuple(Source(f"s{number}", name) for number, name in enumerate(names, 1))
        stances = tuple(Stance("c1", source.id, label) for source, label in zip(sources, ("support", "deny"), strict=True))
        return Annotation("claim", (Claim("c1", (span(0, 3),), {}),), sources, stances)

    [pair] = compare(named("Mayor Ilse Baran", "Baran"), named("Mayor Ilse Baran", "Ilse")).pairs
    assert list(map(stances, pair.sources)) == [("support", "support"), ("deny", ""), ("", "deny")]


def test_a_missing_source_is_one_difference_not_two() -> None:
    """The author's stance, which is filled in, differs with it."""
    [pair] = compare(claimed((0, 3), source=Source("s1", "Ilse Baran")), claimed((0, 3))).pairs
    assert list(map(stances, pair.sources)) == [("support", "")]


def test_the_author_counts_alone() -> None:
    [pair] = compare(claimed((0, 3)), claimed((0, 3), label="query")).pairs
    assert list(map(stances, pair.sources)) == [("support", "query")]


def test_answers_are_compared_where_both_gave_one() -> None:
    [pair] = compare(claimed((0, 3), type="event", polarity="affirmed"), claimed((0, 3), type="quantity")).pairs
    assert [(answer.name, answer.gold, answer.own) for answer in pair.answers] == [("type", "event", "quantity")]
