"""Articles on their way into the store: which of them are new, known, changed, or changed and already labelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count

from annotate.articles import slug
from annotate.articles.formats.problems import NOTICES
from annotate.articles.near_duplicates import NearDuplicates
from annotate.model import Document, Problem
from annotate.store import DocumentEntry, Store

STDIN = "stdin"
"""The path of what came from standard input: a place that says nothing about what was there before."""

OUTCOMES = ("added", "replaced", "unchanged", "refused", "unreadable")
"""What may become of an article."""

_ROW = re.compile(r"#[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a file that holds none.

    `what` is added, replaced, unchanged, refused (its labels would be lost) or unreadable; `document` is its id where it has
    one, `problem` says why it was refused or could not be read.
    """

    path: str
    what: str
    document: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of each article, in the order they were read; `notices` are of articles that were read all the same."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(outcome.problem for outcome in self.outcomes if outcome.problem)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many articles became what; what became of none is left out."""
        found = Counter(outcome.what for outcome in self.outcomes)
        return {what: found[what] for what in OUTCOMES if found[what]}


class Intake:
    """Articles on their way into the store, one file after the other.

    An article is known by the hash of its bytes, whatever its file is called now. One that is not known is a new version of
    what was stored from its place, or new. Which of the two shows for a row of a table only when the whole table was seen: where
    a row was put in, all those below it have moved. What is in an archive has a place like a file, ``news.zip!/a.txt``.

    `signatures` are what `self.duplicates` cached the last time.
    """

    def __init__(
        self, store: Store, *, id: str | None = None, language: str | None = None, as_new: bool = False, signatures: bytes = b""
    ) -> None:
        self.store, self.id, self.language, self.as_new = store, id, language, as_new
        self.outcomes: list[Outcome] = []
        self.notices: list[Problem] = []
        self.entries = {entry.id: entry for entry in store.documents()}
        self.by_hash = {entry.sha256: entry.id for entry in self.entries.values()}
        self.by_path = {entry.path: entry.id for entry in self.entries.values()}  # of several the newest
        self.duplicates = NearDuplicates({entry.id: entry.sha256 for entry in self.entries.values()}, store.document, signatures)

    def stored_from(self, name: str) -> str | None:
        """The newest article that was stored from this file, where that is all that is in it."""
        return None if name == STDIN else self.by_path.get(name)

    def sha256(self, id: str) -> str:
        return self.entries[id].sha256

    def keep(self, name: str, id: str) -> None:
        """The file still holds what was stored from it."""
        self.outcomes.append(Outcome(name, "unchanged", id))

    def take(self, name: str, articles: Iterable[Document | Problem]) -> None:
        """Store the articles of one file called `name`, or say why not."""
        seen: set[str] = set()
        notices: list[Problem] = []
        moved: list[tuple[Document, str]] = []
        before = len(self.outcomes)
        for article in articles:
            if isinstance(article, Problem):
                notices.append(article) if article.code in NOTICES else self._unreadable(name, article)
                continue
            seen.add(article.sha256)
            old = self._old_version(article, name)
            if article.sha256 in self.by_hash:
                self._done(article, "unchanged", self.by_hash[article.sha256])
            elif old is not None:
                moved.append((article, old))
            else:
                self._add(article)
        for article, old in moved:
            self._add(article) if self.entries[old].sha256 in seen else self._change(article, old)
        if any(outcome.what in ("added", "replaced") for outcome in self.outcomes[before:]):
            self.notices += notices

    def _old_version(self, article: Document, name: str) -> str | None:
        """The id of what was stored from the place of this article."""
        if name == STDIN:
            return None
        at = self.by_path.get(article.path)
        table = _table(article.path)
        if article.path == name or table is None:
            return at
        named = self.entries.get(article.id)  # a row has the id its table gives it, wherever it stands in it
        if named and _table(named.path) == table:
            return named.id
        return at if at and at.startswith(article.id) else None

    def _add(self, article: Document, beside: str = "") -> None:
        """Store a new article; `beside` is its old version, which is no news to be like."""
        wanted = slug(self.id) if self.id else article.id
        free = next(id for id in chain([wanted], (f"{wanted}-{n}" for n in count(2))) if id not in self.entries)
        document = self._with_language(article.renamed(free))
        self.store.add_document(document)
        self._done(document, "added", free, beside)

    def _change(self, article: Document, old: str) -> None:
        if not self.store.annotated(old):
            document = self._with_language(article.renamed(old))
            self.store.replace_document(document)
            self._done(document, "replaced", old)
        elif self.as_new:
            self._add(article.renamed(old), old)
        else:
            self.outcomes.append(Outcome(article.path, "refused", old, _would_lose_labels(article, old)))

    def _with_language(self, document: Document) -> Document:
        return replace(document, language=self.language) if self.language else document

    def _done(self, document: Document, what: str, id: str, beside: str = "") -> None:
        self.outcomes.append(Outcome(document.path, what, id))
        if what == "unchanged":
            return
        self.entries[id] = DocumentEntry(id, document.path, document.sha256, document.title, len(document.sentences))
        self.by_hash[document.sha256] = self.by_path[document.path] = id
        if near := self.duplicates.add(document, exclude=beside):
            self.notices.append(_near_duplicate(document, *near))

    def _unreadable(self, name: str, problem: Problem) -> None:
        self.outcomes.append(Outcome(problem.where or name, "unreadable", problem=problem))


def _table(path: str) -> str | None:
    """The place of the table that a row comes from; None for what is no row."""
    row = _ROW.search(path)
    return path[: row.start()] if row else None


def _near_duplicate(article: Document, other: str, similarity: float) -> Problem:
    return Problem(
        "near-duplicate",
        f"nearly the same as {other} ({int(100 * similarity)} %)",
        "both are stored; label one of them, unless you want to compare",
        where=article.path,
        document=article.id,
    )


def _would_lose_labels(article: Document, old: str) -> Problem:
    return Problem(
        "changed",
        f"it changed since {old} was labelled, and labels belong to the text they were made on",
        f"put the old file back, or `annotate add --as-new` stores the new text as another document beside {old}",
        where=article.path,
        document=old,
    )
