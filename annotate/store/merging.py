"""Decisions from elsewhere fitted into a history: what is stored already is recognized, and source ids that collide get others.

Each annotator numbers the sources of a document, so two clones may both have an `s1`, and mean somebody else by it. After a
merge, one id must still be one source, as `annotate.checks.semantics` requires. So the sources of the decisions that come in are
renumbered where the merged result would break that rule, in the same way in all of them:

* Equal decisions are the same decision. Decisions that are equal but for the ids of sources are, too: they were renumbered when
  they were merged before. Their ids say how the others of the same origin are to be renumbered, which makes merging repeatable.
* Any other source keeps its id if no source here has it, or the same one does. Otherwise it gets the id of the source here with
  its name and its answers or, if there is none, the next number.

Where both sides know a source and call it differently, or where the decisions that come in contradict each other, nobody but the
annotator can tell what is meant, and nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotate.checks.semantics import source_differences
from annotate.errors import StoreError
from annotate.model import AUTHOR, Annotation, Revision, Source
from annotate.model.current import latest
from annotate.model.ids import answer_key, source_id, split_answer_key, split_item, stance_key

Renumbering = Mapping[str, str]
"""New ids of sources by the ids that they have."""

_Use = tuple[Source, Revision]
"""A source, and a decision in which it is called so."""

_Uses = Mapping[str, Sequence[_Use]]
"""The sources of some decisions by id, once for each annotator, name and set of answers."""


class SourcesError(StoreError):
    """Decisions cannot be merged because it cannot be told which source is which. The message is no complete sentence."""


def merge(stored: Sequence[Revision], incoming: Sequence[Revision], where: str) -> list[Revision]:
    """Return those of the `incoming` revisions that are not stored yet, with the ids of their sources as they are to be stored.

    `stored` are all revisions of the same annotator in the same document or, of adjudications, of the same document. `where`
    names the store in messages. Raises StoreError if a revision is stored with other content, and SourcesError.
    """
    known, new = _divide(stored, incoming, where)
    return _fit(stored, known, new)


def as_stored(stored: Sequence[Revision], incoming: Sequence[Revision], where: str) -> list[Revision]:
    """Return the `incoming` revisions, in the same order, as they are stored already, or as `merge` would return them."""
    known, new = _divide(stored, incoming, where)
    present = {_identity(revision): revision for revision in stored}
    present |= {_identity(revision): revision for revision in _fit(stored, known, new)}
    return [present[_identity(revision)] for revision in incoming]


def _fit(stored: Sequence[Revision], known: Iterable[tuple[Revision, Renumbering]], new: Sequence[Revision]) -> list[Revision]:
    """Return the new revisions with the ids of their sources as they are to be stored. Raises SourcesError."""
    if not new:
        return []
    fixed: dict[str, str] = {}
    for _, renumbering in known:
        # An id may have been used again for another source; of two that would become one, the newer use counts.
        fixed = {old: id for old, id in fixed.items() if id not in renumbering.values()} | dict(renumbering)
    current = latest((*stored, *new)).values()
    added = set(map(id, new))
    here = _uses(revision for revision in current if id(revision) not in added)
    theirs = _uses(revision for revision in current if id(revision) in added)
    _require_one_meaning(here, theirs, fixed)
    ids = _renumber(stored, new, here, theirs, fixed)
    return [renumber(revision, ids) for revision in new]


def renumber(revision: Revision, renumbering: Renumbering) -> Revision:
    """Return a revision with other ids of sources."""
    annotation = revision.annotation
    if annotation is None or all(renumbering.get(source.id, source.id) == source.id for source in annotation.sources):
        return revision
    sources = tuple(replace(source, id=renumbering.get(source.id, source.id)) for source in annotation.sources)
    stances = tuple(replace(stance, source=renumbering.get(stance.source, stance.source)) for stance in annotation.stances)
    origins = tuple(replace(origin, item=_renumbered_item(origin.item, renumbering)) for origin in revision.origins)
    return replace(revision, annotation=replace(annotation, sources=sources, stances=stances), origins=origins)


def _renumbered_item(item: str, renumbering: Renumbering) -> str:
    about, question = split_answer_key(item)
    claim, source = split_item(about)
    renumbered = stance_key(claim, renumbering[source]) if source in renumbering else about
    if question and not source:
        renumbered = renumbering.get(about, about)
    return answer_key(renumbered, question) if question else renumbered


def _divide(
    stored: Sequence[Revision], incoming: Sequence[Revision], where: str
) -> tuple[list[tuple[Revision, Renumbering]], list[Revision]]:
    """Return the revisions that are stored already, oldest first, with the renumbering that was made of each; and the others."""
    present = {_identity(revision): revision for revision in stored}
    known: list[tuple[Revision, Renumbering]] = []
    new: list[Revision] = []
    for revision in incoming:
        same = present.get(_identity(revision))
        if same is None:
            present[_identity(revision)] = revision
            new.append(revision)
        elif (renumbering := _renumbering_between(revision, same)) is not None:
            known.append((revision, renumbering))
        else:
            raise StoreError(
                f"{where} has another revision of {revision.sentence} by {revision.annotator} of {revision.created} "
                "than the one to load, so nothing was loaded; find out which of the two was changed by hand"
            )
    return sorted(known, key=lambda pair: pair[0].created), new


def _identity(revision: Revision) -> tuple[str, str, str]:
    return revision.annotator, revision.created, revision.sentence


def _renumbering_between(revision: Revision, stored: Revision) -> Renumbering | None:
    """Return the renumbering that makes one revision of the other, None if there is none."""
    before, after = _sources(revision.annotation), _sources(stored.annotation)
    renumbering = {old.id: new.id for old, new in zip(before, after, strict=False) if AUTHOR not in (old.id, new.id)}
    if revision.is_same_decision(stored):
        return renumbering
    distinct = len(set(renumbering.values())) == len(renumbering)
    return renumbering if distinct and renumber(revision, renumbering).is_same_decision(stored) else None


def is_same(revision: Revision, stored: Revision | None) -> bool:
    """Return True if a revision is the stored one, but perhaps for the ids of its sources."""
    return stored is not None and _renumbering_between(revision, stored) is not None


def _sources(annotation: Annotation | None) -> Sequence[Source]:
    return annotation.sources if annotation else ()


def _uses(revisions: Iterable[Revision]) -> _Uses:
    uses: dict[str, dict[object, _Use]] = {}
    for revision in revisions:
        for source in _sources(revision.annotation):
            if source.id != AUTHOR:
                key = revision.annotator, source.name, frozenset(source.attributes.items())
                uses.setdefault(source.id, {}).setdefault(key, (source, revision))
    return {id: tuple(ways.values()) for id, ways in uses.items()}


def _require_one_meaning(here: _Uses, theirs: _Uses, fixed: Renumbering) -> None:
    """Raise StoreError if the new decisions contradict each other, or those here on a source that both sides know."""
    for id, uses in theirs.items():
        for (first, one), (second, other) in _contradictions(uses, uses):
            raise SourcesError(_contradiction(id, first, one, second, other))
        for (first, one), (second, other) in _contradictions(here.get(fixed.get(id, ""), ()), uses):
            raise SourcesError(_contradiction(id, first, one, second, other))


def _contradictions(ones: Sequence[_Use], others: Sequence[_Use]) -> Iterator[tuple[_Use, _Use]]:
    """Yield pairs of uses of an id by one annotator that `annotate check` would report."""
    for source, revision in ones:
        for other, elsewhere in others:
            if revision.annotator == elsewhere.annotator and any(source_differences(other, source)):
                yield (source, revision), (other, elsewhere)


def _contradiction(id: str, first: Source, one: Revision, second: Source, other: Revision) -> str:
    return f"source {id} of {one.annotator} is {_name(first)} in {one.sentence} and {_name(second)} in {other.sentence}"


def _name(source: Source) -> str:
    answers = ", ".join(f"{name} {value}" for name, value in source.attributes.items())
    return f"{source.display_name!r}{f' ({answers})' if answers else ''}"


def _renumber(stored: Sequence[Revision], new: Sequence[Revision], here: _Uses, theirs: _Uses, fixed: Renumbering) -> Renumbering:
    """Return the ids of all sources of the new revisions; no two of them get the same one."""
    ids = sorted({source.id for revision in new for source in _sources(revision.annotation)} - {AUTHOR}, key=_order)
    renumbering = {id: fixed[id] for id in ids if id in fixed}
    taken = set(fixed.values())
    for id in ids:
        if id not in renumbering and id not in taken and not _collides(here.get(id, ()), theirs.get(id, ())):
            renumbering[id] = id
            taken.add(id)
    used = {source.id for revision in stored for source in _sources(revision.annotation)}
    number = max((_order(id)[0] for id in (*used, *ids, *taken)), default=0)
    for id in ids:
        if id not in renumbering:
            same = next(
                (other for other in sorted(here, key=_order) if other not in taken and _same(theirs, id, here[other])), ""
            )
            if not same:
                number += 1
            renumbering[id] = same or source_id(number)
            taken.add(renumbering[id])
    return renumbering


def _order(id: str) -> tuple[int, str]:
    number = id.removeprefix("s")
    return (int(number) if number.isascii() and number.isdecimal() else 0), id


def _collides(ones: Sequence[_Use], others: Sequence[_Use]) -> bool:
    return any(any(source_differences(other, one)) for one, _ in ones for other, _ in others)


def _same(theirs: _Uses, id: str, here: Sequence[_Use]) -> bool:
    """Return True if a source of the new decisions is surely a source here: it has a name, and the same name and answers."""
    uses = theirs.get(id, ())
    return bool(uses) and all(
        one.name.strip() and (one.name, one.attributes) == (other.name, other.attributes) for one, _ in here for other, _ in uses
    )
