"""Fitting of suggestions to labels: the models by folds of articles, the ranker on what they say of articles they have not seen.

The policy is chosen by the keys that it saves on the articles, each read by a model that has not seen it. The rules stay as they
are where the gain is below one standard error, and where there are too few labels to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy

from annotate.model.ids import LEARNED_RULE
from annotate.suggestions.learned.features import CUE_SIZE, cue_features, role_features, token_table
from annotate.suggestions.learned.labels import (
    BLIND_KEYS,
    WRONG,
    LabelledClaim,
    LabelledDocument,
    Rating,
    anchor_of,
    covers,
    rate,
    words_in,
)
from annotate.suggestions.learned.linear import Floats, Ints, fit_dense, fit_hashed
from annotate.suggestions.learned.roles import BEGIN, INSIDE, SOURCE, RoleWeights, fit_roles
from annotate.suggestions.learned.suggester import (
    NO_POLICY,
    WIDTH,
    Candidate,
    DocumentReader,
    Policy,
    Ranked,
    SentenceScores,
    Weights,
    candidates,
    choose,
    keep,
    prior,
    second_round,
    with_chances,
)
from annotate.suggestions.rules.tokens import TokenizedSentence

MIN_CLAIMS = 40
"""The labelled claims below which the rules' suggestions are shown as they are."""

_FOLDS = 4
_STRENGTH = 1.0
_THRESHOLDS = (0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
_HIDING = (0.0, 0.2, 0.3, 0.4, 0.5)  # of two policies that save the same, the first is taken: it changes less


class Choice(NamedTuple):
    """The result of cross-validation for the suggestions of one kind (attributed claims, or the author's).

    threshold: the policy, None for the rules as they are.
    claims: the number of labelled claims of this kind.
    rules, chosen: the keys for this kind, per labelled claim of either kind, by the rules and by the policy chosen.
    gain, error: the keys an article that the best policy saves, and the standard error of that.
    """

    threshold: float | None
    claims: int
    rules: float
    chosen: float
    gain: float
    error: float


class Fitted(NamedTuple):
    """The weights that were learned, and why their policy was chosen, for attributed claims and the author's."""

    weights: Weights
    attributed: Choice
    author: Choice
    unseen: tuple[tuple[Ranked, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled document, read, with what is learned from it."""

    labelled: LabelledDocument
    reader: DocumentReader
    cues: Ints
    is_cue: Ints
    roles: Ints
    role_labels: Ints
    lengths: Ints

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.labelled.document.text

    def claims_of(self, sentence: int) -> tuple[LabelledClaim, ...] | None:
        """Return the claims of a sentence by its number, None if it is not labelled."""
        return self.labelled.claims.get(self.labelled.document.sentences[sentence].id)


def read_example(labelled: LabelledDocument) -> Example:
    """Return a labelled document with its features and what they should lead to."""
    reader = DocumentReader.read(labelled.document)
    sentences = reader.parsed.sentences
    table = token_table(sentences, reader.by_rule, known=reader.has_rules)
    at, cues = cue_features(table)
    owners = numpy.searchsorted(table.starts, at, side="right") - 1
    in_labelled = numpy.array([s.original.id in labelled.claims for s in sentences], dtype=bool)
    anchors: list[tuple[int, int, list[LabelledClaim]]] = []
    for number, sentence in enumerate(sentences):
        groups: dict[tuple[int, tuple[int, int] | None], list[LabelledClaim]] = {}
        for claim in labelled.claims.get(sentence.original.id, ()):
            if claim.attributed:
                place = anchor_of(sentence, claim, reader.by_rule[number])
                if place is not None and place < int(table.lengths[number]):
                    groups.setdefault((place, claim.mention), []).append(claim)
        anchors += [(number, place, group) for (place, _), group in groups.items()]
    places = {int(table.starts[number]) + place for number, place, _ in anchors}
    is_cue = numpy.array([int(place in places) for place in at.tolist()], dtype=numpy.int64)
    chosen = in_labelled[owners] if len(at) else numpy.zeros(0, dtype=bool)
    numbers = numpy.array([number for number, _, _ in anchors], dtype=numpy.int64)
    centers = numpy.array([int(table.starts[number]) + place for number, place, _ in anchors], dtype=numpy.int64)
    if len(anchors):
        roles, _ = role_features(table, centers, numbers)
        labels = numpy.concatenate([_roles(sentences[n], int(table.lengths[n]), group) for n, _, group in anchors])
    else:
        roles, labels = numpy.zeros((0, 1), dtype=numpy.int64), numpy.zeros(0, dtype=numpy.int64)
    return Example(labelled, reader, cues[chosen], is_cue[chosen], roles, labels, table.lengths[numbers])


def _roles(sentence: TokenizedSentence, length: int, claims: Sequence[LabelledClaim]) -> Ints:
    """Return the roles of the first `length` tokens of a sentence in which claims have one source and one cue."""
    roles = numpy.zeros(length, dtype=numpy.int64)
    for index in range(length):
        if claims[0].mention is not None and covers(sentence, index, [claims[0].mention]):
            roles[index] = SOURCE
    for claim in claims:
        begun = False
        for index in range(length):
            if covers(sentence, index, claim.pieces):
                roles[index] = INSIDE if begun else BEGIN
                begun = True
    return roles


def fit(labelled: Sequence[LabelledDocument], *, seed: int = 0) -> Fitted | None:
    """Return what labels teach; None if there are not two articles with labels, or not one attributed claim in them."""
    return fit_examples([read_example(document) for document in labelled if document.claims], seed=seed)


def fit_examples(examples: Sequence[Example], *, seed: int = 0) -> Fitted | None:
    """Return what labelled documents that are read teach, as `fit` does."""
    if len(examples) < 2:
        return None
    folds = min(_FOLDS, len(examples))
    made: list[tuple[list[Candidate], SentenceScores]] = [([], SentenceScores.none())] * len(examples)
    for fold in range(folds):
        models = _fit_models([example for place, example in enumerate(examples) if place % folds != fold], seed)
        if models is None:
            return None
        for place in range(fold, len(examples), folds):
            made[place] = candidates(examples[place].reader, *models, f"{LEARNED_RULE}/0")
    rows = [_judged(example, *scored) for example, scored in zip(examples, made, strict=True)]
    # The ranker of a fold is fitted to the candidates of the others, which come from models that have not seen them either.
    rankers = [_fit_ranker([row for place, row in enumerate(rows) if place % folds != fold]) for fold in range(folds)]
    unseen = [
        [
            (ranked, judged)
            for ranked, judged in zip(with_chances([j.candidate for j in row], *rankers[place % folds]), row, strict=True)
        ]
        for place, row in enumerate(rows)
    ]
    attributed, policy = _choose_policy(examples, unseen, attributed=True)
    author, own_policy = _choose_policy(examples, unseen, attributed=False)
    models = _fit_models(examples, seed)
    if models is None:
        return None
    weights = Weights(*models, *_fit_ranker(rows), policy._replace(author=own_policy.author))
    return Fitted(weights, attributed, author, tuple(tuple(ranked for ranked, _ in document) for document in unseen))


def unlabelled_claims(labelled: Sequence[LabelledDocument], fitted: Fitted, chance: float) -> Iterator[tuple[str, str, float]]:
    """Yield the claims with a source that models which have not seen the document find so likely, and that are not labelled.

    Each comes with the id of its sentence and its probability of being exactly right. A claim that overlaps a labelled one is a
    matter of edges, and none of these.
    """
    for document, ranked in zip((document for document in labelled if document.claims), fitted.unseen, strict=True):
        for candidate, exact, _ in choose(ranked, Policy(0.5, 0.5)):
            sentence = document.document.sentences[candidate.proposal.sentence_index]
            claims = document.claims.get(sentence.id)
            if claims is None or exact < chance:
                continue
            spans = [(span.start, span.end) for span in candidate.suggestion.spans]
            text = document.document.text
            if not words_in(text, spans) & words_in(text, [piece for claim in claims for piece in claim.pieces]):
                yield sentence.id, " … ".join(span.text for span in candidate.suggestion.spans), exact


def _fit_models(examples: Sequence[Example], seed: int) -> tuple[Floats, RoleWeights] | None:
    cues = numpy.concatenate([example.cues for example in examples])
    is_cue = numpy.concatenate([example.is_cue for example in examples])
    used = [example for example in examples if len(example.lengths)]
    if not used:
        return None
    weights = fit_hashed(cues, is_cue, CUE_SIZE, 2, seed=seed)
    roles = fit_roles(
        numpy.concatenate([example.roles for example in used]),
        numpy.concatenate([example.role_labels for example in used]),
        numpy.concatenate([example.lengths for example in used]),
        seed=seed,
    )
    return weights[:, 1] - weights[:, 0], roles


class _Judged(NamedTuple):
    """A candidate in a labelled sentence, how right it is, and the claim of the sentence that it fits."""

    candidate: Candidate
    rating: Rating
    place: int | None


def _judged(example: Example, made: Sequence[Candidate], scores: SentenceScores) -> list[_Judged]:
    """Return the candidates of labelled sentences, those that follow from the rules' attributions included."""
    later = second_round(example.reader, example.reader.by_rule, scores)
    judged = []
    for candidate in (*made, *later):
        claims = example.claims_of(candidate.proposal.sentence_index)
        if claims is not None:
            leading = example.reader.parsed.sentences[candidate.proposal.sentence_index].language.leading_words
            judged.append(_Judged(candidate, *rate(example.text, candidate.suggestion, claims, leading)))
    return judged


def _fit_ranker(rows: Sequence[Sequence[_Judged]]) -> tuple[Floats, Floats]:
    every = [judged for row in rows for judged in row]
    features = numpy.stack([judged.candidate.features for judged in every]) if every else numpy.zeros((0, WIDTH))
    return (
        fit_dense(features, [judged.rating.exact for judged in every], prior(useful=False), _STRENGTH),
        fit_dense(features, [judged.rating.useful for judged in every], prior(useful=True), _STRENGTH),
    )


_Unseen = Sequence[Sequence[tuple[Ranked, _Judged]]]
"""The candidates of each document, ranked by what has not seen it."""


def _choose_policy(examples: Sequence[Example], unseen: _Unseen, *, attributed: bool) -> tuple[Choice, Policy]:
    """Return the figures and the policy that saves most keys for one kind of claims, if it saves more than a standard error."""
    if attributed:
        policies = [Policy(learned, rules) for rules in _HIDING for learned in _THRESHOLDS]
    else:
        policies = [Policy(author=threshold) for threshold in _THRESHOLDS]
    kinds = [claim.attributed for e in examples for many in e.labelled.claims.values() for claim in many]
    rules = _keys(examples, unseen, NO_POLICY, attributed)
    keys = [_keys(examples, unseen, policy, attributed) for policy in policies]
    best = min(range(len(policies)), key=lambda place: sum(keys[place]))
    saved = [before - after for before, after in zip(rules, keys[best], strict=True)]
    mean = sum(saved) / len(saved)
    error = sqrt(sum((value - mean) ** 2 for value in saved) / max(1, len(saved) - 1) / len(saved))
    changes = mean > max(error, 0) and len(kinds) >= MIN_CLAIMS
    policy, chosen = (policies[best], keys[best]) if changes else (NO_POLICY, rules)
    count = max(1, len(kinds))
    threshold = policy.learned if attributed else policy.author
    return Choice(threshold, kinds.count(attributed), sum(rules) / count, sum(chosen) / count, mean, error), policy


def _keys(examples: Sequence[Example], unseen: _Unseen, policy: Policy, attributed: bool) -> list[int]:
    """Return the keys that label the claims of one kind in each document, if suggestions of this kind follow a policy."""
    return [_keys_of(example, document, policy, attributed) for example, document in zip(examples, unseen, strict=True)]


def _keys_of(example: Example, document: Sequence[tuple[Ranked, _Judged]], policy: Policy, attributed: bool) -> int:
    own = [ranked for ranked, judged in document if (judged.candidate.suggestion.source is not None) == attributed]
    shown = {id(ranked[0]) for ranked in (choose(own, policy) if attributed else keep(own, policy))}
    blind = BLIND_KEYS[attributed]
    total = 0
    left: dict[int, set[int]] = {}
    for number, sentence in enumerate(example.labelled.document.sentences):
        claims = example.labelled.claims.get(sentence.id, ())
        left[number] = {index for index, claim in enumerate(claims) if claim.attributed == attributed}
    for _, judged in document:
        if id(judged.candidate) in shown:
            open_claims = left[judged.candidate.proposal.sentence_index]
            if judged.place in open_claims and judged.rating.keys < blind:
                open_claims.discard(judged.place)
                total += judged.rating.keys
            else:
                total += WRONG.keys
    return total + blind * sum(map(len, left.values()))
