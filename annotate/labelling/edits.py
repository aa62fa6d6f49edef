"""What a decision does to an annotation: pure functions from one annotation to the next.

They keep what must always hold: every claim has a stance, every stance a source in the list, no source is listed unused, claims
stand in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotate.model import AUTHOR, Annotation, Claim, Origin, Scalar, Source, Span, Stance, exposed
from annotate.model.ids import claim_id, id_number, is_stance_key, next_number, split_suggestion_key, stance_key
from annotate.schema import Schema


def author(schema: Schema) -> Source:
    """The source that is the article's own voice."""
    attributes = {name: value for name, value in schema.author.items() if name != "name"}
    return Source(AUTHOR, str(schema.author["name"]), None, attributes)


def add_claim(annotation: Annotation, spans: tuple[Span, ...], schema: Schema) -> tuple[Annotation, str]:
    """With a new claim, the author supporting it until a source is named. Returns the claim's id too."""
    id = claim_id(next_number(claim.id for claim in annotation.claims))
    stance = Stance(id, AUTHOR, _default(schema))
    changed = replace(annotation, claims=(*annotation.claims, Claim(id, spans)), stances=(*annotation.stances, stance))
    return _tidy(_with_source(changed, author(schema))), id


def remove_claim(annotation: Annotation, id: str) -> Annotation:
    """Without a claim and the stances on it."""
    claims = tuple(claim for claim in annotation.claims if claim.id != id)
    return _tidy(replace(annotation, claims=claims, stances=tuple(s for s in annotation.stances if s.claim != id)))


def set_spans(annotation: Annotation, id: str, spans: Iterable[Span]) -> Annotation:
    """With a claim's pieces replaced; pieces that touch or overlap must have been joined before."""
    pieces = tuple(sorted(spans, key=lambda span: span.start))
    claims = tuple(replace(claim, spans=pieces) if claim.id == id else claim for claim in annotation.claims)
    return _tidy(replace(annotation, claims=claims))


def add_source(annotation: Annotation, claim: str, source: Source, schema: Schema) -> Annotation:
    """With `source` taking a stance on a claim; the author, who supported it so far, only reports it now."""
    if any(stance.claim == claim and stance.source == source.id for stance in annotation.stances):
        return _with_source(annotation, source)
    stances = []
    for stance in annotation.stances:
        if stance.claim == claim and stance.source == AUTHOR:
            stances.append(Stance(claim, source.id, _default(schema)))
            stance = replace(stance, label=_passed_on(stance.label, schema))
        stances.append(stance)
    if not any(stance.claim == claim and stance.source == source.id for stance in stances):
        stances.append(Stance(claim, source.id, _default(schema)))
    return _tidy(_with_source(replace(annotation, stances=tuple(stances)), source))


def remove_stance(annotation: Annotation, claim: str, source: str, schema: Schema) -> Annotation:
    """Without one source's stance on a claim; a claim that has none left is the author's again."""
    stances = [s for s in annotation.stances if (s.claim, s.source) != (claim, source)]
    left = [s for s in stances if s.claim == claim]
    if not left:
        stances.append(Stance(claim, AUTHOR, _default(schema)))
    elif len(left) == 1 and left[0].source == AUTHOR and left[0].label == schema.labels["stance"].author_default:
        stances[stances.index(left[0])] = replace(left[0], label=_default(schema))
    return _tidy(_with_source(replace(annotation, stances=tuple(stances)), author(schema)))


def set_stance(annotation: Annotation, claim: str, source: str, stance: Stance) -> Annotation:
    """With one source's stance on a claim replaced."""
    changed = (stance if (s.claim, s.source) == (claim, source) else s for s in annotation.stances)
    return replace(annotation, stances=tuple(changed))


def set_source(annotation: Annotation, source: Source) -> Annotation:
    """With what is known of a source (name, attributes) brought up to date; its mention here stays, where it has one."""
    sources = tuple(
        replace(source, mention=known.mention or source.mention) if known.id == source.id else known
        for known in annotation.sources
    )
    return replace(annotation, sources=sources)


def replace_source(annotation: Annotation, old: str, new: Source) -> Annotation:
    """With one source merged into another: its stances become the other's."""
    stances: dict[tuple[str, str], Stance] = {}
    for stance in annotation.stances:
        moved = replace(stance, source=new.id) if stance.source == old else stance
        stances.setdefault((moved.claim, moved.source), moved)
    mention = next((s.mention for s in annotation.sources if s.id == old), None)
    return _tidy(_with_source(replace(annotation, stances=tuple(stances.values())), replace(new, mention=mention or new.mention)))


def with_attribute(attributes: Mapping[str, Scalar], name: str, value: Scalar | None) -> dict[str, Scalar]:
    """The attributes with one answer set, or taken back where `value` is None."""
    changed = {key: known for key, known in attributes.items() if key != name}
    if value is not None:
        changed[name] = value
    return changed


def origins(before: Annotation, after: Annotation, known: Iterable[Origin], how: Origin) -> tuple[Origin, ...]:
    """Where each item of `after` came from: as known, `how` for what is new, edited for an accepted one that changed.

    Answers to the schema's questions are no change: no suggestion gives them. An accepted claim that is taken out again is a
    rejected suggestion. How the sentence was seen stays as it is.
    """
    was = _items(before)
    kept = [origin for origin in known if origin.how == "rejected" or not origin.item]
    remembered = {origin.item: origin for origin in known if origin not in kept}
    found = []
    for item, value in _items(after).items():
        origin = remembered.pop(item, None)
        if origin is None:
            origin = replace(how, item=item)
        elif origin.how == "accepted" and value != was.get(item):
            origin = replace(origin, how="edited")
        found.append(origin)
    taken_out = (origin for item, origin in remembered.items() if origin.how != "manual" and not is_stance_key(item))
    kept += [rejection(origin.rule) for origin in taken_out]
    return exposed((*found, *kept), None)


def rejection(key: str) -> Origin:
    """What is remembered of a suggestion turned down: its key, and its offsets in the place of an item."""
    return Origin(split_suggestion_key(key)[1], "rejected", key)


def _items(annotation: Annotation) -> dict[str, tuple[object, ...]]:
    """What a suggestion says of each item: a claim's pieces, a stance's label and cue."""
    claims: dict[str, tuple[object, ...]] = {claim.id: claim.spans for claim in annotation.claims}
    return claims | {stance_key(stance.claim, stance.source): (stance.label, stance.cue) for stance in annotation.stances}


def _default(schema: Schema) -> str:
    return schema.labels["stance"].default or ""


def _passed_on(label: str, schema: Schema) -> str:
    question = schema.labels["stance"]
    return question.author_default or label if label == question.default else label


def _with_source(annotation: Annotation, source: Source) -> Annotation:
    """With `source` in the list; one that is there already takes the new mention, where there is one."""
    if not any(known.id == source.id for known in annotation.sources):
        return replace(annotation, sources=(*annotation.sources, source))
    sources = tuple(
        replace(source, mention=source.mention or known.mention) if known.id == source.id else known
        for known in annotation.sources
    )
    return replace(annotation, sources=sources)


def _tidy(annotation: Annotation) -> Annotation:
    """Claims in text order, stances in the order of their claims, sources that are used, in the order of their ids."""
    claims = tuple(sorted(annotation.claims, key=lambda claim: (claim.spans[0].start, claim.spans[-1].end, id_number(claim.id))))
    rank = {claim.id: place for place, claim in enumerate(claims)}
    stances = tuple(sorted(annotation.stances, key=lambda stance: rank[stance.claim]))
    used = {stance.source for stance in stances}
    sources = tuple(sorted((s for s in annotation.sources if s.id in used), key=lambda source: id_number(source.id)))
    return replace(annotation, claims=claims, stances=stances, sources=sources)
