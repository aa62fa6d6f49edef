"""Links between the gold claims of one article, made at the prompt, as decisions on pairs of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotate.model.claim_links import linked_pairs
from annotate.model.claim_list import ListedClaim
from annotate.model.links import Relation
from annotate.schema import Schema


class DecidedPair(NamedTuple):
    """Two gold claims of one article that are linked, by their keys: `first`, the later one, has the `relation` to `second`."""

    first: str
    second: str
    relation: Relation


def decided_pairs(claims: Iterable[ListedClaim], schema: Schema) -> Iterator[DecidedPair]:
    """Yield the links between gold claims of one article, in the order of the list.

    The relation is what the schema says that a label means; a label that means no relation in particular is ``related``. A link
    whose target is not a gold claim, because another annotator's version of its sentence is gold, is left out. A schema without
    labels of links has no links.
    """
    if schema.links is None:
        return
    for pair in linked_pairs(claims):
        yield DecidedPair(pair.later.key, pair.earlier.key, schema.relations.get(pair.label, "related"))
