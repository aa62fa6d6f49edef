"""Everybody whose name is stored, whatever for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from annotate.errors import StoreError
from annotate.model.people import name_key
from annotate.review.assignment import Plan, plan_from_json
from annotate.store.database import Database

ADJUDICATOR = "an adjudicator"
"""The name under which `Store.lock_document` locks a document for adjudication: all adjudications of it are one work."""

PROGRAM = "annotate"
"""The author of segmentations that the program made, who is nobody."""

DECISION_TABLES = ("revisions", "adjudications")
"""The tables with decisions, by their annotator or adjudicator."""

NAME_COLUMNS = {
    **dict.fromkeys((*DECISION_TABLES, "assignments", "links"), "annotator"),
    **dict.fromkeys(("segmentations", "plans", "removals"), "author"),
}
"""The column with a name of each table that has one. The settings of a plan contain names, too."""


class Person(NamedTuple):
    """A name with what is stored under it.

    name: the annotator, adjudicator or author.
    documents: the number of documents with decisions.
    decisions: the number of decisions, including superseded ones and adjudications.
    other: the number of other records: assignments, links, corrections of segmentations, plans that the person made or is named
        in, and removals.
    last: the time of the last decision, None if there is none.
    """

    name: str
    documents: int
    decisions: int
    other: int
    last: str | None


def list_people(database: Database) -> tuple[Person, ...]:
    """Return everybody whose name is stored, by name."""
    decisions, last, other = Counter[str](), dict[str, str](), Counter[str]()
    for table, column in NAME_COLUMNS.items():
        for name, count, latest in database.execute(f"SELECT {column}, COUNT(*), MAX(created) FROM {table} GROUP BY {column}"):
            if table in DECISION_TABLES:
                decisions[name] += count
                last[name] = max(last.get(name, ""), latest)
            elif (table, name) != ("segmentations", PROGRAM):
                other[name] += count
    for plan in stored_plans(database).values():
        other.update(names_in_plan(plan))
    pairs = " UNION ".join(f"SELECT document, annotator FROM {table}" for table in DECISION_TABLES)
    documents = Counter(name for _, name in database.execute(pairs))
    return tuple(
        Person(name, documents[name], decisions[name], other[name], last.get(name)) for name in sorted({*decisions, *other})
    )


def new_pseudonym(names: Collection[str]) -> str:
    """Return a random pseudonym that is none of the `names`: nothing about a person can be computed from it."""
    from secrets import token_hex  # 5 ms

    keys, length = set(map(name_key, names)), 2
    while (pseudonym := f"annotator-{token_hex(length)}") in keys:
        length += 1
    return pseudonym


def stored_plans(database: Database) -> dict[int, Plan]:
    """Return every plan there ever was by its number, the newest last, without the ends of planning. Raises StoreError."""
    plans: dict[int, Plan] = {}
    for number, settings in database.execute("SELECT number, settings FROM plans ORDER BY number"):
        try:
            if (record := json.loads(settings)) is not None:
                plans[number] = plan_from_json(record)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"plan {number} in {database.where} cannot be read ({error}); restore it from a backup") from error
    return plans


def names_in_plan(plan: Plan) -> set[str]:
    """Return the names of everybody in a plan."""
    return set(_names_in_plan(plan))


def _names_in_plan(plan: Plan) -> Iterator[str]:
    yield from plan.annotators
    if plan.gold_by:
        yield plan.gold_by
    for names in plan.begun.values():
        yield from names
