"""Decisions and suggestions of a document as the values that formats write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotate.interchange.projection import FLAG, LABEL
from annotate.interchange.values import (
    AUTHOR,
    CLAIM,
    CUE,
    PIECE,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    Scalar,
)
from annotate.model import (
    ANNOTATION,
    Annotation,
    Answer,
    ClaimLink,
    Document,
    Layer,
    Origin,
    Sentence,
    Source,
    Span,
    Stance,
    Suggestion,
)
from annotate.model.claim_links import Place, claims_by_place, place_of
from annotate.model.ids import answer_key, split_import_key, stance_key
from annotate.text.spreadsheet import several

MENTION = "mention"
"""The question in the origin of a source's mention: ``s1.mention``."""

METADATA = ("title", "byline", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a sentence, as it is exported."""

    sentence: Sentence
    annotation: Annotation
    origins: tuple[Origin, ...] = ()
    created: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class DecisionSet:
    """The decisions of one annotator, or of the adjudicators, in a document, in the order of the text."""

    annotator: str
    decisions: tuple[Decision, ...]
    layer: Layer = ANNOTATION
    done: bool = False


def unwritable_links(decisions: Sequence[Decision]) -> list[tuple[Sentence, ClaimLink]]:
    """Return the links that no file can hold, each with its sentence.

    They lead to no claim of the same decisions, as those of an adjudicated claim to an annotator's; or their label is `PIECE`.
    """
    there = claims_by_place({decision.sentence.id: decision.annotation for decision in decisions})
    return [
        (decision.sentence, link)
        for decision in decisions
        for link in decision.annotation.links
        if link.label == PIECE or place_of(link.target) not in there
    ]


@dataclass(frozen=True, slots=True)
class SuggestedClaims:
    """The claims that a program suggests in a document, each with its sentence and the answers about it."""

    agent: str
    claims: tuple[tuple[Sentence, Suggestion, Mapping[str, Answer]], ...]


def foreign_document(
    document: Document, sets: Iterable[DecisionSet], suggestions: Iterable[SuggestedClaims] = (), *, tool: str = ""
) -> ForeignDocument:
    """Return a document with everything that is known about it; items that came from `tool` keep its ids."""
    metadata = {name: value for name in METADATA if (value := getattr(document, name)) is not None}
    foreign = [_Writer(tool, number).decisions(decided) for number, decided in enumerate(sets, 1)]
    foreign += [_Writer(tool, number).suggestions(made) for number, made in enumerate(suggestions, len(foreign) + 1)]
    return ForeignDocument(
        document.id,
        document.text,
        tuple(foreign),
        metadata,
        tuple((sentence.start, sentence.end) for sentence in document.sentences),
        tuple((block.kind, block.start, block.end) for block in document.blocks),
    )


class _Writer:
    """Spans and links of one set; ids are unique among all sets of a document."""

    def __init__(self, tool: str, number: int) -> None:
        self._tool, self._prefix = tool, f"{number}." if number > 1 else ""
        self._spans: list[ForeignSpan] = []
        self._links: list[ForeignLink] = []
        self._used: set[str] = set()
        self._known: Mapping[str, str] = {}
        self._claims: dict[Place, str] = {}  # the id of the first claim at each place

    def decisions(self, decided: DecisionSet) -> ForeignSet:
        for decision in decided.decisions:
            self._known = _foreign_ids(decision, self._tool)
            self._add_sentence(decision)
            self._add_items(decision.sentence, decision.annotation)
        for decision in decided.decisions:
            self._known = _foreign_ids(decision, self._tool)
            self._add_claim_links(decision.sentence, decision.annotation)
        return ForeignSet(decided.annotator, tuple(self._spans), tuple(self._links), layer=decided.layer, done=decided.done)

    def suggestions(self, made: SuggestedClaims) -> ForeignSet:
        numbers: dict[str, int] = {}
        for sentence, suggestion, answers in made.claims:
            number = numbers[sentence.id] = numbers.get(sentence.id, 0) + 1
            claim = self._id("", f"{sentence.start}.c{number}")
            self._spans.append(ForeignSpan(claim, CLAIM, _pieces(suggestion.spans), scalars(answers)))
            source = AUTHOR
            if suggestion.source is not None:
                source = self._id("", f"{sentence.start}.c{number}.source")
                self._spans.append(_source_span(source, suggestion.source, ""))
            self._add_link(f"{sentence.start}.c{number}-s", "", suggestion.label, source, claim, suggestion)
        return ForeignSet("", tuple(self._spans), tuple(self._links), agent=made.agent)

    def _id(self, item: str, own: str) -> str:
        """Return the id that the other tool knows an item by, else one of our own."""
        id = self._known.get(item, "")
        if not id or id in self._used:
            id = self._prefix + own
            while id in self._used:
                id += "'"
        self._used.add(id)
        return id

    def _add_sentence(self, decision: Decision) -> None:
        annotation, sentence = decision.annotation, decision.sentence
        answers: dict[str, Scalar] = {
            **({} if annotation.label is None else {LABEL: annotation.label}),
            **scalars(annotation.attributes),
        }
        if annotation.flag is not None:
            answers[FLAG] = annotation.flag
        self._spans.append(
            ForeignSpan(
                self._id("", str(sentence.start)),
                SENTENCE,
                ((sentence.start, sentence.end),),
                answers,
                note=annotation.note,
                created=decision.created,
                seconds=decision.seconds,
            )
        )

    def _add_items(self, sentence: Sentence, annotation: Annotation) -> None:
        ids: dict[str, str] = {AUTHOR: AUTHOR}
        for claim in annotation.claims:
            ids[claim.id] = self._id(claim.id, f"{sentence.start}.{claim.id}")
            self._spans.append(ForeignSpan(ids[claim.id], CLAIM, _pieces(claim.spans), scalars(claim.attributes)))
            self._claims.setdefault(place_of(claim.spans), ids[claim.id])
        for source in annotation.sources:
            if source.id != AUTHOR:
                ids[source.id] = self._id(answer_key(source.id, MENTION), f"{sentence.start}.{source.id}")
                self._spans.append(_source_span(ids[source.id], source, source.id))
        for stance in annotation.stances:
            if stance.claim in ids and stance.source in ids:
                self._add_link(
                    f"{sentence.start}.{stance.claim}-{stance.source}",
                    stance_key(stance.claim, stance.source),
                    stance.label,
                    ids[stance.source],
                    ids[stance.claim],
                    stance,
                )

    def _add_claim_links(self, sentence: Sentence, annotation: Annotation) -> None:
        claims = {claim.id: self._claims[place_of(claim.spans)] for claim in annotation.claims}
        for link in annotation.links:
            target = self._claims.get(place_of(link.target))
            if target is not None and link.claim in claims and link.label != PIECE:
                own = f"{sentence.start}.{link.claim}-{link.target[0].start}-{link.target[-1].end}"
                self._links.append(ForeignLink(self._id(link.key, own), link.label, claims[link.claim], target))

    def _add_link(self, own: str, item: str, label: str, source: str, claim: str, stance: Stance | Suggestion) -> None:
        cue = ""
        if stance.cue is not None:
            cue = self._id(answer_key(item, CUE.lower()), f"{own}.cue")
            self._spans.append(ForeignSpan(cue, CUE, _pieces((stance.cue,))))
        self._links.append(ForeignLink(self._id(item, own), label, source, claim, scalars(stance.attributes), cue))


def _foreign_ids(decision: Decision, tool: str) -> dict[str, str]:
    """Return the ids that a tool knows the items of a decision by."""
    known = {origin.item: split_import_key(origin.rule) for origin in decision.origins}
    return {item: id for item, (of, id) in known.items() if id and of == tool}


def scalars(answers: Mapping[str, Answer]) -> dict[str, Scalar]:
    """Return answers as the files of other tools have them: several labels are one text."""
    return {name: scalar(value) for name, value in answers.items()}


def scalar(value: Answer) -> Scalar:
    """Return an answer as the files of other tools have it.

    >>> scalar(("economy", "health")), scalar(True)
    ('economy|health', True)
    """
    return several(value) if isinstance(value, tuple) else value


def _pieces(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _source_span(id: str, source: Source, entity: str) -> ForeignSpan:
    pieces = _pieces((source.mention,)) if source.mention else ()
    return ForeignSpan(id, SOURCE, pieces, scalars(source.attributes), source.name, entity)
