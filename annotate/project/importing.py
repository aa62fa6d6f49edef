"""Files of other tools, imported into a project: as decisions of its annotators, or as suggestions for them."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from annotate._garbage import paused_collection
from annotate.interchange.anchoring import Anchoring, StoredArticles
from annotate.interchange.articles import new_article
from annotate.interchange.choices import Choices
from annotate.interchange.exported import Decision, DecisionSet, foreign_document
from annotate.interchange.format import Format, ReadOptions, load_format, recognized
from annotate.interchange.losses import Loss, LossCounter, merged_losses
from annotate.interchange.mapping import Imported, ImportedSuggestion, SetReader, renamed
from annotate.interchange.packed import unpacked
from annotate.interchange.projection import projected
from annotate.interchange.shapes import flattened
from annotate.interchange.values import ForeignDocument, ForeignSet, InputFile, InterchangeError, Reading
from annotate.model import ADJUDICATION, AUTHOR, Annotation, Document, Layer, Revision, SentenceAnnotation
from annotate.model.assignments import Assignment
from annotate.model.claim_links import Place, claims_by_place, place_of
from annotate.model.current import latest
from annotate.model.documents import text_sha256
from annotate.project.dump_beside import DumpBeside, split_off_dump
from annotate.project.imported_suggestions import StoredSuggestion, SuggestionFile
from annotate.project.people import require_names_of_import
from annotate.project.segmentation import make_revision
from annotate.schema import Schema
from annotate.store import Store, timestamp_after
from annotate.store.rows import timestamp

if TYPE_CHECKING:
    from annotate.project import Project

As = Literal["suggestions", "decisions"]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The choices of an import; see `Project.import_files`."""

    choices: Choices = field(default_factory=Choices)
    format: str | None = None
    reads: ReadOptions = field(default_factory=ReadOptions)
    as_: As | None = None
    annotators: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import.

    format: the format of the files.
    documents: the number of documents in them. added: those that are new here.
    decisions: the number of decisions that are new here. known: of those that were there already.
    kept: the number of sentences with a newer decision here, which were left as they are.
    finished: the new decisions on sentences that are finished; the others are open.
    annotators: the new decisions by annotator. suggestions: the number of suggestions by the name of who suggests.
    losses: what of the files has no place here. notices: remarks for people.
    dry_run: True if nothing was stored.
    """

    format: str
    documents: int
    added: tuple[str, ...]
    decisions: int
    known: int
    kept: int
    finished: int
    annotators: Mapping[str, int]
    suggestions: Mapping[str, int]
    losses: tuple[Loss, ...]
    notices: tuple[str, ...]
    dry_run: bool = False


def read_input(paths: Iterable[Path]) -> list[InputFile]:
    """Return the files at paths, those in folders and in zip files too. Raises InterchangeError, OSError."""
    files: list[InputFile] = []
    for path in paths:
        if str(path) == "-":
            files.append(InputFile("stdin", sys.stdin.buffer.read()))
        elif path.is_dir():
            inside = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file.relative_to(path))]
            files += [InputFile(file.relative_to(path).as_posix(), file.read_bytes()) for file in inside]
        elif path.exists() and not path.is_file():
            raise InterchangeError(f"{path}: it is neither a file nor a folder; name the file that the other tool exported.")
        else:
            files.append(InputFile(path.name, path.read_bytes()))
    if not files:
        raise InterchangeError("there is no file to import; name the files that the other tool exported, or their folder.")
    return unpacked(files)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def import_files(project: Project, store: Store, files: Sequence[InputFile], options: ImportOptions) -> ImportResult:
    """Import files, all or nothing; see `Project.import_files`."""
    with paused_collection():
        return _import_files(project, store, files, options)


def _import_files(project: Project, store: Store, files: Sequence[InputFile], options: ImportOptions) -> ImportResult:
    files, dump = split_off_dump(files)
    if dump and not files:
        raise InterchangeError(f"{dump.name}: this is a dump of decisions, not a file of another tool; `annotate load` reads it.")
    format = load_format(options.format) if options.format else recognized(files)
    if format.read is None:
        raise InterchangeError(f"{format.title} can only be written, not read; name another format with --from.")
    reading = format.read(files, replace(options.reads, stored_text=partial(_stored_text, store)))
    job = _Import(store, project.schema, format, options, DumpBeside.read(dump, project.schema) if dump else None)
    for document in reading.documents:
        job.add(document)
    result = job.result(reading)
    if dump:
        job.require_soundness(dump.name)
    suggestions = SuggestionFile(project.suggestions).with_added(job.suggestions)
    if not options.dry_run:
        if job.documents or job.revisions or job.assignments:
            store.load(job.revisions, documents=job.documents, assignments=job.assignments)
        suggestions.write()
    return result


def _stored_text(store: Store, id: str) -> str | None:
    return store.document(id).text if store.stored_ids([id]) else None


def _same_place(start: int, end: int) -> tuple[int, int]:
    return start, end


class _Import:
    """The documents, decisions and suggestions of one import, before any of them is stored."""

    def __init__(self, store: Store, schema: Schema, format: Format, options: ImportOptions, dump: DumpBeside | None) -> None:
        self._store, self._schema, self._format, self._options, self._dump = store, schema, format, options, dump
        entries = store.documents()
        self._stored = frozenset(entry.id for entry in entries)
        self._ids = set(self._stored)
        hashes = store.text_hashes()
        self._by_hash = {text_hash: id for id, text_hash in reversed(hashes.items())}
        self._articles = StoredArticles(hashes, {e.id: e.sha256 for e in entries}, store.document)
        self._new_by_text: dict[str, Document] = {}
        self._now = store.now()
        self._counter = LossCounter()
        self._counts = Counter[str]()
        self._by_annotator = Counter[str]()
        self._names: dict[str, None] = {}
        self.documents: list[Document] = []
        self.revisions: list[Revision] = []
        self.assignments: list[Assignment] = []
        self.suggestions: dict[str, list[StoredSuggestion]] = {}

    # -- documents

    def add(self, foreign: ForeignDocument) -> None:
        """Read one document with all of its sets."""
        self._counts["documents"] += 1
        foreign = renamed(foreign, self._options.choices, self._schema, self._counter)
        document = self._document(foreign)
        place = Anchoring(foreign.text, document.text).place
        choices = self._options.choices

        def reader(annotations: ForeignSet) -> SetReader:
            return SetReader(document, annotations, place, self._schema, choices, self._counter, tool=self._format.name)

        decisions: dict[tuple[str, Layer], list[ForeignSet]] = defaultdict(list)
        for made in foreign.sets:
            if self._options.as_ == "suggestions" or (made.agent and self._options.as_ is None):
                self._suggest(document, self._agent(made), reader(made).suggestions())
            else:
                decisions[self._annotator(foreign, made), made.layer].append(made)
        for (annotator, layer), sets in decisions.items():
            # Of several annotations of one person in one document the newest counts, as among decisions here.
            *older, newest = sorted(sets, key=lambda made: made.created)
            for made in older:
                number = len(made.spans) or 1
                self._counter.lose(
                    "history", f"{document.id}: {annotator}", "the newest of a person's annotations counts", number
                )
            self._decide(document, annotator, layer, newest, list(reader(newest).annotations()))

    def _document(self, foreign: ForeignDocument) -> Document:
        """Return the stored article that a foreign document is, else a new one."""
        path = f"{self._format.name}:{foreign.id}"
        article = self._new_by_text.get(foreign.text)
        if article is not None:
            return article
        if (same := self._by_hash.get(text_sha256(foreign.text))) is not None:
            return self._counting_boundaries(foreign, self._store.document(same))
        fresh = LossCounter()
        article = new_article(foreign, path, fresh)
        found = self._articles.find(article)
        if found is not None:
            stored = self._store.document(found.id)
            if not found.same_text:
                self._counter.lose(
                    "text.changed", foreign.id, "the stored article is another version; spans are found by their text"
                )
            return stored
        self._counter.absorb(fresh)
        id = next(id for number in count(1) if (id := article.id if number == 1 else f"{article.id}-{number}") not in self._ids)
        article = article.renamed(id)
        self._ids.add(id)
        self._new_by_text[foreign.text] = article
        self.documents.append(article)
        return article

    def _counting_boundaries(self, foreign: ForeignDocument, stored: Document) -> Document:
        """Return a stored document after counting the sentences that begin or end elsewhere there."""
        boundaries = {(sentence.start, sentence.end) for sentence in stored.sentences}
        for place in foreign.sentences:
            self._counter.count("sentence.boundaries", place in boundaries, f"{stored.id}:{place[0]}")
        return stored

    # -- people

    def _annotator(self, foreign: ForeignDocument, annotations: ForeignSet) -> str:
        theirs = annotations.annotator or annotations.agent
        name = self._options.annotators.get(theirs) or self._options.annotators.get("*") or theirs
        if not name:
            raise InterchangeError(f"{foreign.id}: the file does not say who annotated; name the person: --annotators NAME.")
        self._names.setdefault(name)
        return name

    def _agent(self, annotations: ForeignSet) -> str:
        theirs = annotations.agent or annotations.annotator
        name = self._options.annotators.get(theirs) or self._options.annotators.get("*") or theirs or self._format.name
        return name.replace("@", " ").replace("#", " ").strip() or self._format.name

    # -- decisions

    def _decide(
        self, document: Document, annotator: str, layer: Layer, annotations: ForeignSet, imported: Sequence[Imported]
    ) -> None:
        stored: Iterable[Revision] = ()
        if document.id in self._stored:
            adjudicated = layer == ADJUDICATION
            stored = self._store.adjudications(document.id) if adjudicated else self._store.history(document.id, annotator)
        history: dict[str, list[Revision]] = defaultdict(list)
        for revision in stored:
            history[revision.sentence].append(revision)
        if self._dump is not None:
            imported = [self._dump.preferred(document, annotations.annotator, layer, item) for item in imported]
            given = self._dump.assignments.get((document.text_sha256, annotations.annotator), ())
            self.assignments += [replace(one, document=document.id, annotator=annotator) for one in given]
        current = {sentence: latest(of_sentence)[sentence] for sentence, of_sentence in history.items()}
        said: dict[str, object] = {}

        def is_new(item: Imported) -> bool:
            if self._is_known(item, current.get(item.sentence.id)):
                return False
            return not said or said.get(item.sentence.id, "") != _content(item.annotation)

        new = list(filter(is_new, imported))
        if new and current:
            said = self._as_the_format_has_them(document, annotator, layer, current.values())
            new = list(filter(is_new, new))
            new = list(filter(is_new, self._with_targets(document, layer, new, history, current)))
        self._counts["known"] += len(imported) - len(new)
        for item in new:
            self._decide_sentence(document, annotator, layer, item, history[item.sentence.id])

    def _with_targets(
        self,
        document: Document,
        layer: Layer,
        new: Sequence[Imported],
        history: Mapping[str, Sequence[Revision]],
        current: Mapping[str, Revision],
    ) -> list[Imported]:
        """Return what is imported without the links to claims that a newer decision here does not have.

        Decisions that stay here lose their links to claims that are replaced. What is lost is counted.
        """
        stored = {sentence: revision.annotation for sentence, revision in current.items() if revision.annotation is not None}
        if not any(annotation.links for annotation in (*stored.values(), *(item.annotation for item in new))):
            return list(new)
        replacing = [item for item in new if not self._yields(item, history[item.sentence.id])]
        after = stored | {item.sentence.id: item.annotation for item in replacing}
        there = claims_by_place(after).keys()
        gone = claims_by_place(stored).keys() - there
        for sentence in sorted(stored.keys() - {item.sentence.id for item in replacing}):
            revision = current[sentence]
            before = SentenceAnnotation(stored[sentence], revision.origins)
            entry = self._unlinked(document, sentence, before, gone.__contains__)
            if entry is not before:
                created = timestamp_after(revision.created, self._now)
                version = self._schema.version
                self.revisions.append(
                    make_revision(layer, document, revision.annotator, created, "fix", version, sentence, entry)
                )
        kept: list[Imported] = []
        for item in new:
            given = SentenceAnnotation(item.annotation, item.origins)
            entry = self._unlinked(document, item.sentence.id, given, lambda place: place not in there)
            kept.append(item._replace(annotation=entry.annotation, origins=entry.origins))
        return kept

    def _unlinked(
        self, document: Document, sentence: str, entry: SentenceAnnotation, is_gone: Callable[[Place], bool]
    ) -> SentenceAnnotation:
        """Return an annotation without its links to claims that are gone, which are counted; the same object if it has none."""
        gone = {link.key for link in entry.annotation.links if is_gone(place_of(link.target))}
        if not gone:
            return entry
        self._counter.lose("link", f"{document.id}: {sentence}", "the earlier claim is not in the newer decision", len(gone))
        links = tuple(link for link in entry.annotation.links if link.key not in gone)
        origins = tuple(origin for origin in entry.origins if origin.item not in gone)
        return SentenceAnnotation(replace(entry.annotation, links=links), origins)

    def _yields(self, item: Imported, history: Sequence[Revision]) -> bool:
        """Return whether the newest decision here, made by hand, counts rather than what is imported."""
        newest = max(history, key=lambda revision: revision.created, default=None)
        if newest is None or newest.action == "import":
            return False
        return self._was_imported(item, history) or self._timestamp(item.created) <= newest.created

    def _was_imported(self, item: Imported, history: Sequence[Revision]) -> bool:
        return any(self._is_known(item, r) for r in history if r.action == "import" and r.annotation is not None)

    @staticmethod
    def _is_known(item: Imported, stored: Revision | None) -> bool:
        return stored is not None and _content(stored.annotation) == _content(item.annotation)

    def _as_the_format_has_them(
        self, document: Document, annotator: str, layer: Layer, current: Iterable[Revision]
    ) -> dict[str, object]:
        """Return what would be imported, by sentence, if the decisions here were exported to the format: it says nothing new."""
        by_sentence = {revision.sentence: revision.annotation for revision in current}
        decisions = tuple(
            Decision(sentence, annotation)
            for sentence in document.sentences
            if (annotation := by_sentence.get(sentence.id)) is not None
        )
        if not decisions:
            return {}
        foreign = foreign_document(document, [DecisionSet(annotator, decisions, layer)])
        kept = flattened(projected(foreign, self._format), self._format.shape)
        uncounted, tool = LossCounter(), self._format.name
        read = [
            SetReader(document, made, _same_place, self._schema, self._options.choices, uncounted, tool=tool)
            for made in renamed(kept, Choices(), self._schema, uncounted).sets
        ]
        return {item.sentence.id: _content(item.annotation) for reader in read for item in reader.annotations()}

    def _decide_sentence(
        self, document: Document, annotator: str, layer: Layer, item: Imported, history: Sequence[Revision]
    ) -> None:
        newest = max(history, key=lambda revision: revision.created, default=None)
        created = self._timestamp(item.created)
        if self._yields(item, history):  # known: it was imported before, and changed by hand since
            self._counts["known" if self._was_imported(item, history) else "kept"] += 1
            return
        if newest is not None and created <= newest.created:
            created = timestamp_after(newest.created, self._now)
        self._counts["decisions"] += 1
        self._counts["finished"] += item.annotation.label is not None
        self._by_annotator[annotator] += 1
        entry = SentenceAnnotation(item.annotation, item.origins)
        self.revisions.append(
            make_revision(
                layer, document, annotator, created, "import", self._schema.version, item.sentence.id, entry, item.seconds or 0.0
            )
        )

    def _timestamp(self, given: str) -> str:
        """Return the time of a decision as it is stored: the tool's own if it is one, and not in the future."""
        try:
            moment = datetime.fromisoformat(given)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return timestamp(self._now)
        return timestamp(min(moment, self._now))

    # -- suggestions

    def _suggest(self, document: Document, agent: str, suggested: Iterable[ImportedSuggestion]) -> None:
        for item in suggested:
            suggestion = replace(item.suggestion, rule=agent)
            self.suggestions.setdefault(agent, []).append(
                StoredSuggestion(document.text_sha256, suggestion, item.answers, self._format.name, item.id)
            )

    # -- the result

    def require_soundness(self, dump: str) -> None:
        """Raise InterchangeError if a decision is wrong in itself, as one from a dump that was edited may be."""
        from annotate.checks import check_revisions, severity  # 10 ms, and few files come with a dump

        documents = {document.id: document for document in self.documents}
        problems = check_revisions(self.revisions, lambda id: documents.get(id) or self._store.document(id), self._schema, dump)
        wrong = next((problem for problem in problems if severity(problem) == "error"), None)
        if wrong is not None:
            raise InterchangeError(f"{dump}: {wrong.message}; remove the dump to import without it.")

    def result(self, reading: Reading) -> ImportResult:
        """Return what was imported."""
        require_names_of_import(self._store, self._names)
        return ImportResult(
            self._format.name,
            self._counts["documents"],
            tuple(document.id for document in self.documents),
            self._counts["decisions"],
            self._counts["known"],
            self._counts["kept"],
            self._counts["finished"],
            dict(self._by_annotator),
            {agent: len(made) for agent, made in self.suggestions.items()},
            merged_losses((*reading.losses, *self._counter.losses())),
            tuple(self._notices(reading)),
            self._options.dry_run,
        )

    def _notices(self, reading: Reading) -> Iterator[str]:
        yield from reading.notices
        if self._counts["kept"]:
            yield f"{self._counts['kept']} sentences have newer decisions here, which are left as they are."


def _content(annotation: Annotation | None) -> object:
    """Return what an annotation says, whatever the numbers of its claims and sources."""
    if annotation is None:
        return None
    sources = {
        source.id: (source.id == AUTHOR, source.name, source.mention, tuple(sorted(source.attributes.items())))
        for source in annotation.sources
    }
    stances = defaultdict(list)
    for stance in annotation.stances:
        said = stance.label, stance.cue, tuple(sorted(stance.attributes.items())), sources.get(stance.source)
        stances[stance.claim].append(repr(said))
    claims = [
        (repr(claim.spans), tuple(sorted(claim.attributes.items())), tuple(sorted(stances[claim.id])))
        for claim in annotation.claims
    ]
    spans = {claim.id: claim.spans for claim in annotation.claims}
    return (
        annotation.label,
        annotation.flag,
        annotation.note,
        tuple(sorted(annotation.attributes.items())),
        sorted(map(repr, claims)),
        sorted(map(repr, sources.values())),
        sorted(repr((spans.get(link.claim), link.target, link.label)) for link in annotation.links),
    )
