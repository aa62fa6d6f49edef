"""Decisions on documents -> the evidence: every comparison becomes a row of numbers."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from annotate.model import ASSISTED, BLIND, Document
from annotate.review.aligning import ALONE
from annotate.review.coding import BY_AUTHOR, Claims, Coding, Decisions
from annotate.review.comparing import AUTHOR_STANCE, CLAIMS, ENTITY, MENTION, STANCE, TRIPLE, Question
from annotate.review.evidence import Evidence, Items, Mask, Paired, Parts, Rated
from annotate.review.figures import Integers
from annotate.review.pairing import Beside, meet, pair_claims, pair_mentions, pair_sources, put_voices
from annotate.review.plan import TOKENS, Measured, plan
from annotate.review.ratings import pair_number
from annotate.review.readings import SKIP
from annotate.review.sifting import Record, sift_records
from annotate.review.tokens import count_ways
from annotate.schema import Schema

GROUPINGS = ("block", "time", "suggestions", "blind")
"""What sentences are grouped by."""

Period = Literal["year", "month", "day"]
PERIODS: Mapping[Period, int] = {"year": 4, "month": 7, "day": 10}
"""How many characters of a time stamp tell one period from another."""

OFF = "suggestions off"
UNKNOWN = "answers that the scheme does not have"

_TAKEN = {"accepted", "edited"}
_TOGETHER = 50_000  # decisions that are compared at once
_SUGGESTIONS = ("none accepted", "accepted")
_SEEN = ("", BLIND, ASSISTED, "mixed", OFF)
_WAYS = {frozenset[str](): 0, frozenset({BLIND}): 1, frozenset({ASSISTED}): 2, frozenset({OFF}): 4}  # all others are mixed


class Gathering:
    """Takes the documents one by one, and keeps numbers only.

    `left_out` counts what is not compared: decisions that do not fit their document, answers that the scheme does not have.
    """

    def __init__(self, schema: Schema, left_out: Counter[str], period: Period = "month") -> None:
        self._plan = tuple(plan(schema))
        self._left_out, self._period = left_out, PERIODS[period]
        self._codes: dict[Measured, dict[Any, int]] = {
            one: {value: code for code, value in enumerate(one.values)} for one in self._plan
        }
        self._measured = {one.question: one for one in self._plan if one.scale != "masi"}
        self._rows: dict[Measured, list[Integers]] = {one: [] for one in self._plan}
        self._annotators: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self._names: dict[str, dict[str, int]] = {"block": {}, "time": {}}
        self._groups = {name: array("q") for name in GROUPINGS}
        self._document, self._several = array("q"), array("q")
        self._documents = self._units = 0
        self._coding = self._begun()

    def add(self, document: Document, records: Iterable[Record]) -> None:
        """What was decided about a document. Raises AnnotateError for a decision that cannot be read."""
        sifted = sift_records(document, records, self._left_out)
        self._coding.add(document, sifted)
        self._group(document, sifted)
        self._documents += 1
        if len(self._coding) > _TOGETHER:
            self._compare()

    def evidence(self) -> Evidence:
        self._compare()
        names = {**{name: tuple(found) for name, found in self._names.items()}, "suggestions": _SUGGESTIONS, "blind": _SEEN}
        document = np.array(self._document, np.int64)
        pairs = pair_number(*np.array([*self._pairs], np.int64).reshape(-1, 2).T, len(self._annotators))
        return Evidence(
            tuple(self._annotators),
            tuple(sorted(pairs.tolist())),
            self._documents,
            document,
            np.array(self._several, np.bool_),
            names,
            Parts.of_sentences(document, {name: np.array(codes, np.int64) for name, codes in self._groups.items()}),
            self._plan,
            {one: Rated(self._values(one), *self._columns(one, 5)) for one in self._plan if one.by == "unit"},
            {one: Paired(self._values(one), *_of_pairs(self._columns(one, 4), pairs)) for one in self._plan if one.by == "pair"},
            {one: Items(*_of_pairs(self._columns(one, 4), pairs)) for one in self._plan if one.by == "item"},
        )

    def _values(self, measured: Measured) -> tuple[Any, ...]:
        return measured.values or tuple(self._codes[measured])

    def _columns(self, measured: Measured, number: int) -> Integers:
        return np.concatenate([np.zeros((number, 0), np.int32), *self._rows.pop(measured)], 1)

    # -- sentence by sentence -------------------------------------------------------------------------------------------------

    def _begun(self) -> Coding:
        asked: dict[str, list[str]] = {stage: [] for stage in ("sentence", "claim", "source", "stance")}
        for measured in self._plan:
            stage, name = measured.question
            if measured.by != "item" and measured.question not in (TOKENS, AUTHOR_STANCE) and name not in asked[stage]:
                asked[stage].append(name)
        return Coding(asked, self._annotators, len(self._document))

    def _group(self, document: Document, sifted: Sequence[tuple[int, str, Record]]) -> None:
        """What each sentence is grouped by: with several annotators' decisions, the latest one says when."""
        number = len(document.sentences)
        finished, times, taken = [0] * number, [""] * number, [False] * number
        ways: list[set[str]] = [set() for _ in range(number)]
        for index, _, record in sifted:
            if record["annotation"].get("label") not in (None, SKIP):
                finished[index] += 1
                times[index] = max(times[index], record["created"][: self._period])
                hows = {origin["how"] for origin in record.get("origins", ())}
                taken[index] |= not hows.isdisjoint(_TAKEN)
                ways[index].add(ASSISTED if ASSISTED in hows else BLIND if BLIND in hows else OFF)
        kinds = [document.blocks[sentence.block].kind for sentence in document.sentences]
        for name, told in (("block", kinds), ("time", times)):
            known = self._names[name]
            self._groups[name].extend(known.setdefault(one, len(known)) for one in told)
        self._groups["suggestions"].extend(taken)
        self._groups["blind"].extend(_WAYS.get(frozenset(way), 3) for way in ways)
        self._document.extend([self._documents] * number)
        self._several.extend(one > 1 for one in finished)

    # -- what was said, many documents at once --------------------------------------------------------------------------------

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
        self._compare_claims(coding, decisions, claims)

    def _compare_claims(self, coding: Coding, decisions: Decisions, claims: Claims) -> None:
        """What `comparing.compare_claims` says of every two annotators."""
        voices, meetings = coding.voices(), meet(decisions)
        pairs = [self._pairs.setdefault((one, other), len(self._pairs)) for one, other in meetings.pairs.tolist()]
        marked = pair_claims(coding, claims, meetings)
        sentence = np.append(decisions.sentence[claims.decision], len(self._document))  # the last is that of `ALONE`
        where = np.stack([np.minimum(sentence[marked.one], sentence[marked.other]), np.array(pairs, np.int64)[marked.of]])
        exact = marked.both & (claims.place[marked.one] == claims.place[marked.other])
        self._mark(CLAIMS, where, marked.both, exact)

        owners = put_voices(marked, voices, voices.owns > 0)
        mentions = pair_mentions(voices, owners.where(marked.both[owners.key] & (voices.start[owners.voice] >= 0)))
        here = (voices.start[mentions.one] == voices.start[mentions.other]) & (
            voices.end[mentions.one] == voices.end[mentions.other]
        )
        self._mark(MENTION, where[:, mentions.of], mentions.both, mentions.both & here)

        sources = pair_sources(coding, voices, owners)
        shared = sources.where(marked.both[sources.of])  # elsewhere the claim is what is disagreed on, not its source
        self._mark(ENTITY, where[:, shared.of], shared.both, shared.both)
        label = self._said(coding, self._measured[STANCE])[voices.stance]
        whole = sources.both & exact[sources.of] & (label[sources.one] == label[sources.other])
        self._mark(TRIPLE, where[:, sources.of[whole]], whole[whole], whole[whole])
        for side in (sources.one, sources.other):  # each one's own
            alone = (side != ALONE) & ~whole
            self._mark(TRIPLE, where[:, sources.of[alone]], whole[alone], whole[alone])

        authors = pair_sources(coding, voices, put_voices(marked, voices, voices.entity == BY_AUTHOR))
        authors = authors.where(authors.both)
        named = sources.where(sources.both & (voices.entity[sources.one] != BY_AUTHOR))
        known = named.where((voices.source[named.one] >= 0) & (voices.source[named.other] >= 0))
        claimed = Beside(np.arange(len(exact)), marked.one, marked.other).where(marked.both)
        compared = {
            "claim": (claimed, claims.answers),
            "source": (known, voices.source),
            "stance": (named + authors, voices.stance),
        }
        alike = {STANCE: (named, voices.stance), AUTHOR_STANCE: (authors, voices.stance)}
        for measured in self._plan:
            if measured.by == "pair":
                beside, answers = alike.get(measured.question) or compared[measured.question.stage]
                codes = self._said(coding, measured)
                one, other = codes[answers[beside.one]], codes[answers[beside.other]]
                self._rate_pairs(measured, where[:, beside.of], one, other)

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

    def _mark(self, question: Question, where: Integers, both: Mask, same: Mask) -> None:
        self._rows[self._measured[question]].append(np.concatenate([where, [both, same]]).astype(np.int32))


def _of_pairs(columns: Integers, pairs: Integers) -> Integers:
    """The columns in the order of their pairs, which stand in the second one and get their numbers."""
    columns[1] = pairs[columns[1]]
    return columns[:, np.argsort(columns[1], kind="stable")]
