"""Decisions changed by the program and not at the prompt: new revisions beside the old ones, which stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime

from annotate._version import __version__
from annotate.errors import SchemaError
from annotate.model import ADJUDICATION, Annotation, Document, Revision
from annotate.model.current import newest
from annotate.schema import Schema
from annotate.store import ADJUDICATOR, Store, after

Change = Callable[[Revision, Document], Annotation]
"""What becomes of a revision that counts; its own annotation where nothing is to change."""

Changed = tuple[Revision, Revision]
"""A revision as it was, and the one that takes its place."""


def revise(
    store: Store,
    change: Change,
    action: str,
    schema: Schema,
    *,
    now: datetime,
    dry_run: bool = False,
    first: Callable[[], None] = lambda: None,
) -> tuple[Changed, ...]:
    """Change the decisions that count, and store what changed as revisions by `action`; with `dry_run` only tell.

    Annotator and origins stay. The revisions of an annotator in a document are one decision, stored whole or not at all; the
    documents are stored one after the other, and doing it again does the rest. Raises SchemaError where the schema does not know
    the action, StoreError where somebody is labelling what is to change, and then stores nothing. `first` is called when nothing
    stands in the way any more, before anything is stored.
    """
    known = schema.raw["properties"]["action"].get("enum", [action])
    if action not in known:
        raise SchemaError(f"the schema does not know the action {action!r}; append it to `enum` at $.properties.action")
    works = [work for entry in store.documents() for work in _changes(store, entry.id, change, action, schema, now)]
    if not dry_run:
        with ExitStack() as held:
            for work in works:
                held.enter_context(store.lock_document(work[0][1].document, _holder(work[0][1])))
            first()
            for work in works:
                store.save([new for _, new in work])
    return tuple(changed for work in works for changed in work)


def _changes(
    store: Store, document: str, change: Change, action: str, schema: Schema, now: datetime
) -> Sequence[Sequence[Changed]]:
    """What changes in a document, by annotator; adjudications are one work, whoever made them."""
    article = store.document(document)
    adjudications = tuple(store.adjudications(document))
    works: dict[str, list[Changed]] = {}
    created: dict[str, str] = {}
    for old in (*store.current(document), *newest(adjudications).values()):
        annotation = change(old, article)
        if annotation == old.annotation:
            continue
        who = _holder(old)
        if who not in created:
            made = adjudications if old.layer == ADJUDICATION else store.history(document, old.annotator)
            created[who] = after(max(revision.created for revision in made), now)
        new = replace(
            old,
            annotation=annotation,
            created=created[who],
            action=action,
            seconds=0.0,
            keys=0,
            schema=schema.version,
            tool=__version__,
        )
        works.setdefault(who, []).append((old, new))
    return list(works.values())


def _holder(revision: Revision) -> str:
    """Who holds a document to decide so: an annotator, or whoever adjudicates."""
    return ADJUDICATOR if revision.layer == ADJUDICATION else revision.annotator
