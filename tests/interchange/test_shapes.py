"""Simpler means: pieces, cues, names and the author as relations and attributes, and back."""

from __future__ import annotations

from annotate.interchange.format import Shape
from annotate.interchange.shapes import flattened, holdable, unfolded
from annotate.interchange.values import (
    AUTHOR,
    AUTHOR_STANCE,
    CLAIM,
    CUE,
    SOURCE,
    UNMENTIONED,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
)

CLAIMED = ForeignSpan("c", CLAIM, ((0, 3), (5, 7)), {"type": "event"})
SPEAKER = ForeignSpan("s", SOURCE, ((8, 9),), {"type": "person"}, name="Mette", entity="s1")
AGAIN = ForeignSpan("t", SOURCE, ((20, 22),), name="Mette", entity="s1")
SAID = ForeignSpan("k", CUE, ((9, 10),))
HIDDEN = ForeignSpan("h", SOURCE, (), {"naming": "implicit"}, name="they", entity="s2")
LINKS = (
    ForeignLink("l", "deny", "s", "c", {"quote": "direct"}, cue="k"),
    ForeignLink("m", "support", "h", "c"),
    ForeignLink("a", "neutral", AUTHOR, "c"),
)
EVERY = Shape(pieces=True, cues=True, entities="attribute", author=True, unmentioned=True)


def document(*spans: ForeignSpan, links: tuple[ForeignLink, ...] = LINKS) -> ForeignDocument:
    return ForeignDocument("d", "x" * 30, (ForeignSet("ada", spans, links),))


def test_every_means_and_back() -> None:
    full = document(CLAIMED, SPEAKER, AGAIN, SAID, HIDDEN)
    (flat,) = flattened(full, EVERY).sets
    assert all(len(span.pieces) == 1 for span in flat.spans)
    first = next(span for span in flat.spans if span.id == "c")
    assert (first.attributes[AUTHOR_STANCE], UNMENTIONED in first.attributes) == ("neutral", True)
    assert {link.label for link in flat.links} == {"deny", "piece", "cue"}
    back = unfolded(flat)
    assert {span.id: span for span in back.spans} == {span.id: span for span in (CLAIMED, SPEAKER, AGAIN, SAID, HIDDEN)}
    told = {(link.label, link.source, link.target, link.cue, tuple(link.attributes)) for link in back.links}
    assert told == {(link.label, link.source, link.target, link.cue, tuple(link.attributes)) for link in LINKS}


def test_mentions_linked_as_the_same() -> None:
    (flat,) = flattened(document(SPEAKER, AGAIN, links=()), Shape(entities="link")).sets
    assert [(link.label, link.source, link.target) for link in flat.links] == [("same", "s", "t")]
    one, other = unfolded(flat).spans
    assert one.entity == other.entity != ""


def test_a_link_may_be_drawn_the_other_way_round() -> None:
    links = (ForeignLink("l", "deny", "c", "s"), ForeignLink("q", "cue", "s", "k"))
    (link,) = unfolded(ForeignSet("ada", (CLAIMED, SPEAKER, SAID), links)).links
    assert (link.source, link.target, link.cue) == ("s", "c", "k")


def test_pieces_that_people_linked_in_any_order() -> None:
    parts = [ForeignSpan(f"p{n}", CLAIM, ((n, n + 1),), {"type": "event"} if n == 4 else {}) for n in (4, 0, 2)]
    links = (ForeignLink("1", "piece", "p4", "p2"), ForeignLink("2", "piece", "p2", "p0"), ForeignLink("3", "deny", "s", "p2"))
    back = unfolded(ForeignSet("ada", (*parts, SPEAKER), links))
    joined = next(span for span in back.spans if span.label == CLAIM)
    assert (joined.pieces, joined.attributes) == (((0, 1), (2, 3), (4, 5)), {"type": "event"})
    assert [link.target for link in back.links] == [joined.id]


def test_a_source_that_a_person_wrote_into_the_field() -> None:
    by_hand = ForeignSpan("c", CLAIM, ((0, 3),), {UNMENTIONED: "the press office"})
    _, source = unfolded(ForeignSet("ada", (by_hand,))).spans
    assert (source.name, source.pieces) == ("the press office", ())


def test_what_a_shape_cannot_express_is_removed_before() -> None:
    author = ForeignLink("a", "neutral", AUTHOR, "c", {"quote": "direct"}, cue="k")
    (kept,) = holdable(document(CLAIMED, SAID, links=(author,)), EVERY).sets
    assert [(link.cue, link.attributes) for link in kept.links] == [("", {})]
    assert SAID not in kept.spans
