"""Decisions as they are stored -> columns of numbers, for some documents at a time.

Each decision is gone through once. Answers are numbered, all that were given together by one number; places are offsets into the
texts of these documents laid end to end, so that no two documents touch. What is compared later is compared as whole columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from annotate.agreement.intervals import Integers
from annotate.agreement.matching import Pieces
from annotate.model import AUTHOR, Document, normalized_name
from annotate.model.current import UNREADABLE, Record, unreadable
from annotate.review.readings import Entity
from annotate.schema.wellknown import SKIP

BY_AUTHOR = 0
"""The entity that is the author, of every document."""


class Answers:
    """What was answered to some questions together, each combination numbered once; what was not answered is None."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = tuple(questions)
        self.given: dict[tuple[Any, ...], int] = {}

    def number(self, answers: Mapping[str, Any]) -> int:
        return self.given.setdefault(tuple(map(answers.get, self.questions)), len(self.given))

    def numbers(self, question: str) -> Integers:
        """The answer to one question in each combination, as a number of its own."""
        known: dict[Any, int] = {}
        return np.array([known.setdefault(answer, len(known)) for answer in self.to(question)], np.int64)

    def to(self, question: str) -> list[Any]:
        """The answer to one question in each combination."""
        place = self.questions.index(question)
        return [answers[place] for answers in self.given]


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """A row a finished decision, by sentence: `answers` about the sentence, `together` the answers about all its claims."""

    sentence: Integers
    annotator: Integers
    answers: Integers
    together: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """A row a claim, by decision: where it starts and ends, a number for its place with all pieces, `answers` about it."""

    decision: Integers
    start: Integers
    end: Integers
    place: Integers
    answers: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """A row a source that takes a stance on a claim, by claim.

    `stance` and `source` number the answers about them, `source` -1 where it is not written down; `start` and `end` are those of
    its mention, -1 without one; `owns` is whether it puts the claim forward, the author only where nobody else does.
    """

    claim: Integers
    entity: Integers
    stance: Integers
    source: Integers
    start: Integers
    end: Integers
    owns: Integers


@dataclass(slots=True, eq=False)
class Coding:
    """Columns that grow, document by document: `questions` are asked in each stage, sentences are numbered from `first`."""

    questions: Mapping[str, Sequence[str]]
    annotators: dict[str, int]
    first: int = 0
    texts: list[str] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)  # of the sentences
    pieces: list[Pieces] = field(default_factory=list)  # of the claims
    entities: list[Entity] = field(default_factory=lambda: [Entity(set(), set())])
    together: dict[frozenset[int], int] = field(default_factory=dict)
    answers: dict[str, Answers] = field(init=False)
    _places: dict[Pieces, int] = field(default_factory=dict)
    _decisions: array[int] = field(default_factory=lambda: array("q"))
    _claims: array[int] = field(default_factory=lambda: array("q"))
    _voices: array[int] = field(default_factory=lambda: array("q"))
    _offset: int = 0

    def __post_init__(self) -> None:
        self.answers = {stage: Answers(asked) for stage, asked in self.questions.items()}

    def __len__(self) -> int:
        """How many decisions there are."""
        return len(self._decisions) // 4

    def add(self, document: Document, sifted: Iterable[tuple[int, str, Record]]) -> None:
        """All that is decided about a document, as `drop_stale_records` gives it.

        Raises AnnotateError for a decision that cannot be read.
        """
        known: dict[tuple[str, str], int] = {}
        for index, annotator, record in sifted:
            try:
                self._decided(self.first + len(self.bounds) + index, annotator, record["annotation"], known)
            except UNREADABLE as error:
                raise unreadable(record, error) from error
        self.bounds += [(self._offset + one.start, self._offset + one.end) for one in document.sentences]
        self.texts.append(document.text)
        self._offset += len(document.text) + 1

    def decisions(self) -> Decisions:
        return Decisions(*_columns(self._decisions, 4))

    def claims(self) -> Claims:
        return Claims(*_columns(self._claims, 5))

    def voices(self) -> Voices:
        return Voices(*_columns(self._voices, 7))

    def sets(self, question: str) -> list[frozenset[Any] | None]:
        """The answers to a question about claims in each number of `Decisions.together`, None where it was not asked of one."""
        answers = self.answers["claim"].to(question)
        found = (frozenset(answers[number] for number in numbers) for numbers in self.together)
        return [None if None in one else one for one in found]

    def _decided(self, sentence: int, name: str, annotation: Mapping[str, Any], known: dict[tuple[str, str], int]) -> None:
        sources = {source["id"]: source for source in annotation.get("sources", ())}
        for source in annotation.get("sources", ()):
            self._know(self.entities[self._entity(name, source["id"], known)], source)
        if annotation.get("label") in (None, SKIP):
            return
        decision = len(self)
        claims = [self._claim(decision, claim) for claim in annotation.get("claims", ())]
        first = len(self.pieces) - len(claims)
        for number, claim in enumerate(annotation.get("claims", ()), first):
            stances = {one["source"]: one for one in annotation.get("stances", ()) if one["claim"] == claim["id"]}
            alone = stances.keys() <= {AUTHOR}
            for id, stance in stances.items():
                self._voice(number, self._entity(name, id, known), stance, sources.get(id), owns=alone or id != AUTHOR)
        annotator = self.annotators.setdefault(name, len(self.annotators))
        together = self.together.setdefault(frozenset(claims), len(self.together))
        self._decisions.extend((sentence, annotator, self.answers["sentence"].number(annotation), together))

    def _entity(self, annotator: str, source: str, known: dict[tuple[str, str], int]) -> int:
        """The number of a source throughout a document, be it written down there, or later, or nowhere."""
        if source == AUTHOR:
            return BY_AUTHOR
        number = known.setdefault((annotator, source), len(self.entities))
        if number == len(self.entities):
            self.entities.append(Entity(set(), set()))
        return number

    def _know(self, entity: Entity, source: Mapping[str, Any]) -> None:
        """What a source is called and where it is mentioned."""
        if name := normalized_name(source["name"]):
            entity.names.add(name)
        if mention := source.get("mention"):
            entity.mentions.add(self._place(mention))

    def _claim(self, decision: int, claim: Mapping[str, Any]) -> int:
        """Write a claim down; gives the number of its answers."""
        pieces = tuple(sorted(map(self._place, claim["spans"])))
        answers = self.answers["claim"].number(claim)
        place = self._places.setdefault(pieces, len(self._places))
        self.pieces.append(pieces)
        self._claims.extend((decision, pieces[0][0], pieces[-1][1], place, answers))
        return answers

    def _voice(self, claim: int, entity: int, stance: Mapping[str, Any], source: Mapping[str, Any] | None, *, owns: bool) -> None:
        start, end = self._place(mention) if source and (mention := source.get("mention")) else (-1, -1)
        about = -1 if source is None else self.answers["source"].number(source)
        self._voices.extend((claim, entity, self.answers["stance"].number(stance), about, start, end, owns))

    def _place(self, span: Mapping[str, Any]) -> tuple[int, int]:
        return self._offset + int(span["start"]), self._offset + int(span["end"])  # 5.0 is an integer in JSON Schema


def _columns(rows: array[int], number: int) -> Integers:
    return np.array(rows, np.int64).reshape(-1, number).T.copy()


def ranges(first: Integers, number: Integers) -> tuple[Integers, Integers]:
    """So many consecutive numbers from each `first`; and of each which row it is from.

    >>> ranges(np.array([7, 3, 5]), np.array([2, 0, 1]))
    (array([0, 0, 2]), array([7, 8, 5]))
    """
    row = np.repeat(np.arange(len(first)), number)
    return row, np.arange(len(row)) - (np.cumsum(number) - number - first)[row]
