"""Problems: faults in data, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in data.

    code: a stable code; see `annotate.checks.CODES`.
    message: the fault.
    remedy: what to do about it.
    where: the file, with the line if there is one (``labels.jsonl:12``), or the store.
    path: a JSON path into the record.
    document: the document's id.
    sentence: the sentence's id.
    span: start and end in the document's text, as code points, half-open.

    What is not known is empty or None.
    """

    code: str
    message: str
    remedy: str
    where: str = ""
    path: str = ""
    document: str = ""
    sentence: str = ""
    span: tuple[int, int] | None = None
