"""Versions and decisions of other projects merged with those that are here.

A dump has the versions of the documents that were corrected where it was made; its decisions lie on the last of them, the frame.
Versions that are not here yet are made here, too, one after the other. Decisions, those of the dump and those that were here,
that lie on sentences which the merged document does not have are moved to those that it has, as a correction moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from annotate.errors import SegmentationError, StoreError
from annotate.model import Document, Layer, Revision, SentenceAnnotation, Version
from annotate.model.current import latest
from annotate.model.versions import apply_change, is_same_content, is_same_version
from annotate.project.segmentation import make_revision, move_between
from annotate.store import Store, timestamp_after

Owner = tuple[Layer, str]
"""Whose decisions are one work: a layer and an annotator, who is empty for adjudications."""


def frame_of(revisions: Sequence[Revision], dumped: Sequence[Version], stored: Sequence[Version]) -> Document:
    """Return the document as it was where the decisions of a dump were made.

    Args:
        revisions: the decisions of a dump on one document.
        dumped: the versions of the document in the dump; none if it was not corrected there.
        stored: the versions of the document that are here.
    """
    hashes = {version.document.sha256 for version in (*dumped, *stored)}
    if dumped:
        document = dumped[-1].document
    else:
        counting = [revision for own in _by_owner(revisions).values() for revision in latest(own).values()]
        fitting = (v.document for v in reversed(stored) if all(_lies_on(v.document, revision) for revision in counting))
        document = next(fitting, stored[-1].document)
    return replace(document, former_sha256=tuple(sorted(hashes - {document.sha256})))


def merged_versions(dumped: Sequence[Version], stored: Sequence[Version]) -> tuple[Version, ...]:
    """Return the versions of a dump that are to be added to those that are stored.

    Raises StoreError if a correction there and one here exclude each other.
    """
    made = {version.created for version in stored}
    if not dumped:
        return ()
    known = 0
    for theirs, ours in zip(dumped, stored, strict=False):
        if not is_same_version(theirs, ours):
            break
        known += 1
    present = stored[-1].document
    base = dumped[known - 1].document if known else stored[0].document
    if known == len(stored):
        changed: list[tuple[Version, Document]] | None = [(version, version.document) for version in dumped[known:]]
    else:
        new = [version for version in dumped[known:] if version.created not in made]
        changed = _all_applied(dumped, new, base, present)
    if changed is None and dumped[-1].created in made:
        return ()  # merged before, all together
    if changed is None:
        # One after the other they do not fit, but all together they may, as after an undo.
        last = replace(dumped[-1], action="correct", about=None)
        after = apply_change(present, base, last.document)
        changed = None if after is None else [(last, after)]
    if changed is None:
        authors = ", ".join(sorted({dumped[-1].author, stored[-1].author}))
        raise StoreError(
            f"{present.id} was corrected here and in the dump in ways that exclude each other (by {authors}), so nothing was "
            f"loaded; undo one of the two (`annotate correct {present.id} undo`) where it was made, then dump and load again"
        )
    added: list[Version] = []
    for version, document in changed:
        if not is_same_content(document, present):
            added.append(replace(version, number=len(stored) + len(added) + 1, document=document))
            present = document
    return tuple(added)


def _all_applied(
    dumped: Sequence[Version], new: Sequence[Version], base: Document, present: Document
) -> list[tuple[Version, Document]] | None:
    """Return the new versions of a dump, each with the present document as it changes it; None if one cannot be applied."""
    before = {version.created: earlier.document for earlier, version in pairwise(dumped)}
    changed = []
    for version in new:
        after = apply_change(present, before.get(version.created, base), version.document)
        if after is None:
            return None
        changed.append((version, after))
        present = after
    return changed


def moved_revisions(
    store: Store, revisions: Sequence[Revision], dumped: Sequence[Version], versions: Sequence[Version], schema: str
) -> list[Revision]:
    """Return the decisions that a merge moves, as revisions of one time, newer than all others on the document.

    Args:
        store: the store before the merge.
        revisions: the decisions of the dump on one document.
        dumped: its versions in the dump.
        versions: its versions after the merge.
        schema: the version of the schema for the moved decisions.

    Raises:
        StoreError: a decision lies on a sentence that the document does not have any more, and cannot be moved.
    """
    document = versions[-1].document
    stored = (*store.revisions(document.id), *store.adjudications(document.id))
    frame = frame_of(revisions, dumped, versions)
    # A decision by an older tool does not say where its sentence ended; it lies on the frame. So of one that is stored, too, the
    # dump's copy counts.
    by_owner = _by_owner((*(_with_end(revision, frame) for revision in revisions), *stored))
    last = max([versions[-1].created, *(revision.created for revision in (*stored, *revisions))])
    created = timestamp_after(last, datetime.now(UTC))
    moved = []
    for (layer, _), all_of_owner in sorted(by_owner.items()):
        newest = latest(all_of_owner)
        annotator = max(all_of_owner, key=lambda revision: revision.created).annotator
        frames = (frame, *(version.document for version in reversed(versions)))
        for sentence, entry in _moved(newest, document, frames).items():
            moved.append(make_revision(layer, document, annotator, created, "mend", schema, sentence, entry))
    return moved


def _moved(
    newest: Mapping[str, Revision], document: Document, frames: Iterable[Document]
) -> dict[str, SentenceAnnotation | None]:
    """Return what becomes of one owner's decisions that do not lie on sentences of the document, by sentence id."""
    astray = {id: revision for id, revision in newest.items() if not _lies_on(document, revision)}
    settled = newest.keys() - astray.keys()
    changed: dict[str, SentenceAnnotation | None] = {}
    for frame in frames:
        here = {id: revision for id, revision in astray.items() if _lies_on(frame, revision)}
        entries = {
            id: SentenceAnnotation(revision.annotation, revision.origins)
            for id, revision in here.items()
            if revision.annotation is not None
        }
        move = move_between(frame, document)
        for part in move.parts if entries else ():
            try:
                moved = move.moved(part, entries).entries
            except SegmentationError as error:
                raise StoreError(f"decisions on {document.id} cannot be loaded: {error}") from error
            # What was decided on a sentence of the document itself is newer than what is moved there.
            changed |= {id: entry for id, entry in moved.items() if id not in settled}
        astray = {id: revision for id, revision in astray.items() if id not in here}
    return changed


def _lies_on(document: Document, revision: Revision) -> bool:
    """Return True if a decision is on a sentence of a document, or undoes one, so that it need not be moved."""
    if revision.annotation is None:
        return True
    sentence = document.sentence(revision.sentence)
    return sentence is not None and revision.sha256 == document.sha256 and revision.end in (None, sentence.end)


def _with_end(revision: Revision, frame: Document) -> Revision:
    sentence = frame.sentence(revision.sentence)
    return replace(revision, end=sentence.end) if revision.end is None and sentence is not None else revision


def _by_owner(revisions: Iterable[Revision]) -> dict[Owner, list[Revision]]:
    owned: dict[Owner, list[Revision]] = {}
    for revision in revisions:
        owned.setdefault((revision.layer, revision.owner), []).append(revision)
    return owned
