"""Where a project stands: who labelled how much of it, what is left where, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from annotate.review.assignment import Plan, Progress, count_finished, progress_by_annotator
from annotate.store import Decided, DocumentEntry, Store, abandoned_before


@dataclass(frozen=True, slots=True)
class Work:
    """How far one annotator is in the whole project. `open` sentences are those not yet seen and those begun, not finished.

    `pace` is the median, over finished sentences, of a sentence's active seconds: those of all decisions on it, idle time
    capped. Sentences without any time (a mend or another tool brought them) are left out; None where there are no others.
    """

    annotator: str
    labelled: int
    skipped: int
    flagged: int
    open: int
    pace: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one annotator has left a document they began: `done` sentences, and which are open, skipped, flagged.

    Sentences are told by their numbers, from 1, as the prompt goes to them (``:12``).
    """

    document: str
    annotator: str
    done: int
    open: tuple[int, ...]
    skipped: tuple[int, ...]
    flagged: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Sentences that several annotators finished, and how many are adjudicated; on how many of the others they differ."""

    sentences: int
    differing: int
    adjudicated: int


@dataclass(frozen=True, slots=True)
class Status:
    """Where a project stands: what was read, who labelled how much of it, which files wait in raw/, and what to do next.

    `done` says by document how many of its sentences somebody has finished. `standings` has the documents that were begun, by
    annotator, in the order of `documents`: in one that an annotator has not begun all is open. `waiting` says how many decisions
    are kept on this machine until the database that they are for answers. `planned` is what `Assigned` says of a plan.
    """

    root: Path
    documents: tuple[DocumentEntry, ...]
    sentences: int
    done: Mapping[str, int]
    work: tuple[Work, ...]
    standings: tuple[Standing, ...]
    unread: tuple[str, ...]
    next: str
    shared: Shared = Shared(0, 0, 0)
    waiting: Mapping[str, int] = field(default_factory=dict)
    planned: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """The plan by which documents are divided, and how far each annotator is.

    `planned` is how many times somebody has finished one of these documents, and how many times that is planned.
    """

    plan: Plan
    progress: tuple[Progress, ...]
    planned: tuple[int, int]


def read_status(
    root: Path,
    store: Store | None,
    documents: Sequence[DocumentEntry],
    differing: int,
    unread: Sequence[str],
    waiting: Mapping[str, int],
) -> Status:
    """The status of the project at `root`: of its store, if there is one yet, with its `documents`, and of what lies around it.

    `differing` is `Shared.differing`; `unread` and `waiting` are those of `Status`. Raises StoreError.
    """
    decided = store.decided() if store is not None else ()
    standings = _standings(store, documents, decided) if store is not None else ()
    shared = _shared(decided, store.adjudicated() if store is not None else (), differing)
    assigned = read_assigned(store) if store is not None else None
    sentences = sum(entry.sentences for entry in documents)
    work = tuple(_work(decided, sentences))
    done = Counter(document for document, _ in {(one.document, one.start) for one in decided if one.label is not None})
    return Status(
        root=root,
        documents=tuple(documents),
        sentences=sentences,
        done={entry.id: done[entry.id] for entry in documents},
        work=work,
        standings=tuple(standings),
        unread=tuple(unread),
        next=_next(documents, work, unread, shared),
        shared=shared,
        waiting=waiting,
        planned=assigned.planned if assigned else None,
    )


def read_assigned(store: Store) -> Assigned | None:
    """How a store's documents are divided, and how far each annotator is; None where there is no plan. Raises StoreError."""
    if (plan := store.plan()) is None:
        return None
    documents, shares = [entry.id for entry in store.documents()], store.shares()
    by_person = progress_by_annotator(plan, documents, shares, abandoned_before(plan, datetime.now(UTC)))
    return Assigned(plan, by_person, count_finished(plan, documents, shares))


def _work(decided: Iterable[Decided], sentences: int) -> Iterator[Work]:
    by_annotator: dict[str, list[Decided]] = {}
    for one in decided:
        by_annotator.setdefault(one.annotator, []).append(one)
    for annotator, mine in sorted(by_annotator.items()):
        finished = [one for one in mine if one.label is not None]
        skipped = sum(one.label == "skip" for one in finished)
        flagged = sum(one.flag is not None for one in mine)
        seconds = [one.seconds for one in finished if one.seconds > 0]
        pace = round(median(seconds), 1) if seconds else None
        yield Work(annotator, len(finished) - skipped, skipped, flagged, max(sentences - len(finished), 0), pace)


def _shared(decided: Iterable[Decided], adjudicated: Collection[str], differing: int) -> Shared:
    finished = Counter((one.document, one.start) for one in decided if one.label is not None)
    return Shared(sum(1 for number in finished.values() if number > 1), differing, len(adjudicated))


def _standings(store: Store, documents: Iterable[DocumentEntry], decided: Iterable[Decided]) -> Iterator[Standing]:
    begun: dict[str, dict[str, list[Decided]]] = {}
    for one in decided:
        begun.setdefault(one.document, {}).setdefault(one.annotator, []).append(one)
    for entry in documents:
        for annotator, mine in sorted(begun.get(entry.id, {}).items()):
            yield _standing(store, entry, annotator, mine)


def _standing(store: Store, entry: DocumentEntry, annotator: str, mine: Sequence[Decided]) -> Standing:
    finished = {one.start for one in mine if one.label is not None}
    skipped = {one.start for one in mine if one.label == "skip"}
    flagged = {one.start for one in mine if one.flag is not None}
    remarkable = skipped or flagged or len(finished) < entry.sentences
    numbers = store.numbers(entry.id) if remarkable else {}  # most documents of a large project are done, and need none
    left = (
        tuple(numbers[start] for start in numbers if start in starts) for starts in (numbers.keys() - finished, skipped, flagged)
    )
    return Standing(entry.id, annotator, len(finished), *left)


def _next(documents: Sequence[DocumentEntry], work: Sequence[Work], unread: Sequence[str], shared: Shared) -> str:
    """The command to go on with."""
    if not documents:
        return "annotate add" if unread else "put articles into raw/, then: annotate add"
    if not work or all(one.open for one in work):
        return "annotate label"
    return "annotate adjudicate" if shared.differing else "annotate export"
