"""The facts for a report about a project, or about a dataset that was exported."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotate._garbage import paused_collection
from annotate.agreement.agreement import AgreementOptions
from annotate.dataset.state import ExportState
from annotate.errors import ExportError
from annotate.model import ADJUDICATION, ANNOTATION, Document
from annotate.model.current import LeftOut, Record, drop_stale_records
from annotate.model.ids import split_sentence_id
from annotate.model.people import BY_PEOPLE, DECISIONS, SOMEBODY
from annotate.project.decisions import require_known
from annotate.project.links import project_clusters
from annotate.report.articles import Article, GoldRecord, with_gold
from annotate.report.collect import Origin, ReportOptions, collect
from annotate.report.comparing import Compared, compare, measured_options
from annotate.report.facts import Fact, ReportFacts, StratumRow
from annotate.review.assignment import Plan
from annotate.review.gold import ADJUDICATED
from annotate.schema import Schema
from annotate.workers.pool import Pool, TaskLost, cores

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.store import DocumentEntry, Store

LARGE = 50_000
"""The number of decisions from which it is worth starting another process."""


def report_on_store(
    project: Project,
    store: Store,
    options: ReportOptions,
    *,
    anonymous: bool,
    progress: Callable[[int, int], None],
) -> ReportFacts:
    """Return the facts about a project and its store.

    With `anonymous`, annotators have the names that they have in the dataset. In a large project, annotators are compared by
    another process, beside everything else. Raises StoreError if a document is not known or cannot be read, ExportError if the
    file of pseudonyms cannot be read, ProjectError if that of samples cannot.
    """
    for document in options.documents:
        require_known(store, document, None)
    entries = store.documents()
    if anonymous:
        options = replace(options, names=_names(project, store))
    plan = store.plan()
    sample_facts, strata = _sampling(project)
    left_out: Counter[LeftOut] = Counter()

    def articles(ids: Collection[str] | None, exact: bool) -> Iterator[Article]:
        unread = Counter[LeftOut]()
        if not exact:
            left_out.clear()  # a pass over all articles may be repeated
        for document, records in store.decided_documents(ids):
            seconds = {(row.start, row.annotator): row.seconds for row in store.decided(document=document.id)}
            article = with_gold(document, records, seconds, project.schema, unread if exact else left_out, exact=exact)
            yield article._replace(times=_own_times(store, article))

    origin = Origin(
        kind="project",
        name=project.root.name,
        articles=len(entries),
        annotators=len({tally.annotator for tally in store.tally()}),
        expected=_expected(plan, entries, store) if plan else {},
        facts=(*_plan_facts(plan), *sample_facts),
        strata=strata,
        clusters=project_clusters(store, project.schema),
        left_out=left_out,
    )
    measured = measured_options(origin.annotators, origin.articles)
    task = _Task(project, options.documents, dict(options.names), measured)
    decisions = sum(tally.revisions for tally in store.tally())
    with Pool(_compare, [task], int(decisions > LARGE and cores() > 1), modules=[__name__]) as pool:

        def comparison() -> Compared:
            try:
                (found,) = pool.results(0)
            except TaskLost:  # done here, it raises the error that it raised there
                return _compared(store, task)
            return found

        with paused_collection():
            return collect(articles, origin, project.schema, options, comparison, progress)


def _names(project: Project, store: Store) -> dict[str, str]:
    """Return the names in the dataset of all who decided anything, and what takes the place of the others in notes."""
    state = ExportState(project.output)
    others = dict.fromkeys((person.name for person in store.annotators()), SOMEBODY)
    return {**others, **state.all_pseudonyms, **state.pseudonyms(sorted(store.people()))}


def _own_times(store: Store, article: Article) -> dict[tuple[int, str], str]:
    """Return `times` of an article.

    A sentence that was split off another one, and not decided on since, was decided when that was.
    """
    changed: defaultdict[str, list[int]] = defaultdict(list)
    for index, annotator, record in article.records:
        if record["action"] not in BY_PEOPLE:
            changed[annotator].append(article.document.sentences[index].start)
    times: dict[tuple[int, str], str] = {}
    for annotator, starts in changed.items():
        own: dict[int, str] = {}
        for decision in store.decision_times(ANNOTATION, article.document.id, annotator):
            start = int(split_sentence_id(decision.sentence)[1])
            if decision.action in DECISIONS:
                own[start] = max(own.get(start, ""), decision.created)
        known = sorted(own)
        for start in starts:
            if place := bisect_right(known, start):
                times[start, annotator] = own[known[place - 1]]
    return times


class _Task(NamedTuple):
    """The comparison of annotators, for any process."""

    project: Project
    documents: tuple[str, ...]
    names: Mapping[str, str]
    options: AgreementOptions


def _compare(task: _Task) -> Iterator[Compared]:
    """Yield the comparison, in another process."""
    with task.project.store() as store, paused_collection():
        yield _compared(store, task)


def _compared(store: Store, task: _Task) -> Compared:
    def documents() -> Iterator[tuple[Document, list[Record]]]:
        for document, records in store.decided_documents(frozenset(task.documents) or None):
            yield document, [_named(record, task.names) for record in records]

    return compare(documents, task.project.schema, task.options)


def _named(record: Record, names: Mapping[str, str]) -> Record:
    return {**record, "annotator": names[record["annotator"]]} if names else record


def report_on_dataset(
    folder: Path, known: Schema, options: ReportOptions, *, anonymous: bool, progress: Callable[[int, int], None]
) -> ReportFacts:
    """Return the facts about the dataset in a folder; `known` is a scheme whose wording is used where it fits.

    Raises ExportError if there is no dataset, or it does not have a document that the options name.
    """
    from annotate.dataset.exported_articles import ExportedDataset  # with `datasets`, 1 s

    dataset = ExportedDataset(folder, known)
    ids = frozenset(dataset.ids)
    if unknown := [document for document in options.documents if document not in ids]:
        raise ExportError(f"The dataset in {folder} has no document {unknown[0]}; see its config `articles`.")
    if anonymous:
        options = replace(options, names=_pseudonyms(dataset.people))
    options = replace(options, without_text=options.without_text or dataset.without_text)

    def articles(ids: Collection[str] | None, exact: bool) -> Iterator[Article]:
        del exact  # gold was decided when the dataset was exported
        for document, records, gold, seconds in dataset.articles(ids):
            current = drop_stale_records(document, records, Counter())
            kept = {index: GoldRecord(*decided) for index, decided in gold.items()}
            yield Article(document, current, kept, seconds)

    facts, strata = dataset.sampling
    origin = Origin(
        "dataset",
        folder.resolve().name,
        len(ids),
        len(dataset.annotators),
        facts=facts,
        strata=strata,
        clusters=dataset.clusters(),
        checks=False,
    )

    def documents() -> Iterator[tuple[Document, list[Record]]]:
        for document, records, gold, _ in dataset.articles(frozenset(options.documents) or None):
            by_hand = [{**record, "layer": ADJUDICATION} for record, provenance in gold.values() if provenance == ADJUDICATED]
            yield document, [_named(record, options.names) for record in (*records, *by_hand)]

    def comparison() -> Compared:
        return compare(documents, dataset.schema, measured_options(origin.annotators, origin.articles))

    return collect(articles, origin, dataset.schema, options, comparison, progress)


def _pseudonyms(names: Collection[str]) -> dict[str, str]:
    """Return pseudonyms for names, the same ones if these are all pseudonyms already."""
    people = sorted(name for name in names if name)
    if all(re.fullmatch(r"annotator_\d+", name) for name in people):
        return {name: name for name in names}
    return {"": "", **{name: f"annotator_{number}" for number, name in enumerate(people, 1)}}


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


def _sampling(project: Project) -> tuple[tuple[Fact, ...], tuple[StratumRow, ...]]:
    """Return how articles were drawn from corpora: the facts about the samples, and their strata."""
    if not project.samples_path.exists():
        return (), ()
    from annotate.dataset.samples import account  # with `datasets`, 1 s
    from annotate.project.samples import read_samples

    return account(read_samples(project.samples_path))
