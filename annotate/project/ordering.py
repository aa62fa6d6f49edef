"""The order in which documents are worth labelling, with a share of them at random, so that the dataset can be measured honestly.

Only documents in which nothing is decided yet are ordered; those begun come first, as they were added. A document that comes at
random is one of a random sample of all that were open, whatever the order thinks of it: figures that are to hold for the whole
collection are computed on these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from math import log
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy
from numpy.typing import NDArray

from annotate.errors import AnnotateError
from annotate.model import Document, Suggestion
from annotate.project.learning import load_model, suggested
from annotate.schema import Schema
from annotate.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from annotate.suggestions.learned.model import LearnedModel

RANDOM, UNCERTAINTY, DISAGREEMENT, DIVERSE, RARE = "random", "uncertainty", "disagreement", "diverse", "rare"
ORDERS = f"{RANDOM}, {UNCERTAINTY}, {DISAGREEMENT}, {DIVERSE}, or {RARE}:QUESTION=LABEL, such as {RARE}:claim.type=causal"

SHARE = 0.2
"""The share of documents that come at random, unless another one is asked for."""

_WORDS = 1 << 12  # places of the hashed words by which documents are alike


class Ordering(NamedTuple):
    """Documents in the order in which they are to be labelled, and those among them that come at random."""

    sequence: tuple[str, ...]
    at_random: tuple[str, ...]


def order_documents(store: Store, schema: Schema, output: Path, order: str, *, seed: int = 0, share: float = SHARE) -> Ordering:
    """Return the documents in which nothing is decided, in an order, mixed with a share of them at random.

    Args:
        store: The store.
        schema: The label scheme.
        output: The project's output folder, which has the model.
        order: One of `ORDERS`.
        seed: The seed of what comes at random.
        share: The share of documents that come at random, from 0 to 1.

    Raises AnnotateError if there is no such order or share, or no model where one is needed.
    """
    if not 0 <= share <= 1:
        raise AnnotateError(f"--random-share must be between 0 and 1, not {share:g}")
    name, _, label = order.partition(":")
    check_order(schema, order)
    decided = {tally.document for tally in store.tally()}
    entries = [entry.id for entry in store.documents()]
    begun, fresh = [id for id in entries if id in decided], [id for id in entries if id not in decided]
    drawn = sorted(fresh, key=lambda id: sha256("\0".join((str(seed), id)).encode("utf-8", "surrogatepass")).digest())
    if name == RANDOM:
        return Ordering((*begun, *drawn), tuple(drawn))
    if name == DIVERSE:
        best = _by_diversity([store.document(id) for id in begun], [store.document(id) for id in fresh])
    else:
        model = load_model(output)
        if name != RARE and (model is None or model.weights is None):
            raise AnnotateError(f"--order {name} needs a model of this project's labels; make one with `annotate train`")
        worth = {id: worth(store.document(id), name, label, model) for id in fresh}
        best = sorted(fresh, key=lambda id: -worth[id])
    mixed, at_random = mix(best, drawn, share)
    return Ordering((*begun, *mixed), at_random)


def check_order(schema: Schema, order: str) -> None:
    """Raise AnnotateError unless there is such an order, with a question and a label of the schema if it looks for a rare one."""
    name, _, wanted = order.partition(":")
    if name == RARE:
        path, _, value = wanted.partition("=")
        question = next((question for question in schema.askable if question.path == path), None)
        if question is None or question.choice(value) is None:
            closed = ", ".join(question.path for question in schema.askable if question.choices)
            example = f"{RARE}:claim.type=causal"
            raise AnnotateError(f"--order {order} needs a question and one of its labels, such as {example}; there are {closed}")
    elif order not in (RANDOM, UNCERTAINTY, DISAGREEMENT, DIVERSE):
        raise AnnotateError(f"there is no order {order}; there are {ORDERS}")


def mix(best: Sequence[str], drawn: Sequence[str], share: float) -> tuple[list[str], tuple[str, ...]]:
    """Return items in their order with a share of them at random, evenly spread, and those that came at random.

    >>> mix(["a", "b", "c", "d"], ["d", "b", "a", "c"], 0.5)
    (['a', 'd', 'b', 'c'], ('d', 'c'))
    """
    queues: tuple[Iterator[str], Iterator[str]] = (iter(best), iter(drawn))
    mixed: dict[str, None] = {}
    at_random: list[str] = []
    for place in range(len(best)):
        is_random = int((place + 1) * share + 1e-9) > int(place * share + 1e-9)
        item = next(item for item in queues[is_random] if item not in mixed)
        mixed[item] = None
        if is_random:
            at_random.append(item)
    return list(mixed), tuple(at_random)


def worth(document: Document, order: str, label: str, model: LearnedModel | None) -> float:
    """Return what a sentence of a document is worth on average."""
    if not document.sentences:
        return 0.0
    if order == RARE:
        total = _expected(document, label, model)
    elif order == DISAGREEMENT:
        by_rule, learned = suggested(document), suggested(document, model)
        total = float(sum(_spans(by_rule.get(s.id, ())) != _spans(learned.get(s.id, ())) for s in document.sentences))
    else:
        total = _uncertainty(document, model)
    return total / len(document.sentences)


def _spans(suggestions: Iterable[Suggestion]) -> set[tuple[object, bool]]:
    return {(suggestion.spans, suggestion.source is None) for suggestion in suggestions}


def _uncertainty(document: Document, model: LearnedModel | None) -> float:
    """Return the entropy of the probabilities that the suggestions of a document are useful, all candidates included."""
    from annotate.suggestions.learned.suggester import DocumentReader, rank

    if model is None or model.weights is None:
        return 0.0
    ranked = rank(DocumentReader.read(document), model.weights, "model/0")
    return sum(-p * log(p) - (1 - p) * log(1 - p) for _, _, p in ranked.first if 0 < p < 1)


def _expected(document: Document, label: str, model: LearnedModel | None) -> float:
    """Return the number of suggested claims for which a label is predicted."""
    from annotate.project.evaluation import suggested_item
    from annotate.suggestions import AnswerRules

    path, _, value = label.partition("=")
    predictor = AnswerRules(document) if model is None else model.answers(document)
    items = (suggested_item(s, predictor) for several in suggested(document, model).values() for s in several)
    return float(sum(item.answers.get(path) == value for item in items))


def _by_diversity(seen: Sequence[Document], fresh: Sequence[Document]) -> list[str]:
    """Return documents so that each is as unlike all before it, and all that are begun, as can be (farthest first)."""
    vectors = {document.id: _words(document) for document in (*seen, *fresh)}
    nearest = {
        document.id: max((float(vectors[document.id] @ vectors[one.id]) for one in seen), default=0.0) for document in fresh
    }
    chosen: list[str] = []
    while nearest:
        best = min(nearest, key=nearest.__getitem__)
        del nearest[best]
        chosen.append(best)
        for id in nearest:
            nearest[id] = max(nearest[id], float(vectors[id] @ vectors[best]))
    return chosen


def _words(document: Document) -> NDArray[numpy.float64]:
    places = [crc32(word.lower().encode("utf-8", "surrogatepass")) % _WORDS for word in document.text.split()]
    weights = numpy.log1p(numpy.bincount(places, minlength=_WORDS))
    return weights / max(float(numpy.linalg.norm(weights)), 1e-9)
