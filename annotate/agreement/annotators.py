"""The work of each annotator by themselves: against their own earlier decisions, and against decisions held to be right.

An annotator who corrects a sentence the same afternoon has decided once. So a later decision counts as a second one only after a
pause.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from annotate.agreement.agreement import OVERALL, Agreement, AgreementOptions, agree
from annotate.agreement.intervals import Figure
from annotate.agreement.plan import CLAIMS, LABEL, STANCE
from annotate.errors import AnnotateError
from annotate.model import Document, Revision
from annotate.model.current import LeftOut
from annotate.model.people import DECISIONS
from annotate.schema import Schema

FIRST, AGAIN = "{} (first)", "{} (again)"
BY_ANNOTATOR: Final = "annotator"
PAUSE = timedelta(days=1)

_UNKNOWN = Figure(None, "nothing was answered by both")


class AgainstGold(NamedTuple):
    """One annotator compared with the gold, in the `sentences` that both finished.

    `label` is the fraction of sentences with the same label, `claims` F1 of claims that overlap, and `stance` the fraction of
    stances with the same label, of the claims that both have.
    """

    annotator: str
    sentences: int
    label: Figure
    claims: Figure
    stance: Figure


def compare_with_gold(
    documents: Sequence[Document], revisions: Iterable[Revision], schema: Schema, gold: str
) -> Iterator[AgainstGold]:
    """Compare each annotator, by name, with the decisions of the annotator `gold` on these documents.

    `revisions` are the newest of each sentence and annotator there, in any order.
    """
    known = list(revisions)
    for annotator in sorted({revision.annotator for revision in known} - {gold}):
        both = [revision for revision in known if revision.annotator in (annotator, gold)]
        agreement = agree(documents, both, schema, AgreementOptions(by=(), resamples=0))
        figures = {(row.stage, row.question, row.coefficient): row.figure for row in agreement.rows if row.by == OVERALL}
        label, claims, stance = (
            figures.get((*question, coefficient), _UNKNOWN)
            for question, coefficient in ((LABEL, "agreement"), (CLAIMS, "f1_overlap"), (STANCE, "agreement"))
        )
        yield AgainstGold(annotator, agreement.sentences, label, claims, stance)


def agree_again(
    documents: Iterable[Document],
    history: Iterable[Revision],
    schema: Schema,
    options: AgreementOptions | None = None,
    pause: timedelta = PAUSE,
) -> Agreement:
    """Measure how far annotators agree with themselves, with the figures of each in a group of the breakdown by annotator.

    `history` contains all revisions, those of each sentence and annotator in the order of their time. Breakdowns in `options` are
    ignored.

    Raises:
        AnnotateError: A revision has no valid time.
    """
    repeats = find_repeats(history, pause)
    repeated = {revision.document for revisions in repeats.values() for revision in revisions}
    compared = [document for document in documents if document.id in repeated]
    options = replace(options or AgreementOptions(), by=())
    of_each = {annotator: agree(compared, revisions, schema, options) for annotator, revisions in repeats.items()}
    left_out: Counter[LeftOut] = Counter()
    for agreement in of_each.values():
        left_out.update(agreement.left_out)
    return Agreement(
        annotators=tuple(of_each),
        documents=len(compared),
        sentences=sum(agreement.sentences for agreement in of_each.values()),
        rows=tuple(
            replace(row, by=BY_ANNOTATOR, group=annotator) for annotator, agreement in of_each.items() for row in agreement.rows
        ),
        left_out=dict(left_out),
        resamples=options.resamples,
        seed=options.seed,
    )


def find_repeats(history: Iterable[Revision], pause: timedelta = PAUSE) -> Mapping[str, tuple[Revision, ...]]:
    """Return the first and the last decision on each sentence that an annotator decided again after a pause.

    They are listed by annotator, under two names, as if two people had decided. `history` is as in `agree_again`.

    Raises:
        AnnotateError: A revision has no valid time.
    """
    by_sentence: dict[tuple[str, str, str], list[Revision]] = defaultdict(list)
    for revision in history:
        by_sentence[revision.annotator, revision.document, revision.sentence].append(revision)
    repeats: dict[str, list[Revision]] = defaultdict(list)
    for (annotator, *_), revisions in by_sentence.items():
        decided = [sitting[-1] for sitting in _sittings(revisions, pause) if _finished(sitting[-1])]
        if len(decided) > 1:
            repeats[annotator].append(replace(decided[0], annotator=FIRST.format(annotator)))
            repeats[annotator].append(replace(decided[-1], annotator=AGAIN.format(annotator)))
    return {annotator: tuple(revisions) for annotator, revisions in sorted(repeats.items())}


def _sittings(revisions: list[Revision], pause: timedelta) -> list[list[Revision]]:
    """Divide the revisions of a sentence where a pause separates decisions; what the program changed is not a decision."""
    sittings: list[list[Revision]] = [[]]
    decided = None
    for revision in revisions:
        if revision.action in DECISIONS:
            if decided is not None and _time(revision) - decided >= pause:
                sittings.append([])
            decided = _time(revision)
        sittings[-1].append(revision)
    return sittings


def _finished(revision: Revision) -> bool:
    return revision.annotation is not None and revision.annotation.label is not None


def _time(revision: Revision) -> datetime:
    try:
        return datetime.fromisoformat(revision.created)
    except ValueError:
        name = f"Sentence {revision.sentence} by {revision.annotator}"
        raise AnnotateError(f"{name}: {revision.created!r} is not a time; see `annotate check`.") from None
