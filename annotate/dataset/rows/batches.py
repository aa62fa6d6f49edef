"""A batch -> its tables on the disk and what is counted in them: the part of an export that any process can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from annotate.dataset.options import ExportOptions
from annotate.dataset.rows.counts import Counts
from annotate.dataset.rows.spool import Spool
from annotate.dataset.rows.tables import TableMaker
from annotate.schema import Schema
from annotate.store.records import Batch


@dataclass
class Gathered:
    """What became of a batch, or of all so far.

    counts: the numbers of what is exported of it. left_out, missing: how often something is not in the dataset, and an answer.
    annotators: who decided anything in it. articles: how many it has. apart: those left out by choice. sound: whether it surely
    has no problem.
    """

    counts: Counts
    left_out: Counter[str]
    missing: Counter[str]
    annotators: set[str]
    articles: int
    apart: set[str]
    sound: bool

    def join(self, later: Gathered) -> None:
        """Add what became of a later batch."""
        self.counts.join(later.counts)
        self.left_out.update(later.left_out)
        self.missing.update(later.missing)
        self.annotators |= later.annotators
        self.articles += later.articles
        self.apart |= later.apart
        self.sound &= later.sound


@dataclass(frozen=True)
class Gatherer:
    """Makes the tables of a batch that `read` gives, and puts them into the spool; with `look` it looks for problems."""

    read: Callable[[Any], Batch]
    schema: Schema
    options: ExportOptions
    spool: Spool
    look: bool

    def __reduce__(self) -> tuple[Any, ...]:
        """Without what the schema has made of itself: a validator cannot be sent to another process."""
        return Gatherer, (self.read, replace(self.schema), self.options, self.spool, self.look)

    def __call__(self, numbered: tuple[int, Any]) -> Gathered:
        """What became of a batch, which has a number. Raises ExportError that names the record."""
        number, part = numbered
        batch, apart = self._without(self.read(part))
        maker, counts = TableMaker(self.schema, self.options), Counts(self.schema)
        sentences, found = maker.read(batch)
        if made := maker.make(sentences, found):
            counts.add(made)
            self.spool.add(number, made.tables)
        sound = not self.look or (maker.sound(batch, sentences, found) and maker.follows(batch))
        annotators = {row.annotator for row in batch[1]}
        left_out = maker.reader.left_out + Counter({"articles left out by choice": len(apart)})
        return Gathered(counts, left_out, maker.reader.missing, annotators, len(batch[0]) + len(apart), apart, sound)

    def _without(self, batch: Batch) -> tuple[Batch, set[str]]:
        """The batch without the articles that are left out by choice, and these."""
        documents, decisions = batch
        if not (apart := {document.id for document in documents} & set(self.options.leave_out)):
            return batch, apart
        kept = [document for document in documents if document.id not in apart]
        return (kept, [decision for decision in decisions if decision.document not in apart]), apart
