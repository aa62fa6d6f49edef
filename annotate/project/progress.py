"""The progress of a project: what each annotator labelled, what is left, and the next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from annotate.model import AUTHOR
from annotate.project.article_files import unread_files
from annotate.project.decisions import contested_sentences
from annotate.project.people import require_plan_names
from annotate.review.assignment import Plan, Progress, check_plan, keep_begun, progress_by_annotator
from annotate.schema import Schema
from annotate.schema.wellknown import SKIP
from annotate.store import Decided, DocumentEntry, FinishedDecision, Size, Store, abandoned_before


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """The numbers of items of one annotator's finished sentences.

    labels: the number of sentences with each label.
    sources: the number of different sources, by document; the author is not one.
    """

    labels: Mapping[str, int] = field(default_factory=dict)
    claims: int = 0
    sources: int = 0
    stances: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """The progress of one annotator in the whole project, in sentences.

    labelled: finished, and not skipped.
    skipped: finished by skipping.
    flagged: with a flag, finished or not.
    open: not seen yet, or begun and not finished.
    pace: the median over finished sentences of a sentence's active seconds, which are those of all decisions on it with idle
        time capped. Sentences without any time (from a segmentation edit or another tool) do not count; None if no others.
    items: the numbers of what was labelled in finished sentences.
    """

    annotator: str
    labelled: int
    skipped: int
    flagged: int
    open: int
    pace: float | None
    items: ItemCounts = ItemCounts()


@dataclass(frozen=True, slots=True)
class Standing:
    """The progress of one annotator in a document they began.

    done: the number of finished sentences.
    open, skipped, flagged: sentence numbers, from 1, as the prompt accepts them (``:12``).
    """

    document: str
    annotator: str
    done: int
    open: tuple[int, ...]
    skipped: tuple[int, ...]
    flagged: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The numbers of sentences that several annotators finished, of those left to adjudicate, and of those adjudicated."""

    sentence_count: int
    differing: int
    adjudicated: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The progress in each document.

    documents: all documents, in the order they were added.
    done: the number of sentences that anybody finished, by document id.
    standings: the progress in each document that an annotator began, in the order of `documents`. In a document that is missing
        here, all sentences are open.
    """

    documents: tuple[DocumentEntry, ...] = ()
    done: Mapping[str, int] = field(default_factory=dict)
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The progress of a project.

    root: the project's folder.
    document_count, sentence_count: the numbers of documents and of their sentences.
    work: the progress of each annotator, by name.
    unread: the files in raw/ that were not added.
    next: the command to run next.
    shared: the sentences that several annotators finished.
    waiting: the number of decisions saved on this machine until a database answers, by the database.
    planned: `Assigned.planned` of the plan, None if there is no plan.
    clock_offset: the seconds by which the clock of the database's server is ahead of this computer's.
    warnings: what may damage or lose the store where it is, one sentence each.
    listing: the progress in each document, None if it was not asked for.
    """

    root: Path
    document_count: int
    sentence_count: int
    work: tuple[Work, ...]
    unread: tuple[str, ...]
    next: str
    shared: Shared = Shared(0, 0, 0)
    waiting: Mapping[str, int] = field(default_factory=dict)
    planned: tuple[int, int] | None = None
    clock_offset: float = 0.0
    warnings: tuple[str, ...] = ()
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """The plan by which documents are divided, and the progress of each annotator.

    `planned` is how many times one of these documents was finished, and how many times that is planned.
    """

    plan: Plan
    progress: tuple[Progress, ...]
    planned: tuple[int, int]


def read_status(
    root: Path, raw: Path, store: Store | None, schema: Callable[[], Schema], waiting: Mapping[str, int], *, listed: bool = False
) -> Status:
    """Return the status of the project at `root`, whose articles are in the folder `raw`.

    Its cost depends on the number of decisions and of files in `raw`, not on that of documents, unless these are to be `listed`.
    `store` is None if no article was added yet; `schema` is called only if annotators differ; `waiting` is `Status.waiting`.
    Raises StoreError.
    """
    size, planned, shared = Size(0, 0, 0), None, Shared(0, 0, 0)
    decided: tuple[Decided, ...] = ()
    items: Mapping[str, ItemCounts] = {}
    if store is not None:
        size, decided, planned = store.size(), store.decided(), store.planned()
        counts = _Counts()
        differing = sum(1 for _ in contested_sentences(store, schema, "unanimous", counts.watch(store.finished())))
        shared = _shared(decided, store.adjudicated(), differing)
        items = counts.by_annotator()
    unread = unread_files(raw, root, store)
    work = tuple(_work(decided, size.sentences, items))
    return Status(
        root=root,
        document_count=size.documents,
        sentence_count=size.sentences,
        work=work,
        unread=unread,
        next=_next_command(size.documents, work, unread, shared),
        shared=shared,
        waiting=waiting,
        planned=planned,
        clock_offset=store.clock_offset().total_seconds() if store is not None else 0.0,
        listing=_listing(store, decided) if listed else None,
    )


def _listing(store: Store | None, decided: Iterable[Decided]) -> Listing:
    if store is None:
        return Listing()
    documents = store.documents()
    done = Counter(document for document, _ in {(d.document, d.start) for d in decided if d.label is not None})
    return Listing(documents, {entry.id: done[entry.id] for entry in documents}, tuple(_standings(store, documents, decided)))


def read_assigned(store: Store) -> Assigned | None:
    """Return the plan of a store and the progress of each annotator, None if there is no plan. Raises StoreError."""
    if (plan := store.plan()) is None:
        return None
    shares = store.shares()
    allotted, untouched = store.allotted({share.document for share in shares})
    by_annotator = progress_by_annotator(plan, allotted, shares, abandoned_before(plan, store.now()), untouched)
    return Assigned(plan, by_annotator, store.planned() or (0, 0))


def assign_documents(store: Store, plan: Plan | None, author: str, now: datetime) -> None:
    """Make `plan` the one that counts from now on, or with None no plan; work that was begun stays with its annotators.

    Raises AnnotateError if the plan cannot be carried out, and StoreError.
    """
    if plan is not None:
        shares = store.shares()
        require_plan_names(store, plan.annotators)
        check_plan(plan, store.stored_ids((*plan.training, *plan.gold)), shares)
        plan = keep_begun(plan, shares)
    store.set_plan(plan, author, now)


class _Counts:
    """Counts the items in finished decisions while something else reads them, so that they are read only once."""

    def __init__(self) -> None:
        self._labels: dict[str, Counter[str]] = {}
        self._items: dict[str, Counter[str]] = {}
        self._sources: dict[str, set[tuple[str, str]]] = {}

    def watch(self, finished: Iterable[Sequence[FinishedDecision]]) -> Iterator[Sequence[FinishedDecision]]:
        """Yield finished decisions as they come, counted."""
        for part in finished:
            for decision in part:
                self._add(decision)
            yield part

    def _add(self, decision: FinishedDecision) -> None:
        import orjson  # 5 ms: `--help` does not need it

        annotation, annotator = orjson.loads(decision.annotation), decision.annotator
        self._labels.setdefault(annotator, Counter())[annotation["label"]] += 1
        count = self._items.setdefault(annotator, Counter())
        count["claims"] += len(annotation["claims"])
        count["stances"] += len(annotation["stances"])
        self._sources.setdefault(annotator, set()).update(
            (decision.document, source["id"]) for source in annotation["sources"] if source["id"] != AUTHOR
        )

    def by_annotator(self) -> dict[str, ItemCounts]:
        """Return the numbers of items in the finished sentences of each annotator."""
        return {
            name: ItemCounts(dict(labels.most_common()), items["claims"], len(self._sources[name]), items["stances"])
            for (name, labels), items in zip(self._labels.items(), self._items.values(), strict=True)
        }


def _work(decided: Iterable[Decided], sentence_count: int, items: Mapping[str, ItemCounts]) -> Iterator[Work]:
    by_annotator: dict[str, list[Decided]] = {}
    for decision in decided:
        by_annotator.setdefault(decision.annotator, []).append(decision)
    for annotator, decisions in sorted(by_annotator.items()):
        finished = [d for d in decisions if d.label is not None]
        skipped = sum(d.label == SKIP for d in finished)
        flagged = sum(d.flag is not None for d in decisions)
        seconds = [d.seconds for d in finished if d.seconds > 0]
        pace = round(median(seconds), 1) if seconds else None
        left = max(sentence_count - len(finished), 0)
        yield Work(annotator, len(finished) - skipped, skipped, flagged, left, pace, items.get(annotator, ItemCounts()))


def _shared(decided: Iterable[Decided], adjudicated: Collection[str], differing: int) -> Shared:
    annotators = Counter((d.document, d.start) for d in decided if d.label is not None)
    return Shared(sum(1 for number in annotators.values() if number > 1), differing, len(adjudicated))


def _standings(store: Store, documents: Iterable[DocumentEntry], decided: Iterable[Decided]) -> Iterator[Standing]:
    begun: dict[str, dict[str, list[Decided]]] = {}
    for decision in decided:
        begun.setdefault(decision.document, {}).setdefault(decision.annotator, []).append(decision)
    for entry in documents:
        for annotator, decisions in sorted(begun.get(entry.id, {}).items()):
            yield _standing(store, entry, annotator, decisions)


def _standing(store: Store, entry: DocumentEntry, annotator: str, decisions: Sequence[Decided]) -> Standing:
    finished = {d.start for d in decisions if d.label is not None}
    skipped = {d.start for d in decisions if d.label == SKIP}
    flagged = {d.start for d in decisions if d.flag is not None}
    # Most documents of a large project are done, and need no sentence numbers, which are read from the store one by one.
    notable = skipped or flagged or len(finished) < entry.sentence_count
    numbers = store.numbers(entry.id) if notable else {}

    def in_order(starts: Collection[int]) -> tuple[int, ...]:
        return tuple(number for start, number in numbers.items() if start in starts)

    return Standing(entry.id, annotator, len(finished), in_order(numbers.keys() - finished), in_order(skipped), in_order(flagged))


def _next_command(documents: int, work: Sequence[Work], unread: Sequence[str], shared: Shared) -> str:
    """Return the command to run next."""
    if not documents:
        return "annotate add" if unread else "put articles into raw/, then: annotate add"
    if not work or all(annotator.open for annotator in work):
        return "annotate label"
    return "annotate adjudicate" if shared.differing else "annotate export"


_PUBLISHED = (
    *("root", "documents", "sentences", "done", "work", "standings", "unread", "next", "shared", "waiting", "planned"),
    *("clock_offset", "warnings"),
)
"""The keys of a status as JSON, in order."""


def status_to_json(status: Status) -> dict[str, Any]:
    """Return a status with its listing as `annotate status --json` prints it; its keys are published, so names are older."""

    def published(fields: list[tuple[str, Any]]) -> dict[str, Any]:
        return {"sentences" if name == "sentence_count" else name: value for name, value in fields}

    record = asdict(status, dict_factory=published)
    record |= record["listing"] or {}
    return {key: record[key] for key in _PUBLISHED if key in record}
