"""Who labels what: a plan, what was done under it, and from both the next document for an annotator.

* Every document is labelled by `Plan.overlap` annotators. Named, they are given their documents beforehand, in equal shares;
  not named, whoever asks is given the first document that still needs labels.
* A document keeps its annotators, however many documents are added after it: each is allotted after those before it.
* Abandoned work returns. Who is named and decides nothing for a while is away: what they have not finished, another who is named
  and has nothing left may take over. Who takes a place has it until they give up too, whoever comes back.
* Everybody labels the training documents, first and in their order, and the gold documents, which come at drawn places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, NamedTuple

from annotate.errors import AnnotateError

GOLD_EVERY = 5
"""One gold document comes among so many others."""

_YEARS = 87_600  # hours, ten years: longer than any project, and a time before it can still be told


@dataclass(frozen=True, slots=True)
class Plan:
    """How documents are divided among annotators.

    overlap: how many annotators label each document.
    annotators: those who are given their documents beforehand; empty where whoever asks is given the next one.
    seed: divides the documents, and places the gold, in another way.
    abandoned_after: hours without a decision after which a document is given to others: on that document, or where
        annotators are named on any.
    training: documents that everybody labels first, in this order.
    gold: documents that everybody labels somewhere in between, to be compared with what `gold_by` decided there.
    begun: who had decided on a document when the plan was made: they keep it.
    made: when the plan was made (as `Revision.created`): nobody can have given up before.
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


class DocumentProgress(NamedTuple):
    """What one annotator has of one document: whether anything is decided, whether all of it, and when they last took or decided
    anything there (as `Revision.created`)."""

    document: str
    annotator: str
    begun: bool
    finished: bool
    last: str


class Held(NamedTuple):
    """Who has a document at the moment, and whether another may have it too, since a place is empty or its annotator away."""

    annotators: tuple[str, ...]
    free: bool


class Progress(NamedTuple):
    """How many documents an annotator was given, and how many of them are finished and begun; the others are not begun."""

    annotator: str
    given: int
    finished: int
    begun: int


def plan_from_json(record: Mapping[str, Any]) -> Plan:
    """The plan that `dataclasses.asdict` made a record of, read again from JSON. Raises TypeError where it is none."""
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    fields["begun"] = {document: tuple(names) for document, names in record["begun"].items()}
    return Plan(**fields)


def check_plan(plan: Plan, documents: AbstractSet[str], shares: Iterable[DocumentProgress]) -> None:
    """Raise AnnotateError, saying what to change, where a plan cannot be carried out on these documents."""
    special = (*plan.training, *plan.gold)
    if plan.overlap < 1:
        raise AnnotateError(f"{plan.overlap} annotators cannot label a document; give --overlap 1 or more")
    if not 0 < plan.abandoned_after <= _YEARS:
        raise AnnotateError(
            f"{plan.abandoned_after:g} is no number of hours for --abandoned-after; give more than 0, to {_YEARS}"
        )
    if "" in plan.annotators or len(set(plan.annotators)) < len(plan.annotators):
        raise AnnotateError("an annotator is empty or named twice; give --annotators each name once, parted by commas")
    if 0 < len(plan.annotators) < plan.overlap:
        raise AnnotateError(f"of {len(plan.annotators)} annotators no {plan.overlap} can label a document; name more of them")
    if unknown := sorted(set(special) - documents):
        raise AnnotateError(f"there is no document {unknown[0]}; `annotate status` lists what there is")
    if len(set(special)) < len(special):
        raise AnnotateError("a document is for training or gold twice; name it once")
    if bool(plan.gold) != bool(plan.gold_by):
        raise AnnotateError("--gold and --gold-by belong together: the documents, and who decided what is right there")
    right = {share.document for share in shares if share.finished and share.annotator == plan.gold_by}
    if open_ones := [document for document in plan.gold if document not in right]:
        raise AnnotateError(f"{plan.gold_by} has not finished {open_ones[0]}, so it is no gold yet; label it first")


def kept(plan: Plan, shares: Iterable[DocumentProgress]) -> Plan:
    """The plan, made now: what somebody finished, or a named annotator began, stays theirs."""
    begun: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for share in sorted(shares):
        if plan.annotators and (share.finished or (share.begun and share.annotator in plan.annotators)):
            begun[share.document] += (share.annotator,)
    return replace(plan, begun=dict(begun))


def regular(plan: Plan, documents: Iterable[str]) -> list[str]:
    """The documents that are divided: all but those for everybody."""
    special = {*plan.training, *plan.gold}
    return [document for document in documents if document not in special]


def allot(plan: Plan, documents: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The annotators of each document, none where they are not named: always those who have least so far, drawn among equals.

    Loads differ by one at most, but for what was begun before. More documents at the end change nothing before them.
    """
    divided = regular(plan, documents)
    if not plan.annotators:
        return dict.fromkeys(divided, ())
    loads = dict.fromkeys(plan.annotators, 0)
    for name in (name for document in divided for name in plan.begun.get(document, ()) if name in loads):
        loads[name] += 1
    given = {}
    for document in divided:
        kept = plan.begun.get(document, ())
        drawn = {name: (load, _draw(plan.seed, document, name)) for name, load in loads.items() if name not in kept}
        chosen = sorted(drawn, key=drawn.__getitem__)[: max(plan.overlap - len(kept), 0)]
        for name in chosen:
            loads[name] += 1
        given[document] = (*kept, *chosen)
    return given


def holders(plan: Plan, documents: Sequence[str], shares: Iterable[DocumentProgress], since: str) -> dict[str, Held]:
    """Who has each document at the moment: first those who finished it or did anything there `since`, then those it was given to,
    who are away if they did nothing anywhere."""
    given = allot(plan, documents)
    at_it: dict[str, tuple[str, ...]] = dict.fromkeys(given, ())
    last = dict.fromkeys(plan.annotators, plan.made)
    for share in shares:
        document, name = share.document, share.annotator
        if name in last:
            last[name] = max(last[name], share.last)
        counts = not plan.annotators or name in last or name in given.get(document, ())
        if document in given and counts and (share.finished or share.last >= since):
            at_it[document] += (name,)
    return {document: _held(plan, names, at_it[document], last, since) for document, names in given.items()}


def _held(plan: Plan, given: Sequence[str], at_it: tuple[str, ...], last: Mapping[str, str], since: str) -> Held:
    if not given:
        return Held(at_it, len(at_it) < plan.overlap)
    waiting = sorted((name for name in given if name not in at_it), key=lambda name: last.get(name, "") < since)
    places = max(plan.overlap, len(given)) - len(at_it)
    here = sum(last.get(name, "") >= since for name in waiting)
    return Held((*at_it, *waiting[: max(places, 0)]), here < places)


def next_document(
    plan: Plan, annotator: str, documents: Sequence[str], shares: Sequence[DocumentProgress], since: str
) -> str | None:
    """What an annotator is to label next; None where nothing is left for them.

    What they have begun comes first, then training, gold that is due, what they were given, and what still needs labels or was
    abandoned by others.
    """
    mine = {share.document: share for share in shares if share.annotator == annotator}
    finished = {document for document, share in mine.items() if share.finished}
    held = holders(plan, documents, shares, since)
    given = [document for document, one in held.items() if annotator in one.annotators]
    due, later = _gold(plan, annotator, len(finished.intersection(given)))
    welcome = not plan.annotators or annotator in plan.annotators
    free = [document for document, one in held.items() if welcome and one.free and annotator not in one.annotators]
    road = [document for document in (*plan.training, *due, *given, *free, *later) if document not in finished]
    begun = [document for document in road if document in mine and mine[document].begun]
    return max(begun, key=lambda document: mine[document].last) if begun else next(iter(road), None)


def progress(plan: Plan, documents: Sequence[str], shares: Sequence[DocumentProgress], since: str) -> tuple[Progress, ...]:
    """How far each annotator is: those who are named, else those who have anything, in order."""
    held = holders(plan, documents, shares, since)
    given: dict[str, set[str]] = defaultdict(lambda: {*plan.training, *plan.gold})
    for name in plan.annotators or sorted({share.annotator for share in shares}):
        given[name].update(document for document, one in held.items() if name in one.annotators)
    by_annotator: dict[str, list[DocumentProgress]] = defaultdict(list)
    for share in shares:
        if share.document in given.get(share.annotator, ()):
            by_annotator[share.annotator].append(share)
    return tuple(_progress(name, len(had), by_annotator[name]) for name, had in given.items())


def _progress(annotator: str, given: int, shares: Iterable[DocumentProgress]) -> Progress:
    counted = [share.finished for share in shares if share.begun]
    return Progress(annotator, given, sum(counted), len(counted) - sum(counted))


def labelled(plan: Plan, documents: Sequence[str], shares: Iterable[DocumentProgress]) -> tuple[int, int]:
    """How many annotators' work on the divided documents is finished, and how much is planned."""
    done = dict.fromkeys(regular(plan, documents), 0)
    for share in shares:
        if share.finished and share.document in done:
            done[share.document] += 1
    return sum(min(number, plan.overlap) for number in done.values()), plan.overlap * len(done)


def _gold(plan: Plan, annotator: str, finished: int) -> tuple[list[str], list[str]]:
    """The gold that is due to an annotator who has finished so many other documents, and that which is not yet."""
    ordered = sorted(plan.gold, key=lambda document: _draw(plan.seed, "gold", document, annotator))
    places = [
        GOLD_EVERY * index + _draw(plan.seed, "place", document, annotator) % GOLD_EVERY for index, document in enumerate(ordered)
    ]
    due = sum(place <= finished for place in places)
    return ordered[:due], ordered[due:]


def _draw(seed: int, *what: str) -> int:
    """A number that only these words decide: the same on every machine and in every version of Python."""
    return int.from_bytes(sha256("\0".join((str(seed), *what)).encode(errors="surrogatepass")).digest()[:8])
