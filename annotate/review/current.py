"""Which stored decisions still speak of a document as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from annotate.errors import AnnotateError
from annotate.model import Document, Revision

Record = Mapping[str, Any]
"""A decision as `annotate.model.revision_to_json` has it."""

ADJUDICATORS = "decisions of adjudicators"
ELSEWHERE = "annotations of articles that are not here"
"""Further reasons why decisions are left out, to those that `drop_stale` counts."""

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""What goes wrong where a record is not what the schema says."""

T = TypeVar("T")


def drop_stale(document: Document, revisions: Iterable[Revision], left_out: Counter[str]) -> list[Revision]:
    """The revisions that speak of this text and of sentences it still has, by sentence and annotator; others are counted."""
    told = ((one.sha256, one.sentence, one.annotator, one) for one in revisions if one.annotation is not None)
    return [revision for _, _, revision in _sifted(document, told, left_out)]


def drop_stale_records(document: Document, records: Iterable[Record], left_out: Counter[str]) -> list[tuple[int, str, Record]]:
    """The same of records: each with the index of its sentence and its annotator."""
    told = ((one["sha256"], one["sentence"], one["annotator"], one) for one in records if one["annotation"] is not None)
    return _sifted(document, told, left_out)


def unreadable(record: Record, error: Exception) -> AnnotateError:
    """What to say of such a record."""
    where = f"Sentence {record['sentence']} by {record['annotator']}"
    return AnnotateError(f"{where} cannot be read ({error!r}); see `annotate check`.")


def _sifted(document: Document, told: Iterable[tuple[str, str, str, T]], left_out: Counter[str]) -> list[tuple[int, str, T]]:
    order = {sentence.id: index for index, sentence in enumerate(document.sentences)}
    kept = []
    for sha256, sentence, annotator, decision in told:
        if sha256 != document.sha256:
            left_out["annotations of another version of the article"] += 1
        elif sentence not in order:
            left_out["annotations of sentences that were split or merged since"] += 1
        else:
            kept.append((order[sentence], annotator, decision))
    return sorted(kept, key=lambda one: one[:2])
