"""What each annotator decided in a document, ready to be compared.

Only finished decisions count: a sentence that was not seen, left open or skipped is missing, and missing is not "no claim". That
somebody skipped it is a decision where it is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.agreement.encode import Entity
from annotate.agreement.matching import Pieces
from annotate.agreement.plan import SKIP
from annotate.model import AUTHOR, Annotation, Claim, Document, Revision, Source, Stance
from annotate.model.current import LeftOut, drop_stale


class Attribution(NamedTuple):
    """A source that takes a stance on a claim; `source` is None where the author is meant and not written down."""

    id: str
    source: Source | None
    stance: Stance

    @property
    def name(self) -> str:
        return "author" if self.id == AUTHOR else self.source.name if self.source else ""


class Marked(NamedTuple):
    """A claim as one annotator marked it, in the sentence with this index, and who takes a stance on it."""

    sentence: int
    claim: Claim
    pieces: Pieces
    voices: tuple[Attribution, ...]

    @property
    def owners(self) -> Sequence[Attribution]:
        """Who puts it forward: the author only where nobody else does."""
        return [voice for voice in self.voices if voice.id != AUTHOR] or self.voices

    @property
    def author(self) -> Attribution | None:
        return next((voice for voice in self.voices if voice.id == AUTHOR), None)

    @property
    def text(self) -> str:
        return " … ".join(span.text for span in self.claim.spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """One annotator's finished decisions on one document, and the claims marked in them, by the index of the sentence."""

    annotator: str
    decided: Mapping[int, Revision]
    marked: Mapping[int, Sequence[Marked]]
    entities: Mapping[str, Entity]

    def annotation(self, sentence: int) -> Annotation:
        annotation = self.decided[sentence].annotation
        assert annotation is not None
        return annotation


def readings(
    documents: Iterable[Document],
    revisions: Iterable[Revision],
    adjudicators: frozenset[str],
    left_out: Counter[LeftOut],
    *,
    skips: bool = False,
) -> Iterator[tuple[Document, Sequence[Reading]]]:
    """Each document with what its annotators decided, by their names; `left_out` counts what is not compared and why."""
    by_document: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        if revision.annotator in adjudicators:
            left_out[LeftOut.ADJUDICATORS] += 1
        else:
            by_document[revision.document].append(revision)
    for document in documents:
        by_annotator: dict[str, list[Revision]] = defaultdict(list)
        for revision in drop_stale(document, by_document.pop(document.id, ()), left_out):
            by_annotator[revision.annotator].append(revision)
        yield document, [read(document, name, of_one, skips=skips) for name, of_one in sorted(by_annotator.items())]
    if elsewhere := sum(map(len, by_document.values())):
        left_out[LeftOut.ELSEWHERE] += elsewhere


def read(document: Document, annotator: str, revisions: Sequence[Revision], *, skips: bool = False) -> Reading:
    """One annotator's current revisions of a document, as `drop_stale` leaves them; skipped sentences only with `skips`."""
    missing = (None,) if skips else (None, SKIP)
    order = {sentence.id: index for index, sentence in enumerate(document.sentences)}
    decided: dict[int, Revision] = {}
    marked: dict[int, Sequence[Marked]] = {}
    for revision in revisions:
        annotation = revision.annotation
        if annotation is not None and annotation.label not in missing:
            index = order[revision.sentence]
            decided[index] = revision
            marked[index] = tuple(_marked(index, annotation))
    return Reading(annotator, decided, marked, _known(revisions))


def _marked(sentence: int, annotation: Annotation) -> Iterator[Marked]:
    sources = {source.id: source for source in annotation.sources}
    for claim in annotation.claims:
        stances = {stance.source: stance for stance in annotation.stances if stance.claim == claim.id}
        voices = tuple(Attribution(id, sources.get(id), stance) for id, stance in stances.items())
        yield Marked(sentence, claim, tuple(sorted((span.start, span.end) for span in claim.spans)), voices)


def _known(revisions: Iterable[Revision]) -> Mapping[str, Entity]:
    names: dict[str, set[str]] = defaultdict(set)
    mentions: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for revision in revisions:
        for source in revision.annotation.sources if revision.annotation else ():
            names[source.id] |= {source.normalized_name} - {""}
            mentions[source.id] |= {(source.mention.start, source.mention.end)} if source.mention else set()
    return {id: Entity(names[id], mentions[id]) for id in names}
