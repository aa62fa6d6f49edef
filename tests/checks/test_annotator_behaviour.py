"""Warnings about an annotator's behaviour, at the limits that the constants set."""

from __future__ import annotations

import pytest

from annotate.checks.annotator_behaviour import (
    MIN_OFFERS,
    SKIMMING,
    WORDS_PER_MINUTE,
    accepts_everything,
    sentences_left,
    too_fast,
)
from annotate.checks.context import CheckContext, DocumentIndex
from annotate.model import Annotation, Block, Document, Origin, Sentence
from annotate.schema import Schema
from support.builders import make_revision

LINE = "Ten words stand here in this line and no more."


def document(number: int) -> DocumentIndex:
    text = "\n".join([LINE] * number)
    step = len(LINE) + 1
    sentences = tuple(Sentence(f"d:{n * step}", 0, n * step, n * step + len(LINE)) for n in range(number))
    return DocumentIndex(Document("d", "d.txt", "", text, (Block("paragraph", 0, len(text)),), sentences))


def cases(
    known: DocumentIndex, schema: Schema, labels: dict[int, str | None], origins: tuple[Origin, ...] = ()
) -> list[CheckContext]:
    made = []
    for number, label in labels.items():
        annotation = Annotation(label)
        revision = make_revision(known.document, number, annotation, origins=origins)
        made.append(CheckContext(revision, known, schema, "x"))
    return made


@pytest.mark.parametrize(
    ("number", "left", "told"),
    [
        (5, [1], [2]),
        (5, [1, 2], []),
        (5, [4], []),
        (20, [0, 7], [1, 8]),
        (20, [0, 7, 8], []),
        (20, [19], []),
        (1, [0], []),
        (5, [], []),
    ],
)
def test_what_is_left(number: int, left: list[int], told: list[int], schema: Schema) -> None:
    """One in ten may be left, one always; the last one says whether somebody went to the end."""
    known = document(number)
    done: dict[int, str | None] = {n: "no_claim" for n in range(number) if n not in left}
    found = list(sentences_left(cases(known, schema, done or {0: None})))
    assert [problem.message.split(" is ")[0] for problem in found] == [f"sentence {n}" for n in told]
    assert {problem.code for problem in found} <= {"sentence-left"}


def test_what_is_begun_is_left(schema: Schema) -> None:
    (problem,) = sentences_left(cases(document(3), schema, {0: "no_claim", 1: None, 2: "claim"}))
    assert "begun but not finished" in problem.message
    assert problem.sentence == "d:47"


def offered(*hows: str) -> tuple[Origin, ...]:
    return tuple(Origin(f"c{n}", how, f"clause/1@{n}-{n + 1}") for n, how in enumerate(hows))


@pytest.mark.parametrize(
    ("origins", "told"),
    [
        (offered(*["accepted"] * MIN_OFFERS), True),
        (offered(*["accepted"] * (MIN_OFFERS - 1)), False),
        (offered(*["accepted"] * MIN_OFFERS, "edited"), False),
        (offered(*["accepted"] * MIN_OFFERS, "rejected"), False),
        ((*offered(*["accepted"] * MIN_OFFERS), Origin("c99", "manual"), Origin("", "assisted")), True),
        (tuple(Origin(f"c{n}", "accepted", "clause/1@1-2") for n in range(MIN_OFFERS)), False),
        (tuple(Origin(f"c{n}.type", "accepted", f"future/{n}=event") for n in range(MIN_OFFERS)), False),
        (
            (
                *(Origin(f"c{n}", "accepted", f"clause/1@{n}-99") for n in range(MIN_OFFERS)),
                Origin("c1.type", "edited", "future/1=prediction"),
            ),
            False,
        ),
    ],
)
def test_who_accepts_everything(origins: tuple[Origin, ...], told: bool, schema: Schema) -> None:
    found = list(accepts_everything(cases(document(1), schema, {0: "claim"}, origins)))
    assert [problem.code for problem in found] == (["accepts-everything"] if told else [])


LIMIT = 100 * 60 / (SKIMMING * WORDS_PER_MINUTE)


@pytest.mark.parametrize(
    ("sentences", "seconds", "told"),
    [(10, LIMIT - 0.1, True), (10, LIMIT + 0.1, False), (9, 0.1, False), (10, 0.0, False), (20, LIMIT + 0.1, True)],
)
def test_faster_than_reading(sentences: int, seconds: float, told: bool, schema: Schema) -> None:
    labels: dict[int, str | None] = dict.fromkeys(range(sentences), "no_claim")
    found = list(too_fast(cases(document(sentences), schema, labels), seconds))
    assert [problem.code for problem in found] == (["too-fast"] if told else [])


def test_only_finished_sentences_have_been_read(schema: Schema) -> None:
    assert list(too_fast(cases(document(10), schema, {**dict.fromkeys(range(9), "no_claim"), 9: None}), 0.1)) == []
