"""Learned answers to the closed questions about a claim, a source and a stance, and the label of a stance.

Each question has a small classifier: multinomial logistic regression on the words of the claim, its cue and its source, with the
rules' answer among the features. It answers only where its probability is so high that, in articles it had not seen, it was right
in `PRECISION` of the cases, and more often than the rules; elsewhere the rules' answer stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple
from zlib import crc32

import numpy

from annotate.model import AUTHOR, Annotation, Answer, Document, Prediction, Source, Span
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.schema.wellknown import LABEL
from annotate.suggestions.learned.linear import Floats, Ints, fit_hashed, softmax
from annotate.suggestions.rules.answers import AnswerRules

PRECISION = 0.9
"""The share of right answers that a classifier must have reached in unseen articles where it answers."""

MIN_ANSWERS = 40
"""The labelled answers to a question below which nothing is learned about it."""

_SIZE = 1 << 12
_FEATURES = 48
_FOLDS = 4
_MAX_CLASSES = 20
_EPOCHS = 12
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%$€£]")
_THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

Labelled = Iterable[tuple[Document, Mapping[str, Annotation]]]
"""Documents with the annotations of their labelled sentences, by sentence id."""


class Classifier(NamedTuple):
    """The classifier of a question, such as ``claim.type``.

    classes: the answers, in the order of the columns of `weights`.
    threshold: the least probability with which it answers.
    right, rules_right, cases: of the labelled answers in unseen articles where its probability was that high, the number, and how
        many the classifier and the rules had right.
    total: the number of labelled answers.
    """

    question: str
    classes: tuple[Answer, ...]
    weights: Floats
    threshold: float
    right: int
    rules_right: int
    cases: int
    total: int

    def described(self) -> dict[str, Any]:
        """Return all but the weights, as JSON."""
        described = {**self._asdict(), "classes": list(self.classes)}
        del described["weights"]
        return described


class Case(NamedTuple):
    """A labelled answer, with its features and the answer of the rules; `sentence` and `text` say what it is about."""

    question: str
    answer: Answer
    features: tuple[int, ...]
    rules: Answer | None
    sentence: str = ""
    text: str = ""


class Guess(NamedTuple):
    """The answer of a classifier to a case that it has not seen, and its probability."""

    case: Case
    answer: Answer
    chance: float


def _hashed(names: Iterable[str]) -> tuple[int, ...]:
    places = [crc32(name.encode("utf-8", "surrogatepass")) % (_SIZE - 1) + 1 for name in names][:_FEATURES]
    return (*places, *[0] * (_FEATURES - len(places)))


def claim_features(
    document: Document, spans: Sequence[Span], cue: Span | None, stance: str, rules: Mapping[str, Prediction]
) -> tuple[int, ...]:
    """Return the features of a claim: the rules' answers, its cue, its stance, and its words, the first ones by place."""
    del document
    words = [word.lower() for word in _WORD.findall(PIECE_SEPARATOR.join(span.text for span in spans))]
    names = [f"rule {name}={prediction.value} {prediction.rule}" for name, prediction in rules.items()]
    names += [f"stance {stance}", f"first {' '.join(words[:1])}", f"second {' '.join(words[1:2])}"]
    names += [f"cue {word.lower()}" for word in _WORD.findall(cue.text if cue else "")[:4]]
    names += [f"digit {any(character.isdigit() for word in words for character in word)}"]
    names += [f"word {word}" for word in dict.fromkeys(words)]
    names += [f"pair {one} {two}" for one, two in pairwise(words)]
    return _hashed(names)


def source_features(source: Source, rules: Mapping[str, Prediction]) -> tuple[int, ...]:
    """Return the features of a source: the rules' answers, and the words of its name and its mention."""
    mention = source.mention.text if source.mention else ""
    names = [f"rule {name}={prediction.value}" for name, prediction in rules.items() if prediction.closed]
    for place, text in (("mention", mention), ("name", source.name)):
        words = _WORD.findall(text)
        names += [f"{place} {word.lower()}" for word in words[:8]]
        names += [f"{place} last {words[-1].lower()}", f"{place} ending {words[-1][-3:].lower()}"] if words else []
        names += [f"{place} capitals {sum(word[0].isupper() for word in words)} of {min(len(words), 5)}"]
    return _hashed(names)


def cases(labelled: Labelled, questions: Sequence[str]) -> list[list[Case]]:
    """Return the labelled answers to some questions, such as ``claim.type``, for each document."""
    return [list(_cases_of(document, annotations, {*questions})) for document, annotations in labelled]


def _cases_of(document: Document, annotations: Mapping[str, Annotation], questions: set[str]) -> Iterator[Case]:
    rules = AnswerRules(document)
    for sentence, annotation in annotations.items():
        stances = {stance.claim: stance for stance in reversed(annotation.stances) if stance.source != AUTHOR}
        sources = {source.id: source for source in annotation.sources}
        for claim in annotation.claims:
            stance = stances.get(claim.id)
            label, cue = (stance.label, stance.cue) if stance else ("", None)
            by_rule = rules.claim(claim.spans, label, cue)
            features = claim_features(document, claim.spans, cue, label, by_rule)
            about = (sentence, PIECE_SEPARATOR.join(span.text for span in claim.spans))
            yield from _answered("claim", claim.attributes, features, by_rule, questions, about)
            if stance is not None:
                by_rule = rules.stance(claim.spans)
                unlabelled = claim_features(document, claim.spans, cue, "", by_rule)
                answers = {LABEL: stance.label, **stance.attributes}
                yield from _answered("stance", answers, unlabelled, by_rule, questions, about)
        for stance in stances.values():
            source = sources.get(stance.source)
            if source is not None and source.mention is not None:
                by_rule = rules.source(source)
                features = source_features(source, by_rule)
                yield from _answered("source", source.attributes, features, by_rule, questions, (sentence, source.name))


def _answered(
    noun: str,
    answers: Mapping[str, Answer],
    features: tuple[int, ...],
    rules: Mapping[str, Prediction],
    questions: set[str],
    about: tuple[str, str],
) -> Iterator[Case]:
    for name, answer in answers.items():
        if f"{noun}.{name}" in questions and not isinstance(answer, tuple):  # a classifier gives one answer
            yield Case(f"{noun}.{name}", answer, features, rules[name].value if name in rules else None, *about)


def fit_answers(labelled: Labelled, questions: Sequence[str], *, seed: int = 0) -> tuple[Classifier, ...]:
    """Return the classifiers that are better than the rules in articles they have not seen; see the module."""
    by_document = cases(labelled, questions)
    fitted = (
        fit_question(question, [[c for c in many if c.question == question] for many in by_document], seed=seed)
        for question in questions
    )
    return tuple(classifier for classifier in fitted if classifier is not None)


def fit_question(question: str, by_document: Sequence[Sequence[Case]], *, seed: int = 0) -> Classifier | None:
    """Return a classifier for a question from the cases of each document; None if it would not be better than the rules."""
    guesses = unseen_guesses(by_document, seed=seed)
    every = [case for many in by_document for case in many]
    classes = _classes(every)
    for threshold in _THRESHOLDS:
        sure = [(case, answer) for case, answer, chance in guesses if chance >= threshold]
        right = sum(answer == case.answer for case, answer in sure)
        rules = sum(case.rules == case.answer for case, _ in sure)
        changed = sum((answer == case.answer) != (case.rules == case.answer) for case, answer in sure)
        if sure and right >= PRECISION * len(sure) and right - rules > sqrt(changed):
            return Classifier(question, classes, _fit(every, classes, seed), threshold, right, rules, len(sure), len(every))
    return None


def unseen_guesses(by_document: Sequence[Sequence[Case]], *, seed: int = 0) -> list[Guess]:
    """Return what classifiers answer to cases of documents that they have not seen; nothing if there are too few."""
    documents = [many for many in by_document if many]
    every = [case for many in documents for case in many]
    classes = _classes(every)
    folds = min(_FOLDS, len(documents))
    if len(every) < MIN_ANSWERS or folds < 2 or not 2 <= len(classes) <= _MAX_CLASSES:
        return []
    guesses: list[Guess] = []
    for fold in range(folds):
        seen = [case for place, many in enumerate(documents) if place % folds != fold for case in many]
        unseen = [case for many in documents[fold::folds] for case in many]
        found = _guess(_fit(seen, classes, seed), classes, unseen)
        guesses += [Guess(case, *guess) for case, guess in zip(unseen, found, strict=True)]
    return guesses


def _classes(every: Sequence[Case]) -> tuple[Answer, ...]:
    return tuple(dict.fromkeys(sorted((case.answer for case in every), key=str)))


def _matrix(many: Sequence[Case]) -> Ints:
    return numpy.array([case.features for case in many], dtype=numpy.int64)


def _fit(many: Sequence[Case], classes: Sequence[Answer], seed: int) -> Floats:
    labels = numpy.array([classes.index(case.answer) for case in many], dtype=numpy.int64)
    return fit_hashed(_matrix(many), labels, _SIZE, len(classes), seed=seed, epochs=_EPOCHS, decay=1e-3)


def _guess(weights: Floats, classes: Sequence[Answer], many: Sequence[Case]) -> list[tuple[Answer, float]]:
    chances = softmax(weights[_matrix(many)].sum(axis=1))
    return [(classes[int(row.argmax())], float(row.max())) for row in chances]


@dataclass(frozen=True)
class LearnedAnswers:
    """Answers about one document: those of the classifiers where they are sure, elsewhere those of the rules."""

    rules: AnswerRules
    classifiers: Mapping[str, Classifier]
    version: str
    _known: dict[tuple[object, ...], Mapping[str, Prediction]] = field(default_factory=dict, compare=False, repr=False)

    def claim(self, spans: Sequence[Span], stance: str = "", cue: Span | None = None) -> Mapping[str, Prediction]:
        """Return the answers about a claim by question."""
        key = (tuple((span.start, span.end) for span in spans), stance, (cue.start, cue.end) if cue else None)
        if key not in self._known:  # a screen shows the same claim again and again
            by_rule = self.rules.claim(spans, stance, cue)
            features = claim_features(self.rules.document, spans, cue, stance, by_rule)
            self._known[key] = {**by_rule, **self._learned("claim", features)}
        return self._known[key]

    def source(self, source: Source) -> Mapping[str, Prediction]:
        """Return the answers about a source by question, from its mention."""
        by_rule = self.rules.source(source)
        if source.mention is None:
            return by_rule
        return {**by_rule, **self._learned("source", source_features(source, by_rule))}

    def stance(self, spans: Sequence[Span]) -> Mapping[str, Prediction]:
        """Return the answers about a stance on a claim by question."""
        by_rule = self.rules.stance(spans)
        learned = self._learned("stance", claim_features(self.rules.document, spans, None, "", by_rule))
        return {**by_rule, **{name: prediction for name, prediction in learned.items() if name != LABEL}}

    def label(self, spans: Sequence[Span], cue: Span | None) -> str | None:
        """Return the label of the stance of a claim's source, None if that is not learned."""
        features = claim_features(self.rules.document, spans, cue, "", self.rules.stance(spans))
        prediction = self._learned("stance", features).get(LABEL)
        return str(prediction.value) if prediction else None

    def _learned(self, noun: str, features: tuple[int, ...]) -> dict[str, Prediction]:
        answers = {}
        for path, classifier in self.classifiers.items():
            if path.partition(".")[0] != noun:
                continue
            chances = softmax(classifier.weights[list(features)].sum(axis=0, keepdims=True))[0]
            best = int(chances.argmax())
            if chances[best] >= classifier.threshold:
                reason = f"your labels, {chances[best]:.0%} sure"
                answers[path.partition(".")[2]] = Prediction(classifier.classes[best], f"model/{self.version}", reason)
        return answers
