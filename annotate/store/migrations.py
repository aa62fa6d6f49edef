"""The tables, and the statements that bring a store from one version to the next."""

from __future__ import annotations

from annotate.store.assigning import ALLOTMENTS
from annotate.store.counts import COUNTS

CHECKSUMS = tuple(
    f"ALTER TABLE {table} ADD COLUMN checksum INTEGER"
    for table in ("documents", "former_texts", "segmentations", "revisions", "adjudications")
)
"""The migration that makes room for checksums, which are computed in the last one for all rows without; see `checksums`.

A later migration that changes a column of `checksums.CHECKED`, or adds one, sets `checksum` of that table to NULL.
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # Long columns come last: SQLite reads a row from its start and does not touch the pages of a long text after it.
        """CREATE TABLE documents (
            id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL UNIQUE, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            title TEXT, byline TEXT, published TEXT, url TEXT, language TEXT, text TEXT NOT NULL)""",
        "CREATE INDEX documents_by_path ON documents (path, position)",
        """CREATE TABLE segmentations (
            document TEXT NOT NULL REFERENCES documents (id), revision INTEGER NOT NULL, author TEXT NOT NULL,
            created TEXT NOT NULL, sentence_count INTEGER NOT NULL, blocks TEXT NOT NULL, sentences TEXT NOT NULL,
            PRIMARY KEY (document, revision))""",
        """CREATE TABLE revisions (
            document TEXT NOT NULL REFERENCES documents (id), sha256 TEXT NOT NULL, sentence TEXT NOT NULL,
            annotator TEXT NOT NULL, created TEXT NOT NULL, action TEXT NOT NULL, seconds DOUBLE PRECISION NOT NULL,
            key_count INTEGER NOT NULL, schema_version TEXT NOT NULL, tool_version TEXT NOT NULL, start_offset INTEGER NOT NULL,
            label TEXT, flag TEXT, annotation TEXT, origins TEXT NOT NULL,
            PRIMARY KEY (document, annotator, created, sentence))""",
    ),
    (
        # The state of sentences and the last document of an annotator are read whenever a session or a status is opened.
        "CREATE INDEX revisions_by_sentence ON revisions (document, annotator, sentence, created, seconds)",
        "CREATE INDEX revisions_by_annotator ON revisions (annotator, created, document)",
        "DROP INDEX documents_by_path",
    ),
    (
        # Adjudications are a table apart, so that none can ever be mistaken for an annotator's decision.
        """CREATE TABLE adjudications (
            document TEXT NOT NULL REFERENCES documents (id), sha256 TEXT NOT NULL, sentence TEXT NOT NULL,
            annotator TEXT NOT NULL, created TEXT NOT NULL, action TEXT NOT NULL, seconds DOUBLE PRECISION NOT NULL,
            key_count INTEGER NOT NULL, schema_version TEXT NOT NULL, tool_version TEXT NOT NULL, start_offset INTEGER NOT NULL,
            label TEXT, flag TEXT, annotation TEXT, origins TEXT NOT NULL,
            PRIMARY KEY (document, created, sentence, annotator))""",
    ),
    (
        """CREATE TABLE plans (
            number INTEGER NOT NULL PRIMARY KEY, author TEXT NOT NULL, created TEXT NOT NULL, settings TEXT NOT NULL)""",
        """CREATE TABLE assignments (
            document TEXT NOT NULL REFERENCES documents (id), annotator TEXT NOT NULL, created TEXT NOT NULL,
            PRIMARY KEY (document, annotator, created))""",
    ),
    (
        # What was removed is gone; that something was removed, by whom and how much, stays.
        """CREATE TABLE removals (
            number INTEGER NOT NULL PRIMARY KEY, author TEXT NOT NULL, created TEXT NOT NULL, removed TEXT NOT NULL)""",
    ),
    (
        # Corrections are steps that can be undone; a text may be corrected, and the one before it is kept; each decision says
        # where its sentence ended, so that one on a sentence that is another now is found.
        "ALTER TABLE segmentations ADD COLUMN action TEXT",
        "ALTER TABLE segmentations ADD COLUMN about TEXT",
        "ALTER TABLE segmentations ADD COLUMN raw_sha256 TEXT",
        "UPDATE segmentations SET raw_sha256 = (SELECT sha256 FROM documents WHERE id = document)",
        "ALTER TABLE revisions ADD COLUMN end_offset INTEGER",
        "ALTER TABLE adjudications ADD COLUMN end_offset INTEGER",
        """CREATE TABLE former_texts (
            document TEXT NOT NULL REFERENCES documents (id), path TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT, byline TEXT,
            published TEXT, url TEXT, language TEXT, text TEXT NOT NULL, PRIMARY KEY (document, sha256))""",
    ),
    CHECKSUMS,
    (
        # A link belongs to two documents: `document` has its first claim, `other` its second.
        """CREATE TABLE links (
            document TEXT NOT NULL REFERENCES documents (id), other TEXT NOT NULL REFERENCES documents (id),
            first TEXT NOT NULL, second TEXT NOT NULL, annotator TEXT NOT NULL, created TEXT NOT NULL, action TEXT NOT NULL,
            relation TEXT, note TEXT NOT NULL, seconds DOUBLE PRECISION NOT NULL, tool_version TEXT NOT NULL,
            claims TEXT NOT NULL, draw TEXT, checksum INTEGER, PRIMARY KEY (document, annotator, created, first, second))""",
        "CREATE INDEX links_by_other ON links (other)",
    ),
    # Why a document was given to somebody: the order that it came first in, and whether it came at random.
    ("ALTER TABLE assignments ADD COLUMN selection TEXT",),
    COUNTS,
    ALLOTMENTS,
)
"""The statements that bring a store from version i to i + 1. Append only: a released migration never changes."""
