"""Predicted answers in a session: about an open suggestion, and about what is labelled in a sentence that is not finished.

They are shown and change nothing until the annotator takes them: with the suggestion, or by finishing the sentence. On a blind
sentence there are none. Free text is never predicted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from annotate.labelling import edits
from annotate.labelling.claim_links import answers_of_antecedent
from annotate.labelling.state import Draft, State, Suggestion
from annotate.model import AUTHOR, Annotation, Answer, Prediction, Source, Stance
from annotate.model.ids import answer_key, stance_key
from annotate.schema import Attribute

Predicted = Mapping[str, Prediction]
"""Predictions by the key of the answer: ``c1.type``."""


def predict(state: State, annotation: Annotation) -> Predicted:
    """Return the predictions for the questions that an annotation of the current sentence leaves open and that would be asked."""
    if not state.predicts or state.predictor is None:
        return {}
    predictor = state.predictor
    fresh = state.annotation.label is None
    found: dict[str, Prediction] = {}

    asked = {
        noun: [q for q in state.schema.attributes[noun] if q.required or (fresh and state.asks(q))]
        for noun in ("claim", "source", "stance")
    }

    def add(noun: str, item: str, answers: Mapping[str, Answer], read: Callable[[], Mapping[str, Prediction]]) -> None:
        open_questions = [q for q in asked[noun] if q.name not in answers and (item, q.name) not in state.skipped]
        predictions = read() if open_questions else {}
        for question in open_questions:
            prediction = predictions.get(question.name)
            if prediction is not None and _fits(question, prediction.value):
                found[answer_key(item, question.name)] = prediction

    speakers = {stance.claim: stance for stance in reversed(annotation.stances) if stance.source != AUTHOR}
    spans = {claim.id: claim.spans for claim in annotation.claims}
    for claim in annotation.claims:
        said = speakers.get(claim.id)
        label, cue = (said.label, said.cue) if said else ("", None)
        add("claim", claim.id, claim.attributes, partial(predictor.claim, claim.spans, label, cue))
    for source in annotation.sources:
        if source.id != AUTHOR:
            add("source", source.id, source.attributes, partial(predictor.source, source))
    for stance in annotation.stances if asked["stance"] else ():
        if stance.source == AUTHOR:
            continue
        key = stance_key(stance.claim, stance.source)
        add("stance", key, stance.attributes, partial(predictor.stance, spans[stance.claim]))
    return found


def _fits(question: Attribute, value: Answer) -> bool:
    """Return whether a predicted value is an answer to a closed question of this scheme."""
    return question.single and question.fits(value)


def with_answers(annotation: Annotation, answers: Mapping[str, Answer]) -> Annotation:
    """Return an annotation with further answers, by their keys."""

    def updated(item: str, known: Mapping[str, Answer]) -> Mapping[str, Answer]:
        prefix = answer_key(item, "")
        return {**known, **{key.removeprefix(prefix): value for key, value in answers.items() if key.startswith(prefix)}}

    return replace(
        annotation,
        claims=tuple(replace(c, attributes=updated(c.id, c.attributes)) for c in annotation.claims),
        sources=tuple(replace(s, attributes=updated(s.id, s.attributes)) for s in annotation.sources),
        stances=tuple(replace(s, attributes=updated(stance_key(s.claim, s.source), s.attributes)) for s in annotation.stances),
    )


def in_all_sentences(state: State, annotation: Annotation) -> dict[str, Annotation]:
    """Return an annotation of the current sentence, and those of others that have a source with other answers, by sentence id."""
    here = {source.id: source for source in annotation.sources if source.id != AUTHOR}
    changed: dict[str, Annotation] = {}
    for sentence, entry in state.entries.items():
        for source in entry.annotation.sources:
            if source.id in here and source.attributes != here[source.id].attributes:
                changed[sentence] = edits.set_source(changed.get(sentence, entry.annotation), here[source.id])
    return {**changed, state.sentence.id: annotation}


class OfferedAnswer(NamedTuple):
    """An answer that accepting a suggestion gives: its question and value, None if it will be asked.

    `reason` says what it was predicted from; it is empty if the annotator gave it, or if it is known.
    """

    question: Attribute
    value: Answer | None
    reason: str


def offered_answers(state: State, suggestion: Suggestion, source: Source | None) -> Iterator[OfferedAnswer]:
    """Yield the answers about an open suggestion that are to be shown with it; `source` is its source, None for the author.

    These are the questions with one answer of a closed set that would be asked about its claim, about its source unless that is
    known, and its stance.
    """
    if not state.predicts or state.predictor is None:
        return
    claim = {
        **state.predictor.claim(suggestion.spans, suggestion.label if source else "", suggestion.cue),
        **answers_of_antecedent(state, suggestion.spans),
    }
    nouns: list[tuple[str, Mapping[str, Answer], Mapping[str, Prediction]]] = [("claim", {}, claim)]
    if source is not None:
        if source.id not in state.registry:
            nouns.append(("source", source.attributes, state.predictor.source(source)))
        nouns.append(("stance", suggestion.attributes, state.predictor.stance(suggestion.spans)))
    given = suggestion.answers if isinstance(suggestion, Draft) else {}
    for noun, known, predictions in nouns:
        for question in state.schema.attributes[noun]:
            if not question.single or not state.asks(question):
                continue
            prediction = predictions.get(question.name)
            value = known.get(question.name, prediction.value if prediction else None)
            if value is not None and not _fits(question, value):
                value = None
            reason = prediction.reason if prediction and value is not None else ""
            if (noun, question.name) in given:
                value, reason = given[noun, question.name], ""
            yield OfferedAnswer(question, value, reason)


def item_of(noun: str, stance: Stance) -> str:
    """Return the item of a noun that a stance belongs to: its claim, its source or the stance itself."""
    return {"claim": stance.claim, "source": stance.source}.get(noun, stance_key(stance.claim, stance.source))


def prediction_for(state: State, item: str, question: str) -> Predicted:
    """Return the prediction that is shown for one answer, by its key; nothing if there is none."""
    key = answer_key(item, question)
    prediction = predict(state, state.annotation).get(key)
    return {key: prediction} if prediction else {}
