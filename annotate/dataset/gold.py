"""Several annotators -> one decision for each sentence of a document.

One annotator decides alone. Several: the label most of them gave; where two labels are given as often, there is none. Claims,
sources and stances are never mixed: they come whole from one annotator who gave that label, the one with most finished
sentences in the document (who read most of it), by name where that is equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotate.model import Document, Revision


@dataclass(frozen=True, slots=True)
class Gold:
    """What holds for a sentence.

    status: ``unseen`` by everybody who counts, ``open`` (begun, finished by nobody), ``labelled``.
    label: None where there is none: not labelled, or a tie.
    revision: where claims, sources and stances come from; None with the label.
    annotators: how many finished the sentence, whoever is gold.
    agreement: the fraction of them that gave the label most of them gave; None below two.
    """

    status: str
    label: str | None = None
    revision: Revision | None = None
    annotators: int = 0
    agreement: float | None = None

    @property
    def tie(self) -> bool:
        return self.status == "labelled" and self.label is None


def decide(document: Document, revisions: Iterable[Revision], annotator: str | None = None) -> dict[str, Gold]:
    """The gold of each sentence of a document, in their order; `annotator` names the one whose decisions hold alone."""
    by_sentence: dict[str, list[Revision]] = {sentence.id: [] for sentence in document.sentences}
    finished: Counter[str] = Counter()
    for revision in revisions:
        by_sentence[revision.sentence].append(revision)
        finished[revision.annotator] += label_of(revision) is not None
    return {sentence: _decide(found, finished, annotator) for sentence, found in by_sentence.items()}


def label_of(revision: Revision) -> str | None:
    """The label a revision gives its sentence; None while it is open."""
    return revision.annotation.label if revision.annotation else None


def _decide(revisions: list[Revision], finished: Mapping[str, int], annotator: str | None) -> Gold:
    done = [revision for revision in revisions if label_of(revision) is not None]
    counts = Counter(label_of(revision) for revision in done)
    agreement = max(counts.values()) / len(done) if len(done) > 1 else None
    heard = [revision for revision in revisions if annotator in (None, revision.annotator)]
    voices = [revision for revision in heard if label_of(revision) is not None]
    if not voices:
        return Gold("open" if heard else "unseen", annotators=len(done), agreement=agreement)
    label = _majority(Counter(label_of(revision) for revision in voices))
    chosen = min(
        (revision for revision in voices if label_of(revision) == label),
        key=lambda revision: (-finished[revision.annotator], revision.annotator),
        default=None,
    )
    return Gold("labelled", label, chosen, len(done), agreement)


def _majority(counts: Counter[str | None]) -> str | None:
    """The label given most often; None where two are."""
    (label, most), *others = counts.most_common(2)
    return None if others and others[0][1] == most else label
