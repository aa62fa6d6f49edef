"""Fitting of suggestions to labels: the models by folds of articles, the ranker on what they say of articles they have not seen.

The policy is chosen by the keys that it saves on the articles, each read by a model that has not seen it. The rules stay as they
are where the gain is below one standard error, and where there are too few labels to know.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    anchor_of,
    covers,
    rate,
)
from annotate.suggestions.learned.linear import Floats, Ints, fit_dense, fit_hashed
from annotate.suggestions.learned.roles import BEGIN, INSIDE, SOURCE, RoleWeights, fit_roles
from annotate.suggestions.learned.suggester import (
    WIDTH,
    Candidate,
    DocumentReader,
    Policy,
    Ranked,
    RankedDocument,
    SentenceScores,
    Weights,
    candidates,
    prior,
    second_round,
    select,
    with_chances,
)
from annotate.suggestions.rules.tokens import TokenizedSentence

MIN_CLAIMS = 40
"""The labelled claims below which the rules' suggestions are shown as they are."""

_FOLDS = 4
_STRENGTH = 1.0
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


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
    unseen: tuple[RankedDocument, ...] = ()


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
    rows = [_rated(example, *scored) for example, scored in zip(examples, made, strict=True)]
    ranked: list[RankedDocument] = []
    # The ranker of a fold is fitted to the candidates of the others, which come from models that have not seen them either.
    rankers = [_fit_ranker([row for place, row in enumerate(rows) if place % folds != fold]) for fold in range(folds)]
    for place, (example, (own, scores)) in enumerate(zip(examples, made, strict=True)):
        ranker = rankers[place % folds]
        ranked.append(RankedDocument(example.reader, with_chances(own, *ranker), scores, ranker))
    attributed = _choose_policy(examples, ranked, attributed=True)
    author = _choose_policy(examples, ranked, attributed=False)
    models = _fit_models(examples, seed)
    if models is None:
        return None
    weights = Weights(*models, *_fit_ranker(rows), Policy(attributed.threshold, author.threshold))
    return Fitted(weights, attributed, author, tuple(ranked))


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


class _Rows(NamedTuple):
    features: Floats
    exact: Floats
    useful: Floats


def _rated(example: Example, made: Sequence[Candidate], rest: SentenceScores) -> _Rows:
    """Return the features of the candidates of labelled sentences and how right they are, those of the second round included."""
    chosen = [list(relations) for relations in example.reader.by_rule]
    later = second_round(example.reader, chosen, rest)
    features, exact, useful = [], [], []
    for candidate in (*made, *later):
        claims = example.claims_of(candidate.proposal.sentence_index)
        if claims is None:
            continue
        leading = example.reader.parsed.sentences[candidate.proposal.sentence_index].language.leading_words
        rating, _ = rate(example.text, candidate.suggestion, claims, leading)
        features.append(candidate.features)
        exact.append(rating.exact)
        useful.append(rating.useful)
    stacked = numpy.stack(features) if features else numpy.zeros((0, WIDTH))
    return _Rows(stacked, numpy.array(exact, dtype=float), numpy.array(useful, dtype=float))


def _fit_ranker(rows: Sequence[_Rows]) -> tuple[Floats, Floats]:
    features = numpy.concatenate([row.features for row in rows]) if rows else numpy.zeros((0, WIDTH))
    exact = numpy.concatenate([row.exact for row in rows]) if rows else numpy.zeros(0)
    useful = numpy.concatenate([row.useful for row in rows]) if rows else numpy.zeros(0)
    return (
        fit_dense(features, exact > 0, prior(useful=False), _STRENGTH),
        fit_dense(features, useful > 0, prior(useful=True), _STRENGTH),
    )


def _choose_policy(examples: Sequence[Example], ranked: Sequence[RankedDocument], *, attributed: bool) -> Choice:
    """Return the threshold for one kind of claims that saves most keys, if it saves more than one standard error."""
    kinds = [claim.attributed for e in examples for many in e.labelled.claims.values() for claim in many]
    keys = {threshold: _keys(examples, ranked, threshold, attributed) for threshold in (None, *_THRESHOLDS)}
    rules = keys[None]
    best = min(_THRESHOLDS, key=lambda threshold: (sum(keys[threshold]), -threshold))
    saved = [before - after for before, after in zip(rules, keys[best], strict=True)]
    mean = sum(saved) / len(saved)
    error = sqrt(sum((value - mean) ** 2 for value in saved) / max(1, len(saved) - 1) / len(saved))
    changes = mean > max(error, 0) and len(kinds) >= MIN_CLAIMS
    chosen = keys[best] if changes else rules
    count = max(1, len(kinds))
    return Choice(best if changes else None, kinds.count(attributed), sum(rules) / count, sum(chosen) / count, mean, error)


def _keys(examples: Sequence[Example], ranked: Sequence[RankedDocument], threshold: float | None, attributed: bool) -> list[int]:
    """Return the keys that label the claims of one kind in each document, if suggestions of this kind follow a threshold."""
    policy = Policy(threshold, None) if attributed else Policy(None, threshold)
    return [_keys_of(example, select(r, policy), attributed) for example, r in zip(examples, ranked, strict=True)]


def _keys_of(example: Example, shown: Sequence[Ranked], attributed: bool) -> int:
    by_sentence: dict[int, list[Ranked]] = {}
    for r in shown:
        if (r[0].suggestion.source is not None) == attributed:
            by_sentence.setdefault(r[0].proposal.sentence_index, []).append(r)
    total = 0
    for number, sentence in enumerate(example.labelled.document.sentences):
        claims = example.labelled.claims.get(sentence.id)
        if claims is None:
            continue
        leading = example.reader.parsed.sentences[number].language.leading_words
        left = {index for index, claim in enumerate(claims) if claim.attributed == attributed}
        blind = BLIND_KEYS[attributed]
        for candidate, _, _ in by_sentence.get(number, ()):
            rating, place = rate(example.text, candidate.suggestion, claims, leading)
            if place in left and rating.keys < blind:
                left.discard(place)
                total += rating.keys
            else:
                total += WRONG.keys
        total += blind * len(left)
    return total
