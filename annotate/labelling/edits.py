"""Changes to annotations: pure functions from one annotation to the next.

They preserve the invariants: every claim has a stance, the source of every stance is listed, every source listed is used, and
claims are in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotate.model import AUTHOR, Annotation, Answer, Claim, ClaimLink, Origin, Prediction, Source, Span, Stance, exposed
from annotate.model.ids import (
    answer_key,
    claim_id,
    id_number,
    item_owner,
    next_number,
    split_answer_key,
    split_import_key,
    split_suggestion_key,
    stance_key,
)
from annotate.schema import Schema


def author_source(schema: Schema) -> Source:
    """Return the source that is the article's own voice."""
    attributes = {name: value for name, value in schema.author.items() if name != "name"}
    return Source(AUTHOR, str(schema.author["name"]), None, attributes)


def add_claim(annotation: Annotation, spans: tuple[Span, ...], schema: Schema) -> tuple[Annotation, str]:
    """Add a claim, which the author supports until a source is named. Return the annotation and the claim's id."""
    id = claim_id(next_number(claim.id for claim in annotation.claims))
    stance = Stance(id, AUTHOR, _default_stance(schema))
    changed = replace(annotation, claims=(*annotation.claims, Claim(id, spans)), stances=(*annotation.stances, stance))
    return _normalize(_with_source(changed, author_source(schema))), id


def remove_claim(annotation: Annotation, id: str) -> Annotation:
    """Remove a claim, the stances on it and its links."""
    claims = tuple(claim for claim in annotation.claims if claim.id != id)
    stances = tuple(stance for stance in annotation.stances if stance.claim != id)
    links = tuple(link for link in annotation.links if link.claim != id)
    return _normalize(replace(annotation, claims=claims, stances=stances, links=links))


def set_spans(annotation: Annotation, id: str, spans: Iterable[Span]) -> Annotation:
    """Replace the pieces of a claim. Pieces that touch or overlap must have been merged before."""
    pieces = tuple(sorted(spans, key=lambda span: span.start))
    claims = tuple(replace(claim, spans=pieces) if claim.id == id else claim for claim in annotation.claims)
    return _normalize(replace(annotation, claims=claims))


def add_source(annotation: Annotation, claim: str, source: Source, schema: Schema) -> Annotation:
    """Give a source a stance on a claim. An author who supported the claim so far now only reports it."""
    if any(stance.claim == claim and stance.source == source.id for stance in annotation.stances):
        return _with_source(annotation, source)
    stances = []
    for stance in annotation.stances:
        if stance.claim == claim and stance.source == AUTHOR:
            stances.append(Stance(claim, source.id, _default_stance(schema)))
            stance = replace(stance, label=_reported_stance(stance.label, schema))
        stances.append(stance)
    if not any(stance.claim == claim and stance.source == source.id for stance in stances):
        stances.append(Stance(claim, source.id, _default_stance(schema)))
    return _normalize(_with_source(replace(annotation, stances=tuple(stances)), source))


def remove_stance(annotation: Annotation, claim: str, source: str, schema: Schema) -> Annotation:
    """Remove the stance of a source on a claim. A claim with no stance left becomes the author's again."""
    stances = [s for s in annotation.stances if (s.claim, s.source) != (claim, source)]
    left = [s for s in stances if s.claim == claim]
    if not left:
        stances.append(Stance(claim, AUTHOR, _default_stance(schema)))
    elif len(left) == 1 and left[0].source == AUTHOR and left[0].label == schema.labels["stance"].author_default:
        stances[stances.index(left[0])] = replace(left[0], label=_default_stance(schema))
    return _normalize(_with_source(replace(annotation, stances=tuple(stances)), author_source(schema)))


def set_stance(annotation: Annotation, claim: str, source: str, stance: Stance) -> Annotation:
    """Replace the stance of a source on a claim."""
    changed = (stance if (s.claim, s.source) == (claim, source) else s for s in annotation.stances)
    return replace(annotation, stances=tuple(changed))


def set_source(annotation: Annotation, source: Source) -> Annotation:
    """Update the name and attributes of a source. Its mention in this sentence stays, if it has one."""
    sources = tuple(
        replace(source, mention=known.mention or source.mention) if known.id == source.id else known
        for known in annotation.sources
    )
    return replace(annotation, sources=sources)


def replace_source(annotation: Annotation, old: str, new: Source) -> Annotation:
    """Merge one source into another, which takes over its stances."""
    stances: dict[tuple[str, str], Stance] = {}
    for stance in annotation.stances:
        moved = replace(stance, source=new.id) if stance.source == old else stance
        stances.setdefault((moved.claim, moved.source), moved)
    mention = next((s.mention for s in annotation.sources if s.id == old), None)
    return _normalize(
        _with_source(replace(annotation, stances=tuple(stances.values())), replace(new, mention=mention or new.mention))
    )


def set_link(annotation: Annotation, link: ClaimLink) -> Annotation:
    """Link a claim to an earlier claim; a link between the two that is there already gets the new label."""
    if all(known.key != link.key for known in annotation.links):
        return _normalize(replace(annotation, links=(*annotation.links, link)))
    return replace(annotation, links=tuple(link if known.key == link.key else known for known in annotation.links))


def take_answers(annotation: Annotation, id: str, answers: Mapping[str, Answer]) -> Annotation:
    """Answer about a claim what is not answered yet."""
    claims = (replace(c, attributes={**answers, **c.attributes}) if c.id == id else c for c in annotation.claims)
    return replace(annotation, claims=tuple(claims))


def remove_link(annotation: Annotation, key: str) -> Annotation:
    """Remove a link, by its key."""
    return replace(annotation, links=tuple(link for link in annotation.links if link.key != key))


def with_attribute(attributes: Mapping[str, Answer], name: str, value: Answer | None) -> dict[str, Answer]:
    """Return the attributes with one answer set, or removed if `value` is None."""
    changed = {key: known for key, known in attributes.items() if key != name}
    if value is not None:
        changed[name] = value
    return changed


def update_origins(
    before: Annotation,
    after: Annotation,
    known: Iterable[Origin],
    how: Origin,
    predicted: Mapping[str, Prediction] | None = None,
) -> tuple[Origin, ...]:
    """Return the origin of each item in `after`, and of each answer that was given here.

    New items get `how`, accepted ones that changed become edited, and the others keep their `known` origin. An answer in
    `predicted`, by its key, that is new is accepted if it is the predicted one, and else edited; any other new one is manual. An
    accepted claim that was removed becomes a rejected suggestion. The sentence's exposure stays.
    """
    old_items = _items(before)
    unchanged = [origin for origin in known if origin.how == "rejected" or not origin.item]
    known_items = {origin.item: origin for origin in known if origin not in unchanged}
    origins = []
    for item, value in _items(after).items():
        origin = known_items.pop(item, None)
        if origin is None:
            origin = replace(how, item=item)
        elif origin.how in ("accepted", "import") and value != old_items.get(item):
            origin = replace(origin, how="edited")
        origins.append(origin)
    origins += _answer_origins(before, after, known_items, predicted or {})
    removed = (
        o for item, o in known_items.items() if o.how != "manual" and not split_import_key(o.rule)[1] and item == item_owner(item)
    )
    rejections = [rejection(origin.rule) for origin in removed]
    return exposed((*origins, *unchanged, *rejections), None)


def _answer_origins(
    before: Annotation, after: Annotation, known: dict[str, Origin], predicted: Mapping[str, Prediction]
) -> list[Origin]:
    """Return the origin of each answer in `after`, and take it from the `known` ones.

    A source that is new in this sentence brings its answers along: unless they were predicted now, they were given elsewhere.
    """
    old = answers_of(before)
    listed = {source.id for source in before.sources}
    origins = []
    for key, value in answers_of(after).items():
        origin, prediction = known.pop(key, None), predicted.get(key)
        item = split_answer_key(key)[0]
        if key in old and old[key] == value:
            origins += [origin] if origin else []
        elif prediction is not None:
            origins.append(Origin(key, "accepted" if value == prediction.value else "edited", prediction.key))
        elif origin is not None:
            origins.append(replace(origin, how="edited" if origin.how == "accepted" else origin.how))
        elif not item.startswith("s") or item in listed:
            origins.append(Origin(key, "manual"))
    return origins


def answers_of(annotation: Annotation) -> dict[str, Answer]:
    """Return the answers about the claims, sources and stances of an annotation, by their keys; not those about the author."""
    items = [(claim.id, claim.attributes) for claim in annotation.claims]
    items += [(stance_key(stance.claim, stance.source), stance.attributes) for stance in annotation.stances]
    items += [(source.id, source.attributes) for source in annotation.sources if source.id != AUTHOR]
    return {answer_key(item, name): value for item, answers in items for name, value in answers.items()}


def rejection(key: str) -> Origin:
    """Return the origin that records a rejected suggestion: its offsets in place of an item, and its key."""
    return Origin(split_suggestion_key(key)[1], "rejected", key)


def _items(annotation: Annotation) -> dict[str, tuple[object, ...]]:
    """Return what can be suggested of each item: the pieces of a claim, the label and cue of a stance, the label of a link."""
    claims: dict[str, tuple[object, ...]] = {claim.id: claim.spans for claim in annotation.claims}
    stances = {stance_key(stance.claim, stance.source): (stance.label, stance.cue) for stance in annotation.stances}
    return {**claims, **stances, **{link.key: (link.label,) for link in annotation.links}}


def _default_stance(schema: Schema) -> str:
    return schema.labels["stance"].default or ""


def _reported_stance(label: str, schema: Schema) -> str:
    """Return the stance that remains to the author of a claim when it gets a source."""
    stances = schema.labels["stance"]
    return stances.author_default or label if label == stances.default else label


def _with_source(annotation: Annotation, source: Source) -> Annotation:
    """List a source. One that is listed already takes the new mention, if there is one."""
    if not any(known.id == source.id for known in annotation.sources):
        return replace(annotation, sources=(*annotation.sources, source))
    sources = tuple(
        replace(source, mention=source.mention or known.mention) if known.id == source.id else known
        for known in annotation.sources
    )
    return replace(annotation, sources=sources)


def _normalize(annotation: Annotation) -> Annotation:
    """Sort claims by position, stances and links by claim and sources by id, and drop sources that are not used."""
    claims = tuple(sorted(annotation.claims, key=lambda claim: (claim.spans[0].start, claim.spans[-1].end, id_number(claim.id))))
    rank = {claim.id: place for place, claim in enumerate(claims)}
    stances = tuple(sorted(annotation.stances, key=lambda stance: rank[stance.claim]))
    links = tuple(sorted(annotation.links, key=lambda link: (rank[link.claim], link.target[0].start, link.target[-1].end)))
    used = {stance.source for stance in stances}
    sources = tuple(sorted((s for s in annotation.sources if s.id in used), key=lambda source: id_number(source.id)))
    return replace(annotation, claims=claims, stances=stances, sources=sources, links=links)
