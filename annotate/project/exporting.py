"""The dataset made from a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotate._version import __version__
from annotate.articles.near_duplicates import NearDuplicates
from annotate.dataset import Export, ExportOptions, export
from annotate.dataset.options import ExportFormat
from annotate.dataset.other_formats import converting
from annotate.errors import DamagedError, ExportError
from annotate.model.current import newest
from annotate.project.agreement import Choice, chosen_documents
from annotate.project.checking import ProblemsError, find_problems
from annotate.project.decisions import decided_documents
from annotate.project.links import link_layer
from annotate.project.numbering import numbering_problem
from annotate.schema import Schema
from annotate.store import BatchReader, Store
from annotate.workers.pool import cores

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement
    from annotate.dataset.silver import Silver
    from annotate.project.imported_suggestions import SuggestionFile
    from annotate.project.ingest import SignatureCache

_MAX_PROCESSES = 2  # each takes some 400 MB


def export_dataset(
    store: Store,
    url: str | Path,
    schema: Schema,
    target: Path,
    options: ExportOptions | None,
    *,
    format: ExportFormat,
    excel: bool,
    output: Path,
    signatures: SignatureCache,
    description: Mapping[str, str],
    suggestions: SuggestionFile,
    progress: Callable[[int, int], None],
) -> Export:
    """Write the dataset, or another `format` of it, to the folder `target`, whole or not at all.

    Args:
        store: the store to export.
        url: where other processes open the same store.
        schema: the label scheme.
        target: the folder to write.
        options: the options of the dataset; None for the defaults.
        format: dataset, jsonl, csv or spacy.
        excel: write CSV files for a spreadsheet; see `annotate.dataset.other_formats.convert`.
        output: the project's folder for what the next export must know: splits and pseudonyms.
        signatures: the cache by which near-duplicates are found.
        description: what people said about the dataset.
        suggestions: the suggestions of language models and other programs.
        progress: called with the number of articles done and of all articles.

    Raises:
        ProblemsError: the data to export has problems.
        ExportError: the dataset cannot be written.
        StoreError: the store cannot be read.
    """
    with closing(BatchReader(url)) as read, converting(target, format, excel=excel) as (folder, as_text):
        # The export looks for trouble fast and roughly. Where it suspects any, everything is checked with care, once.
        options = options or ExportOptions()
        if options.silver and format == "spacy":
            raise ExportError("Files for spaCy have no place for suggestions; export in another format to have them.")
        if not options.renumber and (problem := numbering_problem(schema, output, output / "dataset")):
            raise ExportError(problem)
        require_no_problems = cache(partial(_require_no_problems, store, schema))
        if any(store.check_integrity(unread=True)):
            require_no_problems()
        decided = decided_documents(store)
        try:
            layer = link_layer(store, schema, options.gold)
            done = export(
                folder,
                store.parts(documents=decided),
                schema,
                options,
                read=read,
                state_folder=output,
                tool=__version__,
                near_duplicates=_near_duplicates(store, signatures, None if options.silver else decided),
                on_suspicion=require_no_problems,
                agreement=partial(_agreement, store, schema, options),
                description=description,
                people=[person.name for person in store.annotators()] if description else (),
                layer=None if format == "spacy" else layer,
                silver=_silver(store, url, schema, options, suggestions) if options.silver else None,
                selections=store.selections(),
                articles=len(decided),
                undecided=[id for part in store.parts() for id in part if id not in decided],
                jobs=min(cores(), _MAX_PROCESSES),
                progress=progress,
            )
        except DamagedError:
            require_no_problems()  # names all that is damaged, not only what was read first
            raise
    left_out = dict(done.left_out)
    if layer and format == "spacy":
        left_out["pairs of linked claims, for which files for spaCy have no place"] = len(layer.pairs)
    return replace(done, path=target.resolve(), as_text=tuple(as_text), left_out=left_out)


def _require_no_problems(store: Store, schema: Schema) -> None:
    """Check every decision that counts. Raises ProblemsError."""
    if problems := find_problems(store, schema, store.current(), newest(store.adjudications()).values()):
        raise ProblemsError("nothing was exported; `annotate check` shows the same.", problems)


def _agreement(store: Store, schema: Schema, options: ExportOptions) -> Agreement | None:
    """Return the agreement on exported articles that several annotators labelled; None if there are none."""
    annotators = Counter(tally.document for tally in store.tally())
    shared = frozenset(id for id, number in annotators.items() if number > 1) - set(options.leave_out)
    if options.documents:
        shared &= set(options.documents)
    if not shared:
        return None
    from annotate.agreement.agreement import AgreementOptions, agree_on  # with numpy, 100 ms

    choice = Choice(options.annotators, options.leave_out_annotators, options.only)
    documents = partial(chosen_documents, store, schema, shared, choice)
    return agree_on(documents, schema, AgreementOptions(by=("blind",)))


def _silver(store: Store, url: str | Path, schema: Schema, options: ExportOptions, suggestions: SuggestionFile) -> Silver:
    """Return what is suggested for articles that nobody labelled."""
    from annotate.project.silver import silver  # with the rules, 20 ms

    return silver(store, url, schema, options, min(cores(), _MAX_PROCESSES), suggestions)


def _near_duplicates(store: Store, signatures: SignatureCache, documents: Collection[str] | None) -> list[tuple[str, str, float]]:
    """Return pairs of stored articles, all or some, that are nearly the same, or one in the other, with the share from 0 to 1."""
    entries = sorted(store.documents(), key=lambda entry: entry.id)
    stored = {entry.id: entry.sha256 for entry in entries if documents is None or entry.id in documents}
    duplicates = NearDuplicates(stored, store.document, signatures.read())
    pairs = list(duplicates.pairs())
    signatures.save(duplicates)
    return pairs
