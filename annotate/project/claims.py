"""The claims of a project one by one: gold, or those of one annotator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from annotate.model.claim_list import ClaimFilter, ListedClaim, claims_of
from annotate.model.current import drop_stale
from annotate.project.decisions import require_known
from annotate.review.gold import decide
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL
from annotate.store import Store


class ClaimList(NamedTuple):
    """The claims that were asked for, in the order of articles and sentences.

    without_gold: the number of sentences that annotators labelled differently so often that there is no gold label.
    """

    claims: tuple[ListedClaim, ...]
    without_gold: int


def list_claims(store: Store, schema: Schema, documents: Sequence[str], annotator: str | None, chosen: ClaimFilter) -> ClaimList:
    """Return the gold claims, or those of one annotator, in documents (none for all) that a filter chooses.

    Raises StoreError if a document or the annotator is not known.
    """
    require_known(store, None, annotator)
    for document in documents:
        require_known(store, document, None)
    labelled = {tally.document for tally in store.tally()} | {revision.document for revision in store.adjudications()}
    every = [entry.id for entry in store.documents() if entry.id in labelled and (not documents or entry.id in documents)]
    author_default = stance.author_default if (stance := schema.attribute("stance", LABEL)) else None
    open_sentences: list[str] = []
    claims = chain.from_iterable(_claims_of_document(store, schema, id, annotator, open_sentences) for id in every)
    return ClaimList(tuple(claim for claim in claims if chosen.matches(claim, author_default)), len(open_sentences))


def _claims_of_document(
    store: Store, schema: Schema, id: str, annotator: str | None, open_sentences: list[str]
) -> Iterator[ListedClaim]:
    document = store.document(id)
    revisions = drop_stale(document, chain(store.current(id), store.adjudications(id)), Counter())
    gold = decide(document, revisions, schema, annotator)
    for number, sentence in enumerate(document.sentences, 1):
        decision = gold[sentence.id]
        if decision.revision is not None and decision.revision.annotation is not None:
            provenance = None if annotator else decision.provenance
            yield from claims_of(document, number, decision.revision.annotation, decision.revision.annotator, provenance)
        elif decision.provenance is not None:
            open_sentences.append(sentence.id)
