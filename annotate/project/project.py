"""A project: a folder with ``schema/``, ``raw/`` and ``output/``, and everything that can be done in it.

Each command of the command line is one method here, so that ``import annotate`` can do the same. A method opens the store for as
long as it runs, calls one function of this package and returns its value; nothing is printed, and nothing is kept open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate._files import write_atomically
from annotate.errors import ArticleError, NoStoreError, ProjectError, UnreachableError
from annotate.model import Correction, Document, Revision
from annotate.schema import Schema, load_schema, shipped

# Each method imports the function that it calls: most commands need one of these modules, and some take 100 ms to load.
if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement, AgreementOptions
    from annotate.agreement.annotators import AgainstGold
    from annotate.agreement.disagreements import Disagreement
    from annotate.dataset import Export, ExportOptions
    from annotate.dataset.options import ExportFormat
    from annotate.model.claim_list import ClaimFilter
    from annotate.project.agreement import Choice
    from annotate.project.annotators import Forgotten
    from annotate.project.bulk_edit import Fixed
    from annotate.project.checking import Checked
    from annotate.project.claims import ClaimList
    from annotate.project.corpus import DrawnSample, SampleOptions
    from annotate.project.dumps import Loaded
    from annotate.project.evaluation import Evaluation
    from annotate.project.exporting_files import ForeignExport, ForeignExportOptions
    from annotate.project.fetching import Fetched
    from annotate.project.importing import ImportOptions, ImportResult
    from annotate.project.ingest import Added, SignatureCache
    from annotate.project.learning import DoubtfulLabel
    from annotate.project.link_audit import LinkAudit
    from annotate.project.linking import LinkAdjudication, Linking
    from annotate.project.links import LinkedClaims
    from annotate.project.llm_client import LanguageModel
    from annotate.project.llm_suggestions import LanguageModelPlan, LanguageModelResult
    from annotate.project.migration import Migrated
    from annotate.project.people import Login
    from annotate.project.progress import Assigned, Status
    from annotate.project.removing import Removal
    from annotate.project.semantic import SemanticModel
    from annotate.report.collect import ReportOptions
    from annotate.report.facts import ReportFacts
    from annotate.review.assignment import Plan
    from annotate.review.gold import Gold
    from annotate.schema.migration import SchemaChange
    from annotate.store import DocumentEntry, Merged, Person, Store
    from annotate.store.backups import BackedUp

MARKER = Path("schema", "annotation.schema.json")
"""The file that makes a folder a project, relative to that folder."""

_DUMP_SCHEMA = "dump.schema.json"
"""The schema of the lines of dumps, beside the marker, to which it refers for decisions."""

_FOR_GIT = {
    ".gitattributes": b"# The articles as received: git must not change their line ends.\nraw/** -text\n",
    ".gitignore": b"# The store and what is made from it; share decisions with `annotate dump`.\noutput/\n",
}
"""The files for git in a new project."""


def find_project(start: Path | str | None = None, database: str | None = None) -> Project:
    """Return the project that contains the folder `start`, by default the working folder, with its store in `database` if given.

    Raises ProjectError if there is none in `start` or any folder above it.
    """
    folder = _existing_folder(start)
    for candidate in (folder, *folder.parents):
        if (candidate / MARKER).is_file():
            return Project(candidate, database)
    raise ProjectError(f"{folder} is not in a project: no {MARKER} here or above; `annotate init` makes a project.")


def open_project(start: Path | str | None = None, database: str | None = None) -> Project:
    """Find a project and read its schema at once, so that a broken one does not interrupt work later.

    Raises ProjectError as `find_project` does, and SchemaError.
    """
    project = find_project(start, database)
    _ = project.schema
    return project


def init_project(directory: Path | str = ".") -> Project:
    """Make a project: raw/, schema/ and output/, and what git is to know of them.

    Nothing is overwritten. Raises ProjectError if there already is one.
    """
    project = Project(Path(directory).resolve())
    if project.schema_path.exists():
        raise ProjectError(f"{project.root} is already a project; `annotate status` shows its progress.")
    for folder in (project.raw, project.output, project.schema_path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    for name, lines in _FOR_GIT.items():
        if not ((project.root / name).exists() or (project.root / name).is_symlink()):
            write_atomically(project.root / name, [lines])
    for name in (_DUMP_SCHEMA, MARKER.name):  # the marker last: it makes the folder a project
        if not project.schema_path.with_name(name).exists():
            write_atomically(project.schema_path.with_name(name), [(shipped("schema") / name).read_bytes()])
    return project


def _existing_folder(start: Path | str | None) -> Path:
    try:
        folder = Path.cwd() if start is None else Path(start).resolve()
    except FileNotFoundError:
        raise ProjectError("the working folder no longer exists; change to another one.") from None
    if not folder.is_dir():
        raise ProjectError(f"{folder} is not a folder; pass a project folder.")
    return folder


@dataclass(frozen=True)
class Project:
    """A project by its folder. It is not looked at here: see `find_project`, `open_project` and `init_project`.

    root: the folder; all other paths follow from it.
    url: the address of the store if it is not in `output`; see `annotate.open_store`. It may contain a password, so it is not
        shown.
    """

    root: Path
    url: str | None = field(default=None, repr=False)

    @property
    def raw(self) -> Path:
        """The folder of the articles as received. They are read and never changed."""
        return self.root / "raw"

    @property
    def schema_path(self) -> Path:
        """The file of the label scheme."""
        return self.root / MARKER

    @property
    def description_path(self) -> Path:
        """The file of the description of the dataset, which `annotate describe` writes."""
        return self.schema_path.with_name("description.toml")

    @property
    def samples_path(self) -> Path:
        """The file of the samples of corpora that were drawn into the project."""
        return self.schema_path.with_name("samples.json")

    @property
    def output(self) -> Path:
        """The folder of the store, which cannot be replaced, and of the dataset, which can be made again."""
        return self.root / "output"

    @property
    def database(self) -> Path:
        """The file of the store, unless `url` names another database."""
        return self.output / "annotations.db"

    @property
    def unsent(self) -> Path:
        """The folder of decisions that wait until the store's database answers; see `annotate.store.outbox`."""
        return self.output / "unsent"

    @property
    def suggestions(self) -> Path:
        """The folder of suggestions of other programs and language models, which `annotate import` and `suggest --llm` write."""
        return self.root / "suggestions"

    @property
    def signatures(self) -> Path:
        """The file of the signatures by which near-duplicates are found: a cache, which may be deleted."""
        return self.output / "signatures.cache"

    @property
    def dataset(self) -> Path:
        """The folder of the exported dataset, unless another one is named."""
        return self.output / "dataset"

    @cached_property
    def schema(self) -> Schema:
        """The label scheme. Raises SchemaError."""
        return load_schema(self.schema_path)

    @property
    def started(self) -> bool:
        """True if there is a store, because articles were added. Raises StoreError if that cannot be determined."""
        with self._store_if_any() as store:
            return store is not None

    def store(self, *, create: bool = False) -> Store:
        """Open the store, which the caller closes (it is a context manager). Raises StoreError."""
        from annotate.store import open_store

        try:
            return open_store(self.url or self.database, create=create)
        except NoStoreError as error:
            raise NoStoreError(f"nothing was added to {self.root} yet; `annotate add` reads raw/") from error
        except UnreachableError as error:
            unsent = sum(self._unsent_decisions().values())
            raise UnreachableError(
                f"{error}; decisions saved here until it answers: {unsent}" if unsent else str(error)
            ) from error

    @contextmanager
    def _store_if_any(self) -> Iterator[Store | None]:
        """Open the store; None if no article was added yet."""
        try:
            store: Store | nullcontext[None] = self.store()
        except NoStoreError:
            store = nullcontext()
        with store as opened:
            yield opened

    def _unsent_decisions(self) -> Mapping[str, int]:
        from annotate.store.outbox import waiting

        return waiting(self.unsent)

    def _signature_cache(self) -> SignatureCache:
        from annotate.project.ingest import SignatureCache

        return SignatureCache(self.signatures)

    # -- articles

    def add(
        self,
        paths: Iterable[Path | str] = (),
        *,
        id: str | None = None,
        language: str | None = None,
        kind: str | None = None,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
        as_new: bool = False,
        update: str | None = None,
        jobs: int = 1,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Added:
        """Read articles from files and folders into the store.

        An article that is stored already changes nothing, wherever its file is now and however it is encoded. A changed
        article replaces its old version, unless that has labels. A file that cannot be read does not stop the others, and an
        article that is nearly the same as another is named in a notice.

        Args:
            paths: files and folders, raw/ if there are none; ``-`` is standard input.
            id: the id of the document, if there is one file.
            language: the language of the articles, such as ``de``; None detects it.
            kind: the format of standard input, such as ``html``; None detects it.
            encoding: the encoding of texts, pages and tables; None detects it.
            columns: the names of columns of tables by field, such as ``{"text": "Body"}``, in place of the usual names.
            as_new: store the new version of an article that has labels as another document, instead of refusing it.
            update: the author of the corrections if labels are to be moved to the new version of their article; None refuses it.
            jobs: the maximum number of processes for many files.
            progress: called with the number of files done and of all files.

        Raises:
            ArticleError: there is not a single file, or `id` is given with several, or there is no such encoding or field.
            StoreError: the store cannot be opened or written.
        """
        from annotate.articles.formats.reading_options import ReadingOptions
        from annotate.project.article_files import find_article_files
        from annotate.project.ingest import Updating, add_articles

        options = ReadingOptions(kind, encoding, dict(columns or {}))
        ignored: list[Path] = []
        files = find_article_files(map(Path, paths), self.root, self.raw, ignored)
        if id is not None and len(files) != 1:
            raise ArticleError(f"one id cannot name {len(files)} files; add them one by one.")
        with self.store(create=True) as store:
            added = add_articles(
                store,
                files,
                self.root,
                self._signature_cache(),
                id=id,
                language=language,
                options=options,
                as_new=as_new,
                update=None if update is None else Updating(update, self.schema.version),
                jobs=jobs,
                progress=progress,
            )
        return replace(added, ignored=tuple(ignored))

    def fetch(self, addresses: Iterable[str], *, allow_local: bool = False) -> Fetched:
        """Fetch pages from the web into files in ``raw/web/``, from which `add` reads them; see `annotate.project.fetching`.

        Args:
            addresses: the addresses of articles, or of feeds and sitemaps that name them.
            allow_local: fetch from this machine and from private networks, too.

        Raises:
            OSError: a file cannot be written.
        """
        from annotate.project.fetching import fetch_articles

        return fetch_articles(addresses, self.raw / "web", allow_local=allow_local)

    def sample_corpus(self, folder: Path | str, options: SampleOptions) -> DrawnSample:
        """Draw articles from a corpus into the store, and record how they were drawn; see `annotate.corpus.sampling`.

        Raises CorpusError if the folder has no finished corpus, AnnotateError if an option is not valid, StoreError.
        """
        from annotate.project.corpus import sample_corpus

        with self.store(create=True) as store:
            return sample_corpus(
                store,
                Path(folder),
                options,
                output=self.output,
                samples=self.samples_path,
                signatures=self._signature_cache(),
            )

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return all documents without their texts, in the order of their ids. Raises StoreError."""
        with self._store_if_any() as store:
            return tuple(sorted(store.documents(), key=lambda entry: entry.id)) if store is not None else ()

    def has_documents(self) -> bool:
        """Return True if any article was added. Raises StoreError."""
        with self._store_if_any() as store:
            return store is not None and store.has_documents()

    def complete_id(self, beginning: str, limit: int = 100) -> list[str]:
        """Return up to `limit` ids of documents that start so, in order. Raises StoreError."""
        with self._store_if_any() as store:
            return store.ids_starting_with(beginning, limit) if store is not None else []

    def document(self, id: str) -> Document:
        """Return a document. Raises StoreError, suggesting similar ids, if there is none."""
        with self.store() as store:
            return store.document(id)

    def known(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return those of the documents with these ids that are stored and readable, by id. Raises StoreError."""
        from annotate.project.checking import readable_documents

        with self._store_if_any() as store:
            return readable_documents(store, ids)

    def remove(self, documents: Iterable[str], *, author: str, dump: Path | str | None = None) -> Removal:
        """Remove documents with everything that was ever stored of them, all or none; that something was removed is recorded.

        Documents with decisions are removed only if `dump` names a new file, to which these are written first. Raises
        ProjectError if it does not, StoreError if a document is unknown or being labelled, OSError.
        """
        from annotate.project.removing import remove_documents

        with self.store() as store:
            return remove_documents(self, store, documents, None if dump is None else Path(dump), author)

    # -- backups

    def backup(self, path: Path | str, *, overwrite: bool = False) -> BackedUp:
        """Write the store to a file, whole or not at all, while others go on labelling, and check that file.

        The description of the dataset and the samples of corpora, if there are any, are kept beside it. Raises StoreError if the
        file is there already and `overwrite` is false, DamagedError if the store is damaged, ProjectError if the description or
        the samples cannot be read, OSError.
        """
        from annotate.project.description import back_up_description
        from annotate.project.samples import back_up_samples
        from annotate.store.backups import write_backup

        with self.store() as store:
            done = write_backup(store, Path(path), overwrite=overwrite)
        back_up_description(self.description_path, Path(path), overwrite=overwrite)
        back_up_samples(self.samples_path, Path(path), overwrite=overwrite)
        return done

    def restore(self, path: Path | str) -> BackedUp:
        """Put a backup in the place of the store, which is kept beside it under another name.

        A project without a description of its dataset gets the one that is kept with the backup, and any project gets the samples
        kept there that it has not. Raises ProjectError if the store is not a file of this project, or if the samples cannot be
        read, StoreError if the backup is none or damaged, or if the store is open in another window, OSError. Nothing was changed
        then.
        """
        from annotate.project.description import restore_description
        from annotate.project.samples import beside_backup, read_samples, restore_samples
        from annotate.store.backups import restore

        if self.url is not None:
            raise ProjectError(
                "the store is in a database, into which nothing is restored; copy the backup into an empty one: "
                f"annotate copy {path} postgresql://USER@HOST/NAME?schema=NEW"
            )
        samples = read_samples(beside_backup(Path(path)))
        _ = read_samples(self.samples_path)  # before anything is changed: a damaged file ends the command
        done = restore(Path(path), self.database, datetime.now(UTC))
        restore_description(Path(path), self.description_path)
        restore_samples(samples, self.samples_path)
        return done

    # -- progress and plan

    def status(self, *, listed: bool = False) -> Status:
        """Return the progress of the project and the next step, with that in each document if they are to be `listed`.

        Raises StoreError.
        """
        from annotate.project.progress import read_status
        from annotate.store.location import location_warnings

        with self._store_if_any() as store:
            found = read_status(self.root, self.raw, store, lambda: self.schema, self._unsent_decisions(), listed=listed)
        return found if self.url is not None else replace(found, warnings=location_warnings(self.database))

    def assign(self, plan: Plan | None, *, author: str, random_share: float = 0.2) -> None:
        """Divide the documents among annotators from now on, or with None no longer; decisions are kept.

        If the plan has an `order`, the documents are put into it, mixed with a share of them at random.
        Raises AnnotateError if the plan cannot be carried out, and StoreError.
        """
        from annotate.project.progress import assign_documents

        with self.store() as store:
            if plan is not None and plan.order:
                from annotate.project.ordering import order_documents  # needs what `annotate train` needs

                ordering = order_documents(store, self.schema, self.output, plan.order, seed=plan.seed, share=random_share)
                plan = replace(plan, sequence=ordering.sequence, at_random=ordering.at_random, random_share=ordering.random_share)
            assign_documents(store, plan, author, store.now())

    def assigned(self) -> Assigned | None:
        """Return the plan and each annotator's progress, None if there is no plan. Raises StoreError."""
        from annotate.project.progress import read_assigned

        with self._store_if_any() as store:
            return read_assigned(store) if store is not None else None

    # -- decisions

    def revisions(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """Return every decision ever made, by document, sentence, annotator and time, or those of one document or annotator.

        Adjudications come after the annotators' own decisions. Raises StoreError if the document or annotator is not known.
        """
        from annotate.project.decisions import all_revisions

        with self.store() as store:
            yield from all_revisions(store, document, annotator)

    def corrections(self, document: str) -> tuple[Correction, ...]:
        """Return the corrections of a document's segmentation and text, oldest first. Raises StoreError."""
        from annotate.project.segmentation import corrections

        with self.store() as store:
            return corrections(store.versions(document))

    def current(self, document: str | None = None, annotator: str | None = None) -> Iterator[Revision]:
        """Return the decisions that count: the newest of each sentence and annotator. Raises StoreError as `revisions` does."""
        from annotate.project.decisions import current_revisions

        with self.store() as store:
            yield from current_revisions(store, document, annotator)

    def adjudicated(self, document: str | None = None) -> tuple[Revision, ...]:
        """Return the adjudications that count: the newest of each sentence. Raises StoreError."""
        from annotate.project.decisions import current_adjudications

        with self.store() as store:
            return current_adjudications(store, document)

    def gold(self, document: str) -> Mapping[str, Gold]:
        """Return the gold annotation of each sentence of a document, by sentence id. Raises StoreError, SchemaError."""
        from annotate.project.decisions import gold_of_document

        with self.store() as store:
            return gold_of_document(store, document, self.schema)

    def contested(self, rule: str = "unanimous") -> Generator[tuple[str, str], None, None]:
        """Return document and sentence id of each sentence on which annotators differ and that nobody adjudicated, in order.

        `rule` (unanimous, majority) names the sentences that need no adjudicator. Raises StoreError, SchemaError.
        """
        from annotate.project.decisions import contested_sentences

        with self.store() as store:
            yield from contested_sentences(store, lambda: self.schema, rule)

    def claims(
        self, documents: Sequence[str] = (), *, annotator: str | None = None, chosen: ClaimFilter | None = None
    ) -> ClaimList:
        """Return the claims in documents, by default all, that `chosen` applies to: gold, or those of one annotator.

        Raises StoreError if a document or the annotator is not known, and SchemaError.
        """
        from annotate.model.claim_list import ClaimFilter
        from annotate.project.claims import list_claims

        with self.store() as store:
            return list_claims(store, self.schema, documents, annotator, chosen or ClaimFilter())

    # -- links between claims

    @contextmanager
    def linking(
        self,
        annotator: str,
        seed: int = 0,
        progress: Callable[[int, int], None] = lambda done, total: None,
        model: Path | None = None,
    ) -> Iterator[Linking]:
        """Open a session of links between the gold claims of different articles, which stores each answer at once.

        `progress` is called with the number of claims compared and of all claims. `model` is a folder with a model of sentences,
        which also finds candidates. Raises ProjectError if there are not two articles with gold claims or the model cannot be
        used, StoreError, SchemaError.
        """
        from annotate.project.linking import Linking

        loaded = _semantic_model(model)
        with self.store() as store:
            yield Linking(store, self.schema, annotator, seed, progress, loaded)

    @contextmanager
    def adjudicating_links(self, adjudicator: str) -> Iterator[LinkAdjudication]:
        """Open a session on the pairs that annotators linked differently. Raises StoreError, SchemaError."""
        from annotate.project.linking import LinkAdjudication

        with self.store() as store:
            yield LinkAdjudication(store, self.schema, adjudicator)

    @contextmanager
    def auditing_links(
        self,
        annotator: str,
        claims: int,
        seed: int = 0,
        progress: Callable[[int, int], None] = lambda done, total: None,
        model: Path | None = None,
    ) -> Iterator[LinkAudit]:
        """Open an audit of the links of a number of claims drawn at random, with arguments and errors as those of `linking`."""
        from annotate.project.link_audit import LinkAudit

        loaded = _semantic_model(model)
        with self.store() as store:
            yield LinkAudit(store, self.schema, annotator, claims, seed, loaded, progress)

    def links(self) -> LinkedClaims:
        """Return what was decided on pairs of gold claims, and what follows from it. Raises StoreError, SchemaError."""
        from annotate.project.links import linked_claims

        with self.store() as store:
            return linked_claims(store, self.schema)

    def clusters(self) -> dict[str, str]:
        """Return the cluster of each gold claim that says the same as another, by their keys. Raises StoreError, SchemaError."""
        from annotate.project.links import project_clusters

        with self.store() as store:
            return project_clusters(store, self.schema)

    # -- people

    def annotators(self) -> tuple[Person, ...]:
        """Return everybody whose name is stored, by name. Raises StoreError, and ExportError if a file cannot be read."""
        from annotate.project.annotators import list_annotators

        with self.store() as store:
            return list_annotators(self, store)

    def rename_annotator(self, old: str, new: str, *, author: str) -> int:
        """Give an annotator another name everywhere, and return the number of changed records.

        Raises StoreError if the new name is known already or the annotator has a document open, and ExportError.
        """
        from annotate.project.annotators import rename_annotator

        with self.store() as store:
            return rename_annotator(self, store, old, new, author)

    def shared_sentences(self, first: str, second: str) -> int:
        """Return the number of sentences on which two annotators both decided. Raises StoreError."""
        from annotate.project.annotators import shared_sentences

        with self.store() as store:
            return shared_sentences(store, first, second)

    def merge_annotators(self, source: str, target: str, *, author: str) -> Merged:
        """Give everything of `source` to `target`, who is the same person; the newest decision on each sentence counts.

        Raises StoreError, and ExportError.
        """
        from annotate.project.annotators import merge_annotators

        with self.store() as store:
            return merge_annotators(self, store, source, target, author)

    def forget_annotator(self, name: str, *, author: str, delete: bool = False) -> Forgotten:
        """Put a pseudonym in place of an annotator's name, or with `delete`, delete all that they decided, for good.

        Raises StoreError, and ExportError.
        """
        from annotate.project.annotators import forget_annotator

        with self.store() as store:
            return forget_annotator(self, store, name, author, delete=delete)

    def login(self) -> Login:
        """Return the role and the difference of clocks with which this computer works in a database. Raises StoreError."""
        from annotate.project.people import Login, read_login

        if self.url is None:
            return Login(None, timedelta(0))
        with self._store_if_any() as store:
            return read_login(store)

    def require_name(self, name: str, option: str) -> None:
        """Raise RefusedNameError if a name, given by `option`, is empty or another spelling of one that is known; StoreError."""
        from annotate.project.people import require_name

        with self._store_if_any() as store:
            require_name(store, name, option)

    # -- agreement

    def agree(
        self, documents: Iterable[str] = (), options: AgreementOptions | None = None, choice: Choice | None = None
    ) -> Agreement:
        """Return the agreement of annotators in these documents, or all. Raises StoreError for an unknown name, SchemaError.

        `choice` names the annotators and sentences that are compared, by default all.
        """
        from annotate.project.agreement import measure_agreement

        with self.store() as store:
            return measure_agreement(store, self.schema, documents, options, choice)

    def agree_again(self, documents: Iterable[str] = (), options: AgreementOptions | None = None) -> Agreement:
        """Return the agreement of annotators with themselves, a day later or more. Raises the errors of `agree`."""
        from annotate.project.agreement import measure_repeat_agreement

        with self.store() as store:
            return measure_repeat_agreement(store, self.schema, documents, options)

    def disagreements(
        self, documents: Iterable[str] = (), *, adjudicators: Iterable[str] = (), examples: int = 3
    ) -> tuple[Disagreement, ...]:
        """Return the kinds of disagreement, the most frequent first, without `adjudicators`. Raises the errors of `agree`."""
        from annotate.project.agreement import list_disagreements

        with self.store() as store:
            return list_disagreements(store, self.schema, documents, adjudicators, examples)

    def against_gold(self) -> tuple[AgainstGold, ...]:
        """Compare each annotator with the gold of the plan. Raises AnnotateError if the plan has none, and StoreError."""
        from annotate.project.agreement import compare_annotators_with_gold

        with self.store() as store:
            return compare_annotators_with_gold(store, self.schema)

    def train(self, *, seed: int = 0) -> Mapping[str, Any]:
        """Make the model that suggests and answers as this project's labels have taught, and store it in output/model/.

        Returns what it was made of and what it is worth, as JSON: its hash, counts, and the figures of the cross-validation.

        Raises AnnotateError if nothing is labelled or another process is training, and StoreError.
        """
        from annotate.project.learning import train

        with self.store() as store:
            return train(store, self.schema, self.output, seed=seed).facts

    def evaluate(
        self,
        *,
        systems: Sequence[str] = (),
        annotator: str | None = None,
        blind: bool = True,
        curve: bool = False,
        seed: int = 0,
    ) -> Evaluation:
        """Measure suggestions, or the labels of other annotators, against gold or `annotator`.

        See `annotate.project.evaluation.evaluate` for the arguments. Raises AnnotateError if there is nothing to measure on, and
        StoreError.
        """
        from annotate.project.evaluation import evaluate
        from annotate.project.imported_suggestions import SuggestionFile

        file = SuggestionFile(self.suggestions)
        with self.store() as store:
            return evaluate(store, self.schema, file, systems=systems, annotator=annotator, blind=blind, curve=curve, seed=seed)

    def doubtful_labels(self, *, seed: int = 0) -> tuple[DoubtfulLabel, ...]:
        """Return the gold labels that are likely wrong, to look at; nothing is changed. Raises AnnotateError and StoreError."""
        from annotate.project.learning import doubtful_labels

        with self.store() as store:
            return tuple(doubtful_labels(store, self.schema, seed=seed))

    def needs_training(self) -> bool:
        """Return whether so much was labelled since the model was made that it is to be made again. Raises StoreError."""
        from annotate.project.learning import needs_training

        with self.store() as store:
            return needs_training(store, self.output)

    # -- a language model

    def prepare_language_model(self, model: str, documents: Collection[str] = ()) -> LanguageModelPlan:
        """Return what a language model is to be asked about documents, by default those that nobody has finished.

        Nothing is sent. Raises StoreError if there is no such document, and SchemaError.
        """
        from annotate.project.imported_suggestions import SuggestionFile
        from annotate.project.llm_suggestions import prepare

        with self.store() as store:
            return prepare(store, self.schema, self.output, SuggestionFile(self.suggestions), model, documents)

    def ask_language_model(
        self,
        prepared: LanguageModelPlan,
        client: LanguageModel,
        result: LanguageModelResult,
        *,
        budget: int | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Ask a language model what is prepared, store its suggestions, and count all that in `result`; see `llm_suggestions`.

        `client` comes from `annotate.project.llm_client`. Raises LanguageModelError, ProjectError, StoreError, OSError; what was
        answered before is kept.
        """
        from annotate.project.imported_suggestions import SuggestionFile
        from annotate.project.llm_suggestions import ask

        file = SuggestionFile(self.suggestions)
        with self.store() as store:
            ask(prepared, client, store, self.schema, self.output, file, result, budget=budget, progress=progress)

    # -- report

    def report(
        self,
        options: ReportOptions | None = None,
        *,
        anonymous: bool = False,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> ReportFacts:
        """Return all figures of the project, which `annotate.report.page.render` makes a page of.

        With `anonymous`, annotators have the pseudonyms that they have in the dataset. `progress` is called with the number of
        articles done and of all articles. Raises StoreError, SchemaError, and ExportError if a file cannot be read.
        """
        from annotate.project.report import report_on_store
        from annotate.report.collect import ReportOptions

        with self.store() as store:
            return report_on_store(self, store, options or ReportOptions(), anonymous=anonymous, progress=progress)

    # -- checks and changes

    def check(self, files: Iterable[Path | str] = ()) -> Checked:
        """Check everything that is stored or, if there are any `files`, these annotation files (JSONL; ``-`` is standard input).

        Raises SchemaError, StoreError, and OSError if a file cannot be read.
        """
        from annotate.project.checking import check_files, check_store, with_numbering_problem

        schema, paths = self.schema, list(files)
        with self._store_if_any() as store:
            if paths:
                return check_files(paths, store, schema)
            checked = check_store(store, schema)
        problem = self.numbering_problem()
        return with_numbering_problem(checked, problem, str(self.schema_path)) if problem else checked

    def fix(self, *, dry_run: bool = False) -> tuple[Fixed, ...]:
        """Correct the spans that can be corrected without asking, by new revisions of the same annotators, and return them.

        With `dry_run` nothing is stored. Raises StoreError, SchemaError.
        """
        from annotate.project.bulk_edit import fix_stored_spans

        with self._store_if_any() as store:
            return fix_stored_spans(store, self.schema, now=datetime.now(UTC), dry_run=dry_run) if store is not None else ()

    def migrate(self, changes: Sequence[SchemaChange] = (), *, dry_run: bool = False) -> Migrated:
        """Change the schema, keep the old version in schema/history/, and bring the decisions up to date by new revisions.

        Without changes, decisions made with earlier versions (loaded from a dump) are brought up to date by the schema's
        history. With `dry_run` nothing is written.

        Raises:
            SchemaError: a change cannot be made; nothing was changed.
            StoreError: somebody is labelling a document that would change, so nothing was changed; or the store cannot be used.
        """
        from annotate.project.migration import migrate_project

        try:
            with self._store_if_any() as store:
                return migrate_project(store, self.schema, self.schema_path, changes, dry_run=dry_run)
        finally:
            self.__dict__.pop("schema", None)  # the cached property reads the file again

    def lacks_answers(self, question: str) -> bool:
        """Return whether sentences that anybody finished lack the answer to a question, such as ``claim.harm``."""
        from annotate.project.choosing import documents_that_lack

        attribute = self.schema.question(question)
        with self._store_if_any() as store:
            return store is not None and attribute is not None and bool(documents_that_lack(store, None, self.schema, attribute))

    # -- dumps and datasets

    def dump(self, document: str | None = None, annotator: str | None = None) -> Iterator[bytes]:
        r"""Return every decision ever made as a line of JSONL, in the order of `revisions`.

        The versions of articles that were corrected come first, since decisions were made on them; links between claims, and how
        articles were chosen, come last. The same store gives the same bytes. Characters that a terminal obeys or hides are
        written as ``\uXXXX``, so that a dump can be displayed safely. Raises StoreError.
        """
        from annotate.project.decisions import all_revisions
        from annotate.project.dumps import corrected_versions, dump_lines, dumped_links

        with self.store() as store:
            versions = corrected_versions(store, document, annotator)
            links = dumped_links(store, document, annotator)
            assignments = store.assignments(document, annotator)
            yield from dump_lines(store, all_revisions(store, document, annotator), versions, links, assignments)
            store.require_intact()

    def dump_to(self, path: Path | str, document: str | None = None, annotator: str | None = None) -> int:
        """Write `dump` to a file, which keeps its old content until all of the new one is on the disk.

        Returns the number of decisions. Raises ProjectError if the file is the store, StoreError, OSError.
        """
        from annotate.project.dumps import write_dump

        return write_dump(Path(path), self.dump(document, annotator), self.database)

    def load(
        self, files: Iterable[Path | str], renamings: Iterable[tuple[str, str]] = (), *, same_person: bool = False
    ) -> Loaded:
        """Merge dumps into the store, all or none.

        Args:
            files: the dumps; ``-`` is standard input.
            renamings: pairs of a name in the dumps and the name to load its decisions under; an empty first name means the only
                one there.
            same_person: allow that an annotator decided on the same sentence here and in a dump, neither knowing of the other.

        Raises:
            ProblemsError: a line does not validate.
            StoreError: a name is another spelling of one that is known, or seems to be two people's; or the store cannot be used.
            OSError: a file cannot be read.
        """
        from annotate.project.dumps import load_revisions, read_dumps

        with self._store_if_any() as store:
            dumped = read_dumps(files, store, self.schema)
        with self.store() as store:
            return load_revisions(
                store,
                dumped.revisions,
                renamings,
                versions=dumped.versions,
                links=dumped.links,
                assignments=dumped.assignments,
                schema=self.schema.version,
                same_person=same_person,
            )

    def export(
        self,
        directory: Path | str | None = None,
        options: ExportOptions | None = None,
        *,
        format: ExportFormat = "dataset",
        excel: bool = False,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Export:
        """Make the Hugging Face dataset, or with another `format` (jsonl, csv, spacy) files with the same content.

        `directory` is by default ``output/<format>``. With `excel`, CSV files are for a spreadsheet: they begin with a byte order
        mark, and no text in them is run. `progress` is called with the number of articles done and of all articles.
        Raises ProblemsError if the data to export has problems, ExportError, StoreError.
        """
        from annotate.project.exporting import export_dataset
        from annotate.project.imported_suggestions import SuggestionFile

        with self.store() as store:
            return export_dataset(
                store,
                self.url or self.database,
                self.schema,
                Path(directory) if directory is not None else self.output / format,
                options,
                format=format,
                excel=excel,
                output=self.output,
                signatures=self._signature_cache(),
                description=self.description(),
                samples=self.samples_path,
                suggestions=SuggestionFile(self.suggestions),
                progress=progress,
            )

    def import_files(self, paths: Iterable[Path | str], options: ImportOptions | None = None) -> ImportResult:
        """Import files of another annotation tool, all or nothing; see `annotate.project.importing`.

        Articles are found among those stored by their text, or added. Raises InterchangeError if a file cannot be read or
        understood, StoreError, OSError.
        """
        from annotate.project.importing import ImportOptions, import_files, read_input

        files = read_input(map(Path, paths))
        with self.store(create=True) as store:
            return import_files(self, store, files, options or ImportOptions())

    def export_files(
        self, format: str, directory: Path | str | None = None, options: ForeignExportOptions | None = None
    ) -> ForeignExport:
        """Write files for another annotation tool; see `annotate.project.exporting_files`.

        Raises InterchangeError if something would be lost that may not be, and nothing is written then; StoreError, ExportError.
        """
        from annotate.project.exporting_files import ForeignExportOptions, export_files

        target = Path(directory) if directory is not None else self.output / format
        with self.store() as store:
            return export_files(self, store, format, target, options or ForeignExportOptions())

    def description(self) -> Mapping[str, str]:
        """Return what was said about the dataset, by the names of `annotate.model.description.QUESTIONS`. Raises ProjectError."""
        from annotate.project.description import read_description

        return read_description(self.description_path)

    def describe(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Add answers to the description of the dataset, or remove those that are empty, and return all of it.

        Raises ProjectError if there is no such question, or an answer is not one, and OSError.
        """
        from annotate.model.description import check_answer, with_answers
        from annotate.project.description import write_description

        checked = {name: check_answer(name, answer, "answers") for name, answer in answers.items()}
        before = self.description()
        if (described := with_answers(before, checked)) != before:
            write_description(self.description_path, described)
        return described

    def numbering_problem(self) -> str | None:
        """Return which labels of the schema have other numbers than in the last export; None if all have the same.

        Before the first export, the earlier versions of the schema that were kept count. Raises SchemaError, and ExportError if
        the record of the export is damaged.
        """
        from annotate.project.numbering import numbering_problem

        return numbering_problem(self.schema, self.output, self.dataset)

    def push(
        self, repository: str, directory: Path | str | None = None, *, private: bool = False, revision: str | None = None
    ) -> str:
        """Upload the exported dataset to the Hugging Face Hub and return its address there. Raises ExportError."""
        from annotate.dataset.hub import push

        return push(Path(directory) if directory is not None else self.dataset, repository, private=private, revision=revision)


def _semantic_model(folder: Path | None) -> SemanticModel | None:
    if folder is None:
        return None
    from annotate.project.semantic import SemanticModel

    return SemanticModel(folder)
