"""What the store asks of a database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from annotate.store.rows import Row

T = TypeVar("T")


class Database(Protocol):
    """One connection: statements, transactions, and errors in words. Whatever fails raises StoreError."""

    where: str
    """What messages call it: without a password."""

    def prepare(self) -> None:
        """Set up what is not part of a version's tables."""

    def define(self, statement: str) -> None:
        """Carry out a statement of a migration."""

    def execute(self, sql: str, values: Row = ()) -> list[Row]:
        """All rows of one statement, in which ``?`` stands for a value."""

    def transact(self, action: Callable[[], T], turn: tuple[str, ...] = ()) -> T:
        """`action` in one transaction: all that it does or, if anything is raised, nothing; on the disk when this returns.

        Transactions of one `turn` wait for each other, those of no turn for all. `action` may be called again, after a rollback.
        """

    def damage(self) -> list[str]:
        """What the database finds wrong with itself."""

    def hold(self, document: str, annotator: str) -> AbstractContextManager[None]:
        """Hold a document for one annotator in one window; see `Store.labelling`."""

    def close(self) -> None:
        """End the connection."""
