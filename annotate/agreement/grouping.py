"""The groups that sentences belong to: by document, by the block they are in, when they were decided, and how they were shown."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from annotate.agreement.intervals import Integers, Mask
from annotate.model import ASSISTED, BLIND, Document
from annotate.model.current import UNREADABLE, Record, unreadable
from annotate.model.ids import split_answer_key
from annotate.schema.wellknown import SKIP

Grouping = Literal["document", "block", "time", "suggestions", "blind"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
"""The ways of grouping sentences."""

Period = Literal["year", "month", "day"]
PERIODS: Mapping[Period, int] = {"year": 4, "month": 7, "day": 10}
"""The number of leading characters of a timestamp that are the same throughout a period."""

OFF: Final = "suggestions off"

_ACCEPTED = {"accepted", "edited"}


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """All sentences of some documents, with their groups.

    `part` is the part of a document that a sentence belongs to: the sentences of a part are in the same groups. `several` is True
    for a sentence that two annotators or more finished. Of each part, `document` is the number of its document and `groups` its
    group in each grouping, an index into `names`.
    """

    part: Integers
    several: Mask
    document: Integers
    groups: Mapping[Grouping, Integers]
    names: Mapping[Grouping, tuple[str, ...]]


class Grouper:
    """Groups sentences, document by document; its length is the number of sentences so far."""

    def __init__(self, period: Period) -> None:
        self._period = PERIODS[period]
        self._names: dict[Grouping, dict[str, int]] = {grouping: {} for grouping in GROUPINGS}
        self._groups = {grouping: array("q") for grouping in GROUPINGS}
        self._document, self._several = array("q"), array("q")
        self._documents = 0

    def __len__(self) -> int:
        return len(self._document)

    def add(self, document: Document, current: Sequence[tuple[int, str, Record]]) -> None:
        """Add a document with the decisions on it, as `drop_stale_records` returns them.

        Raises:
            AnnotateError: A decision cannot be read.
        """
        number = len(document.sentences)
        finished, times, accepted = [0] * number, [""] * number, [False] * number
        exposures: list[set[str]] = [set() for _ in range(number)]
        for index, _, record in current:
            try:
                if record["annotation"].get("label") not in (None, SKIP):
                    finished[index] += 1
                    times[index] = max(times[index], record["created"][: self._period])  # the latest decision dates a sentence
                    hows = {origin["how"] for origin in record.get("origins", ()) if not split_answer_key(origin["item"])[1]}
                    accepted[index] |= not hows.isdisjoint(_ACCEPTED)
                    exposures[index].add(ASSISTED if ASSISTED in hows else BLIND if BLIND in hows else OFF)
            except UNREADABLE as error:
                raise unreadable(record, error) from error
        self._extend("document", [document.id] * number)
        self._extend("block", [document.blocks[sentence.block].kind for sentence in document.sentences])
        self._extend("time", times)
        self._extend("suggestions", ["accepted" if any_accepted else "none accepted" for any_accepted in accepted])
        self._extend("blind", ["mixed" if len(seen) > 1 else next(iter(seen), "") for seen in exposures])
        self._document.extend([self._documents] * number)
        self._several.extend(annotators > 1 for annotators in finished)
        self._documents += 1

    def sentences(self) -> Sentences:
        """Return all sentences so far."""
        columns = np.array([self._document, *self._groups.values()], np.int64)
        parts, part = np.unique(columns, axis=1, return_inverse=True)
        names = {grouping: tuple(numbers) for grouping, numbers in self._names.items()}
        return Sentences(part, np.array(self._several, np.bool_), parts[0], dict(zip(GROUPINGS, parts[1:], strict=True)), names)

    def _extend(self, grouping: Grouping, names: Sequence[str]) -> None:
        numbers = self._names[grouping]
        self._groups[grouping].extend(numbers.setdefault(name, len(numbers)) for name in names)
