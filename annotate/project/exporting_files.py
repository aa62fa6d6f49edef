"""Files for other annotation tools, with an exact account of what they cannot hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.dataset.atomic_folder import mark, replacing
from annotate.interchange.exported import Decision, DecisionSet, SuggestedClaims, foreign_document, unwritable_links
from annotate.interchange.format import Format, load_format
from annotate.interchange.losses import Loss, LossCounter, family, merged_losses
from annotate.interchange.projection import compare, hows, projected
from annotate.interchange.shapes import flattened
from annotate.interchange.values import PIECE, ForeignDocument, InterchangeError, OutputFile
from annotate.model import ADJUDICATION, ANNOTATION, Document, Revision
from annotate.model.current import newest
from annotate.model.ids import split_import_key
from annotate.project.decisions import all_revisions, decided_documents, gold_of_document
from annotate.project.dump_beside import DUMP
from annotate.project.dumps import corrected_versions, dump_lines
from annotate.project.imported_suggestions import StoredSuggestion, SuggestionFile
from annotate.schema import Schema
from annotate.store import Store

if TYPE_CHECKING:
    from annotate.project import Project

ALL = "all"
"""The kind of loss that stands for every one."""

_NEVER_HELD = {
    "history": "only the decisions that count are written",
    "origin": "the files say only what was decided",
    "link": "the earlier claim is not among the decisions that are written; a dump has the link",
}


@dataclass(frozen=True, slots=True)
class ForeignExportOptions:
    """The choices of an export to another tool.

    allow_loss: the kinds of loss that are allowed; ``all`` for every kind, ``claim.attribute`` for all answers about claims.
    with_dump: put a dump beside the files, from which everything can be read again.
    documents: the ids of the only articles to write; empty for all that somebody has decided on.
    leave_out: the ids of articles not to write.
    annotators: the only annotators whose decisions are written; empty for all.
    leave_out_annotators: the annotators whose decisions are not written.
    """

    allow_loss: frozenset[str] = frozenset()
    with_dump: bool = False
    documents: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    leave_out_annotators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignExport:
    """The result of an export: the format, the folder, its files, the number of articles, and what was lost."""

    format: str
    path: Path
    files: tuple[str, ...]
    documents: int
    losses: tuple[Loss, ...]


def export_files(project: Project, store: Store, name: str, target: Path, options: ForeignExportOptions) -> ForeignExport:
    """Write files for another tool, whole or not at all; see `Project.export_files`."""
    format = load_format(name)
    if format.write is None:
        raise InterchangeError(f"{format.title} can only be read, not written; choose another format.")
    schema = project.schema
    counter = LossCounter()
    documents = list(_documents(project, store, schema, format, options, counter))
    if not documents:
        raise InterchangeError(
            "there is nothing to export: nobody has decided anything in these articles yet; run annotate label."
        )
    kept = [projected(document, format) for document in documents]
    losses = merged_losses((*compare(documents, kept, hows(format)), *counter.losses(_NEVER_HELD)))
    refused = [loss for loss in losses if not _is_allowed(loss.kind, options.allow_loss)]
    if refused:
        raise LossRefusedError(format, refused)
    files = list(format.write([flattened(document, format.shape) for document in kept], schema))
    if options.with_dump:
        ids = {document.id for document in documents}
        lines = (line for id in sorted(ids) for line in _dump_lines(store, id))
        files.append(OutputFile(DUMP, b"".join(lines)))
    with replacing(target) as (folder, _):
        for file in files:
            path = folder / file.name
            if not path.resolve().is_relative_to(folder.resolve()):
                raise InterchangeError(f"{file.name}: a name in the project leads out of the folder; rename it first.")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
        mark(folder, {})
    return ForeignExport(format.name, target.resolve(), tuple(file.name for file in files), len(documents), losses)


def _is_allowed(kind: str, allowed: frozenset[str]) -> bool:
    return bool(allowed & {ALL, kind, family(kind)})


class LossRefusedError(InterchangeError):
    """Something would be lost that may not be: the losses that were not allowed."""

    def __init__(self, format: Format, losses: Sequence[Loss]) -> None:
        kinds = ", ".join(dict.fromkeys(family(loss.kind) for loss in losses))
        options = " ".join(f"--allow-loss {kind}" for kind in dict.fromkeys(family(loss.kind) for loss in losses))
        super().__init__(
            f"{format.title} cannot hold all of this ({kinds}), so nothing was written; if that may be lost: {options}"
        )
        self.losses = tuple(losses)


def _dump_lines(store: Store, document: str) -> Iterator[bytes]:
    revisions, versions = all_revisions(store, document, None), corrected_versions(store, document, None)
    yield from dump_lines(store, revisions, versions, assignments=store.assignments(document))


# -- what is exported ----------------------------------------------------------------------------------------------------


def _documents(
    project: Project, store: Store, schema: Schema, format: Format, options: ForeignExportOptions, counter: LossCounter
) -> Iterator[ForeignDocument]:
    for id in options.documents:
        store.document(id)  # raises StoreError if there is none
    suggested = {id for text in SuggestionFile(project.suggestions).texts() for id in store.ids_by_text(text)}
    for id in sorted(set(options.documents) or decided_documents(store) | suggested):
        if id in options.leave_out:
            continue
        document = store.document(id)
        sets = _gold_set(store, document, schema, counter) if format.gold else _sets(store, document, options, counter)
        suggestions = _suggestions(list(SuggestionFile(project.suggestions).read(document)), document)
        if any(decided.decisions for decided in sets) or suggestions or id in options.documents:
            yield foreign_document(document, sets, suggestions, tool=format.name)


def _sets(store: Store, document: Document, options: ForeignExportOptions, counter: LossCounter) -> list[DecisionSet]:
    """Return the decisions that count, by annotator, and then the adjudications; what never fits anywhere is counted."""
    histories: dict[tuple[bool, str], list[Revision]] = {}
    for revision in (*store.revisions(document.id), *store.adjudications(document.id)):
        if (options.annotators and revision.annotator not in options.annotators and revision.layer == ANNOTATION) or (
            revision.annotator in options.leave_out_annotators
        ):
            continue
        histories.setdefault((revision.layer == ADJUDICATION, revision.owner), []).append(revision)
    sets = []
    for (adjudicated, annotator), history in sorted(histories.items()):
        current = newest(history)
        if older := len(history) - len(current):
            counter.lose("history", f"{document.id}: {annotator or 'adjudications'}", number=older)
        decisions = []
        for sentence in document.sentences:
            made = current.get(sentence.id)
            if made is not None and made.annotation is not None:
                _count_origins(made, counter)
                decisions.append(Decision(sentence, made.annotation, made.origins, made.created, made.seconds))
        _count_links(decisions, counter)
        finished = sum(decision.annotation.label is not None for decision in decisions)
        layer = ADJUDICATION if adjudicated else ANNOTATION
        if decisions:
            sets.append(DecisionSet(annotator, tuple(decisions), layer, finished == len(document.sentences)))
    return sets


def _count_origins(revision: Revision, counter: LossCounter) -> None:
    """Count the origins that say more than that somebody typed it, or that it has an id of another tool."""
    told = [origin for origin in revision.origins if origin.how != "manual" and not split_import_key(origin.rule)[1]]
    if told:
        counter.lose("origin", revision.sentence, number=len(told))


def _count_links(decisions: Sequence[Decision], counter: LossCounter) -> None:
    for sentence, link in unwritable_links(decisions):
        how = f"in files, {PIECE!r} joins the pieces of one claim" if link.label == PIECE else ""
        counter.lose("link", f"{sentence.id}: {link.key}", how)


def _gold_set(store: Store, document: Document, schema: Schema, counter: LossCounter) -> list[DecisionSet]:
    """Return the gold labels as one set; the decisions that they are made of are counted as lost."""
    gold = gold_of_document(store, document.id, schema)
    decisions = []
    for sentence in document.sentences:
        revision = gold[sentence.id].revision if sentence.id in gold else None
        if revision is not None and revision.annotation is not None:
            decisions.append(Decision(sentence, revision.annotation))
    _count_links(decisions, counter)
    of_annotators = sum(1 for revision in store.current(document.id) if revision.annotation is not None)
    if of_annotators > len(decisions):
        counter.lose("annotator", document.id, "only the gold labels are written", of_annotators - len(decisions))
    return [DecisionSet("", tuple(decisions))] if decisions else []


def _suggestions(stored: Sequence[StoredSuggestion], document: Document) -> list[SuggestedClaims]:
    by_agent: dict[str, list[StoredSuggestion]] = {}
    for item in stored:
        by_agent.setdefault(item.suggestion.rule, []).append(item)
    return [
        SuggestedClaims(
            agent,
            tuple(
                (sentence, item.suggestion, item.answers)
                for item in items
                for sentence in document.sentences
                if sentence.start <= item.suggestion.spans[0].start < sentence.end
            ),
        )
        for agent, items in sorted(by_agent.items())
    ]
