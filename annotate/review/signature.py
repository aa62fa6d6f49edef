"""What a decision says, question by question: annotators differ where two of them answered one differently.

Gold, adjudication, disagreements and the status all go by this. Looked at is whatever becomes gold, but for words of one's own
(notes, flags, answers in free text) and what the scheme never has adjudicated.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from annotate.model import AUTHOR, Annotation, Scalar, Source, Stance
from annotate.schema import Schema

Answers = Mapping[Hashable, Hashable]
"""What was answered, by question and what it is about."""


def answers(annotation: Annotation, schema: Schema) -> Answers:
    """All that annotators can differ in: the label, where the claims are, whose they are, the stances, and what was answered of
    each of them. Claims are told by their places, sources by their folded names.

    What was left out (a cue, an answer that is not asked in every profile) is missing, and missing is not another answer.
    """
    said: dict[Hashable, list[Hashable]] = {}
    for question, answer in _answered(annotation, schema.decisive):
        said.setdefault(question, []).append(answer)
    return {question: tuple(sorted(given, key=repr)) for question, given in said.items()}


def alike(decisions: Iterable[Answers]) -> bool:
    """Whether no question is answered differently in two decisions."""
    said: dict[Hashable, Hashable] = {}
    return all(said.setdefault(question, answer) == answer for one in decisions for question, answer in one.items())


def _answered(annotation: Annotation, decisive: Mapping[str, frozenset[str]]) -> Iterator[tuple[Hashable, Hashable]]:
    sources = {source.id: source for source in annotation.sources}
    places = {claim.id: tuple(sorted((span.start, span.end) for span in claim.spans)) for claim in annotation.claims}
    yield "label", annotation.label
    yield "claims", tuple(sorted(places.values()))
    yield from _of("sentence", annotation.attributes, decisive["annotation"])
    for claim in annotation.claims:
        place = places[claim.id]
        stances = [stance for stance in annotation.stances if stance.claim == claim.id]
        owners = [stance.source for stance in stances if stance.source != AUTHOR] or [stance.source for stance in stances]
        yield (place, "owners"), tuple(sorted(_who(id, sources) for id in owners))
        yield from _of(place, claim.attributes, decisive["claim"])
        for stance in stances:
            yield from _voice(place, stance, sources, decisive)


def _voice(
    place: Hashable, stance: Stance, sources: Mapping[str, Source], decisive: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Hashable, Hashable]]:
    """Whose stance on the claim at a place: what is said of it, and of the source."""
    source = sources.get(stance.source)
    taken = (place, "stance", _who(stance.source, sources))
    yield (taken, "label"), stance.label
    yield from _of(taken, stance.attributes, decisive["stance"])
    if stance.cue:
        yield (taken, "cue"), (stance.cue.start, stance.cue.end)
    if source and source.id != AUTHOR:
        yield (taken, "mention"), (source.mention.start, source.mention.end) if source.mention else ()
        yield from _of((taken, "source"), source.attributes, decisive["source"])


def _who(source: str, sources: Mapping[str, Source]) -> tuple[bool, str]:
    """What tells a source: whether it is the author, else its name."""
    return source == AUTHOR, sources[source].normalized_name if source in sources and source != AUTHOR else ""


def _of(about: Hashable, given: Mapping[str, Scalar], decisive: frozenset[str]) -> Iterator[tuple[Hashable, Hashable]]:
    return (((about, name), value) for name, value in given.items() if name in decisive)
