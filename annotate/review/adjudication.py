"""The queue of an adjudicator: the candidates for each sentence that annotators differ on, and what the candidates share.

Each annotator numbers sources for themselves. Here a source has one number in the whole document, whoever named it: the one from
the adjudications so far, or the next free one. Attributes of a source that were adjudicated hold in every candidate that names
it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from string import ascii_uppercase

from annotate.model import (
    AUTHOR,
    Annotation,
    Answer,
    Candidate,
    Claim,
    ClaimLink,
    Document,
    Remark,
    Revision,
    SentenceAnnotation,
    Source,
    Stance,
)
from annotate.model.claim_links import Place, place_of
from annotate.model.ids import next_number, source_id
from annotate.review.gold import PASSING, decide, label_of
from annotate.review.signature import answers
from annotate.schema import Schema

_Answered = Annotation | Claim | Source | Stance


@dataclass(frozen=True, slots=True)
class AdjudicationQueue:
    """The sentences to adjudicate in a document.

    Attributes:
        versions: The candidates for each sentence to adjudicate, by its id.
        entries: What a session opens with, by sentence id: for the sentences to adjudicate what was decided or, if annotators
            differ, what all candidates share, both unfinished; for the sentences that need no adjudicator their gold.
        decided: The decision on each sentence that only waits for approval, without note and flag, and who decided so.
        remarks: The notes and flags of the annotators, by sentence id.
    """

    versions: Mapping[str, tuple[Candidate, ...]]
    entries: Mapping[str, SentenceAnnotation]
    decided: Mapping[str, Candidate] = field(default_factory=dict)
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)


def adjudication_queue(
    document: Document,
    revisions: Iterable[Revision],
    schema: Schema,
    adjudicated: Iterable[Revision] = (),
    rule: str = "unanimous",
    *,
    hide_names: bool = False,
    every: bool = False,
    reviewed: str | None = None,
) -> AdjudicationQueue:
    """Return the sentences to adjudicate; the order of the revisions does not matter.

    `revisions` are the newest of each sentence and annotator, `adjudicated` the adjudications that count. `rule`, one of
    `PASSING`, says which sentences need no adjudicator. With `hide_names` annotators are called A, B, ..., in an order that
    reveals nothing.

    With `every`, sentences that need no adjudicator wait for approval too. If an annotator is `reviewed`, all sentences that they
    finished wait for approval as they decided them, and no others.
    """
    ordered = sorted(revisions, key=lambda revision: revision.annotator)
    names = _display_names({revision.annotator for revision in ordered}, document.id, hidden=hide_names)
    sources = _SourceNumbers()
    for revision in adjudicated:
        if revision.annotation:
            sources.add(revision.annotation)
    finished: dict[str, list[Revision]] = {}
    for revision in ordered:
        if label_of(revision) is not None:
            finished.setdefault(revision.sentence, []).append(revision)
    versions: dict[str, tuple[Candidate, ...]] = {}
    entries: dict[str, SentenceAnnotation] = {}
    decided: dict[str, Candidate] = {}
    for sentence, gold in decide(document, ordered, schema).items():
        passes = gold.provenance in PASSING[rule]
        decision = gold.revision if passes else None
        if reviewed is not None:
            decision = next((own for own in finished.get(sentence, ()) if own.annotator == reviewed), None)
        if decision is not None and (every or reviewed is not None):
            versions[sentence] = _candidates(finished[sentence], names, sources, schema)
            agreeing = next(own.names for own in versions[sentence] if names[decision.annotator] in own.names)
            decided[sentence] = Candidate(agreeing, _without_remarks(sources.renumber(decision)))
            entries[sentence] = SentenceAnnotation(replace(decided[sentence].annotation, label=None))
        elif passes:
            assert gold.revision is not None  # a labelled sentence that is not a tie has a revision
            entries[sentence] = SentenceAnnotation(_without_remarks(sources.renumber(gold.revision)))
        elif gold.provenance and reviewed is None:
            versions[sentence] = _candidates(finished[sentence], names, sources, schema)
            entries[sentence] = SentenceAnnotation(shared([version.annotation for version in versions[sentence]]))
    return AdjudicationQueue(versions, entries, decided, _remarks(ordered, names))


def _without_remarks(annotation: Annotation) -> Annotation:
    """Return an annotation without note and flag, which are the annotator's own and are shown apart."""
    return replace(annotation, note="", flag=None)


def _remarks(revisions: Iterable[Revision], names: Mapping[str, str]) -> dict[str, tuple[Remark, ...]]:
    """Return the notes and flags in the annotators' newest revisions, by sentence id; also on sentences that are not finished."""
    remarks: dict[str, list[Remark]] = {}
    for revision in revisions:
        annotation = revision.annotation
        if annotation is not None and (annotation.note or annotation.flag is not None):
            remark = Remark(names[revision.annotator], annotation.flag, annotation.note)
            remarks.setdefault(revision.sentence, []).append(remark)
    return {sentence: tuple(sorted(given, key=lambda remark: remark.name)) for sentence, given in remarks.items()}


# A stance is shared if all annotations have it with the same source and label, whatever else they say about it; its cue and its
# attributes are then shared or not on their own. A claim whose owner is not shared is left out altogether: with the author's
# stance alone it would say that the author puts it forward, which nobody may have said.
def shared(annotations: Sequence[Annotation]) -> Annotation:
    """Return what all annotations have in common: the claims at the same place, with the stances and links that all contain.

    Attributes are kept only if all agree on them. The annotation has no label: nothing is decided yet.
    """
    first, *others = annotations
    claims: list[Claim] = []
    stances: list[Stance] = []
    links: list[ClaimLink] = []
    for claim in first.claims:
        counterparts = [_claim_at(claim, other) for other in others]
        if None in counterparts:
            continue
        same = [(other, own) for other, own in zip(others, counterparts, strict=True) if own]
        positions = [set(_positions(first, claim)), *(set(_positions(other, own)) for other, own in same)]
        common = set.intersection(*positions)
        owned = any(source != AUTHOR for position in positions for source, _ in position)
        if common and (not owned or any(source != AUTHOR for source, _ in common)):
            claims.append(replace(claim, attributes=_common_answers(claim, [own for _, own in same])))
            linked = [_linked(other, own) for other, own in same]
            links += (link for key, link in _linked(first, claim).items() if all(key in own for own in linked))
            for stance in first.stances:
                if stance.claim == claim.id and (stance.source, stance.label) in common:
                    equal = [_stance_on(own, stance.source, other) for other, own in same]
                    cue = stance.cue if all(stance.cue == other.cue for other in equal) else None
                    stances.append(replace(stance, cue=cue, attributes=_common_answers(stance, equal)))
    kept = {stance.source for stance in stances}
    sources = (_common_source(source, others) for source in first.sources if source.id in kept)
    attributes = _common_answers(first, others)
    return Annotation(None, tuple(claims), tuple(sources), tuple(stances), attributes=attributes, links=tuple(links))


def _linked(annotation: Annotation, claim: Claim) -> dict[tuple[Place, str], ClaimLink]:
    """Return the links of a claim by where they lead and their label."""
    return {(place_of(link.target), link.label): link for link in annotation.links if link.claim == claim.id}


def _common_answers(first: _Answered, others: Iterable[_Answered]) -> dict[str, Answer]:
    """Return the attributes that all have with the same value."""
    rest = list(others)
    return {name: value for name, value in first.attributes.items() if all(other.attributes.get(name) == value for other in rest)}


def _stance_on(claim: Claim, source: str, annotation: Annotation) -> Stance:
    return next(stance for stance in annotation.stances if (stance.claim, stance.source) == (claim.id, source))


def _common_source(source: Source, others: Iterable[Annotation]) -> Source:
    """Return a source with the mention and attributes that all who name it agree on."""
    same = [own for annotation in others for own in annotation.sources if own.id == source.id]
    mention = source.mention if all(source.mention == own.mention for own in same) else None
    return replace(source, mention=mention, attributes=_common_answers(source, same))


def _display_names(annotators: Iterable[str], document: str, *, hidden: bool) -> Mapping[str, str]:
    if not hidden:
        return {name: name for name in annotators}
    # A hash that includes the document shuffles them, so that A is somebody else in the next document.
    shuffled = sorted(annotators, key=lambda name: sha256(f"{document}\0{name}".encode("utf-8", "surrogatepass")).digest())
    return {name: ascii_uppercase[place % 26] * (1 + place // 26) for place, name in enumerate(shuffled)}


def _candidates(
    revisions: Sequence[Revision], display_names: Mapping[str, str], sources: _SourceNumbers, schema: Schema
) -> tuple[Candidate, ...]:
    """Return each different decision once, with the names of the annotators who made it."""
    names: dict[Hashable, list[str]] = {}
    annotations: dict[Hashable, Annotation] = {}
    for revision in revisions:
        annotation = sources.renumber(revision)
        key = frozenset(answers(annotation, schema).items())
        names.setdefault(key, []).append(display_names[revision.annotator])
        annotations.setdefault(key, annotation)
    candidates = (Candidate(tuple(sorted(names[key])), annotation) for key, annotation in annotations.items())
    return tuple(sorted(candidates, key=lambda candidate: candidate.names))


def _claim_at(claim: Claim, annotation: Annotation) -> Claim | None:
    """Return the claim of an annotation at the place of another claim."""
    place = place_of(claim.spans)
    return next((own for own in annotation.claims if place_of(own.spans) == place), None)


def _positions(annotation: Annotation, claim: Claim) -> list[tuple[str, str]]:
    return [(stance.source, stance.label) for stance in annotation.stances if stance.claim == claim.id]


@dataclass(slots=True)
class _SourceNumbers:
    """The numbers of a document's sources by what identifies them: the normalized name, or the annotator for one without a name.

    `known` has the first source of each identity, whose number and name all others get. `adjudicated` are the identities whose
    attributes were adjudicated.
    """

    known: dict[Hashable, Source] = field(default_factory=dict)
    adjudicated: set[Hashable] = field(default_factory=set)

    def add(self, annotation: Annotation) -> None:
        """Add the sources of an adjudication: their numbers, and if it is finished also their attributes."""
        finished = annotation.label is not None
        for source in annotation.sources:
            key = source.normalized_name or ("", source.id)
            if source.id == AUTHOR or key in self.adjudicated:
                continue
            if finished or key not in self.known:
                self.known[key] = source
            if finished:
                self.adjudicated.add(key)

    def renumber(self, revision: Revision) -> Annotation:
        """Return the annotation of a revision with the document's source numbers; sources of one name become one."""
        annotation = revision.annotation
        assert annotation is not None
        ids = {source.id: self._id(source, revision.annotator) for source in annotation.sources}
        sources: dict[str, Source] = {}
        for source in annotation.sources:
            key = _key(source, revision.annotator)
            known = self.known.get(key, source)
            attributes = known.attributes if key in self.adjudicated else source.attributes
            sources.setdefault(ids[source.id], replace(known, mention=source.mention, attributes=attributes))
        stances: dict[tuple[str, str], Stance] = {}
        for stance in annotation.stances:
            renumbered = replace(stance, source=ids.get(stance.source, stance.source))
            stances.setdefault((renumbered.claim, renumbered.source), renumbered)
        return replace(annotation, sources=tuple(sources.values()), stances=tuple(stances.values()))

    def _id(self, source: Source, annotator: str) -> str:
        if source.id == AUTHOR:
            return AUTHOR
        key = _key(source, annotator)
        if key not in self.known:
            number = next_number(known.id for known in self.known.values())
            self.known[key] = replace(source, id=source_id(number))
        return self.known[key].id


def _key(source: Source, annotator: str) -> Hashable:
    return AUTHOR if source.id == AUTHOR else source.normalized_name or (annotator, source.id)
