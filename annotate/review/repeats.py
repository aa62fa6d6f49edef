"""The same annotator twice: earlier and later decisions on the same sentences, as if two people had made them.

Somebody who corrects a sentence the same afternoon has decided once. So a later decision counts as a second one only after a
pause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from annotate.errors import AnnotateError
from annotate.model import Revision

FIRST, AGAIN = "{} (first)", "{} (again)"


def find_repeats(history: Iterable[Revision], pause: timedelta = timedelta(days=1)) -> Mapping[str, tuple[Revision, ...]]:
    """For each annotator who decided sentences again: the first and the last decision on them, under two names.

    `history` are all revisions, of each sentence and annotator in the order of their time. Compare each annotator's apart:
    `agree(documents, find_repeats(history)[annotator], schema)`. Raises AnnotateError where a revision has no time.
    """
    by_sentence: dict[tuple[str, str, str], list[Revision]] = defaultdict(list)
    for revision in history:
        by_sentence[revision.annotator, revision.document, revision.sentence].append(revision)
    found: dict[str, list[Revision]] = defaultdict(list)
    for (annotator, *_), revisions in by_sentence.items():
        decided = [one[-1] for one in _sittings(revisions, pause) if _finished(one[-1])]
        if len(decided) > 1:
            found[annotator].append(replace(decided[0], annotator=FIRST.format(annotator)))
            found[annotator].append(replace(decided[-1], annotator=AGAIN.format(annotator)))
    return {annotator: tuple(revisions) for annotator, revisions in sorted(found.items())}


def _sittings(revisions: list[Revision], pause: timedelta) -> list[list[Revision]]:
    """The revisions of a sentence, parted where a pause lies between; a corrected segmentation is no decision of its own."""
    sittings = [revisions[:1]]
    for before, revision in pairwise(revisions):
        if revision.action != "mend" and _time(revision) - _time(before) >= pause:
            sittings.append([])
        sittings[-1].append(revision)
    return sittings


def _finished(revision: Revision) -> bool:
    return revision.annotation is not None and revision.annotation.label is not None


def _time(revision: Revision) -> datetime:
    try:
        return datetime.fromisoformat(revision.created)
    except ValueError:
        where = f"Sentence {revision.sentence} by {revision.annotator}"
        raise AnnotateError(f"{where}: {revision.created!r} is no time; see `annotate check`.") from None
