"""The user's word on how files are to be read, where it beats what the files say or look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """The options of reading, the same for all files of a command; they are sent to the processes that read.

    kind: the format of what has no file name (standard input and pipes), a value of `KINDS`; None detects it.
    encoding: the label of the encoding of texts, pages and tables, which only a BOM beats; None detects it.
    columns: the names of columns of tables by field (a key of `COLUMNS`), in place of the usual names.

    Raises ArticleError if there is no such encoding or field.
    """

    kind: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.encoding is not None:
            from annotate.articles.formats.decoding import check_encoding  # few commands name one

            check_encoding(self.encoding)
        if self.columns:
            from annotate.articles.formats.tables import check_fields

            check_fields(self.columns)

    @property
    def read_differently(self) -> bool:
        """True if the same bytes may become another article than without the options."""
        return self.encoding is not None or bool(self.columns)


DEFAULT_OPTIONS = ReadingOptions()
"""Everything is detected."""
