"""What annotators disagree on, by kind and how often, with examples: what a guideline meeting talks about.

The sentences are those that are to be adjudicated, by `annotate.review.signature`; here they are compared one by one, so that
what overlaps is told as one thing that differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice

from annotate.agreement.plan import STAGES
from annotate.model import Document, Revision
from annotate.review.comparing import (
    AUTHOR_STANCE,
    CLAIMS,
    CUE,
    ENTITY,
    LABEL,
    MENTION,
    NAME,
    STANCE,
    Comparison,
    Question,
    compare_claims,
    compare_sentences,
)
from annotate.review.readings import Reading, readings
from annotate.schema import Schema

ONE_ONLY = "only one has it"
BOUNDARIES = "other boundaries"

_ASKED = frozenset({LABEL, CLAIMS, ENTITY, NAME, MENTION, STANCE, AUTHOR_STANCE, CUE})


@dataclass(frozen=True, slots=True)
class Example:
    """Where two annotators disagree: what each of them said (empty: nothing), in `text`, the claim or sentence it is about."""

    document: str
    sentence: str
    text: str
    annotators: tuple[str, str]
    said: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A kind of disagreement: the question, and which two answers stand against each other, whoever gave which.

    It happened `count` times where the question was compared `of` times.
    """

    stage: str
    question: str
    what: str
    count: int
    of: int
    examples: tuple[Example, ...]


def find_disagreements(
    documents: Iterable[Document],
    revisions: Iterable[Revision],
    schema: Schema,
    adjudicators: frozenset[str] = frozenset(),
    examples: int = 3,
) -> tuple[Disagreement, ...]:
    """The kinds of disagreement between every two annotators, the most frequent first.

    `revisions` are the newest of each sentence and annotator. Examples come from different documents as far as there are any.
    """
    asked = _ASKED | {Question(stage, name) for stage, noun in STAGES.items() for name in schema.decisive[noun]}
    compared: Counter[Question] = Counter()
    kinds: dict[tuple[Question, str], _Kind] = {}
    for document, of_document in readings(documents, revisions, adjudicators, Counter(), skips=True):
        for first, second in combinations(of_document, 2):
            for comparison in _told_once(_comparisons(first, second)):
                if comparison.question not in asked:
                    continue
                compared[comparison.question] += 1
                if not comparison.same:
                    kind = kinds.setdefault((comparison.question, _what(comparison)), _Kind())
                    kind.add(document, comparison, (first.annotator, second.annotator))
    found = (
        Disagreement(*question, what, kind.count, compared[question], tuple(kind.chosen(examples)))
        for (question, what), kind in kinds.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.count, one.stage, one.question, one.what)))


@dataclass(slots=True)
class _Kind:
    """How often a kind was met, and where: `first` in each document, `others` beside them."""

    count: int = 0
    first: dict[str, Example] = field(default_factory=dict)
    others: list[Example] = field(default_factory=list)

    def add(self, document: Document, comparison: Comparison, annotators: tuple[str, str]) -> None:
        self.count += 1
        sentence = document.sentences[comparison.sentence]
        marked = comparison.about[0] or comparison.about[1]
        text = marked.text if marked else document.text[sentence.start : sentence.end]
        example = Example(document.id, sentence.id, text, annotators, _said(document, comparison))
        if self.first.setdefault(document.id, example) is not example:
            self.others.append(example)

    def chosen(self, number: int) -> Iterator[Example]:
        return islice((*self.first.values(), *self.others), number)


def _comparisons(first: Reading, second: Reading) -> Iterator[Comparison]:
    yield from compare_sentences(first, second)
    yield from compare_claims(first, second)


def _told_once(comparisons: Iterable[Comparison]) -> Iterator[Comparison]:
    """The same, but that two sources which stand against each other are told as one: the claim's sources differ."""
    told: set[tuple[int, ...]] = set()
    for comparison in comparisons:
        if comparison.question != ENTITY or comparison.same:
            yield comparison
        elif (key := tuple(id(marked) for marked in comparison.about)) not in told:
            told.add(key)
            yield comparison


def _what(comparison: Comparison) -> str:
    if comparison.question == ENTITY:
        return "other sources"
    if comparison.question == NAME:
        return "other names"
    if comparison.first is None or comparison.second is None:
        return ONE_ONLY
    if comparison.question in (CLAIMS, MENTION, CUE):
        return BOUNDARIES
    return " / ".join(sorted(map(str, (comparison.first, comparison.second))))


def _said(document: Document, comparison: Comparison) -> tuple[str, str]:
    """What each of the two said, in words."""
    if comparison.question == ENTITY:
        first, second = (", ".join(voice.name for voice in marked.owners) if marked else "" for marked in comparison.about)
    elif comparison.question == CLAIMS:
        first, second = (marked.text if marked else "" for marked in comparison.about)
    elif comparison.question in (MENTION, CUE):
        first, second = (document.text[slice(*place)] if place else "" for place in (comparison.first, comparison.second))
    else:
        first, second = str(comparison.first), str(comparison.second)
    return first, second
