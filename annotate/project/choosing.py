"""The document that an annotator labels next: by the plan if there is one, otherwise the one begun last or the first left.

The first left is that of an order: the order of adding, or one drawn for each annotator. If several people begin with the first
article, it is labelled many times and the last one never, and what they learn on the way is confounded with the article.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Literal

from annotate.errors import ArticleError
from annotate.labelling.missing import is_answered, missing_items
from annotate.labelling.state import Ahead
from annotate.model import annotation_from_json
from annotate.model.assignments import Selection
from annotate.project.decisions import AdjudicationScope, sentences_to_adjudicate
from annotate.schema import Attribute, Schema
from annotate.store import Store

if TYPE_CHECKING:
    from annotate.project.ordering import Selector  # with NumPy, 100 ms

_FEW = 24
"""The number of documents up to which each annotator has an order of their own. To draw the first of a million, all would have to
be looked at, so where more are left, annotators begin at different places of one random order."""

Order = Literal["added", "shuffled"]
"""The order in which documents are offered without a plan: as they were added, or drawn for the annotator.

In place of it, a `Selector` chooses the document that is worth most.
"""


def choose_document(store: Store, annotator: str, *, relabel: bool, order: Order | Selector | None = None) -> str:
    """Return the document to open if none is named; under a plan, or by a `Selector`, it is assigned to the annotator.

    With `relabel` it is the one that the annotator decided on last. Without an order, the documents are offered as they were
    added to whoever decided first in the project, and in an order drawn for them to all others.
    Raises ArticleError if nothing is left.
    """
    plan = store.plan()
    if plan is None or (relabel and store.latest(annotator) is not None):
        chosen, selection = _unfinished_document(store, annotator, order, relabel=relabel)
        if selection is not None and store.selections().get(chosen) != selection:
            store.give_document(chosen, annotator, store.now(), selection)
        return chosen
    if plan.annotators and annotator not in plan.annotators:
        raise ArticleError(
            f"{annotator} is not in the plan; check the name, see `annotate assign` for the plan, or open any document with "
            "`annotate label DOCUMENT`"
        )
    document = store.take_document(annotator, store.now())
    if document is None:
        raise ArticleError(f"the plan has nothing left for {annotator}; `annotate assign` shows everybody's progress")
    return document


def following_document(store: Store, annotator: str, order: Order | Selector | None = None) -> tuple[str | None, bool]:
    """Return the next document of an annotator, None if nothing is left, and True if it is given by a plan."""
    if store.plan() is not None:
        return store.next_document(annotator, store.now()), True
    try:
        return _unfinished_document(store, annotator, order, relabel=False)[0], False
    except ArticleError:
        return None, False


def look_ahead(store: Store, annotator: str, document: str, order: Order | Selector | None = None) -> Ahead:
    """Return what comes for an annotator after a document: the next one, and how much is left in the others."""
    following, planned = following_document(store, annotator, order)
    if planned:
        return Ahead(following, planned=True)
    documents, sentences = store.left(annotator, without=document)
    return Ahead(None if following == document else following, documents, sentences)


def documents_that_lack(store: Store, annotator: str | None, schema: Schema, question: Attribute) -> list[str]:
    """Return the documents in which finished sentences of an annotator, or of any, lack an answer, in the order of adding."""
    lacking: set[tuple[str, str]] = set()
    answered: set[tuple[str, str]] = set()
    for row in chain.from_iterable(store.finished()):
        if annotator in (None, row.annotator):
            annotation = annotation_from_json(json.loads(row.annotation))
            if next(missing_items(schema, annotation, question), None) is not None:  # the item is empty for a sentence
                lacking.add((row.document, row.annotator))
            if question.about_article and is_answered([annotation], question):
                answered.add((row.document, row.annotator))  # in one sentence for all
    documents = {document for document, _ in lacking - answered}
    return store.in_order(documents)


def document_to_adjudicate(store: Store, schema: Schema, scope: AdjudicationScope) -> str | None:
    """Return the first document in which something is left to adjudicate, None if there is none."""
    return next((document for document, _ in sentences_to_adjudicate(store, lambda: schema, scope)), None)


def look_ahead_to_adjudicate(store: Store, schema: Schema, scope: AdjudicationScope, document: str) -> Ahead:
    """Return what comes for an adjudicator after a document."""
    left = Counter(other for other, _ in sentences_to_adjudicate(store, lambda: schema, scope) if other != document)
    return Ahead(next(iter(left), None), len(left), left.total())


def _unfinished_document(
    store: Store, annotator: str, order: Order | Selector | None, *, relabel: bool
) -> tuple[str, Selection | None]:
    """Return the document the annotator decided on last unless it is finished, otherwise the first that is not.

    The second value says how it was chosen, if a `Selector` chose it.
    """
    selector = None if order is None or isinstance(order, str) else order
    resumes = relabel or selector is None or not selector.only_new
    latest = store.latest(annotator) if resumes else None
    if latest is not None and (relabel or _finished(store, annotator, latest) < len(store.numbers(latest))):
        return latest, None
    if not store.has_documents():
        raise ArticleError("there is no article to label; put some into raw/, then: annotate add")
    begun = store.last_unfinished(annotator)
    if selector is not None and not (begun and resumes):
        unfinished = store.unfinished(annotator, store.size().documents)
        if selected := selector.select(store, annotator, unfinished):
            return selected
    chosen = begun or _first(store, annotator, order if isinstance(order, str) else None)
    if chosen is None:
        raise ArticleError(
            "every article is labelled; `annotate label DOCUMENT --relabel` opens one again, `annotate export` is next"
        )
    return chosen, None


def _first(store: Store, annotator: str, order: Order | None) -> str | None:
    """Return the first document that an annotator has not begun, in their order; None if there is none."""
    if order is None:
        order = "added" if store.first_annotator() in (None, annotator) else "shuffled"
    if order == "added":
        return next(iter(store.unfinished(annotator, 1)), None)
    left = store.unfinished(annotator, _FEW + 1)
    if len(left) > _FEW:
        return store.drawn_unfinished(annotator, _draw(annotator).hex())
    return min(left, key=lambda id: _draw(annotator, id), default=None)


def _draw(*words: str) -> bytes:
    """Return a place in a random order that depends only on these words: the same on every machine."""
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).digest()


def _finished(store: Store, annotator: str, document: str) -> int:
    """Return the number of sentences of a document that an annotator has finished."""
    return sum(decision.label is not None for decision in store.decided(annotator, document))
