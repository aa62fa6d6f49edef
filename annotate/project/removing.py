"""Documents removed from a project, after their decisions were written to a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import ProjectError
from annotate.project.article_files import file_of
from annotate.project.decisions import all_revisions
from annotate.project.dumps import corrected_versions, dump_lines, write_dump
from annotate.project.imported_suggestions import SuggestionFile
from annotate.store import ADJUDICATOR, Removed, outbox

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.store import Store


@dataclass(frozen=True, slots=True)
class Removal:
    """The result of a removal.

    removed: the number of rows that were removed.
    dump: the file with the decisions that were removed, None if there were none.
    present: the names of the removed articles' files that are still in the project: `annotate add` would read them again.
    """

    removed: Removed
    dump: Path | None
    present: tuple[str, ...]


def remove_documents(project: Project, store: Store, documents: Iterable[str], dump: Path | None, author: str) -> Removal:
    """Remove documents with everything about them, all or none; with decisions only if these can be written to `dump` first.

    Raises ProjectError if one is labelled and there is no `dump`, or if that file exists; StoreError if a document is unknown or
    somebody is labelling it; and OSError.
    """
    from annotate.project.llm_suggestions import forget_answers  # with what finds quotations, 30 ms

    chosen = list(dict.fromkeys(documents))
    outbox.send(project.unsent, store)
    read = [store.document(document) for document in chosen]
    paths = [document.path for document in read]
    texts = {document.text_sha256 for document in read}
    suggestions = SuggestionFile(project.suggestions).without(texts)
    with ExitStack() as locks:
        people = {tally.document: set[str]() for tally in store.tally()}
        for tally in store.tally():
            people[tally.document].add(tally.annotator)
        for document in chosen:
            for name in sorted({*people.get(document, ()), ADJUDICATOR}):
                locks.enter_context(store.lock_document(document, name))
        decisions = {document: sum(1 for _ in all_revisions(store, document, None)) for document in chosen}
        written = _write_dump(project, store, decisions, dump)
        removed = store.remove_documents(decisions, author, datetime.now(UTC))
        suggestions.write()
        forget_answers(project.output, texts)
    present = tuple(dict.fromkeys(file for path in paths if (project.root / (file := file_of(path))).is_file()))
    return Removal(removed, written, present)


def _write_dump(project: Project, store: Store, decisions: dict[str, int], dump: Path | None) -> Path | None:
    """Write the decisions on documents to a file, and return it; None if there are no decisions."""
    labelled: Sequence[str] = [document for document, number in decisions.items() if number]
    if not labelled:
        return None
    if dump is None:
        names = ", ".join(labelled)
        raise ProjectError(f"{names} has labels, which would be removed, too; --labelled FILE writes them to a file first.")
    if dump.exists():
        raise ProjectError(f"{dump} exists already, and may be the only copy of other labels; name another file.")
    revisions = (revision for document in labelled for revision in all_revisions(store, document, None))
    versions = (version for document in labelled for version in corrected_versions(store, document, None))
    links = [link for link in store.links() if {link.first.document, link.second.document} & set(labelled)]
    assignments = (assignment for document in labelled for assignment in store.assignments(document))
    write_dump(dump, dump_lines(store, revisions, versions, links, assignments), project.database)
    return dump
