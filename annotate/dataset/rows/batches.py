"""One batch, from reading it to its tables in the spool: the part of an export that any process can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from annotate.dataset.options import ExportOptions
from annotate.dataset.rows.counts import Counts
from annotate.dataset.rows.spool import Spool
from annotate.dataset.rows.tables import UNLABELLED, TableMaker
from annotate.model import ADJUDICATION
from annotate.model.assignments import Selection
from annotate.schema import Schema
from annotate.store.records import Batch

BY_CHOICE = "articles left out by choice"
"""A reason for which articles are not exported."""


@dataclass
class BatchSummary:
    """The result of exporting a batch, or of all batches so far.

    counts: the numbers of what is exported. left_out: by reason, how much is not. missing: how often required answers are absent.
    annotators: everyone who decided anything in the articles that are not left out. articles: how many were read.
    excluded: the ids of those left out by choice. found: the ids of those that `documents` chose.
    sound: True if there surely is no problem.
    """

    counts: Counts
    left_out: Counter[str]
    missing: Counter[str]
    annotators: set[str]
    articles: int
    excluded: set[str]
    found: set[str]
    sound: bool

    def join(self, later: BatchSummary) -> None:
        """Add the result of a later batch."""
        self.counts.join(later.counts)
        self.left_out.update(later.left_out)
        self.missing.update(later.missing)
        self.annotators |= later.annotators
        self.articles += later.articles
        self.excluded |= later.excluded
        self.found |= later.found
        self.sound &= later.sound


@dataclass(frozen=True)
class BatchExporter:
    """A callable that exports one batch: it reads it, writes its tables into the spool, and returns the summary.

    read: returns the batch for one of the values given to `export`. look: search the batch for problems.
    selections: how articles were chosen to be labelled, by their ids.
    """

    read: Callable[[Any], Batch]
    schema: Schema
    options: ExportOptions
    spool: Spool
    look: bool
    selections: Mapping[str, Selection] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave out what the schema caches: a validator cannot be sent to another process."""
        return BatchExporter, (self.read, replace(self.schema), self.options, self.spool, self.look, dict(self.selections))

    @cached_property
    def _maker(self) -> TableMaker:
        return TableMaker(self.schema, self.options, self.selections)  # 10 ms, a hundredth of what a batch takes

    def __call__(self, numbered: tuple[int, Any]) -> BatchSummary:
        """Export the batch with this number. Raises ExportError that names the record that cannot be exported."""
        number, part = numbered
        batch, excluded = self._without_excluded(self.read(part))
        annotators = {row.annotator for row in batch[1]}
        batch, dropped = self._without_annotators(batch)
        maker, counts = self._maker, Counts(self.schema)
        maker.reader.reset()
        sentences, annotations = maker.read(batch)
        if result := maker.make(sentences, annotations):
            counts.add(result)
            self.spool.add(number, result.tables)
        sound = not self.look or (maker.sound(batch, sentences, annotations) and maker.follows(batch))
        by_choice = {BY_CHOICE: len(excluded), "decisions of annotators left out by choice": dropped}
        left_out = maker.reader.left_out + Counter(by_choice)
        articles = len(batch[0]) + len(excluded)
        found = {document.id for document in batch[0]} & set(self.options.documents)
        return BatchSummary(counts, left_out, maker.reader.missing, annotators, articles, excluded, found, sound)

    def leave_out(self, undecided: Collection[str]) -> BatchSummary:
        """Return the summary of articles that are in no batch, because nothing is decided on them."""
        excluded = self._excluded(set(undecided))
        left_out = Counter({BY_CHOICE: len(excluded), UNLABELLED: len(undecided) - len(excluded)})
        found = set(undecided) & set(self.options.documents)
        return BatchSummary(Counts(self.schema), left_out, Counter(), set(), 0, excluded, found, sound=True)

    def _excluded(self, present: set[str]) -> set[str]:
        """Return the ids of the articles that are left out by choice."""
        excluded = present & set(self.options.leave_out)
        return excluded | (present - set(self.options.documents) if self.options.documents else set())

    def _without_excluded(self, batch: Batch) -> tuple[Batch, set[str]]:
        """Return the batch without the articles that are left out by choice, and the ids of these."""
        documents, decisions = batch
        excluded = self._excluded({document.id for document in documents})
        if not excluded:
            return batch, excluded
        remaining = [document for document in documents if document.id not in excluded]
        return (remaining, [decision for decision in decisions if decision.document not in excluded]), excluded

    def _without_annotators(self, batch: Batch) -> tuple[Batch, int]:
        """Return the batch without the decisions of annotators that are not chosen or left out, and the number of these."""
        chosen, left_out = set(self.options.annotators), set(self.options.leave_out_annotators)
        if not chosen and not left_out:
            return batch, 0
        documents, decisions = batch
        remaining = [
            decision
            for decision in decisions
            if decision.annotator not in left_out
            and (not chosen or decision.annotator in chosen or decision.layer == ADJUDICATION)
        ]
        return (documents, remaining), len(decisions) - len(remaining)
