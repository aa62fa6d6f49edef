"""The annotations, put aside on the disk until their document comes by.

Documents come in the order they were added, annotations in an order of their own, and a million of them would take gigabytes as
Python values. They wait in a scratch file of the export; 8 bytes each stay in memory.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.model import Revision, revision_from_json, revision_to_json


class Spool:
    """Revisions by document, on the disk. Write all of them (`add`), then take them out, document by document."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._places: dict[str, array[int]] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()

    def add(self, revisions: Iterable[Revision]) -> Iterator[Revision]:
        """Put revisions aside, giving each on as it passes."""
        for revision in revisions:
            self._places.setdefault(revision.document, array("Q")).append(self._file.tell())
            # `json` and not `orjson`: it keeps half characters and long numbers, which are refused later with their place
            self._file.write(json.dumps(revision_to_json(revision), separators=(",", ":")).encode() + b"\n")
            yield revision

    def take(self, document: str) -> list[Revision]:
        """The revisions of a document, in the order they came; a second time there are none."""
        return [self._read(place) for place in self._places.pop(document, ())]

    def left(self) -> int:
        """How many were never taken."""
        return sum(map(len, self._places.values()))

    def _read(self, place: int) -> Revision:
        self._file.seek(place)
        return revision_from_json(json.loads(self._file.readline()))
