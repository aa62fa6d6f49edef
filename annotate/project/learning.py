"""The model that suggests and answers as a project's own labels have taught: its data, its file, and when it is made again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate._files import read_regular, try_lock, write_atomically
from annotate._version import __version__
from annotate.errors import AnnotateError, ModelError
from annotate.model import Annotation, Document, Suggestion, annotation_to_json
from annotate.project.decisions import decided_documents, gold_of
from annotate.review.gold import Gold
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL, SKIP
from annotate.store import Store

# The learned package needs NumPy, which takes 100 ms to load, and only where there is a model or one is made.
if TYPE_CHECKING:
    from annotate.suggestions.learned.labels import LabelledDocument
    from annotate.suggestions.learned.model import LearnedModel
    from annotate.suggestions.learned.training import Choice

MIN_NEW = 25
"""The decisions, and with `MIN_SHARE` the share of those that a model knows, after which it is made again by itself."""
MIN_SHARE = 0.1

MIN_CONFIDENCE = 0.9
"""The probability with which a model must disagree with a label for the label to be reported."""

_FILE = "suggester.npz"


def model_path(output: Path) -> Path:
    """Return the file of a project's model, in its output folder."""
    return output / "model" / _FILE


def load_model(output: Path) -> LearnedModel | None:
    """Return the model of a project, None if there is none. Raises ModelError if it cannot be used."""
    path = model_path(output)
    if not path.exists():
        return None
    from annotate.suggestions.learned.model import from_bytes

    try:
        return from_bytes(read_regular(path))
    except (ModelError, OSError) as error:
        raise ModelError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def usable_model(output: Path) -> LearnedModel | None:
    """Return the model of a project, None if there is none that can be used: labelling goes on with the rules."""
    try:
        return load_model(output)
    except ModelError:
        return None


def suggested(document: Document, model: LearnedModel | None = None) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return the suggestions by sentence id: by the rules, and the model if there is one; none if neither knows the language."""
    from annotate.suggestions import suggest  # 20 ms, and only needed if suggestions are shown
    from annotate.suggestions.rules.language import has_rules

    by_rule = suggest(document) if has_rules(document.language) else {}
    return by_rule if model is None else model.suggest(document, by_rule)


def labelled_annotations(
    store: Store, schema: Schema, annotator: str | None = None, *, without: Collection[str] = ()
) -> Iterator[tuple[Document, dict[str, Annotation]]]:
    """Yield each document with the gold of its labelled sentences, or an annotator's decisions, by sentence id.

    The decisions of annotators in `without` do not count for the gold.

    A sentence that was skipped, or on which annotators differ without a gold label, teaches nothing.
    """
    for id in sorted(decided_documents(store)):
        document = store.document(id)
        if annotations := labels_of(gold_of(store, document, schema, annotator, without=without)):
            yield document, annotations


def labels_of(gold: Mapping[str, Gold]) -> dict[str, Annotation]:
    """Return the annotations of labelled sentences that were not skipped, by sentence id."""
    annotations = {}
    for sentence, decided in gold.items():
        annotation = decided.revision.annotation if decided.revision else None
        if annotation is not None and annotation.label not in (None, SKIP):
            annotations[sentence] = annotation
    return annotations


def data_hash(labelled: list[tuple[Document, dict[str, Annotation]]]) -> str:
    """Return the hash of labels and of the texts that they are of."""
    digest = sha256()
    for document, labels in labelled:
        record = [document.id, document.language, sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()]
        digest.update(json.dumps([*record, {id: annotation_to_json(a) for id, a in labels.items()}], sort_keys=True).encode())
    return digest.hexdigest()


def train(store: Store, schema: Schema, output: Path, *, seed: int = 0) -> LearnedModel:
    """Make the model of a project from its gold, write it, and return it. The same labels and seed make the same model.

    Raises AnnotateError if nothing is labelled, or another process is training.
    """
    labelled = list(labelled_annotations(store, schema))
    if not labelled:
        raise AnnotateError(
            "nothing is labelled yet, so there is nothing to learn from; label some sentences with `annotate label`"
        )
    path = model_path(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    with try_lock(path.with_name("training.lock")) as locked:
        if not locked:
            raise AnnotateError("another process is training; the model will be ready when it ends")
        model = make_model(labelled, schema, seed=seed, decisions=finished_sentences(store))
        from annotate.suggestions.learned.model import to_bytes

        write_atomically(path, [to_bytes(model)])
        return model


def make_model(
    labelled: list[tuple[Document, dict[str, Annotation]]], schema: Schema, *, seed: int = 0, decisions: int = 0
) -> LearnedModel:
    """Return the model that labels make; `decisions` is the number of finished decisions that they come from."""
    import numpy

    from annotate.suggestions.learned.answers import fit_answers
    from annotate.suggestions.learned.model import FORMAT, LearnedModel
    from annotate.suggestions.learned.training import fit

    known = {"data": data_hash(labelled), "seed": seed, "format": FORMAT, "annotate": __version__, "numpy": numpy.__version__}
    identity = sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:8]
    fitted = fit(list(map(as_labelled, *zip(*labelled, strict=True))), seed=seed)
    classifiers = {one.question: one for one in fit_answers(labelled, closed_questions(schema), seed=seed)}
    facts: dict[str, Any] = {
        "hash": identity,
        **known,
        "decisions": decisions,
        "articles": len(labelled),
        "sentences": sum(len(annotations) for _, annotations in labelled),
        "claims": sum(len(a.claims) for _, annotations in labelled for a in annotations.values()),
        "attributed": _choice_facts(fitted.attributed) if fitted else None,
        "author": _choice_facts(fitted.author) if fitted else None,
        "questions": [one.described() for one in classifiers.values()],
    }
    return LearnedModel(fitted.weights if fitted else None, classifiers, facts)


def as_labelled(document: Document, annotations: Mapping[str, Annotation]) -> LabelledDocument:
    """Return a document with what suggestions are learned from."""
    from annotate.suggestions.learned.labels import LabelledDocument, labelled_claims

    return LabelledDocument(document, {id: labelled_claims(annotation) for id, annotation in annotations.items()})


def closed_questions(schema: Schema) -> list[str]:
    """Return the questions of a scheme about claims, sources and stances that have a closed set of answers, and the stance."""
    closed = [question.path for question in schema.askable if question.single]
    return list(dict.fromkeys([*closed, *([f"stance.{LABEL}"] if schema.attribute("stance", LABEL) else [])]))


class DoubtfulLabel(NamedTuple):
    """A label that is likely wrong, to look at: what is labelled, and what models that have not seen the article say instead.

    number: the number of the sentence in its article.
    question: the question, such as ``claim.type``, or ``sentence`` where a claim seems to be missing.
    chance: the probability of what they say.
    text: what it is about, as it stands in the article.
    """

    sentence: str
    number: int | None
    question: str
    labelled: str
    expected: str
    chance: float
    text: str


def doubtful_labels(store: Store, schema: Schema, *, seed: int = 0) -> list[DoubtfulLabel]:
    """Return the labels of the gold with which models that have not seen the article disagree confidently, the likeliest first.

    Nothing is changed. Raises AnnotateError if nothing is labelled.
    """
    from annotate.suggestions.learned.answers import cases, unseen_guesses
    from annotate.suggestions.learned.training import fit, unlabelled_claims

    labelled = list(labelled_annotations(store, schema))
    if not labelled:
        raise AnnotateError("nothing is labelled yet, so no label can be wrong; label some sentences with `annotate label`")
    numbers = {s.id: number for document, _ in labelled for number, s in enumerate(document.sentences, 1)}
    doubtful: list[DoubtfulLabel] = []
    questions = closed_questions(schema)
    by_document = cases(labelled, questions)
    for question in questions:
        for guess in unseen_guesses([[case for case in many if case.question == question] for many in by_document], seed=seed):
            case = guess.case
            if guess.answer != case.answer and guess.chance >= MIN_CONFIDENCE:
                answers = (str(case.answer), str(guess.answer))
                doubtful.append(
                    DoubtfulLabel(
                        case.sentence, numbers.get(case.sentence), question, *answers, round(guess.chance, 3), case.text
                    )
                )
    documents = [as_labelled(document, annotations) for document, annotations in labelled]
    fitted = fit(documents, seed=seed)
    if fitted is not None:
        labels = {id: annotation.label or "" for _, annotations in labelled for id, annotation in annotations.items()}
        for id, text, chance in unlabelled_claims(documents, fitted, MIN_CONFIDENCE):
            doubtful.append(DoubtfulLabel(id, numbers.get(id), "sentence", labels[id], "another claim", round(chance, 3), text))
    return sorted(doubtful, key=lambda label: (-label.chance, label.sentence, label.question))


def _choice_facts(choice: Choice) -> dict[str, float | None]:
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in choice._asdict().items()}


def finished_sentences(store: Store) -> int:
    """Return the number of finished decisions on sentences, which is quick to count."""
    return sum(1 for decision in store.decided() if decision.label not in (None, SKIP))


def needs_training(store: Store, output: Path) -> bool:
    """Return whether enough was labelled since the model was made, or for a first one, that a new one may be better."""
    finished = finished_sentences(store)
    model = usable_model(output)
    known = int(model.facts.get("decisions", 0)) if model else 0
    return finished - known >= max(MIN_NEW, MIN_SHARE * known)
