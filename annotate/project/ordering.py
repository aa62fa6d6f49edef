"""The order in which documents are worth labelling, with a share of them at random, so that the dataset can be measured honestly.

Only documents in which nothing is decided yet are ordered; those begun come first, as they were added. A document that comes at
random is one of a random sample of all that were open, whatever the order thinks of it: figures that are to hold for the whole
collection are computed on these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy
from numpy.typing import NDArray

from annotate.errors import AnnotateError
from annotate.model import Document, Suggestion
from annotate.model.assignments import Selection
from annotate.project.learning import load_model, suggested, usable_model
from annotate.review.assignment import draw
from annotate.schema import Schema
from annotate.store import Store
from annotate.store.rows import timestamp

if TYPE_CHECKING:
    from pathlib import Path

    from annotate.suggestions.learned.model import LearnedModel

RANDOM, UNCERTAINTY, DISAGREEMENT, DIVERSE, RARE = "random", "uncertainty", "disagreement", "diverse", "rare"
ORDERS = f"{RANDOM}, {UNCERTAINTY}, {DISAGREEMENT}, {DIVERSE}, or {RARE}:QUESTION=LABEL, such as {RARE}:claim.type=causal"

SHARE = 0.2
"""The share of documents that come at random, unless another one is asked for."""

_WORDS = 1 << 12  # places of the hashed words by which documents are alike


_POOL = 100  # documents among which the next one is chosen: to look at one takes 10 to 30 ms
_OPENED = timedelta(hours=24)  # after which a document in which nothing was decided may be given to somebody else


class Ordering(NamedTuple):
    """Documents in the order in which they are to be labelled, those among them that come at random, and the share of these."""

    sequence: tuple[str, ...]
    at_random: tuple[str, ...]
    random_share: float


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
    _check(schema, order, share)
    name, _, label = order.partition(":")
    decided = store.begun()
    entries = [entry.id for entry in store.documents()]
    begun, fresh = [id for id in entries if id in decided], [id for id in entries if id not in decided]
    drawn = sorted(fresh, key=lambda id: draw(seed, id))
    if name == RANDOM:
        return Ordering((*begun, *drawn), tuple(drawn), 1.0)
    if name == DIVERSE:
        best = by_diversity([store.document(id) for id in begun], [store.document(id) for id in fresh])
    else:
        model = _model(output, name)
        worth = {id: worth_of(store.document(id), name, label, model) for id in fresh}
        best = sorted(fresh, key=lambda id: -worth[id])
    mixed, at_random = mix(best, drawn, share)
    return Ordering((*begun, *mixed), at_random, share)


def _check(schema: Schema, order: str, share: float) -> None:
    if not 0 <= share <= 1:
        raise AnnotateError(f"--random-share must be between 0 and 1, not {share:g}")
    check_order(schema, order)


def _model(output: Path, name: str) -> LearnedModel | None:
    """Return the model for an order, None if there is none and it needs none. Raises AnnotateError if it needs one."""
    model = load_model(output)
    if name != RARE and (model is None or model.weights is None):
        raise AnnotateError(f"--order {name} needs a model of this project's labels; make one with `annotate train`")
    return model


class Selector:
    """Chooses one document after the other by an order, as it is worth labelling now, with a share of them at random.

    It chooses among the documents in which nobody has decided anything and which nobody was given in the last day; of many, it
    looks at 100 drawn at random. With `order` None, the order is uncertainty if there is a model, otherwise random.
    """

    def __init__(
        self, schema: Schema, output: Path, order: str | None, *, seed: int = 0, share: float = SHARE, only_new: bool = False
    ) -> None:
        """Choose by an order; with `only_new`, also if the annotator has begun another document.

        Raises AnnotateError if there is no such order or share.
        """
        self._schema, self._output, self._seed, self.only_new = schema, output, seed, only_new
        self._asked_for = order
        self._share = share
        self._worth: dict[str, float] = {}
        _check(schema, order or RANDOM, share)

    @cached_property
    def _order(self) -> str:
        if self._asked_for is not None:
            return self._asked_for
        model = usable_model(self._output)
        return RANDOM if model is None or model.weights is None else UNCERTAINTY

    @cached_property
    def _measure(self) -> Callable[[Document], float]:
        """The worth of a document, whose model is read once: the next session has the next one."""
        name, _, label = self._order.partition(":")
        model = _model(self._output, name)
        return lambda document: worth_of(document, name, label, model)

    def select(self, store: Store, annotator: str, documents: Iterable[str]) -> tuple[str, Selection] | None:
        """Return the next of some documents for an annotator, and how it was chosen; None if others have begun all of them.

        Raises AnnotateError if the order needs a model and there is none, and StoreError.
        """
        decided = store.begun()
        given = store.assigned_since(timestamp(store.now() - _OPENED))
        fresh = {id for id in documents if id not in decided and not given.get(id, set()) - {annotator}}
        if not fresh:
            return None
        drawn = sorted(fresh, key=lambda id: draw(self._seed, id))
        share = 1.0 if self._order == RANDOM else self._share
        earlier = {id: one for id, one in store.selections().items() if one[:3] == (self._order, self._seed, share)}
        # A document that was opened and left is opened again, by the same choice.
        if again := next((id for id in drawn if id in earlier and annotator in given.get(id, ())), None):
            return again, earlier[again]
        round = len(earlier) + 1
        at_random = is_at_random(round, share)
        chosen = drawn[0] if at_random else self._best(store, decided, drawn[:_POOL])
        return chosen, Selection(self._order, self._seed, share, round, at_random)

    def _best(self, store: Store, decided: Iterable[str], pool: Sequence[str]) -> str:
        if self._order == DIVERSE:
            return by_diversity([store.document(id) for id in sorted(decided)], [store.document(id) for id in pool])[0]
        for id in pool:
            if id not in self._worth:
                self._worth[id] = self._measure(store.document(id))
        return max(pool, key=self._worth.__getitem__)


def is_at_random(place: int, share: float) -> bool:
    """Return whether the document at a place, from 1, comes at random, so that a share of them does, evenly spread.

    >>> [place for place in range(1, 11) if is_at_random(place, 0.2)]
    [5, 10]
    """
    return int(place * share + 1e-9) > int((place - 1) * share + 1e-9)


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
    for place in range(1, len(best) + 1):
        is_random = is_at_random(place, share)
        item = next(item for item in queues[is_random] if item not in mixed)
        mixed[item] = None
        if is_random:
            at_random.append(item)
    return list(mixed), tuple(at_random)


def worth_of(document: Document, order: str, label: str, model: LearnedModel | None) -> float:
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


def by_diversity(seen: Sequence[Document], fresh: Sequence[Document]) -> list[str]:
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
