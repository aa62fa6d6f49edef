"""Articles on their way into the store: new, unchanged, changed, or changed and already labelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import count
from pathlib import Path

from annotate._files import write_atomically
from annotate.articles import slug
from annotate.articles.formats.problems import NOTICES
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.near_duplicates import NearDuplicates, Relation, Resemblance
from annotate.model import Document, Problem
from annotate.project.article_files import ArticleFile, file_sha256, is_stream, project_path, read_files
from annotate.project.segmentation import Effect, plan_update
from annotate.store import Store

_ROW = re.compile(r"#[0-9]+\Z")


class OutcomeKind(StrEnum):
    """The kinds of outcome for an article, in the order they are reported."""

    ADDED = "added"
    REPLACED = "replaced"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


_STORED = {OutcomeKind.ADDED, OutcomeKind.REPLACED, OutcomeKind.UPDATED}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one article, or for a file without articles.

    path: where the article came from, as `Document.path`.
    what: added, replaced, updated (its labels were moved to the new text), unchanged, refused (they would be lost) or unreadable.
    document: the id of the stored document, empty if there is none.
    problem: the reason why the article was refused or could not be read.
    """

    path: str
    what: OutcomeKind
    document: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome for each article, in the order they were read.

    notices: problems of articles that were stored all the same.
    ignored: the files in folders that were not read, since their suffix is not that of an article.
    """

    outcomes: tuple[Outcome, ...]
    notices: tuple[Problem, ...] = ()
    ignored: tuple[Path, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The reasons why articles were refused or could not be read."""
        return tuple(outcome.problem for outcome in self.outcomes if outcome.problem)

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of articles by kind of outcome, without kinds that did not occur."""
        counts = Counter(outcome.what for outcome in self.outcomes)
        return {str(kind): counts[kind] for kind in OutcomeKind if counts[kind]}


@dataclass(frozen=True, slots=True)
class SignatureCache:
    """A file with the signatures by which near-duplicates are found. It may be deleted: it only saves time."""

    path: Path

    def read(self) -> bytes:
        """Return what was cached, nothing if there is no cache."""
        try:
            return self.path.read_bytes()
        except OSError:
            return b""

    def save(self, duplicates: NearDuplicates, *, compact: bool = False) -> None:
        """Add the signatures that were computed; with `compact` the file is written anew if most of it is of no use any more."""
        new = duplicates.additions()
        with suppress(OSError):  # without a cache the next command takes longer, no more
            if new is None or (compact and duplicates.mostly_stale):
                write_atomically(self.path, [duplicates.to_cache() or b""])
            elif new:
                with self.path.open("ab") as file:
                    file.write(new)


def add_articles(
    store: Store,
    files: Sequence[ArticleFile],
    root: Path,
    signatures: SignatureCache,
    *,
    id: str | None,
    language: str | None,
    options: ReadingOptions,
    as_new: bool,
    update: Updating | None,
    jobs: int,
    progress: Callable[[int, int], None],
) -> Added:
    """Store the articles in `files` and return the outcome for each; see `Project.add`, whose `root` names the files."""
    reread = options.read_differently
    intake = Intake(store, id=id, language=language, as_new=as_new, update=update, reread=reread, signatures=signatures)
    named = [(file, project_path(file.path, root)) for file in files]
    # A file that still contains the article stored from it is not parsed again, only hashed, unless it is to be read differently.
    entries = {} if reread else store.entries_by_path(name for _, name in named if not is_stream(name))
    known = {name: entries[name].id for file, name in named if name in entries and file_sha256(file.path) == entries[name].sha256}
    try:
        # Closed at once when interrupted, so that Ctrl-C ends the processes that read ahead.
        with closing(read_files([file for file in named if file[1] not in known], options, jobs)) as batch:
            for done, (_, name) in enumerate(named):
                progress(done, len(named))
                if name in known:
                    intake.keep(name, known[name])
                else:
                    intake.take(*next(batch))
        progress(len(named), len(named))
    finally:
        intake.save_signatures()
    return Added(tuple(intake.outcomes), tuple(intake.notices))


@dataclass(frozen=True, slots=True)
class Updating:
    """The permission to move labels to the new text of an article: the author of the correction, and the schema's version."""

    author: str
    schema: str


class Intake:
    """Articles on their way into the store, one file after the other.

    An article is known by its text, whatever its file is called now and however that is encoded; the hash of its bytes only
    spares reading and comparing it. An unknown one is either a new version of what
    was stored from its place, or new. For a row of a table this is decided only after the whole table was seen, because a row
    that was inserted moves all rows below it. An article in an archive has a place like a file: ``news.zip!/a.txt``.

    What is stored already is looked up in the store, so that articles that are known cost the same in a large project.

    `reread` says that the same bytes may have become another article, which takes the place of the stored one then.
    `signatures` has the signatures of earlier runs, if they are kept.
    """

    def __init__(
        self,
        store: Store,
        *,
        id: str | None = None,
        language: str | None = None,
        as_new: bool = False,
        update: Updating | None = None,
        reread: bool = False,
        signatures: SignatureCache | None = None,
    ) -> None:
        self.store, self.id, self.language, self.as_new, self.update = store, id, language, as_new, update
        self.reread = reread
        self.outcomes: list[Outcome] = []
        self.notices: list[Problem] = []
        self._signatures = signatures
        self._free_numbers: dict[str, int] = {}

    @cached_property
    def _duplicates(self) -> NearDuplicates:
        """The stored articles, with which new ones are compared: read when the first one is new."""
        stored = {entry.id: entry.sha256 for entry in self.store.documents()}
        return NearDuplicates(stored, self.store.document, self._signatures.read() if self._signatures else b"")

    def save_signatures(self) -> None:
        """Cache the signatures that were computed."""
        if self._signatures is not None and "_duplicates" in self.__dict__:
            self._signatures.save(self._duplicates, compact=True)

    def keep(self, name: str, id: str) -> None:
        """Record that a file still contains the article stored from it."""
        self.outcomes.append(Outcome(name, OutcomeKind.UNCHANGED, id))

    def take(self, name: str, articles: Iterable[Document | Problem]) -> None:
        """Store the articles of the file called `name`, or record why not."""
        seen: set[str] = set()
        notices: list[Problem] = []
        candidates: list[tuple[Document, str]] = []
        first = len(self.outcomes)
        for article in articles:
            if isinstance(article, Problem):
                notices.append(article) if article.code in NOTICES else self._unreadable(name, article)
                continue
            seen.add(article.sha256)
            old = self._old_version(article, name)
            same_bytes = entry.id if (entry := self.store.entry_by_bytes(article.sha256)) else None
            if same_bytes is not None and not self.reread:
                self._record(article, OutcomeKind.UNCHANGED, same_bytes)
            elif (twin := self._same_article(article)) is not None:
                self._record(article, OutcomeKind.UNCHANGED, twin)
            elif same_bytes is not None:
                self._change(article, same_bytes)
            elif old is not None:
                candidates.append((article, old))
            else:
                self._add(article)
        # What was stored from the place of a candidate may have moved to another row of this file: then the candidate is new.
        for article, old in candidates:
            entry = self.store.entry(old)
            self._add(article) if entry is not None and entry.sha256 in seen else self._change(article, old)
        if any(
            outcome.what in (OutcomeKind.ADDED, OutcomeKind.REPLACED, OutcomeKind.UPDATED) for outcome in self.outcomes[first:]
        ):
            self.notices += notices

    def _same_article(self, article: Document) -> str | None:
        """Return the id of the stored document that is the same article, read from other bytes; None if there is none.

        An article that is read differently on purpose may be the same but for its language, which its table names.
        """
        candidates = map(self.store.document, self.store.ids_by_text(article.text_sha256))
        same = (document for document in candidates if document.is_same_article(article))
        language = self._with_language(article).language
        return next((document.id for document in same if not self.reread or document.language == language), None)

    def _old_version(self, article: Document, name: str) -> str | None:
        """Return the id of the document that was stored from the place of this article, None if there is none."""
        if is_stream(name):
            return None  # which says nothing about what was read before
        entry = self.store.entries_by_path([article.path]).get(article.path)
        at_path = entry.id if entry else None
        table = _table(article.path)
        if article.path == name or table is None:
            return at_path
        same_id = self.store.entry(article.id)  # a row has the id that its table gives it, wherever it is in the table
        if same_id and _table(same_id.path) == table:
            return same_id.id
        return at_path if at_path and at_path.startswith(article.id) else None

    def _add(self, article: Document, old: str = "") -> None:
        """Store a new article; `old` is its old version, of which it may be a near-duplicate without notice."""
        free = self._free_id(slug(self.id) if self.id else article.id)
        document = self._with_language(article.renamed(free))
        self.store.add_document(document)
        self._record(document, OutcomeKind.ADDED, free, old)

    def _free_id(self, wanted: str) -> str:
        """Return the id that is wanted if no document has it, otherwise the first free one of those with a number after it."""
        if not self.store.stored_ids([wanted]):
            return wanted
        number, step = self._free_numbers.get(wanted, 2), 8
        while len(taken := self.store.stored_ids(f"{wanted}-{n}" for n in range(number, number + step))) == step:
            number, step = number + step, 2 * step
        number = next(n for n in count(number) if f"{wanted}-{n}" not in taken)
        self._free_numbers[wanted] = number
        return f"{wanted}-{number}"

    def _change(self, article: Document, old: str) -> None:
        if not self.store.annotated(old) and not self.store.corrected([old]):
            document = self._with_language(article.renamed(old))
            self.store.replace_document(document)
            self._record(document, OutcomeKind.REPLACED, old)
        elif self.store.document(old).text == article.text:
            self._record(article, OutcomeKind.UNCHANGED, old)
            self.notices.append(_other_metadata(article, old))
        elif self.as_new:
            self._add(article.renamed(old), old)
        elif self.update is not None:
            self._update(article, old, self.update)
        else:
            self.outcomes.append(Outcome(article.path, OutcomeKind.REFUSED, old, _would_lose_labels(article, old)))

    def _update(self, article: Document, old: str, update: Updating) -> None:
        document = self._with_language(article.renamed(old))
        planned = plan_update(self.store, document, author=update.author, schema=update.schema)
        self.store.add_version(planned.version, planned.revisions)
        self._record(planned.version.document, OutcomeKind.UPDATED, old, old)
        for effect in planned.effects:
            self.notices += _moved(article, old, effect)

    def _with_language(self, document: Document) -> Document:
        return replace(document, language=self.language) if self.language else document

    def _record(self, document: Document, what: OutcomeKind, id: str, old: str = "") -> None:
        self.outcomes.append(Outcome(document.path, what, id))
        if what is OutcomeKind.UNCHANGED:
            return
        if near_duplicate := self._duplicates.add(document, exclude=old):
            self.notices.append(_near_duplicate(document, near_duplicate))

    def _unreadable(self, name: str, problem: Problem) -> None:
        self.outcomes.append(Outcome(problem.where or name, OutcomeKind.UNREADABLE, problem=problem))


def _table(path: str) -> str | None:
    """Return the place of the table that a row comes from, None if `path` is not that of a row."""
    row = _ROW.search(path)
    return path[: row.start()] if row else None


_RELATIONS = {
    Relation.SIMILAR: "nearly the same as",
    Relation.WITHIN: "nearly all of it stands in",
    Relation.CONTAINS: "it contains nearly all of",
}


def _near_duplicate(article: Document, near: Resemblance) -> Problem:
    return Problem(
        "near-duplicate",
        f"{_RELATIONS[near.relation]} {near.id} ({int(100 * near.share)} %)",
        "both are stored; label one of them, unless you want to compare",
        where=article.path,
        document=article.id,
    )


def _other_metadata(article: Document, old: str) -> Problem:
    return Problem(
        "other-metadata",
        f"its text is that of {old}, which is labelled, but its title, byline, date, address or language is another",
        f"{old} keeps what it has; nothing needs to be done",
        where=article.path,
        document=old,
    )


def _moved(article: Document, document: str, effect: Effect) -> Iterator[Problem]:
    """Yield what became of somebody's labels in a new text, where they are not simply as before."""
    for number, what in effect.lost:
        yield Problem(
            "label-not-moved",
            f"{what} of {effect.annotator} (sentence {number} of the old text) has no place in the new one",
            f"`annotate log {document}` has it; the sentence is open if it is still there",
            where=article.path,
            document=document,
        )
    if effect.reopened:
        sentences = "1 sentence" if effect.reopened == 1 else f"{effect.reopened} sentences"
        yield Problem(
            "reopened",
            f"the text of {sentences} that {effect.annotator} finished has changed",
            f"they are open again: annotate label {document}",
            where=article.path,
            document=document,
        )


def _would_lose_labels(article: Document, old: str) -> Problem:
    return Problem(
        "changed",
        f"it changed since {old} was labelled or corrected, and labels belong to the text they were made on",
        "`annotate add --update` moves the labels to the new text, --as-new stores it beside the old one, or restore the file",
        where=article.path,
        document=old,
    )
