"""The changes of a decision in words: the difference between two annotations of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotate.model import Annotation, Answer, Claim, Origin, Source, Stance, answer_text, notable_origins
from annotate.model.ids import id_number, split_answer_key, split_item, split_link_key

_MAX_LENGTH = 60


def changes(before: Annotation | None, after: Annotation | None) -> Iterator[str]:
    """Return each difference of `after` from `before`, in words; None means that the sentence is unlabelled."""
    if after is None:
        yield "back to unlabelled"
        return
    was = before or Annotation()
    yield from _claims(was, after)
    yield from _stances(was, after)
    yield from _links(was, after)
    yield from _sources(was, after)
    yield from _answers("", was.attributes, after.attributes)
    if after.flag != was.flag:
        yield "flag removed" if after.flag is None else f"flag: {after.flag}".rstrip(": ")
    if after.note != was.note:
        yield f"note: {after.note}" if after.note else "note removed"
    if after.label != was.label:
        yield f"done: {after.label.replace('_', ' ')}" if after.label else "reopened"


def origin_changes(before: Iterable[Origin], after: Iterable[Origin], annotation: Annotation) -> Iterator[str]:
    """Return each item of `annotation` whose origin in `after` is not that in `before`, and each newly rejected suggestion."""
    known, claims = notable_origins(before), {claim.id for claim in annotation.claims}
    for item, description in notable_origins(after).items():
        if description != known.get(item):
            about, question = split_answer_key(item)
            about, target = split_link_key(about)
            claim, source = split_item(about)
            name = (
                f"{claim.upper()} {_name(annotation, source)}" if source else f"{claim.upper()} link" if target else claim.upper()
            )
            if question:
                yield f"{name if claim in claims else _name(annotation, about)} {question} {description}"
            else:
                yield f"{name} {description}" if claim in claims else f"suggestion at {item} {description}"


def _claims(was: Annotation, now: Annotation) -> Iterator[str]:
    known: dict[str, Claim] = {claim.id: claim for claim in was.claims}
    for claim in now.claims:
        before = known.pop(claim.id, None)
        if before is None:
            yield f'{claim.id.upper()} "{_text(claim)}"'
        elif before.spans != claim.spans:
            yield f'{claim.id.upper()} is now "{_text(claim)}"'
        yield from _answers(f"{claim.id.upper()} ", before.attributes if before else {}, claim.attributes)
    yield from (f"{id.upper()} removed" for id in known)


def _stances(was: Annotation, now: Annotation) -> Iterator[str]:
    known: dict[tuple[str, str], Stance] = {(stance.claim, stance.source): stance for stance in was.stances}
    for stance in now.stances:
        before = known.pop((stance.claim, stance.source), None)
        who = f"{stance.claim.upper()} {_name(now, stance.source)}"
        if before is None or before.label != stance.label:
            yield f"{who}: {stance.label}"
        if stance.cue and (before is None or before.cue != stance.cue):
            yield f'{who}: cue "{_short(stance.cue.text)}"'
        yield from _answers(f"{who} ", before.attributes if before else {}, stance.attributes)
    left = {claim.id for claim in now.claims}
    yield from (f"{claim.upper()} {_name(was, source)}: stance removed" for claim, source in known if claim in left)


def _links(was: Annotation, now: Annotation) -> Iterator[str]:
    known = {link.key: link for link in was.links}
    for link in now.links:
        before = known.pop(link.key, None)
        if before is None or before.label != link.label:
            yield f'{link.claim.upper()} {link.label.replace("_", " ")}: "{_short(link.target_text)}"'
    left = {claim.id for claim in now.claims}
    yield from (
        f'{link.claim.upper()}: link to "{_short(link.target_text)}" removed' for link in known.values() if link.claim in left
    )


def _sources(was: Annotation, now: Annotation) -> Iterator[str]:
    known: dict[str, Source] = {source.id: source for source in was.sources}
    for source in now.sources:
        if before := known.get(source.id):
            if before.name != source.name:
                yield f"source {id_number(source.id)} is {_name(now, source.id)}"
            yield from _answers(f"{_name(now, source.id)} ", before.attributes, source.attributes)


def _answers(whose: str, was: Mapping[str, Answer], now: Mapping[str, Answer]) -> Iterator[str]:
    for name in dict.fromkeys((*now, *was)):
        if was.get(name) != now.get(name):
            yield f"{whose}{name} {answer_text(now[name])}" if name in now else f"{whose}{name} cleared"


def _name(annotation: Annotation, id: str) -> str:
    source = next((source for source in annotation.sources if source.id == id), None)
    return source.display_name if source else id


def _text(claim: Claim) -> str:
    return _short(claim.text)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MAX_LENGTH else f"{flat[: _MAX_LENGTH - 1].rstrip()}…"
