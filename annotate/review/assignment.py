"""The plan of who labels what, and from it and the work so far the next document of an annotator.

* Every document is labelled by `Plan.overlap` annotators. If annotators are named, documents are allotted to them in advance, in
  equal shares; if not, whoever asks is given the first document that still needs labels.
* A document keeps its annotators however many documents are added later: each is allotted after those before it.
* Abandoned work returns. A named annotator who decides nothing for a while is away, and another one who has finished their own
  share may take over what they have not finished. An annotator who takes over a document keeps it until they abandon it too,
  even if the first one returns.
* Everybody labels the training documents, first and in order, and the gold documents, which come at random places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain, islice
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from annotate.errors import AnnotateError
from annotate.model.assignments import Selection

GOLD_EVERY = 5
"""The number of other documents among which one gold document comes."""

_MAXIMUM_HOURS = 87_600  # ten years: longer than any project, and short enough for a date before it to exist


@dataclass(frozen=True, slots=True)
class Plan:
    """The division of documents among annotators.

    Attributes:
        overlap: The number of annotators who label each document.
        annotators: Those to whom documents are allotted in advance; empty if whoever asks is given the next document.
        seed: Another seed divides the documents, and places the gold, differently.
        abandoned_after: The hours without a decision after which a document is given to others: no decision on that document, or,
            for named annotators, on any document.
        training: Documents that everybody labels first, in this order.
        gold: Documents that everybody labels among the others, to be compared with what `gold_by` decided there.
        gold_by: The annotator whose decisions on the gold documents are held to be right.
        begun: The annotators who had decided on a document when the plan was made, and keep it.
        order: The order in which documents were put when the plan was made, such as ``uncertainty``; empty for that of adding.
        sequence: The documents in this order; others come after them.
        at_random: Those of them that came at random, as a sample of all.
        random_share: The share of the documents that come at random, None for a plan that is older than this field.
        made: The time when the plan was made, formatted as `Revision.created`: nobody can have been away before.
    """

    overlap: int
    annotators: tuple[str, ...] = ()
    seed: int = 0
    abandoned_after: float = 72.0
    training: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    gold_by: str = ""
    begun: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    made: str = ""
    order: str = ""
    sequence: tuple[str, ...] = ()
    at_random: tuple[str, ...] = ()
    random_share: float | None = None


def selection_by_plan(plan: Plan, document: str) -> Selection | None:
    """Return how a plan chose a document; None if it has no order, or not for this document."""
    if not plan.order or document not in plan.sequence:
        return None
    place = plan.sequence.index(document) + 1
    return Selection(plan.order, plan.seed, plan.random_share, place, document in plan.at_random)


class DocumentProgress(NamedTuple):
    """An annotator's progress in a document.

    `begun` is True if anything is decided, `finished` if everything is; `last` is the time of the last action there, be it
    opening the document or deciding, formatted as `Revision.created`.
    """

    document: str
    annotator: str
    begun: bool
    finished: bool
    last: str


class Assignees(NamedTuple):
    """The annotators of a document at the moment; it is `free` if another may have it too: a place is empty, or one is away."""

    annotators: tuple[str, ...]
    free: bool


class Progress(NamedTuple):
    """The number of documents an annotator was given, and how many of them are finished and begun; the rest is not begun."""

    annotator: str
    given: int
    finished: int
    begun: int


def plan_from_json(record: Mapping[str, Any]) -> Plan:
    """Return the plan in a record that `dataclasses.asdict` made and that went through JSON.

    Raises:
        TypeError: The record is not that of a plan.
    """
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    fields["begun"] = {document: tuple(names) for document, names in record["begun"].items()}
    return Plan(**fields)


def check_plan(plan: Plan, documents: AbstractSet[str], work: Iterable[DocumentProgress]) -> None:
    """Check that a plan can be carried out on these documents.

    Raises:
        AnnotateError: It cannot; the message says what to change.
    """
    special = (*plan.training, *plan.gold)
    if plan.overlap < 1:
        raise AnnotateError(f"{plan.overlap} annotators cannot label a document; give --overlap 1 or more")
    if not 0 < plan.abandoned_after <= _MAXIMUM_HOURS:
        raise AnnotateError(f"--abandoned-after is {plan.abandoned_after:g} hours; give more than 0, up to {_MAXIMUM_HOURS}")
    if "" in plan.annotators or len(set(plan.annotators)) < len(plan.annotators):
        raise AnnotateError("an annotator is empty or named twice; give --annotators each name once, separated by commas")
    if 0 < len(plan.annotators) < plan.overlap:
        count = len(plan.annotators)
        raise AnnotateError(
            f"the plan has {count} annotators, fewer than the {plan.overlap} for each document; name more of them"
        )
    if unknown := sorted(set(special) - documents):
        raise AnnotateError(f"there is no document {unknown[0]}; `annotate status` lists the documents")
    if len(set(special)) < len(special):
        raise AnnotateError("a document is for training or gold twice; name it once")
    if bool(plan.gold) != bool(plan.gold_by):
        raise AnnotateError("--gold and --gold-by belong together: give the documents, and whose decisions on them are right")
    right = {entry.document for entry in work if entry.finished and entry.annotator == plan.gold_by}
    if unfinished := [document for document in plan.gold if document not in right]:
        raise AnnotateError(f"{plan.gold_by} has not finished {unfinished[0]}, so it cannot be gold yet; label it first")


def keep_begun(plan: Plan, work: Iterable[DocumentProgress]) -> Plan:
    """Return a new plan in which documents that anybody finished, or a named annotator began, stay theirs."""
    begun: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for entry in sorted(work):
        if plan.annotators and (entry.finished or (entry.begun and entry.annotator in plan.annotators)):
            begun[entry.document] += (entry.annotator,)
    return replace(plan, begun=dict(begun))


def divisible_documents(plan: Plan, documents: Iterable[str]) -> list[str]:
    """Return the documents that are divided among annotators, in the order of the plan: all but those for everybody."""
    special = {*plan.training, *plan.gold}
    places = {document: place for place, document in enumerate(plan.sequence)}
    divided = [document for document in documents if document not in special]
    return sorted(divided, key=lambda document: places.get(document, len(places)))


# Documents are allotted greedily, in order, to the annotators with the smallest load so far. So what is allotted to a document
# depends only on the documents before it, which keeps it stable when more are added. Among equal loads a hash of the seed, the
# document and the name decides, so that the same annotators do not always meet. Loads of what was begun count from the start.
def allot(plan: Plan, documents: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the annotators of each document; none if no annotators are named.

    Loads differ by one at most, apart from what was begun before. More documents at the end change nothing before them.
    """
    divided = divisible_documents(plan, documents)
    return dict(allot_next(plan, divided, begun_loads(plan, divided)))


def begun_loads(plan: Plan, divided: Iterable[str]) -> dict[str, int]:
    """Return the number of documents that each named annotator had begun when the plan was made."""
    loads = dict.fromkeys(plan.annotators, 0)
    for name in (name for document in divided for name in plan.begun.get(document, ()) if name in loads):
        loads[name] += 1
    return loads


def allot_next(plan: Plan, divided: Iterable[str], loads: dict[str, int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the next documents, each with its annotators, whose `loads` grow by what is allotted to them."""
    for document in divided:
        begun_by = plan.begun.get(document, ())
        order = {name: (load, draw(plan.seed, document, name)) for name, load in loads.items() if name not in begun_by}
        chosen = sorted(order, key=order.__getitem__)[: max(plan.overlap - len(begun_by), 0)]
        for name in chosen:
            loads[name] += 1
        yield document, (*begun_by, *chosen) if plan.annotators else ()


def current_assignees(
    plan: Plan, allotted: Mapping[str, tuple[str, ...]], work: Iterable[DocumentProgress], since: str
) -> dict[str, Assignees]:
    """Return the annotators of each allotted document at the moment.

    First come those who finished it or did anything there `since`, then those to whom it is allotted. Of these, the ones who did
    nothing anywhere since are away.
    """
    by_document: dict[str, list[DocumentProgress]] = {document: [] for document in allotted}
    last = dict.fromkeys(plan.annotators, plan.made)
    for entry in work:
        if entry.annotator in last:
            last[entry.annotator] = max(last[entry.annotator], entry.last)
        if entry.document in by_document:
            by_document[entry.document].append(entry)
    return {document: _assignees(plan, names, by_document[document], last, since) for document, names in allotted.items()}


# A document has as many places as the overlap asks for, or as were allotted. Those at work on it fill places first. The others
# who were allotted wait for the remaining places, those who are away last, so that an annotator who took over from somebody away
# is not displaced when that one returns. The document is free as long as there are more places left than waiting annotators who
# are here.
def _assignees(
    plan: Plan, allotted: Sequence[str], work: Iterable[DocumentProgress], last: Mapping[str, str], since: str
) -> Assignees:
    """Return the annotators of a document: `work` is what anybody did on it, `last` when each annotator did anything at all."""
    active = tuple(
        entry.annotator
        for entry in work
        if (not plan.annotators or entry.annotator in last or entry.annotator in allotted)
        and (entry.finished or entry.last >= since)
    )
    if not allotted:
        return Assignees(active, len(active) < plan.overlap)
    waiting = sorted((name for name in allotted if name not in active), key=lambda name: last.get(name, "") < since)
    places = max(plan.overlap, len(allotted)) - len(active)
    here = sum(last.get(name, "") >= since for name in waiting)
    return Assignees((*active, *waiting[: max(places, 0)]), here < places)


class Divided(NamedTuple):
    """A document that is divided among annotators: its place in the order of the plan, its annotators, and the work on it."""

    place: tuple[int, int]
    allotted: tuple[str, ...]
    work: Sequence[DocumentProgress]


class Desk(Protocol):
    """The documents of a plan as one annotator has them, looked up as they are needed: a project may have a million.

    A document without sentences counts as finished.
    """

    def own(self) -> Sequence[DocumentProgress]:
        """Return the annotator's progress in documents that are begun, or were opened lately, and not finished."""

    def finished(self, documents: Collection[str]) -> AbstractSet[str]:
        """Return those of a few documents that the annotator finished."""

    def count_finished(self) -> int:
        """Return the number of divided documents that the annotator finished; if not named in the plan, of those allotted."""

    def divided(self, document: str) -> Divided | None:
        """Return a document, None if it is not divided: it is for everybody, or not there any more."""

    def last(self) -> Mapping[str, str]:
        """Return when each annotator whom the plan names did anything, at least the time when the plan was made."""

    def allotted(self, annotator: str) -> Iterator[str]:
        """Yield in order the documents that are allotted to somebody, without those that the desk's annotator finished."""

    def unfilled(self) -> Iterator[str]:
        """Yield in order the documents, under a plan without names, that too few annotators and not this one finished."""


def next_document(plan: Plan, annotator: str, desk: Desk, since: str) -> str | None:
    """Return the document that an annotator is to label next; None if nothing is left for them.

    The last one they began and did not finish comes first, then training, gold that is due, what they were given, and what still
    needs labels or was abandoned by others.
    """
    return _Queue(plan, annotator, desk, since).first()


_Rank = tuple[int, tuple[int, int]]
"""The place of a document in the queue of an annotator: the number of its part, and its place there."""

_BEFORE, _GIVEN, _FREE, _AFTER = range(4)


class _Queue:
    """The documents that are left for an annotator, in order, of which only the first are looked up."""

    def __init__(self, plan: Plan, annotator: str, desk: Desk, since: str) -> None:
        self._plan, self._annotator, self._desk, self._since = plan, annotator, desk, since
        self._admitted = not plan.annotators or annotator in plan.annotators
        self._last = desk.last()
        finished = desk.finished((*plan.training, *plan.gold))
        due, later = _gold(plan, annotator, desk.count_finished() if plan.gold else 0)
        self._before = [document for document in (*plan.training, *due) if document not in finished]
        self._after = [document for document in later if document not in finished]

    def first(self) -> str | None:
        """Return the first document, or the last one that was begun."""
        own = [(entry, rank) for entry in self._desk.own() if (rank := self._rank(entry.document)) is not None]
        if begun := [(entry.last, rank, entry.document) for entry, rank in own if entry.begun]:
            latest = max(last for last, _, _ in begun)
            return min((rank, document) for last, rank, document in begun if last == latest)[1]
        given = {rank: entry.document for entry, rank in own if rank[0] == _GIVEN}
        return next(chain(self._before, self._first_given(given), self._free(), self._after), None)

    def _rank(self, document: str) -> _Rank | None:
        if document in self._before:
            return _BEFORE, (self._before.index(document), 0)
        if document in self._after:
            return _AFTER, (self._after.index(document), 0)
        if (divided := self._desk.divided(document)) is None:
            return None
        assigned = _assignees(self._plan, divided.allotted, divided.work, self._last, self._since)
        if self._annotator in assigned.annotators:
            return _GIVEN, divided.place
        return (_FREE, divided.place) if self._admitted and assigned.free else None

    def _ranked(self, documents: Iterable[str], part: int) -> Iterator[tuple[_Rank, str]]:
        """Yield those of some documents that are in a part of the queue."""
        return ((rank, document) for document in documents if (rank := self._rank(document)) is not None and rank[0] == part)

    def _first_given(self, given: dict[_Rank, str]) -> Iterator[str]:
        """Yield the first document that the annotator is given, if any; `given` are those that they took over."""
        own = self._ranked(self._desk.allotted(self._annotator), _GIVEN) if self._plan.annotators else iter(())
        if first := min((*islice(own, 1), *given.items()), default=None):
            yield first[1]

    # A place on a document is empty only if one to whom it is allotted is away, or if the plan names too few annotators.
    def _free(self) -> Iterator[str]:
        """Yield the first document that still needs labels or was abandoned by others, if any."""
        if not self._admitted:
            return
        if not self._plan.annotators:
            candidates = [self._desk.unfilled()]
        else:
            everybody = {*self._plan.annotators, *chain.from_iterable(self._plan.begun.values())}
            few = len(self._plan.annotators) < self._plan.overlap
            away = [name for name in everybody if few or self._last.get(name, "") < self._since]
            candidates = [self._desk.allotted(name) for name in away]
        firsts = [first for documents in candidates for first in islice(self._ranked(documents, _FREE), 1)]
        if firsts:
            yield min(firsts)[1]


class ListedDesk:
    """The desk of an annotator where all documents and all work are in memory."""

    def __init__(self, plan: Plan, annotator: str, documents: Sequence[str], work: Sequence[DocumentProgress]) -> None:
        self._plan, self._annotator = plan, annotator
        self._allotted = allot(plan, documents)
        self._place = {document: place for place, document in enumerate(self._allotted)}
        self._work: dict[str, list[DocumentProgress]] = defaultdict(list)
        for entry in work:
            self._work[entry.document].append(entry)
        self._own = {entry.document: entry for entry in work if entry.annotator == annotator}
        self._finished = {document for document, entry in self._own.items() if entry.finished}

    def own(self) -> Sequence[DocumentProgress]:
        """Return what the annotator has begun, or opened lately, and not finished."""
        return [entry for entry in self._own.values() if not entry.finished]

    def finished(self, documents: Collection[str]) -> AbstractSet[str]:
        """Return those of a few documents that the annotator finished."""
        return self._finished.intersection(documents)

    def count_finished(self) -> int:
        """Return the number of divided documents that the annotator finished."""
        named = not self._plan.annotators or self._annotator in self._plan.annotators
        return sum(named or self._annotator in self._allotted[id] for id in self._finished if id in self._allotted)

    def divided(self, document: str) -> Divided | None:
        """Return a document that is divided, None if it is not."""
        if document not in self._allotted:
            return None
        return Divided((0, self._place[document]), self._allotted[document], self._work[document])

    def last(self) -> Mapping[str, str]:
        """Return when each named annotator did anything."""
        last = dict.fromkeys(self._plan.annotators, self._plan.made)
        for entry in chain.from_iterable(self._work.values()):
            if entry.annotator in last:
                last[entry.annotator] = max(last[entry.annotator], entry.last)
        return last

    def allotted(self, annotator: str) -> Iterator[str]:
        """Yield what is allotted to somebody and not finished by the annotator."""
        return (id for id, names in self._allotted.items() if annotator in names and id not in self._finished)

    def unfilled(self) -> Iterator[str]:
        """Yield what too few annotators and not this one finished."""
        return (id for id in self._allotted if id not in self._finished)


def progress_by_annotator(
    plan: Plan,
    allotted: Mapping[str, tuple[str, ...]],
    work: Sequence[DocumentProgress],
    since: str,
    untouched: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Progress, ...]:
    """Return the progress of each annotator: of those who are named, else of those who have any document, in order.

    Documents on which nobody did anything need not be in `allotted`: they are with those to whom they are allotted, and
    `untouched` has their number by annotator.
    """
    assignees = current_assignees(plan, allotted, work, since)
    given: dict[str, set[str]] = defaultdict(lambda: {*plan.training, *plan.gold})
    for name in plan.annotators or sorted({entry.annotator for entry in work}):
        given[name].update(document for document, assigned in assignees.items() if name in assigned.annotators)
    by_annotator: dict[str, list[DocumentProgress]] = defaultdict(list)
    for entry in work:
        if entry.document in given.get(entry.annotator, ()):
            by_annotator[entry.annotator].append(entry)
    return tuple(_progress(name, len(assigned) + untouched.get(name, 0), by_annotator[name]) for name, assigned in given.items())


def _progress(annotator: str, given: int, work: Iterable[DocumentProgress]) -> Progress:
    finished = [entry.finished for entry in work if entry.begun]
    return Progress(annotator, given, sum(finished), len(finished) - sum(finished))


def count_finished(plan: Plan, finishers: Mapping[int, int]) -> tuple[int, int]:
    """Return the number of finished labellings of the divided documents, and the number of planned ones.

    `finishers` is the number of divided documents by the number of annotators who finished them. A labelling is one document by
    one annotator; more of a document than are planned do not count.
    """
    finished = sum(min(annotators, plan.overlap) * documents for annotators, documents in finishers.items())
    return finished, plan.overlap * sum(finishers.values())


# Gold must come at another place for every annotator, so that nobody learns from others which documents are gold, and it must
# come at the same place each time the same annotator asks. So order and places are drawn by hash: one in each run of `GOLD_EVERY`
# others.
def _gold(plan: Plan, annotator: str, finished: int) -> tuple[list[str], list[str]]:
    """Return the gold that is due to an annotator who has finished so many other documents, and the gold that is not due yet."""
    ordered = sorted(plan.gold, key=lambda document: draw(plan.seed, "gold", document, annotator))
    places = [
        GOLD_EVERY * index + draw(plan.seed, "place", document, annotator) % GOLD_EVERY for index, document in enumerate(ordered)
    ]
    due = sum(place <= finished for place in places)
    return ordered[:due], ordered[due:]


def draw(seed: int, *words: str) -> int:
    """Return a number that depends only on these arguments: the same on every machine and in every version of Python."""
    return int.from_bytes(sha256("\0".join((str(seed), *words)).encode(errors="surrogatepass")).digest()[:8])
