"""The tables, and what brings a store from one version to the next."""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # Long columns stand last: SQLite reads a row from its front and leaves the pages of a long text alone.
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
        # How sentences stand, and where an annotator was last, are asked whenever a session or a status is opened.
        "CREATE INDEX revisions_by_sentence ON revisions (document, annotator, sentence, created, seconds)",
        "CREATE INDEX revisions_by_annotator ON revisions (annotator, created, document)",
        "DROP INDEX documents_by_path",
    ),
    (
        # Decisions by hand on what annotators said: a layer of its own, so that none can ever stand for an annotator's.
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
)
"""What brings a store from version i to i + 1. Append only: what has been released stays as it is."""
