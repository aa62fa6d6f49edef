"""Checksums of texts and records, by which a change is noticed that nobody made: a flipped bit, a page of zeros.

The database's own checks see that its pages hang together, not what is in them. Each row of the tables in `CHECKED` has the
CRC-32 of its other columns, which differs after any change within 32 bits, and after all but one in 4,000 million others. A row
without a checksum (NULL), as an older version that was still running has stored it, counts as unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from annotate.errors import DamagedError
from annotate.store.database import Database
from annotate.store.rows import (
    DOCUMENT_COLUMNS,
    FORMER_TEXT_COLUMNS,
    LINK_COLUMNS,
    SEGMENTATION_COLUMNS,
    STORED_REVISION_COLUMNS,
    SqlRow,
)

CHECKED: Mapping[str, str] = {
    "documents": f"{DOCUMENT_COLUMNS}, position",
    "former_texts": FORMER_TEXT_COLUMNS,
    "segmentations": SEGMENTATION_COLUMNS,
    "revisions": STORED_REVISION_COLUMNS,
    "adjudications": STORED_REVISION_COLUMNS,
    "links": LINK_COLUMNS,
}
"""The tables with a checksum in each row, and the columns of which it is, in order."""

_KEYS: Mapping[str, str] = {
    "documents": "id",
    "former_texts": "document, sha256",
    "segmentations": "document, revision",
    "revisions": "document, annotator, created, sentence",
    "adjudications": "document, annotator, created, sentence",
    "links": "document, annotator, created, first, second",
}
"""The columns that identify a row."""


def checksum(row: Sequence[object]) -> int:
    """Return the checksum of the values of a row, which are told apart by type: 1 is not "1"."""
    return crc32("\0".join([value if type(value) is str else f"\1{value!r}" for value in row]).encode(errors="surrogatepass"))


def require_unchanged(name: str, where: str, row: Sequence[object], stored: int | None) -> None:
    """Raise DamagedError, calling the row `name`, if the checksum that was stored is another one than that of the row."""
    if stored is not None and stored != checksum(row):
        raise DamagedError(
            f"{name} in {where} is not what was stored: it was damaged on the disk, or changed by another program; "
            "restore the store from a backup: annotate restore FILE"
        )


def seal(database: Database, table: str, document: str, *, missing_only: bool = False) -> None:
    """Compute the checksums of a document's rows in a table anew, for statements that change them. Call it in a transaction."""
    columns, keys = CHECKED[table], _KEYS[table]
    condition = " AND ".join(f"{key} = ?" for key in keys.split(", "))
    places = [columns.split(", ").index(key) for key in keys.split(", ")]
    rows = f"SELECT {columns} FROM {table} WHERE {keys.partition(',')[0]} = ? {'AND checksum IS NULL' if missing_only else ''}"
    for row in database.execute(rows, (document,)):
        key = tuple(row[place] for place in places)
        database.execute(f"UPDATE {table} SET checksum = ? WHERE {condition}", (checksum(row), *key))


def seal_missing(database: Database) -> None:
    """Compute the checksums of all rows that have none, because they were stored before there were any."""
    for table, keys in _KEYS.items():
        documents = f"SELECT DISTINCT {keys.partition(',')[0]} FROM {table} WHERE checksum IS NULL"
        for (document,) in database.execute(documents):
            seal(database, table, document, missing_only=True)


def changed_rows(database: Database, table: str, document: str) -> list[SqlRow]:
    """Return the rows of a document in a table, old ones included, that are not what was stored, by the columns of `CHECKED`."""
    of_document = _KEYS[table].partition(",")[0]
    rows = database.execute(f"SELECT {CHECKED[table]}, checksum FROM {table} WHERE {of_document} = ?", (document,))
    changed = (row[:-1] for row in rows if row[-1] is not None and checksum(row[:-1]) != row[-1])
    return sorted(changed, key=lambda row: row[:2])
