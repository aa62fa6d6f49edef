"""Suggestions measured against gold or one annotator.

They are those of rules, the model, language models and other programs, or the labels of whoever labelled the same. The model is
measured on articles that it has not seen: it is trained again without each part of the articles in turn. A language model is
measured on the articles that it was asked about, none of whose labels it was shown. Only sentences for which nobody saw
suggestions count, unless others are asked for: people tend to accept what they are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from annotate.agreement.intervals import Resampling, resampling
from annotate.agreement.matching import overlap
from annotate.errors import AnnotateError
from annotate.model import ASSISTED, AUTHOR, Annotation, Answer, Document, Suggestion
from annotate.model.annotations import exposure
from annotate.model.current import drop_stale
from annotate.model.ids import is_language_model
from annotate.project.decisions import gold_of, require_known
from annotate.project.imported_suggestions import Answers, NoAnswers, SuggestionFile, by_sentence
from annotate.project.learning import labelled_annotations, labels_of, make_model, suggested
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL
from annotate.store import Store
from annotate.suggestions import AnswerRules
from annotate.suggestions.learned.answers import LearnedAnswers
from annotate.suggestions.learned.labels import Offsets, words_in
from annotate.suggestions.learned.model import LearnedModel

RULES, MODEL = "rules", "model"
"""The names of our own suggestions; any other is that of stored suggestions or of an annotator."""

LLM = "llm"
"""The name of all language models that were asked."""

SAME = 0.5
"""The share of the characters of two claims that both must have to be the same one."""

_FOLDS = 4
_LEADING = ("that", "and", "but", "dass", "und", "aber")

Labelled = list[tuple[Document, dict[str, Annotation]]]


class Item(NamedTuple):
    """A claim as it is measured: its pieces, its source's mention, True if it has a source, and answers by question."""

    pieces: tuple[Offsets, ...]
    mention: Offsets | None
    attributed: bool
    answers: Mapping[str, Answer]


class Score(NamedTuple):
    """Precision, recall and F1 with a 95 % interval (of resampled articles), and what they are made of."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    right: int
    found: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The score of a system at one stage: ``content`` (words), ``claim`` (exactly), ``source`` (words), or a question.

    label: the label that the score is of, such as ``event``; empty for all of them.
    """

    system: str
    stage: str
    label: str
    score: Score


class CurvePoint(NamedTuple):
    """The scores of a model made of so many sentences, on articles that it has not seen."""

    sentences: int
    content: Score
    claim: Score


class Covered(NamedTuple):
    """The numbers of articles and sentences that one system was measured on, as it has no suggestions for the others."""

    system: str
    articles: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of systems, with the numbers of articles, sentences and claims that they were measured on.

    partial: the systems that were measured on some of the articles only.
    curve: the learning curve of the model, if it was asked for; its first point, of no sentences, is the rules.
    """

    against: str
    blind: bool
    articles: int
    sentences: int
    claims: int
    scores: tuple[Measured, ...]
    curve: tuple[CurvePoint, ...] = ()
    partial: tuple[Covered, ...] = ()


def evaluate(
    store: Store,
    schema: Schema,
    suggestions: SuggestionFile,
    *,
    systems: Sequence[str] = (),
    annotator: str | None = None,
    blind: bool = True,
    curve: bool = False,
    seed: int = 0,
) -> Evaluation:
    """Measure systems against gold, or against what one annotator decided.

    Args:
        store: The store.
        schema: The label scheme.
        suggestions: The suggestions of language models and other programs.
        systems: What is measured: ``rules``, ``model``, ``llm`` for all language models, the name of one of them or of another
            program with suggestions, or that of an annotator. By default rules, model, and all that have suggestions.
        annotator: The annotator whose decisions are right; None for the gold.
        blind: Measure only on sentences for which nobody saw suggestions.
        curve: Make the learning curve as well.
        seed: The seed of the model and of the resampling.

    Raises AnnotateError if there is nothing to measure on, and StoreError if an annotator is not known.
    """
    coverage = suggestions.coverage()
    asked_for = tuple(name for system in systems for name in _systems(system, coverage))
    people = [system for system in asked_for if system not in (RULES, MODEL, *coverage)]
    for name in (annotator, *people):
        require_known(store, None, name)
    gold = list(labelled_annotations(store, schema, annotator, without=people))
    chosen = [(document, _counted(store, document, labels, blind=blind)) for document, labels in gold]
    chosen = [(document, labels) for document, labels in chosen if labels]
    if not chosen:
        hint = "; --all-sentences measures on those labelled with suggestions, too" if gold and blind else ""
        kind = "without suggestions" if blind else "at all"
        raise AnnotateError(f"no sentence to measure on: none was labelled {kind}{hint}")
    scores: list[Measured] = []
    partial_ones: list[Covered] = []
    for system in dict.fromkeys(asked_for or (RULES, MODEL, *sorted(coverage))):
        covered = [pair for pair in chosen if system not in coverage or pair[0].text_sha256 in coverage[system]]
        if not covered and not systems:
            continue
        if not covered:
            raise AnnotateError(f"{system} has no suggestions for an article with labels to measure on")
        if len(covered) < len(chosen):
            partial_ones.append(Covered(system, len(covered), sum(len(labels) for _, labels in covered)))
        predict = _predictions(system, store, schema, gold, seed, suggestions if system in coverage else None)
        scores += _measure(system, covered, predict, seed)
    return Evaluation(
        annotator or "gold",
        blind,
        len(chosen),
        sum(len(labels) for _, labels in chosen),
        sum(len(annotation.claims) for _, labels in chosen for annotation in labels.values()),
        tuple(scores),
        tuple(_curve(gold, {document.id: labels for document, labels in chosen}, schema, seed)) if curve else (),
        tuple(partial_ones),
    )


def _systems(name: str, coverage: Mapping[str, object]) -> tuple[str, ...]:
    """Return the systems that a name stands for. Raises AnnotateError if it stands for language models, and none was asked."""
    if name != LLM:
        return (name,)
    models = tuple(sorted(filter(is_language_model, coverage)))
    if not models:
        raise AnnotateError("no language model was asked yet; `annotate suggest --llm` asks one")
    return models


def _counted(store: Store, document: Document, labels: Mapping[str, Annotation], *, blind: bool) -> dict[str, Annotation]:
    """Return the labels of the sentences that count."""
    if not blind:
        return dict(labels)
    revisions = drop_stale(document, store.current(document.id), Counter())
    assisted = {revision.sentence for revision in revisions if exposure(revision.origins) == ASSISTED}
    return {sentence: annotation for sentence, annotation in labels.items() if sentence not in assisted}


# -- what each system says --------------------------------------------------------------------------------------------

Items = Mapping[str, Sequence[Item]]
"""The claims of each sentence, by sentence id."""


def items_of(annotation: Annotation) -> list[Item]:
    """Return the claims of an annotation as they are measured."""
    sources = {source.id: source for source in annotation.sources}
    stances = {stance.claim: stance for stance in reversed(annotation.stances) if stance.source != AUTHOR}
    items = []
    for claim in annotation.claims:
        answers = {f"claim.{name}": value for name, value in claim.attributes.items()}
        stance = stances.get(claim.id)
        source = sources.get(stance.source) if stance else None
        if stance is not None:
            answers |= {f"stance.{name}": value for name, value in ((LABEL, stance.label), *stance.attributes.items())}
        if source is not None:
            answers |= {f"source.{name}": value for name, value in source.attributes.items()}
        mention = (source.mention.start, source.mention.end) if source and source.mention else None
        items.append(Item(tuple((span.start, span.end) for span in claim.spans), mention, stance is not None, answers))
    return items


def suggested_item(suggestion: Suggestion, predictor: AnswerRules | LearnedAnswers | Answers) -> Item:
    """Return a suggestion, with its predicted answers, as it is measured."""
    source = suggestion.source
    label = suggestion.label if source else ""
    predicted = predictor.claim(suggestion.spans, label, suggestion.cue)
    answers: dict[str, Answer] = {f"claim.{name}": prediction.value for name, prediction in predicted.items()}
    if source is not None:
        known = {name: prediction.value for name, prediction in predictor.stance(suggestion.spans).items()}
        described = {name: prediction.value for name, prediction in predictor.source(source).items()}
        answers |= {f"stance.{name}": value for name, value in ({LABEL: label} | known | dict(suggestion.attributes)).items()}
        answers |= {f"source.{name}": value for name, value in ({**source.attributes} | described).items()}
    mention = (source.mention.start, source.mention.end) if source and source.mention else None
    return Item(tuple((span.start, span.end) for span in suggestion.spans), mention, source is not None, answers)


def _predictions(
    system: str, store: Store, schema: Schema, gold: Labelled, seed: int, suggestions: SuggestionFile | None
) -> Callable[[Document], Items]:
    """Return what a system says of a document; `suggestions` has what it says if that is stored."""
    if suggestions is not None:
        return partial(_stored, suggestions, system)
    if system == RULES:
        return _by_rules
    if system == MODEL:
        return _by_models(gold, schema, seed)
    return partial(_by_annotator, store, schema, system)


def _by_rules(document: Document) -> Items:
    answers = AnswerRules(document)
    return {id: [suggested_item(suggestion, answers) for suggestion in several] for id, several in suggested(document).items()}


def _by_models(gold: Labelled, schema: Schema, seed: int) -> Callable[[Document], Items]:
    """Return what models say of documents, each of which was not among those that the model was made of."""
    folds = min(_FOLDS, len(gold))
    if folds < 2:
        raise AnnotateError("the model cannot be measured on one article; label a second one, or leave out --system model")
    models = [
        make_model([one for place, one in enumerate(gold) if place % folds != fold], schema, seed=seed) for fold in range(folds)
    ]
    fold_of = {document.id: place % folds for place, (document, _) in enumerate(gold)}

    return lambda document: _by_model(models[fold_of[document.id]], document)


def _by_model(model: LearnedModel, document: Document) -> Items:
    answers = model.answers(document)
    return {id: [suggested_item(s, answers) for s in several] for id, several in suggested(document, model).items()}


def _stored(suggestions: SuggestionFile, system: str, document: Document) -> Items:
    """Return what a program suggested, with its own answers and no others."""
    own = [item for item in suggestions.read(document) if item.suggestion.rule == system]
    predictor = Answers(own, NoAnswers())
    return {
        id: [suggested_item(suggestion, predictor) for suggestion in several]
        for id, several in by_sentence(document, own).items()
    }


def _by_annotator(store: Store, schema: Schema, name: str, document: Document) -> Items:
    labels = labels_of(gold_of(store, document, schema, name))
    return {sentence: items_of(annotation) for sentence, annotation in labels.items()}


# -- scores -----------------------------------------------------------------------------------------------------------

Key = tuple[str, str]
Counts = Counter[tuple[Key, str]]


def compare(text: str, gold: Sequence[Item], found: Sequence[Item]) -> Counts:
    """Return the counts of a sentence: for each stage and label what is right, found and wanted."""
    counts: Counts = Counter()

    def add(stage: str, label: str, right: int, given: int, wanted: int) -> None:
        counts.update({((stage, label), "right"): right, ((stage, label), "found"): given, ((stage, label), "wanted"): wanted})

    content = [[words_in(text, item.pieces, _LEADING) for item in items] for items in (gold, found)]
    ours, theirs = (frozenset[int]().union(*words) for words in reversed(content))
    add("content", "", len(ours & theirs), len(ours), len(theirs))
    exact = Counter(zip(content[0], (item.attributed for item in gold), strict=True))
    exact_found = Counter(zip(content[1], (item.attributed for item in found), strict=True))
    add("claim", "", (exact & exact_found).total(), exact_found.total(), exact.total())
    mentions = [words_in(text, [item.mention for item in items if item.mention]) for items in (gold, found)]
    add("source", "", len(mentions[0] & mentions[1]), len(mentions[1]), len(mentions[0]))
    left = list(found)
    for item in gold:
        same = max(
            (other for other in left if _is_same(item, other)), key=lambda other: overlap(item.pieces, other.pieces), default=None
        )
        if same is None:
            continue
        left.remove(same)
        for question in {*item.answers, *same.answers}:
            answer, guess = item.answers.get(question), same.answers.get(question)
            if answer is None:
                continue  # what was not asked cannot be wrong
            add(question, "", answer == guess, guess is not None, 1)
            wanted, given = _labels(answer), _labels(guess)
            for value in wanted | given:
                add(question, value, value in wanted & given, value in given, value in wanted)
    return counts


def _labels(answer: Answer | None) -> frozenset[str]:
    """Return the labels of an answer, several if the question has several answers."""
    if answer is None:
        return frozenset()
    return frozenset(answer) if isinstance(answer, tuple) else frozenset({str(answer)})


def _is_same(first: Item, second: Item) -> bool:
    return first.attributed == second.attributed and overlap(first.pieces, second.pieces) >= SAME


def _count(labelled: Labelled, predict: Callable[[Document], Items]) -> list[Counts]:
    """Return the counts of each document."""
    counted: list[Counts] = []
    for document, labels in labelled:
        predicted = predict(document)
        total: Counts = Counter()
        for sentence, annotation in labels.items():
            total.update(compare(document.text, items_of(annotation), predicted.get(sentence, ())))
        counted.append(total)
    return counted


def _measure(system: str, labelled: Labelled, predict: Callable[[Document], Items], seed: int) -> Iterator[Measured]:
    counted = _count(labelled, predict)
    keys = {key for counts in counted for key, _ in counts}
    drawn = resampling(len(counted), seed=seed)
    first = {"content": 0, "claim": 1, "source": 2}
    for stage, label in sorted(keys, key=lambda key: (first.get(key[0], 3), key)):
        yield Measured(system, stage, label, _score(counted, (stage, label), drawn))


def _score(counted: Sequence[Counts], key: Key, drawn: Resampling) -> Score:
    table = numpy.array([[counts[key, what] for what in ("right", "found", "wanted")] for counts in counted], dtype=float)
    right, found, wanted = (int(value) for value in table.sum(axis=0))
    low, high = numpy.percentile(_f1(drawn.draws @ table), (2.5, 97.5))
    f1 = float(_f1(table.sum(axis=0)[None])[0])
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    return Score(precision, recall, f1, float(low), float(high), right, found, wanted)


def _f1(counts: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    result: NDArray[numpy.float64] = 2 * counts[:, 0] / numpy.maximum(counts[:, 1] + counts[:, 2], 1)
    return result


def _curve(gold: Labelled, chosen: Mapping[str, dict[str, Annotation]], schema: Schema, seed: int) -> Iterator[CurvePoint]:
    """Yield the scores of models made of more and more articles, on every fourth article, which none of them has seen."""
    unseen = [(document, chosen[document.id]) for document, _ in gold[::_FOLDS] if document.id in chosen]
    seen = [labelled for place, labelled in enumerate(gold) if place % _FOLDS]
    if not unseen or len(seen) < 2:
        raise AnnotateError("a learning curve needs more labelled articles; label some, or leave out --curve")
    order = numpy.random.default_rng(seed).permutation(len(seen)).tolist()
    drawn = resampling(len(unseen), seed=seed)
    yield _point(0, _count(unseen, _by_rules), drawn)
    sizes = sorted({max(2, len(seen) * part // 8) for part in (1, 2, 4, 8)})
    for size in sizes:
        some = [seen[place] for place in sorted(order[:size])]
        model = make_model(some, schema, seed=seed)
        yield _point(sum(len(labels) for _, labels in some), _count(unseen, partial(_by_model, model)), drawn)


def _point(sentences: int, counted: Sequence[Counts], drawn: Resampling) -> CurvePoint:
    return CurvePoint(sentences, _score(counted, ("content", ""), drawn), _score(counted, ("claim", ""), drawn))
