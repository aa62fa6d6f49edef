"""Problems: what is wrong with data, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with data, as a value: where it is, a stable code, what is wrong, what to do.

    `where` is a file, with the line where there is one (``labels.jsonl:12``), or the store; `path` a JSON path into a record.
    """

    code: str
    message: str
    remedy: str
    where: str = ""
    path: str = ""
    document: str = ""
    sentence: str = ""
    span: tuple[int, int] | None = None
