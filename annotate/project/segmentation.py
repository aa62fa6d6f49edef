"""Corrections of stored documents by hand, with the decisions that they move: planned first, so that people can be told.

A correction is a new version of the document, and the decisions of everybody that it changes are new revisions of the same time:
nothing is overwritten. Where a correction takes back an earlier one, as an undo does or a split after a merge, whoever decided
nothing there in between gets back exactly what they had before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from annotate import articles
from annotate._version import __version__
from annotate.articles.segmentation_edits import Entry, Part, SegmentationMove, apply_edit, changed_parts
from annotate.errors import SegmentationError
from annotate.labelling.words import words
from annotate.model import (
    ADJUDICATION,
    ANNOTATION,
    Correction,
    Document,
    Layer,
    Merge,
    Redo,
    Revision,
    RevisionAction,
    SegmentationEdit,
    SentenceAnnotation,
    SetBlockKind,
    Split,
    Undo,
    Version,
)
from annotate.model.versions import VersionAction, apply_change, difference, is_same_content
from annotate.project.histories import History, histories_of
from annotate.project.people import require_name
from annotate.store import Store, timestamp_after

if TYPE_CHECKING:
    from annotate.articles.text_updates import TextMove
    from annotate.project import Project

EditName = Literal["split", "merge", "role", "undo"]
"""The name of a correction on the command line."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a correction on the decisions of one annotator, or of all adjudicators.

    annotator: the name; of adjudications that of the last adjudicator.
    layer: the layer of the decisions.
    labelled: the number of finished sentences that the correction touches.
    reopened: the number of sentences that have to be finished again.
    restored: True if the decisions come back as they were before the correction that this one takes back.
    lost: what could not be moved to a corrected text, in words, each with the number of its old sentence.
    """

    annotator: str
    layer: Layer
    labelled: int
    reopened: int
    restored: bool
    lost: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedCorrection:
    """A correction that is not stored yet: the version it makes, the revisions that it moves, and what it does to whom."""

    version: Version
    revisions: tuple[Revision, ...]
    effects: tuple[Effect, ...]


def correct_segmentation(
    project: Project,
    document: str,
    edit: EditName,
    number: int | None,
    value: str | None,
    *,
    annotator: str,
    agree: Callable[[Sequence[str]], bool] = lambda effects: True,
) -> PlannedCorrection | None:
    """Correct a document, with sentences, words and blocks numbered from 1 as `annotate segment` shows them.

    Args:
        project: the project.
        document: the document's id.
        edit: ``split`` sentence `number` before word `value`, ``merge`` it with the next sentence, give block `number` the
            ``role`` `value`, or ``undo`` the newest correction.
        number: the number of the sentence or block.
        value: the number of a word, or a kind of block.
        annotator: the author of the edit.
        agree: called with what the edit does to the decisions of others, if it does anything; if it returns False, nothing is
            stored.

    Returns:
        The correction that was stored, None if it was not.

    Raises:
        SegmentationError: the edit is not possible; nothing was changed.
        StoreError: the edit cannot be stored; nothing was changed.
    """
    with project.store() as store:
        require_name(store, annotator, "--annotator")
        wanted = _named_edit(store, document, edit, number, value or "")
        planned = plan_correction(store, document, wanted, author=annotator, schema=project.schema.version)
        if (lines := effect_lines(planned.effects, annotator)) and not agree(lines):
            return None
        store.add_version(planned.version, planned.revisions)
        return planned


def plan_correction(store: Store, document: str, edit: SegmentationEdit, *, author: str, schema: str) -> PlannedCorrection:
    """Return what an edit of a stored document would make of it and of everybody's decisions. Nothing is stored.

    Raises SegmentationError, with the reason, if the edit is not possible, and StoreError.
    """
    versions = store.versions(document)
    plan = partial(_plan, store, versions, author=author, schema=schema)
    match edit:
        case Undo(created):
            return plan(_reverted(versions, created, undo=True), "undo", created)
        case Redo(created):
            return plan(_reverted(versions, created, undo=False), "redo", created)
    return plan(apply_edit(versions[-1].document, edit, articles.split_sentences), "correct")


def plan_update(store: Store, article: Document, *, author: str, schema: str) -> PlannedCorrection:
    """Return what the new text of a stored document, given under the same id, would make of everybody's decisions.

    Nothing is stored. Raises StoreError.
    """
    from annotate.articles.text_updates import with_corrections  # with difflib

    versions = store.versions(article.id)
    after = with_corrections(versions[-1].document, article)
    return _plan(store, versions, after, "update", author=author, schema=schema)


def _plan(
    store: Store,
    versions: Sequence[Version],
    after: Document,
    action: VersionAction,
    about: str | None = None,
    *,
    author: str,
    schema: str,
) -> PlannedCorrection:
    before = versions[-1].document
    histories = histories_of(store, before.id)
    latest = max([versions[-1].created, *(history.latest for history in histories)])
    created = timestamp_after(latest, datetime.now(UTC))
    version = Version(versions[-1].number + 1, author, created, action, about, after)
    taken_back = _taken_back(versions, after)
    move = move_between(before, after)
    revisions: list[Revision] = []
    effects: list[Effect] = []
    for history in histories:
        changed, effect = _changes(history, move, before, taken_back)
        effects += [effect] if effect else []
        revisions += (
            make_revision(history.layer, after, history.annotator, created, "mend", schema, sentence, entry)
            for sentence, entry in changed.items()
            # A decision belongs to a text and a sentence: on another one it is made again, even if it says the same.
            if entry is not None or history.now(sentence) is not None
        )
    return PlannedCorrection(version, tuple(revisions), tuple(effects))


def move_between(before: Document, after: Document) -> TextMove | SegmentationMove:
    """Return the way of annotations from one version of a document to another."""
    if before.text == after.text:
        return SegmentationMove(before, after)
    from annotate.articles.text_updates import TextMove  # with difflib, and seldom needed

    return TextMove(before, after)


def _changes(
    history: History, move: TextMove | SegmentationMove, before: Document, taken_back: Version | None
) -> tuple[dict[str, Entry], Effect | None]:
    """Return what a correction makes of somebody's decisions, by sentence id, and what to say of that if it is worth it."""
    gone: dict[str, Entry] = {}
    changed: dict[str, Entry] = {}
    lost: list[tuple[int, str]] = []
    labelled = reopened = 0
    restored = False
    numbers = {sentence.id: number for number, sentence in enumerate(before.sentences, 1)}
    for part in move.parts:
        missing: tuple[str, ...] = ()
        if taken_back and (former := history.before(taken_back.created, part)) is not None:
            entries = former
            restored = restored or any(former.values())
        else:
            entries, missing = move.moved(part, history.entries)
        finished = sum(_is_finished(history.now(sentence.id)) for sentence in part.old)
        # A text that is corrected leaves most sentences as they are: those have no effect worth a word.
        same = len(part.old) == len(part.new) and all(_is_finished(entries.get(sentence.id)) for sentence in part.new)
        if finished and not (same and not missing):
            labelled += finished
            reopened += sum(not _is_finished(entries.get(s.id, history.now(s.id))) for s in part.new)
        lost += ((numbers[part.old[0].id], what) for what in missing)
        # Of another text, an id may be that of an old sentence and of another new one.
        new = {sentence.id for sentence in part.new}
        gone |= {id: None for id in entries if id not in new}
        changed |= {id: entry for id, entry in entries.items() if id in new}
    effect = Effect(history.annotator, history.layer, labelled, reopened, restored, tuple(lost))
    return gone | changed, effect if labelled or restored or lost else None


def effect_lines(effects: Iterable[Effect], author: str) -> list[str]:
    """Return what a correction does to the decisions of everybody but its author, once for all to whom it does the same."""
    people: dict[str, list[str]] = {}
    for effect in effects:
        if (effect.annotator, effect.layer) == (author, ANNOTATION):
            continue
        who = "The adjudication" if effect.layer == ADJUDICATION else effect.annotator
        if effect.restored:
            what = "decisions come back as they were before."
        else:
            then = f"{effect.reopened} will be open again" if effect.reopened else "the labels move along"
            what = f"{effect.labelled} of these sentences finished; {then}."
        people.setdefault(what, []).append(who)
    return [f"{_names(names)}: {what}" for what, names in people.items()]


def _names(names: Sequence[str]) -> str:
    """Return names in one line, at most four of them."""
    return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])} and {len(names) - 3} more"


def _is_finished(entry: Entry) -> bool:
    return entry is not None and entry.annotation.label is not None


# -- earlier corrections ----------------------------------------------------------------------------------------------


def corrections(versions: Sequence[Version]) -> tuple[Correction, ...]:
    """Return the corrections that led to the last of a document's versions, as steps of a history, oldest first."""
    steps: list[Correction] = []
    for before, version in pairwise(versions):
        old, new = before.document, version.document
        if old.text != new.text:
            sentences = frozenset(sentence.id for sentence in (*old.sentences, *new.sentences))
            start, summary = 0, "text corrected"
        else:
            parts = changed_parts(old, new)
            sentences = frozenset(sentence.id for part in parts for sentence in (*part.old, *part.new))
            start, summary = difference(old, new).start, _summary(old, new, parts)
        if version.action in ("undo", "redo"):
            made = next((step.summary for step in steps if step.created == version.about), summary)
            summary = f"{version.action}: {made}"
        steps.append(Correction(version.created, version.author, version.action, version.about, sentences, start, summary))
    return tuple(steps)


def _summary(before: Document, after: Document, parts: Sequence[Part]) -> str:
    change = difference(before, after)
    old_kinds, new_kinds = ({block.kind for block in blocks} for blocks in (change.old_blocks, change.new_blocks))
    if old_kinds != new_kinds:
        return f"role changed to {', '.join(sorted(new_kinds))}"
    old, new = (sum(len(part[side]) for part in parts) for side in (0, 1))
    return "sentences merged" if old > new else "sentence split"


def _reverted(versions: Sequence[Version], created: str, *, undo: bool) -> Document:
    """Return the present document with a correction undone, or made again. Raises SegmentationError if that is not possible."""
    place = next((place for place, version in enumerate(versions) if version.created == created), 0)
    if not place:
        raise SegmentationError("the correction is not in the article's history; open the article again")
    old, new = versions[place - 1].document, versions[place].document
    old, new = (new, old) if undo else (old, new)
    after = apply_change(versions[-1].document, old, new)
    if after is None:
        others = ", ".join(sorted({version.author for version in versions[place + 1 :]}))
        raise SegmentationError(f"the article was corrected again since, by {others}")
    return after


def _taken_back(versions: Sequence[Version], after: Document) -> Version | None:
    """Return the newest correction that a change of the present version to `after` takes back, None if there is none."""
    present = versions[-1].document
    for before, version in reversed(list(pairwise(versions))):
        old, new = before.document, version.document
        if version.action == "mend":
            continue
        if old.text == new.text == present.text == after.text:
            if difference(old, new) == difference(after, present):
                return version
        elif is_same_content(old, after) and is_same_content(new, present):
            return version
    return None


def newest_correction(versions: Sequence[Version]) -> Version | None:
    """Return the newest correction that was not undone, None if there is none."""
    undone: set[str] = set()
    for version in versions[1:]:
        if version.about is not None:
            undone = undone | {version.about} if version.action == "undo" else undone - {version.about}
    standing = (v for v in reversed(versions) if v.action in ("correct", "update") and v.created not in undone)
    return next(standing, None)


def make_revision(
    layer: Layer,
    document: Document,
    annotator: str,
    created: str,
    action: RevisionAction,
    schema: str,
    sentence: str,
    entry: SentenceAnnotation | None,
    seconds: float = 0.0,
    keys: int = 0,
) -> Revision:
    """Return a revision by this version of the tool; `entry` is None for a sentence that becomes unlabelled."""
    place = document.sentence(sentence)
    return Revision(
        document=document.id,
        sha256=document.sha256,
        sentence=sentence,
        annotator=annotator,
        created=created,
        action=action,
        seconds=seconds,
        keys=keys,
        schema=schema,
        tool=__version__,
        annotation=entry.annotation if entry else None,
        origins=entry.origins if entry else (),
        layer=layer,
        end=place.end if place else None,
    )


# -- edits by number --------------------------------------------------------------------------------------------------


def _named_edit(store: Store, document: str, edit: EditName, number: int | None, value: str) -> SegmentationEdit:
    if edit == "undo":
        if number is not None:
            raise SegmentationError("undo takes back the newest correction and needs no number")
        newest = newest_correction(store.versions(document))
        if newest is None:
            raise SegmentationError(f"there is no correction of {document} to undo")
        return Undo(newest.created)
    if number is None:
        raise SegmentationError(f"{edit} needs the number of a {'block' if edit == 'role' else 'sentence'}")
    return _numbered_edit(store.document(document), edit, number, value)


def _numbered_edit(document: Document, edit: EditName, number: int, value: str) -> SegmentationEdit:
    if edit == "role":
        return SetBlockKind(number - 1, value)
    if not 1 <= number <= len(document.sentences):
        raise SegmentationError(f"{document.id} has no sentence {number} (it has {len(document.sentences)})")
    sentence = document.sentences[number - 1]
    if edit == "merge":
        return Merge(sentence.id)
    row = words(document.text[sentence.start : sentence.end], sentence.start)
    if not value:
        raise SegmentationError(f"a split needs the number of a word; sentence {number} has {len(row)}")
    if not value.isdecimal() or not 1 <= int(value[:9]) <= len(row):  # a longer number is too large, and slow to parse
        raise SegmentationError(f"sentence {number} has no word {value} (it has {len(row)})")
    return Split(sentence.id, row[int(value[:9]) - 1].outer_start)
