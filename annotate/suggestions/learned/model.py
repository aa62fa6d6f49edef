"""A trained model as one value, and as the bytes of a file: arrays of NumPy without pickled objects, below a megabyte."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy

from annotate.errors import ModelError
from annotate.model import Document, Suggestion
from annotate.suggestions.learned.answers import Classifier, LearnedAnswers
from annotate.suggestions.learned.features import CUE_SIZE, ROLE_SIZE
from annotate.suggestions.learned.linear import Floats
from annotate.suggestions.learned.roles import RoleWeights
from annotate.suggestions.learned.suggester import WIDTH, LearnedSuggester, Policy, Weights
from annotate.suggestions.rules.answers import AnswerRules

FORMAT = 2
"""The version of the features and of the file: a model of another one is made again."""

_NEGLIGIBLE = 2e-3  # weights below this decide nothing, and zeros take no room


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """A model made from a project's labels.

    weights: for suggestions; None if too little is labelled to learn any.
    classifiers: for answers, by question.
    facts: its origin: hash, data hash, seed, versions, counts, and the figures of the cross-validation.
    """

    weights: Weights | None
    classifiers: Mapping[str, Classifier]
    facts: Mapping[str, Any]

    @property
    def version(self) -> str:
        """The hash in the provenance of suggestions and answers: ``model/<hash>``."""
        return str(self.facts["hash"])

    def answers(self, document: Document) -> LearnedAnswers:
        """Return the predictor of answers about a document."""
        return LearnedAnswers(AnswerRules(document).prepare(), self.classifiers, self.version)

    def suggest(self, document: Document, by_rule: Mapping[str, tuple[Suggestion, ...]]) -> Mapping[str, tuple[Suggestion, ...]]:
        """Return the suggestions for each sentence, by sentence id; `by_rule` are those of the rules."""
        found = by_rule if self.weights is None else LearnedSuggester(self.weights, self.version).suggest(document)
        if "stance.label" not in self.classifiers:
            return found
        answers = self.answers(document)

        def labelled(suggestion: Suggestion) -> Suggestion:
            label = answers.label(suggestion.spans, suggestion.cue) if suggestion.source else None
            return replace(suggestion, label=label) if label else suggestion

        return {id: tuple(map(labelled, several)) for id, several in found.items()}


def to_bytes(model: LearnedModel) -> bytes:
    """Return a model as the bytes of a file."""
    arrays: dict[str, Any] = {}
    if model.weights is not None:
        arrays |= {
            "cues": _small(model.weights.cues),
            "roles": _small(model.weights.roles.emission),
            "transition": model.weights.roles.transition,
            "first": model.weights.roles.first,
            "exact": model.weights.exact,
            "useful": model.weights.useful,
        }
    questions = []
    for number, classifier in enumerate(model.classifiers.values()):
        arrays[f"answers{number}"] = _small(classifier.weights)
        questions.append(list(classifier.described().values()))
    described = {
        "format": FORMAT,
        "policy": list(model.weights.policy) if model.weights else None,
        "questions": questions,
        "facts": model.facts,
    }
    arrays["description"] = numpy.frombuffer(json.dumps(described, sort_keys=True).encode(), dtype=numpy.uint8)
    file = io.BytesIO()
    numpy.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _small(weights: Floats) -> numpy.typing.NDArray[numpy.float16]:
    return numpy.where(numpy.abs(weights) < _NEGLIGIBLE, 0, weights).astype(numpy.float16)


def from_bytes(data: bytes) -> LearnedModel:
    """Return the model in the bytes of a file. Raises ModelError if it is none, or of another version."""
    try:
        with numpy.load(io.BytesIO(data), allow_pickle=False) as arrays:
            described = json.loads(arrays["description"].tobytes())
            if described["format"] != FORMAT:
                raise ModelError("the model was made by another version; `annotate train` makes it again")
            weights = _weights(arrays, described["policy"]) if described["policy"] is not None else None
            classifiers = {}
            for number, (question, classes, *rest) in enumerate(described["questions"]):
                table = arrays[f"answers{number}"].astype(float)
                classifiers[question] = Classifier(question, tuple(classes), table, *rest)
            _ = str(described["facts"]["hash"])
            return LearnedModel(weights, classifiers, described["facts"])
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        OSError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
    ) as error:
        raise ModelError("the model cannot be read; `annotate train` makes it again") from error


def _weights(arrays: Any, policy: list[Any]) -> Weights:
    roles = RoleWeights(arrays["roles"].astype(float), arrays["transition"], arrays["first"])
    weights = Weights(arrays["cues"].astype(float), roles, arrays["exact"], arrays["useful"], Policy(*policy))
    shapes = (weights.cues.shape, roles.emission.shape, roles.transition.shape, weights.exact.shape, weights.useful.shape)
    if shapes != ((CUE_SIZE,), (ROLE_SIZE, 4), (4, 4), (WIDTH,), (WIDTH,)):
        raise ValueError("arrays of other sizes")
    return weights
