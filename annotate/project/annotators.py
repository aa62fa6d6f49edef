"""Annotators listed, renamed, merged and forgotten, in the store and in the files beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from annotate.dataset.state import ExportState
from annotate.errors import StoreError
from annotate.model.people import name_key, second_spellings
from annotate.project.description import rename_in_description
from annotate.store import Merged, Person, outbox
from annotate.store.people import new_pseudonym
from annotate.text.terminal import shell_word, show

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.store import Store


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The result of forgetting an annotator.

    pseudonym: the name that takes the place of theirs where anything is kept.
    renamed: the number of records that have the pseudonym now; 0 if they were deleted.
    deleted: the numbers of deleted records, by table; empty if they were kept.
    """

    pseudonym: str
    renamed: int
    deleted: Mapping[str, int]


def list_annotators(project: Project, store: Store) -> tuple[Person, ...]:
    """Return everybody whose name is in the store or in the key to the pseudonyms of the dataset, by name.

    Raises StoreError, and ExportError if the key cannot be read.
    """
    stored = store.annotators()
    only_in_key = ExportState(project.output).names - {person.name for person in stored}
    return tuple(sorted((*stored, *(Person(name, 0, 0, 1, None) for name in only_in_key))))


def rename_annotator(project: Project, store: Store, old: str, new: str, author: str) -> int:
    """Give an annotator another name, and return the number of records in the store that have it now.

    Raises StoreError if nobody has the old name, if the new one is empty or known already in any spelling but the old one's, or
    if the annotator has a document open; ExportError if the key to the pseudonyms cannot be changed.
    """
    names, state = _open(project, store, old)
    if not name_key(new):
        raise StoreError("the new name is empty; give another one")
    others = names - {old}
    first = new if new in others or new == old else next((first for _, first in second_spellings([new], others)), None)
    if first == old:
        raise StoreError(f"{_quoted(old)} is the name already")
    if first is not None and old in _stored_names(store):
        spelling = "" if first == new else f"another spelling of {_quoted(first)}, who is "
        raise StoreError(
            f"{_quoted(new)} is {spelling}known already; to bring the two together: annotate annotators merge {shell_word(old)} "
            f"{shell_word(first)}"
        )
    # A name that is only in the key is an annotator whom a colleague has renamed in the database.
    rows = store.rename_person(old, new, author) if old in _stored_names(store) else 0
    _rename_in_files(project, state, old, new)
    return rows


def merge_annotators(project: Project, store: Store, source: str, target: str, author: str) -> Merged:
    """Give everything of `source` to `target`: both are one person.

    All decisions of both are kept, in the order of time, and the newest of each sentence counts. Raises the errors of
    `rename_annotator`.
    """
    require_mergeable(store, source, target)
    _, state = _open(project, store, source, target)
    merged = store.merge_people(source, target, author)
    _rename_in_files(project, state, source, target)
    return merged


def require_mergeable(store: Store, source: str, target: str) -> None:
    """Raise StoreError if there is nothing to merge, or nobody to merge it with."""
    names = _stored_names(store)
    for name in (source, target):
        _require_person(name, names)
    if source == target:
        raise StoreError(f"{_quoted(source)} cannot be merged with itself; name two annotators")


def shared_sentences(store: Store, source: str, target: str) -> int:
    """Return the number of sentences on which two annotators both decided. Raises StoreError as `require_mergeable` does."""
    require_mergeable(store, source, target)
    first, second = ({(d.document, d.start) for d in store.decided(name)} for name in (source, target))
    return len(first & second)


def forget_annotator(project: Project, store: Store, name: str, author: str, *, delete: bool = False) -> Forgotten:
    """Put a random pseudonym in place of an annotator's name or, with `delete`, delete everything that they decided.

    Raises StoreError if nobody has the name, if they have a document open, or if the plan does not work without them; ExportError
    if the key to the pseudonyms cannot be changed.
    """
    names, state = _open(project, store, name)
    pseudonym = new_pseudonym(names)
    renamed, deleted = 0, {}
    if name in _stored_names(store):
        author = pseudonym if author == name else author
        if delete:
            deleted = dict(store.delete_person(name, pseudonym, author))
        else:
            renamed = store.rename_person(name, pseudonym, author, "pseudonymised")
    # Also after deleting: the pseudonym in published datasets must not be given to anybody else.
    _rename_in_files(project, state, name, pseudonym)
    return Forgotten(pseudonym, renamed, deleted)


def _open(project: Project, store: Store, *people: str) -> tuple[frozenset[str], ExportState]:
    """Send what waits, and return all names and the key to the pseudonyms.

    Raises StoreError if a person is not known, or has decisions that wait in another window.
    """
    outbox.send(project.unsent, store)
    state = ExportState(project.output)
    names = _stored_names(store) | state.names
    for person in people:
        _require_person(person, names)
    if waiting := outbox.waiting_people(project.unsent, store).intersection(people):
        raise StoreError(f"decisions of {_quoted(min(waiting))} wait to be sent in another window; close it there first")
    return names, state


def _stored_names(store: Store) -> frozenset[str]:
    return frozenset(person.name for person in store.annotators())


def _require_person(name: str, names: frozenset[str]) -> None:
    if name not in names:
        similar = [first for _, first in second_spellings([name], names)] or get_close_matches(name, sorted(names))
        hint = f"did you mean {' or '.join(map(_quoted, similar))}?" if similar else "see `annotate annotators list`"
        raise StoreError(f"nobody is called {_quoted(name)} here; {hint}")


def _rename_in_files(project: Project, state: ExportState, old: str, new: str) -> None:
    """Rename an annotator in the key to the pseudonyms and in the description of the dataset."""
    state.rename(old, new)
    state.write()
    rename_in_description(project.description_path, old, new)


def _quoted(name: str) -> str:
    return f"'{show(name)}'"
