"""The documents allotted to named annotators, stored so that nobody who asks for work waits until all are divided.

A document is allotted after those before it (see `annotate.review.assignment`), so what is stored stays right when more are
added. The table `allotments` is written when a plan is made and when documents are added, and anew when a plan changes because a
person or a document was removed. If an older version added documents, whoever asks next adds what is missing or, without the
privilege to insert, does without the table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from heapq import merge
from typing import NamedTuple

from annotate.errors import StoreError
from annotate.review.assignment import (
    Divided,
    DocumentProgress,
    Plan,
    allot,
    allot_next,
    begun_loads,
    divisible_documents,
    plan_from_json,
)
from annotate.store.counts import UNFINISHED
from annotate.store.database import Database, select_in
from annotate.store.rows import SqlRow

ALLOTMENTS = (
    """CREATE TABLE allotments (
        plan INTEGER NOT NULL, annotator TEXT NOT NULL, place INTEGER NOT NULL, document TEXT NOT NULL,
        position INTEGER NOT NULL, rank INTEGER NOT NULL, load INTEGER NOT NULL, PRIMARY KEY (plan, annotator, place))""",
    "CREATE INDEX allotments_by_document ON allotments (plan, document, rank)",
    "CREATE INDEX allotments_by_position ON allotments (plan, position)",
)
"""The migration that makes the table. A row is an annotator of a document: `place` is that of the document in the order of the
plan, `rank` that of the annotator among those of the document, `load` the number of the annotator's documents up to here."""

_COLUMNS = "plan, annotator, place, document, position, rank, load"
_ROWS = 100  # of one statement
_PAGE = 50  # documents of an order that are looked at together
_FIRST_PAGE, _LAST_PAGE = 4, 256  # mostly one of the first can be given


class NumberedPlan(NamedTuple):
    """The plan that counts, with its number."""

    number: int
    plan: Plan


def newest_plan(database: Database) -> NumberedPlan | None:
    """Return the plan by which documents are divided, None if they are not divided. Raises StoreError if it cannot be read."""
    rows = database.execute("SELECT number, settings, created FROM plans ORDER BY number DESC LIMIT 1")
    try:
        for number, settings, created in rows:
            if (record := json.loads(settings)) is not None:
                return NumberedPlan(number, replace(plan_from_json(record), made=created))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"the plan in {database.where} cannot be read ({error}); restore it from a backup") from error
    return None


def allot_again(database: Database) -> None:
    """Allot all documents under the plan that counts, after it changed. Call it in a transaction."""
    database.execute("DELETE FROM allotments")
    allot_added(database)


def allot_added(database: Database, newest: NumberedPlan | None = None) -> None:
    """Allot the documents that are not allotted yet under the plan that counts, if this is allowed. Call it in a transaction."""
    newest = newest or newest_plan(database)
    if newest is None or not (left := _not_allotted(database, newest)) or not database.may_insert("allotments"):
        return
    number, plan = newest
    divided = divisible_documents(plan, left)
    ((first,),) = database.execute("SELECT COALESCE(MAX(place) + 1, 0) FROM allotments WHERE plan = ?", (number,))
    loads = _loads(database, newest) if first else begun_loads(plan, divided)
    rows: list[SqlRow] = []
    for place, (document, names) in enumerate(allot_next(plan, divided, loads), first):
        rows += ((number, name, place, document, left[document], rank, loads.get(name, 0)) for rank, name in enumerate(names))
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        values = ", ".join([f"({', '.join('?' * len(part[0]))})"] * len(part))
        database.execute(f"INSERT INTO allotments ({_COLUMNS}) VALUES {values}", tuple(value for row in part for value in row))


def _not_allotted(database: Database, newest: NumberedPlan) -> dict[str, int]:
    """Return the documents, with their positions, that a plan with names divides and that are not allotted yet."""
    number, plan = newest
    if not plan.annotators:
        return {}
    ((known,),) = database.execute("SELECT COALESCE(MAX(position), -1) FROM allotments WHERE plan = ?", (number,))
    later = "SELECT document, position FROM document_index WHERE position > ? ORDER BY position"
    special = {*plan.training, *plan.gold}
    return {document: position for document, position in database.execute(later, (known,)) if document not in special}


def _loads(database: Database, newest: NumberedPlan) -> dict[str, int]:
    """Return the number of documents that each named annotator has by what is allotted so far."""
    last = "SELECT load FROM allotments WHERE plan = ? AND annotator = ? ORDER BY place DESC LIMIT 1"
    rows = {name: database.execute(last, (newest.number, name)) for name in newest.plan.annotators}
    return {name: int(found[0][0]) if found else 0 for name, found in rows.items()}


class Allotted(NamedTuple):
    """The annotators of some documents that are divided, and the number of all others by annotator."""

    documents: Mapping[str, tuple[str, ...]]
    others: Mapping[str, int]


def allotted(database: Database, newest: NumberedPlan, documents: Iterable[str]) -> Allotted:
    """Return to whom some documents are allotted, and how many others are allotted to each annotator."""
    number, plan = newest
    if not plan.annotators:
        rows = select_in(database, "SELECT document FROM document_index WHERE document IN {ids}", documents)
        special = {*plan.training, *plan.gold}
        return Allotted({document: () for (document,) in rows if document not in special}, {})
    wanted = set(documents)
    names: dict[str, tuple[str, ...]] = {}
    others = Counter[str]()
    if _not_allotted(database, newest):
        every = allot(plan, [id for (id,) in database.execute("SELECT document FROM document_index ORDER BY position")])
        names = {document: annotators for document, annotators in every.items() if document in wanted}
        others.update(name for document, annotators in every.items() if document not in wanted for name in annotators)
        return Allotted(names, others)
    those = "SELECT document, annotator FROM allotments WHERE document IN {ids} AND plan = ? ORDER BY document, rank"
    for document, name in select_in(database, those, wanted, number):
        names[document] = (*names.get(document, ()), name)
    others.update(_loads(database, newest))
    others.subtract(name for annotators in names.values() for name in annotators)
    return Allotted(names, others)


class StoredDesk:
    """The desk of an annotator in a database; see `annotate.review.assignment.Desk`, also for its methods."""

    def __init__(self, database: Database, newest: NumberedPlan, annotator: str, since: str) -> None:
        self._database, self._number, self._plan = database, newest.number, newest.plan
        self._annotator, self._since = annotator, since
        self._special = {*newest.plan.training, *newest.plan.gold}

    @classmethod
    def open(cls, database: Database, newest: NumberedPlan, annotator: str, since: str) -> StoredDesk | None:
        """Return a desk, None if documents are not allotted that would have to be."""
        return None if _not_allotted(database, newest) else cls(database, newest, annotator, since)

    @cached_property
    def _own(self) -> Sequence[DocumentProgress]:
        begun = "SELECT document, annotator, complete, last FROM progress WHERE annotator = ? AND complete = 0"
        given = "SELECT document, annotator, MAX(created) FROM assignments WHERE annotator = ? AND created >= ? GROUP BY 1, 2"
        progress = with_assignments(
            progress_rows(self._database.execute(begun, (self._annotator,))),
            self._database.execute(given, (self._annotator, self._since)),
        )
        finished = self.finished([entry.document for entry in progress])
        return [entry for entry in progress if entry.document not in finished]

    def own(self) -> Sequence[DocumentProgress]:
        """Return what the annotator has begun, or opened lately, and not finished."""
        return self._own

    def finished(self, documents: Collection[str]) -> AbstractSet[str]:
        """Return those of a few documents that the annotator finished."""
        complete = "SELECT document FROM progress WHERE document IN {ids} AND annotator = ? AND complete = 1"
        empty = "SELECT document FROM document_index WHERE document IN {ids} AND sentence_count = 0"
        rows = (*select_in(self._database, complete, documents, self._annotator), *select_in(self._database, empty, documents))
        return {document for (document,) in rows}

    def count_finished(self) -> int:
        """Return the number of divided documents that the annotator finished."""
        finished = """i.sentence_count = 0 OR EXISTS (SELECT 1 FROM progress AS p
            WHERE p.annotator = ? AND p.document = i.document AND p.complete = 1)"""
        if self._plan.annotators and self._annotator not in self._plan.annotators:
            count = f"""SELECT COUNT(*) FROM allotments AS a JOIN document_index AS i ON i.document = a.document
                WHERE a.plan = ? AND a.annotator = ? AND ({finished})"""
            ((number,),) = self._database.execute(count, (self._number, self._annotator, self._annotator))
            return int(number)
        count = """SELECT (SELECT COALESCE(SUM(empty), 0) FROM totals) + COUNT(*) FROM progress AS p
            JOIN document_index AS i ON i.document = p.document AND i.sentence_count > 0
            WHERE p.annotator = ? AND p.complete = 1"""
        ((number,),) = self._database.execute(count, (self._annotator,))
        return int(number) - len(self.finished(self._special))

    def divided(self, document: str) -> Divided | None:
        """Return a document that is divided, None if it is not."""
        position = self._database.execute("SELECT position FROM document_index WHERE document = ?", (document,))
        if document in self._special or not position:
            return None
        names: tuple[str, ...] = ()
        place = (0, self._places[document]) if document in self._places else (1, int(position[0][0]))
        if self._plan.annotators:
            allotted = "SELECT place, annotator FROM allotments WHERE plan = ? AND document = ? ORDER BY rank"
            if not (rows := self._database.execute(allotted, (self._number, document))):
                return None
            place, names = (0, int(rows[0][0])), tuple(name for _, name in rows)
        progress = "SELECT document, annotator, complete, last FROM progress WHERE document = ?"
        given = "SELECT document, annotator, MAX(created) FROM assignments WHERE document = ? AND created >= ? GROUP BY 1, 2"
        work = with_assignments(
            progress_rows(self._database.execute(progress, (document,))),
            self._database.execute(given, (document, self._since)),
        )
        return Divided(place, names, work)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The places of documents in the order of a plan without names; others come after them, as they were added."""
        return {} if self._plan.annotators else {document: place for place, document in enumerate(self._plan.sequence)}

    def last(self) -> Mapping[str, str]:
        """Return when each named annotator did anything."""
        names = self._plan.annotators
        if not names:
            return {}
        decided, given = (
            f"(SELECT MAX(created) FROM {table} WHERE annotator = column1)" for table in ("revisions", "assignments")
        )
        rows = f"SELECT column1, {decided}, {given} FROM (VALUES {', '.join(['(?)'] * len(names))}) AS names"
        return {name: max([self._plan.made, *filter(None, times)]) for name, *times in self._database.execute(rows, names)}

    def allotted(self, annotator: str) -> Iterator[str]:
        """Yield what is allotted to somebody and not finished by the annotator."""
        page = f"""SELECT a.place, a.document FROM allotments AS a JOIN document_index AS i ON i.document = a.document
            WHERE a.plan = ? AND a.annotator = ? AND a.place > ? AND {UNFINISHED} ORDER BY a.place LIMIT ?"""
        return self._pages(page, self._number, annotator)

    def unfilled(self) -> Iterator[str]:
        """Yield what too few annotators and not this one finished."""
        unfilled = f"i.finishers < ? AND {UNFINISHED}"
        chosen = f"SELECT document FROM document_index AS i WHERE document IN {{ids}} AND {unfilled}"
        for start in range(0, len(self._plan.sequence), _PAGE):
            part = self._plan.sequence[start : start + _PAGE]
            rows = set(select_in(self._database, chosen, part, self._plan.overlap, self._annotator))
            yield from (document for document in part if (document,) in rows)
        page = f"""SELECT position, document FROM document_index AS i WHERE finishers = ? AND position > ? AND {UNFINISHED}
            ORDER BY position LIMIT ?"""
        by_finishers = [self._numbered_pages(page, number) for number in range(self._plan.overlap)]
        yield from (document for _, document in merge(*by_finishers) if document not in self._places)

    def _pages(self, sql: str, *values: str | int) -> Iterator[str]:
        return (document for _, document in self._numbered_pages(sql, *values))

    def _numbered_pages(self, sql: str, *values: str | int) -> Iterator[SqlRow]:
        """Yield all rows of a statement whose last values are the place to go on after, the annotator, and the number of rows."""
        place, page = -1, _FIRST_PAGE
        while rows := self._database.execute(sql, (*values, place, self._annotator, page)):
            yield from rows
            place, page = rows[-1][0], min(4 * page, _LAST_PAGE)


def progress_rows(rows: Iterable[SqlRow]) -> Iterator[DocumentProgress]:
    """Return the progress in rows of document, annotator, complete and last."""
    return (DocumentProgress(document, annotator, True, bool(complete), last) for document, annotator, complete, last in rows)


def with_assignments(progress: Iterable[DocumentProgress], assigned: Iterable[SqlRow]) -> list[DocumentProgress]:
    """Return progress together with assignments: rows of document, annotator and the last time."""
    merged = {(item.document, item.annotator): item for item in progress}
    for document, annotator, last in assigned:
        known = merged.get((document, annotator))
        if known is None or known.last < last:
            begun, finished = (known.begun, known.finished) if known else (False, False)
            merged[document, annotator] = DocumentProgress(document, annotator, begun, finished, last)
    return list(merged.values())
