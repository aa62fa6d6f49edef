"""The decisions that count for a document as it is now.

Revisions are only ever added, so most stored ones are history. Two rules say which count, and everybody who compares, adjudicates
or exports goes by them:

1. The newest revision of each sentence and annotator counts; of adjudications the newest of each sentence, whoever made it
   (`newest`). The store applies the same rule in SQL, where it reads a whole project.
2. A revision counts only as long as it is about this text and about a sentence that the document still has (`drop_stale`).

The newest revision may be an undo back to unseen, whose annotation is None. Then the sentence has no decision: an older one does
not count again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from annotate.errors import AnnotateError
from annotate.model.documents import Document
from annotate.model.revisions import Revision

Record = Mapping[str, Any]
"""A decision as `annotate.model.revision_to_json` returns it."""


class LeftOut(StrEnum):
    """The reasons why a decision, or an answer in it, is not compared."""

    ADJUDICATORS = "decisions of adjudicators"
    ELSEWHERE = "annotations of articles that are not here"
    OTHER_TEXT = "annotations of another version of the article"
    OTHER_SENTENCES = "annotations of sentences that were split or merged since"
    UNKNOWN_ANSWERS = "answers that the scheme does not have"


UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""The exceptions that reading a record raises if it does not follow the schema."""

T = TypeVar("T")


def newest(adjudications: Iterable[Revision]) -> dict[str, Revision]:
    """Return the adjudications that count, by sentence; a sentence whose newest one is an undo to unseen has none.

    Of two made in the same microsecond, the one by the annotator whose name sorts last counts, as in the store.
    """
    return {sentence: revision for sentence, revision in latest(adjudications).items() if revision.annotation is not None}


def latest(revisions: Iterable[Revision]) -> dict[str, Revision]:
    """Return the newest of one owner's revisions by sentence, undos to unseen included; of equal times the last by name.

    Of two copies of a revision the first is returned.
    """
    found: dict[str, Revision] = {}
    for revision in revisions:
        known = found.setdefault(revision.sentence, revision)
        if (known.created, known.annotator) < (revision.created, revision.annotator):
            found[revision.sentence] = revision
    return found


def drop_stale(document: Document, revisions: Iterable[Revision], left_out: Counter[LeftOut]) -> list[Revision]:
    """Return the revisions about this text and its present sentences, ordered by sentence and annotator.

    Undos to unseen are kept, so that `newest` sees them. The number of revisions dropped is added to `left_out`, by reason.
    """
    rows = ((revision.sha256, revision.sentence, revision.annotator, revision) for revision in revisions)
    return [revision for _, _, revision in _drop_stale(document, rows, left_out)]


def drop_stale_records(
    document: Document, records: Iterable[Record], left_out: Counter[LeftOut]
) -> list[tuple[int, str, Record]]:
    """Return the same of the newest records, without undos: each with the index of its sentence and its annotator."""
    seen = (record for record in records if record["annotation"] is not None)
    rows = ((record["sha256"], record["sentence"], record["annotator"], record) for record in seen)
    return _drop_stale(document, rows, left_out)


def unreadable(record: Record, error: Exception) -> AnnotateError:
    """Return the error to raise for a record that does not follow the schema."""
    where = f"Sentence {record['sentence']} by {record['annotator']}"
    return AnnotateError(f"{where} cannot be read ({error!r}); see `annotate check`.")


def _drop_stale(
    document: Document, rows: Iterable[tuple[str, str, str, T]], left_out: Counter[LeftOut]
) -> list[tuple[int, str, T]]:
    order = {sentence.id: index for index, sentence in enumerate(document.sentences)}
    current = []
    for sha256, sentence, annotator, decision in rows:
        if sha256 != document.sha256:
            left_out[LeftOut.OTHER_TEXT] += 1
        elif sentence not in order:
            left_out[LeftOut.OTHER_SENTENCES] += 1
        else:
            current.append((order[sentence], annotator, decision))
    return sorted(current, key=lambda row: row[:2])
