"""Spans are trimmed, and links go with the spans that they lead from or to."""

from __future__ import annotations

from annotate.interchange.trimming import trimmed, with_spans
from annotate.interchange.values import CLAIM, CUE, SOURCE, ForeignDocument, ForeignLink, ForeignSet, ForeignSpan
from annotate.model import AUTHOR

SPANS = tuple(ForeignSpan(id, label, ((0, 3),)) for id, label in (("c", CLAIM), ("d", CLAIM), ("s", SOURCE), ("q", CUE)))
LINKS = (
    ForeignLink("1", "support", "s", "c", cue="q"),
    ForeignLink("2", "deny", "s", "d"),
    ForeignLink("3", "neutral", AUTHOR, "c"),
)
DOCUMENT = ForeignDocument("a", "one", (ForeignSet("ada", SPANS, LINKS),))


def test_white_space_at_edges_is_no_part_of_a_piece() -> None:
    assert trimmed("  a b\n", ((0, 6),)) == ((2, 5),)
    assert trimmed("a  \t b", ((0, 2), (2, 4), (3, 6))) == ((0, 1), (5, 6))


def test_what_is_unchanged_stays_the_same() -> None:
    assert with_spans(DOCUMENT, lambda span: span) == DOCUMENT


def test_links_of_spans_that_are_gone_go_too() -> None:
    def links(gone: str) -> list[tuple[str, str]]:
        (decisions,) = with_spans(DOCUMENT, lambda span: None if span.id == gone else span).sets
        return [(link.id, link.cue) for link in decisions.links]

    assert links("d") == [("1", "q"), ("3", "")]
    assert links("s") == [("3", "")]
    assert links("c") == [("2", "")]
    assert links("q") == [("1", ""), ("2", ""), ("3", "")]


def test_links_between_spans_that_cannot_be_linked_go() -> None:
    (decisions,) = with_spans(DOCUMENT, lambda span: span, lambda source, target: target.id != "c").sets
    assert [link.id for link in decisions.links] == ["2", "3"]
    (decisions,) = with_spans(DOCUMENT, lambda span: span, lambda source, target: source.id != "q").sets
    assert [(link.id, link.cue) for link in decisions.links] == [("1", ""), ("2", ""), ("3", "")]
