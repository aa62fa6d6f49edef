"""Documents removed with all that was ever stored of them: the one exception to the rule that the store only grows.

A wrong file, a withdrawn article or personal data must not stay for ever. `purge` deletes a document's text, segmentations,
decisions, adjudications and assignments, and every mention of it in a plan, in one transaction. What stays is a row of
`removals`: who removed how much, and when, but not what.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from annotate.errors import StoreError
from annotate.review.assignment import Plan, plan_from_json
from annotate.store.database import Database
from annotate.store.rows import PLAN_COLUMNS, REMOVAL_COLUMNS, check_storable, encode_json, timestamp

_TABLES = {
    "revisions": "document",
    "adjudications": "document",
    "assignments": "document",
    "segmentations": "document",
    "former_texts": "document",
    "documents": "id",
}
"""The tables with rows of a document, and the column with its id. Documents come last: the others refer to them."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The number of rows that were removed from each table."""

    revisions: int
    adjudications: int
    assignments: int
    segmentations: int
    former_texts: int
    documents: int


def purge(database: Database, documents: Mapping[str, int], author: str, now: datetime) -> Removed:
    """Remove documents, given with the number of decisions that the caller knows of each, and everything about them.

    All of them are removed or none. Raises StoreError if there is none with an id, or if decisions were added meanwhile.
    """

    def delete() -> Removed:
        for document, decisions in documents.items():
            if not _count(database, "documents", document):
                raise StoreError(f"there is no document {document} in {database.where} any more; nothing was removed")
            if sum(_count(database, table, document) for table in ("revisions", "adjudications")) != decisions:
                raise StoreError(f"{document} was labelled while it was to be removed; nothing was removed: try again")
        counts = {table: sum(_count(database, table, document) for document in documents) for table in _TABLES}
        for table, column in _TABLES.items():
            for document in documents:
                database.execute(f"DELETE FROM {table} WHERE {column} = ?", (document,))
        _remove_from_plans(database, documents)
        ((number,),) = database.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM removals")
        row = check_storable("the record of the removal", (number, author, timestamp(now), encode_json(counts)))
        database.execute(f"INSERT INTO removals ({REMOVAL_COLUMNS}) VALUES (?, ?, ?, ?)", row)
        return Removed(**counts)

    removed = database.transact(delete)
    database.erase_deleted()
    return removed


def _count(database: Database, table: str, document: str) -> int:
    ((count,),) = database.execute(f"SELECT COUNT(*) FROM {table} WHERE {_TABLES[table]} = ?", (document,))
    return int(count)


def _remove_from_plans(database: Database, documents: Collection[str]) -> None:
    """Take documents out of every plan there ever was."""
    for number, _, _, settings in database.execute(f"SELECT {PLAN_COLUMNS} FROM plans"):
        record = json.loads(settings)
        if record is not None and (without := _without(plan_from_json(record), documents)) != plan_from_json(record):
            database.execute("UPDATE plans SET settings = ? WHERE number = ?", (encode_json(asdict(without)), number))


def _without(plan: Plan, documents: Collection[str]) -> Plan:
    gold = tuple(document for document in plan.gold if document not in documents)
    return replace(
        plan,
        training=tuple(document for document in plan.training if document not in documents),
        gold=gold,
        gold_by=plan.gold_by if gold else "",
        begun={document: names for document, names in plan.begun.items() if document not in documents},
    )
