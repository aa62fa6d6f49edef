"""What an adjudicator starts from: each annotator's version of a sentence, and what the versions share.

Annotators number their sources each for themselves. Here a source has one number in the whole document, whoever named it: that of
the adjudications made so far, or the next free one. What was adjudicated of a source holds in every version that names it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from string import ascii_uppercase

from annotate.model import AUTHOR, Annotation, Candidate, Claim, Document, Revision, Scalar, SentenceAnnotation, Source, Stance
from annotate.model.ids import next_number, source_id
from annotate.review.gold import PASSING, decide, label_of
from annotate.review.signature import answers
from annotate.schema import Schema

_Answered = Annotation | Claim | Source | Stance


@dataclass(frozen=True, slots=True)
class AdjudicationQueue:
    """What is to be adjudicated in a document: the `versions` of each sentence where annotators differ, by its id.

    `entries` are what a session opens on: what all versions of such a sentence share, begun and not finished, and the gold of the
    sentences that pass.
    """

    versions: Mapping[str, tuple[Candidate, ...]]
    entries: Mapping[str, SentenceAnnotation]


def docket(
    document: Document,
    revisions: Iterable[Revision],
    schema: Schema,
    adjudicated: Iterable[Revision] = (),
    rule: str = "unanimous",
    *,
    hide_names: bool = False,
) -> AdjudicationQueue:
    """What to adjudicate; the order of the revisions never matters.

    `revisions` are the newest of each sentence and annotator, `adjudicated` the adjudications that count; `rule` says what passes
    by itself, of `PASSING`. With `hide_names` annotators are A, B, ..., in an order that tells nothing.
    """
    given = sorted(revisions, key=lambda revision: revision.annotator)
    called = _called({revision.annotator for revision in given}, document.id, hidden=hide_names)
    sources = _Sources()
    for revision in adjudicated:
        if revision.annotation:
            sources.know(revision.annotation)
    voices: dict[str, list[Revision]] = {}
    for revision in given:
        if label_of(revision) is not None:
            voices.setdefault(revision.sentence, []).append(revision)
    versions: dict[str, tuple[Candidate, ...]] = {}
    entries: dict[str, SentenceAnnotation] = {}
    for sentence, gold in decide(document, given, schema).items():
        if gold.provenance in PASSING[rule]:
            assert gold.revision is not None  # what has a label comes from somebody
            entries[sentence] = SentenceAnnotation(sources.renumbered(gold.revision))
        elif gold.provenance:
            versions[sentence] = _versions(voices[sentence], called, sources, schema)
            entries[sentence] = SentenceAnnotation(shared([version.annotation for version in versions[sentence]]))
    return AdjudicationQueue(versions, entries)


def shared(annotations: Sequence[Annotation]) -> Annotation:
    """What all annotations have: the claims that all have at the same place, with the stances that all put on them.

    So it is with all that is said of each: only what they agree on is kept, the rest is to be asked. A claim whose source they do
    not agree on at all is left out. The annotation has no label: nothing is decided yet.
    """
    first, *others = annotations
    claims, stances = [], []
    for claim in first.claims:
        same = [_at(claim, other) for other in others]
        if None in same:
            continue
        positions = [set(_positions(first, claim)), *(set(_positions(o, c)) for o, c in zip(others, same, strict=True) if c)]
        common = set.intersection(*positions)
        owned = any(source != AUTHOR for position in positions for source, _ in position)
        if common and (not owned or any(source != AUTHOR for source, _ in common)):
            claims.append(replace(claim, attributes=_agreed(claim, [c for c in same if c])))
            for stance in (s for s in first.stances if s.claim == claim.id and (s.source, s.label) in common):
                alike = [_on(c, stance.source, other) for c, other in zip(same, others, strict=True) if c]
                cue = stance.cue if all(stance.cue == other.cue for other in alike) else None
                stances.append(replace(stance, cue=cue, attributes=_agreed(stance, alike)))
    sources = (_common(source, others) for source in first.sources if source.id in {stance.source for stance in stances})
    return Annotation(None, tuple(claims), tuple(sources), tuple(stances), attributes=_agreed(first, others))


def _agreed(first: _Answered, others: Iterable[_Answered]) -> dict[str, Scalar]:
    """The answers to further questions that all give of one thing."""
    found = list(others)
    return {name: value for name, value in first.attributes.items() if all(o.attributes.get(name) == value for o in found)}


def _on(claim: Claim, source: str, annotation: Annotation) -> Stance:
    return next(stance for stance in annotation.stances if (stance.claim, stance.source) == (claim.id, source))


def _common(source: Source, others: Iterable[Annotation]) -> Source:
    """What all say of a source."""
    same = [own for annotation in others for own in annotation.sources if own.id == source.id]
    mention = source.mention if all(source.mention == own.mention for own in same) else None
    return replace(source, mention=mention, attributes=_agreed(source, same))


def _called(annotators: Iterable[str], document: str, *, hidden: bool) -> Mapping[str, str]:
    if not hidden:
        return {name: name for name in annotators}
    drawn = sorted(annotators, key=lambda name: sha256(f"{document}\0{name}".encode("utf-8", "surrogatepass")).digest())
    return {name: ascii_uppercase[place % 26] * (1 + place // 26) for place, name in enumerate(drawn)}


def _versions(voices: Sequence[Revision], called: Mapping[str, str], sources: _Sources, schema: Schema) -> tuple[Candidate, ...]:
    """What was decided, each decision once, with the names of those who made it."""
    names: dict[Hashable, list[str]] = {}
    annotations: dict[Hashable, Annotation] = {}
    for revision in voices:
        annotation = sources.renumbered(revision)
        key = frozenset(answers(annotation, schema).items())
        names.setdefault(key, []).append(called[revision.annotator])
        annotations.setdefault(key, annotation)
    found = (Candidate(tuple(sorted(names[key])), annotation) for key, annotation in annotations.items())
    return tuple(sorted(found, key=lambda version: version.names))


def _at(claim: Claim, annotation: Annotation) -> Claim | None:
    """The claim of an annotation at the place of another."""
    place = {(span.start, span.end) for span in claim.spans}
    return next((own for own in annotation.claims if {(span.start, span.end) for span in own.spans} == place), None)


def _positions(annotation: Annotation, claim: Claim) -> list[tuple[str, str]]:
    return [(stance.source, stance.label) for stance in annotation.stances if stance.claim == claim.id]


@dataclass(slots=True)
class _Sources:
    """The sources of a document by what tells them: their folded names; one without a name by whose it is.

    `known` has the first of each, whose number and name all of them have; `decided` are the keys of those that were adjudicated.
    """

    known: dict[Hashable, Source] = field(default_factory=dict)
    decided: set[Hashable] = field(default_factory=set)

    def know(self, annotation: Annotation) -> None:
        """Keep the numbers of an adjudication, and where it is finished what it says of its sources."""
        finished = annotation.label is not None
        for source in annotation.sources:
            key = source.normalized_name or ("", source.id)
            if source.id == AUTHOR or key in self.decided:
                continue
            if finished or key not in self.known:
                self.known[key] = source
            if finished:
                self.decided.add(key)

    def renumbered(self, revision: Revision) -> Annotation:
        """What a revision decided, its sources under the document's numbers; two of one name are one."""
        annotation = revision.annotation
        assert annotation is not None
        ids = {source.id: self._id(source, revision.annotator) for source in annotation.sources}
        sources: dict[str, Source] = {}
        for source in annotation.sources:
            key = _key(source, revision.annotator)
            known = self.known.get(key, source)
            attributes = known.attributes if key in self.decided else source.attributes
            sources.setdefault(ids[source.id], replace(known, mention=source.mention, attributes=attributes))
        stances: dict[tuple[str, str], Stance] = {}
        for stance in annotation.stances:
            moved = replace(stance, source=ids.get(stance.source, stance.source))
            stances.setdefault((moved.claim, moved.source), moved)
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
