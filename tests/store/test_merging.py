"""Decisions of one annotator from two clones: source ids that collide are renumbered, repeatably, or nothing is loaded."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest

from annotate.checks import check_revisions
from annotate.errors import StoreError
from annotate.model import ADJUDICATION, Annotation, Claim, Document, Origin, Revision, Source, Stance
from annotate.schema import Schema
from annotate.store import Store, open_store
from annotate.store.merging import SourcesError, is_same, merge, renumber
from support.storing import CUTS, at, make, revise, unseen

ID = "a1"
ANSWERS = {"type": "person", "naming": "named"}


def decide(sentence: int, tick: int, annotator: str = "mk", **sources: str) -> Revision:
    """A decision in which each of the sources, given by id, has a claim of its own."""
    start = CUTS[sentence]
    document = make(ID)
    spans = [document.span(start + place, start + place + 1) for place in range(len(sources))]
    claims = tuple(Claim(f"c{n}", (span,), {"type": "event"}) for n, span in enumerate(spans, 1))
    annotation = Annotation(
        "claim",
        claims,
        tuple(Source(id, name, None, ANSWERS if name else {}) for id, name in sources.items()),
        tuple(Stance(claim.id, id, "support") for claim, id in zip(claims, sources, strict=True)),
    )
    origins = tuple(Origin(f"{claim.id}<-{id}", "manual") for claim, id in zip(claims, sources, strict=True))
    return replace(revise(sentence, tick, annotator), annotation=annotation, origins=origins)


def names(revisions: Iterable[Revision]) -> list[dict[str, str]]:
    """The sources of each decision, by time."""
    ordered = sorted(revisions, key=lambda revision: (revision.created, revision.annotator))
    return [{s.id: s.name for s in r.annotation.sources} if r.annotation else {} for r in ordered]


def conflicts(revisions: Iterable[Revision], schema: Schema) -> list[str]:
    documents: dict[str, Document] = {ID: make(ID)}
    return [p.message for p in check_revisions(revisions, documents.get, schema) if p.code in ("two-sources", "repeated-source")]


@pytest.fixture
def empty(store: Store) -> Store:
    store.add_document(make(ID))
    return store


def test_an_id_that_is_another_source_gets_the_next_number(empty: Store, schema: Schema) -> None:
    here = [decide(0, 1, s1="Smith"), decide(0, 2, s1="Smith", s2="Roe")]
    there = [decide(1, 3, s1="Jones"), decide(2, 4, s1="Jones", s2="Roe"), unseen(decide(1, 5), 5)]
    assert (empty.load(here), empty.load(there)) == (2, 3)
    assert names(empty.revisions()) == [
        {"s1": "Smith"},
        {"s1": "Smith", "s2": "Roe"},
        {"s3": "Jones"},
        {"s3": "Jones", "s2": "Roe"},
        {},
    ]
    newest = list(empty.current())[-1]
    assert newest.annotation is not None
    assert [stance.source for stance in newest.annotation.stances] == ["s3", "s2"]
    assert [origin.item for origin in newest.origins] == ["c1<-s3", "c2<-s2"]
    assert conflicts(empty.revisions(), schema) == []


def test_loading_again_finds_what_was_renumbered(empty: Store, fresh: Callable[[], str], schema: Schema) -> None:
    here, there = [decide(0, 1, s1="Smith")], [decide(1, 2, s1="Jones")]
    empty.load(here)
    assert [empty.load(there), empty.load(there), empty.load(here), empty.load([*empty.revisions()])] == [1, 0, 0, 0]
    assert empty.as_stored([*there, *here]) == [*empty.revisions()][::-1]
    longer = [*there, decide(2, 3, s1="Jones", s2="Ivy")]
    assert [empty.load(longer), empty.load(longer)] == [1, 0], "the clone went on"
    assert names(empty.revisions())[1:] == [{"s2": "Jones"}, {"s2": "Jones", "s3": "Ivy"}]
    assert conflicts(empty.revisions(), schema) == []
    with open_store(fresh()) as clone:  # and the way back
        clone.add_document(make(ID))
        clone.load(longer)
        assert [clone.load([*empty.revisions()]), clone.load([*empty.revisions()])] == [1, 0]
        assert conflicts(clone.revisions(), schema) == []
        assert empty.load([*clone.revisions()]) == 0


def test_the_same_sources_in_another_order_are_recognized(empty: Store) -> None:
    empty.load([decide(0, 1, s1="Smith", s2="Jones")])
    empty.load([decide(1, 2, s1="Jones", s2="Smith")])
    assert names(empty.revisions())[1] == {"s2": "Jones", "s1": "Smith"}


def test_a_source_that_both_have_keeps_its_id(empty: Store) -> None:
    base = decide(0, 1, s1="Smith")
    empty.load([base, decide(1, 2, s1="Smith", s2="Roe")])
    empty.load([base, decide(2, 3, s1="Smith", s2="Jones")])
    assert names(empty.revisions())[2] == {"s1": "Smith", "s3": "Jones"}


def test_numbers_of_the_history_are_not_given_again(empty: Store) -> None:
    empty.load([decide(0, 1, s1="Smith", s7="Roe"), decide(0, 2, s1="Smith")])
    empty.load([decide(1, 3, s1="Jones")])
    assert names(empty.revisions())[2] == {"s8": "Jones"}


def test_what_does_not_collide_stays(empty: Store) -> None:
    there = [decide(1, 2, s3="Jones", s1=""), replace(decide(2, 3, s1="Smith"), annotator="ben")]
    empty.load([decide(0, 1, s1="Smith")])
    empty.load(there)
    assert names(empty.revisions())[1:] == [{"s3": "Jones", "s1": ""}, {"s1": "Smith"}]
    assert list(empty.revisions(annotator="ben")) == [there[1]], "another annotator"
    superseding = decide(0, 9, s1="Jones")
    empty.load([superseding, decide(1, 9, s1="Jones")])
    assert superseding in list(empty.revisions()), "nothing that counts has the id any more"


@pytest.mark.parametrize(
    ("here", "there", "message"),
    [
        (
            [decide(0, 1, s1="Smith"), decide(1, 2, s1="Smith")],
            [decide(0, 1, s1="Smith"), decide(0, 3, s1="Smyth")],
            "source s1 of mk is 'Smith' .* in a1:23 and 'Smyth' .* in a1:0; nothing was loaded: .*--as NAME",
        ),
        ([], [decide(0, 1, s1="Smith"), decide(1, 2, s1="Jones")], "source s1 of mk is 'Smith' .*load the files one by one"),
        ([decide(0, 1, s1="Smith")], [decide(0, 1, s1="Smith", s2="Roe")], "another revision of a1:0"),
        ([decide(0, 1, s1="Smith", s2="Roe")], [decide(0, 1, s1="Smith", s3="Joe")], "another revision of a1:0"),
    ],
)
def test_what_nobody_can_tell_is_refused(empty: Store, here: Sequence[Revision], there: Sequence[Revision], message: str) -> None:
    empty.load(here)
    before = list(empty.revisions())
    with pytest.raises(StoreError, match=message):
        empty.load([decide(2, 8, s9="Ok"), *there])
    assert list(empty.revisions()) == before


def test_adjudications_of_a_document_are_numbered_as_one_work(empty: Store, schema: Schema) -> None:
    def by_hand(*arguments: int, annotator: str, **sources: str) -> Revision:
        return replace(decide(*arguments, annotator, **sources), layer=ADJUDICATION)

    empty.load([by_hand(0, 1, annotator="eva", s1="Smith")])
    there = [by_hand(1, 2, annotator="fay", s1="Jones"), decide(1, 2, annotator="fay", s1="Jones")]
    assert [empty.load(there), empty.load(there)] == [2, 0]
    assert names(empty.adjudications()) == [{"s1": "Smith"}, {"s2": "Jones"}]
    assert names(empty.revisions()) == [{"s1": "Jones"}], "the other layer is another work"
    different = [by_hand(2, 5, annotator="eva", s4="Roe"), by_hand(1, 6, annotator="fay", s4="Poe")]
    assert empty.load(different) == 2, "what an earlier version stored in one dump still loads"


def test_any_two_clones_give_a_store_without_contradictions(schema: Schema) -> None:
    """Random histories of two clones from one base, merged back and forth, again and again."""
    for seed in range(300):
        draw = random.Random(seed)

        def clone(known: dict[str, str], ticks: Iterable[int], draw: random.Random = draw) -> list[Revision]:
            known, made = dict(known), []
            for tick in ticks:
                if draw.random() < 0.6 or not known:
                    known[f"s{len(known) + 1}"] = draw.choice(("Smith", "Jones", "Roe", "Poe", "Ivy"))
                chosen = draw.sample(sorted(known), draw.randint(1, min(3, len(known))))
                made.append(decide(draw.randrange(3), tick, **{id: known[id] for id in chosen}))
            return made

        base = clone({}, range(draw.randint(0, 2)))
        shared = {source.id: source.name for r in base if r.annotation for source in r.annotation.sources}
        one = [*base, *clone(shared, range(10, 10 + draw.randint(1, 4)))]
        two = [*base, *clone(shared, range(11, 20, draw.choice((2, 3))))]
        two = [r for r in two if r.created not in {s.created for s in one} or r in base]
        merged = [*one, *merge(one, two, "here")]
        assert conflicts(merged, schema) == [], seed
        assert merge(merged, two, "here") == [], seed
        assert merge(merged, one, "here") == [], seed
        back = [*two, *merge(two, merged, "there")]
        assert conflicts(back, schema) == [], seed
        assert merge(merged, back, "here") == [], seed
        assert len(back) == len(merged) == len({(r.created, r.sentence) for r in (*one, *two)}), seed


def test_renumbering_and_recognizing() -> None:
    revision = decide(0, 1, s1="Smith", s2="Roe")
    swapped = renumber(revision, {"s1": "s2", "s2": "s1"})
    assert names([swapped]) == [{"s2": "Smith", "s1": "Roe"}]
    assert [origin.item for origin in swapped.origins] == ["c1<-s2", "c2<-s1"]
    answers = (
        Origin("c1.type", "manual"),
        Origin("c1<-s1.quote", "manual"),
        Origin("s1.type", "manual"),
        Origin("s2.type", "manual"),
    )
    moved = renumber(replace(revision, origins=answers), {"s1": "s2", "s2": "s1"})
    assert [origin.item for origin in moved.origins] == ["c1.type", "c1<-s2.quote", "s2.type", "s1.type"]
    assert renumber(revision, {"s9": "s1"}) is revision
    assert (is_same(revision, swapped), is_same(revision, None), is_same(revision, unseen(revision, 1))) == (True, False, False)
    assert not is_same(revision, renumber(revision, {"s1": "s0"})), "the author is nobody else"
    assert not is_same(revision, renumber(revision, {"s1": "s3", "s2": "s3"}))
    assert not is_same(revision, replace(swapped, seconds=9.0))
    with pytest.raises(SourcesError, match="source s1 of mk"):
        merge([], [decide(0, 1, s1="A"), decide(1, 1, s1="B")], "here")


def test_decisions_that_another_window_changed_are_not_continued(filled: Store) -> None:
    filled.save([revise(1, 5)], known=1)
    for known in (0, 1, 3):
        with pytest.raises(StoreError, match="of mk on a1 were loaded, renamed or removed since it was opened; open it again"):
            filled.save([revise(1, 6)], known=known)
    filled.save([revise(1, 5)], known=1)  # sent again: the answer was lost
    filled.save([replace(revise(1, 6, "eva"), layer=ADJUDICATION)], known=0)
    with pytest.raises(StoreError, match="open it again"):
        filled.save([replace(revise(1, 7, "fay"), layer=ADJUDICATION)], known=0)
    assert at(6) not in {revision.created for revision in filled.revisions()}
