"""Which groups a sentence is in: what it is a part of, when it was decided, and how it was shown."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from annotate.agreement.intervals import Integers, Mask
from annotate.model import ASSISTED, BLIND, Document
from annotate.model.current import UNREADABLE, Record, unreadable
from annotate.schema.wellknown import SKIP

GROUPINGS = ("block", "time", "suggestions", "blind")
"""What sentences are grouped by."""

Period = Literal["year", "month", "day"]
PERIODS: Mapping[Period, int] = {"year": 4, "month": 7, "day": 10}
"""How many characters of a time stamp tell one period from another."""

OFF = "suggestions off"

_TAKEN = {"accepted", "edited"}


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """All sentences of some documents: `part` is the part of a document that is in the same groups as the sentence, `several`
    whether two annotators or more finished it.

    Of each part, `document` is its document's number and `groups` says to which of the `names` it belongs in each grouping.
    """

    part: Integers
    several: Mask
    document: Integers
    groups: Mapping[str, Integers]
    names: Mapping[str, tuple[str, ...]]


class Grouped:
    """Takes the documents one by one; its length is the number of sentences so far."""

    def __init__(self, period: Period) -> None:
        self._period = PERIODS[period]
        self._names: dict[str, dict[str, int]] = {name: {} for name in GROUPINGS}
        self._groups = {name: array("q") for name in GROUPINGS}
        self._document, self._several = array("q"), array("q")
        self._documents = 0

    def __len__(self) -> int:
        return len(self._document)

    def add(self, document: Document, sifted: Sequence[tuple[int, str, Record]]) -> None:
        """A document with all that `drop_stale_records` leaves of it. Raises AnnotateError for a decision that cannot be read."""
        number = len(document.sentences)
        finished, times, taken = [0] * number, [""] * number, [False] * number
        ways: list[set[str]] = [set() for _ in range(number)]
        for index, _, record in sifted:
            try:
                if record["annotation"].get("label") not in (None, SKIP):
                    finished[index] += 1
                    times[index] = max(times[index], record["created"][: self._period])  # of several, the latest one says when
                    hows = {origin["how"] for origin in record.get("origins", ())}
                    taken[index] |= not hows.isdisjoint(_TAKEN)
                    ways[index].add(ASSISTED if ASSISTED in hows else BLIND if BLIND in hows else OFF)
            except UNREADABLE as error:
                raise unreadable(record, error) from error
        self._put("block", [document.blocks[sentence.block].kind for sentence in document.sentences])
        self._put("time", times)
        self._put("suggestions", ["accepted" if one else "none accepted" for one in taken])
        self._put("blind", ["mixed" if len(way) > 1 else next(iter(way), "") for way in ways])
        self._document.extend([self._documents] * number)
        self._several.extend(one > 1 for one in finished)
        self._documents += 1

    def sentences(self) -> Sentences:
        columns = np.array([self._document, *self._groups.values()], np.int64)
        found, part = np.unique(columns, axis=1, return_inverse=True)
        names = {name: tuple(known) for name, known in self._names.items()}
        return Sentences(part, np.array(self._several, np.bool_), found[0], dict(zip(GROUPINGS, found[1:], strict=True)), names)

    def _put(self, grouping: str, names: Sequence[str]) -> None:
        known = self._names[grouping]
        self._groups[grouping].extend(known.setdefault(name, len(known)) for name in names)
