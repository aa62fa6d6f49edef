"""The oracle of `annotate.agreement.pairs`: the same comparisons, made for one pair of annotators and one claim at a time.

Claims are compared in the sentences that both finished, matched by their place in the text (`annotate.agreement.matching`).
Whatever is asked about a claim, its sources and their stances is compared on matched ones only, so that one missed claim is one
disagreement. Two sources are one entity where both are the author, have the same name (case and spaces aside), or are mentioned
in overlapping places anywhere in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from annotate.agreement.encode import Entity
from annotate.agreement.matching import assign, digest, match, rank_pairs
from annotate.agreement.plan import (
    AUTHOR_STANCE,
    CLAIMS,
    CUE,
    ENTITY,
    LABEL,
    MENTION,
    NAME,
    STANCE,
    TRIPLE,
    Question,
    Stage,
)
from annotate.model import AUTHOR, Answer, Span
from support.oracle_readings import Attribution, Marked, Reading

Place = tuple[int, int]
About = tuple[Marked | None, Marked | None]
T = TypeVar("T")


class Comparison(NamedTuple):
    """What two annotators said to one question about one thing, None where one of them does not have it.

    `same` is whether they agree: two names of one entity may differ and agree. `sentence` is an index; `about` are the two
    annotators' claims, none where it is about the sentence.
    """

    question: Question
    sentence: int
    first: Any
    second: Any
    same: bool
    about: About = (None, None)


def compare_sentences(first: Reading, second: Reading) -> Iterator[Comparison]:
    """What two annotators said about the sentences that both finished."""
    for sentence in sorted(first.decided.keys() & second.decided.keys()):
        one, other = first.annotation(sentence), second.annotation(sentence)
        yield Comparison(LABEL, sentence, one.label, other.label, one.label == other.label)
        yield from _answers("sentence", one.attributes, other.attributes, sentence)


def compare_claims(first: Reading, second: Reading) -> Iterator[Comparison]:
    """What two annotators said about claims and who puts them forward, in the sentences that both finished."""
    shared = sorted(first.decided.keys() & second.decided.keys())
    ours, theirs = ([marked for index in shared for marked in reading.marked[index]] for reading in (first, second))
    entities = _Entities(first, second)
    pairs = match([marked.pieces for marked in ours], [marked.pieces for marked in theirs])
    for one, other in _aligned(pairs, ours, theirs):
        sentence = min(marked.sentence for marked in (one, other) if marked)
        yield from _Claims(one, other, sentence, entities).comparisons()


class _Entities:
    """Who is who in two readings of a document."""

    def __init__(self, first: Reading, second: Reading) -> None:
        self._first, self._second = first.entities, second.entities
        self._known: dict[tuple[str, str], bool] = {}

    def same(self, first: str, second: str) -> bool:
        if AUTHOR in (first, second):
            return first == second
        if (first, second) not in self._known:
            one, other = self._first.get(first), self._second.get(second)
            self._known[first, second] = one is not None and other is not None and one.matches(other)
        return self._known[first, second]

    def pairs(self, ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
        """As many sources that are the same as possible, each once; of equally many, those that share a name."""
        known = [self._first.get(id) for id in ours] + [self._second.get(id) for id in theirs]
        start = min((place[0] for entity in known if entity for place in entity.mentions), default=0)

        def content(id: str, entity: Entity | None) -> tuple[bool, list[str], list[tuple[int, int]]]:
            mentions = sorted((begin - start, end - start) for begin, end in (entity.mentions if entity else ()))
            return id == AUTHOR, sorted(entity.names if entity else ()), mentions

        first, second = (list(map(content, ids, of)) for ids, of in ((ours, known), (theirs, known[len(ours) :])))
        # Sources with the same content are the same as the same others, so any of their ids will do.
        here, there = (dict(zip(map(repr, contents), ids, strict=True)) for contents, ids in ((first, ours), (second, theirs)))

        def worth(one: Any, other: Any) -> tuple[float, int, int]:
            return float(self.same(here[repr(one)], there[repr(other)])), set(one[1]).isdisjoint(other[1]), digest(one, other)

        return assign(rank_pairs(first, second, worth))


@dataclass(frozen=True, slots=True)
class _Claims:
    """One claim as two annotators marked it; None where one of them did not."""

    one: Marked | None
    other: Marked | None
    sentence: int
    entities: _Entities

    def comparisons(self) -> Iterator[Comparison]:
        yield self._said(CLAIMS, self.one and self.one.pieces, self.other and self.other.pieces)
        if self.one and self.other:
            yield from self._answers("claim", self.one.claim.attributes, self.other.claim.attributes)
            yield from self._mentions(_mentions(self.one), _mentions(self.other))
            yield from self._stance(AUTHOR_STANCE, self.one.author, self.other.author)
        ours, theirs = (marked.owners if marked else () for marked in (self.one, self.other))
        pairs = self.entities.pairs([here.id for here in ours], [there.id for there in theirs])
        for here, there in _aligned(pairs, ours, theirs):
            yield from self._source(here, there)

    def _source(self, here: Attribution | None, there: Attribution | None) -> Iterator[Comparison]:
        """A source of the claim that both have, or one of them."""
        if self.one and self.other:  # elsewhere the claim is what is disagreed on, not its source
            yield self._said(ENTITY, here and here.name, there and there.name, same=bool(here and there))
        if here and there and here.id != AUTHOR:
            yield from self._stance(STANCE, here, there)
            if here.source and there.source:
                yield self._said(NAME, here.name, there.name, same=here.source.normalized_name == there.source.normalized_name)
                yield from self._answers("source", here.source.attributes, there.source.attributes)
        yield from self._triples(here, there)

    def _stance(self, question: Question, here: Attribution | None, there: Attribution | None) -> Iterator[Comparison]:
        if here and there:
            yield self._said(question, here.stance.label, there.stance.label)
            if here.stance.cue and there.stance.cue:
                yield self._said(CUE, _place(here.stance.cue), _place(there.stance.cue))
            yield from self._answers("stance", here.stance.attributes, there.stance.attributes)

    def _triples(self, here: Attribution | None, there: Attribution | None) -> Iterator[Comparison]:
        """Claim, source and stance as one: the same where all three are, else each one's own."""
        ours = (self.one.text, here.name, here.stance.label) if self.one and here else None
        theirs = (self.other.text, there.name, there.stance.label) if self.other and there else None
        exact = self.one and self.other and self.one.pieces == self.other.pieces
        if exact and here and there and here.stance.label == there.stance.label:
            yield self._said(TRIPLE, ours, theirs, same=True)
            return
        yield from (self._said(TRIPLE, one, other) for one, other in ((ours, None), (None, theirs)) if one or other)

    def _mentions(self, ours: Sequence[Place], theirs: Sequence[Place]) -> Iterator[Comparison]:
        """Where the claim's sources are mentioned, matched by place, whoever they are taken for."""
        pairs = match([[place] for place in ours], [[place] for place in theirs])
        yield from (self._said(MENTION, here, there) for here, there in _aligned(pairs, ours, theirs))

    def _answers(self, stage: Stage, first: Mapping[str, Answer], second: Mapping[str, Answer]) -> Iterator[Comparison]:
        return _answers(stage, first, second, self.sentence, (self.one, self.other))

    def _said(self, question: Question, first: Any, second: Any, same: bool | None = None) -> Comparison:
        agreed = first == second if same is None else same
        return Comparison(question, self.sentence, first, second, agreed, (self.one, self.other))


def _answers(
    stage: Stage, first: Mapping[str, Answer], second: Mapping[str, Answer], sentence: int, about: About = (None, None)
) -> Iterator[Comparison]:
    """The questions that both answered: what one left out is missing, not another answer."""
    for name in first:
        if name in second:
            yield Comparison(Question(stage, name), sentence, first[name], second[name], first[name] == second[name], about)


def _mentions(marked: Marked) -> list[Place]:
    mentions = (voice.source.mention for voice in marked.owners if voice.source)
    return [_place(mention) for mention in mentions if mention]


def _place(span: Span) -> Place:
    return span.start, span.end


def _aligned(pairs: Iterable[tuple[int, int]], first: Sequence[T], second: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """The matched items side by side, then those of each side that nothing is matched with."""
    ours, theirs = dict(enumerate(first)), dict(enumerate(second))
    yield from ((ours.pop(row), theirs.pop(column)) for row, column in pairs)
    yield from ((item, None) for item in ours.values())
    yield from ((None, item) for item in theirs.values())
