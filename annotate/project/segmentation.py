"""A stored document's segmentation corrected by hand, with the decisions that the edit moves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from annotate import articles
from annotate._version import __version__
from annotate.articles.segmentation_edits import apply_edit, move_annotations
from annotate.errors import SegmentationError
from annotate.labelling.words import words
from annotate.model import (
    ADJUDICATION,
    Document,
    Layer,
    Merge,
    Revision,
    RevisionAction,
    SegmentationEdit,
    SentenceAnnotation,
    SetBlockKind,
    Split,
)
from annotate.model.current import newest
from annotate.project.people import require_name
from annotate.store import Store, timestamp_after

if TYPE_CHECKING:
    from annotate.project import Project

EditName = Literal["split", "merge", "role"]
"""The name of a segmentation edit on the command line."""


def correct_segmentation(
    project: Project, document: str, edit: EditName, number: int, value: str | None, *, annotator: str
) -> Document:
    """Correct a document's segmentation, with sentences, words and blocks numbered from 1 as `annotate segment` shows them.

    Args:
        project: the project.
        document: the document's id.
        edit: ``split`` sentence `number` before word `value`, ``merge`` it with the next sentence, or give block `number` the
            ``role`` `value`.
        number: the number of the sentence or block.
        value: the number of a word, or a kind of block.
        annotator: the author of the edit.

    Returns:
        The corrected document.

    Raises:
        SegmentationError: the edit is not possible; nothing was changed.
        StoreError: the edit cannot be stored; nothing was changed.
    """
    with project.store() as store:
        require_name(store, annotator, "--annotator")
        wanted = _numbered_edit(store.document(document), edit, number, value or "")
        return edit_stored_segmentation(store, document, wanted, author=annotator, schema=project.schema.version)


def edit_stored_segmentation(store: Store, document: str, edit: SegmentationEdit, *, author: str, schema: str) -> Document:
    """Apply an edit to a stored document, move the decisions of all annotators along, and return the corrected document.

    Raises SegmentationError and StoreError as `correct_segmentation` does.
    """
    segmentation, before = store.segmentation(document), store.document(document)
    corrected = apply_edit(before, edit, articles.split_sentences)
    stored = (*store.revisions(document), *store.adjudications(document))
    created = timestamp_after(max((revision.created for revision in stored), default=None), datetime.now(UTC))
    adjudications = sorted(newest(store.adjudications(document)).values(), key=lambda revision: revision.created)
    # What moves is moved by annotator, because sentences that are merged must have the same annotator's decisions. All
    # adjudications are one work, so they move together, as revisions of the last adjudicator.
    decided: dict[tuple[Layer, str], dict[str, SentenceAnnotation]] = {}
    for revision in (*store.current(document), *adjudications):
        annotator = adjudications[-1].annotator if revision.layer == ADJUDICATION else revision.annotator
        if revision.annotation is not None:
            entry = SentenceAnnotation(revision.annotation, revision.origins)
            decided.setdefault((revision.layer, annotator), {})[revision.sentence] = entry
    revisions = [
        make_revision(layer, before, annotator, created, "mend", schema, sentence, entry)
        for (layer, annotator), entries in decided.items()
        for sentence, entry in move_annotations(before, corrected, entries).items()
    ]
    store.correct_segmentation(corrected, author, segmentation, revisions)
    return corrected


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
    )


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
