"""Documents and people removed with all that was stored of them: the one exception to the rule that the store only grows.

A wrong file, a withdrawn article or personal data must not stay for ever, nor a name that was misspelt or is to be forgotten.

* `purge` deletes a document's text, segmentations, decisions, adjudications, links and assignments, and every mention of it in a
  plan.
* `rename_person` gives everything of a person another name, `merge_people` gives it to somebody who is known already, and
  `delete_person` deletes it: decisions, adjudications, links, assignments, and places in plans. That a segmentation was corrected
  or a plan made is not deleted, since the work of others rests on it; there a pseudonym takes the name's place.

Each is one transaction. What stays is a row of `removals`: who changed how much, and when, but neither what nor whose.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from annotate.errors import StoreError
from annotate.model import ADJUDICATION, ANNOTATION, Layer, Revision
from annotate.model.people import BY_PEOPLE
from annotate.review.assignment import Plan, allot
from annotate.store.assigning import allot_again
from annotate.store.checksums import CHECKED, seal
from annotate.store.database import Database
from annotate.store.people import ADJUDICATOR, DECISION_TABLES, NAME_COLUMNS, PROGRAM, names_in_plan, stored_plans
from annotate.store.rows import (
    REMOVAL_COLUMNS,
    check_storable,
    encode_json,
    timestamp,
)

_TABLES = {
    "links": ("document", "other"),
    "revisions": ("document",),
    "adjudications": ("document",),
    "assignments": ("document",),
    "segmentations": ("document",),
    "former_texts": ("document",),
    "documents": ("id",),
}
"""The tables with rows of a document, and the columns with its id. Documents come last: the others refer to them."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The number of rows that were removed from each table."""

    revisions: int
    adjudications: int
    assignments: int
    segmentations: int
    former_texts: int
    documents: int
    links: int = 0


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
        counts = dict.fromkeys(_TABLES, 0)
        for table, columns in _TABLES.items():
            for document in documents:
                counts[table] += _count(database, table, document)
                for column in columns:
                    database.execute(f"DELETE FROM {table} WHERE {column} = ?", (document,))
        _change_plans(database, lambda plan, _: _without_documents(plan, documents))
        _record(database, author, now, counts)
        return Removed(**counts)

    removed = database.transact(delete)
    database.erase_deleted()
    return removed


def _count(database: Database, table: str, document: str) -> int:
    columns = _TABLES[table]
    condition = " OR ".join(f"{column} = ?" for column in columns)
    ((count,),) = database.execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}", (document,) * len(columns))
    return int(count)


def _record(database: Database, author: str, now: datetime, counts: Mapping[str, int]) -> None:
    """Record that something was removed or renamed."""
    ((number,),) = database.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM removals")
    row = check_storable("the record of the removal", (number, author, timestamp(now), encode_json(counts)))
    database.execute(f"INSERT INTO removals ({REMOVAL_COLUMNS}) VALUES (?, ?, ?, ?)", row)


def _change_plans(database: Database, change: Callable[[Plan, bool], Plan]) -> None:
    """Change every plan there ever was by a function, which is given True as well for the plan that counts; then allot anew."""
    ((newest,),) = database.execute("SELECT COALESCE(MAX(number), 0) FROM plans")
    for number, plan in stored_plans(database).items():
        if (changed := change(plan, number == newest)) != plan:
            database.execute("UPDATE plans SET settings = ? WHERE number = ?", (encode_json(asdict(changed)), number))
    allot_again(database)


def _without_documents(plan: Plan, documents: Collection[str]) -> Plan:
    gold = tuple(document for document in plan.gold if document not in documents)
    return replace(
        plan,
        training=tuple(document for document in plan.training if document not in documents),
        gold=gold,
        gold_by=plan.gold_by if gold else "",
        begun={document: names for document, names in plan.begun.items() if document not in documents},
        sequence=tuple(document for document in plan.sequence if document not in documents),
        at_random=tuple(document for document in plan.at_random if document not in documents),
    )


# -- people --------------------------------------------------------------------------------------------------------------


class Merged(NamedTuple):
    """The numbers of a merge: decisions that got another name, and those that were there under both names already."""

    moved: int
    repeated: int


ReadHistory = Callable[[str, Layer], Sequence[Revision]]
"""A function that returns all decisions on a document in a layer."""

Insert = Callable[[Revision], None]
"""A function that stores a decision."""


def rename_person(database: Database, old: str, new: str, author: str, now: datetime, record: str = "renamed") -> int:
    """Give everything of a person another name that nobody has, and return the number of changed rows.

    `record` names the change in `removals`. Raises StoreError if the person has a document open in a window.
    """
    check_storable("the new name", (new,))

    def rename() -> int:
        _require_closed(database, old)
        rows = sum(_count_rows(database, table, old) for table in NAME_COLUMNS)
        _record(database, author, now, {record: rows})
        for table in NAME_COLUMNS:
            _rename_rows(database, table, old, new)
        _rename_in_plans(database, old, new)
        return rows

    rows = database.transact(rename)
    database.erase_deleted()
    return rows


def merge_people(
    database: Database, source: str, target: str, author: str, now: datetime, read: ReadHistory, insert: Insert
) -> Merged:
    """Give everything of `source` to `target`, with all decisions of both in the order of time; the newest on a sentence counts.

    Decisions that are there under both names are kept once. `read` and `insert` use this database. Raises StoreError if one of
    the two has a document open in a window, if the plan would have too few annotators, or if their sources contradict each other.
    """
    from annotate.store.merging import SourcesError, merge  # with the checks, 10 ms

    def merge_all() -> Merged:
        _require_closed(database, source, target)
        moved = repeated = 0
        layers: tuple[Layer, ...] = (ANNOTATION, ADJUDICATION)
        for table, layer in zip(DECISION_TABLES, layers, strict=True):
            for (document,) in database.execute(f"SELECT DISTINCT document FROM {table} WHERE annotator = ?", (source,)):
                everything = read(document, layer)
                moving = [revision for revision in everything if revision.annotator == source]
                staying = [r for r in everything if r.annotator == target or (layer == ADJUDICATION and r.annotator != source)]
                renamed = _between(moving, [revision for revision in staying if revision.annotator == target], target)
                try:
                    new = merge(staying, renamed, database.where)
                except SourcesError as error:
                    raise StoreError(f"{source} and {target} cannot be merged: {error}; call it the same first") from error
                database.execute(f"DELETE FROM {table} WHERE document = ? AND annotator = ?", (document, source))
                for revision in new:
                    insert(revision)
                moved += len(new)
                repeated += len(moving) - len(new)
        _record(database, author, now, {"merged": moved + repeated})
        database.execute(
            "DELETE FROM assignments WHERE annotator = ? AND EXISTS (SELECT 1 FROM assignments AS other "
            "WHERE other.annotator = ? AND other.document = assignments.document AND other.created = assignments.created)",
            (source, target),
        )
        for table in NAME_COLUMNS.keys() - set(DECISION_TABLES):
            _rename_rows(database, table, source, target)
        _rename_in_plans(database, source, target)
        return Merged(moved, repeated)

    merged = database.transact(merge_all)
    database.erase_deleted()
    return merged


def delete_person(database: Database, name: str, pseudonym: str, author: str, now: datetime) -> Mapping[str, int]:
    """Delete all decisions, adjudications and assignments of a person, and return their numbers by table.

    In plans that count no longer their name is left out; what they made for others stays, under a pseudonym. Raises StoreError if
    they have a document open in a window, or if the plan that counts does not work without them.
    """
    check_storable("the pseudonym", (pseudonym,))

    def delete() -> Mapping[str, int]:
        _require_closed(database, name)
        tables = [table for table, column in NAME_COLUMNS.items() if column == "annotator"]
        counts = {table: _count_rows(database, table, name) for table in tables}
        _record(database, author, now, {"annotators": 1, **counts})
        for table in tables:
            database.execute(f"DELETE FROM {table} WHERE annotator = ?", (name,))
        for table in NAME_COLUMNS.keys() - set(tables):
            _rename_rows(database, table, name, pseudonym)
        documents = _documents(database)
        _change_plans(database, lambda plan, counts_now: _without_person(plan, name, documents if counts_now else None))
        return counts

    counts = database.transact(delete)
    database.erase_deleted()
    return counts


def _require_closed(database: Database, *names: str) -> None:
    """Raise StoreError if one of the people has a document open in a window, or anybody adjudicates one: that may be they."""
    if opened := database.open_elsewhere(_documents(database), (*names, ADJUDICATOR)):
        raise StoreError(f"{opened} is open in another window; close it there first, or it would go on under the old name")


def _documents(database: Database) -> list[str]:
    return [id for (id,) in database.execute("SELECT id FROM documents ORDER BY position")]


def _count_rows(database: Database, table: str, name: str) -> int:
    ((count,),) = database.execute(f"SELECT COUNT(*) FROM {table} WHERE {NAME_COLUMNS[table]} = ?", (name,))
    return int(count)


def _rename_rows(database: Database, table: str, old: str, new: str) -> None:
    column = NAME_COLUMNS[table]
    if (table, old) == ("segmentations", PROGRAM):
        return
    if table not in CHECKED:
        database.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))
        return
    for (document,) in database.execute(f"SELECT DISTINCT document FROM {table} WHERE {column} = ?", (old,)):
        database.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND document = ?", (new, old, document))
        seal(database, table, document)


# What the program made (a correction of the segmentation moved the decisions, a migration changed them) has the same time for
# everybody. Such revisions stay together; where both people have one on a sentence, the later of the decisions before it counts.
# What people decided at the same microsecond stays two decisions, because revisions of one annotator and time are one.
def _between(moving: Sequence[Revision], staying: Iterable[Revision], name: str) -> list[Revision]:
    """Return decisions under the name of a person who has others in the document, at times at which they can be stored."""
    from annotate.store.merging import is_same

    present = {(revision.created, revision.sentence): revision for revision in staying}
    times = {created for created, _ in present} | {revision.created for revision in moving}
    taken = {created for created, _ in present}
    shifted: dict[tuple[str, int], str] = {}

    def free_time(created: str, step: int) -> str:
        if (created, step) not in shifted:
            moment = datetime.fromisoformat(created)
            while (free := timestamp(moment)) in times:
                moment += timedelta(microseconds=step)
            times.add(free)
            shifted[created, step] = free
        return shifted[created, step]

    renamed = []
    for revision in sorted(moving, key=lambda revision: revision.created):
        own = replace(revision, annotator=name)
        other = present.get((revision.created, revision.sentence))
        if revision.created in taken and not is_same(own, other):
            if revision.action in BY_PEOPLE:
                own = replace(own, created=free_time(revision.created, 1))
            elif other is not None:
                later = _last_before(revision, moving) > _last_before(other, present.values())
                own = replace(own, created=free_time(revision.created, 1 if later else -1))
        renamed.append(own)
    return renamed


def _last_before(revision: Revision, history: Iterable[Revision]) -> str:
    """Return the time of the decision on a revision's sentence before it, an empty text if there is none."""
    earlier = (r.created for r in history if r.sentence == revision.sentence and r.created < revision.created)
    return max(earlier, default="")


# The annotators of documents that are not begun are drawn by name. With another name, or without one, they would be drawn anew,
# so the plan that counts first keeps who was drawn, as if they had begun.
def _keep_drawn(plan: Plan, documents: Sequence[str]) -> Plan:
    return replace(plan, begun={**plan.begun, **allot(plan, documents)}) if plan.annotators else plan


def _rename_in_plans(database: Database, old: str, new: str) -> None:
    documents = _documents(database)

    def rename(plan: Plan, counts: bool) -> Plan:
        if old not in names_in_plan(plan):
            return plan
        kept = _keep_drawn(plan, documents) if counts else plan
        renamed = replace(
            kept,
            annotators=_renamed(kept.annotators, old, new),
            gold_by=new if kept.gold_by == old else kept.gold_by,
            begun={document: _renamed(names, old, new) for document, names in kept.begun.items()},
        )
        if counts:
            _require_enough(plan, renamed, old)
        return renamed

    _change_plans(database, rename)


def _renamed(names: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if name == old else name for name in names))


def _without_person(plan: Plan, name: str, documents: Sequence[str] | None) -> Plan:
    """Return a plan without a person; with `documents` it is the plan that counts, which must still work."""
    if name not in names_in_plan(plan):
        return plan
    if documents is not None and plan.gold_by == name:
        raise StoreError(
            f"the decisions of {name} are the gold of the plan; make another plan first, or end it: annotate assign --end"
        )
    kept = _keep_drawn(plan, documents) if documents is not None else plan
    without = replace(
        kept,
        annotators=tuple(other for other in kept.annotators if other != name),
        gold=() if kept.gold_by == name else kept.gold,
        gold_by="" if kept.gold_by == name else kept.gold_by,
        begun={document: tuple(other for other in names if other != name) for document, names in kept.begun.items()},
    )
    if documents is not None:
        _require_enough(plan, without, name)
    return without


def _require_enough(before: Plan, after: Plan, name: str) -> None:
    """Raise StoreError if a plan lost an annotator that it cannot do without."""
    if len(after.annotators) < min(len(before.annotators), after.overlap):
        raise StoreError(
            f"the plan gives each document to {after.overlap} annotators, and without {name} it has {len(after.annotators)}; "
            "make another plan first, or end it: annotate assign --end"
        )
