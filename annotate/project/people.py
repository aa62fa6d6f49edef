"""Annotators and adjudicators by name: one spelling for each, and no two people under one name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from annotate.errors import StoreError
from annotate.model import Revision
from annotate.model.assignments import Assignment
from annotate.model.links import Link
from annotate.model.people import BY_PEOPLE, CLOCK_TOLERANCE, name_key, second_spellings
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.store import Store

Record = Revision | Link | Assignment
"""A record of a dump that is a person's."""

_R = TypeVar("_R", bound=Record)


class Login(NamedTuple):
    """The way in which this computer works in a database.

    role: the role that logged in, None if the store is a file.
    clock_offset: the time by which the server's clock is ahead of this computer's.
    """

    role: str | None
    clock_offset: timedelta


def read_login(store: Store | None) -> Login:
    """Return the role and the difference of clocks of a store. Raises StoreError."""
    return Login(store.role(), store.clock_offset()) if store is not None else Login(None, timedelta(0))


def clock_warning(offset: timedelta) -> str:
    """Return a warning about a clock that differs from the server's by so much; an empty text if it hardly does.

    >>> clock_warning(timedelta(hours=-96))
    "This computer's clock is 4 days ahead of the database server's, whose time counts; set it."
    """
    if abs(offset) <= CLOCK_TOLERANCE:
        return ""
    seconds = abs(offset).total_seconds()
    units = {"day": 86_400, "hour": 3600, "minute": 60}
    unit, size = next((unit, size) for unit, size in units.items() if seconds >= size)
    number = round(seconds / size)
    direction = "ahead of" if offset < timedelta(0) else "behind"
    amount = f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"This computer's clock is {amount} {direction} the database server's, whose time counts; set it."


class RefusedNameError(StoreError):
    """A name is empty, or another spelling of one that is known."""


def require_name(store: Store | None, name: str, option: str) -> None:
    """Raise RefusedNameError if an annotator or adjudicator, given by `option`, has no name or is known by another spelling."""
    if not name_key(name):
        raise RefusedNameError(f"the {option.removeprefix('--')}'s name is empty; give one with {option}")
    if store is None or store.knows(name):
        return
    plan = store.plan()
    planned = plan.annotators if plan else ()
    for _, first in second_spellings([name], (*store.people(), *planned)):
        raise RefusedNameError(f"{_quoted(name)} is another spelling of {_quoted(first)}; use {option} {_quoted(first)}")


def require_plan_names(store: Store, names: Sequence[str]) -> None:
    """Raise StoreError if one of the annotators of a plan is another spelling of one before, or of one who decided anything."""
    for name, first in second_spellings(names, store.people()):
        raise StoreError(f"{_quoted(name)} is another spelling of {_quoted(first)}; name {_quoted(first)} in the plan, once")


def rename_annotators(records: Sequence[_R], renamings: Iterable[tuple[str, str]]) -> list[_R]:
    """Return records under other names, given after the names that they have; an empty one means the only name there.

    Raises StoreError if a renaming does not say whose records it is about.
    """
    present = sorted({record.annotator for record in records})
    names: dict[str, str] = {}
    for old, new in renamings:
        if not old and len(present) > 1:
            listed = ", ".join(map(_quoted, present))
            raise StoreError(f"the dump has records of {listed}; say whose are {_quoted(new)}'s: --as {show(present[0])}=NAME")
        if old and old not in present:
            listed = ", ".join(map(_quoted, present)) or "nobody"
            raise StoreError(f"the dump has no records of {_quoted(old)}, so --as cannot rename them; it has those of {listed}")
        if not name_key(new):
            raise StoreError("the name to load decisions under is empty; give one with --as NAME")
        names |= {old or name: new for name in (present if not old else [old])}
    return [replace(record, annotator=names.get(record.annotator, record.annotator)) for record in records]


def require_dump_names(store: Store, records: Iterable[Record]) -> None:
    """Raise StoreError if a name in a dump is another spelling of one before it in the dump, or of one known here."""
    names = dict.fromkeys(record.annotator for record in records)
    for name in names:
        if not name_key(name):
            raise StoreError(f"nothing of the name {_quoted(name)} in the dump can be seen; load it with --as NAME")
    for name, first in second_spellings(names, store.people()):
        raise StoreError(
            f"{_quoted(name)} in the dump is another spelling of {_quoted(first)}; nothing was loaded: if they are one person, "
            f"load it with --as {_quoted(f'{name}={first}')}"
        )


def require_one_person(store: Store, revisions: Sequence[Revision]) -> None:
    """Raise StoreError if somebody decided on a sentence here and in a dump, each time without the other decision known.

    Of two histories of one person, one continues the other. Where each has decisions that the other does not have, two people
    have the same name, or one person worked in two clones. Only dumps of annotate are histories: what another program writes is
    its present state, so decisions by the same program replace each other.
    """
    loaded: dict[tuple[str, str, str], dict[str, str]] = {}
    for revision in revisions:
        if revision.action in BY_PEOPLE:
            loaded.setdefault((revision.layer, revision.annotator, revision.sentence), {})[revision.created] = revision.tool
    pairs = sorted({(revision.layer, revision.document, revision.annotator) for revision in revisions})
    apart: dict[str, list[str]] = {}
    for layer, document, annotator in pairs:
        stored: dict[str, dict[str, str]] = {}
        for sentence, created, action, tool in store.decision_times(layer, document, annotator):
            if action in BY_PEOPLE:
                stored.setdefault(sentence, {})[created] = tool
        for sentence, here in stored.items():
            there = loaded.get((layer, annotator, sentence), {})
            only_here, only_there = here.keys() - there.keys(), there.keys() - here.keys()
            tools = {here[created] for created in only_here} | {there[created] for created in only_there}
            if only_here and only_there and not _is_one_other_program(tools):
                apart.setdefault(annotator, []).append(sentence)
    for annotator, sentences in apart.items():
        more = f" and {len(sentences) - 1} more" if len(sentences) > 1 else ""
        raise StoreError(
            f"{_quoted(annotator)} decided on {show(store.numbered(sentences[0]))}{more} here and in the dump, "
            "neither knowing of the other; nothing was loaded: load the dump of another person with --as NAME, your own with "
            "--same-person"
        )


def _is_one_other_program(tools: Collection[str]) -> bool:
    """Return True if the tools of decisions are one program that is not annotate, whose tool is its version number."""
    return len(tools) == 1 and not any(tool[:1].isdigit() for tool in tools)


def _quoted(name: str) -> str:
    return f"'{show(name)}'"


def require_names_of_import(store: Store, names: Iterable[str]) -> None:
    """Raise RefusedNameError if an annotator of an imported file has no name, or is known here by another spelling."""
    names = list(names)
    for name in names:
        if not name_key(name):
            raise RefusedNameError(f"nothing of the name {_quoted(name)} can be seen; name the person with --annotators")
    for name, first in second_spellings(names, store.people()):
        theirs = _quoted(f"{name}={first}")
        raise RefusedNameError(f"{_quoted(name)} is another spelling of {_quoted(first)}; if they are one: --annotators {theirs}")
