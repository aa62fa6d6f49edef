"""Warnings: what is allowed and yet most likely a slip. They stop nothing.

A warning that is often wrong is worth nothing: each check here looks for what can hardly be meant, and is silent where it cannot
be sure. `NEWEST_WARNINGS` look at the newest revision of a sentence and annotator, `DOCUMENT_WARNINGS` at all that an annotator
has in a document. A new check is a new function here, and a line in `codes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import gt

from annotate.checks.annotator_behaviour import accepts_everything, sentences_left
from annotate.checks.claim_links import link_conflicts
from annotate.checks.context import Check, CheckContext, DocumentIndex, name_span, path_to, spans_of
from annotate.checks.phrases import quoted
from annotate.model import AUTHOR, Annotation, Answer, Claim, Problem, Source, Span, Stance
from annotate.schema.wellknown import DENY, DIRECT, INDIRECT, LABEL, MIXED, QUOTE, SUPPORT
from annotate.text.quotations import Quotation

CueStance = Callable[[str, str | None], str | None]
"""A function that returns the stance which the words of a cue show in a language (its code), None where they show none."""

_WORD = re.compile(r"[^\W_]+")
_SINGLE_MARKS = re.compile(r"[‘‹「『]|(?<!\w)'|'(?!\w)")
_AUTHOR_ONLY = {AUTHOR}


# -- the newest revision of a sentence and annotator ---------------------------------------------------------------------


def _padded(context: CheckContext) -> Iterable[Problem]:
    for span in context.spans:
        if span.text != span.text.strip():
            return _padded_spans(context)
    return ()


def _padded_spans(context: CheckContext) -> Iterator[Problem]:
    for kind, index, piece, span in spans_of(context.annotation):
        if span.text != span.text.strip():
            name, path = name_span(context.annotation, kind, index, piece)
            message = f"{name}: white space at the edge of {quoted(span.text)}"
            yield context.problem("span-padded", message, "trim it: annotate check --fix", path, span)


def _unused(context: CheckContext) -> Iterable[Problem]:
    unused = context.sources - context.speakers
    if unused <= _AUTHOR_ONLY or not context.finished:
        return ()
    return [
        context.problem(
            "unused-source",
            f"source {source.id} ({quoted(source.name)}) takes no stance on any claim here",
            "add its stance, or remove it",
            path_to("sources", index),
            source.mention,
        )
        for index, source in enumerate(context.annotation.sources)
        if source.id in unused and source.id != AUTHOR
    ]


def _cue_inside(context: CheckContext) -> Iterable[Problem]:
    """Find cues inside the claim they attribute. In another claim they are fine: "[C1 the minister {denied} [C2 ... C2] C1]"."""
    for stance in context.annotation.stances:
        cue = stance.cue
        if cue is not None and stance.claim in context.claims:
            start, end = cue.start, cue.end
            for span in context.claims[stance.claim].spans:
                if start < span.end and span.start < end:
                    return _cues_inside(context)
    return ()


def _cues_inside(context: CheckContext) -> Iterator[Problem]:
    for index, stance in enumerate(context.annotation.stances):
        cue = stance.cue
        if cue is not None and any(cue.start < span.end and span.start < cue.end for span in _spans_of(context, stance)):
            message = f"cue of {stance.source} on {stance.claim}: {quoted(cue.text)} is inside the claim"
            remedy = "leave the reporting words outside of the claim"
            yield context.problem("cue-in-claim", message, remedy, path_to("stances", index, "cue"), cue)


def _quote_type(context: CheckContext) -> Iterable[Problem]:
    """Compare the quote type with the quotation marks, where the scheme asks for it."""
    for stance in context.annotation.stances:
        if QUOTE in stance.attributes and stance.source != AUTHOR and context.index is not None:
            return _contradicted_quote_types(context, context.index)
    return ()


def _contradicted_quote_types(context: CheckContext, document: DocumentIndex) -> Iterator[Problem]:
    for index, stance in enumerate(context.annotation.stances):
        kind, spans = stance.attributes.get(QUOTE), _spans_of(context, stance)
        if stance.source == AUTHOR or not spans:
            continue
        path = path_to("stances", index, QUOTE)
        if kind in (DIRECT, MIXED) and not _marked(document, spans):
            message = f"claim {stance.claim} is a {kind} quotation of {stance.source}, but has no quotation marks"
            yield context.problem("quote-type", message, "is it indirect?", path, spans[0])
        elif kind == INDIRECT and _only_voice(context, stance) and _within(document.quotations, spans):
            message = f"claim {stance.claim} is an indirect quotation of {stance.source}, but is in quotation marks"
            yield context.problem("quote-type", message, "is it direct?", path, spans[0])


def _marked(index: DocumentIndex, spans: tuple[Span, ...]) -> bool:
    """Return whether a claim has quotation marks in or around it; single ones may be apostrophes, and count as such."""
    if any(map(index.in_quotes, spans)):
        return True
    document = index.document
    blocks = (b for b in document.blocks if any(b.start < span.end and span.start < b.end for span in spans))
    return any(_SINGLE_MARKS.search(document.text, block.start, block.end) for block in blocks)


def _within(quotations: tuple[Quotation, ...], spans: tuple[Span, ...]) -> bool:
    return all(any(q.start <= span.start and span.end <= q.end for q in quotations) for span in spans)


def _only_voice(context: CheckContext, stance: Stance) -> bool:
    """Return whether no other source speaks about the claim: a speaker who is quoted may report somebody else."""
    others = (s for s in context.annotation.stances if s.claim == stance.claim and s.source not in (stance.source, AUTHOR))
    return next(others, None) is None


def _retired(context: CheckContext) -> Iterable[Problem]:
    return _retired_labels(context) if context.schema.retired else ()


def _retired_labels(context: CheckContext) -> Iterator[Problem]:
    for noun, index, answers in _answers(context.annotation):
        for name, value in answers.items():
            for label in value if isinstance(value, tuple) else (value,):
                if (noun, name, label) in context.schema.retired:
                    message = f"{noun} number {index + 1}: {name} {quoted(label)} is retired"
                    path = f"$.annotation.{name}" if noun == "annotation" else path_to(f"{noun}s", index, name)
                    yield context.problem("retired-label", message, "annotate schema migrate", path)


def _answers(annotation: Annotation) -> Iterator[tuple[str, int, Mapping[str, Answer]]]:
    """Yield the answers about the sentence, each claim, source, stance and link: the noun, its index, answers by question."""
    yield "annotation", 0, annotation.attributes
    yield from (("claim", index, claim.attributes) for index, claim in enumerate(annotation.claims))
    yield from (("source", index, source.attributes) for index, source in enumerate(annotation.sources))
    yield from (("stance", i, {LABEL: stance.label, **stance.attributes}) for i, stance in enumerate(annotation.stances))
    yield from (("link", index, {LABEL: link.label}) for index, link in enumerate(annotation.links))


NEWEST_WARNINGS: tuple[Check, ...] = (_padded, _unused, _cue_inside, _quote_type, _retired)


def _spans_of(context: CheckContext, stance: Stance) -> tuple[Span, ...]:
    claim = context.claims.get(stance.claim)
    return claim.spans if claim else ()


# -- all that an annotator has in a document ------------------------------------------------------------------------------


def stances_against_cues(contexts: Iterable[CheckContext], cue_stance: CueStance) -> Iterator[Problem]:
    """Yield each support whose cue denies. Other cues prove nothing: what is said, asked or wanted can be nearly any stance."""
    for context in contexts:
        for index, stance in enumerate(context.annotation.stances):
            cue = stance.cue
            if cue is None or stance.label != SUPPORT or stance.source == AUTHOR or context.index is None:
                continue
            if cue_stance(cue.text, context.index.document.language) == DENY:
                message = f"{stance.source} supports {stance.claim}, but its cue {quoted(cue.text)} shows {DENY}"
                path = path_to("stances", index, LABEL)
                yield context.problem("stance-against-cue", message, "is the stance or the cue wrong?", path, cue)


def _overlaps(contexts: Sequence[CheckContext]) -> Iterator[Problem]:
    """Yield claims that share text, in one sentence or in two; the same text twice in a sentence is an error instead.

    Claims in several pieces are left out: "[Repairs will take nine weeks] and cost ..." shares its subject with the next.

    In the order of their starts, a claim overlaps an earlier one exactly if it starts before the furthest end so far. So one pass
    suffices, which remembers the claim that reaches furthest.
    """
    if not _any_overlap(contexts):
        return
    pieces = [
        (span.start, span.end, place, index, claim, context)
        for place, context in enumerate(contexts)
        for index, claim in enumerate(context.annotation.claims)
        if len(claim.spans) == 1
        for span in claim.spans
    ]
    pieces.sort(key=lambda piece: piece[:4])
    furthest: tuple[int, Claim, CheckContext] | None = None
    for start, end, _, index, claim, context in pieces:
        if furthest is not None and start < furthest[0] and not _is_same(furthest[1], furthest[2], claim, context):
            earlier, elsewhere = furthest[1], furthest[2]
            where = "" if elsewhere is context else f" of {elsewhere.sentence_name}"
            message = f"claim {claim.id} overlaps claim {earlier.id}{where}"
            remedy = "join them, or separate them: nested attribution is two stances on one claim"
            yield context.problem("claims-overlap", message, remedy, path_to("claims", index), claim.spans[0])
        if furthest is None or end > furthest[0]:
            furthest = (end, claim, context)


def _any_overlap(contexts: Iterable[CheckContext]) -> bool:
    """Return whether any claims share text at all: mostly none do."""
    spans = [claim.spans[0] for context in contexts for claim in context.annotation.claims if len(claim.spans) == 1]
    starts, ends = sorted([span.start for span in spans]), sorted([span.end for span in spans])
    return any(map(gt, ends, starts[1:]))  # claims that do not overlap end in the order in which they start


def _is_same(one: Claim, one_context: CheckContext, two: Claim, two_context: CheckContext) -> bool:
    return one_context is two_context and (one is two or one.spans == two.spans)


def _other_mentions(contexts: Sequence[CheckContext]) -> Iterator[Problem]:
    """Yield mentions that share a name with another of the document's sources, and no word with their own.

    "the mayor" is a mention of Ada Brandt and shares nothing with her name: that a mention has other words proves nothing.
    """
    described = [
        (context, index, source)
        for context in contexts
        for index, source in enumerate(context.annotation.sources)
        if source.mention is not None and source.mention.text not in source.name and source.id != AUTHOR
    ]
    if not described:
        return
    names = {source.id: source.name for context in contexts for source in context.annotation.sources}
    for context, index, source in described:
        mention = source.mention
        if mention is not None and (other := _named_by(source, mention.text, names)) is not None:
            message = f"the mention of {source.id} ({quoted(source.name)}) is {quoted(mention.text)}, which is {other}"
            remedy = "correct the source, or the mention"
            yield context.problem("other-mention", message, remedy, path_to("sources", index, "mention"), mention)


def _named_by(source: Source, mention: str, names: Mapping[str, str]) -> str | None:
    """Return the other source whose name is in a mention, None where the mention has a word of its own source's name too."""
    if not _words(source.name).isdisjoint(_words(mention)):
        return None
    others = (id for id, name in names.items() if id not in (source.id, AUTHOR) and _capitalized(name) & _capitalized(mention))
    return next((f"{id} ({quoted(names[id])})" for id in others), None)


@lru_cache(4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


@lru_cache(4096)
def _capitalized(text: str) -> frozenset[str]:
    """Return the words with a capital that are too long for a sentence's first "The" or "A"."""
    return frozenset(word for word in _WORD.findall(text) if word[0].isupper() and len(word) > 3)


DOCUMENT_WARNINGS: tuple[Callable[[list[CheckContext]], Iterator[Problem]], ...] = (
    _overlaps,
    _other_mentions,
    link_conflicts,
    sentences_left,
    accepts_everything,
)
