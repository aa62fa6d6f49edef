"""The history of one annotator's decisions on a document: what is decided now, and what was decided before a correction."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from annotate.articles.segmentation_edits import Entry, Part
from annotate.model import ADJUDICATION, ANNOTATION, Layer, Revision, SentenceAnnotation
from annotate.store import Store


class History:
    """All decisions of one annotator on a document, or of all adjudicators, whose work is one.

    annotator: the annotator, or the last adjudicator, under whose name decisions are moved.
    entries: what is decided now, by sentence id.
    latest: the time of the last decision.
    """

    def __init__(self, layer: Layer, revisions: Iterable[Revision]) -> None:
        self.layer = layer
        self._by_sentence: dict[str, list[Revision]] = {}
        for revision in (ordered := sorted(revisions, key=lambda revision: (revision.created, revision.annotator))):
            self._by_sentence.setdefault(revision.sentence, []).append(revision)
        self.annotator = ordered[-1].annotator
        self.latest = ordered[-1].created
        self.entries = {id: entry for id in self._by_sentence if (entry := self.now(id)) is not None}

    def now(self, sentence: str) -> Entry:
        """Return what is decided on a sentence."""
        return _entry(self._by_sentence.get(sentence, ()))

    def before(self, correction: str, part: Part) -> dict[str, Entry] | None:
        """Return what was decided on the sentences of a part before a correction, given by its time, by sentence id.

        None if something was decided there since: then there is something newer to keep.
        """
        ids = {sentence.id for sentence in (*part.old, *part.new)}
        if any(self.now(id) != self._at(id, correction, inclusive=True) for id in ids):
            return None
        wanted = {sentence.id for sentence in part.new}
        return {id: self._at(id, correction, inclusive=False) if id in wanted else None for id in ids}

    def _at(self, sentence: str, created: str, *, inclusive: bool) -> Entry:
        revisions = self._by_sentence.get(sentence, ())
        bisect = bisect_right if inclusive else bisect_left
        return _entry(revisions[: bisect(revisions, created, key=attrgetter("created"))])


def _entry(revisions: Sequence[Revision]) -> Entry:
    newest = revisions[-1] if revisions else None
    return SentenceAnnotation(newest.annotation, newest.origins) if newest and newest.annotation is not None else None


def histories_of(store: Store, document: str) -> tuple[History, ...]:
    """Return the history of each annotator of a document, and that of its adjudications. Raises StoreError."""
    by_annotator: dict[str, list[Revision]] = {}
    for revision in store.revisions(document):
        by_annotator.setdefault(revision.annotator, []).append(revision)
    adjudications = list(store.adjudications(document))
    return (
        *(History(ANNOTATION, by_annotator[name]) for name in sorted(by_annotator)),
        *([History(ADJUDICATION, adjudications)] if adjudications else ()),
    )
