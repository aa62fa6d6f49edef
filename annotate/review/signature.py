"""The answers in a decision, question by question: two decisions differ if they answer a question differently.

Gold, adjudication, disagreements and the status all go by this definition. It covers everything that becomes gold, except free
text (notes, flags, answers in free text) and questions that the scheme never has adjudicated.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from annotate.model import AUTHOR, Annotation, Answer, Source, Stance
from annotate.model.claim_links import place_of
from annotate.schema import Schema

Answers = Mapping[Hashable, Hashable]
"""The answers in a decision, by question and what it is about."""

_Answer = tuple[Hashable, Hashable]
_Decisive = Mapping[str, frozenset[str]]


# Annotators number claims and sources each for themselves, so ids mean nothing across decisions. A claim is identified by its
# place (the offsets of its spans), a source by its normalized name, a stance by the two. If two claims of a decision are at one
# place, or two sources of a claim have one name, their answers to a question cannot be told apart: they are one question with
# several answers, compared as a sorted tuple.
def answers(annotation: Annotation, schema: Schema) -> Answers:
    """Return everything that annotators can differ in: label, places of claims, their sources, stances, links and attributes.

    Something left out (a cue, an answer that is not asked in every profile) is missing, and missing is not a different answer.
    """
    given: dict[Hashable, list[Hashable]] = {}
    for question, answer in _answers(annotation, schema.decisive):
        given.setdefault(question, []).append(answer)
    if schema.links is not None and schema.links.adjudicated:
        for question, answer in _links(annotation):
            given.setdefault(question, []).append(answer)
    return {question: tuple(sorted(several, key=repr)) for question, several in given.items()}


def _links(annotation: Annotation) -> Iterator[_Answer]:
    """Yield the links of each claim: all of them are one answer, since a link that is left out says that there is none."""
    linked: dict[str, list[Hashable]] = {}
    for link in annotation.links:
        linked.setdefault(link.claim, []).append((place_of(link.target), link.label))
    for claim in annotation.claims:
        yield (place_of(claim.spans), "links"), tuple(sorted(linked.get(claim.id, ()), key=repr))


def alike(decisions: Iterable[Answers]) -> bool:
    """Return True if no two of the decisions answer a question differently."""
    known: dict[Hashable, Hashable] = {}
    return all(known.setdefault(question, answer) == answer for given in decisions for question, answer in given.items())


def _answers(annotation: Annotation, decisive: _Decisive) -> Iterator[_Answer]:
    sources = {source.id: source for source in annotation.sources}
    places = {claim.id: place_of(claim.spans) for claim in annotation.claims}
    yield "label", annotation.label
    yield "claims", tuple(sorted(places.values()))
    yield from _attributes("sentence", annotation.attributes, decisive["annotation"])
    for claim in annotation.claims:
        place = places[claim.id]
        stances = [stance for stance in annotation.stances if stance.claim == claim.id]
        owners = [stance.source for stance in stances if stance.source != AUTHOR] or [stance.source for stance in stances]
        yield (place, "owners"), tuple(sorted(_identity(id, sources) for id in owners))
        yield from _attributes(place, claim.attributes, decisive["claim"])
        for stance in stances:
            yield from _stance_answers(place, stance, sources, decisive)


def _stance_answers(place: Hashable, stance: Stance, sources: Mapping[str, Source], decisive: _Decisive) -> Iterator[_Answer]:
    """Yield the answers about a stance on the claim at a place, and about its source."""
    source = sources.get(stance.source)
    about = (place, "stance", _identity(stance.source, sources))
    yield (about, "label"), stance.label
    yield from _attributes(about, stance.attributes, decisive["stance"])
    if stance.cue:
        yield (about, "cue"), (stance.cue.start, stance.cue.end)
    if source and source.id != AUTHOR:
        yield (about, "mention"), (source.mention.start, source.mention.end) if source.mention else ()
        yield from _attributes((about, "source"), source.attributes, decisive["source"])


def _identity(source: str, sources: Mapping[str, Source]) -> tuple[bool, str]:
    """Return what identifies a source: True for the author, else its normalized name."""
    return source == AUTHOR, sources[source].normalized_name if source in sources and source != AUTHOR else ""


def _attributes(about: Hashable, given: Mapping[str, Answer], decisive: frozenset[str]) -> Iterator[_Answer]:
    return (((about, name), value) for name, value in given.items() if name in decisive)
