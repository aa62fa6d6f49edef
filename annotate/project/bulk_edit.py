"""Decisions changed by the program and not at the prompt: new revisions beside the old ones, which are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from annotate._version import __version__
from annotate.checks.autofix import changed_spans, fix_spans
from annotate.model import ADJUDICATION, Annotation, Document, Revision, RevisionAction, Span
from annotate.model.current import newest
from annotate.project.decisions import decided_documents
from annotate.schema import Schema
from annotate.store import ADJUDICATOR, Store, timestamp_after

ChangeAnnotation = Callable[[Revision, Document], Annotation]
"""A function from a current revision to the annotation that is to replace its own; the same one if nothing is to change."""

ChangedRevision = tuple[Revision, Revision]
"""A revision as it was, and the one that takes its place."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A span that was corrected.

    document, sentence, annotator: the decision it belongs to.
    number: the number of the sentence, from 1.
    what: the span's name for people, such as "C1 span".
    before, after: the span as it was and as it is.
    """

    document: str
    sentence: str
    number: int | None
    annotator: str
    what: str
    before: Span
    after: Span


def fix_stored_spans(store: Store, schema: Schema, *, now: datetime, dry_run: bool) -> tuple[Fixed, ...]:
    """Correct the spans that can be corrected without asking, and return them; with `dry_run` store nothing.

    Counts that the store keeps beside its documents are corrected, too.

    Raises StoreError as `revise` does.
    """

    def fix(revision: Revision, document: Document) -> Annotation:
        sentence = next((sentence for sentence in document.sentences if sentence.id == revision.sentence), None)
        assert revision.annotation is not None  # a current revision has one
        return fix_spans(revision.annotation, document, sentence) if sentence else revision.annotation

    if not dry_run and any(store.count_problems()):
        store.recount()
    changed = revise(store, fix, "fix", schema, now=now, dry_run=dry_run)
    return tuple(
        Fixed(new.document, new.sentence, store.number(new.sentence), new.annotator, what, before, after)
        for old, new in changed
        if old.annotation and new.annotation
        for what, before, after in changed_spans(old.annotation, new.annotation)
    )


def revise(
    store: Store,
    change: ChangeAnnotation,
    action: RevisionAction,
    schema: Schema,
    *,
    now: datetime,
    dry_run: bool = False,
    first: Callable[[], None] = lambda: None,
) -> tuple[ChangedRevision, ...]:
    """Change the decisions that count, store the changes as revisions by `action`, and return them.

    Annotator and origins stay the same. The revisions of one annotator in one document are one decision, stored whole or not at
    all; documents are stored one after the other, and after an interruption a second run does the rest.

    Args:
        store: the store to change.
        change: the function that gives the new annotation of a revision.
        action: the action of the new revisions.
        schema: the schema whose version they carry.
        now: the time of the change, with its time zone.
        dry_run: return the changes and store nothing.
        first: called when all documents are locked, before anything is stored.

    Raises:
        StoreError: somebody is labelling a document that would change, and nothing was stored; or the store cannot be used.
    """
    decided = store.in_order(decided_documents(store))
    decisions = [decision for document in decided for decision in _changes(store, document, change, action, schema, now)]
    if not dry_run:
        with ExitStack() as locks:
            for decision in decisions:
                old, _ = decision[0]
                locks.enter_context(store.lock_document(old.document, _lock_owner(old)))
            first()
            for decision in decisions:
                store.save([new for _, new in decision])
    return tuple(changed for decision in decisions for changed in decision)


def _changes(
    store: Store, document: str, change: ChangeAnnotation, action: RevisionAction, schema: Schema, now: datetime
) -> Sequence[Sequence[ChangedRevision]]:
    """Return the changes in a document, by annotator; all adjudications are one decision, whoever made them."""
    article = store.document(document)
    adjudications = tuple(store.adjudications(document))
    changes: dict[str, list[ChangedRevision]] = {}
    created: dict[str, str] = {}
    for old in (*store.current(document), *newest(adjudications).values()):
        annotation = change(old, article)
        if annotation == old.annotation:
            continue
        owner = _lock_owner(old)
        if owner not in created:
            # The store refuses a revision that is not newer than all others of its owner, so the clock alone is not enough.
            earlier = adjudications if old.layer == ADJUDICATION else store.history(document, old.annotator)
            created[owner] = timestamp_after(max(revision.created for revision in earlier), now)
        new = replace(
            old,
            annotation=annotation,
            created=created[owner],
            action=action,
            seconds=0.0,
            keys=0,
            schema=schema.version,
            tool=__version__,
        )
        changes.setdefault(owner, []).append((old, new))
    return list(changes.values())


def _lock_owner(revision: Revision) -> str:
    """Return the name under which a document is locked for such a decision: the annotator's, or that of all adjudicators."""
    return ADJUDICATOR if revision.layer == ADJUDICATION else revision.annotator
