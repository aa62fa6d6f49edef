"""Items in groups that are joined one pair after the other (union-find)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class DisjointSets(Generic[T]):
    """Groups of items, each with a leader, which is an item of the group. An item that was never joined leads itself.

    Paths are halved on the way to a leader (van Leeuwen and van der Weide 1977).
    """

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def leader(self, item: T) -> T:
        """Return the leader of the group of an item."""
        parents = self._parents
        while (parent := parents.get(item, item)) != item:
            parents[item] = item = parents.get(parent, parent)
        return item

    def together(self, one: T, other: T) -> bool:
        """Return whether two items are in one group."""
        return self.leader(one) == self.leader(other)

    def join(self, one: T, other: T) -> None:
        """Join the groups of two items; the leader of the first one leads both."""
        leader = self.leader(one)
        self._parents[self.leader(other)] = leader
        self._parents[leader] = leader

    def leaders(self) -> dict[T, T]:
        """Return the leader of each item that was ever joined."""
        return {item: self.leader(item) for item in self._parents}
