"""Simpler means for what a format has no way of its own for: a relation for a piece or a cue, an attribute for a name.

`flattened` turns a document into the shape of a format before it is written; `unfolded` is its inverse and is applied to
everything that is read, whatever program wrote it. `holdable` removes beforehand what a shape cannot express, so that nothing is
lost between the two.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotate._disjoint_sets import DisjointSets
from annotate.interchange.format import Shape
from annotate.interchange.values import (
    AUTHOR,
    AUTHOR_STANCE,
    CLAIM,
    CUE,
    CUE_OF,
    ENTITY,
    LINKED,
    NAME,
    PIECE,
    SAME,
    SOURCE,
    UNMENTIONED,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    joins_claims,
)


def holdable(document: ForeignDocument, shape: Shape) -> ForeignDocument:
    """Return a document without what a shape cannot express: the cue or the quotation of an author's stance."""
    if not (shape.author or shape.cues):
        return document

    def stripped(annotations: ForeignSet) -> ForeignSet:
        labels = annotations.labels
        others = {link.target for link in annotations.links if link.source != AUTHOR and not joins_claims(link, labels)}
        links = tuple(
            replace(
                link,
                cue="" if shape.author or link.target in others else link.cue,
                attributes={} if shape.author else link.attributes,
            )
            if link.source == AUTHOR
            else link
            for link in annotations.links
        )
        return without_idle_cues(replace(annotations, links=links))

    return replace(document, sets=tuple(map(stripped, document.sets)))


def without_idle_cues(annotations: ForeignSet) -> ForeignSet:
    """Return a set without the spans of cues that no link refers to."""
    used = {link.cue for link in annotations.links}
    return replace(annotations, spans=tuple(s for s in annotations.spans if s.label != CUE or s.id in used))


# -- on the way out ----------------------------------------------------------------------------------------------------


def flattened(document: ForeignDocument, shape: Shape) -> ForeignDocument:
    """Return a document in the shape of a format."""
    return replace(document, sets=tuple(_flattened_set(annotations, shape) for annotations in document.sets))


def _flattened_set(annotations: ForeignSet, shape: Shape) -> ForeignSet:
    spans, links = list(annotations.spans), list(annotations.links)
    if shape.links:
        spans, links = _links_as_attribute(spans, links)
    if shape.unmentioned:
        spans, links = _unmentioned_as_attribute(spans, links)
    if shape.author:
        spans, links = _author_as_attribute(spans, links)
    if shape.cues:
        links = list(_with_cues_as_links(links))
    if shape.entities == "attribute":
        spans = [_with_name_as_attribute(span) for span in spans]
    elif shape.entities == "link":
        links += _same_links(spans)
        spans = [replace(span, entity="") if span.label == SOURCE else span for span in spans]
    if shape.pieces:
        spans, links = _pieces_as_spans(spans, links)
    return replace(annotations, spans=tuple(spans), links=tuple(links))


def _pieces_as_spans(spans: list[ForeignSpan], links: list[ForeignLink]) -> tuple[list[ForeignSpan], list[ForeignLink]]:
    pieces: list[ForeignSpan] = []
    for span in spans:
        pieces.append(replace(span, pieces=span.pieces[:1]))
        before = span.id
        for number, piece in enumerate(span.pieces[1:], 2):
            id = f"{span.id}~{number}"
            pieces.append(ForeignSpan(id, span.label, (piece,)))
            links.append(ForeignLink(f"{id}.{PIECE}", PIECE, before, id))
            before = id
    return pieces, links


def _links_as_attribute(spans: list[ForeignSpan], links: list[ForeignLink]) -> tuple[list[ForeignSpan], list[ForeignLink]]:
    labels = {span.id: span.label for span in spans}
    linked: dict[str, dict[str, str]] = defaultdict(dict)
    others = []
    for link in links:
        if joins_claims(link, labels):
            linked[link.source][link.target] = link.label
        else:
            others.append(link)
    return [
        replace(span, attributes={**span.attributes, LINKED: json.dumps(linked[span.id], ensure_ascii=False)})
        if span.id in linked
        else span
        for span in spans
    ], others


def _author_as_attribute(spans: list[ForeignSpan], links: list[ForeignLink]) -> tuple[list[ForeignSpan], list[ForeignLink]]:
    labels = {link.target: link.label for link in links if link.source == AUTHOR}
    return (
        [
            replace(span, attributes={**span.attributes, AUTHOR_STANCE: labels[span.id]}) if span.id in labels else span
            for span in spans
        ],
        [link for link in links if link.source != AUTHOR],
    )


def _with_cues_as_links(links: Iterable[ForeignLink]) -> Iterable[ForeignLink]:
    for link in links:
        yield replace(link, cue="")
        if link.cue:
            yield ForeignLink(f"{link.id}.{CUE_OF}", CUE_OF, link.cue, link.target)
            if link.source != AUTHOR:
                yield ForeignLink(f"{link.id}.{CUE_OF}.{SOURCE}", CUE_OF, link.cue, link.source)


def _with_name_as_attribute(span: ForeignSpan) -> ForeignSpan:
    if span.label != SOURCE:
        return span
    added = {name: value for name, value in ((NAME, span.name), (ENTITY, span.entity)) if value}
    return replace(span, name="", entity="", attributes={**added, **span.attributes})


def _same_links(spans: Iterable[ForeignSpan]) -> Iterable[ForeignLink]:
    last: dict[str, str] = {}
    for span in spans:
        if span.label == SOURCE and span.entity:
            if span.entity in last:
                yield ForeignLink(f"{span.id}.{SAME}", SAME, last[span.entity], span.id)
            last[span.entity] = span.id


def _unmentioned_as_attribute(spans: list[ForeignSpan], links: list[ForeignLink]) -> tuple[list[ForeignSpan], list[ForeignLink]]:
    hidden = {span.id: span for span in spans if not span.pieces}
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        if link.source in hidden:
            source = hidden[link.source]
            said[link.target].append(
                {
                    "id": source.id,
                    NAME: source.name,
                    ENTITY: source.entity,
                    **({"answers": dict(source.attributes)} if source.attributes else {}),
                    "stance": link.label,
                    **({"stance_answers": dict(link.attributes)} if link.attributes else {}),
                    **({CUE_OF: link.cue} if link.cue else {}),
                    "link": link.id,
                }
            )
    attributes = {id: json.dumps(sources, ensure_ascii=False) for id, sources in said.items()}
    return (
        [
            replace(span, attributes={**span.attributes, UNMENTIONED: attributes[span.id]}) if span.id in attributes else span
            for span in spans
            if span.pieces
        ],
        [link for link in links if link.source not in hidden],
    )


# -- on the way in -----------------------------------------------------------------------------------------------------


def unfolded(annotations: ForeignSet) -> ForeignSet:
    """Return a set in which pieces, cues, names and sources without a mention are as `ForeignSpan` and `ForeignLink` have them.

    The labels of spans and links are ours already.
    """
    annotations = _with_pieces_joined(annotations)
    spans, links = _with_attributes_as_links(annotations)
    labels = {span.id: span.label for span in spans}
    links = [_from_the_source(link, labels) for link in links]
    cues = [link for link in links if labels.get(link.source) == CUE]
    links = [link for link in links if labels.get(link.source) != CUE]
    links = _with_cues(links, cues, labels)
    coreferent = [link for link in links if _is_coreference(link, labels)]
    spans = _with_entities(spans, coreferent)
    links = [link for link in links if not _is_coreference(link, labels)] if coreferent else links
    return replace(annotations, spans=tuple(spans), links=tuple(links))


def _is_coreference(link: ForeignLink, labels: Mapping[str, str]) -> bool:
    return link.label == SAME and labels.get(link.source) == SOURCE


def _from_the_source(link: ForeignLink, labels: Mapping[str, str]) -> ForeignLink:
    """Return a link that leads from the source to the claim, from the cue to either, whichever way it was drawn."""
    ends = (labels.get(link.source), labels.get(link.target))
    turned = ends == (CLAIM, SOURCE) or (ends[1] == CUE and ends[0] in (CLAIM, SOURCE))
    return replace(link, source=link.target, target=link.source) if turned else link


def _with_pieces_joined(annotations: ForeignSet) -> ForeignSet:
    """Join spans that are linked by ``piece`` into one, with the id and the answers of the first in the text."""
    labels = {span.id: span.label for span in annotations.spans}
    joins = [
        (link.source, link.target)
        for link in annotations.links
        if link.label == PIECE and link.source in labels and labels[link.source] == labels.get(link.target)
    ]
    if not joins:
        return annotations
    leader = _groups(joins)
    members: dict[str, list[ForeignSpan]] = defaultdict(list)
    for span in annotations.spans:
        members[leader.get(span.id, span.id)].append(span)
    first: dict[str, str] = {}
    spans: list[ForeignSpan] = []
    for group in members.values():
        in_order = sorted(group, key=lambda span: span.pieces)
        head = group[0] if len(group) == 1 else next((s for s in in_order if s.attributes), in_order[0])
        attributes = {name: value for span in reversed(in_order) for name, value in span.attributes.items()}
        notes = " ".join(span.note for span in in_order if span.note)
        pieces = tuple(sorted({piece for span in in_order for piece in span.pieces}))
        spans.append(
            head if len(group) == 1 else replace(head, id=in_order[0].id, pieces=pieces, attributes=attributes, note=notes)
        )
        first.update((span.id, spans[-1].id) for span in group)
    joined = set(joins)
    links = [
        replace(link, source=first.get(link.source, link.source), target=first.get(link.target, link.target))
        for link in annotations.links
        if link.label != PIECE or (link.source, link.target) not in joined
    ]
    return replace(annotations, spans=tuple(spans), links=tuple(links))


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first member of the group that each id is in, where each pair is in one group."""
    groups = DisjointSets[str]()
    for pair in pairs:
        groups.join(*pair)
    return groups.leaders()


def _with_attributes_as_links(annotations: ForeignSet) -> tuple[list[ForeignSpan], list[ForeignLink]]:
    """Return spans and links in which the author's stance and sources without a mention are links, names and entities fields."""
    spans: list[ForeignSpan] = []
    links = list(annotations.links)
    hidden: dict[str, ForeignSpan] = {}
    for span in annotations.spans:
        attributes = dict(span.attributes)
        if span.label == CLAIM:
            if isinstance(stance := attributes.pop(AUTHOR_STANCE, None), str):
                links.append(ForeignLink(f"{span.id}.{AUTHOR_STANCE}", stance, AUTHOR, span.id))
            for source, link in _unmentioned(attributes.pop(UNMENTIONED, None), span.id):
                hidden.setdefault(source.id, source)
                links.append(link)
            for target, label in _linked(attributes.pop(LINKED, None)):
                links.append(ForeignLink(f"{span.id}.{target}", label, span.id, target))
        elif span.label == SOURCE:
            name, entity = attributes.pop(NAME, span.name), attributes.pop(ENTITY, span.entity)
            span = replace(span, name=str(name), entity=str(entity))
        spans.append(replace(span, attributes=attributes) if len(attributes) < len(span.attributes) else span)
    return [*spans, *hidden.values()], links


def _unmentioned(value: object, claim: str) -> Iterable[tuple[ForeignSpan, ForeignLink]]:
    """Yield the sources in an attribute `UNMENTIONED`; what a person wrote there by hand is the name of a source."""
    if not isinstance(value, str) or not value.strip():
        return
    try:
        sources = json.loads(value)
    except (ValueError, RecursionError):
        sources = [{NAME: value.strip()}]
    for number, source in enumerate(sources if isinstance(sources, list) else [{NAME: value.strip()}]):
        if not isinstance(source, dict):
            continue
        texts = {key: str(source.get(key, "")) for key in ("id", NAME, ENTITY, "stance", CUE_OF, "link")}
        id = texts["id"] or f"{claim}.source{number + 1}"
        yield (
            ForeignSpan(id, SOURCE, (), _answers(source.get("answers")), texts[NAME], texts[ENTITY]),
            ForeignLink(
                texts["link"] or f"{id}->{claim}",
                texts["stance"],
                id,
                claim,
                _answers(source.get("stance_answers")),
                texts[CUE_OF],
            ),
        )


def _linked(value: object) -> Iterable[tuple[str, str]]:
    """Yield the targets and labels in an attribute `LINKED`; what a person wrote there by hand is a label without a target."""
    if value is None:
        return
    try:
        linked = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        linked = value
    yield from ((target, str(label)) for target, label in (linked if isinstance(linked, dict) else {"": linked}).items())


def _answers(value: object) -> dict[str, Any]:
    answers = value if isinstance(value, dict) else {}
    return {str(name): answer for name, answer in answers.items() if isinstance(answer, str | bool | int | float)}


def _with_cues(links: list[ForeignLink], cues: list[ForeignLink], labels: Mapping[str, str]) -> list[ForeignLink]:
    """Return links with the cues that lead to their claims, or to both their claims and their sources."""
    claims: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, set[str]] = defaultdict(set)
    for link in cues:
        if labels.get(link.target) == CLAIM:
            claims[link.source].append(link.target)
        else:
            sources[link.source].add(link.target)
    on_claim: dict[str, list[int]] = defaultdict(list)
    of_source: dict[str, list[int]] = defaultdict(list)
    for place, link in enumerate(links):
        if labels.get(link.target) == CLAIM and labels.get(link.source) != CLAIM:
            on_claim[link.target].append(place)
            of_source[link.source].append(place)
    for cue in dict.fromkeys([*claims, *sources]):
        if cue in claims:
            chosen = []
            for claim in claims[cue]:
                free = [place for place in on_claim[claim] if not links[place].cue]
                named = [place for place in free if links[place].source in sources[cue]]
                others = [place for place in free if links[place].source != AUTHOR]
                chosen += (named or others or free)[:1]
        else:
            chosen = [place for source in sources[cue] for place in of_source[source] if not links[place].cue]
        for place in chosen:
            links[place] = replace(links[place], cue=cue)
    return links


def _with_entities(spans: list[ForeignSpan], links: list[ForeignLink]) -> list[ForeignSpan]:
    """Return spans in which mentions that are linked by ``same`` have the same entity."""
    if not links:
        return spans
    leader = _groups((link.source, link.target) for link in links)
    entities = {leader[span.id]: span.entity for span in reversed(spans) if span.id in leader and span.entity}
    return [replace(span, entity=entities.get(leader[span.id], leader[span.id])) if span.id in leader else span for span in spans]
