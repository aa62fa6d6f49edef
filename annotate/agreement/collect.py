"""Decisions on documents -> the evidence: every comparison becomes a row of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np

from annotate.agreement.encode import Coding
from annotate.agreement.grouping import Grouped, Period
from annotate.agreement.intervals import Integers
from annotate.agreement.pairs import Compared, compare
from annotate.agreement.plan import TOKENS, Measured, plan
from annotate.agreement.ratings import pair_number
from annotate.agreement.tables import ComparisonTables, Items, Paired, Rated
from annotate.agreement.tokens import count_ways
from annotate.model import Document
from annotate.model.current import Record, drop_stale_records
from annotate.review.comparing import AUTHOR_STANCE, STANCE
from annotate.schema import Schema

UNKNOWN = "answers that the scheme does not have"

_TOGETHER = 20_000  # decisions that are compared at once


class Gathering:
    """Takes the documents one by one, and keeps numbers only.

    `left_out` counts what is not compared: decisions that do not fit their document, answers that the scheme does not have.
    """

    def __init__(self, schema: Schema, left_out: Counter[str], period: Period = "month") -> None:
        self._plan = tuple(plan(schema))
        self._left_out = left_out
        self._codes: dict[Measured, dict[Any, int]] = {
            one: {value: code for code, value in enumerate(one.values)} for one in self._plan
        }
        self._measured = {one.question: one for one in self._plan if one.scale != "masi"}
        self._rows: dict[Measured, list[Integers]] = {one: [] for one in self._plan}
        self._annotators: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self._grouped = Grouped(period)
        self._units = 0
        self._coding = self._begun()

    def add(self, document: Document, records: Iterable[Record]) -> None:
        """What was decided about a document. Raises AnnotateError for a decision that cannot be read."""
        sifted = drop_stale_records(document, records, self._left_out)
        self._coding.add(document, sifted)
        self._grouped.add(document, sifted)
        if len(self._coding) > _TOGETHER:
            self._compare()

    def evidence(self) -> ComparisonTables:
        self._compare()
        pairs = np.array([pair_number(*pair, len(self._annotators)) for pair in self._pairs], np.int64)
        return ComparisonTables(
            tuple(self._annotators),
            tuple(sorted(pairs.tolist())),
            self._grouped.sentences(),
            self._plan,
            {one: Rated(self._values(one), *self._columns(one, 5)) for one in self._plan if one.by == "unit"},
            {one: Paired(self._values(one), *_of_pairs(self._columns(one, 4), pairs)) for one in self._plan if one.by == "pair"},
            {one: Items(*_of_pairs(self._columns(one, 4), pairs)) for one in self._plan if one.by == "item"},
        )

    def _values(self, measured: Measured) -> tuple[Any, ...]:
        return measured.values or tuple(self._codes[measured])

    def _columns(self, measured: Measured, number: int) -> Integers:
        return np.concatenate([np.zeros((number, 0), np.int32), *self._rows.pop(measured)], 1)

    def _begun(self) -> Coding:
        asked: dict[str, list[str]] = {stage: [] for stage in ("sentence", "claim", "source", "stance")}
        for measured in self._plan:
            stage, name = measured.question
            if measured.by != "item" and measured.question not in (TOKENS, AUTHOR_STANCE) and name not in asked[stage]:
                asked[stage].append(name)
        return Coding(asked, self._annotators, len(self._grouped))

    def _compare(self) -> None:
        coding, self._coding = self._coding, self._begun()
        if not len(coding):
            return
        decisions, claims = coding.decisions(), coding.claims()
        for measured in self._plan:
            if measured.scale == "masi":
                codes = self._coded(measured, coding.sets(measured.question.name))[decisions.together]
            elif measured.question.stage == "sentence":
                codes = self._said(coding, measured)[decisions.answers]
            else:
                continue
            self._rate(measured, decisions.sentence, decisions.annotator, codes, decisions.sentence)
        ways = count_ways(coding, decisions, claims)
        sentence, annotator = decisions.sentence[ways.decision], decisions.annotator[ways.decision]
        self._rate(self._measured[TOKENS], self._units + ways.way, annotator, ways.inside, sentence, ways.times)
        self._units += int(ways.way.max(initial=-1)) + 1
        self._compare_pairs(coding, compare(coding, decisions, claims, coding.voices()))

    def _compare_pairs(self, coding: Coding, compared: Compared) -> None:
        pairs = [self._pairs.setdefault((one, other), len(self._pairs)) for one, other in compared.pairs.tolist()]
        where = np.stack([compared.sentence, np.array(pairs, np.int64)[compared.pair]])
        for question, items in compared.items.items():
            rows = np.concatenate([where[:, items.of], [items.both, items.same]])
            self._rows[self._measured[question]].append(rows.astype(np.int32))
        for measured in self._plan:
            if measured.by == "pair":
                answered, codes = compared.answers(measured.question), self._said(coding, measured)
                self._rate_pairs(measured, where[:, answered.of], codes[answered.one], codes[answered.other])

    def _said(self, coding: Coding, measured: Measured) -> Integers:
        """For each combination of answers in a stage, the code of the one to this question."""
        stage, name = measured.question if measured.question != AUTHOR_STANCE else STANCE
        return self._coded(measured, coding.answers[stage].to(name))

    def _coded(self, measured: Measured, answers: Iterable[Any]) -> Integers:
        """Answers as numbers, -1 where there is none; those that a closed question does not have come after those it has."""
        codes = self._codes[measured]
        return np.array([-1 if one is None else codes.setdefault(one, len(codes)) for one in answers], np.int64)

    def _rate(
        self, measured: Measured, unit: Integers, annotator: Integers, value: Integers, sentence: Integers, times: Any = 1
    ) -> None:
        rows = np.stack([unit, annotator, self._known(measured, value), sentence, np.broadcast_to(times, value.shape)])
        self._rows[measured].append(rows[:, rows[2] >= 0].astype(np.int32))

    def _rate_pairs(self, measured: Measured, where: Integers, one: Integers, other: Integers) -> None:
        """The answers of two annotators: what one of them left out is missing, not another answer."""
        rows = np.concatenate([where, [one, other]])[:, (one >= 0) & (other >= 0)]
        rows[2:] = self._known(measured, rows[2:])
        self._rows[measured].append(rows[:, (rows[2:] >= 0).any(0)].astype(np.int32))

    def _known(self, measured: Measured, value: Integers) -> Integers:
        """The values, -1 for those that the scheme does not have."""
        if not measured.values or not (unknown := value >= len(measured.values)).any():
            return value
        self._left_out[UNKNOWN] += int(unknown.sum())
        return np.where(unknown, -1, value)


def _of_pairs(columns: Integers, pairs: Integers) -> Integers:
    """The columns in the order of their pairs, which stand in the second one and get their numbers."""
    columns[1] = pairs[columns[1]]
    return columns[:, np.argsort(columns[1], kind="stable")]
