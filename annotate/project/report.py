"""The facts for a report about a project, or about a dataset that was exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.dataset.state import ExportState
from annotate.errors import ExportError
from annotate.model.current import LeftOut, drop_stale_records
from annotate.project.decisions import require_known
from annotate.report.articles import Article, GoldRecord, with_gold
from annotate.report.collect import Origin, ReportOptions, collect
from annotate.report.facts import Fact, Facts
from annotate.review.assignment import Plan
from annotate.schema import Schema

if TYPE_CHECKING:
    from annotate.store import DocumentEntry, Store


def report_on_store(
    store: Store,
    schema: Schema,
    name: str,
    output: Path,
    options: ReportOptions,
    *,
    anonymous: bool,
    progress: Callable[[int, int], None],
) -> Facts:
    """Return the facts about a project; with `anonymous`, annotators have the pseudonyms that they have in its dataset.

    `output` is the project's folder for what exports share. Raises StoreError if a document is not known or cannot be read,
    ExportError if the file of pseudonyms cannot be read.
    """
    for document in options.documents:
        require_known(store, document, None)
    entries = store.documents()
    people = sorted(store.people())
    if anonymous:
        options = replace(options, names=ExportState(output).pseudonyms(people))
    plan = store.plan()
    left_out: Counter[LeftOut] = Counter()

    def articles(ids: Collection[str] | None, exact: bool) -> Iterator[Article]:
        unread = Counter[LeftOut]()
        if not exact:
            left_out.clear()  # a pass over all articles may be repeated
        for document, records in store.decided_documents(ids):
            seconds = {(row.start, row.annotator): row.seconds for row in store.decided(document=document.id)}
            yield with_gold(document, records, seconds, schema, unread if exact else left_out, exact=exact)

    origin = Origin(
        kind="project",
        name=name,
        articles=len(entries),
        annotators=len({tally.annotator for tally in store.tally()}),
        expected=_expected(plan, entries, store) if plan else {},
        facts=tuple(_plan_facts(plan)),
        left_out=left_out,
    )
    return collect(articles, origin, schema, options, progress)


def report_on_dataset(
    folder: Path, known: Schema, options: ReportOptions, *, anonymous: bool, progress: Callable[[int, int], None]
) -> Facts:
    """Return the facts about the dataset in a folder; `known` is a scheme whose wording is used where it fits.

    Raises ExportError if there is no dataset, or it does not have a document that the options name.
    """
    from annotate.dataset.exported_articles import ExportedDataset  # with `datasets`, 1 s

    dataset = ExportedDataset(folder, known)
    ids = frozenset(dataset.ids)
    if unknown := [document for document in options.documents if document not in ids]:
        raise ExportError(f"The dataset in {folder} has no document {unknown[0]}; see its config `articles`.")
    if anonymous:
        names = {name: f"annotator_{number}" for number, name in enumerate(sorted(dataset.annotators), 1)}
        options = replace(options, names={**names, "": ""})
    options = replace(options, without_text=options.without_text or dataset.without_text)

    def articles(ids: Collection[str] | None, exact: bool) -> Iterator[Article]:
        del exact  # gold was decided when the dataset was exported
        for document, records, gold, seconds in dataset.articles(ids):
            current = drop_stale_records(document, records, Counter())
            kept = {index: GoldRecord(*decided) for index, decided in gold.items()}
            yield Article(document, current, kept, seconds)

    origin = Origin("dataset", folder.resolve().name, len(ids), len(dataset.annotators), checks=False)
    return collect(articles, origin, dataset.schema, options, progress)


def _expected(plan: Plan, entries: Collection[DocumentEntry], store: Store) -> Mapping[str, int]:
    """Return the number of sentences of the articles that each annotator was given or began."""
    sizes = {entry.id: entry.sentence_count for entry in entries}
    expected: Counter[str] = Counter(dict.fromkeys(plan.annotators, 0))
    for share in store.shares():
        expected[share.annotator] += sizes.get(share.document, 0)
    return expected


def _plan_facts(plan: Plan | None) -> Iterator[Fact]:
    if plan is not None:
        of = f" of {len(plan.annotators)}" if plan.annotators else ""
        yield Fact("plan", f"each article by {plan.overlap}{of} annotators")
