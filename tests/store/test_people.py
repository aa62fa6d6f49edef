"""Everybody whose name is stored, and names for those who are to have none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotate.errors import StoreError
from annotate.model import ADJUDICATION
from annotate.review.assignment import Plan
from annotate.store import Person, Store
from annotate.store.people import NAME_COLUMNS, PROGRAM, names_in_plan, new_pseudonym, stored_plans
from support.builders import make_version
from support.storing import at, make, revise, unseen

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_everybody_is_listed_with_what_they_did(filled: Store) -> None:
    filled.add_document(make("b2"))
    filled.save([revise(1, 3), revise(2, 3)])
    filled.save([unseen(revise(1, 4, document="b2"), 4)])
    filled.save([replace(revise(0, 9, "mk"), layer=ADJUDICATION)])
    filled.save([replace(revise(0, 10, "eva"), layer=ADJUDICATION)])
    filled.add_version(make_version(make()), [])
    plan = Plan(1, ("mk", "ben"), gold=("a1",), gold_by="ada", begun={"a1": ("mk",), "b2": ("cem",)})
    filled.set_plan(plan, "boss", NOW)
    filled.take_document("ben", NOW)
    filled.remove_documents({"b2": 1}, "boss", NOW)
    assert filled.annotators() == (
        Person("ada", 0, 0, 2, None),
        Person("ben", 0, 0, 2, None),
        Person("boss", 0, 0, 2, None),
        Person("eva", 1, 1, 0, at(10)),
        Person("mk", 1, 4, 1, at(9)),
    )
    assert [names_in_plan(plan) for plan in stored_plans(filled._db).values()] == [{"mk", "ben", "ada"}]
    filled.set_plan(None, "mk", NOW)
    assert len(stored_plans(filled._db)) == 1
    filled._insert("plans", "number, author, created, settings", (9, "mk", at(0), "[1"))
    with pytest.raises(StoreError, match=r"plan 9 in .* cannot be read .*restore it from a backup"):
        filled.annotators()


def test_the_program_is_nobody(filled: Store) -> None:
    assert filled._db.execute("SELECT DISTINCT author FROM segmentations") == [(PROGRAM,)]
    assert [person.name for person in filled.annotators()] == ["mk"]


def test_every_column_with_names_is_known(filled: Store) -> None:
    """A table that gets one must be listed, or a name in it could neither be found nor forgotten."""
    found = set()
    for table in (*NAME_COLUMNS, "documents", "migrations"):
        columns = filled._db.execute(f"SELECT * FROM {table} WHERE 1 = 0") or _columns(filled, table)
        found |= {(table, column) for column in columns if column in ("annotator", "author", "name", "adjudicator", "person")}
    assert found == set(NAME_COLUMNS.items())


def _columns(store: Store, table: str) -> list[str]:
    if store._db.role() is None:
        return [row[1] for row in store._db.execute(f"PRAGMA table_info({table})")]
    sql = "SELECT column_name::text FROM information_schema.columns WHERE table_name = ? AND table_schema = current_schema()"
    return [name for (name,) in store._db.execute(sql, (table,))]


def test_a_pseudonym_is_random_and_new() -> None:
    pseudonyms = {new_pseudonym(()) for _ in range(20)}
    assert len(pseudonyms) > 15
    assert all(name.startswith("annotator-") for name in pseudonyms)
    every = {f"Annotator-{number:04X}" for number in range(0x10000)}
    assert len(new_pseudonym(every)) == len("annotator-123456")
