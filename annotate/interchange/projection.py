"""The part of a document that a format can hold, and the exact account of the rest.

The report is never put together by a format. `projected` reduces a document to what the format says that it holds; `compare`
counts what differs between two documents, kind by kind. The same comparison tells what really came back from a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotate.interchange.format import Format
from annotate.interchange.losses import Loss, LossCounter, attribute_kind
from annotate.interchange.shapes import holdable, without_idle_cues
from annotate.interchange.values import (
    AUTHOR,
    CLAIM,
    CUE,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    joins_claims,
)
from annotate.model import ADJUDICATION

FLAG = "flag"
LABEL = "label"
_NOUNS = {CLAIM: "claim", SOURCE: "source", SENTENCE: "annotation"}


def projected(document: ForeignDocument, format: Format) -> ForeignDocument:
    """Return what of a document a format can hold."""
    holds = format.can_hold
    sets = [
        annotations for annotations in document.sets if _set_kind(annotations) == "annotator" or holds(_set_kind(annotations))
    ]
    if not holds("annotator"):
        sets = sets[:1]
    reduced = replace(
        document,
        metadata=document.metadata if holds("metadata") else {},
        sentences=document.sentences if holds("sentence.boundaries") else (),
        blocks=document.blocks if holds("blocks") else (),
        sets=tuple(_projected_set(annotations, holds) for annotations in sets),
    )
    reduced = holdable(reduced, format.shape)
    return format.adapt(reduced) if format.adapt else reduced


def _set_kind(annotations: ForeignSet) -> str:
    """Return the kind of loss if a whole set is lost."""
    if annotations.agent:
        return "suggestion"
    return "adjudication" if annotations.layer == ADJUDICATION else "annotator"


def _projected_set(annotations: ForeignSet, holds: Callable[[str], bool]) -> ForeignSet:
    spans = tuple(kept for span in annotations.spans if (kept := _projected_span(span, holds)) is not None)
    ids = {span.id for span in spans} | {AUTHOR}
    links = tuple(
        _projected_link(link, holds)
        for link, kind in _links_with_kinds(annotations)
        if holds(kind) and link.source in ids and link.target in ids
    )
    return without_idle_cues(replace(annotations, spans=spans, links=links))


def _projected_span(span: ForeignSpan, holds: Callable[[str], bool]) -> ForeignSpan | None:
    noun = _NOUNS.get(span.label)
    if noun is None:
        return span
    if (span.label == CLAIM and not holds("claim")) or (
        span.label == SOURCE and not holds("source.mention" if span.pieces else "source.unmentioned")
    ):
        return None
    joined = span.label == CLAIM and not holds("claim.pieces")
    timed = holds("time")
    reduced = replace(
        span,
        pieces=((span.pieces[0][0], span.pieces[-1][1]),) if joined else span.pieces,
        attributes={name: value for name, value in span.attributes.items() if holds(_answer_kind(noun, name))},
        name=span.name if holds(_answer_kind("source", "name")) else "",
        entity=span.entity if holds("source.identity") else "",
        note=span.note if holds("note") else "",
        created=span.created if timed else "",
        seconds=span.seconds if timed else None,
    )
    if span.label == SENTENCE and not holds("sentence.label") and not (reduced.attributes or reduced.note or reduced.created):
        return None
    return reduced


def _projected_link(link: ForeignLink, holds: Callable[[str], bool]) -> ForeignLink:
    attributes = {name: value for name, value in link.attributes.items() if holds(_answer_kind("stance", name))}
    return replace(link, attributes=attributes, cue=link.cue if holds("stance.cue") else "")


def _answer_kind(noun: str, name: str) -> str:
    """Return the kind of a lost answer, of a flag or of a sentence's label."""
    if noun == "annotation" and name in (FLAG, LABEL):
        return FLAG if name == FLAG else "sentence.label"
    return attribute_kind(noun, name)


def _links_with_kinds(annotations: ForeignSet) -> Iterator[tuple[ForeignLink, str]]:
    """Yield the links to claims of a set with the kind of each.

    It is the author's stance, another source's, that of a further source, or the relation of a claim to an earlier one.
    """
    labels = annotations.labels
    seen: set[str] = set()
    for link in annotations.links:
        if labels.get(link.target) != CLAIM:
            continue
        if joins_claims(link, labels):
            yield link, "link"
            continue
        if link.source == AUTHOR:
            yield link, "stance.author"
        else:
            yield link, "stance.second_source" if link.target in seen else "stance.label"
            seen.add(link.target)


# -- the comparison ----------------------------------------------------------------------------------------------------


def compare(
    full: Sequence[ForeignDocument], kept: Sequence[ForeignDocument], hows: Mapping[str, str] | None = None
) -> tuple[Loss, ...]:
    """Return what of the documents `full` is not in `kept`; documents are matched by their ids."""
    counter = LossCounter()
    by_id = {document.id: document for document in kept}
    for document in full:
        _compare_document(document, by_id.get(document.id, ForeignDocument(document.id, "")), counter)
    return counter.losses(hows)


def _compare_document(full: ForeignDocument, kept: ForeignDocument, counter: LossCounter) -> None:
    if len(full.text) == len(kept.text):
        replaced = [place for place, (a, b) in enumerate(zip(full.text, kept.text, strict=True)) if a != b]
        for place in replaced if full.text != kept.text else ():
            counter.lose("character.replaced", f"{full.id}:{place}")
    else:
        counter.lose("text.changed", full.id)
    for kind, mine, theirs in (
        ("blocks", full.blocks, kept.blocks),
        ("sentence.boundaries", full.sentences, kept.sentences),
        ("metadata", tuple(full.metadata.items()), tuple(kept.metadata.items())),
    ):
        there = set(theirs)
        for item in mine:
            counter.count(kind, item in there, f"{full.id}:{item[0]}")
    by_key = {(s.layer, s.annotator, s.agent): s for s in kept.sets}
    for made in full.sets:
        partner = by_key.get((made.layer, made.annotator, made.agent))
        kind = _set_kind(made)
        decisions = sum(span.label == SENTENCE for span in made.spans) or 1
        if partner is None:
            counter.lose(kind, f"{full.id}: {made.agent or made.annotator or made.layer}", number=decisions)
        else:
            counter.keep(kind, decisions)
            _SetComparison(full.id, made, partner, counter).run()


class _SetComparison:
    """The comparison of what one annotator did in a document with what is left of it."""

    def __init__(self, document: str, full: ForeignSet, kept: ForeignSet, counter: LossCounter) -> None:
        self._document, self._full, self._kept, self._counter = document, full, kept, counter
        self._matches: dict[str, ForeignSpan] = {}
        for label in (SENTENCE, CLAIM, SOURCE, CUE):
            mine = [span for span in full.spans if span.label == label]
            theirs = [span for span in kept.spans if span.label == label]
            self._matches.update(_matched(mine, theirs))

    def run(self) -> None:
        """Count what is lost and kept."""
        for span in self._full.spans:
            if span.label in _NOUNS:
                self._compare_span(span)
        self._compare_entities()
        self._compare_links()

    def _count(self, kind: str, kept: bool, id: str) -> None:
        self._counter.count(kind, kept, f"{self._document}:{id}")

    def _compare_span(self, span: ForeignSpan) -> None:
        partner = self._matches.get(span.id)
        noun = _NOUNS[span.label]
        if span.label == SOURCE:
            self._count("source.mention" if span.pieces else "source.unmentioned", partner is not None, span.id)
        elif span.label == CLAIM:
            self._count("claim", partner is not None, span.id)
        elif LABEL not in span.attributes:
            self._count("sentence.label", partner is not None and LABEL not in partner.attributes, span.id)
        if partner is None and span.label != SENTENCE:
            return
        if len(span.pieces) > 1:
            self._count("claim.pieces", partner is not None and partner.pieces == span.pieces, span.id)
        if partner and span.pieces and _hull(partner) != _hull(span):
            self._count("span.trimmed", False, span.id)
        for name, value in span.attributes.items():
            answer = partner.attributes.get(name) if partner else None
            same = answer == value and isinstance(answer, bool) == isinstance(value, bool)
            self._count(_answer_kind(noun, name), same, span.id)
        if span.name:
            self._count(_answer_kind("source", "name"), partner is not None and partner.name == span.name, span.id)
        if span.note:
            self._count("note", partner is not None and partner.note == span.note, span.id)
        if span.created or span.seconds is not None:
            same = partner is not None and (partner.created, partner.seconds) == (span.created, span.seconds)
            self._count("time", same, span.id)

    def _compare_entities(self) -> None:
        """Count the sources whose mentions are no longer known to be the same, or are now the same as those of another."""
        sources = [span for span in self._full.spans if span.label == SOURCE and span.id in self._matches]
        mine: dict[str, int] = {}
        theirs: dict[str, int] = {}
        for number, span in enumerate(sources):
            partner = self._matches[span.id]
            first = mine.setdefault(span.entity or f"\0{span.id}", number)
            there = theirs.setdefault(partner.entity or f"\0{partner.id}", number)
            self._count("source.identity", first == there, span.id)

    def _compare_links(self) -> None:
        theirs = {(link.source, link.target): link for link in self._kept.links}
        own_cues, cues = ({span.id: span for span in made.spans if span.label == CUE} for made in (self._full, self._kept))
        for link, kind in _links_with_kinds(self._full):
            source = AUTHOR if link.source == AUTHOR else self._id(link.source)
            partner = theirs.get((source, self._id(link.target)))
            kept = partner is not None and partner.label == link.label
            self._count(kind, kept, f"{link.source}->{link.target}" if kind == "link" else f"{link.target}<-{link.source}")
            if partner is None or not kept:
                continue
            if link.cue:
                # Of several cues at one place, another may be the match: one of a stance that is lost.
                matches = (self._matches.get(link.cue), own_cues.get(link.cue))
                pieces = {match.pieces for match in matches if match is not None}
                self._count("stance.cue", partner.cue in cues and cues[partner.cue].pieces in pieces, link.target)
            for name, value in link.attributes.items():
                self._count(_answer_kind("stance", name), partner.attributes.get(name) == value, link.target)

    def _id(self, id: str) -> str:
        return self._matches[id].id if id in self._matches else ""


def _hull(span: ForeignSpan) -> tuple[int, int]:
    return (span.pieces[0][0], span.pieces[-1][1]) if span.pieces else (0, 0)


def _matched(mine: Sequence[ForeignSpan], theirs: Sequence[ForeignSpan]) -> dict[str, ForeignSpan]:
    """Return the spans of `theirs` by the ids of those of `mine` that they are.

    The same pieces and id count first, then the same pieces, the same extent, and then any span that overlaps.
    """
    matches: dict[str, ForeignSpan] = {}
    left = list(theirs)
    keys: tuple[Callable[[ForeignSpan], object], ...] = (
        lambda span: (span.pieces, span.id),
        lambda span: (span.pieces, span.name, span.entity),
        lambda span: (span.pieces, span.name if not span.pieces else ""),
        lambda span: _hull(span) if span.pieces else span.id,
    )
    for key in keys:
        by_key: dict[object, list[ForeignSpan]] = defaultdict(list)
        for span in reversed(left):
            by_key[key(span)].append(span)
        for span in mine:
            if span.id not in matches and by_key[key(span)]:
                matches[span.id] = by_key[key(span)].pop()
        used = set(map(id, matches.values()))
        left = [span for span in left if id(span) not in used]
        if not left:
            return matches
    for span in mine:
        if span.id not in matches and span.pieces:
            overlapping = (other for other in left if other.pieces and _overlap(span, other))
            if other := next(overlapping, None):
                matches[span.id] = other
                left.remove(other)
    return matches


def _overlap(a: ForeignSpan, b: ForeignSpan) -> bool:
    return _hull(a)[0] < _hull(b)[1] and _hull(b)[0] < _hull(a)[1]


def hows(format: Format) -> Mapping[str, str]:
    """Return what becomes of each kind that a format cannot hold, in words."""
    general = {"claim.pieces": "joined into one span"}
    if not format.can_hold("link"):
        general["link"] = "the files have no links between claims; a dump has them"
    return {**general, **format.loses}
