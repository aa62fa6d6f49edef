"""Narrow tables beside the documents and decisions, so that no command that a person waits for reads all of these.

* `document_index` has the position of each document, the number of its sentences, and that of the annotators who finished it.
* `progress` has, for each annotator and document with decisions, their number, that of finished sentences, and the last time.
* `totals` has the sums over `document_index`, in blocks of `BLOCK` positions: one row of all would be changed too often.

Triggers maintain them, in the transaction of each change, because no writer can forget a trigger: not the code that merges,
copies or purges, not an older version that is still running, not a statement typed by hand. On PostgreSQL the triggers have the
rights of whoever made the tables, so annotators need no more than INSERT on what they decide. A trigger on decisions counts those
of its annotator and document anew instead of adding one, so it is right for statements that change several rows, too.

Everything here can be computed from the other tables: `count_errors` does so to compare, and `recount` to correct.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.model import text_sha256
from annotate.store.database import Database

BLOCK = 256
"""The number of positions of which `totals` has the sums together. Part of a released migration, so it never changes."""

UNFINISHED = """i.sentence_count > 0 AND NOT EXISTS (SELECT 1 FROM progress AS p
    WHERE p.annotator = ? AND p.document = i.document AND p.complete = 1)"""
"""The condition that an annotator, the value, has not finished a document of `document_index` (as i) and can begin it."""

_NEWEST_COUNT = """COALESCE((SELECT s.sentence_count FROM segmentations AS s WHERE s.document = {document}
    ORDER BY s.revision DESC LIMIT 1), 0)"""

# Undone and superseded decisions have no part in `finished`. A document without sentences is finished by whoever decided on it.
_FINISHED = """SUM(CASE WHEN r.label IS NULL OR EXISTS (SELECT 1 FROM revisions AS later WHERE later.document = r.document
    AND later.annotator = r.annotator AND later.sentence = r.sentence AND later.created > r.created) THEN 0 ELSE 1 END)"""
_PROGRESS = f"""SELECT document, annotator, decisions, finished,
    CASE WHEN finished >= sentence_count THEN 1 ELSE 0 END AS complete, last
    FROM (SELECT r.document, r.annotator, COUNT(*) AS decisions, {_FINISHED} AS finished, MAX(r.created) AS last,
    MAX(i.sentence_count) AS sentence_count FROM revisions AS r JOIN document_index AS i ON i.document = r.document {{where}}
    GROUP BY r.document, r.annotator) AS counted"""
_INDEX = f"""SELECT d.id AS document, d.position, {_NEWEST_COUNT.format(document="d.id")} AS sentence_count,
    (SELECT COUNT(*) FROM progress AS p WHERE p.document = d.id AND p.complete = 1) AS finishers FROM documents AS d"""
_TOTALS = f"""SELECT position / {BLOCK} AS block, finishers, COUNT(*) AS documents,
    SUM(CASE WHEN sentence_count = 0 THEN 1 ELSE 0 END) AS empty, SUM(sentence_count) AS sentences
    FROM document_index GROUP BY position / {BLOCK}, finishers"""

_PROGRESS_COLUMNS = "document, annotator, decisions, finished, complete, last"
_INDEX_COLUMNS = "document, position, sentence_count, finishers"
_TOTALS_COLUMNS = "block, finishers, documents, empty, sentences"


def _trigger(event: str, table: str, *statements: str) -> str:
    """Return a trigger on each row of a table, in SQLite's words, which `postgres` translates."""
    name = f"{table}_{event.split()[0].lower()}_counted"
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {'; '.join(statements)}; END"


def _count_again(row: str, *columns: str) -> tuple[str, str]:
    """Return the statements that compute the progress in the document of a row, or of its annotator there, anew."""
    same = " AND ".join(f"{{table}}{column} = {row}.{column}" for column in columns)
    select = _PROGRESS.format(where=f"WHERE {same.format(table='r.')}")
    return f"DELETE FROM progress WHERE {same.format(table='')}", f"INSERT INTO progress ({_PROGRESS_COLUMNS}) {select}"


def _count_sentences(row: str) -> tuple[str, ...]:
    count = _NEWEST_COUNT.format(document=f"{row}.document")
    update = f"UPDATE document_index SET sentence_count = {count} WHERE document = {row}.document"
    return update, *_count_again(row, "document")


def _change_finishers(row: str, sign: str) -> str:
    return (
        f"UPDATE document_index SET finishers = finishers {sign} {row}.complete "
        f"WHERE document = {row}.document AND {row}.complete = 1"
    )


_ADD_TO_TOTALS = f"""INSERT INTO totals ({_TOTALS_COLUMNS}) VALUES (NEW.position / {BLOCK}, NEW.finishers, 1,
    CASE WHEN NEW.sentence_count = 0 THEN 1 ELSE 0 END, NEW.sentence_count)
    ON CONFLICT (block, finishers) DO UPDATE SET documents = totals.documents + excluded.documents,
    empty = totals.empty + excluded.empty, sentences = totals.sentences + excluded.sentences"""
_TAKE_FROM_TOTALS = f"""UPDATE totals SET documents = documents - 1,
    empty = empty - CASE WHEN OLD.sentence_count = 0 THEN 1 ELSE 0 END, sentences = sentences - OLD.sentence_count
    WHERE block = OLD.position / {BLOCK} AND finishers = OLD.finishers"""

RECOUNT = (
    "DELETE FROM progress",
    "DELETE FROM document_index",
    "DELETE FROM totals",
    f"INSERT INTO document_index ({_INDEX_COLUMNS}) {_INDEX}",
    f"INSERT INTO progress ({_PROGRESS_COLUMNS}) {_PROGRESS.format(where='')}",
)
"""The statements that compute everything anew; the triggers do the rest."""

_OF_DECISION = ("document", "annotator")

COUNTS = (
    """CREATE TABLE document_index (
        document TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, sentence_count INTEGER NOT NULL,
        finishers INTEGER NOT NULL)""",
    "CREATE INDEX document_index_by_position ON document_index (position)",
    "CREATE INDEX document_index_by_finishers ON document_index (finishers, position)",
    """CREATE TABLE progress (
        document TEXT NOT NULL, annotator TEXT NOT NULL, decisions INTEGER NOT NULL, finished INTEGER NOT NULL,
        complete INTEGER NOT NULL, last TEXT NOT NULL, PRIMARY KEY (annotator, document))""",
    "CREATE INDEX progress_by_document ON progress (document, complete)",
    "CREATE INDEX progress_by_last ON progress (annotator, complete, last, document)",
    """CREATE TABLE totals (
        block INTEGER NOT NULL, finishers INTEGER NOT NULL, documents INTEGER NOT NULL, empty INTEGER NOT NULL,
        sentences INTEGER NOT NULL, PRIMARY KEY (block, finishers))""",
    "CREATE INDEX assignments_by_annotator ON assignments (annotator, created, document)",
    "ALTER TABLE documents ADD COLUMN text_sha256 TEXT",
    "CREATE INDEX documents_by_path ON documents (path, position)",
    "CREATE INDEX documents_by_sha256 ON documents (sha256, position)",
    "CREATE INDEX documents_by_text ON documents (text_sha256, id)",
    _trigger("INSERT", "document_index", _ADD_TO_TOTALS),
    _trigger("UPDATE OF position, sentence_count, finishers", "document_index", _TAKE_FROM_TOTALS, _ADD_TO_TOTALS),
    _trigger("DELETE", "document_index", _TAKE_FROM_TOTALS),
    _trigger("INSERT", "progress", _change_finishers("NEW", "+")),
    _trigger("DELETE", "progress", _change_finishers("OLD", "-")),
    _trigger(
        "INSERT",
        "documents",
        f"INSERT INTO document_index ({_INDEX_COLUMNS}) VALUES (NEW.id, NEW.position, 0, 0)",
    ),
    _trigger("DELETE", "documents", "DELETE FROM document_index WHERE document = OLD.id"),
    _trigger("INSERT", "segmentations", *_count_sentences("NEW")),
    _trigger("UPDATE OF document, revision, sentence_count", "segmentations", *_count_sentences("NEW"), *_count_sentences("OLD")),
    _trigger("DELETE", "segmentations", *_count_sentences("OLD")),
    _trigger("INSERT", "revisions", *_count_again("NEW", *_OF_DECISION)),
    _trigger(
        "UPDATE OF document, annotator, sentence, created, label",
        "revisions",
        *_count_again("OLD", *_OF_DECISION),
        *_count_again("NEW", *_OF_DECISION),
    ),
    _trigger("DELETE", "revisions", *_count_again("OLD", *_OF_DECISION)),
    *RECOUNT,
)
"""The migration that makes the tables, as it was released: a change of a trigger is another migration."""


def hash_texts(database: Database) -> None:
    """Compute the hashes of the texts that have none, because they were stored before there were any."""
    for (id,) in database.execute("SELECT id FROM documents WHERE text_sha256 IS NULL"):
        ((text,),) = database.execute("SELECT text FROM documents WHERE id = ?", (id,))
        database.execute("UPDATE documents SET text_sha256 = ? WHERE id = ?", (text_sha256(text), id))


def recount(database: Database) -> None:
    """Compute all counts and hashes anew. Call it in a transaction."""
    for statement in (*RECOUNT, "UPDATE documents SET text_sha256 = NULL"):
        database.execute(statement)
    hash_texts(database)


def count_errors(database: Database) -> Iterator[str]:
    """Return what is wrong in the narrow tables, one name each, such as ``totals``."""
    tables = {
        "document_index": (_INDEX_COLUMNS, _INDEX),
        "progress": (_PROGRESS_COLUMNS, _PROGRESS.format(where="")),
        "totals": (_TOTALS_COLUMNS, _TOTALS),
    }
    for table, (columns, computed) in tables.items():
        stored = {row for row in database.execute(f"SELECT {columns} FROM {table}") if table != "totals" or row[2]}
        if stored != set(database.execute(f"SELECT {columns} FROM ({computed}) AS computed")):
            yield table
    for id, known in database.execute("SELECT id, text_sha256 FROM documents WHERE text_sha256 IS NOT NULL"):
        ((text,),) = database.execute("SELECT text FROM documents WHERE id = ?", (id,))
        if text_sha256(text) != known:
            yield "documents"
            return
