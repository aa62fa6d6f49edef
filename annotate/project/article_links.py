"""Links between the gold claims of one article, made at the prompt, as decisions on pairs of claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotate.model.claim_links import linked_pairs
from annotate.model.claim_list import ClaimFilter, ListedClaim
from annotate.model.links import Relation
from annotate.project.claims import list_claims
from annotate.schema import Schema
from annotate.store import Store


class DecidedPair(NamedTuple):
    """Two gold claims of one article that are linked, by their keys: `first`, the later one, has the `relation` to `second`."""

    first: str
    second: str
    relation: Relation


def links_within_articles(store: Store, schema: Schema) -> tuple[DecidedPair, ...]:
    """Return all links between gold claims of one article, in the order of articles and sentences. Raises StoreError.

    The relation is what the schema says that a label means; a label that means no relation in particular is ``related``. A link
    whose target is not a gold claim, because another annotator's version of its sentence is gold, is left out.
    """
    if schema.links is None:
        return ()
    return tuple(decided_pairs(list_claims(store, schema, (), None, ClaimFilter()).claims, schema))


def decided_pairs(claims: tuple[ListedClaim, ...], schema: Schema) -> Iterator[DecidedPair]:
    """Yield the links between claims that are listed already, as `links_within_articles` does."""
    for pair in linked_pairs(claims):
        yield DecidedPair(pair.later.key, pair.earlier.key, schema.relations.get(pair.label, "related"))
