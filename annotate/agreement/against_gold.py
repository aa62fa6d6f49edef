"""How far each annotator agrees with decisions that are held to be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotate.agreement.agreement import OVERALL, AgreementOptions, agree
from annotate.agreement.intervals import Figure
from annotate.model import Document, Revision
from annotate.review.comparing import CLAIMS, LABEL, STANCE
from annotate.schema import Schema

_UNKNOWN = Figure(None, "nothing was answered by both")


class AgainstGold(NamedTuple):
    """One annotator beside the gold: the share of sentences with the same label, F1 of claims that overlap, and of the claims
    that both have the share of stances with the same label. `sentences` were finished by both."""

    annotator: str
    sentences: int
    label: Figure
    claims: Figure
    stance: Figure


def compare_with_gold(
    documents: Sequence[Document], revisions: Iterable[Revision], schema: Schema, gold: str
) -> Iterator[AgainstGold]:
    """Each annotator, by name, beside `gold`, whose decisions are held to be right, on these documents.

    `revisions` are the newest of each sentence and annotator there, in any order.
    """
    found = list(revisions)
    for annotator in sorted({revision.annotator for revision in found} - {gold}):
        both = [revision for revision in found if revision.annotator in (annotator, gold)]
        agreement = agree(documents, both, schema, AgreementOptions(by=(), resamples=0))
        figures = {(row.stage, row.question, row.coefficient): row.figure for row in agreement.rows if row.by == OVERALL}
        wanted = ((*LABEL, "agreement"), (*CLAIMS, "f1_overlap"), (*STANCE, "agreement"))
        yield AgainstGold(annotator, agreement.sentences, *(figures.get(one, _UNKNOWN) for one in wanted))
