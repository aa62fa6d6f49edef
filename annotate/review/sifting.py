"""Which stored decisions still speak of a document as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotate.model import Document, Revision


def sift(document: Document, revisions: Iterable[Revision], left_out: Counter[str]) -> list[Revision]:
    """The revisions that speak of this text and of sentences it still has, by sentence and annotator; others are counted."""
    order = {sentence.id: index for index, sentence in enumerate(document.sentences)}
    kept = []
    for revision in revisions:
        if revision.annotation is None:
            continue
        if revision.sha256 != document.sha256:
            left_out["annotations of another version of the article"] += 1
        elif revision.sentence not in order:
            left_out["annotations of sentences that were split or merged since"] += 1
        else:
            kept.append(revision)
    return sorted(kept, key=lambda revision: (order[revision.sentence], revision.annotator))
