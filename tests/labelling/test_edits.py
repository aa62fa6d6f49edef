"""What a decision does to an annotation, and what always holds of it."""

from __future__ import annotations

from annotate.labelling import edits
from annotate.model import AUTHOR, Annotation, Origin, Source
from support.playing import FLOOD, SCHEMA, article

FLOODED = article(*FLOOD)
ADA = Source("s1", "Ada", FLOODED.span(0, 3), {"type": "person"})
LEE = Source("s2", "Lee", FLOODED.span(4, 9))


def one_claim() -> Annotation:
    return edits.add_claim(Annotation(), (FLOODED.span(4, 9),), SCHEMA)[0]


def stances(annotation: Annotation) -> set[tuple[str, str]]:
    return {(stance.source, stance.label) for stance in annotation.stances}


def test_a_claim_is_the_authors_until_it_has_a_source() -> None:
    claimed = one_claim()
    assert stances(claimed) == {(AUTHOR, "support")}
    assert claimed.sources == (edits.author_source(SCHEMA),)
    said = edits.add_source(claimed, "c1", ADA, SCHEMA)
    assert stances(said) == {(AUTHOR, "neutral"), ("s1", "support")}
    assert edits.add_source(said, "c1", ADA, SCHEMA) == said
    assert stances(edits.remove_stance(said, "c1", "s1", SCHEMA)) == {(AUTHOR, "support")}
    assert stances(edits.remove_stance(said, "c1", AUTHOR, SCHEMA)) == {("s1", "support")}


def test_a_claim_the_author_denies_stays_denied_with_a_source() -> None:
    claimed = one_claim()
    denied = edits.set_stance(claimed, "c1", AUTHOR, edits.replace(claimed.stances[0], label="deny"))
    assert (AUTHOR, "deny") in stances(edits.add_source(denied, "c1", ADA, SCHEMA))


def test_unused_sources_are_removed() -> None:
    said = edits.add_source(one_claim(), "c1", ADA, SCHEMA)
    assert edits.remove_claim(said, "c1") == Annotation()
    assert [source.id for source in edits.remove_stance(said, "c1", AUTHOR, SCHEMA).sources] == ["s1"]


def test_ids_are_not_reused_while_a_later_one_exists() -> None:
    annotation, first = edits.add_claim(one_claim(), (FLOODED.span(0, 3),), SCHEMA)
    assert first == "c2"
    assert [claim.id for claim in annotation.claims] == ["c2", "c1"]
    annotation = edits.remove_claim(annotation, "c1")
    assert edits.add_claim(annotation, (FLOODED.span(10, 14),), SCHEMA)[1] == "c3"


def test_one_source_is_merged_into_another() -> None:
    said = edits.add_source(edits.add_source(one_claim(), "c1", ADA, SCHEMA), "c1", LEE, SCHEMA)
    merged = edits.replace_source(said, "s1", LEE)
    assert [source.id for source in merged.sources] == [AUTHOR, "s2"]
    assert len(merged.stances) == 2


def test_a_mention_stays_where_it_is() -> None:
    said = edits.add_source(one_claim(), "c1", ADA, SCHEMA)
    renamed = edits.set_source(said, Source("s1", "Ada Brandt", FLOODED.span(10, 14)))
    assert (renamed.sources[1].name, renamed.sources[1].mention) == ("Ada Brandt", ADA.mention)


def test_origins_of_items() -> None:
    accepted = Origin("", "accepted", "said/1@4-9")
    claimed = one_claim()
    known = edits.update_origins(Annotation(), claimed, (), accepted)
    assert [(o.item, o.how) for o in known] == [("c1", "accepted"), ("c1<-s0", "accepted")]
    moved = edits.set_spans(claimed, "c1", (FLOODED.span(4, 14),))
    assert [(o.item, o.how) for o in edits.update_origins(claimed, moved, known, Origin("", "manual"))] == [
        ("c1", "edited"),
        ("c1<-s0", "accepted"),
    ]
    assert edits.update_origins(claimed, Annotation(), known, Origin("", "manual")) == (Origin("4-9", "rejected", "said/1@4-9"),)


def test_an_edit_keeps_the_exposure() -> None:
    known = (Origin("c1", "accepted", "said/1@4-9"), Origin("2-3", "rejected", "said/1@2-3"), Origin("", "blind"))
    told = edits.update_origins(one_claim(), Annotation(), known, Origin("", "manual"))
    assert told == (edits.rejection("said/1@2-3"), edits.rejection("said/1@4-9"), Origin("", "blind"))
