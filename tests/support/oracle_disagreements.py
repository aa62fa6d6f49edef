"""The oracle of `annotate.agreement.disagreements`: the same kinds and examples, found one comparison at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice

from annotate.agreement.disagreements import BOUNDARIES, ONE_ONLY, Disagreement, Example
from annotate.agreement.plan import AUTHOR_STANCE, CLAIMS, CUE, ENTITY, LABEL, MENTION, NAME, STAGES, STANCE, Question
from annotate.model import Document, Revision
from annotate.schema import Schema
from support.oracle import Comparison, compare_claims, compare_sentences
from support.oracle_readings import Reading, readings

_ASKED = frozenset({LABEL, CLAIMS, ENTITY, NAME, MENTION, STANCE, AUTHOR_STANCE, CUE})


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
        example = Example(
            document.id, sentence.id, document.sentences.index(sentence) + 1, text, annotators, _said(document, comparison)
        )
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
