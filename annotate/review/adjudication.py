"""What an adjudicator starts from: each annotator's version of a sentence, and what the versions share.

Annotators number their sources each for themselves. Here a source has one number in the whole document, whoever named it: that of
the adjudications made so far, or the next free one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from string import ascii_uppercase

from annotate.model import AUTHOR, Annotation, Claim, Document, Entry, Revision, Source, Stance, Version
from annotate.review.gold import MAJORITY, OPEN, SINGLE, UNANIMOUS, Gold, decide, decision, label_of

PASSING = {"unanimous": (SINGLE, UNANIMOUS), "majority": (SINGLE, UNANIMOUS, MAJORITY)}
"""Which gold needs no adjudicator, by the rule that is chosen."""


@dataclass(frozen=True, slots=True)
class Docket:
    """What is to be adjudicated in a document: the `versions` of each sentence where annotators differ, by its id.

    `entries` are what a session opens on: what all versions of such a sentence share, begun and not finished, and the gold of the
    sentences that pass.
    """

    versions: Mapping[str, tuple[Version, ...]]
    entries: Mapping[str, Entry]


def docket(
    document: Document,
    revisions: Iterable[Revision],
    adjudicated: Iterable[Revision] = (),
    rule: str = "unanimous",
    *,
    hide_names: bool = False,
) -> Docket:
    """What to adjudicate; the order of the revisions never matters.

    `revisions` are the newest of each sentence and annotator, `adjudicated` the adjudications that count; `rule` says what passes
    by itself, of `PASSING`. With `hide_names` annotators are A, B, ..., in an order that tells nothing.
    """
    given = sorted(revisions, key=lambda revision: revision.annotator)
    called = _called({revision.annotator for revision in given}, document.id, hidden=hide_names)
    sources = _Sources()
    for revision in adjudicated:
        sources.know(revision.annotation)
    voices: dict[str, list[Revision]] = {}
    for revision in given:
        if label_of(revision) is not None:
            voices.setdefault(revision.sentence, []).append(revision)
    versions: dict[str, tuple[Version, ...]] = {}
    entries: dict[str, Entry] = {}
    for sentence, gold in decide(document, given).items():
        if _passes(gold, rule):
            if gold.revision:
                entries[sentence] = Entry(sources.renumbered(gold.revision))
        elif gold.provenance in (MAJORITY, OPEN):
            versions[sentence] = _versions(voices[sentence], called, sources)
            entries[sentence] = Entry(shared([version.annotation for version in versions[sentence]]))
    return Docket(versions, entries)


def shared(annotations: Sequence[Annotation]) -> Annotation:
    """What all annotations have: the claims that all have at the same place, with the stances that all put on them.

    A claim whose source they do not agree on at all is left out. The annotation has no label: nothing is decided yet.
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
            answers = {n: v for n, v in claim.attributes.items() if all(c.attributes.get(n) == v for c in same if c)}
            claims.append(replace(claim, attributes=answers))
            stances += [s for s in first.stances if s.claim == claim.id and (s.source, s.label) in common]
    used = {stance.source for stance in stances}
    return Annotation(None, tuple(claims), tuple(s for s in first.sources if s.id in used), tuple(stances))


def _passes(gold: Gold, rule: str) -> bool:
    return gold.provenance in PASSING[rule]


def _called(annotators: Iterable[str], document: str, *, hidden: bool) -> Mapping[str, str]:
    if not hidden:
        return {name: name for name in annotators}
    drawn = sorted(annotators, key=lambda name: sha256(f"{document}\0{name}".encode("utf-8", "surrogatepass")).digest())
    return {name: ascii_uppercase[place % 26] * (1 + place // 26) for place, name in enumerate(drawn)}


def _versions(voices: Sequence[Revision], called: Mapping[str, str], sources: _Sources) -> tuple[Version, ...]:
    """What was decided, each decision once, with the names of those who made it."""
    names: dict[Hashable, list[str]] = {}
    annotations: dict[Hashable, Annotation] = {}
    for revision in voices:
        annotation = sources.renumbered(revision)
        key = decision(annotation)
        names.setdefault(key, []).append(called[revision.annotator])
        annotations.setdefault(key, annotation)
    found = (Version(tuple(sorted(names[key])), annotation) for key, annotation in annotations.items())
    return tuple(sorted(found, key=lambda version: version.names))


def _at(claim: Claim, annotation: Annotation) -> Claim | None:
    """The claim of an annotation at the place of another."""
    place = {(span.start, span.end) for span in claim.spans}
    return next((own for own in annotation.claims if {(span.start, span.end) for span in own.spans} == place), None)


def _positions(annotation: Annotation, claim: Claim) -> list[tuple[str, str]]:
    return [(stance.source, stance.label) for stance in annotation.stances if stance.claim == claim.id]


@dataclass(slots=True)
class _Sources:
    """The sources of a document by what tells them: their names, case and spaces aside; one without a name by whose it is."""

    known: dict[Hashable, Source] = field(default_factory=dict)

    def know(self, annotation: Annotation | None) -> None:
        """Keep the numbers that sources have."""
        for source in annotation.sources if annotation else ():
            if source.id != AUTHOR:
                self.known.setdefault(_folded(source) or ("", source.id), source)

    def renumbered(self, revision: Revision) -> Annotation:
        """What a revision decided, its sources under the document's numbers; two of one name are one."""
        annotation = revision.annotation
        assert annotation is not None
        ids = {source.id: self._id(source, revision.annotator) for source in annotation.sources}
        sources: dict[str, Source] = {}
        for source in annotation.sources:
            known = self.known.get(_key(source, revision.annotator), source)
            sources.setdefault(ids[source.id], replace(known, mention=source.mention))
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
            taken = max((int(known.id[1:]) for known in self.known.values()), default=0)
            self.known[key] = replace(source, id=f"s{1 + taken}")
        return self.known[key].id


def _key(source: Source, annotator: str) -> Hashable:
    return AUTHOR if source.id == AUTHOR else _folded(source) or (annotator, source.id)


def _folded(source: Source) -> str:
    return " ".join(source.name.casefold().split())
