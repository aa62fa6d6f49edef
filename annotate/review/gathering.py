"""Readings of documents -> the evidence: every comparison becomes a row of numbers."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

import numpy as np

from annotate.model import Document, Revision, exposure
from annotate.review.comparing import LABEL, Comparison, Question, compare_claims
from annotate.review.evidence import EVERYBODY, Evidence, Items, Rated
from annotate.review.figures import Integers
from annotate.review.plan import TOKENS, Measured, plan
from annotate.review.ratings import Ratings
from annotate.review.readings import Reading
from annotate.schema import Schema

GROUPINGS = ("block", "time", "suggestions", "blind")
"""What sentences are grouped by."""

Period = Literal["year", "month", "day"]
PERIODS: Mapping[Period, int] = {"year": 4, "month": 7, "day": 10}
"""How many characters of a time stamp tell one period from another."""

OFF = "suggestions off"
UNKNOWN = "answers that the scheme does not have"
Ways = Mapping[tuple[tuple[str, int], ...], int]
"""How many tokens are treated in which way: for each annotator whether they are in a claim."""

_TAKEN = {"accepted", "edited"}
# Scripts written without spaces: each character is a token. Elsewhere a token is a run of letters and digits.
_CHARACTER = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_CHARACTER}]|[^\W{_CHARACTER}]+")


class Gathering:
    """Takes the documents one by one, and keeps numbers only. `left_out` counts the answers that the scheme does not have."""

    def __init__(self, schema: Schema, left_out: Counter[str], period: Period = "month") -> None:
        self._plan = tuple(plan(schema))
        self._left_out, self._period = left_out, PERIODS[period]
        self._asked = {one.question: one for one in self._plan if one.scale != "masi"}
        self._sets = tuple(one for one in self._plan if one.scale == "masi")
        self._codes: dict[Measured, dict[Any, int]] = {
            one: {value: code for code, value in enumerate(one.values)} for one in self._plan
        }
        self._ratings: dict[Measured, array[int]] = {one: array("q") for one in self._plan if one.scale not in ("items", "spans")}
        self._items: dict[Measured, array[int]] = {one: array("q") for one in self._plan if one.scale in ("items", "spans")}
        self._annotators: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self._groups: dict[str, list[str]] = {name: [] for name in GROUPINGS}
        self._document = array("q")
        self._several = array("q")
        self._documents = 0
        self._unit = 0

    def add(self, document: Document, readings: Sequence[Reading]) -> None:
        first = len(self._document)
        for index, sentence in enumerate(document.sentences):
            decided = [reading for reading in readings if index in reading.decided]
            self._document.append(self._documents)
            self._several.append(len(decided) > 1)
            self._group(document.blocks[sentence.block].kind, [reading.decided[index] for reading in decided])
            self._sentence(index, first + index, decided)
        for place, ways in _tokens(document, readings):
            self._rate_tokens(first + place, ways)
        for one, other in combinations(readings, 2):
            if one.decided.keys() & other.decided.keys():
                self._compare(first, one, other)
        self._documents += 1

    def evidence(self) -> Evidence:
        document = np.array(self._document)
        return Evidence(
            tuple(self._annotators),
            tuple(self._pairs),
            self._documents,
            document,
            np.array(self._several, np.bool_),
            {name: np.array(groups, np.str_) for name, groups in self._groups.items()},
            self._plan,
            {one: self._rated(one, rows, document) for one, rows in self._ratings.items()},
            {one: _itemized(rows) for one, rows in self._items.items()},
        )

    def _group(self, kind: str, revisions: Sequence[Revision]) -> None:
        """What the sentence is grouped by: with two annotators' decisions, the later one says when."""
        self._groups["block"].append(kind)
        self._groups["time"].append(max((revision.created for revision in revisions), default="")[: self._period])
        self._groups["suggestions"].append("accepted" if any(map(_took_over, revisions)) else "none accepted")
        ways = {exposure(revision.origins) or OFF for revision in revisions}
        self._groups["blind"].append("mixed" if len(ways) > 1 else next(iter(ways), ""))

    def _sentence(self, index: int, sentence: int, decided: Sequence[Reading]) -> None:
        """What everybody who finished it said of the sentence itself, and the sets of what they answered about its claims."""
        unit = self._next()
        for reading in decided:
            annotation, annotator = reading.annotation(index), self._number(reading.annotator)
            for question, value in ((LABEL, annotation.label), *_sentence_answers(annotation.attributes)):
                self._rate(self._asked.get(question), unit, annotator, value, sentence)
            for measured in self._sets:
                answers = frozenset(marked.claim.attributes.get(measured.question.name) for marked in reading.marked[index])
                if None not in answers:  # a question that was not asked of a claim is missing, not an empty set
                    self._rate(measured, unit, annotator, answers, sentence)

    def _rate_tokens(self, sentence: int, ways: Ways) -> None:
        for way, times in ways.items():
            unit = self._next()
            for annotator, inside in way:
                row = (unit, self._number(annotator), inside, sentence, EVERYBODY, times)
                self._ratings[self._asked[TOKENS]].extend(row)

    def _compare(self, first: int, one: Reading, other: Reading) -> None:
        names = self._number(one.annotator), self._number(other.annotator)
        pair = self._pairs.setdefault(names, len(self._pairs))
        for comparison in compare_claims(one, other):
            measured = self._asked.get(comparison.question)
            if measured in self._items:
                self._items[measured].extend(_item(comparison, first + comparison.sentence, pair))
            elif measured:
                unit, sentence = self._next(), first + comparison.sentence
                self._rate(measured, unit, names[0], comparison.first, sentence, pair)
                self._rate(measured, unit, names[1], comparison.second, sentence, pair)

    def _rate(
        self, measured: Measured | None, unit: int, annotator: int, value: Any, sentence: int, pair: int = EVERYBODY
    ) -> None:
        if measured is None:  # free text
            return
        codes = self._codes[measured]
        if measured.values and value not in codes:
            self._left_out[UNKNOWN] += 1
        else:
            row = (unit, annotator, codes.setdefault(value, len(codes)), sentence, pair, 1)
            self._ratings[measured].extend(row)

    def _rated(self, measured: Measured, rows: array[int], document: Integers) -> Rated:
        unit, annotator, value, sentence, pair, weight = np.array(rows).reshape(-1, 6).T.copy()
        values = tuple(self._codes[measured])
        return Rated(Ratings(values, unit, annotator, value, document[sentence], weight.astype(np.float64)), sentence, pair)

    def _number(self, annotator: str) -> int:
        return self._annotators.setdefault(annotator, len(self._annotators))

    def _next(self) -> int:
        self._unit += 1
        return self._unit


def _took_over(revision: Revision) -> bool:
    return any(origin.how in _TAKEN for origin in revision.origins)


def _sentence_answers(attributes: Mapping[str, Any]) -> Iterator[tuple[Question, Any]]:
    return ((Question("sentence", name), value) for name, value in attributes.items())


def _item(comparison: Comparison, sentence: int, pair: int) -> tuple[int, int, int, int]:
    both = comparison.first is not None and comparison.second is not None
    return (sentence, pair, both, comparison.same)


def _itemized(rows: array[int]) -> Items:
    sentence, pair, both, same = np.array(rows).reshape(-1, 4).T.copy()
    return Items(sentence, pair, both.astype(np.bool_), same.astype(np.bool_))


# -- tokens -------------------------------------------------------------------------------------------------------------------


def _tokens(document: Document, readings: Sequence[Reading]) -> Iterator[tuple[int, Ways]]:
    """The tokens of each sentence that anybody finished, be they in a claim of it or in one that runs into it."""
    places = {reading.annotator: _places(document, reading) for reading in readings}
    for index, sentence in enumerate(document.sentences):
        names = [reading.annotator for reading in readings if index in reading.decided]
        found = [match.span() for match in _TOKEN.finditer(document.text, sentence.start, sentence.end)]
        starts, ends = [start for start, _ in found], [end for _, end in found]
        inside = [_inside(starts, ends, places[name][index]) for name in names]
        ways = Counter(zip(*inside, strict=True))
        yield index, {tuple(zip(names, way, strict=True)): times for way, times in ways.items()}


def _places(document: Document, reading: Reading) -> Mapping[int, list[tuple[int, int]]]:
    """The pieces of an annotator's claims by the sentences they run through."""
    ends = [sentence.end for sentence in document.sentences]
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in (piece for claims in reading.marked.values() for marked in claims for piece in marked.pieces):
        index = bisect_right(ends, start)
        while index < len(ends) and document.sentences[index].start < end:
            places[index].append((start, end))
            index += 1
    return places


def _inside(starts: Sequence[int], ends: Sequence[int], places: Sequence[tuple[int, int]]) -> bytearray:
    """For each token whether it shares a character with any of the places."""
    inside = bytearray(len(starts))
    for start, end in places:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        inside[first:last] = b"\1" * (last - first)
    return inside
