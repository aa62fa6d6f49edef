"""Encoding of stored decisions as columns of numbers, for some documents at a time.

Each decision is read once. Every combination of answers that was given together gets a number, and places become offsets into the
texts of these documents laid end to end, so that no two documents touch. Everything after this compares whole columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from annotate.agreement.intervals import Integers
from annotate.agreement.matching import Pieces
from annotate.model import AUTHOR, Document, normalized_name
from annotate.model.current import UNREADABLE, Record, unreadable
from annotate.schema.wellknown import SKIP

BY_AUTHOR = 0
"""The number of the author among the entities, in every document."""


class Entity(NamedTuple):
    """A source throughout a document: its normalized names and the places where it is mentioned."""

    names: set[str]
    mentions: set[tuple[int, int]]

    def matches(self, other: Entity) -> bool:
        """Return True if two annotators mean the same source: they share a name, or their mentions overlap."""
        return not self.names.isdisjoint(other.names) or any(
            start < other_end and other_start < end for start, end in self.mentions for other_start, other_end in other.mentions
        )


class Answers:
    """The combinations of answers given to some questions, each numbered once; a missing answer is None, several are a set."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = tuple(questions)
        self.given: dict[tuple[Any, ...], int] = {}

    def number(self, answers: Mapping[str, Any]) -> int:
        """Return the number of a combination, a new one if it was not given before."""
        combination = tuple(map(answers.get, self.questions))
        try:
            return self.given.setdefault(combination, len(self.given))
        except TypeError:  # a list cannot be looked up; few questions have several answers
            sets = tuple(frozenset(answer) if isinstance(answer, list) else answer for answer in combination)
            return self.given.setdefault(sets, len(self.given))

    def to(self, question: str) -> list[Any]:
        """Return the answer to one question in each combination."""
        column = self.questions.index(question)
        return [answers[column] for answers in self.given]


def codes(answers: Iterable[Any], known: dict[Any, int]) -> Integers:
    """Return a number for each answer, -1 for None; answers not `known` yet are added there.

    >>> codes(["deny", None, "query", "deny"], {"query": 0})
    array([ 1, -1,  0,  1])
    """
    return np.array([-1 if answer is None else known.setdefault(answer, len(known)) for answer in answers], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """One row per finished decision, by sentence.

    `answers` numbers the answers about the sentence, `claim_answers` the set of the answers about all its claims.
    """

    sentence: Integers
    annotator: Integers
    answers: Integers
    claim_answers: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """One row per claim, by decision.

    `start` and `end` enclose all pieces; `place` is a number that only claims with exactly the same pieces share; `answers`
    numbers the answers about the claim.
    """

    decision: Integers
    start: Integers
    end: Integers
    place: Integers
    answers: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Attributions:
    """One row per source that takes a stance on a claim, by claim.

    `stance` and `source` number the answers about them, `source` -1 for one that is not recorded. `start` and `end` are those of
    the source's mention, `cue_start` and `cue_end` those of the stance's cue, -1 where there is none. `owns` is 1 for a source
    that puts the claim forward: every source but the author, and the author of a claim that nobody else puts forward.
    """

    claim: Integers
    entity: Integers
    stance: Integers
    source: Integers
    start: Integers
    end: Integers
    cue_start: Integers
    cue_end: Integers
    owns: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """One row per link from a claim to an earlier claim of its article, by claim.

    `target` is the claim of the same annotator that it leads to, -1 if it leads to none that was compared; `place` is the number
    of the target's pieces, as in `Claims`; `answers` numbers the answers about the link.
    """

    claim: Integers
    target: Integers
    place: Integers
    answers: Integers


_NOWHERE = (-1, -1)
_UNRECORDED = (-1, _NOWHERE)
_DECISION, _CLAIM, _ATTRIBUTION, _LINK = 4, 5, 9, 3  # columns


@dataclass(slots=True, eq=False)
class Encoder:
    """The columns of decisions, growing document by document.

    `questions` lists the questions to encode in each stage, links only if it has their stage; `annotators` numbers the annotators
    and is added to, sentences are numbered from `first`. With `skips`, a skipped sentence is a decision with the label ``skip``;
    without, it is missing.

    `bounds` are the offsets of the sentences, `pieces` those of the claims. `entities` are the sources by their number.
    """

    questions: Mapping[str, Sequence[str]]
    annotators: dict[str, int]
    first: int = 0
    skips: bool = False
    texts: list[str] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[Pieces] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=lambda: [Entity(set(), set())])
    claim_answers: dict[frozenset[int], int] = field(default_factory=dict)
    answers: dict[str, Answers] = field(init=False)
    _places: dict[Pieces, int] = field(default_factory=dict)
    _decisions: array[int] = field(default_factory=lambda: array("q"))
    _claims: array[int] = field(default_factory=lambda: array("q"))
    _attributions: array[int] = field(default_factory=lambda: array("q"))
    _links: array[int] = field(default_factory=lambda: array("q"))
    _offset: int = 0

    def __post_init__(self) -> None:
        self.answers = {stage: Answers(names) for stage, names in self.questions.items()}

    def __len__(self) -> int:
        """Return the number of decisions."""
        return len(self._decisions) // _DECISION

    def add(self, document: Document, current: Iterable[tuple[int, str, Record]]) -> None:
        """Add the decisions on a document, as `drop_stale_records` returns them.

        Raises:
            AnnotateError: A decision cannot be read.
        """
        first = self.first + len(self.bounds)
        known: dict[str, dict[str, int]] = {}  # the numbers of each annotator's sources
        for index, annotator, record in current:
            entities = known.get(annotator)
            if entities is None:
                entities = known[annotator] = {AUTHOR: BY_AUTHOR}
            try:
                self._add_decision(first + index, annotator, record["annotation"], entities)
            except UNREADABLE as error:
                raise unreadable(record, error) from error
        self.bounds += [(self._offset + sentence.start, self._offset + sentence.end) for sentence in document.sentences]
        self.texts.append(document.text)
        self._offset += len(document.text) + 1

    def text(self) -> str:
        """Return the texts laid end to end, one character apart, which is what all offsets here refer to."""
        return "\n".join(self.texts)

    def decisions(self) -> Decisions:
        """Return the decisions so far."""
        return Decisions(*_columns(self._decisions, _DECISION))

    def claims(self) -> Claims:
        """Return the claims so far."""
        return Claims(*_columns(self._claims, _CLAIM))

    def attributions(self) -> Attributions:
        """Return the attributions so far."""
        return Attributions(*_columns(self._attributions, _ATTRIBUTION))

    def links(self) -> Links:
        """Return the links so far."""
        claim, place, answers = _columns(self._links, _LINK)
        claims = self.claims()
        owner = self.decisions().annotator[claims.decision]
        there: dict[tuple[int, int], int] = {}
        if len(claim):
            for number, key in enumerate(zip(owner.tolist(), claims.place.tolist(), strict=True)):
                there.setdefault(key, number)  # of two claims at one place the first
        targets = [there.get(key, -1) for key in zip(owner[claim].tolist(), place.tolist(), strict=True)]
        return Links(claim, np.array(targets, np.int64), place, answers)

    def places(self) -> list[Pieces]:
        """Return the pieces of each numbered place."""
        return list(self._places)

    def sets(self, question: str) -> list[frozenset[Any] | None]:
        """Return the set of answers to a question about claims for each number of `Decisions.claim_answers`.

        It is None for a sentence with a claim that has no answer.
        """
        answers = self.answers["claim"].to(question)
        sets = (frozenset(answers[number] for number in numbers) for numbers in self.claim_answers)
        return [None if None in given else given for given in sets]

    def _add_decision(self, sentence: int, annotator: str, annotation: Mapping[str, Any], entities: dict[str, int]) -> None:
        """Add a decision; `entities` has the numbers of the annotator's sources in the document, by id, and is added to."""
        label = annotation.get("label")
        finished = label is not None and (self.skips or label != SKIP)
        # Sources are noted even if the sentence is not finished: their names and mentions say who is who in the whole document.
        sources: dict[str, tuple[int, tuple[int, int]]] = {}  # the number of the answers, and the place
        for source in annotation.get("sources", ()):
            place = self._add_source(source, entities)
            if finished:
                sources[source["id"]] = self.answers["source"].number(source), place
        if not finished:
            return
        decision, first = len(self), len(self.pieces)
        claims = annotation.get("claims", ())
        answers = [self._add_claim(decision, claim) for claim in claims]
        if claims:
            by_claim: dict[str, dict[str, Mapping[str, Any]]] = {claim["id"]: {} for claim in claims}
            for stance in annotation.get("stances", ()):
                by_claim.setdefault(stance["claim"], {})[stance["source"]] = stance
            for number, claim in enumerate(claims, first):
                stances = by_claim[claim["id"]]
                author_only = stances.keys() <= {AUTHOR}
                for id, stance in stances.items():
                    about, (start, end) = sources.get(id, _UNRECORDED)
                    cue_start, cue_end = self._place(cue) if (cue := stance.get("cue")) else _NOWHERE
                    label_number = self.answers["stance"].number(stance)
                    owns = author_only or id != AUTHOR
                    entity = self._entity(id, entities)
                    self._attributions.extend((number, entity, label_number, about, start, end, cue_start, cue_end, owns))
            if links := annotation.get("links") if "link" in self.answers else ():
                self._add_links(links, {claim["id"]: number for number, claim in enumerate(claims, first)})
        annotator_number = self.annotators.setdefault(annotator, len(self.annotators))
        claim_answers = self.claim_answers.setdefault(frozenset(answers), len(self.claim_answers))
        self._decisions.extend((sentence, annotator_number, self.answers["sentence"].number(annotation), claim_answers))

    def _entity(self, source: str, entities: dict[str, int]) -> int:
        """Return the number of an annotator's source in a document, a new one for a source not met yet."""
        number = entities.get(source)
        if number is None:
            number = entities[source] = len(self.entities)
            self.entities.append(Entity(set(), set()))
        return number

    def _add_source(self, source: Mapping[str, Any], entities: dict[str, int]) -> tuple[int, int]:
        """Note a name and a mention of a source; return the place of the mention."""
        entity = self.entities[self._entity(source["id"], entities)]
        if name := normalized_name(source["name"]):
            entity.names.add(name)
        if not (mention := source.get("mention")):
            return _NOWHERE
        place = self._place(mention)
        entity.mentions.add(place)
        return place

    def _add_claim(self, decision: int, claim: Mapping[str, Any]) -> int:
        """Add a claim; return the number of its answers."""
        pieces = tuple(sorted(map(self._place, claim["spans"])))
        answers = self.answers["claim"].number(claim)
        place = self._place_number(pieces)
        self.pieces.append(pieces)
        self._claims.extend((decision, pieces[0][0], pieces[-1][1], place, answers))
        return answers

    def _add_links(self, links: Iterable[Mapping[str, Any]], claims: Mapping[str, int]) -> None:
        """Add the links of a decision, given the numbers of its claims by their ids."""
        rows = []
        for link in (link for link in links if link["claim"] in claims):
            pieces = tuple(sorted(map(self._place, link["target"])))
            rows.append((claims[link["claim"]], self._place_number(pieces), self.answers["link"].number(link)))
        for row in sorted(rows):
            self._links.extend(row)

    def _place_number(self, pieces: Pieces) -> int:
        return self._places.setdefault(pieces, len(self._places))

    def _place(self, span: Mapping[str, Any]) -> tuple[int, int]:
        return self._offset + int(span["start"]), self._offset + int(span["end"])  # 5.0 is an integer in JSON Schema


def _columns(rows: array[int], number: int) -> Integers:
    return np.array(rows, np.int64).reshape(-1, number).T.copy()


def ranges(first: Integers, number: Integers) -> tuple[Integers, Integers]:
    """Return `number` consecutive integers from each `first`, after an array with the index of the row that each comes from.

    >>> ranges(np.array([7, 3, 5]), np.array([2, 0, 1]))
    (array([0, 0, 2]), array([7, 8, 5]))
    """
    row = np.repeat(np.arange(len(first)), number)
    return row, np.arange(len(row)) - (np.cumsum(number) - number - first)[row]
