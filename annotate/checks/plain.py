"""Which revisions are plainly right: most are, and a single look tells. Only about the others each check has to be asked."""

from __future__ import annotations

from annotate.checks.context import Known
from annotate.model import AUTHOR, Annotation, Revision, Span
from annotate.schema import Schema


def plain(revision: Revision, known: Known | None, schema: Schema) -> bool:
    """Whether no check of a single revision would find anything, warnings included, whatever cues mean.

    False tells nothing: what is open, in pieces or rare is left to the checks. Tested to agree with them.
    """
    annotation = revision.annotation
    if known is None or annotation is None or annotation.label is None or schema.retired:
        return False
    if revision.sha256 != known.document.sha256 or revision.schema != schema.version:
        return False
    bounds = known.bounds.get(revision.sentence)
    if bounds is None or (annotation.label == "claim") != bool(annotation.claims):
        return False
    claims = _claims(annotation, known.document.text, *bounds)
    return claims is not None and _sources(annotation, known.document.text, schema) and _stances(annotation, known, claims)


def _claims(annotation: Annotation, text: str, start: int, end: int) -> dict[str, Span] | None:
    """The one piece of each claim; None where one is in several, misplaced or there twice."""
    found: dict[str, Span] = {}
    for claim in annotation.claims:
        span = claim.spans[0]
        if len(claim.spans) != 1 or span.start >= end or span.end <= start or not _sliced(text, span):
            return None
        found[claim.id] = span
    number = len(annotation.claims)
    if number > 1 and (len(found) != number or len({span.start for span in found.values()}) != number):
        return None
    return found


def _sources(annotation: Annotation, text: str, schema: Schema) -> bool:
    for source in annotation.sources:
        if source.id == AUTHOR:
            if source.name != schema.author["name"] or source.attributes != schema.author_answers:
                return False
        elif not source.name.strip():
            return False
        if source.mention is not None and not _sliced(text, source.mention):
            return False
    ids = {source.id for source in annotation.sources}
    used = {stance.source for stance in annotation.stances}
    return len(ids) == len(annotation.sources) and (ids == used or (used < ids and ids - used == {AUTHOR}))


def _stances(annotation: Annotation, known: Known, claims: dict[str, Span]) -> bool:
    text = known.document.text
    for stance in annotation.stances:
        claim, cue = claims.get(stance.claim), stance.cue
        if claim is None:
            return False
        if cue is not None and ((cue.start < claim.end and claim.start < cue.end) or not _sliced(text, cue)):
            return False
        if "quote" in stance.attributes and (stance.attributes["quote"] != "indirect") != known.in_quotes(claim):
            return False
    pairs = {(stance.claim, stance.source) for stance in annotation.stances}
    return len(pairs) == len(annotation.stances) and len({claim for claim, _ in pairs}) == len(claims)


def _sliced(text: str, span: Span) -> bool:
    """Whether the offsets give the span's text, which has no white space at its edges."""
    said = span.text
    return said == said.strip() == text[span.start : span.end] and 0 <= span.start < span.end <= len(text)
