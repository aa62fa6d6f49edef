"""Annotators compared: with each other, with themselves, and with the gold of the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from annotate.errors import AnnotateError
from annotate.model import Document
from annotate.project.decisions import gold_of_document, require_known
from annotate.schema import Schema

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement, AgreementOptions
    from annotate.agreement.annotators import AgainstGold
    from annotate.agreement.disagreements import Disagreement
    from annotate.store import Store

ArticleRecords = tuple[Document, Iterator[Mapping[str, Any]]]
"""A document with the newest decisions on it, as JSON."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of decisions to compare.

    annotators: the only annotators; empty for all. leave_out: annotators who are left out.
    only: the provenances of gold of the only sentences that are compared, such as ``adjudicated``; empty for all sentences.
    """

    annotators: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


def chosen_documents(store: Store, schema: Schema, ids: Collection[str], choice: Choice) -> Iterator[ArticleRecords]:
    """Return documents with these ids, each with those of the newest decisions on it that are chosen, in the order of ids.

    A document without decisions is included, because documents are resampled, but its text is not read.
    """
    left = sorted(ids, reverse=True)
    for document, records in store.annotated_documents(ids):
        yield from _without_decisions(left, document.id)
        own = (
            record
            for record in records
            if record["annotator"] not in choice.leave_out and (not choice.annotators or record["annotator"] in choice.annotators)
        )
        if choice.only:
            gold = gold_of_document(store, document.id, schema)
            own = (record for record in own if (g := gold.get(record["sentence"])) and g.provenance in choice.only)
        yield document, own
    yield from _without_decisions(left, None)


def _without_decisions(left: list[str], until: str | None) -> Iterator[ArticleRecords]:
    """Pop ids from the end of a list until `until` is popped (None pops all), and yield an empty document for each before it."""
    while left and (id := left.pop()) != until:
        yield Document(id, path="", sha256="", text="", blocks=(), sentences=()), iter(())


def measure_agreement(
    store: Store, schema: Schema, documents: Iterable[str], options: AgreementOptions | None, choice: Choice | None = None
) -> Agreement:
    """Return the agreement of annotators in these documents, all if there are none.

    Raises StoreError if a document, annotator or adjudicator is not known.
    """
    from annotate.agreement.agreement import AgreementOptions, agree_on  # with numpy, 100 ms

    options = options or AgreementOptions()
    choice = choice or Choice()
    ids = _compared_documents(store, documents, (*options.adjudicators, *choice.annotators, *choice.leave_out))
    return agree_on(partial(chosen_documents, store, schema, frozenset(ids), choice), schema, options)


def measure_repeat_agreement(
    store: Store, schema: Schema, documents: Iterable[str], options: AgreementOptions | None
) -> Agreement:
    """Return the agreement of annotators with themselves, on sentences they decided again a day later or more.

    Raises StoreError if a document is not known.
    """
    from annotate.agreement.annotators import agree_again

    ids = _compared_documents(store, documents)
    return agree_again(map(store.document, ids), chain.from_iterable(map(store.revisions, ids)), schema, options)


def list_disagreements(
    store: Store, schema: Schema, documents: Iterable[str], adjudicators: Iterable[str], examples: int
) -> tuple[Disagreement, ...]:
    """Return the disagreements of annotators by kind, the most frequent first, each with up to `examples` examples.

    Raises StoreError if a document or adjudicator is not known.
    """
    from annotate.agreement.disagreements import find_disagreements_in  # with numpy, 100 ms

    left_out, named = frozenset(adjudicators), tuple(documents)
    ids = _compared_documents(store, named, left_out)
    parts = [frozenset([id]) for id in ids] if named else [None]  # in the order in which they are named
    return find_disagreements_in(chain.from_iterable(map(store.annotated_documents, parts)), schema, left_out, examples)


def compare_annotators_with_gold(store: Store, schema: Schema) -> tuple[AgainstGold, ...]:
    """Return the comparison of each annotator with the gold of the plan. Raises AnnotateError if there is none, StoreError."""
    from annotate.agreement.annotators import compare_with_gold  # with numpy, 100 ms

    plan = store.plan()
    if plan is None or not plan.gold:
        raise AnnotateError("the plan has no gold to compare with; `annotate assign --overlap K --gold DOC --gold-by NAME`")
    revisions = [revision for document in plan.gold for revision in store.current(document)]
    return tuple(compare_with_gold([store.document(id) for id in plan.gold], revisions, schema, plan.gold_by))


def _compared_documents(store: Store, documents: Iterable[str], adjudicators: Iterable[str] = ()) -> Sequence[str]:
    """Return the named documents, each once, or all. Raises StoreError if one of them or an adjudicator is not known."""
    named = tuple(dict.fromkeys(documents))
    for document in named:
        require_known(store, document, None)
    for adjudicator in adjudicators:
        require_known(store, None, adjudicator)
    return named or tuple(entry.id for entry in store.documents())
