"""A project: a folder with ``schema/``, ``raw/`` and ``output/``, and everything that can be done in it.

Each command of the command line is one method here, so that ``import annotate`` can do the same. Methods open the store for
their own duration; nothing is printed, and nothing is kept open.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotate._files import write_atomically
from annotate.errors import AnnotateError, ArticleError, NoStoreError, ProjectError, SchemaError, StoreError, UnreachableError
from annotate.model import ADJUDICATION, ANNOTATION, Annotation, Document, Problem, Revision, Span, revision_to_json
from annotate.model.current import drop_stale, newest
from annotate.model.ids import sentence_id
from annotate.review.gold import Gold, decide, needs_no_adjudicator
from annotate.schema import PAST, Schema, load_schema, parse_schema, shipped
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement, AgreementOptions
    from annotate.agreement.annotators import AgainstGold
    from annotate.agreement.disagreements import Disagreement
    from annotate.articles.parallel import File
    from annotate.checks.context import Lookup
    from annotate.dataset import Export, ExportOptions
    from annotate.project.ingest import Added, Intake
    from annotate.project.progress import Assigned, Status
    from annotate.review.assignment import Plan
    from annotate.schema.migration import SchemaChange
    from annotate.store import DocumentEntry, Store

MARKER = Path("schema", "annotation.schema.json")
"""What makes a folder a project."""

_EXPORTERS = 2  # processes of an export: each takes some 400 MB

STDIN = "-"
"""The name under which a file is read from standard input."""


class ProblemsError(AnnotateError):
    """The data at hand has problems, so nothing was done with it. `problems` are all of them."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


Read = Generator[tuple[str, Iterator[Document | Problem]], None, None]
"""What was read, file by file: the file's name, and its articles and problems, which are to be taken before the next file's."""


# -- what the methods return ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, all that is wrong with it, and what is most likely a slip (`warnings`, which stop nothing)."""

    documents: int
    revisions: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A span that was mended: whose it is, what a person calls it, as it was and as it is."""

    document: str
    sentence: str
    annotator: str
    what: str
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Migrated:
    """The schema's version before and after a migration, and the revisions that it changed, each with the new one."""

    before: str
    after: str
    changed: tuple[tuple[Revision, Revision], ...]

    @property
    def reopened(self) -> int:
        """How many sentences are open again, to be asked."""
        labels = ((was.annotation and was.annotation.label, now.annotation and now.annotation.label) for was, now in self.changed)
        return sum(was is not None and now is None for was, now in labels)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many revisions a load brought, and how many were here already."""

    new: int
    known: int


# -- finding and making ---------------------------------------------------------------------------------------------------


def find_project(start: Path | str | None = None, database: str | None = None) -> Project:
    """The project that a folder (the working folder, if None) lies in, found upwards; its store in a `database`, if one is named.

    Raises ProjectError if there is none.
    """
    folder = _folder(start)
    for candidate in (folder, *folder.parents):
        if (candidate / MARKER).is_file():
            return Project(candidate, database)
    raise ProjectError(f"{folder} is not in a project: no {MARKER} here or above; `annotate init` makes a project.")


def open_project(start: Path | str | None = None, database: str | None = None) -> Project:
    """`find_project`, its schema read at once, so that a broken one does not stop the middle of work: raises SchemaError too."""
    project = find_project(start, database)
    _ = project.schema
    return project


def init_project(directory: Path | str = ".") -> Project:
    """Make a project: raw/, schema/ and output/. Nothing is overwritten. Raises ProjectError where there is one already."""
    project = Project(Path(directory).resolve())
    if project.schema_path.exists():
        raise ProjectError(f"{project.root} is a project already; `annotate status` shows where it stands.")
    for folder in (project.raw, project.output, project.schema_path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    write_atomically(project.schema_path, [shipped("schema").joinpath(MARKER.name).read_bytes()])
    return project


def read_articles(paths: Iterable[Path | str], *, kind: str | None = None) -> Read:
    """What files and folders hold, without a project: nothing is stored. ``-`` is standard input, of this `kind`.

    Raises ArticleError where there is no file at all.
    """
    yield from _read([(file, _text(file)) for file in _files([Path(path) for path in paths])], kind, 1)


def _folder(start: Path | str | None) -> Path:
    try:
        folder = Path.cwd() if start is None else Path(start).resolve()
    except FileNotFoundError:
        raise ProjectError("the working folder does not exist any more; go to another one.") from None
    if not folder.is_dir():
        raise ProjectError(f"{folder} is no folder; give the folder of a project.")
    return folder


# -- the project ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Project:
    """A project by its folder. Raises nothing when made: `find_project`, `open_project` and `init_project` look first.

    root: the folder; all other paths follow from it.
    url: where the store is, if not in `output`; see `annotate.open_store`. It may hold a password, so it is not shown.
    """

    root: Path
    url: str | None = field(default=None, repr=False)

    @property
    def raw(self) -> Path:
        """The articles as received. They are read and never changed."""
        return self.root / "raw"

    @property
    def schema_path(self) -> Path:
        return self.root / MARKER

    @property
    def output(self) -> Path:
        """What the tool writes: the store, which is precious, and the dataset, which can be made again."""
        return self.root / "output"

    @property
    def database(self) -> Path:
        """The store's file, where no other database is named."""
        return self.output / "annotations.db"

    @property
    def unsent(self) -> Path:
        """Decisions that wait until the store's database answers; see `annotate.store.outbox`."""
        return self.output / "unsent"

    @property
    def signatures(self) -> Path:
        """What articles are compared by when others are added: a cache, made again where it is not there."""
        return self.output / "signatures.cache"

    @property
    def dataset(self) -> Path:
        """Where an export goes if it is not told otherwise."""
        return self.output / "dataset"

    @cached_property
    def schema(self) -> Schema:
        """The label scheme. Raises SchemaError."""
        return load_schema(self.schema_path)

    @property
    def started(self) -> bool:
        """Whether there is a store: whether any article was ever read. Raises StoreError where that cannot be known."""
        with self._store_if_any() as store:
            return store is not None

    def store(self, *, create: bool = False) -> Store:
        """The store, to be closed by the caller (it is a context manager). Raises StoreError where it cannot be opened."""
        from annotate.store import open_store  # with sqlite3, 10 ms

        try:
            return open_store(self.url or self.database, create=create)
        except NoStoreError as error:
            raise NoStoreError(f"nothing was read into {self.root} yet; `annotate add` reads raw/") from error
        except UnreachableError as error:
            kept = sum(self._waiting().values())
            raise UnreachableError(f"{error}; decisions kept here until it answers: {kept}" if kept else str(error)) from error

    @contextmanager
    def _store_if_any(self) -> Iterator[Store | None]:
        """The store; None where nothing was read yet."""
        try:
            store: Store | nullcontext[None] = self.store()
        except NoStoreError:
            store = nullcontext()
        with store as opened:
            yield opened

    def _waiting(self) -> Mapping[str, int]:
        from annotate.store.outbox import waiting

        return waiting(self.unsent)

    # -- looking ----------------------------------------------------------------------------------------------------------

    def status(self) -> Status:
        """Where the project stands. Raises StoreError."""
        from annotate.project.progress import read_status

        with self._store_if_any() as store:
            documents = store.documents() if store is not None else ()
            unread = tuple(self._unread({entry.path for entry in documents}))
            differing = sum(1 for _ in self._contested(store, "unanimous")) if store is not None else 0
            return read_status(self.root, store, documents, differing, unread, self._waiting())

    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents without their texts, in the order they were added."""
        with self._store_if_any() as store:
            return store.documents() if store is not None else ()

    def document(self, id: str) -> Document:
        """A document. Raises StoreError, naming ids like it, where there is none."""
        with self.store() as store:
            return store.document(id)

    def known(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of some documents that are stored here and can be read, by id."""
        found: dict[str, Document] = {}
        with self._lookup() as lookup:
            for id in set(ids):
                with suppress(StoreError):
                    if document := lookup(id):
                        found[id] = document
        return found

    def revisions(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """Every decision ever made, by document, sentence, annotator and time, or those of one document or annotator.

        Adjudications stand behind the annotators' own. Raises StoreError if that document or annotator is not known.
        """
        with self.store() as store:
            _must_know(store, document, annotator)
            yield from store.revisions(document, annotator)
            yield from (r for r in store.adjudications(document) if annotator in (None, r.annotator))

    def current(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """The decisions that count: the newest of each sentence and annotator. Raises StoreError as `revisions` does."""
        with self.store() as store:
            _must_know(store, document, annotator)
            yield from (r for r in store.current(document) if annotator in (None, r.annotator))

    def adjudicated(self, document: str | None = None) -> tuple[Revision, ...]:
        """The decisions by hand on what annotators said that count: the newest of each sentence. Raises StoreError."""
        with self.store() as store:
            _must_know(store, document, None)
            return tuple(newest(store.adjudications(document)).values())

    def gold(self, document: str) -> Mapping[str, Gold]:
        """What holds for each sentence of a document, by its id, and how that came to be. Raises StoreError."""
        with self.store() as store:
            article = store.document(document)
            revisions = chain(store.current(document), store.adjudications(document))
            return decide(article, drop_stale(article, revisions, Counter()), self.schema)

    def contested(self, rule: str = "unanimous") -> Generator[tuple[str, str], None, None]:
        """The sentences on which annotators differ and that nobody adjudicated, each with its document, in order.

        `rule` (unanimous, majority) says what passes without an adjudicator. Raises StoreError.
        """
        with self.store() as store:
            yield from self._contested(store, rule)

    def _contested(self, store: Store, rule: str) -> Iterator[tuple[str, str]]:
        for document, contested in groupby(store.contested(), key=attrgetter("document")):
            found = {one.sentence for one in contested if not needs_no_adjudicator(one.decisions, self.schema, rule)}
            starts = store.numbers(document) if found else {}  # a sentence may be gone: split or merged since
            yield from ((document, id) for start in starts if (id := sentence_id(document, start)) in found)

    # -- comparing annotators ---------------------------------------------------------------------------------------------

    def agree(self, documents: Iterable[str] = (), options: AgreementOptions | None = None) -> Agreement:
        """How far annotators agree, in these documents or all. Raises StoreError where a document or adjudicator is not known."""
        from annotate.agreement.agreement import AgreementOptions, agree_on  # with numpy, 100 ms

        options = options or AgreementOptions()
        with self._compared(documents, options.adjudicators) as (store, ids):
            return agree_on(store.annotated_documents(frozenset(ids)), self.schema, options)

    def agree_again(self, documents: Iterable[str] = (), options: AgreementOptions | None = None) -> Agreement:
        """How far annotators who decided sentences again, a day later or more, agree with themselves. Raises StoreError."""
        from annotate.agreement.annotators import agree_again

        with self._compared(documents) as (store, ids):
            return agree_again(map(store.document, ids), chain.from_iterable(map(store.revisions, ids)), self.schema, options)

    def disagreements(
        self, documents: Iterable[str] = (), *, adjudicators: Iterable[str] = (), examples: int = 3
    ) -> tuple[Disagreement, ...]:
        """What annotators disagree on, by kind, the most frequent first. Raises StoreError as `agree` does."""
        from annotate.agreement.disagreements import find_disagreements_in  # with numpy, 100 ms

        left_out, named = frozenset(adjudicators), tuple(documents)
        with self._compared(named, left_out) as (store, ids):
            parts = [frozenset([id]) for id in ids] if named else [None]  # in the order they are named
            articles = chain.from_iterable(map(store.annotated_documents, parts))
            return find_disagreements_in(articles, self.schema, left_out, examples)

    @contextmanager
    def _compared(self, documents: Iterable[str], adjudicators: Iterable[str] = ()) -> Iterator[tuple[Store, Sequence[str]]]:
        """The store, and the documents in it that are compared: those named, or all."""
        with self.store() as store:
            for document in (named := tuple(dict.fromkeys(documents))):
                _must_know(store, document, None)
            for adjudicator in adjudicators:
                _must_know(store, None, adjudicator)
            yield store, named or tuple(entry.id for entry in store.documents())

    # -- reading articles -------------------------------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[Path | str] = (),
        *,
        id: str | None = None,
        language: str | None = None,
        kind: str | None = None,
        as_new: bool = False,
        jobs: int = 1,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Added:
        """Read articles from files and folders (raw/, if none is named; ``-`` is standard input, of this `kind`).

        An article whose bytes are here already changes nothing, wherever it lies. A changed one replaces its old version, but
        one that is annotated is refused, or stored beside it if `as_new`. What cannot be read stops nothing else, and an article
        that is nearly the same as another one is named in a notice. `progress` is told the files done and their number.

        Many files are read by up to `jobs` processes, which import the program's main module as `multiprocessing` does: a script
        that asks for them must stand behind ``if __name__ == "__main__":``. Raises ArticleError where there is no file at all.
        """
        from annotate.project.ingest import Added, Intake

        files = _files([Path(path) for path in paths] or [self.raw])
        if id is not None and len(files) != 1:
            raise ArticleError(f"one id cannot name {len(files)} files; add them one by one.")
        with self.store(create=True) as store:
            intake = Intake(store, id=id, language=language, as_new=as_new, signatures=self._cached_signatures())
            try:
                self._take(intake, [(file, self._name(file)) for file in files], kind, jobs, progress)
            finally:
                self._cache_signatures(intake.duplicates.to_cache())
        return Added(tuple(intake.outcomes), tuple(intake.notices))

    def _take(
        self, intake: Intake, files: Sequence[File], kind: str | None, jobs: int, progress: Callable[[int, int], None]
    ) -> None:
        """Store what is in the files. Those that hold what was stored from them are not parsed again, only hashed."""
        known = {name: id for file, name in files if (id := intake.stored_from(name)) and _sha256(file) == intake.sha256(id)}
        with closing(
            _read([file for file in files if file[1] not in known], kind, jobs)
        ) as batch:  # so that Ctrl-C ends it at once
            for done, (_, name) in enumerate(files):
                progress(done, len(files))
                if name in known:
                    intake.keep(name, known[name])
                else:
                    intake.take(*next(batch))
        progress(len(files), len(files))

    def _cached_signatures(self) -> bytes:
        try:
            return self.signatures.read_bytes()
        except OSError:
            return b""

    def _cache_signatures(self, data: bytes | None) -> None:
        if data is not None:
            with suppress(OSError):  # without it the next add takes longer, no more
                write_atomically(self.signatures, [data])

    def _name(self, path: Path) -> str:
        """What `path` is called here: relative to the project where it lies inside, and text whatever its bytes are."""
        if str(path) == STDIN:
            return _text(path)
        place = Path(os.path.abspath(path))  # noqa: PTH100 - not `resolve`: a link in raw/ is called what it is called there
        places = (place, place.parent.resolve() / place.name)
        inside = next((place.relative_to(self.root) for place in places if place.is_relative_to(self.root)), place)
        return _text(inside)

    def _unread(self, known: set[str]) -> Iterator[str]:
        """The files in raw/ that nothing was stored from."""
        from annotate.articles import find_files

        stems = known | {path.rpartition("#")[0] for path in known} | {path.partition("!/")[0] for path in known}
        names = (self._name(file) for file in find_files(self.raw)) if self.raw.is_dir() else ()
        yield from (name for name in names if name not in stems)

    # -- dividing the work ------------------------------------------------------------------------------------------------

    def assign(self, plan: Plan | None, *, author: str) -> None:
        """Divide the documents among annotators from now on, or with None not any more; what was decided stays.

        Raises AnnotateError where the plan cannot be carried out, StoreError.
        """
        from annotate.review.assignment import check_plan, keep_begun

        with self.store() as store:
            if plan is not None:
                shares = store.shares()
                check_plan(plan, {entry.id for entry in store.documents()}, shares)
                plan = keep_begun(plan, shares)
            store.set_plan(plan, author, datetime.now(UTC))

    def assigned(self) -> Assigned | None:
        """How the documents are divided, and how far each annotator is; None where there is no plan. Raises StoreError."""
        from annotate.project.progress import read_assigned

        with self._store_if_any() as store:
            return read_assigned(store) if store is not None else None

    def against_gold(self) -> tuple[AgainstGold, ...]:
        """Each annotator beside the gold of the plan. Raises AnnotateError where it has none, StoreError."""
        from annotate.agreement.annotators import compare_with_gold  # with numpy, 100 ms

        with self.store() as store:
            plan = store.plan()
            if plan is None or not plan.gold:
                raise AnnotateError(
                    "the plan has no gold to compare with; `annotate assign --overlap K --gold DOC --gold-by NAME`"
                )
            revisions = [revision for document in plan.gold for revision in store.current(document)]
            return tuple(compare_with_gold([store.document(id) for id in plan.gold], revisions, self.schema, plan.gold_by))

    # -- checking ---------------------------------------------------------------------------------------------------------

    def check(self, files: Iterable[Path | str] = ()) -> Checked:
        """Check what is stored, or annotation files (JSONL) from elsewhere.

        Raises SchemaError where the schema cannot be used, OSError where a file cannot be read.
        """
        _ = self.schema  # without it nothing can be checked
        paths = list(files)
        return self._check_files(paths) if paths else self._check_store()

    def _check_store(self) -> Checked:
        with self._store_if_any() as store:
            if store is None:
                return Checked(0, 0, ())
            adjudications = tuple(store.adjudications())
            found = self._problems(store, store.revisions(), adjudications, doubts=True)
            revisions = sum(tally.revisions for tally in store.tally()) + len(adjudications)
            return Checked(len(store.documents()), revisions, *_told_apart(found))

    def _problems(self, store: Store, *layers: Iterable[Revision], doubts: bool = False) -> tuple[Problem, ...]:
        """All that is wrong, each said once: the schema and the checks may find the same."""
        return tuple(dict.fromkeys(self._found(store, layers, doubts=doubts)))

    def _found(self, store: Store, layers: Iterable[Iterable[Revision]], *, doubts: bool) -> Iterator[Problem]:
        """What is wrong with the store, with each layer of it, and with what counts by the schema as it is now."""
        from annotate.checks import check_record

        damage = list(store.check_integrity())
        yield from damage
        with suppress(*[StoreError] if damage else []):  # what cannot be read was said; the rest is checked as far as it goes
            for revision in chain(store.current(), newest(store.adjudications()).values()):
                yield from check_record(revision_to_json(revision), self.schema, store.where)
            for revisions in layers:
                yield from self._checks(revisions, _lookup(store), store.where, doubts=doubts)

    def _checks(self, revisions: Iterable[Revision], lookup: Lookup, where: str, *, doubts: bool) -> Iterator[Problem]:
        from annotate.checks import check_revisions
        from annotate.suggestions.stances import cue_stance  # checks do not know the rules' words

        yield from check_revisions(revisions, lookup, self.schema, where, doubts=cue_stance if doubts else None)

    def _check_files(self, files: Iterable[Path | str]) -> Checked:
        revisions, problems = self._records(files, doubts=True)
        return Checked(len({revision.document for revision in revisions}), len(revisions), *_told_apart(problems))

    def _records(self, files: Iterable[Path | str], *, doubts: bool = False) -> tuple[list[Revision], list[Problem]]:
        """All that stands in annotation files: the records that can be read, and the problems of all of them."""
        from annotate.checks import read_records

        records: list[Revision] = []
        problems: list[Problem] = []
        with self._lookup() as lookup:
            for file in files:
                name = "stdin" if str(file) == STDIN else str(file)
                with _reading(file) as lines:
                    found = list(read_records(lines, name, self.schema))
                revisions = [record for record in found if isinstance(record, Revision)]
                problems += (record for record in found if isinstance(record, Problem))
                for layer in (ANNOTATION, ADJUDICATION):
                    of_layer = [revision for revision in revisions if revision.layer == layer]
                    problems += self._checks(of_layer, lookup, name, doubts=doubts)
                records += revisions
        return records, problems

    @contextmanager
    def _lookup(self) -> Iterator[Lookup]:
        with self._store_if_any() as store:
            yield _lookup(store) if store is not None else lambda id: None

    def fix(self, *, dry_run: bool = False) -> tuple[Fixed, ...]:
        """Mend the spans that can be mended without asking, by new revisions of the same annotators; tell which.

        With `dry_run` nothing is stored. Raises StoreError, SchemaError where the schema does not know the action ``fix``.
        """
        from annotate.checks.autofix import fixed, moved_spans
        from annotate.project.bulk_edit import revise

        def mend(revision: Revision, document: Document) -> Annotation:
            sentence = next((one for one in document.sentences if one.id == revision.sentence), None)
            assert revision.annotation is not None  # those that count have one
            return fixed(revision.annotation, document, sentence) if sentence else revision.annotation

        if not self.started:
            return ()
        with self.store() as store:
            changed = revise(store, mend, "fix", self.schema, now=datetime.now(UTC), dry_run=dry_run)
        return tuple(
            Fixed(now.document, now.sentence, now.annotator, what, before, after)
            for was, now in changed
            if was.annotation and now.annotation
            for what, before, after in moved_spans(was.annotation, now.annotation)
        )

    def migrate(self, changes: Sequence[SchemaChange] = (), *, dry_run: bool = False) -> Migrated:
        """Change the schema, keep the version before in schema/history/, and bring what was labelled up to date.

        Without changes, decisions made with earlier versions (loaded from a dump) are brought up to date by the schema's
        history. What changes is stored as revisions by ``migrate``; the old ones stay. With `dry_run` nothing is written. Raises
        SchemaError where a change cannot be made, StoreError where somebody is labelling what is to change; nothing is changed
        then.
        """
        from annotate.project.bulk_edit import revise
        from annotate.schema.migration import changed_schema, history, migrated, schema_text

        old = self.schema
        kept, was = self.schema_path.parent / PAST / f"{old.version}.json", self.schema_path.read_bytes()
        if changes and kept.exists() and kept.read_bytes() != was:
            raise SchemaError(
                f"{kept} is another schema of version {old.version}; raise `x-version` in {self.schema_path} first."
            )
        text = schema_text(changed_schema(old.raw, changes)) if changes else ""
        new = parse_schema(text, "the schema after the changes") if changes else old
        pending = {version: history(new.raw, version) for version in {new.version, *self._versions()}}

        def change(revision: Revision, document: Document) -> Annotation:
            assert revision.annotation is not None  # those that count have one
            return migrated(revision.annotation, pending[revision.schema])

        def write() -> None:
            if changes:
                kept.parent.mkdir(exist_ok=True)
                write_atomically(kept, [was])
                write_atomically(self.schema_path, [text.encode()])
                self.__dict__.pop("schema", None)  # read it again

        if not self.started:
            if not dry_run:
                write()
            return Migrated(old.version, new.version, ())
        with self.store() as store:
            done = revise(store, change, "migrate", new, now=datetime.now(UTC), dry_run=dry_run, first=write)
        return Migrated(old.version, new.version, done)

    def _versions(self) -> set[str]:
        """The versions of the schema that the decisions that count were made with."""
        if not self.started:
            return set()
        with self.store() as store:
            return {revision.schema for revision in store.current()}

    # -- dump and load ----------------------------------------------------------------------------------------------------

    def dump(self, document: str | None = None, annotator: str | None = None) -> Iterator[bytes]:
        """Every decision ever made as a line of JSONL, in the order of `revisions`: the same store gives the same bytes.

        Characters that a terminal obeys or hides are written as ``\\uXXXX``, so that a dump can be looked at safely.
        """
        for revision in self.revisions(document, annotator):
            yield _line(revision)

    def dump_to(self, path: Path | str, document: str | None = None, annotator: str | None = None) -> int:
        """`dump` to a file, which has the old content until all of the new one is on the disk. Returns the number of lines."""
        lines = 0

        def counted() -> Iterator[bytes]:
            nonlocal lines
            for line in self.dump(document, annotator):
                lines += 1
                yield line

        if Path(path).resolve() == self.database.resolve():
            raise ProjectError(f"{path} is the store, which a dump would destroy; name another file.")
        write_atomically(Path(path), counted())
        return lines

    def load(self, files: Iterable[Path | str]) -> Loaded:
        """Merge the lines of dumps into the store, all or none. Raises ProblemsError where one of them does not validate."""
        revisions, problems = self._records(files)
        if problems:
            raise ProblemsError("nothing was loaded; mend the file, or the documents it belongs to, first.", problems)
        with self.store() as store:
            new = store.load(revisions)
        return Loaded(new, len(revisions) - new)

    # -- export -----------------------------------------------------------------------------------------------------------

    def export(
        self,
        directory: Path | str | None = None,
        options: ExportOptions | None = None,
        *,
        format: str = "dataset",
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Export:
        """Make the Hugging Face dataset, or with another `format` (jsonl, csv, spacy) the files that hold the same.

        `progress` is told how many articles are done, and how many there are. Raises ProblemsError where what would be
        exported has problems, and ExportError.
        """
        from annotate._version import __version__
        from annotate.articles.parallel import cores
        from annotate.dataset import ExportOptions, export
        from annotate.dataset.other_formats import converted
        from annotate.store import BatchReader

        target = Path(directory) if directory is not None else self.output / format
        with self.store() as store, closing(BatchReader(self.url or self.database)) as read, converted(target, format) as folder:
            doubt = cache(partial(self._must_be_sound, store))  # once is enough
            if any(store.check_integrity(unread=True)):
                doubt()
            done = export(
                folder,
                store.parts(),
                self.schema,
                options or ExportOptions(),
                read=read,
                kept=self.output,
                tool=__version__,
                near=self._near_duplicates(store),
                doubt=doubt,
                agreement=partial(self._agreement, store),
                articles=len(store.documents()),
                jobs=min(cores(), _EXPORTERS),
                progress=progress,
            )
        return replace(done, path=target.resolve())

    def _agreement(self, store: Store) -> Sequence[Sequence[str]]:
        """How far annotators agree on the articles that several worked on, as a table; empty where there is none."""
        annotators = Counter(tally.document for tally in store.tally())
        if not (shared := [id for id, number in annotators.items() if number > 1]):
            return ()
        from annotate.agreement.agreement import AgreementOptions, agree_on  # with numpy, 100 ms
        from annotate.agreement.report import agreement_table

        found = agree_on(store.annotated_documents(frozenset(shared)), self.schema, AgreementOptions(by=()))
        return agreement_table(found) if found.sentences else ()

    def _must_be_sound(self, store: Store) -> None:
        """Check with care all that counts. Raises ProblemsError."""
        if problems := self._problems(store, store.current(), newest(store.adjudications()).values()):
            raise ProblemsError("nothing was exported; `annotate check` shows the same.", problems)

    def push(
        self, repository: str, directory: Path | str | None = None, *, private: bool = False, revision: str | None = None
    ) -> str:
        """Upload the exported dataset to the Hugging Face Hub; gives its address there. Raises ExportError."""
        from annotate.dataset.hub import push

        return push(Path(directory) if directory is not None else self.dataset, repository, private=private, revision=revision)

    def _near_duplicates(self, store: Store) -> list[tuple[str, str, float]]:
        """The stored articles that are nearly the same, with their similarity."""
        from annotate.articles.near_duplicates import Duplicates

        stored = {entry.id: entry.sha256 for entry in store.documents()}
        duplicates = Duplicates(stored, store.document, self._cached_signatures())
        found = list(duplicates.pairs())
        self._cache_signatures(duplicates.to_cache())
        return found


def _must_know(store: Store, document: str | None, annotator: str | None) -> None:
    if document is not None:
        store.document(document)
    if annotator is None:
        return
    known = sorted({tally.annotator for tally in store.tally()} | store.adjudicators())
    if annotator not in known:
        who = f"there are decisions of {', '.join(known)}" if known else "nobody labelled anything yet"
        raise StoreError(f"there is no decision of {annotator} in {store.where}; {who}")


def _told_apart(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The errors, and the warnings."""
    from annotate.checks import severity

    found = list(problems)
    return tuple(p for p in found if severity(p) == "error"), tuple(p for p in found if severity(p) == "warning")


def _lookup(store: Store) -> Lookup:
    ids = {entry.id for entry in store.documents()}
    return lambda id: store.document(id) if id in ids else None


# -- files ----------------------------------------------------------------------------------------------------------------


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files at `paths`, each once. Raises ArticleError where there is none."""
    from annotate.articles import find_files

    named = list(paths)
    files = [file for path in named for file in ([path] if str(path) == STDIN else find_files(path))]
    if not files:
        where = ", ".join(map(str, named))
        raise ArticleError(f"{where}: no articles here; put .txt, .md, .html or .jsonl files there, or name others.")
    return list(dict.fromkeys(files))


def _sha256(file: Path) -> str | None:
    """The hash of a file's bytes; None where it cannot be read."""
    from hashlib import file_digest  # 4 ms, and only reading articles needs it

    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _text(path: Path) -> str:
    """A path as text, whatever bytes it has."""
    return "stdin" if str(path) == STDIN else os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _read(files: Sequence[File], kind: str | None, jobs: int) -> Read:
    """The articles of files, each of which has a name. Standard input is `kind`, and only this process can read it."""
    from annotate.articles import read_bytes
    from annotate.articles.parallel import read, read_many

    if not any(str(file) == STDIN for file, _ in files):
        yield from read_many(files, jobs)
        return
    for file, name in files:
        yield name, read_bytes(sys.stdin.buffer.read(), name=name, kind=kind) if str(file) == STDIN else read(file, name)


@contextmanager
def _reading(file: Path | str) -> Iterator[BinaryIO]:
    if str(file) == STDIN:
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as stream:
        yield stream


def _line(revision: Revision) -> bytes:
    text = json.dumps(revision_to_json(revision), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if show(text) != text:  # control characters are escaped by JSON already
        text = "".join(c if show(c) == c else json.dumps(c)[1:-1] for c in text)
    return text.encode() + b"\n"
