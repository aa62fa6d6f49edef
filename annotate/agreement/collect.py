"""Collection of the comparisons of all documents: each becomes a row of numbers in a table.

Documents come in one by one and only numbers are kept, so a project of any size is compared in portions. The tables can then be
summed up from many sides: overall, for two annotators, for a group of sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotate.agreement.encode import Encoder, codes
from annotate.agreement.grouping import Grouper, Grouping, Period, Sentences
from annotate.agreement.intervals import Integers, Mask
from annotate.agreement.pairs import PairComparisons, compare
from annotate.agreement.plan import AUTHOR_STANCE, LABEL, STAGES, STANCE, TOKENS, Measured, Question, plan
from annotate.agreement.ratings import Ratings, Sums, Tally, pair_number
from annotate.agreement.tokens import count_patterns
from annotate.model import Document
from annotate.model.current import LeftOut, Record, drop_stale_records
from annotate.schema import Schema
from annotate.schema.scheme import ARTICLE

_PORTION = 20_000  # decisions that are compared at once


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A part of the tables: one group of a grouping, or a pair of annotators, by their numbers; all of it if both are None."""

    grouping: Grouping | None = None
    group: int = 0
    pair: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """Ratings of units by everybody: one row per rating, the rows of a unit next to each other."""

    values: tuple[Any, ...]
    unit: Integers
    annotator: Integers
    value: Integers
    sentence: Integers
    weight: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """The answers of two annotators about the same thing, the lower number's first; -1 for one that cannot be compared.

    The rows of a `pair` of annotators are next to each other, in order.
    """

    values: tuple[Any, ...]
    sentence: Integers
    pair: Integers
    first: Integers
    second: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Things that either of two annotators marked, with rows as in `Paired`: do `both` have it, and is it the `same`?"""

    sentence: Integers
    pair: Integers
    both: Integers
    same: Integers


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonTables:
    """All comparisons. `pairs` are the annotators who both finished some sentence, numbered by `pair_number`."""

    annotators: tuple[str, ...]
    pairs: tuple[int, ...]
    sentences: Sentences
    plan: tuple[Measured, ...]
    rated: Mapping[Measured, Rated]
    paired: Mapping[Measured, Paired]
    items: Mapping[Measured, Items]

    def sums(self, measured: Measured) -> Sums | None:
        """Return the sums of the answers to a question; None if nobody answered it.

        If all sets of answers are empty, the question was not asked.
        """
        table = self.rated[measured] if measured in self.rated else self.paired[measured]
        if not len(table.sentence) or table.values == (frozenset(),):
            return None
        part, annotators = self.sentences.part[table.sentence], len(self.annotators)
        if isinstance(table, Paired):
            rated = np.stack([table.first, table.second]).astype(np.int64)
            return Sums.of_pairs(table.values, table.pair.astype(np.int64), part, rated, annotators)
        unit, annotator, value = (column.astype(np.int64) for column in (table.unit, table.annotator, table.value))
        return Ratings(table.values, unit, annotator, value, part, table.weight.astype(np.float64)).sums(annotators)

    def tally(self, sums: Sums, selection: Selection) -> Tally:
        """Return the sums of a part of the tables."""
        if selection.pair is not None:
            return sums.tally_of_pair(self.sentences.document, selection.pair)
        return sums.tally(self.sentences.document, self._parts(selection))

    def rows(self, items: Items, selection: Selection) -> Integers:
        """Return the rows of a part of the tables."""
        if selection.pair is not None:
            return np.arange(*np.searchsorted(items.pair, [selection.pair, selection.pair + 1]))
        parts = self._parts(selection)
        return np.arange(len(items.pair)) if parts is None else np.flatnonzero(parts[self.sentences.part[items.sentence]])

    def pair(self, number: int) -> tuple[int, int]:
        """Return the numbers of the two annotators of a pair."""
        return divmod(number, len(self.annotators))

    def shared_sentences(self) -> dict[str, int]:
        """Return the number of sentences that each annotator finished and somebody else did, too, by name."""
        labels = next(rated for measured, rated in self.rated.items() if measured.question == LABEL)
        shared = labels.annotator[self.sentences.several[labels.sentence]]
        return dict(zip(self.annotators, np.bincount(shared, minlength=len(self.annotators)).tolist(), strict=True))

    def documents(self, sentence: Integers) -> Integers:
        """Return the number of each sentence's document."""
        return self.sentences.document[self.sentences.part[sentence]]

    def _parts(self, selection: Selection) -> Mask | None:
        return None if selection.grouping is None else self.sentences.groups[selection.grouping] == selection.group


class Collector:
    """Compares the decisions on documents that are added one by one.

    `left_out` counts the decisions that are not about their document any more, and the answers that the scheme does not have.
    """

    def __init__(self, schema: Schema, left_out: Counter[LeftOut], period: Period = "month") -> None:
        self._plan = tuple(plan(schema))
        self._left_out = left_out
        self._codes: dict[Measured, dict[Any, int]] = {
            measured: {value: code for code, value in enumerate(measured.values)} for measured in self._plan
        }
        self._measured = {measured.question: measured for measured in self._plan if not measured.in_sentence}
        self._rows: dict[Measured, list[Integers]] = {measured: [] for measured in self._plan}
        self._annotators: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self._groups = Grouper(period)
        self._units = 0
        self._encoder = self._new_encoder()

    def add(self, document: Document, records: Iterable[Record]) -> None:
        """Add the newest decisions on a document.

        Raises:
            AnnotateError: A decision cannot be read.
        """
        current = drop_stale_records(document, records, self._left_out)
        self._encoder.add(document, current)
        self._groups.add(document, current)
        if len(self._encoder) > _PORTION:
            self._compare()

    def tables(self) -> ComparisonTables:
        """Return all comparisons so far; nothing can be added afterwards."""
        self._compare()
        pairs = np.array([pair_number(*pair, len(self._annotators)) for pair in self._pairs], np.int64)
        by = {kind: [measured for measured in self._plan if measured.by == kind] for kind in ("unit", "pair", "item")}
        return ComparisonTables(
            tuple(self._annotators),
            tuple(sorted(pairs.tolist())),
            self._groups.sentences(),
            self._plan,
            {measured: Rated(self._values(measured), *self._columns(measured, 5)) for measured in by["unit"]},
            {measured: Paired(self._values(measured), *_by_pair(self._columns(measured, 4), pairs)) for measured in by["pair"]},
            {measured: Items(*_by_pair(self._columns(measured, 4), pairs)) for measured in by["item"]},
        )

    def _values(self, measured: Measured) -> tuple[Any, ...]:
        return measured.values or tuple(self._codes[measured])

    def _columns(self, measured: Measured, number: int) -> Integers:
        return np.concatenate([np.zeros((number, 0), np.int32), *self._rows.pop(measured)], 1)

    def _new_encoder(self) -> Encoder:
        questions: dict[str, list[str]] = {stage: [] for stage in STAGES}
        for measured in self._plan:
            stage, name = _encoded(measured.question)
            if measured.by != "item" and measured.question not in (TOKENS, AUTHOR_STANCE):
                of_stage = questions.setdefault(stage, [])
                of_stage += [name] if name not in of_stage else []
        return Encoder(questions, self._annotators, len(self._groups))

    def _compare(self) -> None:
        encoder, self._encoder = self._encoder, self._new_encoder()
        if not len(encoder):
            return
        decisions, claims = encoder.decisions(), encoder.claims()
        for measured in self._plan:
            if measured.in_sentence:
                values = codes(encoder.sets(measured.question.name), self._codes[measured])[decisions.claim_answers]
            elif _encoded(measured.question)[0] == "sentence":
                values = self._answers(encoder, measured)[decisions.answers]
            else:
                continue
            self._add_ratings(measured, decisions.sentence, decisions.annotator, values, decisions.sentence)
        tokens = count_patterns(encoder, decisions, claims)
        sentence, annotator = decisions.sentence[tokens.decision], decisions.annotator[tokens.decision]
        unit = self._units + tokens.pattern
        self._add_ratings(self._measured[TOKENS], unit, annotator, tokens.inside, sentence, tokens.times)
        self._units += int(tokens.pattern.max(initial=-1)) + 1
        self._add_pairs(encoder, compare(encoder, decisions, claims, encoder.attributions()))

    def _add_pairs(self, encoder: Encoder, compared: PairComparisons) -> None:
        pairs = [self._pairs.setdefault((lower, higher), len(self._pairs)) for lower, higher in compared.pairs.tolist()]
        place = np.stack([compared.sentence, np.array(pairs, np.int64)[compared.pair]])
        for question, items in compared.items.items():
            rows = np.concatenate([place[:, items.of], [items.both, items.same]])
            self._rows[self._measured[question]].append(rows.astype(np.int32))
        for measured in self._plan:
            if measured.by == "pair":
                given, values = compared.answers(measured.question), self._answers(encoder, measured)
                self._add_answers(measured, place[:, given.of], values[given.one], values[given.other])

    def _answers(self, encoder: Encoder, measured: Measured) -> Integers:
        """Return the code of the answer to a question in each combination of answers of its stage.

        Answers that a closed question does not have are numbered after those it has.
        """
        stage, name = _encoded(measured.question)
        return codes(encoder.answers[stage].to(name), self._codes[measured])

    def _add_ratings(
        self, measured: Measured, unit: Integers, annotator: Integers, value: Integers, sentence: Integers, times: Any = 1
    ) -> None:
        rows = np.stack([unit, annotator, self._in_scheme(measured, value), sentence, np.broadcast_to(times, value.shape)])
        self._rows[measured].append(rows[:, rows[2] >= 0].astype(np.int32))

    def _add_answers(self, measured: Measured, place: Integers, one: Integers, other: Integers) -> None:
        """Add the answers of two annotators; an answer that one of them left out is missing, not another answer."""
        rows = np.concatenate([place, [one, other]])[:, (one >= 0) & (other >= 0)]
        rows[2:] = self._in_scheme(measured, rows[2:])
        self._rows[measured].append(rows[:, (rows[2:] >= 0).any(0)].astype(np.int32))

    def _in_scheme(self, measured: Measured, value: Integers) -> Integers:
        """Return the values, -1 for those that the scheme does not have."""
        if not measured.values or not (unknown := value >= len(measured.values)).any():
            return value
        self._left_out[LeftOut.UNKNOWN_ANSWERS] += int(unknown.sum())
        return np.where(unknown, -1, value)


def _encoded(question: Question) -> tuple[str, str]:
    """Return the stage and the name under which the answers to a question are encoded."""
    if question == AUTHOR_STANCE:
        return STANCE
    return "sentence" if question.stage == ARTICLE else question.stage, question.name


def _by_pair(columns: Integers, pairs: Integers) -> Integers:
    """Return the columns with the pairs in the second one numbered by `pairs`, sorted by these numbers."""
    columns[1] = pairs[columns[1]]
    return columns[:, np.argsort(columns[1], kind="stable")]
