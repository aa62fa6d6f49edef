"""The kinds of disagreement between annotators, with counts and examples, as a guideline meeting discusses them.

The questions compared are those that make a sentence need adjudication (`annotate.review.signature`), on the same alignment of
annotators as agreement is computed from (`annotate.agreement.pairs`), so that what overlaps counts as one thing that differs.
Links are compared wherever both marked the later claim: one to a claim that only one of them has needs adjudication, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np

from annotate.agreement.encode import BY_AUTHOR, Encoder, codes
from annotate.agreement.intervals import Integers, Mask
from annotate.agreement.matching import Pieces
from annotate.agreement.pairs import ALONE, AlignedPairs, align_annotators, pair_annotators, same_mentions
from annotate.agreement.plan import (
    AUTHOR_STANCE,
    CLAIMS,
    CUE,
    ENTITY,
    LABEL,
    MENTION,
    NAME,
    RELATION,
    STAGES,
    STANCE,
    TARGET,
    Question,
    Stage,
    attributes_of,
)
from annotate.model import Document, Revision, answer_set, answer_text, normalized_name, revision_to_json
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.model.current import Record, drop_stale_records
from annotate.schema import Schema

ONE_ONLY: Final = "only one has it"
BOUNDARIES: Final = "other boundaries"
NOT_LINKED: Final = "none"
"""The relation of two claims according to an annotator who did not link them."""

SEPARATOR: Final = " / "
"""The sign between the two answers of a kind of disagreement; kinds without it are no answers of the scheme."""

REFERENCE: Final = ""
"""The name of the annotator whose decisions are gold, which nobody else has and which sorts first."""

_PORTION = 20_000  # records that are compared at once

_Article = tuple[Document, Sequence[tuple[int, str, Record]]]


@dataclass(frozen=True, slots=True)
class Example:
    """A place where two annotators disagree.

    `number` is that of the sentence, from 1, `text` the claim or sentence it is about, and `said` what each of them
    said, empty for one who said nothing.
    """

    document: str
    sentence: str
    number: int
    text: str
    annotators: tuple[str, str]
    said: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A kind of disagreement: the question and, in `what`, the two answers to it, in either order.

    It occurred `count` times among the `of` times that the question was compared.
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
    """Return the kinds of disagreement between every two annotators, the most frequent first.

    `revisions` are the newest of each sentence and annotator, in any order. `adjudicators` are left out. Of each kind there are
    up to so many `examples`, from different documents first.
    """
    by_document: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_document[revision.document].append(revision)
    articles = ((document, map(revision_to_json, by_document.pop(document.id, ()))) for document in documents)
    return find_disagreements_in(articles, schema, adjudicators, examples)


def find_disagreements_in(
    articles: Iterable[tuple[Document, Iterable[Record]]],
    schema: Schema,
    adjudicators: frozenset[str] = frozenset(),
    examples: int = 3,
) -> tuple[Disagreement, ...]:
    """Do the same for documents that come one by one, each with the records of the decisions on it.

    Raises:
        AnnotateError: A record cannot be read.
    """
    finder = DisagreementFinder(schema, examples)
    for document, records in articles:
        finder.add(document, (record for record in records if record["annotator"] not in adjudicators))
    return finder.disagreements()


@dataclass(slots=True)
class _Kind:
    """The number of times that a kind occurred, and examples: the `first` in each document, and `others`."""

    count: int = 0
    latest: int | None = None
    first: list[Example] = field(default_factory=list)
    others: list[Example] = field(default_factory=list)

    def add(self, document: int, example: Callable[[], Example], limit: int) -> None:
        """Count one more in a document, by its number; documents come in order, so `limit` examples of either sort suffice."""
        self.count += 1
        examples = self.others if document == self.latest else self.first
        self.latest = document
        if len(examples) < limit:
            examples.append(example())

    def examples(self, limit: int) -> tuple[Example, ...]:
        """Return the examples, from different documents first."""
        return tuple([*self.first, *self.others][:limit])


class Confusion(NamedTuple):
    """Two answers that two annotators gave to one question about the same thing; `one` is the one whose name sorts first."""

    question: Question
    one: str
    other: str
    said: str
    other_said: str


class DisagreementFinder:
    """Counts the disagreements in documents that are added one by one.

    Decisions of the annotator `REFERENCE` are gold: they are compared with those of all others, which counts in `confusions`
    only.

    Attributes:
        confusions: The number of times that two annotators gave two answers to a closed question, the same ones included.
        differing: The number of questions on which annotators differ in each sentence, by the id of the sentence.
    """

    def __init__(self, schema: Schema, examples: int) -> None:
        self.confusions: Counter[Confusion] = Counter()
        self.differing: Counter[str] = Counter()
        self._questions: dict[Stage, list[str]] = {
            stage: sorted(schema.decisive[noun] & {question.name for question in attributes_of(schema, stage)})
            for stage, noun in STAGES.items()
        }
        if schema.links is not None and schema.links.adjudicated:
            self._questions[RELATION.stage] = []
        self._examples = examples
        self._compared: Counter[Question] = Counter()
        self._kinds: dict[tuple[Question, str], _Kind] = {}
        self._articles: list[_Article] = []
        self._waiting = 0
        self._documents = 0  # in the portions before

    def add(self, document: Document, records: Iterable[Record]) -> None:
        """Add the newest decisions on a document."""
        current = drop_stale_records(document, records, Counter())
        decisions = Counter(index for index, _, _ in current)
        # Those who share no sentence are compared with nobody. Of the others all is kept: it may be where a source is named.
        shared = {annotator for index, annotator, _ in current if decisions[index] > 1}
        current = [row for row in current if row[1] in shared]
        self._articles.append((document, current))
        self._waiting += len(current)
        if self._waiting > _PORTION:
            self._compare()

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return the kinds of disagreement so far, the most frequent first."""
        self._compare()
        kinds = (
            Disagreement(*question, what, kind.count, self._compared[question], kind.examples(self._examples))
            for (question, what), kind in self._kinds.items()
        )
        return tuple(sorted(kinds, key=lambda kind: (-kind.count, kind.stage, kind.question, kind.what)))

    def _compare(self) -> None:
        articles, self._articles, self._waiting = self._articles, [], 0
        if any(current for _, current in articles):
            self._count(_Portion(articles, self._questions))
        self._documents += len(articles)

    def _count(self, portion: _Portion) -> None:
        for every in portion.comparisons():
            self.confusions.update(portion.confusions(every))
            comparison = every.where(~portion.of_reference(every))
            self._compared[comparison.question] += len(comparison.same)
            self.differing.update(portion.differing(comparison))
            for row in np.flatnonzero(~comparison.same).tolist():
                kind = self._kinds.setdefault((comparison.question, comparison.what(row)), _Kind())
                document = self._documents + portion.document_number(comparison, row)
                kind.add(document, partial(portion.example, comparison, row), self._examples)


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """All comparisons of one question in a portion, in order, as columns.

    `one` and `other` are what the two annotators of a `pair` have, `ALONE` for one who has nothing, and `words` puts that into
    words; `same` says where they agree. `claim` is the claim that a row is about, `ALONE` if it is about the sentence. `kind` is
    given if all disagreements on the question are of one kind; `closed` says that `one` and `other` number answers. `target` is
    the place of the earlier claim, if the question is about links.
    """

    question: Question
    sentence: Integers
    pair: Integers
    one: Integers
    other: Integers
    same: Mask
    claim: Integers
    words: Callable[[int], str]
    kind: str = ""
    closed: bool = False
    target: Integers | None = None

    def where(self, rows: Mask) -> _Comparison:
        """Return the comparison of some rows only."""
        if rows.all():
            return self
        columns = ("sentence", "pair", "one", "other", "same", "claim")
        target = None if self.target is None else self.target[rows]
        return replace(self, target=target, **{name: getattr(self, name)[rows] for name in columns})

    def what(self, row: int) -> str:
        """Return the kind of disagreement in a row."""
        if ALONE in (self.one[row], self.other[row]):
            return ONE_ONLY
        return self.kind or SEPARATOR.join(sorted(self.said(row)))

    def said(self, row: int) -> tuple[str, str]:
        """Return what each of the two annotators said."""
        one, other = (int(column[row]) for column in (self.one, self.other))
        return "" if one == ALONE else self.words(one), "" if other == ALONE else self.words(other)


# The order of comparisons decides which disagreements become examples, so it must not depend on how the portion was aligned. It
# is by document, by pair of annotators, then along the claims of the first annotator: matched claims come first, then those that
# only the first has, then those that only the second has. The sources of a claim follow the same order among themselves.
class _Portion:
    """The decisions on some documents, compared question by question."""

    def __init__(self, articles: Sequence[_Article], questions: Mapping[Stage, Sequence[str]]) -> None:
        self._documents = [document for document, _ in articles]
        self._first = np.cumsum([0, *(len(document.sentences) for document in self._documents)])
        # Annotators are numbered by name, so that the first of a pair is the one whose name sorts first.
        self._annotators = sorted({annotator for _, current in articles for _, annotator, _ in current})
        self._questions = questions
        self._encoder = encoder = self._encoded(articles)
        self._text, self._places = encoder.text(), encoder.places()
        self._decisions, self._claims, self._attributions = encoder.decisions(), encoder.claims(), encoder.attributions()
        self._links = encoder.links()
        self._aligned = align_annotators(encoder, self._decisions, self._claims, self._attributions, self._links)
        claims = self._aligned.claims
        order = np.lexsort((claims.other, claims.one, _side(claims), claims.of, self._document(self._aligned.sentence)))
        self._rank = np.argsort(order)

    def comparisons(self) -> Iterator[_Comparison]:
        """Yield the comparisons of each question that makes a sentence need adjudication."""
        return chain(self._of_sentences(), self._of_claims(), self._of_sources(), self._of_stances(), self._of_links())

    def document_number(self, comparison: _Comparison, row: int) -> int:
        """Return the number of the document that a comparison is in."""
        return int(self._document(comparison.sentence[row]))

    def example(self, comparison: _Comparison, row: int) -> Example:
        """Return a comparison as an example."""
        number = self.document_number(comparison, row)
        document, sentence = self._documents[number], int(comparison.sentence[row])
        one, other = (self._annotators[annotator] for annotator in self._aligned.pairs[comparison.pair[row]])
        claim = int(comparison.claim[row])
        text = self._text[slice(*self._encoder.bounds[sentence])] if claim == ALONE else self._claim_text(claim)
        if comparison.target is not None:
            text += f" → {self._target_text(int(comparison.target[row]))}"
        place = sentence - int(self._first[number])
        return Example(document.id, document.sentences[place].id, place + 1, text, (one, other), comparison.said(row))

    def of_reference(self, comparison: _Comparison) -> Mask:
        """Return where one of the two annotators is `REFERENCE`, whose name sorts first."""
        if not self._annotators or self._annotators[0] != REFERENCE:
            return np.zeros(len(comparison.pair), np.bool_)
        rows: Mask = np.array([0 in pair for pair in self._aligned.pairs.tolist()], np.bool_)[comparison.pair]
        return rows

    def confusions(self, comparison: _Comparison) -> dict[Confusion, int]:
        """Return how often each two annotators gave each two answers to a closed question."""
        if not comparison.closed or not len(comparison.pair):
            return {}
        columns = (comparison.pair, comparison.one, comparison.other)
        sizes = [int(column.max()) + 1 for column in columns]
        found: dict[Confusion, int] = {}
        cells, counts = np.unique(np.ravel_multi_index(columns, sizes), return_counts=True)
        rows = np.stack(np.unravel_index(cells, sizes), 1)
        for (pair, one, other), count in zip(rows.tolist(), counts.tolist(), strict=True):
            first, second = (self._annotators[annotator] for annotator in self._aligned.pairs[pair])
            said, other_said = comparison.words(one), comparison.words(other)
            found[Confusion(comparison.question, first, second, said, other_said)] = count
        return found

    def differing(self, comparison: _Comparison) -> dict[str, int]:
        """Return the sentences in which annotators differ, each with 1: a question counts once in a sentence."""
        differing = np.unique(comparison.sentence[~comparison.same])
        documents = self._document(differing)
        places = (differing - self._first[documents]).tolist()
        return {
            self._documents[document].sentences[place].id: 1 for document, place in zip(documents.tolist(), places, strict=True)
        }

    def _encoded(self, articles: Sequence[_Article]) -> Encoder:
        fixed = {question.stage: question.name for question in (LABEL, NAME, STANCE, RELATION)}
        questions: dict[str, Sequence[str]] = {
            stage: (*names, fixed[stage]) if stage in fixed else names for stage, names in self._questions.items()
        }
        questions["sentence"] = (*questions["sentence"], *questions.pop("article"))
        encoder = Encoder(questions, {name: number for number, name in enumerate(self._annotators)}, skips=True)
        for document, current in articles:
            encoder.add(document, current)
        return encoder

    def _of_sentences(self) -> Iterator[_Comparison]:
        met = pair_annotators(self._decisions)
        first = met.side == 0
        sentence, pair = self._decisions.sentence[met.decision[first]], met.pair[first]
        rows = AlignedPairs(np.arange(len(pair)), met.decision[first], met.other[first])
        rows = rows.where(np.lexsort((sentence, pair, self._document(sentence))))
        sentence_questions = [Question("sentence", name) for name in (LABEL.name, *self._questions["sentence"])]
        for question in (*sentence_questions, *(Question("article", name) for name in self._questions["article"])):
            given, words = self._answers("sentence", question.name, rows, self._decisions.answers)
            claim, same = np.full(len(given.of), ALONE), given.one == given.other
            where, of = sentence[given.of], pair[given.of]
            yield _Comparison(question, where, of, given.one, given.other, same, claim, words, closed=True)

    def _of_claims(self) -> Iterator[_Comparison]:
        claims = self._aligned.claims
        rows = self._ordered(AlignedPairs(np.arange(len(claims.of)), claims.one, claims.other))
        yield self._comparison(CLAIMS, rows, self._aligned.exact[rows.of], self._claim_text, BOUNDARIES)
        for name in self._questions["claim"]:
            yield self._answered(Question("claim", name), rows.where(rows.both), self._claims.answers)

    def _of_sources(self) -> Iterator[_Comparison]:
        attributions, claims, shared = self._attributions, self._aligned.claims, self._aligned.shared_sources()
        # Sources that only one of the two has are one disagreement for each claim, in which the claims' sources differ.
        same = shared.of[shared.both]
        of = np.concatenate([same, np.unique(shared.of[~shared.both])])
        agreed = np.arange(len(of)) < len(same)
        order = np.argsort(self._rank[of], kind="stable")
        entities = AlignedPairs(of, claims.one[of], claims.other[of]).where(order)
        yield self._comparison(ENTITY, entities, agreed[order], self._owners, "other sources")
        mentions = self._ordered(self._aligned.mentions)
        yield self._comparison(MENTION, mentions, same_mentions(attributions, mentions), self._mention, BOUNDARIES)
        recorded = self._ordered(self._aligned.recorded(attributions))
        name = codes(map(normalized_name, self._encoder.answers["source"].to(NAME.name)), {})
        names = recorded.of_each(attributions.source)
        yield self._comparison(NAME, recorded, name[names.one] == name[names.other], self._name, "other names")
        for question in self._questions["source"]:
            yield self._answered(Question("source", question), recorded, attributions.source)

    def _of_stances(self) -> Iterator[_Comparison]:
        attributions = self._attributions
        own, named = (self._ordered(rows) for rows in (self._aligned.own_stances(), self._aligned.named(attributions)))
        yield self._answered(AUTHOR_STANCE, own, attributions.stance)
        yield self._answered(STANCE, named, attributions.stance)
        stances = own + named
        stances = stances.where(np.argsort(self._rank[stances.of], kind="stable"))  # the author's before those of sources
        start, end = attributions.cue_start, attributions.cue_end
        cues = stances.where((start[stances.one] >= 0) & (start[stances.other] >= 0))
        same = (start[cues.one] == start[cues.other]) & (end[cues.one] == end[cues.other])
        yield self._comparison(CUE, cues, same, self._cue, BOUNDARIES)
        for name in self._questions["stance"]:
            yield self._answered(Question("stance", name), stances, attributions.stance)

    def _of_links(self) -> Iterator[_Comparison]:
        if RELATION.stage not in self._questions:
            return
        links, rows = self._links, self._ordered(self._aligned.links)
        labels: dict[Any, int] = {NOT_LINKED: 0}
        given = np.append(codes(self._encoder.answers[RELATION.stage].to(RELATION.name), labels)[links.answers], 0)
        place = links.place[np.where(rows.one == ALONE, rows.other, rows.one)]
        relations = AlignedPairs(rows.of, given[rows.one], given[rows.other])  # the last element is that of `ALONE`
        compared = self._comparison(RELATION, relations, relations.one == relations.other, list(labels).__getitem__)
        yield replace(compared, closed=True, target=place)
        linked = rows.both
        targets = rows.where(linked).of_each(links.place)
        compared = self._comparison(TARGET, targets, targets.one == targets.other, self._target_text, BOUNDARIES)
        yield replace(compared, target=place[linked])

    def _answered(self, question: Question, rows: AlignedPairs, combination: Integers) -> _Comparison:
        name = STANCE.name if question == AUTHOR_STANCE else question.name
        given, words = self._answers(question.stage, name, rows, combination)
        return replace(self._comparison(question, given, given.one == given.other, words), closed=True)

    def _answers(
        self, stage: str, name: str, rows: AlignedPairs, combination: Integers
    ) -> tuple[AlignedPairs, Callable[[int], str]]:
        """Return the codes of the answers to a question where both annotators gave one, and a function that words them."""
        known: dict[Any, int] = {}
        answers = codes(self._encoder.answers[stage].to(name), known)
        numbers = rows.of_each(combination)
        given = AlignedPairs(rows.of, answers[numbers.one], answers[numbers.other])
        return given.where((given.one >= 0) & (given.other >= 0)), [_worded(answer) for answer in known].__getitem__

    def _comparison(
        self, question: Question, rows: AlignedPairs, same: Mask, words: Callable[[int], str], kind: str = ""
    ) -> _Comparison:
        """Return a comparison of rows that belong to rows of the aligned claims."""
        aligned, of = self._aligned, rows.of
        claim = np.where(aligned.claims.one[of] == ALONE, aligned.claims.other[of], aligned.claims.one[of])
        return _Comparison(question, aligned.sentence[of], aligned.claims.of[of], rows.one, rows.other, same, claim, words, kind)

    def _ordered(self, rows: AlignedPairs) -> AlignedPairs:
        return rows.where(np.lexsort((rows.other, rows.one, _side(rows), self._rank[rows.of])))

    def _document(self, sentence: Integers) -> Integers:
        number: Integers = np.searchsorted(self._first, sentence, "right") - 1
        return number

    def _claim_text(self, claim: int) -> str:
        return self._place_text(self._encoder.pieces[claim])

    def _target_text(self, place: int) -> str:
        return self._place_text(self._places[place])

    def _place_text(self, pieces: Pieces) -> str:
        return PIECE_SEPARATOR.join(self._text[start:end] for start, end in pieces)

    def _owners(self, claim: int) -> str:
        owners = (self._attributions.claim == claim) & (self._attributions.owns > 0)
        return ", ".join(map(self._name, np.flatnonzero(owners).tolist()))

    def _name(self, attribution: int) -> str:
        if self._attributions.entity[attribution] == BY_AUTHOR:
            return "author"
        source = int(self._attributions.source[attribution])
        return str(self._encoder.answers["source"].to(NAME.name)[source]) if source >= 0 else ""

    def _mention(self, attribution: int) -> str:
        return self._text[self._attributions.start[attribution] : self._attributions.end[attribution]]

    def _cue(self, attribution: int) -> str:
        return self._text[self._attributions.cue_start[attribution] : self._attributions.cue_end[attribution]]


def _worded(answer: Any) -> str:
    return answer_text(answer_set(answer)) if isinstance(answer, frozenset) else str(answer)


def _side(rows: AlignedPairs) -> Integers:
    """Return 0 for a row that both annotators have, 1 for one that only the first has, 2 for one that only the second has."""
    side: Integers = np.where(rows.one == ALONE, 2, rows.other == ALONE)
    return side
