"""The relations between two claims, and decisions on pairs of claims."""

from __future__ import annotations

from typing import Literal, NamedTuple

Relation = Literal["same", "contradicts", "entails", "entailed", "related", "unrelated", "unclear"]
"""The relation of one claim to another.

``same``: both have the same truth conditions: no possible state of the world makes one true and the other false (Full Fact 2021,
"Towards a common definition of claim matching"). ``contradicts``: both cannot be true. ``entails``: if the first is true, the
second is. ``entailed``: the reverse. ``related``: about the same thing, and none of these. ``unclear``: one cannot tell.
"""

RELATIONS: tuple[Relation, ...] = ("same", "contradicts", "entails", "entailed", "related", "unrelated", "unclear")
REVERSED: dict[Relation, Relation] = {"entails": "entailed", "entailed": "entails"}


class Decision(NamedTuple):
    """A decision on a pair of claims: `first` has the `relation` to `second`.

    first, second: the claims' keys, the first the lesser of the two.
    number: the place of the decision among all, by which it is named.
    """

    first: str
    second: str
    relation: Relation
    number: int = 0

    @property
    def pair(self) -> tuple[str, str]:
        """The two claims."""
        return self.first, self.second


def decision(first: str, second: str, relation: Relation, number: int = 0) -> Decision:
    """Return a decision with its claims in order; the relation is turned round with them.

    Raises ValueError if both claims are one.
    """
    if first == second:
        raise ValueError(f"{first} cannot be linked to itself")
    if first > second:
        return Decision(second, first, REVERSED.get(relation, relation), number)
    return Decision(first, second, relation, number)
