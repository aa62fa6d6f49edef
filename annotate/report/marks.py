"""A sentence with its claims, sources and cues as runs of marked text, and what is said about each claim.

Spans may overlap and may reach beyond their sentence; a run is a stretch of the sentence that is inside the same spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from annotate.model import AUTHOR, Annotation, Answer, Document, Sentence, Span, answer_text
from annotate.schema.wellknown import LABEL


class MarkedRun(NamedTuple):
    """A piece of a sentence: the numbers of the claims it is in, and of the claims whose source or cue it is in, from 1.

    `starts` is the number of the claim that begins here, 0 for none.
    """

    text: str
    claims: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()
    starts: int = 0


class Voice(NamedTuple):
    """A source with its stance on a claim, and the answers about both."""

    name: str
    stance: str
    answers: tuple[str, ...]


class ClaimNote(NamedTuple):
    """A claim with its number in the sentence, from 1, the answers about it and the voices."""

    number: int
    answers: tuple[str, ...]
    voices: tuple[Voice, ...]


def marked_runs(document: Document, sentence: Sentence, annotation: Annotation) -> list[MarkedRun]:
    """Return the text of a sentence as runs."""
    numbers = {claim.id: number for number, claim in enumerate(annotation.claims, 1)}
    places: list[tuple[str, int, Span]] = [
        ("claims", numbers[claim.id], span) for claim in annotation.claims for span in claim.spans
    ]
    mentions = {source.id: source.mention for source in annotation.sources}
    for stance in annotation.stances:
        if (number := numbers.get(stance.claim)) is None:
            continue
        if stance.cue is not None:
            places.append(("cues", number, stance.cue))
        if (mention := mentions.get(stance.source)) is not None:
            places.append(("sources", number, mention))
    inside = [
        (kind, number, max(span.start, sentence.start), min(span.end, sentence.end))
        for kind, number, span in places
        if span.start < sentence.end and sentence.start < span.end
    ]
    edges = sorted({sentence.start, sentence.end, *(edge for *_, start, end in inside for edge in (start, end))})
    begun: set[int] = set()
    runs = []
    for start, end in pairwise(edges):
        kinds: dict[str, set[int]] = {"claims": set(), "sources": set(), "cues": set()}
        for kind, number, first, last in inside:
            if first <= start and end <= last:
                kinds[kind].add(number)
        new = sorted(kinds["claims"] - begun)
        begun |= kinds["claims"]
        numbered = {kind: tuple(sorted(found)) for kind, found in kinds.items()}
        runs.append(MarkedRun(document.text[start:end], **numbered, starts=new[0] if new else 0))
    return runs


def claim_notes(annotation: Annotation) -> Iterator[ClaimNote]:
    """Yield what is said about each claim: its answers, and who says it, the author last."""
    sources = {source.id: source for source in annotation.sources}
    for number, claim in enumerate(annotation.claims, 1):
        voices = []
        stances = [stance for stance in annotation.stances if stance.claim == claim.id]
        for stance in sorted(stances, key=lambda stance: stance.source == AUTHOR):
            source = sources.get(stance.source)
            about = {} if source is None or source.id == AUTHOR else source.attributes
            name = "author" if stance.source == AUTHOR else source.display_name if source else stance.source
            voices.append(Voice(name, stance.label, (*_answers(about), *_answers(stance.attributes))))
        yield ClaimNote(number, tuple(_answers(claim.attributes)), tuple(voices))


def _answers(attributes: Mapping[str, Answer]) -> Iterator[str]:
    """Yield answers as people read them: a label by itself, others with their question."""
    for question, value in attributes.items():
        if question != LABEL and value is not None:
            yield value if isinstance(value, str) else f"{question}: {answer_text(value).lower()}"
