"""The same annotator twice: earlier and later decisions on the same sentences, as if two people had made them.

Somebody who corrects a sentence the same afternoon has decided once. So a later decision counts as a second one only after a
pause.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from annotate.agreement.agreement import Agreement, AgreementOptions, agree
from annotate.errors import AnnotateError
from annotate.model import Document, Revision
from annotate.schema import Schema

FIRST, AGAIN = "{} (first)", "{} (again)"
ANNOTATOR = "annotator"
PAUSE = timedelta(days=1)


def agree_again(
    documents: Iterable[Document],
    history: Iterable[Revision],
    schema: Schema,
    options: AgreementOptions | None = None,
    pause: timedelta = PAUSE,
) -> Agreement:
    """How far annotators agree with themselves: the figures of each, by annotator. Raises AnnotateError as `find_repeats` does.

    `history` are all revisions, of each sentence and annotator in the order of their time. `options` name no breakdown here.
    """
    found = find_repeats(history, pause)
    again = {revision.document for revisions in found.values() for revision in revisions}
    those = [document for document in documents if document.id in again]
    options = replace(options or AgreementOptions(), by=())
    each = {annotator: agree(those, revisions, schema, options) for annotator, revisions in found.items()}
    left_out: Counter[str] = Counter()
    for one in each.values():
        left_out.update(one.left_out)
    return Agreement(
        annotators=tuple(each),
        documents=len(those),
        sentences=sum(one.sentences for one in each.values()),
        rows=tuple(replace(row, by=ANNOTATOR, group=annotator) for annotator, one in each.items() for row in one.rows),
        left_out=dict(left_out),
        resamples=options.resamples,
        seed=options.seed,
    )


def find_repeats(history: Iterable[Revision], pause: timedelta = PAUSE) -> Mapping[str, tuple[Revision, ...]]:
    """For each annotator who decided sentences again: the first and the last decision on them, under two names.

    `history` are all revisions, of each sentence and annotator in the order of their time. Raises AnnotateError where a revision
    has no time.
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
