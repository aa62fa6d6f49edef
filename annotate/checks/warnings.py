"""What is allowed and yet most likely a slip: warnings, which stop nothing.

A doubt that is often wrong is worth nothing: each check here looks for what can hardly be meant, and is silent where it cannot
tell. `ONE` looks at the newest revision of a sentence and annotator, `TOGETHER` at all that an annotator has in a document. A
new check is a new function here, and a line in `codes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import gt

from annotate.checks.annotator_behaviour import accepts_everything, sentences_left
from annotate.checks.context import CheckContext, called, path_to, spans_of
from annotate.checks.phrases import quoted
from annotate.model import AUTHOR, Annotation, Claim, Problem, Scalar, Source, Span, Stance
from annotate.text.quotations import Quotation

CueStance = Callable[[str, str | None], str | None]
"""The stance that the words of a cue show in a language (its code); None where they do not tell."""

_WORD = re.compile(r"[^\W_]+")
_SINGLE_MARKS = re.compile(r"[‘‹「『]|(?<!\w)'|'(?!\w)")


# -- the newest revision of a sentence and annotator ---------------------------------------------------------------------


def _padded(case: CheckContext) -> Iterator[Problem]:
    for kind, index, piece, span in spans_of(case.annotation):
        if span.text[:1].isspace() or span.text[-1:].isspace():
            owner, path = called(case.annotation, kind, index, piece)
            message = f"{owner}: white space at the edge of {quoted(span.text)}"
            yield case.problem("span-padded", message, "trim it: annotate check --fix", path, span)


def _unused(case: CheckContext) -> Iterator[Problem]:
    annotation = case.annotation
    if annotation.label is None:
        return
    used = {AUTHOR, *(stance.source for stance in annotation.stances)}
    for index, source in enumerate(annotation.sources):
        if source.id not in used:
            message = f"source {source.id} ({quoted(source.name)}) takes no stance on any claim here"
            yield case.problem("unused-source", message, "give it one, or remove it", path_to("sources", index), source.mention)


def _cue_inside(case: CheckContext) -> Iterator[Problem]:
    """A cue may lie in another claim: "the agency said [C1 the minister {denied} [C2 ... C2] C1]"."""
    for index, stance in enumerate(case.annotation.stances):
        cue = stance.cue
        if cue is not None and any(_overlap(cue, span) for span in _spans_of(case, stance)):
            message = f"cue of {stance.source} on {stance.claim}: {quoted(cue.text)} lies in the claim"
            remedy = "leave the reporting words outside of the claim"
            yield case.problem("cue-in-claim", message, remedy, path_to("stances", index, "cue"), cue)


def _quote_type(case: CheckContext) -> Iterator[Problem]:
    """Of the labels direct, mixed and indirect of an answer called `quote`, where the scheme has them."""
    for index, stance in enumerate(case.annotation.stances):
        kind = stance.attributes.get("quote")
        if kind is None or case.known is None or stance.source == AUTHOR:
            continue
        spans = _spans_of(case, stance)
        if not spans:
            continue
        path = path_to("stances", index, "quote")
        if kind in ("direct", "mixed") and not _marked(case, spans):
            message = f"claim {stance.claim} is a {kind} quotation of {stance.source}, but there are no quotation marks"
            yield case.problem("quote-type", message, "is it indirect?", path, spans[0])
        elif kind == "indirect" and _only_voice(case, stance) and _within(case.known.quotations, spans):
            message = f"claim {stance.claim} is an indirect quotation of {stance.source}, but stands in quotation marks"
            yield case.problem("quote-type", message, "is it direct?", path, spans[0])


def _marked(case: CheckContext, spans: tuple[Span, ...]) -> bool:
    """Whether there are quotation marks around or in a claim; single ones may be apostrophes, and then nobody can tell."""
    assert case.known is not None
    if any(map(case.known.in_quotes, spans)):
        return True
    document = case.known.document
    blocks = (b for b in document.blocks if any(b.start < span.end and span.start < b.end for span in spans))
    return any(_SINGLE_MARKS.search(document.text, block.start, block.end) for block in blocks)


def _within(quotations: tuple[Quotation, ...], spans: tuple[Span, ...]) -> bool:
    return all(any(q.start <= span.start and span.end <= q.end for q in quotations) for span in spans)


def _only_voice(case: CheckContext, stance: Stance) -> bool:
    """Whether no other source speaks about the claim: a speaker who is quoted may report somebody else."""
    others = (s for s in case.annotation.stances if s.claim == stance.claim and s.source not in (stance.source, AUTHOR))
    return next(others, None) is None


def _retired(case: CheckContext) -> Iterator[Problem]:
    retired = case.schema.retired
    if not retired:
        return
    for noun, index, answers in _answers(case.annotation):
        for name, value in answers.items():
            if (noun, name, value) in retired:
                message = f"{noun} number {index + 1}: {name} {quoted(value)} is retired"
                path = f"$.annotation.{name}" if noun == "annotation" else path_to(f"{noun}s", index, name)
                yield case.problem("retired-label", message, "annotate schema migrate", path)


def _answers(annotation: Annotation) -> Iterator[tuple[str, int, Mapping[str, Scalar]]]:
    """The answers about the sentence, each claim, source and stance: the noun, its index, answer by name."""
    yield "annotation", 0, annotation.attributes
    yield from (("claim", index, claim.attributes) for index, claim in enumerate(annotation.claims))
    yield from (("source", index, source.attributes) for index, source in enumerate(annotation.sources))
    yield from (("stance", index, {"label": one.label, **one.attributes}) for index, one in enumerate(annotation.stances))


ONE: tuple[Callable[[CheckContext], Iterator[Problem]], ...] = (_padded, _unused, _cue_inside, _quote_type, _retired)


def stance_against_cue(case: CheckContext, cue_stance: CueStance) -> Iterator[Problem]:
    """Only denial is held against support: what is said, asked or wanted can be nearly any stance."""
    for index, stance in enumerate(case.annotation.stances):
        if stance.label != "support" or stance.cue is None or stance.source == AUTHOR or case.known is None:
            continue
        if cue_stance(stance.cue.text, case.known.document.language) == "deny":
            message = f"{stance.source} supports {stance.claim}, but its cue {quoted(stance.cue.text)} shows deny"
            yield case.problem("stance-against-cue", message, "which of the two?", path_to("stances", index, "label"), stance.cue)


def _spans_of(case: CheckContext, stance: Stance) -> tuple[Span, ...]:
    return next((claim.spans for claim in case.annotation.claims if claim.id == stance.claim), ())


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


# -- all that an annotator has in a document ------------------------------------------------------------------------------


def _overlaps(cases: Sequence[CheckContext]) -> Iterator[Problem]:
    """Claims that share text, in one sentence or over two; the same text twice in a sentence is an error of its own.

    Of claims in several pieces nothing is said: "[Repairs will take nine weeks] and cost ..." shares its subject with the next.
    """
    if not _touching(cases):
        return
    pieces = [
        (span.start, span.end, place, index, claim, case)
        for place, case in enumerate(cases)
        for index, claim in enumerate(case.annotation.claims)
        if len(claim.spans) == 1
        for span in claim.spans
    ]
    pieces.sort(key=lambda piece: piece[:4])
    told: set[tuple[str, str]] = set()
    last: tuple[int, Claim, CheckContext] | None = None
    for start, end, _, index, claim, case in pieces:
        if last is not None and start < last[0] and not _same(last[1], last[2], claim, case):
            pair = (f"{last[2].revision.sentence} {last[1].id}", f"{case.revision.sentence} {claim.id}")
            if pair not in told:
                told.add(pair)
                elsewhere = "" if last[2] is case else f" of {last[2].revision.sentence}"
                message = f"claim {claim.id} overlaps claim {last[1].id}{elsewhere}"
                remedy = "make them one, or part them: nested attribution is two stances on one claim"
                yield case.problem("claims-overlap", message, remedy, path_to("claims", index), claim.spans[0])
        if last is None or end > last[0]:
            last = (end, claim, case)


def _touching(cases: Iterable[CheckContext]) -> bool:
    """Whether any claims share text at all: mostly none do."""
    spans = [claim.spans[0] for case in cases for claim in case.annotation.claims if len(claim.spans) == 1]
    starts, ends = sorted([span.start for span in spans]), sorted([span.end for span in spans])
    return any(map(gt, ends, starts[1:]))  # parted claims end in the order in which they start


def _same(one: Claim, one_case: CheckContext, two: Claim, two_case: CheckContext) -> bool:
    return one_case is two_case and (one is two or one.spans == two.spans)


def _other_mentions(cases: Sequence[CheckContext]) -> Iterator[Problem]:
    """A mention that shares a name with another of the document's sources, and no word with its own.

    "the mayor" is a mention of Ada Brandt and shares nothing with her name: that a mention has other words tells nothing.
    """
    names: dict[str, str] = {}
    for case in cases:
        for index, source in enumerate(case.annotation.sources):
            if source.mention is None or source.id == AUTHOR or source.mention.text in source.name:
                continue
            names = names or {source.id: source.name for case in cases for source in case.annotation.sources}
            if (other := _named(source, source.mention.text, names)) is not None:
                message = f"mention of {source.id} ({quoted(source.name)}) is {quoted(source.mention.text)}: that is {other}"
                remedy = "give it the right source, or mention"
                yield case.problem("other-mention", message, remedy, path_to("sources", index, "mention"), source.mention)


def _named(source: Source, mention: str, names: Mapping[str, str]) -> str | None:
    """The other source whose name a mention has; None where it has words of its own source's name too."""
    if not _small(source.name).isdisjoint(_small(mention)):
        return None
    others = (id for id, name in names.items() if id not in (source.id, AUTHOR) and _names(name) & _names(mention))
    return next((f"{id} ({quoted(names[id])})" for id in others), None)


@lru_cache(4096)
def _small(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


@lru_cache(4096)
def _names(text: str) -> frozenset[str]:
    """The words with a capital that are no sentence's first "The" or "A"."""
    return frozenset(word for word in _WORD.findall(text) if word[0].isupper() and len(word) > 3)


TOGETHER: tuple[Callable[[list[CheckContext]], Iterator[Problem]], ...] = (
    _overlaps,
    _other_mentions,
    sentences_left,
    accepts_everything,
)
