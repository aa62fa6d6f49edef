"""Decisions read from the store: all of them, those that count, the gold, and the sentences that annotators dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from annotate.errors import StoreError
from annotate.model import Document, Revision
from annotate.model.current import drop_stale, newest
from annotate.model.ids import sentence_id
from annotate.review.gold import Gold, decide, needs_no_adjudicator
from annotate.schema import Schema

if TYPE_CHECKING:
    from annotate.store import FinishedDecision, Store


def all_revisions(store: Store, document: str | None, annotator: str | None) -> Iterator[Revision]:
    """Return every decision ever made by `annotator` in `document` (None for all), the adjudications last.

    Raises StoreError if the document or annotator is not known.
    """
    require_known(store, document, annotator)
    yield from store.revisions(document, annotator)
    yield from (r for r in store.adjudications(document) if annotator in (None, r.annotator))


def current_revisions(store: Store, document: str | None, annotator: str | None) -> Iterator[Revision]:
    """Return the newest decision of each sentence and annotator. Raises StoreError as `all_revisions` does."""
    require_known(store, document, annotator)
    yield from (r for r in store.current(document) if annotator in (None, r.annotator))


def current_adjudications(store: Store, document: str | None) -> tuple[Revision, ...]:
    """Return the newest adjudication of each sentence. Raises StoreError if the document is not known."""
    require_known(store, document, None)
    return tuple(newest(store.adjudications(document)).values())


def gold_of_document(store: Store, document: str, schema: Schema) -> Mapping[str, Gold]:
    """Return the gold annotation of each sentence of a document, by sentence id. Raises StoreError."""
    return gold_of(store, store.document(document), schema)


def gold_of(
    store: Store, document: Document, schema: Schema, annotator: str | None = None, *, without: Collection[str] = ()
) -> Mapping[str, Gold]:
    """Return the gold of each sentence of a document that was read, by sentence id, or the decisions of one annotator.

    The decisions of annotators in `without` do not count; their adjudications do. Raises StoreError.
    """
    decisions = (revision for revision in store.current(document.id) if revision.annotator not in without)
    revisions = chain(decisions, store.adjudications(document.id))
    return decide(document, drop_stale(document, revisions, Counter()), schema, annotator)


def decided_documents(store: Store) -> set[str]:
    """Return the ids of the documents on which anybody decided anything, annotators and adjudicators."""
    return store.begun() | store.adjudicated_documents()


def contested_sentences(
    store: Store, schema: Callable[[], Schema], rule: str, finished: Iterable[Sequence[FinishedDecision]] | None = None
) -> Iterator[tuple[str, str]]:
    """Return document and id of each sentence on which annotators differ and that nobody adjudicated, in order.

    `rule` (unanimous, majority) names the sentences that need no adjudicator. `schema` is called only if annotators differ
    somewhere, so that the status of a project does not depend on its schema being valid. `finished` is that of `Store.contested`.
    """
    for document, contested in groupby(store.contested(finished), key=attrgetter("document")):
        open_ids = {item.sentence for item in contested if not needs_no_adjudicator(item.decisions, schema(), rule)}
        starts = store.numbers(document) if open_ids else {}  # a sentence may be gone: split or merged since
        yield from ((document, id) for start in starts if (id := sentence_id(document, start)) in open_ids)


@dataclass(frozen=True, slots=True)
class AdjudicationScope:
    """The sentences to adjudicate.

    rule: unanimous or majority: the sentences that need no adjudicator.
    every: also those that need none, to be approved or corrected.
    reviewed: an annotator, whose decisions are to be approved or corrected; then no others.
    """

    rule: str = "unanimous"
    every: bool = False
    reviewed: str | None = None


def sentences_to_adjudicate(store: Store, schema: Callable[[], Schema], scope: AdjudicationScope) -> Iterator[tuple[str, str]]:
    """Return document and id of each sentence that is left to adjudicate, by document in the order they were added."""
    if not scope.every and scope.reviewed is None:
        yield from contested_sentences(store, schema, scope.rule)
        return
    starts: dict[str, set[int]] = {}
    for decided in store.decided(scope.reviewed):
        if decided.label is not None:
            starts.setdefault(decided.document, set()).add(decided.start)
    adjudicated = store.adjudicated()
    for document in store.in_order(starts):
        left = {start: id for start in starts[document] if (id := sentence_id(document, start)) not in adjudicated}
        present = store.numbers(document) if left else {}  # a sentence may be gone: split or merged since
        yield from ((document, left[start]) for start in present if start in left)


def require_known(store: Store, document: str | None, annotator: str | None) -> None:
    """Raise StoreError, suggesting a remedy, if a document or an annotator is not known. None is always known."""
    if document is not None:
        store.document(document)
    if annotator is not None and not store.knows(annotator):
        known = sorted(store.people())
        hint = f"there are decisions of {', '.join(known)}" if known else "nobody labelled anything yet"
        raise StoreError(f"there is no decision of {annotator} in {store.where}; {hint}")
